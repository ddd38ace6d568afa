"""Where the chunks of a dataset are: by one form of index before HDF5 1.10, by five since (sections III.A, VII, VIII).

Whatever the form, what comes of it is one table: a row for each chunk that was written, by its number in the grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError
from inspector.formats.hdf5.btrees import tree_1_leaves, tree_2_records
from inspector.formats.hdf5.chunk_lists import Part, extensible_array, fixed_array
from inspector.formats.hdf5.dataset import Chunked, ChunkIndex, Dataset
from inspector.formats.hdf5.file import HDF5File

__all__ = ["PLACE", "Places", "chunk_places"]

#: A chunk: its number in the grid, C order, its place in the storage, its bytes there, which filters it did not go through.
PLACE = np.dtype([("number", "<i8"), ("start", "<u8"), ("nbytes", "<u8"), ("mask", "<u4")])
Places = npt.NDArray[np.void]
"""Rows of :data:`PLACE`, ordered by their numbers."""
Numbers = npt.NDArray[np.unsignedinteger[Any]]

_TREE_UNFILTERED, _TREE_FILTERED = 10, 11


def chunk_places(file: HDF5File, dataset: Dataset, layout: Chunked) -> Places:
    """The chunks that were written. Raises CorruptError for an index that contradicts itself or the shape."""
    shape = dataset.shape or ()
    axes = layout.shape[:-1]
    if len(axes) != len(shape) or 0 in layout.shape or layout.shape[-1] != dataset.datatype.size:
        raise CorruptError("has chunks of other axes than its shape, or of other elements")
    if layout.address is None or 0 in shape:
        return np.empty(0, PLACE)
    grid = tuple(-(-size // chunk) for size, chunk in zip(shape, axes, strict=True))
    index = _Index(file, dataset, layout, grid)
    if layout.index is ChunkIndex.TREE_1:
        places = index.tree_1()
    elif layout.index is ChunkIndex.TREE_2:
        places = index.tree_2()
    else:
        places = index.numbered()
    places["start"] += file.base
    if layout.keeps_edges_whole and len(places):
        at = np.array(np.unravel_index(places["number"], grid)).T
        reaches_over = ((at + 1) * np.array(axes) > np.array(shape)).any(axis=1)
        places["mask"][reaches_over] = 0xFFFFFFFF
    order = np.argsort(places["number"], kind="stable")
    places = places[order]
    if len(places) > 1 and (places["number"][1:] == places["number"][:-1]).any():
        raise CorruptError("has two chunks in one place")
    if len(places) and (places["start"] + places["nbytes"] > file.storage.nbytes).any():
        raise CorruptError("has chunks beyond the end of the file")
    return places


class _Index:
    """The index of one dataset, whose grid of chunks has the shape ``grid``."""

    def __init__(self, file: HDF5File, dataset: Dataset, layout: Chunked, grid: tuple[int, ...]) -> None:
        assert layout.address is not None
        self._file = file
        self._dataset = dataset
        self._layout = layout
        self._grid = grid
        self._address = layout.address
        self._nbytes = math.prod(layout.shape)
        self._is_filtered = bool(dataset.filters)
        # The sizes of filtered chunks are as wide as that of a whole one, and a byte wider, needs.
        least = 1 + (self._nbytes.bit_length() - 1 + 8) // 8
        self._size_nbytes = file.length_nbytes if layout.has_wide_sizes else min(least, 8)
        sizes = [("nbytes", "u1", (self._size_nbytes,)), ("mask", "<u4")] if self._is_filtered else []
        self._entry = np.dtype([("start", f"<u{file.offset_nbytes}"), *sizes])

    def tree_1(self) -> Places:
        """Keys of the size, the filter mask and the place of a chunk, counted in elements; a zero for the last, in bytes."""
        rank = len(self._grid)
        key = np.dtype([("nbytes", "<u4"), ("mask", "<u4"), ("at", "<u8", (rank + 1,))])
        entry = np.dtype([*key.descr, ("start", f"<u{self._file.offset_nbytes}")])
        leaves = tree_1_leaves(self._file, self._address, key_nbytes=key.itemsize, is_group=False)
        entries = np.frombuffer(b"".join(leaves), entry)
        at, shape = entries["at"][:, :rank], np.array(self._layout.shape[:rank], np.uint64)
        if (at % shape).any():
            raise CorruptError("has chunks that do not lie in a grid")
        return self._in_grid(at // shape, entries["start"], entries["nbytes"], entries["mask"])

    def tree_2(self) -> Places:
        """Records of an entry as lists have them, and the place of a chunk in the grid."""
        record = np.dtype([*self._entry.descr, ("at", "<u8", (len(self._grid),))])
        kind = _TREE_FILTERED if self._is_filtered else _TREE_UNFILTERED
        data = b"".join(tree_2_records(self._file, self._address, kind))
        if len(data) % record.itemsize:
            raise CorruptError("has an index of chunks with records of another size than they should have")
        records = np.frombuffer(data, record)
        return self._in_grid(records["at"], records["start"], *self._sizes(records))

    def _in_grid(self, at: Numbers, start: Numbers, nbytes: Numbers, mask: Numbers) -> Places:
        """The table of chunks at these places in the grid, without those that the array has shrunk away from."""
        inside = (at < np.array(self._grid, np.uint64)).all(axis=1)
        places = np.empty(int(inside.sum()), PLACE)
        places["number"] = np.ravel_multi_index(tuple(at[inside].T.astype(np.int64)), self._grid)
        places["start"], places["nbytes"], places["mask"] = start[inside], nbytes[inside], mask[inside]
        return places

    def numbered(self) -> Places:
        """Of the other kinds, which are lists: the place of a chunk in the list follows from that in the grid."""
        numbers = self._numbers_in_list()
        order = np.argsort(numbers)
        in_order = numbers[order]
        places = np.zeros(len(numbers), PLACE)
        places["number"] = np.arange(len(numbers))
        places["start"] = self._file.undefined
        for first, entries in self._lists():
            low, high = np.searchsorted(in_order, (first, first + len(entries)))
            found = entries[in_order[low:high] - first]
            which = order[low:high]
            places["start"][which] = found["start"]
            places["nbytes"][which], places["mask"][which] = self._sizes(found)
        return np.compress(places["start"] != self._file.undefined, places)

    def _numbers_in_list(self) -> npt.NDArray[np.int64]:
        """For each chunk of the grid its place in the list.

        Lists count chunks in the grid that the array may grow to, and so never move one; an axis without an end comes first.
        """
        count = math.prod(self._grid)
        if count > self._file.limits.listed_chunks:
            raise LimitError(f"has {count:,} chunks; at most {self._file.limits.listed_chunks:,} are read")
        axes = list(range(len(self._grid)))
        if self._layout.index is ChunkIndex.EXTENSIBLE_ARRAY:
            axes.sort(key=lambda axis: self._dataset.most[axis] is not None)
        places = np.unravel_index(np.arange(count), self._grid)
        numbers = np.zeros(count, np.int64)
        reach = 1
        for axis in reversed(axes):
            numbers += places[axis] * reach
            most = self._dataset.most[axis]
            reach *= self._grid[axis] if most is None else max(1, -(-most // self._layout.shape[axis]))
            if reach * count >= 1 << 63:
                raise CorruptError("may grow to more chunks than can be counted")
        return numbers

    def _lists(self) -> Iterator[Part]:
        """The list in parts."""
        match self._layout.index:
            case ChunkIndex.SINGLE:
                nbytes, mask = self._layout.parameters or (self._nbytes, 0)
                entry = np.zeros(1, self._entry)
                entry["start"] = self._address
                if self._is_filtered:
                    entry["nbytes"] = np.frombuffer(nbytes.to_bytes(8, "little"), np.uint8)[: self._size_nbytes]
                    entry["mask"] = mask
                yield 0, entry
            case ChunkIndex.IMPLICIT:
                count = (self._file.storage.nbytes - self._file.base - self._address) // self._nbytes
                entries = np.zeros(max(0, min(count, self._file.limits.listed_chunks)), self._entry)
                entries["start"] = self._address + np.arange(len(entries), dtype=np.uint64) * np.uint64(self._nbytes)
                yield 0, entries
            case ChunkIndex.FIXED_ARRAY:
                yield from fixed_array(self._file, self._address, self._entry)
            case _:
                yield from extensible_array(self._file, self._address, self._entry)

    def _sizes(self, entries: Places) -> tuple[Numbers, Numbers]:
        """The bytes and the filter masks of chunks; unfiltered ones have but one size."""
        if not self._is_filtered:
            return np.full(len(entries), self._nbytes, np.uint64), np.zeros(len(entries), np.uint32)
        digits = np.zeros((len(entries), 8), np.uint8)
        digits[:, : self._size_nbytes] = entries["nbytes"]
        return digits.view("<u8")[:, 0], entries["mask"]
