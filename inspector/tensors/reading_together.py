"""Reading many small tensors at once: neighbours in a file are one read, after which it is asked once whether it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from inspector.errors import CheckpointError
from inspector.sources.storage import File, unwrapped
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import TensorEntry

__all__ = ["read_together"]


def read_together(entries: Sequence[TensorEntry]) -> list[bytes | None]:
    """The stored units of each entry, little-endian and in C order, all of which are in memory then.

    None for one that does not lie like that in a file as it is, or can't be read:
    :func:`~inspector.tensors.reading.read_stored` reads it, or says why it can't.
    """
    found: list[bytes | None] = [None] * len(entries)
    ranges: dict[File, list[tuple[int, int]]] = defaultdict(list)
    readers: dict[File, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        place = _place(entry)
        if place is not None:
            file, offset, nbytes = place
            ranges[file].append((offset, nbytes))
            readers[file].append(index)
    for file, wanted in ranges.items():
        try:
            data = file.read_many(wanted)
        except CheckpointError:  # said of each by itself
            continue
        for index, part in zip(readers[file], data, strict=True):
            found[index] = part
    return found


def _place(entry: TensorEntry) -> tuple[File, int, int] | None:
    """The file, position and size of the units of an entry; None for one that has none such."""
    storage, dtype = entry.storage, entry.dtype
    if storage is None or entry.conjugate or entry.negative or not (_lies_as_it_is(dtype) and entry.is_contiguous):
        return None
    start, nbytes = entry.storage_offset * dtype.itemsize, entry.nbytes
    if not 0 <= start <= storage.nbytes - nbytes:
        return None
    file, offset = unwrapped(storage, start)
    return (file, offset, nbytes) if isinstance(file, File) else None


@lru_cache(maxsize=64)
def _lies_as_it_is(dtype: DType) -> bool:
    return dtype.elements_per_unit == 1 and not dtype.is_big_endian
