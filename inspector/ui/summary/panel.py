"""The summary of a file, shown while nothing is selected: findings, health, format, contents, metadata."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.names.tree import ROOT
from inspector.operations import reporting
from inspector.operations.scanning import ScanReport
from inspector.ui.document.document import Document, Selection
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.layers.view import LayerMapView
from inspector.ui.panels.contents import ContentsView
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.summary.findings import FindingNotes, FindingNotices
from inspector.ui.summary.health import HealthView
from inspector.ui.summary.language_model import ConfigurationsView, LanguageModelView
from inspector.ui.summary.pairs_table import PairsModel, PairsTable
from inspector.ui.summary.report_saver import ReportSaver
from inspector.ui.verification.detection import Detection
from inspector.ui.verification.looks_like import LooksLike
from inspector.ui.widgets.labels import heading, plain_label
from inspector.wording import tr, translatable

__all__ = ["SummaryPanel"]


class SummaryPanel(SelectionPanel):
    """The page of the file itself."""

    title = translatable("Summary")

    def __init__(
        self,
        context: PanelContext,
        detection: Detection,
        numbers: TensorNumbers,
        verify: Callable[[bool], object],
    ) -> None:
        super().__init__(context)
        self._detection = detection
        self._numbers = numbers
        self._verify = verify

    def accepts(self, selection: Selection) -> int:
        return 10 if selection.node is None else 0

    def make(self) -> QWidget:
        self._filled: Document | None = None
        self.health: HealthView | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self.view = ContentsView(self.context.runner)
        self.view.treemap.activated.connect(self.context.select)
        page = QWidget()
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._layout.setSpacing(8)
        self._area.setWidget(page)
        return self._area

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        self.view.show_selection(selection, jobs)
        if self._filled is selection.document:
            return
        self._filled = document = selection.document
        self.layers = LayerMapView(document, self._numbers)
        self.layers.activated.connect(lambda index: self.context.select(document.tree.nodes[index]))
        checkpoint = selection.document.checkpoint
        report = ScanReport.of(checkpoint)
        self.report = ReportSaver(
            checkpoint.location.stem,
            lambda path, job: reporting.report(checkpoint, job=job).save(path),
            self.context.runner,
            tr("Findings, health, layers and the numbers of all tensors as one HTML page to share"),
        )
        self.notices = FindingNotices(report, document, self.context.runner, self.context.select)
        self._layout.addWidget(self.notices)
        if selection.document.tree.tensors[ROOT]:
            self.health = HealthView(selection.document, self.context.runner, self._numbers, self.context.select)
            self._layout.addWidget(self.health)
            self.looks_like = LooksLike(self._detection)
            self.looks_like.verify_requested.connect(self._verify)
            self.looks_like.add_button(self.report)
            self._layout.addWidget(self.looks_like)
            self._layout.addWidget(self.report.state)
            self.language_model = LanguageModelView(self._detection)
            self._layout.addWidget(self.language_model)
        if self.layers.has_layers:
            self._layout.addWidget(self.layers)
            self.layers.begin()
        self._layout.addWidget(FindingNotes(report))
        if selection.document.tree.tensors[ROOT]:
            self._layout.addWidget(self.view, 1)
        else:
            self._layout.addWidget(plain_label(tr("No tensors in this file."), "muted"))
            self.view.hide()
        if checkpoint.metadata:
            self._layout.addSpacing(8)
            self._layout.addWidget(heading(tr("File metadata")))
            pairs = ((str(name), _metadata_text(value)) for name, value in checkpoint.metadata.items())
            self._layout.addWidget(
                PairsTable(PairsModel(pairs, (tr("Name"), tr("Value")), self._area), tr("File metadata"))
            )
        self.configurations = ConfigurationsView(self._detection)
        self._layout.addWidget(self.configurations)
        if self.view.isHidden():
            self._layout.addStretch(1)

    @property
    def is_settled(self) -> bool:
        if self.health is not None and not self.health.is_settled:
            return False
        return (
            self._detection.is_settled
            and (self._filled is None or (self.notices.is_settled and self.layers.is_settled))
            and not self._numbers.is_reading
            and (self.view.treemap.isHidden() or self.view.treemap.is_settled)
        )


def _metadata_text(value: object) -> str:
    return value if isinstance(value, str) else repr(value)
