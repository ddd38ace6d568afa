"""Light and dark: the colours of everything, and the style sheet made of them.

The style is Qt's own Fusion on every system, so that the window looks the same everywhere and was looked at everywhere.
Colours follow the system's scheme unless the user chose one; what paints itself asks :func:`current_theme` while it paints,
and what keeps something made of colours is :class:`Themed`.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from inspector.resources import resource
from inspector.tensors.dtypes import DTYPES, Kind

__all__ = [
    "DARK",
    "LIGHT",
    "THEME_MODES",
    "Theme",
    "ThemeManager",
    "Themed",
    "current_theme",
    "dtype_color",
    "monospace_font",
    "series_color",
]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for, as ``#rrggbb``."""

    name: str
    window: str
    base: str
    raised: str
    hover: str
    text: str
    muted: str
    faint: str
    border: str
    accent: str
    on_accent: str
    selection: str
    warning: str
    danger: str
    good: str
    danger_wash: str
    warning_wash: str
    info_wash: str

    @property
    def is_dark(self) -> bool:
        """Whether text is light on dark."""
        return QColor(self.base).lightness() < 128


LIGHT = Theme(
    name="light",
    window="#f5f6f8",
    base="#ffffff",
    raised="#ffffff",
    hover="#eceff3",
    text="#1c2128",
    muted="#5d6875",
    faint="#98a2ad",
    border="#dce1e7",
    accent="#2866d9",
    on_accent="#ffffff",
    selection="#d7e5fd",
    warning="#a86400",
    danger="#c5273a",
    good="#1c7c43",
    danger_wash="#fdecee",
    warning_wash="#fdf3e1",
    info_wash="#eaf1fd",
)

DARK = Theme(
    name="dark",
    window="#1a1d21",
    base="#202429",
    raised="#262b31",
    hover="#2d333a",
    text="#e4e8ec",
    muted="#9ba6b2",
    faint="#6d7884",
    border="#363d45",
    accent="#6ca4ff",
    on_accent="#0d1420",
    selection="#2c4a77",
    warning="#e8b04b",
    danger="#ff7b86",
    good="#5cc98a",
    danger_wash="#3d2529",
    warning_wash="#3a3020",
    info_wash="#24324a",
)

#: What the user can choose, and what it is called.
THEME_MODES = (("system", "Match system"), ("light", "Light"), ("dark", "Dark"))
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
    pair = _FLOAT_COLORS.get(name) or (_KIND_COLORS.get(dtype.kind) if dtype is not None else None) or _OTHER_COLOR
    return QColor(pair[1 if _current.is_dark else 0])


def series_color(number: int) -> QColor:
    """The colour of one of several things drawn in one plot; A and B of a comparison are 0 and 1."""
    return QColor(_SERIES_COLORS[number % len(_SERIES_COLORS)][1 if _current.is_dark else 0])


def monospace_font(scale: float = 1.0) -> QFont:
    """The system's fixed-width font at the size of the application's, times ``scale``."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(QGuiApplication.font().pointSizeF() * scale)
    return font


class Themed:
    """A widget that keeps something made of the theme's colours: an icon, a plot."""

    def take_theme(self) -> None:
        """Make it anew of the theme in force."""
        raise NotImplementedError


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
        application.setPalette(_palette(theme))
        application.setStyleSheet(_style_sheet(theme))
        for widget in application.allWidgets():
            if isinstance(widget, Themed):
                widget.take_theme()


def _palette(theme: Theme) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for name, color in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.window),
        (role.Text, theme.text),
        (role.PlaceholderText, theme.faint),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.BrightText, theme.danger),
        (role.Light, theme.raised),
        (role.Midlight, theme.hover),
        (role.Mid, theme.border),
        (role.Dark, theme.faint),
        (role.Shadow, theme.border),
        (role.Accent, theme.accent),
    ):
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(group.Disabled, name, QColor(theme.faint))
    return palette


