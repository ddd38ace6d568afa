"""The theme in force: the colours of everything now, applied to the application.

The style is Qt's own Fusion on every system, so that the window looks the same everywhere and was looked at everywhere.
Colours follow the system's scheme unless the user chose one; what paints itself asks :func:`current_theme` while it paints,
and what keeps something made of colours is :class:`Themed`.
"""

from __future__ import annotations

import re
from functools import wraps
from typing import Any
from weakref import WeakSet

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from inspector.tensors.dtypes import DTYPES, Kind
from inspector.ui.widgets.style_sheet import palette, style_sheet
from inspector.ui.widgets.themes import DARK, LIGHT, Theme
from inspector.wording import translatable

__all__ = [
    "MAX_SERIES",
    "THEME_MODES",
    "ThemeManager",
    "Themed",
    "current_theme",
    "depth_color",
    "dtype_color",
    "monospace_font",
    "scale_text",
    "series_color",
]

#: What the user can choose, and what it is called.
THEME_MODES = (
    ("system", translatable("Match system")),
    ("light", translatable("Light")),
    ("dark", translatable("Dark")),
)
_THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
_current = LIGHT

_KIND_COLORS = {
    Kind.FLOAT: ("#3b7ddd", "#6ca4ff"),
    Kind.INT: ("#d98324", "#f0a860"),
    Kind.UINT: ("#c2a022", "#e0c355"),
    Kind.BOOL: ("#7d8894", "#98a2ad"),
    Kind.COMPLEX: ("#b34fb0", "#d98ad6"),
    Kind.QUANTISED: ("#7d5fd3", "#a58df0"),
    Kind.BLOCK: ("#7d5fd3", "#a58df0"),
}
#: The floats are told apart: most checkpoints hold nothing else.
_FLOAT_COLORS = {
    "float64": ("#1f4f9e", "#4a7fd4"),
    "float32": ("#3b7ddd", "#6ca4ff"),
    "float16": ("#1b9aa0", "#4fc3c8"),
    "bfloat16": ("#2f9e5b", "#5cc98a"),
}
#: Blocks are told apart by their bits, the first digit of their names: files have several kinds side by side. Percent of the
#: lightness, and the bits that have the colour of the kind.
_BITS = re.compile(r"\d")
_LIGHTER_PER_BIT, _MIDDLE_BITS = 13, 5
_OTHER_COLOR = ("#8a6d5b", "#b89a86")
#: What is drawn over one another: told apart with every common colour vision deficiency (after Okabe and Ito), the first
#: two, which are the two sides of a comparison, by far.
_SERIES_COLORS = (
    ("#2866d9", "#6ca4ff"),
    ("#d5720b", "#f5a54a"),
    ("#0a8f6b", "#3cc79c"),
    ("#b9468f", "#e58cc2"),
    ("#6b7480", "#a3adb8"),
    ("#9a8a00", "#e0cf4a"),
)


def current_theme() -> Theme:
    """The theme in force."""
    return _current


def dtype_color(name: str) -> QColor:
    """The colour that stands for an element type wherever types are told apart."""
    dtype = DTYPES.get(name)
    is_scheme = dtype is None and "-" in name  # of quantised weights: gptq-4
    kind = Kind.BLOCK if is_scheme else None if dtype is None else dtype.kind
    pair = _FLOAT_COLORS.get(name) or (_KIND_COLORS.get(kind) if kind is not None else None) or _OTHER_COLOR
    color = QColor(pair[1 if _current.is_dark else 0])
    bits = _BITS.search(name) if kind is Kind.BLOCK else None
    return color if bits is None else color.lighter(100 + _LIGHTER_PER_BIT * (_MIDDLE_BITS - int(bits[0])))


#: Colours that can be told apart; of more things the colour tells the place.
MAX_SERIES = len(_SERIES_COLORS)


def series_color(number: int) -> QColor:
    """The colour of one of several things drawn in one plot; A and B of a comparison are 0 and 1."""
    return QColor(_SERIES_COLORS[number % len(_SERIES_COLORS)][1 if _current.is_dark else 0])


def depth_color(share: float) -> QColor:
    """The colour of one of many things in an order, from the first (0.0, blue) to the last (1.0, orange)."""
    return QColor.fromHsvF(0.61 - 0.54 * share, 0.75, 0.95 if _current.is_dark else 0.78)


def scale_text(percent: int) -> None:
    """Make all text larger or smaller than the desktop's; before there is a window, which measures text as it is made."""
    font = QApplication.font()
    font.setPointSizeF(font.pointSizeF() * percent / 100)
    QApplication.setFont(font)


def monospace_font(scale: float = 1.0) -> QFont:
    """The system's fixed-width font at the size of the application's, times ``scale``."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QGuiApplication.font().pointSizeF() * scale)
    return font


class Themed:
    """A widget that keeps something made of the theme's colours: an icon, a plot."""

    def __init_subclass__(cls, **options: Any) -> None:
        """Know every widget that is made. To ask the application for all it has is not safe: plots take themselves apart."""
        super().__init_subclass__(**options)
        make = cls.__init__

        @wraps(make)
        def made(self: Themed, *arguments: Any, **options: Any) -> None:
            make(self, *arguments, **options)
            _themed.add(self)

        cls.__init__ = made  # type: ignore[assignment, method-assign]

    def take_theme(self) -> None:
        """Make it anew of the theme in force."""
        raise NotImplementedError


_themed: WeakSet[Themed] = WeakSet()


class ThemeManager(QObject):
    """Applies the theme to the application and follows the system."""

    def __init__(self, mode: str = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode = mode
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._mode

    @mode.setter
    def mode(self, mode: str) -> None:
        self._mode = mode
        self._apply()

    def _apply(self) -> None:
        global _current
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        theme = _THEMES.get(self._mode) or (DARK if dark else LIGHT)
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        _current = theme
        application.setPalette(palette(theme))
        sheet = style_sheet(theme)
        if application.styleSheet() != sheet:  # every widget there is would be styled anew
            application.setStyleSheet(sheet)
        for widget in list(_themed):
            if isValid(widget):
                widget.take_theme()
