"""PyTorch's zip format: a state dict that ``torch.load`` opens, with ``weights_only`` and ``mmap`` too, from 1.6 on.

A flat dict of plain tensors, without classes, hooks or gradients; a single tensor as ``torch.save(tensor)`` writes it stays
one, without a name. Element types that torch 1.6 had are written as it wrote them; later ones (float8, uint16
and their like) need the torch that has them. Records of this program are members below ``extra/``, where TorchScript keeps
``_extra_files``; torch leaves them alone.
Sources: torch/serialization.py (``_save``), torch/_tensor.py (``_reduce_ex_internal``), torch/_utils.py.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from inspector.checkpoint.checkpoint import RECORD_PREFIX
from inspector.formats.torch.pickle_writer import can_pickle, pickled
from inspector.pickles.records import Call, Global, Persistent
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Quantization, TensorEntry
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Layout, Placement, Record
from inspector.writing.plan import Plan, PlannedTensor
from inspector.writing.transfer import Transfer
from inspector.writing.writer import Writer
from inspector.writing.zip_file import ArchiveWriter

__all__ = ["PytorchWriter"]

#: The name does not matter to any reader, and one that does not depend on the file's gives equal files for equal plans.
_ROOT = "archive"
#: Boundary at which torch begins the data of a storage, so that it can be mapped.
_ALIGNMENT = 64
_VERSION = "3"

#: Types whose storages have a class of their own, since torch 1.6.
_CLASSES = {
    "float64": "Double", "float32": "Float", "float16": "Half", "bfloat16": "BFloat16", "int64": "Long", "int32": "Int",
    "int16": "Short", "int8": "Char", "uint8": "Byte", "bool": "Bool", "complex128": "ComplexDouble",
    "complex64": "ComplexFloat", "qint8": "QInt8", "quint8": "QUInt8", "qint32": "QInt32", "quint4x2": "QUInt4x2",
    "quint2x4": "QUInt2x4",
}  # fmt: skip
#: Types that came later, whose storages are bytes.
_UNTYPED = frozenset(
    {
        "uint16", "uint32", "uint64", "complex32", "float4_e2m1fn_x2", "float8_e4m3fn", "float8_e4m3fnuz", "float8_e5m2",
        "float8_e5m2fnuz", "float8_e8m0fnu", "bits8", "bits16", "bits1x8", "bits2x4", "bits4x2",
    }
)  # fmt: skip
#: Types quantised by floats per channel; all others have integer zero points.
_FLOAT_PARAMETERS = frozenset({"quint4x2", "quint2x4"})

_NO_HOOKS = Call(Global("collections", "OrderedDict"), ())


class PytorchWriter(Writer):
    """``torch.save`` of a state dict."""

    shares = True
    has_values = True

    def why_not_key(self, key: str) -> str:
        return ""  # pickles hold any text

    def supports_dtype(self, dtype: DType) -> bool:
        return dtype.name in _CLASSES or dtype.name in _UNTYPED

    def why_not(self, planned: PlannedTensor) -> str:
        if planned.entry.dtype.name.startswith("q") and not planned.is_cast and planned.entry.quantization is None:
            return "has no scale, without which torch has no quantised tensors"
        return ""

    def keeps_metadata(self, name: str) -> bool:
        return name.startswith(RECORD_PREFIX)

    def is_single_tensor(self, plan: Plan) -> bool:
        """A tensor that torch saved alone stays alone; arrays of other formats get the name of their file."""
        row = plan.tensors[0] if len(plan.rows) == 1 and plan.tensors else None
        return row is not None and row.key == "" and row.source.format == self.name

    def write(self, plan: Plan, layout: Layout, atomic_file: AtomicFile, transfer: Transfer) -> None:
        pickle = _StateDict(layout)
        if self.is_single_tensor(plan):
            root: Any = pickle.tensor(layout.placements[0])
        else:
            root = {placement.key: pickle.tensor(placement) for placement in layout.placements}
            root |= {row.key: row.entry.value for row in plan.values if can_pickle(row.entry.value)}
        archive = ArchiveWriter(atomic_file, transfer, _ALIGNMENT)
        archive.add(f"{_ROOT}/data.pkl", pickled(root))
        archive.add(f"{_ROOT}/.format_version", b"1")
        archive.add(f"{_ROOT}/.storage_alignment", str(_ALIGNMENT).encode())
        archive.add(f"{_ROOT}/byteorder", b"little")
        for name, text in sorted(plan.metadata.items()):
            if self.keeps_metadata(name):
                archive.add(f"{_ROOT}/extra/{name}", text.encode())
        for number, record in enumerate(pickle.records):
            with archive.member(f"{_ROOT}/data/{number}", record.nbytes) as member:
                member.copy(record)
        archive.add(f"{_ROOT}/version", f"{_VERSION}\n".encode())
        archive.close()


class _StateDict:
    """The tensors of a layout as the calls that rebuild them. ``records`` are the storages, numbered as the calls say."""

    def __init__(self, layout: Layout) -> None:
        self.records = list(layout.records)
        self._numbers = {record: number for number, record in enumerate(self.records)}

    def tensor(self, placement: Placement) -> Call:
        """``_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)`` or its variant for the type."""
        storage = self._storage(placement.record)
        geometry = (storage, placement.offset, placement.shape, placement.strides)
        if placement.quantization is not None:
            parameters = self._quantization(placement.quantization, placement.dtype)
            return Call(Global("torch._utils", "_rebuild_qtensor"), (*geometry, parameters, False, _NO_HOOKS))
        if placement.dtype.name in _CLASSES:
            return Call(Global("torch._utils", "_rebuild_tensor_v2"), (*geometry, False, _NO_HOOKS))
        dtype = Global("torch", placement.dtype.name)
        return Call(Global("torch._utils", "_rebuild_tensor_v3"), (*geometry, False, _NO_HOOKS, dtype))

    def _storage(self, record: Record) -> Persistent:
        """``('storage', class, key, location, size)``; the size counts elements, in an untyped storage bytes."""
        kind = _CLASSES.get(record.dtype.name)
        name = Global("torch", f"{kind}Storage") if kind else Global("torch.storage", "UntypedStorage")
        size = record.nbytes // record.dtype.itemsize if kind else record.nbytes
        return Persistent(("storage", name, str(self._numbers[record]), "cpu", size))

    def _quantization(self, quantization: Quantization, dtype: DType) -> tuple[Any, ...]:
        """The scheme and its numbers; per channel they are tensors themselves."""
        scale, zero_point = quantization.scale, quantization.zero_point
        if quantization.axis is None:
            return Global("torch", "per_tensor_affine"), float(scale[0]), int(zero_point[0])
        if dtype.name in _FLOAT_PARAMETERS:
            scheme, types = "per_channel_affine_float_qparams", ("float32", "float32")
        else:
            scheme, types = "per_channel_affine", ("float64", "int64")
        scales, zero_points = (
            self._extra(numbers, name) for numbers, name in zip((scale, zero_point), types, strict=True)
        )
        return Global("torch", scheme), scales, zero_points, quantization.axis

    def _extra(self, numbers: tuple[float, ...], name: str) -> Call:
        """A small tensor that is not in the plan."""
        dtype = dtype_named(name)
        shape = (len(numbers),)
        entry = TensorEntry(
            (), dtype, shape, (1,), MemoryStorage(np.array(numbers).astype(dtype.stored_dtype).tobytes())
        )
        record = Record("", entry, dtype, shape)
        self._numbers[record] = len(self.records)
        self.records.append(record)
        return self.tensor(Placement("", record, shape, (1,), 0, None))
