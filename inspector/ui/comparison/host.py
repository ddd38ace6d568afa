"""What comparing needs of the window it is in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings
from inspector.ui.tab import Tab

__all__ = ["ComparisonHost"]


class ComparisonHost(Protocol):
    """The tabs that can be compared, and where those of comparisons are shown."""

    @property
    def runner(self) -> JobRunner:
        """Where work is done."""

    @property
    def settings(self) -> Settings:
        """What the user decided."""

    @property
    def all(self) -> Sequence[Tab]:
        """The open tabs, from left to right."""

    @property
    def front(self) -> Tab | None:
        """The tab in front."""

    def add_tab(self, tab: Tab) -> None:
        """Show another tab, in front."""

    def open_files(self, files: Sequence[str | Path]) -> None:
        """Open files in tabs of their own."""

    def release(self, checkpoint: Checkpoint) -> None:
        """Close a checkpoint as soon as nobody reads from it any more."""
