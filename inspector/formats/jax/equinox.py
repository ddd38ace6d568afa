"""The leaves of an Equinox module, ``.eqx``: NumPy's arrays one after another, with nothing said of where they belong.

Before them there may be a line of JSON with hyperparameters, as Equinox's documentation recommends. ``bfloat16`` is stored
as two bytes of no type, which ``jax.numpy.load`` takes for it.
Source: ``tree_serialise_leaves`` in ``equinox/_serialisation.py`` of https://github.com/patrick-kidger/equinox, and
https://docs.kidger.site/equinox/examples/serialisation/
"""

from __future__ import annotations

from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.formats.numpy.array import MAGIC
from inspector.formats.numpy.sequence import arrays_in
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import Entry, TensorEntry

__all__ = ["probe", "read"]

_SUFFIX = ".eqx"
_UNNAMED_BFLOAT16 = "|V2"


def probe(source: Source) -> str | None:
    """Whether it is called one: the arrays in it are those of any file of NumPy."""
    if source.suffix != _SUFFIX:
        return f"it is not called *{_SUFFIX}"
    return None if _start(source) is not None else "it has no arrays"


def read(source: Source, job: Job) -> Checkpoint:
    """The leaves by their numbers, in the order of ``jax.tree_util``; hyperparameters as metadata."""
    start = _start(source)
    if start is None:
        raise CorruptError("has no arrays")
    metadata = {"hyperparameters": _parsed(source, start)} if start else {}
    entries, findings = arrays_in(source.file, job, start)
    leaves = [_as_jax_loads(entry) for entry in entries]
    return Checkpoint(source.location, "equinox", source.files, leaves, metadata, findings)


def _start(source: Source) -> int | None:
    """Where the first array begins: with the file, or behind its first line."""
    if source.head.startswith(MAGIC):
        return 0
    found = source.head.find(b"\n" + MAGIC)
    return found + 1 if found > 0 and source.head.find(b"\n") == found else None


def _parsed(source: Source, nbytes: int) -> Any:
    """The line before the arrays as what it says in JSON, else as text."""
    line = ByteRange(source.file, 0, nbytes)
    document = read_document(line, source.limits)
    try:
        return Decoder().decode(document)
    except (DecodeError, RecursionError):
        return document.decode("utf-8", "backslashreplace").strip()


def _as_jax_loads(entry: Entry) -> Entry:
    if isinstance(entry, TensorEntry) and entry.dtype.name == _UNNAMED_BFLOAT16:
        return entry.replace(dtype=DTYPES["bfloat16"])
    return entry
