"""Which tree an Orbax checkpoint holds: the leaves by their paths, and the name that each is stored under.

Since version 0.4 ``_METADATA`` says it; before, and in part until 0.5, a file ``checkpoint`` of flax's msgpack, whose
texts ``PLACEHOLDER://name`` stand for arrays.
Source: ``orbax/checkpoint/_src/metadata/tree.py`` of https://github.com/google/orbax.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from inspector.errors import CorruptError
from inspector.formats.jax.msgpack import msgpack_entries
from inspector.formats.zarr.metadata import json_object
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.documents import read_document
from inspector.sources.location import Location
from inspector.sources.storage import Storage
from inspector.tensors.entries import Entry, Path, PathElement, ValueEntry

__all__ = ["MESSAGE_PACK", "METADATA", "Leaf", "Tree", "json_file", "tree_of"]

METADATA = "_METADATA"
MESSAGE_PACK = "checkpoint"
_STRINGS = "_strings.json"
_PLACEHOLDER = "PLACEHOLDER://"
#: A tree of 100,000 arrays is described in 30 MB.
_SEQUENCE = 1
_INDEX = re.compile(r"\d{1,9}", re.ASCII)
_EMPTY: Mapping[str, object] = {"None": None, "Dict": {}, "List": [], "Tuple": (), "NamedTuple": ()}
_TEXT = "string"
_NUMBERS = frozenset({"scalar", "int", "float", "bool"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """An array of the tree: where it is, what it is stored under, whether it was a Python number."""

    path: Path
    name: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """Arrays to be looked for in the store, and entries that the description holds itself.

    ``file`` is the description if arrays lie in it, to be closed with them.
    """

    leaves: list[Leaf]
    entries: list[Entry]
    metadata: dict[str, Any]
    file: Storage | None = None


def tree_of(folder: Location, job: Job) -> Tree | None:
    """The tree that the files in a folder describe; None if none does. Raises CheckpointError for damaged ones."""
    metadata = json_file(folder, METADATA, job.limits)
    described = metadata.get("tree_metadata") if metadata else None
    if described is not None and not isinstance(described, dict):
        raise CorruptError(f"has a {METADATA} whose tree is no object")
    types = {_name(facts): _type(facts)[0] for facts in (described or {}).values()}
    custom = metadata.get("custom_metadata") if metadata else None
    about = {"custom_metadata": custom} if custom else {}
    packed = folder.child(MESSAGE_PACK)
    if packed.exists and not packed.is_folder:
        return _from_msgpack(packed, types, about, folder, job)
    return _from_metadata(described, about, folder, job) if described else None


def json_file(folder: Location, name: str, limits: Limits) -> dict[str, Any] | None:
    """The object in a JSON file of a folder; None if there is no such file."""
    place = folder.child(name)
    if not place.exists or place.is_folder:
        return None
    with place.open() as file:
        return json_object(read_document(file, limits), name)


def _from_metadata(described: Mapping[str, Any], about: dict[str, Any], folder: Location, job: Job) -> Tree:
    tree = Tree([], [], about)
    strings: dict[str, Any] | None = None
    for facts in job.each(described.values()):
        path, name = _path(facts), _name(facts)
        kind, is_skipped = _type(facts)
        if kind == _TEXT:
            strings = (json_file(folder, _STRINGS, job.limits) or {}) if strings is None else strings
            tree.entries.append(ValueEntry(path, strings.get(name)))
        elif is_skipped or kind in _EMPTY:
            tree.entries.append(ValueEntry(path, _EMPTY.get(kind)))
        else:
            tree.leaves.append(Leaf(path, name, kind in _NUMBERS))
    return tree


def _from_msgpack(place: Location, types: Mapping[str, str], about: dict[str, Any], folder: Location, job: Job) -> Tree:
    """A tree of placeholders, among which there may be arrays as they are."""
    with ExitStack() as opened:
        file = place.open()
        opened.callback(file.close)
        tree = Tree([], [], about, file)
        strings: dict[str, Any] | None = None
        for entry in msgpack_entries(file, job):
            text = entry.value if isinstance(entry, ValueEntry) else None
            if not isinstance(text, str) or not text.startswith(_PLACEHOLDER):
                tree.entries.append(entry)
                continue
            name = text.removeprefix(_PLACEHOLDER)
            if types.get(name) == _TEXT:
                strings = (json_file(folder, _STRINGS, job.limits) or {}) if strings is None else strings
                tree.entries.append(ValueEntry(entry.path, strings.get(name)))
            else:
                tree.leaves.append(Leaf(entry.path, name, types.get(name) in _NUMBERS))
        opened.pop_all()
    return tree


def _keys(facts: Any) -> list[tuple[str, Any]]:
    keys = facts.get("key_metadata") if isinstance(facts, dict) else None
    if not isinstance(keys, list) or not all(isinstance(key, dict) and "key" in key for key in keys):
        raise CorruptError(f"has a {METADATA} with a leaf that has no path")
    return [(str(key["key"]), key.get("key_type")) for key in keys]


def _path(facts: Any) -> Path:
    elements: list[PathElement] = []
    for key, kind in _keys(facts):
        elements.append(int(key) if kind == _SEQUENCE and _INDEX.fullmatch(key) else key)
    return tuple(elements)


def _name(facts: Any) -> str:
    """What a leaf is stored under: the parts of its path, joined by dots."""
    return ".".join(key for key, _ in _keys(facts))


def _type(facts: Any) -> tuple[str, bool]:
    """The type of a leaf, and whether nothing is stored for it."""
    value = facts.get("value_metadata") if isinstance(facts, dict) else None
    if not isinstance(value, dict):
        return "", False
    return str(value.get("value_type", "")), value.get("skip_deserialize") is True
