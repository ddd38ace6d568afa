"""Distributed checkpoints of torch as one tree, whichever rank saved a piece.

``__R_N.distcp`` are what rank R wrote: torch files one after another, or one safetensors file each.
Source: torch/distributed/checkpoint/filesystem.py.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.dcp.items import SavedTensor
from inspector.formats.dcp.metadata import (
    METADATA_NAME,
    Chunk,
    DistributedTensor,
    Place,
    distributed_index,
)
from inspector.formats.recognisers import all_recognisers
from inspector.formats.registry import read_source
from inspector.jobs import Job
from inspector.pickles.audit import audit
from inspector.pickles.machine import read_pickle
from inspector.sources.file_pool import FilePool
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, File, Storage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import Entry, ObjectEntry, Path, TensorEntry, contiguous_strides
from inspector.text import plural, printable, shortened

__all__ = ["probe", "read"]

_MARK = b"torch.distributed.checkpoint.metadata"
_MARK_NBYTES = 4096
_MAX_NAMED = 3


def probe(source: Source) -> str | None:
    """A folder whose ``.metadata`` names torch's classes."""
    if not source.is_folder:
        return "it is no folder"
    place = source.location.child(METADATA_NAME)
    if not place.exists or place.is_folder:
        return f"the folder has no {METADATA_NAME}"
    with place.open() as file:
        head = file.read(0, min(file.nbytes, _MARK_NBYTES))
    return None if _MARK in head else f"its {METADATA_NAME} is not that of a distributed checkpoint"


def read(source: Source, job: Job) -> Checkpoint:
    """Every tensor of the index, put together from its pieces when it is read; objects as the trees they are."""
    with ExitStack() as opened:
        checkpoint = _Folder(source, opened, job).checkpoint()
        opened.pop_all()
        return checkpoint


class _Folder:
    """One reading of a folder. ``opened`` closes its files."""

    def __init__(self, source: Source, opened: ExitStack, job: Job) -> None:
        self._source = source
        self._job = job
        self._opened = opened
        self._pool = FilePool()
        self._files: dict[str, Storage | CheckpointError] = {}
        #: Of a file in the form of safetensors its tensors by name.
        self._tensors: dict[str, dict[str, TensorEntry] | None] = {}
        self._findings: list[Finding] = []
        self._incomplete: dict[str, list[str]] = {}
        self._objects = 0

    def checkpoint(self) -> Checkpoint:
        """All items under the paths they had."""
        file = self._file(METADATA_NAME)
        if isinstance(file, CheckpointError):
            raise file
        pickle = read_pickle(file, job=self._job)
        self._findings += audit(pickle, all_recognisers(), METADATA_NAME, self._job)
        index = distributed_index(pickle.root, self._job)
        entries: list[Entry] = []
        for name, item in self._job.each(index.items.items()):
            path = index.paths.get(name, (name,))
            try:
                if isinstance(item, DistributedTensor):
                    entries.append(self._tensor(name, path, item))
                elif isinstance(item, Place):
                    entries += self._object(name, path, item)
                else:
                    raise item
            except CheckpointError as error:
                self._warn("unreadable-item", f"{_shown(name)} can't be read: {error.reason}.", name)
        for reason, names in self._incomplete.items():
            self._warn("shard-missing", f"{_names(names)} incomplete: {reason}.")
        files = [file for file in self._files.values() if isinstance(file, File)]
        return Checkpoint(self._source.location, "torch-dcp", files, entries, {}, self._findings)

    def _tensor(self, name: str, path: Path, tensor: DistributedTensor) -> TensorEntry:
        pieces: list[Piece] = []
        missing = ""
        for chunk in tensor.chunks:
            try:
                pieces.append(Piece(chunk.offsets, self._piece(name, tensor.dtype, chunk)))
            except CheckpointError as error:
                missing = error.reason
        held = sum(math.prod(piece.entry.shape) for piece in pieces)
        if held < math.prod(tensor.shape):
            missing = missing or "the index has no pieces for all of it"
        if missing:
            self._incomplete.setdefault(missing, []).append(name)
        if not pieces:
            if 0 not in tensor.shape:
                raise CorruptError(missing)
            return TensorEntry(path, tensor.dtype, tensor.shape, contiguous_strides(tensor.shape), None)
        return assembled_entry(path, tensor.shape, pieces, missing=missing)

    def _piece(self, name: str, dtype: DType, chunk: Chunk) -> TensorEntry:
        if chunk.place is None:
            raise CorruptError("the index does not say where all of its pieces are")
        file = self._file(chunk.place.name)
        if isinstance(file, CheckpointError):
            raise CorruptError(f"{_shown(chunk.place.name)} {file.reason}")
        tensors = self._safetensors(chunk.place.name, file)
        if tensors is not None:
            entry = tensors.get(name)
            if entry is None or entry.shape != chunk.sizes or entry.dtype.name != dtype.name:
                raise CorruptError(f"{_shown(chunk.place.name)} does not have the piece that the index says it has")
            return entry
        saved = SavedTensor(ByteRange(file, chunk.place.offset, chunk.place.nbytes), dtype, chunk.sizes)
        return TensorEntry((), dtype, chunk.sizes, contiguous_strides(chunk.sizes), saved)

    def _object(self, name: str, path: Path, place: Place) -> Iterable[Entry]:
        """The entries of what was saved as an object of its own."""
        file = self._file(place.name)
        if isinstance(file, CheckpointError):
            raise CorruptError(f"{_shown(place.name)} {file.reason}")
        self._objects += 1
        if self._objects > self._job.limits.saved_objects:
            return [ObjectEntry(path, "object", {"nbytes": place.nbytes})]
        inside = read_source(self._source.within(ByteRange(file, place.offset, place.nbytes), name), self._job)
        self._findings += (
            replace(finding, where=f"{name}: {finding.where}" if finding.where else name)
            for finding in inside.findings
            if finding.severity is not Severity.INFO
        )
        return [entry.at((*path, *entry.path)) for entry in inside.entries]

    def _file(self, name: str) -> Storage | CheckpointError:
        """The opened file of that name in the folder, or what is wrong with it."""
        if name not in self._files:
            try:
                if len(self._files) > self._job.limits.shards:
                    raise CorruptError(f"is one of more than {self._job.limits.shards:,} files")
                file = self._pool.open(self._source.location.child(name))
                self._opened.callback(file.close)
                self._files[name] = file
            except CheckpointError as error:
                self._files[name] = error
        return self._files[name]

    def _safetensors(self, name: str, file: Storage) -> dict[str, TensorEntry] | None:
        """The tensors of a file that is in the form of safetensors; None for one of torch files."""
        if name not in self._tensors:
            self._tensors[name] = None
            if file.nbytes > 8 and file.read(8, 1) == b"{":
                inside = read_source(self._source.within(file, f"{name}.safetensors"), self._job)
                self._tensors[name] = {entry.key: entry for entry in inside.tensors}
        return self._tensors[name]

    def _warn(self, code: str, message: str, where: str = "") -> None:
        self._findings.append(Finding(Severity.WARNING, code, message, where))


def _shown(name: str) -> str:
    return printable(shortened(name, 80))


def _names(names: list[str]) -> str:
    """How many tensors there are and which, as the subject of a sentence, with its verb."""
    shown = ", ".join(map(_shown, names[:_MAX_NAMED]))
    more = ", …" if len(names) > _MAX_NAMED else ""
    return f"{plural(len(names), 'tensor')} ({shown}{more}) {'is' if len(names) == 1 else 'are'}"
