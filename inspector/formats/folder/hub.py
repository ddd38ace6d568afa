"""The cache of the Hugging Face hub: a folder for each model, whose snapshots are folders of links to blobs.

See https://huggingface.co/docs/huggingface_hub/guides/manage-cache. Opened is the snapshot that ``main`` refers to, else the
only one.
"""

from __future__ import annotations

from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.folder.reader import read as read_folder
from inspector.formats.registry import read_within
from inspector.jobs import Job
from inspector.sources.location import Location, is_inside
from inspector.sources.source import Source

__all__ = ["probe", "read"]

_MAX_REF_NBYTES = 200


def probe(source: Source) -> str | None:
    """The folder of a model in the cache, or a cache of one model."""
    if not source.is_folder:
        return "it is no folder"
    return None if _snapshots(source) is not None else "it is no cache of a model hub"


def read(source: Source, job: Job) -> Checkpoint:
    """The checkpoint that a snapshot is; where its links lead nowhere, the blobs that are there."""
    snapshots = _snapshots(source)
    assert snapshots is not None  # as probe found it
    name = _main(snapshots.location)
    found = snapshots.children
    chosen = next((child for child in found if child.name == name), found[-1])
    try:
        checkpoint = read_within(source, chosen, job)
    except CheckpointError as error:
        message = f"The snapshot {chosen.name} can't be read: {error.reason}"
        try:
            checkpoint = read_folder(source, job)
        except CheckpointError:
            raise CorruptError(message) from error
        finding = Finding(Severity.WARNING, "snapshot-unreadable", f"{message}.", chosen.name)
        return replace(checkpoint, findings=[finding, *checkpoint.findings])
    return replace(checkpoint, location=source.location, metadata={**checkpoint.metadata, "snapshot": chosen.name})


def _snapshots(folder: Source) -> Source | None:
    """The folder of snapshots of a model, or of the only model there is; None if there are none."""
    place = folder.named.get("snapshots")
    if place is not None:
        beside = filter(None, map(folder.named.get, ("refs", "blobs")))
        if place.is_folder and any(each.is_folder for each in beside):
            snapshots = Source(place, None, folder.limits)
            return snapshots if snapshots.children else None
    models = [child for name, child in folder.named.items() if name.startswith("models--") and child.is_folder]
    return _snapshots(Source(models[0], None, folder.limits)) if len(models) == 1 else None


def _main(snapshots: Location) -> str:
    """The name of the snapshot that is the newest of the main branch; empty if nothing says."""
    ref = snapshots.sibling("refs/main")
    try:
        with ref.open() as file:
            name = file.read(0, min(file.nbytes, _MAX_REF_NBYTES)).decode().strip()
    except (CheckpointError, UnicodeDecodeError):
        return ""
    return name if is_inside(name) else ""
