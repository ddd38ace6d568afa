"""Datasets as tensors: the storage that reads their elements, wherever these are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from inspector.errors import CorruptError
from inspector.formats.hdf5.attributes import Attribute
from inspector.formats.hdf5.chunk_index import PLACE, chunk_places
from inspector.formats.hdf5.chunks import HDF5Chunks
from inspector.formats.hdf5.dataset import Chunked, Compact, Contiguous, Dataset, Virtual
from inspector.formats.hdf5.datatypes import Datatype
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.filters import filter_name, unknown_filter
from inspector.formats.hdf5.floats import FloatFields, FloatStorage
from inspector.formats.hdf5.nbit import NarrowStorage
from inspector.formats.hdf5.records import FieldStorage
from inspector.formats.hdf5.references import read_references
from inspector.formats.hdf5.sequences import sequences_entry
from inspector.formats.hdf5.texts import TextPlaces
from inspector.sources.chunk_grid import ChunkGrid
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from inspector.tensors.dtypes import STRING, dtype_named
from inspector.tensors.entries import Entry, ObjectEntry, TensorEntry, ValueEntry, contiguous_strides
from inspector.tensors.strings import StringStorage

__all__ = ["entries_of", "why_not_shown"]

_MAX_ATTRIBUTES = 64


def why_not_shown(dataset: Dataset) -> tuple[str, str]:
    """Why the elements of a sound dataset can't be shown: a finding's code, or none, and the reason; none if they can."""
    if dataset.external:
        return "hdf5-external", "has its elements in other files, which are not opened"
    if isinstance(dataset.layout, Virtual):
        return "hdf5-virtual", "is made of parts of other datasets, which are not followed"
    if dataset.shape is None:
        return "", "has no elements"
    if not (dataset.datatype.members or dataset.datatype.reference or _is_shown(dataset.datatype)):
        return "", _unshown(dataset.datatype)
    missing = unknown_filter(dataset.filters)
    if missing:
        return "hdf5-filter", f"is compressed by the filter {missing}, which can't be undone here"
    return "", ""


def entries_of(
    file: HDF5File, address: int, dataset: Dataset, attributes: Sequence[Attribute], *, of_keras: bool = False
) -> list[Entry]:
    """What the dataset at ``address`` is, which :func:`why_not_shown` has nothing against: a tensor, most often.

    Keras writes bfloat16, for which numpy has no type, as opaque, and names it in an attribute. ``of_keras``: the file is
    one of its ``save``, which leaves the name out.

    Its path is empty yet. Of records that are no tensor as a whole there is an entry for each field, below its name; the
    value of references are :class:`References`. Raises CheckpointError for a dataset that is damaged.
    """
    datatype = dataset.datatype
    described = _described(dataset, attributes)
    shape = (dataset.shape or ()) + datatype.axes
    storage = _storage(file, address, dataset)
    if datatype.reference:
        return [_references(file, datatype, storage)]
    if datatype.name == "opaque" and datatype.size == 2 and (of_keras or described.get("dtype") == "bfloat16"):
        datatype = replace(datatype, dtype=dtype_named("bfloat16"))
    if not datatype.members:
        return [_tensor(file, datatype, storage, shape, described)]
    found: list[Entry] = []
    for name, place, member in datatype.members:
        field = FieldStorage(storage, max(1, _itemsize(datatype)), place, member.size)
        if member.reference:
            found.append(_references(file, member, field).at((name,)))
        elif _is_shown(member):
            found.append(_tensor(file, member, field, shape + member.axes, described).at((name,)))
        else:
            found.append(ObjectEntry((name,), "HDF5 field", {"not shown": _unshown(member)}))
    return found


def _references(file: HDF5File, datatype: Datatype, storage: Storage) -> ValueEntry:
    return ValueEntry((), read_references(file, storage, to_regions=datatype.reference == "region"))


def _is_shown(datatype: Datatype) -> bool:
    """Whether elements of the type are shown as a tensor: they have one type, or are sequences of what has."""
    if datatype.dtype is not None:
        return True
    base = datatype.base
    while base is not None and base.base is not None and not base.axes:
        base = base.base
    return base is not None and base.dtype is not None and not base.narrow


def _unshown(datatype: Datatype) -> str:
    return f"holds elements that are not shown: {datatype.name}"


def _described(dataset: Dataset, attributes: Sequence[Attribute]) -> dict[str, Any]:
    described: dict[str, Any] = {each.name: each.value for each in attributes[:_MAX_ATTRIBUTES]}
    if isinstance(dataset.layout, Chunked):
        described["chunks"] = list(dataset.layout.shape[:-1])
    if dataset.filters:
        described["filters"] = [filter_name(each) for each in dataset.filters]
    return described


def _tensor(
    file: HDF5File, datatype: Datatype, storage: Storage, shape: tuple[int, ...], described: Mapping[str, Any]
) -> TensorEntry:
    """Elements of a type that is shown."""
    if datatype.codes:
        described = {**described, "codes": dict(datatype.codes)}
    dtype = datatype.dtype
    if dtype is None:
        assert datatype.base is not None
        return sequences_entry(file, storage, datatype.base, shape, described)
    if dtype is STRING:
        storage = StringStorage(TextPlaces(file, storage), file.storage, file.limits)
    elif isinstance(datatype.narrow, FloatFields):
        storage = FloatStorage(storage, dtype, datatype.narrow)
    elif datatype.narrow:
        storage = NarrowStorage(storage, dtype, *datatype.narrow)
    return TensorEntry((), dtype, shape, contiguous_strides(shape), storage, attributes=described)


def _itemsize(datatype: Datatype) -> int:
    """The size of one of the elements that an element of the type is an array of; its own, if it is none."""
    return datatype.size // max(1, math.prod(datatype.axes))


def _storage(file: HDF5File, address: int, dataset: Dataset) -> Storage:
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
    axes, itemsize = dataset.datatype.axes, _itemsize(dataset.datatype)
    grid = ChunkGrid(shape + axes, chunk + axes, itemsize)
    fill = dataset.fill[:itemsize] if len(dataset.fill) >= itemsize else b""
    return HDF5Chunks(file.storage, address, grid, places, dataset.filters, fill, file.limits)
