"""The files that the ranks of a distributed run saved, of which there may be more than can be open at once."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.formats.registry import read_source
from inspector.jobs import Job
from inspector.sources.file_pool import FilePool
from inspector.sources.location import Location
from inspector.sources.siblings import OpenedFiles
from inspector.sources.source import Source
from inspector.sources.storage import File
from inspector.text import printable, shortened

__all__ = ["RankFiles"]


class RankFiles(OpenedFiles):
    """Opens the files.

    ``findings`` are those of the files, and what is wrong with those that can't be read.
    """

    def __init__(self, source: Source, job: Job) -> None:
        self._files: list[File] = []
        self.findings: list[Finding] = []
        self._source = source
        self._job = job
        self._pool = FilePool()

    @property
    def files(self) -> list[File]:
        return self._files

    def open(self, location: Location) -> Checkpoint | None:
        """The checkpoint in a file; None for one that can't be read, which is a finding."""
        name = printable(shortened(location.name, 80))
        try:
            storage = self._pool.open(location)
            if isinstance(storage, File):
                self._files.append(storage)
            inside = read_source(self._source.within(storage, location.name), self._job)
        except CheckpointError as error:
            self.findings.append(
                Finding(Severity.WARNING, "shard-unreadable", f"{name}: {error.reason}.", location.name)
            )
            return None
        for finding in inside.findings:
            known = Finding(finding.severity, finding.code, finding.message, location.name)
            if finding.severity is not Severity.INFO and known not in self.findings:
                self.findings.append(known)
        return inside
