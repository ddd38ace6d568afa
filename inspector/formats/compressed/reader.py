"""A compressed file: what is inside goes through the registry again, under the same name.

The first bytes are decompressed before the whole is, so that a compressed text or a bomb is refused at once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.formats.registry import may_begin, read_source
from inspector.jobs import Job
from inspector.sources.compression import decompressed, decompressed_head
from inspector.sources.location import LocalLocation
from inspector.sources.signatures import compression_of
from inspector.sources.source import HEAD_NBYTES, Source

__all__ = ["probe", "read"]

_SUFFIXES = frozenset({".gz", ".bz2", ".xz", ".z"})


def probe(source: Source) -> str | None:
    """Whether the head announces a compression; the few bytes that some begin with have to be proven.

    Raises UnknownFormatError for what came out of a compressed file itself.
    """
    compression = compression_of(source.head)
    if compression is None:
        return "it does not begin as compressed data does"
    if compression in ("zlib", "lzma", "zfile"):
        try:
            decompressed_head(source.file, compression, 1)
        except CheckpointError:
            return f"it is not {compression} data"
    if source.compression:  # there are files that decompress to themselves
        raise UnknownFormatError(f"is {compression} data too")
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """The checkpoint inside, its format named ``gzip(pytorch-zip)``."""
    compression = compression_of(source.head) or ""
    head = decompressed_head(source.file, compression, HEAD_NBYTES)
    if len(head) == HEAD_NBYTES and not may_begin(head):
        raise UnknownFormatError(f"is {compression} data whose inside is not a checkpoint of any known format")
    location = source.location
    path = location.path if isinstance(location, LocalLocation) else Path(location.name)
    file = decompressed(source.file, compression, path, job)
    try:
        name = Path(source.name).stem if source.suffix in _SUFFIXES else source.name
        inside = read_source(source.within(file, name, compression), job)
    except UnknownFormatError as error:
        file.close()
        raise UnknownFormatError(f"is {compression} data whose inside {error.reason}") from error
    except BaseException:
        file.close()
        raise
    return replace(inside, format=f"{compression}({inside.format})", files=(*source.files, *inside.files))
