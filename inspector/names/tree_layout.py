"""What is shown of a name tree and in which order: sorted by a column, cut down to what a filter found, bounded per group.

A group that a filter leaves with one child is no row of its own: what is in it has the whole name, ``transformer.h``.

A layout works out the rows of a group when these are first asked for, since of a million few are ever looked at. Only groups
of thousands are laid out before, in the worker thread that makes the layout.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from enum import Enum
from itertools import compress, repeat
from typing import Any

from inspector.jobs import Job
from inspector.names.ordering import natural_order, sorted_in_runs
from inspector.names.tree import MAX_FAMILY, NO_ENTRY, ROOT, NameTree
from inspector.tensors.entries import TensorEntry

#: Entries gone through between two looks at the job.
_SLICE = 8192

__all__ = ["MAX_FAMILY", "Order", "TreeLayout", "lay_out", "nodes_of"]


class Order(Enum):
    """What siblings are sorted by. FILE is the order in which the file lists them, which is that of the tree.

    Those that the file lists by their characters, and those that begin with a number, are in natural order there, ``9``
    before ``10``.
    """

    FILE = "file"
    NAME = "name"
    SHAPE = "shape"
    TYPE = "type"
    PARAMETERS = "parameters"
    SIZE = "size"


class TreeLayout:
    """What is shown of a tree and in which order.

    A family of thousands is shown in ranges, which are nodes of the layout alone, numbered from ``len(tree)`` on: a window
    takes time for every row of an open group. ``matches`` are the nodes of the entries a filter found, in the order of the
    tree, or None if nothing is filtered.
    """

    def __init__(
        self,
        tree: NameTree,
        matches: Sequence[int] | None = None,
        key: Callable[[int], Any] | None = None,
        *,
        descending: bool = False,
    ) -> None:
        self.tree = tree
        self.matches = matches
        self._key = key
        self._descending = descending
        self._families: dict[int, Sequence[int]] = {}
        self._places: dict[int, tuple[int, int]] = {}  # the group that a node is a row of, and which one
        self._first_range = self._next_range = len(tree)

    def children(self, node: int, job: Job | None = None) -> Sequence[int]:
        """The nodes whose rows are below that of a node."""
        family = self._families.get(node)
        if family is None:
            family = self._families[node] = self._in_ranges(node, self._family(node, job or Job()))
        return family

    def has_children(self, node: int) -> bool:
        """Whether there are any; takes no time."""
        family = self._families.get(node)
        if family is not None:
            return len(family) > 0
        end = self.tree.ends[node]
        if self.matches is None or end == node + 1:
            return end > node + 1
        following = bisect_left(self.matches, node + 1)
        return following < len(self.matches) and self.matches[following] < end

    def parent(self, node: int) -> int:
        """The node whose row is above that of a node which is shown."""
        return self._place(node)[0]

    def row(self, node: int) -> int:
        """The position of a node which is shown among those beside it."""
        return self._place(node)[1]

    def place(self, node: int) -> tuple[int, int] | None:
        """Below which row a node is shown, if all above are open, and as which of those there; None if it is not shown."""
        place = self._places.get(node)
        if place is None and node != ROOT:
            self.children(self._group_of(node))
            place = self._places.get(node)
        return place

    def unfolded(self, node: int) -> int:
        """The node whose row a node shares: a group that is no row of its own has that of what is in it."""
        while (below := self._only_child(node)) is not None:
            node = below
        return node

    def is_range(self, node: int) -> bool:
        """Whether a node stands for a run of siblings."""
        return node >= self._first_range

    def label(self, node: int) -> str:
        """The label of a node, with those of the groups folded into its row; a range names its first and last."""
        if self.is_range(node):
            run = self.children(node)
            return f"{self.label(run[0])} … {self.label(run[-1])}"
        labels, above = [self.tree.labels[node]], self.tree.parents[node]
        while self._only_child(above) is not None:
            labels.append(self.tree.labels[above])
            above = self.tree.parents[above]
        return ".".join(reversed(labels))

    def expanded(self, limit: int) -> list[int]:
        """The groups to open so that whole levels, and at most about ``limit`` rows, are to be seen.

        A root that is an entry itself (a whole module) is always among them.
        """
        opened = [ROOT] if self.tree.entries[ROOT] != NO_ENTRY and self.has_children(ROOT) else []
        level = list(self.children(ROOT))
        rows = len(level)
        while level and rows <= limit:
            groups = [node for node in level if self.has_children(node)]
            rows += sum(len(self.children(node)) for node in groups)
            if rows > limit:
                break
            opened += groups
            level = [child for node in groups for child in self.children(node)]
        return opened

    # how rows are found

    def _family(self, node: int, job: Job) -> Sequence[int]:
        """The nodes below a node, in order."""
        family = self.tree.children[node] if self.matches is None else self._matching(node, self.matches, job)
        if self._key is not None and len(family) > 1:
            family = sorted_in_runs(family, self._key, job, descending=self._descending)
        return family if self.matches is None else array("i", map(self.unfolded, family))

    def _matching(self, node: int, matches: Sequence[int], job: Job) -> Sequence[int]:
        """The children of a node that are matches or lead to some."""
        parents, ends = self.tree.parents, self.tree.ends
        family = array("i")
        at, end = bisect_left(matches, node + 1), bisect_left(matches, ends[node])
        while at < end:
            job.check()
            child = matches[at]
            while parents[child] != node:
                child = parents[child]
            family.append(child)
            at = bisect_left(matches, ends[child], at, end)
        return family

    def _only_child(self, node: int) -> int | None:
        """What a group alone leads to, where a filter has left that; None for what has a row of its own."""
        matches, tree = self.matches, self.tree
        if matches is None or node <= ROOT or node >= self._first_range or tree.entries[node] != NO_ENTRY:
            return None
        at = bisect_left(matches, node + 1)
        end = bisect_left(matches, tree.ends[node], at)
        if at == end:
            return None
        child = matches[at]
        while tree.parents[child] != node:
            child = tree.parents[child]
        return child if matches[end - 1] < tree.ends[child] else None

    def _in_ranges(self, node: int, family: Sequence[int]) -> Sequence[int]:
        """A family as it is shown, in ranges if it is large; every row gets its place."""
        if len(family) > MAX_FAMILY:
            size = max(MAX_FAMILY // 2, math.isqrt(len(family)))
            family = [self._range(family[start : start + size]) for start in range(0, len(family), size)]
        self._take_places(node, family)
        return family

    def _range(self, run: Sequence[int]) -> int:
        """A new range of siblings."""
        node = self._next_range
        self._next_range += 1
        self._families[node] = run
        self._take_places(node, run)
        return node

    def _take_places(self, above: int, family: Sequence[int]) -> None:
        places = zip(repeat(above, len(family)), range(len(family)), strict=True)
        self._places.update(zip(family, places, strict=True))

    def _group_of(self, node: int) -> int:
        """The group in whose family a node is, if it is shown."""
        above = self.tree.parents[node]
        while self._only_child(above) is not None:
            above = self.tree.parents[above]
        return above

    def _place(self, node: int) -> tuple[int, int]:
        place = self.place(node)
        assert place is not None
        return place


def lay_out(
    tree: NameTree,
    *,
    matches: Collection[int] | None = None,
    order: Order = Order.FILE,
    descending: bool = False,
    job: Job | None = None,
) -> TreeLayout:
    """The tree sorted by ``order`` and, if ``matches`` (indices of entries) is given, without what leads to none of them."""
    job = job or Job()
    job.check()
    found = None if matches is None else nodes_of(tree, matches, job)
    is_sorted = order is not Order.FILE or descending
    layout = TreeLayout(tree, found, _sort_key(tree, order) if is_sorted else None, descending=descending)
    for node in tree.large:
        layout.children(node, job)
    return layout


def nodes_of(tree: NameTree, indices: Collection[int], job: Job) -> Sequence[int]:
    """The nodes of entries, in the order of the tree. Sorting a million would keep other threads waiting."""
    nodes, is_among, wanted = tree.nodes, bytearray(len(tree)), list(indices)
    for start in range(0, len(wanted), _SLICE):
        job.check()
        for index in wanted[start : start + _SLICE]:
            is_among[nodes[index]] = 1
    return array("i", compress(range(len(tree)), is_among))


def _sort_key(tree: NameTree, order: Order) -> Callable[[int], Any]:
    """What to compare nodes by. Groups sort by their sums; where they have none (shape, type), before all entries."""
    if order is Order.PARAMETERS:
        return tree.parameters.__getitem__
    if order is Order.SIZE:
        return tree.nbytes.__getitem__
    if order is Order.NAME:
        return natural_order(tree.labels)
    if order is Order.FILE:
        return lambda node: node

    def key(node: int) -> Any:
        entry = tree.entry(node)
        if not isinstance(entry, TensorEntry):
            return (0, "") if order is Order.TYPE else (-1, ())
        return (1, entry.dtype.name) if order is Order.TYPE else (len(entry.shape), entry.shape)

    return key
