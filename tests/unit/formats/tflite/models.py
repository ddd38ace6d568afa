"""TensorFlow Lite models with a few constants, written with the flatbuffers library and nothing that knows the schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import flatbuffers
import numpy as np

__all__ = ["Tensor", "model"]


@dataclass
class Sparsity:
    """The order of the axes, those in blocks, and levels: the size of a dense one, or bounds and places as ``int32``."""

    order: Sequence[int] = (0, 1)
    blocked: Sequence[int] = ()
    levels: Sequence[int | tuple[Sequence[int], Sequence[int]]] = (2, ((0, 1, 3), (2, 0, 1)))
    format: int = 1
    vector: int = 1


@dataclass
class Tensor:
    """A tensor; ``buffer`` and ``external`` are numbers of buffers."""

    name: str = "w"
    shape: Sequence[int] = (2, 3)
    code: int = 0
    buffer: int = 1
    external: int = 0
    scale: Sequence[float] = ()
    zero_point: Sequence[int] = ()
    axis: int = 0
    sparsity: Sparsity | None = None


@dataclass
class Extras:
    """What a model may have besides; external buffers as (identifier, group, offset, length)."""

    groups: Sequence[str] = ()
    external: Sequence[tuple[int, int, int, int]] = ()
    notes: Mapping[str, int] = field(default_factory=dict)
    repeats: int = 1


def model(tensors: Sequence[Tensor], buffers: Sequence[bytes | tuple[int, int]], extras: Extras | None = None) -> bytes:
    """A model whose buffer 0 is empty; a buffer of two numbers lies outside the FlatBuffer, at an offset with a size."""
    extras = extras or Extras()
    builder = flatbuffers.Builder()
    stored = [_buffer(builder, each) for each in (b"", *buffers)]
    listed = [_tensor(builder, each) for each in tensors]
    listed = listed * extras.repeats
    subgraph = _table(builder, {0: _vector(builder, listed), 3: _vector(builder, [])})
    notes = [
        _table(builder, {0: builder.CreateString(name)}, {1: ("Uint32", number)})
        for name, number in extras.notes.items()
    ]
    groups = [_table(builder, {0: builder.CreateString(name)}) for name in extras.groups]
    external = [
        _table(builder, {}, {0: ("Uint32", a), 1: ("Uint32", b), 2: ("Uint64", c), 3: ("Uint64", d)})
        for a, b, c, d in extras.external
    ]
    offsets = {
        2: _vector(builder, [subgraph]),
        4: _vector(builder, stored),
        6: _vector(builder, notes),
        8: _vector(builder, groups),
        9: _vector(builder, external),
    }
    builder.Finish(_table(builder, offsets, {0: ("Uint32", 3)}), file_identifier=b"TFL3")
    return bytes(builder.Output())


def _tensor(builder: flatbuffers.Builder, tensor: Tensor) -> int:
    scales = 0
    if tensor.scale:
        vectors = {
            2: builder.CreateNumpyVector(np.array(tensor.scale, np.float32)),
            3: builder.CreateNumpyVector(np.array(tensor.zero_point, np.int64)),
        }
        scales = _table(builder, vectors, {6: ("Int32", tensor.axis)})
    offsets = {0: builder.CreateNumpyVector(np.array(tensor.shape, np.int32)), 3: builder.CreateString(tensor.name)}
    if scales:
        offsets[4] = scales
    if tensor.sparsity:
        offsets[6] = _sparsity(builder, tensor.sparsity)
    numbers = {1: ("Int8", tensor.code), 2: ("Uint32", tensor.buffer), 10: ("Uint32", tensor.external)}
    return _table(builder, offsets, numbers)


def _sparsity(builder: flatbuffers.Builder, sparsity: Sparsity) -> int:
    levels = []
    for level in sparsity.levels:
        if isinstance(level, int):
            levels.append(_table(builder, {}, {1: ("Int32", level)}))
        else:
            vectors = [_table(builder, {0: builder.CreateNumpyVector(np.array(each, np.int32))}) for each in level]
            kinds = {0: ("Int8", sparsity.format), 2: ("Int8", sparsity.vector), 4: ("Int8", sparsity.vector)}
            levels.append(_table(builder, dict(zip((3, 5), vectors, strict=True)), kinds))
    axes = [builder.CreateNumpyVector(np.array(each, np.int32)) for each in (sparsity.order, sparsity.blocked)]
    return _table(builder, {0: axes[0], 1: axes[1], 2: _vector(builder, levels)})


def _buffer(builder: flatbuffers.Builder, data: bytes | tuple[int, int]) -> int:
    if isinstance(data, tuple):
        return _table(builder, {}, {1: ("Uint64", data[0]), 2: ("Uint64", data[1])})
    return _table(builder, {0: builder.CreateByteVector(data)} if data else {})


def _vector(builder: flatbuffers.Builder, offsets: Sequence[int]) -> int:
    builder.StartVector(4, len(offsets), 4)
    for offset in reversed(offsets):
        builder.PrependUOffsetTRelative(offset)
    return int(builder.EndVector())


def _table(
    builder: flatbuffers.Builder, offsets: Mapping[int, int], numbers: Mapping[int, tuple[str, int]] | None = None
) -> int:
    builder.StartObject(12)
    for slot, offset in offsets.items():
        builder.PrependUOffsetTRelativeSlot(slot, offset, 0)
    for slot, (kind, value) in (numbers or {}).items():
        prepend: Callable[[int, int, int], None] = getattr(builder, f"Prepend{kind}Slot")
        prepend(slot, value, 0)
    return int(builder.EndObject())
