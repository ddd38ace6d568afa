"""Tensors of other shapes are compared over what they share."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from inspector.comparing.results import State
from tests.unit.comparing.in_memory import one


@pytest.mark.parametrize(
    ("shape_a", "shape_b", "common"),
    [((10, 4), (12, 4), (10, 4)), ((4, 9), (4, 5), (4, 5)), ((8, 3, 1, 1), (8, 3), (8, 3)), ((1, 5), (5,), (5,))],
)
def test_different_shapes_are_compared_over_what_they_share(
    shape_a: tuple[int, ...], shape_b: tuple[int, ...], common: tuple[int, ...]
) -> None:
    whole = np.random.default_rng(0).normal(size=(12, 12)).astype("f4")

    def cut(shape: tuple[int, ...]) -> npt.NDArray[Any]:
        long = [size for size in shape if size > 1]
        rows, columns = (*long, 1)[:2] if len(long) < 2 else long
        return whole[:rows, :columns].reshape(shape).copy()

    a, b = cut(shape_a), cut(shape_b)
    result = one(a, b)
    assert result.state is State.SHAPE_CHANGED
    assert result.common is not None
    assert result.common.a is not None
    assert (result.common.a.shape, result.common.agrees) == (common, True)
    b.reshape(-1)[0] += 1
    result = one(a, b)
    assert result.common is not None
    assert result.common.difference is not None
    assert result.common.difference.differing == 1


def test_shapes_that_share_nothing_of_meaning_are_not_compared() -> None:
    result = one(np.zeros((3, 4)), np.zeros((5, 6)))
    assert (result.state, result.common) == (State.SHAPE_CHANGED, None)
