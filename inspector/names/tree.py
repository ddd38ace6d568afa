"""The tree of names: the entries of a checkpoint nested by the dots of their keys, with sums for every group.

A window shows hundreds of thousands of names and must never stall, so the tree is a handful of flat lists indexed by node:
no object per node, no recursion, no cycle for the garbage collector. It is built once, in a worker thread, and never
changed; what a filter hides and how a column sorts are separate objects over the same tree (:mod:`.tree_layout`).

Nodes are numbered in the order a fully expanded tree shows them (parents before children, siblings as the file lists them),
so that the nodes below ``node`` are exactly ``node + 1 .. ends[node] - 1`` and sorting nodes by number restores that order.
"""

from __future__ import annotations

import heapq
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from inspector.jobs import Job
from inspector.tensors.entries import Entry, Sizes, TensorEntry, key_parts

__all__ = ["MAX_DEPTH", "NO_ENTRY", "ROOT", "NameTree", "build", "natural_key", "natural_order", "tree_parts"]

ROOT = 0
NO_ENTRY = -1

#: Names nested deeper are joined in one last label: a key of a million dots must not become a million groups.
MAX_DEPTH = 64

#: Names of more parts than these, on average, are nested no deeper, unless they are few: else the groups of a file of long
#: names would take a hundred times its own memory.
_MANY_PARTS = 16
_FEW_NAMES = 1000

#: Places forgotten in one go: letting go of all would keep every other thread waiting until it is done, as would sorting.
_FORGOTTEN_AT_ONCE = 2048
#: Siblings sorted in one go: ``list.sort`` keeps every other thread waiting until it is done.
_SORT_RUN = 8192

#: There are fewer labels than these.
_WORD_BITS = 40

NO_CHILDREN: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class NameTree:
    """The names of ``source`` (a checkpoint's entries) as flat lists indexed by node; node 0 is the root.

    ``labels`` are the last parts of the keys and may hold anything a file can hold. ``parents`` (-1 for the root),
    ``children`` and ``ends`` (one past the last node below) give the shape. ``entries`` is the index in ``source`` of the
    entry at the node, or :data:`NO_ENTRY` for a mere group; a node may be both, since ``a`` and ``a.b`` may both be entries.
    ``tensors``, ``parameters`` (elements) and ``nbytes`` are sums over the node and all below, without what a state dict
    leaves out. ``nodes`` leads from an entry's index back to its node; ``keys`` are the entries' dotted keys in lower case,
    each perhaps followed by lines with others that the filter finds the entry by.
    """

    source: Sequence[Entry]
    labels: Sequence[str]
    parents: Sequence[int]
    children: Sequence[Sequence[int]]
    ends: Sequence[int]
    entries: Sequence[int]
    tensors: Sequence[int]
    parameters: Sequence[int]
    nbytes: Sequence[int]
    nodes: Sequence[int]
    keys: list[str]

    def __len__(self) -> int:
        return len(self.labels)

    def entry(self, node: int) -> Entry | None:
        """The entry at a node, or None for a group."""
        index = self.entries[node]
        return None if index == NO_ENTRY else self.source[index]

    def key(self, node: int) -> str:
        """The dotted key of an entry, or the prefix a group stands for."""
        entry = self.entry(node)
        if entry is not None:
            return entry.key
        parts = []
        while node != ROOT:
            parts.append(self.labels[node])
            node = self.parents[node]
        return ".".join(reversed(parts))

    def find(self, key: str) -> int | None:
        """The node of the first entry with this dotted key."""
        lower = key.lower()
        start = 0
        while True:
            try:
                start = self.keys.index(lower, start)
            except ValueError:
                break
            if self.source[start].key == key:
                return self.nodes[start]
            start += 1
        further = f"{lower}\n"
        found = (index for index, keys in enumerate(self.keys) if keys.startswith(further))
        return next((self.nodes[index] for index in found if self.source[index].key == key), None)

    def below(self, node: int) -> list[Entry]:
        """The entries at a node and below it, in the order shown."""
        return [self.source[i] for i in self.entries[node : self.ends[node]] if i != NO_ENTRY]


def tree_parts(entry: Entry, depth: int = MAX_DEPTH) -> list[str]:
    """The labels from the root to an entry: its path, text elements split at their dots, at most ``depth`` of them."""
    path = entry.path
    parts: list[str] = []
    for element in path:
        if isinstance(element, str):
            parts.extend(element.split("."))
        else:
            parts.extend(key_parts((element,)))
    if len(parts) > depth:
        parts[depth - 1 :] = [".".join(parts[depth - 1 :])]
    return parts


