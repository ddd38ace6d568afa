"""The formats before GGUF: llama.cpp's ``ggml``, ``ggmf``, ``ggjt`` and, for adapters, ``ggla``; whisper.cpp's and others'.

A magic, perhaps a version, the model's hyperparameters as integers, which nothing names, the vocabulary, then one tensor
after the other up to the end: axes, name and type, the name, the bytes. Programs built on ggml differ in the hyperparameters
and in how they write the vocabulary, under one magic; so each known header is tried, and the one after which a tensor
begins is taken. What the types 2 to 9 mean changed twice, with ``ggjt`` 2 and 3, and in other files with the quantisation
version, which is the thousands of ``ftype``.
Sources: https://github.com/ggml-org/llama.cpp, ``convert_llama_ggml_to_gguf.py``; https://github.com/ggml-org/whisper.cpp,
``models/convert-pt-to-ggml.py``; https://github.com/ggml-org/ggml, ``examples/``; https://github.com/RWKV/rwkv.cpp.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.formats.gguf.header import quoted
from inspector.formats.gguf.types import GGML_TYPES
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides

__all__ = ["probe", "read"]

_MAGICS = {b"lmgg": "ggml", b"fmgg": "ggmf", b"tjgg": "ggjt", b"algg": "ggla"}
_ALIGNMENT = 32  # of the bytes of tensors, in ggjt and ggla
_MAX_AXES = 4
_MAX_NAME_NBYTES = 1024
_FIRST_TOKENS = 16
_RWKV_VERSION = 100

_V1 = GGML_TYPES | {
    code: dtype_named(name)
    for code, name in {
        2: "q4_0_ggjt1", 3: "q4_1_ggjt1", 4: "q4_2_ggjt1", 5: "q4_3_ggjt1", 6: "q5_0_ggjt1", 7: "q5_1_ggjt1",
        8: "q8_0_ggjt2",
    }.items()
}  # fmt: skip
_V2 = GGML_TYPES | {2: dtype_named("q4_0_ggjt2"), 3: dtype_named("q4_1_ggjt2"), 8: dtype_named("q8_0_ggjt2")}
#: What the types mean, by the version of the quantisation: 0, 1 and 2 and later.
_TYPES_OF: tuple[Mapping[int, DType], ...] = (_V1, _V2, GGML_TYPES)


@dataclass(frozen=True, slots=True)
class _Model:
    """A program's header: the names of its hyperparameters, and what follows them.

    The number of tokens in the ``vocabulary`` is ``n_vocab``; or it stands in front of them, ``counted``, or there, again,
    is ``n_vocab``: ``recounted``. There may be none.
    """

    name: str
    hyperparameters: tuple[str, ...]
    vocabulary: str
    has_filters: bool = False


_WHISPER = (
    "n_vocab", "n_audio_ctx", "n_audio_state", "n_audio_head", "n_audio_layer",
    "n_text_ctx", "n_text_state", "n_text_head", "n_text_layer", "n_mels", "ftype",
)  # fmt: skip
_LLAMA = _Model("llama", ("n_vocab", "n_embd", "n_mult", "n_head", "n_layer", "n_rot", "ftype"), "n_vocab")
_RWKV = _Model("rwkv", ("n_vocab", "n_embed", "n_layer", "data_type"), "none")
_LORA = _Model("lora", ("r", "alpha"), "none")
_PLAIN: tuple[_Model, ...] = (
    _Model("whisper", _WHISPER, "counted", has_filters=True),
    _Model("gpt-2", ("n_vocab", "n_ctx", "n_embd", "n_head", "n_layer", "ftype"), "recounted"),
    _Model("gpt-j", ("n_vocab", "n_ctx", "n_embd", "n_head", "n_layer", "n_rot", "ftype"), "recounted"),
    _LLAMA,
    _Model("gpt-neox", ("n_vocab", "n_ctx", "n_embd", "n_head", "n_layer", "n_rot", "par_res", "ftype"), "n_vocab"),
)
#: The types of rwkv.cpp have numbers of their own; only those that never changed are read.
_RWKV_TYPES = {0: dtype_named("float32"), 1: dtype_named("float16")}


def probe(source: Source) -> str | None:
    """Whether the file begins as one of these formats, which the registry has seen."""
    return None if source.head[:4] in _MAGICS else "it does not begin with a magic of ggml"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors in the order of the file; the hyperparameters and the beginning of the vocabulary as metadata."""
    header = _header(source.file, _MAGICS[source.head[:4]])
    entries = [*header.entries]
    findings: list[Finding] = []
    try:
        entries.extend(_tensors(source.file, header, job))  # which keeps what came before an error
    except CheckpointError as error:
        if not entries:
            raise
        message = f"What follows {quoted(entries[-1].key)} can't be read: {error.reason}."
        findings.append(Finding(Severity.WARNING, "ggml-tensors-missing", message))
    return Checkpoint(source.location, "ggml", source.files, entries, header.metadata, findings)


