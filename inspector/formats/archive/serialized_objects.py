"""Objects that Stable-Baselines3 keeps as text: the member ``data`` of its archives is JSON, pickles in base64 among it.

Loading the model unpickles them. Most are spaces and schedules; a schedule that is a function is there as its code, which
making the function does not run, but training with it does.
Source: ``data_to_json`` in stable_baselines3/common/save_util.py; cloudpickle/cloudpickle.py.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from msgspec import DecodeError
from msgspec.json import Decoder

from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Job
from inspector.pickles.audit import audit, calls_in
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.names import words
from inspector.pickles.records import Call, Global
from inspector.sources.storage import MemoryStorage, Storage
from inspector.text import printable, shortened

__all__ = ["MEMBER", "findings_of_objects"]

MEMBER = "data"
_SERIALIZED = ":serialized:"
#: What cloudpickle puts functions and classes together with, in all its versions; nothing of it runs what it makes.
_MAKERS = words("""
    _builtin_type _make_function _make_skel_func _fill_function _function_setstate _make_cell _make_empty_cell _cell_set
    _make_skeleton_class _make_skeleton_enum _class_setstate _empty_cell_value
""")
_TYPES = "_builtin_type"
_MAX_NAMED = 5


def findings_of_objects(content: Storage, job: Job) -> list[Finding]:
    """What is to be said of the pickles in ``content``; nothing where it is no such JSON."""
    if content.nbytes > job.limits.companion_nbytes:
        message = f"{MEMBER} is too large to be looked into for pickles."
        return [Finding(Severity.WARNING, "unread-member", message, MEMBER)]
    try:
        value = Decoder(dict[str, Any]).decode(content.read())
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return []
    findings: dict[Finding, None] = {}
    functions: list[str] = []
    for name, pickled in _pickled(value):
        found, is_function = _findings_of(pickled, name, job)
        findings |= dict.fromkeys(found)
        functions += [printable(shortened(name, 80))] if is_function else []
    if functions:
        more = ", …" if len(functions) > _MAX_NAMED else ""
        named = f"{', '.join(functions[:_MAX_NAMED])}{more}"
        message = f"Stable-Baselines may run code that comes with the model, {named}; it was not looked at."
        findings[Finding(Severity.WARNING, "code-beside-weights", message, MEMBER)] = None
    return list(findings)


def _pickled(value: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    for name, each in value.items():
        text = each.get(_SERIALIZED) if isinstance(each, dict) else None
        if isinstance(text, str):
            try:
                yield name, binascii.a2b_base64(text)
            except ValueError:
                continue  # which Stable-Baselines can't decode either


def _findings_of(pickled: bytes, name: str, job: Job) -> tuple[list[Finding], bool]:
    """What is to be said of one pickle but for what is harmless, and whether it makes a function and does nothing else."""
    where = f"{MEMBER}: {name}"
    broken: list[Pickle] = []
    findings: list[Finding] = []
    try:
        pickle = read_pickle(MemoryStorage(pickled), job=job, alone=False, on_defect=broken.append)
    except CheckpointError as error:
        if not broken or not broken[0].globals:  # such as what is no pickle at all
            return [], False
        pickle = broken[0]
        findings.append(Finding(Severity.WARNING, "broken-pickle", f"This is no whole pickle: {error.reason}.", where))
    findings += audit(pickle, all_recognisers(), where, job)
    dangers = [finding for finding in findings if finding.severity is Severity.DANGER]
    is_function = bool(dangers) and _only_makes_functions(pickle, dangers, job)
    warnings = [replace(each, where=MEMBER) for each in findings if each.severity is Severity.WARNING]
    return ([] if is_function else dangers) + warnings, is_function


def _only_makes_functions(pickle: Pickle, dangers: list[Finding], job: Job) -> bool:
    """Whether all that is dangerous are names of cloudpickle's own, and types of Python that it looks up and calls."""
    named = [finding.imported for finding in dangers if finding.imported]
    if not named or not all(map(_is_maker, named)):
        return False
    computed = [call.function for call in calls_in(pickle, job) if type(call.function) is not Global]
    is_of_types = all(type(each) is Call and _is_maker(each.name) and each.name.endswith(_TYPES) for each in computed)
    return is_of_types and len(dangers) - len(named) == (1 if computed else 0)


def _is_maker(name: str) -> bool:
    module, _, function = name.rpartition(".")
    return module in ("cloudpickle.cloudpickle", "cloudpickle.cloudpickle_fast") and function in _MAKERS
