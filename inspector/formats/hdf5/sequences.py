"""Sequences of any length as elements: the values of all of them as one array, and how many each has.

An array holds a reference for each sequence, as for texts; the values lie in global heaps.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, LimitError
from inspector.formats.hdf5.datatypes import Datatype
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.heaps import global_heap_objects
from inspector.formats.hdf5.texts import TextPlaces, reference_type
from inspector.sources.storage import Buffer, MemoryStorage, Storage
from inspector.tensors.dtypes import STRING, dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

__all__ = ["sequences_entry"]

Integers = npt.NDArray[np.int64]


def sequences_entry(
    file: HDF5File, references: Storage, base: Datatype, shape: tuple[int, ...], attributes: Mapping[str, Any]
) -> TensorEntry:
    """The entry of an array of this ``shape``, whose elements are sequences of elements of the type ``base``.

    Of sequences of sequences, the lengths of the inner ones are ``lengths_1``, and so on. Raises CorruptError for a sequence
    that is not in its heap, LimitError for more than may be shown.
    """
    lengths_of: dict[str, TensorEntry] = {}
    while True:
        storage, lengths = _values(file, references, base.size, math.prod(shape))
        lengths_of[f"lengths_{len(lengths_of)}" if lengths_of else "lengths"] = _lengths_entry(lengths, shape)
        total = int(lengths.sum())
        if base.base is None:
            break
        references, base, shape = storage, base.base, (total,)
    assert base.dtype is not None
    whole = (total, *base.axes)
    elements = StringStorage(TextPlaces(file, storage), file.storage, file.limits) if base.dtype is STRING else storage
    values = TensorEntry((), base.dtype, whole, contiguous_strides(whole), elements)
    return TensorEntry(
        (), base.dtype, (), (), elements,
        layout="nested_sequences", components={"values": values, **lengths_of}, attributes=attributes,
    )  # fmt: skip


def _lengths_entry(lengths: Integers, shape: tuple[int, ...]) -> TensorEntry:
    storage = MemoryStorage(lengths.astype("<i8").tobytes())
    return TensorEntry((), dtype_named("int64"), shape, contiguous_strides(shape), storage)


def _values(file: HDF5File, references: Storage, size: int, count: int) -> tuple[SequenceStorage, Integers]:
    """The values of ``count`` sequences one after another, each value of ``size`` bytes, and how many each sequence has."""
    if count > file.limits.sequences:
        raise LimitError(f"has {count:,} sequences; at most {file.limits.sequences:,} in one dataset are shown")
    found = np.frombuffer(references.read(), reference_type(file))
    lengths = found["nbytes"].astype(np.int64)  # what is the size of a text is here a number of values
    if int(lengths.max(initial=0)) * size > file.storage.nbytes:
        raise CorruptError("has a sequence that is longer than the file")
    starts = _starts(file, found, lengths * size)
    if int(lengths.sum()) * size > file.storage.nbytes + file.limits.shared_text_nbytes:
        raise LimitError("has sequences that repeat the same values out of all proportion")
    return SequenceStorage(file.storage, references.key, starts, lengths * size), lengths


def _starts(file: HDF5File, references: npt.NDArray[np.void], nbytes: Integers) -> Integers:
    """Where in the storage the values of each sequence begin. Each heap is looked through once."""
    starts = np.zeros(len(references), np.int64)
    filled = np.flatnonzero(nbytes)
    order = filled[np.argsort(references["heap"][filled], kind="stable")]
    heaps, firsts = np.unique(references["heap"][order], return_index=True)
    for heap, rows in zip(heaps.tolist(), np.split(order, firsts[1:]) if len(order) else (), strict=True):
        objects = global_heap_objects(file, heap)
        numbers = np.array(sorted(objects), np.int64)
        places = np.array([objects[number] for number in numbers.tolist()], np.int64).reshape(-1, 2)
        wanted = references["number"][rows]
        at = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
        if not len(numbers) or (numbers[at] != wanted).any() or (places[at, 1] < nbytes[rows]).any():
            raise CorruptError("has a sequence that is not in its heap")
        starts[rows] = places[at, 0]
    return starts


class SequenceStorage(Storage):
    """The bytes of parts of ``file``, one after another, each given by where it begins and how long it is.

    ``references`` is the key of where these are from.
    """

    __slots__ = ("_ends", "_file", "_references", "_sizes", "_starts", "nbytes")

    def __init__(self, file: Storage, references: Hashable, starts: Integers, sizes: Integers) -> None:
        self._file = file
        self._references = references
        self._starts = starts
        self._sizes = sizes
        self._ends = np.cumsum(sizes)
        self.nbytes = int(self._ends[-1]) if len(sizes) else 0

    @property
    def key(self) -> Hashable:
        return "hdf5-sequences", self._file.key, self._references

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        view = memoryview(buffer)
        first = int(np.searchsorted(self._ends, offset, "right"))
        last = int(np.searchsorted(self._ends, offset + len(view), "left")) + 1
        begins = self._ends[first:last] - self._sizes[first:last]
        skipped = np.maximum(offset - begins, 0)
        wanted = np.minimum(self._ends[first:last], offset + len(view)) - begins - skipped
        ranges = zip((self._starts[first:last] + skipped).tolist(), wanted.tolist(), strict=True)
        done = 0
        for part in self._file.read_many([each for each in ranges if each[1] > 0]):
            view[done : done + len(part)] = part
            done += len(part)
