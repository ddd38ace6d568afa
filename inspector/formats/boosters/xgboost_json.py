"""Reads XGBoost's models in JSON: an object whose lists of numbers are the trees.

Lists of numbers are kept as text, which is parsed when somebody reads them: they are nearly all of a model.
Schema: https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
"""

from __future__ import annotations

from typing import Any

from msgspec import DecodeError, Raw
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, LimitError
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.number_text import NumberText
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry

__all__ = ["probe", "read"]

_MARKS = (b'"learner"', b'"gradient_booster"')
#: What is a float32 in the program; all other numbers of trees are int32, as far as they fit.
_FLOATS = frozenset({"base_weights", "split_conditions", "loss_changes", "sum_hessian", "weights", "weight_drop"})
_FLOAT32, _INT32 = dtype_named("float32"), dtype_named("int32")
_INTEGERS, _NUMBERS, _BETWEEN = b"0123456789-", b"0123456789-+.eE", b", \t\r\n"
_MAX_INT32 = (1 << 31) - 1
#: Shows how many digits there are in a row; of so many, a number may be too large for int32.
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
_MANY_DIGITS = b"0" * len(str(_MAX_INT32))
#: A model lays no more than eight objects and lists into each other, and each level is gone over once more.
_MAX_DEPTH = 16


def probe(source: Source) -> str | None:
    """A file that begins with an object of a learner."""
    return None if all(mark in source.head for mark in _MARKS) else "it has no learner"


def read(source: Source, job: Job) -> Checkpoint:
    """Lists of numbers as tensors, all else as values. Raises LimitError for a model that should be saved as ``.ubj``."""
    document = read_document(source.file, job.limits)
    try:
        entries = _entries(document, job)
    except (DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise CorruptError("is not JSON to its end") from error
    return Checkpoint(source.location, "xgboost-json", source.files, entries)


def _entries(document: bytes, job: Job) -> list[Entry]:
    objects, lists, values = Decoder(dict[str, Raw]), Decoder(list[Raw]), Decoder[Any](Any)
    entries: list[Entry] = []
    pending: list[tuple[Path, bytes]] = [((), document.strip())]
    while pending:
        job.check()
        path, text = pending.pop()
        if len(path) > _MAX_DEPTH:
            raise LimitError(f"has more than {_MAX_DEPTH} objects or lists within each other")
        first = text[:1]
        inside: list[tuple[Path, bytes]] = []
        if first == b"{":
            inside = [((*path, key), bytes(each)) for key, each in objects.decode(text).items()]
        elif first == b"[":
            array = _array(path, text)
            if array is not None:
                entries.append(array)
                continue
            inside = [((*path, number), bytes(each)) for number, each in enumerate(lists.decode(text))]
        if inside:
            pending += reversed(inside)
        else:
            entries.append(ValueEntry(path, values.decode(text)))
    return entries


def _array(path: Path, text: bytes) -> TensorEntry | None:
    """The tensor of a list of numbers; None for any other list."""
    numbers = text[1:-1]
    between = numbers.translate(None, _NUMBERS)
    if between.strip(_BETWEEN) or not numbers.strip(_BETWEEN):
        return None
    dtype = _INT32 if path[-1] not in _FLOATS and _are_int32(numbers) else _FLOAT32
    count = between.count(b",") + 1
    storage = NumberText(MemoryStorage(text), 1, len(numbers), 4 * count, "<i4" if dtype is _INT32 else "<f4")
    return TensorEntry(path, dtype, (count,), (1,), storage)


def _are_int32(numbers: bytes) -> bool:
    if numbers.translate(None, _INTEGERS + _BETWEEN):
        return False
    if _MANY_DIGITS not in numbers.translate(_DIGITS):
        return True
    return all(-_MAX_INT32 - 1 <= int(number) <= _MAX_INT32 for number in numbers.split(b","))
