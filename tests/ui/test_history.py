"""The history of a training run, in the window."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolTip
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.analysis import spectrum_estimate
from inspector.jobs import Job
from inspector.operations.history import HistoryStat
from inspector.sources.location import location_of
from inspector.ui.history import distributions
from inspector.ui.history import view as module
from inspector.ui.history.page import HistoryPage
from inspector.ui.history.pruning import PruneDialog
from inspector.ui.history.view import HistoryView
from inspector.ui.plots import plotting
from inspector.ui.widgets.message import Message, Notice
from inspector.ui.window.window import Window
from tests.ui.conftest import settle


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "run"
    folder.mkdir()
    rng = np.random.default_rng(0)
    for step in (100, 200, 300):
        weights = {"a.weight": rng.standard_normal((4, 3)), "b.bias": np.ones(5) * step}
        if step == 300:
            weights["a.weight"][2, 1] = np.nan
        save_file(weights, folder / f"step_{step}.safetensors")
    return folder


def shown(window: Window, run: Path, qtbot: QtBot) -> HistoryView:
    window.show_history([location_of(run)])
    settle(qtbot, window)
    page = window.front
    assert isinstance(page, HistoryPage)
    assert page.title == "run (history)"
    assert page.view is not None
    return page.view


def click(view: HistoryView, row: int, column: int) -> None:
    place = view.grid.cell_rect(row, column).center()
    QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=place)


def test_a_run_is_a_map_of_tensors_by_steps(window: Window, run: Path, qtbot: QtBot) -> None:
    view = shown(window, run, qtbot)
    sentences = [notice.text for notice in view.findChildren(Notice)]
    assert sentences[0] == "First NaN or infinity: step 300, a.weight at index [2, 1]."
    assert view.grid.numbers()[0] == ["role", 100, 200, 300]
    assert view.grid.numbers()[2] == ["b.bias", None, 1.0, 0.5]
    view.stat.setCurrentIndex(view.stat.findData(HistoryStat.NAN.value))
    assert view.grid.numbers()[1] == ["a.weight", 0.0, 0.0, 1.0]
    assert view.lines.numbers()[1] == ["a.weight", 0.0, 0.0, 1.0]
    assert not view.compare.isEnabled()
    click(view, 0, 2)
    assert view.detail.text().startswith("a.weight at step 300: L2 nan")
    assert "1 NaN, 0 Inf, first at [2, 1]" in view.detail.text()
    view.grab()


def test_a_run_opened_by_a_relative_path_shows_where_it_lies(
    window: Window, run: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(run.parent)
    view = shown(window, Path("run"), qtbot)
    assert any(label.text().endswith(f" · {run}") for label in view.findChildren(QLabel))
    assert str(run) in window.tabs.tabToolTip(0)


def test_a_cell_leads_to_the_comparison_of_its_step_with_the_one_before(
    window: Window, run: Path, qtbot: QtBot
) -> None:
    view = shown(window, run, qtbot)
    click(view, 1, 0)
    assert not view.compare.isEnabled()
    click(view, 1, 1)
    view.compare.click()
    settle(qtbot, window)
    assert window.comparison is not None
    assert [place.name for place in window.comparison.places] == ["step_100.safetensors", "step_200.safetensors"]
    view.open_step.click()
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.location.name == "step_200.safetensors"


def test_the_distributions_of_the_selected_tensor_are_shown_step_by_step(
    window: Window, run: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plotting, "_names_are_made", threading.Event())  # nothing was plotted before
    view = shown(window, run, qtbot)
    below = view.distributions
    assert below.isHidden()
    click(view, 0, 1)
    assert not below.is_settled
    settle(qtbot, window)
    assert below.state.text == "a.weight at 3 steps (sampled)"
    assert below.plot is not None
    assert below.plot.ridges is not None
    assert below.plot.numbers()[0] == ["from", "to", "100", "200", "300"]
    view.grab()
    of_a = below.plot.ridges
    assert of_a.heights.any(axis=1).all()
    click(view, 1, 1)
    settle(qtbot, window)
    assert below.state.text == "b.bias at 3 steps (sampled)"
    assert below.plot.ridges.heights.argmax(axis=1).tolist() == [0, 64, 127]  # all of a step's values are its number
    monkeypatch.setattr(distributions, "step_ridges", None)  # what is known is not read again
    click(view, 0, 0)
    settle(qtbot, window)
    assert below.plot.ridges is of_a
    below.plot.hovered.emit(2)
    assert below.readout.text == "step 300"
    below.plot.activated.emit(2)
    assert view.detail.text().startswith("a.weight at step 300")
    view.stat.setCurrentIndex(view.stat.findData(HistoryStat.NAN.value))
    assert below.isHidden()  # nothing is selected in another map


def waiting_work() -> tuple[threading.Event, Callable[..., None]]:
    """Work that goes on until its job, named or the last argument, is cancelled, and whether it has begun."""
    began = threading.Event()

    def waiting(*arguments: object, **named: object) -> None:
        began.set()
        job = named["job"] if named else arguments[-1]
        assert isinstance(job, Job)
        while True:
            job.check()
            time.sleep(0.01)

    return began, waiting


def test_reading_the_distributions_can_be_cancelled_and_says_what_fails(
    window: Window, run: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown(window, run, qtbot)
    began, waiting = waiting_work()

    with monkeypatch.context() as patch:
        patch.setattr(distributions, "step_ridges", waiting)
        click(view, 0, 0)
        qtbot.waitUntil(began.is_set)
        (task,) = window.runner.tasks
        assert task.what == "Reading a.weight at each step"
        window.runner.stop(task.purpose)
        settle(qtbot, window)
    assert view.distributions.stack.sentence == "Cancelled."
    for file in run.iterdir():
        file.write_bytes(b"another")
    click(view, 0, 0)
    settle(qtbot, window)
    assert "step_100.safetensors" in view.distributions.stack.sentence


def test_effective_ranks_are_computed_once_they_are_chosen(
    window: Window, run: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_file({"a.weight": np.ones((4, 3)), "b.bias": np.ones(5)}, run / "step_100.safetensors")
    monkeypatch.setattr(spectrum_estimate, "_MAX_EXACT_SIDE", 2)
    view = shown(window, run, qtbot)
    assert view.grid.numbers()[1][1] is None
    click(view, 0, 0)
    view.stat.setCurrentIndex(view.stat.findData(HistoryStat.EFFECTIVE_RANK.value))
    assert [task.what for task in window.runner.tasks] == ["Computing effective ranks"]
    assert not view.is_settled
    settle(qtbot, window)
    first, second, third = view.grid.numbers()[1][1:]
    assert first == pytest.approx(1, rel=0.05)
    assert isinstance(second, float)
    assert 1 < second <= 3
    assert third is None  # it has a NaN
    assert view.grid.numbers()[2] == ["b.bias", None, None, None]
    click(view, 0, 0)
    assert re.search(r"effective rank ~1\S* \(estimated\)$", view.detail.text())
    view.stat.setCurrentIndex(0)
    view.stat.setCurrentIndex(view.stat.findData(HistoryStat.EFFECTIVE_RANK.value))
    assert not window.runner.tasks
    assert view.grid.numbers()[1][1] == first


def test_effective_ranks_that_are_cancelled_can_be_asked_for_again(
    window: Window, run: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = shown(window, run, qtbot)
    began, waiting = waiting_work()

    with monkeypatch.context() as patch:
        patch.setattr(module, "with_effective_ranks", waiting)
        view.stat.setCurrentIndex(view.stat.findData(HistoryStat.EFFECTIVE_RANK.value))
        qtbot.waitUntil(began.is_set)
        window.runner.stop(window.runner.tasks[0].purpose)
        settle(qtbot, window)
    assert view.detail.text().startswith("Cancelled.")
    view.stat.setCurrentIndex(0)
    view.stat.setCurrentIndex(view.stat.findData(HistoryStat.EFFECTIVE_RANK.value))
    settle(qtbot, window)
    assert isinstance(view.grid.numbers()[1][1], float)


def test_a_folder_without_a_run_says_so(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    window.show_history([location_of(tmp_path)])
    settle(qtbot, window)
    assert window.front is not None
    assert "has no checkpoints that could be steps" in window.front.findChildren(Message)[-1].text.text()


def test_a_run_is_thinned_once_the_plan_was_agreed_to(window: Window, run: Path, qtbot: QtBot) -> None:
    view = shown(window, run, qtbot)
    page = window.front
    assert isinstance(page, HistoryPage)
    dialog = page.thin()
    qtbot.waitUntil(lambda: "no checkpoint has a loss" in dialog.message.text())  # the rules proposed name the best
    assert not dialog.delete.isEnabled()
    dialog.rules.setText("last")
    planned(dialog, qtbot)
    assert dialog.message.text().startswith("The plan keeps 1 of 3 checkpoints")
    plan = [dialog.steps.topLevelItem(row) for row in range(3)]
    assert [item.text(4) for item in plan if item is not None] == ["delete", "delete", "keep (last)"]
    assert len(list(run.iterdir())) == 3
    assert not dialog.delete.isEnabled()
    dialog.agreed.setChecked(True)
    assert dialog.delete.isEnabled()
    dialog.rules.setText("last=2")  # what was agreed to is another plan
    assert not dialog.delete.isEnabled()
    planned(dialog, qtbot)
    assert not dialog.delete.isEnabled()
    dialog.agreed.setChecked(True)
    dialog.grab()
    dialog.delete.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view is not view)
    assert sorted(path.name for path in run.iterdir()) == ["step_200.safetensors", "step_300.safetensors"]
    assert page.view is not None
    assert [step.label for step in page.view.history.steps] == ["200", "300"]


def planned(dialog: PruneDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.plan is not None)


def test_nothing_is_deleted_where_what_stays_cannot_be_read(window: Window, run: Path, qtbot: QtBot) -> None:
    shown(window, run, qtbot)
    page = window.front
    assert isinstance(page, HistoryPage)
    dialog = page.thin()
    qtbot.waitUntil(lambda: "no checkpoint has a loss" in dialog.message.text())
    dialog.rules.setText("last")
    planned(dialog, qtbot)
    (run / "step_300.safetensors").write_bytes(b"another")
    dialog.agreed.setChecked(True)
    dialog.delete.click()
    qtbot.waitUntil(lambda: "nothing was deleted" in dialog.message.text())
    assert len(list(run.iterdir())) == 3
    settle(qtbot, window)
    dialog.reject()


def test_a_line_says_which_tensor_it_is_of_and_leads_to_its_cell(window: Window, run: Path, qtbot: QtBot) -> None:
    view = shown(window, run, qtbot)
    assert view.lines_heading.text() == "Relative update over the steps"
    lines = view.lines
    places = [QPointF(x, y) for y in range(lines.height()) for x in (lines.width() // 2, lines.width() - 60)]
    near = {found: place for place in places if (found := lines.nearest(place)) is not None}
    assert set(near) == {(0, 1), (1, 1), (1, 2)}  # a.weight is NaN at the last step
    QTest.mouseMove(lines, near[1, 2].toPoint())
    qtbot.waitUntil(lambda: "b.bias<br>at step 300: 0.5" in QToolTip.text())
    QTest.mouseClick(lines, Qt.MouseButton.LeftButton, pos=near[1, 2].toPoint())
    assert view.detail.text().startswith("b.bias at step 300")
    QTest.mouseMove(lines, QPoint(1, 1))
    QTest.mouseClick(lines, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert view.detail.text().startswith("b.bias at step 300")


def test_files_that_are_open_are_a_run(window: Window, run: Path, qtbot: QtBot, tmp_path: Path) -> None:
    files = sorted(run.iterdir(), reverse=True)
    window.open_files(files[:1])
    settle(qtbot, window)
    offered = {action.text(): action for action in window.tab_menu(window.pages[0]).actions()}
    assert not offered["History of all open files"].isEnabled()
    window.open_files(files)
    settle(qtbot, window)
    offered = {action.text(): action for action in window.tab_menu(window.pages[0]).actions()}
    offered["History of all open files"].trigger()
    settle(qtbot, window)
    page = window.front
    assert isinstance(page, HistoryPage)
    assert page.title == "run (history)"
    assert page.view is not None
    assert [step.label for step in page.view.history.steps] == ["100", "200", "300"]
    assert page.view.prune.isHidden()
    page.view.report.save(tmp_path / "run.html")
    qtbot.waitUntil(lambda: page.view is not None and page.view.report.state.text.startswith("Saved as"))
    assert "First NaN or infinity: step 300" in (tmp_path / "run.html").read_text()
