"""Adapters: the modules of a base that they match, what they add to each, and the merged model.

A file without an adapter's tensors is taken for a full fine-tune of the base: each of its tensors has a delta, too.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Hashable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from inspector.adapters.changes import changed_entry
from inspector.adapters.report import AdapterReport, ModuleReport, ModuleState
from inspector.adapters.survey import Survey, surveyed, surveyed_fine_tune
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.exporting.report import ExportReport
from inspector.exporting.writers import writer_for
from inspector.jobs import Job
from inspector.operations.adapter_pairing import is_adapter
from inspector.operations.alignment import align
from inspector.operations.exporting import ExportOptions, shard_nbytes, write
from inspector.operations.opening import CheckpointSource, opened
from inspector.tensors.converted import converted
from inspector.tensors.encode import ENCODABLE
from inspector.tensors.entries import TensorEntry
from inspector.text import plural, printable, shortened
from inspector.writing.atomic_file import resolved_target
from inspector.writing.plan import Plan, PlannedTensor, Row

__all__ = [
    "AdapterReport",
    "MergeReport",
    "ModuleReport",
    "ModuleState",
    "adapter",
    "merge_adapter",
]

_LONGEST = 120


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What was merged, module by module, and what was written."""

    adapter: AdapterReport
    export: ExportReport

    @property
    def sentence(self) -> str:
        """How much was merged, and where it is."""
        return f"{plural(len(self.merged_keys), 'tensor')} merged; {self.export.sentence}"

    @property
    def merged_keys(self) -> list[str]:
        """The keys of the base's tensors that are not written as they were."""
        changing = [module for module in self.adapter.modules if module.state is ModuleState.CHANGES]
        keys = [key for module in changing for key in module.base_keys]
        return [*keys, *(tensor.base_key for tensor in self.adapter.whole if tensor.base_key)]


def adapter(
    source: CheckpointSource,
    base: CheckpointSource | None = None,
    *,
    each: Callable[[ModuleReport], object] | None = None,
    job: Job | None = None,
) -> AdapterReport:
    """What an adapter adds to each module of its base, and which of its tensors match nothing there.

    Without a base: its modules, ranks, scalings and the singular values of its deltas. With one: the same for the weights
    that it changes, and their norms. A file that is not an adapter is compared with the base as a full fine-tune. ``each``
    is called with every module as it comes. A broken module never hides the others.

    Raises SelectionError for a file that is not an adapter if there is no base, and what :func:`inspector.open` raises.
    """
    job = job or Job()
    with ExitStack() as open_files:
        checkpoint = open_files.enter_context(opened(source, job))
        of = None if base is None else open_files.enter_context(opened(base, job))
        if is_adapter(checkpoint):
            return surveyed(checkpoint, of, job, each)[0]
        if of is None:
            raise SelectionError(
                f"{_named(checkpoint)} has no adapter's tensors; a full fine-tune is compared with a base"
            )
        pairs = [(pair.a, pair.b) for pair in align(of, checkpoint, job=job).pairs]
        return surveyed_fine_tune(checkpoint, of, pairs, job, each)


def merge_adapter(
    source: CheckpointSource,
    base: CheckpointSource,
    path: str | os.PathLike[str],
    *,
    partial: bool = False,
    replace: bool = False,
    max_shard_size: int | str = 0,
    job: Job | None = None,
) -> MergeReport:
    """Write the base with the adapter merged into it, each tensor in the base's type, all others as they are.

    The arithmetic is PEFT's (see :mod:`inspector.adapters.changes`). Tensors are merged in blocks as they are written, and
    the file is read back and compared before it gets its name. ``partial`` merges what matches the base even if not
    everything does; ``replace`` allows an existing file to be replaced; a safetensors file of more than ``max_shard_size``
    becomes shards.

    Raises SelectionError for a file that is not an adapter, or of which nothing (without ``partial``: not everything)
    matches the base, and what :func:`inspector.export` raises.
    """
    job = job or Job()
    with ExitStack() as open_files:
        checkpoint = open_files.enter_context(opened(source, job))
        of = open_files.enter_context(opened(base, job))
        writer = writer_for(Path(path))
        options = ExportOptions(writer, keep_values=writer.has_values, max_shard_nbytes=shard_nbytes(max_shard_size))
        resolved_target(path, (of, checkpoint), replace=replace)  # refused before anything is read
        if not is_adapter(checkpoint):
            raise SelectionError(f"{_named(checkpoint)} has no adapter's tensors; there is nothing to merge")
        report, survey = surveyed(checkpoint, of, job, is_measured=False)
        _check_mergeable(report, partial=partial)
        written = write(_merged_plan(of, checkpoint, survey), path, options, replace=replace, job=job)
    return MergeReport(report, written)


def _check_mergeable(report: AdapterReport, *, partial: bool) -> None:
    if not report.effective:
        raise SelectionError(f"there is nothing to merge: {report.sentence}")
    if report.dead and not partial:
        count = plural(len(report.dead), "tensor")
        first = printable(shortened(report.dead[0], _LONGEST))
        raise SelectionError(f"{count} of the adapter would be left out, first {first}; a partial merge allows that")


def _merged_plan(base: Checkpoint, adapter_checkpoint: Checkpoint, survey: Survey) -> Plan:
    """All of the base, with the changed tensors in the places of those that they were; tied ones change together."""
    merged: dict[Hashable, TensorEntry] = {}
    for change in survey.changes.values():
        merged[change.base.view_key] = changed_entry(change, change.base.path)
    for key, own in survey.replaced.items():
        entry = base[key]
        assert isinstance(entry, TensorEntry), "only tensors are replaced"
        merged[entry.view_key] = converted(own, entry.dtype) if entry.dtype.name in ENCODABLE else own
    plan = Plan().added(base, base.entries)
    return dataclasses.replace(
        plan, rows=tuple(_merged(row, merged) for row in plan.rows), sources=(*plan.sources, adapter_checkpoint)
    )


def _merged(row: Row, merged: Mapping[Hashable, TensorEntry]) -> Row:
    if not isinstance(row, PlannedTensor):
        return row
    entry = merged.get(row.entry.view_key)
    return row if entry is None else dataclasses.replace(row, entry=entry.at(row.entry.path), dtype=None)


def _named(checkpoint: Checkpoint) -> str:
    return printable(shortened(checkpoint.location.name, _LONGEST))
