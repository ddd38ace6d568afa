"""What every reader must do, tried on files of its format.

>>> class TestAcme(ReaderConformance):
...     samples = [Sample(Path(__file__).parent / "small.acme", {"weight": np.arange(6.0).reshape(2, 3)})]

Samples should be small, a few kilobytes: each is opened some hundred times.
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, SelectionError
from inspector.findings import Severity
from inspector.formats.registry import open_checkpoint
from inspector.jobs import Job
from inspector.sources.local_file import LocalFile
from inspector.sources.location import LocalLocation
from inspector.sources.number_text import NumberText
from inspector.sources.storage import Buffer, MemoryStorage, Part
from inspector.tensors.entries import TensorEntry, ValueEntry
from inspector.tensors.hashing import sha256
from inspector.tensors.inflation import parts
from inspector.tensors.strings import StringStorage

__all__ = ["ReaderConformance", "Sample", "refusal"]


@dataclass(frozen=True)
class Sample:
    """A genuine file or folder, and the values of tensors it has, by their keys."""

    path: Path
    tensors: Mapping[str, npt.ArrayLike] = field(default_factory=dict)


class ReaderConformance:
    """Tests of a reader on ``samples``. A format of a third party has to be installed, or registered for the tests.

    Files up to ``max_cuts`` bytes are cut at every byte, larger ones at as many places. Opening a sample takes at most
    ``max_reads`` reads: where each takes 20 ms, nobody waits for more.
    """

    samples: ClassVar[Sequence[Sample]] = ()
    max_cuts: ClassVar[int] = 400
    flips: ClassVar[int] = 200
    max_reads: ClassVar[int] = 20

    def pytest_generate_tests(self, metafunc: Any) -> None:
        """Run each test with each sample."""
        if "sample" in metafunc.fixturenames:
            names = [f"{sample.path.parent.name}/{sample.path.name}" for sample in self.samples]
            metafunc.parametrize("sample", self.samples, ids=names)

    def test_has_the_values_that_were_written(self, sample: Sample) -> None:
        with open_checkpoint(sample.path) as checkpoint:
            for key, expected in sample.tensors.items():
                entry = checkpoint[key]
                assert isinstance(entry, TensorEntry), key
                np.testing.assert_array_equal(checkpoint.read(entry), expected, key)

    def test_regions_equal_the_same_part_of_the_whole(self, sample: Sample) -> None:
        rng = _seeded(sample)
        with open_checkpoint(sample.path) as checkpoint:
            for entry in checkpoint.tensors:
                if entry.storage is None or entry.layout != "strided" or entry.dtype.values_per_element != 1:
                    continue
                whole = checkpoint.read(entry)
                assert whole.shape == entry.shape
                for region in _regions(entry.shape, rng):
                    try:
                        part = checkpoint.read(entry, region)
                    except SelectionError:
                        continue  # inside a block of elements
                    same = np.array(whole[region], whole.dtype)
                    # NaN is not equal to itself, and the padding of a float128 need not be either
                    assert part.tobytes() == same.tobytes() or np.array_equal(part, same), (entry.key, region)

    def test_cut_anywhere_it_is_refused_or_what_is_shown_is_right(self, sample: Sample, tmp_path: Path) -> None:
        path = _copied(sample, tmp_path)
        genuine = _contents(path)
        files = _files(path)
        for file in files:
            whole = file.read_bytes()
            places, most = range(len(whole)), self.max_cuts // len(files)
            chosen = places if len(places) <= most else _seeded(sample).sample(places, most)
            for place in sorted(chosen, reverse=True):
                os.truncate(file, place)
                for what, content in _contents(path, known=genuine).items():
                    assert genuine.get(what) == content, (what, f"cut at byte {place} of {file.name}")
            file.write_bytes(whole)

    def test_damaged_it_is_refused_or_shown(self, sample: Sample, tmp_path: Path) -> None:
        rng = _seeded(sample)
        path = _copied(sample, tmp_path)
        files = [file for file in _files(path) if file.stat().st_size]
        for each in files:
            genuine = each.read_bytes()
            with each.open("r+b", buffering=0) as file:  # to write all of it anew makes the disk wait each time
                for _ in range(self.flips // len(files)):
                    place = rng.randrange(len(genuine))
                    os.pwrite(file.fileno(), bytes([genuine[place] ^ 1 << rng.randrange(8)]), place)
                    assert len(refusal(path).splitlines()) <= 1
                    os.pwrite(file.fileno(), genuine[place : place + 1], place)

    def test_pickled_it_is_the_same_checkpoint(self, sample: Sample) -> None:
        with open_checkpoint(sample.path) as checkpoint:
            expected = _described(checkpoint)
            pickled = pickle.dumps(checkpoint)
        with pickle.loads(pickled) as copy:
            assert _described(copy) == expected
            assert (copy.format, copy.metadata, copy.findings) == (
                checkpoint.format,
                checkpoint.metadata,
                checkpoint.findings,
            )

    def test_opening_takes_few_reads(self, sample: Sample) -> None:
        location = _CountingLocation(sample.path)
        with open_checkpoint(location):
            assert _CountingFile.reads.pop(str(sample.path), 0) <= self.max_reads

    def test_nothing_is_executed(self, sample: Sample) -> None:
        open_checkpoint(sample.path).close()  # imports what is needed for the format
        with _watched() as events, open_checkpoint(sample.path) as checkpoint:
            for entry in checkpoint.tensors:
                _why_not_read(entry)
        assert not events

    def test_is_not_read_after_it_was_closed(self, sample: Sample) -> None:
        checkpoint = open_checkpoint(sample.path)
        checkpoint.close()
        for entry in _in_the_file(checkpoint):
            assert "is closed" in _why_not_read(entry), entry.key

    def test_cut_while_it_is_open_what_is_gone_is_said_to_be(self, sample: Sample, tmp_path: Path) -> None:
        with open_checkpoint(sample.path) as checkpoint:
            if sample.path.is_dir() or len(checkpoint.files) > 1:
                return  # of several files, or read from a copy that was decompressed
        path = _copied(sample, tmp_path)
        with open_checkpoint(path) as checkpoint:
            os.truncate(path, 0)
            for entry in _in_the_file(checkpoint):
                why = _why_not_read(entry)
                assert "shorter while it was open" in why or "was changed while it was read" in why, entry.key


def refusal(path: Path) -> str:
    """Open the file and read all of it: what a CheckpointError said, or nothing. Any other exception is a failure."""
    try:
        with open_checkpoint(path) as checkpoint:
            for entry in checkpoint.tensors:
                sha256(entry, Job())
    except CheckpointError as error:
        return str(error.at(str(path)))
    return ""


def _seeded(sample: Sample) -> random.Random:
    """The same random choices for a file in every run."""
    return random.Random(sample.path.name)  # noqa: S311 - no secret


def _copied(sample: Sample, folder: Path) -> Path:
    copy = folder / sample.path.name
    if sample.path.is_dir():
        shutil.copytree(sample.path, copy, dirs_exist_ok=True)
    else:
        shutil.copyfile(sample.path, copy)
    return copy


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]


def _why_not_read(entry: TensorEntry) -> str:
    """What is said when a tensor can't be read, in one sentence; empty if it can."""
    try:
        sha256(entry, Job())
    except CheckpointError as error:
        said = str(error)
        if len(said.splitlines()) != 1:
            raise AssertionError(f"{said!r} is not one line") from error
        return said
    return ""


