"""The cycle collector, in the GUI thread and nowhere else.

Cycles of Python objects hold objects of Qt. Left to itself the collector runs in whichever thread makes an object, and
deletes them there: Qt then holds one of its own locks while it asks Python for the interpreter. A GUI thread that has the
interpreter and wants that lock would wait for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from inspector.garbage import is_collector_paused

__all__ = ["Collector"]

_PERIOD_MS = 200


class Collector(QObject):
    """Turns the collector off, and collects what it would have collected between the events of the window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_PERIOD_MS)

    def collect(self) -> None:
        """Collect the oldest generation that is due, and those younger than it."""
        if is_collector_paused():
            return
        pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [number for number, (count, most) in enumerate(pairs) if count > most]
        if due:
            gc.collect(max(due))
