"""Export with architecture: what is written is first rebuilt and run, so that the new file can say what its outputs are.

A file whose tensors are all written as they are gives the same outputs as its copy, and is run itself. Anything else (a
part, a cast, new keys) is written beside its place for that, and gone afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from inspector.architectures.architecture import Blueprint
from inspector.errors import SelectionError
from inspector.exporting.execution import export
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.verifying.embedded_architecture import METADATA_KEY, metadata_of
from inspector.verifying.request import VerifyRequest
from inspector.verifying.verification import verify
from inspector.worker_process import Limits
from inspector.writing.plan import Plan
from inspector.writing.writer import Writer

__all__ = ["with_architecture"]


def with_architecture(
    plan: Plan, blueprint: Blueprint, writer: Writer, target: Path, job: Job, python: str = "", memory: int = 0
) -> Plan:
    """The plan with the record of ``blueprint`` among its metadata, for writing to ``target``.

    ``python`` is the interpreter to verify in (empty: the program's own), ``memory`` the bytes that may take (0: four fifths
    of the memory there is).

    Raises SelectionError for a format that has no place for the record, for tensors that do not make the module, and for
    code of the user's own, which can't be kept; otherwise as ``export`` and ``verify`` do.
    """
    if not writer.keeps_metadata(METADATA_KEY):
        raise SelectionError(
            f"{writer.suffixes[0]} files have no place for an architecture; .pth and .safetensors have"
        )
    plain = replace(plan, metadata={name: text for name, text in plan.metadata.items() if name != METADATA_KEY})
    with _file_to_run(plan, plain, writer, target, job) as file:
        report = verify(VerifyRequest(file, blueprint, python=python, limits=Limits(memory=memory)), job)
    if report.problem:
        raise SelectionError(f"the architecture can't be kept: {report.problem.replace(str(file), target.name)}")
    return replace(plain, metadata={**plain.metadata, **metadata_of(report)})


@contextmanager
def _file_to_run(plan: Plan, plain: Plan, writer: Writer, target: Path, job: Job) -> Iterator[Path]:
    """A file with the tensors that will be written: the source, or a draft."""
    source = _unaltered(plan)
    if source is not None:
        yield source
        return
    with TemporaryDirectory(prefix=".checkpoint-inspector-", dir=target.parent) as folder:
        atomic_file = Path(folder) / target.name
        export(plain, atomic_file, job, writer=writer)
        yield atomic_file


def _unaltered(plan: Plan) -> Path | None:
    """The file that is to be written as it is, if the plan is that."""
    if len(plan.sources) != 1 or not plan.sources[0].files:
        return None
    rows = plan.tensors
    if any(row.is_cast or row.key != row.entry.key for row in rows):
        return None
    everything = {id(entry) for entry in plan.sources[0].entries if isinstance(entry, TensorEntry)}
    return plan.sources[0].path if {id(row.entry) for row in rows} == everything else None
