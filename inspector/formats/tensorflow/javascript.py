"""Models of TensorFlow.js: a JSON file with a manifest of the weights, which lie end to end in files beside it.

The manifest is in ``model.json`` beside the topology, or a file of its own (``*-weights_manifest.json``, also of
face-api.js). Each of its groups lists files, whose bytes are one run, and weights in the order in which they lie there.

Source: ``tfjs-core/src/io/types.ts`` and ``io_utils.ts`` of https://github.com/tensorflow/tfjs.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import nullcontext
from itertools import accumulate

from msgspec import DecodeError, Struct, field
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnsupportedError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.documents import read_document
from inspector.sources.location import Location
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.tensors.assembled import AssembledStorage, Piece
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, Quantization, TensorEntry, contiguous_strides
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

#: What the file with the manifest is called in a folder.
_NAMES = ("model.json", "weights_manifest.json")
_DTYPES = frozenset({"float32", "float16", "int32", "bool", "complex64", "uint8", "uint16"})
_MANIFEST = b'"weightsManifest"'
_REFUSAL = "it has no weightsManifest"
_PIECE_NBYTES = 1 << 20
_MAX_ELEMENTS = 1 << 48


class _Packing(Struct):
    """How the numbers of a weight were made smaller: ``min + scale * stored``, or as ``float16``."""

    dtype: str
    min: float = 0.0
    scale: float = 1.0


class _Weight(Struct):
    name: str
    shape: list[int]
    dtype: str
    quantization: _Packing | None = None


class _Group(Struct):
    paths: list[str]
    weights: list[_Weight]


class _Model(Struct):
    """``model.json`` as far as it is about weights."""

    manifest: list[_Group] = field(name="weightsManifest")
    format: str = ""
    made_by: str = field(default="", name="generatedBy")
    converted_by: str = field(default="", name="convertedBy")


def probe(source: Source) -> str | None:
    """Whether the JSON has a manifest of weights, in itself or in the ``model.json`` of a folder."""
    if source.is_folder:
        place = _manifest_in(source.location)
        if place is None:
            return _REFUSAL
        with place.open() as file:
            return None if _has_manifest(file, source.limits) else _REFUSAL
    return None if _has_manifest(source.file, source.limits) else _REFUSAL


def read(source: Source, job: Job) -> Checkpoint:
    """The weights of all groups. One whose bytes are not all there is a finding."""
    location = (_manifest_in(source.location) if source.is_folder else None) or source.location
    with location.open() if source.is_folder else nullcontext(source.file) as file:
        model = _model(file, job.limits)
    with Siblings(location, job.limits) as siblings:
        entries: list[Entry] = []
        findings: list[Finding] = []
        for group in job.each(model.manifest):
            files, missing = _opened(group.paths, siblings)
            findings += missing
            _add(group, files, entries, findings)
        metadata = {"format": model.format, "generatedBy": model.made_by, "convertedBy": model.converted_by}
        known = {name: text for name, text in metadata.items() if text}
        return Checkpoint(source.location, "tfjs", (*source.files, *siblings.files), entries, known, findings)


def _manifest_in(folder: Location) -> Location | None:
    """The file in a folder that names the weights; None if there is none."""
    places = map(folder.child, _NAMES)
    return next((place for place in places if place.exists and not place.is_folder), None)


def _has_manifest(file: Storage, limits: Limits) -> bool:
    """Whether it is a list of groups, or the word is in it; the topology, which may be long, stands before that."""
    end = min(file.nbytes, limits.document_nbytes)
    head = file.read(0, min(end, _PIECE_NBYTES)).lstrip()
    if head.startswith(b"["):
        return b'"weights"' in head and b'"paths"' in head
    if not head.startswith(b"{"):
        return False
    return any(
        _MANIFEST in file.read(start, min(_PIECE_NBYTES + len(_MANIFEST), end - start))
        for start in range(0, end, _PIECE_NBYTES)
    )


def _model(file: Storage, limits: Limits) -> _Model:
    document = read_document(file, limits)
    try:
        if document.lstrip().startswith(b"["):
            return _Model(Decoder(list[_Group]).decode(document))
        return Decoder(_Model).decode(document)
    except (DecodeError, UnicodeDecodeError, RecursionError) as error:
        reason = shortened(printable(str(error)), 120)
        raise CorruptError(f"has a manifest of weights that can't be read ({reason})") from error


def _opened(paths: Sequence[str], siblings: Siblings) -> tuple[list[Storage], list[Finding]]:
    """The files of a group, up to the first that can't be opened: where those behind it belong nobody says."""
    files: list[Storage] = []
    for path in paths:
        try:
            files.append(siblings.open(path))
        except CheckpointError as error:
            message = f"{shortened(printable(path), 80)} {error.reason}."
            return files, [Finding(Severity.WARNING, "shard-missing", message, path)]
    return files, []


