"""The first questions about a language model are answered within three clicks in a file that was just opened.

The guide has the same clicks. Each is made with the mouse, on what is to be seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.operations.columns import COLUMNS
from inspector.ui.inspection.view import DocumentView
from inspector.ui.panels.axis import AxisPanel
from inspector.ui.panels.depth import DepthPanel
from inspector.ui.panels.histogram import HistogramPanel
from inspector.ui.summary.pairs_table import PairsTable
from inspector.ui.summary.panel import SummaryPanel
from inspector.ui.table.panel import TablePanel
from inspector.ui.window.window import Window
from tests.ui.conftest import opened, settle

T = TypeVar("T")
LAYERS, WIDTH, ROLE = 6, 24, "attn.c_attn.weight"
OUTLIER = f"transformer.h.4.{ROLE}"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, np.ndarray]]:
    """A small GPT-2, in which one input and two outputs of one layer are sixty times too large."""
    random = np.random.default_rng(0)
    shapes = {
        "ln_1.weight": (WIDTH,), "attn.c_attn.weight": (WIDTH, 3 * WIDTH), "attn.c_attn.bias": (3 * WIDTH,),
        "attn.c_proj.weight": (WIDTH, WIDTH), "mlp.c_fc.weight": (WIDTH, 4 * WIDTH), "mlp.c_proj.weight": (4 * WIDTH, WIDTH),
    }  # fmt: skip
    arrays = {"transformer.wte.weight": random.normal(0, 0.14, (200, WIDTH)).astype("f4")}
    for layer in range(LAYERS):
        for role, shape in shapes.items():
            arrays[f"transformer.h.{layer}.{role}"] = random.normal(0, 0.1 * (1 + layer / 6), shape).astype("f4")
    arrays[OUTLIER][11] *= 60
    arrays[OUTLIER][:, [7, 50]] *= 60
    path = tmp_path_factory.mktemp("gpt2") / "gpt2.safetensors"
    save_file(arrays, path)
    return path, arrays


class Hand:
    """Clicks, and counts them."""

    def __init__(self, qtbot: QtBot, window: Window, view: DocumentView) -> None:
        self._qtbot, self._window, self.view = qtbot, window, view
        self.clicks = 0

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        assert widget.isVisible()
        assert place is None or widget.rect().contains(place)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())
        self.clicks += 1
        settle(self._qtbot, self._window)

    def tab(self, title: str) -> None:
        bar = self.view.detail.tabs.bar
        self.click(bar, bar.tabRect(self.view.detail.tabs.offered.index(title)).center())

    def choose(self, box: QComboBox, text: str) -> None:
        """Two clicks: on the box, and on one of its items."""
        self.click(box)
        items = box.view()
        index = box.model().index(box.findText(text), 0)
        self.click(items.viewport(), items.visualRect(index).center())

    def cell(self, layer: int, role: str) -> None:
        """A cell of the layer map."""
        panel = self.view.detail.panels[0]
        assert isinstance(panel, SummaryPanel)
        grid = panel.layers.grid
        self.click(grid, grid.cell_rect(grid._stack.roles.index(role), layer).center())

    def context(self, widget: QWidget, text: str) -> None:
        """Two clicks: the right button on a widget, and an entry of the menu that opens."""
        chosen: list[str] = []

        def choose() -> None:
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            action = next(action for action in menu.actions() if action.text() == text)
            chosen.append(text)
            QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())

        QTimer.singleShot(0, choose)
        place = widget.rect().center()
        QApplication.sendEvent(
            widget, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
        )
        self.clicks += 2
        assert chosen == [text]

    def panel(self, kind: type[T]) -> T:
        """The panel in front."""
        panel = self.view.detail.current_panel
        assert isinstance(panel, kind)
        return panel


@pytest.fixture
def hand(window: Window, model: tuple[Path, dict[str, np.ndarray]], qtbot: QtBot) -> Iterator[Hand]:
    interval = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0)  # so long after it opened a list takes no click
    yield Hand(qtbot, window, opened(qtbot, window, model[0]))
    QApplication.setDoubleClickInterval(interval)


def test_how_big_is_it_really(hand: Hand, model: tuple[Path, dict[str, np.ndarray]]) -> None:
    elements = sum(array.size for array in model[1].values())
    assert f"{elements:,} parameters" in hand.view.detail.header.facts.text()
    assert hand.clicks == 0


def test_which_channels_are_outliers(hand: Hand) -> None:
    panel = hand.view.detail.panels[0]
    assert isinstance(panel, SummaryPanel)
    values, stack = panel.layers.grid._values, panel.layers.grid._stack
    largest = max(stack.cells, key=lambda cell: values.get(stack.cells[cell], 0.0))
    assert largest == (4, ROLE)  # which the color shows
    hand.cell(*largest)
    assert hand.view.selected_key == OUTLIER
    hand.tab("By axis")
    text = hand.panel(AxisPanel).outliers.text()
    assert "Axis 0: 1 outlier among 24" in text
    assert "Axis 1: 2 outliers among 72" in text
    assert hand.clicks == 2


def test_what_is_the_99th_percentile(hand: Hand, model: tuple[Path, dict[str, np.ndarray]]) -> None:
    hand.cell(2, ROLE)
    exact = np.quantile(model[1][f"transformer.h.2.{ROLE}"], 0.99, method="inverted_cdf")
    assert f"· 99%\xa0{exact:.3g} ·" in hand.panel(HistogramPanel).view.quantiles.text()
    assert hand.clicks == 1


def test_how_does_c_attn_change_over_depth(hand: Hand, model: tuple[Path, dict[str, np.ndarray]]) -> None:
    hand.tab("Over depth")
    panel = hand.panel(DepthPanel)
    hand.choose(panel.role, ROLE)
    assert panel.plot is not None
    (line,) = panel.plot._lines
    rms = [np.sqrt((model[1][f"transformer.h.{layer}.{ROLE}"].astype("f8") ** 2).mean()) for layer in range(LAYERS)]
    np.testing.assert_allclose(line.numbers, rms, rtol=1e-6)
    assert hand.clicks == 3


def test_which_tensors_are_largest_by_norm(hand: Hand, model: tuple[Path, dict[str, np.ndarray]]) -> None:
    hand.tab("Tensors")
    table = hand.panel(TablePanel)
    header = table.view.horizontalHeader()
    section = next(number for number, column in enumerate(COLUMNS) if column.name == "l2")
    place = QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, header.height() // 2)
    hand.click(header.viewport(), place)
    norms = {key: float(np.linalg.norm(array.astype("f8"))) for key, array in model[1].items()}
    ranked = [table.model.entry(row).key for row in range(table.model.rowCount())]
    assert ranked == sorted(norms, key=lambda key: -norms[key])
    assert hand.clicks == 2


def test_this_plot_in_my_slides(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "plot.svg"), ""))
    hand.cell(2, ROLE)
    plot = hand.panel(HistogramPanel).view.plot
    assert plot is not None
    hand.context(plot.viewport(), "Save as SVG…")
    assert "<svg" in (tmp_path / "plot.svg").read_text()
    assert hand.clicks == 3


def test_a_language_model_says_its_sizes_and_what_lies_beside_it(
    qtbot: QtBot, window: Window, model: tuple[Path, dict[str, np.ndarray]], tmp_path: Path
) -> None:
    path = tmp_path / "model.safetensors"
    save_file(model[1], path)
    (tmp_path / "config.json").write_text(
        '{"model_type": "gpt2", "n_head": 4, "n_positions": 64, "tie_word_embeddings": true}'
    )
    summary = opened(qtbot, window, path).detail.panels[0]
    settle(qtbot, window)
    assert isinstance(summary, SummaryPanel)
    shown = {name: tile.value for name, tile in summary.language_model.tiles.items()}
    assert (shown["Layers"], shown["Heads"], shown["Context"]) == (str(LAYERS), "4", "64")
    assert summary.language_model.isVisible()
    assert summary.language_model.sentence.text().startswith("Tied embeddings: the output head is the token embedding")
    fold = summary.configurations.folds["config.json"]
    fold.button.click()
    table = fold.findChild(PairsTable)
    assert table is not None
    assert table.model().index(1, 1).data() == "4"
