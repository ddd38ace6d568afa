"""One tensor of ONNX: its elements raw, in a field for their type, or in a file beside the model.

Source: ``TensorProto`` and ``SparseTensorProto`` in ``onnx/onnx.proto`` of https://github.com/onnx/onnx, whose numbers of
fields are used here.
"""

from __future__ import annotations

import math
import re
import struct
from dataclasses import dataclass, field

import numpy as np

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.sources.protobuf import BYTES, Field, Message
from inspector.sources.siblings import Siblings
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.sources.varints import MAX_VARINT_NBYTES, VarintStorage
from inspector.tensors.dtypes import STRING, UNPACKED, DType, dtype_named
from inspector.tensors.entries import Path, TensorEntry, check_axes, contiguous_strides
from inspector.tensors.packed import UnpackedStorage
from inspector.tensors.sparse import SparseStorage
from inspector.tensors.strings import StringStorage

__all__ = ["DTYPES", "ExternalDataError", "TensorProto", "sparse_entry"]

_NAMES = {
    1: "float32", 2: "uint8", 3: "int8", 4: "uint16", 5: "int16", 6: "int32", 7: "int64", 8: "string", 9: "bool",
    10: "float16", 11: "float64", 12: "uint32", 13: "uint64", 14: "complex64", 15: "complex128", 16: "bfloat16",
    17: "float8_e4m3fn", 18: "float8_e4m3fnuz", 19: "float8_e5m2", 20: "float8_e5m2fnuz", 21: "uint4", 22: "int4",
    23: "float4_e2m1fn", 24: "float8_e8m0fnu", 25: "uint2", 26: "int2", 27: "float6_e2m3fn", 28: "float6_e3m2fn",
}  # fmt: skip
#: The element types by their number in ``TensorProto.DataType``.
DTYPES: dict[int, DType] = {code: UNPACKED.get(name) or dtype_named(name) for code, name in _NAMES.items()}
_BITS = {"uint4": 4, "int4": 4, "float4_e2m1fn": 4, "uint2": 2, "int2": 2, "float6_e2m3fn": 6, "float6_e3m2fn": 6}

_FLOATS, _INT32S, _STRINGS, _INT64S, _RAW, _DOUBLES, _UINT64S = 4, 5, 6, 7, 9, 10, 11
_EXTERNAL = 1
_DIGITS = re.compile(r"\d{1,19}")


class ExternalDataError(CheckpointError):
    """The file that has the data of a tensor can't be used; ``name`` is what the model calls it."""

    def __init__(self, reason: str, place: str = "", name: str = "", *, is_outside: bool = False) -> None:
        super().__init__(reason, place)
        self.name = name
        self.is_outside = is_outside


