"""The right side: the header, and a tab for each panel that has something to say of the selection."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from inspector.analysis.statistics import Statistics, statistics
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.ui.document import Document, Selection
from inspector.ui.header import Header
from inspector.ui.panels.contents import ContentsPanel
from inspector.ui.panels.heatmap import HeatMapPanel
from inspector.ui.panels.histogram import HistogramPanel
from inspector.ui.panels.info import InfoPanel
from inspector.ui.panels.object import ObjectPanel
from inspector.ui.panels.panel import Panel, PanelContext
from inspector.ui.panels.summary import SummaryPanel
from inspector.ui.panels.value import ValuePanel
from inspector.ui.panels.values import ValuesPanel
from inspector.ui.runner import JobRunner

__all__ = ["DetailView"]

#: Statistics kept, so that going back to a tensor shows them at once.
_MAX_KEPT = 256


class DetailView(QWidget):
    """Shows one selection at a time; whatever is still computed for the one before is cancelled."""

    def __init__(
        self, document: Document, runner: JobRunner, select: Callable[[int], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._selection = Selection(document, document.natural)
        self._kept: OrderedDict[int, Statistics] = OrderedDict()
        context = PanelContext(runner, select)
        self.histogram = HistogramPanel(context, self._start_statistics)
        self.values = ValuesPanel(context)
        self.panels: list[Panel[Any]] = [
            SummaryPanel(context),
            ContentsPanel(context),
            ObjectPanel(context),
            ValuePanel(context),
            self.histogram,
            self.values,
            HeatMapPanel(context),
            InfoPanel(context),
        ]
        self._offered: list[Panel[Any]] = []
        self._current: Panel[Any] | None = None
        self._chosen = ""  # the title of the tab the user went to; it stays while it is offered
        self.header = Header()
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Views of the selection")
        self.tabs.currentChanged.connect(self._tab_changed)
        self.tabs.tabBarClicked.connect(self._tab_clicked)
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.tabs)
        layout.addWidget(self.stack, 1)
        self.setAutoFillBackground(True)
        self.show_selection(self._selection)

    @property
    def selection(self) -> Selection:
        """What is shown."""
        return self._selection

    @property
    def current_panel(self) -> Panel[Any] | None:
        """The panel in front."""
        return self._current

    @property
    def is_settled(self) -> bool:
        """Whether all there is to show of the selection is shown."""
        if any(self._runner.is_running((self, purpose)) for purpose in ("panel", "statistics")):
            return False
        return self._current is None or self._current.is_settled

    def panel(self, title: str) -> Panel[Any]:
        """The panel with a title; raises KeyError if there is none."""
        for panel in self.panels:
            if panel.title == title:
                return panel
        raise KeyError(title)

    def show_panel(self, title: str) -> bool:
        """Put the panel with a title in front, now and for what is selected next; False if it is not offered."""
        for number, panel in enumerate(self._offered):
            if panel.title == title:
                self._chosen = title
                self.tabs.setCurrentIndex(number)
                return True
        return False

    def show_selection(self, selection: Selection) -> None:
        """Show another selection."""
        self._runner.cancel((self, "panel"))
        self._runner.cancel((self, "statistics"))
        self._selection = selection
        self._current = None
        self.header.show_selection(selection)
        ranked = sorted(
            ((panel.accepts(selection), -place, panel) for place, panel in enumerate(self.panels)), reverse=True
        )
        self._offer([panel for rank, _, panel in ranked if rank > 0])
        self._start_statistics()

    def _offer(self, panels: list[Panel[Any]]) -> None:
        """Have a tab for each panel, and show the one chosen before, or else the first."""
        with QSignalBlocker(self.tabs):
            if [panel.title for panel in panels] != [panel.title for panel in self._offered]:
                while self.tabs.count():
                    self.tabs.removeTab(0)
                for panel in panels:
                    self.tabs.addTab(panel.title)
            self._offered = panels
            titles = [panel.title for panel in panels]
            number = titles.index(self._chosen) if self._chosen in titles else 0
            self.tabs.setCurrentIndex(number)
        self.tabs.setVisible(len(panels) > 1)
        self.stack.setVisible(bool(panels))
        if panels:
            self._show_panel(panels[number])

    def _tab_clicked(self, number: int) -> None:
        if 0 <= number < len(self._offered):
            self._chosen = self._offered[number].title

    def _tab_changed(self, number: int) -> None:
        if 0 <= number < len(self._offered):
            if self.tabs.hasFocus():
                self._chosen = self._offered[number].title
            self._show_panel(self._offered[number])

    def _show_panel(self, panel: Panel[Any]) -> None:
        self._current = panel
        if self.stack.indexOf(panel.widget) < 0:
            self.stack.addWidget(panel.widget)
        self.stack.setCurrentWidget(panel.widget)
        selection = self._selection
        panel.begin(selection)
        if panel is self.histogram and (known := self._kept.get(selection.index)) is not None:
            self.histogram.show_statistics(known)

        def work(job: Job) -> Any:
            return panel.work(selection, job)

        def show(result: Any) -> None:
            panel.show(selection, result)

        self._runner.start((self, "panel"), work, show, panel.failed)

    def _start_statistics(self) -> None:
        """The numbers of a tensor, for the header and the histogram, from memory or from the file."""
        selection = self._selection
        entry = selection.tensor
        if entry is None or not self.histogram.accepts(selection):
            return
        known = self._kept.get(selection.index)
        if known is not None:
            self._show_statistics(known)
            return

        def work(job: Job) -> Statistics:
            return statistics(entry, job=job)

        def show(result: Statistics) -> None:
            self._kept[selection.index] = result
            while len(self._kept) > _MAX_KEPT:
                self._kept.popitem(last=False)
            self._show_statistics(result)

        def failed(error: InspectorError) -> None:
            self.header.show_failure()
            if self._current is self.histogram:
                self.histogram.count_failed(error)

        self._runner.start((self, "statistics"), work, show, failed, "Reading the tensor")

    def _show_statistics(self, result: Statistics) -> None:
        self.header.show_statistics(result)
        if self._current is self.histogram:
            self.histogram.show_statistics(result)

    def keyboard_to_tabs(self) -> None:
        """Put the focus on the tabs."""
        self.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)
