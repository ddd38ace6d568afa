"""A legend: which colour means what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import ElidedLabel, plain_label
from inspector.ui.widgets.theme import series_color

__all__ = ["Legend", "Swatch"]

#: Names in a legend are shortened to this, in pixels.
_LEGEND_WIDTH = 210


class Swatch(QWidget):
    """A small square of the colour that stands for something; ``color`` is asked while painting."""

    def __init__(self, color: Callable[[], QColor], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._color = color
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color())
        painter.drawRoundedRect(self.rect(), 3, 3)


class Legend(QWidget):
    """Names, each behind its colour; those of series in the order of :func:`~inspector.ui.widgets.theme.series_color`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._layout = FlowLayout(self, spacing=12)

    @property
    def names(self) -> tuple[str, ...]:
        """The names shown."""
        return self._names

    def show_names(self, names: Sequence[str], first: int = 0) -> None:
        """Show the names of series; the first has the colour number ``first``."""
        self.show_colors([(name, partial(series_color, number)) for number, name in enumerate(names, first)])

    def show_colors(self, colors: Sequence[tuple[str, Callable[[], QColor]]], note: str = "") -> None:
        """Show other names, each with its colour, and what else there is to say of them."""
        while (item := self._layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._names = tuple(name for name, _ in colors)
        for name, color in colors:
            shown = QWidget()
            row = QHBoxLayout(shown)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            row.addWidget(Swatch(color))
            label = ElidedLabel(name)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            label.setMaximumWidth(_LEGEND_WIDTH)
            row.addWidget(label)
            self._layout.addWidget(shown)
        if note:
            self._layout.addWidget(plain_label(note, "muted"))
        self.setVisible(bool(colors))
