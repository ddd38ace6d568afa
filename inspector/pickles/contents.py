"""From the record of a pickle to the entries of a checkpoint.

The walk goes through dicts, lists and objects in the file's order and stops at tensors, arrays and plain values. It uses no
recursion, visits no more than the file can honestly hold, and survives cycles, shared structure and any depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inspector.checkpoint.entries import (
    Attribute,
    Entry,
    Key,
    ObjectEntry,
    Path,
    PathElement,
    ValueEntry,
    key_of,
)
from inspector.checkpoint.findings import Finding, Severity
from inspector.checkpoint.reading import read_values
from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.pickles.audit import is_data_expression
from inspector.pickles.names import canonical
from inspector.pickles.numpy_arrays import array_entry, array_items, is_array, is_scalar, scalar_entry
from inspector.pickles.records import Call, Global, Persistent, PickledDict, PickledSet
from inspector.pickles.torch_tensors import TorchTensors
from inspector.pickles.values import NOT_PLAIN, dict_key, plain_value

__all__ = ["Contents", "contents_of"]

_MAX_DEPTH = 512
_JOB_INTERVAL = 4096
#: Dicts in all but name: their pairs are shown as a dict's.
_DICTS = frozenset({"collections.OrderedDict", "collections.defaultdict", "collections.Counter", "builtins.dict"})
_LISTS = frozenset(
    {"builtins.list", "builtins.tuple", "collections.deque", "builtins.set", "builtins.frozenset", "torch.Size"}
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pickle holds, and what is wrong with it."""

    entries: list[Entry]
    findings: list[Finding]


def contents_of(root: Any, tensors: TorchTensors, *, nbytes: int, job: Job | None = None, path: Path = ()) -> Contents:
    """The entries below ``root``, each path starting with ``path``.

    ``nbytes`` is the size of the pickle; the number of visits is bounded by it, since shared structure can make a few
    hundred bytes stand for billions of entries.
    """
    walk = _Walk(tensors, 4 * nbytes + 10_000, job or Job())
    walk.run(root, path)
    return Contents(walk.entries, walk.findings)


