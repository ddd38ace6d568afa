"""Whole pickled modules made only of parts of ``torch.nn``: rebuilt from what the pickle records, without unpickling.

The entries of such a file are the tree of its modules: the class of each, its attributes as plain values, its parameters
by shape. That tree is the hyperparameters. A class outside ``torch.nn`` has a ``forward`` that only its own code knows; such
a module is not rebuilt, and the code has to be given (``--code``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from inspector.architectures.architecture import Architecture, Params
from inspector.architectures.subject import Shape, Subject
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.strict_json import NOT_PLAIN, plain
from inspector.tensors.entries import Attribute, Entry, ObjectEntry, Path, PathElement, TensorEntry, ValueEntry, key_of

__all__ = ["PICKLED", "foreign_classes"]

_MODULES = Attribute("_modules")
_PARAMETERS = Attribute("_parameters")
_BUFFERS = Attribute("_buffers")
_TORCH = "torch.nn.modules."
#: Wrappers that only pass calls on; what they wrap is rebuilt.
_WRAPPERS = ("torch.nn.parallel.data_parallel.DataParallel", "torch.nn.parallel.distributed.DistributedDataParallel")
_MAX_MODULES = 20_000


@dataclass(slots=True)
class _Node:
    """One module of the tree."""

    kind: str
    attributes: dict[str, Any] = field(default_factory=dict)
    shapes: dict[str, Shape | None] = field(default_factory=dict)
    buffers: list[str] = field(default_factory=list)
    children: dict[str, _Node] = field(default_factory=dict)

    def record(self) -> dict[str, Any]:
        return {
            "class": self.kind.removeprefix(_TORCH),
            "attributes": self.attributes,
            "shapes": {name: None if shape is None else list(shape) for name, shape in _plain_shapes(self.shapes)},
            "children": {name: child.record() for name, child in self.children.items()},
        }


def foreign_classes(checkpoint: Checkpoint) -> list[str]:
    """The classes of pickled modules that are not torch's: what can't be rebuilt without their code.

    A module is what has ``_modules`` or ``_parameters``, of its own or as a part of another.
    """
    found = set()
    kinds = {entry.path: entry.class_name for entry in checkpoint.entries if isinstance(entry, ObjectEntry)}
    for entry in checkpoint.entries:
        for index, element in enumerate(entry.path):
            if element in (_MODULES, _PARAMETERS):
                kind = kinds.get(entry.path[:index], _TORCH)
                if not (_is_torch(kind) or kind.startswith("__torch__.")):
                    found.add(kind)
    return sorted(found)


def _infer(subject: Subject) -> Params | None:
    nodes = _nodes(subject)
    root = nodes.get(())
    if root is None or not all(_is_torch(node.kind) for node in nodes.values()):
        return None
    while root.kind in _WRAPPERS and set(root.children) == {"module"}:
        root = root.children["module"]
    if root.kind in _WRAPPERS or set(_keys_of(root.record())) != set(subject.tensors):
        return None
    return {"tree": root.record()}


def _plain_shapes(shapes: Mapping[str, Shape | None]) -> Iterator[tuple[str, Shape | None]]:
    """The parameters of a module that computes none of them (:mod:`.computed_weights`): it is rebuilt without that."""
    for name, shape in shapes.items():
        stem, _, ending = name.rpartition("_")
        if {f"{stem}_g", f"{stem}_v"} <= shapes.keys() or f"{stem}_orig" in shapes:
            if ending == "orig" or (ending == "v" and f"{stem}_orig" not in shapes):
                yield stem, shape
        else:
            yield name, shape


def _is_torch(name: str) -> bool:
    return name.startswith(_TORCH) or name in _WRAPPERS


def _nodes(subject: Subject) -> dict[tuple[str, ...], _Node]:
    """The modules below the subject's prefix by their place; empty if that is no pickled module."""
    start = _start(subject)
    nodes: dict[tuple[str, ...], _Node] = {}
    if start is None:
        return nodes
    for entry in subject.checkpoint.entries:
        if entry.path[: len(start)] != start:
            continue
        place, rest = _place(entry.path[len(start) :])
        if isinstance(entry, ObjectEntry) and not rest:
            node = nodes[place] = _Node(entry.class_name)
            if place and place[:-1] in nodes:
                nodes[place[:-1]].children[place[-1]] = node
            if len(nodes) > _MAX_MODULES:
                return {}
        elif place in nodes:
            _add(nodes[place], rest, entry)
    return nodes


def _add(node: _Node, rest: Path, entry: Entry) -> None:
    """Note a parameter, a buffer or an attribute of a module."""
    if len(rest) == 2 and rest[0] in (_PARAMETERS, _BUFFERS) and isinstance(rest[1], str):
        if isinstance(entry, TensorEntry):
            node.shapes[rest[1]] = entry.shape
        elif isinstance(entry, ValueEntry) and entry.value is None:
            node.shapes[rest[1]] = None
    elif len(rest) == 1 and isinstance(rest[0], Attribute) and isinstance(entry, ValueEntry):
        value = plain(entry.value)
        if value is not NOT_PLAIN:
            node.attributes[rest[0].name] = value


def _start(subject: Subject) -> Path | None:
    """The path of the module whose keys begin with the subject's prefix, or of the wrapper around it."""
    for entry in subject.checkpoint.entries:
        if isinstance(entry, ObjectEntry) and _MODULES not in entry.path:  # a part alone is not the module
            dotted = f"{key_of(entry.path)}." if entry.path else ""
            wrapped = entry.class_name in _WRAPPERS and subject.prefix == f"{dotted}module."
            if wrapped or subject.prefix == dotted:
                return entry.path
    return None


def _place(path: Path) -> tuple[tuple[str, ...], Path]:
    """The module a path leads into, and the rest of the path."""
    names: list[str] = []
    rest: tuple[PathElement, ...] = path
    while len(rest) >= 2 and rest[0] == _MODULES and isinstance(rest[1], str):
        names.append(rest[1])
        rest = rest[2:]
    return tuple(names), rest


def _keys_of(record: Mapping[str, Any], prefix: str = "") -> dict[str, Shape]:
    keys = {prefix + name: tuple(shape) for name, shape in record["shapes"].items() if shape is not None}
    for name, child in record["children"].items():
        keys |= _keys_of(child, f"{prefix}{name}.")
    return keys


PICKLED = Architecture(
    "pickled",
    "the module as it was pickled, of parts of torch.nn only",
    _infer,
    "inspector.architectures.builds.pickled:build",
    lambda params: _keys_of(params["tree"]),
    rank=20,
)
