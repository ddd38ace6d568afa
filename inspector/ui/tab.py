"""What the window needs to know of whatever stands in one of its tabs: a file, or the comparison of two."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.sources.location import Location

__all__ = ["Tab"]


class Tab(QWidget):
    """The base of all tabs. ``opened`` and ``failed`` say how opening ended; ``close_requested`` that it is to go."""

    opened = Signal()
    failed = Signal()
    close_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)

    def _show_alone(self, widget: QWidget) -> None:
        """Show this in place of what was shown before, which goes."""
        while (item := self._stack.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)

    @property
    def title(self) -> str:
        """What the tab is called."""
        raise NotImplementedError

    @property
    def places(self) -> Sequence[Location]:
        """The files it shows."""
        raise NotImplementedError

    @property
    def is_open(self) -> bool:
        """Whether there is a tree to filter and to fold."""
        raise NotImplementedError

    @property
    def is_settled(self) -> bool:
        """Whether opening has ended and all that is asked for is shown."""
        raise NotImplementedError

    @property
    def sums(self) -> Sequence[str]:
        """How much it holds, for the status bar."""
        raise NotImplementedError

    @property
    def problems(self) -> Sequence[str]:
        """What could not be shown of what was asked for: sentences that name the file."""
        raise NotImplementedError

    @property
    def checkpoints(self) -> Sequence[Checkpoint]:
        """The checkpoints it reads from, which must stay open for it."""
        raise NotImplementedError

    @property
    def compared_files(self) -> tuple[str, str] | None:
        """The full names of the two files that are compared; None where that is not what the tab does, or one is no file."""
        return None

    @property
    def splitter_state(self) -> QByteArray:
        """How its two sides share the width; empty if it does not matter to other tabs."""
        return QByteArray()

    @splitter_state.setter
    def splitter_state(self, state: QByteArray) -> None:
        pass

    def open(self) -> None:
        """Open it, or open it again with the same selection."""
        raise NotImplementedError

    def close_page(self) -> None:
        """Stop what is under way and let go of the files."""
        raise NotImplementedError

    def select_key(self, key: str) -> None:
        """Select what has a dotted key, now or as soon as it is open; if nothing has it, ``problems`` says so."""
        raise NotImplementedError

    def focus_filter(self) -> None:
        """Go to the filter box."""
        raise NotImplementedError

    def show_summary(self) -> None:
        """Select nothing."""
        raise NotImplementedError

    def expand_all(self) -> bool:
        """Open all groups below the current row; False if that was too much and only a part was opened."""
        raise NotImplementedError

    def collapse_all(self) -> None:
        """Close all groups."""
        raise NotImplementedError
