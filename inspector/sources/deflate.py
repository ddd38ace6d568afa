"""Deflated bytes as a storage: decompressed as they are read, without holding more than the decoder."""

from __future__ import annotations

import threading
import zlib
from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from inspector.buffers import CACHED_NBYTES, COMPRESSED_NBYTES
from inspector.errors import CorruptError
from inspector.sources.recent import recent
from inspector.sources.storage import Buffer, Storage

if TYPE_CHECKING:
    from zlib import _Decompress

__all__ = ["FIRST_NBYTES", "DeflatedStorage"]

#: What is read first of the compressed data: enough for whoever looks at the beginning alone.
FIRST_NBYTES = 1 << 10
#: Distance of the places where reading can begin again. Decompressing that much takes a fifth of a second, and a decoder
#: that is kept for it 40 KiB.
_RESTART_NBYTES = 64 << 20
#: Readers that read on at places of their own, such as the threads that share a tensor.
_MAX_READERS = 4


@dataclass(slots=True)
class _Head:
    """A decoder that has decompressed ``position`` bytes out of the first ``consumed``."""

    decoder: _Decompress
    position: int = 0
    consumed: int = 0

    def copy(self) -> _Head:
        return _Head(self.decoder.copy(), self.position, self.consumed)


class DeflatedStorage(Storage):
    """``nbytes`` bytes that lie in ``source`` as raw deflate data (RFC 1951, no header, no checksum).

    Reading on from where one of the last few reads ended costs only what is read; elsewhere, what lies between the place and
    the last such end or restart point before it. No more than ``nbytes`` are ever decompressed. Reading raises CorruptError
    for damaged data and for data that ends early.
    """

    __slots__ = ("_heads", "_lock", "_restarts", "_source", "nbytes")

    def __init__(self, source: Storage, nbytes: int) -> None:
        self.nbytes = nbytes
        self._source = source
        self._heads: list[_Head] = []  # the last one used at the end
        self._restarts: list[_Head] = []  # ascending
        self._lock = threading.Lock()

    @property
    def packed_nbytes(self) -> int:
        return self._source.nbytes

    @property
    def key(self) -> Hashable:
        return "deflated", self._source.key, self.nbytes

    def __reduce__(self) -> tuple[Any, ...]:
        return recent, (DeflatedStorage, self._source, self.nbytes)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        self._source.read(0, 0)  # what is closed is not read on from what the decoder still has
        with self._lock:
            head = self._head_at(offset)
            done = 0
            while done < len(view):
                piece = self._advance(head, min(len(view) - done, CACHED_NBYTES))
                view[done : done + len(piece)] = piece
                done += len(piece)
            if head.position == self.nbytes:  # an archive may have thousands of members that were read to the end
                self._heads.clear()

    def _head_at(self, offset: int) -> _Head:
        """A head whose next byte is that at ``offset``: the one that is there, else a copy of the nearest before it."""
        before = [head for head in self._heads if head.position <= offset]
        head = max(before, key=lambda head: head.position, default=None)
        if head is not None and head.position == offset:
            self._heads.remove(head)
        else:
            restart = bisect_right(self._restarts, offset, key=lambda head: head.position)
            if restart and (head is None or head.position < self._restarts[restart - 1].position):
                head = self._restarts[restart - 1]
            head = _Head(zlib.decompressobj(-zlib.MAX_WBITS)) if head is None else head.copy()
        self._heads.append(head)
        del self._heads[:-_MAX_READERS]
        while head.position < offset:
            self._advance(head, min(offset - head.position, CACHED_NBYTES))
        return head

    def _advance(self, head: _Head, limit: int) -> bytes:
        """The next bytes, at least one and at most ``limit``."""
        decoder = head.decoder
        while True:
            data = decoder.unconsumed_tail
            if not data:
                most = COMPRESSED_NBYTES if head.consumed else FIRST_NBYTES
                data = self._source.read(head.consumed, min(most, self._source.nbytes - head.consumed))
                head.consumed += len(data)
            try:
                piece = decoder.decompress(data, limit)
            except zlib.error as error:
                raise CorruptError(f"the compressed data is damaged ({error})") from error
            if piece:
                break
            if decoder.eof or not data:
                raise CorruptError(f"the compressed data ends after {head.position:,} of {self.nbytes:,} bytes")
        head.position += len(piece)
        last = self._restarts[-1].position if self._restarts else 0
        if head.position - last >= _RESTART_NBYTES and not decoder.eof:
            self._restarts.append(head.copy())
        return piece
