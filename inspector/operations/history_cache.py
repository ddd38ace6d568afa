"""The results of a run's steps, cached on disk: of a run that has grown, only new steps are read.

A file for each folder of steps has a line for each thing known: a checksum, a hash of what it is of (what tells the content
of a step, and of the one before it: updates are between the two), and JSON, in which Python writes NaN as it is. Lines are
added some at a time, and nobody waits for the disk: a file for each step, safely on the disk, took most of the time that a
thousand small steps take. What a crash left of a line counts as none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, astuple
from pathlib import Path
from typing import Any

from xxhash import xxh3_64_hexdigest

from inspector.analysis.step_numbers import StepNumbers
from inspector.folders import cache_folder
from inspector.operations.run_steps import StepFacts
from inspector.sources.location import LocalLocation, Location

__all__ = ["HistoryCache", "MomentKey", "Numbers", "Ranks"]

MomentKey = tuple[str, str]
"""A parameter and the name of a moment of it."""

Numbers = tuple[dict[str, StepNumbers], dict[MomentKey, StepNumbers]]
"""The numbers of the model's tensors at one step, and of the optimizer's."""

Ranks = dict[str, tuple[float, bool]]
"""The effective ranks of the model's matrices at one step, and whether each is an estimate."""

#: Changes with what the numbers mean.
_VERSION = 2
#: A longer file begins anew; more lines than a long run of a large model has.
_MAX_NBYTES = 1 << 30
_MAX_LINE_NBYTES = 64 << 20
#: The oldest go.
_MAX_FILES = 200
#: Lines are written once there are so many bytes of them, or after so long.
_PENDING_NBYTES, _PENDING_S = 1 << 20, 2.0
_CHECKSUM_LENGTH, _KEY_LENGTH = 16, 40


class HistoryCache:
    """What is known of the steps in the folder of ``place``. A step without an identity ("") is not kept.

    Another process may add to the same file. :meth:`flush` writes what is not written yet.
    """

    def __init__(self, place: Location) -> None:
        self._path = _path(place)
        self._known: dict[str, tuple[int, int]] = {}  # where in the file its key and JSON are
        self._pending: list[bytes] = []
        self._pending_nbytes = 0
        self._flushed = time.monotonic()
        with contextlib.suppress(OSError):
            self._index()

    def facts(self, mark: str) -> StepFacts | None:
        """What a step says of itself, if that is known."""
        record = self._read(mark)
        with contextlib.suppress(TypeError):
            return None if record is None else StepFacts(**record)
        return None

    def keep_facts(self, mark: str, facts: StepFacts) -> None:
        """Keep what a step says of itself."""
        self._keep(asdict(facts), mark)

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
        self._keep(record, mark, before, "numbers")

    def ranks(self, mark: str) -> Ranks | None:
        """The effective ranks of a step, if they are known."""
        record = self._read(mark, "", "ranks")
        with contextlib.suppress(TypeError, ValueError, AttributeError):
            return (
                None if record is None else {key: (float(rank), bool(about)) for key, (rank, about) in record.items()}
            )
        return None

    def keep_ranks(self, mark: str, found: Ranks) -> None:
        """Keep them."""
        self._keep(found, mark, "", "ranks")

    def flush(self) -> None:
        """Add what was found to the file."""
        self._flushed = time.monotonic()
        lines, self._pending, self._pending_nbytes = self._pending, [], 0
        if self._path is None or not lines:
            return
        with contextlib.suppress(OSError):  # of a disk that is full nothing is lost but time
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_new = not self._path.exists()
            is_full = not is_new and self._path.stat().st_size > _MAX_NBYTES
            with self._path.open("wb" if is_full else "ab") as file:
                file.write(b"\n".join([b"", *lines, b""]))  # the last line there may have no end
            if is_new:
                _trim(self._path.parent)

    def _index(self) -> None:
        """Find the lines that are whole; of two that say the same the later one counts."""
        if self._path is None:
            return
        with self._path.open("rb") as file:
            while line := file.readline(_MAX_LINE_NBYTES):
                checked = line[_CHECKSUM_LENGTH:-1]
                if line[:_CHECKSUM_LENGTH] == xxh3_64_hexdigest(checked).encode():
                    end = file.tell() - 1
                    self._known[checked[:_KEY_LENGTH].decode("ascii", "replace")] = end - len(checked), end

    def _read(self, *marks: str) -> Any:
        key = _key(*marks)
        place = self._known.get(key) if marks[0] else None
        if place is None or self._path is None:
            return None
        start, end = place
        try:
            with self._path.open("rb") as file:
                file.seek(start)
                content = file.read(end - start)
            is_there = content.startswith(key.encode())  # unless another process has begun the file anew
            return json.loads(content[_KEY_LENGTH:]) if is_there else None
        except (OSError, ValueError, RecursionError):
            return None

    def _keep(self, record: Mapping[str, Any], *marks: str) -> None:
        if not marks[0] or self._path is None:
            return
        checked = _key(*marks).encode() + json.dumps(record).encode()
        self._pending.append(xxh3_64_hexdigest(checked).encode() + checked)
        self._pending_nbytes += len(checked)
        if self._pending_nbytes > _PENDING_NBYTES or time.monotonic() - self._flushed > _PENDING_S:
            self.flush()


def _path(place: Location) -> Path | None:
    """The file for the folder that a step is in, under whatever name it goes; None for one that has no identity."""
    if not isinstance(place, LocalLocation):
        return None
    try:
        status = place.path.resolve().parent.stat()
    except OSError:
        return None
    return cache_folder() / "history" / f"{status.st_dev:x}-{status.st_ino:x}.lines"


def _key(*marks: str) -> str:
    return hashlib.sha256(repr((_VERSION, *marks)).encode()).hexdigest()[:_KEY_LENGTH]


def _trim(folder: Path) -> None:
    files = sorted((file.stat().st_mtime, file.path) for file in os.scandir(folder))
    for _, path in files[:-_MAX_FILES]:
        Path(path).unlink(missing_ok=True)


def _numbers(fields: list[Any]) -> StepNumbers:
    count, l2, max_abs, nan, inf, zeros, first, dead, rows, *update = fields
    return StepNumbers(
        count, l2, max_abs, nan, inf, zeros, None if first is None else tuple(first), dead, tuple(rows), *update
    )
