"""The plot of the values of A against those of B. Importing this module imports pyqtgraph: do it in a worker thread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QWidget

from inspector.comparing.density import Density
from inspector.text import count_text, number_text, shortened
from inspector.ui.plots.heatmap_plot import ImagePlot
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr

__all__ = ["DensityPlot"]

#: From few elements to many, on a light ground and on a dark one.
_COLORS = ("#d9e6f7", "#7fb0e6", "#2f6fc0", "#3b2f80", "#1c1033")
_DARK_COLORS = ("#243a55", "#2f6fb5", "#63a9e0", "#b9d98a", "#fdf3a8")
_MAX_NAME = 40


class DensityPlot(ImagePlot):
    """How many elements have which value in A (across) and in B (up), in colours of their logarithm.

    On the diagonal, which is drawn, nothing changed.
    """

    name = "density"

    def __init__(self, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent, rows_go_down=False)
        self.density: Density | None = None
        self.setLabel("bottom", _shown(names[0]))
        self.setLabel("left", _shown(names[1]))
        for name in ("left", "bottom"):
            self.getAxis(name).enableAutoSIPrefix(False)
        self._diagonal = pg.PlotCurveItem()
        self.addItem(self._diagonal)
        self._view.setAspectLocked(True)
        self._color_diagonal()

    def colors(self) -> Sequence[str]:
        return _DARK_COLORS if current_theme().is_dark else _COLORS

    def show_density(self, density: Density) -> None:
        """Show a density, all of it."""
        self.density = density
        low, high = float(density.edges[0]), float(density.edges[-1])
        counts = density.counts.T
        with np.errstate(divide="ignore"):
            logarithms = np.log10(counts.astype(np.float64))
        logarithms[counts == 0] = np.nan  # where there is nothing the ground shows
        self._diagonal.setData([low, high], [low, high])
        whole = QRectF(low, low, high - low, high - low)
        self._show_image(logarithms, whole, (0.0, max(1.0, float(np.nanmax(logarithms, initial=0.0)))))
        self.setAccessibleName(
            tr(
                "Density of %n element from {low} to {high}",
                "Density of %n elements from {low} to {high}",
                int(counts.sum()),
                low=number_text(low),
                high=number_text(high),
            )
        )

    def numbers(self) -> list[Sequence[object]]:
        """The cells with elements: their spans of A and of B, and how many there are."""
        if self.density is None:
            return []
        edges, counts = self.density.edges.tolist(), self.density.counts
        rows = (
            (edges[i], edges[i + 1], edges[j], edges[j + 1], int(counts[i, j])) for i, j in np.argwhere(counts).tolist()
        )
        return [["A from", "A to", "B from", "B to", "count"], *rows]

    def take_theme(self) -> None:
        super().take_theme()
        if hasattr(self, "_diagonal"):  # not yet while the base class is made
            self._color_diagonal()

    def _color_diagonal(self) -> None:
        self._diagonal.setPen(pg.mkPen(current_theme().muted, width=1, style=Qt.PenStyle.DashLine))

    def text_at(self, x: float, y: float) -> str:
        density = self.density
        if density is None:
            return ""
        edges = density.edges
        if not all(edges[0] <= value <= edges[-1] for value in (x, y)):
            return ""
        i, j = (min(int(np.searchsorted(edges, value, side="right")) - 1, len(edges) - 2) for value in (x, y))
        spans = (f"[{number_text(edges[at], 4)}, {number_text(edges[at + 1], 4)})" for at in (i, j))
        return f"A {next(spans)}, B {next(spans)}: {count_text(int(density.counts[i, j]))}"


def _shown(name: str) -> str:
    """An axis label, which pyqtgraph takes for markup."""
    return shortened(name, _MAX_NAME).replace("&", "&amp;").replace("<", "&lt;")
