"""The colours of the window, light and dark, by what they are for.

Text is told from whatever it is written on by a contrast of at least 4.5 to 1, the greys included (WCAG 2.2, 1.4.3).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

__all__ = ["DARK", "LIGHT", "Theme", "contrast", "text_on"]


_WHITE, _BLACK = QColor("#ffffff"), QColor("#000000")


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: QColor) -> float:
    """The relative luminance, 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_on(ground: QColor) -> QColor:
    """White or black, whichever is easier to read on a colour; at least 4.5 to 1 on every one."""
    return max(_WHITE, _BLACK, key=lambda color: contrast(color, ground))


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
    muted="#4f5a66",
    faint="#5c6773",
    border="#dce1e7",
    accent="#1f59c6",
    on_accent="#ffffff",
    selection="#dce8fd",
    warning="#8a5200",
    danger="#b81f33",
    good="#166c39",
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
    muted="#b4bdc7",
    faint="#a3adb8",
    border="#363d45",
    accent="#86b4ff",
    on_accent="#0d1420",
    selection="#233e68",
    warning="#e8b04b",
    danger="#ff949d",
    good="#63cd90",
    danger_wash="#3d2529",
    warning_wash="#3a3020",
    info_wash="#24324a",
)
