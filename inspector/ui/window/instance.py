"""One window for all double-clicks: it listens for the files that later starts of the program hand over.

Only the user can reach the socket, yet nothing that comes over it is trusted: it names files to open, and what is too long,
too slow or not a list of absolute paths is not answered.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from inspector.ui.window import handover
from inspector.ui.window.handover import Request

__all__ = ["Instance"]

_MAX_CONNECTIONS = 16
_PATIENCE_MS = 3000
_LOCK_MS = 2000


class Instance(QObject):
    """Listens until it is closed. ``receive`` is called with what somebody wants opened, maybe nothing."""

    def __init__(self, receive: Callable[[Request], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._receive = receive
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._welcome)

    def listen(self) -> bool:
        """Become the one that is handed files; False if another process is, or there is no place to listen at.

        A socket that a killed process left behind is replaced.
        """
        place = handover.address()
        if place is None:
            return False
        lock = QLockFile(handover.lock_address(place))
        if not lock.tryLock(_LOCK_MS):  # others start at this moment, and one of them will listen
            return False
        try:
            probe = QLocalSocket()
            probe.connectToServer(place)
            return not probe.waitForConnected(_LOCK_MS) and self._server.listen(place)
        finally:
            lock.unlock()

    def close(self) -> None:
        """Listen no longer: files that come from now on, even over a connection that is open, get a window of their own."""
        self._server.close()
        for visitor in self.findChildren(_Visitor):
            visitor.send_away()

    def _welcome(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if len(self.children()) > _MAX_CONNECTIONS:  # the server is one of them
                socket.abort()
                socket.deleteLater()
            else:
                _Visitor(socket, self._receive, self)


class _Visitor(QObject):
    """One connection, until its message is whole or it has had its time."""

    def __init__(self, socket: QLocalSocket, receive: Callable[[Request], object], parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._receive = receive
        self._message = b""
        socket.setParent(self)
        socket.setReadBufferSize(handover.MAX_NBYTES + 1)
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self.deleteLater)
        QTimer.singleShot(_PATIENCE_MS, self, self.send_away)
        self._read()

    def send_away(self) -> None:
        """End the connection without an answer."""
        self._socket.abort()

    def _read(self) -> None:
        self._message += self._socket.readAll().data()
        if len(self._message) > handover.MAX_NBYTES:
            self.send_away()
        elif handover.is_complete(self._message):
            request = handover.decode(self._message)
            if request is None:
                self.send_away()
                return
            self._socket.write(handover.ANSWER)
            self._socket.flush()
            if self._socket.state() is QLocalSocket.LocalSocketState.ConnectedState:  # or else nobody waits any longer
                self._socket.disconnectFromServer()
                self._receive(request)
