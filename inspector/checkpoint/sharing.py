"""Which tensors look into the same storage, and which storages hold more than their tensors need.

Tied weights, views and slices saved with everything they were cut from all show in the storages alone: two entries on
storages of one key are views of the same memory.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter, lt

from inspector.jobs import Job
from inspector.sources.storage import ByteRange, Part, Storage
from inspector.tensors.entries import Entry, TensorEntry
from inspector.tensors.runs import Run, by_kind, runs

__all__ = ["Sharing", "are_apart", "find_sharing", "span_nbytes", "users_of_storages"]

_storage, _storage_offset = attrgetter("storage"), attrgetter("storage_offset")
_PARTS = frozenset({Part, ByteRange})
_source, _offset, _nbytes = attrgetter("source"), attrgetter("offset"), attrgetter("nbytes")


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """``groups``: for each tensor that is not alone on its storage, by index, the indices of all on it, itself included.

    ``unused``: for each tensor whose storage is larger than all its tensors together need, how many bytes nobody uses.
    """

    groups: Mapping[int, Sequence[int]]
    unused: Mapping[int, int]


def span_nbytes(entry: TensorEntry) -> tuple[int, int]:
    """First byte and one past the last byte of its storage that a tensor looks at; (0, 0) for one without elements."""
    if entry.numel == 0:
        return 0, 0
    block, itemsize = entry.dtype.elements_per_unit, entry.dtype.itemsize
    last = sum((size - 1) * stride for size, stride in zip(entry.shape, entry.strides, strict=True))
    first = entry.storage_offset
    return first // block * itemsize, -(-(first + last + 1) // block) * itemsize


def find_sharing(entries: Sequence[Entry], job: Job | None = None) -> Sharing:
    """Look at every storage once.

    Sparse and nested tensors, whose storages are made up on demand, are left out, and so are storages without bytes: two
    of them may begin at the same place of a file, and still share nothing.
    """
    job = job or Job()
    if are_apart(entries, job):
        return Sharing({}, {})
    groups: dict[int, Sequence[int]] = {}
    unused: dict[int, int] = {}
    for indices in users_of_storages(entries, job, _may_share):
        tensors = [entry for index in indices if isinstance(entry := entries[index], TensorEntry)]
        spare = tensors[0].storage_nbytes - _covered(tensors)
        for index in indices:
            if len(indices) > 1:
                groups[index] = indices
            if spare > 0:
                unused[index] = spare
    return Sharing(groups, unused)


def are_apart(entries: Sequence[Entry], job: Job) -> bool:
    """Whether all are plain tensors, each of which fills a storage of its own.

    That is seen soon of ranges of files that are listed in their order, as nearly all of a million tensors are. Of others it
    is not known.
    """
    sources = set[Hashable]()
    last: tuple[Storage | None, int] = (None, -1)
    for run in runs(entries, job):
        ranges = _filled_ranges(run)
        if ranges is None:
            return False
        for source, members in groupby(ranges, _source):
            offsets = list(map(_offset, members))
            if source is not last[0]:
                if isinstance(source, Part) or source.key in sources:
                    return False
                sources.add(source.key)
                last = source, -1
            if not all(map(lt, (last[1], *offsets), offsets)):
                return False
            last = source, offsets[-1]
    return True


def _filled_ranges(run: Run) -> Sequence[Part] | None:
    """The storages of plain tensors that are ranges of files, of just the bytes of the tensor; None if not all are."""
    if run.tensors is None or any(map(_storage_offset, run.tensors)):
        return None
    ranges = list(map(_storage, run.tensors))
    if not set(map(type, ranges)) <= _PARTS:
        return None
    return ranges if list(map(_nbytes, ranges)) == by_kind(run.tensors, _dense_nbytes) else None


def _dense_nbytes(tensor: TensorEntry) -> int:
    return tensor.nbytes if tensor.is_contiguous else -1


def _may_share(entry: TensorEntry) -> bool:
    return entry.layout == "strided" and entry.storage is not None and entry.storage.nbytes > 0


def users_of_storages(
    entries: Sequence[Entry], job: Job, counts: Callable[[TensorEntry], bool]
) -> Iterator[Sequence[int]]:
    """For each storage of the tensors that count, the indices of those on it."""
    first: dict[Hashable, int] = {}
    others: dict[int, list[int]] = {}
    for index, entry in enumerate(job.each(entries)):
        if isinstance(entry, TensorEntry) and entry.storage is not None and counts(entry):
            user = first.setdefault(entry.storage.key, index)
            if user != index:
                others.setdefault(user, [user]).append(index)
    for user in job.each(first.values()):
        yield others.get(user, (user,))


def _covered(tensors: Sequence[TensorEntry]) -> int:
    """Bytes of one storage that lie within the span of at least one of the tensors."""
    if len(tensors) == 1 and tensors[0].is_contiguous and not tensors[0].storage_offset:
        return tensors[0].nbytes
    covered = 0
    reached = 0
    for start, stop in sorted(map(span_nbytes, tensors)):
        if stop > reached:
            covered += stop - max(start, reached)
            reached = stop
    return covered
