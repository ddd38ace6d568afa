"""Work that only the GUI thread can do, in steps with the window's events between them.

Importing twenty modules and making a hundred widgets at once would stop the window for as long as that takes; each alone is
done between two frames.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

__all__ = ["importing", "take_steps"]


def take_steps(owner: QObject, steps: Iterator[object], is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Take the first step now and each other one after the events that came meanwhile.

    It ends with the steps, with ``owner``, or as soon as they are not wanted any more.
    """
    if not is_wanted():
        return
    try:
        next(steps)
    except StopIteration:
        return
    QTimer.singleShot(0, owner, lambda: take_steps(owner, steps, is_wanted))


def importing(modules: Sequence[str]) -> Iterator[object]:
    """Steps that import modules of the window, each by its name below ``inspector.ui``."""
    for name in modules:
        yield import_module(f"inspector.ui.{name}")
