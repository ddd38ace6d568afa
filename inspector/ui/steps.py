"""Work that only the GUI thread can do, in steps with the window's events between them.

Importing twenty modules and making a hundred widgets at once would stop the window for as long as that takes; each alone is
done between two frames.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

__all__ = ["after_events", "are_steps_under_way", "importing", "take_steps"]

#: Short steps follow one another for so long.
_TURN_S = 0.001
#: The pause between turns. Without one Qt takes two turns before it looks for other events.
_PAUSE_MS = 1
#: Who has steps that were not taken yet.
_under_way: dict[Iterator[object], QObject] = {}
_END = object()


def take_steps(owner: QObject, steps: Iterator[object], is_wanted: Callable[[], bool] = lambda: True) -> None:
    """Take the first steps now and the others after the events that came meanwhile.

    It ends with the steps, with ``owner``, or as soon as they are not wanted any more.
    """
    _under_way.pop(steps, None)
    end = time.perf_counter() + _TURN_S
    while is_wanted() and next(steps, _END) is not _END:
        if time.perf_counter() >= end:
            _under_way[steps] = owner
            after_events(owner, lambda: take_steps(owner, steps, is_wanted))
            return


def are_steps_under_way() -> bool:
    """Whether the GUI thread is in the midst of longer work, which a busy thread beside it would make last much longer."""
    for steps in [steps for steps, owner in _under_way.items() if not isValid(owner)]:
        del _under_way[steps]
    return bool(_under_way)


def after_events(owner: QObject, work: Callable[[], object]) -> None:
    """Do something after the events that came meanwhile, and after what they change was painted; not without ``owner``."""
    QTimer.singleShot(_PAUSE_MS, owner, work)


def importing(modules: Sequence[str]) -> Iterator[object]:
    """Steps that import modules of the window, each by its name below ``inspector.ui``."""
    for name in modules:
        yield import_module(f"inspector.ui.{name}")
