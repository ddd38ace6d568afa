"""What is shown of a name tree and in which order: sorted by a column, cut down to what a filter found, bounded per group.

A group of one is no row of its own: what is in it has the whole name, ``transformer.h``.

Each layout is made in a worker thread over a tree that never changes, and swapped in as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from inspector.jobs import Job
from inspector.names.tree import (
    NO_CHILDREN,
    NO_ENTRY,
    ROOT,
    NameTree,
    natural_order,
    sorted_in_runs,
)
from inspector.tensors.entries import TensorEntry

__all__ = ["MAX_FAMILY", "Order", "TreeLayout", "lay_out"]

#: More siblings than this are shown in ranges of half as many.
MAX_FAMILY = 2000


class Order(Enum):
    """What siblings are sorted by. FILE is the order in which the file lists them, which is that of the tree.

    Those that the file lists by their characters are in natural order there, ``9`` before ``10``: by name, and by number.
    """

    FILE = "file"
    NAME = "name"
    SHAPE = "shape"
    TYPE = "type"
    PARAMETERS = "parameters"
    SIZE = "size"


@dataclass(frozen=True, slots=True, eq=False)
class TreeLayout:
    """What is shown of a tree and in which order.

    ``children``, ``parents`` and ``rows`` (the position among the siblings) are indexed by node; what they say of nodes
    that are not shown means nothing. A family of thousands is shown in ranges, which are nodes of the layout alone,
    numbered from ``len(tree)`` on: a window takes time for every row of an open group. ``matches`` are the nodes of the
    entries a filter found, in the order of the tree, or None if nothing is filtered. ``folded`` leads from a group that is
    no row of its own to the node whose row it shares.
    """

    tree: NameTree
    children: Sequence[Sequence[int]]
    parents: Sequence[int]
    rows: Sequence[int]
    matches: Sequence[int] | None = None
    folded: Mapping[int, int] = field(default_factory=dict)

    def is_range(self, node: int) -> bool:
        """Whether a node stands for a run of siblings."""
        return node >= len(self.tree)

    def label(self, node: int) -> str:
        """The label of a node, with those of the groups folded into its row; a range names its first and last."""
        if self.is_range(node):
            run = self.children[node]
            return f"{self.label(run[0])} … {self.label(run[-1])}"
        labels, above = [self.tree.labels[node]], self.tree.parents[node]
        while self.folded and above in self.folded:
            labels.append(self.tree.labels[above])
            above = self.tree.parents[above]
        return ".".join(reversed(labels))

    def is_shown(self, node: int) -> bool:
        """Whether a node of the tree is among the children of its parent here."""
        family = self.children[self.parents[node]]
        row = self.rows[node]
        return row < len(family) and family[row] == node

    def expanded(self, limit: int) -> list[int]:
        """The groups to open so that whole levels, and at most about ``limit`` rows, are to be seen.

        A root that is an entry itself (a whole module) is always among them.
        """
        opened = [ROOT] if self.tree.entries[ROOT] != NO_ENTRY and self.children[ROOT] else []
        level = list(self.children[ROOT])
        rows = len(level)
        while level:
            groups = [node for node in level if self.children[node]]
            rows += sum(len(self.children[node]) for node in groups)
            if rows > limit:
                break
            opened += groups
            level = [child for node in groups for child in self.children[node]]
        return opened


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
    found = None if matches is None else sorted(tree.nodes[index] for index in matches)
    children: list[Sequence[int]] = list(tree.children) if found is None else _leading_to(tree, found, job)
    if order is not Order.FILE or descending:
        key = _sort_key(tree, order)
        for node, family in enumerate(job.each(children)):
            if len(family) > 1:
                children[node] = sorted_in_runs(family, key, job, descending=descending)
    parents, folded = _fold(tree, children, job)
    parents = _cut_into_ranges(children, parents)
    return TreeLayout(tree, children, parents, _positions(children, folded), found, folded)


def _fold(tree: NameTree, children: list[Sequence[int]], job: Job) -> tuple[Sequence[int], dict[int, int]]:
    """Put what is alone in a group in the group's place; returns the parents, and which groups went into which rows."""
    alone = [index == NO_ENTRY and len(family) == 1 for index, family in zip(tree.entries, children, strict=True)]
    alone[ROOT] = False
    tops = [node for node, is_alone in enumerate(alone) if is_alone and not alone[tree.parents[node]]]
    if not tops:
        return tree.parents, {}
    folded: dict[int, int] = {}
    parents = list(tree.parents)
    for top in job.each(tops):
        chain = [top]
        while alone[chain[-1]]:
            chain.append(children[chain[-1]][0])
        end = chain.pop()
        folded.update(dict.fromkeys(chain, end))
        parents[end] = parents[top]
    for node in job.each({parents[top] for top in tops}):
        children[node] = [folded.get(child, child) for child in children[node]]
    return parents, folded


def _cut_into_ranges(children: list[Sequence[int]], parents: Sequence[int]) -> Sequence[int]:
    """Replace large families by ranges, appended to ``children``; returns the parents with the ranges in between."""
    large = [node for node, family in enumerate(children) if len(family) > MAX_FAMILY]
    if not large:
        return parents
    changed = list(parents)
    for node in large:
        family = children[node]
        size = max(MAX_FAMILY // 2, math.isqrt(len(family)))
        first = len(children)
        for start in range(0, len(family), size):
            run = family[start : start + size]
            for child in run:
                changed[child] = len(children)
            children.append(run)
            changed.append(node)
        children[node] = range(first, len(children))
    return changed


def _positions(children: Sequence[Sequence[int]], folded: Mapping[int, int]) -> list[int]:
    rows = [0] * len(children)
    for above, family in enumerate(children):
        if above not in folded:
            for row, node in enumerate(family):
                rows[node] = row
    return rows


def _leading_to(tree: NameTree, found: Sequence[int], job: Job) -> list[Sequence[int]]:
    """The children of each node that are among ``found`` or above one of them."""
    shown = bytearray(len(tree))
    shown[ROOT] = 1
    for start in job.each(found):
        node = start
        while not shown[node]:
            shown[node] = 1
            node = tree.parents[node]
    children: list[Any] = [NO_CHILDREN] * len(tree)
    for node in job.each(node for node, flag in enumerate(shown) if flag):
        family = tree.children[node]
        if family:
            children[node] = [child for child in family if shown[child]]
    return children


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
