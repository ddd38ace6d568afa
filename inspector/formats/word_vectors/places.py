"""Where the words and the vectors of a file lie, and storages that read them from there.

Words have any length, so that a file has to be gone through as a whole to say where its last vector is. That is done when it
is first asked for: a file of some gigabytes opens at once.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.dtypes import STRING

__all__ = ["BinaryPlaces", "Places", "TextPlaces", "VectorStorage", "WordStorage"]

Integers = npt.NDArray[np.int64]
_BLOCK_NBYTES = 4 << 20
_MAX_WORD_NBYTES = 4096
_ITEM_NBYTES = 4
_ROWS = 1024


class Found(NamedTuple):
    """Of each row where its word begins and ends, and where its vector does; up to the first one that is damaged."""

    words: Integers
    ends: Integers
    vectors: Integers
    stops: Integers


class Places(ABC):
    """The places of ``count`` words with vectors of ``dimension`` numbers in a file, the first of which is at ``start``."""

    def __init__(self, file: Storage, start: int, count: int, dimension: int) -> None:
        self.file = file
        self.start = start
        self.count = count
        self.dimension = dimension
        self._lock = threading.Lock()
        self._found: Found | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.file, self.start, self.count, self.dimension)

    @property
    def key(self) -> Hashable:
        """Equal for the same places."""
        return type(self).__name__, self.file.key, self.start

    @property
    def found(self) -> Found:
        """The places that there are."""
        with self._lock:
            if self._found is None:
                self._found = self._find()
            return self._found

    def rows(self, first: int, last: int) -> Found:
        """The places of some rows. Raises CorruptError if the file does not have them."""
        there = len(self.found.words)
        if last > there:
            raise CorruptError(f"has {there:,} of {self.count:,} words: its end is missing or damaged")
        return Found(*(part[first:last] for part in self.found))

    @abstractmethod
    def _find(self) -> Found:
        """Go through the file."""

    @abstractmethod
    def numbers(self, row: bytes) -> bytes:
        """The numbers of a vector as it lies in the file, as 32-bit floats."""


class BinaryPlaces(Places):
    """Each word ends at a blank and is followed by 32-bit floats; a line feed may stand in front of it."""

    def _find(self) -> Found:
        nbytes = _ITEM_NBYTES * self.dimension
        most = min(self.count, self.file.nbytes // (nbytes + 1))
        words, ends = np.empty(most, np.int64), np.empty(most, np.int64)
        position, base, data = self.start, 0, b""
        for number in range(most):
            if position + _MAX_WORD_NBYTES > base + len(data):
                base = min(position, self.file.nbytes)
                data = self.file.read(base, min(_BLOCK_NBYTES, self.file.nbytes - base))
            at = position - base
            at += data[at : at + 1] == b"\n"
            end = data.find(b" ", at, at + _MAX_WORD_NBYTES)
            position = base + end + 1 + nbytes
            if end < 0 or position > self.file.nbytes:
                words, ends = words[:number], ends[:number]
                break
            words[number], ends[number] = base + at, base + end
        return Found(words, ends, ends + 1, ends + 1 + nbytes)

    def numbers(self, row: bytes) -> bytes:
        return row


class TextPlaces(Places):
    """A line for each word: the word, which may have blanks in it, and as many numbers as there are dimensions."""

    def _find(self) -> Found:
        return Found(*(np.concatenate(part)[: self.count] for part in zip(*self._blocks(), strict=True)))

    def _blocks(self) -> Iterator[Found]:
        """The places of the lines in one block of the file after another."""
        position, before = self.start, 0
        empty = np.empty(0, np.int64)
        yield Found(empty, empty, empty, empty)
        while position < self.file.nbytes and before < self.count:
            data = self.file.read(position, min(_BLOCK_NBYTES, self.file.nbytes - position))
            codes = np.frombuffer(data, np.uint8)
            stops = np.flatnonzero(codes == ord("\n"))
            if not len(stops):
                return  # of a last line that does not end, nobody knows whether its last number is whole
            found = self._lines(codes, np.concatenate(([0], stops[:-1] + 1)), stops, position)
            yield found
            if len(found.words) < len(stops):
                return
            before += len(stops)
            position += int(stops[-1]) + 1

    def _lines(self, codes: npt.NDArray[np.uint8], begins: Integers, stops: Integers, base: int) -> Found:
        """The places in lines of a block, which is at ``base`` of the file; up to the first line that is no row."""
        blanks = np.flatnonzero(codes == ord(" "))
        first, last = np.searchsorted(blanks, begins), np.searchsorted(blanks, stops)
        trails = np.zeros(len(stops), bool)
        for back in (1, 2):  # a blank, or a blank and a carriage return
            at = np.maximum(stops - back, 0)
            trails |= (
                (stops - back > begins) & (codes[at] == ord(" ")) & ((back == 1) | (codes[stops - 1] == ord("\r")))
            )
        word_end = last - trails - self.dimension
        wrong = np.flatnonzero((word_end < first) | (stops == begins))
        keep = int(wrong[0]) if len(wrong) else len(stops)
        ends = blanks[word_end[:keep]]
        return Found(base + begins[:keep], base + ends, base + ends + 1, base + stops[:keep])

    def numbers(self, row: bytes) -> bytes:
        try:
            values = np.array([float(number) for number in row.split()], "<f4")
        except ValueError as error:
            raise CorruptError("has something else than numbers behind a word") from error
        if len(values) != self.dimension:
            raise CorruptError("has something else than numbers behind a word")
        return values.tobytes()


class WordStorage(Storage):
    """The places of words in the file, as :data:`~inspector.tensors.dtypes.STRING` has them."""

    __slots__ = ("_places", "nbytes")

    def __init__(self, places: Places) -> None:
        self._places = places
        self.nbytes = places.count * STRING.itemsize

    @property
    def key(self) -> Hashable:
        return "words", self._places.key

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        first, last = offset // STRING.itemsize, -(-(offset + len(buffer)) // STRING.itemsize)
        rows = self._places.rows(first, last)
        units = np.zeros(last - first, STRING.stored_dtype)
        units["start"], units["nbytes"] = rows.words, rows.ends - rows.words
        start = offset - first * STRING.itemsize
        memoryview(buffer)[:] = units.tobytes()[start : start + len(buffer)]


class VectorStorage(Storage):
    """The vectors of all words one after another, as 32-bit floats."""

    __slots__ = ("_places", "nbytes")

    def __init__(self, places: Places) -> None:
        self._places = places
        self.nbytes = places.count * places.dimension * _ITEM_NBYTES

    @property
    def key(self) -> Hashable:
        return "vectors", self._places.key

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view, done, width = memoryview(buffer), 0, self._places.dimension * _ITEM_NBYTES
        while done < len(view):
            first, skipped = divmod(offset + done, width)
            last = min(first + _ROWS, -(-(offset + len(view)) // width))
            _, _, starts, stops = self._places.rows(first, last)
            base = int(starts[0])
            data = self._places.file.read(base, int(stops[-1]) - base)
            places = zip((starts - base).tolist(), (stops - base).tolist(), strict=True)
            vectors = b"".join(self._places.numbers(data[start:stop]) for start, stop in places)
            part = vectors[skipped : skipped + len(view) - done]
            view[done : done + len(part)] = part
            done += len(part)
