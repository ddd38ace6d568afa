"""Names that are dangerous only with some arguments: every use of them in a pickle is looked at.

Paddle really writes ``eval('data', {'data': array})`` for a tensor, and plain pickles of torch tensors really call
``torch.storage._load_from_bytes``; ``list`` is harmless but for ``list(range(2**40))``. The audit walks every record, those
that the pickle made and threw away included, so that a harmless use can't hide another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inspector.checkpoint.findings import Finding, Severity
from inspector.pickles.machine import Pickle
from inspector.pickles.names import CONTEXTUAL, canonical, findings_of_names
from inspector.pickles.records import Call, Global, Persistent, PickledDict, PickledSet

__all__ = ["audit", "is_data_expression"]

_MAX_PREALLOCATED = 1 << 24


def audit(pickle: Pickle, where: str = "") -> list[Finding]:
    """The findings of one pickle: one per name, and one per harmful use of a name that is otherwise harmless."""
    contextual = {canonical(name.name) for name in pickle.globals} & CONTEXTUAL
    harmful: dict[str, str] = {}
    if contextual:
        for call in calls_in(pickle):
            name = canonical(call.name)
            if name in contextual and (reason := _harm(name, call)):
                harmful.setdefault(name, reason)
    findings = [Finding(Severity.DANGER, "pickle-dangerous-call", reason, where) for reason in harmful.values()]
    used = {canonical(call.name) for call in calls_in(pickle)} if "builtins.eval" in contextual else set()
    benign = frozenset({"builtins.eval"} & used) - harmful.keys()
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
    if any(type(arg) is Call and canonical(arg.name) in ("builtins.range", "builtins.map") for arg in args):
        return f"The pickle calls {name} on a generator, which runs it when it is loaded."
    return ""


def calls_in(pickle: Pickle) -> Iterator[Call]:
    """Every call recorded anywhere in the pickle, each once."""
    pending: list[Any] = [pickle.root, *pickle.discarded]
    seen: set[int] = set()
    while pending:
        record = pending.pop()
        kind = type(record)
        if kind in _LEAVES or id(record) in seen:
            continue
        seen.add(id(record))
        if kind is Call:
            yield record
        pending.extend(_parts(record))


_LEAVES = frozenset({int, float, str, bytes, bytearray, bool, type(None), Global})


def _parts(record: Any) -> list[Any]:
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
