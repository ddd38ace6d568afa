"""Names that are dangerous only with some arguments: every use of them in a pickle is looked at.

Paddle really writes ``eval('data', {'data': array})`` for a tensor, and plain pickles of torch tensors really call
``torch.storage._load_from_bytes``; ``list`` is harmless but for ``list(range(2**40))``. The audit walks every record, those
that the pickle made and threw away included, so that a harmless use can't hide another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.pickles.long_text import LongText
from inspector.pickles.machine import Pickle
from inspector.pickles.names import CONTEXTUAL, findings_of_names
from inspector.pickles.records import Call, Global, Persistent, PickledDict, PickledSet

__all__ = ["audit", "calls_in", "is_data_expression"]

_MAX_PREALLOCATED = 1 << 24
#: Names that are harmless in the one kind of call that is looked at, and in no other place.
_ONLY_CALLED = frozenset({"builtins.eval", "torch.storage._load_from_bytes"})


def audit(pickle: Pickle, where: str = "", job: Job | None = None) -> list[Finding]:
    """The findings of one pickle: one per name, and one per harmful use of a name that is otherwise harmless."""
    contextual = {name.canonical for name in pickle.globals} & CONTEXTUAL
    harmful: dict[str, str] = {}
    called: set[str] = set()
    for record in (job or Job()).each(_records_in(pickle)) if contextual else ():
        if type(record) is Call and record.name in contextual:
            called.add(record.name)
            if reason := _harm(record.name, record):
                harmful.setdefault(record.name, reason)
        for name in _handed_on(record) & contextual:
            harmful.setdefault(name, f"The pickle hands {name} to other code, which may call it; nothing was run.")
    findings = [Finding(Severity.DANGER, "pickle-dangerous-call", reason, where) for reason in harmful.values()]
    benign = frozenset({"builtins.eval"} & called) - harmful.keys()
    return findings + findings_of_names(pickle.globals, where, benign)


def is_data_expression(call: Call) -> bool:
    """Whether a call of ``eval`` has exactly the form Paddle writes: ``eval('data', {'data': something})``."""
    if type(call.args) is not tuple or len(call.args) != 2 or call.args[0] != "data":
        return False
    scope = call.args[1]
    return type(scope) is PickledDict and len(scope.pairs) == 1 and scope.pairs[0][0] == "data"


def _harm(name: str, call: Call) -> str:
    """What a call of a contextual name would do that it should not; empty if nothing."""
    args = call.args if type(call.args) is tuple else ()
    if name == "builtins.eval":
        return "" if is_data_expression(call) else "The pickle calls builtins.eval on an expression; nothing was run."
    if name in ("builtins.bytearray", "builtins.bytes", "builtins.range"):
        if any(type(arg) is int and arg > _MAX_PREALLOCATED for arg in args):
            return f"The pickle calls {name} with a huge number, which would eat memory or time when it is loaded."
        return ""
    if any(type(arg) is Call and arg.name in ("builtins.range", "builtins.map") for arg in args):
        return f"The pickle calls {name} on a generator, which runs it when it is loaded."
    return ""


def _handed_on(record: Any) -> set[str]:
    """The names in a record that may only be called, and are used otherwise."""
    parts = _parts(record)
    if type(record) is Call and type(record.function) is Global:
        parts = parts[1:]
    return {part.canonical for part in parts if type(part) is Global} & _ONLY_CALLED


def calls_in(pickle: Pickle, job: Job) -> Iterator[Call]:
    """Every call recorded anywhere in the pickle, each once."""
    return (record for record in job.each(_records_in(pickle)) if type(record) is Call)


def _records_in(pickle: Pickle) -> Iterator[Any]:
    """Every record that has parts, each once."""
    pending: list[Any] = [pickle.root, *pickle.discarded]
    seen: set[int] = set()
    while pending:
        record = pending.pop()
        if type(record) in _LEAVES or id(record) in seen:
            continue
        seen.add(id(record))
        yield record
        pending.extend(_parts(record))


_LEAVES = frozenset({int, float, str, bytes, bytearray, bool, type(None), Global, LongText})


def _parts(record: Any) -> list[Any]:
    """What a record holds; of a call the function comes first."""
    if type(record) in (list, tuple):
        return list(record)
    if type(record) is PickledDict:
        return [part for pair in record.pairs for part in pair]
    if type(record) is PickledSet:
        return record.items
    if type(record) is Persistent:
        return [record.pid]
    if type(record) is Call:
        pairs = [part for pair in record.pairs or () for part in pair]
        return [record.function, record.args, record.kwargs, *(record.states or ()), *(record.items or ()), *pairs]
    return []
