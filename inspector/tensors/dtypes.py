"""The table of element types: what each is called, how it is stored, how many elements share a stored unit.

Names are numpy's where numpy has the type, else the framework's that has it (``bfloat16``, ``float8_e4m3fn``, ``qint8``).
A *unit* is the smallest thing that can be addressed in a file: one element for most types, a byte with two elements for
packed 4-bit types, a block of 32 or 256 elements for GGML ones.

Units are described by text, and become numpy types when somebody reads elements: who lists a file needs their size alone,
and half of the time would go into importing numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from inspector.numeric import np
from inspector.tensors.ggml_blocks import BLOCK_LAYOUTS, Fields

__all__ = ["DTYPES", "STRING", "UNPACKED", "DType", "Kind", "dtype_named", "dtype_of_numpy"]


class Kind(StrEnum):
    """What the elements mean; decides how they are decoded and whether statistics make sense."""

    BOOL = "bool"
    INT = "int"
    UINT = "uint"
    FLOAT = "float"
    COMPLEX = "complex"
    QUANTISED = "quantised"  # integers with a scale and a zero point kept elsewhere
    BLOCK = "block"  # a block of elements with its scales inside
    BITS = "bits"  # bytes without a meaning of their own
    TEXT = "text"
    TIME = "time"
    RECORD = "record"  # a structured numpy type


@dataclass(frozen=True, slots=True, eq=False)
class DType:
    """An element type as it lies in a file.

    ``unit`` is one stored unit in the byte order of the file, as numpy's type or described; a description is of a
    little-endian one. ``elements_per_unit`` is how many logical elements a unit holds (2 for packed 4-bit types, 32 for
    ``q4_0``). ``values_per_element`` is how many *values* decode from one logical element: 2 for ``float4_e2m1fn_x2``,
    whose shape counts bytes, and 1 for all others.
    """

    name: str
    kind: Kind
    unit: str | Fields | np.dtype[Any]
    elements_per_unit: int = 1
    values_per_element: int = 1
    #: Bytes of one unit.
    itemsize: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "itemsize", _itemsize(self.unit))

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, DType):
            return self is other
        return self._facts == other._facts and self.stored_dtype == other.stored_dtype

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def _facts(self) -> tuple[Any, ...]:
        return self.name, self.kind, self.itemsize, self.elements_per_unit, self.values_per_element

    @property
    def stored_dtype(self) -> np.dtype[Any]:
        """The numpy type of one unit."""
        return _described(self.unit) if isinstance(self.unit, (str, tuple)) else self.unit

    @property
    def is_numeric(self) -> bool:
        """Whether values of this type have a minimum, a mean and a histogram."""
        raw = self.kind is Kind.BITS and self.stored_dtype.kind == "V"
        return not raw and self.kind not in (Kind.TEXT, Kind.TIME, Kind.RECORD)

    @property
    def is_big_endian(self) -> bool:
        """Whether the file stores the units most significant byte first; each field of a record has its own order."""
        if self.kind is Kind.RECORD or isinstance(self.unit, (str, tuple)):
            return False
        return self.unit != self.unit.newbyteorder("<")

    def nbytes(self, elements: int) -> int:
        """Bytes that ``elements`` consecutive elements take in a file."""
        return -(-elements // self.elements_per_unit) * self.itemsize

    def little_endian(self) -> DType:
        """The same type stored least significant byte first."""
        return replace(self, unit=self.stored_dtype.newbyteorder("<"))

    def is_same_as(self, other: DType) -> bool:
        """Whether the elements mean the same: names tell, but for records, which numpy compares by their fields alone.

        Not all files keep that records are aligned, or of the class of numpy's recarray, and neither changes a value.
        """
        if self.kind is Kind.RECORD and other.kind is Kind.RECORD:
            return self.stored_dtype == other.stored_dtype
        return self.name == other.name

    def big_endian(self) -> DType:
        """The same type stored most significant byte first (halves of complex numbers each on their own)."""
        return replace(self, unit=self.stored_dtype.newbyteorder(">"))

    def __str__(self) -> str:
        return self.name

    def __reduce__(self) -> tuple[Any, ...]:
        if DTYPES.get(self.name) is self:
            return dtype_named, (self.name,)
        return DType, (self.name, self.kind, self.unit, self.elements_per_unit, self.values_per_element)


@lru_cache(maxsize=1024)
def _described(unit: str | Fields) -> np.dtype[Any]:
    return np.dtype(list(unit) if isinstance(unit, tuple) else unit)


def _itemsize(unit: str | Fields | np.dtype[Any]) -> int:
    """Bytes of a unit, without numpy where its type is only described."""
    if isinstance(unit, tuple):
        return sum(_itemsize(code) * math.prod(counts) for _, code, *counts in unit)
    if isinstance(unit, str):
        return 1 if unit == "?" else int(unit.lstrip("<>")[1:])
    return unit.itemsize


_TABLE: tuple[tuple[str, Kind, str | Fields], ...] = (
    ("bool", Kind.BOOL, "?"),
    ("uint8", Kind.UINT, "u1"),
    ("uint16", Kind.UINT, "<u2"),
    ("uint32", Kind.UINT, "<u4"),
    ("uint64", Kind.UINT, "<u8"),
    ("int8", Kind.INT, "i1"),
    ("int16", Kind.INT, "<i2"),
    ("int32", Kind.INT, "<i4"),
    ("int64", Kind.INT, "<i8"),
    ("float16", Kind.FLOAT, "<f2"),
    ("float32", Kind.FLOAT, "<f4"),
    ("float64", Kind.FLOAT, "<f8"),
    ("complex64", Kind.COMPLEX, "<c8"),
    ("complex128", Kind.COMPLEX, "<c16"),
    ("complex32", Kind.COMPLEX, (("real", "<f2"), ("imag", "<f2"))),
    ("bfloat16", Kind.FLOAT, "<u2"),
    ("float8_e4m3fn", Kind.FLOAT, "u1"),
    ("float8_e4m3fnuz", Kind.FLOAT, "u1"),
    ("float8_e5m2", Kind.FLOAT, "u1"),
    ("float8_e5m2fnuz", Kind.FLOAT, "u1"),
    ("float8_e4m3b11fnuz", Kind.FLOAT, "u1"),
    ("float8_e8m0fnu", Kind.FLOAT, "u1"),
    ("float8_e4m3", Kind.FLOAT, "u1"),
    ("float8_e3m4", Kind.FLOAT, "u1"),
    ("float4_e2m1fn", Kind.FLOAT, "u1"),  # this and those of fewer bits below: one element in the low bits of each byte
    ("nf4", Kind.FLOAT, "u1"),
    ("int4", Kind.INT, "u1"),
    ("uint4", Kind.UINT, "u1"),
    ("int2", Kind.INT, "u1"),
    ("uint2", Kind.UINT, "u1"),
    ("uint3", Kind.UINT, "u1"),
    ("uint6", Kind.UINT, "u1"),
    ("int1", Kind.INT, "u1"),
    ("uint1", Kind.UINT, "u1"),
    ("qint8", Kind.QUANTISED, "i1"),
    ("quint8", Kind.QUANTISED, "u1"),
    ("qint32", Kind.QUANTISED, "<i4"),
    ("bits8", Kind.BITS, "u1"),
    ("bits16", Kind.BITS, "<u2"),
    ("bits1x8", Kind.BITS, "u1"),
    ("bits2x4", Kind.BITS, "u1"),
    ("bits4x2", Kind.BITS, "u1"),
)

#: Every type this program knows by name. Formats map their own codes to these.
DTYPES: dict[str, DType] = {name: DType(name, kind, unit) for name, kind, unit in _TABLE}
DTYPES["float4_e2m1fn_x2"] = DType("float4_e2m1fn_x2", Kind.FLOAT, "u1", values_per_element=2)
DTYPES["float6_e2m3fn"] = DType("float6_e2m3fn", Kind.FLOAT, "V3", elements_per_unit=4)
DTYPES["float6_e3m2fn"] = DType("float6_e3m2fn", Kind.FLOAT, "V3", elements_per_unit=4)
DTYPES["quint4x2"] = DType("quint4x2", Kind.QUANTISED, "u1", elements_per_unit=2)
DTYPES["quint2x4"] = DType("quint2x4", Kind.QUANTISED, "u1", elements_per_unit=4)
for _name, (_elements, _block) in BLOCK_LAYOUTS.items():
    DTYPES[_name] = DType(_name, Kind.BLOCK, _block, elements_per_unit=_elements)

#: Types that are packed in some formats and one element in the low bits of each byte in others; here the latter.
UNPACKED = {name: DType(name, Kind.FLOAT, "u1") for name in ("float6_e2m3fn", "float6_e3m2fn")}

#: Text of any length: the stored unit says where in the storage's ``heap`` the UTF-8 or other bytes of an element are.
STRING = DTYPES["string"] = DType("string", Kind.TEXT, (("start", "<u8"), ("nbytes", "<u8")))


def dtype_named(name: str) -> DType:
    """The type called ``name``; raises KeyError for a name that is not in the table."""
    return DTYPES[name]


_NUMPY_KINDS = {
    "b": Kind.BOOL, "i": Kind.INT, "u": Kind.UINT, "f": Kind.FLOAT, "c": Kind.COMPLEX,
    "U": Kind.TEXT, "S": Kind.TEXT, "M": Kind.TIME, "m": Kind.TIME, "V": Kind.BITS,
}  # fmt: skip


def dtype_of_numpy(dtype: np.dtype[Any]) -> DType:
    """The type for a numpy dtype of any byte order; raises KeyError for object dtypes.

    Types of one name share an entry of the table; text, raw and structured types are named by numpy's own description
    (``<U5``, ``[('a', '<i4')]``), since their size is part of what they are.
    """
    if dtype.hasobject:
        raise KeyError(dtype)
    if dtype.names is not None:  # equal to others of the same fields, which have other names
        return DType(str(dtype), Kind.RECORD, dtype)
    return _plain_type(dtype)


@lru_cache(maxsize=1024)  # numpy takes 15 us to name a type, and an archive has thousands of arrays of few types
def _plain_type(dtype: np.dtype[Any]) -> DType:
    """The type for a dtype without fields and objects."""
    known = DTYPES.get(dtype.name)
    if known is not None:
        swapped = known.big_endian()
        return swapped if dtype == swapped.stored_dtype and dtype != known.stored_dtype else known
    return DType(dtype.str if dtype.kind in "USV" else dtype.name, _NUMPY_KINDS[dtype.kind], dtype)
