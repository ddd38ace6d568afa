"""Nothing selected: what was found in the file, whether it is healthy, what it is, is made of and says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from inspector.findings import Finding, Severity
from inspector.operations.scanning import ScanReport
from inspector.text import plural, printable
from inspector.ui.document.document import Document, Selection
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.layers.view import LayerMapView
from inspector.ui.panels.contents import ContentsView
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.summary.health import HealthView
from inspector.ui.summary.metadata_model import MetadataModel
from inspector.ui.verification.detection import Detection
from inspector.ui.verification.looks_like import LooksLike
from inspector.ui.widgets.clipboard import copy_on, copy_text
from inspector.ui.widgets.labels import heading, plain_label
from inspector.ui.widgets.message import Notice

__all__ = ["SummaryPanel"]

#: Findings of one severity shown one by one; the rest are counted. A hostile file may have a million.
_MAX_NOTICES = 12
_MAX_REMARKS = 200
_MAX_TABLE_ROWS = 9


class SummaryPanel(SelectionPanel):
    """The page of the file itself."""

    title = "Summary"

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
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        self.layers = LayerMapView(document.checkpoint.entries, self._numbers)
        self.layers.activated.connect(lambda index: self.context.select(document.tree.nodes[index]))
        checkpoint = selection.document.checkpoint
        report = ScanReport.of(checkpoint)
        self._add_findings(report)
        if any(selection.document.tree.tensors[:1]):
            self.health = HealthView(selection.document, self.context.runner, self._numbers, self.context.select)
            self._layout.addWidget(self.health)
            self.looks_like = LooksLike(self._detection)
            self.looks_like.verify_requested.connect(self._verify)
            self._layout.addWidget(self.looks_like)
        if self.layers.has_layers:
            self._layout.addWidget(self.layers)
            self.layers.begin()
        self._add_remarks(report)
        if any(selection.document.tree.tensors[:1]):
            self._layout.addWidget(self.view, 1)
        else:
            self._layout.addWidget(plain_label("There are no tensors in this file.", "muted"))
            self.view.hide()
        if checkpoint.metadata:
            self._layout.addSpacing(8)
            self._layout.addWidget(heading("What the file says of itself"))
            self._layout.addWidget(_metadata_table(MetadataModel(checkpoint.metadata, self._area)))
        if self.view.isHidden():
            self._layout.addStretch(1)

    @property
    def is_settled(self) -> bool:
        if self.health is not None and not self.health.is_settled:
            return False
        return (
            self._detection.is_settled
            and not self._numbers.is_reading
            and (self.view.treemap.isHidden() or self.view.treemap.is_settled)
        )

    def _add_findings(self, report: ScanReport) -> None:
        """Dangers and warnings, one by one."""
        for severity in (Severity.DANGER, Severity.WARNING):
            group = report.of_severity(severity)
            for finding in group[:_MAX_NOTICES]:
                self._layout.addWidget(Notice(severity.value, _sentence(finding)))
            if len(group) > _MAX_NOTICES:
                more = plural(len(group) - _MAX_NOTICES, f"more {severity.value}")
                self._layout.addWidget(Notice(severity.value, f"… and {more}; `scan` on the command line lists all."))

    def _add_remarks(self, report: ScanReport) -> None:
        """The remarks, behind a button."""
        notices = report.of_severity(Severity.INFO)
        if notices:
            self._layout.addWidget(_Remarks(notices))
            self._layout.addSpacing(8)


def _sentence(finding: Finding) -> str:
    return printable(f"{finding.message} ({finding.where})" if finding.where else finding.message)


class _Remarks(QWidget):
    """Findings that only inform: a line that opens to a list."""

    def __init__(self, notices: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remarks = notices
        self._list: QWidget | None = None
        self._button = QPushButton()
        self._button.setCheckable(True)
        self._button.setFlat(True)
        self._button.setStyleSheet("text-align: left; padding: 4px 0; border: none; background: transparent;")
        self._button.toggled.connect(self._toggle)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._button)
        self._toggle(False)

    def _toggle(self, opened: bool) -> None:
        count = plural(len(self._remarks), "remark")
        self._button.setText(f"{'▾' if opened else '▸'}  {count} on what the file names")
        if opened and self._list is None:
            self._list = QWidget()
            layout = QVBoxLayout(self._list)
            layout.setContentsMargins(18, 0, 0, 0)
            layout.setSpacing(3)
            for finding in self._remarks[:_MAX_REMARKS]:
                layout.addWidget(plain_label(_sentence(finding), "muted", wrap=True))
            if len(self._remarks) > _MAX_REMARKS:
                layout.addWidget(plain_label(f"… and {len(self._remarks) - _MAX_REMARKS:,} more", "muted"))
            self._layout.addWidget(self._list)
        if self._list is not None:
            self._list.setVisible(opened)


def _metadata_table(model: MetadataModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName("Metadata of the file")
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.setColumnWidth(0, 170)
    rows = min(model.rowCount(), _MAX_TABLE_ROWS)
    table.setFixedHeight((rows + 1) * table.verticalHeader().defaultSectionSize() + 16)

    def copy() -> None:
        rows = sorted({index.row() for index in table.selectionModel().selectedIndexes()})
        copy_text("\n".join(f"{model.text(row, 0)}\t{model.text(row, 1)}" for row in rows))

    copy_on(table, QKeySequence.StandardKey.Copy, copy)
    return table
