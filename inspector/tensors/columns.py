"""Tensors as columns: what the index of a file with thousands of them is read into before an entry is made of each.

In a folder of several checkpoints each of them is a group, and whether there are several shows once all were opened. To
give columns a path before their names takes no time; entries would have to be made twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import NamedTuple, overload

from msgspec import structs

from inspector.jobs import Job
from inspector.sources.storage import Part, Storage
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import Entry, Path, TensorEntry

__all__ = ["Columns", "TensorColumns", "entries_below", "joined_entries", "made_entries"]


class Columns(NamedTuple):
    """Plain tensors in one storage, that are known to be there: each has a place in all columns, which are equally long.

    ``strides`` count elements, ``offsets`` and ``sizes`` bytes of ``source``. ``path`` is the group that the names are in.
    ``types`` are those that may be among the ``dtypes``: a few, where asking each tensor takes a third of a reader's time.
    """

    names: Sequence[str]
    dtypes: Sequence[DType]
    shapes: Sequence[tuple[int, ...]]
    strides: Sequence[tuple[int, ...]]
    source: Storage
    offsets: Sequence[int]
    sizes: Sequence[int]
    types: Sequence[DType]
    path: Path = ()

    def entries(self) -> Iterator[TensorEntry]:
        """An entry for each, at its name alone where there is no path."""
        where: Iterable[str | Path] = (
            zip(*map(repeat, self.path), self.names, strict=False) if self.path else self.names
        )
        parts = map(Part, repeat(self.source), self.offsets, self.sizes)
        return map(TensorEntry, where, self.dtypes, self.shapes, self.strides, parts)


class TensorColumns(Sequence[Entry]):
    """The tensors of some columns, one after the other; their entries are made when one is asked for."""

    __slots__ = ("_made", "columns")

    def __init__(self, columns: Sequence[Columns]) -> None:
        self.columns = columns
        self._made: dict[None, Sequence[Entry]] = {}

    @property
    def names(self) -> list[str] | None:
        """The name of each tensor; None if they have a path."""
        names: list[str] = []
        for each in self.columns:
            if each.path:
                return None
            names += each.names
        return names

    def __len__(self) -> int:
        return sum(len(each.names) for each in self.columns)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        return self._entries[index]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    @property
    def _entries(self) -> Sequence[Entry]:
        """The same entries each time, whichever threads ask."""
        made = self._made.get(None)
        return made if made is not None else self._made.setdefault(None, made_entries(self, Job()))


def made_entries(entries: Sequence[Entry], job: Job) -> Sequence[Entry]:
    """The entries, after those that are columns were made."""
    if not isinstance(entries, TensorColumns):
        return entries
    made: list[Entry] = []
    for columns in entries.columns:
        job.check()
        made += columns.entries()
    return made


def entries_below(path: Path, entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, each at its own path below ``path``."""
    if isinstance(entries, TensorColumns):
        return TensorColumns([Columns(*columns[:-1], (*path, *columns.path)) for columns in entries.columns])
    return [
        structs.replace(entry, where=(*path, where) if isinstance(where := entry.where, str) else (*path, *where))
        for entry in entries
    ]


def joined_entries(several: Iterable[Sequence[Entry]]) -> Sequence[Entry]:
    """All entries, one after the other: columns, if all of them are."""
    several = list(several)
    columns = [each.columns for each in several if isinstance(each, TensorColumns)]
    if len(columns) == len(several):
        return TensorColumns(list(chain.from_iterable(columns)))
    return list(chain.from_iterable(several))
