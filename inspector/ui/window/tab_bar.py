"""The row of tabs: one can be dragged beside another to move it there, or onto another to compare the two.

Qt moves tabs under the mouse by itself, and then none is left to drop onto: here a tab is dragged like anything else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.extraction.rows import Rows

__all__ = ["TabBar", "local_files"]

_FORMAT = "application/x-checkpoint-inspector-tab"
#: The widths of a tab, in pixels: a longer name is cut, and what does not fit beside the others is scrolled to.
_MIN_WIDTH, _MAX_WIDTH = 190, 300
#: The share of a tab at each end where a drop moves beside it.
_EDGE = 0.25
_WASH = 60


def local_files(data: QMimeData) -> list[str]:
    """The files a drag carries, as far as they are on this machine."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


class TabBar(QTabBar):
    """What is dropped comes as signals, with the number of the tab it was dropped on (-1: beside all of them).

    ``tab_dropped`` has the numbers of the dragged tab and of the one it was dropped onto; ``hinted`` says what a drop would
    do.
    """

    tab_dropped = Signal(int, int)
    files_dropped = Signal(int, list)
    rows_dropped = Signal(int, object)
    middle_clicked = Signal(int)
    hinted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: Whether what is in a tab, by its number, can be compared.
        self.is_comparable: Callable[[int], bool] = lambda _number: True
        self._pressed: QPoint | None = None
        self._dragged = -1
        self._target = -1  # the tab something would be dropped onto
        self._gap = -1  # or the place a tab would be moved to
        self.setAcceptDrops(True)

    # the room of a tab

    def tabSizeHint(self, number: int) -> QSize:
        hint = super().tabSizeHint(number)
        return QSize(min(hint.width(), _MAX_WIDTH), hint.height())

    def minimumTabSizeHint(self, number: int) -> QSize:
        hint = self.tabSizeHint(number)
        return QSize(min(hint.width(), _MIN_WIDTH), hint.height())

    # dragging a tab

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        place = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        number = self.tabAt(self._pressed)
        if number >= 0 and (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag(number)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        number = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and number >= 0:
            self.middle_clicked.emit(number)
        else:
            super().mouseReleaseEvent(event)

    def _drag(self, number: int) -> None:
        from inspector.ui.extraction.dragging import drag_of, start_drag

        data = QMimeData()
        data.setData(_FORMAT, b"")
        self._dragged = number
        others = [other for other in range(self.count()) if other != number and self.is_comparable(other)]
        hint = tr(": drop on another tab to compare") if others and self.is_comparable(number) else ""
        start_drag(drag_of(self, data, f"{self._name(number)}{hint}"))
        self._dragged = -1
        self._point_out()

    def _name(self, number: int) -> str:
        return self.tabText(number).replace("&&", "&")

    # what is dragged over it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self or self._rows_in(event) is not None or local_files(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(self._aim(event))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._point_out()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is to be done is done after the drop: the program it came from waits for it to end."""
        accepted = self._aim(event)
        event.setAccepted(accepted)
        target, gap, dragged = self._target, self._gap, self._dragged
        self._point_out()
        if not accepted:
            return
        rows = self._rows_in(event)
        if event.source() is self:
            if target >= 0:
                QTimer.singleShot(0, self, lambda: self.tab_dropped.emit(dragged, target))
            elif gap >= 0:
                QTimer.singleShot(0, self, lambda: self.moveTab(dragged, gap - (gap > dragged)))
        elif rows is not None:
            QTimer.singleShot(0, self, lambda: self.rows_dropped.emit(target, rows))
        else:
            files = local_files(event.mimeData())
            QTimer.singleShot(0, self, lambda: self.files_dropped.emit(target, files))

    def _aim(self, event: QDropEvent) -> bool:
        """Point out where a drop would go and say what it would do; False if it would do nothing."""
        place = event.position().toPoint()
        number = self.tabAt(place)
        if event.source() is self:
            return self._aim_tab(number, place)
        if self._rows_in(event) is not None:
            self._point_out(
                number, hint=tr("Drop to add the rows to {name}", name=self._name(number)) if number >= 0 else ""
            )
            return number >= 0
        files = local_files(event.mimeData())
        names = files[0].rpartition("/")[2] if files else ""
        can_compare = number >= 0 and len(files) == 1 and self.is_comparable(number)
        hint = (
            tr("Drop to compare {name} with {other}", name=self._name(number), other=names)
            if can_compare
            else tr("Drop to open")
        )
        self._point_out(number if can_compare else -1, hint=hint)
        return bool(files)

    def _aim_tab(self, number: int, place: QPoint) -> bool:
        if number < 0 or number == self._dragged:
            self._point_out()
            return False
        rect = self.tabRect(number)
        share = (place.x() - rect.left()) / max(1, rect.width())
        if _EDGE <= share <= 1 - _EDGE and self.is_comparable(self._dragged) and self.is_comparable(number):
            hint = tr("Drop to compare {name} with {other}", name=self._name(number), other=self._name(self._dragged))
            self._point_out(number, hint=hint)
        else:
            self._point_out(gap=number + (share > 0.5), hint=tr("Drop to move the tab here"))
        return True

    def _point_out(self, target: int = -1, gap: int = -1, hint: str = "") -> None:
        self._target, self._gap = target, gap
        self.hinted.emit(hint)
        self.update()

    @staticmethod
    def _rows_in(event: QDropEvent) -> Rows | None:
        from inspector.ui.extraction.rows import rows_in

        return rows_in(event.mimeData())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._target < 0 and self._gap < 0:
            return
        painter = QPainter(self)
        accent = QColor(current_theme().accent)
        if self._target >= 0:
            wash = QColor(accent)
            wash.setAlpha(_WASH)
            painter.setPen(QPen(accent, 2))
            painter.setBrush(wash)
            painter.drawRoundedRect(self.tabRect(self._target).adjusted(2, 2, -2, -2), 5, 5)
        else:
            last = self.tabRect(self.count() - 1).right()
            left = self.tabRect(self._gap).left() if self._gap < self.count() else last
            painter.fillRect(QRect(max(0, left - 1), 2, 3, self.height() - 4), accent)
