"""Whole files that are compressed: written to a temporary file on opening, which can then be read anywhere.

Such a file is an unknown amount of anything, so nothing can be said of it before it has been decompressed to the end.
"""

from __future__ import annotations

import bz2
import lzma
import shutil
import sys
import tempfile
import threading
import zlib
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import Any, Protocol

from inspector.buffers import CACHED_NBYTES, COMPRESSED_NBYTES
from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.jobs import Job
from inspector.sources.local_file import LocalFile
from inspector.sources.recent import recent
from inspector.sources.signatures import SIGNATURES
from inspector.sources.storage import Buffer, File, Storage
from inspector.sources.zfile import read_zfile_header
from inspector.text import size_text

__all__ = [
    "LZMA_NBYTES", "Decoder", "DecompressedFile", "decoder_of", "decompressed", "decompressed_bytes", "decompressed_head",
    "decompressed_piece",
]  # fmt: skip

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


class _ZstdDecoder:
    """A zstd decompressor that raises ValueError for what is damaged; its own error is of no kind that Python has."""

    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression.zstd import ZstdDecompressor, ZstdError
        else:
            from backports.zstd import ZstdDecompressor, ZstdError
        self._stream = ZstdDecompressor()
        self._error = ZstdError

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return self._stream.needs_input

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        try:
            return self._stream.decompress(data, max_length)
        except self._error as error:
            raise ValueError(str(error)) from error


def _lz4_decoder() -> Decoder:
    try:
        from lz4.frame import LZ4FrameDecompressor
    except ImportError as error:
        raise UnsupportedError("is LZ4-compressed, which needs lz4: pip install 'checkpoint-inspector[lz4]'") from error
    decoder: Decoder = LZ4FrameDecompressor()
    return decoder


_DECODERS: dict[str, Callable[[], Decoder]] = {
    "gzip": lambda: _Inflater(zlib.MAX_WBITS + 16),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=LZMA_NBYTES),
    "lzma": lambda: lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=LZMA_NBYTES),
    "zstd": _ZstdDecoder,
    "lz4": _lz4_decoder,
    "zfile": _ZFileInflater,
    "zlib": lambda: _Inflater(zlib.MAX_WBITS),
}
#: The dictionary of ``xz -9`` is 64 MiB.
LZMA_NBYTES = 128 << 20


def decoder_of(compression: str) -> Decoder:
    """A new decoder of a compression that has a name: ``bzip2``."""
    return _DECODERS[compression]()


def decompressed_bytes(data: bytes, compression: str, most: int) -> bytes:
    """What a compressed stream in memory holds, such as a chunk of an array.

    Raises CorruptError for what can't be decompressed or would be more than ``most`` bytes, TruncatedError for a stream
    that does not end.
    """
    decoder = decoder_of(compression)
    out = bytearray()
    while True:
        piece = decompressed_piece(decoder, data, most + 1 - len(out))
        out += piece
        if len(out) > most:
            raise CorruptError(f"the {compression} data decompresses to more than {most:,} bytes")
        if decoder.eof:
            return bytes(out)
        if not piece and decoder.needs_input:
            raise TruncatedError(f"the {compression} data is cut short")
        data = b""


def decompressed_head(source: Storage, compression: str, nbytes: int) -> bytes:
    """The first ``nbytes`` decompressed bytes of a compressed file, fewer if there are no more.

    Raises CorruptError for what can't be decompressed.
    """
    head = bytearray()
    for piece in _pieces(source, compression, Job(), nbytes):
        head += piece
        if len(head) >= nbytes:
            break
    return bytes(head[:nbytes])


def decompressed(source: Storage, compression: str, path: Path, job: Job) -> DecompressedFile:
    """All of a compressed file at ``path``. Raises as :class:`DecompressedFile` does."""
    file = _temporary_file(source, compression, path, job)
    return DecompressedFile(source, compression, path, file.nbytes, file)


class DecompressedFile(File):
    """What a compressed file at ``path`` holds, in a temporary file without a name; ``file`` is that, if there is one yet.

    Unpickled, it is decompressed anew when it is first read, once for a process. Reading then raises LimitError when it
    would fill the disk, CorruptError or TruncatedError for what can't be decompressed.
    """

    def __init__(
        self, source: Storage, compression: str, path: Path, nbytes: int, file: LocalFile | None = None
    ) -> None:
        self.path = path
        self.nbytes = nbytes
        self._source = source
        self._compression = compression
        self._file = file
        self._reopens = file is None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def key(self) -> Hashable:
        return self._compression, self._source.key

    @property
    def packed_nbytes(self) -> int:
        return self._source.nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        self._ready().read_into(buffer, offset)

    def _ready(self) -> LocalFile:
        with self._lock:
            if self._file is None:
                file = _temporary_file(self._source, self._compression, self.path, Job())
                if file.nbytes != self.nbytes:
                    file.close()
                    raise CheckpointError("was changed since it was indexed", str(self.path))
                self._file = file
            return self._file

    def check_unchanged(self) -> None:
        """Nobody else can write to it."""

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
            if self._reopens:
                self._file = None

    def __reduce__(self) -> tuple[Any, ...]:
        return recent, (DecompressedFile, self._source, self._compression, self.path.absolute(), self.nbytes)

    def __del__(self) -> None:
        self.close()


def _temporary_file(source: Storage, compression: str, path: Path, job: Job) -> LocalFile:
    folder = tempfile.gettempdir()
    temporary = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - the LocalFile that takes it over closes it
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
        piece = decompressed_piece(decoder, data, limit)
        if piece:
            yield piece
        if decoder.eof:
            consumed -= len(decoder.unused_data or b"")
            if not source.read(consumed, min(16, source.nbytes - consumed)).startswith(signatures):
                return  # padding, or whatever follows
            decoder = make_decoder()
        elif not piece and not data and decoder.needs_input:
            raise TruncatedError(f"the {compression} data is cut short")


def decompressed_piece(decoder: Decoder, data: bytes, limit: int) -> bytes:
    """What a decoder makes of ``data``, at most ``limit`` bytes. Raises CorruptError where it is damaged."""
    try:
        return decoder.decompress(data, limit)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError) as error:
        raise CorruptError(f"the compressed data is damaged ({error})") from error
