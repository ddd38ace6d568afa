"""What a panel is: a view of what is selected that does its work in a thread and makes its widgets when first needed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.ui.document.document import Selection
from inspector.ui.runner import JobRunner

__all__ = ["Panel", "PanelContext", "ReadByView", "SelectionPanel", "WindowContext"]

S = TypeVar("S")
R = TypeVar("R")


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
    """What panels may use of the window: threads, going to another node of the same document, and what is around it."""

    runner: JobRunner
    select: Callable[[int], None]
    window_context: Callable[[], WindowContext]


class Panel(ABC, Generic[S, R]):
    """One tab of the right side, for subjects of the type S.

    Between subjects a panel is reused: :meth:`begin` must forget the last one.
    """

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
    def begin(self, subject: S) -> None:
        """In the GUI thread: show at once what needs no work."""

    @abstractmethod
    def work(self, subject: S, job: Job) -> R:
        """In a worker thread: find what needs work. Reads the subject, touches nothing of the panel."""

    @abstractmethod
    def show(self, subject: S, result: R) -> None:
        """In the GUI thread: show what was found. Only called if the subject is still the same."""

    @abstractmethod
    def failed(self, error: InspectorError) -> None:
        """In the GUI thread: say that the work failed, and end whatever said that it was under way."""

    @property
    def is_settled(self) -> bool:
        """Whether the panel has no work of its own under way, besides :meth:`work`."""
        return True

    def leave(self) -> None:
        """In the GUI thread: stop work of the panel's own; what it was about is not shown any more."""


class ReadingView(Protocol):
    """A view that reads what it shows by itself."""

    @property
    def is_settled(self) -> bool:
        """Whether it shows all it was asked for."""

    def cancel(self) -> None:
        """Stop reading."""


class ReadByView:
    """What the panel of a :class:`ReadingView` does, before its base: nothing is left to be worked on."""

    view: ReadingView

    def work(self, subject: object, job: Job) -> None:
        """Nothing: the view reads what it shows."""

    def show(self, subject: object, result: None) -> None:
        """Nothing more to show."""

    def failed(self, error: InspectorError) -> None:
        """Nothing that could fail."""

    def leave(self) -> None:
        """Stop reading."""
        self.view.cancel()

    @property
    def is_settled(self) -> bool:
        """Whether the view shows all it was asked for."""
        return self.view.is_settled


class SelectionPanel(Panel[Selection, R]):
    """A panel about what is selected in one document."""

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self.context = context
