"""What one rank has of a tensor that is spread over several: DTensor and ShardedTensor, as torch.save writes them.

Both pickle as a tensor without data of the whole's size, with a state that has this rank's piece and where it belongs.
Sources: torch/distributed/tensor/_api.py and _dtensor_spec.py, torch/distributed/_shard/sharded_tensor/api.py.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from inspector.errors import CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.torch.geometry import checked_sizes
from inspector.pickles.records import Call, brief, named_values
from inspector.tensors.entries import Path, TensorEntry
from inspector.text import printable, shape_text, shortened

__all__ = ["WRAPPER", "Meshes", "local_piece", "local_tensor", "rank_alone"]

#: The function that makes a tensor of a subclass without data of its own.
WRAPPER = "torch._utils._rebuild_wrapper_subclass"
_MAX_AXES = 64

MakeEntry = Callable[[Any, Path], TensorEntry | None]


Meshes = dict[int, list[tuple[int, int]] | None]
"""What is known of the meshes of a pickle, by the identities of their records: all its tensors may lie on one."""


def local_piece(kind: str, state: Any, entry_of: MakeEntry, path: Path, meshes: Meshes) -> TensorEntry | None:
    """The piece that a rank has of a tensor of class ``kind``; None for other classes, and where it has none or several.

    Its attributes say where it belongs: ``global_shape``, and ``global_offset`` if that can be told. Raises CorruptError
    for a state that makes no sense.
    """
    if not kind.startswith("torch.distributed.") or kind.rpartition(".")[2] not in ("DTensor", "ShardedTensor"):
        return None
    if _is_dtensor(kind):
        return _of_dtensor(kind, state, entry_of, path, meshes)
    return _of_shards(kind, state, entry_of, path)


def rank_alone(piece: TensorEntry) -> Finding:
    """What to say of a file that has a piece of a tensor, if it was opened by itself."""
    whole = shape_text(piece.attributes["global_shape"])
    key = printable(shortened(piece.key, 80))
    message = (
        f"This is what one rank has: {key} is {shape_text(piece.shape)} of {whole}; "
        "open the folder with the files of all ranks for whole tensors."
    )
    return Finding(Severity.INFO, "rank-alone", message, piece.key)


def local_tensor(kind: str, state: Any) -> Any:
    """The recorded tensor of the piece that :func:`local_piece` makes an entry of; None where there is none or several."""
    if _is_dtensor(kind):
        return _fields_of_state(state).get("_local_tensor")
    if type(state) is not tuple or len(state) < 2 or type(state[0]) is not list or len(state[0]) != 1:
        return None
    return _fields(state[0][0]).get("tensor")


def _is_dtensor(kind: str) -> bool:
    return kind.rpartition(".")[2] == "DTensor"


def _of_shards(kind: str, state: Any, entry_of: MakeEntry, path: Path) -> TensorEntry | None:
    """The state is ``(local shards, metadata of all, ...)``."""
    entry = entry_of(local_tensor(kind, state), path)
    if entry is None:
        return None
    metadata = _fields(_fields(state[0][0]).get("metadata"))
    return _placed(
        entry,
        kind,
        checked_sizes(_fields(state[1]).get("size")),
        checked_sizes(metadata.get("shard_offsets")),
        {},
    )


def _of_dtensor(kind: str, state: Any, entry_of: MakeEntry, path: Path, meshes: Meshes) -> TensorEntry | None:
    fields = _fields_of_state(state)
    entry = entry_of(local_tensor(kind, state), path)
    spec = _fields(fields.get("_spec"))
    meta = spec.get("tensor_meta")
    placements = spec.get("placements")
    if entry is None or not isinstance(placements, (tuple, list)) or type(meta) is not Call or not meta.args:
        return None
    shape = checked_sizes(meta.args[0])
    described = ", ".join(map(_placement_text, placements[:_MAX_AXES]))
    recorded = spec.get("mesh")
    if id(recorded) not in meshes:
        meshes[id(recorded)] = _mesh(_fields(recorded), entry_of)
    mesh = meshes[id(recorded)]
    offset = _offset(shape, entry.shape, placements, mesh) if mesh is not None else None
    return _placed(entry, kind, shape, offset, {"placements": f"({described})"})


def _placed(
    entry: TensorEntry, kind: str, shape: tuple[int, ...], offset: tuple[int, ...] | None, more: Mapping[str, Any]
) -> TensorEntry:
    attributes: dict[str, Any] = {**entry.attributes, "class": kind, "global_shape": list(shape), **more}
    if offset is not None:
        attributes["global_offset"] = list(offset)
    return entry.replace(attributes=attributes)


def _mesh(mesh: Mapping[str, Any], entry_of: MakeEntry) -> list[tuple[int, int]] | None:
    """Of each axis of the mesh its size, and this rank's place on it; None if they are not said."""
    coordinates: Sequence[Any] | None = mesh.get("_coordinate_on_dim")
    if not isinstance(coordinates, (tuple, list)) or not all(type(place) is int for place in coordinates):
        return None
    layout = _fields(mesh.get("_layout"))
    axes = layout.get("axes")
    sizes: Sequence[int]
    if type(axes) is tuple:
        sizes = [_product(_fields(axis).get("shape")) for axis in axes]
    elif "shape" in layout:
        sizes = checked_sizes(layout["shape"])
    else:  # before torch 2.9
        whole = entry_of(mesh.get("mesh"), ())
        sizes = whole.shape if whole is not None else ()
    if len(sizes) != len(coordinates) or not all(
        0 <= place < size for place, size in zip(coordinates, sizes, strict=True)
    ):
        return None
    return list(zip(sizes, coordinates, strict=True))


def _product(sizes: Any) -> int:
    return math.prod(checked_sizes((sizes,) if type(sizes) is int else sizes))


def _offset(
    shape: tuple[int, ...], local: tuple[int, ...], placements: Sequence[Any], mesh: Sequence[tuple[int, int]]
) -> tuple[int, ...] | None:
    """Where the piece begins: each axis of the mesh cuts one of the tensor, as torch.chunk does, or none.

    Source: ``compute_local_shape_and_global_offset`` in torch/distributed/tensor/_utils.py.
    """
    sizes, offsets = list(shape), [0] * len(shape)
    for placement, (count, place) in zip(placements, mesh, strict=False):
        name = placement.name.rpartition(".")[2] if type(placement) is Call else ""
        if name == "Replicate":
            continue
        axis = _fields(placement).get("dim")
        if name != "Shard" or type(axis) is not int or not -len(shape) <= axis < len(shape):
            return None
        chunk = -(-sizes[axis] // count)
        start = min(place * chunk, sizes[axis])
        offsets[axis] += start
        sizes[axis] = min(chunk, sizes[axis] - start)
    if tuple(sizes) != local:
        raise CorruptError(f"a piece of shape {brief(local)}, where {brief(tuple(sizes))} is due to its rank")
    return tuple(offsets)


def _placement_text(placement: Any) -> str:
    name = placement.name.rpartition(".")[2] if type(placement) is Call else "?"
    axis = _fields(placement).get("dim")
    return f"{name}({axis})" if type(axis) is int else f"{name}()"


def _fields(record: Any) -> dict[str, Any]:
    """The attributes of a recorded object."""
    return _fields_of_state(record.states[-1]) if type(record) is Call and record.states else {}


def _fields_of_state(state: Any) -> dict[str, Any]:
    """The attributes in a state: a dict, or one of those without and one of those with slots."""
    if type(state) is tuple and len(state) == 2:
        return named_values(state[0]) | named_values(state[1])
    return named_values(state)
