"""Finding an entry by its key, and reading the values of a tensor or of a part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

import numpy.typing as npt

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.operations.opening import CheckpointSource, opened
from inspector.tensors.entries import Entry, TensorEntry
from inspector.tensors.slicing import parse_slice
from inspector.text import plural, shortened

__all__ = ["find", "read", "region_of"]

#: Pairs of letters that are looked at for a key that comes close to a wrong one: some ten thousand keys, or a few seconds.
_MOST_COMPARED = 40_000_000
_LONGEST_COMPARED = 200


def find(checkpoint: Checkpoint, key: str) -> Entry:
    """The first entry with this dotted key. Raises SelectionError, which says what comes close."""
    try:
        return checkpoint[key]
    except SelectionError as error:
        keys = [entry.key for entry in checkpoint.entries]
        inside = [other for other in keys if other.startswith(f"{key}.")]
        near = inside[:3] or get_close_matches(key, list(_comparable(key, keys)), n=3)
        if not near:
            raise
        fault = f"{key!r} is a group of {plural(len(inside), 'entry', 'entries')}" if inside else str(error)
        near = [shortened(other, _LONGEST_COMPARED) for other in near]
        raise SelectionError(f"{fault}; there is {', '.join(map(repr, near))}") from None


def _comparable(key: str, others: Iterable[str]) -> Iterator[str]:
    """Those of the other keys that it does not take long to compare with this one letter by letter."""
    left = _MOST_COMPARED
    for other in others:
        if len(other) < _LONGEST_COMPARED:
            left -= len(key) * len(other)
            if left < 0:
                return
            yield other


def region_of(entry: TensorEntry, region: str | tuple[slice | int, ...] = ()) -> TensorEntry:
    """The view of a tensor that a slice names, as text (``0:4, :``) or as Python has it; of a nested one, of its values.

    Reads nothing. Raises SelectionError for a slice that does not fit the shape.
    """
    values = entry.values
    parts = parse_slice(region, len(values.shape)) if isinstance(region, str) else region
    return values.region(parts) if parts else values


def read(
    source: CheckpointSource, key: str, region: str | tuple[slice | int, ...] = (), *, job: Job | None = None
) -> npt.NDArray[Any]:
    """The values of the tensor ``key``, or of the part of it that ``region`` selects, as a numpy array.

    They are decoded (bfloat16 and float8 to float32, quantised types to the values they represent), in C order and native
    byte order. Raises SelectionError if no tensor has that key or the region does not fit its shape, CheckpointError if the
    bytes can't be read, and what :func:`inspector.open` raises.
    """
    with opened(source, job or Job()) as checkpoint:
        entry = find(checkpoint, key)
        if not isinstance(entry, TensorEntry):
            raise SelectionError(f"{key} is not a tensor")
        return checkpoint.read(region_of(entry, region))
