"""Weights that are one tensor to a module which computes none of them."""

from __future__ import annotations

import numpy as np
import pytest

from inspector.architectures.computed_weights import Formula, computed_weights
from inspector.tensors.entries import TensorEntry
from tests.tensors import entry_of

Shapes = dict[str, tuple[int, ...]]


def tensors(shapes: Shapes) -> dict[str, TensorEntry]:
    return {key: entry_of(np.zeros(shape, np.float32), path=(key,)) for key, shape in shapes.items()}


@pytest.mark.parametrize(
    ("shapes", "name", "formula", "axis"),
    [
        ({"a.weight_orig": (4, 3), "a.weight_mask": (4, 3)}, "a.weight", Formula.MASKED, None),
        ({"bias_orig": (4,), "bias_mask": (4,)}, "bias", Formula.MASKED, None),
        ({"a.weight_g": (4, 1), "a.weight_v": (4, 3)}, "a.weight", Formula.WEIGHT_NORM, 0),
        ({"a.weight_g": (1, 3), "a.weight_v": (4, 3)}, "a.weight", Formula.WEIGHT_NORM, 1),
        ({"a.weight_g": (1, 1), "a.weight_v": (1, 3)}, "a.weight", Formula.WEIGHT_NORM, 0),
        ({"a.weight_g": (), "a.weight_v": (4, 3)}, "a.weight", Formula.WEIGHT_NORM, None),
        (
            {"a.parametrizations.weight.original0": (4, 1), "a.parametrizations.weight.original1": (4, 3)},
            "a.weight",
            Formula.WEIGHT_NORM,
            0,
        ),
        (
            {"a.weight_orig": (4, 3, 2), "a.weight_u": (4,), "a.weight_v": (6,)},
            "a.weight",
            Formula.SPECTRAL_NORM,
            0,
        ),
        (
            {"a.weight_orig": (4, 3, 2), "a.weight_u": (3,), "a.weight_v": (8,)},
            "a.weight",
            Formula.SPECTRAL_NORM,
            1,
        ),
        (
            {
                "parametrizations.weight.original": (4, 3),
                "parametrizations.weight.0._u": (4,),
                "parametrizations.weight.0._v": (3,),
            },
            "weight",
            Formula.SPECTRAL_NORM,
            0,
        ),
    ],
)
def test_parts_are_found_by_names_and_shapes(shapes: Shapes, name: str, formula: Formula, axis: int | None) -> None:
    found = computed_weights(tensors({"other.weight": (4, 3), **shapes}))
    assert found.keys() == shapes.keys()
    (weight,) = set(found.values())
    assert (weight.name, weight.formula, weight.axis) == (name, formula, axis)
    assert weight.parts[0].numel == max(np.prod(shape) for shape in shapes.values())


@pytest.mark.parametrize(
    "shapes",
    [
        {"weight_orig": (4, 3)},
        {"weight_orig": (4, 3), "weight_mask": (3, 4)},
        {"weight_g": (4, 2), "weight_v": (4, 3)},
        {"weight_g": (4,), "weight_v": (4, 3)},
        {"a.weight_g": (4, 1), "b.weight_v": (4, 3)},
        {"weight_orig": (4, 3), "weight_u": (5,), "weight_v": (3,)},
        {"weight_orig": (4, 3), "weight_u": (4,), "weight_v": (4,)},
        {"original1": (4, 3), "original0": (4, 1)},
    ],
)
def test_what_only_resembles_them_is_left_alone(shapes: Shapes) -> None:
    assert computed_weights(tensors(shapes)) == {}
