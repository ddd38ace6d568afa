"""A file with a graph: a frozen model, whose weights are constants, or the ``.meta`` beside a checkpoint."""

from __future__ import annotations

from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, TruncatedError
from inspector.findings import Finding, Severity
from inspector.formats.tensorflow.graph import GraphWalk
from inspector.jobs import Job
from inspector.sources.protobuf import BYTES, VARINT, Field, Message, fields_seen
from inspector.sources.source import Source

__all__ = ["probe", "read"]

_NODE, _META_GRAPH = 1, 2
_GRAPH = {_NODE: BYTES, 2: BYTES, 3: VARINT, 4: BYTES, 5: BYTES}
_META = dict.fromkeys(range(1, 8), BYTES)
_NODE_FIELDS = dict.fromkeys((1, 2, 3, 4, 5, 6, 7), BYTES)
#: What a ``MetaGraphDef`` says of itself first: operations, tags and versions.
_META_INFO = {1: BYTES, 2: BYTES, 3: BYTES, 4: BYTES, 5: BYTES, 6: BYTES, 7: VARINT, 8: BYTES}


def probe(source: Source) -> str | None:
    """Whether the first message is a node with a name and an operation, or what a graph says of itself."""
    message = Message(source.file, limits=source.limits)
    if _graph_in(message) is not None:
        return None
    return "it has other fields than a graph" if fields_seen(message, _GRAPH) is None else "its first node is none"


def read(source: Source, job: Job) -> Checkpoint:
    """The constants under the names of their nodes. Of a graph that is cut short those that are there are listed."""
    walk = GraphWalk(job)
    findings: list[Finding] = []
    graph = _graph_in(Message(source.file, limits=source.limits))
    assert graph is not None
    try:
        walk.walk(graph)
    except (TruncatedError, CorruptError) as error:
        if not walk.constants:
            raise
        message = f"The graph {error.reason}; it was cut short or damaged, and constants may be missing."
        findings.append(Finding(Severity.WARNING, "incomplete-model", message))
    metadata: dict[str, Any] = {"operations": dict(walk.operations.most_common())}
    findings += walk.findings
    return Checkpoint(source.location, "tensorflow-graph", source.files, walk.constants, metadata, findings)


def _graph_in(message: Message) -> Message | None:
    """The graph a file is, or that it holds; None if it is neither."""
    if fields_seen(message, _GRAPH) is not None and _begins_with_node(message):
        return message
    if fields_seen(message, _META) is None:
        return None
    fields: dict[int, Field] = {}
    try:
        for field in message:
            fields.setdefault(field.number, field)
    except (TruncatedError, CorruptError):
        return None
    if 1 not in fields or _META_GRAPH not in fields or fields_seen(message.message(fields[1]), _META_INFO) is None:
        return None
    graph = message.message(fields[_META_GRAPH])
    return graph if _begins_with_node(graph) else None


def _begins_with_node(graph: Message) -> bool:
    try:
        first = next(iter(graph), None)
    except (TruncatedError, CorruptError):
        return False
    if first is None or first.number != _NODE or first.wire_type != BYTES:
        return False
    node = graph.message(first)
    seen = fields_seen(node, _NODE_FIELDS)
    if seen is None or not {1, 2} <= seen:
        return False
    texts = {field.number: node.text_of(field) for field in node if field.number in (1, 2)}
    return all(text and text.isprintable() for text in texts.values())
