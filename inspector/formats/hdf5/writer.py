"""HDF5, as every version of its library reads it: groups, datasets in one piece, and metadata as attributes of the root.

A tensor from containers in containers keeps its place, and the containers become groups; other keys with a ``/`` are places
too. All structures come first, then the elements. The headers of the datasets are in the order of the plan, which readers
can tell by their addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from inspector.formats.hdf5.structures import Structures
from inspector.formats.hdf5.type_codes import has_datatype
from inspector.tensors.dtypes import DType
from inspector.tensors.entries import Path, key_of
from inspector.text import shortened
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Layout
from inspector.writing.plan import Plan, PlannedTensor
from inspector.writing.transfer import Transfer
from inspector.writing.writer import Writer

__all__ = ["HDF5Writer"]

_MAX_AXES = 32
#: A name of an attribute has to fit a message of 64 KiB; nobody has longer ones for tensors either.
_MAX_NAME_NBYTES = 32_000
_MAX_DEPTH = 64
_ALIGNMENT = 8


class HDF5Writer(Writer):
    """``h5py.File.create_dataset`` of some tensors."""

    def supports_dtype(self, dtype: DType) -> bool:
        return has_datatype(dtype)

    def why_not(self, planned: PlannedTensor) -> str:
        axes = len(planned.entry.shape)
        return f"has {axes} axes, of which HDF5 allows {_MAX_AXES}" if axes > _MAX_AXES else ""

    def why_not_key(self, key: str) -> str:
        if reason := super().why_not_key(key):
            return reason
        if "\0" in key:
            return "holds a NUL, at which HDF5 ends a name"
        names = key.split("/")
        if any(name in ("", ".", "..") for name in names):
            return "has a part between slashes that is no name in HDF5"
        if len(names) > _MAX_DEPTH:
            return f"lies in more than {_MAX_DEPTH} groups"
        return "is too long for a name in HDF5" if len(key.encode()) > _MAX_NAME_NBYTES else ""

    def keeps_metadata(self, name: str) -> bool:
        return bool(name) and not self.why_not_key(name.replace("/", "_"))

    def why_not_count(self, plan: Plan) -> str:
        every = _paths(plan).values()
        paths = set(every)
        if len(paths) < len(every):
            return "two tensors would lie in one place of the file; rename one of them"
        for path in paths:
            for depth in range(1, len(path)):
                if path[:depth] in paths:
                    name = shortened("/".join(path[:depth]), 80)
                    return f"{name!r} would be a tensor and a group with tensors in it; rename one of them"
        return ""

    def path_of(self, plan: Plan, key: str) -> Path:
        return _paths(plan)[key]

    def write(self, plan: Plan, layout: Layout, atomic_file: AtomicFile, transfer: Transfer) -> None:
        measured, _ = self._structures(plan, layout, 0)  # the size does not depend on where the elements begin
        start = measured.end
        structures, root = self._structures(plan, layout, start)
        end = start + sum(_aligned(placement.nbytes) for placement in layout.placements)
        atomic_file.write(structures.content(root, end))
        for placement in layout.placements:
            transfer.copy(placement.record, atomic_file.write)
            atomic_file.write(bytes(-placement.nbytes % _ALIGNMENT))

    def _structures(self, plan: Plan, layout: Layout, start: int) -> tuple[Structures, int]:
        """The structures of a file whose elements begin at ``start``, and the address of its root."""
        structures = Structures()
        paths = _paths(plan)
        tree: dict[str, Any] = {}
        for placement in layout.placements:
            *groups, name = paths[placement.key]
            group = tree
            for each in groups:
                group = group.setdefault(each, {})
            group[name] = structures.add_dataset(placement.dtype, placement.shape, start, placement.nbytes)
            start += _aligned(placement.nbytes)
        kept = {name: text for name, text in plan.metadata.items() if self.keeps_metadata(name)}
        return structures, _add_group(structures, tree, kept)


def _add_group(structures: Structures, tree: dict[str, Any], attributes: Mapping[str, str]) -> int:
    """Add a group and those in it, which are not deep, and return its address."""
    members = {}
    for name, member in tree.items():
        members[name] = _add_group(structures, member, {}) if isinstance(member, dict) else member
    return structures.add_group(members, attributes)


#: The paths of each plan that is looked at.
_PATHS: WeakKeyDictionary[Plan, dict[str, tuple[str, ...]]] = WeakKeyDictionary()


def _paths(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Where each tensor of the plan is to be, by its key."""
    paths = _PATHS.get(plan)
    if paths is None:
        paths = _PATHS[plan] = {planned.key: _path(planned) for planned in plan.tensors}
    return paths


def _path(planned: PlannedTensor) -> tuple[str, ...]:
    path = planned.entry.path
    names = tuple(name for name in path if isinstance(name, str) and name not in ("", ".", "..") and "/" not in name)
    if len(names) == len(path) <= _MAX_DEPTH and planned.key == key_of(path):
        return names
    return tuple(planned.key.split("/"))


def _aligned(nbytes: int) -> int:
    return -(-nbytes // _ALIGNMENT) * _ALIGNMENT
