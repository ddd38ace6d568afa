"""Reads a folder that is a Zarr array, or a group of arrays at any depth."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.formats.zarr.arrays import Arrays
from inspector.formats.zarr.metadata import MARKS, json_object
from inspector.formats.zarr.stores import FolderStore
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import File
from inspector.tensors.entries import Path

__all__ = ["path_of", "probe", "read"]

#: The files by one of which a folder is known.
DESCRIPTIONS = (*MARKS, ".zgroup")
_ATTRIBUTES = ".zattrs"
_MAX_ATTRIBUTES_NBYTES = 1 << 20


def probe(source: Source) -> str | None:
    """Any folder with a file by which arrays and groups are known."""
    return None if source.is_folder else "it is no folder"


def read(source: Source, job: Job) -> Checkpoint:
    """All arrays under their keys, and the attributes of the outermost group as metadata."""
    with ExitStack() as opened:
        file = next(place for place in map(source.location.child, DESCRIPTIONS) if place.exists).open()
        opened.callback(file.close)
        store = FolderStore(source.location, job.limits)
        arrays = Arrays(store, file, job)
        arrays.add_all((key, path_of(key)) for key in store.arrays())
        if not arrays.entries and not arrays.findings:
            raise UnknownFormatError("is a Zarr group without arrays")
        metadata = _attributes(source.location)
        opened.pop_all()
        files = (file,) if isinstance(file, File) else ()
        return Checkpoint(source.location, "zarr", files, arrays.entries, metadata, arrays.findings)


def path_of(key: str) -> Path:
    """The path of an array: the parts of its key; an array that is all of a folder has none, as that of a .npy file."""
    return tuple(key.split("/")) if key else (0,)


def _attributes(folder: Location) -> dict[str, Any]:
    """What the outermost group or array was given as attributes, as far as that can be read."""
    for name in (_ATTRIBUTES, MARKS[0]):
        place = folder.child(name)
        if not place.exists or place.is_folder:
            continue
        try:
            with place.open() as file:
                if file.nbytes <= _MAX_ATTRIBUTES_NBYTES:
                    facts = json_object(file.read(), name)
                    attributes = facts if name == _ATTRIBUTES else facts.get("attributes")
                    return attributes if isinstance(attributes, dict) else {}
        except CheckpointError:
            continue  # they only describe
    return {}
