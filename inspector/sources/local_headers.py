"""What a zip archive still holds where its directory is damaged, or says something else than the members themselves.

Programs disagree about such archives, and some read them: by the headers in front of the members alone.

Specification: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (section 4.3.7).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from inspector.errors import CorruptError, UnsupportedError
from inspector.jobs import Job
from inspector.sources.storage import ByteRange, MemoryStorage, Storage

__all__ = ["content_behind", "local_headers"]

_LOCAL = struct.Struct("<I2xHH12xIHH")  # signature; flags, method; unpacked size; name and extra lengths
_SIGNATURE = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_WINDOW_NBYTES = 1 << 20
#: So much of a deflated member is looked at, whose size nothing vouches for.
_MAX_INFLATED_NBYTES = 4 << 20


def local_headers(file: Storage, job: Job) -> Iterator[tuple[str, int]]:
    """Name and position of each header in front of a member, as far as they are found by their signature."""
    found = 0
    end = min(file.nbytes, job.limits.zip_searched_nbytes)
    for start in range(0, end, _WINDOW_NBYTES):
        job.report(start, end, "Looking for members")
        data = file.read(start, min(_WINDOW_NBYTES + len(_SIGNATURE) - 1, file.nbytes - start))
        position = data.find(_SIGNATURE)
        while position >= 0:
            offset = start + position
            if offset + _LOCAL.size <= file.nbytes:
                *_, name_nbytes, _ = _LOCAL.unpack(file.read(offset, _LOCAL.size))
                room = file.nbytes - offset - _LOCAL.size
                yield file.read(offset + _LOCAL.size, min(name_nbytes, room)).decode("utf-8", "replace"), offset
                found += 1
            if found >= job.limits.zip_headers:
                return
            position = data.find(_SIGNATURE, position + 1)


def content_behind(file: Storage, offset: int) -> Storage:
    """The bytes behind the header at ``offset``; those of a stored member reach to the end of the file.

    Raises CorruptError where there is no header or nothing behind it can be decompressed, UnsupportedError for a method
    that is neither.
    """
    if offset + _LOCAL.size > file.nbytes:
        raise CorruptError("there is no member")
    signature, _, method, _, name_nbytes, extra_nbytes = _LOCAL.unpack(file.read(offset, _LOCAL.size))
    start = offset + _LOCAL.size + name_nbytes + extra_nbytes
    if signature != int.from_bytes(_SIGNATURE, "little") or start > file.nbytes:
        raise CorruptError("there is no member")
    packed = ByteRange(file, start, file.nbytes - start)
    if method == _STORED:
        return packed
    if method != _DEFLATED:
        raise UnsupportedError(f"a zip member has the unknown compression method {method}")
    try:
        decoder = zlib.decompressobj(-zlib.MAX_WBITS)
        return MemoryStorage(
            decoder.decompress(packed.read(0, min(packed.nbytes, _MAX_INFLATED_NBYTES)), _MAX_INFLATED_NBYTES)
        )
    except zlib.error as error:
        raise CorruptError("a zip member can't be decompressed") from error
