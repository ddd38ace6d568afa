"""What Qt is told of a theme: its palette and its style sheet."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from inspector.resources import resource
from inspector.ui.widgets.themes import Theme

__all__ = ["palette", "style_sheet"]


def palette(theme: Theme) -> QPalette:
    """The colours of everything that Qt paints by itself."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    result = QPalette()
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
        result.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        result.setColor(group.Disabled, name, QColor(theme.faint))
    return result


def style_sheet(theme: Theme) -> str:
    """The shapes and colours of widgets."""
    tick, down = (resource(f"icons/{name}-{theme.name}.svg").as_posix() for name in ("check", "down"))
    return _TEMPLATE.format(tick=tick, down=down, **{name: getattr(theme, name) for name in Theme.__slots__})


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
QHeaderView::up-arrow, QHeaderView::down-arrow {{
    subcontrol-origin: border; subcontrol-position: top center; width: 9px; height: 7px;
}}
QHeaderView::section:hover {{ color: {text}; }}
QHeaderView::section:vertical {{ border-bottom: none; padding: 0 8px; }}
QTableView {{ gridline-color: {hover}; border: 1px solid transparent; }}
QTableView:focus {{ border: 1px solid {accent}; }}
QTableCornerButton::section {{ background: {base}; border: none; border-bottom: 1px solid {border}; }}
QTreeView {{ border: none; background: {base}; }}

QLineEdit, QPlainTextEdit {{
    background: {base}; color: {text}; border: 1px solid {border}; border-radius: 5px; padding: 4px 6px;
    selection-background-color: {selection}; selection-color: {text};
}}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 1px solid {accent}; }}
QLineEdit[invalid="true"] {{ border: 1px solid {danger}; }}

QAbstractSpinBox {{ min-height: 22px; }}

QComboBox {{
    background: {raised}; color: {text}; border: 1px solid {border}; border-radius: 5px; padding: 4px 6px 4px 8px;
}}
QComboBox:hover {{ background: {hover}; }}
QComboBox:focus {{ border: 1px solid {accent}; }}
QComboBox:disabled {{ color: {faint}; background: transparent; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {raised}; border: 1px solid {border}; }}

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
QPushButton[fold="true"] {{ text-align: left; padding: 4px 0; border: 1px solid transparent; background: transparent; }}
QPushButton[fold="true"]:focus {{ border: 1px solid {accent}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolButton {{ border: 1px solid transparent; border-radius: 5px; padding: 3px; background: transparent; color: {text}; }}
QToolButton::menu-indicator {{ image: none; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}
QToolButton:checked {{ background: {selection}; }}
QToolButton:disabled {{ color: {faint}; }}

QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {faint}; border-radius: 3px; background: {base}; }}
QCheckBox::indicator:hover, QCheckBox::indicator:focus {{ border: 1px solid {accent}; }}
QCheckBox::indicator:checked {{ border: 1px solid {accent}; background: {accent}; image: url("{tick}"); }}
QCheckBox::indicator:checked:focus {{ border: 1px solid {text}; }}
QCheckBox::indicator:disabled {{ border: 1px solid {border}; background: transparent; }}
QCheckBox:disabled {{ color: {faint}; }}
QRadioButton {{ spacing: 7px; border: 1px solid transparent; border-radius: 5px; }}
QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {faint}; border-radius: 8px; background: {base}; }}
QRadioButton::indicator:hover {{ border: 1px solid {accent}; }}
QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {accent}; }}
QRadioButton:focus {{ border: 1px solid {accent}; }}

QSlider::groove:horizontal {{ height: 4px; background: {border}; border-radius: 2px; }}
QSlider::handle:horizontal {{
    width: 10px; height: 10px; margin: -4px 0; border-radius: 6px; background: {accent}; border: 1px solid {base};
}}
QSlider::handle:horizontal:focus {{ border: 1px solid {text}; }}

QProgressBar {{ background: {hover}; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}

QScrollArea {{ border: 1px solid transparent; background: transparent; }}
QGraphicsView {{ border: 1px solid transparent; }}
QScrollArea:focus, QGraphicsView:focus {{ border: 1px solid {accent}; }}
QScrollBar {{ background: transparent; border: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
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
QLabel[role="link"] {{ color: {accent}; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="error"] {{ color: {danger}; }}
QLabel[role="warning"] {{ color: {warning}; }}
QLabel[role="good"] {{ color: {good}; }}
"""
