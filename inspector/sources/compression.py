"""Whole files that are compressed: written to a temporary file on opening, which can then be read anywhere.

Such a file is an unknown amount of anything, so nothing can be said of it before it has been decompressed to the end.
"""

from __future__ import annotations

import bz2
import lzma
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from inspector.buffers import CACHED_NBYTES, COMPRESSED_NBYTES
from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.jobs import Job
from inspector.sources.local_file import LocalFile
from inspector.sources.signatures import SIGNATURES
from inspector.sources.storage import Storage
from inspector.sources.zfile import read_zfile_header
from inspector.text import size_text

__all__ = ["decompressed", "decompressed_head"]

#: What a temporary file leaves free on its disk, so that the desktop goes on working.
_RESERVED_NBYTES = 1 << 30


class _Decoder(Protocol):
    """A decompressor as those of :mod:`bz2` and :mod:`lzma` are: fed pieces, it gives at most ``max_length`` bytes."""

    @property
    def eof(self) -> bool:
        """Whether the end of the compressed stream was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether more output needs more input."""

    @property
    def unused_data(self) -> bytes | None:
        """Input after the end of the stream; lz4's has None for none."""

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


class _ZFileInflater(_Inflater):
    """A zlib decompressor that passes over the header of a file of joblib's."""

    def __init__(self) -> None:
        super().__init__(zlib.MAX_WBITS)
        self._at_start = True

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if self._at_start:
            self._at_start = False
            data = data[read_zfile_header(data).nbytes :]
        return super().decompress(data, max_length)


def _zstd_decoder() -> _Decoder:
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor
    else:
        from backports.zstd import ZstdDecompressor
    decoder: _Decoder = ZstdDecompressor()
    return decoder


def _lz4_decoder() -> _Decoder:
    try:
        from lz4.frame import LZ4FrameDecompressor
    except ImportError as error:
        raise UnsupportedError("is LZ4-compressed, which needs lz4: pip install 'checkpoint-inspector[lz4]'") from error
    decoder: _Decoder = LZ4FrameDecompressor()
    return decoder


_DECODERS: dict[str, Callable[[], _Decoder]] = {
    "gzip": lambda: _Inflater(zlib.MAX_WBITS + 16),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_NBYTES),
    "lzma": lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=_LZMA_NBYTES),
    "zstd": _zstd_decoder,
    "lz4": _lz4_decoder,
    "zfile": _ZFileInflater,
    "zlib": lambda: _Inflater(zlib.MAX_WBITS),
}
#: The dictionary of ``xz -9`` is 64 MiB.
_LZMA_NBYTES = 128 << 20


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


def decompressed(source: Storage, compression: str, path: Path, job: Job) -> LocalFile:
    """All of a compressed file, as a temporary file without a name that stands for ``path``.

    Raises LimitError when it would fill the disk, CorruptError or TruncatedError for what can't be decompressed.
    """
    folder = tempfile.gettempdir()
    temporary = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - the File that takes it over closes it
    try:
        room = max(0, shutil.disk_usage(folder).free - _RESERVED_NBYTES)
        written = 0
        for piece in _pieces(source, compression, job, CACHED_NBYTES):
            written += len(piece)
            if written > room:
                raise LimitError(f"decompresses to more than the free space of {folder} ({size_text(room)})")
            temporary.write(piece)
        temporary.flush()
        return LocalFile(path, temporary)
    except OSError as error:
        temporary.close()
        raise LimitError(f"can't be decompressed into {folder}: {error.strerror or error}") from error
    except BaseException:
        temporary.close()
        raise


def _pieces(source: Storage, compression: str, job: Job, limit: int) -> Iterator[bytes]:
    """The decompressed bytes in pieces of at most ``limit``; streams that follow one another are one, as gzip has it."""
    signatures, make_decoder = SIGNATURES[compression], _DECODERS[compression]
    decoder = make_decoder()
    consumed = 0
    while True:
        data = b""
        if decoder.needs_input:
            data = source.read(consumed, min(COMPRESSED_NBYTES, source.nbytes - consumed))
            consumed += len(data)
        job.report(consumed, source.nbytes, f"Decompressing {compression}")
        piece = _decompress(decoder, data, limit)
        if piece:
            yield piece
        if decoder.eof:
            consumed -= len(decoder.unused_data or b"")
            if not source.read(consumed, min(16, source.nbytes - consumed)).startswith(signatures):
                return  # padding, or whatever follows
            decoder = make_decoder()
        elif not piece and not data and decoder.needs_input:
            raise TruncatedError(f"the {compression} data is cut short")


def _decompress(decoder: _Decoder, data: bytes, limit: int) -> bytes:
    try:
        return decoder.decompress(data, limit)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError) as error:
        raise CorruptError(f"the compressed data is damaged ({error})") from error
