"""What converters do to a tensor: each rule makes, of entries of the source, the entry that the target should hold.

Rules that only move elements are views, or pieces put together as they are read; those that compute do it block by block. So
a converted tensor is compared as any other, in bounded memory. Formulas as in ``convert_hf_to_gguf.py``
(https://github.com/ggml-org/llama.cpp/blob/master/convert_hf_to_gguf.py).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.sources.storage import Buffer, Storage
from inspector.tensors.assembled import AssembledStorage, Piece
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values

__all__ = [
    "Converted",
    "concatenated",
    "concatenated_by_rank",
    "identity",
    "negative_exponential",
    "permuted_heads",
    "plus_one",
    "qkv_by_group",
    "qkv_by_head",
    "sliced",
    "squeezed",
    "stacked",
    "transposed",
    "weight_normalized",
]

_FLOAT32 = DTYPES["float32"]
#: Elements that are computed with at once.
_BLOCK = 1 << 18
_Values = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Converted:
    """What a rule makes of tensors of the source, which have the keys ``sources``. ``rule`` is how it is written.

    ``rtol`` is the relative tolerance of a rule that computes what machines round differently. ``heads`` is how many
    attention heads lie one after another along the first axis, if they do.
    """

    rule: str
    entry: TensorEntry
    sources: tuple[str, ...]
    rtol: float = 0.0
    heads: int = 0


def identity(entry: TensorEntry) -> Converted:
    """As it is."""
    return Converted("identity", entry, (entry.key,))


def transposed(entry: TensorEntry) -> Converted:
    """Axes in the opposite order: GPT-2's ``Conv1D`` has ``[in, out]``."""
    turned = entry.replace(shape=entry.shape[::-1], strides=entry.strides[::-1])
    return Converted("transpose", turned, (entry.key,))


def squeezed(entry: TensorEntry) -> Converted:
    """Without axes of one element."""
    kept = [axis for axis, size in enumerate(entry.shape) if size != 1]
    shape, strides = (tuple(of[axis] for axis in kept) for of in (entry.shape, entry.strides))
    return Converted("squeeze", entry.replace(shape=shape, strides=strides), (entry.key,))


def sliced(entry: TensorEntry, axis: int, start: int, stop: int) -> Converted:
    """A part along one axis: rows of a vocabulary, one half of a fused projection."""
    region = tuple(slice(start, stop) if index == axis else slice(None) for index in range(axis + 1))
    return Converted(f"slice [{start}:{stop}] of axis {axis}", entry.region(region), (entry.key,))


