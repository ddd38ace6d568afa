"""The items of a distributed checkpoint: each is a whole torch file in a larger file, or a tensor of a safetensors file.

An index may have a hundred thousand items. A torch file in it is looked into when its tensor is read.
"""

from __future__ import annotations

import math
from collections.abc import Hashable

from inspector.errors import CorruptError
from inspector.formats.torch.archive import TorchArchive, roots_of
from inspector.formats.torch.zip_reader import contents_of_archive
from inspector.jobs import Job
from inspector.sources.storage import Buffer, ByteRange, Storage
from inspector.sources.zip import ZipArchive
from inspector.tensors.assembled import AssembledStorage, Piece
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import TensorEntry

__all__ = ["SavedTensor"]


class SavedTensor(Storage):
    """The elements of the tensor that ``file``, a torch file, holds; in C order, little-endian.

    Reading raises CorruptError if the file has another tensor than the index says, and as reading such a file does.
    """

    __slots__ = ("_dtype", "_elements", "_file", "_shape", "nbytes")

    def __init__(self, file: ByteRange, dtype: DType, shape: tuple[int, ...]) -> None:
        self._file = file
        self._dtype = dtype
        self._shape = shape
        self._elements: Storage | None = None
        self.nbytes = math.prod(shape) * dtype.itemsize

    @property
    def key(self) -> Hashable:
        return "saved tensor", self._file.key

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        if self._elements is None:
            self._elements = self._found()
        self._elements.read_into(buffer, offset)

    def _found(self) -> Storage:
        archive = ZipArchive(self._file)
        roots = roots_of(archive, "data.pkl")
        if len(roots) != 1:
            raise CorruptError("an item of the distributed checkpoint is not a torch file")
        entries = contents_of_archive(TorchArchive(archive, roots[0]), Job()).entries
        entry = entries[0] if len(entries) == 1 else None
        if not isinstance(entry, TensorEntry):
            raise CorruptError("an item of the distributed checkpoint is not the tensor that the index says it is")
        if entry.dtype.name != self._dtype.name or entry.shape != self._shape:
            raise CorruptError(
                f"an item of the distributed checkpoint is {entry.dtype} {entry.shape}, "
                f"the index says {self._dtype} {self._shape}"
            )
        if entry.is_contiguous and entry.storage is not None and not entry.dtype.is_big_endian:
            return ByteRange(entry.storage, entry.storage_offset * entry.dtype.itemsize, self.nbytes)
        return AssembledStorage(self._shape, self._dtype, [Piece((0,) * len(self._shape), entry)])
