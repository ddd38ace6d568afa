"""What every reader must do, tried on every file of ``tests/fixtures``. A new reader needs no tests here, only files."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, TruncatedError
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.sources.storage import ByteRange, MemoryStorage
from inspector.tensors.entries import TensorEntry
from inspector.tensors.hashing import sha256
from inspector.tensors.inflation import parts
from inspector.verbs.encoding import encode_path

FIXTURES = Path(__file__).parents[1] / "fixtures"
#: Files up to this size are cut at every byte, larger ones at as many places.
MAX_CUTS = 400
FLIPS = 200


def cases(*, hostile: bool) -> list[Any]:
    """A parameter for each file: its path, what is expected of it."""
    return [
        pytest.param(expected.parent / case["file"], case, id=f"{expected.parent.name}/{case['file']}")
        for expected in sorted(FIXTURES.glob("*/EXPECTED.json"))
        for case in json.loads(expected.read_text())
        if ("verdict" in case) is hostile
    ]


def seeded(path: Path) -> random.Random:
    """The same random choices for a file in every run."""
    return random.Random(path.name)


def copied(path: Path, folder: Path) -> Path:
    """A copy of the file or folder, below ``folder``."""
    copy = folder / path.name
    if path.is_dir():
        shutil.copytree(path, copy)
    else:
        shutil.copyfile(path, copy)
    return copy


def files_of(path: Path) -> list[Path]:
    """The file itself, or those in the folder."""
    return sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]


def refusal(path: Path) -> str:
    """Open the file and read all of it: what a CheckpointError said, or nothing. Any other exception is a failure."""
    try:
        checkpoint = inspector.open(path)
    except CheckpointError as error:
        return str(error)
    with checkpoint:
        try:
            for entry in checkpoint.tensors:
                sha256(entry, Job())
        except CheckpointError as error:
            return str(error.at(str(path)))
    return ""


def in_the_file(checkpoint: Checkpoint) -> list[TensorEntry]:
    """The tensors whose bytes are read from the file when they are wanted, not kept from the time it was opened."""
    found = []
    for entry in checkpoint.tensors:
        storage = entry.storage
        while isinstance(storage, ByteRange):
            storage = storage.source
        has_bytes = any(part.numel and part.storage and part.storage.stored_nbytes for part in parts(entry))
        if entry.numel and has_bytes and storage is not None and not isinstance(storage, MemoryStorage):
            found.append(entry)
    return found


def regions(shape: tuple[int, ...], rng: random.Random) -> Iterator[tuple[slice | int, ...]]:
    """The first element of each axis, then slices, some with steps."""
    if all(shape):
        yield (0,) * len(shape)
    for _ in range(4):
        region: list[slice | int] = []
        for size in shape:
            start = rng.randint(0, size)
            region.append(slice(start, rng.randint(start, size), rng.choice((1, 1, 2, 3))))
        yield tuple(region)


@pytest.mark.parametrize(("path", "expected"), cases(hostile=False))
class TestReader:
    """Genuine files."""

    def test_lists_every_tensor(self, path: Path, expected: dict[str, Any]) -> None:
        with inspector.open(path) as checkpoint:
            listed = {json.dumps(encode_path(entry.path)): entry for entry in checkpoint.tensors}
            for want in expected.get("entries", []):
                entry = listed[json.dumps(want["path"])]
                assert (str(entry.dtype), list(entry.shape)) == (want["dtype"], want["shape"]), want["path"]
                assert sha256(entry, Job()) == want.get("sha256"), want["path"]

    def test_has_no_warnings_but_for_unknown_classes(self, path: Path, expected: dict[str, Any]) -> None:
        with inspector.open(path) as checkpoint:
            warnings = [finding for finding in checkpoint.findings if finding.severity is not Severity.INFO]
        assert [finding for finding in warnings if finding.code != "pickle-unknown-name"] == []

    def test_regions_equal_the_same_part_of_the_whole(self, path: Path, expected: dict[str, Any]) -> None:
        with inspector.open(path) as checkpoint:
            for entry in checkpoint.tensors:
                if (
                    entry.storage is None
                    or entry.layout != "strided"
                    or entry.dtype.elements_per_unit != 1
                    or entry.dtype.values_per_element != 1
                ):
                    continue
                whole = checkpoint.read(entry)
                assert whole.shape == entry.shape
                for region in regions(entry.shape, seeded(path)):
                    part, same = checkpoint.read(entry, region), np.array(whole[region], whole.dtype)
                    # NaN is not equal to itself, and the padding of a float128 need not be either
                    assert part.tobytes() == same.tobytes() or np.array_equal(part, same), (entry.key, region)

    def test_cut_anywhere_it_is_refused_or_partly_shown(
        self, path: Path, expected: dict[str, Any], tmp_path: Path
    ) -> None:
        copy = copied(path, tmp_path)
        files = files_of(copy)
        for file in files:
            genuine = file.read_bytes()
            places, most = range(len(genuine)), MAX_CUTS // len(files)
            chosen = places if len(places) <= most else seeded(path).sample(places, most)
            for place in sorted(chosen, reverse=True):
                os.truncate(file, place)
                assert len(refusal(copy).splitlines()) <= 1
            file.write_bytes(genuine)

    def test_with_bits_flipped_it_is_refused_or_shown(
        self, path: Path, expected: dict[str, Any], tmp_path: Path
    ) -> None:
        copy = copied(path, tmp_path)
        files = [file for file in files_of(copy) if file.stat().st_size]
        rng = seeded(path)
        for number in range(FLIPS if files else 0):
            name = files[number % len(files)]
            genuine = name.read_bytes()
            with name.open("r+b", buffering=0) as file:  # to write all of it anew makes the disk wait each time
                place = rng.randrange(len(genuine))
                os.pwrite(file.fileno(), bytes([genuine[place] ^ 1 << rng.randrange(8)]), place)
                assert len(refusal(copy).splitlines()) <= 1
                os.pwrite(file.fileno(), genuine[place : place + 1], place)

    def test_is_not_read_after_it_was_closed(self, path: Path, expected: dict[str, Any]) -> None:
        checkpoint = inspector.open(path)
        checkpoint.close()
        for entry in in_the_file(checkpoint):
            with pytest.raises(CheckpointError, match="is closed"):
                checkpoint.read(entry)

    def test_cut_while_it_is_open_what_is_gone_is_said_to_be(
        self, path: Path, expected: dict[str, Any], tmp_path: Path
    ) -> None:
        with inspector.open(path) as checkpoint:
            if len(checkpoint.files) > 1:
                pytest.skip("a compressed file is read from its decompressed copy, other files may be untouched")
        copy = copied(path, tmp_path)
        with inspector.open(copy) as checkpoint:
            os.truncate(copy, 0)
            for entry in in_the_file(checkpoint):
                with pytest.raises(TruncatedError, match="shorter while it was open"):
                    checkpoint.read(entry)


@pytest.mark.parametrize(("path", "expected"), cases(hostile=True))
def test_hostile_files_get_what_they_deserve(path: Path, expected: dict[str, Any]) -> None:
    verdict = expected["verdict"]
    said = refusal(path)
    if said:
        assert said.startswith(f"{path}: ")
        assert len(said.splitlines()) == 1
        if not expected.get("shown", verdict == "values"):
            return
    with inspector.open(path) as checkpoint:
        findings = [finding for finding in checkpoint.findings if finding.severity is not Severity.INFO]
        listed = {json.dumps(encode_path(entry.path)): entry for entry in checkpoint.tensors}
        for want in expected.get("entries", []):
            entry = listed[json.dumps(want["path"])]
            assert (str(entry.dtype), list(entry.shape)) == (want["dtype"], want["shape"])
            assert sha256(entry, Job()) == want["sha256"]
    assert set(expected.get("findings", ())) <= {finding.code for finding in findings}
    if verdict == "error":
        assert findings
    if verdict in ("values", "must-not-execute"):
        assert not said
    if verdict == "must-not-execute":
        assert any(finding.severity is Severity.DANGER for finding in findings)
        for name in expected.get("names", []):
            assert any(name in finding.message for finding in findings), name


_PROGRAM = """
import sys
import inspector
from inspector.errors import CheckpointError
for path in sys.argv[1:]:
    try:
        inspector.open(path).close()
    except CheckpointError:
        pass
print(*sorted({"torch", "PySide6", "pyqtgraph", "h5py", "safetensors"} & set(sys.modules)))
"""


def test_no_reader_imports_a_framework_or_qt() -> None:
    files = [str(case.values[0]) for hostile in (False, True) for case in cases(hostile=hostile)]
    answer = subprocess.run([sys.executable, "-c", _PROGRAM, *files], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == []
