"""The events of a drag that comes from elsewhere, as the tests send them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, qVersion
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

#: Since Qt 6.12 drags have places between pixels, too, and it warns of a place that is a pixel; before, it knew no other.
_Place: Any = QPointF if tuple(map(int, qVersion().split(".")[:2])) >= (6, 12) else QPoint

_COPY = Qt.DropAction.CopyAction
_HAND = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


def entering(place: QPoint, data: QMimeData) -> QDragEnterEvent:
    """Something is dragged into a widget; it must live as long as the event."""
    return QDragEnterEvent(_Place(place), _COPY, data, *_HAND)


def moving(place: QPoint, data: QMimeData) -> QDragMoveEvent:
    """It is moved there."""
    return QDragMoveEvent(_Place(place), _COPY, data, *_HAND)


def dropped(place: QPoint, data: QMimeData) -> QDropEvent:
    """It is let go."""
    return QDropEvent(QPointF(place), _COPY, data, *_HAND)
