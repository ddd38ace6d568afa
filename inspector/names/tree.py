"""The tree of names: the entries of a checkpoint nested by the dots of their keys, with sums for every group.

A window shows a million names and must never stall, so the tree is a handful of columns indexed by node: no object per
node, no recursion, no cycle for the garbage collector. It is built once, in a worker thread, and never changed; what a
filter hides and how a column sorts are separate objects over the same tree (:mod:`.tree_layout`).

Nodes are numbered in the order a fully expanded tree shows them (parents before children, siblings as the file lists them),
so that the nodes below ``node`` are exactly ``node + 1 .. ends[node] - 1`` and sorting nodes by number restores that order.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from inspector.jobs import Job
from inspector.names.nesting import MAX_DEPTH, NO_CHILDREN, NO_ENTRY, ROOT, Nested, nest
from inspector.tensors.entries import Entry, FileName, Sizes, TensorEntry, key_parts
from inspector.tensors.runs import RUN, Run, by_kind, names_of, runs

__all__ = ["MAX_DEPTH", "MAX_FAMILY", "NO_CHILDREN", "NO_ENTRY", "ROOT", "NameTree", "build"]

#: More siblings than this are shown in ranges of half as many.
MAX_FAMILY = 2000

#: While names are nested, stands for the dots at which they are not split; no text has it (Unicode 15, section 23.7).
_INNER_DOT = "\ufdd0"

_WHAT = "Building the tree of names"


class _Families(Sequence[Sequence[int]]):
    """The children of each node, which follow from the ends of the nodes below it."""

    __slots__ = ("_ends",)

    def __init__(self, ends: Sequence[int]) -> None:
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, node: int) -> Sequence[int]:  # type: ignore[override]  # nobody asks for slices
        ends = self._ends
        end = ends[node]
        child = node + 1
        if child == end:
            return NO_CHILDREN
        family = array("i")
        while child < end:
            family.append(child)
            child = ends[child]
        return family


class _Sums(Sequence[int]):
    """Sums over each node and all below it, of numbers of entries."""

    __slots__ = ("_before", "_ends")

    def __init__(self, numbers: Sequence[int], entries: array[int], ends: Sequence[int]) -> None:
        self._ends = ends
        of_entry = [*numbers, 0].__getitem__  # the last is that of NO_ENTRY
        self._before: array[int] | list[int]
        try:
            self._before = array("q", [0])
            self._add(of_entry, entries)
        except OverflowError:  # shapes can claim any size
            self._before = [0]
            self._add(of_entry, entries)

    def _add(self, of_entry: Callable[[int], int], entries: array[int]) -> None:
        """Add up what comes before each node, in runs between which other threads get their turn."""
        for start in range(0, len(entries), RUN):
            numbers = map(of_entry, entries[start : start + RUN])
            self._before.extend(accumulate(numbers, initial=self._before.pop()))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, node: int) -> int:  # type: ignore[override]  # nobody asks for slices
        return self._before[self._ends[node]] - self._before[node]


@dataclass(frozen=True, slots=True, eq=False)
class NameTree:
    """The names of ``source`` (a checkpoint's entries) as columns indexed by node; node 0 is the root.

    ``labels`` are the last parts of the keys, of what has nothing beside it together with the groups it is alone in, and
    may hold anything a file can hold. ``parents`` (-1 for the root), ``children`` and ``ends`` (one past the last node
    below) give the shape; ``large`` are the nodes of more than :data:`MAX_FAMILY` children. ``entries`` is the index in
    ``source`` of the entry at the node, or :data:`NO_ENTRY` for a mere group; a node may be both, since ``a`` and ``a.b``
    may both be entries. ``tensors``, ``parameters`` (elements) and ``nbytes`` are sums over the node and all below, without
    what a state dict leaves out. ``nodes`` leads from an entry's index back to its node; ``keys`` are the entries' dotted
    keys in lower case, each perhaps followed by lines with others that the filter finds the entry by.
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
    keys: Sequence[str]
    large: Sequence[int]

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


def build(source: Sequence[Entry], job: Job | None = None) -> NameTree:
    """The tree of the entries; for a worker thread, a million entries of a large model take some two seconds."""
    job = job or Job()
    columns = _Columns()
    columns.take(source, job)
    tree = _below_the_root(nest(columns.names, columns.indices, job), columns)
    nodes = array("i", bytes(4 * len(source)))
    for node, index in enumerate(job.each(tree.entries)):
        if index != NO_ENTRY:
            nodes[index] = node
    return NameTree(
        source=source,
        labels=tree.labels,
        parents=tree.parents,
        children=_Families(tree.ends),
        ends=tree.ends,
        entries=tree.entries,
        tensors=_Sums(columns.tensors, tree.entries, tree.ends),
        parameters=_Sums(columns.parameters, tree.entries, tree.ends),
        nbytes=_Sums(columns.nbytes, tree.entries, tree.ends),
        nodes=nodes,
        keys=columns.keys,
        large=[node for node, count in Counter(tree.parents).items() if count > MAX_FAMILY],
    )


class _Columns:
    """What the tree takes from the entries, all of which are made and looked at once.

    ``indices`` are those of the entries that have ``names``; ``unnamed`` those that have none, which are the root or beside
    all names. ``tensors`` (1 for each), ``parameters`` and ``nbytes`` are by index, 0 for what doesn't count.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.keys: list[str] = []
        self.indices = array("i")
        self.unnamed: list[int] = []
        self.has_inner_dots = False
        self.tensors = bytearray()
        self.parameters: list[int] = []
        self.nbytes: list[int] = []

    def take(self, source: Sequence[Entry], job: Job) -> None:
        """Fill the columns."""
        sizes = Sizes()
        for run in runs(source, job, _WHAT):
            names = names_of(run.entries)
            if names is None:
                self._take_names(run)
            else:
                self.names += names
                self.keys += _all_lowered(names)
                self.indices.extend(range(run.start, run.start + len(names)))
            if run.tensors is None:
                self._take_sizes(run.entries, sizes)
            else:
                parameters, nbytes = zip(*by_kind(run.tensors, sizes.of), strict=True)
                self.tensors += b"\1" * len(run.tensors)
                self.parameters += parameters
                self.nbytes += nbytes

    def _take_names(self, run: Run) -> None:
        for index, entry in enumerate(run.entries, run.start):
            name = entry.where if type(entry.where) is str else self._nested_name(entry)
            self.keys.append(_lowered(entry.key))
            if name is None:
                self.unnamed.append(index)
            else:
                self.names.append(name)
                self.indices.append(index)

    def _take_sizes(self, entries: Sequence[Entry], sizes: Sizes) -> None:
        for entry in entries:
            parameters = nbytes = 0
            counts = isinstance(entry, TensorEntry) and entry.in_state_dict
            if isinstance(entry, TensorEntry) and counts:
                parameters, nbytes = sizes.of(entry)
            self.tensors.append(counts)
            self.parameters.append(parameters)
            self.nbytes.append(nbytes)

    def _nested_name(self, entry: Entry) -> str | None:
        """The containers of an entry and its key in one text; only dict keys are split at their dots."""
        parts: list[str] = []
        for element in entry.path:
            if isinstance(element, str) and type(element) is not FileName:
                parts.append(element)
            else:
                parts += (part.replace(".", _INNER_DOT) for part in key_parts((element,)))
        if not parts:
            return None
        name = ".".join(parts)
        self.has_inner_dots = self.has_inner_dots or _INNER_DOT in name
        return name


def _below_the_root(tree: Nested, columns: _Columns) -> Nested:
    """The tree with its dots as they are, the first entry without a name at the root and further ones beside the names."""
    if columns.has_inner_dots:
        tree.labels[:] = [label.replace(_INNER_DOT, ".") for label in tree.labels]
    for number, index in enumerate(columns.unnamed):
        if number == 0:
            tree.entries[ROOT] = index
            continue
        tree.labels.append("")
        tree.parents.append(ROOT)
        tree.ends.append(len(tree.labels))
        tree.entries.append(index)
        tree.ends[ROOT] = len(tree.labels)
    return tree


def _all_lowered(keys: Sequence[str]) -> Sequence[str]:
    """In lower case, as nearly all are."""
    joined = "\n".join(keys)
    return keys if joined == joined.lower() else list(map(_lowered, keys))


def _lowered(key: str) -> str:
    """In lower case; the same object if it is."""
    lowered = key.lower()
    return key if lowered == key else lowered
