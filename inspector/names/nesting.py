"""How dotted names nest: in a tree whose groups all branch, so that it has fewer than two nodes for each name.

What has nothing beside it is one node with the group it is alone in (``transformer.h``), as in a radix tree
(https://en.wikipedia.org/wiki/Radix_tree): there are no more nodes for it, however many dots names have.

The names of a large model are mostly the same few names under many stems: ``gate_proj.weight``, ``up_proj.weight``, ... of
each of a hundred experts, and the same experts of each layer. What lies below such stems is nested once and copied whole.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from inspector.jobs import Job
from inspector.names.ordering import natural_order, sorted_in_runs

#: Said while it is done.
_WHAT = "Building the tree of names"

__all__ = ["MAX_DEPTH", "NO_CHILDREN", "NO_ENTRY", "ROOT", "Nested", "nest"]

ROOT = 0
NO_ENTRY = -1
NO_CHILDREN: tuple[int, ...] = ()

#: Names nested deeper are joined in one last label: groups in groups a thousand deep are of no use to anybody.
MAX_DEPTH = 64

_BEGINS_WITH_A_NUMBER = re.compile(r"[0-9]+(?:\.|$)").match

#: What is below so many stems is nested once and copied.
_OFTEN = 8

#: Names that are gone through between two looks at the job.
_STRIDE = 2048


@dataclass(frozen=True, slots=True, eq=False)
class Nested:
    """Nodes in the order in which a fully expanded tree shows them, the first of them above all others.

    ``labels`` are the parts of the names; ``parents`` is -1 for the first; ``ends`` is one past the last node below each.
    ``entries`` is the number of the name at a node, NO_ENTRY for a mere group; ``size`` is how many names there are, and
    ``names`` what they are.
    """

    labels: list[str]
    parents: array[int]
    ends: array[int]
    entries: array[int]
    size: int
    names: Sequence[_Name]


class _Name(NamedTuple):
    """A dotted name and the number of its entry; or a group, the number of the first entry in it, and what is below it."""

    text: str
    first: int
    below: Nested | None


def nest(names: Sequence[str], numbers: Sequence[int], job: Job) -> Nested:
    """The tree of names; those of consecutive ``numbers``, which ascend, may be copied together.

    Siblings are in the order in which their first names come. Those that are sorted by their characters, as by a writer
    without an order of its own, are in natural order: ``9`` before ``10``. So are those that begin with a number each, as
    layers do: where each shard of a model is sorted by itself, ``10`` comes between ``1`` and ``2``.
    """
    columns = _Columns(names, numbers, [None] * len(names))
    while True:
        before = len(columns.texts)
        columns = _gathered(columns, job)
        if 2 * len(columns.texts) >= before:
            return _nested(list(map(_Name, columns.texts, columns.firsts, columns.below)), len(names), job)


@dataclass(slots=True)
class _Columns:
    """Names as columns: the fields of each :class:`_Name`."""

    texts: Sequence[str] = field(default_factory=list)
    firsts: Sequence[int] = field(default_factory=list)
    below: Sequence[Nested | None] = field(default_factory=list)


# the same names under many stems


@dataclass(slots=True, eq=False)
class _Content:
    """What comes below a stem, or several: the tails of the names, and what is below these.

    ``span`` is how many entries come before that of the last name.
    """

    tails: tuple[str, ...]
    below: tuple[Nested | None, ...]
    uses: int = 0
    prefix: str = ""
    nested: Nested | None = None
    span: int = field(init=False)

    def __post_init__(self) -> None:
        self.span = sum(_size(below) for below in self.below[:-1])

    def nest(self, job: Job) -> Nested:
        """The tree of the tails, without the ``prefix`` that all begin with."""
        if self.nested is None:
            head = self.tails[0].partition(".")[0] + "."
            if all(tail.startswith(head) for tail in self.tails):
                self.prefix = head
            names, size = [], 0
            for tail, below in zip(self.tails, self.below, strict=True):
                names.append(_Name(tail[len(self.prefix) :], size, below))
                size += _size(below)
            self.nested = _nested(names, size, job)
        return self.nested

    def is_below(self, stem: str, start: int, columns: _Columns) -> bool:
        """Whether just this comes below the stem of the name at ``start``."""
        texts, firsts, length = columns.texts, columns.firsts, len(stem)
        stop = start + len(self.tails)
        names = texts[start:stop]
        if tuple([name[length:] for name in names]) != self.tails:
            return False
        if not min(names).startswith(stem) or not max(names).startswith(stem):  # what is between them does, too
            return False
        if firsts[stop - 1] - firsts[start] != self.span or tuple(columns.below[start:stop]) != self.below:
            return False
        return stop == len(texts) or not texts[stop].startswith(stem) or _stem(texts[stop]) != stem


def _gathered(columns: _Columns, job: Job) -> _Columns:
    """The names with those that are below one stem put together as a group, if the same are below many stems."""
    texts, firsts, below = columns.texts, columns.firsts, columns.below
    found_texts: list[str] = []
    found_firsts = array("i")
    found_below: list[Nested | None] = []
    for stem, start, stop, content in job.each(list(_runs(columns, job))):
        if stop - start > 1 and content.uses >= _OFTEN:
            found_below.append(content.nest(job))
            found_texts.append(f"{stem}{content.prefix}"[:-1])
            found_firsts.append(firsts[start])
        else:
            found_texts += texts[start:stop]
            found_firsts.extend(firsts[start:stop])
            found_below += below[start:stop]
    return _Columns(found_texts, found_firsts, found_below)


def _runs(columns: _Columns, job: Job) -> Iterator[tuple[str, int, int, _Content]]:
    """Names that follow each other with all but their last two parts in common: that stem, where they begin, end, and what.

    Most are those of an earlier run that began alike; that is seen at once.
    """
    texts = columns.texts
    contents: dict[tuple[tuple[str, ...], tuple[Nested | None, ...]], _Content] = {}
    likely: dict[str, _Content] = {}
    start = reported = 0
    while start < len(texts):
        if start >= reported:
            job.report(start, len(texts), _WHAT)
            reported = start + _STRIDE
        text = texts[start]
        stem = _stem(text)
        tail = text[len(stem) :]
        content = likely.get(tail)
        if content is None or not stem or not content.is_below(stem, start, columns):
            stop = _run_end(stem, start, columns, job)
            parts = tuple([each[len(stem) :] for each in texts[start:stop]]), tuple(columns.below[start:stop])
            content = likely[tail] = contents.setdefault(parts, _Content(*parts)) if stem else _Content(*parts)
        content.uses += 1
        stop = start + len(content.tails)
        yield stem, start, stop, content
        start = stop


def _stem(text: str) -> str:
    """A name without its last two parts; empty if it has no more."""
    last = text.rfind(".")
    return text[: text.rfind(".", 0, last) + 1] if last > 0 else ""


def _run_end(stem: str, start: int, columns: _Columns, job: Job) -> int:
    """One past the last name that follows that at ``start`` with the same stem, and whose entries follow its entries."""
    texts, firsts = columns.texts, columns.firsts
    following = firsts[start]
    for at in job.each(range(start, len(texts))):
        if firsts[at] != following or (at > start and _stem(texts[at]) != stem):
            return at
        following += _size(columns.below[at])
    return len(texts)


def _size(below: Nested | None) -> int:
    """How many entries a name stands for that has this below it."""
    return 1 if below is None else below.size


# one tree of names, some of which are groups


@dataclass(slots=True)
class _Branches:
    """A tree while it grows from names that are sorted: its nodes in any order, the root first.

    ``firsts`` are the numbers of the first entries at and below the nodes, which their order follows.
    """

    labels: list[str] = field(default_factory=lambda: [""])
    parents: list[int] = field(default_factory=lambda: [NO_ENTRY])
    firsts: list[int] = field(default_factory=lambda: [-1])
    entries: list[int] = field(default_factory=lambda: [NO_ENTRY])
    below: dict[int, _Name] = field(default_factory=dict)
    twins: list[tuple[int, int]] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, parent: int, parts: Sequence[str], first: int) -> int:
        """A node more, which is no entry."""
        label = ".".join(parts)
        self.labels.append(self.words.setdefault(label, label))
        self.parents.append(parent)
        self.firsts.append(first)
        self.entries.append(NO_ENTRY)
        return len(self.labels) - 1

    def move(self, node: int, parent: int, parts: Sequence[str]) -> None:
        """Put a node below a group, where less of its name is left."""
        label = ".".join(parts)
        self.labels[node] = self.words.setdefault(label, label)
        self.parents[node] = parent

    def put(self, node: int, name: _Name) -> None:
        """Let a node have what a name says; a second entry of one name is a twin, which gets a node of its own."""
        if name.below is not None:
            self.below[node] = name
            self.firsts[node] = min(self.firsts[node], name.first)
        elif self.entries[node] == NO_ENTRY:
            self.entries[node] = name.first
        else:
            self.twins.append((node, name.first))

    def add_twins(self) -> None:
        """Put the twins beside the nodes of their names, which are where they belong by now."""
        for node, first in self.twins:
            self.entries[self.add(self.parents[node], [self.labels[node]], first)] = first


def _nested(names: Sequence[_Name], size: int, job: Job) -> Nested:
    """The tree of names, of which no two groups are the same."""
    branches = _grown(_sorted(names, job), job)
    return _in_order(branches, _families(branches, job), names, size, job)


def _sorted(names: Sequence[_Name], job: Job) -> Sequence[_Name]:
    """The names sorted, each with a dot behind it, so that all with one prefix are together, after that prefix itself.

    Groups are taken to pieces where another name leads into them.
    """
    names = [_Name(f"{name.text}.", name.first, name.below) for name in job.each(names)]
    while True:
        names = sorted_in_runs(names, _by_text, job)
        shared = {
            at
            for at, (name, following) in enumerate(pairwise(job.each(names)))
            if name.below is not None and following.text.startswith(name.text)
        }
        if not shared:
            return names
        names = [part for at, name in enumerate(names) for part in (_pieces(name) if at in shared else (name,))]


def _by_text(name: _Name) -> tuple[str, bool, int]:
    """Of one text entries come before groups."""
    return name.text, name.below is not None, name.first


def _pieces(name: _Name) -> Iterator[_Name]:
    """The names in a group."""
    assert name.below is not None
    for part in name.below.names:
        yield _Name(f"{name.text}{part.text}.", name.first + part.first, part.below)


def _grown(names: Iterable[_Name], job: Job) -> _Branches:
    """The tree of sorted names: each parts from the one before where a group is, or has to be put in between."""
    branches = _Branches()
    firsts = branches.firsts
    before: list[str] = []
    trail, depths = [ROOT], [0]  # the nodes above the last name and its own, and how many parts each has
    for name in job.each(names):
        parts = name.text[:-1].split(".", MAX_DEPTH - 1)
        shared = 0
        for one, other in zip(parts, before, strict=False):
            if one != other:
                break
            shared += 1
        while depths[-1] > shared:
            node, depth = trail.pop(), depths.pop()
            if depths[-1] < shared:  # what was one node until now
                group = branches.add(trail[-1], before[depths[-1] : shared], firsts[node])
                branches.move(node, group, before[shared:depth])
                trail.append(group)
                depths.append(shared)
            firsts[trail[-1]] = min(firsts[trail[-1]], firsts[node])
        if shared < len(parts):
            trail.append(branches.add(trail[-1], parts[shared:], name.first))
            depths.append(len(parts))
        branches.put(trail[-1], name)
        before = parts
    while len(trail) > 1:
        node = trail.pop()
        firsts[trail[-1]] = min(firsts[trail[-1]], firsts[node])
    branches.add_twins()
    return branches


def _families(branches: _Branches, job: Job) -> dict[int, Sequence[int]]:
    """The children of each node that has any, in order."""
    families: dict[int, Sequence[int]] = {}
    lists: dict[int, list[int]] = {}
    for node in sorted_in_runs(range(1, len(branches.labels)), branches.firsts.__getitem__, job):
        lists.setdefault(branches.parents[node], []).append(node)
    key = natural_order(branches.labels)
    for parent, family in job.each(lists.items()):
        is_natural = len(family) > 1 and _is_alphabetical_or_numbered([branches.labels[node] for node in family])
        families[parent] = sorted_in_runs(family, key, job) if is_natural else family
    return families


def _is_alphabetical_or_numbered(labels: Sequence[str]) -> bool:
    """Whether the labels are sorted by their characters, or begin with a number each."""
    return all(one <= other for one, other in pairwise(labels)) or all(map(_BEGINS_WITH_A_NUMBER, labels))


def _in_order(
    branches: _Branches, families: dict[int, Sequence[int]], names: Sequence[_Name], size: int, job: Job
) -> Nested:
    """The nodes as a fully expanded tree shows them, those of groups among them."""
    labels: list[str] = []
    parents, ends, entries = array("i"), array("i"), array("i")
    stack = [(ROOT, NO_ENTRY)]
    while stack:
        job.check()
        node, parent = stack.pop()
        if node < 0:  # all below is there
            ends[parent] = len(labels)
            continue
        place = len(labels)
        labels.append(branches.labels[node])
        parents.append(parent)
        ends.append(place + 1)
        entries.append(branches.entries[node])
        group, family = branches.below.get(node), families.get(node, NO_CHILDREN)
        if group is not None and group.below is not None:
            first, below = group.first, group.below
            labels += below.labels[1:]
            parents.extend([place + above for above in below.parents[1:]])
            ends.extend([place + end for end in below.ends[1:]])
            entries.extend([first + entry if entry != NO_ENTRY else NO_ENTRY for entry in below.entries[1:]])
            ends[place] = len(labels)
        if family:
            stack.append((-1, place))
            stack.extend((child, place) for child in reversed(family))
    return Nested(labels, parents, ends, entries, size, names)