class _Walk:
    """One depth-first walk. ``pending`` holds iterators of (path element, record), one per level that is open."""

    def __init__(self, tensors: TorchTensors, budget: int, job: Job) -> None:
        self.tensors = tensors
        self.budget = budget
        self.job = job
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self._visits = 0
        self._said: set[str] = set()

    def run(self, root: Any, path: Path) -> None:
        levels: list[tuple[Path, Iterator[tuple[PathElement, Any]], int]] = []
        open_ids: set[int] = set()
        self._visit(root, path, levels, open_ids)
        while levels:
            prefix, children, identity = levels[-1]
            for element, record in children:
                self._visits += 1
                if self._visits % _JOB_INTERVAL == 0:
                    self.job.check()
                if self._visits > self.budget:
                    self._warn(
                        "shared-structure", "The pickle repeats shared parts more often than can be shown.", prefix
                    )
                    return
                depth = len(levels)
                self._visit(record, (*prefix, element), levels, open_ids)
                if len(levels) > depth:
                    break
            else:
                levels.pop()
                open_ids.discard(identity)

    def _visit(
        self,
        record: Any,
        path: Path,
        levels: list[tuple[Path, Iterator[tuple[PathElement, Any]], int]],
        open_ids: set[int],
    ) -> None:
        """Add the entry of one record, or open it as a level."""
        if type(record) is Call and self._leaf_call(record, path):
            return
        if type(record) is Persistent and (entry := self.tensors.persistent(record, path)) is not None:
            self.entries.append(entry)
            return
        value = plain_value(record)
        if value is not NOT_PLAIN:
            self.entries.append(ValueEntry(path, value))
            self._visits += len(value) if type(value) in (list, tuple, str) else 0
            return
        if id(record) in open_ids:
            self._warn("cycle", "The pickle holds an object that contains itself.", path)
            return
        if len(path) >= _MAX_DEPTH:
            self._warn("nesting", f"The pickle is nested deeper than {_MAX_DEPTH} levels; the rest is not shown.", path)
            return
        children = self._children(record, path)
        open_ids.add(id(record))
        levels.append((path, iter(children), id(record)))

    def _leaf_call(self, call: Call, path: Path) -> bool:
        """Add the entry of a call that makes a tensor or an array; False for any other call."""
        try:
            if self.tensors.makes_tensor(call):
                self.entries.append(self.tensors.entry(call, path))
                return True
            if is_scalar(call):
                self.entries.append(scalar_entry(call, path))
                return True
            if is_array(call):
                entry = array_entry(call, path)
                if entry is None:
                    return False
                self.entries.append(entry)
                return True
            if canonical(call.name) == "builtins.eval" and is_data_expression(call):
                inner = call.args[1].pairs[0][1]
                return type(inner) is Call and self._leaf_call(inner, path)
        except CheckpointError as error:
            self.entries.append(ObjectEntry(path, call.name, {"error": error.reason}))
            self._warn("unreadable-tensor", f"{key_of(path) or 'The tensor'} can't be read: {error.reason}.", path)
            return True
        return False

    def _children(self, record: Any, path: Path) -> list[tuple[PathElement, Any]]:
        kind = type(record)
        if kind is PickledDict:
            return self._dict_items(record.pairs, path)
        if kind is list or kind is tuple:
            return list(enumerate(record))
        if kind is PickledSet:
            return list(enumerate(record.items))
        if kind is Persistent:
            self.entries.append(ObjectEntry(path, _persistent_class(record)))
            return []
        return self._call_items(record, path)

    def _dict_items(self, pairs: list[tuple[Any, Any]], path: Path) -> list[tuple[PathElement, Any]]:
        items: dict[PathElement, Any] = {}
        for key, value in pairs:
            if type(key) in (list, PickledDict, PickledSet) and not (type(key) is PickledSet and key.frozen):
                self._warn(
                    "unhashable-key", "The pickle uses a list, dict or set as a dict key, which Python refuses.", path
                )
            element = self._element(key)
            if element in items:
                self._info("repeated-key", f"The pickle sets {element!r} twice; the last one counts.", path)
            items[element] = value
        return list(items.items())

    def _element(self, key: Any) -> PathElement:
        """A dict key as a path element; a numpy scalar by its value."""
        if type(key) is Call and is_scalar(key):
            try:
                return Key(repr(read_values(scalar_entry(key, ())).item()), opaque=True)
            except CheckpointError:
                pass
        return dict_key(key)

    def _call_items(self, call: Call, path: Path) -> list[tuple[PathElement, Any]]:
        name = canonical(call.name)
        if name == "torch.jit._pickle.restore_type_tag" and type(call.args) is tuple and call.args:
            return self._children(call.args[0], path)
        if name in _DICTS:
            return self._dict_items(_dict_pairs(call), path)
        if name in _LISTS and type(call.args) is tuple:
            items = call.args[0] if call.args and type(call.args[0]) in (list, tuple) else ()
            return list(enumerate([*items, *(call.items or ())]))
        if is_array(call):
            return self._object_array(call, path)
        return self._object(call, path)

    def _object_array(self, call: Call, path: Path) -> list[tuple[PathElement, Any]]:
        """An array of Python objects: its items; a single one in a 0-d array stands for itself."""
        try:
            shape, items = array_items(call)
        except CheckpointError as error:
            self._warn("unreadable-tensor", f"{key_of(path) or 'The array'} can't be read: {error.reason}.", path)
            return []
        if shape == () and items:
            inner = items[0]
            return self._children(inner, path) if plain_value(inner) is NOT_PLAIN else [(0, inner)]
        return list(enumerate(items))

    def _object(self, call: Call, path: Path) -> list[tuple[PathElement, Any]]:
        """An object of some class: its class as an entry, its state as attributes, its arguments and items by position."""
        class_record, positional, states = _class_arguments_states(call)
        attributes = {"source": source} if (source := _source_of(class_record)) else {}
        self.entries.append(ObjectEntry(path, _class_name(class_record), attributes))
        if len(positional) == 1 and type(positional[0]) is PickledDict:  # a subclass of dict
            children = self._dict_items(positional[0].pairs, path)
        else:
            children = list(enumerate([*positional, *(call.items or ())]))
        if call.kwargs is not None and type(call.kwargs) is PickledDict:
            children += [(Attribute(str(dict_key(key))), value) for key, value in call.kwargs.pairs]
        children += self._dict_items(call.pairs or [], path)
        for state in states:
            children += _state_items(state)
        return children

    def _warn(self, code: str, message: str, path: Path) -> None:
        self._say(Severity.WARNING, code, message, path)

    def _info(self, code: str, message: str, path: Path) -> None:
        self._say(Severity.INFO, code, message, path)

    def _say(self, severity: Severity, code: str, message: str, path: Path) -> None:
        """One finding; of kinds that could come by the thousand, one per code is enough."""
        if code in ("cycle", "nesting", "shared-structure", "unhashable-key"):
            if code in self._said:
                return
            self._said.add(code)
        self.findings.append(Finding(severity, code, message, key_of(path)[:200]))


