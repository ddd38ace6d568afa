"""What every reader must do, tried on every file of ``tests/fixtures``. A new reader needs no tests here, only files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import inspector
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.tensors.hashing import sha256
from inspector.testing.readers import ReaderConformance, Sample, refusal
from inspector.verbs.encoding import encode_path

FIXTURES = Path(__file__).parents[1] / "fixtures"


def cases(*, hostile: bool) -> list[Any]:
    """A parameter for each file: its path, what is expected of it."""
    return [
        pytest.param(expected.parent / case["file"], case, id=f"{expected.parent.name}/{case['file']}")
        for expected in sorted(FIXTURES.glob("*/EXPECTED.json"))
        for case in json.loads(expected.read_text())
        if ("verdict" in case) is hostile
    ]


class TestReaders(ReaderConformance):
    max_reads = 48  # archives in which code and constants are looked at, too
    samples = tuple(Sample(case.values[0]) for case in cases(hostile=False))


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
