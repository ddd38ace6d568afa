"""What a comparison has found so far, by row and summed up for groups.

The worker that compares writes it, the window reads it meanwhile at its own pace: twenty thousand results are no twenty
thousand signals. Each step replaces one item of a list, which is atomic in CPython, so no lock is needed; sums may for a
moment lack what their parts already have.
"""

from __future__ import annotations

import math

import numpy as np

from inspector.comparing.parts import PARTS, PartSums
from inspector.comparing.results import PairResult, State
from inspector.names.tree import NO_ENTRY
from inspector.ui.comparison.subject import Pairing, Subject

__all__ = ["STATES", "ComparisonResults"]

STATES = tuple(State)


class ComparisonResults:
    """The results of one comparison, by node of the subject's tree.

    ``results`` are those of the rows, None while they are not known. Of the rows at and below a node, ``done`` have a
    result, ``differing`` of them are differences, and ``largest`` is the largest change that was measured. By the number of
    the row, to draw all of them at once: ``changes`` (NaN: not known yet), ``measured`` (the same of those that differ, if
    only by rounding, and could be measured, NaN for others), ``codes`` of the states, which are numbers in
    :data:`STATES` (-1: not known yet), and ``agreeing``, those known not to differ.
    ``parts`` are the sums over the model, and over what is beside it.
    """

    def __init__(self, subject: Subject) -> None:
        count = len(subject.tree)
        self.subject = subject
        self.results: list[PairResult | None] = [None] * count
        self.done = [0] * count
        self.differing = [0] * count
        self.largest = [0.0] * count
        self.states = dict.fromkeys(State, 0)
        self.changes = np.full(len(subject.pairings), math.nan)
        self.measured = self.changes.copy()
        self.codes = np.full(len(subject.pairings), -1, np.int8)
        self.agreeing = np.zeros(len(subject.pairings), np.bool_)
        self._entries = np.asarray(subject.tree.entries)
        self._rows = {pairing.mark: row for row, pairing in enumerate(subject.pairings)}
        self.parts = PartSums()
        self._part_ranks = np.array([PARTS.index(part) for part in subject.parts], np.int8)

    def add(self, result: PairResult) -> None:
        """Enter a result."""
        tree = self.subject.tree
        row = self._rows[Pairing(result.a, result.b).mark]
        node = tree.nodes[row]
        self.results[node] = result
        self.codes[row] = STATES.index(result.state)
        self.changes[row] = result.change
        self.agreeing[row] = result.agrees
        self.states[result.state] += 1
        measured = result.difference
        change = result.change if measured is not None else 0.0
        if measured is not None and (change or not result.agrees):
            self.measured[row] = change
        self.parts.add(result, self.subject.parts[row])
        while node != NO_ENTRY:
            self.largest[node] = max(self.largest[node], change)
            self.differing[node] += not result.agrees
            self.done[node] += 1
            node = tree.parents[node]

    @property
    def count(self) -> int:
        """How many results there are."""
        return self.done[0]

    @property
    def differences(self) -> int:
        """How many of them are differences."""
        return self.differing[0]

    @property
    def total(self) -> int:
        """How many there will be."""
        return len(self.subject.pairings)

    @property
    def overall_change(self) -> float:
        """``|b - a| / |a|`` in the L2 norm over all tensors that were measured together; NaN if there are none."""
        return self.parts.overall_change()

    def known(self) -> list[PairResult]:
        """All results so far, in the order of the rows."""
        return [found for node in self.subject.tree.nodes if (found := self.results[node]) is not None]

    def differs(self, node: int) -> bool:
        """Whether a row is known to differ."""
        result = self.results[node] if node < len(self.results) else None
        return result is not None and not result.agrees

    def changed_most(self, node: int, count: int) -> list[int]:
        """The rows at and below a node whose measured change is largest, largest first.

        Parameters of the model come before its buffers, and before the optimizer and what else is beside it.
        """
        tree = self.subject.tree
        rows = self._entries[node : tree.ends[node]]
        rows = rows[rows != NO_ENTRY]
        rows = rows[~np.isnan(self.measured[rows])]
        order = np.lexsort((-self.measured[rows], self._part_ranks[rows]))
        return [tree.nodes[row] for row in rows[order][:count].tolist()]
