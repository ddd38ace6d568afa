"""Weights that are tied in one file and separate in the other, where they may have drifted apart.

In a file that keeps storages, tied tensors share one. Others have the tensor once; that it is the output head, too, is told
by the other file's head, which is a copy of it, or by the configuration beside the weights.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from inspector.analysis.passes import BLOCK_ELEMENTS
from inspector.architectures.configuration import CONFIGURATION, configuration
from inspector.architectures.language_model import HeadTie, language_model, token_matrices
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.results import PairResult
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sources.storage import unwrapped
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_values
from inspector.tensors.regions import regions
from inspector.text import printable, shortened
from inspector.wording import tr, translatable

__all__ = ["TieChange", "tie_changes"]

_LONGEST_KEY = 120
#: Keys that a sentence names.
_MAX_NAMED = 3
_SENTENCES = {
    True: translatable(
        "Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors with equal values in {other}."
    ),
    False: translatable(
        "Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors with different values in {other}."
    ),
    None: translatable("Tied in {tied} only: {keys} are one tensor in {tied}, and separate tensors in {other}."),
}


@dataclass(frozen=True, slots=True)
class TieChange:
    """Tensors that are one in the file ``tied_in`` (A or B), and several, with these ``keys``, in the other.

    ``are_equal`` says whether the several have the same values; None if they can't be read, or have too many to go through.
    """

    tied_in: str
    keys: tuple[str, ...]
    are_equal: bool | None

    @property
    def sentence(self) -> str:
        """All that is to be said."""
        shown = [printable(shortened(key, _LONGEST_KEY)) for key in self.keys[:_MAX_NAMED]]
        if len(self.keys) > _MAX_NAMED:
            shown.append(tr("{count:,} more", count=len(self.keys) - _MAX_NAMED))
        keys = tr(" and ").join([", ".join(shown[:-1]), shown[-1]])
        other = "B" if self.tied_in == "A" else "A"
        return tr(_SENTENCES[self.are_equal], tied=self.tied_in, other=other, keys=keys)


def tie_changes(
    a: Checkpoint, b: Checkpoint, results: Sequence[PairResult], job: Job | None = None
) -> tuple[TieChange, ...]:
    """What is tied in one of the files and not in the other, by the results of their comparison.

    Reads tensors only where these do not say whether they are equal, and no further than to the first difference.
    """
    job = job or Job()
    found = []
    for tied_in, tied, other in (("A", a, b), ("B", b, a)):
        groups = _separated(results, tied_in) or _head_of_its_own(tied, other, results)
        for group, are_copies in groups:
            keys = tuple(entry.key for entry in group)
            found.append(TieChange(tied_in, keys, _are_equal(group, are_copies, job)))
    return tuple(found)


#: Tensors of one file, and of each whether it is to the last bit what they are tied to in the other, if that was compared.
_Group = tuple[Sequence[TensorEntry], Sequence[bool]]


def _separated(results: Iterable[PairResult], tied_in: str) -> list[_Group]:
    """The tensors of the other file that are partners of one tensor, or of several that are one in memory."""
    by_place: dict[Hashable, list[tuple[TensorEntry, TensorEntry, bool]]] = defaultdict(list)
    for result in results:
        tied, other = (result.a, result.b) if tied_in == "A" else (result.b, result.a)
        if tied is not None and other is not None and tied.storage is not None:
            place = unwrapped(tied.storage, tied.storage_offset)[1], tied.shape
            by_place[place].append((tied, other, result.is_bitwise))
    partners: dict[Hashable, dict[Hashable, tuple[TensorEntry, bool]]] = {}
    for alike in by_place.values():
        if len(alike) > 1:  # few are, and where all of their bytes are takes a while to tell
            for tied, other, is_copy in alike:
                if tied.nbytes:
                    partners.setdefault(tied.view_key, {}).setdefault(other.view_key, (other, is_copy))
    groups = [list(group.values()) for group in partners.values() if len(group) > 1]
    return [([entry for entry, _ in group], [is_copy for _, is_copy in group]) for group in groups]


def _head_of_its_own(tied: Checkpoint, other: Checkpoint, results: Sequence[PairResult]) -> list[_Group]:
    """The embedding and the head of a file, where the configuration of the other says that its embedding is the head."""
    embedding, head = token_matrices(other.tensors)
    alone = {id(result.a or result.b) for result in results if result.a is None or result.b is None}
    if embedding is None or head is None or id(head) not in alone:
        return []
    model = language_model(tied, configuration(tied.location, CONFIGURATION))
    return [([embedding, head], ())] if model is not None and model.tie is HeadTie.LEFT_OUT else []


def _are_equal(group: Sequence[TensorEntry], are_copies: Sequence[bool], job: Job) -> bool | None:
    """Whether tensors have the same values; copies of one thing do, and a copy and what is none do not."""
    if any(are_copies):
        return all(are_copies)
    if any(is_inflated(each.values, job.limits) for each in group):
        return None
    first = group[0].values
    try:
        return all(_have_equal_values(first, each.values, job) for each in group[1:])
    except InspectorError:
        return None


def _have_equal_values(one: TensorEntry, other: TensorEntry, job: Job) -> bool:
    if one.shape != other.shape:
        return False
    for region in regions(one, BLOCK_ELEMENTS):
        job.check()
        values, others = (read_values(each.region(region)) for each in (one, other))
        if not np.array_equal(values, others, equal_nan=True):
            return False
    return True
