"""A TensorFlow Lite model: its constants, below the number of their subgraph, and what it says of itself.

Schema: see :mod:`inspector.formats.tflite.tensors`.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.findings import Finding, unreadable_tensor
from inspector.formats.tflite.columns import RUN, plain_tensors
from inspector.formats.tflite.flatbuffer import FlatBuffer, Table
from inspector.formats.tflite.operators import CUSTOM, findings_of_custom, operator_name
from inspector.formats.tflite.tensors import Buffers, tensor_entry
from inspector.jobs import Job
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source
from inspector.tensors.entries import Entry
from inspector.text import size_text

__all__ = ["probe", "read"]

_VERSION = 3
_MAX_NOTE_NBYTES = 4096
#: What older models have in the place of codes above this one.
_LARGEST_OLD_CODE = 127


def probe(_source: Source) -> str | None:
    """Accept it: the four letters behind the first offset are proof enough."""
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """List the constants. One that can't be read is a finding, and the others are still listed."""
    model = FlatBuffer(source.file, job.limits).root
    version = model.integer(0, "I")
    if version != _VERSION:
        raise CorruptError(f"is of version {version}; TensorFlow Lite models are of version {_VERSION}")
    with Siblings(source.location, job.limits) as siblings:
        buffers = Buffers(model, source.file, siblings, job.limits)
        entries: list[Entry] = []
        findings: list[Finding] = []
        operators: Counter[str] = Counter()
        names, custom = _operator_names(model)
        findings += islice(findings_of_custom(custom), job.limits.companion_findings)
        for number, subgraph in enumerate(model.tables(2)):
            _read_subgraph(subgraph, number, buffers, entries, findings, job)
            codes = subgraph.tables(3).numbers(0, "<u4").tolist()
            operators.update(names[code] if code < len(names) else f"operator code {code}" for code in codes)
        metadata = _metadata(model, buffers, operators)
        files = source.files + siblings.files
    return Checkpoint(source.location, "tflite", files, entries, metadata, findings)


def _read_subgraph(
    subgraph: Table, number: int, buffers: Buffers, entries: list[Entry], findings: list[Finding], job: Job
) -> None:
    """Add the constants of a subgraph."""
    tensors = subgraph.tables(0)
    for first in range(0, len(tensors), RUN):
        job.report(first, len(tensors), "Reading the model")
        if len(entries) > job.limits.tree_values:
            raise LimitError(f"has more than {job.limits.tree_values:,} values")
        run = tensors[first : first + RUN]
        found, left = plain_tensors(run, first, number, buffers)
        for index in left:
            job.check()
            tensor = run[index]
            try:
                found[index] = tensor_entry(tensor, number, first + index, buffers)
            except CheckpointError as error:
                name = tensor.text(3) or f"tensor {first + index}"
                findings.append(unreadable_tensor(f"{number}.{name}", error.reason))
        entries += [entry for entry in found if entry is not None]


def _operator_names(model: Table) -> tuple[list[str], list[str]]:
    """The names of the model's operators, by their number in it, and of those that are custom."""
    names, custom = [], []
    for table in model.tables(1):
        code = max(table.integer(0, "b"), table.integer(3, "i"))
        if code > _LARGEST_OLD_CODE:
            code = table.integer(3, "i")
        if code == CUSTOM:
            custom.append(table.text(1))
        names.append(table.text(1) or "CUSTOM" if code == CUSTOM else operator_name(code))
    return names, custom


def _metadata(model: Table, buffers: Buffers, operators: Counter[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if description := model.text(3):
        found["description"] = description
    found["operators"] = dict(operators.most_common())
    for table in model.tables(6):
        found.setdefault(table.text(0), _note(buffers, table.integer(1, "I")))
    signatures = {
        signature.text(2): {
            "inputs": [each.text(0) for each in signature.tables(0)],
            "outputs": [each.text(0) for each in signature.tables(1)],
            "subgraph": signature.integer(4, "I"),
        }
        for signature in model.tables(7)
    }
    if signatures:
        found["signatures"] = signatures
    return found


def _note(buffers: Buffers, number: int) -> str | dict[str, Any]:
    """A buffer of metadata: text, what TensorFlow's metadata library says of a model, or else its size."""
    try:
        storage = buffers.numbered(number)
        data = storage.read(0, min(storage.nbytes, _MAX_NOTE_NBYTES)) if storage is not None else b""
        if storage is not None and data[4:8] == b"M001":
            return _model_metadata(FlatBuffer(storage).root)
    except CheckpointError as error:
        return f"can't be read: {error.reason}"
    try:
        return data.rstrip(b"\0").decode()
    except UnicodeDecodeError:
        return size_text(storage.nbytes if storage is not None else 0)


def _model_metadata(root: Table) -> dict[str, Any]:
    """Schema: ``metadata_schema.fbs`` of https://github.com/tensorflow/tflite-support."""
    fields = {"name": 0, "description": 1, "version": 2, "author": 4, "license": 5}
    return {name: text for name, field in fields.items() if (text := root.text(field))}
