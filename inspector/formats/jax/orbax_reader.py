"""Reads Orbax checkpoints: a folder with a tree of arrays, or a step of several such items.

The arrays are Zarr's, in folders of their own or in an OCDBT database.
Source: https://orbax.readthedocs.io/en/latest/guides/checkpoint/checkpoint_format.html
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.formats.jax.msgpack import looks_like_flax
from inspector.formats.jax.orbax_tree import MESSAGE_PACK, METADATA, Leaf, Tree, json_file, tree_of
from inspector.formats.zarr.arrays import Arrays
from inspector.formats.zarr.ocdbt import MANIFEST, OCDBTStore
from inspector.formats.zarr.stores import FolderStore, Store
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import File, Storage
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry
from inspector.tensors.reading import read_values
from inspector.text import printable, shortened

__all__ = ["is_item", "probe", "read"]

_STEP_METADATA = "_CHECKPOINT_METADATA"
#: What marks a folder of the second version of Orbax's interface, and the item that both name if nobody names one.
_SECOND_VERSION, _DEFAULT_ITEM = "orbax.checkpoint", "default"
#: The file of an item that is JSON.
_JSON_ITEM = "metadata"
_MAX_ITEMS = 250
#: Numbers of Python are arrays without axes, each read from a file of its own perhaps.
_MAX_NUMBERS = 1_000
_MAX_NUMBER_NBYTES = 16


def probe(source: Source) -> str | None:
    """An item, or a step with items."""
    if not source.is_folder:
        return "it is no folder"
    if is_item(source.location) or _items(source.location):
        return None
    return "it holds no tree of arrays that Orbax describes"


def is_item(folder: Location) -> bool:
    """Whether a folder has the description of a tree in it."""
    if _is_file(folder, METADATA):
        return True
    packed = folder.child(MESSAGE_PACK)
    if not packed.exists or packed.is_folder:
        return False
    with packed.open() as file:
        return looks_like_flax(file.read(0, min(file.nbytes, 512)))


def read(source: Source, job: Job) -> Checkpoint:
    """The tree of the folder; of a step the items as groups, without a group if there is only one that has no name."""
    with ExitStack() as opened:
        whole = _Contents()
        if is_item(source.location):
            whole = _item(source.location, opened, job)
        else:
            _read_step(source.location, whole, opened, job)
        step = json_file(source.location, _STEP_METADATA, job.limits) or {}
        metadata = {**{name: value for name, value in step.items() if value}, **whole.metadata}
        opened.pop_all()
        return Checkpoint(source.location, "orbax", whole.files, whole.entries, metadata, whole.findings)


@dataclass
class _Contents:
    """What was read of a folder."""

    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    files: list[File] = field(default_factory=list)


def _read_step(folder: Location, whole: _Contents, opened: ExitStack, job: Job) -> None:
    items = _items(folder)
    is_only = len(items) == 1 and (items[0].name == _DEFAULT_ITEM or _is_file(folder, _SECOND_VERSION))
    first: CheckpointError | None = None
    for item in items:
        try:
            contents = _item(item, opened, job)
        except CheckpointError as error:
            first = first or error
            name = printable(shortened(item.name, 80))
            whole.findings.append(
                Finding(Severity.WARNING, "member-unreadable", f"The item {name}: {error.reason}.", name)
            )
            continue
        prefix = () if is_only else (item.name,)
        whole.entries += (entry.at((*prefix, *entry.path)) for entry in contents.entries)
        whole.findings += contents.findings
        whole.files += contents.files
        if contents.metadata:
            whole.metadata |= contents.metadata if is_only else {item.name: contents.metadata}
    if first is not None and not whole.entries:
        raise first
    for child in folder.children():
        if child not in items and child.is_folder and _is_file(child, _JSON_ITEM):
            whole.metadata[child.name] = json_file(child, _JSON_ITEM, job.limits)


def _items(folder: Location) -> list[Location]:
    """The folders in a step that hold trees of arrays."""
    if not _is_file(folder, _STEP_METADATA) and not _is_file(folder, _SECOND_VERSION):
        return []
    return [child for child in folder.children()[:_MAX_ITEMS] if child.is_folder and is_item(child)]


def _item(folder: Location, opened: ExitStack, job: Job) -> _Contents:
    tree = tree_of(folder, job) or Tree([], [], {})
    if tree.file is not None:
        opened.callback(tree.file.close)
    store: Store = FolderStore(folder, job.limits)
    files: list[Storage] = [tree.file] if tree.file is not None else []
    if _is_file(folder, MANIFEST):
        database = OCDBTStore(folder, job)
        opened.callback(database.close)
        store = database
        files += database.files
    elif not files:
        files.append(folder.child(METADATA).open())
        opened.callback(files[-1].close)
    arrays = Arrays(store, files[0] if files else None, job, [*tree.entries])
    _add_leaves(arrays, tree.leaves)
    return _Contents(arrays.entries, arrays.findings, tree.metadata, [file for file in files if isinstance(file, File)])


def _add_leaves(arrays: Arrays, leaves: list[Leaf]) -> None:
    """Add the arrays of a tree. One that is not there does not hide the others."""
    first: CheckpointError | None = None
    numbers = 0
    for leaf in arrays.job.each(leaves):
        try:
            entry = arrays.add(leaf.name, leaf.path)
            if entry is not None and leaf.is_number and _may_be_number(entry) and numbers < _MAX_NUMBERS:
                numbers += 1
                arrays.entries[-1] = ValueEntry(leaf.path, read_values(entry).item())
        except CheckpointError as error:
            first = first or error
            arrays.findings.append(unreadable_tensor(leaf.name, error.reason))
    if first is not None and not arrays.entries:
        raise first


def _may_be_number(entry: TensorEntry) -> bool:
    return not entry.shape and entry.dtype.is_numeric and entry.nbytes <= _MAX_NUMBER_NBYTES


def _is_file(folder: Location, name: str) -> bool:
    place = folder.child(name)
    return place.exists and not place.is_folder
