"""What blocks an export, and what it will change: known before anything is written.

A :class:`Blocker` is something the format can't hold; the plan has to be edited first. A finding is a change a person may
want to know of: a view that is cut, a sparse tensor that becomes dense.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.errors import SelectionError
from inspector.findings import Finding, Severity
from inspector.formats.torch.pickle_writer import can_pickle
from inspector.tensors.dtypes import DTYPES, Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import parts
from inspector.text import plural, printable, shortened, size_text
from inspector.writing.layout import can_keep_view
from inspector.writing.plan import Plan, PlannedTensor, Row, can_cast
from inspector.writing.writer import Writer

__all__ = ["Blocker", "blockers", "check", "notices"]

#: How far a tensor may exceed what is stored of it: more is no weight but a way to fill the disk.
_MAX_EXPANSION_NBYTES = 4 << 30


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why a plan can't be written: a stable ``code``, a sentence that names the way out, the positions of the rows."""

    code: str
    message: str
    rows: tuple[int, ...] = ()


def check(plan: Plan, writer: Writer) -> None:
    """Raise SelectionError with the first of the plan's obstacles."""
    found = blockers(plan, writer)
    if found:
        more = f" (and {plural(len(found) - 1, 'more obstacle')})" if len(found) > 1 else ""
        raise SelectionError(found[0].message + more)


def blockers(plan: Plan, writer: Writer) -> list[Blocker]:
    """Everything that keeps the plan from being written in the writer's format; empty if nothing does."""
    if not plan.tensors:
        return [Blocker("empty", "there is no tensor to export")]
    found = []
    refused_count = writer.why_not_count(plan)
    if refused_count:
        found.append(Blocker("count", refused_count, tuple(range(len(plan.rows)))))
    if not writer.is_single_tensor(plan):
        found += _collisions(plan, writer)
        found += _refused_keys(plan, writer)
    for index, row in enumerate(plan.rows):
        if isinstance(row, PlannedTensor):
            reason = _no_elements(row) or _no_type(row, writer) or writer.why_not(row)
            if reason:
                found.append(Blocker("tensor", f"{_named(row.entry.key)} {reason}", (index,)))
    return found


def _collisions(plan: Plan, writer: Writer) -> Iterator[Blocker]:
    """Keys that several rows have."""
    places = defaultdict(list)
    for index, row in enumerate(plan.rows):
        if isinstance(row, PlannedTensor) or writer.has_values:
            places[row.key].append(index)
    for key, indices in places.items():
        if len(indices) > 1:
            rows = [plan.rows[index] for index in indices]
            several = any(row.source is not rows[0].source for row in rows)
            names = " and ".join(_named(row.entry.key) + (_of_file(row) if several else "") for row in rows[:2])
            if len(indices) > 2:
                names += f" and {plural(len(indices) - 2, 'other')}"
            message = (
                f"{names} would all be called {key!r}" if len(indices) > 2 else f"{names} would both be called {key!r}"
            )
            yield Blocker("collision", f"{message}; rename or leave out one", tuple(indices))


def _refused_keys(plan: Plan, writer: Writer) -> Iterator[Blocker]:
    for index, row in enumerate(plan.rows):
        if isinstance(row, PlannedTensor):
            reason = writer.why_not_key(row.key)
            if not reason and not row.key and not row.entry.path:
                reason = "is empty: the tensor has no name, give it one (rename '=NAME')"
            if reason:
                yield Blocker("key", f"the key {shortened(row.key, 80)!r} {reason}", (index,))


def _no_elements(planned: PlannedTensor) -> str:
    """Why there is nothing that could be copied; empty if there is."""
    entry = planned.entry
    if entry.layout.startswith("nested"):
        return "is a nested tensor, rows of different lengths, which has no dense form; leave it out"
    if entry.storage is None:
        return "has no data in the file (device meta); leave it out"
    stored = sum(part.stored_nbytes for part in parts(entry))
    if entry.nbytes > stored + _MAX_EXPANSION_NBYTES and not entry.is_logical and not can_keep_view(planned):
        return f"would take {size_text(entry.nbytes)}, though only {size_text(stored)} of it are stored; leave it out"
    return ""


