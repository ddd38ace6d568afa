"""Which tensors of two checkpoints belong together: asked before anything is compared, and without what compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing import alignment as aligning
from inspector.comparing.alignment import Alignment, Suggestion, is_matrix
from inspector.comparing.content_matching import matched_by_content
from inspector.comparing.conversion.alignment import converted_alignment
from inspector.comparing.conversion.regrouping import regrouped
from inspector.comparing.name_map import Map
from inspector.jobs import Job
from inspector.names.globs import Globs, matching
from inspector.names.renaming import RenameRule
from inspector.operations.parts import Part

__all__ = ["Alignment", "Map", "Rules", "Suggestion", "align", "part_of"]

Rules = Map | str | Iterable[RenameRule | str]


def align(
    a: Checkpoint,
    b: Checkpoint,
    *,
    rename: Rules = (),
    match: Globs = (),
    transpose: Globs = (),
    job: Job | None = None,
) -> Alignment:
    """Which tensor of A is which tensor of B.

    Names are brought together by the rules of ``rename``, by equality and by what wraps them (``module.``, ``state_dict.``);
    what then has no partner is looked for by content, which reads it. A :class:`Map` that is final, such as that of an
    alignment, is used as it is. ``match`` are globs on the keys of either file, ``transpose`` on those of the matrices of
    A that are compared with their axes swapped. A model and what was converted from it (GGUF, Megatron-LM, another
    framework) are brought together by the converter's rules, unless others are given: what a rule makes of the model's
    tensors is compared. So are weights that one side has fused or stacked and the other has not.

    Raises SelectionError for a rule that is none. What can't be read finds no partner; comparing it says why.
    """
    names = rename if isinstance(rename, Map) else Map.given(rename)
    if not (names.rules or names.transposed or names.is_final or transpose):
        made = converted_alignment(a, b)
        if made is not None:
            return _selected(made, match)
    if transpose:
        turned = (entry.key for entry in matching(a.tensors, transpose) if is_matrix(entry))
        names = replace(names, transposed=names.transposed | frozenset(turned))
    alignment = _selected(regrouped(aligning.align(a.entries, b.entries, names, job)), match)
    return alignment if names.is_final else matched_by_content(alignment, job)


def part_of(alignment: Alignment, a: Checkpoint, part: Part) -> Alignment:
    """One part of the pairs, in the order of A's file; what is in one file only, and read for none, is in the first."""
    places = {entry.key: place for place, entry in enumerate(a.entries)}
    pairs = sorted(alignment.pairs, key=lambda pair: places.get(pair.a.key, len(places)))
    share = tuple(part.share(pairs, lambda pair: pair.a.nbytes + pair.b.nbytes))
    if part.number == 1:
        return replace(alignment, pairs=share)
    return replace(alignment, pairs=share, only_in_a=(), only_in_b=())


def _selected(alignment: Alignment, globs: Globs) -> Alignment:
    """The part of the alignment whose keys, in either file, match one of the globs."""
    if not globs:
        return alignment
    keys_a = {entry.key for entry in matching([pair.a for pair in alignment.pairs], globs)}
    keys_b = {entry.key for entry in matching([pair.b for pair in alignment.pairs], globs)}
    return replace(
        alignment,
        pairs=tuple(pair for pair in alignment.pairs if pair.a.key in keys_a or pair.b.key in keys_b),
        only_in_a=tuple(matching(alignment.only_in_a, globs)),
        only_in_b=tuple(matching(alignment.only_in_b, globs)),
        excluded_a=tuple(matching(alignment.excluded_a, globs)),
        excluded_b=tuple(matching(alignment.excluded_b, globs)),
    )
