"""``.keras``: an archive, or its unpacked folder, of a model's configuration as JSON and its weights as HDF5.

Source: ``keras/src/saving/saving_lib.py`` of https://github.com/keras-team/keras.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, LimitError
from inspector.findings import Finding, Severity
from inspector.formats.hdf5 import reader
from inspector.formats.hdf5.keras import CONFIG, config_entries
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.documents import read_document
from inspector.sources.source import Source
from inspector.sources.storage import File, Storage

__all__ = ["probe", "read"]

_WEIGHTS, _CONFIG, _METADATA = "model.weights.h5", "config.json", "metadata.json"


def probe(source: Source) -> str | None:
    """Whether there are weights and a configuration under the names that Keras gives them."""
    missing = [name for name in (_CONFIG, _WEIGHTS) if not _has(source, name)]
    return f"it has no {' and no '.join(missing)}" if missing else None


def _has(source: Source, name: str) -> bool:
    return source.location.child(name).exists if source.is_folder else name in source.zip.members


def read(source: Source, job: Job) -> Checkpoint:
    """The weights, then the values of the configuration."""
    with ExitStack() as opened:
        parts = {name: _part(source, name, opened) for name in (_CONFIG, _WEIGHTS, _METADATA) if _has(source, name)}
        inside = source.within(parts[_WEIGHTS], _WEIGHTS)
        if reader.probe(inside) is not None:
            raise CorruptError(f"has weights, {_WEIGHTS}, that are not HDF5")
        weights = reader.read(inside, job)
        findings = [*weights.findings]
        config = _text(parts[_CONFIG], _CONFIG, findings, job.limits)
        entries = [*weights.entries, *config_entries(config, findings, job.limits)]
        opened.pop_all()
    metadata = _metadata(parts, findings, job.limits) | {CONFIG: config, **weights.metadata}
    files = (*source.files, *(part for part in parts.values() if isinstance(part, File)))
    return Checkpoint(source.location, "keras", files, entries, metadata, findings)


def _part(source: Source, name: str, opened: ExitStack) -> Storage:
    if source.is_folder:
        return opened.enter_context(source.location.child(name).open())
    return source.zip.storage(name)


def _text(storage: Storage, name: str, findings: list[Finding], limits: Limits) -> str:
    """A description of the archive; empty, with a finding, if it is too large."""
    try:
        return read_document(storage, limits).decode("utf-8", "replace")
    except LimitError as error:
        message = f"{name}: {error.reason}."
        findings.append(Finding(Severity.WARNING, "keras-config", message, name))
        return ""


def _metadata(parts: Mapping[str, Storage], findings: list[Finding], limits: Limits) -> dict[str, Any]:
    """What Keras says of itself: its version, and when the file was written."""
    if _METADATA not in parts:
        return {}
    try:
        metadata = json.loads(_text(parts[_METADATA], _METADATA, findings, limits))
    except (ValueError, RecursionError):
        metadata = None
    if isinstance(metadata, dict):
        return {str(name): value for name, value in metadata.items()}
    findings.append(Finding(Severity.WARNING, "keras-config", f"{_METADATA} is not a JSON object.", _METADATA))
    return {}
