"""A TensorFlow checkpoint of version 1: a single table, whose values hold the tensors themselves, in slices perhaps.

The first value lists names, shapes, types and slices; each other one is a slice of one tensor.
Source: ``tensorflow/core/util/saved_tensor_slice.proto`` and ``tensor_slice_writer.cc`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from collections import defaultdict

from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, unreadable_tensor
from inspector.formats.tensorflow.table import Record, read_table
from inspector.formats.tensorflow.tensor import tensor_entry
from inspector.formats.tensorflow.types import Extents, dtype_of, extents_of, region_of, shape_of
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.protobuf import Message
from inspector.sources.storage import Storage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import STRING
from inspector.tensors.entries import Entry, TensorEntry, contiguous_strides

__all__ = ["read_slices"]

_META, _DATA = 1, 2


def read_slices(file: Storage, job: Job) -> tuple[list[Entry], list[Finding]]:
    """The tensors of a checkpoint. One that can't be read is a finding, and the others are still listed."""
    records = read_table(file, job.limits)
    listed = _listed(next(records), job.limits)
    pieces: dict[str, list[tuple[Extents, Message]]] = defaultdict(list)
    for record in records:
        job.report(record.start, file.nbytes, "Reading the checkpoint")
        value = Message(record.block, record.start, record.start + record.nbytes, job.limits)
        for field in value:
            if field.number == _DATA:
                name, extents, data = _slice(value.message(field))
                if data is not None:
                    pieces[name].append((extents, data))
    entries: list[Entry] = []
    findings = []
    for name, (shape, code) in listed.items():
        try:
            entries.append(_entry(name, shape, code, pieces.get(name, [])))
        except CheckpointError as error:
            findings.append(unreadable_tensor(name, error.reason))
            try:
                entries.append(TensorEntry((name,), dtype_of(code), shape, contiguous_strides(shape), None))
            except CheckpointError:
                continue
    return entries, findings


def _listed(record: Record, limits: Limits) -> dict[str, tuple[tuple[int, ...], int]]:
    """The shape and the number of the type of each tensor, by name."""
    value = Message(record.block, record.start, record.start + record.nbytes, limits)
    meta = next((value.message(field) for field in value if field.number == _META), None)
    if meta is None:
        raise CorruptError("is a table, and not a checkpoint")
    found: dict[str, tuple[tuple[int, ...], int]] = {}
    for field in meta:
        if field.number != 1:
            continue
        name, code = "", 0
        shape: tuple[int, ...] = ()
        tensor = meta.message(field)
        for part in tensor:
            if part.number == 1:
                name = tensor.text_of(part)
            elif part.number == 2:
                shape = shape_of(tensor.message(part))
            elif part.number == 3:
                code = part.value
        found[name] = shape, code
    return found


def _slice(message: Message) -> tuple[str, Extents, Message | None]:
    """The name, the place and the elements of a slice."""
    name = ""
    extents: Extents = ()
    data = None
    for field in message:
        if field.number == 1:
            name = message.text_of(field)
        elif field.number == 2:
            extents = extents_of(message.message(field))
        elif field.number == 3:
            data = message.message(field)
    return name, extents, data


def _entry(name: str, shape: tuple[int, ...], code: int, pieces: list[tuple[Extents, Message]]) -> TensorEntry:
    """The tensor that the slices are together."""
    if not pieces:
        raise CorruptError("is listed, and there are no data of it")
    placed = []
    for extents, data in pieces:
        starts, sizes = region_of(extents, shape)
        placed.append(Piece(starts, tensor_entry(data, (name,), sizes, code)))
    if placed[0].entry.dtype is STRING and len(placed) == 1 and placed[0].entry.shape == shape:
        return placed[0].entry
    return assembled_entry((name,), shape, placed)
