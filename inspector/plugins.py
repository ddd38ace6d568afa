"""What other installed distributions add to this program, by entry points: formats, architectures."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
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

    The code of others may raise anything, which becomes a ``problem``.
    """
    if not _is_named(group):
        return
    from importlib.metadata import entry_points  # takes up to a tenth of a second, with all that it imports

    for point in entry_points(group=group):
        whose = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value
        try:
            loaded = point.load()
        except Exception as error:
            yield Plugin(point.name, whose, (), f"can't be imported: {type(error).__name__}: {error}")
        else:
            yield Plugin(point.name, whose, loaded)


def _is_named(group: str) -> bool:
    """Whether the metadata of any distribution may name the group: a look at a few small files, in a millisecond or two."""
    heading = f"[{group}]".encode()
    for place in sys.path:
        if place.endswith(".egg") or os.path.isfile(place):  # noqa: PTH113 - an archive; importlib knows how to look into it
            return True
        try:
            with os.scandir(place or ".") as found:
                folders = [each.path for each in found if each.name.endswith((".dist-info", ".egg-info"))]
        except OSError:
            continue
        for folder in folders:
            try:
                if heading in Path(folder, "entry_points.txt").read_bytes():
                    return True
            except OSError:
                continue
    return False
