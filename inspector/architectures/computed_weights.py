"""Weights that a module computes, each time it runs, from several tensors of its state dict.

Pruning keeps the weight as it was and a mask, weight normalisation its direction and its magnitudes, spectral normalisation
the weight and the singular vectors of its largest singular value. To a module without them, such a weight is one tensor:
here it is told by the names and shapes of its parts, and computed when it is loaded.
Sources: torch/nn/utils/prune.py, weight_norm.py, spectral_norm.py and parametrizations.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from math import prod

from inspector.tensors.entries import TensorEntry

__all__ = ["ComputedWeight", "Formula", "computed_weights"]


class Formula(Enum):
    """How a weight is made of its parts."""

    MASKED = auto()  # the weight, its mask
    WEIGHT_NORM = auto()  # the direction, of the shape of the weight; the magnitudes along ``axis``
    SPECTRAL_NORM = auto()  # the weight as a matrix with ``axis`` first; its left and right singular vectors


#: The endings of the parts of a weight, the first of which has its shape; and where they stand, before or in its name.
_PARTS = (
    (Formula.MASKED, "", ("_orig", "_mask")),
    (Formula.SPECTRAL_NORM, "", ("_orig", "_u", "_v")),
    (Formula.WEIGHT_NORM, "", ("_v", "_g")),
    (Formula.WEIGHT_NORM, "parametrizations.", (".original1", ".original0")),
    (Formula.SPECTRAL_NORM, "parametrizations.", (".original", ".0._u", ".0._v")),
)


@dataclass(frozen=True, slots=True, eq=False)
class ComputedWeight:
    """``name`` is the key of the weight where nothing is computed. Without an ``axis`` the formula is about all elements."""

    name: str
    formula: Formula
    parts: tuple[TensorEntry, ...]
    axis: int | None = None


def computed_weights(tensors: Mapping[str, TensorEntry]) -> dict[str, ComputedWeight]:
    """The weights that are computed of these tensors, by the key of each of their parts."""
    found: dict[str, ComputedWeight] = {}
    for key in tensors:
        for formula, before, endings in _PARTS:
            stem = key.removesuffix(endings[0])
            module, _, name = stem.rpartition(".")
            if stem == key or (before and not f"{module}.".endswith(before)):
                continue
            keys = [stem + ending for ending in endings]
            if any(part not in tensors or part in found for part in keys):
                continue
            parts = tuple(tensors[part] for part in keys)
            if not _fits(formula, [part.shape for part in parts]):
                continue
            weight = ComputedWeight(
                f"{module.removesuffix(before[:-1])}{name}" if before else stem, formula, parts, _axis(formula, parts)
            )
            found.update(dict.fromkeys(keys, weight))
    return found


def _fits(formula: Formula, shapes: list[tuple[int, ...]]) -> bool:
    """Whether parts of these shapes can be parts of one weight."""
    weight, *others = shapes
    if formula is Formula.MASKED:
        return others == [weight]
    if formula is Formula.WEIGHT_NORM:
        (magnitudes,) = others
        varied = [axis for axis, size in enumerate(magnitudes) if size != 1]
        along_one = len(magnitudes) == len(weight) and all(magnitudes[axis] == weight[axis] for axis in varied)
        return magnitudes == () or (along_one and len(varied) <= 1)
    left, right = others
    return len(left) == len(right) == 1 and left[0] in weight[:2] and left[0] * right[0] == prod(weight)


def _axis(formula: Formula, parts: tuple[TensorEntry, ...]) -> int | None:
    if formula is Formula.SPECTRAL_NORM:
        return parts[0].shape.index(parts[1].shape[0])
    if formula is Formula.WEIGHT_NORM and parts[1].shape:
        return next((axis for axis, size in enumerate(parts[1].shape) if size != 1), 0)
    return None
