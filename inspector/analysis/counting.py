"""``numpy.bincount`` for 8- and 16-bit numbers, in less time: a histogram spends most of its own here."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.buffers import Scratch

__all__ = ["count_codes"]

#: Below this many elements going through 65,536 counts takes longer than they save, and through those of bytes.
_MANY, _MANY_BYTES = 1 << 16, 1 << 12


def count_codes(codes: npt.NDArray[Any], size: int, scratch: Scratch) -> npt.NDArray[np.int64]:
    """How often each number below ``size`` occurs in ``codes`` (unsigned integers below it, one axis); shape [size]."""
    many = _MANY if codes.dtype.itemsize > 1 else _MANY_BYTES
    found = kernel.count_bytes_or_words(codes) if len(codes) >= many else None
    if found is not None:
        return found[:size]
    if codes.dtype.itemsize > 1 or len(codes) < _MANY:
        return _counted(codes, size, scratch)
    even = len(codes) // 2 * 2  # two bytes are one 16-bit number: half as many to count
    pairs = codes[:even].view(np.uint16)
    if size < 256:  # a smaller table, without the places of bytes that do not occur
        gaps = np.right_shift(pairs, 8, out=scratch.array("gaps", np.uint16, len(pairs)))
        np.multiply(gaps, 256 - size, out=gaps)
        pairs = np.subtract(pairs, gaps, out=gaps)
    base = min(size, 256)
    table = _counted(pairs, base * base, scratch).reshape(base, base)
    counts: npt.NDArray[np.int64] = table.sum(axis=0) + table.sum(axis=1)
    counts[codes[even:]] += 1
    return counts[:size]


def _counted(codes: npt.NDArray[Any], size: int, scratch: Scratch) -> npt.NDArray[np.int64]:
    """Without the copy that bincount makes of other types than intp, in memory that is new each time."""
    index = scratch.array("index", np.intp, len(codes))
    np.copyto(index, codes)
    return np.bincount(index, minlength=size)
