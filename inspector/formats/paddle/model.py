"""The program of an inference model, opened by itself: its parameters are those of the ``.pdiparams`` beside it."""

from __future__ import annotations

from dataclasses import replace

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding, Severity
from inspector.formats.paddle.program import probe_program, program_in
from inspector.formats.paddle.streams import parameters
from inspector.formats.registry import read_within
from inspector.jobs import Job
from inspector.sources.source import Source

__all__ = ["probe", "read"]

_JSON_MARK = b'"magic":"pir"'


def probe(source: Source) -> str | None:
    """Whether this is a program, as protobuf or as JSON."""
    if source.head[:1] == b"{":
        return None if _JSON_MARK in source.head else "it is no program of Paddle"
    return probe_program(source)


def read(source: Source, job: Job) -> Checkpoint:
    """The parameters under the names that the program has for them, and what it says.

    Those of a model for inference lie in a ``.pdiparams``; ``paddle.static.save`` writes a ``.pdparams``.
    """
    program = program_in(source.file, source.limits)
    state = source.location.sibling(f"{source.location.stem}.pdparams")
    beside = source.location.sibling(f"{source.location.stem}.pdiparams")
    if beside.exists:
        file = beside.open()
        try:
            found = parameters(Source(beside, file, job.limits), program, [], job, by_name=True)
        except BaseException:
            file.close()
            raise
        return replace(found, location=source.location, files=(*source.files, *found.files))
    if state.exists:
        found = read_within(source, state, job)
        metadata = {**found.metadata, **program.metadata}
        return replace(found, location=source.location, files=(*source.files, *found.files), metadata=metadata)
    message = f"The parameters of this program are in {source.location.stem}.pdiparams, which is not beside it."
    finding = Finding(Severity.WARNING, "parameters-missing", message)
    return Checkpoint(source.location, "paddle-inference", source.files, [], program.metadata, [finding])
