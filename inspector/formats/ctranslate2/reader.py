"""``model.bin`` of CTranslate2: a version, the name of the model's kind, then variables, each behind its name and shape.

Source: ``Model::load`` in ``src/models/model.cc`` of https://github.com/OpenNMT/CTranslate2.
"""

from __future__ import annotations

import math

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.jobs import Job
from inspector.sources.cursor import Cursor
from inspector.sources.source import Source
from inspector.sources.storage import File
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides

__all__ = ["probe", "read"]

_FILE = "model.bin"
_VERSIONS = range(2, 7)
_TYPED, _WITH_ALIASES = 4, 3
_DTYPES = {0: "float32", 1: "int8", 2: "int16", 3: "int32", 4: "float16", 5: "bfloat16"}
#: Before version 4 the size of an element told its type.
_BY_ITEMSIZE = {4: "float32", 2: "int16", 1: "int8"}
_MIN_NBYTES = 8
_STRIDE = 256


def probe(source: Source) -> str | None:
    """Whether the file, or the one in the folder, begins with a version and a name that ends with a zero byte."""
    if not source.is_folder:
        return _why_not(source.head)
    location = source.location.child(_FILE)
    if not location.exists or location.is_folder:
        return f"it has no {_FILE}"
    with location.open() as file:
        return _why_not(file.read(0, min(file.nbytes, 512)))


def _why_not(head: bytes) -> str | None:
    try:
        cursor = Cursor(head)
        version, kind = cursor.u32(), _text(cursor)
    except CheckpointError:
        return "it does not begin with a version and a name"
    return None if version in _VERSIONS and kind.isprintable() and kind else "its version or name is none"


def read(source: Source, job: Job) -> Checkpoint:
    """The variables under their names, and aliases as further names of the same bytes."""
    file = source.location.child(_FILE).open() if source.is_folder else source.file
    try:
        entries, metadata = _read(Cursor(file), job)
    except BaseException:
        file.close()
        raise
    return Checkpoint(source.location, "ctranslate2", (file,) if isinstance(file, File) else (), entries, metadata)


def _read(cursor: Cursor, job: Job) -> tuple[list[TensorEntry], dict[str, object]]:
    version = cursor.u32()
    metadata: dict[str, object] = {"model": _text(cursor), "revision": cursor.u32(), "version": version}
    entries: dict[str, TensorEntry] = {}
    count = cursor.count(cursor.u32(), _MIN_NBYTES, "variables")
    for number in range(count):
        if number % _STRIDE == 0:
            job.report(number, count, "Reading the variables")
        entry = _variable(cursor, version)
        entries[entry.key] = entry
    if version >= _WITH_ALIASES:
        for _ in range(cursor.count(cursor.u32(), 4, "aliases")):
            alias, name = _text(cursor), _text(cursor)
            if name not in entries:
                raise CorruptError(f"has the alias {alias!r} of a variable that it has not")
            entries.setdefault(alias, entries[name].at((alias,)))
    return list(entries.values()), metadata


def _variable(cursor: Cursor, version: int) -> TensorEntry:
    name = _text(cursor)
    shape = cursor.numbers("I", cursor.u8())
    if version >= _TYPED:
        dtype = _dtype(_DTYPES, cursor.u8())
        nbytes = cursor.u32()
    else:
        dtype = _dtype(_BY_ITEMSIZE, cursor.u8())
        nbytes = cursor.u32() * dtype.itemsize
    if nbytes != dtype.nbytes(math.prod(shape)):
        raise CorruptError(f"has {nbytes:,} bytes of {name!r}, whose shape asks for {dtype.nbytes(math.prod(shape)):,}")
    return TensorEntry((name,), dtype, shape, contiguous_strides(shape), cursor.storage(nbytes))


def _dtype(names: dict[int, str], code: int) -> DType:
    if code not in names:
        raise UnsupportedError(f"has a variable of the unknown type {code}")
    return dtype_named(names[code])


def _text(cursor: Cursor) -> str:
    """A text behind its length, which counts the zero byte at its end."""
    data = cursor.read(cursor.u16())
    if data[-1:] != b"\0":
        raise CorruptError(f"has a name at byte {cursor.position - len(data):,} that does not end")
    return data[:-1].decode("utf-8", "backslashreplace")
