"""A drop that waits until its file is there.

On X11 a file manager asks for the path of what is dragged while it hangs over its window, takes no drop before it has an
answer, and copies from that path as soon as it is dropped. Files of gigabytes are written for many seconds, and nobody holds
a mouse that long. So the path is told at once, and when the mouse is let go, that event is kept back until the file is
written; the file manager then sees a drop like any other. Elsewhere the system has the mouse, and drops wait by themselves.

Direct save (https://www.freedesktop.org/wiki/Specifications/XDS/), where the target names a file that the source writes, is
no way around: the target waits for all of it after the drop, those made with GTK for half a minute at most, and libfm takes
the path where it is offered both.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QDrag, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

__all__ = ["HeldDrop", "can_hold"]

#: How long another program has to say whether it takes what was let go over it: a hasty hand is faster than its answer.
_GRACE_MS = 1500
#: The same where a window of this program is, which seldom has one of another before it.
_GRACE_AT_HOME_MS = 300
_LOOK_MS = 50
#: How many times it is asked once more after the file was written.
_LOOKS_AT_LEAST = 6
_MOUSE = frozenset(
    {
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
    }
)


def can_hold() -> bool:
    """Whether the end of a drag passes through this program, which can then wait with it."""
    return QGuiApplication.platformName() == "xcb"


class HeldDrop(QObject):
    """Keeps back the end of one drag.

    ``write`` is called when the mouse was let go over another program that takes the drop: it makes the file and calls what
    it is given with whether it is there; if not, the drag is cancelled. Until then :attr:`is_over` is False.
    """

    def __init__(self, drag: QDrag, write: Callable[[Callable[[bool], None]], None]) -> None:
        super().__init__(drag)
        self._drag = drag
        self._write = write
        self._released: tuple[QObject, QMouseEvent] | None = None
        self._looks = 0
        #: Whether the drop may happen: other programs may count on the file.
        self.is_over = False
        #: Whether it was let go over something that takes no files.
        self.is_unwanted = False
        self._is_taken = False
        self._is_asking = False
        self._is_written = False
        drag.actionChanged.connect(self._action_changed)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        # Of several filters the last one installed comes first, and that of the drag swallows what it sees.
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        application = QGuiApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def _action_changed(self, action: Qt.DropAction) -> None:
        self._is_taken = action != Qt.DropAction.IgnoreAction

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.is_over or self._is_asking or event.type() not in _MOUSE:
            return False
        if self._released is not None:
            return True  # the place of the drop is where the mouse was let go, wherever it went since
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            self._released = watched, event.clone()
            self._looking.start()
            return True
        return False

    def _look(self) -> None:
        """Wait for the answer of what the mouse is over; a part of this window has given it already."""
        self._looks += 1
        if self._drag.target() is not None:
            self._let_go()
        elif self._is_taken and self._is_written:
            if self._looks < _LOOKS_AT_LEAST:
                self._ask_again()
            elif self._looks > _LOOKS_AT_LEAST + 2:  # the last answer has come
                self._let_go()
        elif self._is_taken:
            self._looking.stop()
            self._write(self._written)
        elif self._looks * _LOOK_MS < (_GRACE_AT_HOME_MS if self._is_at_home else _GRACE_MS):
            self._ask_again()
        else:
            self.is_unwanted = not self._is_at_home
            self._let_go()

    def _ask_again(self) -> None:
        """Move by a pixel and back: GTK's file managers first ask what it is, and say yes to the next move only."""
        assert self._released is not None
        watched, release = self._released
        aside = QPointF(self._looks % 2, 0)
        left = Qt.MouseButton.LeftButton
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            release.position() + aside,
            release.globalPosition() + aside,
            left,
            left,
            release.modifiers(),
        )
        self._is_asking = True
        QCoreApplication.sendEvent(watched, move)
        self._is_asking = False

    @property
    def _is_at_home(self) -> bool:
        assert self._released is not None
        return QApplication.widgetAt(self._released[1].globalPosition().toPoint()) is not None

    def _written(self, is_there: bool) -> None:
        """Ask once more before letting go: much may have happened to what is below while the file was written."""
        if is_there:
            self._is_written = True
            self._looks = 0
            self._looking.start()
        else:
            QDrag.cancel()

    def _let_go(self) -> None:
        self._looking.stop()
        self.is_over = True
        assert self._released is not None
        QCoreApplication.sendEvent(*self._released)
