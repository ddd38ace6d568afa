"""What a panel is: one tab of the right side, which makes its widgets when first needed and does its work in threads.

The contract is one method: :meth:`Panel.begin` shows a subject, and starts whatever takes work through the
:class:`~inspector.ui.panels.jobs.PanelJobs` it is given. A panel of facts starts nothing, one of a single number starts one
piece of work, and one that reads tiles or zooms keeps the jobs and starts more as the user goes on. When something else is
shown, the jobs are closed, and with them ends all that was under way.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from inspector.ui.document.document import Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.runner import JobRunner

__all__ = ["Panel", "PanelContext", "SelectionPanel", "WindowContext"]

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class WindowContext:
    """What the window tells the panels of a document: which other files are open, and what the preferences say.

    ``python`` and ``memory`` are the interpreter and the bytes for verifying, as ``inspector.verifying`` takes them.
    """

    open_files: Callable[[], Sequence[Path]] = tuple
    python: Callable[[], str] = str
    memory: Callable[[], int] = int


@dataclass(frozen=True, slots=True)
class PanelContext:
    """What panels may use of the window: going to another node of the same document, and what is around it.

    ``runner`` is for work that goes on while something else is shown: checks of a whole file, copies. Work for what is
    selected is started through the jobs of :meth:`Panel.begin`.
    """

    runner: JobRunner
    select: Callable[[int], None]
    window_context: Callable[[], WindowContext]


class Panel(ABC, Generic[S]):
    """A panel for subjects of the type S; between subjects it is reused."""

    title: str = ""

    def __init__(self) -> None:
        self._widget: QWidget | None = None

    @property
    def widget(self) -> QWidget:
        """The panel's widget, made when first asked for."""
        if self._widget is None:
            self._widget = self.make()
        return self._widget

    @abstractmethod
    def accepts(self, subject: S) -> int:
        """How much this panel has to say of the subject; 0 for nothing. The panel with most is shown first."""

    @abstractmethod
    def make(self) -> QWidget:
        """Make the widgets."""

    @abstractmethod
    def begin(self, subject: S, jobs: PanelJobs) -> None:
        """Forget the last subject, show at once what needs no work, and start the rest through ``jobs``."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing is under way besides what was started through the jobs."""
        return True


class SelectionPanel(Panel[Selection]):
    """A panel about what is selected in one document."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self.context = context
