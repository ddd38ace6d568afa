"""Weights of Darknet: a short header, then 32-bit floats of all layers without any names.

What is whose follows from the ``.cfg`` of the same name beside the file. Without it, or where a layer is not known, the
numbers are one tensor; where the description asks for more than there is, or less, that is said.

Source: ``load_weights_upto`` in ``src/parser.c`` of https://github.com/pjreddie/darknet.
"""

from __future__ import annotations

import math
import struct
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.darknet.layers import layers_of, sections_of
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Path, TensorEntry, contiguous_strides
from inspector.text import printable, shortened

__all__ = ["probe", "read"]

_VERSION = struct.Struct("<3i")
_SUFFIX = ".weights"
_MAX_NUMBER = 9
_ITEM_NBYTES = 4


def probe(source: Source) -> str | None:
    """Whether the file begins with a version and has whole numbers of floats behind that."""
    header = _header(source)
    if header is None:
        return "it does not begin with a version of Darknet"
    left = source.file.nbytes - header[0]
    return None if left > 0 and left % _ITEM_NBYTES == 0 else "it is cut off"


def read(source: Source, job: Job) -> Checkpoint:
    """The weights by layer as far as the description goes, and what is left as one tensor."""
    position, metadata = _header(source) or (0, {})
    entries: list[TensorEntry] = []
    findings: list[Finding] = []
    place = source.location.sibling(f"{source.name.removesuffix(_SUFFIX)}.cfg")
    if place.exists and not place.is_folder:
        position = _add_layers(_text(place, job), source, position, entries, findings)
    else:
        message = f"{shortened(printable(place.name), 80)}, which lists the layers, is not beside it."
        findings.append(Finding(Severity.INFO, "layers-unknown", message))
    left = (source.file.nbytes - position) // _ITEM_NBYTES
    if left:
        if entries and not findings:
            findings.append(_unfit(f"{left:,} numbers follow those of all layers in the .cfg"))
        entries.append(_entry(source, ("rest" if entries else "weights",), (left,), position))
    return Checkpoint(source.location, "darknet", source.files, entries, metadata, findings)


def _header(source: Source) -> tuple[int, dict[str, Any]] | None:
    """How long the header is, and what it says; None if it is none. The number of images was 32 bits wide at first."""
    if len(source.head) < _VERSION.size + 8:
        return None
    major, minor, revision = _VERSION.unpack_from(source.head)
    if not (0 <= major <= _MAX_NUMBER and 0 <= minor <= _MAX_NUMBER and 0 <= revision <= _MAX_NUMBER and major + minor):
        return None
    nbytes = 8 if 10 * major + minor >= 2 else 4
    images = int.from_bytes(source.head[_VERSION.size : _VERSION.size + nbytes], "little")
    return _VERSION.size + nbytes, {"version": f"{major}.{minor}.{revision}", "images seen": images}


def _text(place: Location, job: Job) -> str:
    with place.open() as file:
        return file.read(0, min(file.nbytes, job.limits.companion_nbytes)).decode("utf-8", "replace")


def _add_layers(text: str, source: Source, position: int, entries: list[TensorEntry], findings: list[Finding]) -> int:
    """Add the weights of the layers, the first of which begins at a position; where the last one ends."""
    try:
        for layer in layers_of(sections_of(text)):
            for name, shape in layer.weights:
                nbytes = _ITEM_NBYTES * math.prod(shape)
                if position + nbytes > source.file.nbytes:
                    findings.append(_unfit(f"It ends in layer {layer.number} of those in the .cfg"))
                    return position
                entries.append(_entry(source, (layer.number, layer.kind, name), shape, position))
                position += nbytes
    except CheckpointError as error:
        findings.append(_unfit(f"The .cfg {error.reason}"))
    return position


def _entry(source: Source, path: Path, shape: tuple[int, ...], position: int) -> TensorEntry:
    storage = ByteRange(source.file, position, _ITEM_NBYTES * math.prod(shape))
    return TensorEntry(path, dtype_named("float32"), shape, contiguous_strides(shape), storage)


def _unfit(what: str) -> Finding:
    return Finding(Severity.WARNING, "layers-unfit", f"{what}.")
