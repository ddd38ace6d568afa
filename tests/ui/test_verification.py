"""Verifying in the window: what a file looks like, one click, the answer, code of one's own, and what is kept together.

The modules are small; each verification is the real one, in a process with torch.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from torch import nn

import inspector
from inspector.errors import MissingDependencyError, SelectionError
from inspector.interpreters import Interpreter
from inspector.jobs import Job
from inspector.ui.document.document import Document
from inspector.ui.extraction import dragging
from inspector.ui.verification import detection
from inspector.ui.verification.detection import Detected
from inspector.ui.verification.hyperparameters import parsed_value
from inspector.ui.verification.layers_plot import LayersPlot
from inspector.ui.verification.offers import offer
from inspector.ui.verification.panel import VerificationPanel
from inspector.ui.verification.setup import parsed_arguments, parsed_shape
from inspector.ui.window.window import Window
from inspector.verifying.code import identity
from inspector.verifying.embedded_architecture import METADATA_KEY
from inspector.verifying.report import VerifyReport
from tests.ui.conftest import settle


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.verifying.code.settings_folder", lambda: tmp_path / "settings")


class Mlp(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(20, 16)
        self.output = nn.Linear(16, 10)


@pytest.fixture
def mlp(tmp_path: Path) -> Path:
    """A file of the multilayer perceptron with ``hidden`` and ``output``."""
    torch.manual_seed(0)
    torch.save(Mlp().state_dict(), tmp_path / "mlp.params")
    return tmp_path / "mlp.params"


def opened(window: Window, qtbot: QtBot, *paths: Path) -> VerificationPanel:
    """Open files; returns the verification of the first."""
    window.open_files(paths)
    settle(qtbot, window)
    assert window.view is not None
    return window.view.detail.verification


def shown(window: Window, qtbot: QtBot, path: Path) -> VerificationPanel:
    panel = opened(window, qtbot, path)
    window.front_tab.show_verification()
    settle(qtbot, window)
    return panel


def choose(box: Any, data: object) -> int:
    """Choose what stands for ``data``; returns its position."""
    position = next(index for index in range(box.count()) if box.itemData(index) == data)
    box.setCurrentIndex(position)
    return position


def wait(qtbot: QtBot, panel: VerificationPanel) -> VerifyReport | None:
    qtbot.waitUntil(lambda: panel.is_settled and not panel.is_running)
    return panel.answer.report


def wait_for_report(qtbot: QtBot, panel: VerificationPanel) -> VerifyReport:
    report = wait(qtbot, panel)
    assert report is not None, panel.answer.sentence.text()
    return report


def click_verify(window: Window) -> str:
    """Click the button of the summary; returns what stands beside it."""
    assert window.view is not None
    line = window.view.detail.panel("Summary").looks_like  # type: ignore[attr-defined]
    QTest.mouseClick(line.button, Qt.MouseButton.LeftButton)
    return str(line.sentence.text())


def test_a_pickled_module_is_said_to_be_one(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    torch.save(torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.ReLU()), tmp_path / "whole.pth")
    panel = opened(window, qtbot, tmp_path / "whole.pth")
    assert click_verify(window) == "Full pickled module (torch.nn layers only)."
    assert wait_for_report(qtbot, panel).bitwise


def test_the_form_folds_below_an_answer_which_goes_when_another_question_is_asked(
    window: Window, qtbot: QtBot, mlp: Path
) -> None:
    panel = opened(window, qtbot, mlp)
    click_verify(window)
    report = wait_for_report(qtbot, panel)
    assert (panel.form.isVisible(), panel.change.isVisible()) == (False, True)
    sentence = panel.answer.sentence
    bottom = sentence.mapTo(panel.answer.window(), sentence.rect().bottomLeft()).y()
    assert bottom < window.height() // 2
    QTest.mouseClick(panel.change, Qt.MouseButton.LeftButton)
    assert (panel.form.isVisible(), panel.change.isVisible()) == (True, False)
    field = panel.form.params.fields["activation"]
    panel.form.offer_references()
    assert panel.answer.report is report
    field.setText("tanh")
    assert not panel.answer.isVisible()
    panel.verify()
    assert wait_for_report(qtbot, panel).params["activation"] == "tanh"
    assert "Assumed" not in panel.answer.subject.text()


def test_one_click_verifies_and_the_exported_file_keeps_it(
    window: Window, qtbot: QtBot, mlp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = opened(window, qtbot, mlp)
    assert click_verify(window) == "Looks like mlp, 4 of 4 keys."
    report = wait_for_report(qtbot, panel)
    assert (report.bitwise, report.arch) == (True, "mlp")
    assert panel.answer.sentence.text() == "Loads and runs; all 4 keys fit; nothing to compare with."
    assert "Assumed: activation=relu." in panel.answer.subject.text()
    assert panel.answer.tiles["Top-1 agreement"].value == "all"
    assert "random input (seed 0), 2 × 20" in panel.answer.subject.text()
    assert len(panel.answer.outputs.rows.texts) == 20
    assert [row[3] for row in panel.answer.layers.rows.texts] == ["equal"] * len(report.layers)
    panel.answer.copy_report()
    assert json.loads(QGuiApplication.clipboard().text())["bitwise"] is True
    panel.save(tmp_path / "report.json")
    qtbot.waitUntil(lambda: "report.json" in panel.state.text())
    assert json.loads((tmp_path / "report.json").read_text())["arch"] == "mlp"
    before = mlp.read_bytes()
    panel.save(mlp)
    qtbot.waitUntil(lambda: "is a source of this report" in panel.state.text())
    assert mlp.read_bytes() == before
    assert window.view is not None
    window.view.select_key("hidden.weight")  # the answer is still there after looking at something else
    settle(qtbot, window)
    window.front_tab.show_verification()
    settle(qtbot, window)
    assert panel.answer.report is report

    window.view.tree.view.selectAll()
    window.use_rows("tray")
    settle(qtbot, window)
    tray = window.extraction.tray
    assert tray.fields.keep_architecture.isEnabled()
    tray.fields.keep_architecture.setChecked(True)
    with qtbot.waitSignal(tray.written):
        tray.export_to(tmp_path / "kept.pth")
    assert "The architecture mlp is stored with it" in tray.state.text()
    dragged: list[str] = []

    def drop(drag: QDrag) -> bool:
        dragged.extend(url.toLocalFile() for url in drag.mimeData().urls())
        return True

    monkeypatch.setattr(dragging, "start_drag", drop)  # which takes over the mouse until it is dropped
    tray._drag_out()
    with inspector.open(dragged[0]) as written:
        assert METADATA_KEY in written.metadata
    window.open_files([tmp_path / "kept.pth"])
    settle(qtbot, window)
    assert window.view is not None
    assert click_verify(window) == "Kept with its architecture: mlp."
    report = wait_for_report(qtbot, window.view.detail.verification)
    assert (report.reference, report.bitwise) == ("kept", True)


def test_what_differs_is_named_and_drawn(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    torch.manual_seed(0)
    state = nn.Sequential(*(layer for _ in range(3) for layer in (nn.Linear(8, 8), nn.Tanh()))).state_dict()
    torch.save(state, tmp_path / "a.pth")
    state["2.weight"][3, 3] += 0.5
    torch.save(state, tmp_path / "b.pth")
    panel = opened(window, qtbot, tmp_path / "a.pth", tmp_path / "b.pth")
    window.front_tab.show_verification()
    settle(qtbot, window)
    choose(panel.form.reference, tmp_path / "b.pth")
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    report = wait_for_report(qtbot, panel)
    assert not report.match
    assert report.first_divergence == "2"
    assert panel.answer.sentence.text().endswith(", first in 2.")
    assert panel.answer.layers.rows.marked == {2, 3, 4}
    assert "compared with b.pth; " in panel.answer.subject.text()
    qtbot.waitUntil(lambda: bool(panel.widget.findChildren(LayersPlot)))
    (plot,) = panel.widget.findChildren(LayersPlot)
    assert "3 of 5 differ" in plot.accessibleName()


def write_code(folder: Path, body: str) -> Path:
    path = folder / "model.py"
    path.write_text(
        f"from torch import nn\nopen({str(folder / 'ran')!r}, 'w').close()\n"
        "class Net(nn.Module):\n"
        "    def __init__(self, width):\n"
        "        super().__init__()\n"
        "        self.hidden, self.output = nn.Linear(20, width), nn.Linear(width, 10)\n"
        f"    def forward(self, x):\n        {body}\n"
    )
    return path


def choose_code(panel: VerificationPanel, path: Path) -> None:
    choose(panel.form.arch, "code")
    panel.form.code.line.setText(str(path))
    panel.form.code_name.setText("Net")
    panel.form.arguments.setText("width=16")


def test_code_runs_only_after_the_users_word_and_its_failure_is_shown(
    window: Window, qtbot: QtBot, mlp: Path, tmp_path: Path
) -> None:
    panel = shown(window, qtbot, mlp)
    path = write_code(tmp_path, "raise ValueError('no lunch is free')")
    choose_code(panel, path)
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert wait(qtbot, panel) is None
    assert panel.agree.isVisible()
    assert str(path) in panel.warning.text
    assert not (tmp_path / "ran").exists()
    QTest.mouseClick(panel.decline, Qt.MouseButton.LeftButton)
    assert not panel.agree.isVisible()
    assert not (tmp_path / "ran").exists()

    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    wait(qtbot, panel)
    path.write_text(path.read_text() + "# changed while the user was asked\n")
    QTest.mouseClick(panel.agree, Qt.MouseButton.LeftButton)
    assert wait(qtbot, panel) is None
    assert panel.agree.isVisible()
    assert not (tmp_path / "ran").exists()
    QTest.mouseClick(panel.agree, Qt.MouseButton.LeftButton)
    report = wait_for_report(qtbot, panel)
    assert (tmp_path / "ran").exists()
    assert "ValueError: no lunch is free" in panel.answer.sentence.text()
    assert not panel.answer.details.isVisible()
    panel.answer.more.click()
    assert panel.answer.details.isVisible()
    assert f'File "{path}"' in panel.answer.details.toPlainText()
    assert report.detail == panel.answer.details.toPlainText()
    assert window.view is not None
    assert window.view.detail.detection.blueprint is not None
    assert window.view.detail.detection.blueprint.arch == "mlp"  # code can't be kept in a file


@pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning")
def test_a_program_is_run_as_the_reference_after_the_users_word(
    window: Window, qtbot: QtBot, mlp: Path, tmp_path: Path
) -> None:
    program = tmp_path / "mlp.ts"
    torch.jit.trace(torch.nn.Linear(20, 10), (torch.zeros(2, 20),)).save(program)
    panel = shown(window, qtbot, mlp)
    choose(panel.form.reference, "against")
    panel.form.reference_file.line.setText(str(program))
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert wait(qtbot, panel) is None
    assert panel.agree.isVisible()
    assert f"{program} is TorchScript with the code code/__torch__" in panel.warning.text
    QTest.mouseClick(panel.agree, Qt.MouseButton.LeftButton)
    report = wait_for_report(qtbot, panel)
    assert (report.proof, report.match, report.problem) == ("program", False, "")


def test_code_that_hangs_is_cancelled(window: Window, qtbot: QtBot, mlp: Path, tmp_path: Path) -> None:
    panel = shown(window, qtbot, mlp)
    path = write_code(tmp_path, "while True: pass")
    choose_code(panel, path)
    panel._start(identity(str(path)))
    qtbot.waitUntil((tmp_path / "ran").exists)
    qtbot.waitUntil(lambda: window.jobs.isVisible())
    assert panel.button.text() == "Cancel"
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert not panel.is_running
    assert panel.button.text() == "Verify"
    assert panel.answer.sentence.text() == "Cancelled."
    assert not panel.answer._sign.isVisible()  # that is nothing wrong
    (tmp_path / "ran").unlink()
    panel._start()  # it was remembered, and is not asked again
    qtbot.waitUntil((tmp_path / "ran").exists)
    window.runner.stop((panel, "verify"))


def test_a_click_before_the_architectures_are_known_waits_for_them(
    window: Window, qtbot: QtBot, mlp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Event()
    detected = detection.detected

    def late(document: Document, job: Job) -> Detected:
        known.wait(60)
        return detected(document, job)

    monkeypatch.setattr(detection, "detected", late)
    window.open_files([mlp])
    qtbot.waitUntil(lambda: window.view is not None)
    window.front_tab.show_verification()
    assert window.view is not None
    panel = window.view.detail.verification
    qtbot.waitUntil(lambda: panel.is_settled)
    assert (panel.form.arch.currentText(), panel.form.arch.isEnabled()) == ("Detecting the architecture …", False)
    assert not panel.form.code.isVisible()
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert "as soon as the architecture is detected" in panel.answer.sentence.text()
    known.set()
    qtbot.waitUntil(lambda: panel.answer.report is not None)
    assert panel.form.arch.currentText() == "mlp, 100%"
    assert panel.answer.sentence.text().startswith("Loads and runs")


def test_classes_and_kept_arguments_of_code_are_offered(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    state = {f"model.{key}": value for key, value in Mlp().state_dict().items()}
    torch.save({"state_dict": state, "hyper_parameters": {"width": 16, "names": ["a"]}}, tmp_path / "a.ckpt")
    panel = shown(window, qtbot, tmp_path / "a.ckpt")
    form = panel.form
    assert form.arguments.placeholderText() == 'width=16 names=["a"]'
    code = tmp_path / "nets.py"
    code.write_text("class Config: pass\nclass Net(nn.Module): pass\nclass Whole(Net): pass\n")
    choose(form.arch, "code")
    form.code.line.setText(str(code))
    qtbot.waitUntil(lambda: form.code_name.text() == "Whole")
    assert form.code_name.completer().model().rowCount() == 3
    form.code_name.setText("Mine")
    form.code.line.setText(str(write_code(tmp_path, "return x")))
    settle(qtbot, window)
    assert form.code_name.text() == "Mine"  # what was typed stays
    form.code_name.clear()
    form.code.line.setText(str(code))
    qtbot.waitUntil(lambda: form.code_name.text() == "Whole")


def test_interpreters_are_offered_where_one_is_chosen(
    window: Window, qtbot: QtBot, mlp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [Interpreter("/a/python", "3.12.1", {"torch": "2.13.0", "timm": ""}), Interpreter("/c", "3.13.0", {})]
    asked = []

    def look(*, job: Job) -> list[Interpreter]:
        asked.append(job)
        return known

    monkeypatch.setattr("inspector.operations.verification.interpreters", look)
    panel = shown(window, qtbot, mlp)
    assert not asked
    QTest.mouseClick(panel.form.more, Qt.MouseButton.LeftButton)
    said = "/a/python: torch 2.13.0, timm\nand 1 interpreter without torch"
    qtbot.waitUntil(lambda: panel.form.interpreters.text() == said)
    assert panel.form.interpreters.isVisible()
    assert panel.form.python.line.completer().model().rowCount() == 2
    for _ in range(2):
        QTest.mouseClick(panel.form.more, Qt.MouseButton.LeftButton)
    assert len(asked) == 1


def test_a_python_without_torch_is_named_where_another_is_chosen(
    window: Window, qtbot: QtBot, mlp: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.operations.verification.interpreters", lambda *_, **__: [])
    panel = shown(window, qtbot, mlp)
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    panel.form.python.line.setText(str(bare))
    assert not panel.form.python.isVisible()
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert wait(qtbot, panel) is None
    assert panel.answer.sentence.text().startswith(f"Verifying needs numpy, which {sys.executable} lacks: install ")
    assert panel.form.python.isVisible()


def test_an_answer_stays_in_sight_when_the_interpreters_are_listed_above_it(
    window: Window, qtbot: QtBot, mlp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_torch(*_: object) -> None:
        raise MissingDependencyError("Verifying needs torch")

    known = [Interpreter(f"/{at}/{'a' * 60}/python", "3.12.1", {"torch": "2.13.0"}) for at in range(6)]
    may_end = Event()
    monkeypatch.setattr("inspector.operations.verification.interpreters", lambda **_: may_end.wait(60) and known)
    monkeypatch.setattr("inspector.ui.verification.panel.verified", without_torch)
    window.resize(900, 480)
    panel = shown(window, qtbot, mlp)
    panel.verify()
    assert wait(qtbot, panel) is None
    sentence = panel.answer.sentence

    def is_in_sight() -> bool:
        return sentence.visibleRegion().boundingRect().height() == sentence.height()

    qtbot.waitUntil(is_in_sight)
    may_end.set()
    qtbot.waitUntil(lambda: "/5/" in panel.form.interpreters.text())
    qtbot.waitUntil(is_in_sight)
    bar = panel._area.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    panel.form.interpreters.setText("\n" * 30)
    qtbot.wait(100)
    assert bar.value() == 0


def test_nothing_fits_and_that_is_said_quietly(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    torch.save({"a.b.c": torch.zeros(2, 3, 4), "z": torch.zeros(1)}, tmp_path / "odd.pth")
    panel = opened(window, qtbot, tmp_path / "odd.pth")
    assert click_verify(window) == "Architecture not recognized."
    settle(qtbot, window)
    assert panel.widget.isVisible()
    assert not panel.is_running  # there is something to ask first
    assert panel.form.code.isVisible()
    QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert "Give a Python file" in panel.state.text() or "Give the name" in panel.state.text()


def test_a_foreign_module_is_named(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    torch.save(Mlp(), tmp_path / "whole.pth")
    opened(window, qtbot, tmp_path / "whole.pth")
    assert "Mlp, which only its own code can rebuild" in click_verify(window)


def test_what_is_missing_or_wrong_is_said_in_place(window: Window, qtbot: QtBot, mlp: Path) -> None:
    panel = shown(window, qtbot, mlp)
    assert panel._offered is not None
    edits: list[tuple[Callable[[Any], object], str]] = [
        (lambda form: form.params.fields["layers"].setText("3"), "Layers is a list, such as "),
        (lambda form: form.shape.setText("two"), "list of sizes, such as 1 × 3"),
        (lambda form: choose(form.input, "file"), "Choose the file of the input"),
        (lambda form: choose(form.reference, "expected"), "Choose the file of the reference"),
        (lambda form: choose(form.arch, "named"), "Give the ID of an architecture"),
        (lambda form: form.rtol.setText(""), "relative tolerance is a number"),
        (lambda form: (form.rtol.setText("1e-5"), form.renames.setText("abc")), "OLD=NEW"),
    ]
    for edit, said in edits:
        panel.form.show_found(panel._offered)
        choose(panel.form.input, "noise")
        edit(panel.form)
        QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
        assert said in panel.state.text()
        assert not panel.is_running


def test_what_can_not_be_is_answered_in_a_sentence(window: Window, qtbot: QtBot, mlp: Path) -> None:
    panel = shown(window, qtbot, mlp)
    assert panel._offered is not None
    edits: list[tuple[Callable[[Any], object], str]] = [
        (lambda form: (choose(form.arch, "named"), form.named.setText("no:such")), "There is no architecture"),
        (lambda form: form.python.line.setText("/no/python"), "can't be started"),
        (
            lambda form: (choose(form.arch, "code"), form.code.line.setText("/no/m.py"), form.code_name.setText("N")),
            "can't be read",
        ),
        (lambda form: (choose(form.input, "file"), form.input_file.line.setText("/no/X.npy")), "does not exist"),
    ]
    for edit, said in edits:
        panel.form.show_found(panel._offered)
        edit(panel.form)
        QTest.mouseClick(panel.button, Qt.MouseButton.LeftButton)
        wait(qtbot, panel)
        assert said in panel.answer.sentence.text()
        assert panel.answer.sentence.text().endswith(".")


def test_hyperparameters_are_edited_and_wrong_ones_marked(window: Window, qtbot: QtBot, mlp: Path) -> None:
    form = shown(window, qtbot, mlp).form
    field = form.params.fields["activation"]
    field.clear()
    QTest.keyClicks(field, "tanh")
    form.shape.setText("4 x 20")
    form.renames.setText("module.*=* a=b")
    assert [str(rule) for rule in form.setup().renames.rules] == ["module.*=*", "a=b"]
    assert dict(form.setup().changes) == {"activation": "tanh", "input_shape": [4, 20]}
    layers = form.params.fields["layers"]
    layers.clear()
    QTest.keyClicks(layers, "[")
    assert layers.property("invalid") is True
    assert form.params.problem.isVisible()


def test_a_bound_of_integers_is_a_field_only_where_the_module_takes_them() -> None:
    for high, names in ((0, {"name"}), (50, {"name", "input_high"})):
        made = offer("gru", None, {"name": "rnn", "input_shape": [2, 8], "input_high": high}, "")
        assert (set(made.texts), made.left_out) == (names, 0)


def test_a_file_is_dropped_into_its_field(window: Window, qtbot: QtBot, mlp: Path) -> None:
    form = shown(window, qtbot, mlp).form
    form.input_file.line.setText(mlp.as_uri())
    assert form.input_file.path == mlp


@pytest.mark.parametrize(
    ("text", "inferred", "value"),
    [
        ("7", 3, 7),
        ("7", 3.0, 7.0),
        ("true", False, True),
        ("gelu", "relu", "gelu"),
        ("[1, 2]", [3], [1, 2]),
        ("null", None, None),
        ("cls", None, "cls"),
        ("5", None, 5),
    ],
)
def test_values_are_of_the_kind_of_the_inferred_one(text: str, inferred: Any, value: Any) -> None:
    found = parsed_value("width", text, inferred)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "inferred", "said"),
    [
        ("abc", 3, "width is a whole number, such as 3, not abc"),
        ("", 3, "not nothing"),
        ("7.5", 3, "a whole number"),
        ("true", 3, "a whole number"),
        ("1", True, "true or false"),
        ("[" * 100_000, [], "a list"),
    ],
)
def test_a_value_of_another_kind_is_explained(text: str, inferred: Any, said: str) -> None:
    with pytest.raises(SelectionError, match="width is") as error:
        parsed_value("width", text, inferred)
    assert said in str(error.value)


def test_shapes_and_arguments_are_read_as_people_write_them() -> None:
    for text in ("1 × 3 × 8", "[1, 3, 8]", "1x3x8", "1, 3,8", " 1 3 8 "):
        assert parsed_shape(text) == [1, 3, 8]
    assert parsed_shape(" ") is None
    assert parsed_arguments('width=64 name=net sizes=[1, 2] text="a b"') == {
        "width": 64,
        "name": "net",
        "sizes": [1, 2],
        "text": "a b",
    }
    with pytest.raises(SelectionError, match="width=64"):
        parsed_arguments("64")
