"""A model of Core ML: a protobuf message of one of many kinds, ``.mlmodel``, or a package with one and its weights.

Source: ``mlmodel/format/Model.proto`` of https://github.com/apple/coremltools.
"""

from __future__ import annotations

from contextlib import ExitStack

from msgspec import DecodeError, Struct
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding
from inspector.formats.coreml.network import read_layers
from inspector.formats.coreml.program import ProgramWalk
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.location import Location
from inspector.sources.protobuf import BYTES, VARINT, Message
from inspector.sources.siblings import Siblings
from inspector.sources.source import Source
from inspector.sources.storage import File
from inspector.tensors.entries import TensorEntry

__all__ = ["probe", "read"]

_MANIFEST = "Manifest.json"
_MAX_MANIFEST_NBYTES = 1 << 20
_DESCRIPTION, _PROGRAM = 2, 502
_NETWORKS = frozenset({303, 403, 500})
_KINDS = {
    200: "pipelineClassifier", 201: "pipelineRegressor", 202: "pipeline", 300: "glmRegressor",
    301: "supportVectorRegressor", 302: "treeEnsembleRegressor", 303: "neuralNetworkRegressor",
    304: "bayesianProbitRegressor", 400: "glmClassifier", 401: "supportVectorClassifier", 402: "treeEnsembleClassifier",
    403: "neuralNetworkClassifier", 404: "kNearestNeighborsClassifier", 500: "neuralNetwork",
    501: "itemSimilarityRecommender", 502: "mlProgram",
}  # fmt: skip
_MAX_FIELDS = 32


class _Item(Struct):
    path: str


_NAMES = {"root": "rootModelIdentifier", "items": "itemInfoEntries"}


class _Manifest(Struct, rename=_NAMES):
    root: str
    items: dict[str, _Item]


def probe(source: Source) -> str | None:
    """Whether the folder's manifest names a model, or whether the fields of the file are those of one."""
    if source.is_folder:
        location = source.location.child(_MANIFEST)
        with location.open() as file:
            return (
                None if b"com.apple.CoreML" in file.read(0, min(file.nbytes, _MAX_MANIFEST_NBYTES)) else "not Core ML"
            )
    try:
        kinds = [
            field for field, _ in zip(Message(source.file, limits=source.limits), range(_MAX_FIELDS), strict=False)
        ]
    except CheckpointError:
        return "it is no message of Core ML"
    first = kinds[0] if kinds else None
    is_model = first is not None and first.number == 1 and first.wire_type == VARINT
    has_kind = any(field.number in _KINDS and field.wire_type == BYTES for field in kinds)
    return None if is_model and has_kind else "it has other fields than a model"


def read(source: Source, job: Job) -> Checkpoint:
    """The constants of a program under their names, the weights of a network below those of their layers."""
    with ExitStack() as opened:
        location = _model_in(source.location) if source.is_folder else source.location
        file = location.open() if source.is_folder else source.file
        if source.is_folder:
            opened.callback(file.close)
        siblings = opened.enter_context(Siblings(location, job.limits))
        job.check()
        entries, findings, metadata = _read(Message(file, limits=job.limits), siblings, job.limits)
        files = ((file,) if isinstance(file, File) else ()) + siblings.files
        opened.pop_all()
        return Checkpoint(source.location, "coreml", files, entries, metadata, findings)


def _model_in(folder: Location) -> Location:
    """The model that a package's manifest names."""
    with folder.child(_MANIFEST).open() as file:
        try:
            manifest = Decoder(_Manifest).decode(file.read(0, min(file.nbytes, _MAX_MANIFEST_NBYTES)))
        except (DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise CorruptError(f"has a {_MANIFEST} that is none of a model") from error
    item = manifest.items.get(manifest.root)
    if item is None:
        raise CorruptError(f"has a {_MANIFEST} that names no model")
    return folder.child("Data/" + item.path)


def _read(
    model: Message, siblings: Siblings, limits: Limits
) -> tuple[list[TensorEntry], list[Finding], dict[str, object]]:
    metadata: dict[str, object] = {}
    for field in model:
        if field.number == 1:
            metadata["specification version"] = field.value
        elif field.number == _PROGRAM:
            walk = ProgramWalk(siblings, limits)
            walk.walk(model.message(field))
            metadata |= {"kind": _KINDS[_PROGRAM], "operations": dict(walk.operations.most_common())}
            return walk.entries, walk.findings, metadata
        elif field.number in _NETWORKS:
            entries, findings = read_layers(model.message(field))
            return entries, findings, metadata | {"kind": _KINDS[field.number]}
        elif field.number in _KINDS:
            raise UnsupportedError(
                f"is a {_KINDS[field.number]} of Core ML, whose numbers are not read; coremltools does"
            )
    raise CorruptError("has no model")