def permuted_heads(entry: TensorEntry, heads: int) -> Converted:
    """``reshape(heads, 2, rows / heads / 2, ...).swapaxes(1, 2)``: from rotating halves to rotating neighbours."""
    rows = entry.shape[0]
    if not heads or rows % (2 * heads):
        return identity(entry)
    view = _split(entry, (heads, 2, rows // heads // 2), (0, 2, 1))
    return Converted(f"permute q/k of {heads} heads", _dense(view, entry.shape), (entry.key,), heads=heads)


def qkv_by_head(entry: TensorEntry, heads: int) -> Converted:
    """BLOOM's ``[heads, 3, d, ...]`` as all of q, all of k, all of v."""
    rows = entry.shape[0]
    if not heads or rows % (3 * heads):
        return identity(entry)
    view = _split(entry, (heads, 3, rows // heads // 3), (1, 0, 2))
    return Converted(f"split qkv of {heads} heads", _dense(view, entry.shape), (entry.key,), heads=3 * heads)


def qkv_by_group(entry: TensorEntry, heads: int, kv_heads: int) -> Converted:
    """Falcon's ``[kv_heads, heads / kv_heads + 2, d, ...]`` as all of q, all of k, all of v."""
    rows, *rest = entry.shape
    if not kv_heads or heads % kv_heads or rows % (heads + 2 * kv_heads):
        return identity(entry)
    queries, size = heads // kv_heads, rows // (heads + 2 * kv_heads)
    view = _split(entry, (kv_heads, queries + 2, size), (0, 1, 2))
    parts = []
    for start, stop in ((0, queries), (queries, queries + 1), (queries + 1, queries + 2)):
        part = view.region((slice(None), slice(start, stop)))
        parts.append(_dense(part, (kv_heads * (stop - start) * size, *rest)))
    rule = f"split qkv of {heads} heads in {kv_heads} groups"
    return Converted(rule, _joined(parts, 0), (entry.key,), heads=heads + 2 * kv_heads)


def _split(entry: TensorEntry, sizes: Sequence[int], order: Sequence[int]) -> TensorEntry:
    """The view in which the rows are axes of these sizes, in this order."""
    inner = contiguous_strides(tuple(sizes))
    return entry.replace(
        shape=(*(sizes[axis] for axis in order), *entry.shape[1:]),
        strides=(*(inner[axis] * entry.strides[0] for axis in order), *entry.strides[1:]),
    )


def concatenated(parts: Sequence[Converted]) -> Converted:
    """Several tensors one after another along the first axis."""
    rules = dict.fromkeys(part.rule for part in parts if part.rule != "identity")
    rule = f"concatenate {len(parts)}" + (f" ({', '.join(rules)})" if rules else "")
    sources = tuple(source for part in parts for source in part.sources)
    heads = sum(part.heads for part in parts) if all(part.heads for part in parts) else 0
    return Converted(rule, _joined([part.entry for part in parts], 0), sources, heads=heads)


def concatenated_by_rank(parts: Sequence[Converted], ranks: int) -> Converted:
    """Several tensors cut into as many parts as there are ranks: first all that the first rank has, and so on."""
    pieces = []
    for rank in range(ranks):
        for entry in (part.entry for part in parts):
            start, stop = (entry.shape[0] * number // ranks for number in (rank, rank + 1))
            pieces.append(entry.region((slice(start, stop),)))
    sources = tuple(source for part in parts for source in part.sources)
    return Converted(f"concatenate {len(parts)} on each of {ranks} ranks", _joined(pieces, 0), sources)


def stacked(parts: Sequence[Converted]) -> Converted:
    """Experts as one tensor, in the order of their numbers."""
    layered = [part.entry.replace(shape=(1, *part.entry.shape), strides=(0, *part.entry.strides)) for part in parts]
    rules = dict.fromkeys(part.rule for part in parts if part.rule != "identity")
    rule = f"stack {len(parts)} experts" + (f" ({', '.join(rules)})" if rules else "")
    return Converted(rule, _joined(layered, 0), tuple(source for part in parts for source in part.sources))


def plus_one(entry: TensorEntry) -> Converted:
    """``x + 1`` in float32: Gemma's norms are stored around zero."""
    return Converted("plus one", _computed(entry, _one_more), (entry.key,))


def negative_exponential(entry: TensorEntry) -> Converted:
    """``-exp(x)``; the last bit depends on the exponential function used."""
    return Converted("-exp", _computed(entry, _negative_exponential), (entry.key,), rtol=1e-6)


def weight_normalized(size: TensorEntry, direction: TensorEntry) -> Converted | None:
    """``g * v / |v|`` in float64, with the norm over all axes but that of ``g``; None where the shapes do not fit.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.weight_norm.html
    """
    axes = len(direction.shape)
    along = [axis for axis in range(axes) if size.shape[axis : axis + 1] == direction.shape[axis : axis + 1]]
    axis = next((axis for axis in along if size.shape[axis] != 1), along[0] if along else 0)
    if not axes or size.shape != tuple(n if at == axis else 1 for at, n in enumerate(direction.shape)):
        return None
    dense = direction if direction.is_contiguous else _dense(direction, direction.shape)
    storage = _WeightNormStorage(size, dense, axis)
    entry = TensorEntry(direction.path, _FLOAT32, direction.shape, contiguous_strides(direction.shape), storage)
    return Converted(f"weight norm along axis {axis}", entry, (size.key, direction.key), rtol=1e-6)


def _dense(view: TensorEntry, shape: tuple[int, ...]) -> TensorEntry:
    """The elements of a view in C order, as a tensor of another shape with as many."""
    storage = AssembledStorage(view.shape, view.dtype, [Piece((0,) * len(view.shape), view)])
    return _stored(view, shape, storage)


def _joined(entries: Sequence[TensorEntry], axis: int) -> TensorEntry:
    pieces, place = [], 0
    for entry in entries:
        pieces.append(Piece(tuple(place if index == axis else 0 for index in range(len(entry.shape))), entry))
        place += entry.shape[axis]
    first = entries[0]
    shape = tuple(place if index == axis else size for index, size in enumerate(first.shape))
    return _stored(first, shape, AssembledStorage(shape, first.dtype, pieces))


def _stored(like: TensorEntry, shape: tuple[int, ...], storage: Storage) -> TensorEntry:
    dtype = like.dtype.little_endian()
    return TensorEntry(like.path, dtype, shape, contiguous_strides(shape), storage)


def _one_more(values: _Values) -> _Values:
    return values + np.float32(1)


def _negative_exponential(values: _Values) -> _Values:
    return -np.exp(values)


def _computed(entry: TensorEntry, function: Callable[[_Values], _Values]) -> TensorEntry:
    dense = entry if entry.is_contiguous else _dense(entry, entry.shape)
    return TensorEntry(
        entry.path, _FLOAT32, entry.shape, contiguous_strides(entry.shape), _ComputedStorage(dense, function)
    )


class _Float32Storage(Storage):
    """Values computed from the elements of a dense tensor, in float32, block by block."""

    __slots__ = ("_entry", "nbytes")

    def __init__(self, entry: TensorEntry) -> None:
        self._entry = entry
        self.nbytes = 4 * math.prod(entry.shape)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        first, last = offset // 4, -(-(offset + len(buffer)) // 4)
        made = self._made(first, last).astype("<f4").tobytes()
        memoryview(buffer)[:] = made[offset - 4 * first : offset - 4 * first + len(buffer)]

    def _made(self, first: int, last: int) -> npt.NDArray[np.floating]:
        """The values from one place to another, in C order."""
        raise NotImplementedError

    def _values(self, first: int, last: int) -> _Values:
        flat = self._entry.replace(shape=(math.prod(self._entry.shape),), strides=(1,))
        return read_values(flat.region((slice(first, last),))).astype(np.float32)


class _ComputedStorage(_Float32Storage):
    """A function of each element."""

    __slots__ = ("_function",)

    def __init__(self, entry: TensorEntry, function: Callable[[_Values], _Values]) -> None:
        super().__init__(entry)
        self._function = function

    @property
    def key(self) -> Hashable:
        return "computed", self._function.__name__, self._entry.view_key

    def _made(self, first: int, last: int) -> _Values:
        return self._function(self._values(first, last))


class _WeightNormStorage(_Float32Storage):
    """Elements scaled so that each index along an axis has a given norm."""

    __slots__ = ("_axis", "_scales", "_size")

    def __init__(self, size: TensorEntry, direction: TensorEntry, axis: int) -> None:
        super().__init__(direction)
        self._size = size
        self._axis = axis
        self._scales: npt.NDArray[np.float64] | None = None

    @property
    def key(self) -> Hashable:
        return "weight norm", self._axis, self._size.view_key, self._entry.view_key

    def _made(self, first: int, last: int) -> npt.NDArray[np.float64]:
        if self._scales is None:  # two threads may compute the same, which is no harm
            squares = np.zeros(self._entry.shape[self._axis])
            for start in range(0, self.nbytes // 4, _BLOCK):
                stop = min(start + _BLOCK, self.nbytes // 4)
                values = self._values(start, stop).astype(np.float64)
                squares += np.bincount(self._along(start, stop), values * values, len(squares))
            with np.errstate(all="ignore"):
                self._scales = read_values(self._size).astype(np.float64).reshape(-1) / np.sqrt(squares)
        with np.errstate(all="ignore"):
            return self._values(first, last) * self._scales[self._along(first, last)]

    def _along(self, first: int, last: int) -> npt.NDArray[np.int64]:
        """The index along the axis of each element from one place to another."""
        inner = math.prod(self._entry.shape[self._axis + 1 :])
        places: npt.NDArray[np.int64] = np.arange(first, last) // inner % self._entry.shape[self._axis]
        return places
