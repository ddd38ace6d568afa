"""Distributed checkpoints in the layout of the Hugging Face hub: a safetensors file of each rank with its pieces.

``DCP_SHARDING_INFO`` in the metadata of a file says where in its tensor each piece begins; there is no index.
Source: torch/distributed/checkpoint/hf_storage.py.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.rank_files import RankFiles
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.entries import TensorEntry
from inspector.text import printable, shortened

__all__ = ["probe", "read"]

_FILE = re.compile(r"shard-\d{1,6}-.*\.safetensors", re.DOTALL | re.ASCII)
_INFO = "DCP_SHARDING_INFO"
_HEAD_NBYTES = 1 << 20


def probe(source: Source) -> str | None:
    """A folder with such files, the first of which says where its pieces belong."""
    found = _files(source) if source.is_folder else []
    if not found:
        return "it has no shard-*.safetensors"
    with found[0].open() as file:
        head = file.read(0, min(file.nbytes, _HEAD_NBYTES))
    return None if _INFO.encode() in head else "its shard-*.safetensors are not pieces"


def read(source: Source, job: Job) -> Checkpoint:
    """Each tensor, put together from the pieces of all files."""
    pieces: dict[str, list[Piece]] = {}
    metadata: dict[str, Any] = {}
    with RankFiles(source, job) as files:
        for location in job.each(_files(source)):
            checkpoint = files.open(location)
            if checkpoint is None:
                continue
            places = _places(checkpoint.metadata.get(_INFO))
            metadata |= {name: text for name, text in checkpoint.metadata.items() if name != _INFO}
            for entry in checkpoint.tensors:
                offsets = places.get(entry.key, (0,) * len(entry.shape))
                pieces.setdefault(entry.key, []).append(Piece(offsets, entry))
        entries: list[TensorEntry] = []
        for key, of_key in pieces.items():
            try:
                entries.append(assembled_entry((key,), _shape(of_key), of_key, missing="no file has all of it"))
            except CheckpointError as error:
                message = f"{printable(shortened(key, 80))} can't be read: {error.reason}."
                files.findings.append(Finding(Severity.WARNING, "unreadable-item", message, key))
        if not entries:
            raise CorruptError("holds no tensor that can be read")
        return Checkpoint(source.location, "dcp-huggingface", files.files, entries, metadata, files.findings)


def _files(folder: Source) -> list[Location]:
    return [child for name, child in folder.named.items() if _FILE.fullmatch(name)]


def _places(text: Any) -> dict[str, tuple[int, ...]]:
    """Where each piece begins; nothing for what is not said, or not as numbers."""
    try:
        said = Decoder(dict[str, dict[str, list[int]]]).decode(text if isinstance(text, str) else "{}")
    except (DecodeError, RecursionError):
        return {}
    return {key: tuple(info.get("saved_offsets", ())) for key, info in said.items()}


def _shape(pieces: list[Piece]) -> tuple[int, ...]:
    """As far as the pieces reach."""
    axes = len(pieces[0].entry.shape)
    if any(len(piece.offsets) != axes or len(piece.entry.shape) != axes for piece in pieces):
        raise CorruptError("its pieces have different numbers of axes")
    return tuple(max(piece.offsets[axis] + piece.entry.shape[axis] for piece in pieces) for axis in range(axes))
