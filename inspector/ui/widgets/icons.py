"""The icons: line drawings in ``resources/icons`` that take the colour of the theme, drawn once per colour."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QIcon, QImage, QPixmap

from inspector.resources import resource
from inspector.ui.widgets.theme import current_theme

__all__ = ["application_icon", "icon"]

#: Pixels for 16 points at 100, 125, 150, 200 and 300 per cent, and for the larger uses.
_SIZES = (16, 20, 24, 32, 48, 64, 96)


def icon(name: str, color: str = "") -> QIcon:
    """The drawing ``name`` in a colour ``#rrggbb``, or in that of secondary text."""
    return _drawn(name, color or current_theme().muted)


@cache
def _drawn(name: str, color: str) -> QIcon:
    source = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    result = QIcon()
    for size in _SIZES:
        sized = source.replace('width="16" height="16"', f'width="{size}" height="{size}"', 1)
        result.addPixmap(QPixmap.fromImage(QImage.fromData(sized.encode())))
    return result


@cache
def application_icon() -> QIcon:
    """The program's own icon."""
    return QIcon(str(resource("icons/checkpoint-inspector.svg")))
