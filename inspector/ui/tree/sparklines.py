"""The small histograms in the rows of the tree: made in the background for the rows in sight, kept once made."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QPainter

from inspector.analysis.sparkline import BINS, Sparkline, sparkline
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.names.tree import NO_ENTRY, NameTree
from inspector.tensors.entries import TensorEntry
from inspector.ui.document.document import Mark
from inspector.ui.runner import JobRunner

__all__ = ["Sparklines", "draw_sparkline"]

#: Scrolling must pause this long before rows are worth reading for.
_SETTLE_MS = 120
#: Rows read in one job, so that pictures appear a few at a time.
_BATCH = 16
_NONE = Sparkline()


class Sparklines(QObject):
    """The sparklines of a tree's tensors, by node. ``changed`` comes when some were added."""

    changed = Signal()

    def __init__(self, tree: NameTree, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._runner = runner
        self._known: dict[int, Sparkline] = {}
        self._wanted: list[int] = []
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._read)

    def of(self, node: int) -> bytes:
        """The heights of the bars of a node's tensor; empty while they are not known, and for what has none."""
        return self._known.get(node, _NONE).heights

    def marks(self, node: int) -> Mark:
        """What is worth a sign among the values looked at."""
        known = self._known.get(node, _NONE)
        marks = Mark.NONE if known.is_finite else Mark.NOT_FINITE
        return marks | Mark.ALL_ZERO if known.is_zero else marks

    def see(self, nodes: Iterable[int]) -> None:
        """These rows are in sight now; what was asked for before and is not among them is not wanted any more."""
        self._wanted = [node for node in nodes if node not in self._known and self._entry(node) is not None]
        if self._wanted and not self._runner.is_running((self, "sparklines")):
            self._settle.start()

    @property
    def is_settled(self) -> bool:
        """Whether all rows in sight have theirs."""
        return not self._wanted

    def _entry(self, node: int) -> TensorEntry | None:
        tree = self._tree
        entry = tree.entry(node) if node < len(tree) and tree.entries[node] != NO_ENTRY else None
        if not isinstance(entry, TensorEntry) or not entry.dtype.is_numeric or entry.storage is None:
            return None
        return entry if entry.numel else None

    def _read(self) -> None:
        batch = {node: entry for node in self._wanted[:_BATCH] if (entry := self._entry(node)) is not None}
        if not batch:
            return

        def work(job: Job) -> dict[int, Sparkline]:
            return {node: _read_one(entry, job) for node, entry in batch.items()}

        self._runner.start((self, "sparklines"), work, self._add, lambda _error: None)

    def _add(self, found: dict[int, Sparkline]) -> None:
        self._known.update(found)
        self._wanted = [node for node in self._wanted if node not in self._known]
        self.changed.emit()
        if self._wanted:
            self._read()


def _read_one(entry: TensorEntry, job: Job) -> Sparkline:
    try:
        return sparkline(entry, job)
    except InspectorError:
        return _NONE  # the row stays empty; selecting it says why


def draw_sparkline(painter: QPainter, cell: QRect, heights: bytes) -> None:
    """Bars from the bottom of the cell, in the painter's brush."""
    if not heights:
        return
    bottom, room = cell.bottom() - 2, cell.height() - 5
    edges = [cell.left() + cell.width() * number // BINS for number in range(BINS + 1)]
    bars = []
    for number, height in enumerate(heights):
        if height:
            bar = max(1, height * room // 255)
            bars.append(QRect(edges[number], bottom - bar, max(1, edges[number + 1] - edges[number]), bar))
    painter.drawRects(bars)
