"""Entries as rows of a table: what the command line and a notebook say of a tensor, a value and an object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspector.sources.storage import place_in_file
from inspector.tables import Column
from inspector.tensors.entries import LOGICAL, Entry, ObjectEntry, Opaque, ReferenceEntry, TensorEntry, key_of
from inspector.text import printable, shape_text, shortened, size_text, value_text

__all__ = ["entry_columns", "entry_row", "file_name"]

#: Values are shown as far as they help to recognise them.
_VALUE_WIDTH = 60
_TENSOR_COLUMNS = (Column("key", shrinks=True), Column("type"), Column("shape"), Column("size", right=True))


def entry_columns(entries: Iterable[Entry]) -> list[Column]:
    """The columns of a table of these entries; that of values only where something is not a tensor."""
    are_tensors = all(isinstance(entry, TensorEntry) for entry in entries)
    return [*_TENSOR_COLUMNS] if are_tensors else [*_TENSOR_COLUMNS, Column("value", shrinks=True)]


def entry_row(entry: Entry, columns: Sequence[Column]) -> list[str]:
    """The cells of one entry."""
    return _cells(entry)[: len(columns)]


def file_name(entry: Entry) -> str:
    """The file that the elements of a tensor lie in, or those of its first part; empty if they lie in none as they are."""
    if not isinstance(entry, TensorEntry):
        return ""
    storage = next(iter(entry.components.values())).storage if entry.components else entry.storage
    place = None if storage is None else place_in_file(storage)
    return "" if place is None else place[0]


def _cells(entry: Entry) -> list[str]:
    """Key, type, shape, size and value."""
    key = printable(entry.key)
    if isinstance(entry, TensorEntry):
        layout = "" if entry.layout in ("strided", LOGICAL) else f" {entry.layout}"
        size = "no data" if entry.storage is None and not entry.components else size_text(entry.file_nbytes)
        return [key, f"{entry.dtype}{layout}", shape_text(entry.values.shape), size, ""]
    if isinstance(entry, ObjectEntry):
        return [key, "object", "", "", printable(entry.class_name)]
    if isinstance(entry, ReferenceEntry):
        return [key, "reference", "", "", f"= {printable(shortened(key_of(entry.to), _VALUE_WIDTH))}"]
    kind = "value" if isinstance(entry.value, Opaque) else type(entry.value).__name__
    return [key, kind, "", "", value_text(entry.value, _VALUE_WIDTH)]