def _contents(path: Path, known: Mapping[Any, Any] | None = None) -> dict[Any, Any]:
    """What can be shown of a file; nothing if it is refused.

    Of a file that is not all ``known``, what goes by other names is left out if it is known or comes with a warning.
    """
    try:
        checkpoint = open_checkpoint(path)
    except CheckpointError as error:
        return {} if len(str(error).splitlines()) == 1 else {"refusal": str(error)}
    with checkpoint:
        found = _described(checkpoint)
        if known is None:
            return found
        is_damaged = any(finding.severity is not Severity.INFO for finding in checkpoint.findings)
        contents = set(known.values())
        return {
            what: content for what, content in found.items() if what in known or not (is_damaged or content in contents)
        }


def _described(checkpoint: Checkpoint) -> dict[Any, Any]:
    """The tensors that can be read, by path, type and shape, and the values, by path."""
    found: dict[Any, Any] = {}
    for entry in checkpoint.entries:
        if isinstance(entry, ValueEntry):
            found[entry.path, "value"] = repr(entry.value)
        elif isinstance(entry, TensorEntry) and not _why_not_read(entry):
            found[entry.path, str(entry.dtype), entry.shape] = sha256(entry, Job())
    return found


def _in_the_file(checkpoint: Checkpoint) -> list[TensorEntry]:
    """The tensors whose bytes are read from the file when they are wanted, not kept from the time it was opened."""
    found = []
    for entry in checkpoint.tensors:
        storage = entry.storage
        while isinstance(storage, Part | NumberText):
            storage = storage.source
        if isinstance(storage, StringStorage):
            storage = storage.heap
        has_bytes = any(part.numel and part.storage and part.storage.stored_nbytes for part in parts(entry))
        if entry.numel and has_bytes and storage is not None and not isinstance(storage, MemoryStorage):
            found.append(entry)
    return found


def _regions(shape: tuple[int, ...], rng: random.Random) -> Iterator[tuple[slice | int, ...]]:
    """The first element of each axis, then slices, some with steps."""
    if all(shape):
        yield (0,) * len(shape)
    for _ in range(4):
        region: list[slice | int] = []
        for size in shape:
            start = rng.randint(0, size)
            region.append(slice(start, rng.randint(start, size), rng.choice((1, 1, 2, 3))))
        yield tuple(region)


class _CountingFile(LocalFile):
    """Counts the reads of each path."""

    reads: ClassVar[dict[str, int]] = {}

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._count()
        super().read_into(buffer, offset)

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        self._count()
        return super().read(offset, nbytes)

    def _count(self) -> None:
        self.reads[str(self.path)] = self.reads.get(str(self.path), 0) + 1


class _CountingLocation(LocalLocation):
    """A path whose file counts its reads."""

    def open(self) -> _CountingFile:
        return _CountingFile(self.path)


#: What Python tells an audit hook of that no reader does: https://docs.python.org/3/library/audit_events.html.
_FORBIDDEN = ("exec", "import", "subprocess.", "os.", "socket.", "ctypes.", "pickle.find_class", "shutil.", "marshal.")
_HARMLESS = ("os.listdir", "os.scandir")
_watching: list[list[str]] = []
_is_hooked: list[bool] = []


def _hook(event: str, _arguments: tuple[Any, ...]) -> None:
    if _watching and event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        _watching[-1].append(event)


@contextmanager
def _watched() -> Iterator[list[str]]:
    """What is done meanwhile that a reader must not do. A hook can't be taken away again, only be told to look away."""
    if not _is_hooked:
        sys.addaudithook(_hook)
        _is_hooked.append(True)
    _watching.append([])
    try:
        yield _watching[-1]
    finally:
        _watching.pop()