def _no_type(planned: PlannedTensor, writer: Writer) -> str:
    """Why the format can't hold the elements; empty if it can."""
    dtype = planned.dtype or planned.entry.dtype
    if writer.supports_dtype(dtype):
        return ""
    ways = "leave it out or choose another format"
    wide = _wide_type(planned, writer)
    if wide:
        ways = f"cast it to {wide}, or choose another format"
    return f"is of type {shortened(str(dtype), 80)}, which {writer.suffixes[0]} files can't hold; {ways}"


def _wide_type(planned: PlannedTensor, writer: Writer) -> str:
    """A type that the format has and that loses least of the tensor's values; empty if there is none."""
    names = ("complex64", "complex128") if planned.entry.dtype.kind is Kind.COMPLEX else ("float32", "float64")
    dtype = planned.entry.dtype
    if dtype.itemsize > dtype.elements_per_unit * DTYPES[names[0]].itemsize:
        names = names[::-1]
    for name in names:
        if can_cast(planned.entry, DTYPES[name]) and writer.supports_dtype(DTYPES[name]):
            return name
    return ""


def notices(plan: Plan, writer: Writer) -> list[Finding]:
    """What the new file will not have as the old ones have it."""
    tensors = plan.tensors
    values = [row.key for row in plan.values if not (writer.has_values and can_pickle(row.entry.value))]
    sparse = [row.key for row in tensors if row.entry.layout.startswith("sparse")]
    dequantised = [row.key for row in tensors if row.is_cast and _is_quantised(row)]
    unscaled = [row.key for row in tensors if not row.is_cast and _has_scales_beside(row.entry)]
    cut = [row.key for row in tensors if _is_cut(row, writer)]
    copied = [] if writer.shares else _sharing(tensors)
    authored = {name for source in plan.sources for name in source.metadata}
    texts = [name for name in plan.metadata if name in authored and not writer.keeps_metadata(name)]
    found = (
        _remark("values-left-out", values, "{} left out that the format can't hold", "value"),
        _remark("metadata-left-out", texts, "{} of metadata left out, which the format has no place for", "field"),
        _remark("dense-form", sparse, "{} in dense form", "sparse tensor"),
        _remark("dequantised", dequantised, "{} written as plain numbers", "quantised tensor"),
        _remark("scales-left-out", unscaled, "{} written without the scales and zero points", "integer tensor"),
        _remark("views-cut", cut, "{} cut out of a larger storage", "view"),
        _remark("copies", copied, "{} written with a copy of elements that others have too", "tensor"),
    )
    return [finding for finding in found if finding is not None]


def _is_quantised(planned: PlannedTensor) -> bool:
    return planned.entry.quantization is not None or planned.entry.is_logical


def _remark(code: str, keys: list[str], sentence: str, noun: str) -> Finding | None:
    if not keys:
        return None
    return Finding(Severity.INFO, code, sentence.format(plural(len(keys), noun)), keys[0])


def _has_scales_beside(entry: TensorEntry) -> bool:
    """Whether these are plain integers that stand for others, as in TensorFlow Lite: no format written here says so."""
    return entry.quantization is not None and entry.dtype.kind is not Kind.QUANTISED


def _is_cut(planned: PlannedTensor, writer: Writer) -> bool:
    """Whether the tensor is but a part of its storage, and will be all of the new one."""
    entry = planned.entry
    if entry.layout != "strided" or entry.storage is None or (writer.shares and can_keep_view(planned)):
        return False
    return entry.nbytes < entry.storage_nbytes


def _sharing(tensors: list[PlannedTensor]) -> list[str]:
    """The keys of tensors that look into a storage others before them look into."""
    seen = set()
    found = []
    for planned in tensors:
        storage = planned.entry.storage
        if storage is None or planned.entry.layout != "strided":
            continue
        if storage.key in seen:
            found.append(planned.key)
        seen.add(storage.key)
    return found


def _of_file(row: Row) -> str:
    return f" of {shortened(printable(row.source.path.name), 80)}"


def _named(key: str) -> str:
    return shortened(printable(key), 80) if key else "the tensor"
