"""Exporting: which rows are written, under which keys and types, and what is kept beside them."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.errors import SelectionError
from inspector.exporting.checks import Blocker, blockers, notices
from inspector.exporting.execution import export as export_plan
from inspector.exporting.report import ExportReport
from inspector.exporting.writers import Writer, usual_writer, writer_for
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.names.filter import DTYPE_ALIASES
from inspector.names.globs import Globs, matching
from inspector.names.renaming import RenameRule, Renaming
from inspector.operations.integrity import damage, left_out
from inspector.operations.opening import CheckpointSource, opened
from inspector.quantised.logical import as_stored
from inspector.tensors.dtypes import DTYPES, DType, Kind
from inspector.tensors.encode import ENCODABLE
from inspector.tensors.entries import Entry, TensorEntry
from inspector.text import parsed_size, plural
from inspector.writing.atomic_file import resolved_target
from inspector.writing.plan import Plan, PlannedTensor, PlannedValue

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint, Candidate

__all__ = [
    "CAST_TYPES",
    "Blocker",
    "CheckedPlan",
    "ExportOptions",
    "ExportReport",
    "cast_type",
    "check",
    "export",
    "shard_nbytes",
    "write",
]

#: The types that can be cast to, the usual ones first.
_USUAL = ("float32", "float16", "bfloat16", "float64", "float8_e4m3fn", "float8_e5m2")
CAST_TYPES = (*_USUAL, *sorted(ENCODABLE.difference(_USUAL)))
_NO_RENAMES = Renaming(())


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What applies to all rows of an export.

    ``dtype`` None leaves the types as they are, ``max_shard_nbytes`` 0 makes one file of any size.
    """

    writer: Writer = field(default_factory=usual_writer)
    dtype: DType | None = None
    keep_views: bool = False
    keep_values: bool = False
    max_shard_nbytes: int = 0

    @property
    def suffix(self) -> str:
        """The suffix of the new file."""
        return self.writer.suffixes[0]

    def in_format(self, writer: Writer) -> ExportOptions:
        """The same for a file of another format, which may have no shards."""
        shards = self.max_shard_nbytes if writer.can_shard else 0
        return dataclasses.replace(self, writer=writer, max_shard_nbytes=shards)

    @property
    def writes_values(self) -> bool:
        """Whether the new file will hold values that are no tensors."""
        return self.keep_values and self.writer.has_values

    def written_rows(self, plan: Plan) -> Plan:
        """The plan with the rows that will be written, as they are."""
        texts = self.unwritten_texts(plan)
        kept = plan.without(texts) if texts else plan
        return kept if self.writes_values else kept.without_values()

    def unwritten_texts(self, plan: Plan) -> frozenset[int]:
        """Where there are tensors of text in a plan, which the format has not; none if there are no others to write."""
        types = {index: row.entry.dtype for index, row in enumerate(plan.rows) if isinstance(row, PlannedTensor)}
        texts = frozenset(index for index, dtype in types.items() if self._is_unwritten_text(dtype))
        return texts if len(texts) < len(types) else frozenset()

    def _is_unwritten_text(self, dtype: DType) -> bool:
        return dtype.kind is Kind.TEXT and not self.writer.supports_dtype(dtype)

    def applied(self, plan: Plan) -> Plan:
        """The plan as it is to be written. Takes a moment for a hundred thousand rows: for a worker thread."""
        return self.written_rows(plan).cast(self.dtype).with_views_kept(self.keep_views)


@dataclass(frozen=True, slots=True, eq=False)
class CheckedPlan:
    """What would become of a plan.

    ``renamed`` is the plan under its new keys, ``written`` what would be written of it. ``blockers`` stand in the way and
    are about the rows of ``written``; ``positions`` lead from these to the rows of the plan. ``notices`` say what the new
    file will not have as the old ones have it. ``nbytes`` is the size of the new file but for its index, elements that
    several tensors share counted as often as they are written; where something stands in the way, each time.
    """

    renamed: Plan
    written: Plan
    nbytes: int
    positions: Sequence[int]
    blockers: Sequence[Blocker]
    notices: Sequence[Finding]


