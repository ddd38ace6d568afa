"""Where the keyboard can go from one end of the window to the other: trees, tabs, what they show, the extract tray."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.ui.panels.tabs import PanelTabs
from inspector.ui.tree.name_tree_view import NameTreeView

__all__ = ["next_pane"]


def next_pane(front: QWidget | None, tray: QWidget | None, focus: QWidget | None) -> QWidget | None:
    """What takes the keyboard in the pane after the one that has ``focus``, the first after the last; None without panes.

    ``front`` is the tab in front, ``tray`` is passed over while it is hidden.
    """
    regions: list[QWidget | None] = []
    if front is not None:
        regions += front.findChildren(NameTreeView)
        for tabs in front.findChildren(PanelTabs):
            regions += [tabs.bar, tabs.stack.currentWidget()]
    panes = [region for region in (*regions, tray) if region is not None and region.isVisible()]
    places = [(region, target) for region in panes if (target := _target(region)) is not None]
    after = [number + 1 for number, (region, _) in enumerate(places) if focus and _has(region, focus)]
    return places[after[-1] % len(places) if after else 0][1] if places else None


def _target(region: QWidget) -> QWidget | None:
    """The region itself, or the first widget inside it that the keyboard reaches."""
    inside = (region, *region.findChildren(QWidget))
    return next(
        (child for child in inside if child.isVisible() and child.focusPolicy() & Qt.FocusPolicy.TabFocus), None
    )


def _has(region: QWidget, focus: QWidget) -> bool:
    return region is focus or region.isAncestorOf(focus)
