"""Compressed bytes as storages.

Two ways, by what is compressed. A member of an archive says how large it is, is one tensor and is mostly read front to
back: :class:`StreamStorage` decompresses it as it is read and keeps no more than the decoder. A whole compressed file is
an unknown amount of anything: :func:`decompressed` writes it to a temporary file, which can be read anywhere.
"""

from __future__ import annotations

import bz2
import lzma
import shutil
import tempfile
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from inspector.checkpoint.storage import Buffer, File, Storage
from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.jobs import Job

__all__ = [
    "COMPRESSION_MAGIC",
    "Decoder",
    "StreamStorage",
    "compression_of",
    "decompressed",
    "decompressed_head",
    "raw_deflate",
]

_INPUT_NBYTES = 64 << 10
_OUTPUT_NBYTES = 1 << 20
#: What a temporary file leaves free on its disk, so that the desktop goes on working.
_RESERVED_NBYTES = 1 << 30


class Decoder(Protocol):
    """A decompressor as those of :mod:`bz2` and :mod:`lzma` are: fed pieces, it gives at most ``max_length`` bytes."""

    @property
    def eof(self) -> bool:
        """Whether the end of the compressed stream was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether more output needs more input."""

    @property
    def unused_data(self) -> bytes:
        """Input after the end of the stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most ``max_length`` further bytes of output."""


class _Inflater:
    """A zlib decompressor with the interface of the others."""

    def __init__(self, window_bits: int) -> None:
        self._stream = zlib.decompressobj(window_bits)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return not self._stream.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


def raw_deflate() -> Decoder:
    """A decoder of deflate data without header or checksum, as zip members are."""
    return _Inflater(-zlib.MAX_WBITS)


class StreamStorage(Storage):
    """``nbytes`` bytes that are compressed in ``source``, decompressed as they are read.

    Reading on from where the last read ended costs only what is read; reading further back starts over. Memory is that
    of one decoder, which is given up at the end.
    """

    __slots__ = ("_consumed", "_decoder", "_lock", "_make_decoder", "_position", "_source", "nbytes")

    def __init__(self, source: Storage, nbytes: int, make_decoder: Callable[[], Decoder]) -> None:
        self.nbytes = nbytes
        self._source = source
        self._make_decoder = make_decoder
        self._decoder: Decoder | None = None
        self._consumed = 0
        self._position = 0
        self._lock = threading.Lock()

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        with self._lock:
            if self._decoder is None or offset < self._position:
                self._decoder = self._make_decoder()
                self._consumed = self._position = 0
            while self._position < offset:
                self._advance(self._decoder, min(offset - self._position, _OUTPUT_NBYTES))
            done = 0
            while done < len(view):
                piece = self._advance(self._decoder, min(len(view) - done, _OUTPUT_NBYTES))
                view[done : done + len(piece)] = piece
                done += len(piece)
            if self._position == self.nbytes:  # an archive has thousands of members, and a decoder takes 40 KiB
                self._decoder = None

    def _advance(self, decoder: Decoder, limit: int) -> bytes:
        """The next bytes, at least one and at most ``limit``."""
        while not decoder.eof:
            data = b""
            if decoder.needs_input:
                data = self._source.read(self._consumed, min(_INPUT_NBYTES, self._source.nbytes - self._consumed))
                self._consumed += len(data)
            piece = _decompress(decoder, data, limit)
            if piece:
                self._position += len(piece)
                return piece
            if not data and decoder.needs_input:
                break
        raise CorruptError(f"the compressed data ends after {self._position:,} of {self.nbytes:,} bytes")


_COMPRESSIONS: dict[str, tuple[tuple[bytes, ...], Callable[[], Decoder]]] = {
    "gzip": ((b"\x1f\x8b\x08",), lambda: _Inflater(zlib.MAX_WBITS + 16)),
    "bzip2": (tuple(b"BZh%d1AY&SY" % level for level in range(1, 10)), bz2.BZ2Decompressor),
    "xz": ((b"\xfd7zXZ\x00",), lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_NBYTES)),
    "zlib": ((b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda"), lambda: _Inflater(zlib.MAX_WBITS)),
}
#: What the compressed files that :func:`decompressed` reads begin with.
COMPRESSION_MAGIC = tuple(magic for signatures, _ in _COMPRESSIONS.values() for magic in signatures)
#: The dictionary of ``xz -9`` is 64 MiB.
_LZMA_NBYTES = 128 << 20


def compression_of(head: bytes) -> str | None:
    """Which compression the first bytes of a file announce: ``gzip``, ``bzip2``, ``xz`` or ``zlib``."""
    for name, (signatures, _) in _COMPRESSIONS.items():
        if head.startswith(signatures):
            return name
    return None


def decompressed_head(source: Storage, compression: str, nbytes: int) -> bytes:
    """The first ``nbytes`` decompressed bytes of a compressed file, fewer if there are no more.

    Raises CorruptError for what can't be decompressed.
    """
    head = b""
    for piece in _pieces(source, compression, Job(), nbytes):
        head += piece
        if len(head) >= nbytes:
            break
    return head[:nbytes]


def decompressed(source: Storage, compression: str, path: Path, job: Job) -> File:
    """All of a compressed file, as a temporary file without a name that stands for ``path``.

    Raises LimitError when it would fill the disk, CorruptError or TruncatedError for what can't be decompressed.
    """
    folder = tempfile.gettempdir()
    room = shutil.disk_usage(folder).free - _RESERVED_NBYTES
    temporary = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - the File that takes it over closes it
    try:
        written = 0
        for piece in _pieces(source, compression, job, _OUTPUT_NBYTES):
            written += len(piece)
            if written > room:
                raise LimitError(f"decompresses to more than the free space of {folder} ({room:,} bytes)")
            temporary.write(piece)
        return File(path, temporary)
    except OSError as error:
        temporary.close()
        raise LimitError(f"can't be decompressed into {folder}: {error.strerror or error}") from error
    except BaseException:
        temporary.close()
        raise


def _pieces(source: Storage, compression: str, job: Job, limit: int) -> Iterator[bytes]:
    """The decompressed bytes in pieces of at most ``limit``; streams that follow one another are one, as gzip has it."""
    signatures, make_decoder = _COMPRESSIONS[compression]
    decoder = make_decoder()
    consumed = 0
    while True:
        data = b""
        if decoder.needs_input:
            data = source.read(consumed, min(_INPUT_NBYTES, source.nbytes - consumed))
            consumed += len(data)
        job.report(consumed, source.nbytes, f"Decompressing {compression}")
        piece = _decompress(decoder, data, limit)
        if piece:
            yield piece
        if decoder.eof:
            consumed -= len(decoder.unused_data)
            if not source.read(consumed, min(16, source.nbytes - consumed)).startswith(signatures):
                return  # padding, or whatever follows
            decoder = make_decoder()
        elif not piece and not data and decoder.needs_input:
            raise TruncatedError(f"the {compression} data is cut short")


def _decompress(decoder: Decoder, data: bytes, limit: int) -> bytes:
    try:
        return decoder.decompress(data, limit)
    except (zlib.error, lzma.LZMAError, OSError, EOFError) as error:
        raise CorruptError(f"the compressed data is damaged ({error})") from error
