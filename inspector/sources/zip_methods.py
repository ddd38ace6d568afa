"""Members of zip archives by methods that hardly any program writes, but Python's zipfile reads, and with it NumPy.

Specification: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.4.5 for the methods, 5.8 for LZMA's header).
"""

from __future__ import annotations

import lzma
import struct
import threading
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from inspector.buffers import CACHED_NBYTES, COMPRESSED_NBYTES
from inspector.errors import CorruptError, UnsupportedError
from inspector.sources.compression import LZMA_NBYTES, Decoder, decoder_of, decompressed_piece
from inspector.sources.deflate import FIRST_NBYTES
from inspector.sources.recent import recent
from inspector.sources.storage import Buffer, Storage

__all__ = ["METHODS", "PackedStorage"]

#: The compression of each method.
METHODS = {12: "bzip2", 14: "lzma", 93: "zstd"}
_LZMA = 14
#: Version of the encoder and size of what follows, which are LZMA's properties: a byte of three numbers, and the dictionary.
_LZMA_HEADER = struct.Struct("<2xHBI")
_LZMA_PROPERTIES_NBYTES = 5
_MIN_DICTIONARY_NBYTES = 4096
#: No more is decompressed of a packed byte than deflate can make of one: bzip2 makes a hundred times that.
_MAX_INFLATION, _ALWAYS_NBYTES = 1032, 8 << 20


@dataclass(slots=True)
class _Head:
    """A decoder that has decompressed ``position`` bytes out of the first ``consumed``."""

    decoder: Decoder
    position: int = 0
    consumed: int = 0


class PackedStorage(Storage):
    """``nbytes`` bytes that lie in ``source`` compressed by one of the ``METHODS``.

    Reading on costs only what is read; reading anything before that begins at the start again. Reading raises CorruptError
    for damaged data and for data that ends early, UnsupportedError for an LZMA dictionary of more than 128 MiB.
    """

    __slots__ = ("_head", "_lock", "_method", "_source", "nbytes")

    def __init__(self, source: Storage, method: int, nbytes: int) -> None:
        """Raises UnsupportedError for data that would become a thousand times as large."""
        if nbytes > _ALWAYS_NBYTES + _MAX_INFLATION * source.nbytes:
            raise UnsupportedError(f"would decompress to more than {_MAX_INFLATION:,} times its size")
        self.nbytes = nbytes
        self._source = source
        self._method = method
        self._head: _Head | None = None
        self._lock = threading.Lock()

    @property
    def packed_nbytes(self) -> int:
        return self._source.nbytes

    @property
    def key(self) -> Hashable:
        return "packed", self._source.key, self._method, self.nbytes

    def __reduce__(self) -> tuple[Any, ...]:
        return recent, (PackedStorage, self._source, self._method, self.nbytes)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        self._source.read(0, 0)  # what is closed is not read on from what the decoder still has
        with self._lock:
            head = self._head
            if head is None or head.position > offset:
                head = self._head = self._start()
            while head.position < offset:
                self._advance(head, min(offset - head.position, CACHED_NBYTES))
            done = 0
            while done < len(view):
                piece = self._advance(head, min(len(view) - done, CACHED_NBYTES))
                view[done : done + len(piece)] = piece
                done += len(piece)
            if head.position == self.nbytes:
                self._head = None

    def _start(self) -> _Head:
        if self._method != _LZMA:
            return _Head(decoder_of(METHODS[self._method]))
        if self._source.nbytes < _LZMA_HEADER.size:
            raise CorruptError("the compressed data ends before its header does")
        nbytes, numbers, dictionary = _LZMA_HEADER.unpack(self._source.read(0, _LZMA_HEADER.size))
        dictionary = min(dictionary, max(self.nbytes, _MIN_DICTIONARY_NBYTES))  # what lies further back is never needed
        if dictionary > LZMA_NBYTES:
            raise UnsupportedError("needs more than 128 MiB to be decompressed")
        rest, literal = divmod(numbers, 9)
        position, rest = divmod(rest, 5)
        chain = {"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": literal, "lp": rest, "pb": position}
        try:
            decoder = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[chain])
        except (lzma.LZMAError, ValueError) as error:
            raise CorruptError(f"the compressed data is damaged ({error})") from error
        return _Head(decoder, consumed=_LZMA_HEADER.size - _LZMA_PROPERTIES_NBYTES + nbytes)

    def _advance(self, head: _Head, limit: int) -> bytes:
        """The next bytes, at least one and at most ``limit``."""
        while True:
            data = b""
            if head.decoder.needs_input and not head.decoder.eof:
                most = COMPRESSED_NBYTES if head.position else FIRST_NBYTES
                data = self._source.read(head.consumed, max(0, min(most, self._source.nbytes - head.consumed)))
                head.consumed += len(data)
            piece = b"" if head.decoder.eof else decompressed_piece(head.decoder, data, limit)
            if piece:
                head.position += len(piece)
                return piece
            if head.decoder.eof or (not data and head.decoder.needs_input):
                raise CorruptError(f"the compressed data ends after {head.position:,} of {self.nbytes:,} bytes")
