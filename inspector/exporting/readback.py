"""Reading a new file back with the reader anybody opens it with, and comparing it with what was meant.

Names, types, shapes and the hash of the elements of every tensor are compared. The file has no name yet: one that is
not what it should be never gets one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat
from pathlib import Path

import numpy as np
import numpy.typing as npt

from inspector.buffers import BLOCK_NBYTES, aligned_buffer
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, OutputError
from inspector.formats.registry import open_checkpoint
from inspector.jobs import Stage
from inspector.sources.storage import Buffer
from inspector.tensors.entries import Quantization, TensorEntry, contiguous_strides
from inspector.writing.layout import Layout, Placement, Record
from inspector.writing.plan import Plan
from inspector.writing.transfer import blocks_of, hash_of
from inspector.writing.writer import Writer

__all__ = ["verify"]


def verify(path: Path, plan: Plan, layout: Layout, writer: Writer, hashes: Mapping[Record, bytes], job: Stage) -> None:
    """Raise OutputError unless the file at ``path`` holds what ``layout`` says, with records of these ``hashes``."""
    try:
        with open_checkpoint(path, job, decoded=False) as written:
            _check(written, plan, layout, writer, hashes, job)
    except OutputError:
        raise
    except CheckpointError as error:
        raise OutputError(f"what was written can't be read back: {error.reason}") from error


def _check(
    written: Checkpoint, plan: Plan, layout: Layout, writer: Writer, hashes: Mapping[Record, bytes], job: Stage
) -> None:
    tensors = {entry.path: entry for entry in written.tensors}
    if written.format != writer.name or len(tensors) != len(layout.placements):
        raise OutputError(f"what was written reads back as {written.format} with {len(tensors):,} tensors")
    known: set[Record] = set()  # tied tensors share a record, which is read once
    buffers = repeat(aligned_buffer(BLOCK_NBYTES))
    for placement in layout.placements:
        entry = tensors.get(writer.path_of(plan, placement.key))
        if entry is None or not _is_placed(entry, placement):
            raise OutputError(f"what was written reads back without {placement.key!r}, or with another shape")
        record = placement.record
        if record in known:
            continue
        known.add(record)
        if _hash(_whole(entry, record), buffers, job) != hashes[record]:
            raise OutputError(f"what was written reads back with other elements in {placement.key!r}")


def _is_placed(entry: TensorEntry, placement: Placement) -> bool:
    """Whether the tensor is of the type and shape, and lies in its storage, as it should."""
    return (
        (entry.dtype, entry.shape) == (placement.dtype, placement.shape)
        and (0 in entry.shape or entry.strides == placement.strides)
        and entry.storage_offset == placement.offset
        and _numbers(entry.quantization) == _numbers(placement.quantization)
    )


def _numbers(quantization: Quantization | None) -> tuple[object, ...] | None:
    return None if quantization is None else (quantization.scale, quantization.zero_point, quantization.axis)


def _whole(entry: TensorEntry, record: Record) -> TensorEntry:
    """The whole record that ``entry`` is a view of."""
    return entry.replace(shape=record.shape, strides=contiguous_strides(record.shape), storage_offset=0)


def _hash(entry: TensorEntry, buffers: Iterator[npt.NDArray[np.uint8]], job: Stage) -> bytes:
    def each(data: Buffer) -> None:
        job.report(0, 0, f"Reading back {entry.key}")
        job.advance(len(data))

    return hash_of(blocks_of(entry, buffers), each)
