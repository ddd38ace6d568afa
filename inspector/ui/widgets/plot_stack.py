"""A plot, or a sentence in its place: what every panel with a plot shows before there is one, or where there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.ui.widgets.labels import plain_label

__all__ = ["PlotStack"]


class PlotStack(QStackedWidget):
    """Begins with an empty sentence. Plots are made later, by their panels, since the plotting library loads in a thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = plain_label("", "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.addWidget(self._sentence)

    @property
    def sentence(self) -> str:
        """What is said in place of a plot; "" while one is shown."""
        return self._sentence.text() if self.currentWidget() is self._sentence else ""

    def say(self, sentence: str = "") -> None:
        """Show a sentence, or nothing at all."""
        self._sentence.setText(sentence)
        self.setCurrentWidget(self._sentence)

    def show_plot(self, plot: QWidget) -> None:
        """Show a plot."""
        if self.indexOf(plot) < 0:
            self.addWidget(plot)
        self.setCurrentWidget(plot)
