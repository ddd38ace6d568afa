"""Comparing in the window: real files, real widgets."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import Alignment
from inspector.comparing.comparison import compare as compare_now
from inspector.comparing.results import PairResult, State
from inspector.garbage import is_collector_paused
from inspector.jobs import Job
from inspector.resources import resource
from inspector.ui.comparison.model import Column
from inspector.ui.comparison.view import ComparisonView
from inspector.ui.extraction.rows import rows_at
from inspector.ui.summary.pairs_table import PairsTable
from inspector.ui.widgets.message import Notice
from inspector.ui.window.window import Window
from tests.ui.conftest import settle
from tests.ui.drags import dropped, moving

CONVERTED = Path(__file__).parents[1] / "fixtures" / "conversion"

Arrays = Mapping[str, npt.NDArray[Any]]
RANDOM = np.random.default_rng(3)
BASE: Arrays = {f"layers.{n}.{part}": RANDOM.standard_normal((8, 6)) for n in range(12) for part in ("weight", "up")}
TUNED: Arrays = {key: value * (1 + 1e-3 * (n > 3)) for n, (key, value) in enumerate(BASE.items())}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A model, and the same fine-tuned, in a wrapper, with a layer more."""
    a, b = tmp_path / "base.safetensors", tmp_path / "tuned.safetensors"
    save_file(dict(BASE), a)
    save_file({f"module.{key}": value for key, value in TUNED.items()} | {"module.extra": np.ones(3)}, b)
    return a, b


@pytest.fixture
def compared(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> ComparisonView:
    """The comparison of the two in the window."""
    return compare(window, qtbot, *files)


def compare(window: Window, qtbot: QtBot, a: Path, b: Path) -> ComparisonView:
    window.comparisons.compare_files(a, b)
    settle(qtbot, window)
    return view_of(window)


def view_of(window: Window) -> ComparisonView:
    assert window.comparison is not None
    assert window.comparison.view is not None
    return window.comparison.view


def button(view: ComparisonView, text: str) -> QPushButton:
    return next(found for found in view.summary.findChildren(QPushButton) if found.text() == text)


def shown_keys(view: ComparisonView) -> list[str]:
    model = view.pane.model
    found = [model.pairing(node) for node in view.pane.view.rows_in_sight()]
    return [pairing.entry.key for pairing in found if pairing is not None]


def test_two_files_are_compared_in_a_tab(window: Window, compared: ComparisonView) -> None:
    assert window.tabs.tabText(0) == "base ↔ tuned"
    assert compared.count.text() == "21 of 25 differ"
    assert compared.summary.verdict.text() == "21 of 25 tensors differ"
    assert "0.001" in compared.summary.overall.text()
    assert "*=module.*" in compared.summary.editor.text.toPlainText()
    assert compared.results.overall_change == pytest.approx(1e-3)


def test_what_is_tied_in_one_file_only_is_said(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    embedding = torch.ones(4, 2)
    torch.save({"wte.weight": embedding, "lm_head.weight": embedding}, tmp_path / "tied.pth")
    torch.save({"wte.weight": embedding, "lm_head.weight": embedding.clone()}, tmp_path / "apart.pth")
    shown = compare(window, qtbot, tmp_path / "tied.pth", tmp_path / "apart.pth")
    notices = [notice.text for notice in shown.summary.findChildren(Notice)]
    assert notices == [
        "Tied in A only: wte.weight and lm_head.weight are one tensor in A, and separate tensors with equal values in B."
    ]


def test_the_changes_are_stepped_through_by_key(window: Window, compared: ComparisonView, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_F8)
    settle(qtbot, window)
    first = compared.selected_key
    assert compared.results.differs(compared.pane.view.current_node or 0)
    assert compared.detail.result is not None
    assert compared.detail.result.key == first
    QTest.keyClick(window, Qt.Key.Key_F8)
    settle(qtbot, window)
    assert compared.selected_key != first
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, window)
    assert compared.selected_key == first
    QTest.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, window)
    assert compared.selected_key == "module.extra"


