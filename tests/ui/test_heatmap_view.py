"""The heat map of a tensor: what is drawn at each zoom, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from inspector.analysis import heatmap
from inspector.analysis.heatmap import Picture, Reduction, Window, picture, tiles
from inspector.jobs import Job
from inspector.tensors.slices import Slice2D
from inspector.ui.panels.heatmap_view import HeatMapView, PictureRequest
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.plots.heatmap_plot import HeatMapPlot
from inspector.ui.plots.plotting import PlottingLibrary
from inspector.ui.runner import JobRunner
from tests.tensors import entry_of

Show = Callable[[npt.NDArray[np.float64]], HeatMapView]


@pytest.fixture
def show(qtbot: QtBot, runner: JobRunner, monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
    monkeypatch.setattr(heatmap, "MAX_POINTS", 50)
    view = HeatMapView()
    PlottingLibrary(runner, view)
    view.resize(700, 700)
    qtbot.addWidget(view)
    jobs = PanelJobs(runner)

    def paint(request: PictureRequest, job: Job) -> Picture:
        if request.kernels is not None:
            return tiles(request.source, job, request.kernels)
        return picture(request.source, job, window=request.window, reduction=request.reduction)

    def show(values: npt.NDArray[np.float64]) -> HeatMapView:
        view.offer(Slice2D.of(entry_of(values)), paint, jobs)
        view.show()
        qtbot.waitUntil(lambda: not jobs.is_running() and view.plot is not None)
        return view

    yield show
    jobs.close()


def plot_of(view: HeatMapView) -> HeatMapPlot:
    assert view.plot is not None
    return view.plot


def shown(view: HeatMapView) -> Picture:
    found = plot_of(view).picture
    assert found is not None
    return found


def with_outliers() -> npt.NDArray[np.float64]:
    values = np.random.default_rng(0).normal(size=(200, 100))
    values[:, 31] *= 60
    values[7, 9], values[100, 50] = np.nan, np.inf
    return values


def test_indices_stand_at_the_middle_of_their_cells(show: Show) -> None:
    plot = plot_of(show(np.ones((2, 1))))
    ticks = {side: plot.getAxis(side).tickValues(-3, 5, 400) for side in ("left", "bottom")}
    assert {side: sorted(value for _, values in levels for value in values) for side, levels in ticks.items()} == {
        "left": [0.5, 1.5],
        "bottom": [0.5],
    }


def test_a_column_of_outliers_is_seen_and_all_is_said(show: Show) -> None:
    view = show(with_outliers())
    assert shown(view).steps == (4, 2)
    assert (np.abs(shown(view).values[:, 31 // 2]) > 20).all()
    assert "largest magnitude of each 4×2 block" in view.state.text
    assert "NaN in 1 cell" in view.legend.text()
    assert "±Inf in 1 cell" in view.legend.text()
    assert "beyond the color range" in view.legend.text()
    assert plot_of(view).text_at(9, 7).startswith("[4:8, 8:10] ")
    assert plot_of(view).text_at(9, 7).endswith(", NaN")
    assert plot_of(view).getAxis("left").labelText == "axis 0 (200)"
    assert plot_of(view).getAxis("bottom").labelText == "axis 1 (100)"


def test_zooming_reads_what_is_in_sight_until_a_cell_is_a_value(show: Show, qtbot: QtBot) -> None:
    values = with_outliers()
    view = show(values)
    limit = shown(view).limit
    plot_of(view)._view.setRange(xRange=(20, 40), yRange=(50, 70), padding=0)
    plot_of(view)._view.sigRangeChangedManually.emit([True, True])
    qtbot.waitUntil(lambda: shown(view).steps == (1, 1))
    (top, bottom), (left, right) = shown(view).window.rows, shown(view).window.columns
    assert top <= 50 < 70 <= bottom
    assert left <= 20 < 40 <= right
    assert np.array_equal(shown(view).values, values[top:bottom, left:right])
    assert shown(view).limit == limit  # colors mean the same in every zoom
    assert "a cell is a value" in view.state.text
    assert plot_of(view).text_at(31.5, 60.5).startswith("[60, 31] ")
    view.reset.click()
    qtbot.waitUntil(lambda: shown(view).window == Window((0, 200), (0, 100)))
    assert view.reset.isHidden()


def test_cells_may_show_their_rms(show: Show, qtbot: QtBot) -> None:
    view = show(np.full((100, 100), -2.0))
    assert shown(view).values[0, 0] == -2
    view.reduction.setCurrentIndex(view.reduction.findData(Reduction.RMS))
    qtbot.waitUntil(lambda: shown(view).reduction is Reduction.RMS)
    assert shown(view).values[0, 0] == 2
    assert "rms of each 2×2 block" in view.state.text


def test_of_many_kernels_it_says_which(show: Show, qtbot: QtBot) -> None:
    values = np.random.default_rng(0).normal(size=(70, 3, 3, 3))
    view = show(values)
    assert plot_of(view).getAxis("left").labelText == "outputs 0 to 63 of 70"
    assert plot_of(view).getAxis("bottom").labelText == "inputs 0 to 2 of 3"
    view.first_output.setValue(65)
    qtbot.waitUntil(lambda: plot_of(view).getAxis("left").labelText == "outputs 65 to 69 of 70")
    assert plot_of(view).text_at(0.5, 0.5) == f"[65, 0, 0, 0] {values[65, 0, 0, 0]:.6g}"


@pytest.mark.parametrize("outputs", [16, 64])
def test_all_of_a_tall_grid_of_kernels_is_in_sight(show: Show, outputs: int) -> None:
    view = show(np.random.default_rng(0).normal(size=(outputs, 4, 3, 3)))
    rows, columns = shown(view).values.shape
    assert plot_of(view).getViewBox().viewRect().contains(QRectF(0, 0, columns, rows))