def natural_order(labels: Sequence[str]) -> Callable[[int], tuple[str, str]]:
    """What to sort nodes by so that their labels are in natural order. Each label is looked at once: many are the same."""
    keys: dict[str, tuple[str, str]] = {}

    def key(node: int) -> tuple[str, str]:
        label = labels[node]
        found = keys.get(label)
        if found is None:
            found = keys[label] = natural_key(label)
        return found

    return key


_DIGITS = re.compile("[0-9]+")


def natural_key(label: str) -> tuple[str, str]:
    """A sort key that puts ``layer.9`` before ``layer.10`` and ``A`` beside ``a``; ties go by the label itself.

    Each run of digits is written as how many it has (without leading zeros), then itself: of two numbers the longer one
    is the larger. No number is ever converted, since a hostile label may be a million digits long.
    """
    return _DIGITS.sub(_counted, label.casefold()), label


def _counted(match: re.Match[str]) -> str:
    digits = match.group().lstrip("0")
    return f"{len(digits):08}{digits}"


def build(source: Sequence[Entry], job: Job | None = None) -> NameTree:
    """The tree of the entries; for a worker thread, 100,000 entries take about half a second."""
    job = job or Job()
    labels, parents, entries = _grown(source, job)
    children = _families(parents)
    key = natural_order(labels)
    is_sorted = _are_preorder(parents, job)
    for node, family in enumerate(job.each(children)):
        if len(family) > 1 and _are_alphabetical(family, labels):
            children[node] = sorted_in_runs(family, key, job)
            is_sorted = is_sorted and children[node] == family
    if not is_sorted:
        preorder = array("q", job.each(_preorder(children)))
        number = array("q", bytes(8 * len(preorder)))
        for new, old in enumerate(preorder):
            number[old] = new
        labels = [labels[old] for old in preorder]
        parents = array("q", (number[parents[old]] if old else NO_ENTRY for old in preorder))
        entries = array("q", (entries[old] for old in preorder))
        children = _families(parents)
    return _summed(source, labels, parents, children, entries, job)


def _grown(source: Sequence[Entry], job: Job) -> tuple[Sequence[str], Sequence[int], Sequence[int]]:
    """Labels, parents and entries of the nodes in the order the file first names them.

    Of most entries all but the last two parts of the key were in one before, and are looked up as a whole. The others
    mostly share the beginning of their keys with the one before: only where they part is anything looked up.
    """
    labels, parents, entries = [""], array("q", [NO_ENTRY]), array("q", [NO_ENTRY])
    words: dict[str, int] = {}  # each label once, however many nodes have it
    texts: list[str] = []
    places: dict[int, int] = {}  # nodes by their parent and word
    stems: dict[str, int] = {}  # nodes by the beginning of names, up to the last dot but one
    depth = _depth(source, job)
    before: list[str] = []
    trail = [ROOT]  # the nodes of those parts, behind the root

    def node_below(parent: int, label: str) -> int:
        word = words.setdefault(label, len(texts))
        if word == len(texts):
            texts.append(label)
        node = places.setdefault(parent << _WORD_BITS | word, len(labels))
        if node == len(labels):
            labels.append(texts[word])
            parents.append(parent)
            entries.append(NO_ENTRY)
        return node

    for index, entry in enumerate(job.each(source, len(source), "Building the tree of names")):
        path = entry.path
        name = path[0] if len(path) == 1 and type(path[0]) is str else ""
        last = name.rfind(".")
        middle = name.rfind(".", 0, max(last, 0))
        stem = name[: middle + 1]
        group = stems.get(stem) if stem else None
        if group is not None:
            node = node_below(node_below(group, name[middle + 1 : last]), name[last + 1 :])
        else:
            parts = tree_parts(entry, depth)
            shared = 0
            for one, other in zip(parts, before, strict=False):
                if one != other:
                    break
                shared += 1
            del trail[shared + 1 :]
            for label in parts[shared:]:
                trail.append(node_below(trail[-1], label))
            node = trail[-1]
            before = parts
            if stem and len(parts) == stem.count(".") + 2:  # none were joined
                stems[stem] = trail[-3]
        if entries[node] != NO_ENTRY:  # two entries of one name: both are shown
            labels.append(labels[node])
            parents.append(max(ROOT, parents[node]))
            entries.append(NO_ENTRY)
            node = len(labels) - 1
        entries[node] = index
    _forget(job, places, stems, words)
    return labels, parents, entries


