"""The tar files of torch 0.1 (2016): members ``sys_info``, ``pickle``, ``tensors`` and ``storages``.

::

    storages   a pickled count; for each: a pickled (key, location, class), int64 number of elements, the elements;
               then a pickled list of views (key, root key, offset, size)
    tensors    a pickled count; for each: a pickled (key, storage key, class), int32 ndim, 4 bytes of padding,
               int64 sizes, int64 strides, int64 offset
    pickle     the object; tensors and storages are persistent ids that are such keys

Source: torch/serialization.py, ``legacy_load``.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, TruncatedError
from inspector.findings import Finding
from inspector.formats.recognisers import all_recognisers
from inspector.formats.torch.geometry import checked_geometry
from inspector.formats.torch.storages import dtype_of_storage_class
from inspector.jobs import Job
from inspector.pickles.audit import audit
from inspector.pickles.machine import read_pickle
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.pickles.records import Global
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.source import Source
from inspector.sources.storage import ByteRange, Storage
from inspector.sources.tar import tar_members
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import TensorEntry

__all__ = ["read"]

_MAX_AXES = 64


def read(source: Source, job: Job) -> Checkpoint:
    """The entries of the pickled object, its tensors in the other members."""
    members = tar_members(source.file, job)
    findings = [*members.findings]
    if "sys_info" in members:
        findings += audit(read_pickle(members["sys_info"], job=job), all_recognisers(), "sys_info", job)
    storages = dict(_Stream(members["storages"], "storages", job, findings).storages())
    tensors = dict(_Stream(members["tensors"], "tensors", job, findings).tensors(storages))
    contents = entries_of_pickle(members["pickle"], all_recognisers(), PickleContext(job, outside=tensors))
    metadata = {"pickle protocol": contents.protocol}
    return Checkpoint(
        source.location, "pytorch-tar", source.files, contents.entries, metadata, [*contents.findings, *findings]
    )


class _Stream:
    """One member, in which pickles and binary numbers take turns."""

    def __init__(self, source: Storage, name: str, job: Job, findings: list[Finding]) -> None:
        self._source = source
        self._ahead = ReadAhead.if_small(source)
        self._name = name
        self._job = job
        self._findings = findings
        self._position = 0

    def storages(self) -> Iterator[tuple[str, tuple[DType, Storage]]]:
        """Key, and type and bytes, of each storage. Views are ranges of their root."""
        found: dict[str, tuple[DType, Storage]] = {}
        for _ in range(self._count()):
            key, _, kind = self._triple()
            if type(kind) is not Global:
                raise CorruptError("a storage without its class")
            dtype = dtype_of_storage_class(kind.name)
            if dtype is None:
                raise CorruptError("an untyped storage in a file of torch 0.1")
            (elements,) = self._numbers("<q")
            if elements < 0 or dtype.nbytes(elements) > self._source.nbytes - self._position:
                raise TruncatedError(f"the member storages ends inside storage {key!r}")
            found[key] = (dtype, ByteRange(self._source, self._position, dtype.nbytes(elements)))
            self._position += dtype.nbytes(elements)
        for view in self._views():
            key, root, offset, size = view
            if root not in found:
                raise CorruptError(f"a view of storage {root!r}, which is not in the file")
            dtype, storage = found[root]
            found[key] = (dtype, ByteRange(storage, dtype.nbytes(offset), dtype.nbytes(size)))
        yield from found.items()

    def tensors(self, storages: dict[str, tuple[DType, Storage]]) -> Iterator[tuple[str, TensorEntry]]:
        """Key and entry of each tensor; bare storages are found under their keys too."""
        for key, (dtype, storage) in storages.items():
            yield key, TensorEntry((), dtype, (storage.nbytes // dtype.itemsize,), (1,), storage)
        for _ in range(self._count()):
            key, storage_key, _ = self._triple()
            axes, _padding = self._numbers("<ii")
            if not 0 <= axes <= _MAX_AXES:
                raise CorruptError(f"a tensor of {axes} axes")
            numbers = self._numbers(f"<{2 * axes + 1}q")
            if storage_key not in storages:
                raise CorruptError(f"storage {storage_key!r} is not in the file")
            dtype, storage = storages[storage_key]
            shape, strides = checked_geometry(dtype, storage, numbers[-1], numbers[:axes], numbers[axes:-1])
            yield key, TensorEntry((), dtype, shape, strides, storage, numbers[-1])

    def _pickle(self) -> Any:
        pickle = read_pickle(self._ahead, self._position, self._job, alone=False)
        self._findings += audit(pickle, all_recognisers(), self._name, self._job)
        self._position = pickle.end
        return pickle.root

    def _count(self) -> int:
        count = self._pickle()
        if type(count) is not int or not 0 <= count <= self._source.nbytes:
            raise CorruptError(f"the member {self._name} does not begin with a number of {self._name}")
        return count

    def _triple(self) -> tuple[str, str, Any]:
        record = self._pickle()
        if type(record) is not tuple or len(record) != 3 or not all(type(key) in (int, str) for key in record[:2]):
            raise CorruptError(f"the member {self._name} holds something else than (key, key, class)")
        return str(record[0]), str(record[1]), record[2]

    def _views(self) -> list[tuple[str, str, int, int]]:
        if self._position >= self._source.nbytes:
            return []
        record = self._pickle()
        views = []
        for view in record if type(record) is list else ():
            if type(view) is not tuple or len(view) != 4 or not all(type(part) in (int, str) for part in view):
                raise CorruptError("a view of a storage that is not (key, root key, offset, size)")
            if type(view[2]) is not int or type(view[3]) is not int:
                raise CorruptError("a view of a storage without offset and size")
            views.append((str(view[0]), str(view[1]), view[2], view[3]))
        return views

    def _numbers(self, layout: str) -> tuple[int, ...]:
        struct = Struct(layout)
        if self._position + struct.size > self._source.nbytes:
            raise TruncatedError(f"the member {self._name} ends in the middle")
        numbers = struct.unpack(self._ahead.read(self._position, struct.size))
        self._position += struct.size
        return numbers
