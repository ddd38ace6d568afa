"""The pages of a file that its structures lie in: read when they are first asked for, and gone through by columns.

The tables of a model lie close to each other, save for those of its buffers, each of which is beside its data.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import LimitError, TruncatedError
from inspector.limits import LIMITS, Limits
from inspector.sources.storage import Storage

__all__ = ["Pages", "Positions"]

#: Positions in a file, and numbers that were read there.
Positions = npt.NDArray[np.int64]

_BITS = 12
_PAGE = 1 << _BITS
#: Pages that are read when one of them is asked for alone.
_AROUND = 16
#: Pages that are kept, more than one column may ask for.
_MOST = 1 << 14
#: What a number takes that is not one of the few of a usual shape.
_OBJECT_NBYTES = 32
#: Offsets have 32 bits.
_REACH = 1 << 32


class Pages:
    """Numbers at positions of a storage. Raises TruncatedError for what lies past its end.

    Whatever is read counts against an allowance in proportion to the storage, each page when it is read, and each number.
    """

    def __init__(self, storage: Storage, limits: Limits = LIMITS) -> None:
        self._storage = storage
        self.nbytes = min(storage.nbytes, _REACH)
        self._left = self._loads_left = limits.structures_of(storage.nbytes)
        count = -(-self.nbytes // _PAGE)
        #: Where in the data each page begins, in pages; -1 for those that were not read.
        self._slots = np.full(count, -1, np.int32)
        self._slot_of = self._slots.data
        self._data = np.empty(min(count, _MOST) << _BITS, np.uint8)
        self._view = self._data.data
        self._loaded = 0

    def spend(self, nbytes: int) -> None:
        """Count bytes that are about to be read. Raises LimitError once they are many times the storage."""
        self._left -= nbytes
        if self._left < 0:
            raise LimitError("describes many times more than it holds")

    def spend_on_numbers(self, count: int) -> None:
        """Count numbers that are about to be made objects, each of which takes many times its bytes in a file."""
        self.spend(_OBJECT_NBYTES * count)

    def view(self, position: int, nbytes: int) -> memoryview | bytes:
        """The bytes at a position, valid until something else is read."""
        self._check(position, nbytes)
        self.spend(nbytes)
        within = position & (_PAGE - 1)
        if within + nbytes > _PAGE:
            return self._storage.read(position, nbytes)
        if not nbytes:
            return b""
        page = position >> _BITS
        if self._slot_of[page] < 0:
            start = page - page % _AROUND
            self._load(np.arange(start, min(start + _AROUND, len(self._slots))))
        start = (self._slot_of[page] << _BITS) + within
        return self._view[start : start + nbytes]

    def column(self, positions: Positions, unit: str, default: float = 0) -> npt.NDArray[Any]:
        """The number at each position, ``default`` at position 0, as ``int64`` or ``float64``; ``unit`` as in numpy."""
        kind = np.dtype(unit)
        numbers = np.full(len(positions), default, np.float64 if kind.kind == "f" else np.int64)
        known = np.flatnonzero(positions)
        if len(known):
            at = positions if len(known) == len(positions) else positions[known]
            self._check(int(at.min()), int(at.max() - at.min()) + kind.itemsize)
            self.spend(len(at) * kind.itemsize)
            if (at & (kind.itemsize - 1)).any():  # no writer leaves a number without alignment
                parts = [bytes(self.view(position, kind.itemsize)) for position in at.tolist()]
                numbers[known] = np.frombuffer(b"".join(parts), kind)
            else:
                numbers[known] = self._data.view(kind)[self._places(at) // kind.itemsize]
        return numbers

    def pieces(self, starts: Positions, sizes: Positions) -> list[memoryview | bytes]:
        """So many bytes at each position, valid until something else is read."""
        if not len(starts):
            return []
        ends = starts + np.maximum(sizes - 1, 0)
        self._check(int(starts.min()), int(ends.max() - starts.min()) + 1)
        self.spend(int(sizes.sum()))
        self._places(np.concatenate((starts, ends)))
        first, last = self._places(starts), self._places(ends)
        data = self._view
        found: list[memoryview | bytes] = [
            data[start:end] for start, end in zip(first.tolist(), (first + sizes).tolist(), strict=True)
        ]
        for index in np.flatnonzero((last - first != ends - starts) | (sizes > _PAGE)).tolist():  # pages lie apart
            found[index] = self._storage.read(int(starts[index]), int(sizes[index]))
        return found

    def _check(self, position: int, nbytes: int) -> None:
        if position < 0 or nbytes < 0 or position + nbytes > self.nbytes:
            raise TruncatedError(f"ends at byte {self.nbytes:,}, where it points to byte {position + nbytes:,}")

    def _places(self, positions: Positions) -> Positions:
        """Where in the data the bytes at positions of the storage are, whose pages are read if they were not."""
        pages = positions >> _BITS
        slots = self._slots[pages]
        if (slots < 0).any():
            wanted = np.zeros(len(self._slots), np.bool_)
            wanted[pages] = True
            self._load(np.flatnonzero(wanted))
            slots = self._slots[pages]
        places: Positions = (slots.astype(np.int64) << _BITS) + (positions & (_PAGE - 1))
        return places

    def _load(self, pages: Positions) -> None:
        """Read those of the pages, in their order and no more than are kept, that were not read before."""
        missing = pages[self._slots[pages] < 0]
        if not len(missing):
            return
        if self._loaded + len(missing) > len(self._data) >> _BITS:
            self._slots.fill(-1)
            self._loaded, missing = 0, pages
        self._loads_left -= len(missing) << _BITS
        if self._loads_left < 0:
            raise LimitError("describes many times more than it holds")
        ends = np.append(np.flatnonzero(np.diff(missing) != 1), len(missing) - 1)
        last = missing[ends]
        first = last - np.diff(ends, prepend=-1) + 1
        stops = np.minimum((last + 1) << _BITS, self._storage.nbytes)
        ranges = zip((first << _BITS).tolist(), (stops - (first << _BITS)).tolist(), strict=True)
        data = b"".join(self._storage.read_many(list(ranges)))
        at = self._loaded << _BITS
        self._view[at : at + len(data)] = data
        self._slots[missing] = np.arange(self._loaded, self._loaded + len(missing), dtype=np.int32)
        self._loaded += len(missing)