def _forget(job: Job, *forgotten: dict[Any, int]) -> None:
    """Let go of what was looked up, a little at a time."""
    for each in forgotten:
        while each:
            job.check()
            for _ in range(min(_FORGOTTEN_AT_ONCE, len(each))):
                each.popitem()


def _depth(source: Sequence[Entry], job: Job) -> int:
    """How deep names are nested: less where they have so many parts that their groups would outnumber them by far."""
    parts = 0
    for entry in job.each(source):
        for element in entry.path:
            parts += 1 + element.count(".") if isinstance(element, str) else 1
    return MAX_DEPTH if parts <= _MANY_PARTS * len(source) or len(source) < _FEW_NAMES else _MANY_PARTS


def _families(parents: Sequence[int]) -> list[Sequence[int]]:
    """The children of each node, in the order of their numbers."""
    children: list[Any] = [NO_CHILDREN] * len(parents)
    for node in range(1, len(parents)):
        parent = parents[node]
        if children[parent] is NO_CHILDREN:
            children[parent] = [node]
        else:
            children[parent].append(node)
    return children


def _are_alphabetical(family: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether siblings are sorted by their characters, as by a writer without an order of its own: ``10`` before ``9``."""
    return all(labels[one] <= labels[next_one] for one, next_one in pairwise(family))


def sorted_in_runs(
    nodes: Sequence[int], key: Callable[[int], Any], job: Job, *, descending: bool = False
) -> Sequence[int]:
    """The nodes sorted by ``key``, in runs between which other threads get their turn; ties keep their order."""
    runs = []
    for start in range(0, len(nodes), _SORT_RUN):
        job.check()
        runs.append(sorted(nodes[start : start + _SORT_RUN], key=key, reverse=descending))
    if len(runs) == 1:
        return runs[0]
    return list(job.each(heapq.merge(*runs, key=key, reverse=descending)))


def _are_preorder(parents: Sequence[int], job: Job) -> bool:
    """Whether nodes are numbered as a fully expanded tree lists them: below the one before, or beside one above it."""
    for node in job.each(range(1, len(parents))):
        parent, above = parents[node], node - 1
        while above > parent:
            above = parents[above]
        if above != parent:
            return False
    return True


def _preorder(children: Sequence[Sequence[int]]) -> Iterator[int]:
    """All nodes as a fully expanded tree lists them."""
    stack = [ROOT]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children[node]))


def _summed(
    source: Sequence[Entry],
    labels: Sequence[str],
    parents: Sequence[int],
    children: Sequence[Sequence[int]],
    entries: Sequence[int],
    job: Job,
) -> NameTree:
    """The tree of nodes that are numbered in preorder, with the sums."""
    count = len(labels)
    nodes, tensors = array("q", bytes(8 * len(source))), array("q", bytes(8 * count))
    parameters, nbytes = [0] * count, [0] * count  # of any size
    ends = array("q", range(1, count + 1))
    sizes = Sizes()
    for node in job.each(range(count - 1, -1, -1)):
        index = entries[node]
        if index != NO_ENTRY:
            nodes[index] = node
            entry = source[index]
            if isinstance(entry, TensorEntry) and entry.in_state_dict:
                size = sizes.of(entry)
                tensors[node] += 1
                parameters[node] += size[0]
                nbytes[node] += size[1]
        parent = parents[node]
        if parent != NO_ENTRY:
            tensors[parent] += tensors[node]
            parameters[parent] += parameters[node]
            nbytes[parent] += nbytes[node]
            if ends[node] > ends[parent]:
                ends[parent] = ends[node]
    return NameTree(
        source=source,
        labels=labels,
        parents=parents,
        children=children,
        ends=ends,
        entries=entries,
        tensors=tensors,
        parameters=parameters,
        nbytes=nbytes,
        nodes=nodes,
        keys=[_lowered(entry.key) for entry in job.each(source)],
    )


def _lowered(key: str) -> str:
    """In lower case; the same object if it is."""
    lowered = key.lower()
    return key if lowered == key else lowered
