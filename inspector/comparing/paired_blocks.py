"""A pair of tensors cut into blocks of the same regions, to be read and compared in any thread.

Which order the elements are read in does not matter to what is found, only to where: tensors laid out alike (two transposed
matrices, two of Fortran order) are read as they lie, and what repeats in both (``expand``) is read once. If one lies in rows
and the other in columns, they are read in tiles, which are not too narrow for either.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.buffers import BLOCK_NBYTES, Scratch
from inspector.comparing.block_difference import BlockDifference, Tolerance, block_difference
from inspector.errors import UnsupportedError
from inspector.tensors.dtypes import STRING
from inspector.tensors.entries import Quantization, TensorEntry
from inspector.tensors.reading import decoded, read_stored, read_values, split_together

__all__ = ["AlignedPair", "BlockRequest", "PairBlock", "are_same_bytes", "compared", "mean_the_same", "values_of"]

#: Of each side, in the type that it is worked on in: numpy calls should take long against the wait for the interpreter lock
#: after each, and their arrays, of which a thread needs some five, should stay in the cache.
_BLOCK_NBYTES = BLOCK_NBYTES // 2


@dataclass(frozen=True, slots=True, eq=False)
class PairBlock:
    """Views of the same places of both tensors of pair ``number``: in its tile, ``offset`` values stand before them.

    ``nbytes`` are those of both sides.
    """

    number: int
    a: TensorEntry
    b: TensorEntry
    tile: tuple[slice, ...]
    offset: int
    nbytes: int


class BlockRequest(NamedTuple):  # which is made in a third of the time that a dataclass takes
    """A block, and how it is to be compared: see :func:`compared`."""

    block: PairBlock
    tolerance: Tolerance
    binned_every: int = 1
    even_if_equal: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class AlignedPair:
    """Two tensors of one shape without the axes that say nothing, in the order of ``axes`` of the original shape.

    ``repeats`` is how often each element of them occurs in the originals. ``crossing`` are the axes along which a and b are
    dense, if those are not the same; there is then no order in which both read fast, and they are cut into tiles.
    """

    a: TensorEntry
    b: TensorEntry
    axes: tuple[int, ...]
    rank: int
    #: Bytes of both.
    nbytes: int
    repeats: int = 1
    crossing: tuple[int, int] | None = None

    @classmethod
    def of(cls, a: TensorEntry, b: TensorEntry) -> AlignedPair:
        """The pair of two tensors of equal shape, with as many values to an element."""
        axes = tuple(range(len(a.shape)))
        lie_alike = a.strides == b.strides and a.is_contiguous and 1 not in a.shape
        if lie_alike or not (_is_plain(a) and _is_plain(b)):
            return cls(a, b, axes, len(axes), a.nbytes + b.nbytes)
        kept = [axis for axis in axes if a.shape[axis] != 1 and (a.strides[axis] or b.strides[axis])]
        order_a, order_b = (sorted(kept, key=lambda axis: -entry.strides[axis]) for entry in (a, b))
        crossing = None
        if order_a == order_b:
            kept = order_a
        elif order_a[-1] != order_b[-1]:
            crossing = kept.index(order_a[-1]), kept.index(order_b[-1])
        short_a, short_b = _along(a, kept), _along(b, kept)
        nbytes, repeats = short_a.nbytes + short_b.nbytes, a.numel // max(short_a.numel, 1)
        return cls(short_a, short_b, tuple(kept), len(axes), nbytes, repeats, crossing)

    @property
    def numel(self) -> int:
        """Number of values."""
        return self.a.numel * self.a.dtype.values_per_element

    def paired_blocks(self, number: int) -> Iterator[PairBlock]:
        """All of them, each tile in order."""
        itemsize = max(4, *(entry.dtype.itemsize // entry.dtype.elements_per_unit for entry in (self.a, self.b)))
        elements = _BLOCK_NBYTES // itemsize
        if self.crossing is None and 0 < self.a.numel <= elements:
            yield PairBlock(number, self.a, self.b, (), 0, self.nbytes)
            return
        for tile in self._tiles(math.isqrt(elements)):
            offset = 0
            for a, b in split_together((self.a.region(tile), self.b.region(tile)), elements):
                yield PairBlock(number, a, b, tile, offset, a.nbytes + b.nbytes)
                offset += a.numel * a.dtype.values_per_element

    def _tiles(self, side: int) -> Iterator[tuple[slice, ...]]:
        """Regions that together are all of it: the whole, or parts of ``side`` elements along each of the crossing axes."""
        if self.crossing is None:
            yield ()
            return
        first, second = sorted(self.crossing)
        for start in range(0, self.a.shape[first], side):
            for other in range(0, self.a.shape[second], side):
                tile = [slice(None)] * (second + 1)
                tile[first], tile[second] = slice(start, start + side), slice(other, other + side)
                yield tuple(tile)

    def place(self, block: PairBlock, position: int) -> int:
        """The place, among the values of the pair, of the value at ``position`` in a block."""
        if not block.tile:
            return block.offset + position
        parts = [part.indices(size)[:2] for part, size in zip(block.tile, self.a.shape, strict=False)]
        parts += [(0, size) for size in self.a.shape[len(parts) :]]
        inside = np.unravel_index(block.offset + position, [stop - start for start, stop in parts])
        index = tuple(int(at) + start for at, (start, _) in zip(inside, parts, strict=True))
        return int(np.ravel_multi_index(index, self.a.shape))

    def index(self, place: int) -> tuple[int, ...]:
        """The index, in the original tensors, of the value at ``place`` among the values of the pair."""
        shape = self.a.shape
        if shape:
            shape = (*shape[:-1], shape[-1] * self.a.dtype.values_per_element)
        index = [0] * self.rank
        for axis, size in zip(reversed(self.axes), reversed(shape), strict=True):
            place, index[axis] = divmod(place, size)
        return tuple(index)


def compared(request: BlockRequest, scratch: Scratch) -> BlockDifference | None:
    """How both sides of a block differ; None if they are the same bytes of the same type. Raises what reading raises.

    Of a type whose values can't be decoded, the stored units are compared. ``binned_every`` as for ``block_difference``.
    Bytes that are the same are compared ``even_if_equal``, for what they add to the numbers of a changed tensor.
    """
    piece, tolerance, binned_every, even_if_equal = request
    stored_a = read_stored(piece.a, scratch.buffer(piece.a.nbytes, "stored a"))
    stored_b = read_stored(piece.b, scratch.buffer(piece.b.nbytes, "stored b"))
    if not even_if_equal and mean_the_same(piece.a, piece.b) and _equal_bytes(stored_a, stored_b):
        return None
    try:
        values_a, values_b = decoded(piece.a, stored_a), decoded(piece.b, stored_b)
    except UnsupportedError:
        if not mean_the_same(piece.a, piece.b):
            raise
        values_a, values_b = (stored.view(f"V{stored.itemsize}") for stored in (stored_a, stored_b))
    values_a, values_b = values_a.reshape(-1), values_b.reshape(-1)
    return block_difference(values_a, values_b, tolerance, scratch, binned_every=binned_every)


def values_of(piece: PairBlock, scratch: Scratch) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """The values of both sides, each on one axis; in scratch memory, perhaps."""
    a = read_values(piece.a, scratch.buffer(piece.a.nbytes, "stored a"))
    b = read_values(piece.b, scratch.buffer(piece.b.nbytes, "stored b"))
    return a.reshape(-1), b.reshape(-1)


def are_same_bytes(a: TensorEntry, b: TensorEntry) -> bool:
    """Whether both entries are known to be the same view of the same bytes of one file, which then need not be read."""
    return mean_the_same(a, b) and a.storage is not None and a.view_key == b.view_key


def _is_plain(entry: TensorEntry) -> bool:
    """Whether the axes can be taken in any order."""
    is_scaled_along_axis = entry.quantization is not None and entry.quantization.axis is not None
    return entry.dtype.elements_per_unit == entry.dtype.values_per_element == 1 and not is_scaled_along_axis


def _along(entry: TensorEntry, axes: list[int]) -> TensorEntry:
    """The entry at the beginning of all axes but these, and these in their order."""
    return entry.replace(
        shape=tuple(entry.shape[axis] for axis in axes),
        strides=tuple(entry.strides[axis] for axis in axes),
    )


def mean_the_same(a: TensorEntry, b: TensorEntry) -> bool:
    """Whether equal units, in native order, are equal values: not of text, whose units are places in a heap."""
    return (
        a.dtype is not STRING
        and (a.dtype.name, a.dtype.itemsize) == (b.dtype.name, b.dtype.itemsize)
        and _scales(a.quantization) == _scales(b.quantization)
    )


def _scales(quantization: Quantization | None) -> object:
    if quantization is None:
        return None
    return quantization.scale, quantization.zero_point, quantization.axis


def _equal_bytes(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> bool:
    """Whether two arrays hold the same bytes; those that do not mostly differ within the first few."""
    words_a, words_b = a.reshape(-1).view(np.uint8), b.reshape(-1).view(np.uint8)
    if a.nbytes % 8 == 0:
        words_a, words_b = words_a.view(np.uint64), words_b.view(np.uint64)
    return bool((words_a[:64] == words_b[:64]).all()) and bool((words_a == words_b).all())
