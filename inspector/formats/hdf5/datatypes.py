"""What the elements of a dataset or an attribute are: the datatype message (section IV.A.2.d of the specification)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from inspector.errors import CorruptError
from inspector.formats.hdf5.floats import FloatFields
from inspector.sources.cursor import Cursor
from inspector.tensors.dtypes import DTYPES, STRING, DType, Kind, dtype_named, dtype_of_numpy

__all__ = ["COMPLEX_PARTS", "FLOAT_FIELDS", "Datatype", "datatype_of"]

_MAX_NESTING = 16
_IMPLIED = 2  # how the mantissa of nearly all floats is normalised
#: Size, place of the sign, place and size of the exponent and of the mantissa, and the bias of each float.
FLOAT_FIELDS: dict[str, tuple[int, ...]] = {
    "float16": (2, 15, 10, 5, 0, 10, 15),
    "float32": (4, 31, 23, 8, 0, 23, 127),
    "float64": (8, 63, 52, 11, 0, 52, 1023),
    "bfloat16": (2, 15, 7, 8, 0, 7, 127),
    "float8_e4m3fn": (1, 7, 3, 4, 0, 3, 7),
    "float8_e5m2": (1, 7, 2, 5, 0, 2, 15),
}
_FLOATS = {fields: name for name, fields in FLOAT_FIELDS.items()}
#: What the parts of complex numbers are.
COMPLEX_PARTS = {"complex32": "float16", "complex64": "float32", "complex128": "float64"}
_COMPLEX = {part: name for name, part in COMPLEX_PARTS.items()}
#: How h5py tags types that HDF5 has none for.
_NUMPY_TAG = re.compile(r"NUMPY:([<>|=]?[mM]8\[\d*[a-zA-Z]{1,2}\])")


@dataclass(frozen=True, slots=True)
class Datatype:
    """A type of elements of ``size`` bytes.

    ``dtype`` is None for one whose elements can't be shown; ``name`` says what it is. ``axes`` are those of an element that
    is itself an array, ``codes`` what the names of an enumeration stand for. ``narrow`` is the lowest bit and the number of
    bits of integers that have not all bits of their bytes, or what floats
    are made of that are none of the plain ones. Of what has no ``dtype``, ``base`` is the type in sequences of
    any length, ``members`` are the fields of records, with their places; ``reference`` says to what references lead.
    """

    size: int
    name: str
    dtype: DType | None = None
    axes: tuple[int, ...] = ()
    codes: Mapping[str, int] = field(default_factory=dict)
    narrow: tuple[int, int] | FloatFields | None = None
    base: Datatype | None = None
    members: tuple[tuple[str, int, Datatype], ...] = ()
    reference: str = ""


@lru_cache(maxsize=1024)  # a file has few types, and each of its datasets has a message of its own
def datatype_of(data: bytes) -> Datatype:
    """The datatype of a message; what is sound but can't be shown has no ``dtype``.

    Raises CorruptError and TruncatedError for one that is damaged.
    """
    return _read(Cursor(data, what="a type"), 0)


def _read(cursor: Cursor, depth: int) -> Datatype:
    """The datatype at the cursor, which goes on behind it. ``depth`` counts the types that this one is a part of."""
    if depth > _MAX_NESTING:
        raise CorruptError("has a type nested too deep")
    head = cursor.u8()
    bits, size = cursor.uint(3), cursor.u32()
    kind = _Kind(cursor, head >> 4, bits, size, depth)
    readers = (
        kind.fixed_point, kind.floating_point, kind.time, kind.string, kind.bit_field, kind.opaque,
        kind.compound, kind.reference, kind.enumeration, kind.variable_length, kind.array, kind.complex,
    )  # fmt: skip
    if head & 15 >= len(readers):
        raise CorruptError(f"has a type of the unknown class {head & 15}")
    return readers[head & 15]()


@dataclass(slots=True)
class _Kind:
    """The readers of the classes; ``bits`` are the class's own 24."""

    cursor: Cursor
    version: int
    bits: int
    size: int
    depth: int

    def fixed_point(self) -> Datatype:
        offset, precision = self.cursor.u16(), self.cursor.u16()
        name = f"{'int' if self.bits & 8 else 'uint'}{8 * self.size}"
        if name not in DTYPES or not precision or offset + precision > 8 * self.size:
            return Datatype(self.size, f"integer of {precision} bits")
        plain = self._plain(dtype_named(name))
        return plain if precision == 8 * self.size else replace(plain, narrow=(offset, precision))

    def floating_point(self) -> Datatype:
        cursor = self.cursor
        offset, precision = cursor.u16(), cursor.u16()
        fields = (cursor.u8(), cursor.u8(), cursor.u8(), cursor.u8(), cursor.u32())
        name = _FLOATS.get((self.size, self.bits >> 8 & 255, *fields))
        is_swapped_by_words = self.bits & 64  # as VAX has them
        if name is not None and not offset and precision == 8 * self.size and not is_swapped_by_words:
            return self._plain(dtype_named(name))
        stored = Datatype(self.size, f"float of {precision} bits")
        custom = FloatFields(
            self.size, self.bits >> 8 & 255, *fields, has_all_bits=self.bits >> 4 & 3 != _IMPLIED,
            is_big_endian=bool(self.bits & 1),
        )  # fmt: skip
        if is_swapped_by_words or not custom.are_possible:
            return stored
        return replace(stored, dtype=dtype_named(custom.plain_type), narrow=custom)

    def time(self) -> Datatype:
        self.cursor.skip(2)
        return Datatype(self.size, "time")

    def string(self) -> Datatype:
        if not self.size:
            raise CorruptError("has text of no length")
        return Datatype(self.size, "text", dtype_of_numpy(np.dtype(f"S{self.size}")))

    def bit_field(self) -> Datatype:
        plain = self.fixed_point()
        return replace(plain, name="bit field") if plain.dtype is None else plain

    def opaque(self) -> Datatype:
        tag = self.cursor.read(self.bits & 255).rstrip(b"\0").decode("ascii", "replace")
        found = _NUMPY_TAG.fullmatch(tag)
        try:
            dtype = np.dtype(found[1] if found else f"V{self.size}")
        except TypeError:  # a unit of time that numpy has not
            dtype = np.dtype(f"V{self.size}")
        if not self.size or dtype.itemsize != self.size:
            raise CorruptError("has an opaque type of another size than its tag says")
        return Datatype(self.size, "opaque", dtype_of_numpy(dtype))

    def compound(self) -> Datatype:
        names: list[str] = []
        members: list[tuple[int, Datatype]] = []
        for _ in range(self.bits & 0xFFFF):
            names.append(self._name(padded=self.version < 3))
            members.append(self._member())
        return self._complex(names, members) or self._record(names, members)

    def _member(self) -> tuple[int, Datatype]:
        """The place of a member, and its type."""
        cursor = self.cursor
        if self.version >= 3:
            return cursor.uint(max(1, -(-self.size.bit_length() // 8))), _read(cursor, self.depth + 1)
        place, axes = cursor.u32(), ()
        if self.version == 1:
            rank = cursor.u8()
            cursor.skip(11)
            axes = cursor.numbers("I", 4)[:rank]
        member = _read(cursor, self.depth + 1)
        return place, replace(member, axes=axes + member.axes, size=member.size * int(np.prod(axes, dtype=object)))

    def _complex(self, names: list[str], members: list[tuple[int, Datatype]]) -> Datatype | None:
        """The complex type that h5py makes a compound of."""
        if names != ["r", "i"] or any(member.axes for _, member in members):
            return None
        (real_at, real), (imaginary_at, imaginary) = members
        if real.dtype is None or real.narrow or real != imaginary or (real_at, imaginary_at) != (0, real.size):
            return None
        name = _COMPLEX.get(real.dtype.name)
        if name is None or self.size != 2 * real.size:
            return None
        dtype = dtype_named(name)
        return Datatype(self.size, name, dtype.big_endian() if real.dtype.is_big_endian else dtype)

    def _record(self, names: list[str], members: list[tuple[int, Datatype]]) -> Datatype:
        what = f"record of {', '.join(names)}"
        if any(place + member.size > self.size for place, member in members):
            raise CorruptError("has a record with a member outside of it")
        if len(set(names)) != len(names) or not names:
            return Datatype(self.size, f"{what} with names twice or none")
        formats = []
        for _, member in members:
            if member.dtype is None or member.dtype is STRING or member.narrow:
                fields = tuple((name, *field) for name, field in zip(names, members, strict=True))
                return Datatype(self.size, f"{what}, one of them {member.name}", members=fields)
            formats.append((member.dtype.stored_dtype, member.axes))
        places = [place for place, _ in members]
        dtype = np.dtype({"names": names, "formats": formats, "offsets": places, "itemsize": self.size})
        return Datatype(self.size, what, dtype_of_numpy(dtype))

    def reference(self) -> Datatype:
        kind = self.bits & 15
        if kind > 1:  # those of HDF5 1.12, which may lead to other files
            return Datatype(self.size, "reference")
        to = ("object", "region")[kind]
        return Datatype(self.size, f"reference to {'an' if kind == 0 else 'a'} {to}", reference=to)

    def enumeration(self) -> Datatype:
        base = _read(self.cursor, self.depth + 1)
        count = self.bits & 0xFFFF
        names = [self._name(padded=self.version < 3) for _ in range(count)]
        values = self.cursor.read(count * base.size)
        if base.dtype is None or base.dtype.kind not in (Kind.INT, Kind.UINT) or base.size != self.size:
            return Datatype(self.size, f"enumeration of {base.name}")
        codes = dict(zip(names, np.frombuffer(values, base.dtype.stored_dtype).tolist(), strict=True))
        if codes == {"FALSE": 0, "TRUE": 1} and self.size == 1 and not base.narrow:
            return Datatype(1, "bool", dtype_named("bool"))
        return replace(base, codes=codes)

    def variable_length(self) -> Datatype:
        base = _read(self.cursor, self.depth + 1)
        if self.bits & 15 == 1:
            return Datatype(self.size, "text", STRING)
        return Datatype(self.size, f"sequence of {base.name}", base=base)

    def array(self) -> Datatype:
        rank = self.cursor.u8()
        if self.version < 3:
            self.cursor.skip(3)
        axes = self.cursor.numbers("I", rank)
        if self.version < 3:
            self.cursor.skip(4 * rank)
        base = _read(self.cursor, self.depth + 1)
        if base.size * int(np.prod(axes, dtype=object)) != self.size:
            raise CorruptError("has an array type of another size than its elements have")
        return replace(base, size=self.size, axes=axes + base.axes)

    def complex(self) -> Datatype:
        """Complex numbers of HDF5 2.0, by the type of their parts."""
        part = _read(self.cursor, self.depth + 1)
        name = _COMPLEX.get(part.dtype.name) if part.dtype is not None and not part.narrow else None
        if part.dtype is None or name is None or self.size != 2 * part.size:
            return Datatype(self.size, f"complex of {part.name}")
        dtype = dtype_named(name)
        return Datatype(self.size, name, dtype.big_endian() if part.dtype.is_big_endian else dtype)

    def _plain(self, dtype: DType) -> Datatype:
        return Datatype(self.size, dtype.name, dtype.big_endian() if self.bits & 1 and self.size > 1 else dtype)

    def _name(self, *, padded: bool) -> str:
        start = self.cursor.position
        name = self.cursor.terminated(1024)
        if padded:
            self.cursor.skip(-(self.cursor.position - start) % 8)
        return name
