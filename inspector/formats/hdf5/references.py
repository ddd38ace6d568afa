"""References to objects of the file, or to regions of datasets: shown by the names of what they lead to.

MATLAB keeps the elements of cells and structures so. An object is known by its address, whose names are only known once all
groups were gone through. Source: section III.E and IV.A.2.d of the specification, ``src/H5Rdeprec.c`` and ``src/H5Shyper.c``
of https://github.com/HDFGroup/hdf5.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspector.errors import CheckpointError
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.heaps import global_heap_objects
from inspector.sources.cursor import Cursor
from inspector.sources.storage import Storage
from inspector.tensors.entries import Opaque, Path, key_of

__all__ = ["References", "read_references"]

#: Of more, the first ones.
_MAX_SHOWN = 256
_MAX_BLOCKS = 4
_POINTS, _HYPERSLABS, _ALL = 1, 2, 3


@dataclass(frozen=True, slots=True)
class References:
    """The first of ``count`` references: the address of an object, None for none, and which part of it is meant."""

    count: int
    first: tuple[tuple[int | None, str], ...]

    def named(self, names: Mapping[int, Path]) -> Any:
        """The names of what they lead to, or of many the first; None for a reference to nothing."""
        shown = [None if address is None else _name(address, part, names) for address, part in self.first]
        if len(shown) == self.count:
            return shown[0] if self.count == 1 else shown
        return {"array": "references", "length": self.count, "first": shown}


def read_references(file: HDF5File, stored: Storage, *, to_regions: bool) -> References:
    """The references in the bytes of a dataset. A region that can't be read is shown without saying which."""
    size = file.offset_nbytes + (4 if to_regions else 0)
    count = stored.nbytes // size
    cursor = Cursor(stored.read(0, min(count, _MAX_SHOWN) * size), what="a reference")
    found: list[tuple[int | None, str]] = []
    while cursor.remaining:
        address = cursor.uint(file.offset_nbytes)
        number = cursor.u32() if to_regions else 0
        is_null = address in (0, file.undefined)
        if is_null:
            found.append((None, ""))
        else:
            found.append(_region(file, address, number) if to_regions else (address, ""))
    return References(count, tuple(found))


def _name(address: int, part: str, names: Mapping[int, Path]) -> str | Opaque:
    path = names.get(address)
    if path is None:
        return Opaque(f"<an object at byte {address:,} that has no name>")
    return (key_of(path) or "/") + part


def _region(file: HDF5File, heap: int, number: int) -> tuple[int | None, str]:
    """The dataset and the part of it that object ``number`` of a heap stands for."""
    try:
        start, nbytes = global_heap_objects(file, heap)[number]
        cursor = Cursor(file.storage.read(start, min(nbytes, 4096)), what="a region")
        return cursor.uint(file.offset_nbytes), _selection(cursor)
    except (CheckpointError, KeyError):
        return None, ""


def _selection(cursor: Cursor) -> str:
    """A selection of version 1 as slices; points and later versions are only called a region."""
    kind, version = cursor.u32(), cursor.u32()
    if kind == _ALL:
        return ""
    if kind != _HYPERSLABS or version != 1:
        return "[points]" if kind == _POINTS else "[a region]"
    cursor.skip(8)
    rank, count = cursor.u32(), cursor.u32()
    blocks = []
    for _ in range(min(count, _MAX_BLOCKS)):
        lows, highs = cursor.numbers("I", rank), cursor.numbers("I", rank)
        blocks.append(f"[{', '.join(f'{low}:{high + 1}' for low, high in zip(lows, highs, strict=True))}]")
    return " + ".join(blocks) + (" + …" if count > _MAX_BLOCKS else "")
