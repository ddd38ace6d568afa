"""Models of fastText: how they were trained, their words, a matrix of vectors for words and parts of words, and another.

Source: ``FastText::loadModel``, ``Dictionary::load``, ``QMatrix::load`` and ``ProductQuantizer::load`` of
https://github.com/facebookresearch/fastText.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, UnsupportedError
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.dtypes import STRING, DType, dtype_named
from inspector.tensors.entries import Entry, Path, TensorEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

__all__ = ["read"]

_MAGIC_NBYTES = 4
_VERSIONS = (11, 12)
_ARGUMENTS = (
    "dim", "ws", "epoch", "minCount", "neg", "wordNgrams", "loss", "model", "bucket", "minn", "maxn", "lrUpdateRate",
)  # fmt: skip
_LOSSES = {1: "hierarchical softmax", 2: "negative sampling", 3: "softmax", 4: "one versus all"}
_MODELS = {1: "cbow", 2: "skipgram", 3: "supervised"}
#: What follows each word: how often it occurs, and whether it is a label.
_COUNT = np.dtype([("count", "<i8"), ("is_label", "i1")])
_MAX_WORD_NBYTES = 1 << 16
_BLOCK_NBYTES = 4 << 20
_CENTROIDS = 256


def read(source: Source, job: Job) -> Checkpoint:
    """The words with their counts, and both matrices; of a quantised one its parts.

    Raises UnsupportedError for another version, CorruptError and TruncatedError for a file that is damaged.
    """
    cursor = Cursor(source.file, _MAGIC_NBYTES, what="the model")
    version = cursor.i32()
    if version not in _VERSIONS:
        raise UnsupportedError(f"is of version {version} of fastText's models; versions 11 and 12 are read")
    metadata: dict[str, Any] = dict(zip(_ARGUMENTS, cursor.numbers("i", len(_ARGUMENTS)), strict=True))
    metadata |= {"t": cursor.f64(), "version": version}
    metadata["loss"] = _LOSSES.get(metadata["loss"], metadata["loss"])
    metadata["model"] = _MODELS.get(metadata["model"], metadata["model"])
    size, words, labels = cursor.numbers("i", 3)
    metadata |= {"words": words, "labels": labels, "tokens": cursor.i64()}
    pruned = cursor.i64()
    entries: list[Entry] = _dictionary(source.file, cursor, size, job)
    if pruned > 0:
        entries.append(_tensor(cursor, ("pruned",), "int32", (pruned, 2)))
    is_quantised = bool(cursor.u8())
    entries += _matrix(cursor, "input", is_quantised=is_quantised)
    is_output_quantised = bool(cursor.u8())
    entries += _matrix(cursor, "output", is_quantised=is_quantised and is_output_quantised)
    return Checkpoint(source.location, "fasttext", source.files, entries, metadata)


def _dictionary(file: Storage, cursor: Cursor, size: int, job: Job) -> list[Entry]:
    """The words, labels among them, and how often each occurs. The cursor is then behind them."""
    if not 0 <= size <= cursor.remaining // (_COUNT.itemsize + 1):
        raise CorruptError(f"has a dictionary of {size:,} words, more than fit in the file")
    units, counts = np.zeros(size, STRING.stored_dtype), bytearray()
    base, data = cursor.position, b""
    position = base
    for number in job.each(range(size)):
        if position + _MAX_WORD_NBYTES > base + len(data):
            base, data = position, file.read(position, min(_BLOCK_NBYTES, file.nbytes - position))
        end = data.find(b"\0", position - base, position - base + _MAX_WORD_NBYTES)
        if end < 0 or end + 1 + _COUNT.itemsize > len(data):
            raise CorruptError(f"has {number:,} of {size:,} words: its end is missing or damaged")
        units[number] = position, end - (position - base)
        counts += data[end + 1 : end + 1 + _COUNT.itemsize]
        position = base + end + 1 + _COUNT.itemsize
    cursor.seek(position)
    columns = np.frombuffer(counts, _COUNT)
    words = StringStorage(MemoryStorage(units.tobytes()), file)
    return [
        TensorEntry(("words",), STRING, (size,), (1,), words),
        _in_memory(("counts",), dtype_named("int64"), columns["count"]),
        _in_memory(("is_label",), dtype_named("bool"), columns["is_label"] == 1),
    ]


def _in_memory(path: Path, dtype: DType, values: Any) -> TensorEntry:
    storage = MemoryStorage(np.ascontiguousarray(values, dtype.stored_dtype).tobytes())
    return TensorEntry(path, dtype, values.shape, (1,), storage)


def _matrix(cursor: Cursor, name: str, *, is_quantised: bool) -> list[Entry]:
    """A matrix as it lies there, or the codes of its rows and what these stand for."""
    if not is_quantised:
        rows, columns = cursor.i64(), cursor.i64()
        return [_tensor(cursor, (name,), "float32", (rows, columns))]
    has_norms = bool(cursor.u8())
    rows, columns, nbytes = cursor.i64(), cursor.i64(), cursor.i32()
    shape = (rows, nbytes // rows) if rows > 0 and nbytes % rows == 0 else (nbytes,)
    entries: list[Entry] = [_tensor(cursor, (name, "codes"), "uint8", shape)]
    entries.append(_centroids(cursor, (name, "centroids"), columns))
    if has_norms:
        entries.append(_tensor(cursor, (name, "norm_codes"), "uint8", (rows,)))
        entries.append(_centroids(cursor, (name, "norm_centroids"), 1))
    return entries


def _centroids(cursor: Cursor, path: Path, columns: int) -> TensorEntry:
    """What the codes of a product quantiser stand for: 256 values of each column, those of a few columns together."""
    dimension, parts, width, _ = cursor.numbers("i", 4)
    if dimension != columns:
        raise CorruptError(f"has codes for {dimension:,} columns of a matrix of {columns:,}")
    is_even = parts > 0 and parts * width == dimension
    shape = (parts, _CENTROIDS, width) if is_even else (dimension * _CENTROIDS,)
    return _tensor(cursor, path, "float32", shape)


def _tensor(cursor: Cursor, path: Path, dtype: str, shape: tuple[int, ...]) -> TensorEntry:
    if min(shape) < 0:
        raise CorruptError("has a matrix of an impossible size")
    element = dtype_named(dtype)
    nbytes = element.nbytes(math.prod(shape))
    storage = cursor.storage(nbytes) if nbytes else MemoryStorage(b"")
    return TensorEntry(path, element, shape, contiguous_strides(shape), storage)
