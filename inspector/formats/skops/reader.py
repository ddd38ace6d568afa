"""Reads ``.skops``: a zip archive whose ``schema.json`` describes objects in objects, and whose other members are arrays.

A node of the description names a class and how skops makes it again (``__loader__``), which happens nowhere here. Its
``content`` are the nodes inside, or text as JSON; an array names its member instead.
Source: ``skops/io/_general.py`` and ``_numpy.py`` of https://github.com/skops-dev/skops.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.findings import Finding, unreadable_tensor
from inspector.formats.registry import read_source
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.source import Source
from inspector.tensors.entries import Attribute, Entry, ObjectEntry, Opaque, Path, ValueEntry, key_of
from inspector.text import printable, shortened

__all__ = ["probe", "read"]

_SCHEMA = "schema.json"
_MARK = b'"__loader__"'
_HEAD_NBYTES = 64 << 10
_MAX_BYTES = 64 << 10
_NAMED = frozenset({"TypeNode", "FunctionNode"})
_PLAIN = frozenset({"DictNode", "ListNode", "TupleNode", "SetNode", "NdArrayNode"})


def probe(source: Source) -> str | None:
    """Whether the description is that of objects."""
    schema = source.zip.storage(_SCHEMA)
    head = schema.read(0, min(schema.nbytes, _HEAD_NBYTES))
    return None if _MARK in head else f"its {_SCHEMA} describes no objects"


def read(source: Source, job: Job) -> Checkpoint:
    """The objects, with the arrays where they were. Raises CorruptError for a description that is damaged."""
    schema = source.zip.storage(_SCHEMA)
    try:
        root = Decoder().decode(read_document(schema, job.limits))
    except (DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise CorruptError(f"has a {_SCHEMA} that is not JSON") from error
    if not isinstance(root, dict):
        raise CorruptError(f"has a {_SCHEMA} that describes no object")
    walk = _Walk(source, job)
    walk.go(root)
    version = root.get("_skops_version")
    metadata = {"skops_version": version} if isinstance(version, str) else {}
    return Checkpoint(source.location, "skops", source.files, walk.entries, metadata, walk.findings)


class _Walk:
    """Goes down the nodes, with a stack of its own."""

    def __init__(self, source: Source, job: Job) -> None:
        self.entries: list[Entry] = []
        self.findings: list[Finding] = [*source.zip.findings]
        self._source = source
        self._job = job

    def go(self, root: dict[str, Any]) -> None:
        """Add what there is at and below a node. Raises LimitError for nodes too deep in each other."""
        pending: list[tuple[Path, Any]] = [((), root)]
        room = self._job.limits.path_names
        while pending:
            self._job.check()
            path, node = pending.pop()
            room -= len(path) + 1
            if room < 0:
                raise LimitError("describes objects that lie too deep in each other")
            if isinstance(node, dict):
                pending += reversed(list(self._node(path, node)))
            elif isinstance(node, list):
                pending += reversed([((*path, number), each) for number, each in enumerate(node)])
            else:
                self.entries.append(ValueEntry(path, node))

    def _node(self, path: Path, node: dict[str, Any]) -> Iterable[tuple[Path, Any]]:
        """Add what a node is by itself; the nodes inside with their paths."""
        loader, content, member = node.get("__loader__"), node.get("content"), node.get("file")
        if isinstance(member, str):
            self._member(path, member)
            return []
        if loader == "JsonNode" and isinstance(content, str):
            self.entries.append(ValueEntry(path, _value(content)))
            return []
        name = f"{node.get('__module__')}.{node.get('__class__')}"
        if loader in _NAMED:
            self.entries.append(ValueEntry(path, Opaque(shortened(printable(name), 200))))
            return []
        if loader is not None and loader not in _PLAIN:
            self.entries.append(ObjectEntry(path, name))
        return _inside(path, node, content)

    def _member(self, path: Path, name: str) -> None:
        """Add the array, or whatever it is, that a member holds."""
        try:
            if name not in self._source.zip.members:
                raise CorruptError("the archive has no member of its name")
            storage = self._source.zip.storage(name)
            if name.endswith(".bin"):
                self._source.zip.asked_for.discard(name)  # which may be anything, such as a pickle
                is_short = storage.nbytes <= _MAX_BYTES
                described = ObjectEntry(path, "bytes", {"nbytes": storage.nbytes})
                self.entries.append(ValueEntry(path, storage.read()) if is_short else described)
                self._source.zip.asked_for.discard(name)
                return
            inside = read_source(self._source.within(storage, name), self._job, as_container=False)
        except CheckpointError as error:
            self.findings.append(unreadable_tensor(key_of(path), error.reason))
            return
        self.entries += (entry.at((*path, *entry.path)) for entry in inside.entries)
        self.findings += (replace(each, where=name) for each in inside.findings)


def _inside(path: Path, node: dict[str, Any], content: Any) -> Iterable[tuple[Path, Any]]:
    """The nodes inside a node: of a dict by their keys, of any other object by the names of attributes."""
    if isinstance(content, dict) and "__loader__" in content and node.get("__loader__") != "DictNode":
        is_state = content["__loader__"] == "DictNode" and isinstance(content.get("content"), dict)
        yield from _named(path, content["content"]) if is_state else [(path, content)]
    elif isinstance(content, dict):
        is_dict = node.get("__loader__") == "DictNode"
        yield from [((*path, key), each) for key, each in content.items()] if is_dict else _named(path, content)
    elif isinstance(content, list):
        yield from [((*path, number), each) for number, each in enumerate(content)]
    elif content is not None:
        yield path, content
    if isinstance(node.get("__reduce__"), dict):
        yield from _named(path, node["__reduce__"])


def _named(path: Path, nodes: dict[str, Any]) -> list[tuple[Path, Any]]:
    return [((*path, Attribute(name)), each) for name, each in nodes.items()]


def _value(text: str) -> Any:
    try:
        return Decoder().decode(text)
    except (DecodeError, RecursionError, UnicodeDecodeError):
        return text
