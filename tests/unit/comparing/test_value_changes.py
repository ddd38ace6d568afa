"""What differs beside the tensors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.cli import main
from inspector.comparing.report.page import report_page
from inspector.comparing.value_changes import value_changes
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import Entry, ValueEntry
from tests.tensors import entry_of


def checkpoint(**values: Any) -> Checkpoint:
    entries: list[Entry] = [entry_of(np.ones(2)), *(ValueEntry((key,), value) for key, value in values.items())]
    return Checkpoint(LocalLocation(Path("m")), "memory", (), entries, {}, ())


def test_values_that_differ_or_are_missing_are_told_in_order() -> None:
    a = checkpoint(epoch=1, lr=0.1, same=[1, 2], gone=True)
    b = checkpoint(new=None, same=[1, 2], lr=0.01, epoch=5)
    changes = value_changes(a, b)
    assert [(change.key, change.text) for change in changes] == [
        ("epoch", "1 → 5"),
        ("lr", "0.1 → 0.01"),
        ("gone", "True → –"),  # noqa: RUF001
        ("new", "– → None"),  # noqa: RUF001
    ]
    assert value_changes(a, a) == []


def test_numbers_of_two_types_and_nan_are_told_apart() -> None:
    nan = float("nan")
    changes = value_changes(checkpoint(a=1, b=nan), checkpoint(a=1.0, b=nan))
    assert [(change.key, change.text) for change in changes] == [("a", "1 → 1.0")]


def test_those_of_one_file_only_are_counted_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torch.save({"w": torch.ones(2), "lr": 0.1, "args": {"a": 1, "b": 2}}, tmp_path / "a.pth")
    torch.save({"w": torch.ones(2), "lr": 0.2, "epoch": 3}, tmp_path / "b.pth")
    main(["diff", str(tmp_path / "a.pth"), str(tmp_path / "b.pth")])
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("value")]
    assert lines == [
        "value lr: 0.1 → 0.2",
        "values in A only: 2, such as args.a",
        "values in B only: 1, such as epoch",
    ]


def test_they_are_in_all_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, epoch in (("a.pth", 1), ("b.pth", 5)):
        torch.save({"model": {"w": torch.ones(2)}, "epoch": epoch, "<lr>": 0.1 * epoch}, tmp_path / name)
    assert main(["diff", str(tmp_path / "a.pth"), str(tmp_path / "b.pth")]) == 0  # the tensors are the same
    assert "value epoch: 1 → 5" in capsys.readouterr().out
    report = inspector.compare(tmp_path / "a.pth", tmp_path / "b.pth")
    assert report.record()["values"][0] == {"key": "epoch", "a": "1", "b": "5"}
    assert "&lt;lr&gt;</span></td><td>0.1 → 0.5</td>" in report_page(report)