@dataclass
class TensorProto:
    """What the message of a tensor says, its data unread."""

    message: Message
    name: str = ""
    dims: list[int] = field(default_factory=list)
    code: int = 0
    is_external: bool = False
    external: dict[str, str] = field(default_factory=dict)
    #: Where the elements are, by the number of the field.
    data: dict[int, list[Field]] = field(default_factory=dict)

    @classmethod
    def of(cls, message: Message) -> TensorProto:
        """Read all but the data. Raises CheckpointError for what is no tensor."""
        tensor = cls(message)
        for each in message:
            if each.number == 1:
                check_axes(each.nbytes // MAX_VARINT_NBYTES)
                tensor.dims += message.integers_of(each)
                check_axes(len(tensor.dims))
            elif each.number == 2:
                tensor.code = each.value
            elif each.number == 8:
                tensor.name = message.text_of(each)
            elif each.number == 13:
                key, value = _pair(message.message(each))
                tensor.external[key] = value
            elif each.number == 14:
                tensor.is_external = each.value == _EXTERNAL
            elif each.number in (_FLOATS, _INT32S, _STRINGS, _INT64S, _RAW, _DOUBLES, _UINT64S):
                fields = tensor.data.setdefault(each.number, [])
                if len(fields) >= message.limits.tree_values:
                    raise LimitError(f"has more than {message.limits.tree_values:,} elements one by one")
                fields.append(each)
        return tensor

    @property
    def dtype(self) -> DType:
        """The element type; UnsupportedError for one that is not known."""
        if self.code not in DTYPES:
            raise UnsupportedError(f"has the unknown type {self.code}")
        return DTYPES[self.code]

    def count(self, number: int) -> int:
        """How many elements are in the field for floats, 64-bit integers or text."""
        fields = self.data.get(number, [])
        if number == _STRINGS:
            return len(fields)
        if number == _FLOATS:
            return sum(each.nbytes // 4 if each.wire_type == BYTES else 1 for each in fields)
        return len(self.message.numbers_of(fields))

    def described(self, path: Path) -> TensorEntry:
        """The entry without data. Raises CheckpointError for a shape or type that can't be."""
        if min(self.dims, default=0) < 0:
            raise CorruptError(f"has the impossible shape {tuple(self.dims)}")
        shape = tuple(self.dims)
        return TensorEntry(path, self.dtype, shape, contiguous_strides(shape), None)

    def entry(self, path: Path, files: Siblings | None) -> TensorEntry:
        """The entry; ``files`` has what lies beside the model.

        Raises ExternalDataError where such a file can't be used, CheckpointError for data that does not fit the shape.
        """
        entry = self.described(path)
        count = entry.numel
        if entry.dtype is STRING and (self.is_external or _RAW in self.data):
            raise CorruptError("has text as raw bytes, which tell no elements")
        if self.is_external:
            storage = _unpacked(self._outside(files, _packed_nbytes(entry.dtype, count)), entry.dtype, count)
        elif _RAW in self.data:
            raw = self.message.storage_of(self.data[_RAW][-1])
            wanted = _packed_nbytes(entry.dtype, count)
            if raw.nbytes != wanted:
                raise CorruptError(f"has {raw.nbytes:,} bytes of data, its shape asks for {wanted:,}")
            storage = _unpacked(raw, entry.dtype, count)
        else:
            storage = self._typed(entry.dtype, count)
        return entry.replace(storage=storage)

    def _outside(self, files: Siblings | None, wanted: int) -> Storage:
        """The bytes in a file beside the model."""
        name = self.external.get("location", "").removeprefix("./")
        offset = self._number("offset", 0)
        length = self._number("length", wanted)
        if length < wanted:
            raise CorruptError(f"has {length:,} bytes of data in {name}, its shape asks for {wanted:,}")
        if files is None:
            raise UnsupportedError("has its data in another file, as only tensors of models do")
        try:
            file = files.open(name)
        except CorruptError as error:
            raise ExternalDataError(error.reason, name=name, is_outside=True) from error
        except CheckpointError as error:
            raise ExternalDataError(error.reason, name=name) from error
        return ByteRange(file, offset, wanted)

    def _number(self, key: str, default: int) -> int:
        text = self.external.get(key)
        if text is None:
            return default
        if not _DIGITS.fullmatch(text):
            raise CorruptError(f"has its data in another file, at an impossible {key}")
        return int(text)

    def _typed(self, dtype: DType, count: int) -> Storage:
        """The bytes of elements that are in the field for their type."""
        if dtype is STRING:
            return self._strings(count)
        if dtype.name in ("float32", "complex64"):
            return self._fixed(_FLOATS, dtype.nbytes(count))
        if dtype.name in ("float64", "complex128"):
            return self._fixed(_DOUBLES, dtype.nbytes(count))
        if dtype.name == "int64":
            return self._integers(_INT64S, dtype, count)
        if dtype.name in ("uint32", "uint64"):
            return self._integers(_UINT64S, dtype, count)
        bits = _BITS.get(dtype.name, 8)
        if bits in (2, 4):  # packed as in raw data, a byte in each number; those of six bits are a number each
            packed = self._integers(_INT32S, dtype, _packed_nbytes(dtype, count))
            return UnpackedStorage(packed, bits, count)
        return self._integers(_INT32S, dtype, count)

    def _fixed(self, number: int, nbytes: int) -> Storage:
        """Numbers of a fixed width, packed or one by one."""
        fields = self.data.get(number, [])
        code = "<I" if number == _FLOATS else "<Q"
        if len(fields) == 1 and fields[0].wire_type == BYTES:
            storage = self.message.storage_of(fields[0])
        else:
            storage = MemoryStorage(
                b"".join(
                    self.message.bytes_of(each) if each.wire_type == BYTES else struct.pack(code, each.value)
                    for each in fields
                )
            )
        if storage.nbytes != nbytes:
            raise CorruptError(f"has {storage.nbytes:,} bytes of data, its shape asks for {nbytes:,}")
        return storage

    def _integers(self, number: int, dtype: DType, count: int) -> Storage:
        """Numbers of a variable width, packed or one by one, as elements of the width of ``dtype``."""
        fields = self.data.get(number, [])
        unit = dtype.stored_dtype
        if len(fields) == 1 and fields[0].wire_type == BYTES:
            return VarintStorage(self.message.storage_of(fields[0]), count, unit)
        numbers = self.message.numbers_of(fields)
        if len(numbers) < count:
            raise TruncatedError(f"has {len(numbers):,} elements, its shape asks for {count:,}")
        return MemoryStorage(numbers[:count].astype(f"<u{unit.itemsize}").tobytes())

    def _strings(self, count: int) -> Storage:
        fields = self.data.get(_STRINGS, [])
        if len(fields) != count or any(each.wire_type != BYTES for each in fields):
            raise CorruptError(f"has {len(fields):,} elements of text, its shape asks for {count:,}")
        units = np.array([(each.value, each.nbytes) for each in fields], STRING.stored_dtype)
        return StringStorage(MemoryStorage(units.tobytes()), self.message.storage, self.message.limits)


def _pair(message: Message) -> tuple[str, str]:
    """A ``StringStringEntryProto``."""
    texts = {each.number: message.text_of(each) for each in message if each.number in (1, 2)}
    return texts.get(1, ""), texts.get(2, "")


def _packed_nbytes(dtype: DType, count: int) -> int:
    """The bytes ``count`` elements take in a file."""
    bits = _BITS.get(dtype.name)
    return dtype.nbytes(count) if bits is None else -(-count * bits // 8)


def _unpacked(storage: Storage, dtype: DType, count: int) -> Storage:
    bits = _BITS.get(dtype.name)
    return storage if bits is None else UnpackedStorage(storage, bits, count)


def sparse_entry(message: Message, prefix: Path, files: Siblings) -> TensorEntry:
    """A ``SparseTensorProto``, at the name of its values. Raises as :meth:`TensorProto.entry`."""
    parts = {each.number: each for each in message if each.number in (1, 2)}
    if parts.keys() != {1, 2}:
        raise CorruptError("is sparse, and lacks indices or values")
    shape: tuple[int, ...] = ()
    for each in message:
        if each.number == 3:
            check_axes(each.nbytes // MAX_VARINT_NBYTES)
            shape += tuple(message.integers_of(each))
            check_axes(len(shape))
    if min(shape, default=0) < 0:
        raise CorruptError(f"has the impossible shape {shape}")
    described = TensorProto.of(message.message(parts[1]))
    path = (*prefix, described.name)
    values = described.entry((*path, "values"), files)
    indices = TensorProto.of(message.message(parts[2])).entry((*path, "indices"), files)
    flat = len(indices.shape) == 1
    if flat:  # positions in the flattened tensor
        indices = indices.replace(shape=(1, *indices.shape), strides=(indices.numel, *indices.strides))
    else:  # a row for each value
        indices = indices.replace(shape=indices.shape[::-1], strides=indices.strides[::-1])
    components = {"indices": indices, "values": values}
    storage = SparseStorage("sparse_coo", (math.prod(shape),) if flat else shape, components)
    strides = contiguous_strides(shape)
    return TensorEntry(path, values.dtype, shape, strides, storage, layout="sparse_coo", components=components)