def export(
    source: CheckpointSource | Plan,
    path: str | os.PathLike[str],
    *,
    match: Globs = (),
    exclude: Globs = (),
    rename: str | Iterable[RenameRule | str] = (),
    dtype: str | DType | None = None,
    keep_views: bool = False,
    keep_values: bool = False,
    stored: bool = False,
    max_shard_size: int | str = 0,
    architecture: bool | str | Candidate = False,
    params: Mapping[str, Any] | None = None,
    replace: bool = False,
    python: str = "",
    memory_limit: int = 0,
    job: Job | None = None,
) -> ExportReport:
    """Write tensors of a checkpoint to a new file, in the format that its suffix selects.

    From a checkpoint, the entries are written whose key matches one of ``match`` and none of ``exclude``; from a
    :class:`inspector.Plan`, which may have rows of several checkpoints, all of them. ``rename`` are rules OLD=NEW. ``dtype``
    casts floating-point and quantised tensors (a complex type casts complex ones). ``keep_views`` keeps storages whole and
    shared; ``keep_values`` also writes numbers, text and lists, where the format can; ``stored`` writes the stored parts of
    quantised weights instead of their decoded values. A safetensors file of more than ``max_shard_size`` (bytes, or a text
    such as ``"5GB"``) becomes shards with an index.

    ``architecture`` stores the architecture in the file, once it is verified, so that :func:`inspector.verify` needs nothing
    else: an id, a candidate, or True for the one that the file names or its keys suggest. ``params`` are its
    hyperparameters; ``python`` and ``memory_limit`` (bytes) are those of :func:`inspector.verify`.

    The file is read back and compared before it gets its name; an existing one is only replaced with ``replace``. Raises
    SelectionError for a request that can't be met, CheckpointError if a source can't be read, OutputError if the file can't
    be written, and Cancelled: what was at ``path`` is then unchanged.
    """
    job = job or Job()
    cast = cast_type(dtype) if isinstance(dtype, str) else dtype
    options = ExportOptions(writer_for(Path(path)), cast, keep_views, keep_values, shard_nbytes(max_shard_size))
    renaming = Renaming.parse(rename)
    with ExitStack() as open_files:
        beside: list[Finding] = []
        if isinstance(source, Plan):
            plan = source
        else:
            checkpoint = open_files.enter_context(opened(source, job))
            entries = as_stored(checkpoint.entries) if stored else checkpoint.entries
            chosen = matching(entries, match, exclude)
            plan = Plan().added(checkpoint, chosen)
            if not plan.tensors and checkpoint.tensors and (match or exclude):
                raise SelectionError(
                    "no tensor is selected: a glob must match the whole dotted key, as '*.weight' does"
                )
            beside = _beside_the_state(plan, chosen)
        module = None
        if architecture:
            resolved_target(path, plan.sources, replace=replace)  # refused before anything is looked for
            module = _module(plan, architecture, params or {}, job)
        report = write(
            plan, path, options, rename=renaming, architecture=module, replace=replace, python=python,
            memory_limit=memory_limit, job=job,
        )  # fmt: skip
        return dataclasses.replace(report, findings=(*beside, *report.findings)) if beside else report


def write(
    plan: Plan,
    path: str | os.PathLike[str],
    options: ExportOptions,
    *,
    rename: Renaming = _NO_RENAMES,
    architecture: Blueprint | None = None,
    replace: bool = False,
    python: str = "",
    memory_limit: int = 0,
    job: Job | None = None,
) -> ExportReport:
    """Write a plan as the options say, with a record of ``architecture`` if there is one; see :func:`export`."""
    job = job or Job()
    renamed, written = _prepared(plan, options, rename)
    meant = plan if options.keep_values else plan.without_values()
    findings = [
        *_values_left_out(plan, renamed, options),
        *_text_left_out(renamed, options),
        *_unused_rules(meant, rename),
    ]
    if architecture is not None:
        from inspector.exporting.embedded_architecture import with_architecture  # only this needs a worker's process

        target = Path(path)
        resolved_target(target, plan.sources, replace=replace)  # refused before anything is run
        written = with_architecture(written, architecture, options.writer, target, job, python, memory_limit)
    report = export_plan(
        written, path, job, writer=options.writer, replace=replace, max_shard_nbytes=options.max_shard_nbytes
    )
    for source in plan.sources:
        findings += left_out(source)
        findings += damage(source, job, (row.entry for row in written.tensors if row.source is source))
    kept = "" if architecture is None else architecture.arch
    return dataclasses.replace(report, findings=(*findings, *report.findings), architecture=kept)


