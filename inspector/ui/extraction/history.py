"""The plan of the tray, and the plans it was edited from: undo and redo are a step among them."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.writing.plan import Plan

__all__ = ["PlanHistory"]

#: How many edits can be taken back: each keeps its rows in memory and its files open.
_MAX_STEPS = 50


class PlanHistory:
    """Plans in the order of the edits that made them, one of which is the tray's."""

    def __init__(self) -> None:
        self._plans = [Plan()]
        self._position = 0

    @property
    def plan(self) -> Plan:
        """The plan that counts."""
        return self._plans[self._position]

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to take back."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit that was taken back."""
        return self._position + 1 < len(self._plans)

    @property
    def sources(self) -> Iterator[Checkpoint]:
        """The checkpoints that the plan reads from, or would after some steps."""
        return (source for plan in self._plans for source in plan.sources)

    def edit(self, plan: Plan) -> None:
        """Let another plan count; what was taken back before can't be had again."""
        self._plans = [*self._plans[: self._position + 1], plan][-_MAX_STEPS - 1 :]
        self._position = len(self._plans) - 1

    def undo(self) -> None:
        """Take back the last edit, if there is one."""
        self._position = max(0, self._position - 1)

    def redo(self) -> None:
        """Make the edit again that was taken back last, if there is one."""
        self._position = min(len(self._plans) - 1, self._position + 1)
