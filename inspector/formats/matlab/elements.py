"""Data elements of a ``.mat`` file: a tag with type and size, and as many bytes, padded to eight.

Source: "MAT-File Format", https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf.
"""

from __future__ import annotations

from typing import NamedTuple

from inspector.errors import CorruptError
from inspector.sources.cursor import Cursor
from inspector.sources.deflate import DeflatedStorage
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.dtypes import DType, dtype_named

__all__ = ["COMPRESSED", "MATRIX", "Element", "dtype_of", "inflated", "read_element"]

MATRIX, COMPRESSED = 14, 15
_SMALL_NBYTES = 4
_TAG_NBYTES = 8
_DTYPES = {
    1: "int8", 2: "uint8", 3: "int16", 4: "uint16", 5: "int32", 6: "uint32", 7: "float32", 9: "float64", 12: "int64",
    13: "uint64", 16: "uint8", 17: "uint16", 18: "uint32",
}  # fmt: skip
_ZLIB_HEADER_NBYTES, _ZLIB_CHECKSUM_NBYTES = 2, 4
#: Deflate makes at most so many bytes of one.
_MAX_INFLATION = 1032


class Element(NamedTuple):
    """The bytes of an element, from ``start`` on, and where the next one begins."""

    type: int
    start: int
    nbytes: int
    end: int


def read_element(cursor: Cursor, end: int) -> Element:
    """The element at the cursor, whose bytes lie before ``end``. The cursor is then at the next one.

    Raises CorruptError for one that goes beyond it.
    """
    kind = cursor.u32()
    if kind >> 16:  # up to four bytes lie in the tag itself
        kind, nbytes = kind & 0xFFFF, kind >> 16
        start, stop = cursor.position, cursor.position + _SMALL_NBYTES
        if nbytes > _SMALL_NBYTES:
            raise CorruptError(f"has an element of {nbytes:,} bytes in the place of {_SMALL_NBYTES} at byte {start:,}")
    else:
        nbytes = cursor.u32()
        start = cursor.position
        stop = start + nbytes + (0 if kind == COMPRESSED else -nbytes % 8)
    if start + nbytes > end:
        raise CorruptError(f"has an element of {nbytes:,} bytes at byte {start:,}, {start + nbytes - end:,} too many")
    stop = min(stop, end)  # the last one may lack its padding
    cursor.seek(stop)
    return Element(kind, start, nbytes, stop)


def inflated(file: Storage, element: Element, *, big_endian: bool) -> Storage:
    """What a compressed element holds: an element with its tag."""
    start = element.start + _ZLIB_HEADER_NBYTES
    nbytes = element.nbytes - _ZLIB_HEADER_NBYTES - _ZLIB_CHECKSUM_NBYTES
    if nbytes <= 0 or file.read(element.start, 1)[0] & 15 != 8:
        raise CorruptError(f"has a compressed element at byte {element.start:,} that is no zlib data")
    packed = ByteRange(file, start, nbytes)
    tag = Cursor(DeflatedStorage(packed, _TAG_NBYTES).read(), big_endian=big_endian)
    kind, size = tag.u32(), tag.u32()
    if kind != MATRIX or size > _MAX_INFLATION * nbytes:
        raise CorruptError(f"has a compressed element at byte {element.start:,} that holds no array")
    return DeflatedStorage(packed, _TAG_NBYTES + size)


def dtype_of(kind: int, *, big_endian: bool) -> DType:
    """The type of the numbers in an element of this kind."""
    if kind not in _DTYPES:
        raise CorruptError(f"has numbers of the unknown type {kind}")
    dtype = dtype_named(_DTYPES[kind])
    return dtype.big_endian() if big_endian and dtype.itemsize > 1 else dtype