def _add(group: _Group, files: Sequence[Storage], entries: list[Entry], findings: list[Finding]) -> None:
    """Add the weights of a group, one behind the other in its files taken together."""
    ends = list(accumulate(file.nbytes for file in files))
    position = 0
    for number, weight in enumerate(group.weights):
        try:
            entry, nbytes = _entry(weight, files, ends, position)
        except CheckpointError as error:
            findings.append(unreadable_tensor(weight.name, error.reason))
            if behind := len(group.weights) - number - 1:
                message = (
                    f"{plural(behind, 'weight')} behind {shortened(printable(weight.name), 80)} can't be read either."
                )
                findings.append(Finding(Severity.WARNING, "unreadable-tensor", message, weight.name))
            return
        entries.append(entry)
        position += nbytes


def _entry(weight: _Weight, files: Sequence[Storage], ends: Sequence[int], position: int) -> tuple[TensorEntry, int]:
    """The entry of a weight that begins at a position, and how many bytes it takes."""
    shape = tuple(weight.shape)
    packing = weight.quantization
    name = packing.dtype if packing else weight.dtype
    if name not in _DTYPES:
        raise UnsupportedError(f"has elements of the type {shortened(printable(name), 40)}, which is not read")
    if any(size < 0 for size in shape) or math.prod(max(size, 1) for size in shape) > _MAX_ELEMENTS:
        raise CorruptError(f"has the impossible shape {shape}")
    dtype = dtype_named(name)
    nbytes = dtype.nbytes(math.prod(shape))
    if nbytes and position + nbytes > (ends[-1] if ends else 0):
        raise TruncatedError(f"has its data at byte {position:,} of files that end at byte {ends[-1] if ends else 0:,}")
    quantization = None
    if packing and name.startswith("uint"):
        if not packing.scale or not math.isfinite(packing.scale) or not math.isfinite(packing.min):
            raise CorruptError(f"is quantised by the impossible scale {packing.scale}")
        quantization = Quantization("per_tensor_affine", (packing.scale,), (-packing.min / packing.scale,))
    storage = _bytes(files, ends, position, nbytes)
    strides = contiguous_strides(shape)
    return TensorEntry((weight.name,), dtype, shape, strides, storage, quantization=quantization), nbytes


def _bytes(files: Sequence[Storage], ends: Sequence[int], start: int, nbytes: int) -> Storage:
    """Bytes of the files taken together; a weight may begin in one and end in another."""
    if not nbytes:
        return MemoryStorage(b"")
    unit = dtype_named("uint8")
    pieces = []
    for number in range(bisect_right(ends, start), len(files)):
        first = ends[number] - files[number].nbytes
        low, high = max(start, first), min(start + nbytes, ends[number])
        if low >= high:
            break
        part = ByteRange(files[number], low - first, high - low)
        pieces.append(Piece((low - start,), TensorEntry((), unit, (high - low,), (1,), part)))
    first_part = pieces[0].entry.storage
    return first_part if len(pieces) == 1 and first_part is not None else AssembledStorage((nbytes,), unit, pieces)
