from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from inspector.analysis import locating
from inspector.analysis.locating import Landmark, located
from inspector.errors import SelectionError
from tests.tensors import entry_of, entry_of_view

Array = npt.NDArray[Any]


def by_numpy(values: Array, landmark: Landmark) -> tuple[int, ...] | None:
    numbers = np.abs(values.astype("c16")) if values.dtype.kind == "c" else values
    finite = np.isfinite(numbers)
    wanted = {Landmark.NAN: np.isnan(numbers), Landmark.INFINITE: np.isinf(numbers)}.get(landmark)
    if wanted is None:
        if not finite.any():
            return None
        best = numbers[finite].min() if landmark is Landmark.MIN else numbers[finite].max()
        wanted = finite & (numbers == best)
    return tuple(np.argwhere(wanted)[0].tolist()) if wanted.any() else None


@pytest.mark.parametrize("landmark", Landmark)
@settings(deadline=None, max_examples=60)
@given(values=st.sampled_from(["f4", "f8", "i8", "u1", "c8"]).flatmap(lambda c: arrays(c, array_shapes(max_dims=3))))
def test_the_first_in_c_order(values: Array, landmark: Landmark) -> None:
    assert located(entry_of(values), landmark) == by_numpy(values, landmark)


@pytest.mark.parametrize("landmark", Landmark)
def test_in_many_blocks_of_a_view_that_lies_otherwise(landmark: Landmark, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locating, "BLOCK_ELEMENTS", 10)
    stored = np.random.default_rng(0).integers(0, 9, (8, 9, 10)).astype("f4")
    stored[stored == 8] = np.nan
    stored[stored == 7] = np.inf
    view = stored.transpose(1, 2, 0)
    assert located(entry_of_view(view, stored), landmark) == by_numpy(view, landmark)


def test_text_has_no_largest() -> None:
    with pytest.raises(SelectionError, match="no numbers"):
        located(entry_of(np.array(["a"])), Landmark.MAX)
