"""Whether the numbers of a checkpoint are those of a healthy model: every value is looked at, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inspector.analysis.codes import code_values, tally
from inspector.analysis.passes import Elements
from inspector.analysis.range_summary import RangeSummary, surveyed
from inspector.checkpoint.roles import Role, roles
from inspector.errors import InspectorError
from inspector.jobs import Job, Stage
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import Entry, TensorEntry

__all__ = ["Health", "health"]

_BEGINNINGS = ("all_zero", "constant")


@dataclass(frozen=True, slots=True)
class Health:
    """What was found in ``checked`` tensors. All others are indices of entries, ascending.

    ``not_finite`` hold NaN or infinite values, ``all_zero`` nothing but zeros, ``constant`` another value throughout, more
    than once; ``unreadable`` could not be read. The state of an optimizer begins as zeros, and parts of quantised weights,
    such as their zero points, often are all alike, which says nothing.
    """

    checked: int
    not_finite: tuple[int, ...] = ()
    all_zero: tuple[int, ...] = ()
    constant: tuple[int, ...] = ()
    unreadable: tuple[int, ...] = ()


def health(entries: Sequence[Entry], job: Job | None = None) -> Health:
    """The health of all tensors among ``entries``."""
    job = job or Job()
    tensors = {
        index: entry for index, entry in enumerate(entries) if isinstance(entry, TensorEntry) and entry.has_numbers
    }
    known_roles = roles(entries)
    total = sum(entry.nbytes for entry in tensors.values())
    found: dict[str, list[int]] = {"not_finite": [], "all_zero": [], "constant": [], "unreadable": []}
    before = 0
    for index, entry in tensors.items():
        job.report(before, total, f"Checking {entry.key}")
        kind = _kind(entry, Stage(job, before, total))
        says_nothing = known_roles[index] is Role.OPTIMIZER or not entry.in_state_dict
        if kind and not (kind in _BEGINNINGS and says_nothing):
            found[kind].append(index)
        before += entry.nbytes
    return Health(len(tensors), **{kind: tuple(indices) for kind, indices in found.items()})


def _kind(entry: TensorEntry, job: Job) -> str:
    """Which list of :class:`Health` a tensor belongs to; "" for none."""
    try:
        range_summary = _survey(entry, job)
    except InspectorError:
        return "unreadable"
    if range_summary.finite < range_summary.count:
        return "not_finite"
    if entry.numel < 2 or range_summary.low != range_summary.high:
        return ""
    if range_summary.low == 0:
        return "all_zero"
    return "constant" if entry.dtype.kind is not Kind.COMPLEX else ""  # whose range is that of their magnitudes


def _survey(entry: TensorEntry, job: Job) -> RangeSummary:
    table = code_values(entry.values)
    elements = Elements(entry, job)
    return tally(elements, table).range_summary if table is not None else surveyed(elements)
