"""Element types as datatype messages: the inverse of :mod:`inspector.formats.hdf5.datatypes`, as h5py writes them.

Types that HDF5 has not are what h5py makes of them: complex numbers are records of ``r`` and ``i``, bools an enumeration.
Narrow floats are floats with other fields, which the library converts when it reads them.
"""

from __future__ import annotations

import struct

from inspector.formats.hdf5.datatypes import COMPLEX_PARTS, FLOAT_FIELDS
from inspector.tensors.dtypes import DType, Kind, dtype_named

__all__ = ["datatype_message", "has_datatype"]

_VERSION = 1 << 4
_FIXED, _FLOAT, _STRING, _OPAQUE, _COMPOUND, _ENUMERATION = 0, 1, 3, 5, 6, 8
_SIGNED = 0x08
_NORMALISED, _PADDED_WITH_NULLS = 0x20, 0x01


def has_datatype(dtype: DType) -> bool:
    """Whether elements of this type can be written."""
    return _bytes_only(dtype) or dtype.name in (*FLOAT_FIELDS, *COMPLEX_PARTS, "bool") or _is_integer(dtype)


def _is_integer(dtype: DType) -> bool:
    return dtype.kind in (Kind.INT, Kind.UINT) and dtype.stored_dtype.name == dtype.name


def _bytes_only(dtype: DType) -> bool:
    """Whether the elements are text or bytes of one length, of which the name says all."""
    return dtype.stored_dtype.kind in "SV" and dtype.name == dtype.stored_dtype.str and dtype.itemsize > 0


def datatype_message(dtype: DType) -> bytes:
    """The message for a type that :func:`has_datatype`; numbers are little-endian."""
    if _bytes_only(dtype):
        kind, bits = (_STRING, _PADDED_WITH_NULLS) if dtype.kind is Kind.TEXT else (_OPAQUE, 0)
        return _message(kind, bits, dtype.itemsize, b"")
    if dtype.name in FLOAT_FIELDS:
        size, sign, *fields = FLOAT_FIELDS[dtype.name]
        return _message(_FLOAT, _NORMALISED | sign << 8, size, struct.pack("<HHBBBBI", 0, 8 * size, *fields))
    if dtype.name in COMPLEX_PARTS:
        part = dtype_named(COMPLEX_PARTS[dtype.name])
        members = (_member("r", 0, part), _member("i", part.itemsize, part))
        return _message(_COMPOUND, 2, dtype.itemsize, b"".join(members))
    if dtype.kind is Kind.BOOL:
        names = b"FALSE\0\0\0" + b"TRUE\0\0\0\0"
        return _message(_ENUMERATION, 2, 1, datatype_message(dtype_named("int8")) + names + b"\0\1")
    bits = _SIGNED if dtype.kind is Kind.INT else 0
    return _message(_FIXED, bits, dtype.itemsize, struct.pack("<HH", 0, 8 * dtype.itemsize))


def _message(kind: int, bits: int, size: int, properties: bytes) -> bytes:
    return struct.pack("<B3sI", _VERSION | kind, bits.to_bytes(3, "little"), size) + properties


def _member(name: str, place: int, dtype: DType) -> bytes:
    return name.encode().ljust(8, b"\0") + struct.pack("<IB27x", place, 0) + datatype_message(dtype)
