"""Attributes of groups and datasets: small arrays with a name (sections IV.A.2.m and v of the specification)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspector.errors import CheckpointError, UnsupportedError
from inspector.formats.hdf5.dataset import content_of, shared_content, space_of
from inspector.formats.hdf5.datatypes import Datatype, datatype_of
from inspector.formats.hdf5.file import HDF5File
from inspector.formats.hdf5.floats import FloatFields, FloatStorage
from inspector.formats.hdf5.heaps import dense_records
from inspector.formats.hdf5.nbit import NarrowStorage
from inspector.formats.hdf5.object_header import Message, MessageType
from inspector.formats.hdf5.texts import TextPlaces
from inspector.sources.cursor import Cursor
from inspector.sources.storage import MemoryStorage, Storage
from inspector.tensors.dtypes import STRING
from inspector.tensors.entries import Opaque, TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values
from inspector.tensors.strings import StringStorage

__all__ = ["Attribute", "read_attributes"]

_NAME_INDEX = 8
_SHARED_DATATYPE, _SHARED_SPACE = 0x01, 0x02
_SHARED = 0x02
#: Longer arrays are given by their length and their beginning.
_MAX_ITEMS = 256
_FIRST_ITEMS = 16


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: ``entry`` is its value as a small tensor, None for one whose elements can't be shown."""

    name: str
    datatype: Datatype
    entry: TensorEntry | None

    @property
    def is_text(self) -> bool:
        """Whether it is text, or an array of it."""
        return self.entry is not None and self.entry.dtype.kind == "text"

    @property
    def value(self) -> Any:
        """A number or text, a list of such, or of a long one ``{"array": type, "length": ..., "first": [...]}``.

        What can't be shown, or is damaged, is named instead.
        """
        if self.entry is None:
            return Opaque(f"<{self.datatype.name}>")
        shown = self.entry
        if shown.numel > _MAX_ITEMS:
            shown = shown.replace(shape=(_FIRST_ITEMS,), strides=(1,))
        try:
            value = _plain(read_values(shown).tolist())
        except CheckpointError as error:
            return Opaque(f"<{error.reason}>")
        if shown is self.entry:
            return value
        return {"array": self.entry.dtype.name, "length": self.entry.numel, "first": value}

    def texts(self) -> list[str]:
        """All elements of an array of text; none if it is of anything else."""
        if self.entry is None or not self.is_text:
            return []
        return [_plain(text) for text in read_values(self.entry).reshape(-1).tolist()]


def _plain(value: Any) -> Any:
    """The value with texts as such, bytes that are none as lone surrogates, as h5py gives them."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else value


def read_attributes(file: HDF5File, messages: Sequence[Message], wrong: list[CheckpointError]) -> list[Attribute]:
    """The attributes of the object with these messages; those that are damaged are errors in ``wrong`` instead."""
    found = []
    for message in messages:
        try:
            if message.type == MessageType.ATTRIBUTE:
                found.append(_attribute(file, message))
            elif message.type == MessageType.ATTRIBUTE_INFO:
                found += (_attribute(file, each) for each in _dense(file, message.data))
        except CheckpointError as error:
            wrong.append(error)
    return found


def _dense(file: HDF5File, data: bytes) -> Iterator[Message]:
    """The attributes of an object that has too many for its header, or large ones."""
    for record, heap in dense_records(file, data, _NAME_INDEX, 2, "attributes"):
        yield Message(MessageType.ATTRIBUTE, bool(record[8] & _SHARED), heap.read(record[:8]))


def _attribute(file: HDF5File, message: Message) -> Attribute:
    cursor = Cursor(content_of(file, message), what="an attribute")
    version, flags = cursor.u8(), cursor.u8()
    if version not in (1, 2, 3):
        raise UnsupportedError(f"has an attribute of version {version}")
    sizes = cursor.numbers("H", 3)
    if version == 3:
        cursor.skip(1)
    parts = []
    for size in sizes:
        parts.append(cursor.read(size))
        if version == 1:
            cursor.skip(-size % 8)
    name, of_type, of_space = parts
    if version > 1 and flags & _SHARED_DATATYPE:
        of_type = shared_content(file, of_type, MessageType.DATATYPE)
    if version > 1 and flags & _SHARED_SPACE:
        of_space = shared_content(file, of_space, MessageType.DATASPACE)
    datatype = datatype_of(of_type)
    shape, _ = space_of(of_space, file.length_nbytes)
    text = name.rstrip(b"\0").decode("utf-8", "surrogateescape")
    if shape is None or datatype.dtype is None:
        return Attribute(text, datatype, None)
    storage: Storage = MemoryStorage(cursor.read(math.prod(shape) * datatype.size))
    if datatype.dtype is STRING:
        storage = StringStorage(TextPlaces(file, storage), file.storage)
    elif isinstance(datatype.narrow, FloatFields):
        storage = FloatStorage(storage, datatype.dtype, datatype.narrow)
    elif datatype.narrow:
        storage = NarrowStorage(storage, datatype.dtype, *datatype.narrow)
    shape += datatype.axes
    return Attribute(text, datatype, TensorEntry((text,), datatype.dtype, shape, contiguous_strides(shape), storage))