def check(plan: Plan, options: ExportOptions, rename: Renaming = _NO_RENAMES, job: Job | None = None) -> CheckedPlan:
    """What would become of a plan, and what stands in the way of writing it. Reads nothing, writes nothing."""
    renamed, written = _prepared(plan, options, rename)
    if job is not None:
        job.check()
    texts = options.unwritten_texts(plan)
    kept = [
        index
        for index, row in enumerate(plan.rows)
        if index not in texts and (options.writes_values or not isinstance(row, PlannedValue))
    ]
    blocking = blockers(written, options.writer)
    nbytes = sum(row.nbytes for row in written.tensors) if blocking else options.writer.layout(written).nbytes
    remarks = [*_text_left_out(renamed, options), *notices(written, options.writer)]
    return CheckedPlan(renamed, written, nbytes, kept, blocking, remarks)


def cast_type(name: str) -> DType:
    """The type to cast to, by its name or a short one (``bf16``). Raises SelectionError for what can't be cast to."""
    full = DTYPE_ALIASES.get(name, name)
    if full not in ENCODABLE:
        raise SelectionError(f"{name!r} is none of {', '.join(sorted(ENCODABLE))}")
    return DTYPES[full]


def shard_nbytes(size: int | str) -> int:
    """A size in bytes, or a text such as ``"5GB"``, as bytes. Raises SelectionError for a text that is no size."""
    if not isinstance(size, str):
        return size
    try:
        return max(1, parsed_size(size))
    except ValueError:
        raise SelectionError(f"{size!r} is not a size such as 5GB, 500MB or 2GiB") from None


def _module(plan: Plan, architecture: bool | str | Candidate, params: Mapping[str, Any], job: Job) -> Blueprint:
    """The architecture to keep: the one given, or the one that the checkpoint says or its keys tell."""
    from inspector.architectures.registry import blueprint, overridden  # few exports need the architectures
    from inspector.operations.detection import blueprint_of, detect

    if len(plan.sources) != 1:
        raise SelectionError("an architecture is kept with the tensors of one checkpoint")
    (checkpoint,) = plan.sources
    if isinstance(architecture, str):
        return blueprint(architecture, checkpoint, params)
    if not isinstance(architecture, bool):
        return overridden(blueprint_of(architecture), params)
    found = detect(checkpoint, job=job).blueprint
    if found is None:
        name = checkpoint.location.name
        raise SelectionError(f"the architecture of {name} was not recognized; give one (archs lists close matches)")
    return overridden(found, params)


def _prepared(plan: Plan, options: ExportOptions, rename: Renaming) -> tuple[Plan, Plan]:
    """The plan under its new keys, itself if there are none, and as it is to be written."""
    renamed = plan.renamed(rename) if rename.rules else plan
    if not options.writer.is_single_tensor(options.written_rows(renamed)):
        renamed = renamed.with_file_names()
    return renamed, options.applied(renamed)


def _beside_the_state(plan: Plan, chosen: Iterable[Entry]) -> list[Finding]:
    """That tensors which were chosen are not in the plan, since the state dict of their module has no place for them."""
    outside = [entry for entry in chosen if isinstance(entry, TensorEntry) and not entry.in_state_dict]
    if not outside or not any(row.entry.in_state_dict for row in plan.tensors):
        return []
    parts = as_stored(outside)  # where those of quantised weights are outside of nothing
    left = [entry for entry in parts if isinstance(entry, TensorEntry) and not entry.in_state_dict]
    message = f"{plural(len(left), 'tensor')} left out: the model's state dict does not hold such"
    return [Finding(Severity.INFO, "tensors-left-out", message, left[0].key)] if left else []


def _values_left_out(plan: Plan, renamed: Plan, options: ExportOptions) -> Iterator[Finding]:
    """That values are not written, by their old keys where nobody asked for them."""
    values = (renamed if options.keep_values else plan).values
    if values and not options.writes_values:
        reason = " that the format can't hold" if options.keep_values else ": only tensors are written"
        message = f"{plural(len(values), 'value')} left out{reason}"
        yield Finding(Severity.INFO, "values-left-out", message, values[0].key)


def _text_left_out(plan: Plan, options: ExportOptions) -> Iterator[Finding]:
    """That tensors of text are not written."""
    texts = options.unwritten_texts(plan)
    if texts:
        message = f"{plural(len(texts), 'tensor')} of text left out that the format can't hold"
        yield Finding(Severity.INFO, "text-left-out", message, plan.rows[min(texts)].key)


def _unused_rules(plan: Plan, renaming: Renaming) -> Iterator[Finding]:
    """Rules that are about no key: most likely a slip."""
    used = {found[0] for row in plan.rows if (found := renaming.find(row.key)) is not None}
    for rule in renaming.rules:
        if rule not in used:
            yield Finding(Severity.WARNING, "rename-unused", f"the rule {str(rule)!r} matches no key")
