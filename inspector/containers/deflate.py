"""Deflated bytes as a storage: decompressed as they are read, without holding more than the decoder."""

from __future__ import annotations

import threading
import zlib
from bisect import bisect_right
from typing import TYPE_CHECKING

from inspector.checkpoint.storage import Buffer, Storage
from inspector.errors import CorruptError

if TYPE_CHECKING:
    from zlib import _Decompress

__all__ = ["DeflatedStorage"]

_INPUT_NBYTES = 64 << 10
_OUTPUT_NBYTES = 1 << 20
#: Distance of the places where reading can begin again. Decompressing that much takes a fifth of a second, and a decoder
#: that is kept for it 40 KiB.
_RESTART_NBYTES = 64 << 20


class DeflatedStorage(Storage):
    """``nbytes`` bytes that lie in ``source`` as raw deflate data (RFC 1951, no header, no checksum).

    Reading on from where the last read ended costs only what is read; elsewhere, what lies between the place and the
    last restart point before it. No more than ``nbytes`` are ever decompressed. Reading raises CorruptError for damaged
    data and for data that ends early.
    """

    __slots__ = ("_consumed", "_decoder", "_lock", "_position", "_restarts", "_source", "nbytes")

    def __init__(self, source: Storage, nbytes: int) -> None:
        self.nbytes = nbytes
        self._source = source
        self._decoder: _Decompress | None = None
        self._consumed = 0
        self._position = 0
        self._restarts: list[tuple[int, int, _Decompress]] = []  # position, consumed, decoder
        self._lock = threading.Lock()

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        with self._lock:
            decoder = self._go_to(offset)
            done = 0
            while done < len(view):
                piece = self._advance(decoder, min(len(view) - done, _OUTPUT_NBYTES))
                view[done : done + len(piece)] = piece
                done += len(piece)
            if self._position == self.nbytes:  # an archive may have thousands of members that were read to the end
                self._decoder = None

    def _go_to(self, offset: int) -> _Decompress:
        """A decoder whose next byte is that at ``offset``."""
        restart = bisect_right(self._restarts, offset, key=lambda point: point[0])
        if restart and (self._decoder is None or not self._restarts[restart - 1][0] <= self._position <= offset):
            self._position, self._consumed, saved = self._restarts[restart - 1]
            self._decoder = saved.copy()
        elif self._decoder is None or offset < self._position:
            self._position = self._consumed = 0
            self._decoder = zlib.decompressobj(-zlib.MAX_WBITS)
        while self._position < offset:
            self._advance(self._decoder, min(offset - self._position, _OUTPUT_NBYTES))
        return self._decoder

    def _advance(self, decoder: _Decompress, limit: int) -> bytes:
        """The next bytes, at least one and at most ``limit``."""
        while True:
            data = decoder.unconsumed_tail
            if not data:
                data = self._source.read(self._consumed, min(_INPUT_NBYTES, self._source.nbytes - self._consumed))
                self._consumed += len(data)
            try:
                piece = decoder.decompress(data, limit)
            except zlib.error as error:
                raise CorruptError(f"the compressed data is damaged ({error})") from error
            if piece:
                break
            if decoder.eof or not data:
                raise CorruptError(f"the compressed data ends after {self._position:,} of {self.nbytes:,} bytes")
        self._position += len(piece)
        last = self._restarts[-1][0] if self._restarts else 0
        if self._position - last >= _RESTART_NBYTES and not decoder.eof:
            self._restarts.append((self._position, self._consumed, decoder.copy()))
        return piece
