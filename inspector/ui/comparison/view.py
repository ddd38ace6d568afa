"""What is shown of a comparison: the fingerprint on top, the merged tree on the left, the selection on the right."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from inspector.comparing.results import State, is_same_file
from inspector.names.tree import NO_ENTRY, ROOT
from inspector.ui.comparison.fingerprint import Fingerprint
from inspector.ui.comparison.pane import ComparisonPane
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.comparison.summary import ComparisonSummary
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.runner import JobRunner
from inspector.ui.steps import importing, take_steps
from inspector.ui.widgets.labels import ElidedLabel, plain_label
from inspector.ui.widgets.splitter import Splitter
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.checkpoint.checkpoint import Checkpoint
    from inspector.ui.comparison.adapter_view import AdapterView
    from inspector.ui.comparison.detail import PairDetail

__all__ = ["ComparisonView"]

#: While results come, the summary says what changed most this often.
_SUMMARY_SECONDS = 1.0
#: The fingerprint is as high as this, and has a quarter of what the window is higher than this.
_FINGERPRINT_HEIGHTS = (48, 96)
_MIN_BELOW = 300
#: What shows a pair is made of these; each takes some milliseconds to import.
_ANALYSES = ("comparing.difference_heatmap", "analysis.overlay", "comparing.density")
_PANELS = (
    "panels.panel", "panels.tabs", "panels.slice_chooser", "panels.histogram_view", "panels.heatmap_view",
    "comparison.header", "comparison.histograms", "comparison.heatmap", "comparison.density", "comparison.detail",
)  # fmt: skip


class ComparisonView(QWidget):
    """Shows the results of a comparison while they come and after; the tree and the summary were made for it before."""

    def __init__(
        self,
        results: ComparisonResults,
        names: tuple[str, str],
        runner: JobRunner,
        pane: ComparisonPane,
        summary: ComparisonSummary,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.results = results
        self._names = names
        self._runner = runner
        self._node: int | None = None
        self._detail: PairDetail | None = None
        #: What an adapter does to its base, if the two are such.
        self.adapter: AdapterView | None = None
        self._shown = -1  # of how many results
        self._summed_at = 0.0
        self.pane = pane
        self.fingerprint = Fingerprint(results)
        self.summary = summary
        self.count = QLabel()
        self.readout = ElidedLabel()
        self._waiting = plain_label(tr("Not compared yet."), "muted")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self.pane.selected.connect(self._show_node)
        self.fingerprint.chosen.connect(lambda row: self.pane.select_node(results.subject.tree.nodes[row]))
        self.fingerprint.hovered.connect(self._read_out)
        self.summary.chosen.connect(self.pane.select_node)
        self.pane.view.painted.connect(self._complete)
        self._add_notices()
        self.refresh(is_last=False)

    def _build(self) -> None:
        self.right = QStackedWidget()
        self.right.addWidget(self.summary)
        self.right.addWidget(self._waiting)
        self.right.setMinimumWidth(280)
        self.pane.setMinimumWidth(300)
        self.splitter = Splitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.pane)
        self.splitter.addWidget(self.right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([740, 540])
        line = QHBoxLayout()
        line.setContentsMargins(12, 6, 12, 0)
        line.setSpacing(16)
        line.addWidget(self.count)
        line.addWidget(self.readout, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self.fingerprint)
        layout.addWidget(self.splitter, 1)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setAccessibleName(tr("Tensors that differ"))
        self.readout.setAccessibleName(tr("Tensor under the mouse"))
        self.readout.setEnabled(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the fingerprint is lower."""
        super().resizeEvent(event)
        low, high = _FINGERPRINT_HEIGHTS
        self.fingerprint.setFixedHeight(max(low, min(high, (self.height() - _MIN_BELOW) // 4)))

    # what the page asks for

    @property
    def is_settled(self) -> bool:
        """Whether all that is asked for is shown."""
        shown = (self.pane, self._detail, self.adapter)
        return self.summary.layers.is_settled and all(part is None or part.is_settled for part in shown)

    @property
    def selected_key(self) -> str:
        """The key of the selected row, "" for none."""
        pairing = self.pane.model.pairing(self._node) if self._node is not None else None
        return pairing.entry.key if pairing is not None else ""

    @property
    def detail(self) -> PairDetail:
        """What shows a pair, made when first asked for."""
        if self._detail is None:
            from inspector.ui.comparison.detail import PairDetail

            self._detail = PairDetail(self._runner, self._names)
            self.right.addWidget(self._detail)
        return self._detail

    def _complete(self) -> None:
        """Once the tree was painted: get ready what shows a pair. What it computes with is loaded in a thread first."""
        self.pane.view.painted.disconnect(self._complete)
        PlottingLibrary(self._runner, self)
        self._runner.start(
            (self, "right side"),
            lambda _job: [import_module(f"inspector.{name}") for name in _ANALYSES],
            lambda _modules: take_steps(self, importing(_PANELS)),
            lambda _error: None,
        )

    def select_key(self, key: str) -> bool:
        """Select the row with a key, in A or B; False if there is none."""
        node = self.results.subject.find(key)
        if node is not None:
            self.pane.select_node(node)
        return node is not None

    def cancel(self) -> None:
        """Stop all that is under way for what is shown, but the comparison itself."""
        for owner in (self, self.pane, self.pane.sparklines):
            self._runner.cancel_owner(owner)
        for shown in (self._detail, self.adapter):
            if shown is not None:
                shown.cancel()

    def refresh(self, *, is_last: bool) -> None:
        """Show what has been found meanwhile."""
        if not is_last and self._shown == self.results.count:
            return
        self._shown = self.results.count
        is_due = is_last or time.monotonic() - self._summed_at > _SUMMARY_SECONDS
        if is_due:
            self._summed_at = time.monotonic()
            self.summary.refresh(is_over=is_last or self.summary.isVisible())
        self.pane.refresh(is_last=is_last)
        self.fingerprint.update()
        differing, done, total = self.results.differences, self.results.count, self.results.total
        self.count.setText(
            tr("{differing:,} of {total:,} differ", differing=differing, total=total)
            + ("" if done == total else tr(" · {done:,} compared so far", done=done))
        )
        if self.right.currentWidget() is self._waiting:
            self._show_node(self._node)
        if is_last and self.results.states[State.UNREADABLE]:
            sentence = tr(
                "%n tensor can't be read; its row says why.",
                "%n tensors can't be read; their rows say why.",
                self.results.states[State.UNREADABLE],
            )
            self.summary.add_notice("danger", sentence)

    # the selection

    def _show_node(self, node: int | None) -> None:
        self._node = node
        model, tree = self.pane.model, self.results.subject.tree
        pairing = model.pairing(node) if node is not None else None
        result = model.result(node) if node is not None else None
        row = tree.entries[node] if node is not None and node < len(tree) else NO_ENTRY
        self.fingerprint.mark(row if row != NO_ENTRY else None)
        if pairing is None:
            if self._detail is not None:
                self._detail.show_result(None)
            is_group = node is not None and node < len(tree)
            self.summary.show_node(node if node is not None and is_group else ROOT)
            self.right.setCurrentWidget(self.summary)
        elif result is None:
            self.right.setCurrentWidget(self._waiting)
        else:
            self.detail.show_result(result)
            self.right.setCurrentWidget(self.detail)

    def _read_out(self, row: int | None) -> None:
        self.readout.set_text("" if row is None else self.fingerprint.text_of(row))

    def _add_notices(self) -> None:
        """Say in place why there may be little to see."""
        subject = self.results.subject
        alignment = subject.alignment
        if not (subject.totals[0].tensors and subject.totals[1].tensors):
            empty = tr(" and ").join(side for side, sums in zip("AB", subject.totals, strict=True) if not sums.tensors)
            self.summary.add_notice("warning", tr("There are no tensors in {empty}.", empty=empty))
        elif is_same_file(subject.a, subject.b):
            self.summary.add_notice("info", tr("A and B are the same file; nothing was read."))
        elif subject.adapted is not None:
            self._add_adapter(*subject.adapted)
        elif not alignment.pairs:
            self.summary.add_notice(
                "warning",
                tr("No tensors in common. Add renaming rules below, under Names."),
            )

    def _add_adapter(self, adapter: Checkpoint, base: Checkpoint) -> None:
        from inspector.ui.comparison.adapter_view import AdapterView  # few comparisons are of such

        self.adapter = AdapterView(adapter, base, self._runner)
        self.summary.add_adapter(self.adapter)
