"""A TensorFlow checkpoint of version 2: ``X.index``, a table of tensors, and their bytes in ``X.data-00000-of-00001``.

A value of the table says type, shape, file, offset, size and checksum. A partitioned variable has none of its own; its
slices have, under keys that no name can have. Strings are their lengths, a checksum of those, and their bytes.
Source: ``tensorflow/core/util/tensor_bundle/tensor_bundle.cc`` and ``tensorflow/core/protobuf/tensor_bundle.proto`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat
from operator import add, attrgetter, gt, ne

import numpy as np

from inspector.errors import CorruptError, TruncatedError, UnsupportedError
from inspector.formats.tensorflow.bundle_entries import Described, Kinds, Tensors
from inspector.formats.tensorflow.ordered_code import slice_key
from inspector.formats.tensorflow.strings import StringPlaces
from inspector.formats.tensorflow.table import Records
from inspector.formats.tensorflow.types import dtype_of, region_of
from inspector.jobs import Job
from inspector.sources.protobuf import Message, signed
from inspector.sources.storage import ByteRange, Part, Storage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.dtypes import STRING
from inspector.tensors.entries import Path, TensorEntry
from inspector.tensors.strings import StringStorage

__all__ = ["Bundle", "read_bundle"]

_MAX_SHARDS = 99_999
_SHAPE, _STRIDES, _NBYTES = map(attrgetter, ("shape", "strides", "nbytes"))


@dataclass
class Bundle:
    """The index: names and what is said of the tensor of each, and slices of such by their keys."""

    names: list[str] = field(default_factory=list)
    tensors: Tensors = field(default_factory=Tensors)
    slices: dict[bytes, Described] = field(default_factory=dict)
    shards: int = 1
    big_endian: bool = False

    def shard_name(self, prefix: str, number: int) -> str:
        """What the file with the data of a shard is called."""
        return f"{prefix}.data-{number:05}-of-{self.shards:05}"

    def parts(self, at: int) -> list[tuple[Described, tuple[int, ...]]]:
        """Where the elements of the tensor at a position are: itself, or each of its slices and where that begins.

        Raises CorruptError for a slice that is missing or outside the tensor.
        """
        tensor = self.tensors[at]
        shape = tensor.kind.shape
        if not tensor.slices:
            return [(tensor, (0,) * len(shape))]
        found = []
        for extents in tensor.slices:
            starts, sizes = region_of(extents, shape)
            part = self.slices.get(slice_key(self.names[at].encode(), extents))
            if part is None or part.kind.shape != sizes:
                raise CorruptError(f"has a slice of shape {sizes} that is not in the index")
            found.append((part, starts))
        return found

    def entry(self, at: int, shards: Mapping[int, Storage]) -> TensorEntry:
        """The tensor at a position, whose parts lie in ``shards``; without its data if one of these is not there.

        Raises CheckpointError for one that does not fit them.
        """
        parts = self.parts(at)
        if not all(part.shard in shards for part, _ in parts):
            return self.described(at)
        path = (self.names[at],)
        if not self.tensors[at].slices:
            return self._whole(parts[0][0], path, shards)
        pieces = [Piece(starts, self._whole(part, path, shards)) for part, starts in parts]
        if any(piece.entry.dtype is STRING for piece in pieces):
            raise UnsupportedError("is text in slices, which is not put together")
        return assembled_entry(path, self.tensors[at].kind.shape, pieces)

    def described(self, at: int) -> TensorEntry:
        """The tensor at a position without its data. Raises CheckpointError for a type that is not known."""
        kind = self.tensors[at].kind
        return TensorEntry((self.names[at],), dtype_of(kind.code), kind.shape, kind.strides, None)

    def plain(self, start: int, stop: int, shards: Mapping[int, Storage]) -> list[TensorEntry] | None:
        """The tensors at these positions at once; None if one is text, an object, in slices, or does not fit its shard."""
        tensors = self.tensors
        kinds, numbers = tensors.kinds[start:stop], tensors.shards[start:stop]
        distinct = set(kinds)
        dtypes = {kind: kind.dtype for kind in distinct if kind.dtype is not None and kind.dtype is not STRING}
        if len(dtypes) < len(distinct) or not tensors.slices.keys().isdisjoint(range(start, stop)):
            return None
        if not shards.keys() >= set(numbers):
            return None
        offsets, sizes = tensors.offsets[start:stop], tensors.sizes[start:stop]
        files = list(map(shards.__getitem__, numbers))
        if any(map(ne, sizes, map(_NBYTES, kinds))) or any(map(gt, map(add, offsets, sizes), map(_NBYTES, files))):
            return None
        if self.big_endian:
            dtypes = {kind: dtype.big_endian() for kind, dtype in dtypes.items()}
        types = map(dtypes.__getitem__, kinds)
        ranges = map(Part, files, offsets, sizes)
        return list(map(TensorEntry, self.names[start:stop], types, map(_SHAPE, kinds), map(_STRIDES, kinds), ranges))

    def _whole(self, part: Described, path: Path, shards: Mapping[int, Storage]) -> TensorEntry:
        """A tensor that is not in slices, or a slice as a tensor of its own. Raises CheckpointError as :meth:`entry`."""
        kind = part.kind
        dtype = dtype_of(kind.code)
        shard = shards[part.shard]
        if part.offset + part.nbytes > shard.nbytes:
            raise TruncatedError(
                f"is at bytes {part.offset:,} to {part.offset + part.nbytes:,} of a file that has {shard.nbytes:,}"
            )
        storage: Storage = ByteRange(shard, part.offset, part.nbytes)
        if dtype is STRING:
            storage = StringStorage(StringPlaces(storage, kind.count), storage)
        elif part.nbytes != kind.nbytes:
            raise CorruptError(f"has {part.nbytes:,} bytes of data, its shape asks for {kind.nbytes:,}")
        elif self.big_endian:
            dtype = dtype.big_endian()
        return TensorEntry(path, dtype, kind.shape, kind.strides, storage)


def read_bundle(runs: Iterator[Records], nbytes: int, job: Job) -> Bundle:
    """The index that these records of a file of ``nbytes`` are. Raises CheckpointError for one that is damaged."""
    first = next(runs, None)
    if first is None or first.keys[0] or first.data is None:
        raise CorruptError("is a table, and not the index of a checkpoint")
    bundle = _empty_bundle(first.data[first.starts[0] : first.ends[0]], job)
    kinds = Kinds()
    slices = Tensors()
    slice_keys: list[bytes] = []
    rest = first._replace(keys=first.keys[1:], starts=first.starts[1:], ends=first.ends[1:])
    for run in chain([rest], runs):
        if run.data is None:
            raise CorruptError("has an entry of megabytes in its index")
        job.report(run.offset, nbytes, "Reading the index")
        starts, ends = np.array([run.starts, run.ends], np.int64)
        count = bisect_left(run.keys, b"\x01")  # slices come first, as keys are in order
        slices.extend(run.data, starts[:count], ends[:count], kinds)
        bundle.tensors.extend(run.data, starts[count:], ends[count:], kinds)
        slice_keys += run.keys[:count]
        bundle.names += map(bytes.decode, run.keys[count:], repeat("utf-8"), repeat("backslashreplace"))
    last = max(chain(bundle.tensors.shards, slices.shards), default=0)
    if last >= bundle.shards:
        raise CorruptError(f"has a tensor in file {last:,} of {bundle.shards:,}")
    bundle.slices = {key: slices[at] for at, key in enumerate(slice_keys)}
    return bundle


def _empty_bundle(header: bytes, job: Job) -> Bundle:
    """A bundle with what the first value of the index says of all. Raises as :func:`read_bundle`."""
    bundle = Bundle()
    for each in Message(header, limits=job.limits):
        if each.number == 1:
            bundle.shards = signed(each.value)
        elif each.number == 2:
            bundle.big_endian = each.value == 1
    if not 0 < bundle.shards <= _MAX_SHARDS:
        raise CorruptError(f"is the index of {bundle.shards:,} files")
    return bundle
