"""Pickles for tests: recorded, turned back into Python objects, or walked into entries, all from bytes in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from inspector.pickles.long_text import LongText
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.reading import PickleContents, entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.pickles.records import Call, Global, PickledDict, PickledSet
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.entries import Entry

__all__ = ["by_key", "contents", "recorded", "structure", "thawed"]

_MADE_BY_CALL: dict[str, Callable[..., Any]] = {
    "builtins.set": set, "builtins.frozenset": frozenset, "builtins.complex": complex, "builtins.bytearray": bytearray,
    "_codecs.encode": lambda text, _encoding: text.encode("latin-1"), "builtins.bytes": bytes,
}  # fmt: skip


def recorded(data: bytes, limits: Limits = LIMITS) -> Pickle:
    """The record of a pickle."""
    return read_pickle(MemoryStorage(data), job=Job(limits))


def contents(data: bytes, limits: Limits = LIMITS) -> PickleContents:
    """The entries and findings of a plain pickle."""
    return entries_of_pickle(MemoryStorage(data), all_recognisers(), PickleContext(Job(limits)))


def by_key(found: PickleContents) -> dict[str, Entry]:
    """The entries by their dotted keys."""
    return {entry.key: entry for entry in found.entries}


def thawed(record: Any) -> Any:
    """The plain object a record stands for: what unpickling would have given."""
    if isinstance(record, (Storage, LongText)):
        return record.read()
    if type(record) in (list, tuple):
        return type(record)(map(thawed, record))
    if type(record) is PickledDict:
        return {thawed(key): thawed(value) for key, value in record.pairs}
    if type(record) is PickledSet:
        return (frozenset if record.frozen else set)(map(thawed, record.items))
    if type(record) is Call:
        return _MADE_BY_CALL[record.name](*map(thawed, record.args))
    return record


def structure(record: Any, above: frozenset[int] = frozenset()) -> Any:
    """A record as nested lists that can be compared; names and persistent ids included, and where it holds itself."""
    if type(record) in (int, str, type(None)):  # almost all
        return record
    if id(record) in above:
        return ["itself"]
    inside = above | {id(record)}
    if isinstance(record, (Storage, LongText)):
        return ["storage", record.read()]
    if type(record) in (list, tuple):
        return [type(record).__name__, *(structure(part, inside) for part in record)]
    if isinstance(record, (Call, PickledDict, PickledSet)) or hasattr(record, "pid"):
        return [type(record).__name__, *(structure(getattr(record, slot), inside) for slot in type(record).__slots__)]
    return record.name if type(record) is Global else (type(record).__name__, repr(record))
