"""Numbers that a file has as text: boosted trees are lists of them, which are parsed when somebody reads them.

An index needs to know where they are and how many, which counting what separates them tells in a hundredth of the time.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from msgspec import Struct

from inspector.errors import CorruptError
from inspector.numeric import np
from inspector.sources.storage import Buffer, RecordMeta, Storage

__all__ = ["NUMERALS", "NumberText"]

#: What numbers consist of, ``nan`` and ``inf`` too; all other characters separate them, or are none of them.
NUMERALS = b"0123456789+-.eEnaif"
#: How much text is cut into words at a time: each of these is an object.
_PIECE_NBYTES = 1 << 20


class NumberText(Storage, Struct, metaclass=RecordMeta, eq=False, gc=False):
    """The numbers in the ``length`` bytes of text from ``start`` on, as ``nbytes`` of elements of the numpy type ``unit``.

    Spaces or commas separate them. Raises CorruptError, once it is read, for what is no number, and for more or fewer.
    ``elements`` are those that were read before.
    """

    source: Storage
    start: int
    length: int
    nbytes: int
    unit: str
    elements: memoryview | None = None

    @property
    def key(self) -> Hashable:
        return "numbers", self.source.key, self.start, self.length, self.unit

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        if self.elements is None:  # of two threads that ask at once, both make the same
            self.elements = self._parsed().view(np.uint8).data
        memoryview(buffer)[:] = self.elements[offset : offset + len(buffer)]

    def _parsed(self) -> np.ndarray[tuple[int], np.dtype[Any]]:
        text = self.source.read(self.start, self.length).replace(b",", b" ")
        unit = np.dtype(self.unit)
        elements = np.empty(self.nbytes // unit.itemsize, unit)
        number, parsed = (float, np.dtype(np.float64)) if unit.kind == "f" else (int, unit)
        done = position = 0
        try:
            while position < len(text):
                end = text.find(b" ", position + _PIECE_NBYTES)
                end = len(text) if end < 0 else end
                words = text[position:end].split()
                if done + len(words) > len(elements):
                    raise CorruptError(f"has more numbers than the {len(elements):,} that should be there")
                with np.errstate(over="ignore"):  # numbers that float32 does not hold are infinite
                    elements[done : done + len(words)] = np.fromiter(map(number, words), parsed, len(words))
                done += len(words)
                position = end
        except (ValueError, OverflowError) as error:
            raise CorruptError(f"has what is no number among {len(elements):,} numbers") from error
        if done != len(elements):
            raise CorruptError(f"has {done:,} numbers where {len(elements):,} should be")
        return elements

    def __reduce__(self) -> tuple[Any, ...]:
        return NumberText, (self.source, self.start, self.length, self.nbytes, self.unit)