@dataclass(frozen=True, slots=True)
class _Header:
    """What stands in front of the tensors; ``entries`` are arrays in it, ``start`` is where it ends."""

    metadata: dict[str, Any]
    entries: Sequence[TensorEntry]
    types: Mapping[int, DType]
    is_aligned: bool
    start: int


def _header(file: Storage, container: str) -> _Header:
    """The header of the program after which a tensor begins. Raises CorruptError if there is none such."""
    cursor = Cursor(file, 4)
    version = 0 if container == "ggml" else cursor.u32()
    models = _models(container, version)
    start = cursor.position
    for model in models:
        cursor.seek(start)
        try:
            header = _header_of(model, cursor, container, version)
            if cursor.remaining:
                _entry(cursor, header)
        except CheckpointError:
            continue
        return header
    names = ", ".join(model.name for model in models)
    raise CorruptError(
        f"begins like a {container} model, but after none of the headers known ({names}) is there a tensor"
    )


def _models(container: str, version: int) -> tuple[_Model, ...]:
    if container == "ggml":
        return _PLAIN
    if container == "ggla":
        return (_LORA,)
    if container == "ggmf" and version >= _RWKV_VERSION:
        return (_RWKV,)
    if version not in (1, 2, 3):
        raise UnsupportedError(f"is a {container} model of version {version:,}, which this program does not know")
    return (_LLAMA,)


def _header_of(model: _Model, cursor: Cursor, container: str, version: int) -> _Header:
    """The header at the cursor, if it is of this model. Raises CheckpointError if it can't be."""
    numbers = dict(zip(model.hyperparameters, cursor.numbers("i", len(model.hyperparameters)), strict=True))
    entries = [_filters(cursor)] if model.has_filters else []
    metadata: dict[str, Any] = {"container": container, "model": model.name, **numbers}
    if version:
        metadata["version"] = version
    if model.vocabulary != "none":
        has_scores = container in ("ggmf", "ggjt")
        count = numbers["n_vocab"] if model.vocabulary == "n_vocab" else cursor.i32()
        if model.vocabulary == "recounted" and count != numbers["n_vocab"]:
            raise CorruptError("the vocabulary has another length than the header says")
        metadata["tokens"] = _tokens(cursor, count, has_scores=has_scores)
    quantisation = version - 1 if container == "ggjt" else numbers.get("ftype", 0) // 1000
    types = _RWKV_TYPES if model is _RWKV else _TYPES_OF[min(max(quantisation, 0), 2)]
    return _Header(metadata, entries, types, container in ("ggjt", "ggla"), cursor.position)


def _filters(cursor: Cursor) -> TensorEntry:
    """Whisper's mel filters, which lie in its header."""
    shape = cursor.i32(), cursor.i32()
    storage = cursor.storage(4 * cursor.count(math.prod(shape) if min(shape) >= 0 else -1, 4, "mel filters"))
    return TensorEntry(("mel_filters",), dtype_named("float32"), shape, contiguous_strides(shape), storage)


def _tokens(cursor: Cursor, count: int, *, has_scores: bool) -> dict[str, Any]:
    """How many tokens there are, and the first of them; goes over all."""
    score_nbytes = 4 if has_scores else 0
    left = cursor.count(count, 4, "tokens")
    first = []
    for _ in range(min(left, _FIRST_TOKENS)):
        first.append(cursor.read(cursor.u32()).decode("utf-8", "replace"))
        cursor.skip(score_nbytes)
    left -= len(first)
    while left:
        left -= cursor.skip_texts(left, 4, score_nbytes)
    return {"array": "string", "length": count, "first": first}


def _tensors(file: Storage, header: _Header, job: Job) -> Iterator[TensorEntry]:
    """One tensor after the other up to the end. Raises CheckpointError at the first that can't be one."""
    cursor = Cursor(file, header.start)
    while cursor.remaining:
        job.check()
        yield _entry(cursor, header)


def _entry(cursor: Cursor, header: _Header) -> TensorEntry:
    """The tensor at the cursor, which goes on behind it."""
    start = cursor.position
    axes, name_nbytes, type_code = cursor.u32(), cursor.u32(), cursor.u32()
    if not 0 < axes <= _MAX_AXES or not 0 < name_nbytes <= _MAX_NAME_NBYTES:
        raise CorruptError(f"no tensor begins at byte {start:,}")
    shape = cursor.numbers("I", axes)[::-1]
    name = cursor.text(name_nbytes)
    dtype = header.types.get(type_code)
    if dtype is None:
        raise UnsupportedError(f"{quoted(name)} has the type {type_code:,}, which this program does not know")
    if shape[-1] % dtype.elements_per_unit:
        raise CorruptError(f"{quoted(name)} has rows of {shape[-1]:,} elements in blocks of {dtype.elements_per_unit}")
    if header.is_aligned:
        cursor.align(_ALIGNMENT)
    storage = cursor.storage(dtype.nbytes(math.prod(shape)))
    return TensorEntry((name,), dtype, shape, contiguous_strides(shape), storage)
