"""The arrays of a store as entries; one that can't be read does not hide the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from inspector.errors import CheckpointError, LimitError, UnsupportedError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.formats.recognisers import all_recognisers
from inspector.formats.zarr.chunks import ZarrChunks
from inspector.formats.zarr.codecs import undone
from inspector.formats.zarr.metadata import MARKS, ArrayMetadata, array_metadata, json_object
from inspector.formats.zarr.stores import Chunks, Store
from inspector.jobs import Job
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.entries import Entry, Path, TensorEntry, contiguous_strides
from inspector.text import printable, shortened

__all__ = ["Arrays"]


@dataclass
class Arrays:
    """What was read of a store so far. ``file`` is what is closed with the checkpoint, after which nothing is read."""

    store: Store
    file: Storage | None
    job: Job
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add_all(self, arrays: Iterable[tuple[str, Path]]) -> None:
        """Add the arrays under these keys at these paths; raises the first error if there is nothing but errors."""
        first: CheckpointError | None = None
        for key, path in arrays:
            self.job.check()
            try:
                self.add(key, path)
            except CheckpointError as error:
                first = first or error
                self.findings.append(unreadable_tensor(key, error.reason))
        if first is not None and not self.entries:
            raise first

    def add(self, key: str, path: Path) -> TensorEntry | None:
        """Add the array under a key at a path; None for a group or objects. Raises CheckpointError for one that can't be."""
        metadata = self._metadata(key)
        if metadata is None:
            return None
        stored = self.store.chunks(key, metadata.keys)
        if metadata.is_of_objects:
            self._add_objects(key, path, metadata, stored)
            return None
        if metadata.problem:
            self.findings.append(unreadable_tensor(key, metadata.problem))
        shape = metadata.chunks.shape
        storage = ZarrChunks(metadata, stored, self.file, self.job.limits)
        attributes = {"codecs": list(metadata.filters)} if metadata.filters else {}
        entry = TensorEntry(path, metadata.dtype, shape, contiguous_strides(shape), storage, attributes=attributes)
        self.entries.append(entry)
        return entry

    def _metadata(self, key: str) -> ArrayMetadata | None:
        for mark in MARKS:
            value = self.store.value(f"{key}/{mark}" if key else mark)
            if value is not None:
                with value:
                    if value.nbytes > self.job.limits.companion_nbytes:
                        raise LimitError(f"has a {mark} of {value.nbytes:,} bytes")
                    facts = json_object(value.read(), mark)
                return array_metadata(facts)
        raise CheckpointError("is not in the store")

    def _add_objects(self, key: str, path: Path, metadata: ArrayMetadata, stored: Chunks) -> None:
        """Objects that were pickled, a pickle for each chunk: audited and shown, but nothing is made of them."""
        shown = printable(shortened(key, 80))
        if "pickle" not in metadata.filters:
            raise UnsupportedError(metadata.problem)
        name = shown or "The array"
        message = (
            f"{name} has pickled objects as elements (numcodecs pickle filter): zarr unpickles them when it reads it."
        )
        self.findings.append(Finding(Severity.WARNING, "pickled-objects", message, shown))
        for number in stored.numbers[: self.job.limits.chunk_pickles].tolist():
            self.job.check()
            with stored.open(number) as storage:
                if storage.nbytes > self.job.limits.chunk_pickle_nbytes:
                    raise LimitError(f"has a chunk of {storage.nbytes:,} bytes of pickled objects")
                pickle = MemoryStorage(undone(storage.read(), metadata.codecs, self.job.limits.chunk_pickle_nbytes))
            context = PickleContext(self.job, f"{shown}/{metadata.keys.name(number)}".lstrip("/"))
            inside = entries_of_pickle(pickle, all_recognisers(), context, 0, path=(*path, metadata.keys.name(number)))
            self.entries += inside.entries
            self.findings += inside.findings
