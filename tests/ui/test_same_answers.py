"""The window and the command line give the same answer for the same file."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file
from torch import nn

from inspector.cli import main
from inspector.jobs import Job
from inspector.operations.comparison import ComparisonReport, explained
from inspector.operations.verification import VerifyReport, VerifyRequest
from inspector.sources.location import location_of
from inspector.text import number_text
from inspector.ui.comparison.page import ComparisonPage
from inspector.ui.comparison.side import Side
from inspector.ui.document.document import open_document
from inspector.ui.extraction.choices import options_named
from inspector.ui.inspection.view import DocumentView
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.message import Notice
from inspector.ui.window.window import Window
from inspector.verifying.embedded_architecture import metadata_of
from tests.ui.conftest import settle
from tests.ui.extracting import exported, lined_up
from tests.verifying import rebuilt, saved

RECORDED = Path(__file__).parents[1] / "fixtures" / "recorded_outputs"
Verb = Callable[..., dict[str, Any]]


@pytest.fixture
def verb(capsys: pytest.CaptureFixture[str]) -> Verb:
    """What a verb answers as JSON."""

    def verb(*words: object) -> dict[str, Any]:
        main([*map(str, words), "--json"])
        record: dict[str, Any] = json.loads(capsys.readouterr().out)
        return record

    return verb


class Opened:
    """A file in a view of its own."""

    def __init__(self, qtbot: QtBot, runner: JobRunner, path: Path) -> None:
        self._qtbot = qtbot
        self.view = DocumentView(open_document(path, Job()), runner)
        qtbot.addWidget(self.view)
        with qtbot.waitExposed(self.view):
            self.view.show()
        self.settle()

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: self.view.is_settled)

    def select(self, key: str | None) -> None:
        self.view.tree.select_node(None if key is None else self.view.document.tree.find(key))
        self._qtbot.wait(60)  # a selection begins a moment after it was made
        self.settle()


@pytest.fixture
def opened(qtbot: QtBot, runner: JobRunner) -> Iterator[Callable[[Path], Opened]]:
    documents: list[Opened] = []

    def opened(path: Path) -> Opened:
        documents.append(Opened(qtbot, runner, path))
        return documents[-1]

    yield opened
    runner.close()
    for document in documents:
        document.view.document.checkpoint.close()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """Tensors of several kinds, a tied one, a value."""
    weight = torch.randn(30, 20, generator=torch.Generator().manual_seed(0))
    state = {
        "a.weight": weight,
        "b.weight": weight,
        "bias": torch.tensor([0.0, math.nan, -math.inf, 3.0]),
        "half": weight.half()[:, ::2],
        "steps": torch.arange(7),
        "sparse": torch.eye(5).to_sparse(),
    }
    torch.save({"model": state, "epoch": 3}, tmp_path / "model.pth")
    return tmp_path / "model.pth"


def test_statistics(opened: Callable[[Path], Opened], verb: Verb, model: Path) -> None:
    shown = opened(model)
    for record in verb("stats", model)["entries"]:
        shown.select(record["key"])
        tiles = shown.view.detail.header.tiles
        numbers = {name: number_text(float(record[name])) for name in ("min", "max", "mean", "std", "l2")}
        assert [tiles[name].value for name in ("Min", "Max", "Mean", "Std", "L2 norm")] == [*numbers.values()], record
        assert tiles["NaN"].value.startswith(str(record["nan"]))


def test_totals_are_the_same_in_the_window_and_in_ls(
    opened: Callable[[Path], Opened], capsys: pytest.CaptureFixture[str], model: Path
) -> None:
    main(["ls", str(model)])
    line = capsys.readouterr().out.splitlines()[0]
    shown = opened(model)
    shown.select(None)
    _format, *totals, _folder = shown.view.detail.header.facts.text().split(" · ")
    assert line == f"{model}: pytorch-zip, {', '.join(totals)}"


def test_findings_are_the_same_in_the_window_and_in_scan(
    opened: Callable[[Path], Opened], verb: Verb, tmp_path: Path
) -> None:
    path = tmp_path / "bad.pkl"
    path.write_bytes(b"\x80\x02}X\x01\x00\x00\x00wcposix\nsystem\nX\x04\x00\x00\x00true\x85Rs.")
    findings = verb("scan", path)["findings"]
    shown = opened(path)
    shown.select(None)
    page = shown.view.detail.current_panel
    assert page is not None
    said = [notice.text for notice in page.widget.findChildren(Notice)]
    said += [label.text() for label in page.widget.findChildren(QLabel)]
    assert findings
    for finding in findings:
        assert any(finding["message"] in text for text in said)


def test_comparisons(qtbot: QtBot, runner: JobRunner, verb: Verb, model: Path, tmp_path: Path) -> None:
    state = torch.load(model, weights_only=True)["model"]
    state["a.weight"] = state["a.weight"] + 0.25
    state["moved.steps"] = state.pop("steps")
    state["half"] = state["half"].float()
    state["bias"] = state["bias"][:2]
    torch.save({f"module.{key}": tensor for key, tensor in state.items()}, tmp_path / "tuned.pth")
    record = verb("diff", model, tmp_path / "tuned.pth")

    page = ComparisonPage((Side(location_of(model)), Side(location_of(tmp_path / "tuned.pth"))), runner)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: page.is_settled)
    assert page.results is not None
    subject = page.results.subject
    report = ComparisonReport(record["a"], record["b"], *subject.checkpoints, subject.alignment, page.results.known())
    shown = explained(report, Job()).record()  # as the window saves it
    page.close_page()
    for checkpoint in subject.checkpoints:
        checkpoint.close()
    assert shown == record
    assert record["changed"]
    assert record["map"]["rules"]


@pytest.mark.parametrize("name", ["d2l_mlp/mlp.params", "whole_net/net.pth", "torchscript/scripted.pt"])
def test_detection(opened: Callable[[Path], Opened], capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = RECORDED / name
    main(["archs", str(path)])
    line = capsys.readouterr().out.splitlines()[0]
    found = opened(path).view.detail.detection.found
    assert found is not None
    assert line.removeprefix(f"{path}: ").startswith(found.sentence)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that keeps its architecture, and its outputs on noise of a seed of its own."""
    folder = tmp_path_factory.mktemp("kept")
    module = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 2))
    report = rebuilt(saved(folder / "a.pth", module.state_dict()), "sequential-mlp", seed=7)
    save_file(module.state_dict(), folder / "kept.safetensors", metadata=metadata_of(report))
    return folder / "kept.safetensors"


