"""Matching the tensors of two checkpoints: the first half of a comparison, done on the indices alone.

Names are matched in three steps. The user's rename rules are applied. Equal names are paired. Then wrappers are removed: a
prefix that only one side has, or that differs between the sides (:mod:`.prefixes`), and words in the middle of names
(:mod:`inspector.names.canonical`). Nothing is guessed silently: the :class:`Map` says which rules were used, and an edited
map is aligned again. Tensors that still have no partner may be found by their content, which reads data
(:mod:`.content_matching`).

A tensor that one file has twice, as an embedding and the head tied to it, and the other file once, has no name to be found
by: it is paired with the partner of the tensor it is tied to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from inspector.comparing.conversion.rules import Converted
from inspector.comparing.name_map import Map, MapRule, Origin
from inspector.comparing.prefixes import positional_rules, wrapper_rule
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.names.canonical import canonical_rules
from inspector.names.renaming import RenameRule
from inspector.tensors.entries import LOGICAL, Entry, TensorEntry

__all__ = [
    "Alignment",
    "Pair",
    "Suggestion",
    "align",
    "extended",
    "is_matrix",
    "transposed",
    "with_tied",
]

#: Wrappers seen through, one after the other.
_MAX_WRAPPERS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two tensors to compare. ``a`` is the transposed view where ``is_transposed``; ``rule`` is None for equal keys.

    Where one side is what a converter makes of a model's tensors, ``conversion`` says how.
    """

    a: TensorEntry
    b: TensorEntry
    rule: RenameRule | None = None
    is_transposed: bool = False
    conversion: Converted | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """``a`` seems to be the transpose of ``b``. ``is_exact`` if their content says so, else only their shapes do."""

    a: TensorEntry
    b: TensorEntry
    is_exact: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The tensors of two checkpoints side by side: ``pairs`` in the order of A, and what is in one only.

    ``excluded_a`` and ``excluded_b`` are what stands beside the model in a training checkpoint (optimizer state, EMA copies)
    when the other file is a bare model: in one only, and no difference. ``alternatives`` are rules that would have paired
    as much as one that was used: the file holds two equal copies.
    """

    pairs: tuple[Pair, ...]
    only_in_a: tuple[TensorEntry, ...]
    only_in_b: tuple[TensorEntry, ...]
    excluded_a: tuple[TensorEntry, ...]
    excluded_b: tuple[TensorEntry, ...]
    map: Map
    suggestions: tuple[Suggestion, ...] = ()
    alternatives: tuple[RenameRule, ...] = ()

    @property
    def is_converted(self) -> bool:
        """Whether one side is what a converter makes of the other; its tensors then have names of their own."""
        return any(pair.conversion is not None for pair in self.pairs)

    @property
    def map_back(self) -> Map:
        """The map that brings the same tensors together when B is compared with A."""
        rules = tuple(replace(rule, rule=rule.rule.reversed) for rule in self.map.rules)
        return Map(rules, frozenset(pair.b.key for pair in self.pairs if pair.is_transposed), is_final=True)


def align(a: Sequence[Entry], b: Sequence[Entry], map: Map | None = None, job: Job | None = None) -> Alignment:  # noqa: A002
    """Align the tensors among two files' entries. Reads nothing; time grows linearly with their number.

    Where a key occurs twice in a file, the first goes with the other file's first.
    """
    matcher = _Matcher(a, b, map or Map(), job or Job())
    matcher.match_equal_names()
    for rule in matcher.map.found:
        matcher.apply(rule.rule, rule.origin)
    if not matcher.map.is_final:
        matcher.search()
    return _with_shared(_with_excluded(matcher.alignment()), matcher.map)


def extended(alignment: Alignment, rules: Iterable[MapRule]) -> Alignment:
    """The alignment with further rules of its map, applied to what is in one file only."""
    matcher = _Matcher(alignment.only_in_a, alignment.only_in_b, alignment.map, Job())
    for rule in rules:
        matcher.apply(rule.rule, rule.origin)
    added = matcher.alignment()
    return replace(
        alignment,
        pairs=alignment.pairs + added.pairs,
        only_in_a=added.only_in_a,
        only_in_b=added.only_in_b,
        map=replace(alignment.map, rules=alignment.map.rules + added.map.found),
        suggestions=alignment.suggestions + added.suggestions,
    )


def with_tied(
    alignment: Alignment,
    a: Iterable[tuple[TensorEntry, TensorEntry]] = (),
    b: Iterable[tuple[TensorEntry, TensorEntry]] = (),
) -> Alignment:
    """The alignment with tied tensors that the other file leaves out: each paired with the partner of the one it is tied to.

    ``a`` are tensors that are in A only, each with the tensor of A it is tied to, which has a partner; ``b`` those of B.
    """
    partners_a = {pair.a: pair for pair in alignment.pairs}
    partners_b = {pair.b: pair for pair in alignment.pairs}
    pairs = [_tied_pair(entry, partners_a[tied].b) for entry, tied in a]
    pairs += [_tied_pair(partners_b[tied].a, entry) for entry, tied in b]
    if not pairs:
        return alignment
    paired = {entry for pair in pairs for entry in (pair.a, pair.b)}
    return replace(
        alignment,
        pairs=(*alignment.pairs, *pairs),
        only_in_a=tuple(entry for entry in alignment.only_in_a if entry not in paired),
        only_in_b=tuple(entry for entry in alignment.only_in_b if entry not in paired),
        map=replace(
            alignment.map,
            rules=(*alignment.map.rules, *(MapRule(pair.rule, Origin.TIED, 1) for pair in pairs if pair.rule)),
        ),
    )


def is_matrix(entry: TensorEntry) -> bool:
    """Whether the tensor has two axes that can be swapped by looking at it differently."""
    return (
        len(entry.shape) == 2
        and entry.dtype.elements_per_unit == entry.dtype.values_per_element == 1
        and entry.layout in ("strided", LOGICAL)
        and (entry.quantization is None or entry.quantization.axis is None)
    )


def transposed(entry: TensorEntry) -> TensorEntry:
    """The matrix with its axes swapped, a view of the same storage. Raises SelectionError for what is no matrix."""
    if not is_matrix(entry):
        raise SelectionError(f"{entry.key} is not a matrix that could be transposed")
    return entry.replace(shape=entry.shape[::-1], strides=entry.strides[::-1])


def _tied_pair(a: TensorEntry, b: TensorEntry) -> Pair:
    return Pair(a, b, RenameRule.key(a.key, b.key))


def _with_shared(alignment: Alignment, used: Map) -> Alignment:
    """The alignment with what is tied in one file, by sharing its memory, and left out of the other paired.

    A final map has been given the rules for that.
    """
    known = {rule.rule for rule in used.rules if rule.origin is Origin.TIED} if used.is_final else None
    sides = []
    for left, of_a in ((alignment.only_in_a, True), (alignment.only_in_b, False)):
        paired = {(pair.a if of_a else pair.b).view_key: pair for pair in alignment.pairs} if left else {}
        tied = []
        for entry in left:
            pair = paired.get(entry.view_key) if entry.storage is not None and entry.nbytes else None
            if pair is None:
                continue
            rule = RenameRule.key(entry.key, pair.b.key) if of_a else RenameRule.key(pair.a.key, entry.key)
            if known is None or rule in known:
                tied.append((entry, pair.a if of_a else pair.b))
        sides.append(tied)
    return with_tied(alignment, *sides)


def _with_excluded(alignment: Alignment) -> Alignment:
    """The alignment with what is beside an unwrapped model excluded."""
    unwrapping = {
        rule.rule
        for rule in alignment.map.rules
        if rule.origin is Origin.PREFIX or (not rule.rule.is_literal and "" in (rule.rule.old[0], rule.rule.new[0]))
    }
    wrappers_a = [(pair.a, pair.rule.old[0] if pair.rule in unwrapping else "") for pair in alignment.pairs]
    wrappers_b = [(pair.b, pair.rule.new[0] if pair.rule in unwrapping else "") for pair in alignment.pairs]
    only_in_a, excluded_a = _parted(alignment.only_in_a, wrappers_a)
    only_in_b, excluded_b = _parted(alignment.only_in_b, wrappers_b)
    return replace(alignment, only_in_a=only_in_a, only_in_b=only_in_b, excluded_a=excluded_a, excluded_b=excluded_b)


def _parted(
    left: Sequence[TensorEntry], paired: Sequence[tuple[TensorEntry, str]]
) -> tuple[tuple[TensorEntry, ...], ...]:
    """What is ``left`` of a file parted into what belongs to the model and what does not.

    ``paired`` are the tensors that have a partner, and the wrapper each was taken out of. Where that was a container of the
    file (``state_dict.*=*``), only containers that hold a paired tensor belong to the model.
    """
    inside = {_container(entry) for entry, _ in paired}
    if not any(wrapper.startswith(f"{_container(entry)}.") for entry, wrapper in paired):
        return tuple(left), ()
    parts: tuple[list[TensorEntry], list[TensorEntry]] = ([], [])
    for entry in left:
        parts[_container(entry) not in inside].append(entry)
    return tuple(parts[0]), tuple(parts[1])


def _container(entry: TensorEntry) -> str | None:
    """The key of the outermost dict that a nested tensor is in, None for one that is not nested."""
    outermost = entry.path[0] if len(entry.path) > 1 else None
    return outermost if isinstance(outermost, str) else None


class _Matcher:
    """The tensors of both sides that have no partner yet, by name."""

    def __init__(self, a: Sequence[Entry], b: Sequence[Entry], map: Map, job: Job) -> None:  # noqa: A002
        self.map = map
        self._job = job
        self._a, self._b = (
            [entry for entry in side if isinstance(entry, TensorEntry) and entry.in_state_dict] for side in (a, b)
        )
        self._partners: dict[int, tuple[int, RenameRule | None]] = {}
        self._origins: dict[RenameRule, Origin] = {}
        self._given: dict[str, RenameRule] = {}
        self._alternatives: list[RenameRule] = []
        self._free_a: dict[str, deque[int]] = defaultdict(deque)
        self._free_b: dict[str, deque[int]] = defaultdict(deque)
        names = map.names
        for index, entry in enumerate(job.each(self._a, len(self._a), "Aligning the names")):
            found = names.find(entry.key) if names.rules else None
            if found is not None:
                self._given[entry.key] = found[0]
            self._free_a[entry.key if found is None else found[1]].append(index)
        for index, entry in enumerate(self._b):
            self._free_b[entry.key].append(index)
        #: In order, so that the names that begin with the text of a rule are beside each other.
        self._names = sorted(self._free_a)

    def match_equal_names(self) -> None:
        """Pair what is called the same."""
        for name in list(self._free_a):
            self._pair(name, name, None)
        self._names = sorted(self._free_a)

    def apply(self, rule: RenameRule, origin: Origin) -> None:
        """Pair what is called the same by ``rule``."""
        self._origins.setdefault(rule, origin)
        self._job.check()
        start = rule.old[0]
        for position in range(bisect_left(self._names, start), len(self._names)):
            name = self._names[position]
            if not name.startswith(start):
                break
            renamed = rule.apply(name)
            if renamed is not None:
                self._pair(name, renamed, rule)

    def search(self) -> None:
        """Look for wrappers, for words that mean the same, and for lists that stand for names."""
        for _ in range(_MAX_WRAPPERS):
            found = wrapper_rule(*self._free_shapes())
            if found is None:
                break
            self.apply(found.best, Origin.PREFIX)
            self._alternatives += found.others
        wrappers = [rule for rule, origin in self._origins.items() if origin is Origin.PREFIX]
        for rule in canonical_rules(*self._free_shapes(), wrappers):
            self.apply(rule, Origin.CANONICAL)
        for rule in positional_rules(*self._free_shapes()):
            self.apply(rule, Origin.POSITION)

    def alignment(self) -> Alignment:
        """What has been found."""
        pairs = []
        counts: dict[RenameRule, int] = defaultdict(int)
        for index in sorted(self._partners):
            partner, rule = self._partners[index]
            entry = self._a[index]
            rule = rule or self._given.get(entry.key)
            if rule is not None:
                counts[rule] += 1
            swap = entry.key in self.map.transposed and is_matrix(entry)
            pairs.append(Pair(transposed(entry) if swap else entry, self._b[partner], rule, swap))
        rules = [replace(rule, pairs=counts[rule.rule]) for rule in self.map.rules if rule.origin is Origin.GIVEN]
        rules += [MapRule(rule, origin, counts[rule]) for rule, origin in self._origins.items() if counts[rule]]
        return Alignment(
            pairs=tuple(pairs),
            only_in_a=_left(self._a, self._free_a),
            only_in_b=_left(self._b, self._free_b),
            excluded_a=(),
            excluded_b=(),
            map=replace(self.map, rules=tuple(rules)),
            alternatives=tuple(self._alternatives),
            suggestions=tuple(
                Suggestion(pair.a, pair.b)
                for pair in pairs
                if pair.a.shape != pair.b.shape and pair.a.shape == pair.b.shape[::-1] and is_matrix(pair.a)
            ),
        )

    def _pair(self, name_a: str, name_b: str, rule: RenameRule | None) -> None:
        free_a, free_b = self._free_a.get(name_a), self._free_b.get(name_b)
        while free_a and free_b:
            self._partners[free_a.popleft()] = (free_b.popleft(), rule)
        for free, name in ((self._free_a, name_a), (self._free_b, name_b)):
            if name in free and not free[name]:
                del free[name]

    def _free_shapes(self) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, ...]]]:
        """The shapes of what has no partner yet, by name, in A and in B."""
        return self._shapes(self._free_a, self._a), self._shapes(self._free_b, self._b)

    def _shapes(self, free: dict[str, deque[int]], entries: Sequence[TensorEntry]) -> dict[str, tuple[int, ...]]:
        return {name: entries[indices[0]].shape for name, indices in free.items()}


def _left(entries: Sequence[TensorEntry], free: dict[str, deque[int]]) -> tuple[TensorEntry, ...]:
    return tuple(entries[index] for index in sorted(index for indices in free.values() for index in indices))
