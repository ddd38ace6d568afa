"""The report on one checkpoint: what its page says, and that nothing of a file means anything in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

import inspector
from inspector.cli import main
from inspector.errors import OutputError
from inspector.findings import Finding, Severity
from inspector.operations.report_page import report_page
from inspector.operations.reporting import CheckpointReport, report
from tests.languages import brackets, english_in

EVIL = '<script>alert(1)</script>\u202e"&'


def contents(layers: int = 3) -> dict[str, Any]:
    random = np.random.default_rng(0)
    arrays: dict[str, Any] = {f"h.{layer}.w": random.normal(size=(4, 4)) * 10.0**layer for layer in range(layers)}
    arrays |= {f"h.{layer}.<b>": np.ones(2, np.float32) for layer in range(layers)}
    arrays |= {"zero": np.zeros(3), "bad": np.array([1, np.nan]), EVIL: np.arange(2)}
    return arrays


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "model.safetensors"
    save_file(contents(), path, metadata={"note": EVIL})
    return path


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page(report: CheckpointReport, path: Path) -> Page:
    report.save(path)
    return Page(path.read_text())


def test_the_page_says_what_was_found(model: Path, tmp_path: Path) -> None:
    report = inspector.report(model)
    assert report.not_finite == ["bad"]
    assert report.all_zero == ["zero"]
    shown = page(report, tmp_path / "out.html")
    assert "9 tensors checked." in shown.text
    assert "1 tensor with NaN or Inf: bad." in shown.text
    assert "1 tensor all zero: zero." in shown.text
    rows = re.findall(r"h\.(\d)\.w(\d × \d)float64", shown.text)
    assert rows == [(str(layer), "4 × 4") for layer in range(3)]
    cells = [attributes for tag, attributes in shown.tags if tag == "rect"]
    assert len(cells) == 6
    shares = [re.search(r"(\d+)%", cell["style"] or "") for cell in cells]
    assert {match[1] for match in shares if match} >= {"0", "100"}  # from the smallest rms to the largest
    (line,) = [attributes["points"] or "" for tag, attributes in shown.tags if tag == "polyline"][:1]
    heights = [float(point.split(",")[1]) for point in line.split()]
    assert heights == sorted(heights, reverse=True)  # it grows with depth, upwards


def test_nothing_of_a_file_means_anything_in_the_page(model: Path, tmp_path: Path) -> None:
    shown = page(inspector.report(model), tmp_path / "out.html")
    assert not {"script", "b", "img", "a", "link"} & {tag for tag, _ in shown.tags if tag != "b"}
    assert "\u202e" not in shown.text
    assert "<script>alert(1)</script>" in shown.text  # as text, twice: a key and a value
    assert all(not name.startswith("on") for _, attributes in shown.tags for name in attributes)


def test_a_selection_is_reported_and_a_long_table_says_what_it_leaves_out(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.operations.report_page._MAX_ROWS", 2)
    report = inspector.report(model, match="h.*", exclude="*.w")
    assert [result.key for result in report.results] == [f"h.{layer}.<b>" for layer in range(3)]
    assert "and 1 more" in page(report, tmp_path / "out.html").text
    assert "h.0.<b>" in repr(report)


def test_a_file_without_tensors_has_a_page(tmp_path: Path) -> None:
    save_file({}, tmp_path / "empty.safetensors", metadata={"a": "b"})
    shown = page(inspector.report(tmp_path / "empty.safetensors"), tmp_path / "out.html")
    assert "0 tensors checked." in shown.text
    assert "polyline" not in {tag for tag, _ in shown.tags}


def test_a_checkpoint_is_not_overwritten_by_its_report(model: Path) -> None:
    with pytest.raises(OutputError):
        inspector.report(model).save(model)


def test_the_verb_writes_a_page_for_each_file(model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "other.safetensors"
    save_file({"a": np.ones(2)}, other)
    assert main(["report", str(model), str(other), "--html", str(tmp_path / "missing")]) == 2
    assert "is no folder" in capsys.readouterr().err
    assert main(["report", str(model), str(other), "--html", str(tmp_path)]) == 0
    assert (tmp_path / "model.safetensors.html").exists()
    assert "1 tensor checked." in Page((tmp_path / "other.safetensors.html").read_text()).text
    assert main(["report", str(other), "-o", str(tmp_path / "one.html")]) == 0
    assert (tmp_path / "one.html").read_text() == (tmp_path / "other.safetensors.html").read_text()


def test_the_page_is_in_the_language_of_the_reader(model: Path, tmp_path: Path) -> None:
    found = [Finding(Severity.INFO, "code", "The file has 3 of 4 bytes: its end is missing.", "here")]
    report = replace(inspector.report(model), findings=found)
    report.save(tmp_path / "english.html")
    with brackets():
        report.save(tmp_path / "other.html")
    english, other = ((tmp_path / f"{name}.html").read_text() for name in ("english", "other"))
    assert '<html lang="en">' in english
    assert '<html lang="x-brackets">' in other
    assert english_in(other) == []
    assert "<h2>⟨Health⟩</h2>" in other
    assert ">⟨Shape⟩</th>" in other
    assert english_in(english) != []


def test_a_language_model_has_its_sizes_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    save_file({"wte.weight": np.ones((5, 4), np.float32)}, path)
    assert "<h2>Language model</h2>" in page_of(path)
    (tmp_path / "config.json").write_text('{"n_head": 2, "n_layer": 31, "tie_word_embeddings": true}')
    page = page_of(path)
    assert "<td>Layers</td><td>31</td>" in page
    assert "<p>Tied embeddings: the output head is the token embedding, and not stored again.</p>" in page
    save_file({"fc.weight": np.ones((5, 4), np.float32)}, path)
    assert "Language model" not in page_of(path)


def page_of(path: Path) -> str:
    with inspector.open(path) as checkpoint:
        return report_page(report(checkpoint))
