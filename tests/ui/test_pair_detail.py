"""What is shown of a pair of tensors, against numpy."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QItemSelectionModel, QPointF, Qt
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from inspector.analysis.histogram import Histogram
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing import comparison
from inspector.comparing.alignment import Alignment, Pair, align, transposed
from inspector.comparing.block_difference import EXACT, Tolerance
from inspector.comparing.comparison import binned_exactly, compare
from inspector.comparing.name_map import Map
from inspector.comparing.results import PairResult, State
from inspector.errors import TruncatedError
from inspector.jobs import Job
from inspector.sources.location import LocalLocation
from inspector.sources.storage import Buffer, MemoryStorage
from inspector.tensors.entries import TensorEntry
from inspector.ui.comparison.detail import PairDetail
from inspector.ui.comparison.histograms import about_zero
from inspector.ui.comparison.values import Shown
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.runner import JobRunner
from inspector.ui.widgets.buttons import CopyButton
from tests.tensors import entry_of

SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
NAMES = ("base.safetensors", "tuned.pth")
RANDOM = np.random.default_rng(0)
A = RANDOM.normal(0, 1, (40, 30)).astype(np.float32)
B = A + RANDOM.normal(0, 0.1, A.shape).astype(np.float32)


def checkpoint(*entries: TensorEntry) -> Checkpoint:
    return Checkpoint(LocalLocation(Path("memory")), "memory", (), entries, {}, ())


def entry(values: Any, key: str = "w") -> TensorEntry:
    return values if isinstance(values, TensorEntry) else entry_of(values, path=(key,))


def result_of(a: Any, b: Any, tolerance: Tolerance = EXACT) -> PairResult:
    side_a, side_b = checkpoint(entry(a)), checkpoint(entry(b))
    (result,) = compare(side_a, side_b, align(side_a.entries, side_b.entries), None, tolerance)
    return result


@pytest.fixture
def detail(qtbot: QtBot, runner: JobRunner) -> PairDetail:
    detail = PairDetail(runner, NAMES)
    PlottingLibrary(runner, detail)
    qtbot.addWidget(detail)
    detail.resize(700, 600)
    with qtbot.waitExposed(detail):
        detail.show()
    return detail


@pytest.fixture
def show(detail: PairDetail, qtbot: QtBot) -> Callable[..., PairDetail]:
    def show(result: PairResult, tab: str = "", tolerance: Tolerance = EXACT) -> PairDetail:
        detail.show_result(result, tolerance)
        settle(qtbot, detail)
        if tab:
            assert detail.tabs.show_panel(tab)
            settle(qtbot, detail)
        return detail

    return show


def settle(qtbot: QtBot, detail: PairDetail) -> None:
    calm = 0

    def is_calm() -> bool:
        nonlocal calm
        calm = calm + 1 if detail.is_settled else 0
        return calm > 3

    qtbot.waitUntil(is_calm)


def counts_of(plot: Any) -> list[Histogram]:
    assert plot is not None
    return list(plot.histograms)


@pytest.mark.parametrize(("height", "is_scrolled"), [(240, True), (600, False)])
def test_a_plot_keeps_its_height_and_no_more_than_the_window(
    show: Callable[..., PairDetail], qtbot: QtBot, height: int, is_scrolled: bool
) -> None:
    shown = show(result_of(A, B))
    shown.resize(400, height)
    (area,) = [each for each in shown.findChildren(QScrollArea) if each.isAncestorOf(shown.tabs)]
    qtbot.waitUntil(lambda: (area.verticalScrollBar().maximum() > 0) is is_scrolled)
    plot = shown.histograms.plot
    assert plot is not None
    assert plot.height() > 100
    assert area.horizontalScrollBar().maximum() == 0


def test_the_header_says_what_numpy_says(show: Callable[..., PairDetail]) -> None:
    header = show(result_of(A, B)).header
    assert header.title.text == "w"
    assert header._other.isHidden()
    assert header.state.text() == "Changed"
    assert header.facts.text() == "40 × 30 · float32 · 1,200 elements · 4.69 KiB"
    tiles = {name: tile.value for name, tile in header.tiles.items()}
    d = (B - A).astype(np.float64)
    a, b = A.astype(np.float64), B.astype(np.float64)
    assert tiles["Differ"] == "all"
    assert tiles["Max at"] == str([int(at) for at in np.unravel_index(np.abs(d).argmax(), d.shape)])
    for name, value in {
        "Relative change": np.linalg.norm(d) / np.linalg.norm(a),
        "Max |d|": np.abs(d).max(),
        "Mean |d|": np.abs(d).mean(),
        "Cosine": (a * b).sum() / np.linalg.norm(a) / np.linalg.norm(b),
    }.items():
        assert float(tiles[name]) == pytest.approx(float(value), rel=1e-4)
    assert 0 < float(tiles["Histogram distance"]) < 1
    assert header.tiles["Within tolerance"].isHidden()


def test_in_a_low_window_the_plot_has_the_room(
    detail: PairDetail, show: Callable[..., PairDetail], qtbot: QtBot
) -> None:
    header = show(result_of(A, B)).header
    shown = {name for name, tile in header.tiles.items() if tile.isVisible()}
    assert "Mean |d|" in shown
    detail.resize(700, 300)
    qtbot.waitUntil(lambda: header.tiles["Mean |d|"].isHidden())
    assert {name for name, tile in header.tiles.items() if tile.isVisible()} == {
        "Differ", "Relative change", "Max |d|", "Cosine",
    }  # fmt: skip
    detail.resize(700, 600)
    qtbot.waitUntil(lambda: {name for name, tile in header.tiles.items() if tile.isVisible()} == shown)


def test_what_was_zero_has_neither_a_relative_change_nor_an_angle(show: Callable[..., PairDetail]) -> None:
    tiles = show(result_of(A * 0, B)).header.tiles
    assert tiles["Relative change"].value == "from zero"
    assert tiles["Cosine"].isHidden()
    assert show(result_of(A, B)).header.tiles["Cosine"].isVisible()


def test_a_tolerance_is_answered(show: Callable[..., PairDetail]) -> None:
    tolerance = Tolerance(0.0, 0.1)
    header = show(result_of(A, B, tolerance), tolerance=tolerance).header
    within = int((np.abs(B - A) <= np.float32(0.1)).sum())
    assert header.tiles["Within tolerance"].value.startswith(f"{within:,} ")


def test_both_keys_can_be_copied(show: Callable[..., PairDetail]) -> None:
    pair = Pair(entry(A, "module.w"), entry(B, "w"))
    (result,) = compare(checkpoint(pair.a), checkpoint(pair.b), Alignment((pair,), (), (), (), (), Map()))
    header = show(result).header
    assert header.title.text == "module.w"
    assert header.other_key.text == "in B: w"
    for button, key in zip(header.findChildren(CopyButton), ("module.w", "w"), strict=True):
        button.click()
        assert QApplication.clipboard().text() == key


def test_both_histograms_lie_over_common_bins(show: Callable[..., PairDetail]) -> None:
    detail = show(result_of(A, B))
    both = counts_of(detail.histograms.plot)
    for histogram, values in zip(both, (A, B), strict=True):
        np.testing.assert_array_equal(histogram.counts, np.histogram(values.astype(np.float64), histogram.edges)[0])
    assert detail.histograms.view.legend.names == ("A: base.safetensors", "B: tuned.pth")
    assert detail.histograms.view.state.text.endswith("bins, exact")


def test_a_bin_under_the_mouse_is_said_for_both(show: Callable[..., PairDetail]) -> None:
    detail = show(result_of(A, B))
    plot = detail.histograms.plot
    assert plot is not None
    edges = plot.histograms[0].edges
    index = len(edges) // 2
    plot._hover(plot._view.mapViewToScene(QPointF(float(edges[index] + edges[index + 1]) / 2, 0)))
    counts = [int(histogram.counts[index]) for histogram in plot.histograms]
    said = detail.histograms.view.readout.text()
    assert f": A {counts[0]} (" in said
    assert f" · B {counts[1]} (" in said
    detail.histograms.view.log.click()
    assert plot.is_log
    assert len(plot._bars) == 2


def test_zooming_counts_both_in_the_part_shown(show: Callable[..., PairDetail], qtbot: QtBot) -> None:
    detail = show(result_of(A, B))
    plot = detail.histograms.plot
    assert plot is not None
    plot._view.setXRange(-0.5, 0.5, padding=0)
    qtbot.waitUntil(lambda: "zoomed range" in detail.histograms.view.state.text)
    for histogram, values in zip(plot.histograms, (A, B), strict=True):
        low, high = histogram.edges[0], histogram.edges[-1]
        assert -0.6 < low < -0.4
        np.testing.assert_array_equal(histogram.counts, np.histogram(values.astype(np.float64), 256, (low, high))[0])


def test_a_part_is_counted_first_and_then_all(
    detail: PairDetail, show: Callable[..., PairDetail], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparison, "_BINNED_ELEMENTS", 100)
    result = result_of(A, B)
    assert result.difference is not None
    assert result.difference.binned_every == 12
    may_go_on = threading.Event()

    def slow(result: PairResult, job: Job) -> PairResult:
        assert may_go_on.wait(60)
        return binned_exactly(result, job)

    monkeypatch.setattr("inspector.ui.comparison.detail.binned_exactly", slow)
    detail.show_result(result)
    qtbot.waitUntil(lambda: "1 in 12 elements" in detail.histograms.view.state.text)
    assert sum(histogram.counts.sum() for histogram in counts_of(detail.histograms.plot)) == 2 * A.size // 12
    may_go_on.set()
    settle(qtbot, detail)
    assert detail.histograms.view.state.text.endswith("exact")
    assert sum(histogram.counts.sum() for histogram in counts_of(detail.histograms.plot)) == 2 * A.size
    monkeypatch.setattr("inspector.ui.comparison.detail.binned_exactly", None)  # not called again
    show(result, "Difference")
    assert counts_of(detail.difference.plot)[0].counts.sum() == A.size


def test_the_difference_is_symmetric_about_zero(show: Callable[..., PairDetail]) -> None:
    (histogram,) = counts_of(show(result_of(A, B + 3), "Difference").difference.plot)
    assert histogram.edges[0] == -histogram.edges[-1]
    d = ((B + 3) - A).astype(np.float64)
    np.testing.assert_array_equal(histogram.counts, np.histogram(d, histogram.edges)[0])


@pytest.mark.parametrize(
    ("edges", "expected"),
    [([1, 2, 3], [-3, 1, 2, 3]), ([-4, -3], [-4, -3, 4]), ([-1, 0, 1], [-1, 0, 1]), ([-1, 0, 2], [-2, -1, 0, 2])],
)
def test_zero_is_put_in_the_middle(edges: list[float], expected: list[float]) -> None:
    counts = np.arange(1, len(edges))
    found = about_zero(Histogram(np.array(edges, np.float64), counts))
    assert found.edges.tolist() == expected
    assert found.counts.sum() == counts.sum()


def test_the_heat_map_begins_where_the_largest_difference_is(show: Callable[..., PairDetail]) -> None:
    a = RANDOM.normal(size=(3, 4, 20, 30))
    b = a.copy()
    b[2, 1, 5, 6] += 1
    detail = show(result_of(a, b), "Heat map")
    plot = detail.heat_map.plot
    assert plot is not None
    assert plot.picture is not None
    np.testing.assert_array_equal(plot.picture.values, (b - a)[2, 1])
    assert [detail.heat_map.view.chooser.indices[axis].value() for axis in (0, 1)] == [2, 1]
    assert plot.picture.limit == 1 or plot.picture.limit == pytest.approx(np.abs(b - a).max())
    assert plot.text_at(6.5, 5.5).startswith("[5, 6] 1")


def test_other_axes_of_the_heat_map_may_be_chosen(show: Callable[..., PairDetail], qtbot: QtBot) -> None:
    a, b = RANDOM.normal(size=(2, 3, 20, 30))
    detail = show(result_of(a.reshape(3, 20, 30), b.reshape(3, 20, 30)), "Heat map")
    chooser = detail.heat_map.view.chooser
    assert chooser.row_axis is not None
    chooser.row_axis.setCurrentIndex(0)
    chooser.indices[1].setValue(7)
    settle(qtbot, detail)
    assert detail.heat_map.plot is not None
    assert detail.heat_map.plot.picture is not None
    np.testing.assert_array_equal(detail.heat_map.plot.picture.values, (b - a)[:, 7, :])


def test_transposed_tensors_of_other_types_are_compared_by_place(show: Callable[..., PairDetail]) -> None:
    stored, b = np.ascontiguousarray(A.T).astype(np.float64), B.astype(np.float16)
    pair = Pair(transposed(entry(stored)), entry(b), is_transposed=True)
    (result,) = compare(checkpoint(pair.a), checkpoint(pair.b), Alignment((pair,), (), (), (), (), Map()))
    detail = show(result, "Heat map")
    assert detail.heat_map.plot is not None
    assert detail.heat_map.plot.picture is not None
    np.testing.assert_array_equal(detail.heat_map.plot.picture.values, b.astype(np.float64) - A)
    detail = show(result, "Density")
    assert detail.density.plot is not None


def test_kernels_are_tiles(show: Callable[..., PairDetail]) -> None:
    a = RANDOM.normal(size=(4, 5, 3, 3)).astype(np.float32)
    b = a.copy()
    b[1, 2] += 1
    plot = show(result_of(a, b), "Heat map").heat_map.plot
    assert plot is not None
    assert plot.picture is not None
    assert plot.picture.tile == (4, 4)
    np.testing.assert_array_equal(plot.picture.values[4:7, 8:11], (b - a)[1, 2])


def test_the_density_is_that_of_numpy(show: Callable[..., PairDetail]) -> None:
    plot = show(result_of(A, B), "Density").density.plot
    assert plot is not None
    assert plot.density is not None
    edges = plot.density.edges
    expected = np.histogram2d(A.ravel().astype(np.float64), B.ravel().astype(np.float64), [edges, edges])[0]
    np.testing.assert_array_equal(plot.density.counts, expected)
    i, j = (int(at) for at in np.argwhere(expected)[0])
    said = plot.text_at(float(edges[i] + edges[i + 1]) / 2, float(edges[j] + edges[j + 1]) / 2)
    assert said.endswith(f": {int(expected[i, j])}")


def test_the_table_begins_at_the_largest_difference(show: Callable[..., PairDetail], qtbot: QtBot) -> None:
    a = RANDOM.normal(size=(300, 200)).astype(np.float32)
    b = a.copy()
    b[7, 3], b[250, 150] = -a[7, 3], a[250, 150] + 9
    a[250, 151] = b[250, 151] = np.nan
    detail = show(result_of(a, b), "Values")
    view = detail.values.view
    current = view.table.currentIndex()
    assert (current.row(), current.column()) == (250, 150)
    assert current.data() == str((b - a)[250, 150])
    neighbour = view.model.index(250, 151)
    assert current.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert neighbour.data(Qt.ItemDataRole.BackgroundRole) is None
    for shown, array in (("a", a), ("b", b)):
        detail.values.choices[Shown(shown)].click()
        settle(qtbot, detail)
        assert view.model.index(250, 150).data() == str(array[250, 150])
    view.table.selectionModel().select(view.model.index(250, 150), SELECT)
    view.copy_tsv()
    qtbot.waitUntil(lambda: view.state.text == "Copied 1 values")
    assert QApplication.clipboard().text() == str(b[250, 150])


def test_text_is_shown_side_by_side(show: Callable[..., PairDetail], qtbot: QtBot) -> None:
    detail = show(result_of(np.array(["same", "old"]), np.array(["same", "new"])))
    assert not detail.values.choices[Shown.DIFFERENCE].isEnabled()
    model = detail.values.view.model
    assert [model.index(row, 0).data() for row in (0, 1)] == ["same", "new"]
    assert [model.index(row, 0).data(Qt.ItemDataRole.BackgroundRole) is None for row in (0, 1)] == [True, False]


ONLY_A = PairResult(State.ONLY_IN_A, entry(A), None)
ONLY_B = PairResult(State.ONLY_IN_B, None, entry(A))


@pytest.mark.parametrize(
    ("result", "words", "offered"),
    [
        (result_of(A, A), "bit-identical", ["Histograms"]),
        (ONLY_A, f"{NAMES[1]} has no matching tensor", ["Histograms"]),
        (ONLY_B, f"{NAMES[0]} has no matching tensor", ["Histograms"]),
        (result_of(A, A[:5]), "shapes differ", ["Histograms"]),
        (result_of(np.array(["a", "b"]), np.array(["a", "c"])), "1 of 2 elements differ", ["Values"]),
        (result_of(entry_of(A, storage=None, path=("w",)), A), "has no data in A", ["Histograms"]),
        (result_of(np.zeros((0, 3)), np.zeros((0, 3))), "Both are empty", []),
        (result_of(np.zeros((0, 3)), np.zeros((0, 3), "f4")), "no elements to compare", []),
        (result_of(np.array([0.0]), np.array([-0.0])), "equal, though their bytes differ", None),
        (result_of(A, A.astype(np.float64)), "The dtypes differ; the values are equal", None),
        (result_of(np.array([np.nan]), np.array([np.inf])), "None of 1 element is finite in both", None),
    ],
)
def test_what_has_no_numbers_says_so_in_a_sentence(
    result: PairResult, words: str, offered: list[str] | None, show: Callable[..., PairDetail]
) -> None:
    detail = show(result)
    assert words in detail.sentence.text()
    assert offered is None or detail.tabs.offered == offered
    if offered == ["Histograms"]:
        assert detail.histograms.plot is not None
        sides = [side for side in (result.a, result.b) if side is not None and side.storage is not None]
        total = sum(int(histogram.counts.sum()) for histogram in detail.histograms.plot.histograms)
        assert total == (A.size if result.is_bitwise else sum(side.numel for side in sides))


def test_a_place_that_is_nan_in_one_is_mentioned(show: Callable[..., PairDetail]) -> None:
    b = B.copy()
    b[1, 2] = np.nan
    detail = show(result_of(A, b), "Heat map")
    assert detail.sentence.text().startswith("1 element with NaN or Inf in A or B")
    assert detail.heat_map.plot is not None
    assert detail.heat_map.plot.picture is not None
    expected = (b - A).astype(np.float64)
    np.testing.assert_array_equal(detail.heat_map.plot.picture.values, expected)


class FailingStorage(MemoryStorage):
    """A file on a drive that is gone."""

    def read_into(self, buffer: Buffer, offset: int) -> None:
        raise TruncatedError("the drive is gone", "base.safetensors")


def test_a_file_that_can_not_be_read_any_more_is_an_error_in_place(show: Callable[..., PairDetail]) -> None:
    result = result_of(A, B)
    assert result.a is not None
    lost = entry_of(A, storage=FailingStorage(bytes(A.nbytes)), path=("w",))
    gone = PairResult(result.state, lost, result.b, result.difference)
    detail = show(gone, "Density")
    assert "the drive is gone" in detail.density._stack.sentence
    show(gone, "Heat map")
    assert "the drive is gone" in detail.heat_map.view._stack.sentence
    show(PairResult(State.ONLY_IN_A, gone.a, None), "Histograms")
    assert "the drive is gone" in detail.histograms.view.sentence


def test_a_newer_pair_displaces_what_is_under_way(detail: PairDetail, runner: JobRunner, qtbot: QtBot) -> None:
    for number in range(5):
        detail.show_result(result_of(A, B + number))
    assert len([task for task in runner.tasks if isinstance(task.purpose[0], PanelJobs)]) == 1
    settle(qtbot, detail)
    _, b = counts_of(detail.histograms.plot)
    np.testing.assert_array_equal(b.counts, np.histogram((B + 4).astype(np.float64), b.edges)[0])
    detail.show_result(result_of(A, B))
    detail.cancel()
    assert not runner.tasks


def test_nothing_is_a_blank_page(show: Callable[..., PairDetail], detail: PairDetail, runner: JobRunner) -> None:
    show(result_of(A, B))
    detail.show_result(None)
    assert not detail.header.isVisible()
    assert detail.is_settled
    assert not runner.tasks


@pytest.mark.parametrize("dtype", [np.bool_, np.int64, np.complex64, np.float16, np.uint8])
def test_numbers_of_any_type_are_drawn(dtype: Any, show: Callable[..., PairDetail]) -> None:
    a, b = (RANDOM.normal(0, 3, (2, 5, 6)) > 1).astype(dtype)
    detail = show(result_of(a, b))
    for tab in ("Difference", "Heat map", "Density"):
        assert detail.tabs.show_panel(tab)
    detail = show(result_of(a, b), "Heat map")
    assert detail.heat_map.plot is not None
    assert detail.heat_map.plot.picture is not None
    d = b.astype(np.complex128) - a.astype(np.complex128)
    expected = np.abs(d) if dtype is np.complex64 else d.real
    np.testing.assert_allclose(detail.heat_map.plot.picture.values, expected)


@pytest.mark.parametrize("tab", ["Histograms", "Difference", "Heat map", "Density"])
@pytest.mark.parametrize("scale", [1e-44, 1e-300, 1e37, 1e300])
def test_numbers_of_any_size_are_drawn(scale: float, tab: str, show: Callable[..., PairDetail]) -> None:
    dtype = np.float32 if 1e-45 < scale < 1e38 and scale != 1e-300 else np.float64
    a, b = (RANDOM.normal(size=(2, 5, 6)) * scale).astype(dtype)
    show(result_of(a, b), tab).grab()


def test_what_was_done_to_a_tensor_is_said(show: Callable[..., PairDetail]) -> None:
    assert show(result_of(A, A.astype(np.float16))).sentence.text().endswith("B is A rounded to float16, exactly.")
    assert show(result_of(A, A * 2)).sentence.text() == "B is A times 2, up to rounding."
    assert "B is A" not in show(result_of(A, B)).sentence.text()
