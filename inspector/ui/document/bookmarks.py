"""The entries of a file that somebody marked to come back to; the window remembers them from one run to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from inspector.names.tree import NameTree

__all__ = ["Bookmarks"]


class Bookmarks(QObject):
    """Bookmarks by key, in the order in which they were set. ``changed`` comes when one was set or removed by hand.

    Keys that are not in the file are kept, but not shown: the file may be an older one of the same name.
    """

    changed = Signal()

    def __init__(self, tree: NameTree, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._nodes: dict[str, int | None] = {}

    @property
    def keys(self) -> list[str]:
        """All of them, also those that are not in the file."""
        return list(self._nodes)

    def set_keys(self, keys: Sequence[str]) -> None:
        """Take those that were remembered."""
        self._nodes = {key: self._tree.find(key) for key in keys}

    @property
    def nodes(self) -> dict[str, int]:
        """The nodes of those that are in the file, by key."""
        return {key: node for key, node in self._nodes.items() if node is not None}

    def is_set(self, node: int) -> bool:
        """Whether a node has one."""
        return node in self._nodes.values()

    def toggle(self, node: int) -> None:
        """Set the bookmark of an entry, or remove it."""
        key = self._tree.key(node)
        if self._nodes.pop(key, None) is None:
            self._nodes[key] = node
        self.changed.emit()
