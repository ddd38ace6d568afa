"""A SavedModel: a folder with ``saved_model.pb``, which has the graphs, and a checkpoint of the variables.

The file opened by itself is the same. Constants are listed if they are more than a shape; variables come first.
Sources: ``saved_model.proto`` and ``meta_graph.proto`` in ``tensorflow/core/protobuf`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, TruncatedError
from inspector.findings import Finding, Severity
from inspector.formats.tensorflow.checkpoint import Contents, contents_of
from inspector.formats.tensorflow.graph import GraphWalk
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.protobuf import BYTES, VARINT, Message, fields_seen
from inspector.sources.source import Source
from inspector.sources.storage import File

__all__ = ["probe", "read"]

_FILE = "saved_model.pb"
_VARIABLES = "variables/variables.index"
_SCHEMA = {1: VARINT, 2: BYTES}
_META_GRAPH = 2
_META = dict.fromkeys(range(1, 8), BYTES)
#: Constants of up to so many elements are shapes, axes and the like, of which a model has thousands.
_SMALL = 16


def probe(source: Source) -> str | None:
    """Whether the folder has the file, or whether the file holds graphs with what they say of themselves."""
    if source.is_folder:
        return None if source.location.child(_FILE).exists else f"it has no {_FILE}"
    message = Message(source.file, limits=source.limits)
    seen = fields_seen(message, _SCHEMA)
    if seen is None or _META_GRAPH not in seen:
        return "it has other fields than a SavedModel"
    graph = next(field for field in message if field.number == _META_GRAPH)
    inside = fields_seen(message.message(graph), _META)
    return None if inside is not None and {1, 2} <= inside else "it holds no graph"


def read(source: Source, job: Job) -> Checkpoint:
    """The variables under their keys, then the constants."""
    with ExitStack() as opened:
        if source.is_folder:
            file = source.location.child(_FILE).open()
            opened.callback(file.close)
            variables = source.location.child(_VARIABLES)
        else:
            file = source.file
            variables = source.location.sibling(_VARIABLES)
        walk = GraphWalk(job, small=_SMALL)
        metadata: dict[str, Any] = {}
        findings = _read_graphs(Message(file, limits=job.limits), walk, metadata)
        contents = _variables(variables, findings, opened, job)
        metadata["operations"] = dict(walk.operations.most_common())
        if walk.small_constants:
            metadata["small constants left out"] = walk.small_constants
        own = (file,) if isinstance(file, File) else ()
        entries = [*contents.entries, *(each.at(("(constants)", *each.path)) for each in walk.constants)]
        findings += contents.findings + walk.findings
        opened.pop_all()
        return Checkpoint(source.location, "tensorflow-saved-model", own + contents.files, entries, metadata, findings)


def _read_graphs(model: Message, walk: GraphWalk, metadata: dict[str, Any]) -> list[Finding]:
    """Go through the graphs of all tags; a finding if the file ends before they do."""
    try:
        for field in model:
            if field.number == _META_GRAPH:
                _read_meta_graph(model.message(field), walk, metadata)
    except (TruncatedError, CorruptError) as error:
        message = f"{_FILE} {error.reason}; it was cut short or damaged."
        return [Finding(Severity.WARNING, "incomplete-model", message, _FILE)]
    return []


def _read_meta_graph(meta: Message, walk: GraphWalk, metadata: dict[str, Any]) -> None:
    for field in meta:
        if field.number == 1:
            info = meta.message(field)
            for each in info:
                if each.number == 4:
                    metadata.setdefault("tags", []).append(info.text_of(each))
                elif each.number == 5:
                    metadata["tensorflow version"] = info.text_of(each)
        elif field.number == 2:
            walk.walk(meta.message(field))
        elif field.number == 5:
            entry = meta.message(field)
            name = next((entry.text_of(each) for each in entry if each.number == 1), "")
            metadata.setdefault("signatures", []).append(name)


def _variables(location: Location, findings: list[Finding], opened: ExitStack, job: Job) -> Contents:
    """The checkpoint of the variables; nothing where there is none, as with models of constants alone."""
    if not location.exists:
        return Contents([])
    index = location.open()
    opened.callback(index.close)
    try:
        contents = contents_of(location, index, job)
    except CheckpointError as error:
        index.close()
        message = f"{_VARIABLES}, the index of the variables, {error.reason}."
        findings.append(Finding(Severity.WARNING, "unreadable-variables", message, _VARIABLES))
        return Contents([])
    for each in contents.files:
        opened.callback(each.close)
    contents.files = (*((index,) if isinstance(index, File) else ()), *contents.files)
    return contents
