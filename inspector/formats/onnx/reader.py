"""An ONNX model: its tensors, and as metadata what its graph does and takes.

Source: ``ModelProto`` and ``ValueInfoProto`` in ``onnx/onnx.proto`` of https://github.com/onnx/onnx.
"""

from __future__ import annotations

from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, TruncatedError
from inspector.findings import Finding, Severity
from inspector.formats.onnx.graph import FUNCTION, GRAPH, GraphWalk
from inspector.formats.onnx.tensor import DTYPES
from inspector.jobs import Job
from inspector.sources.protobuf import BYTES, VARINT, Message, fields_seen, signed
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source

__all__ = ["probe", "read"]

_IR_VERSION, _GRAPH, _OPSETS = 1, 7, 8
_SCHEMA = {_IR_VERSION: VARINT, 5: VARINT} | dict.fromkeys((2, 3, 4, 6, _GRAPH, _OPSETS, 14, 20, 25, 26), BYTES)
_TEXTS = {2: "producer", 3: "producer version", 4: "domain", 6: "description"}
_DOMAIN_OF_FUNCTION = 10
#: Older models name no operator sets.
_NAMES_OPSETS = 3


def probe(source: Source) -> str | None:
    """Whether the fields are those of a model with a graph."""
    seen = fields_seen(Message(source.file, limits=source.limits), _SCHEMA)
    if seen is None:
        return "it has fields that no model has"
    is_cut = _IR_VERSION in seen and source.suffix == ".onnx"
    return None if _GRAPH in seen or is_cut else "it has no graph"


def read(source: Source, job: Job) -> Checkpoint:
    """List the tensors. Of a model that is cut short those that are there are listed."""
    model = Message(source.file, limits=source.limits)
    with Siblings(source.location, job.limits) as siblings:
        walk = GraphWalk(siblings, job)
        findings: list[Finding] = []
        metadata: dict[str, Any] = {}
        try:
            seen = _read_model(model, walk, metadata)
            _require_all(seen, metadata, findings)
        except (TruncatedError, CorruptError) as error:
            if not walk.entries:
                raise
            message = f"The model {error.reason}; it was cut short or damaged, and tensors may be missing."
            findings.append(Finding(Severity.WARNING, "incomplete-model", message))
        metadata["operators"] = dict(walk.operators.most_common())
        files = source.files + siblings.files
    return Checkpoint(source.location, "onnx", files, walk.entries, metadata, findings + walk.findings)


def _read_model(model: Message, walk: GraphWalk, metadata: dict[str, Any]) -> set[int]:
    """Go through all of the model; the numbers of the fields it has."""
    seen = set()
    for field in model:
        seen.add(field.number)
        if field.number == _IR_VERSION:
            metadata["IR version"] = signed(field.value)
        elif field.number in _TEXTS:
            if text := model.text_of(field):
                metadata[_TEXTS[field.number]] = text
        elif field.number == 5:
            metadata["model version"] = signed(field.value)
        elif field.number == _OPSETS:
            domain, version = _opset(model.message(field))
            metadata.setdefault("operator sets", {})[domain or "ai.onnx"] = version
        elif field.number == 14:
            key, value = _property(model.message(field))
            metadata.setdefault(key, value)
        elif field.number == _GRAPH:
            graph = model.message(field)
            walk.walk(graph)
            _describe(graph, metadata, {entry.key for entry in walk.entries})
        elif field.number == 20:
            _walk_training(model.message(field), walk)
        elif field.number == 25:
            function = model.message(field)
            name = next((function.text_of(each) for each in function if each.number == FUNCTION.name), "")
            walk.define(next((function.text_of(each) for each in function if each.number == _DOMAIN_OF_FUNCTION), ""))
            walk.walk(function, FUNCTION, (f"(function {name})",))
    return seen


def _require_all(seen: set[int], metadata: dict[str, Any], findings: list[Finding]) -> None:
    """A message that is cut between two fields is a sound one; what every model has tells."""
    if _GRAPH not in seen:
        raise TruncatedError("ends before its graph: it was cut short")
    if _OPSETS not in seen and metadata.get("IR version", 0) >= _NAMES_OPSETS:
        message = "The model names no operator sets, as every model does: it was cut short, and tensors may be missing."
        findings.append(Finding(Severity.WARNING, "incomplete-model", message))


def _walk_training(training: Message, walk: GraphWalk) -> None:
    """The graphs that initialise and train the model."""
    for field in training:
        if field.number in (1, 2):
            part = "initialization" if field.number == 1 else "training"
            walk.walk(training.message(field), GRAPH, (f"({part})",))


def _opset(message: Message) -> tuple[str, int]:
    domain, version = "", 0
    for field in message:
        if field.number == 1:
            domain = message.text_of(field)
        elif field.number == 2:
            version = signed(field.value)
    return domain, version


def _property(message: Message) -> tuple[str, str]:
    texts = {field.number: message.text_of(field) for field in message if field.number in (1, 2)}
    return texts.get(1, ""), texts.get(2, "")


def _describe(graph: Message, metadata: dict[str, Any], initializers: set[str]) -> None:
    """The name of the graph, and what goes in and comes out, by name; parameters, which old models list too, left out."""
    for field in graph:
        if field.number == GRAPH.name:
            metadata["graph"] = graph.text_of(field)
        elif field.number in (11, 12):
            name, kind = _value(graph.message(field))
            if name not in initializers:
                metadata.setdefault("inputs" if field.number == 11 else "outputs", {})[name] = kind


def _value(message: Message) -> tuple[str, str]:
    """The name and the type of an input: ``float32 [batch, 3, 224, 224]``."""
    name, kind = "", "not a tensor"
    for field in message:
        if field.number == 1:
            name = message.text_of(field)
        elif field.number == 2:
            inside = message.message(field)
            tensor = next((inside.message(each) for each in inside if each.number == 1), None)
            if tensor is not None:
                kind = _tensor_type(tensor)
    return name, kind


def _tensor_type(message: Message) -> str:
    dtype, shape = "unknown", ""
    for field in message:
        if field.number == 1:
            dtype = str(DTYPES.get(field.value, f"type {field.value}"))
        elif field.number == 2:
            axes = message.message(field)
            shape = f" [{', '.join(_axis(axes.message(each)) for each in axes if each.number == 1)}]"
    return dtype + shape


def _axis(message: Message) -> str:
    for field in message:
        if field.number == 1:
            return str(signed(field.value))
        if field.number == 2:
            return message.text_of(field)
    return "?"
