"""Whether a tensor is another one with its rows, columns or channels in another order."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.comparing.hypotheses import Explanation
from inspector.text import count_text

__all__ = ["MAX_PERMUTED", "permutation"]

#: Elements of a tensor that is looked at, and the length of an axis.
MAX_PERMUTED = 1 << 22
_MAX_LENGTH = 1 << 16
#: Indices that the evidence names.
_NAMED = 8


def permutation(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> Explanation | None:
    """Says by which axis B is a permutation of A, to the last bit; None if by none alone.

    Both have the same shape and type.
    """
    for axis, length in enumerate(a.shape):
        order = _order(*(_bytes_along(side, axis) for side in (a, b))) if length <= _MAX_LENGTH else None
        if order is None:
            continue
        moved = [index for index, source in enumerate(order) if source != index]
        count, total = count_text(len(moved)), count_text(length)
        sentence = (
            f"B is A with its {'elements' if a.ndim == 1 else 'rows' if axis == 0 else 'columns'} in another order: "
            f"{count} of {total} moved."
        )
        if axis > 1:
            sentence = f"B is A with its indices of axis {axis} in another order: {count} of {total} moved."
        first = [[index, order[index]] for index in moved[:_NAMED]]
        return Explanation("permuted", sentence, {"axis": axis, "size": length, "moved": len(moved), "first": first})
    return None


def _bytes_along(values: npt.NDArray[Any], axis: int) -> list[bytes]:
    """The bytes of what has each index of an axis."""
    return [part.tobytes() for part in np.moveaxis(values, axis, 0)]


def _order(a: list[bytes], b: list[bytes]) -> list[int] | None:
    """Where in A each part of B is, its own place before others; None if one is nowhere or A has it less often."""
    free: dict[bytes, list[int]] = defaultdict(list)
    for index in reversed(range(len(a))):
        if a[index] != b[index]:
            free[a[index]].append(index)
    order = list(range(len(a)))
    for index, part in enumerate(b):
        if part != a[index]:
            places = free.get(part)
            if not places:
                return None
            order[index] = places.pop()
    return order
