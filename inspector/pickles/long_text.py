"""Long texts in a pickle, which stay in the file. Most are bytes: protocols 0 to 2 write those of an array as text.

Each byte is then the character of that code, and the text is UTF-8, in which codes from 128 on take two bytes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from typing import final

from inspector.errors import CorruptError
from inspector.numeric import np
from inspector.sources.storage import Buffer, Storage

__all__ = ["Latin1Storage", "LongText"]

_BLOCK_NBYTES = 256 << 10
_CHANGED = "the text of an array was changed while it was read"


@final
class LongText:
    """A text of the pickle by the bytes of its UTF-8 form, which were not looked at yet."""

    __slots__ = ("_latin1", "utf8")

    def __init__(self, utf8: Storage) -> None:
        self.utf8 = utf8
        self._latin1: Latin1Storage | CorruptError | None = None

    def read(self) -> str:
        """The text itself; what is not UTF-8 in it is replaced."""
        data = self.utf8.read()
        try:
            return data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return data.decode("utf-8", "replace")

    def as_bytes(self) -> Latin1Storage:
        """The bytes it stands for, the same storage each time; raises CorruptError if some character is no byte."""
        if self._latin1 is None:
            try:
                self._latin1 = Latin1Storage(self.utf8)
            except CorruptError as error:
                self._latin1 = error
        if isinstance(self._latin1, CorruptError):
            raise CorruptError(self._latin1.reason)
        return self._latin1


class Latin1Storage(Storage):
    """The codes of the characters of a text, one byte each. ``utf8`` is read once to count and check them."""

    __slots__ = ("_starts", "_utf8", "nbytes")

    def __init__(self, utf8: Storage) -> None:
        self._utf8 = utf8
        #: How many characters begin before each block.
        self._starts: list[int] = []
        self.nbytes = 0
        expected = False  # whether the second byte of a character comes next
        for offset in range(0, utf8.nbytes, _BLOCK_NBYTES):
            codes = np.frombuffer(utf8.read(offset, min(_BLOCK_NBYTES, utf8.nbytes - offset)), np.uint8)
            first = codes & 0xFE == 0xC2  # of the two bytes of a character from 128 to 255
            second = codes & 0xC0 == 0x80
            if second[0] != expected or (second[1:] != first[:-1]).any() or (codes[~first] >= 0xC0).any():
                raise CorruptError("array bytes hold characters beyond latin-1")
            expected = bool(first[-1])
            self._starts.append(self.nbytes)
            self.nbytes += len(codes) - int(np.count_nonzero(second))
        if expected:
            raise CorruptError("array bytes end inside a character")

    @property
    def key(self) -> Hashable:
        return "latin-1", self._utf8.key

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        block = bisect_right(self._starts, offset) - 1
        done = 0
        while done < len(view):
            if block == len(self._starts):
                raise CorruptError(_CHANGED)
            skipped = offset + done - self._starts[block]
            piece = self._characters(block)[skipped : skipped + len(view) - done]
            view[done : done + len(piece)] = piece
            done += len(piece)
            block += 1

    def _characters(self, block: int) -> bytes:
        """The characters that begin in a block."""
        offset = block * _BLOCK_NBYTES
        nbytes = min(_BLOCK_NBYTES, self._utf8.nbytes - offset)
        data = self._utf8.read(offset, min(nbytes + 1, self._utf8.nbytes - offset))
        start = 1 if data[0] & 0xC0 == 0x80 else 0
        end = nbytes + 1 if data[nbytes - 1] & 0xFE == 0xC2 else nbytes
        try:
            return data[start:end].decode().encode("latin-1")
        except UnicodeError as error:
            raise CorruptError(_CHANGED) from error