def test_only_changes_filter_and_order(window: Window, compared: ComparisonView, qtbot: QtBot) -> None:
    pane = compared.pane
    pane.only_changes.click()
    pane.filter.setText("layers.1 up")
    settle(qtbot, window)
    assert set(shown_keys(compared)) == {f"layers.{n}.up" for n in (10, 11)} | (
        {"layers.1.up"} if list(BASE).index("layers.1.up") > 3 else set()
    )
    pane.filter.clear()
    pane.view.sortByColumn(Column.CHANGE, Qt.SortOrder.DescendingOrder)
    settle(qtbot, window)
    changes = [compared.results.results[node] for node in pane.view.rows_in_sight()]
    values = [result.change for result in changes if result is not None and result.difference is not None]
    assert values == sorted(values, reverse=True)
    assert len(values) > 10
    pane.select_node(pane.model.results.subject.find(next(iter(BASE))))  # which did not change and is hidden
    settle(qtbot, window)
    assert compared.selected_key == next(iter(BASE))
    assert not pane.only_changes.isChecked()


def test_the_fingerprint_reads_and_selects(window: Window, compared: ComparisonView, qtbot: QtBot) -> None:
    bars = compared.fingerprint
    row = 7
    QTest.mouseMove(bars, bars.place_of(row))
    qtbot.waitUntil(lambda: compared.readout.text.startswith(compared.results.subject.pairings[row].entry.key))
    assert "changed, 0.001" in compared.readout.text
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.place_of(row))
    settle(qtbot, window)
    assert compared.selected_key == compared.results.subject.pairings[row].entry.key
    QTest.keyClick(bars, Qt.Key.Key_Right)
    settle(qtbot, window)
    assert compared.selected_key == compared.results.subject.pairings[row + 1].entry.key
    bars.resize(80, 90)  # fewer pixels than twice the bars
    assert bars.share > 1
    found = bars.row_at(bars.place_of(24))
    assert found is not None
    assert 24 // bars.share == found // bars.share


