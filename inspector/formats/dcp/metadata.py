"""``.metadata``: the pickled index of a distributed checkpoint, read as a record of what it would have made.

A ``Metadata`` has the tensors by name, each with its size, type and pieces; for each piece the file and the place in it
where it was saved; and, if nested containers were flattened to dotted names, where each name was.
Source: torch/distributed/checkpoint/metadata.py and filesystem.py (``_StorageInfo``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from inspector.errors import CorruptError
from inspector.formats.torch.geometry import checked_sizes
from inspector.formats.torch.storages import torch_dtype
from inspector.jobs import Job
from inspector.pickles.names import words
from inspector.pickles.recogniser import Recogniser
from inspector.pickles.records import Call, PickledDict, brief, named_values, shown
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import Path

__all__ = ["DCP", "METADATA_NAME", "Chunk", "DistributedIndex", "DistributedTensor", "Place", "distributed_index"]

METADATA_NAME = ".metadata"
_MODULE = "torch.distributed.checkpoint.metadata"
#: ``TensorProperties`` pickles as a tuple that begins with the type.
_PROPERTIES = f"{_MODULE}.TensorProperties"


DCP = Recogniser(
    name="torch.distributed",
    harmless=words("""
        torch.distributed._tensor.api.DTensor torch.distributed._tensor.DTensor
        torch.distributed._tensor.placement_types.Shard torch.distributed._tensor.placement_types.Replicate
        torch.distributed._tensor.placement_types._Partial torch.distributed._tensor.placement_types.Partial
        torch.distributed._tensor.placement_types.DTensorSpec torch.distributed._tensor.placement_types.TensorMeta
        torch.distributed._shard.sharded_tensor.metadata.MEM_FORMAT_ENCODING
    """),  # of earlier versions
)


class Place(NamedTuple):
    """Where an item was saved: ``nbytes`` bytes at ``offset`` of the file called ``name``."""

    name: str
    offset: int
    nbytes: int


class Chunk(NamedTuple):
    """A piece of a tensor; ``place`` is None if the index does not say where it is."""

    offsets: tuple[int, ...]
    sizes: tuple[int, ...]
    place: Place | None


class DistributedTensor(NamedTuple):
    """A tensor and its pieces."""

    dtype: DType
    shape: tuple[int, ...]
    chunks: list[Chunk]


@dataclass(frozen=True, slots=True)
class DistributedIndex:
    """The items by name: a tensor, the place of a pickled object, or what is wrong with the entry.

    ``paths`` has where in nested containers an item was.
    """

    items: Mapping[str, DistributedTensor | Place | CorruptError]
    paths: Mapping[str, Path]


def distributed_index(root: Any, job: Job) -> DistributedIndex:
    """The index that a recorded ``Metadata`` is. Raises CorruptError for any other record."""
    if type(root) is not Call or root.name != f"{_MODULE}.Metadata":
        raise CorruptError("its .metadata is not that of a distributed checkpoint")
    fields = _fields(root)
    described = fields.get("state_dict_metadata")
    if type(described) is not PickledDict:
        raise CorruptError("its .metadata has no tensors")
    places = _places(fields.get("storage_data"), job)
    items: dict[str, DistributedTensor | Place | CorruptError] = {}
    for name, record in job.each(described.pairs):
        if type(name) is str:
            try:
                items[name] = _item(name, record, places)
            except CorruptError as error:
                items[name] = error
    return DistributedIndex(items, _paths(fields.get("planner_data"), items))


def _fields(record: Any) -> dict[str, Any]:
    """The attributes of a recorded object; of one with slots the second part of its state."""
    state = record.states[-1] if type(record) is Call and record.states else None
    if type(state) is tuple and len(state) == 2:
        state = state[1]
    return named_values(state)


def _places(storage_data: Any, job: Job) -> dict[tuple[str, tuple[int, ...] | None], Place]:
    """Where each item is, by its name and, for a piece, its offsets."""
    places: dict[tuple[str, tuple[int, ...] | None], Place] = {}
    for index, info in job.each(storage_data.pairs if type(storage_data) is PickledDict else []):
        key, place = _fields(index), _fields(info)
        name, offset = key.get("fqn"), key.get("offset")
        file, start, nbytes = place.get("relative_path"), place.get("offset"), place.get("length")
        if type(name) is not str or type(file) is not str or type(start) is not int or type(nbytes) is not int:
            continue  # the item then has no place, which is said
        if start >= 0 and nbytes >= 0 and not place.get("transform_descriptors"):
            places[name, None if offset is None else checked_sizes(offset)] = Place(file, start, nbytes)
    return places


def _item(
    name: str, record: Any, places: Mapping[tuple[str, tuple[int, ...] | None], Place]
) -> DistributedTensor | Place:
    if type(record) is Call and record.name == f"{_MODULE}.BytesStorageMetadata":
        place = places.get((name, None))
        if place is None:
            raise CorruptError("the index does not say where it is")
        return place
    if type(record) is not Call or record.name != f"{_MODULE}.TensorStorageMetadata":
        raise CorruptError(f"is described by {shown(brief(record))}")
    fields = _fields(record)
    chunks = fields.get("chunks")
    if type(chunks) is not list:
        raise CorruptError("has no pieces")
    found = []
    for chunk in chunks:
        parts = _fields(chunk)
        offsets, sizes = checked_sizes(parts.get("offsets")), checked_sizes(parts.get("sizes"))
        found.append(Chunk(offsets, sizes, places.get((name, offsets))))
    return DistributedTensor(_dtype(fields.get("properties")), checked_sizes(fields.get("size")), found)


def _dtype(properties: Any) -> DType:
    """The type in recorded ``TensorProperties``, whose state is a tuple or, before torch 2.1, attributes."""
    state = properties.states[-1] if type(properties) is Call and properties.states else None
    if type(state) is tuple and state and type(state[0]) is not PickledDict:
        return torch_dtype(state[0])
    return torch_dtype(_fields(properties).get("dtype"))


def _paths(planner_data: Any, items: Mapping[str, object]) -> dict[str, Path]:
    return {
        name: path
        for name, path in named_values(planner_data).items()
        if name in items and type(path) is tuple and path and all(type(part) in (str, int) for part in path)
    }
