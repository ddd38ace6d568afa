"""The right side: the header, and a tab for each panel that has something to say of the selection."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.analysis.locating import Landmark
from inspector.errors import InspectorError
from inspector.jobs import Job, Stage
from inspector.operations.integrity import damage
from inspector.operations.statistics import Statistics, combined, statistics
from inspector.ui.document.document import Document, Mark, Selection, tensors_of
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.inspection.header import Header
from inspector.ui.panels.axis import AxisPanel
from inspector.ui.panels.contents import ContentsPanel
from inspector.ui.panels.depth import DepthPanel
from inspector.ui.panels.heatmap import HeatMapPanel
from inspector.ui.panels.histogram import HistogramPanel
from inspector.ui.panels.info import InfoPanel
from inspector.ui.panels.object import ObjectPanel
from inspector.ui.panels.panel import Panel, PanelContext, SelectionPanel, WindowContext
from inspector.ui.panels.ridges import RidgePanel
from inspector.ui.panels.spectrum import SpectrumPanel
from inspector.ui.panels.tabs import PanelTabs
from inspector.ui.panels.value import ValuePanel
from inspector.ui.panels.values import ValuesPanel
from inspector.ui.runner import JobRunner
from inspector.ui.summary.panel import SummaryPanel
from inspector.ui.table.panel import TablePanel
from inspector.ui.verification.detection import Detection
from inspector.ui.verification.panel import VerificationPanel
from inspector.wording import tr

__all__ = ["DetailView"]

#: Statistics kept, so that going back to a tensor shows them at once.
_MAX_KEPT = 256
#: Tensors up to this size are held against the checksum of their archive whenever they are shown.
_MAX_CHECKED_NBYTES = 256 << 20


class DetailView(QWidget):
    """Shows one selection at a time; whatever is still computed for the one before is cancelled.

    Until :meth:`show_selection` was called nothing is shown, though :attr:`selection` says that it is all of the file.
    """

    def __init__(
        self,
        document: Document,
        runner: JobRunner,
        numbers: TensorNumbers,
        select: Callable[[int], None],
        window_context: Callable[[], WindowContext] = WindowContext,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._selection = Selection(document, document.natural)
        self._kept: OrderedDict[int, Statistics] = OrderedDict()
        context = PanelContext(runner, select, window_context)
        self.detection = Detection(document, runner, self)
        self.numbers = numbers
        self.table = TablePanel(context, self.numbers)
        self.histogram = HistogramPanel(context, self._start_statistics)
        self.values = ValuesPanel(context)
        self.verification = VerificationPanel(context, self.detection)
        self.panels: list[SelectionPanel] = [
            SummaryPanel(context, self.detection, self.numbers, self._verify),
            self.table,
            self.verification,
            ContentsPanel(context),
            RidgePanel(context),
            DepthPanel(context, self.numbers),
            ObjectPanel(context),
            ValuePanel(context),
            self.histogram,
            self.values,
            HeatMapPanel(context, self._show_values),
            AxisPanel(context, self._show_values),
            InfoPanel(context),
            SpectrumPanel(context),
        ]
        self.header = Header()
        self.header.landmark_wanted.connect(self._find)
        self.tabs = PanelTabs(runner, self.panels)
        self.tabs.begun.connect(self._show_kept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)
        self.setAutoFillBackground(True)

    @property
    def selection(self) -> Selection:
        """What is shown."""
        return self._selection

    @property
    def current_panel(self) -> Panel[Any] | None:
        """The panel in front."""
        return self.tabs.current

    @property
    def is_settled(self) -> bool:
        """Whether all there is to show of the selection is shown."""
        return self.tabs.is_settled and not self._runner.is_running((self, "statistics"))

    def panel(self, title: str) -> SelectionPanel:
        """The panel with a title; raises KeyError if there is none."""
        for panel in self.panels:
            if panel.title == title:
                return panel
        raise KeyError(title)

    def show_panel(self, title: str) -> bool:
        """Put the panel with a title in front, now and for what is selected next; False if it is not offered."""
        return self.tabs.show_panel(title)

    def show_layout(self, selection: Selection) -> None:
        """Other rows are shown of the document: panels of all tensors show them too."""
        if isinstance(self.tabs.current, (TablePanel, RidgePanel, DepthPanel)):
            self.show_selection(selection)
        elif (selection.node, selection.beside) == (self._selection.node, self._selection.beside):
            self._selection = selection
            self.tabs.take_subject(selection)

    def _verify(self, at_once: bool) -> None:
        """Go from the summary to the verification, and begin with it if nothing more has to be asked."""
        self.show_panel(self.verification.title)
        if at_once:
            self.verification.verify()

    def _show_values(self, index: tuple[int, ...]) -> None:
        """Go from a plot of the tensor to its values."""
        if self.show_panel(self.values.title):
            self.values.go_to(index)

    def _find(self, landmark: Landmark) -> None:
        """Go from a number of the tensor to where it is."""
        if self.show_panel(self.values.title):
            self.values.find(landmark)

    def show_selection(self, selection: Selection) -> None:
        """Show another selection."""
        self._runner.cancel((self, "statistics"))
        self._selection = selection
        self.header.show_selection(selection)
        self.tabs.show_subject(selection)
        self._start_statistics()

    def _show_kept(self, panel: object) -> None:
        """Numbers that are known go with the first picture."""
        if panel is self.histogram and (known := self._kept.get(self._selection.index)) is not None:
            self.histogram.show_statistics(known)

    def _start_statistics(self) -> None:
        """The numbers of a tensor, for the header and the histogram, from memory or from the file."""
        selection = self._selection
        entry = selection.tensor
        if selection.beside:
            self._start_together(selection)
            return
        if entry is None or not self.histogram.accepts(selection):
            return
        known = self._kept.get(selection.index)
        if known is not None:
            self._show_statistics(known)
            return

        def work(job: Job) -> tuple[Statistics, bool]:
            found = statistics(entry, job=job)
            is_small = entry.stored_nbytes <= _MAX_CHECKED_NBYTES
            return found, is_small and bool(damage(selection.document.checkpoint, job, [entry]))

        def show(found: tuple[Statistics, bool]) -> None:
            result, is_damaged = found
            if is_damaged:
                self.numbers.note([selection.index], Mark.DAMAGED)
            self._kept[selection.index] = result
            self.numbers.add({selection.index: result})
            while len(self._kept) > _MAX_KEPT:
                self._kept.popitem(last=False)
            self._show_statistics(result)

        def failed(error: InspectorError) -> None:
            self.header.show_failure()
            if self.tabs.current is self.histogram:
                self.histogram.count_failed(error)

        self._runner.start((self, "statistics"), work, show, failed, tr("Reading the tensor"))

    def _start_together(self, selection: Selection) -> None:
        """The numbers of all tensors selected, from memory or, unless they are very large, from the file."""
        entries = {index: entry for index, entry in tensors_of(selection).items() if entry.has_numbers}
        known = {index: found for index, found in self.numbers.known.items() if index in entries}
        unread = [(index, entry) for index, entry in entries.items() if index not in known]
        nbytes = sum(entry.nbytes for _, entry in unread)
        if not entries or not self.numbers.is_read_on_showing(nbytes):
            return
        self.header.show_together(None)

        def work(job: Job) -> dict[int, Statistics]:
            stage = Stage(job, 0, max(1, 2 * nbytes))
            found = {}
            for index, entry in unread:
                found[index] = statistics(entry, job=stage)
                stage.advance(2 * entry.nbytes)
            return found

        def show(found: dict[int, Statistics]) -> None:
            self.numbers.add(found)
            self.header.show_together(combined([*known.values(), *found.values()]))

        self._runner.start(
            (self, "statistics"),
            work,
            show,
            lambda _error: self.header.show_failure(),
            tr("Reading the tensors selected"),
        )

    def _show_statistics(self, result: Statistics) -> None:
        self.header.show_statistics(result)
        if Mark.DAMAGED in self.numbers.mark(self._selection.index):
            self.header.show_damage()
        if self.tabs.current is self.histogram:
            self.histogram.show_statistics(result)