def test_the_layer_map_is_colored_by_change_and_selects(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    a = {f"h.{layer}.{role}": RANDOM.standard_normal((5, 7)) for layer in range(4) for role in ("attn", "mlp")}
    a |= {f"optimizer.state.{number}.exp_avg": np.ones(3) for number in range(9)}
    b = {key: value * (1 + int(key[2]) / 8) if key.endswith("attn") else value for key, value in a.items()}
    b["h.2.mlp"] = np.full((5, 7), np.nan)
    for name, arrays in (("a", a), ("b", b)):
        save_file(arrays, tmp_path / f"{name}.safetensors")
    view = compare(window, qtbot, tmp_path / "a.safetensors", tmp_path / "b.safetensors")
    layers, subject = view.summary.layers, view.results.subject
    assert layers.isVisible()
    assert [stack.prefix for stack in subject.stacks] == ["h"]  # the optimizer's numbers are no layers
    keys = {position: pairing.entry.key for position, pairing in enumerate(subject.pairings)}
    found = {keys[position]: change for position, change in layers.grid._values.items()}
    assert found == pytest.approx({"h.1.attn": 1 / 8, "h.2.attn": 2 / 8, "h.3.attn": 3 / 8})
    assert [keys[position] for position in layers.grid._marked] == ["h.2.mlp"]
    tree = subject.tree
    (row,) = layers.grid._marked
    assert view.pane.model.texts(tree.parents[tree.nodes[row]])[Column.CHANGE] == "not finite"
    same = {keys[position] for position in layers.grid._plain}
    assert same == {"h.0.attn", "h.0.mlp", "h.1.mlp", "h.3.mlp"}
    cell = next(position for position, key in keys.items() if key == "h.3.attn")
    assert layers.grid._text(cell) == "h.3.attn\nchanged: 0.375"
    row = layers.grid._stack.roles.index("attn")
    QTest.mouseClick(layers.grid, Qt.MouseButton.LeftButton, pos=layers.grid.cell_rect(row, 3).center())
    settle(qtbot, window)
    assert view.detail.result is not None
    assert view.detail.result.key == "h.3.attn"


def test_what_only_rounding_changed_is_said_and_drawn(window: Window, qtbot: QtBot) -> None:
    view = compare(window, qtbot, CONVERTED / "llama" / "hf", CONVERTED / "llama" / "model-q8_0.gguf")
    summary = view.summary
    assert summary.verdict.text() == "All tensors match, up to rounding"
    lines = summary.proven.text().splitlines()
    assert lines[0] == "Conversion: 12 tensors as near as q8_0 allows under identity"
    assert len(lines) == 4
    assert summary.editor.said.text() == "Names were matched by those of a converter; no rules needed."
    keys = [pairing.entry.key for pairing in view.results.subject.pairings]
    rounded = {position for position, key in enumerate(keys) if "layers." in key and "norm" not in key}
    assert summary.layers.grid._values.keys() == rounded
    assert {keys[position] for position in summary.layers.grid._plain} == {
        k for k in keys if "layers." in k and "norm" in k
    }
    summary.show_node(view.results.subject.tree.find("model.norm.weight") or 0)
    assert summary.proven.isHidden()


def test_an_embedding_that_was_resized_is_said_to_be(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    words = RANDOM.standard_normal((6, 4))
    save_file({"wte": words, "h": words}, tmp_path / "a.safetensors")
    save_file({"wte": np.concatenate([words, words[:1]]), "h": words}, tmp_path / "b.safetensors")
    view = compare(window, qtbot, tmp_path / "a.safetensors", tmp_path / "b.safetensors")
    assert view.summary.proven.text() == "1 tensor was resized: the part that both have is identical."


def test_there_is_no_map_where_nothing_could_be_measured(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    for name, rank in (("a", 2), ("b", 4)):
        save_file(
            {f"h.{n}.lora_A": RANDOM.standard_normal((rank, 5)) for n in range(3)}, tmp_path / f"{name}.safetensors"
        )
    view = compare(window, qtbot, tmp_path / "a.safetensors", tmp_path / "b.safetensors")
    assert view.summary.layers.has_layers
    assert view.summary.layers.isHidden()


def test_a_group_shows_its_share(window: Window, compared: ComparisonView, qtbot: QtBot) -> None:
    tree = compared.results.subject.tree
    compared.pane.select_node(next(node for node in range(len(tree)) if tree.key(node) == "layers.11"))
    settle(qtbot, window)
    assert compared.right.currentWidget() is compared.summary
    assert compared.summary.verdict.text() == "layers.11: 2 of 2 tensors differ"
    assert not compared.summary.editor.isVisible()
    window.front_tab.show_summary()
    settle(qtbot, window)
    assert compared.summary.verdict.text() == "21 of 25 tensors differ"


def test_the_map_is_edited(window: Window, compared: ComparisonView, qtbot: QtBot) -> None:
    editor = compared.summary.editor
    editor.text.setPlainText("layers.*=module.layers.*\nno rule")
    editor.apply_button.click()
    assert editor.problem.text().startswith("Line 2: ")
    editor.text.setPlainText("layers.11.*=module.layers.11.*")
    editor.apply_button.click()
    settle(qtbot, window)
    again = view_of(window)
    assert again is not compared
    assert len(again.results.subject.alignment.pairs) == 2
    assert again.summary.verdict.text() == "47 of 47 tensors differ"
    again.summary.editor.search_button.click()
    settle(qtbot, window)
    assert len(view_of(window).results.subject.alignment.pairs) == 24


def test_values_that_differ_are_listed(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> None:
    view = compare(window, qtbot, resource("example.pth"), files[0])
    (table,) = view.findChildren(PairsTable)
    model = table.model()
    rows = {model.data(model.index(row, 0)): model.data(model.index(row, 1)) for row in range(model.rowCount())}
    assert rows["args.lr"].endswith(" → –")  # noqa: RUF001 - only in A
    assert table.isVisibleTo(view)


def test_the_sides_are_swapped(window: Window, compared: ComparisonView, qtbot: QtBot) -> None:
    compared.select_key("layers.5.up")
    settle(qtbot, window)
    window.comparisons.swap()
    settle(qtbot, window)
    view = view_of(window)
    assert window.comparison is not None
    assert window.comparison.names == ("tuned.safetensors", "base.safetensors")
    assert window.tabs.tabText(window.tabs.currentIndex()) == window.comparison.title == "tuned ↔ base"
    assert view.count.text() == "21 of 25 differ"
    assert view.selected_key == "module.layers.5.up"
    assert view.summary.editor.text.toPlainText() == "module.*=*"
    assert {result.key for result in view.results.known() if result.state is State.ONLY_IN_A} == {"module.extra"}
    view.summary.swap.click()
    settle(qtbot, window)
    assert view_of(window).selected_key == "layers.5.up"
    assert window.comparison.title == "base ↔ tuned"


def test_a_transposed_matrix_is_offered_and_compared_when_asked(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    matrix = RANDOM.standard_normal((5, 7))
    save_file({"w": matrix, "b": np.ones(2)}, tmp_path / "a.safetensors")
    save_file({"w": np.ascontiguousarray(matrix.T), "b": np.ones(2)}, tmp_path / "b.safetensors")
    view = compare(window, qtbot, tmp_path / "a.safetensors", tmp_path / "b.safetensors")
    assert view.count.text() == "1 of 2 differ"
    button(view, "Compare as transposed").click()
    settle(qtbot, window)
    assert view_of(window).summary.verdict.text() == "All tensors match"


def test_many_transposed_matrices_are_said_on_top_and_compared_with_one_click(
    window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    matrices = {f"w.{n}": RANDOM.standard_normal((5, 7)) for n in range(8)}
    save_file(matrices, tmp_path / "a.safetensors")
    save_file({key: np.ascontiguousarray(matrix.T) for key, matrix in matrices.items()}, tmp_path / "b.safetensors")
    view = compare(window, qtbot, tmp_path / "a.safetensors", tmp_path / "b.safetensors")
    assert notices(view) == "8 matrices are each the exact transpose of one in the other file."
    assert "8 differ in shape" in {label.text() for label in view.summary.findChildren(QLabel)}
    button(view, "Compare transposed").click()
    settle(qtbot, window)
    assert view_of(window).summary.verdict.text() == "All tensors match"
    assert notices(view_of(window)) == ""


def test_the_report_is_saved(window: Window, compared: ComparisonView, tmp_path: Path, qtbot: QtBot) -> None:
    page = window.comparison
    assert page is not None
    for name in ("report.html", "report.json"):
        window.comparisons.write(page, tmp_path / name)
        settle_saving(qtbot, window)
    record = json.loads((tmp_path / "report.json").read_text())
    assert (record["differences"], record["identical"]) == (21, 4)
    assert "21 of 25 tensors differ" in (tmp_path / "report.html").read_text()
    window.comparisons.write(page, page.places[0].path)
    settle_saving(qtbot, window)
    assert "is a source of this report" in window.statusBar().currentMessage()


def settle_saving(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.runner.is_running((window.comparisons, "save")))


def test_files_are_shared_with_tabs_and_closed_with_the_last(
    window: Window, files: tuple[Path, Path], qtbot: QtBot
) -> None:
    window.open_files(files)
    settle(qtbot, window)
    documents = [page.view.document.checkpoint for page in window.pages if page.view is not None]
    window.comparisons.compare_tabs(window.all_tabs[0], window.all_tabs[1])
    settle(qtbot, window)
    comparison = window.comparison
    assert comparison is not None
    assert list(comparison.checkpoints) == documents
    window.tabs.close_tab(window.tabs.tab(0))
    view = view_of(window)
    view.select_key("layers.11.up")
    settle(qtbot, window)
    assert view.detail.result is not None
    window.tabs.close_tab(window.tabs.tab(window.tabs.indexOf(comparison)))
    assert [is_closed(checkpoint) for checkpoint in documents] == [True, False]
    window.tabs.close_tab(window.tabs.tab(0))
    assert is_closed(documents[1])


def is_closed(checkpoint: Checkpoint) -> bool:
    try:
        checkpoint.read(checkpoint.tensors[0])
    except Exception:
        return True
    return False


def test_a_file_is_read_again_by_reload(
    window: Window, compared: ComparisonView, files: tuple[Path, Path], qtbot: QtBot
) -> None:
    compared.select_key("layers.3.up")
    settle(qtbot, window)
    files[1].unlink()
    save_file({f"module.{key}": value for key, value in BASE.items()}, files[1])
    window.reload()
    settle(qtbot, window)
    assert view_of(window).summary.verdict.text() == "All tensors match"
    assert view_of(window).selected_key == "layers.3.up"


def test_a_broken_second_file_says_so_and_the_first_can_be_opened(
    window: Window, files: tuple[Path, Path], qtbot: QtBot
) -> None:
    files[1].write_bytes(b"nothing of the kind")
    window.comparisons.compare_files(*files)
    settle(qtbot, window)
    page = window.comparison
    assert page is not None
    assert "tuned.safetensors" in str(page.error)
    buttons = {found.text(): found for found in page.findChildren(QPushButton)}
    assert "Open tuned.safetensors" not in buttons
    buttons["Open base.safetensors"].click()
    settle(qtbot, window)
    assert window.page is not None
    window.tabs.setCurrentWidget(page)
    save_file(dict(BASE), files[1])
    buttons["Try again"].click()
    settle(qtbot, window)
    assert view_of(window).summary.verdict.text() == "All tensors match"


def test_nothing_in_common_and_the_same_file_are_said(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> None:
    other = files[0].parent / "other.safetensors"
    save_file({"else": np.ones(5)}, other)
    view = compare(window, qtbot, files[0], other)
    assert "No tensors in common" in notices(view)
    assert view.summary.editor.said.text() == "No names match."
    view = compare(window, qtbot, files[0], files[0])
    assert "the same file" in notices(view)
    assert view.summary.verdict.text() == "A and B are the same file"


def notices(view: ComparisonView) -> str:
    return " ".join(notice.text for notice in view.summary.findChildren(Notice))


def test_what_was_found_stays_after_a_cancel(
    window: Window, files: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(
        a: Checkpoint, b: Checkpoint, alignment: Alignment, job: Job, *_: object, **__: object
    ) -> Iterator[PairResult]:
        results = list(compare_now(a, b, alignment, job))
        yield from results[:5]
        while True:
            job.report(1, 2, "Comparing for ever")

    monkeypatch.setattr("inspector.operations.comparison.results_of", endless)
    window.comparisons.compare_files(*files)
    page = window.comparison
    assert page is not None
    qtbot.waitUntil(lambda: page.results is not None and page.results.count == 5)
    assert page.is_running
    window.runner.stop((page, "compare"))
    settle(qtbot, window)
    view = view_of(window)
    assert "5 compared so far" in view.count.text()
    assert "20 tensors of 25 were not compared" in notices(view)
    view.select_key(next(result.key for result in view.results.known()))
    settle(qtbot, window)
    assert view.right.currentWidget() is view.detail
    monkeypatch.undo()
    button(view, "Compare again").click()
    settle(qtbot, window)
    assert view_of(window).count.text() == "21 of 25 differ"


def test_stepping_says_whether_more_may_come(
    window: Window, files: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waiting(
        a: Checkpoint, b: Checkpoint, alignment: Alignment, job: Job, *_: object, **__: object
    ) -> Iterator[PairResult]:
        while True:
            job.report(0, 1, "Comparing for ever")
        yield

    said: list[str] = []
    window.comparisons.said.connect(said.append)
    monkeypatch.setattr("inspector.operations.comparison.results_of", waiting)
    window.comparisons.compare_files(*files)
    page = window.comparison
    assert page is not None
    qtbot.waitUntil(lambda: page.view is not None and window.runner.is_running((page, "compare")))
    window.comparisons.step(1)
    window.runner.stop((page, "compare"))
    settle(qtbot, window)
    window.comparisons.step(1)
    assert said == ["None of the tensors shown differ so far.", "None of the tensors shown differ."]


def test_no_collection_of_garbage_goes_through_the_results(
    window: Window, files: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[bool] = []

    def watched(
        a: Checkpoint, b: Checkpoint, alignment: Alignment, job: Job, *_: object, **__: object
    ) -> Iterator[PairResult]:
        for result in compare_now(a, b, alignment, job):
            paused.append(is_collector_paused() and not gc.isenabled())
            yield result

    monkeypatch.setattr("inspector.operations.comparison.results_of", watched)
    view = compare(window, qtbot, *files)
    assert paused == [True] * 25
    assert not is_collector_paused()
    collected = {id(found) for found in gc.get_objects()}
    assert not any(id(result) in collected for result in view.results.known())


def test_a_key_is_selected_as_soon_as_there_is_one(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> None:
    window.comparisons.compare_files(*files)
    assert window.front is not None
    window.front.select_key("module.layers.5.up")
    settle(qtbot, window)
    assert view_of(window).selected_key == "layers.5.up"
    window.front.select_key("nowhere")
    assert any("nowhere" in problem for problem in window.front.problems)


def drop_on(window: Window, number: int, share: float, data: QMimeData) -> str:
    """Drop something on a tab, ``share`` of the way along it; returns what was said before."""
    bar = window.tabs.bar
    rect = bar.tabRect(number)
    place = QPoint(rect.left() + int(rect.width() * share), rect.center().y())
    bar.dragMoveEvent(moving(place, data))
    said = window.statusBar().currentMessage()
    bar.grab()  # the target is pointed out
    bar.dropEvent(dropped(place, data))
    return said


def test_a_file_dropped_on_a_tab_is_compared_with_it(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> None:
    window.open_files([files[0]])
    settle(qtbot, window)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files[1]))])
    assert drop_on(window, 0, 0.5, data) == "Drop to compare base.safetensors with tuned.safetensors"
    qtbot.waitUntil(lambda: window.comparison is not None)
    settle(qtbot, window)
    assert view_of(window).count.text() == "21 of 25 differ"


def test_a_tab_dropped_on_another_is_compared_with_it(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> None:
    window.open_files(files)
    settle(qtbot, window)
    window.tabs.bar.tab_dropped.emit(1, 0)
    settle(qtbot, window)
    assert window.comparison is not None
    assert window.comparison.title == "base ↔ tuned"


def test_the_menus_offer_the_other_tabs(window: Window, files: tuple[Path, Path], qtbot: QtBot) -> None:
    window.open_files(files)
    settle(qtbot, window)
    menu = window.tab_menu(window.all_tabs[0])
    texts = [action.text() for action in menu.actions()]
    assert texts[0] == "Compare with"
    compare_menu = window._actions.compare
    compare_menu.aboutToShow.emit()
    offered = {action.text(): action for action in compare_menu.actions()}
    assert set(offered) == {"Choose a file …", "", "tuned.safetensors"}
    offered["tuned.safetensors"].trigger()
    settle(qtbot, window)
    assert window.comparison is not None
    assert tuple(place.path for place in window.comparison.places) == files
    assert not window._actions.compare.isEnabled()


def test_a_comparison_is_closed_while_it_runs(
    window: Window, files: tuple[Path, Path], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Checkpoint] = []
    keep_opened(monkeypatch, opened.append)
    window.comparisons.compare_files(*files)
    qtbot.waitUntil(lambda: bool(opened))
    window.tabs.close_tab(window.tabs.tab(0))
    qtbot.waitUntil(lambda: not window.runner._threads)
    qtbot.waitUntil(lambda: all(map(is_closed, opened)))


def keep_opened(monkeypatch: pytest.MonkeyPatch, keep: Callable[[Checkpoint], None]) -> None:
    import inspector

    real = inspector.open

    def noted(path: Path, job: Job | None = None, **options: Any) -> Checkpoint:
        checkpoint = real(path, job, **options)
        keep(checkpoint)
        return checkpoint

    monkeypatch.setattr(inspector, "open", noted)


def test_an_unsaved_checkpoint_is_compared_and_stays_readable_without_its_tab(
    window: Window, files: tuple[Path, Path], qtbot: QtBot
) -> None:
    window.open_files(files)
    settle(qtbot, window)
    source = window.pages[1].view
    assert source is not None
    node = source.document.tree.find("module.extra")
    assert node is not None
    window.merge(window.tabs.tab(0), rows_at(source.document, source.document.natural, [node]))
    settle(qtbot, window)
    window.comparisons.compare_tabs(window.all_tabs[2], window.all_tabs[0])
    settle(qtbot, window)
    page = window.comparison
    assert page is not None
    for number in (2, 1, 0):
        window.tabs.close_tab(window.tabs.tab(number))
    view = view_of(window)
    assert view.count.text() == "1 of 25 differ"
    page.open()
    settle(qtbot, window)
    assert view_of(window).count.text() == "1 of 25 differ"
    assert page.problems == []


def test_dropping_the_tab_of_a_comparison_does_nothing(window: Window, compared: ComparisonView) -> None:
    window.comparisons.compare_tabs(window.all_tabs[0], window.all_tabs[0])
    assert window.tabs.count() == 1
    assert not window.tabs.bar.is_comparable(0)
    assert compared.isVisible()
