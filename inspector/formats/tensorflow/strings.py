"""Where the elements of a text tensor are in a checkpoint: their lengths come first, and are decoded when they are needed.

Source: ``WriteStringTensor`` in ``tensorflow/core/util/tensor_bundle/tensor_bundle.cc`` of
https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from inspector.errors import CorruptError
from inspector.sources.storage import Buffer, Storage
from inspector.sources.varints import VarintList
from inspector.tensors.dtypes import STRING

__all__ = ["StringPlaces"]

_CHECKSUM_NBYTES = 4


class StringPlaces(Storage):
    """The stored units of ``count`` strings in ``data``: lengths as varints, a checksum, then the bytes of all."""

    __slots__ = ("_data", "_lengths", "nbytes")

    def __init__(self, data: Storage, count: int) -> None:
        self._data = data
        self._lengths = VarintList(data, count)
        self.nbytes = count * STRING.itemsize

    @property
    def key(self) -> Hashable:
        return "string places", self._data.key, self.nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        first, last = offset // STRING.itemsize, -(-(offset + len(buffer)) // STRING.itemsize)
        lengths = self._lengths.read(first, last - first)
        start = self._lengths.end + _CHECKSUM_NBYTES + self._lengths.sum_before(first)
        if start + float(lengths.sum(dtype=np.float64)) > self._data.nbytes:
            raise CorruptError("has text that is longer than its data")
        units = np.empty(last - first, STRING.stored_dtype)
        units["nbytes"] = lengths
        units["start"] = np.uint64(start) + np.cumsum(lengths) - lengths
        skipped = offset - first * STRING.itemsize
        memoryview(buffer)[:] = units.view(np.uint8).data[skipped : skipped + len(buffer)]
