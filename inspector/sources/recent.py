"""Storages that remember: of what a process unpickled, the last few that would have to begin anew.

A block of a compressed storage comes from another process as a storage of its own. Were each of them to decompress from
the beginning, going through the blocks would take time in proportion to their square.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

__all__ = ["recent"]

_MAX_RECENT = 4


class _Keyed(Protocol):
    """A storage, or what several storages have in common."""

    @property
    def key(self) -> Hashable: ...


_K = TypeVar("_K", bound=_Keyed)

_recent: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def recent(kind: Callable[..., _K], *fields: Any) -> _K:
    """``kind(*fields)``, or what of the same key this process had lately; what such storages pickle as."""
    storage = kind(*fields)
    with _lock:
        found: _K = _recent.setdefault(storage.key, storage)
        _recent.move_to_end(storage.key)
        while len(_recent) > _MAX_RECENT:
            _recent.popitem(last=False)
    return found
