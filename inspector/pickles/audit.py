"""Names that are dangerous only with some arguments: every use of them in a pickle is looked at.

``list`` is harmless but for ``list(range(2**40))``, and there are frameworks that really write calls of ``eval``. The audit
walks every record, those that the pickle made and threw away included, so that a harmless use can't hide another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, cast

from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.pickles.constructions import (
    CONTAINERS,
    GETATTR,
    HANDED_ON,
    HARMS_OF_HINTS,
    MADE_BY_COPYREG,
    GivenText,
    classes_of_copyreg,
    construction,
    harm_of_acting,
    harm_of_iterating,
    harm_of_planted,
)
from inspector.pickles.long_text import LongText
from inspector.pickles.machine import Pickle
from inspector.pickles.names import words
from inspector.pickles.recogniser import Recognisers
from inspector.pickles.records import Call, Global, Persistent, PickledDict, PickledSet

__all__ = ["audit", "calls_in"]

#: Stands for all that is called without having a name.
_COMPUTED = "<computed>"
#: Calls of more arguments are not remembered by the types of these.
_MAX_SIGNATURE = 16
#: And for what is wrong with the pickle itself.
_FRAMES = "<frames>"
#: Functions of Python that call their first argument, now or when what they make is gone through.
_CALLERS = words("builtins.map builtins.iter builtins.filter")
_OF_CALLERS = _CALLERS | MADE_BY_COPYREG | {GETATTR}
_UNKNOWN_CALL = "The pickle calls {name}, a function this program does not know; nothing was run."
_UNKNOWN_CLASS = (
    "The pickle calls {name}, a class of a library that this program does not know, with what may be a path, a command "
    "or code; nothing was run."
)
#: Methods that pickles look up in their class and call, and that harm nobody: a time zone is found by its name, which may
#: not lead out of the folder of all time zones.
_METHODS_TO_REBUILD = frozenset({("zoneinfo.ZoneInfo", "_unpickle")})
#: Names of Python that do harm with some arguments.
_CONDITIONAL = words("""
    builtins.list builtins.tuple builtins.set builtins.frozenset builtins.bytearray builtins.bytes builtins.range
