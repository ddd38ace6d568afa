"""What was found of the steps of runs, on the disk: a run that has grown is read where it is new.

Files are named by a hash of what tells the content of a step, and of the one before it: updates are between the two. They
are JSON, in which Python writes NaN as it is. A damaged one counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from inspector.analysis.step_numbers import StepNumbers
from inspector.errors import OutputError
from inspector.folders import cache_folder
from inspector.operations.run_steps import StepFacts
from inspector.writing.atomic_file import write_atomically

__all__ = ["HistoryCache", "MomentKey", "Numbers"]

MomentKey = tuple[str, str]
"""A parameter and the name of a moment of it."""

Numbers = tuple[dict[str, StepNumbers], dict[MomentKey, StepNumbers]]
"""The numbers of the model's tensors at one step, and of the optimizer's."""

#: Changes with what the numbers mean.
_VERSION = 1
_MAX_NBYTES = 64 << 20
#: More than two long runs of a large model; the oldest go.
_MAX_FILES = 8000


class HistoryCache:
    """The files. A step without an identity ("") is not kept."""

    def __init__(self) -> None:
        self._folder = cache_folder() / "history"
        self._written = 0

    def facts(self, mark: str) -> StepFacts | None:
        """What a step says of itself, if that is known."""
        record = self._read(mark)
        with contextlib.suppress(TypeError):
            return None if record is None else StepFacts(**record)
        return None

    def keep_facts(self, mark: str, facts: StepFacts) -> None:
        """Keep what a step says of itself."""
        self._write(asdict(facts), mark)

    def numbers(self, mark: str, before: str) -> Numbers | None:
        """The numbers of a step that follows the one with the identity ``before``, "" for the first, if they are known."""
        record = self._read(mark, before, "numbers")
        with contextlib.suppress(TypeError, ValueError, KeyError, AttributeError):
            if record is not None:
                model = {key: _numbers(fields) for key, fields in record["model"].items()}
                optimizer = {(key, moment): _numbers(fields) for key, moment, fields in record["optimizer"]}
                return model, optimizer
        return None

    def keep_numbers(self, mark: str, before: str, found: Numbers) -> None:
        """Keep them."""
        model, optimizer = found
        record = {
            "model": {key: astuple(each) for key, each in model.items()},
            "optimizer": [(key, moment, astuple(each)) for (key, moment), each in optimizer.items()],
        }
        self._write(record, mark, before, "numbers")

    def _path(self, *marks: str) -> Path:
        return self._folder / f"{hashlib.sha256(repr((_VERSION, *marks)).encode()).hexdigest()[:40]}.json"

    def _read(self, *marks: str) -> Any:
        if not marks[0]:
            return None
        try:
            with self._path(*marks).open("rb") as file:
                return json.loads(file.read(_MAX_NBYTES))
        except (OSError, ValueError, RecursionError):
            return None

    def _write(self, record: Mapping[str, Any], *marks: str) -> None:
        if not marks[0]:
            return
        with contextlib.suppress(OSError, OutputError):  # of a disk that is full nothing is lost but time
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._path(*marks), json.dumps(record).encode())
            self._written += 1
            if self._written == 1:
                self._trim()

    def _trim(self) -> None:
        files = sorted((file.stat().st_mtime, file.path) for file in os.scandir(self._folder))
        for _, path in files[:-_MAX_FILES]:
            Path(path).unlink(missing_ok=True)


def _numbers(fields: list[Any]) -> StepNumbers:
    count, l2, max_abs, nan, inf, zeros, first, dead, rows, *update = fields
    return StepNumbers(
        count, l2, max_abs, nan, inf, zeros, None if first is None else tuple(first), dead, tuple(rows), *update
    )
