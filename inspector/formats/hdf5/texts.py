"""Texts of any length: an array holds references to them, and they lie in global heaps."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from inspector.errors import CorruptError
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.heaps import global_heap_objects
from inspector.sources.storage import Buffer, Storage
from inspector.tensors.dtypes import STRING

__all__ = ["TextPlaces", "reference_type"]


def reference_type(file: HDF5File) -> np.dtype[np.void]:
    """What an array holds for each text or sequence: its size, the address of a heap, and a number in it."""
    return np.dtype([("nbytes", "<u4"), ("heap", f"<u{file.offset_nbytes}"), ("number", "<u4")])


class TextPlaces(Storage):
    """The places of texts in the file's storage, as :data:`~inspector.tensors.dtypes.STRING` has them.

    ``references`` hold the size of a text, the address of a heap and a number in it for each element.
    """

    __slots__ = ("_file", "_reference", "_references", "nbytes")

    def __init__(self, file: HDF5File, references: Storage) -> None:
        self._file = file
        self._references = references
        self._reference = reference_type(file)
        self.nbytes = references.nbytes // self._reference.itemsize * STRING.itemsize

    @property
    def key(self) -> Hashable:
        return "hdf5-texts", self._references.key

    @property
    def stored_nbytes(self) -> int:
        return self._references.stored_nbytes // self._reference.itemsize * STRING.itemsize

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        first, last = offset // STRING.itemsize, -(-(offset + len(buffer)) // STRING.itemsize)
        size = self._reference.itemsize
        references = np.frombuffer(self._references.read(first * size, (last - first) * size), self._reference)
        places = np.array([self._place(*reference) for reference in references.tolist()], STRING.stored_dtype)
        start = offset - first * STRING.itemsize
        memoryview(buffer)[:] = places.tobytes()[start : start + len(buffer)]

    def _place(self, nbytes: int, heap: int, number: int) -> tuple[int, int]:
        if not nbytes:
            return 0, 0
        start, size = global_heap_objects(self._file, heap).get(number, (0, -1))
        if size < nbytes:
            raise CorruptError("has a text that is not in its heap")
        return start, nbytes
