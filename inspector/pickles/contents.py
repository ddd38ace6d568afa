"""From the record of a pickle to the entries of a checkpoint.

The walk goes through dicts, lists and objects in the file's order and stops at tensors, arrays and plain values. It uses no
recursion, visits no more than the file can honestly hold, and survives cycles, shared structure and any depth.

What a pickle leads to from several places is shown at the first of them, with references to it from the others: a graph
has as many ways to a node as it likes. Tensors are shown wherever they are, and so is what a state dict would repeat: a
module that is part of several others, a dict of tensors that goes by a few names.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby, repeat
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.pickles.recogniser import FrameworkTensors, Recognisers
from inspector.pickles.records import DICT_CLASSES, Call, Global, Persistent, PickledDict, PickledSet, shown
from inspector.pickles.values import NOT_PLAIN, UNNAMED_KEY, numbered_key, weight
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import (
    Attribute,
    Entry,
    ObjectEntry,
    Path,
    PathElement,
    ReferenceEntry,
    TensorEntry,
    ValueEntry,
    key_of,
)
from inspector.text import plural

__all__ = ["Contents", "contents_of"]

#: What lies deeper in one go comes after everything else: most objects of a graph have a shorter path as well.
_MAX_RUN = 32
#: Plain values up to this weight are shown wherever they are: what says that they are another's is no shorter.
_MAX_REPEATED_WEIGHT = 64
#: How often a dict of tensors is shown whole: as model, as average, as best so far.
_MAX_REPEATED_STATES = 4
_MAX_ATTRIBUTES = 100
#: So many tensors of a dict are added at once: about a millisecond. Of fewer than some each is looked at by itself.
_RUN, _FEW = 1024, 8
_MAX_KEY_LENGTH = 1 << 16
_RECORD, _STORAGE = itemgetter(1), attrgetter("storage")
#: The names of attributes and settings, which many dicts share.
_FREE_KEY_LENGTH = 16
_LISTS = frozenset({"builtins.list", "builtins.tuple", "collections.deque", "builtins.set", "builtins.frozenset"})
#: Findings of these kinds could come by the thousand: one of each is enough.
_SAID_ONCE = frozenset({"cycle", "nesting", "shared-structure", "unhashable-key", "many-entries"})
_MANY = "The pickle holds more than {most:,} entries; of the others only tensors are shown."
_CHANGED = "The pickle changes {name} after making it: the values shown are not those that load."
_SHARED = "The pickle repeats shared parts more often than can be shown."


class _Numbered:
    """The items of a list with their positions, made as they are asked for: there may be millions."""

    def __init__(self, items: Sequence[Any]) -> None:
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[tuple[PathElement, Any]]:
        return enumerate(self._items)


_Children = list[tuple[PathElement, Any]] | _Numbered


@dataclass(frozen=True, slots=True)
class Contents:
    """What a pickle holds, and what is wrong with it."""

    entries: list[Entry]
    findings: list[Finding]


@dataclass(slots=True)
class _Met:
    """A record that was met, at ``path``; kept with it, since what is unwrapped is made anew and must not share its id.

    ``tensors`` is how many tensors are in it; it is shown whole ``times`` times.
    """

    record: Any
    path: Path
    is_state: bool = False
    tensors: int = 0
    times: int = 1


class _Level(NamedTuple):
    """A container the walk is inside of. ``width`` is the length of its path as text, roughly.

    ``tensors`` is how many tensors there were before it.
    """

    path: Path
    children: Iterator[tuple[PathElement, Any]]
    met: _Met
    width: int
    tensors: int


def contents_of(
    root: Any,
    recognisers: Recognisers,
    tensors: FrameworkTensors,
    *,
    nbytes: int,
    job: Job | None = None,
    path: Path = (),
) -> Contents:
    """The entries below ``root``, each path starting with ``path``. ``tensors`` are those of this pickle.

    ``nbytes`` is the size of the pickle; the work and what comes of it are bounded by that, since shared structure can make
    a few hundred bytes stand for billions of entries.
    """
    walk = _Walk(recognisers, tensors, 4 * nbytes + 10_000, job or Job())
    walk.run(root, path)
    return Contents(walk.entries, walk.findings)


class _Walk:
    """One depth-first walk through a record. ``levels`` are the containers that are open, outermost first."""

    def __init__(self, recognisers: Recognisers, tensors: FrameworkTensors, budget: int, job: Job) -> None:
        self.recognisers = recognisers
        self.tensors = tensors
        self.values = recognisers.values
        self._job = job
        self.limits = job.limits
        self._most = job.limits.pickle_entries
        self.budget = budget
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []
        self._levels: list[_Level] = []
        self._open: set[int] = set()
        self._met: dict[int, _Met] = {}  # by identity
        self._deferred: deque[tuple[Any, Path, int]] = deque()
        self._start = 0  # the length of the path that the walk began at, or goes on from
        self._tensors = 0
        self._visits = job.each(count())
        self._said: set[str] = set()
        self._beyond = 0  # entries after the last that is listed whatever it is

    def run(self, root: Any, path: Path) -> None:
        """Visit everything below ``root``, as far as the budget goes."""
        self._start = len(path)
        self._visit(root, path)
        self._finish_levels()
        while self._deferred and self.budget >= 0:
            record, path, width = self._deferred.popleft()
            self._start = len(path)
            met = self._met.get(id(record))
            if met is not None and not self._is_shown_again(met, path):
                self._refer(met, path)
            else:
                self._enter(record, path, met, width)
                self._finish_levels()

    def _finish_levels(self) -> None:
        """Visit everything in the levels that are open."""
        while self._levels:
            prefix, children, met, _, tensors = self._levels[-1]
            for element, record in children:
                if self._visit(record, (*prefix, element)):
                    break
            else:
                self._levels.pop()
                self._open.discard(id(met.record))
                met.tensors = self._tensors - tensors
            if self.budget < 0:
                if "many-entries" not in self._said:
                    self._warn("shared-structure", _SHARED, prefix)
                return

    def _visit(self, record: Any, path: Path) -> bool:
        """Add the entry of one record, or open it as a level; whether the walk has to look at its levels anew."""
        next(self._visits)
        if type(record) is Call or type(record) is Persistent:
            try:
                tensor = self.tensors.entry(record, path)
            except CheckpointError as error:
                self._warn("unreadable-tensor", f"{_name(path) or 'The tensor'} can't be read: {error.reason}.", path)
                self._add(ObjectEntry(path, self._class_name(record), {"error": error.reason}))
                return self.budget < 0
            if tensor is not None:
                self._tensors += 1
                self._add(tensor)
                if type(record) is Call and self.tensors.is_overwritten(record):
                    self._warn("changed-tensor", _CHANGED.format(name=_name(path) or "a tensor"), path)
                if type(tensor.storage) is MemoryStorage:  # made for it
                    self.budget -= tensor.storage.nbytes
                return self.budget < 0
        met = self._met.get(id(record))
        if met is not None and not self._is_shown_again(met, path):
            return self._refer(met, path)
        value = self.values.of(record)
        if value is not NOT_PLAIN:
            self._add(ValueEntry(path, value))
            size = weight(value)
            self.budget -= size
            if path and type(path[-1]) is str:
                self.budget -= len(path[-1]) // _FREE_KEY_LENGTH
            if size > _MAX_REPEATED_WEIGHT:
                self._met[id(record)] = _Met(record, path)
            return self.budget < 0
        width = self._levels[-1].width if self._levels else 0
        if path and type(path[-1]) is str:
            width += len(path[-1])
        if len(path) - self._start < _MAX_RUN:
            return self._enter(record, path, met, width)
        self._deferred.append((record, path, width))
        self.budget -= 1
        return self.budget < 0

    def _refer(self, met: _Met, path: Path) -> bool:
        """Add a reference to what is shown elsewhere."""
        if id(met.record) in self._open:
            self._warn("cycle", "The pickle holds an object that contains itself.", path)
        self._add(ReferenceEntry(path, met.path))
        self.budget -= 1 + len(path) + len(met.path)
        return self.budget < 0

    def _is_shown_again(self, met: _Met, path: Path) -> bool:
        """Whether a record is shown whole although it was before."""
        if id(met.record) in self._open:
            return False
        marks = self.recognisers.module_attributes
        if any(type(element) is Attribute and element.name in marks for element in path[-2:]):
            return True
        return met.is_state and met.tensors > 0 and met.times < _MAX_REPEATED_STATES

    def _add(self, entry: Entry) -> None:
        most = self._most
        if len(self.entries) < most:
            self.entries.append(entry)
            return
        self._warn("many-entries", _MANY.format(most=most), entry.path)
        self._beyond += 1
        if self._beyond > most:
            self.budget = -1
        elif isinstance(entry, TensorEntry):
            self.entries.append(entry)

    def _enter(self, record: Any, path: Path, met: _Met | None, width: int) -> bool:
        """Open a container as a level; False if it can't be or is not to be shown."""
        most = self.limits.pickle_depth
        if len(path) >= most or width > _MAX_KEY_LENGTH:
            self._warn("nesting", f"The pickle is nested deeper than {most} levels; the rest is not shown.", path)
            return False
        if met is None:
            met = self._met[id(record)] = _Met(record, path, self._is_state(record))
        else:
            met.times += 1
        children = self._children(self._unwrapped(record, path), path)
        self.budget -= len(children) * (1 + width // 64)
        self._open.add(id(record))
        self._levels.append(_Level(path, self._in_turn(children, path), met, width, self._tensors))
        return True

    def _in_turn(self, children: _Children, path: Path) -> Iterator[tuple[PathElement, Any]]:
        """The children that have to be looked at one by one; of calls that follow each other none, if all are tensors."""
        if len(children) < _FEW or not isinstance(children, list):
            yield from children
            return
        start = 0
        for kind, same in groupby(map(type, map(_RECORD, children))):
            end = start + len([*same])
            while start < end:
                run = children[start : min(end, start + _RUN)]
                if kind is not Call or len(run) < _FEW or not self._add_tensors(run, path):
                    yield from run
                start += len(run)

    def _add_tensors(self, items: list[tuple[PathElement, Any]], path: Path) -> bool:
        """Add the entries of several items of a dict or of an object's state, if all are plain tensors."""
        elements, records = zip(*items, strict=True)
        kinds = set(map(type, elements))
        if len(self.entries) + len(items) > self._most or not kinds <= {str, Attribute}:
            return False
        self._job.check()
        paths = elements if kinds == {str} and not path else [*zip(*map(repeat, path), elements, strict=False)]
        entries = self.tensors.plain_entries(records, paths)
        if entries is None:
            return False
        self._tensors += len(entries)
        self.entries += entries
        if MemoryStorage in set(map(type, map(_STORAGE, entries))):  # made for them
            self.budget -= sum(entry.storage.nbytes for entry in entries if type(entry.storage) is MemoryStorage)
        return True

    def _is_state(self, record: Any) -> bool:
        """Whether a record is a dict or a module, which are or have a state dict."""
        if type(record) is PickledDict:
            return True
        if type(record) is not Call:
            return False
        marks = self.recognisers.module_attributes
        return record.name in DICT_CLASSES or any(
            type(key) is str and key in marks
            for state in record.states or ()
            if type(state) is PickledDict
            for key, _ in state.pairs[:_MAX_ATTRIBUTES]
        )

    def _unwrapped(self, record: Any, path: Path) -> Any:
        """What a call stands for, as its framework knows it; itself in most cases, nothing if that can't be read."""
        unwrap = self.recognisers.unwrapped.get(record.name) if type(record) is Call else None
        if unwrap is None:
            return record
        try:
            inside = unwrap(record, self.values)
        except CheckpointError as error:
            self._warn("unreadable-tensor", f"{_name(path) or 'The array'} can't be read: {error.reason}.", path)
            return []
        return record if inside is None else inside

    def _children(self, record: Any, path: Path) -> _Children:
        kind = type(record)
        if kind is PickledDict:
            return self._dict_items(record.pairs, path)
        if kind is list or kind is tuple:
            return _Numbered(record)
        if kind is PickledSet:
            return _Numbered(record.items)
        if kind is Persistent:
            self._add(ObjectEntry(path, self._class_name(record)))
            return []
        return self._call_items(record, path)

    def _dict_items(self, pairs: list[tuple[Any, Any]], path: Path) -> list[tuple[PathElement, Any]]:
        if {type(key) for key, _ in pairs} == {str} and len(dict(pairs)) == len(pairs):
            return pairs
        items: dict[Any, tuple[PathElement, Any]] = {}  # by the key, if that is text, or else by what it is written as
        unnamed: dict[int, PathElement] = {}  # by identity: an optimizer has its parameters as keys
        most = self.limits.pickle_entries
        if len(pairs) > most:
            self._warn("many-entries", _MANY.format(most=most), path)
            pairs = pairs[:most]
        for key, value in pairs:
            if type(key) is str:
                items[key] = (key, value)
            else:
                element = self._element(key)
                if element == UNNAMED_KEY:
                    element = unnamed.setdefault(id(key), numbered_key(len(unnamed)))
                items[repr(element),] = (element, value)
                if type(key) in (list, PickledDict) or (type(key) is PickledSet and not key.frozen):
                    message = "The pickle uses a list, dict or set as a dict key, which Python refuses."
                    self._warn("unhashable-key", message, path)
        if len(items) < len(pairs):
            message = f"{plural(len(pairs) - len(items), 'key')} of the pickle are set twice; the last one counts."
            self._say(Severity.INFO, "repeated-key", message, path)
        return list(items.values())

    def _element(self, key: Any) -> PathElement:
        """A dict key as a path element; a scalar of a framework by its value."""
        if type(key) is Call:
            try:
                known = self.tensors.key(key)
            except CheckpointError:
                known = None
            if known is not None:
                return known
        return self.values.key(key)

    def _call_items(self, call: Call, path: Path) -> _Children:
        if call.name in DICT_CLASSES:
            return self._dict_items(_dict_pairs(call), path)
        if call.name in _LISTS and type(call.args) is tuple:
            items = call.args[0] if call.args and type(call.args[0]) in (list, tuple) else ()
            return _Numbered([*items, *(call.items or ())])
        return self._object(call, path)

    def _object(self, call: Call, path: Path) -> list[tuple[PathElement, Any]]:
        """An object of some class: its class as an entry, its state as attributes, its arguments and items by position."""
        class_record, positional, states = _class_arguments_states(call)
        source = self.recognisers.reference(class_record).source if type(class_record) is Persistent else ""
        self._add(ObjectEntry(path, self._class_name(class_record), {"source": source} if source else {}))
        if len(positional) == 1 and type(positional[0]) is PickledDict:  # a subclass of dict
            children = [*self._dict_items(positional[0].pairs, path)]  # not the dict's own list
        else:
            children = list(enumerate([*positional, *(call.items or ())]))
        if call.kwargs is not None and type(call.kwargs) is PickledDict:
            children += [(Attribute(str(self.values.key(key))), value) for key, value in call.kwargs.pairs]
        children += self._dict_items(call.pairs or [], path)
        for state in states:
            children += self._state_items(state)
        return children

    def _class_name(self, record: Any) -> str:
        if type(record) is Global:
            return record.name
        if type(record) is Persistent:
            return self.recognisers.reference(record).class_name
        return record.name if type(record) is Call and record.name else "<computed>"

    def _state_items(self, state: Any) -> list[tuple[PathElement, Any]]:
        """The attributes a BUILD would set: a dict, or ``(dict, dict of slots)``."""
        parts = state if type(state) is tuple and len(state) == 2 and _are_states(state) else (state,)
        items: list[tuple[PathElement, Any]] = []
        for part in parts:
            if type(part) is PickledDict or (type(part) is Call and part.name in DICT_CLASSES):
                pairs = _dict_pairs(part)
                keys = [key for key, _ in pairs if type(key) is str]
                is_module = not self.recognisers.module_attributes.isdisjoint(keys)
                if not is_module and len(keys) == len(pairs):  # thousands, where torch has compiled a list of tensors
                    items += zip(map(Attribute, keys), map(_RECORD, pairs), strict=True)
                    continue
                for key, value in pairs:
                    if is_module and _is_housekeeping(key, value):
                        continue
                    name = key if type(key) is str else str(self.values.key(key))
                    items.append((Attribute(name), value))
            elif part is not None:
                items.append((Attribute("__setstate__"), part))
        return items

    def _warn(self, code: str, message: str, path: Path) -> None:
        self._say(Severity.WARNING, code, message, path)

    def _say(self, severity: Severity, code: str, message: str, path: Path) -> None:
        if code in _SAID_ONCE:
            if code in self._said:
                return
            self._said.add(code)
        self.findings.append(Finding(severity, code, message, _name(path)))


def _name(path: Path) -> str:
    """A key as a message may quote it."""
    return shown(key_of(path)) if path else ""


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

    ``copyreg._reconstructor(class, base, state)`` and ``copyreg.__newobj__(class, *args)`` name the class first.
    """
    args = list(call.args) if type(call.args) is tuple else []
    states = call.states or []
    name = call.name
    if name == "copyreg._reconstructor" and len(args) == 3:
        base = args[2]
        return args[0], list(base) if type(base) in (list, tuple) else [] if base is None else [base], states
    if name == "copyreg.__newobj__" and args:
        return args[0], args[1:], states
    return call.function, args, states


def _are_states(parts: tuple[Any, ...]) -> bool:
    return all(part is None or type(part) is PickledDict for part in parts)


def _is_housekeeping(key: Any, value: Any) -> bool:
    """Whether an attribute of a module is one of its private, empty hook tables."""
    if type(key) is not str or key[:1] != "_":
        return False
    if value is None or value is False:
        return True
    kind = type(value)
    if kind is PickledDict:
        return not value.pairs
    if kind is PickledSet:
        return not value.items
    return (
        kind is Call
        and value.name in (DICT_CLASSES | _LISTS)
        and not value.pairs
        and (value.args == () or value.args == ([],))
    )
