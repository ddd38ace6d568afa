"""The objects that a pickle makes: which class each is of, what the class is given, and what harm that does.

Nearly all objects in honest files are made without calling their class: it is named, an empty object is made of it, and
its attributes are put in. A class that is called with a path, a command or a piece of code may do anything with it, and
libraries have hundreds that do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from inspector.findings import Severity
from inspector.pickles.known_names import Effect
from inspector.pickles.recogniser import Recognisers
from inspector.pickles.records import DICT_CLASSES, Call, Global, Persistent, PickledDict, PickledSet, named_values

__all__ = [
    "CONTAINERS", "GETATTR", "HANDED_ON", "HARMS_OF_HINTS", "MADE_BY_COPYREG", "GivenText", "classes_of_copyreg",
    "construction", "harm_of_acting", "harm_of_iterating", "harm_of_planted",
]  # fmt: skip

GETATTR = "builtins.getattr"
HANDED_ON = "The pickle hands {name} to other code, which may call it; nothing was run."
_REACHES = "The pickle calls {name}, which opens files or connections, or starts programs; nothing was run."
_CALLS = "The pickle calls {name}, which calls what it is given; nothing was run."
_PLANTED = "The pickle gives an object a {name} of its own, and has it called; nothing was run."
_ITERATES = "The pickle calls {name} on an object of {made}, whose code gives its items; nothing was run."

_NEWOBJ, _NEWOBJ_EX, _RECONSTRUCTOR = "copyreg.__newobj__", "copyreg.__newobj_ex__", "copyreg._reconstructor"
MADE_BY_COPYREG = frozenset({_NEWOBJ, _NEWOBJ_EX, _RECONSTRUCTOR})
#: Text that does nobody any harm: the value of an enum, a device, a version.
_PLAIN_WORD = re.compile(r"[\w:+-]{0,64}(\.\d[\w+-]{0,32}){0,4}")
#: What pickle's own classes and ``__setstate__`` of many others ask of what they take for a dict.
_METHODS_OF_DICTS = frozenset({"keys", "items", "get", "pop", "setdefault", "update"})
_CALLED = _METHODS_OF_DICTS | {"__class__"}
_CALLABLE_OBJECTS = frozenset(
    {"functools.partial", "operator.itemgetter", "operator.attrgetter", "operator.methodcaller"}
)
#: Containers that go through what they are given, and of what they are given that runs no code of anybody's.
CONTAINERS = DICT_CLASSES | {
    "builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.bytes", "builtins.bytearray",
    "collections.deque",
}  # fmt: skip
_KEPT_WHOLE = CONTAINERS | {"_codecs.encode", "builtins.str"}
#: Calls whose arguments are what they make, or text that is made of them.
_KEEPS_TEXT = re.compile(r"_codecs\.encode|builtins\.(str|bytes|bytearray|tuple|list|dict)|pathlib\.[\w.]+")


def harm_of_acting(name: str, effect: Effect, call: Call, recognisers: Recognisers) -> str:
    """What harm a call does that has to do with a known class which acts when it is called; empty if none.

    An object that is made without arguments, or without calling its class at all, is how such classes are in honest files.
    """
    made, args = construction(call, recognisers)
    if made is None:
        return ""
    if type(made) is not Global or made.canonical != name:
        return HANDED_ON.format(name=name) if type(call.args) is tuple and _is_among(name, args) else ""
    if effect is Effect.REACHES:
        return _REACHES.format(name=name) if args or call.items or call.pairs else ""
    known = [type(arg) is Global and recognisers.names.judge(arg.name, arg.qualname) is Severity.INFO for arg in args]
    may_run = any(type(arg) in (Global, Call) and not is_known for arg, is_known in zip(args, known, strict=True))
    return _CALLS.format(name=name) if may_run else ""


def harm_of_planted(call: Call, recognisers: Recognisers) -> str:
    """What harm an object does that was given a method of its own, which pickle or a container then calls; empty if none."""
    if not call.states:
        return ""
    called = {"__class__"}
    if len(call.states) > 1:
        called.add("__setstate__")
    if call.items:
        called |= {"append", "extend", "add"}
    if len(call.states) == 1 and not call.items and _is_plain_state(call.states[0], recognisers.module_attributes):
        return ""
    for key, value in _attributes(call.states, recognisers.module_attributes):
        if type(key) is not str:
            is_planted, shown = len(called) > 1, "method of a computed name"
        else:
            is_planted = type(value) in (Global, Call) if key in called else _is_method(key, value, recognisers)
            shown = key
        if is_planted:
            return _PLANTED.format(name=shown)
    return ""


def _is_plain_state(state: Any, tables: frozenset[str]) -> bool:
    """Whether a state is a dict of names that nobody calls, and none of them a table of others: most are."""
    if type(state) is not PickledDict:
        return False
    names = [key for key, _ in state.pairs]
    return {str}.issuperset(map(type, names)) and _CALLED.isdisjoint(names) and tables.isdisjoint(names)


def _attributes(states: list[Any], tables: frozenset[str]) -> Iterator[tuple[Any, Any]]:
    """Names and values of what the states give an object; those in ``tables`` are looked up like its own."""
    for state in states:
        for part in state if type(state) is tuple else (state,):
            for key, value in _pairs(part):
                yield key, value
                if type(key) is str and key in tables:
                    yield from _pairs(value)


def _pairs(record: Any) -> list[tuple[Any, Any]]:
    """The pairs of a recorded dict, however it is made; what is computed stands for its own name."""
    if type(record) is PickledDict:
        return record.pairs
    if type(record) is not Call or record.name not in DICT_CLASSES:
        return []
    found = [*(record.pairs or ()), *named_values(record.kwargs).items()]
    for arg in record.args if type(record.args) is tuple else ():
        if type(arg) is PickledDict:
            found += arg.pairs
        elif type(arg) is list:
            found += [tuple(pair) for pair in arg if type(pair) in (tuple, list) and len(pair) == 2]
        elif type(arg) is Call and arg.name not in CONTAINERS:
            found.append((arg, arg))
    return found


def _is_method(key: str, value: Any, recognisers: Recognisers) -> bool:
    """Whether an attribute is a method of a dict, as which it will be called, and may do anything."""
    if key not in _METHODS_OF_DICTS:
        return False
    if type(value) is Call:
        return value.name == GETATTR or value.name in _CALLABLE_OBJECTS
    return type(value) is Global and recognisers.names.is_dangerous_call(value)


def harm_of_iterating(call: Call, recognisers: Recognisers) -> str:
    """What harm a container does that is made of an object of an unknown class, which gives its items; empty if none."""
    if call.name not in CONTAINERS or type(call.args) is not tuple:
        return ""
    for arg in call.args[1:] if call.name == "collections.defaultdict" else call.args:
        function = arg.function if type(arg) is Call and arg.name not in _KEPT_WHOLE else None
        if type(function) is Global and recognisers.names.judge(function.name, function.qualname) is not Severity.INFO:
            return _ITERATES.format(name=call.name, made=function)
    return ""


def classes_of_copyreg(call: Call) -> tuple[Any, ...]:
    """What those ``MADE_BY_COPYREG`` call or make an object of: what they are given as a class, and as its base."""
    several = 2 if call.name == _RECONSTRUCTOR else 1
    return call.args[:several] if type(call.args) is tuple else (call.args,)


def construction(call: Call, recognisers: Recognisers) -> tuple[Any, tuple[Any, ...]]:
    """What is really called by a call that makes an object, and what it is given; None if nothing is.

    ``copyreg._reconstructor(cls, base, state)`` calls the base with the state, unless the base is ``object``.
    """
    args = call.args if type(call.args) is tuple else (call.args,)
    if call.name == _RECONSTRUCTOR and len(args) == 3:
        base = args[1]
        return (None, ()) if type(base) is Global and base.canonical == "builtins.object" else (base, args[2:])
    if call.name in recognisers.instantiates:
        return None, ()
    if call.name == _NEWOBJ and args:
        return args[0], args[1:]
    if call.name == _NEWOBJ_EX and len(args) == 3:
        return args[0], (args[1], args[2])
    return call.function, (*args, *named_values(call.kwargs).values())


def _is_among(name: str, args: tuple[Any, ...]) -> bool:
    return any(type(arg) is Global and arg.canonical == name for arg in args)


class GivenText:
    """Whether arguments have text or bytes in them that may be a path, a command or code.

    Containers are gone through once for a whole pickle, which may give one to any number of classes.
    """

    def __init__(self) -> None:
        self._clean: set[int] = set()
        self._with_text: set[int] = set()

    def is_in(self, args: tuple[Any, ...]) -> bool:
        """Whether there is such text in any of the arguments, or in a list or dict among them.

        All but ``args`` itself are parts of the record, which live as long as this does.
        """
        if any(map(_may_do_harm, args)):
            return True
        pending, seen = [part for part in args if _parts(part)], set[int]()
        while pending:
            container = pending.pop()
            if id(container) in seen or id(container) in self._clean:
                continue
            seen.add(id(container))
            parts = _parts(container)
            if id(container) in self._with_text or any(map(_may_do_harm, parts)):
                self._with_text.add(id(container))
                return True
            pending.extend(part for part in parts if _parts(part))
        self._clean |= seen
        return False


def _may_do_harm(value: Any) -> bool:
    if type(value) is str:
        return not _PLAIN_WORD.fullmatch(value)
    if type(value) in (bytes, bytearray):
        return bool(value)
    return type(value) not in _HARMLESS


#: All others are long text, or bytes that stay in the file.
_HARMLESS = frozenset({int, float, bool, type(None), tuple, list, PickledDict, PickledSet, Global, Call, Persistent})


def _parts(record: Any) -> list[Any]:
    if type(record) in (list, tuple):
        return list(record)
    if type(record) is PickledDict:
        return [part for pair in record.pairs for part in pair]
    if type(record) is PickledSet:
        return record.items
    if type(record) is Call and _KEEPS_TEXT.fullmatch(record.name):
        return list(record.args) if type(record.args) is tuple else [record.args]
    return []


def _harm_of_subscript(call: Call) -> str:
    """What harm ``a[b]`` does, unless it makes a type hint of ``typing``: hints are written so, ``Optional[int]`` too."""
    args = call.args if type(call.args) is tuple and not call.states else ()
    is_hint = len(args) == 2 and type(args[0]) is Global and _HINT.fullmatch(args[0].name) is not None
    return "" if is_hint else _CALLS.format(name=call.function)


def _harm_of_type(call: Call) -> str:
    """What harm ``type(...)`` does, unless it is of None: so protocols before 3 write the hint for "or nothing"."""
    return "" if call.args == (None,) else _CALLS.format(name=call.function)


_HINT = re.compile(r"typing\.[A-Z]\w*")
#: By name, of what makes type hints in pickles.
HARMS_OF_HINTS: Mapping[str, Callable[[Call], str]] = {
    "_operator.getitem": _harm_of_subscript,
    "operator.getitem": _harm_of_subscript,
    "builtins.type": _harm_of_type,
}