""")
#: Of these such as do harm only by what they go through, which has a name too. Every pickled module has a set.
_GOING_THROUGH = words("builtins.list builtins.tuple builtins.set builtins.frozenset")


def audit(pickle: Pickle, recognisers: Recognisers, where: str = "", job: Job | None = None) -> list[Finding]:
    """The findings of one pickle: one per name, and one per harmful use of a name that is otherwise harmless."""
    recognisers = recognisers.knowing(pickle.globals)
    job = job or Job()
    uses, attributes = _Uses(pickle, recognisers, job.limits.pickle_preallocated), _Attributes(recognisers)
    # Where all names stand for data whatever is done with them, no call of a result can do harm, and nothing need be walked.
    is_plain = not (uses.may_do_harm or recognisers.names.has_unknown(pickle.globals))
    # Where it does not matter to whom a name is handed, containers need no look.
    looked_at = _records_in(pickle) if uses.may_be_handed_on else _calls_in(pickle)
    for record in () if is_plain else job.each(looked_at):
        if not uses.is_unremarkable(record):
            attributes.see(record)
            uses.see(record)
    harmful, checked = uses.harmful, uses.checked
    for name in {name.canonical for name in pickle.patched}:
        harmful[name] = f"The pickle changes {name} itself, for the whole process that loads it; nothing was run."
    if pickle.is_ambiguous:
        harmful[_FRAMES] = "The pickle's frames end inside opcodes, where loaders read it differently; nothing was run."
    if attributes.are_called:
        harmful[_COMPUTED] = "The pickle calls what it computed, which may be anything; nothing was run."
    if attributes.are_of_classes():
        checked.add(GETATTR)
    findings = [Finding(Severity.DANGER, "pickle-dangerous-call", reason, where) for reason in harmful.values()]
    benign = frozenset(checked - harmful.keys())
    findings += recognisers.names.findings(pickle.globals, where, benign, job.limits.pickle_names)
    findings += (Finding(Severity.INFO, "recogniser-unavailable", problem) for problem in recognisers.problems)
    return findings


class _Uses:
    """What a pickle does with the names that do harm in some of their uses.

    ``harmful`` says of such names what harm they do, ``checked`` are those that are harmless as far as all their uses were.
    """

    def __init__(self, pickle: Pickle, recognisers: Recognisers, most_preallocated: int) -> None:
        self._most_preallocated = most_preallocated
        self.harmful: dict[str, str] = {}
        self.checked: set[str] = set()
        self._recognisers = recognisers
        names, know = {name.canonical for name in pickle.globals}, recognisers.names
        self._conditional = (names & recognisers.conditional.keys()) | (names & HARMS_OF_HINTS.keys())
        self._of_python = names & _CONDITIONAL
        self._risky = {name.canonical for name in pickle.globals if know.is_dangerous_call(name)}
        effects = ((name.canonical, know.effect(name)) for name in pickle.globals)
        self._acting = {name: effect for name, effect in effects if effect is not None}
        self._unknown_classes = {name.canonical for name in pickle.globals if know.is_unknown_class(name)}
        self._given = GivenText()
        self._remarkable = (names & _OF_CALLERS).union(
            names & recognisers.callers,
            self._conditional, self._of_python, self._risky, self._acting, self._unknown_classes,
        )  # fmt: skip
        self._looks_up = GETATTR in names
        #: Functions with the types of arguments, none of them a name: there is nothing to any call of such.
        self._unremarkable: set[tuple[Any, ...]] = set()

    @property
    def may_do_harm(self) -> bool:
        """Whether there are such names."""
        of_python = self._of_python - _GOING_THROUGH
        return bool(self._conditional or of_python or self._risky or self._acting or self._unknown_classes)

    @property
    def may_be_handed_on(self) -> bool:
        """Whether there are names that do harm to whoever finds them in a container."""
        return bool(self._conditional)

    def is_unremarkable(self, record: Any) -> bool:
        """Whether nothing can come of a closer look at a record: a call of a name, with names, that do no harm in any use.

        There are a million of such where each tensor is an object of many parts.
        """
        if type(record) is not Call:
            return not self._conditional or Global not in map(type, _parts(record))
        function, args, states = record.function, record.args, record.states
        if type(function) is not Global or type(args) is not tuple or record.kwargs or record.items or record.pairs:
            return False
        if function.canonical in self._remarkable or (args and function.canonical in CONTAINERS):
            return False
        signature = function, *map(type, args[:_MAX_SIGNATURE])
        if not states and signature in self._unremarkable:
            return True
        kinds = set(map(type, args))
        if self._looks_up and Call in kinds:
            return False
        if Global in kinds and any(type(arg) is Global and arg.canonical in self._remarkable for arg in args):
            return False
        if states:
            return Global not in map(type, states) and not harm_of_planted(record, self._recognisers)
        if Global not in kinds and len(args) <= _MAX_SIGNATURE:
            self._unremarkable.add(signature)
        return True

    def see(self, record: Any) -> None:
        """Take note of one record."""
        for name in _handed_on(record) & self._conditional:
            self._add(name, HANDED_ON.format(name=name))
        if type(record) is not Call:
            return
        for name in _arguments_that_may_be_called(record, self._risky, self._recognisers):
            self._add(name, HANDED_ON.format(name=name))
        for name in _named_in_call(record) & self._acting.keys():
            self.checked.add(name)
            self._add(name, harm_of_acting(name, self._acting[name], record, self._recognisers))
        if self._unknown_classes:
            made, args = construction(record, self._recognisers)
            if type(made) is Global and made.canonical in self._unknown_classes and self._given.is_in(args):
                self._add(made.canonical, _UNKNOWN_CLASS.format(name=made))
        self._add(record.name or _COMPUTED, harm_of_planted(record, self._recognisers))
        self._add(record.name, harm_of_iterating(record, self._recognisers))
        self._see_called(record.name, record)

    def _see_called(self, name: str, call: Call) -> None:
        if name in self._risky:
            self._add(name, _UNKNOWN_CALL.format(name=name))
        if name in self._conditional:
            self.checked.add(name)
            harm_of = self._recognisers.conditional.get(name) or HARMS_OF_HINTS[name]
            self._add(name, harm_of(call))
        elif name in self._of_python:
            self._add(name, _harm(name, call, self._most_preallocated))

    def _add(self, name: str, harm: str) -> None:
        if harm:
            self.harmful.setdefault(name, harm)


class _Attributes:
    """What a pickle looks up by ``getattr``: enums and methods are written that way, and so is many an attack."""

    def __init__(self, recognisers: Recognisers) -> None:
        self._recognisers = recognisers
        self._looked_up: list[Call] = []
        self.are_called = False

    def see(self, record: Any) -> None:
        """Take note of one record."""
        if type(record) is not Call:
            return
        if record.name == GETATTR:
            self._looked_up.append(record)
        if type(record.args) is tuple and any(map(self._is_risky, record.args)):
            self.are_called = True
        if type(record.function) is not Global and not self._is_class(record.function):
            self.are_called = True
        elif record.name in MADE_BY_COPYREG:
            self.are_called |= not all(
                type(each) is Global or self._is_class(each) for each in classes_of_copyreg(record)
            )

    def _is_risky(self, record: Any) -> bool:
        """Whether what a call is given is a method that does harm when that calls it; kept, it is only looked up."""
        is_method = type(record) is Call and record.name == GETATTR and type(record.args) is tuple
        return is_method and any(
            type(arg) is str and self._recognisers.names.is_risky_method(arg) for arg in record.args
        )

    def _is_class(self, record: Any) -> bool:
        """Whether a record that is called and has no plain name is a class, as torch refers to them, or as a nested one."""
        return type(record) is Persistent or (type(record) is Call and _is_harmless(self._recognisers, record))

    def are_of_classes(self) -> bool:
        """Whether all are plain attributes of classes, or of their objects, and none is called but harmless classes."""
        is_plain = partial(_is_plain, self._recognisers)
        return bool(self._looked_up) and not self.are_called and all(map(is_plain, self._looked_up))


def _is_plain(recognisers: Recognisers, call: Call) -> bool:
    args = call.args
    if type(args) is not tuple or len(args) != 2 or type(args[1]) is not str:
        return False
    owner, name = args
    if type(owner) is Call:  # an object of a class
        owner = owner.function
    if type(owner) is Persistent and type(owner.pid) is tuple:  # a class that was saved with its source
        owner = next((part for part in owner.pid if type(part) is Global), None)
    if type(owner) is not Global:
        return False
    is_plain = recognisers.names.is_plain_attribute(owner, name)
    return is_plain and owner.qualname.lstrip("_")[:1].isupper() and name.isidentifier()


def _is_harmless(recognisers: Recognisers, call: Call) -> bool:
    """Whether a call looks up a class in another, both known to stand for data: so protocol 2 names a nested class.

    Or a method that only makes an object again.
    """
    if call.name != GETATTR or not _is_plain(recognisers, call) or type(call.args[0]) is not Global:
        return False
    owner, name = call.args
    if (owner.name, name) in _METHODS_TO_REBUILD:
        return True
    judge = recognisers.names.judge
    is_known = judge(owner.name, owner.qualname) is judge(f"{owner.name}.{name}") is Severity.INFO
    return is_known and name[:1].isupper()


def _harm(name: str, call: Call, most: int) -> str:
    """What a call of one of Python's names would do that it should not; nothing may have more than ``most`` elements."""
    args = call.args if type(call.args) is tuple else ()
    if name in ("builtins.bytearray", "builtins.bytes", "builtins.range"):
        if any(type(arg) is int and arg > most for arg in args):
            return f"The pickle calls {name} with a huge number, which would eat memory or time when it is loaded."
        return ""
    if any(type(arg) is Call and arg.name in ("builtins.range", "builtins.map") for arg in args):
        return f"The pickle calls {name} on a generator, which runs it when it is loaded."
    return ""


