"""What all plots have in common in the colours of the theme. Importing this module imports pyqtgraph."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg

from inspector.ui.widgets.theme import current_theme

__all__ = ["color_plot"]

#: Around the name of an axis, in pixels: pyqtgraph lets 5 of them lie outside, which cuts off what hangs below a letter.
_LABEL_MARGIN = 7


def color_plot(plot: Any, *more_axes: Any) -> None:
    """Give a plot, its two axes and ``more_axes`` the colours of the theme in force."""
    theme = current_theme()
    plot.setBackground(theme.base)
    for axis in (plot.getAxis("left"), plot.getAxis("bottom"), *more_axes):
        axis.setPen(pg.mkPen(theme.border))
        axis.setTextPen(pg.mkPen(theme.muted))
    bottom = plot.getAxis("bottom")
    bottom.label.document().setDocumentMargin(_LABEL_MARGIN)
    bottom.setHeight(None)
