"""What a store must be able to do with one of its objects: give ranges of its bytes, and say whether they changed."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from typing import Any

from inspector.text import size_text

__all__ = ["TRAFFIC", "RemoteObject", "Traffic", "fetched_text"]


class Traffic:
    """How many bytes of objects this process has fetched: what progress shows beside how far the work is."""

    def __init__(self) -> None:
        self.nbytes = 0
        self._lock = threading.Lock()

    def add(self, nbytes: int) -> None:
        """Count bytes that came."""
        with self._lock:
            self.nbytes += nbytes


TRAFFIC = Traffic()


def fetched_text(before: int = 0) -> str:
    """How much was fetched since it was ``before``, to follow a line of progress; empty if nothing was."""
    fetched = TRAFFIC.nbytes - before
    return f", {size_text(fetched)} fetched" if fetched else ""


class RemoteObject(ABC):
    """One object of a store. Picklable; any number of threads may fetch from it.

    ``content`` is equal for equal bytes as far as the store tells: an ETag with the address, or a hash of the content,
    which is then the same under each name.
    """

    place: str
    name: str
    nbytes: int
    content: str

    @abstractmethod
    def fetch(self, offset: int, nbytes: int, closing: threading.Event) -> bytes:
        """Exactly these bytes; tries again what may succeed then, unless ``closing`` is set meanwhile.

        Raises CheckpointError for an object that changed or is gone, TruncatedError for a server that ends early each time.
        """

    @abstractmethod
    def check_unchanged(self) -> None:
        """Raise CheckpointError if the store has other bytes under the name now."""

    @abstractmethod
    def __reduce__(self) -> tuple[Any, ...]: ...
