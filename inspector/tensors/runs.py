"""Entries by the thousand: nearly all of an index are plain tensors, which functions go through without a call for each.

No run takes longer than some milliseconds, so that other threads have their turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, TypeVar

from inspector.jobs import Job
from inspector.tensors.columns import TensorColumns
from inspector.tensors.entries import Entry, TensorEntry

__all__ = ["RUN", "Run", "by_kind", "keys_of", "names_of", "runs"]

T = TypeVar("T")

#: Entries that are gone through at a time.
RUN = 4096

_where = attrgetter("where")
_attributes, _components = attrgetter("attributes"), attrgetter("components")
_layout, _storage, _quantization = attrgetter("layout"), attrgetter("storage"), attrgetter("quantization")
_shape, _strides, _dtype = attrgetter("shape"), attrgetter("strides"), attrgetter("dtype")


class Run(NamedTuple):
    """Entries that follow each other, the first of which has the index ``start``; ``tensors`` are they if all are plain.

    A plain tensor has data in a storage of its file, strided and not made of others, and nothing more is said of it.
    """

    start: int
    entries: Sequence[Entry]
    tensors: Sequence[TensorEntry] | None


def runs(entries: Sequence[Entry], job: Job, what: str = "") -> Iterator[Run]:
    """All entries in runs; the job is looked at before each, and says ``what`` is done to them if that is given."""
    for start in range(0, len(entries), RUN):
        if what:
            job.report(start, len(entries), what)
        else:
            job.check()
        run = entries[start : start + RUN]
        yield Run(start, run, _plain(run))


def _plain(run: Sequence[Entry]) -> Sequence[TensorEntry] | None:
    if set(map(type, run)) != {TensorEntry}:
        return None
    if any(map(_attributes, run)) or any(map(_components, run)) or any(map(_quantization, run)):
        return None
    if not all(map(_storage, run)):
        return None
    return run if set(map(_layout, run)) == {"strided"} else None  # type: ignore[return-value]  # by their types


def by_kind(tensors: Sequence[TensorEntry], fact: Callable[[TensorEntry], T]) -> list[T]:
    """A ``fact`` of each plain tensor that follows from its shape, strides and element type."""
    kinds = list(zip(map(_shape, tensors), map(_strides, tensors), map(id, map(_dtype, tensors)), strict=True))
    facts = {kind: fact(tensor) for kind, tensor in dict(zip(kinds, tensors, strict=True)).items()}
    return list(map(facts.__getitem__, kinds))


def names_of(entries: Sequence[Entry]) -> list[str] | None:
    """The keys of entries if each of them has a name and nothing around it."""
    places = list(map(_where, entries))
    return places if set(map(type, places)) <= {str} else None


def keys_of(entries: Sequence[Entry]) -> list[str]:
    """The dotted keys of entries."""
    names = entries.names if isinstance(entries, TensorColumns) else names_of(entries)
    return [entry.key for entry in entries] if names is None else names
