"""Verify a checkpoint: from a request to a report, by way of the worker's process."""

from __future__ import annotations

from inspector.jobs import Job
from inspector.verifying.report import VerifyReport
from inspector.verifying.request import VerifyRequest
from inspector.worker_process import ProcessError, call

__all__ = ["verify"]

_WORKER = "inspector.verifying.worker.work:work"


def verify(request: VerifyRequest, job: Job | None = None) -> VerifyReport:
    """Rebuild, run, compare. Code that hangs, ends or crashes the process, or takes too much, is a report with a problem.

    Raises CheckpointError for a file that can't be read, SelectionError for a wrong request, MissingDependencyError
    where the interpreter lacks a library, and Cancelled when ``job`` is, after ending the process.
    """
    try:
        record = call(_WORKER, request.record(), job=job or Job(), python=request.python, limits=request.limits)
    except ProcessError as error:
        problem = f"{request.blueprint.arch} {error}".removesuffix(".") + "."
        return VerifyReport(request.blueprint.arch, request.blueprint.params, problem=problem, detail=error.detail)
    return VerifyReport.of(record)
