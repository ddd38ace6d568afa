"""What the window shows of the pair selected in a comparison: the header, and a tab for each panel with something to say."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from inspector.comparing.explanation import Explanation, explanation
from inspector.comparing.results import PairResult
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.operations.comparison import EXACT, Tolerance, binned_exactly
from inspector.sentences import translated
from inspector.ui.comparison.density import DensityPanel
from inspector.ui.comparison.header import PairHeader
from inspector.ui.comparison.heatmap import DifferenceHeatMapPanel
from inspector.ui.comparison.histograms import BinnedPanel, DifferenceHistogramPanel, HistogramsPanel
from inspector.ui.comparison.panel import PairContext
from inspector.ui.comparison.states import sentence_of
from inspector.ui.comparison.values import PairValuesPanel
from inspector.ui.panels.tabs import PanelTabs
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.labels import plain_label
from inspector.wording import tr

__all__ = ["PairDetail"]

#: Exact histograms kept, so that going back to a pair shows them at once.
_MAX_KEPT = 64
#: Lower than this, in pixels, there is no room for all numbers.
_LOW = 440
#: A panel is at least so high, in pixels: in a low window the page is scrolled to.
_MIN_PANEL_HEIGHT = 220


class _Room(QWidget):
    """What room there is for a widget, at least as high as that must be: plots would like to be higher than the window."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        inside.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSizeHint()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inside.setGeometry(self.rect())


class PairDetail(QWidget):
    """Shows one result at a time; whatever is still computed for the one before is cancelled.

    ``names`` are what the files A and B are called.
    """

    def __init__(self, runner: JobRunner, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._names = names
        self._result: PairResult | None = None
        self._exact: OrderedDict[PairResult, PairResult] = OrderedDict()
        context = PairContext(runner, names)
        self.histograms = HistogramsPanel(context, self._start_exact)
        self.difference = DifferenceHistogramPanel(context, self._start_exact)
        self.heat_map = DifferenceHeatMapPanel(context)
        self.density = DensityPanel(context)
        self.values = PairValuesPanel(context)
        self.header = PairHeader(names)
        self.sentence = plain_label("", wrap=True)
        self.sentence.setContentsMargins(16, 2, 16, 8)
        self.tabs = PanelTabs(runner, (self.histograms, self.difference, self.heat_map, self.density, self.values))
        self.tabs.begun.connect(self._show_exact)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.sentence)
        layout.addWidget(_Room(self.tabs), 1)
        self.tabs.stack.setMinimumHeight(_MIN_PANEL_HEIGHT)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        self._stack = QStackedWidget()
        self._stack.addWidget(QWidget())
        self._stack.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setAutoFillBackground(True)

    @property
    def result(self) -> PairResult | None:
        """What is shown."""
        return self._result

    @property
    def is_settled(self) -> bool:
        """Whether all there is to show of the result is shown."""
        return self.tabs.is_settled and not any(self._runner.is_running((self, what)) for what in ("exact", "explain"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.make_low(self.height() < _LOW)

    def show_result(self, result: PairResult | None, tolerance: Tolerance = EXACT) -> None:
        """Show another result, found with ``tolerance``; a blank page for None."""
        self.cancel()
        self._result = result
        self._stack.setCurrentIndex(0 if result is None else 1)
        if result is None:
            return
        self.header.show_result(result, tolerance)
        sentence = sentence_of(result, self._names)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.tabs.show_subject(result)
        self._explain(result, sentence)

    def _explain(self, result: PairResult, sentence: str) -> None:
        """Say what was done to the tensor, behind what is said already, if that is found out."""

        def show(found: Explanation | None) -> None:
            if found is not None:
                self.sentence.setText(f"{sentence} {translated(found.sentence)}".strip())
                self.sentence.show()

        if result.difference is not None and result.difference.differing:
            self._runner.start((self, "explain"), lambda job: explanation(result, job), show, lambda _error: None)

    def cancel(self) -> None:
        """Stop all that is under way for what is shown."""
        self._runner.cancel((self, "exact"))
        self._runner.cancel((self, "explain"))
        self.tabs.cancel()

    def _start_exact(self) -> None:
        """Count all elements into the histograms."""
        result = self._result
        assert result is not None

        def work(job: Job) -> PairResult:
            return binned_exactly(result, job)

        def show(exact: PairResult) -> None:
            self._exact[result] = exact
            while len(self._exact) > _MAX_KEPT:
                self._exact.popitem(last=False)
            self._show_exact(self.tabs.current)

        def failed(error: InspectorError) -> None:
            if isinstance(self.tabs.current, BinnedPanel):
                self.tabs.current.count_failed(error)

        self._runner.start((self, "exact"), work, show, failed, tr("Counting {key}", key=result.key))

    def _show_exact(self, panel: object) -> None:
        """Give a panel of histograms those of all elements, as soon as they are known."""
        result = self._result
        if result is None or not isinstance(panel, BinnedPanel):
            return
        if result in self._exact:
            panel.show_exact(self._exact[result])
        elif _is_sampled(result) and not self._runner.is_running((self, "exact")):
            self._start_exact()


def _is_sampled(result: PairResult) -> bool:
    """Whether the histograms count a part of the elements."""
    return result.difference is not None and result.difference.binned_every > 1
