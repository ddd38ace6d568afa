from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.operations.scanning import ScanReport, class_severity, entries_about
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import Entry, ObjectEntry, ValueEntry

MALICIOUS = b"\x80\x02cposix\nsystem\nX\x04\x00\x00\x00true\x85R."


def test_what_runs_code_is_dangerous(tmp_path: Path) -> None:
    path = tmp_path / "bad.pkl"
    path.write_bytes(MALICIOUS)
    report = inspector.scan(path)
    assert report.is_dangerous
    assert report.format == "pickle"
    assert "posix.system" in repr(report)
    with inspector.open(path) as checkpoint:
        assert inspector.scan(checkpoint).findings == report.findings


def test_a_class_is_judged_by_its_name() -> None:
    names = ("posix.system", "vanished.Net", "torch.nn.modules.linear.Linear")
    assert [class_severity(name) for name in names] == [Severity.DANGER, Severity.WARNING, Severity.INFO]


def test_an_honest_file_is_not(model: Path) -> None:
    assert not inspector.scan(model).is_dangerous


def test_a_file_that_can_not_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="does not exist"):
        inspector.scan(tmp_path / "none.pth")


@pytest.mark.parametrize("most", [1, 100])
def test_a_scan_looks_into_all_of_a_folder_without_a_checkpoint(most: int, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "cut.pkl").write_bytes(MALICIOUS[:-1])
    with pytest.raises(CheckpointError) as caught:
        inspector.open(tmp_path, job=Job(Limits(refused_files=most)))
    opened = [finding.code for finding in caught.value.findings]
    assert opened.count("pickle-dangerous-name") == min(most, 3)
    assert opened.count("unread-members") == (most < 3)
    report = ScanReport.of_refused(str(tmp_path), caught.value)
    codes = [finding.code for finding in report.findings]
    assert codes.count("pickle-dangerous-name") == 3
    assert "unread-members" not in codes
    assert len(set(report.findings)) == len(codes)
    assert codes[-1] == "unreadable-file"


def test_the_gravest_comes_first_for_people_and_the_order_stays_for_programs() -> None:
    findings = [Finding(Severity(name), name, f"<b>{name}</b>") for name in ("info", "danger", "warning", "danger")]
    report = ScanReport(LocalLocation(Path("x.pkl")), "pickle", findings)
    assert report.findings == findings
    assert len(report.of_severity(Severity.DANGER)) == 2
    assert [line.split()[0] for line in repr(report).splitlines()[2:]] == ["danger", "danger", "warning", "info"]
    assert "&lt;b&gt;danger&lt;/b&gt;" in report._repr_html_()


def test_a_place_that_the_sentence_names_is_not_named_again() -> None:
    assert Finding(Severity.WARNING, "cut", "a.safetensors does not exist.", "a.safetensors").place == ""
    assert Finding(Severity.WARNING, "cut", "The file is cut.", "a.safetensors").place == " (a.safetensors)"
    assert Finding(Severity.WARNING, "cut", "The file is cut.").place == ""


def test_the_entry_that_a_finding_is_about() -> None:
    entries: list[Entry] = [
        ObjectEntry(("first",), "posix.system"),
        ObjectEntry(("second",), "posix.system"),
        ValueEntry(("epoch",), 3),
        ObjectEntry(("epoch",), "error"),
    ]
    imported = Finding(Severity.DANGER, "a", "dangerous", imported="posix.system")
    keyed = Finding(Severity.WARNING, "b", "cut", "shard-2.pth: epoch")
    other = Finding(Severity.WARNING, "c", "cut", "elsewhere", imported="nets.Net")
    both = Finding(Severity.DANGER, "a", "dangerous", "epoch", imported="posix.system")
    assert entries_about([other, keyed, imported, both], entries) == {imported: 0, both: 0, keyed: 2}


def test_bytes_that_a_layer_unpickles_are_looked_into(tmp_path: Path) -> None:
    """``get_extra_state`` of Transformer Engine gives a pickle as a tensor."""
    for state, expected in ((b"\x80\x04}.", []), (b"cposix\nsystem\n(S'true'\ntR.", ["layer._extra_state"])):
        tensors = {"layer._extra_state": np.frombuffer(state, np.uint8), "layer.weight": np.ones(3, np.uint8)}
        save_file(tensors, tmp_path / "m.safetensors")
        dangers = [each.where for each in inspector.scan(tmp_path / "m.safetensors").of_severity(Severity.DANGER)]
        assert dangers == expected
