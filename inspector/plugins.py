"""What other installed distributions add to this program, by entry points: formats, architectures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["Plugin", "plugins"]


@dataclass(frozen=True, slots=True)
class Plugin:
    """An entry point: its ``name``, whose it is (``acme 1.0``), what it stands for, or why that can't be had."""

    name: str
    distribution: str
    loaded: Any
    problem: str = ""

    @property
    def objects(self) -> tuple[Any, ...]:
        """What was registered: one object, or a list or tuple of them."""
        return tuple(self.loaded) if isinstance(self.loaded, (list, tuple)) else (self.loaded,)


def plugins(group: str) -> Iterator[Plugin]:
    """Import what is registered in a group of entry points, in no particular order.

    The code of others may raise anything, which becomes a ``problem``. The first call takes a tenth of a second.
    """
    from importlib.metadata import entry_points  # most of that time

    for point in entry_points(group=group):
        whose = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value
        try:
            loaded = point.load()
        except Exception as error:
            yield Plugin(point.name, whose, (), f"can't be imported: {type(error).__name__}: {error}")
        else:
            yield Plugin(point.name, whose, loaded)
