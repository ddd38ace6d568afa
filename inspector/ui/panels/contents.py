"""What a group, or the whole file, is made of: a bar and a table of element types, and a map of where the bytes are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from inspector.checkpoint.composition import TypeShare, type_shares
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.tensors.entries import ObjectEntry
from inspector.text import printable, size_text
from inspector.ui.document.document import Document, Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import SelectionPanel
from inspector.ui.plots.treemap import TreemapView
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.labels import ElidedLabel, heading, plain_label
from inspector.ui.widgets.legend import Legend, Swatch
from inspector.ui.widgets.theme import current_theme, dtype_color
from inspector.wording import local_number, tr, translatable

__all__ = ["ContentsPanel", "ContentsView", "shares_of"]

#: Element types listed; the structured types of a NumPy archive may each be one of their own.
_MAX_SHARES = 12
_FAINT = QPalette.ColorRole.PlaceholderText


def shares_of(selection: Selection, job: Job) -> list[TypeShare]:
    """The element types of everything selected; for a worker thread."""
    tree = selection.document.tree
    entries = [entry for node in selection.nodes for entry in tree.below(node)]
    return type_shares(entries, job)


def _rest(shares: Sequence[TypeShare]) -> list[TypeShare]:
    """What is left of the types as one row, so that the shares add up; none if nothing is left."""
    if not shares:
        return []
    title = tr("and {count:,} more", count=len(shares))
    sums = (
        sum(column) for column in zip(*((each.tensors, each.parameters, each.nbytes) for each in shares), strict=True)
    )
    return [TypeShare(title, *sums)]


class _ShareBar(QWidget):
    """The bytes by element type as one bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: Sequence[TypeShare] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[TypeShare]) -> None:
        """Show other shares."""
        self._shares = shares
        self.setAccessibleName(tr("Size by data type: {types}", types=", ".join(share.dtype for share in shares)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), QColor(current_theme().hover))
        total = sum(share.nbytes for share in self._shares)
        left = 0.0
        for share in self._shares:
            width = self.width() * share.nbytes / total if total else 0.0
            painter.fillRect(QRectF(left, 0, max(width - 1, 1.0), self.height()), dtype_color(share.dtype))
            left += width


class ContentsView(QWidget):
    """The bar, its legend and the treemap."""

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Document, tuple[int, ...]] | None = None  # with all that is to be counted
        self.bar = _ShareBar()
        self._legend = QWidget()
        self._map_title = heading(tr("Size by tensor"))
        self.treemap = TreemapView(runner)
        self._map_legend = Legend()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(heading(tr("Data types")))
        self._layout.addWidget(self.bar)
        self._layout.addWidget(self._legend)
        self._layout.addSpacing(8)
        self._layout.addWidget(self._map_title)
        self._layout.addWidget(self.treemap, 1)
        self._layout.addWidget(self._map_legend)

    def show_selection(self, selection: Selection, jobs: PanelJobs) -> None:
        """Show what is selected: the map at once, the types when they are counted. What is shown already stays."""
        subject = (selection.document, tuple(selection.nodes))
        if subject == self._shown:
            return
        self._shown = None
        self._show_shares(())
        self._show_map(selection)

        def counted(shares: Sequence[TypeShare]) -> None:
            self._shown = subject
            self._show_shares(shares)

        def failed(_error: InspectorError) -> None:
            """Summing shapes can't fail but by a bug, which is reported."""

        jobs.start(lambda job: shares_of(selection, job), counted, failed)

    def _show_shares(self, shares: Sequence[TypeShare]) -> None:
        self.bar.show_shares(shares)
        legend = QWidget()
        grid = QGridLayout(legend)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(5, 1)
        total = sum(share.nbytes for share in shares) or 1
        right = Qt.AlignmentFlag.AlignRight
        rows = [*shares[:_MAX_SHARES], *_rest(shares[_MAX_SHARES:])]
        for row, share in enumerate(rows):
            if row < _MAX_SHARES:
                grid.addWidget(Swatch(partial(dtype_color, share.dtype)), row, 0)
            grid.addWidget(plain_label(printable(share.dtype[:40])), row, 1)
            grid.addWidget(plain_label(size_text(share.nbytes), "muted"), row, 2, right)
            grid.addWidget(plain_label(local_number(f"{share.nbytes / total:.1%}"), "muted"), row, 3, right)
            grid.addWidget(plain_label(tr("%n tensor", "%n tensors", share.tensors), "muted"), row, 4)
            parameters = tr("%n element", "%n elements", share.parameters)
            grid.addWidget(ElidedLabel(parameters, _FAINT, elide=Qt.TextElideMode.ElideRight), row, 5)
        colors = [(share.dtype[:40], partial(dtype_color, share.dtype)) for share in shares[:_MAX_SHARES]]
        self._map_legend.show_colors(colors, tr("Shades mark groups"))
        self._layout.replaceWidget(self._legend, legend)
        self._legend.deleteLater()
        self._legend = legend

    def _show_map(self, selection: Selection) -> None:
        has_bytes = any(selection.document.tree.nbytes[node] for node in selection.nodes)
        self._map_title.setVisible(has_bytes)
        self.treemap.setVisible(has_bytes)
        if has_bytes:
            self.treemap.show_nodes(selection.document.tree, selection.nodes)


class ContentsPanel(SelectionPanel):
    """What a group, a range or an object with tensors below is made of."""

    title = translatable("Contents")

    def accepts(self, selection: Selection) -> int:
        if selection.node is None or selection.tensor is not None:
            return 0
        if not any(selection.document.tree.tensors[node] for node in selection.nodes):
            return 0
        return 5 if isinstance(selection.entry, ObjectEntry) else 10

    def make(self) -> QWidget:
        page = QWidget()
        self.view = ContentsView(self.context.runner)
        self.view.treemap.activated.connect(self.context.select)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(self.view)
        area = QScrollArea()  # in a low window the map would lie over what is above it
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        return area

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        self.view.show_selection(selection, jobs)

    @property
    def is_settled(self) -> bool:
        return self.view.treemap.isHidden() or self.view.treemap.is_settled
