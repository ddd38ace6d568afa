"""The colours of the window, light and dark, by what they are for. Text on any ground it is written on reads at 4.5 to 1."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

__all__ = ["DARK", "LIGHT", "Theme"]


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
