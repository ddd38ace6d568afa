"""torch's tensors as pickles record them: calls of ``torch._utils._rebuild_*`` over persistent storages.

Sources: torch/_utils.py, torch/_tensor.py (``_reduce_ex_internal``), torch/serialization.py (``persistent_id``).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, NamedTuple

from inspector.checkpoint.entries import Path, Quantization, TensorEntry, contiguous_strides
from inspector.checkpoint.reading import read_values
from inspector.checkpoint.sparse import LAYOUTS, SparseStorage
from inspector.checkpoint.storage import ByteRange, Storage
from inspector.codecs.dtypes import DTYPES, DType
from inspector.errors import CorruptError, LimitError, UnsupportedError
from inspector.pickles.names import canonical
from inspector.pickles.numpy_arrays import array_entry, is_array
from inspector.pickles.records import Call, Global, Persistent, brief, named_values

__all__ = ["StorageLookup", "TorchTensors", "TypedStorage", "checked_geometry", "dtype_of_storage_class", "torch_dtype"]

#: What a file offers for a storage key: the bytes. Raises CorruptError when there are none.
StorageLookup = Callable[[str], Storage]

_MAX_AXES = 64
_MAX_ELEMENTS = 1 << 62
_MAX_CHANNELS = 1 << 20
_INTS = frozenset({int})

_STORAGE_CLASSES = {
    "Byte": "uint8", "Char": "int8", "Short": "int16", "Int": "int32", "Long": "int64", "Half": "float16",
    "Float": "float32", "Double": "float64", "Bool": "bool", "BFloat16": "bfloat16",
    "ComplexFloat": "complex64", "ComplexDouble": "complex128",
    "QInt8": "qint8", "QUInt8": "quint8", "QInt32": "qint32", "QUInt4x2": "quint4x2", "QUInt2x4": "quint2x4",
    "UInt16": "uint16", "UInt32": "uint32", "UInt64": "uint64",
}  # fmt: skip
_DTYPE_ALIASES = {
    "half": "float16", "float": "float32", "double": "float64", "short": "int16", "int": "int32", "long": "int64",
    "chalf": "complex32", "cfloat": "complex64", "cdouble": "complex128",
}  # fmt: skip
_FROM_TYPE = frozenset({"torch._tensor._rebuild_from_type_v2", "torch._tensor._rebuild_from_type"})
_UNTYPED = frozenset({"torch.storage.UntypedStorage", "torch.storage._UntypedStorage", "torch.UntypedStorage"})


class TypedStorage(NamedTuple):
    """A storage with the type its elements have (None if the tensor says it) and the device it was saved from."""

    dtype: DType | None
    storage: Storage | None
    device: str


def dtype_of_storage_class(name: str) -> DType | None:
    """The element type of ``torch.FloatStorage`` and its like; None for untyped ones; CorruptError for unknown classes."""
    if name in _UNTYPED:
        return None
    module, _, last = name.rpartition(".")
    known = _STORAGE_CLASSES.get(last.removesuffix("Storage")) if last.endswith("Storage") else None
    if known is None or not module.startswith("torch"):
        raise CorruptError(f"a storage of the unknown class {name}")
    return DTYPES[known]


def torch_dtype(record: Any) -> DType:
    """The type a recorded ``torch.float16`` stands for."""
    if type(record) is Global and record.module == "torch":
        name = _DTYPE_ALIASES.get(record.qualname, record.qualname)
        if name in DTYPES:
            return DTYPES[name]
    raise CorruptError(f"a tensor of the unknown type {brief(record)}")


class TorchTensors:
    """Turns recorded calls into tensor entries. One per pickle; ``lookup`` finds a storage by its key in the file.

    ``load_bytes`` reads a storage that was pickled whole (``torch.storage._load_from_bytes``); ``outside`` are tensors that
    persistent ids refer to as such (torch 0.1).
    """

    def __init__(
        self,
        lookup: StorageLookup | None,
        *,
        big_endian: bool = False,
        load_bytes: Callable[[Call], TypedStorage] | None = None,
        outside: Mapping[str, TensorEntry] = MappingProxyType({}),
    ) -> None:
        self._lookup = lookup
        self._big_endian = big_endian
        self._load_bytes = load_bytes
        self._outside = outside
        self._storages: dict[tuple[str, str], TypedStorage] = {}
        self._raw: dict[str, Storage] = {}
        self._geometries: dict[tuple[Any, Any], tuple[tuple[int, ...], tuple[int, ...], int]] = {}
        self._rebuilders: dict[str, Callable[[Call, Path], TensorEntry]] = {
            "torch._utils._rebuild_tensor": self._tensor,
            "torch._utils._rebuild_tensor_v2": self._tensor,
            "torch._utils._rebuild_tensor_v3": self._tensor_v3,
            "torch._utils._rebuild_parameter": self._parameter,
            "torch._utils._rebuild_parameter_with_state": self._parameter,
            "torch.nn.parameter.Parameter": self._parameter,
            "torch.nn.parameter.Buffer": self._inner,
            "torch.autograd.variable.Variable": self._inner,
            "torch._tensor._rebuild_from_type_v2": self._from_type,
            "torch._tensor._rebuild_from_type": self._from_type,
            "torch._utils._rebuild_qtensor": self._quantised,
            "torch._utils._rebuild_sparse_tensor": self._sparse,
            "torch._utils._rebuild_sparse_csr_tensor": self._sparse,
            "torch._utils._rebuild_nested_tensor": self._nested,
            "torch.nested._internal.nested_tensor._rebuild_njt": self._jagged,
            "torch._utils._rebuild_meta_tensor_no_storage": self._meta,
            "torch._utils._rebuild_device_tensor_from_numpy": self._from_other,
            "torch._utils._rebuild_device_tensor_from_cpu_tensor": self._from_other,
            "torch._utils._rebuild_xla_tensor": self._from_other,
        }

    def makes_tensor(self, call: Call) -> bool:
        """Whether the call makes a tensor, as far as the names in it tell."""
        name = call.name
        if name in _FROM_TYPE:
            function = call.args[0] if type(call.args) is tuple and call.args else None
            return type(function) is Global and function.name in self._rebuilders
        return name in self._rebuilders

    def entry(self, call: Call, path: Path) -> TensorEntry:
        """The tensor a call would have made. Raises CorruptError when its numbers do not fit each other or the file."""
        try:
            return self._rebuilders[call.name](call, path)
        except (IndexError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise CorruptError(f"a call of {call.name} with arguments torch never writes") from error

    def persistent(self, record: Persistent, path: Path) -> TensorEntry | None:
        """A reference to a tensor kept outside the pickle, or a bare storage as a one-dimensional tensor; else None."""
        pid = record.pid
        if type(pid) in (str, int):
            known = self._outside.get(str(pid))
            return known.at(path) if known is not None else None
        try:
            dtype, storage, device = self.storage(record)
        except CorruptError:
            return None
        if storage is None:
            return None
        dtype = dtype or DTYPES["uint8"]
        attributes = {"class": pid[1].name, "device": device}
        return TensorEntry(
            path, dtype, (storage.nbytes // dtype.itemsize * dtype.block,), (1,), storage, attributes=attributes
        )

    # -- storages -------------------------------------------------------------------------------------------------------

    def storage(self, record: Any) -> TypedStorage:
        """The storage a persistent id or a nested file stands for."""
        if type(record) is Call and canonical(record.name) == "torch.storage._load_from_bytes" and self._load_bytes:
            return self._load_bytes(record)
        if type(record) is not Persistent:
            raise CorruptError("a tensor without a storage")
        pid = record.pid
        if (
            type(pid) is not tuple
            or len(pid) < 5
            or pid[0] not in ("storage", b"storage")
            or type(pid[1]) is not Global
        ):
            raise CorruptError("a persistent id that is not ('storage', class, key, location, size)")
        key = str(pid[2]) if type(pid[2]) is int else pid[2]  # torch.package numbers them
        if type(key) is not str:
            raise CorruptError("a storage whose key is neither text nor a number")
        view = pid[5] if len(pid) > 5 else None
        known = self._storages.get((key, pid[1].name)) if view is None else None
        return known or self._new_storage(key, pid, view)

    def _new_storage(self, key: str, pid: tuple[Any, ...], view: Any) -> TypedStorage:
        dtype = dtype_of_storage_class(pid[1].name)
        device = pid[3] if type(pid[3]) is str else ""
        if device == "meta":
            return TypedStorage(dtype, None, device)
        raw = self._raw.get(key)
        if raw is None:
            raw = self._raw[key] = self._find(key)
            claimed = pid[4]
            if type(claimed) is not int or claimed < 0:
                raise CorruptError(f"storage {key!r} has an impossible size")
            nbytes = claimed if dtype is None else dtype.nbytes(claimed) if dtype.block == 1 else raw.nbytes
            if nbytes != raw.nbytes:
                raise CorruptError(f"storage {key!r} should have {nbytes:,} bytes, the file has {raw.nbytes:,}")
        storage = raw
        if view is not None:
            _, offset, numel = view
            itemsize = dtype.itemsize if dtype is not None else 1
            storage = ByteRange(raw, int(offset) * itemsize, int(numel) * itemsize)
        if dtype is not None and self._big_endian:
            dtype = dtype.big_endian()
        typed = TypedStorage(dtype, storage, device)
        if view is None:
            self._storages[key, pid[1].name] = typed
        return typed

    def _find(self, key: str) -> Storage:
        if self._lookup is None:
            raise CorruptError(f"storage {key!r} is not in this file")
        return self._lookup(key)

    # -- one method per way to make a tensor ------------------------------------------------------------------------------

    def _tensor(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks[, metadata])``."""
        args = call.args
        dtype, storage, device = self.storage(args[0])
        if dtype is None:
            raise CorruptError("a tensor of an untyped storage without a type")
        attributes: dict[str, Any] = {"requires_grad": True} if len(args) > 4 and args[4] else {}
        if device not in ("", "cpu"):
            attributes["device"] = device
        metadata = args[6] if len(args) > 6 else None
        return self._strided(path, dtype, storage, args[1], args[2], args[3], attributes, metadata)

    def _tensor_v3(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_tensor_v3(storage, offset, size, stride, requires_grad, hooks, dtype[, metadata])``."""
        args = call.args
        dtype = torch_dtype(args[6])
        _, storage, device = self.storage(args[0])
        attributes: dict[str, Any] = {"requires_grad": True} if args[4] else {}
        if device not in ("", "cpu"):
            attributes["device"] = device
        metadata = args[7] if len(args) > 7 else None
        return self._strided(
            path,
            dtype.big_endian() if self._big_endian else dtype,
            storage,
            args[1],
            args[2],
            args[3],
            attributes,
            metadata,
        )

    def _strided(
        self, path: Path, dtype: DType, storage: Storage | None, offset: Any, size: Any, stride: Any,
        attributes: dict[str, Any], metadata: Any = None,
    ) -> TensorEntry:  # fmt: skip
        shape, strides, extent = self._geometry(size, stride)
        _check_extent(dtype, storage, offset, extent)
        if storage is None:
            attributes["device"] = "meta"
        bits = named_values(metadata)
        return TensorEntry(
            path, dtype, shape, strides, storage, offset,
            conjugate=bits.get("conj") is True, negative=bits.get("neg") is True, attributes=attributes,
        )  # fmt: skip

    def _geometry(self, size: Any, stride: Any) -> tuple[tuple[int, ...], tuple[int, ...], int]:
        """As :func:`_geometry`, remembered: most tensors of a file share a few shapes.

        Only tuples of plain numbers are hashed; hashing a deeply nested one from a file would overflow the C stack.
        """
        if not (type(size) is tuple and type(stride) is tuple and _INTS.issuperset(map(type, size + stride))):
            return _geometry(size, stride)
        known = self._geometries.get((size, stride))
        if known is None:
            known = self._geometries[size, stride] = _geometry(size, stride)
        return known

    def _inner(self, call: Call, path: Path) -> TensorEntry:
        """A call whose first argument is the tensor."""
        data = call.args[0]
        if type(data) is not Call or not self.makes_tensor(data):
            raise CorruptError(f"a call of {call.name} without a tensor")
        return self.entry(data, path)

    def _parameter(self, call: Call, path: Path) -> TensorEntry:
        entry = self._inner(call, path)
        attributes = dict(entry.attributes)
        attributes["parameter"] = True
        attributes["requires_grad"] = bool(call.args[1]) if len(call.args) > 1 else True
        return replace(entry, attributes=attributes)

    def _from_type(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_from_type_v2(function, type, args, state)``: a tensor of a subclass, or with attributes."""
        function, kind, args = call.args[:3]
        inner = Call(function, args)
        if not self.makes_tensor(inner):
            raise CorruptError(f"a tensor subclass rebuilt by {inner.name or 'something unnamed'}")
        entry = self.entry(inner, path)
        name = kind.name if type(kind) is Global else ""
        if name in ("torch.Tensor", ""):
            return entry
        attributes = {**entry.attributes, "class": name}
        if name == "torch.nn.parameter.Parameter":
            attributes["parameter"] = True
        return replace(entry, attributes=attributes)

    def _from_other(self, call: Call, path: Path) -> TensorEntry:
        """``(data, dtype, device, requires_grad)`` with data a numpy array or a CPU tensor."""
        data, device = call.args[0], call.args[2]
        entry = array_entry(data, path) if type(data) is Call and is_array(data) else self._inner(call, path)
        if entry is None:
            raise CorruptError("a tensor made from an array of Python objects")
        return replace(
            entry, dtype=_retyped(entry.dtype, torch_dtype(call.args[1])), attributes={"device": str(device)}
        )

    def _meta(self, call: Call, path: Path) -> TensorEntry:
        dtype, size, stride, requires_grad = call.args[:4]
        attributes = {"requires_grad": True} if requires_grad else {}
        return self._strided(path, torch_dtype(dtype), None, 0, size, stride, attributes)

    def _quantised(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_qtensor(storage, offset, size, stride, quantizer, requires_grad, hooks)``."""
        storage, offset, size, stride, quantizer = call.args[:5]
        entry = self._tensor(Call(call.function, (storage, offset, size, stride)), path)
        scheme = quantizer[0].name if type(quantizer[0]) is Global else str(quantizer[0])
        if scheme == "torch.per_tensor_affine":
            quantization = Quantization(scheme, (float(quantizer[1]),), (float(quantizer[2]),))
        elif scheme in ("torch.per_channel_affine", "torch.per_channel_affine_float_qparams"):
            axis = quantizer[3]
            if type(axis) is not int or not 0 <= axis < len(entry.shape):
                raise CorruptError("a per-channel quantised tensor without its axis")
            channels = entry.shape[axis]
            quantization = Quantization(
                scheme, self._numbers(quantizer[1], channels), self._numbers(quantizer[2], channels), axis
            )
        else:
            raise UnsupportedError(f"a tensor quantised by {scheme}")
        return replace(entry, quantization=quantization)

    def _numbers(self, record: Any, count: int) -> tuple[float, ...]:
        if count > _MAX_CHANNELS:
            raise LimitError(f"a tensor quantised in {count:,} channels")
        values = read_values(self.entry(record, ())).reshape(-1).tolist() if type(record) is Call else list(record)
        if len(values) != count:
            raise CorruptError(f"{len(values):,} scales for {count:,} channels")
        return tuple(float(value) for value in values)

    def _component(self, record: Any) -> TensorEntry:
        if type(record) is not Call or not self.makes_tensor(record):
            raise CorruptError("a sparse or nested tensor without its parts")
        return self.entry(record, ())

    def _sparse(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_sparse_tensor(layout, data)`` with data ``(indices, values, size, ...)``; compressed ones alike."""
        layout, data = call.args[:2]
        name = _layout_name(layout)
        if name == "sparse_coo":
            parts, size = data[:2], data[2]
        elif name in LAYOUTS:
            parts, size = data[:3], data[3]
        else:
            raise UnsupportedError(f"a sparse tensor of layout {name}")
        components = {part: self._component(record) for part, record in zip(LAYOUTS[name], parts, strict=True)}
        shape = _sizes(size)
        if math.prod(shape) > _MAX_ELEMENTS:
            raise CorruptError(f"a sparse tensor of the impossible shape {brief(shape)}")
        values = components["values"]
        dtype = replace(values.dtype, unit=values.dtype.unit.newbyteorder("<"))
        storage = None if values.storage is None else SparseStorage(name, shape, components)
        return TensorEntry(path, dtype, shape, contiguous_strides(shape), storage, layout=name, components=components)

    def _nested(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_nested_tensor(buffer, sizes, strides, offsets)``: the values lie one after another in the buffer."""
        names = ("values", "sizes", "strides", "offsets")
        components = {name: self._component(record) for name, record in zip(names, call.args, strict=True)}
        return _nested_entry(path, "nested_strided", components)

    def _jagged(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_njt({'_values': ..., '_offsets': ..., ...})``, or its values behind the first argument."""
        state = call.args[0]
        pairs = (
            dict(state.pairs)
            if hasattr(state, "pairs")
            else dict(zip(("_values", "_offsets"), call.args, strict=False))
        )
        components = {
            name.lstrip("_"): self._component(record)
            for name, record in pairs.items()
            if type(record) is Call and self.makes_tensor(record)
        }
        return _nested_entry(path, "nested_jagged", components)


def checked_geometry(
    dtype: DType, storage: Storage | None, offset: Any, size: Any, stride: Any
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Shape and strides from a file, checked against each other and the storage; raises CorruptError."""
    shape, strides, extent = _geometry(size, stride)
    _check_extent(dtype, storage, offset, extent)
    return shape, strides


def _check_extent(dtype: DType, storage: Storage | None, offset: Any, extent: int) -> None:
    if type(offset) is not int or offset < 0:
        raise CorruptError(f"a tensor with the impossible offset {brief(offset)}")
    if storage is not None and extent and dtype.nbytes(offset + extent) > storage.nbytes:
        raise CorruptError(
            f"a tensor reaches byte {dtype.nbytes(offset + extent):,} of a storage of {storage.nbytes:,}"
        )


def _nested_entry(path: Path, layout: str, components: dict[str, TensorEntry]) -> TensorEntry:
    values = components["values"]
    return TensorEntry(path, values.dtype, (), (), values.storage, layout=layout, components=components)


def _layout_name(record: Any) -> str:
    """``torch.sparse_coo`` as a name, or behind ``torch.serialization._get_layout('torch.sparse_coo')``."""
    if type(record) is Call and record.name == "torch.serialization._get_layout":
        record = record.args[0]
    name = record.name if type(record) is Global else str(record)
    return name.removeprefix("torch.")


def _retyped(stored: DType, wanted: DType) -> DType:
    """The type torch gives to a numpy array of the same item size (bfloat16 travels as int16)."""
    return wanted if stored.itemsize == wanted.itemsize else stored


def _sizes(record: Any) -> tuple[int, ...]:
    """A tuple of sizes: plain, or ``torch.Size((2, 3))``."""
    if type(record) is Call and record.name == "torch.Size":
        record = record.args[0] if record.args else ()
    if type(record) is list:
        record = tuple(record)
    if type(record) is not tuple or not all(type(size) is int and size >= 0 for size in record):
        raise CorruptError(f"a tensor of the impossible shape {brief(record)}")
    if len(record) > _MAX_AXES:
        raise UnsupportedError(f"a tensor of {len(record):,} axes; at most {_MAX_AXES} can be shown")
    return record


def _geometry(size: Any, stride: Any) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    """Shape, strides, and how many elements past the offset the tensor reaches (0 if it is empty)."""
    shape = _sizes(size)
    strides = _sizes(stride) if size or stride else ()
    if len(shape) != len(strides):
        raise CorruptError(f"a tensor of {len(shape)} sizes and {len(strides)} strides")
    if 0 in shape:
        return shape, strides, 0
    if math.prod(shape) > _MAX_ELEMENTS:
        raise CorruptError(f"a tensor of the impossible shape {brief(shape)}")
    return shape, strides, 1 + sum((length - 1) * step for length, step in zip(shape, strides, strict=True))