def _style_sheet(theme: Theme) -> str:
    tick = resource(f"icons/check-{theme.name}.svg").as_posix()
    return _TEMPLATE.format(tick=tick, **{name: getattr(theme, name) for name in Theme.__slots__})


_TEMPLATE = """
QMainWindow::separator, QSplitter::handle {{ background: {border}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:hover {{ background: {accent}; }}

QMenuBar {{ background: {window}; border-bottom: 1px solid {border}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {raised}; border: 1px solid {border}; padding: 4px; }}
QMenu::item {{ padding: 5px 28px 5px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {selection}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 6px; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {border}; padding: 4px; }}

QStatusBar {{ background: {window}; border-top: 1px solid {border}; }}
QStatusBar::item {{ border: none; }}

QTabWidget::pane {{ border: none; border-top: 1px solid {border}; }}
QTabBar {{ background: {window}; border: none; }}
QTabBar::tab {{
    background: transparent; color: {muted}; border: none; border-bottom: 2px solid transparent;
    padding: 5px 12px 4px 12px;
}}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
QTabBar::tab:hover:!selected {{ color: {text}; background: {hover}; }}
QTabBar::tab:focus {{ color: {accent}; }}

QHeaderView {{ background: {base}; border: none; }}
QHeaderView::section {{
    background: {base}; color: {muted}; border: none; border-bottom: 1px solid {border}; padding: 5px 4px;
}}
QHeaderView::section:hover {{ color: {text}; }}
QHeaderView::section:vertical {{ border-bottom: none; padding: 0 8px; }}
QTableView {{ gridline-color: {hover}; border: none; }}
QTableCornerButton::section {{ background: {base}; border: none; border-bottom: 1px solid {border}; }}
QTreeView {{ border: none; background: {base}; }}

QLineEdit, QPlainTextEdit {{
    background: {base}; color: {text}; border: 1px solid {border}; border-radius: 5px; padding: 4px 6px;
    selection-background-color: {selection}; selection-color: {text};
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {accent}; }}
QLineEdit[invalid="true"] {{ border: 1px solid {danger}; }}

QAbstractSpinBox {{ min-height: 22px; }}

QPushButton {{
    background: {raised}; color: {text}; border: 1px solid {border}; border-radius: 5px; padding: 5px 14px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 1px solid {accent}; }}
QPushButton:default, QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; }}
QPushButton:default:focus, QPushButton[primary="true"]:focus {{ border: 1px solid {text}; }}
QPushButton:disabled, QPushButton[primary="true"]:disabled {{
    color: {faint}; background: transparent; border: 1px solid {border};
}}
QPushButton[link="true"] {{ color: {accent}; border: none; background: transparent; padding: 2px 0; text-align: left; }}
QPushButton[link="true"]:hover, QPushButton[link="true"]:focus {{ text-decoration: underline; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 3px; background: transparent; color: {text}; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}
QToolButton:checked {{ background: {selection}; }}
QToolButton:disabled {{ color: {faint}; }}

QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {faint}; border-radius: 3px; background: {base}; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border: 1px solid {accent}; }}
QCheckBox::indicator:checked {{ border: 1px solid {accent}; background: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ border: 1px solid {border}; background: transparent; }}
QCheckBox:disabled {{ color: {faint}; }}

QProgressBar {{ background: {hover}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QScrollArea {{ border: none; background: transparent; }}
QScrollBar {{ background: transparent; border: none; }}
QScrollBar:vertical {{ width: 11px; }}
QScrollBar:horizontal {{ height: 11px; }}
QScrollBar::handle {{ background: {border}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: none; border: none; width: 0; height: 0;
}}

QLabel[role="title"] {{ font-size: 15pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="error"] {{ color: {danger}; }}
QLabel[role="warning"] {{ color: {warning}; }}
QLabel[role="good"] {{ color: {good}; }}
"""
