"""Storages that remember: of what a process unpickled, the last few that would have to begin anew.

A block of a compressed storage comes from another process as a storage of its own. Were each of them to decompress from
the beginning, going through the blocks would take time in proportion to their square.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from inspector.sources.storage import Storage

__all__ = ["recent"]

_MAX_RECENT = 4

_recent: OrderedDict[Hashable, Storage] = OrderedDict()
_lock = threading.Lock()


def recent(kind: Callable[..., Storage], *fields: Any) -> Storage:
    """``kind(*fields)``, or the storage of the same key that this process had lately; what such storages pickle as."""
    storage = kind(*fields)
    with _lock:
        found = _recent.setdefault(storage.key, storage)
        _recent.move_to_end(storage.key)
        while len(_recent) > _MAX_RECENT:
            _recent.popitem(last=False)
    return found
