"""Panels behind tabs: a tab for each panel that has something to say, and the work of the one in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import Panel
from inspector.ui.runner import JobRunner
from inspector.wording import tr

__all__ = ["PanelTabs"]


class PanelTabs(QWidget):
    """Shows one subject at a time; whatever a panel still finds out about the one before is cancelled.

    ``begun`` comes when a panel came to the front and has begun with the subject, before any of its work has ended.
    """

    begun = Signal(object)

    def __init__(self, runner: JobRunner, panels: Sequence[Panel[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._panels = panels
        self._subject: object = None
        self._offered: list[Panel[Any]] = []
        self._current: Panel[Any] | None = None
        self._jobs = PanelJobs(runner)
        self._chosen: list[
            str
        ] = []  # titles of tabs the user went to, the latest first; they stay while they are offered
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName(tr("Views of the selection"))
        self.bar.currentChanged.connect(self._tab_changed)
        self.bar.tabBarClicked.connect(self._tab_clicked)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.stack, 1)

    @property
    def current(self) -> Panel[Any] | None:
        """The panel in front."""
        return self._current

    @property
    def offered(self) -> list[str]:
        """The titles of the tabs."""
        return [panel.title for panel in self._offered]

    @property
    def is_settled(self) -> bool:
        """Whether the panel in front shows all that it has to show."""
        return not self._jobs.is_running() and (self._current is None or self._current.is_settled)

    def show_panel(self, title: str) -> bool:
        """Put the panel with a title in front, now and for what is shown next; False if it is not offered."""
        if title not in self.offered:
            return False
        self._choose(title)
        self.bar.setCurrentIndex(self.offered.index(title))
        return True

    def _choose(self, title: str) -> None:
        self._chosen = [title, *(other for other in self._chosen if other != title)]

    def show_subject(self, subject: object) -> None:
        """Offer the panels that accept another subject, and show the one chosen before, or else the first."""
        self.cancel()
        self._subject = subject
        ranked = sorted(
            ((panel.accepts(subject), -place, panel) for place, panel in enumerate(self._panels)), reverse=True
        )
        self._offer([panel for rank, _, panel in ranked if rank > 0])

    def take_subject(self, subject: object) -> None:
        """Show another subject from the next tab on: to the one in front it is the same."""
        self._subject = subject

    def cancel(self) -> None:
        """Stop what the panel in front does."""
        self._jobs.close()
        self._current = None

    def _offer(self, panels: list[Panel[Any]]) -> None:
        with QSignalBlocker(self.bar):
            titles = [panel.title for panel in panels]
            if titles != self.offered:
                while self.bar.count():
                    self.bar.removeTab(0)
                for title in titles:
                    self.bar.addTab(tr(title))
            self._offered = panels
            number = next((titles.index(title) for title in self._chosen if title in titles), 0)
            self.bar.setCurrentIndex(number)
        self.bar.setVisible(len(panels) > 1)
        self.stack.setVisible(bool(panels))
        if panels:
            self._show_panel(panels[number])

    def _tab_clicked(self, number: int) -> None:
        if 0 <= number < len(self._offered):
            self._choose(self._offered[number].title)

    def _tab_changed(self, number: int) -> None:
        if 0 <= number < len(self._offered):
            if self.bar.hasFocus():
                self._choose(self._offered[number].title)
            self._show_panel(self._offered[number])

    def _show_panel(self, panel: Panel[Any]) -> None:
        self.cancel()
        self._current = panel
        if self.stack.indexOf(panel.widget) < 0:
            self.stack.addWidget(panel.widget)
            panel.widget.setAccessibleName(tr(panel.title))
        self.stack.setCurrentWidget(panel.widget)
        self._jobs = PanelJobs(self._runner)
        panel.begin(self._subject, self._jobs)
        self.begun.emit(panel)
