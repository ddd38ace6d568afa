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
from inspector.formats.registry import read_source
from inspector.jobs import Job
from inspector.sources.location import is_inside
from inspector.sources.source import Source

__all__ = ["probe", "read"]

_REF = "refs/main"
_MAX_REF_NBYTES = 200


def probe(source: Source) -> str | None:
    """The folder of a model in the cache, or a cache of one model."""
    if not source.is_folder:
        return "it is no folder"
    return None if _model(source) is not None else "it is no cache of a model hub"


def read(source: Source, job: Job) -> Checkpoint:
    """The checkpoint that a snapshot is; where its links lead nowhere, the blobs that are there."""
    found_model = _model(source)
    assert found_model is not None  # as probe found it
    model, snapshots = found_model
    name = _main(model)
    found = snapshots.children
    chosen = next((child for child in found if child.name == name), found[-1])
    source.opened_folder = source.at(chosen)
    try:
        checkpoint = read_source(source.opened_folder, job)
    except CheckpointError as error:
        message = f"The snapshot {chosen.name} can't be read: {error.reason}"
        try:
            checkpoint = read_folder(source, job)
        except CheckpointError:
            raise CorruptError(message) from error
        finding = Finding(Severity.WARNING, "snapshot-unreadable", f"{message}.", chosen.name)
        return replace(checkpoint, findings=[finding, *checkpoint.findings])
    return replace(checkpoint, location=source.location, metadata={**checkpoint.metadata, "snapshot": chosen.name})


def _model(folder: Source) -> tuple[Source, Source] | None:
    """The folder of a model and that of its snapshots: this one, or of the only model in it; None if there is none."""
    if "snapshots" in folder.names:
        beside = filter(None, map(folder.named.get, ("refs", "blobs")))
        snapshots = folder.folder_named("snapshots")
        if snapshots is not None and any(each.is_folder for each in beside):
            return (folder, snapshots) if snapshots.children else None
    models = [name for name, child in folder.named.items() if name.startswith("models--") and child.is_folder]
    only = folder.folder_named(models[0]) if len(models) == 1 else None
    return _model(only) if only is not None else None


def _main(model: Source) -> str:
    """The name of the snapshot that is the newest of the main branch; empty if nothing says."""
    try:
        text = model.location.child(_REF).content(_MAX_REF_NBYTES)
        name = text.decode().strip() if text is not None else ""
    except (CheckpointError, UnicodeDecodeError):
        return ""
    return name if is_inside(name) else ""
