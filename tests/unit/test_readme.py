"""What the README says of Python is true: its examples run, and use nothing deeper than ``import inspector``."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.resources import resource

README = Path(__file__).parents[2] / "README.md"


def section() -> str:
    text = README.read_text("utf-8")
    start = text.index("## From Python")
    return text[start : text.index("\n## ", start)]


def examples() -> list[str]:
    """The examples of the section, which build on one another."""
    return re.findall(r"^```python\n(.*?)^```", section(), re.DOTALL | re.MULTILINE)


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "example.pth").write_bytes(resource("example.pth").read_bytes())
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for example in examples():
        exec(compile(example, str(README), "exec"), names)
    said = capsys.readouterr().out
    assert "model.hidden.weight float32 (256, 20) 20480" in said
    assert "not this one" not in said
    assert "Looks like mlp, 4 of 4 keys." in said
    assert said.endswith("None Loads and runs; all 4 keys fit; nothing to compare with.\n")
    assert np.array_equal(names["rows"], inspector.read(resource("example.pth"), "model.hidden.weight")[:4])
    assert len(names["changes"].changed_first) == 4
    with inspector.open("both.pth") as both:
        assert {"model.hidden.weight", "hidden.weight"} <= {tensor.key for tensor in both.tensors}
    assert Path("report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_examples_import_nothing_deeper() -> None:
    imported = {
        ast.unparse(node)
        for example in examples()
        for node in ast.walk(ast.parse(example))
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    assert imported == {"import inspector"}


def test_every_function_is_in_the_table() -> None:
    rows = set(re.findall(r"^\| `(\w+)\(", section(), re.MULTILINE))
    functions = {name for name in inspector.__all__ if name[0].islower()}
    assert rows == functions
