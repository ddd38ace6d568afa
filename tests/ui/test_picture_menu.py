"""What the menu of a plot copies and saves."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from inspector.analysis.heatmap import Window, picture
from inspector.analysis.histogram import Histogram
from inspector.analysis.ridges import ridges
from inspector.analysis.spectrum import spectrum
from inspector.comparing.density import Density
from inspector.names.layers import stacks
from inspector.names.tree import build
from inspector.tensors.slices import Slice2D
from inspector.ui.layers.grid import LayerGrid
from inspector.ui.plots.picture_menu import PictureMenu
from inspector.ui.plots.treemap import TreemapView
from inspector.ui.runner import JobRunner
from inspector.verifying.report import LayerDifference
from tests.tensors import entry_of
from tests.ui.conftest import entries_of

VALUES = np.arange(12.0).reshape(3, 4) - 2


def histogram_plot(_runner: JobRunner) -> QWidget:
    from inspector.ui.plots.histogram_plot import HistogramPlot

    plot = HistogramPlot()
    plot.show_histograms([Histogram(np.array([-2.0, 3.5, 9.0]), np.array([6, 6]))], is_exact=True)
    return plot


def heat_map(_runner: JobRunner) -> QWidget:
    from inspector.ui.plots.heatmap_plot import HeatMapPlot

    plot = HeatMapPlot()
    plot.show_picture(picture(Slice2D.of(entry_of(VALUES)), window=Window((1, 3), (2, 4))))
    return plot


def density_plot(_runner: JobRunner) -> QWidget:
    from inspector.ui.comparison.density_plot import DensityPlot

    plot = DensityPlot(("a", "b"))
    plot.show_density(Density(np.array([0.0, 1.0, 2.0]), np.array([[0, 5], [0, 0]])))
    return plot


def spectrum_plot(_runner: JobRunner) -> QWidget:
    from inspector.ui.plots.spectrum_plot import SpectrumPlot

    plot = SpectrumPlot()
    plot.show_spectrum(spectrum(entry_of(np.diag([1.0, 4.0]))))
    return plot


def ridge_plot(_runner: JobRunner) -> QWidget:
    from inspector.ui.plots.ridge_plot import RidgePlot

    plot = RidgePlot()
    plot.show_ridges(ridges([entry_of(VALUES), entry_of(VALUES * 2)]), ["a", "b"], "2 tensors")
    return plot


def layers_plot(_runner: JobRunner) -> QWidget:
    from inspector.ui.verification.layers_plot import LayersPlot

    plot = LayersPlot()
    plot.show_layers([LayerDifference("fc", "Linear", (2,), False, 0.5, 0.25)])
    return plot


def treemap(runner: JobRunner) -> QWidget:
    view = TreemapView(runner)
    view.show_nodes(build(entries_of({"a": VALUES, "b": VALUES.astype("f4")})), [0])
    return view


def layer_grid(_runner: JobRunner) -> QWidget:
    grid = LayerGrid()
    keys = ["h.0.w", "h.0.b", "h.2.w"]
    grid.show_stack(stacks(keys)[0])
    grid.show_values({0: 1.5, 2: 2.5}, str, {}, frozenset())
    return grid


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (histogram_plot, [["from", "to", "count"], ["-2.0", "3.5", "6"], ["3.5", "9.0", "6"]]),
        (heat_map, [["row", "2", "3"], ["1", "4.0", "5.0"], ["2", "8.0", "9.0"]]),
        (density_plot, [["A from", "A to", "B from", "B to", "count"], ["0.0", "1.0", "1.0", "2.0", "5"]]),
        (spectrum_plot, [["index", "singular value"], ["1", "4.0"], ["2", "1.0"]]),
        (layers_plot, [["layer", "kind", "equal", "max_abs", "nmse"], ["fc", "Linear", "False", "0.5", "0.25"]]),
        (treemap, [["key", "bytes"], ["a", "96"], ["b", "48"]]),
        (layer_grid, [["role", "0", "2"], ["w", "1.5", "2.5"], ["b", "", ""]]),
        (ridge_plot, None),
    ],
)
def test_a_plot_is_saved_as_picture_as_vectors_and_as_its_numbers(
    make: Callable[[JobRunner], QWidget],
    expected: list[list[str]] | None,
    kept: Callable[[QWidget], None],
    runner: JobRunner,
    tmp_path: Path,
) -> None:
    plot = make(runner)
    kept(plot)
    plot.resize(300, 200)
    menu: PictureMenu = plot.picture_menu  # type: ignore[attr-defined]
    for name in ("a.png", "a.svg", "a.csv"):
        menu.save(tmp_path / name)
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (600, 400)
    drawing = ElementTree.parse(tmp_path / "a.svg").getroot()
    assert drawing.get("viewBox") == "0 0 300 200"
    with open(tmp_path / "a.csv", newline="") as file:
        rows = list(csv.reader(file))
    if expected is not None:
        assert rows == expected
    else:
        assert rows[0] == ["from", "to", "a", "b"]
        assert max(float(row[2]) for row in rows[1:]) == 1
    runner.close()


def test_curves_stay_curves_in_svg(kept: Callable[[QWidget], None], runner: JobRunner, tmp_path: Path) -> None:
    plot = spectrum_plot(runner)
    kept(plot)
    plot.picture_menu.save(tmp_path / "a.svg")  # type: ignore[attr-defined]
    text = (tmp_path / "a.svg").read_text()
    assert "<image" not in text
    assert "<path" in text or "<polyline" in text
    assert "singular value" in text


def test_the_menu_copies_and_asks_for_a_place(
    kept: Callable[[QWidget], None], runner: JobRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plot = spectrum_plot(runner)
    kept(plot)
    menu: PictureMenu = plot.picture_menu  # type: ignore[attr-defined]
    actions = {action.text(): action for action in menu.menu(QPoint()).actions()}
    assert list(actions) == ["Copy image", "Copy numbers", "", "Save as PNG…", "Save as SVG…", "Save numbers as CSV…"]
    actions["Copy image"].trigger()
    assert QGuiApplication.clipboard().image().width() == 2 * plot.width()
    actions["Copy numbers"].trigger()
    assert QGuiApplication.clipboard().text() == "index\tsingular value\n1\t4.0\n2\t1.0\n"
    proposed: list[str] = []

    def ask(_parent: QWidget, _title: str, name: str, _filter: str) -> tuple[str, str]:
        proposed.append(name)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    actions["Save numbers as CSV…"].trigger()
    assert (tmp_path / "mine.csv").read_text().startswith("index,")
    assert proposed == ["spectrum.csv"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "missing" / "a.csv"), ""))
    actions["Save numbers as CSV…"].trigger()
    box = plot.findChild(QMessageBox)
    assert box is not None
    assert "missing" in box.text()
    box.close()
