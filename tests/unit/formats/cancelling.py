"""Opening that is cancelled when some of the files are open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import inspector
from inspector.errors import CheckpointError
from inspector.jobs import Cancelled, Job
from inspector.sources.local_file import LocalFile

__all__ = ["check_cancelling_closes_files"]


def check_cancelling_closes_files(path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cancel as soon as so many files are open: all of them are closed then, and no other was opened."""
    opened: list[LocalFile] = []
    job = Job()

    class Counted(LocalFile):
        def __init__(self, path: Any) -> None:
            super().__init__(path)
            opened.append(self)
            if len(opened) == count:
                job.cancel()

    monkeypatch.setattr("inspector.sources.location.LocalFile", Counted)
    with pytest.raises(Cancelled):
        inspector.open(path, job)
    assert len(opened) == count
    for file in opened:
        with pytest.raises(CheckpointError, match="is closed"):
            file.read()