def _dict_pairs(call: Call | PickledDict) -> list[tuple[Any, Any]]:
    """The pairs of a dict, or of an OrderedDict and its like, given as arguments (Python 2) or set afterwards."""
    if isinstance(call, PickledDict):
        return call.pairs
    pairs: list[tuple[Any, Any]] = []
    for argument in call.args if type(call.args) is tuple else ():
        if type(argument) is PickledDict:
            pairs += argument.pairs
        elif type(argument) is list:
            pairs += [tuple(pair) for pair in argument if type(pair) in (list, tuple) and len(pair) == 2]
    return pairs + (call.pairs or [])


def _class_arguments_states(call: Call) -> tuple[Any, list[Any], list[Any]]:
    """The class an object is of, the positional arguments worth showing, and its states.

    ``copyreg._reconstructor(class, base, state)``, ``copyreg.__newobj__(class, *args)`` and
    ``torch._tensor._rebuild_from_type_v2(function, class, args, state)`` name the class in their arguments.
    """
    args = list(call.args) if type(call.args) is tuple else []
    states = call.states or []
    name = canonical(call.name)
    if name == "copyreg._reconstructor" and len(args) == 3:
        base = args[2]
        return args[0], list(base) if type(base) in (list, tuple) else [] if base is None else [base], states
    if name == "copyreg.__newobj__" and args:
        return args[0], args[1:], states
    if name == "torch._tensor._rebuild_from_type_v2" and len(args) == 4:
        return args[1], [], [args[3], *states]
    return call.function, args, states


def _class_name(record: Any) -> str:
    if type(record) is Global:
        return record.name
    if type(record) is Persistent:
        return _persistent_class(record)
    return record.name if type(record) is Call and record.name else "<computed>"


def _persistent_class(record: Persistent) -> str:
    """The class a legacy file saved with its source: ``('module', class, source_file, source)``; or what else it is."""
    pid = record.pid
    if type(pid) is tuple and len(pid) > 1 and type(pid[1]) is Global:
        return pid[1].name
    return "<persistent id>"


def _source_of(record: Any) -> str:
    """The source text a legacy file keeps beside a pickled class."""
    if type(record) is Persistent and type(record.pid) is tuple and len(record.pid) > 3 and type(record.pid[3]) is str:
        return record.pid[3]
    return ""


def _state_items(state: Any) -> list[tuple[PathElement, Any]]:
    """The attributes a BUILD would set: a dict, or ``(dict, dict of slots)``."""
    parts = state if type(state) is tuple and len(state) == 2 and _are_states(state) else (state,)
    items: list[tuple[PathElement, Any]] = []
    for part in parts:
        if type(part) is PickledDict or (type(part) is Call and canonical(part.name) in _DICTS):
            pairs = _dict_pairs(part)
            is_module = any(key == "_modules" for key, _ in pairs)
            for key, value in pairs:
                if is_module and _is_housekeeping(key, value):
                    continue
                name = key if type(key) is str else str(dict_key(key))
                items.append((Attribute(name), value))
        elif part is not None:
            items.append((Attribute("__setstate__"), part))
    return items


def _are_states(parts: tuple[Any, ...]) -> bool:
    return all(part is None or type(part) is PickledDict for part in parts)


def _is_housekeeping(key: Any, value: Any) -> bool:
    """Whether an attribute of a module is one of its private, empty hook tables."""
    if type(key) is not str or not key.startswith("_"):
        return False
    if value is None or value is False:
        return True
    if type(value) is PickledDict:
        return not value.pairs
    if type(value) is PickledSet:
        return not value.items
    return (
        type(value) is Call and canonical(value.name) in (_DICTS | _LISTS) and not value.pairs and not any(value.args)
    )
