"""Export with architecture: what is written is first rebuilt and run, so that the new file can say what its outputs are.

A file whose tensors are all written as they are gives the same outputs as its copy, and is run itself. Anything else (a
part, a cast, new keys) is written beside its place for that, and gone afterwards.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from inspector.architectures.architecture import Blueprint
from inspector.checkpoint.entries import TensorEntry
from inspector.errors import SelectionError
from inspector.export.execution import export
from inspector.export.plan import Plan
from inspector.export.writers.writer import Writer
from inspector.jobs import Job
from inspector.verify.keeping import METADATA_KEY, metadata_of
from inspector.verify.report import Report
from inspector.verify.request import VerifyRequest
from inspector.verify.verification import verify

__all__ = ["with_architecture"]


def with_architecture(plan: Plan, blueprint: Blueprint, writer: Writer, target: Path, job: Job) -> Plan:
    """The plan with the record of ``blueprint`` among its metadata, for writing to ``target``.

    Raises SelectionError for a format that has no place for the record, for tensors that do not make the module, and for
    code of the user's own, which can't be kept; otherwise as ``export`` and ``verify`` do.
    """
    if not writer.keeps(METADATA_KEY):
        raise SelectionError(
            f"{writer.suffixes[0]} files have no place for an architecture; .pth and .safetensors have"
        )
    plain = replace(plan, metadata={name: text for name, text in plan.metadata.items() if name != METADATA_KEY})
    source = _unaltered(plan)
    if source is not None:
        report = verify(VerifyRequest(source, blueprint), job)
    else:
        report = _verified_draft(plain, blueprint, writer, target, job)
    if report.problem:
        raise SelectionError(f"the architecture can't be kept: {report.problem}")
    return replace(plain, metadata={**plain.metadata, **metadata_of(report)})


def _unaltered(plan: Plan) -> Path | None:
    """The file that is to be written as it is, if the plan is that."""
    if len(plan.sources) != 1 or not plan.sources[0].files:
        return None
    rows = plan.tensors
    if any(row.is_cast or row.key != row.entry.key for row in rows):
        return None
    everything = {id(entry) for entry in plan.sources[0].entries if isinstance(entry, TensorEntry)}
    return plan.sources[0].path if {id(row.entry) for row in rows} == everything else None


def _verified_draft(plan: Plan, blueprint: Blueprint, writer: Writer, target: Path, job: Job) -> Report:
    with TemporaryDirectory(prefix=".checkpoint-inspector-", dir=target.parent) as folder:
        draft = Path(folder) / target.name
        export(plan, draft, job, writer=writer)
        report = verify(VerifyRequest(draft, blueprint), job)
        return replace(report, problem=report.problem.replace(str(draft), target.name))
