"""The two ways in which Torch7 writes numbers, text and the elements of storages: binary and as text.

As text, numbers are in a line, with a space between those of an array; bytes are what they are, with a line feed behind
them; an array of nothing is nothing, without a line.
Source: ``lib/TH/THDiskFile.c`` in https://github.com/torch/torch7.
"""

from __future__ import annotations

from typing import Protocol

from inspector.errors import CorruptError, TruncatedError
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.number_text import NumberText
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.dtypes import DType
from inspector.text import plural

__all__ = ["BinaryEncoding", "Encoding", "TextEncoding"]

#: Longer than any line of one number.
_NUMBER_NBYTES = 64
_BLOCK_NBYTES = 1 << 20


class Encoding(Protocol):
    """Reads a file from front to back. TruncatedError where it ends too early, CorruptError for what is no number."""

    cursor: Cursor

    def integer(self) -> int:
        """An ``int``: kinds, counts and lengths."""

    def longs(self, count: int) -> tuple[int, ...]:
        """So many ``long``: sizes and strides."""

    def number(self) -> float:
        """A ``double``: every number of Lua."""

    def characters(self, count: int) -> bytes:
        """So many bytes of text."""

    def elements(self, dtype: DType, count: int, job: Job) -> Storage:
        """The elements of a storage, which are gone over and not read."""


class BinaryEncoding:
    """As nearly all files are: the numbers of a 64-bit machine, the lowest byte first."""

    def __init__(self, file: Storage) -> None:
        self.cursor = Cursor(file)

    def integer(self) -> int:
        return self.cursor.i32()

    def longs(self, count: int) -> tuple[int, ...]:
        return self.cursor.numbers("q", count)

    def number(self) -> float:
        return self.cursor.f64()

    def characters(self, count: int) -> bytes:
        return self.cursor.read(count)

    def elements(self, dtype: DType, count: int, job: Job) -> Storage:  # noqa: ARG002 - takes no time
        return self.cursor.storage(dtype.nbytes(count))


class TextEncoding:
    """As ``torch.save(path, object, "ascii")`` writes it."""

    def __init__(self, file: Storage) -> None:
        self._file = file
        self.cursor = Cursor(file)

    def integer(self) -> int:
        return self.longs(1)[0]

    def longs(self, count: int) -> tuple[int, ...]:
        if not count:
            return ()
        start = self.cursor.position
        words = self._line(self.cursor.count(count, 2, "numbers") * _NUMBER_NBYTES).split()
        if len(words) != count or not all(map(_is_integer, words)):
            raise CorruptError(f"does not have {plural(count, 'number')} in the line at byte {start:,}")
        return tuple(map(int, words))

    def number(self) -> float:
        start = self.cursor.position
        try:
            return float(self._line(_NUMBER_NBYTES))
        except ValueError as error:
            raise CorruptError(f"has no number in the line at byte {start:,}") from error

    def characters(self, count: int) -> bytes:
        text = self.cursor.read(count)
        if count:
            self.cursor.expect(b"\n")
        return text

    def elements(self, dtype: DType, count: int, job: Job) -> Storage:
        if not count:
            return MemoryStorage(b"")
        if dtype.itemsize == 1:
            stored = self.cursor.storage(count)
            self.cursor.expect(b"\n")
            return stored
        start = self.cursor.position
        length = self._line_nbytes(self.cursor.count(count, 2, "numbers"), job)
        self.cursor.skip(length + 1)
        return NumberText(self._file, start, length, dtype.nbytes(count), str(dtype.unit))

    def _line_nbytes(self, count: int, job: Job) -> int:
        """How long the line of so many numbers is that begins at the cursor."""
        start = position = self.cursor.position
        spaces = 0
        while position < self._file.nbytes:
            job.report(position, self._file.nbytes, "Reading the objects")
            block = self._file.read(position, min(_BLOCK_NBYTES, self._file.nbytes - position))
            end = block.find(b"\n")
            spaces += block.count(b" ", 0, len(block) if end < 0 else end)
            if end >= 0 and spaces == count - 1:
                return position + end - start
            if end >= 0 or spaces >= count:
                raise CorruptError(f"does not have {plural(count, 'number')} in the line at byte {start:,}")
            position += len(block)
        raise TruncatedError(f"ends within the {plural(count, 'number')} at byte {start:,}")

    def _line(self, limit: int) -> bytes:
        """The next line, of so many bytes at the most, without its end."""
        ahead = self.cursor.peek(limit)
        length = ahead.find(b"\n")
        if length >= 0:
            self.cursor.skip(length + 1)
            return ahead[:length]
        if len(ahead) < limit:
            raise TruncatedError(f"ends within the line at byte {self.cursor.position:,}")
        raise CorruptError(f"has no number in the line at byte {self.cursor.position:,}")


def _is_integer(word: bytes) -> bool:
    return word.removeprefix(b"-").isdigit() and len(word) < _NUMBER_NBYTES
