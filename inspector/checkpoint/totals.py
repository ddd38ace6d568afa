"""How much a set of entries holds: as it is listed, and without what is there twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inspector.checkpoint.roles import Role, roles
from inspector.checkpoint.sharing import are_apart, span_nbytes, users_of_storages
from inspector.jobs import Job
from inspector.tensors.entries import Entry, Sizes, TensorEntry
from inspector.tensors.inflation import parts
from inspector.tensors.runs import RUN, by_kind, runs
from inspector.text import size_text
from inspector.wording import tr

__all__ = ["Totals", "totals", "unique_elements"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over tensors, but for those that a pickled module keeps beside its state dict.

    ``parameters`` counts the elements of every tensor, and ``nbytes`` their bytes, tied weights as often as they are
    listed; ``storage_nbytes`` counts a storage that several share once. ``unique_parameters`` and ``unique_nbytes`` count
    an element once, however many tensors show it; ``parameters_by_role`` are the unique ones by :class:`Role`.
    """

    tensors: int
    parameters: int
    nbytes: int
    storage_nbytes: int
    unique_parameters: int = 0
    unique_nbytes: int = 0
    parameters_by_role: Mapping[str, int] = field(
        default_factory=lambda: dict.fromkeys((role.value for role in Role), 0)
    )

    def texts(self) -> list[str]:
        """The sums in words: how many tensors, unique parameters and what else by role, how many bytes."""
        by_role = {role: self.parameters_by_role.get(role.value, 0) for role in Role}
        texts = [
            tr("%n tensor", "%n tensors", self.tensors),
            tr("%n parameter", "%n parameters", by_role[Role.PARAMETER]),
        ]
        if by_role[Role.BUFFER]:
            texts.append(tr("{count:,} in buffers", count=by_role[Role.BUFFER]))
        if by_role[Role.OPTIMIZER]:
            texts.append(tr("{count:,} in optimizer state", count=by_role[Role.OPTIMIZER]))
        if by_role[Role.OTHER]:
            texts.append(tr("{count:,} in other tensors", count=by_role[Role.OTHER]))
        size = size_text(self.unique_nbytes)
        if self.storage_nbytes != self.unique_nbytes:
            size = tr("{size} (storages {storages})", size=size, storages=size_text(self.storage_nbytes))
        return [*texts, size]

    def __str__(self) -> str:
        return ", ".join(self.texts())


def totals(entries: Iterable[Entry], job: Job | None = None) -> Totals:
    """The sums over the tensors among ``entries``; the others help to tell what the tensors are."""
    entries = list(entries)
    job = job or Job()
    if are_apart(entries, job):
        return _sums_of_apart(entries, job)
    entries = [entry for entry in entries if not isinstance(entry, TensorEntry) or entry.in_state_dict]
    sizes = Sizes()
    unique = unique_elements(entries, job)
    storages: dict[Hashable, int] = {}
    by_role = dict.fromkeys((role.value for role in Role), 0)
    tensors = parameters = nbytes = unique_nbytes = 0
    for entry, role, elements in zip(entries, roles(entries, job), job.each(unique), strict=True):
        if not isinstance(entry, TensorEntry) or role is None:
            continue
        for part in parts(entry) if entry.components else (entry,):
            if part.storage is not None:
                storages[part.storage.key] = part.storage.nbytes
        numel, file_nbytes = sizes.of(entry)
        tensors += 1
        parameters += numel
        nbytes += file_nbytes
        by_role[role.value] += elements
        unique_nbytes += file_nbytes if elements == numel else _bytes_of(entry, elements)
    return Totals(
        tensors=tensors,
        parameters=parameters,
        nbytes=nbytes,
        storage_nbytes=sum(storages.values()),
        unique_parameters=sum(unique),
        unique_nbytes=unique_nbytes,
        parameters_by_role=by_role,
    )


def _sums_of_apart(entries: Sequence[Entry], job: Job) -> Totals:
    """The sums over plain tensors, each of which fills a storage of its own."""
    sizes = Sizes()
    each_role = roles(entries, job)
    kinds = Counter[tuple[tuple[int, int], int]]()
    for run in runs(entries, job):  # of roles the identity: Python computes the hash of an enumeration
        kinds.update(
            zip(by_kind(run.tensors or (), sizes.of), map(id, each_role[run.start : run.start + RUN]), strict=True)
        )
    role_of = {id(role): role.value for role in Role}
    by_role = dict.fromkeys(role_of.values(), 0)
    parameters = nbytes = 0
    for ((numel, file_nbytes), role), count in kinds.items():
        parameters += count * numel
        nbytes += count * file_nbytes
        by_role[role_of[role]] += count * numel
    return Totals(len(entries), parameters, nbytes, nbytes, parameters, nbytes, by_role)


def _bytes_of(entry: TensorEntry, elements: int) -> int:
    """What so many elements of a tensor take in the file."""
    if entry.storage is None:
        return 0
    return entry.file_nbytes if entry.is_logical else entry.dtype.nbytes(elements)


def unique_elements(entries: Sequence[Entry], job: Job | None = None) -> list[int]:
    """How many elements of each entry no other one before it in the same storage has; 0 for what is no tensor.

    Tied weights and overlapping views count where they are met first. A view with gaps counts no more than its elements.
    """
    job = job or Job()
    unique = [
        entry.numel if isinstance(entry, TensorEntry) and entry.storage is None else 0 for entry in job.each(entries)
    ]
    for indices in users_of_storages(entries, job, lambda _: True):
        if len(indices) == 1:
            (index,) = indices
            unique[index] = _tensor(entries, index).numel
        else:
            _count_once([(index, _tensor(entries, index)) for index in indices], unique)
    return unique


def _tensor(entries: Sequence[Entry], index: int) -> TensorEntry:
    entry = entries[index]
    assert isinstance(entry, TensorEntry)
    return entry


def _count_once(tensors: Iterable[tuple[int, TensorEntry]], unique: list[int]) -> None:
    """Go through the tensors of one storage from its beginning, counting what was not reached before."""
    spans = [(*span_nbytes(tensor), index, tensor) for index, tensor in tensors]
    spans.sort(key=lambda span: (span[0], -span[1], span[2]))
    reached = 0
    for start, stop, index, tensor in spans:
        fresh = max(0, stop - max(start, reached))
        reached = max(reached, stop)
        units = fresh // max(tensor.dtype.itemsize, 1)
        unique[index] = min(tensor.numel, units * tensor.dtype.elements_per_unit)
