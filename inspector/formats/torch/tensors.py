"""torch's tensors as pickles record them: calls of ``torch._utils._rebuild_*`` over persistent storages.

Sources: torch/_utils.py, torch/_tensor.py (``_reduce_ex_internal``).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar

from inspector.errors import CorruptError, LimitError, UnsupportedError
from inspector.findings import Finding
from inspector.formats.numpy.pickled import NumpyArrays
from inspector.formats.torch.distributed import WRAPPER, Meshes, local_piece, local_tensor, rank_alone
from inspector.formats.torch.geometry import MAX_ELEMENTS, Geometries, checked_sizes
from inspector.formats.torch.module_state import marked
from inspector.formats.torch.nested import NestedFiles
from inspector.formats.torch.plain_tensors import Attributes, plain_tensors
from inspector.formats.torch.storages import TorchStorages, TypedStorage, torch_dtype
from inspector.limits import LIMITS, Limits
from inspector.pickles.machine import Pickle
from inspector.pickles.recogniser import FrameworkTensors, Maker
from inspector.pickles.records import Call, Global, Persistent, PickledDict, brief, named_values
from inspector.tensors.converted import converted
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import NO_ATTRIBUTES, Entry, Path, Quantization, TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values
from inspector.tensors.sparse import LAYOUTS, SparseStorage

__all__ = ["TorchTensors"]

_MAX_NAMED_VALUES = 64
#: Tensors of a jagged nested tensor; torch/nested/_internal/nested_tensor.py.
_JAGGED_PARTS = ("values", "offsets", "lengths")

#: Calls whose last argument is what their tensor's attributes are set to.
_WITH_STATE = frozenset({"torch._utils._rebuild_parameter_with_state", "torch._tensor._rebuild_from_type_v2"})
#: Attributes that are the values of a tensor; all others stand beside them.
_VALUES = frozenset({"data", "real", "imag"})


def _replaces_values(state: Any) -> bool:
    """Whether a state holds values: those of a storage, as the first versions had it, or as an attribute.

    Source: ``Tensor.__setstate__`` in ``torch/_tensor.py``, ``_set_obj_state`` in ``torch/_utils.py``.
    """
    if type(state) is tuple and len(state) > 2:
        return True
    attributes = state if type(state) is tuple else (state,)
    return any(not _VALUES.isdisjoint(named_values(each)) for each in attributes)


class TorchTensors(FrameworkTensors):
    """Turns recorded calls into tensor entries. One per pickle.

    ``outside`` are tensors that persistent ids refer to as such (torch 0.1), ``nested`` the files inside the pickle that
    storages lie in.
    """

    def __init__(
        self,
        storages: TorchStorages,
        *,
        outside: Mapping[str, TensorEntry] = MappingProxyType({}),
        nested: NestedFiles | None = None,
        limits: Limits = LIMITS,
    ) -> None:
        self._storages = storages
        self._outside = outside
        self._nested_files = nested
        self._limits = limits
        #: The first one of which this file has a rank's piece.
        self._piece: TensorEntry | None = None
        self._meshes: Meshes = {}
        self._geometries = Geometries()
        self._attributes = Attributes()
        self._arrays = NumpyArrays()
        #: By identity of the recorded quantizer, which many tensors may share.
        self._quantizations: dict[int, Quantization] = {}
        self._is_component = False

    def plain_entries(self, nodes: Sequence[Any], paths: Sequence[Path | str]) -> list[TensorEntry] | None:
        return plain_tensors(nodes, paths, self._storages, self._geometries, self._attributes)

    def arranged(self, entries: list[Entry]) -> list[Entry]:
        return marked(entries)

    def findings(self, pickle: Pickle) -> list[Finding]:
        alone = [rank_alone(self._piece)] if self._piece is not None else []
        if self._nested_files is None:
            return alone
        self._nested_files.load_the_rest(pickle)
        return [*self._nested_files.findings, *alone]

    def outside(self, reference: Persistent, path: Path) -> TensorEntry | None:
        """A reference to a tensor kept outside the pickle, or a bare storage as a one-dimensional tensor; else None."""
        pid = reference.pid
        if type(pid) in (str, int):
            known = self._outside.get(brief(pid) if type(pid) is int else pid)
            return known.at(path) if known is not None else None
        if type(pid) is not tuple or not pid or pid[0] != "storage":
            return None
        kind, dtype, storage, numel, device = self._storages.typed(reference)
        if storage is None:
            return None
        attributes = {"class": kind.name, "device": device}
        return TensorEntry(path, dtype or DTYPES["uint8"], (numel,), (1,), storage, attributes=attributes)

    def is_overwritten(self, call: Call) -> bool:
        if call.items or call.pairs:
            return True
        args = call.args if type(call.args) is tuple else ()
        if not call.states and type(args[0] if args else None) is Persistent:
            return False  # as nearly all
        name = call.name
        if not name.startswith("torch."):
            return False
        if len(args) > 3 and type(args[0]) is Global and args[0].name == WRAPPER:  # its state holds a rank's piece
            kind = args[1].name if type(args[1]) is Global else ""
            states, inner = call.states or (), local_tensor(kind, args[3])
        else:
            states = [*(call.states or ()), *(args[-1:] if name in _WITH_STATE else ())]
            inner = args[0] if args else None  # such as the tensor of a parameter
        if any(map(_replaces_values, states)):
            return True
        return type(inner) is Call and inner is not call and self.is_overwritten(inner)

    # -- one method per way to make a tensor ------------------------------------------------------------------------------

    def _tensor(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks[, metadata])``."""
        args = call.args
        typed = self._storages.typed(args[0])
        if typed.dtype is None:
            raise CorruptError("a tensor of an untyped storage without a type")
        return self._strided(path, typed, args, 6)

    def _tensor_v3(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_tensor_v3(storage, offset, size, stride, requires_grad, hooks, dtype[, metadata])``."""
        args = call.args
        dtype = torch_dtype(args[6])
        typed = self._storages.typed(args[0])
        typed = typed._replace(
            dtype=dtype.big_endian() if self._storages.big_endian else dtype,
            numel=typed.numel
            if typed.storage is None
            else typed.storage.nbytes // dtype.itemsize * dtype.elements_per_unit,
        )
        return self._strided(path, typed, args, 7)

    def _strided(self, path: Path, typed: TypedStorage, args: Any, count: int) -> TensorEntry:
        """The tensor of ``(storage, offset, size, stride, requires_grad, ...)``; what follows ``count`` are its bits."""
        _, dtype, storage, numel, device = typed
        assert dtype is not None
        offset, size, stride = args[1], args[2], args[3]
        shape, strides, extent = self._geometries.of(size, stride)
        if type(offset) is not int or offset < 0:
            raise CorruptError(f"a tensor with the impossible offset {brief(offset)}")
        if extent and offset + extent > numel:
            raise CorruptError(f"a tensor reaches element {brief(offset + extent)} of a storage of {numel:,}")
        attributes = self._attributes[len(args) > 4 and args[4] is True, device]
        conjugate = negative = False
        if len(args) > count:
            bits = _few_values(args[count])
            conjugate, negative = bits.get("conj") is True, bits.get("neg") is True
        return TensorEntry(
            path,
            dtype,
            shape,
            strides,
            storage,
            offset,
            "strided",
            conjugate,
            negative,
            None,
            NO_ATTRIBUTES,
            attributes,
        )

    def _inner(self, call: Call, path: Path) -> TensorEntry:
        """A call whose first argument is the tensor."""
        data = call.args[0]
        entry = self.entry(data, path) if type(data) is Call else None
        if entry is None:
            raise CorruptError(f"a call of {call.function!r} without a tensor")
        return entry

    def _parameter(self, call: Call, path: Path) -> TensorEntry:
        entry = self._inner(call, path)
        attributes = dict(entry.attributes)
        attributes["parameter"] = True
        attributes["requires_grad"] = bool(call.args[1]) if len(call.args) > 1 else True
        return entry.replace(attributes=attributes)

    def _from_type(self, call: Call, path: Path) -> TensorEntry | None:
        """``_rebuild_from_type_v2(function, type, args, state)``: a tensor of a subclass, or with attributes."""
        function, kind, args = call.args[:3]
        name = kind.name if type(kind) is Global else ""
        if type(function) is Global and function.name == WRAPPER:
            piece = local_piece(name, call.args[3], self._if_recorded, path, self._meshes)
            if self._piece is None and piece is not None and [*piece.shape] != piece.attributes["global_shape"]:
                self._piece = piece
            return piece
        entry = self.entry(Call(function, args), path)
        if entry is None:
            return None
        if name in ("torch.Tensor", ""):
            return entry
        attributes = {**entry.attributes, "class": name}
        if name == "torch.nn.parameter.Parameter":
            attributes["parameter"] = True
        return entry.replace(attributes=attributes)

    def _if_recorded(self, node: Any, path: Path) -> TensorEntry | None:
        return self.entry(node, path) if type(node) is Call else None

    def _from_other(self, call: Call, path: Path) -> TensorEntry:
        """``(data, dtype, device, requires_grad)`` with data a numpy array or a CPU tensor, which is converted to dtype."""
        data, dtype, device = call.args[:3]
        entry = (self._arrays.entry(data, path) if type(data) is Call else None) or self._inner(call, path)
        attributes = {"device": device if type(device) is str else brief(device)}
        return converted(entry, torch_dtype(dtype)).replace(attributes=attributes)

    def _meta(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_meta_tensor_no_storage(dtype, size, stride, requires_grad)``."""
        dtype, size, stride, requires_grad = call.args[:4]
        typed = TypedStorage(call.function, torch_dtype(dtype), None, MAX_ELEMENTS, "meta")
        return self._strided(path, typed, (None, 0, size, stride, requires_grad), 5)

    def _quantised(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_qtensor(storage, offset, size, stride, quantizer, requires_grad, hooks)``."""
        entry = self._tensor(Call(call.function, call.args[:4]), path)
        quantizer = call.args[4]
        quantization = self._quantizations.get(id(quantizer))
        if quantization is None:
            quantization = self._quantizations[id(quantizer)] = self._quantization(quantizer, entry.shape)
        axis = quantization.axis
        if axis is not None and (axis >= len(entry.shape) or entry.shape[axis] != len(quantization.scale)):
            raise CorruptError(f"a tensor of the shape {brief(entry.shape)} with {len(quantization.scale):,} scales")
        return entry.replace(quantization=quantization)

    def _quantization(self, quantizer: Any, shape: tuple[int, ...]) -> Quantization:
        """``(scheme, scale, zero point)``, or with tensors of them and the axis they belong to."""
        scheme = quantizer[0].name if type(quantizer[0]) is Global else ""
        if scheme == "torch.per_tensor_affine":
            return Quantization(scheme, (float(quantizer[1]),), (float(quantizer[2]),))
        if scheme not in ("torch.per_channel_affine", "torch.per_channel_affine_float_qparams"):
            raise UnsupportedError(f"a tensor quantised by {brief(quantizer[0])}")
        axis = quantizer[3]
        if type(axis) is not int or not 0 <= axis < len(shape):
            raise CorruptError("a per-channel quantised tensor without its axis")
        if shape[axis] > self._limits.channels:
            raise LimitError(f"a tensor quantised in {shape[axis]:,} channels")
        scale, zero_point = (self._numbers(record, shape[axis]) for record in quantizer[1:3])
        return Quantization(scheme, scale, zero_point, axis)

    def _numbers(self, record: Any, count: int) -> tuple[float, ...]:
        """The ``count`` numbers of a tensor, or of the list that old versions wrote."""
        entry = self.entry(record, ()) if type(record) is Call else None
        if entry is None and type(record) not in (list, tuple):
            raise CorruptError("a per-channel quantised tensor without its scales")
        found = len(record) if entry is None else entry.numel
        if found != count:
            raise CorruptError(f"{found:,} scales for {count:,} channels")
        if entry is not None and entry.storage is None:
            raise CorruptError("a quantised tensor whose scales have no data")
        numbers = record if entry is None else read_values(entry).reshape(-1).tolist()
        return tuple(float(number) for number in numbers)

    def _component(self, record: Any) -> TensorEntry:
        """A part of a sparse or nested tensor. It can't be such a tensor itself: parts that shared parts would never end."""
        if self._is_component:
            raise CorruptError("a sparse or nested tensor made of sparse or nested tensors")
        self._is_component = True
        try:
            entry = self.entry(record, ()) if type(record) is Call else None
        finally:
            self._is_component = False
        if entry is None:
            raise CorruptError("a sparse or nested tensor without its parts")
        return entry

    def _sparse(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_sparse_tensor(layout, data)`` with data ``(indices, values, size, ...)``; compressed ones alike."""
        layout, data = call.args[:2]
        name = _layout_name(layout)
        if name == "sparse_coo":
            parts, size = data[:2], data[2]
        elif name in LAYOUTS:
            parts, size = data[:3], data[3]
        else:
            raise UnsupportedError(f"a sparse tensor of the layout {brief(name)}")
        components = {part: self._component(record) for part, record in zip(LAYOUTS[name], parts, strict=True)}
        shape = checked_sizes(size)
        if math.prod(shape) > MAX_ELEMENTS:
            raise CorruptError(f"a sparse tensor of the impossible shape {brief(shape)}")
        values = components["values"]
        dtype = values.dtype.little_endian()
        storage = None if values.storage is None else SparseStorage(name, shape, components, self._limits)
        return TensorEntry(path, dtype, shape, contiguous_strides(shape), storage, layout=name, components=components)

    def _nested(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_nested_tensor(buffer, sizes, strides, offsets)``: the values lie one after another in the buffer."""
        names = ("values", "sizes", "strides", "offsets")
        components = {name: self._component(record) for name, record in zip(names, call.args, strict=True)}
        return _nested_entry(path, "nested_strided", components)

    def _jagged(self, call: Call, path: Path) -> TensorEntry:
        """``_rebuild_njt({'values': ..., 'offsets': ..., 'lengths': ..., ...})``."""
        state = _few_values(call.args[0])
        parts = {name: state[name] for name in _JAGGED_PARTS if type(state.get(name)) is Call}
        components = {name: self._component(record) for name, record in parts.items()}
        return _nested_entry(path, "nested_jagged", components)

    makers: ClassVar[Mapping[str, Maker]] = {
        "torch._utils._rebuild_tensor": _tensor,
        "torch._utils._rebuild_tensor_v2": _tensor,
        "torch._utils._rebuild_tensor_v3": _tensor_v3,
        "torch._utils._rebuild_parameter": _parameter,
        "torch._utils._rebuild_parameter_with_state": _parameter,
        "torch.nn.parameter.Parameter": _parameter,
        "torch.nn.parameter.Buffer": _inner,
        "torch.autograd.variable.Variable": _inner,
        "torch._tensor._rebuild_from_type_v2": _from_type,
        "torch._tensor._rebuild_from_type": _from_type,
        "torch._utils._rebuild_qtensor": _quantised,
        "torch._utils._rebuild_sparse_tensor": _sparse,
        "torch._utils._rebuild_sparse_csr_tensor": _sparse,
        "torch._utils._rebuild_nested_tensor": _nested,
        "torch.nested._internal.nested_tensor._rebuild_njt": _jagged,
        "torch._utils._rebuild_meta_tensor_no_storage": _meta,
        "torch._utils._rebuild_device_tensor_from_numpy": _from_other,
        "torch._utils._rebuild_device_tensor_from_cpu_tensor": _from_other,
        "torch._utils._rebuild_xla_tensor": _from_other,
    }


def _nested_entry(path: Path, layout: str, components: dict[str, TensorEntry]) -> TensorEntry:
    values = components["values"]
    return TensorEntry(path, values.dtype, (), (), values.storage, layout=layout, components=components)


def _few_values(record: Any) -> dict[str, Any]:
    """The named values of a small dict; a large one could be shared by many tensors."""
    if type(record) is PickledDict and len(record.pairs) > _MAX_NAMED_VALUES:
        raise CorruptError(f"a tensor with {len(record.pairs):,} attributes")
    return named_values(record)


def _layout_name(record: Any) -> str:
    """``torch.sparse_coo`` as a name, or behind ``torch.serialization._get_layout('torch.sparse_coo')``."""
    if type(record) is Call and record.name == "torch.serialization._get_layout":
        record = record.args[0]
    name = record.name if type(record) is Global else record if type(record) is str else brief(record)
    return name.removeprefix("torch.")
