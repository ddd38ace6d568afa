"""Reads an OCDBT database that nothing beside it describes: the Zarr arrays in it under their keys."""

from __future__ import annotations

from contextlib import ExitStack

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import UnknownFormatError
from inspector.formats.zarr.arrays import Arrays
from inspector.formats.zarr.ocdbt import MANIFEST, OCDBTStore
from inspector.formats.zarr.reader import path_of
from inspector.jobs import Job
from inspector.sources.source import Source

__all__ = ["probe", "read"]


def probe(source: Source) -> str | None:
    """Any folder with a manifest."""
    return None if source.is_folder else "it is no folder"


def read(source: Source, job: Job) -> Checkpoint:
    """The arrays of the latest version."""
    with ExitStack() as opened:
        store = OCDBTStore(source.location, job)
        opened.callback(store.close)
        arrays = Arrays(store, store.files[0] if store.files else None, job)
        arrays.add_all((key, path_of(key)) for key in store.arrays())
        if not arrays.entries and not arrays.findings:
            raise UnknownFormatError(f"has a {MANIFEST} of a database without arrays")
        opened.pop_all()
        return Checkpoint(source.location, "ocdbt", store.files, arrays.entries, {}, arrays.findings)
