"""The commonest tensors of a pickle, many at once: a state dict has twenty thousand that differ in numbers alone.

Each step goes through a column of all of them in one call of C, which takes a third of the time of a method for each. What
is not exactly as :class:`~inspector.formats.torch.tensors.TorchTensors` finds it in nearly all files is left to that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from operator import add, gt, is_
from types import MappingProxyType
from typing import Any

from msgspec.structs import astuple

from inspector.errors import CheckpointError
from inspector.formats.torch.geometry import Geometries
from inspector.formats.torch.storages import TorchStorages, is_one
from inspector.pickles.records import Call, Global
from inspector.tensors.entries import NO_ATTRIBUTES, Path, TensorEntry

__all__ = ["Attributes", "plain_tensors"]


class Attributes(dict[tuple[bool, str], Mapping[str, Any]]):
    """What is worth noting of a tensor that may require gradients and was saved from some device."""

    def __missing__(self, kind: tuple[bool, str]) -> Mapping[str, Any]:
        requires_grad, device = kind
        noted: dict[str, Any] = {"requires_grad": True} if requires_grad else {}
        if device not in ("", "cpu"):
            noted["device"] = device
        known = self[kind] = MappingProxyType(noted) if noted else NO_ATTRIBUTES
        return known


def plain_tensors(
    nodes: Sequence[Any],
    paths: Sequence[Path | str],
    storages: TorchStorages,
    geometries: Geometries,
    attributes: Attributes,
) -> list[TensorEntry] | None:
    """The tensors of records that all are ``_rebuild_tensor_v2(storage, offset, size, stride, requires_grad, hooks)``.

    None if one of them is anything else, is changed later, or can't be read.
    """
    if set(map(type, nodes)) != {Call}:
        return None
    function = nodes[0].function
    if type(function) is not Global or function.canonical != "torch._utils._rebuild_tensor_v2":
        return None
    functions, arguments, _, *changes = zip(*map(astuple, nodes), strict=True)
    if functions.count(function) < len(nodes) or any(map(any, changes)):
        return None
    if set(map(type, arguments)) != {tuple} or set(map(len, arguments)) != {6}:
        return None
    references, offsets, sizes, strides, requires_grad, _ = zip(*arguments, strict=True)
    if set(map(type, offsets)) != {int} or not {bool}.issuperset(map(type, requires_grad)):
        return None
    try:
        typed = storages.typed_many(references)
        measured = geometries.of_each(sizes, strides)
    except CheckpointError:
        return None
    if typed is None:
        return None
    dtypes, ranges, numels, devices = typed
    shapes, strides, extents = zip(*measured, strict=True)
    if min(offsets) < 0 or any(map(gt, map(add, offsets, extents), numels)) or any(map(is_, dtypes, repeat(None))):
        return None
    noted: Iterable[Mapping[str, Any]]
    if is_one(requires_grad) and is_one(devices):
        noted = repeat(attributes[requires_grad[0], devices[0]])
    else:
        noted = map(attributes.__getitem__, zip(requires_grad, devices, strict=True))
    no, nothing = repeat(False), repeat(NO_ATTRIBUTES)
    fields = (paths, dtypes, shapes, strides, ranges, offsets, repeat("strided"), no, no, repeat(None), nothing, noted)
    return list(map(TensorEntry, *fields))
