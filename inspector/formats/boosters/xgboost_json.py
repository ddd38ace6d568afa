"""Reads XGBoost's models in JSON: an object whose lists of numbers are the trees.

Schema: https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
"""

from __future__ import annotations

from typing import Any

import numpy as np
from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry, contiguous_strides

__all__ = ["probe", "read"]

#: The parsed text takes several times the memory.
_MARKS = (b'"learner"', b'"gradient_booster"')
#: What is a float32 in the program; all other numbers of trees are int32, as far as they fit.
_FLOATS = frozenset({"base_weights", "split_conditions", "loss_changes", "sum_hessian", "weights", "weight_drop"})
_INT32 = np.iinfo(np.int32)


def probe(source: Source) -> str | None:
    """A file that begins with an object of a learner."""
    return None if all(mark in source.head for mark in _MARKS) else "it has no learner"


def read(source: Source, job: Job) -> Checkpoint:
    """Lists of numbers as tensors, all else as values. Raises LimitError for a model that should be saved as ``.ubj``."""
    document = read_document(source.file, job.limits)
    try:
        model = Decoder().decode(document)
    except (DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise CorruptError("is not JSON to its end") from error
    return Checkpoint(source.location, "xgboost-json", source.files, _entries(model, job))


def _entries(model: Any, job: Job) -> list[Entry]:
    entries: list[Entry] = []
    pending: list[tuple[Path, Any]] = [((), model)]
    while pending:
        job.check()
        path, value = pending.pop()
        if isinstance(value, dict) and value:
            pending += reversed([((*path, key), inside) for key, inside in value.items()])
        elif isinstance(value, list) and value and not all(type(each) in (int, float) for each in value):
            pending += reversed([((*path, number), inside) for number, inside in enumerate(value)])
        elif isinstance(value, list) and value:
            entries.append(_array(path, value))
        else:
            entries.append(ValueEntry(path, value))
    return entries


def _array(path: Path, numbers: list[int | float]) -> TensorEntry:
    is_whole = all(type(each) is int and _INT32.min <= each <= _INT32.max for each in numbers)
    name = "int32" if is_whole and path[-1] not in _FLOATS else "float32"
    with np.errstate(over="ignore"):
        array = np.array(numbers, np.float64).astype(np.dtype(name).newbyteorder("<"))
    shape = (len(numbers),)
    return TensorEntry(path, dtype_named(name), shape, contiguous_strides(shape), MemoryStorage(array.tobytes()))
