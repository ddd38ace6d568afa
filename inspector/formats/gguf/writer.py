"""GGUF, version 3, little-endian, as ``gguf-py`` writes it: metadata, the tensors' places, then their bytes, all aligned.

Where all tensors come from one GGUF model its metadata goes along as it is, vocabulary and all, so that what loads the model
loads what was made of it. Specification: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.gguf.header import MAGIC, read_header
from inspector.formats.gguf.types import GGML_TYPES
from inspector.jobs import Job
from inspector.tensors.dtypes import DType
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Layout, Placement
from inspector.writing.plan import Plan, PlannedTensor
from inspector.writing.transfer import Transfer
from inspector.writing.writer import Writer

__all__ = ["GGUFWriter"]

_CODES = {dtype.name: code for code, dtype in GGML_TYPES.items()}
_VERSION = 3
_MAX_AXES = 4
#: ggml keeps names in 64 bytes, the last of which is zero.
_MAX_NAME_NBYTES = 63
_ALIGNMENT = 32
_ALIGNMENT_KEY = "general.alignment"
_TEXT = 8


class GGUFWriter(Writer):
    """``gguf.GGUFWriter`` of some tensors."""

    def supports_dtype(self, dtype: DType) -> bool:
        return dtype.name in _CODES

    def why_not(self, planned: PlannedTensor) -> str:
        dtype = planned.dtype or planned.entry.dtype
        shape, block = planned.entry.shape, dtype.elements_per_unit
        if len(shape) > _MAX_AXES:
            return f"has {len(shape)} axes, of which GGUF allows {_MAX_AXES}"
        if 0 in shape:
            return "has no elements, which GGUF does not allow"
        if dtype.name == "bfloat16" and not shape:
            return "has no axis, without which the gguf package reads no bfloat16"
        if block > 1 and (not shape or shape[-1] % block):
            return f"has rows that are not whole blocks of {block}"
        return ""

    def why_not_key(self, key: str) -> str:
        if reason := super().why_not_key(key):
            return reason
        nbytes = len(key.encode())
        return f"takes {nbytes:,} bytes, of which GGUF allows {_MAX_NAME_NBYTES}" if nbytes > _MAX_NAME_NBYTES else ""

    def keeps_metadata(self, name: str) -> bool:
        return True

    def write(self, plan: Plan, layout: Layout, atomic_file: AtomicFile, transfer: Transfer) -> None:
        values, alignment = _values(plan)
        described, position = [], 0
        for placement in layout.placements:
            described.append(_described(placement, position))
            position = _aligned(position + placement.nbytes, alignment)
        head = MAGIC + struct.pack("<IQQ", _VERSION, len(described), len(values)) + b"".join((*values, *described))
        atomic_file.write(head.ljust(_aligned(len(head), alignment), b"\0"))
        for placement in layout.placements:
            transfer.copy(placement.record, atomic_file.write)
            atomic_file.write(bytes(-placement.nbytes % alignment))


def _values(plan: Plan) -> tuple[Sequence[bytes], int]:
    """The metadata as it is written, and the alignment that it asks for."""
    values: dict[str, bytes] = {}
    alignment = _ALIGNMENT
    if len(plan.sources) == 1 and plan.sources[0].format == "gguf":
        values, alignment = _values_of(plan.sources[0])
    for name, text in plan.metadata.items():
        values.setdefault(name, _text(name) + struct.pack("<I", _TEXT) + _text(text))
    return list(values.values()), alignment


def _values_of(source: Checkpoint) -> tuple[dict[str, bytes], int]:
    """The metadata of a GGUF model as it lies in its files, without what only says how it is split."""
    values: dict[str, bytes] = {}
    alignment = _ALIGNMENT
    for file in source.files:
        header = read_header(file, Job())
        if header.version == 1 or header.big_endian:
            continue
        for name, (start, stop) in header.places.items():
            if not name.startswith("split.") and name not in values:
                values[name] = file.read(start, stop - start)
                alignment = header.metadata[name] if name == _ALIGNMENT_KEY else alignment
    return values, alignment


def _described(placement: Placement, position: int) -> bytes:
    dims = placement.shape[::-1]
    code = _CODES[placement.dtype.name]
    return _text(placement.key) + struct.pack(f"<I{len(dims)}QIQ", len(dims), *dims, code, position)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-8", "replace")
    return struct.pack("<Q", len(encoded)) + encoded


def _aligned(position: int, alignment: int) -> int:
    return -(-position // alignment) * alignment
