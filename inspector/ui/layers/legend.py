"""The legend of a map: what its colors mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector.ui.layers.scale import ColorScale, color_at
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import plain_label
from inspector.wording import tr

__all__ = ["ScaleLegend"]

_MAX_NOTES = 3


class ScaleLegend(QWidget):
    """The colors from low to high, with the numbers at both ends, and what a crossed cell means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = plain_label("", "muted"), plain_label("", "muted")
        self._notes = [plain_label("", "muted") for _ in range(_MAX_NOTES)]
        colors = QWidget()
        row = QHBoxLayout(colors)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._low)
        row.addWidget(_ColorBar())
        row.addWidget(self._high)
        flow = FlowLayout(self, spacing=18, line_spacing=4)
        for widget in (colors, *self._notes):
            flow.addWidget(widget)

    def show_scale(
        self, scale: ColorScale | None, text: Callable[[float], str], *, marked: int, plain: str = ""
    ) -> None:
        """Say what the ends of the colors are, each a ``text``; without a scale each row has its own.

        ``marked`` is how many cells are crossed out, ``plain`` what those without a color are.
        """
        low, high = (tr("low"), tr("high")) if scale is None else (text(scale.low), text(scale.high))
        self._low.setText(low)
        self._high.setText(high)
        notes = [tr("log scale")] if scale is not None and scale.is_log else []
        if plain:
            notes.append(tr("gray: {what}", what=plain))
        if marked:
            notes.append(tr("crossed out: NaN or Inf in %n tensor", "crossed out: NaN or Inf in %n tensors", marked))
        for at, label in enumerate(self._notes):
            label.setText(notes[at] if at < len(notes) else "")
            label.setVisible(at < len(notes))

    @property
    def notes(self) -> list[str]:
        """What is said beside the colors."""
        return [label.text() for label in self._notes if label.text()]


class _ColorBar(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(120, 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        for x in range(self.width()):
            painter.fillRect(x, (self.height() - 10) // 2, 1, 10, color_at(x / max(self.width() - 1, 1)))
