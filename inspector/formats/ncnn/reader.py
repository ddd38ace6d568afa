"""A model of ncnn: layers in a text, ``x.param``, and their weights in ``x.bin``, which has no names and no index.

What a layer reads follows from its parameters, so that a layer that is not known here ends the reading: what comes behind it
could not be told from it. Weights stand behind a number that says how they are stored; biases and the like do not.
Sources: ``src/modelbin.cpp`` and ``load_model`` in ``src/layer/*.cpp`` of https://github.com/Tencent/ncnn.
"""

from __future__ import annotations

import re
from collections import Counter

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.formats.ncnn.layers import Layer, reads_of
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.cursor import Cursor
from inspector.sources.documents import read_document
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import File, Storage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, TensorEntry, contiguous_strides
from inspector.text import printable, shortened

__all__ = ["probe", "read"]

_MAGIC = b"7767517"
_FLOAT32 = (0, 0x0002C056)
_FLOAT16, _INT8 = 0x01306B47, 0x000D4B38
_FLOAT = dtype_named("float32")
#: The types of weights by the number before them.
_DTYPES = dict.fromkeys(_FLOAT32, _FLOAT) | {_FLOAT16: dtype_named("float16"), _INT8: dtype_named("int8")}
#: A parameter that is an integer, and its number; others are fractions and lists.
_PARAMETER = re.compile(r"(?<!\S)([0-9]+)=(-?[0-9]+)(?!\S)")


def probe(source: Source) -> str | None:
    """Whether this is a description, or has one beside it."""
    if source.head.startswith(_MAGIC):
        return None
    beside = _beside(source, ".param")
    if not beside.exists or beside.is_folder:
        return "it has no .param beside it"
    with beside.open() as file:
        return None if file.read(0, min(file.nbytes, len(_MAGIC))) == _MAGIC else "the .param beside it is none of ncnn"


def _beside(source: Source, suffix: str) -> Location:
    return source.location.sibling(source.location.stem + suffix)


def read(source: Source, job: Job) -> Checkpoint:
    """The weights, below the names of their layers."""
    is_description = source.head.startswith(_MAGIC)
    other = _beside(source, ".bin" if is_description else ".param")
    kinds: Counter[str] = Counter()
    if is_description and not other.exists:
        layers = _layers(source.file, kinds, job.limits)
        message = f"The weights of this model are in {other.name}, which is not beside it."
        finding = Finding(Severity.WARNING, "weights-missing", message)
        return Checkpoint(source.location, "ncnn", source.files, [], _metadata(layers, kinds), [finding])
    beside = other.open()
    try:
        description, weights = (source.file, beside) if is_description else (beside, source.file)
        layers = _layers(description, kinds, job.limits)
        entries, findings = _weights(layers, weights, job)
    except BaseException:
        beside.close()
        raise
    files = (*source.files, *((beside,) if isinstance(beside, File) else ()))
    return Checkpoint(source.location, "ncnn", files, entries, _metadata(layers, kinds), findings)


def _metadata(layers: list[Layer], kinds: Counter[str]) -> dict[str, object]:
    return {"layers": dict(kinds.most_common()), "number of layers": len(layers)}


def _layers(file: Storage, kinds: Counter[str], limits: Limits) -> list[Layer]:
    """The lines of the description."""
    layers = []
    for line in read_document(file, limits, is_text=True).decode("utf-8", "replace").splitlines()[2:]:
        words = line.split()
        if not words:
            continue
        try:
            kind, name, inputs, outputs = words[0], words[1], int(words[2]), int(words[3])
            parameters = " ".join(words[4 + inputs + outputs :])
            numbers = {int(number): _number(value) for number, value in _PARAMETER.findall(parameters)}
        except (IndexError, ValueError) as error:
            raise CorruptError(f"has the line {shortened(printable(line), 60)!r} that is no layer") from error
        kinds[kind] += 1
        layers.append(Layer(kind, name, numbers))
    return layers


def _number(text: str) -> int:
    """A parameter, of 32 bits. Raises ValueError for a longer one: Python would not print what is multiplied of it."""
    number = int(text)
    if number.bit_length() > 32:
        raise ValueError(text)
    return number


def _weights(layers: list[Layer], file: Storage, job: Job) -> tuple[list[Entry], list[Finding]]:
    """What each layer reads, in their order, as far as that is known."""
    cursor = Cursor(file)
    entries: list[Entry] = []
    for layer in job.each(layers, len(layers), "Reading the weights"):
        try:
            reads = reads_of(layer)
            if reads is None:
                raise UnsupportedError("reads weights in a way that is not known here")
            for name, shape, is_tagged in reads:
                entries.append(_tensor(cursor, layer.name, name, shape, is_tagged))
        except CheckpointError as error:
            where = shortened(printable(layer.name), 60)
            message = f"The layer {where} ({layer.kind}) {error.reason}; the weights from there on are not shown."
            return entries, [Finding(Severity.WARNING, "unreadable-weights", message, where)]
    if cursor.remaining:
        message = f"{cursor.remaining:,} bytes of the weights belong to no layer that is known here."
        return entries, [Finding(Severity.INFO, "trailing-data", message)]
    return entries, []


def _tensor(cursor: Cursor, layer: str, name: str, shape: tuple[int, ...], is_tagged: bool) -> TensorEntry:
    if min(shape) < 0:
        raise CorruptError(f"has weights of the impossible shape {shape}")
    dtype = _DTYPES.get(cursor.u32()) if is_tagged else _FLOAT
    if dtype is None:
        raise UnsupportedError("has weights as places in a table, which are not decoded")
    strides = contiguous_strides(shape)
    nbytes = dtype.nbytes(strides[0] * shape[0])
    storage = cursor.storage(nbytes)
    if dtype is not _FLOAT:
        cursor.skip(min(-nbytes % 4, cursor.remaining))
    return TensorEntry((layer, name), dtype, shape, strides, storage)
