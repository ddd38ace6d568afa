"""Rows of an opened checkpoint on their way: within the window as a reference to them, out of it as a file.

Dragging starts before anybody knows where to, and a file is only worth writing if it is dropped where files belong. So the
data promise a file and write it when the other side asks for its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QUrl

from inspector.names.tree import NO_ENTRY
from inspector.names.tree_layout import TreeLayout
from inspector.tensors.entries import Entry
from inspector.ui.document.document import Document, Selection
from inspector.ui.document.merged_checkpoint import MergedCheckpoint
from inspector.writing.plan import Plan

__all__ = [
    "ROWS_FORMAT",
    "PromisedFile",
    "Rows",
    "RowsData",
    "extended",
    "put_rows",
    "rows_at",
    "rows_in",
]

ROWS_FORMAT = "application/x-checkpoint-inspector-rows"
_FILES = "text/uri-list"
#: A list without a file. One of no bytes at all, which Qt would send too, ends file managers that use libfm.
_NO_FILES = b"\r\n"


@dataclass(frozen=True, eq=False)
class Rows:
    """Entries of one document, in the order of its file."""

    document: Document
    entries: tuple[Entry, ...]


def extended(plan: Plan, rows: Rows) -> Plan:
    """The plan with more rows. Those of a merged checkpoint are of the files it is made of, under the keys it gives them."""
    checkpoint = rows.document.checkpoint
    if not isinstance(checkpoint, MergedCheckpoint):
        return plan.added(checkpoint, rows.entries)
    wanted = {entry.key for entry in rows.entries}
    more = [row for row in checkpoint.plan.rows if row.key in wanted]
    sources = [*plan.sources, *(source for source in checkpoint.plan.sources if source not in plan.sources)]
    metadata = {**checkpoint.plan.metadata, **plan.metadata}
    return replace(plan, rows=(*plan.rows, *more), sources=tuple(sources), metadata=metadata)


class PromisedFile(QMimeData):
    """A file that ``write`` makes when somebody asks for its name, or several with its shards; none if it could not.

    Writing may take a while, during which whoever asked waits.
    """

    def __init__(self, write: Callable[[], Sequence[Path]]) -> None:
        super().__init__()
        self._write = write
        self._urls: list[QUrl] = []

    def formats(self) -> list[str]:
        return [*super().formats(), _FILES]

    def hasFormat(self, mime_type: str) -> bool:
        return mime_type in self.formats()

    def retrieveData(self, mime_type: str, preferred: QMetaType | QMetaType.Type) -> Any:
        if mime_type != _FILES:
            return super().retrieveData(mime_type, preferred)
        if not self._urls:
            self._urls = [QUrl.fromLocalFile(str(path)) for path in self._write()]
        kind = preferred.id() if isinstance(preferred, QMetaType) else preferred.value
        if kind == QMetaType.Type.QVariantList.value:
            return self._urls
        lines = b"".join(bytes(url.toEncoded().data()) + b"\r\n" for url in self._urls)
        return QByteArray(lines or _NO_FILES)


#: Rows under way, by the number that stands for them in the data: Qt may hand over a copy of the data, not the object.
_under_way: WeakValueDictionary[bytes, Rows] = WeakValueDictionary()
_numbers = count(1)


def put_rows(data: QMimeData, rows: Rows) -> None:
    """Add to ``data`` a reference to rows, good while somebody keeps them, and their keys as text."""
    token = str(next(_numbers)).encode()
    _under_way[token] = rows
    data.setData(ROWS_FORMAT, QByteArray(token))
    data.setText("\n".join(entry.key for entry in rows.entries))


class RowsData(PromisedFile):
    """Rows for this window, their keys as text, and a file of them for everybody else."""

    def __init__(self, rows: Rows, write: Callable[[], Sequence[Path]]) -> None:
        super().__init__(write)
        self._rows = rows  # keeps them under way
        put_rows(self, rows)


def rows_in(data: QMimeData) -> Rows | None:
    """The rows that a drag or the clipboard carries, if they are of this process and still under way."""
    if not data.hasFormat(ROWS_FORMAT):
        return None
    return _under_way.get(bytes(data.data(ROWS_FORMAT).data()))


def rows_at(document: Document, tree_layout: TreeLayout, nodes: Iterable[int]) -> Rows:
    """The entries at nodes of the document's tree and below them, each once: those that the header of a selection counts."""
    tree = document.tree
    first, *beside = nodes
    indices: set[int] = set()
    for top in Selection(document, tree_layout, first, tuple(beside)).nodes:
        indices.update(tree.entries[top : tree.ends[top]])
    indices.discard(NO_ENTRY)
    return Rows(document, tuple(tree.source[index] for index in sorted(indices)))
