"""Exported programs (``torch.export.save``, .pt2): weights as raw records, described by JSON.

``data/weights/model_weights_config.json`` names for each weight its record, dtype code, sizes, strides and offset; constants
have a file of the same form. Source: torch/export/pt2_archive/_package.py, torch/_export/serde/schema.py.
"""

from __future__ import annotations

import json
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.formats.torch.archive import TorchArchive, roots_of
from inspector.formats.torch.geometry import checked_geometry
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.source import Source
from inspector.tensors.dtypes import DTYPES, DType
from inspector.tensors.entries import UNREADABLE, Entry, ObjectEntry, Path, TensorEntry

__all__ = ["probe", "read"]

#: Codes of schema.py's ScalarType.
_SCALAR_TYPES = {
    1: "uint8", 2: "int8", 3: "int16", 4: "int32", 5: "int64", 6: "float16", 7: "float32", 8: "float64", 9: "complex32",
    10: "complex64", 11: "complex128", 12: "bool", 13: "bfloat16", 28: "uint16", 29: "float8_e4m3fn", 30: "float8_e5m2",
    31: "float8_e4m3fnuz", 32: "float8_e5m2fnuz",
}  # fmt: skip


def probe(source: Source) -> str | None:
    """A root folder whose ``archive_format`` says pt2."""
    roots = roots_of(source.zip, "archive_format")
    if not roots:
        return "the archive has no archive_format"
    text = TorchArchive(source.zip, roots[0]).text("archive_format")
    return None if text == "pt2" else f"its archive_format is {text[:20]!r}"


def read(source: Source, job: Job) -> Checkpoint:
    """The weights under their names, constants below ``(constants)``; of several models each below its own."""
    archive = TorchArchive(source.zip, roots_of(source.zip, "archive_format")[0])
    entries: list[Entry] = []
    findings: list[Finding] = []
    prefix = archive.prefix
    for kind in ("weights", "constants"):
        tail = f"_{kind}_config.json"
        configs = [
            name for name in source.zip.members if name.startswith(f"{prefix}data/{kind}/") and name.endswith(tail)
        ]
        for name in configs:
            record = name.removeprefix(prefix)
            model = record.removeprefix(f"data/{kind}/").removesuffix(tail)
            path: Path = () if len(configs) == 1 else (model,)
            for key, description in _config(archive, record, job.limits).items():
                job.check()
                where = (*path, key) if kind == "weights" else (*path, "(constants)", key)
                try:
                    entries.append(_entry(archive, f"data/{kind}", where, description))
                except CheckpointError as error:
                    entries.append(ObjectEntry(where, UNREADABLE, {"error": error.reason}))
                    message = f"{key} can't be read: {error.reason}."
                    findings.append(Finding(Severity.WARNING, "unreadable-tensor", message, key))
    metadata = {"archive version": archive.text("archive_version"), "format version": archive.version}
    return Checkpoint(source.location, "pytorch-pt2", source.files, entries, metadata, [*findings, *archive.findings])


def _config(archive: TorchArchive, record: str, limits: Limits) -> dict[str, Any]:
    try:
        config = json.loads(archive.document(record, limits))["config"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CorruptError(f"the record {record!r} is not a description of weights") from error
    if not isinstance(config, dict):
        raise CorruptError(f"the record {record!r} is not a description of weights")
    return config


def _entry(archive: TorchArchive, folder: str, path: Path, description: Any) -> TensorEntry:
    try:
        meta = description["tensor_meta"]
        if description["use_pickle"]:
            raise UnsupportedError("it is pickled instead of stored raw")
        sizes, strides = (tuple(size["as_int"] for size in meta[name]) for name in ("sizes", "strides"))
        offset = meta["storage_offset"]["as_int"]
        dtype = _dtype(meta["dtype"])
        storage = archive.storage(f"{folder}/{description['path_name']}")
        attributes = {"requires_grad": bool(meta["requires_grad"]), "parameter": bool(description["is_param"])}
    except (KeyError, TypeError) as error:
        raise CorruptError("its description lacks a field") from error
    shape, strides = checked_geometry(dtype, storage, offset, sizes, strides)
    if archive.big_endian:
        dtype = dtype.big_endian()
    return TensorEntry(
        path, dtype, shape, strides, storage, offset, attributes={k: v for k, v in attributes.items() if v}
    )


def _dtype(code: Any) -> DType:
    name = _SCALAR_TYPES.get(code) if type(code) is int else None
    if name is None:
        raise UnsupportedError(f"its element type has the unknown code {code!r:.20}")
    return DTYPES[name]
