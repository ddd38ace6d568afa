"""The cycle collector, kept away while something large is built that holds no cycles.

It runs whenever some hundred objects have been made and goes through the young ones, and now and then through all. An
index of a hundred thousand entries takes twice as long to build that way, and a window waits while it happens.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["collector_paused"]


@contextmanager
def collector_paused(*, for_good: bool = False) -> Iterator[None]:
    """Make objects without the collector going through them; ``for_good`` keeps it away from them later, too.

    Otherwise they count as old at the end, so that it does not go through all of them at once.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if for_good:
            gc.freeze()
        elif was_enabled and not gc.get_freeze_count():  # what somebody has frozen must stay so
            gc.freeze()
            gc.unfreeze()
        if was_enabled:
            gc.enable()
