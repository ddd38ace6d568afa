"""The cycle collector, kept away while something large is built that holds no cycles.

It runs whenever some hundred objects have been made and goes through the young ones, and now and then through all. An
index of a hundred thousand entries takes twice as long to build that way, and a window waits while it happens.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused", "is_collector_paused"]

_pauses: list[object] = []  # appending to a list and removing from it is safe in threads
_something_is_frozen = False  # counting goes through all that is frozen: what was found once is taken to stay so


@contextmanager
def collector_paused(*, for_good: bool = False) -> Iterator[None]:
    """Make objects without the collector going through them; ``for_good`` keeps it away from them later, too.

    Otherwise they count as old at the end, so that it does not go through all of them at once. That is done by
    freezing and thawing, and therefore left out where somebody has frozen something that must stay so.
    """
    global _something_is_frozen
    pause = object()
    _pauses.append(pause)
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        _pauses.remove(pause)
        if for_good:
            gc.freeze()
            _something_is_frozen = True
        elif was_enabled and not _something_is_frozen:
            _something_is_frozen = gc.get_freeze_count() > 0
            if not _something_is_frozen:
                gc.freeze()
                gc.unfreeze()
        if was_enabled:
            gc.enable()


def is_collector_paused() -> bool:
    """Whether any thread builds something large: for who runs the collector by hand."""
    return bool(_pauses)
