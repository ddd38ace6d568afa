"""One field of records that can't be shown as a whole, such as those with texts of any length in them."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from inspector.buffers import BLOCK_NBYTES
from inspector.sources.storage import Buffer, Storage

__all__ = ["FieldStorage"]


class FieldStorage(Storage):
    """The ``nbytes`` bytes at ``place`` of each of ``records``, which take ``stride`` bytes each; one after another."""

    __slots__ = ("_place", "_records", "_size", "_stride", "nbytes")

    def __init__(self, records: Storage, stride: int, place: int, nbytes: int) -> None:
        self._records = records
        self._stride = stride
        self._place = place
        self._size = nbytes
        self.nbytes = records.nbytes // stride * nbytes

    @property
    def key(self) -> Hashable:
        return "field", self._records.key, self._stride, self._place, self._size

    @property
    def stored_nbytes(self) -> int:
        return self._records.stored_nbytes // self._stride * self._size

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        done = 0
        while done < len(view):
            row, within = divmod(offset + done, self._size)
            rows = min(max(1, BLOCK_NBYTES // self._stride), -(-(within + len(view) - done) // self._size))
            data = self._records.read(row * self._stride, rows * self._stride)
            table = np.frombuffer(data, np.uint8).reshape(rows, self._stride)
            part = table[:, self._place : self._place + self._size].tobytes()[within : within + len(view) - done]
            view[done : done + len(part)] = part
            done += len(part)
