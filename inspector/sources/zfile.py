"""The compressed files of joblib before 0.10: a header that gives the length of what is inside, then zlib data.

The length is 19 characters of hexadecimal, padded with spaces, 20 where Python 2 wrote it.
Source: https://github.com/joblib/joblib/blob/master/joblib/numpy_pickle_compat.py (``read_zfile``).
"""

from __future__ import annotations

from typing import NamedTuple

from inspector.errors import CorruptError
from inspector.sources.deflate import DeflatedStorage
from inspector.sources.storage import ByteRange, Storage

__all__ = ["ZFileHeader", "read_zfile_header", "zfile_contents"]

_MAGIC = b"ZF"
_LENGTH_NBYTES = 19
_ZLIB_HEADER_NBYTES = 2
#: Deflate makes at most 1,032 bytes of one.
_MAX_RATIO = 1_032


class ZFileHeader(NamedTuple):
    """``nbytes`` of header, behind which lie ``contents_nbytes`` bytes in compressed form."""

    nbytes: int
    contents_nbytes: int


def read_zfile_header(head: bytes) -> ZFileHeader:
    """The header that a file begins with; raises CorruptError for another beginning."""
    end = len(_MAGIC) + _LENGTH_NBYTES
    text = head[len(_MAGIC) : end].rstrip(b" L")
    try:
        nbytes = int(text, 16)
    except ValueError as error:
        raise CorruptError("is not a compressed file of joblib's: it has no length") from error
    if not head.startswith(_MAGIC) or nbytes < 0:
        raise CorruptError("is not a compressed file of joblib's")
    return ZFileHeader(end + head.startswith(b" ", end), nbytes)


def zfile_contents(storage: Storage) -> Storage:
    """What is inside, decompressed as it is read. Raises CorruptError for what is no such file."""
    header = read_zfile_header(storage.read(0, min(64, storage.nbytes)))
    start = header.nbytes + _ZLIB_HEADER_NBYTES
    compressed = ByteRange(storage, start, storage.nbytes - start)
    if header.contents_nbytes > compressed.nbytes * _MAX_RATIO:
        raise CorruptError(f"claims {header.contents_nbytes:,} bytes, more than can be in {storage.nbytes:,}")
    return DeflatedStorage(compressed, header.contents_nbytes)
