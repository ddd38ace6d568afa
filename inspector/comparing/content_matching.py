"""Matching the tensors of two checkpoints by their content, whatever they are called.

Only tensors without a partner are read, and only those that could be one of the other side by type and shape. Two corners
tell most apart; the SHA-256 of all elements decides. A tensor whose corners are all one number (a bias of zeros) is no
evidence. It is left to its neighbours: if ``enc.0.weight`` is now ``encoder.weight``, ``enc.0.bias`` is looked for near it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.comparing.alignment import Alignment, Suggestion, extended, is_matrix, transposed, with_tied
from inspector.comparing.moved_names import neighbour_rules, rules_of_moves
from inspector.comparing.name_map import MapRule, Origin
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import sha256
from inspector.tensors.reading import read_stored

__all__ = ["matched_by_content"]

#: Elements along each axis of a corner, for tensors of no, one, two and more axes.
_CORNERS = (1, 1024, 16, 4)

Entries = Sequence[TensorEntry]
Couple = tuple[TensorEntry, TensorEntry]


def matched_by_content(alignment: Alignment, job: Job | None = None) -> Alignment:
    """The alignment with tensors that moved unchanged paired, and with matrices that were transposed suggested.

    Reads candidates in blocks, each at most twice. What can't be read finds no partner here; comparing it says why.
    """
    job = job or Job()
    moved = _equal(alignment.only_in_a, alignment.only_in_b, job)
    names = alignment.map.names
    moves = [(names.apply(a.key), b.key) for a, b in moved]
    rules = [MapRule(rule, Origin.MOVED) for rule in rules_of_moves(moves)]
    rules += [MapRule(rule, Origin.NEIGHBOUR) for rule in neighbour_rules(moves)]
    alignment = _with_copies(extended(alignment, rules), job)
    originals = {transposed(entry): entry for entry in alignment.only_in_a if is_matrix(entry)}
    turned = _equal(list(originals), alignment.only_in_b, job)
    suggestions = [Suggestion(originals[a], b, is_exact=True) for a, b in turned]
    return replace(alignment, suggestions=(*_turned_in_place(alignment, job), *suggestions))


def _with_copies(alignment: Alignment, job: Job) -> Alignment:
    """The alignment with matrices that are in one file only, and there a copy of one with a partner, paired with that.

    So are tied weights in formats that share no memory. Of a file that holds two copies of the model nothing is left out.
    """
    if alignment.alternatives:
        return alignment
    sides = (
        (alignment.only_in_a, [pair.a for pair in alignment.pairs]),
        (alignment.only_in_b, [pair.b for pair in alignment.pairs]),
    )
    return with_tied(
        alignment,
        *(_equal(list(filter(is_matrix, left)), list(filter(is_matrix, paired)), job) for left, paired in sides),
    )


def _equal(a: Entries, b: Entries, job: Job) -> list[Couple]:
    """The tensors of ``a`` and ``b`` of the same type, shape and content; where several are alike they go in order."""
    couples: list[Couple] = []
    for kind_a, kind_b in _classes(a, b, lambda entry: (entry.dtype.name, entry.shape, entry.layout)):
        for likely_a, likely_b in _classes(kind_a, kind_b, lambda entry: _evidence(entry, job)):
            for same_a, same_b in _classes(likely_a, likely_b, lambda entry: _hash(entry, job)):
                couples += zip(same_a, same_b, strict=False)
    return couples


def _classes(a: Entries, b: Entries, trait: Callable[[TensorEntry], Hashable | None]) -> list[tuple[Entries, Entries]]:
    """The tensors of each ``trait`` that both sides have; those for which it is None are left out."""
    classes: dict[Hashable, tuple[list[TensorEntry], list[TensorEntry]]] = defaultdict(lambda: ([], []))
    for side, entries in enumerate((a, b)):
        for entry in entries:
            found = trait(entry)
            if found is not None:
                classes[found][side].append(entry)
    return [(of_a, of_b) for of_a, of_b in classes.values() if of_a and of_b]


def _evidence(entry: TensorEntry, job: Job) -> bytes | None:
    """A digest of the first corner and of one in the middle; None if they hold a single number, or can't be read."""
    job.check()
    if not entry.nbytes:
        return None
    try:
        corners = np.concatenate([_corner(entry, share).reshape(-1) for share in (0.0, 0.5)])
    except InspectorError:
        return None
    units = corners.view(np.uint8).reshape(len(corners), -1)
    return None if (units == units[:1]).all() else hashlib.sha256(units.data).digest()


def _corner(entry: TensorEntry, share: float) -> npt.NDArray[Any]:
    """The stored units of a small block that begins ``share`` of the way along each axis."""
    entry = entry.values
    block = entry.dtype.elements_per_unit
    size = -(-_CORNERS[min(len(entry.shape), len(_CORNERS) - 1)] // block) * block
    starts = [int(share * length) // block * block for length in entry.shape]
    return read_stored(entry.region(tuple(slice(start, start + size) for start in starts)))


def _hash(entry: TensorEntry, job: Job) -> str | None:
    try:
        return sha256(entry, job)
    except InspectorError:
        return None


def _turned_in_place(alignment: Alignment, job: Job) -> list[Suggestion]:
    """The pairs whose matrices are, by shape or by content, each other's transpose."""
    suggestions = []
    for pair in alignment.pairs:
        if is_matrix(pair.a) and is_matrix(pair.b) and pair.a.shape == pair.b.shape[::-1]:
            job.check()
            is_exact = _is_turned(pair.a, pair.b, job)
            if is_exact or pair.a.shape != pair.b.shape:
                suggestions.append(Suggestion(pair.a, pair.b, is_exact))
    return suggestions


def _is_turned(a: TensorEntry, b: TensorEntry, job: Job) -> bool:
    if not a.dtype.is_same_as(b.dtype):
        return False
    try:
        corner_a, corner_b = _corner(a, 0.0), _corner(b, 0.0)
    except InspectorError:
        return False
    if not np.array_equal(corner_a.T, corner_b) or np.array_equal(corner_a, corner_b):
        return False
    return bool(_equal([transposed(a)], [b], job))