def _arguments_that_may_be_called(record: Any, risky: set[str], recognisers: Recognisers) -> list[str]:
    """What a call is given that does harm when it is called: a function that nobody knows, or what a caller will call."""
    if type(record) is not Call or type(record.args) is not tuple:
        return []
    names = [arg for arg in record.args if type(arg) is Global]
    found = [name.canonical for name in names if name.canonical in risky]
    if (record.name in _CALLERS or record.name in recognisers.callers) and record.args:
        first = record.args[0]
        if type(first) is not Global:
            found.append(_COMPUTED)
        elif recognisers.names.judge(first.name, first.qualname) is not Severity.INFO:
            found.append(first.canonical)
    return found


def _named_in_call(record: Any) -> set[str]:
    """What a call calls and is given, by name."""
    if type(record) is not Call:
        return set()
    args = record.args if type(record.args) is tuple else ()
    return {part.canonical for part in (record.function, *args) if type(part) is Global}


def _handed_on(record: Any) -> set[str]:
    """The names in a record that are not what it calls."""
    parts = _parts(record)
    if type(record) is Call and type(record.function) is Global:
        parts = parts[1:]
    return {part.canonical for part in parts if type(part) is Global}


def calls_in(pickle: Pickle, job: Job) -> Iterator[Call]:
    """Every call recorded anywhere in the pickle, each once."""
    return job.each(_calls_in(pickle))


def _calls_in(pickle: Pickle) -> Iterator[Call]:
    return (record for record in _records_in(pickle) if type(record) is Call)


def _records_in(pickle: Pickle) -> Iterator[Any]:
    """Every record that has parts, each once; tuples without names and other records are left out."""
    pending: list[Any] = [pickle.root, *pickle.discarded]
    seen: set[int] = set()
    while pending:
        record = pending.pop()
        kind = type(record)
        if kind in _LEAVES or id(record) in seen:
            continue
        seen.add(id(record))
        if kind is Call and not (record.states or record.items or record.pairs or record.kwargs):  # nearly all calls
            yield record
            pending += record.function, record.args
            continue
        parts = record if kind is tuple else _parts(record)
        inner = [part for part in parts if type(part) not in _LEAVES]
        if inner or kind is not tuple or Global in map(type, parts):
            yield record
            pending += inner


_LEAVES = frozenset({int, float, str, bytes, bytearray, bool, type(None), Global, LongText})


def _parts(record: Any) -> Sequence[Any]:
    """What a record holds; of a call the function comes first."""
    if type(record) in (list, tuple):
        return cast("Sequence[Any]", record)
    if type(record) is PickledDict:
        return [part for pair in record.pairs for part in pair]
    if type(record) is PickledSet:
        return record.items
    if type(record) is Persistent:
        return [record.pid]
    if type(record) is Call:
        if not (record.states or record.items or record.pairs or record.kwargs):
            return record.function, record.args
        pairs = [part for pair in record.pairs or () for part in pair]
        return [record.function, record.args, record.kwargs, *(record.states or ()), *(record.items or ()), *pairs]
    return []
