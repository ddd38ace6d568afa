"""In which order the rows of a comparison are shown, and which: by name in groups, or by a number in one flat list."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from inspector.comparing.results import PairResult, State
from inspector.jobs import Job
from inspector.names.filter import Query, matching
from inspector.names.ordering import sorted_in_runs
from inspector.names.tree import NO_CHILDREN, NO_ENTRY, ROOT, NameTree
from inspector.names.tree_layout import MAX_FAMILY, Order, TreeLayout, lay_out, nodes_of
from inspector.text import count_text
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.comparison.subject import Pairing

__all__ = ["FlatLayout", "RowOrder", "ordered", "shown_rows"]

#: Rows of a flat list that are shown at once; the others are in ranges of as many.
_RUN = MAX_FAMILY // 2


class RowOrder(Enum):
    """What rows are sorted by. FILE and NAME keep them in their groups."""

    FILE = "file"
    NAME = "name"
    CHANGE = "change"
    LARGEST = "largest"
    COSINE = "cosine"
    SHAPE = "shape"
    TYPE = "type"
    DISTANCE = "distance"


class FlatLayout(TreeLayout):
    """Rows without their groups. The first come at once, the others in ranges, which say of which places they are."""

    def __init__(self, tree: NameTree, nodes: Sequence[int], matches: Sequence[int] | None) -> None:
        super().__init__(tree, matches)
        self._nodes = nodes

    def _family(self, node: int, job: Job) -> Sequence[int]:  # noqa: ARG002 - the signature of the base class
        return self._nodes if node == ROOT else NO_CHILDREN

    def _in_ranges(self, node: int, family: Sequence[int]) -> Sequence[int]:
        if len(family) > MAX_FAMILY:
            starts = range(_RUN, len(family), _RUN)
            family = [*family[:_RUN], *(self._range(family[start : start + _RUN]) for start in starts)]
        self._take_places(node, family)
        return family

    def _group_of(self, node: int) -> int:  # noqa: ARG002 - the signature of the base class
        return ROOT

    def has_children(self, node: int) -> bool:
        return len(self.children(node)) > 0

    def unfolded(self, node: int) -> int:
        return node

    def label(self, node: int) -> str:
        if not self.is_range(node):
            return self.tree.key(node)
        first = _RUN * (node - len(self.tree) + 1)
        return f"{count_text(first + 1)} … {count_text(first + len(self.children(node)))}"

    def expanded(self, limit: int) -> list[int]:  # noqa: ARG002 - the signature of the base class
        return []


def ordered(
    results: ComparisonResults, query: Query, order: RowOrder, *, descending: bool, only_changes: bool, job: Job
) -> TreeLayout:
    """The rows for which a filter holds, and of these only those known to differ if so wanted; for a worker thread."""
    tree = results.subject.tree
    matches: Sequence[int] | None = matching(query, tree, job) if query else None
    if only_changes:
        candidates = range(len(tree.source)) if matches is None else matches
        matches = [index for index in candidates if results.differs(tree.nodes[index])]
    if order in (RowOrder.FILE, RowOrder.NAME):
        siblings = Order.FILE if order is RowOrder.FILE else Order.NAME
        return lay_out(tree, matches=matches, order=siblings, descending=descending, job=job)
    shown = nodes_of(tree, range(len(tree.source)) if matches is None else matches, job)
    nodes = sorted_in_runs(shown, _sort_key(results, order), job, descending=descending)
    return FlatLayout(tree, nodes, None if matches is None else shown)


def shown_rows(tree_layout: TreeLayout) -> list[int]:
    """The nodes of the rows, from the top, whatever is folded."""
    tree, rows = tree_layout.tree, []
    stack = [ROOT]
    while stack:
        node = stack.pop()
        if not tree_layout.is_range(node) and tree.entries[node] != NO_ENTRY:
            rows.append(node)
        stack.extend(reversed(tree_layout.children(node)))
    return rows


def _sort_key(results: ComparisonResults, order: RowOrder) -> Callable[[int], Any]:
    """What to compare rows by; what has no such number is less than what has."""
    tree, found = results.subject.tree, results.results
    if order in (RowOrder.SHAPE, RowOrder.TYPE):
        pairings = results.subject.pairings
        trait = _shape if order is RowOrder.SHAPE else _type
        return lambda node: trait(pairings[tree.entries[node]])
    numbers: dict[RowOrder, Callable[[PairResult | None], tuple[float, ...]]] = {
        RowOrder.CHANGE: _by_change,
        RowOrder.LARGEST: lambda result: _finite_or_below(result, "max_abs"),
        RowOrder.COSINE: lambda result: _finite_or_below(result, "cosine"),
        RowOrder.DISTANCE: lambda result: _finite_or_below(result, "distance"),
    }
    number = numbers[order]
    return lambda node: number(found[node])


def _by_change(result: PairResult | None) -> tuple[float, ...]:
    """Measured changes by their size, above what has another shape or is in one file, above what is the same."""
    if result is None:
        return (0.0, 0.0)
    if result.difference is not None:
        return (3.0, result.change)
    return (1.0 if result.state is State.IDENTICAL else 2.0, 0.0)


def _finite_or_below(result: PairResult | None, name: str) -> tuple[float, ...]:
    found = math.nan if result is None or result.difference is None else float(getattr(result.difference, name))
    return (0.0, 0.0) if math.isnan(found) else (1.0, found)


def _shape(pairing: Pairing) -> tuple[int, tuple[int, ...]]:
    return len(pairing.entry.shape), pairing.entry.shape


def _type(pairing: Pairing) -> str:
    return pairing.entry.dtype.name
