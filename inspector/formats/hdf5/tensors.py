"""Datasets as tensors: the storage that reads their elements, wherever these are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from inspector.errors import CorruptError
from inspector.formats.hdf5.attributes import Attribute
from inspector.formats.hdf5.chunk_index import PLACE, chunk_places
from inspector.formats.hdf5.chunks import HDF5Chunks
from inspector.formats.hdf5.dataset import Chunked, Compact, Contiguous, Dataset, Virtual
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.filters import filter_name, unknown_filter
from inspector.formats.hdf5.nbit import NarrowStorage
from inspector.formats.hdf5.texts import TextPlaces
from inspector.sources.chunk_grid import ChunkGrid
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.tensors.dtypes import STRING, DType, dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

__all__ = ["tensor_of", "why_not_shown"]

_MAX_ATTRIBUTES = 64


def why_not_shown(dataset: Dataset) -> tuple[str, str]:
    """Why the elements of a sound dataset can't be shown: a finding's code, or none, and the reason; none if they can."""
    if dataset.external:
        return "hdf5-external", "has its elements in other files, which are not opened"
    if isinstance(dataset.layout, Virtual):
        return "hdf5-virtual", "is made of parts of other datasets, which are not followed"
    if dataset.shape is None:
        return "", "has no elements"
    if dataset.datatype.dtype is None:
        return "", f"holds elements that are not shown: {dataset.datatype.name}"
    missing = unknown_filter(dataset.filters)
    if missing:
        return "hdf5-filter", f"is compressed by the filter {missing}, which can't be undone here"
    return "", ""


def tensor_of(file: HDF5File, address: int, dataset: Dataset, attributes: Sequence[Attribute]) -> TensorEntry:
    """The tensor that the dataset at ``address`` is, which :func:`why_not_shown` has nothing against; at no path yet.

    Raises CheckpointError for one that is damaged.
    """
    described: dict[str, Any] = {each.name: each.value for each in attributes[:_MAX_ATTRIBUTES]}
    dtype = _dtype(dataset, described)
    storage = _storage(file, address, dataset, dtype)
    if dtype is STRING:
        storage = StringStorage(TextPlaces(file, storage), file.storage, file.limits)
    elif dataset.datatype.narrow:
        storage = NarrowStorage(storage, dtype, *dataset.datatype.narrow)
    if isinstance(dataset.layout, Chunked):
        described["chunks"] = list(dataset.layout.shape[:-1])
    if dataset.filters:
        described["filters"] = [filter_name(each) for each in dataset.filters]
    if dataset.datatype.codes:
        described["codes"] = dict(dataset.datatype.codes)
    shape = (dataset.shape or ()) + dataset.datatype.axes
    return TensorEntry((), dtype, shape, contiguous_strides(shape), storage, attributes=described)


def _dtype(dataset: Dataset, attributes: Mapping[str, Any]) -> DType:
    """The type of the elements. Keras writes those that numpy has not as opaque, with their name in an attribute."""
    dtype = dataset.datatype.dtype
    assert dtype is not None
    if dtype.stored_dtype.kind == "V" and attributes.get("dtype") == "bfloat16" and dtype.itemsize == 2:
        return dtype_named("bfloat16")
    return dtype


def _storage(file: HDF5File, address: int, dataset: Dataset, dtype: DType) -> Storage:
    shape, size = dataset.shape or (), dataset.datatype.size
    nbytes = math.prod(shape) * size
    layout = dataset.layout
    if not nbytes:
        return MemoryStorage(b"")
    if isinstance(layout, Compact):
        if len(layout.data) < nbytes:
            raise CorruptError("has fewer bytes than its shape asks for")
        return MemoryStorage(layout.data[:nbytes])
    if isinstance(layout, Contiguous) and layout.address is not None:
        if layout.nbytes is not None and layout.nbytes < nbytes:
            raise CorruptError("has fewer bytes than its shape asks for")
        return ByteRange(file.storage, file.base + layout.address, nbytes)
    places = chunk_places(file, dataset, layout) if isinstance(layout, Chunked) else np.empty(0, PLACE)
    chunk = layout.shape[:-1] if isinstance(layout, Chunked) else shape
    if chunk == shape and len(places) == 1 and not dataset.filters:
        return ByteRange(file.storage, int(places["start"][0]), nbytes)
    axes, itemsize = dataset.datatype.axes, dtype.itemsize if dtype is not STRING else size
    grid = ChunkGrid(shape + axes, chunk + axes, itemsize)
    fill = dataset.fill[:itemsize] if len(dataset.fill) >= itemsize else b""
    return HDF5Chunks(file.storage, address, grid, places, dataset.filters, fill, file.limits)