@pytest.mark.parametrize("is_kept", [False, True])
def test_verifications_ask_the_same_of_the_process(
    qtbot: QtBot,
    opened: Callable[[Path], Opened],
    monkeypatch: pytest.MonkeyPatch,
    kept: Path,
    is_kept: bool,
) -> None:
    asked: list[VerifyRequest] = []

    def answer(request: VerifyRequest, _: Job) -> VerifyReport:
        asked.append(request)
        return VerifyReport(request.blueprint.arch, request.blueprint.params, match=True)

    monkeypatch.setattr("inspector.operations.verification.report_on", answer)
    path = kept if is_kept else RECORDED / "d2l_mlp" / "mlp.params"
    main(["verify", str(path), *(() if is_kept else ("--arch", "mlp"))])

    detail = opened(path).view.detail
    assert detail.show_panel(detail.verification.title)
    qtbot.waitUntil(lambda: detail.verification.is_settled)
    detail.verification.verify()
    qtbot.waitUntil(lambda: len(asked) == 2 and not detail.verification.is_running)
    first, second = asked
    assert first.record() == second.record()
    assert (first.limits, first.python) == (second.limits, second.python)
    assert first.seed == (7 if is_kept else 0)


def test_the_verb_the_tray_and_the_menu_write_the_same_files(
    window: Window, qtbot: QtBot, model: Path, tmp_path: Path
) -> None:
    for folder in ("verb", "tray", "menu"):
        (tmp_path / folder).mkdir()
    words = ["--rename", "model.*=*", "--dtype", "bfloat16", "--max-shard-size", "1KB", "--exclude", "*sparse"]
    main(["export", str(model), "-o", str(tmp_path / "verb" / "a.safetensors"), *words])
    window.open_files([model])
    settle(qtbot, window)
    view = window.view
    assert view is not None
    tray = lined_up(window, view, qtbot, "model.a.weight", "model.b.weight", "model.bias", "model.half", "model.steps")
    tray.rename.setText("model.*=*")
    tray.apply_renaming()
    settle(qtbot, window)
    fields = tray.fields
    fields.shards.addItem("1 KB", 1000)
    fields.choices = options_named("safetensors", "bfloat16")
    fields.shards.setCurrentIndex(fields.shards.count() - 1)
    settle(qtbot, window)
    exported(tray, window, tmp_path / "tray" / "a.safetensors", qtbot)
    promise = window.extraction._drags.promise(tray.plan, "a.safetensors", fields.choices, lambda _: None)
    with qtbot.waitSignal(window.extraction.said):
        window.extraction.export_to(tray.plan, tmp_path / "menu" / "a.safetensors", fields.choices)
    settle(qtbot, window)

    expected = {path.name: path.read_bytes() for path in (tmp_path / "verb").iterdir()}
    assert len(expected) > 2
    (dragged,) = promise.paths()  # shards come in one folder
    for written in (tmp_path / "tray", tmp_path / "menu", dragged):
        assert {path.name: path.read_bytes() for path in written.iterdir()} == expected
