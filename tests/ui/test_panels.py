"""The right side, on checkpoints made by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PySide6.QtCore import QItemSelectionModel, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

import inspector
from inspector.findings import Finding, Severity
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import (
    UNREADABLE,
    Attribute,
    ObjectEntry,
    Quantization,
    ReferenceEntry,
    TensorEntry,
    ValueEntry,
)
from inspector.ui.document.document import Mark
from inspector.ui.document.format_title import format_title
from inspector.ui.panels import spectrum as spectrum_panel
from inspector.ui.panels.heatmap import HeatMapPanel
from inspector.ui.panels.info import attribute_rows, storage_rows
from inspector.ui.panels.value import written_out
from inspector.ui.runner import JobRunner
from inspector.ui.summary.findings import FindingNotices
from inspector.ui.summary.pairs_table import PairsTable
from inspector.ui.widgets.buttons import CopyButton
from inspector.ui.widgets.message import Notice
from tests.tensors import entry_of
from tests.ui.conftest import checkpoint_of
from tests.ui.inspecting import Shown


@pytest.fixture
def show(qtbot: QtBot, runner: JobRunner) -> Iterator[Any]:
    def show(contents: Mapping[str, Any] | list[Any], **more: Any) -> Shown:
        return Shown(qtbot, runner, checkpoint_of(contents, **more))

    yield show
    runner.close()


def texts(widget: QWidget) -> list[str]:
    """What the labels below a widget say, from the top."""
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_findings_are_said_in_clear_words_the_dangerous_ones_first(show: Any) -> None:
    findings = [
        Finding(Severity.INFO, "pickle-known-name", "Pickle import torch.Size: safe.", imported="torch.Size"),
        Finding(Severity.INFO, "trailing-data", "The array is followed by 3 bytes."),
        Finding(Severity.WARNING, "cut", "The file is cut.", "data.pkl"),
        Finding(Severity.WARNING, "pickle-unknown-name", "Pickle import nets.Net: unknown.", imported="nets.Net"),
        Finding(
            Severity.DANGER, "pickle-dangerous-name", "Pickle import posix.system: dangerous.", imported="posix.system"
        ),
    ]
    page = show({"w": np.zeros(3)}, findings=findings).select_node(None)
    notices = [notice.text for notice in page.findChildren(Notice)]
    assert notices == [
        "Pickle import posix.system: dangerous.",
        "1 unknown pickle import; nothing was imported.",
        "The file is cut. (data.pkl)",
    ]
    buttons = {button.text().strip("▸▾ "): button for button in page.findChildren(QPushButton)}
    imports = page.findChild(PairsTable)
    assert imports.isVisible()  # not all of them are safe
    cells = [[imports.model().index(row, column).data() for column in (0, 1)] for row in range(3)]
    assert cells == [["posix.system", "dangerous"], ["nets.Net", "unknown"], ["torch.Size", "safe"]]
    buttons["3 pickle imports (1 dangerous, 1 unknown, 1 safe)"].click()
    assert not imports.isVisible()
    assert "The array is followed by 3 bytes." not in texts(page)
    buttons["1 note"].click()
    assert "The array is followed by 3 bytes." in texts(page)


def test_a_notice_leads_to_the_entry_that_it_is_about(show: Any, qtbot: QtBot) -> None:
    findings = [
        Finding(Severity.DANGER, "pickle-dangerous-name", "posix.system: dangerous.", imported="posix.system"),
        Finding(Severity.WARNING, "unreadable-tensor", "cut", "model-2.safetensors: layers.1.w"),
        Finding(Severity.WARNING, "gap", "a gap", "elsewhere"),
    ]
    contents = {"w": np.zeros(3), "hook": ObjectEntry(("hook",), "posix.system"), "layers.1.w": np.ones(2)}
    shown = show(contents, findings=findings)
    page = shown.select_node(None)
    qtbot.waitUntil(lambda: len(links_of(page)) == 2)
    assert list(links_of(page)) == ["hook", "layers.1.w"]
    links_of(page)["hook"].click()
    qtbot.waitUntil(lambda: shown.view.detail.selection.key == "hook")
    assert shown.view.detail.header.facts.text() == "posix.system"


def links_of(page: QWidget) -> dict[str, QPushButton]:
    """The links on the notices of a summary."""
    notices = page.findChild(FindingNotices)
    assert notices is not None
    return {button.text(): button for button in notices.findChildren(QPushButton)}


def test_safe_pickle_imports_are_a_table_behind_a_button(show: Any) -> None:
    finding = Finding(Severity.INFO, "pickle-known-name", "Pickle import torch.Size: safe.", imported="torch.Size")
    page = show({"w": np.zeros(3)}, findings=[finding]).select_node(None)
    assert page.findChildren(Notice) == []
    assert page.findChild(PairsTable) is None
    button = next(button for button in page.findChildren(QPushButton) if "1 pickle import (all safe)" in button.text())
    button.click()
    table = page.findChild(PairsTable)
    assert table.isVisible()
    table.selectAll()
    table.activateWindow()
    table.setFocus()
    QTest.keySequence(table, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QGuiApplication.clipboard().text() == "torch.Size\tsafe"


def test_a_million_findings_are_counted_and_not_listed(show: Any) -> None:
    findings = [Finding(Severity.WARNING, "code", f"warning {number}") for number in range(5000)]
    page = show({"w": np.zeros(3)}, findings=findings).select_node(None)
    notices = page.findChildren(Notice)
    assert len(notices) < 20
    assert f"{5000 - len(notices) + 1:,} more warnings" in notices[-1].text


def test_metadata_is_a_table_whose_values_are_copied_whole(show: Any) -> None:
    long = "<b>x</b>\n" * 1000
    page = show({"w": np.zeros(3)}, metadata={"format": "pt", "note": long}).select_node(None)
    table = page.findChild(QTableView)
    model = table.model()
    assert [model.index(0, column).data() for column in (0, 1)] == ["format", "pt"]
    shown = model.index(1, 1).data()
    assert shown.startswith("<b>x</b>\\n<b>")
    assert len(shown) < 1000
    assert model.index(1, 1).data(Qt.ItemDataRole.ToolTipRole).startswith("<p>&lt;b&gt;")
    assert model.text(1, 1) == long


def test_types_that_are_too_many_are_added_up(show: Any, qtbot: QtBot) -> None:
    shown = show({name: entry_of(np.zeros(2, name)) for name in "?BbHhIiQqefdFD"})
    qtbot.waitUntil(lambda: "and 2 more" in {label.text() for label in shown.view.findChildren(QLabel)})


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("pytorch-zip", "PyTorch"),
        ("zip(pytorch-zip)", "zip archive (PyTorch)"),
        ("gzip(tar(safetensors))", "gzip (tar archive (safetensors))"),
        ("pytorch-zip+safetensors-sharded", "PyTorch + safetensors (sharded)"),
        ("of a plugin", "of a plugin"),
    ],
)
def test_formats_are_called_what_people_call_them(name: str, title: str) -> None:
    assert format_title(name) == title


def test_a_file_without_tensors_says_so(show: Any) -> None:
    shown = show({"epoch": 3})
    assert "No tensors in this file." in texts(shown.select_node(None))
    assert shown.view.detail.header.facts.text().startswith("PyTorch · no tensors · 1 entry")


def test_an_empty_file_is_shown(show: Any) -> None:
    assert show([]).offered == ["Summary"]


def test_a_group_shows_what_it_is_made_of(show: Any) -> None:
    shown = show({"a.x": np.zeros((4, 4), np.float32), "a.y": np.zeros(8, np.int64), "b": np.zeros(2)})
    page = shown.select_node(shown.view.document.tree.find("a.x") - 1)
    assert shown.view.detail.header.facts.text() == "2 tensors · 24 elements · 128 B"
    assert {"float32", "int64", "64 B", "50.0%"} <= set(texts(page))


def test_damage_is_told_of_the_tensor_that_is_damaged(qtbot: QtBot, runner: JobRunner, tmp_path: Path) -> None:
    torch.save({"a": torch.ones(50_000), "b": torch.zeros(50_000)}, tmp_path / "m.pth")
    data = bytearray((tmp_path / "m.pth").read_bytes())
    data[data.index(np.ones(10, np.float32).tobytes()) + 1000] ^= 8
    (tmp_path / "m.pth").write_bytes(data)
    shown = Shown(qtbot, runner, inspector.open(tmp_path / "m.pth"))
    for key, is_damaged in (("a", True), ("b", False), ("a", True)):
        shown.select(key)
        assert ("damaged" in shown.view.detail.header.facts.text()) == is_damaged
    nodes = [node for key in "ab" if (node := shown.view.document.tree.find(key)) is not None]
    assert [Mark.DAMAGED in shown.view.tree.view.marks(node) for node in nodes] == [True, False]


def test_a_value_is_shown_in_full(show: Any) -> None:
    shown = show({"betas": [0.9, 0.999], "text": "first\n\u202esecond\t<b>"})
    assert shown.select("betas").findChild(QPlainTextEdit).toPlainText() == "[0.9, 0.999]"
    assert shown.select("text").findChild(QPlainTextEdit).toPlainText() == "first\n\\u202esecond\t<b>"
    shown = show([ValueEntry(("a",), 1), ReferenceEntry(("b",), ("a",))])
    assert shown.select("b").findChild(QPlainTextEdit).toPlainText() == "The same object as a"
    assert shown.view.detail.header.facts.text() == "reference"


def test_long_values_are_folded_and_counted_and_copied_as_they_are(show: Any) -> None:
    text = "x" * 9000 + "\nshort\n"
    shown = show({"text": text, "mega": "y" * 1_000_000, "blob": bytes(300)})
    page = shown.select("text")
    lines = page.findChild(QPlainTextEdit).toPlainText().split("\n")
    assert (max(map(len, lines)), lines[-2:], "".join(lines)) == (2000, ["short", ""], text.replace("\n", ""))
    page.findChild(CopyButton).click()
    assert QApplication.clipboard().text() == text
    assert any(said.startswith("The first 200,000 of 1,000,000 characters") for said in texts(shown.select("mega")))
    assert shown.select("blob").findChild(QPlainTextEdit).toPlainText() == repr(bytes(300))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (2**5000, "<integer of 5,001 bits>"),
        ({"b": 1, "a": [1, 2]}, "{'b': 1, 'a': [1, 2]}"),
        ("lone \ud800", "lone \\ud800"),
        (b"\0\xff", "b'\\x00\\xff'"),
    ],
)
def test_any_value_can_be_written_out(value: object, text: str) -> None:
    assert written_out(value) == text


def test_values_out_of_all_proportion_are_cut() -> None:
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    assert len(written_out(deep)) < 10_000
    assert len(written_out(list(range(1_000_000)))) < 10_000
    assert len(written_out("x" * 1_000_000)) < 500_000
    assert written_out([2**40000]) == "[<integer of 40,001 bits>]"


def test_an_object_says_its_class_and_what_it_holds(show: Any) -> None:
    entries = [
        ObjectEntry(("net",), "elsewhere.Net"),
        ValueEntry(("net", Attribute("training")), True),
        entry_of(np.zeros(3), path=("net", Attribute("_parameters"), "w")),
    ]
    shown = show(entries)
    page = shown.select("net")
    assert shown.offered == ["Object", "Contents"]
    assert {"elsewhere.Net", "training", "True"} <= set(texts(page))
    assert "Unknown class" in page.findChild(Notice).text


def test_a_tensor_that_cannot_be_read_says_why(show: Any) -> None:
    attributes = {"error": "the file ends inside 'w': the data has 1 of at least 2 bytes", "shape": (2, 3)}
    page = show([ObjectEntry(("w",), UNREADABLE, attributes), ValueEntry(("epoch",), 1)]).select("w")
    assert page.findChild(Notice).text == "This tensor can't be read."
    said = texts(page)
    assert "The file ends inside 'w': the data has 1 of at least 2 bytes." in said
    assert {"shape", "(2, 3)"} <= set(said)
    assert not {"Class", "error"} & set(said)


def test_who_shares_a_storage_is_one_click_away(show: Any) -> None:
    shared = MemoryStorage(bytes(64))
    shown = show(
        {
            "embed.weight": entry_of(np.zeros((4, 4), np.float32), storage=shared),
            "head.weight": entry_of(np.zeros((4, 4), np.float32), storage=shared),
        }
    )
    page = shown.select("head.weight", "Info")
    link = next(button for button in page.findChildren(QPushButton) if button.text() == "embed.weight")
    link.click()
    shown.settle()
    assert shown.view.selected_key == "embed.weight"


def test_info_tells_where_the_elements_lie() -> None:
    base = np.arange(40, dtype=np.float32)
    entry = entry_of(base, shape=(3, 2), strides=(10, 5), storage_offset=4)
    assert dict(storage_rows(entry)) == {
        "Storage size": "160 B (160 bytes)",
        "Byte range": "16 to 120",
        "Strides": "(10, 5) elements",
    }
    assert storage_rows(entry_of(base, storage=None)) == [("Data", "not in the file")]


def test_info_tells_what_changes_the_values() -> None:
    entry = TensorEntry(
        ("q",), dtype_named("qint8").big_endian(), (2,), (1,), MemoryStorage(b"ab"), conjugate=True,
        quantization=Quantization("per_channel_affine", (0.5, 0.25), (0, 1), axis=0), attributes={"device": "cuda:0"},
    )  # fmt: skip
    rows = dict(attribute_rows(entry))
    assert rows["device"] == "'cuda:0'"
    assert rows["quantization"] == "per_channel_affine along axis 0"
    assert rows["scale"] == "(0.5, 0.25)"
    assert "conjugate bit" in rows


def test_what_has_no_numbers_has_no_histogram(show: Any) -> None:
    shown = show(
        {
            "meta": entry_of(np.zeros(3), storage=None),
            "empty": np.zeros((0, 3)),
            "words": np.array(["a", "b"]),
            "number": np.float32(1),
        }
    )
    shown.select("meta")
    assert shown.offered == ["Info"]
    shown.select("words")
    assert "Histogram" not in shown.offered
    assert shown.view.detail.header._numbers.isHidden()
    shown.select("empty")
    assert "Histogram" not in shown.offered
    shown.select("number")
    assert shown.offered[0] == "Histogram"


def test_nothing_finite_is_nothing_to_draw(show: Any) -> None:
    shown = show({"w": np.full(10, np.nan, np.float32)})
    page = shown.select("w")
    assert any("finite" in text for text in texts(page))
    assert shown.view.detail.header.tiles["NaN"].value == "all"


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(5, np.float32),
        np.full(3, 7, np.int64),
        np.array([True, False]),
        np.array([1 + 2j, -1j], np.complex64),
        np.array([1e308, -1e308]),
        np.array([5e-324, 0]),
        np.array([2**63 - 1, -(2**63)]),
        np.float64(3),
    ],
)
def test_any_numbers_can_be_drawn(show: Any, array: Any) -> None:
    shown = show({"w": array})
    shown.select("w")
    plot = shown.view.detail.histogram.plot
    assert plot is not None
    assert plot.histograms
    assert int(plot.histograms[0].counts.sum()) == np.asarray(array).size
    shown.view.detail.histogram.view.log.click()
    shown.view.grab()


def test_of_complex_numbers_it_says_that_magnitudes_are_shown(show: Any) -> None:
    shown = show({"w": np.full((2, 2), 3 - 4j, np.complex64), "v": np.ones((2, 2))})
    for key, names in (("w", ["Min |z|", "Max |z|"]), ("v", ["Min", "Max"])):
        shown.select(key, "Heat map")
        panel = shown.view.detail.current_panel
        tiles = shown.view.detail.header.tiles
        assert [tiles[name].name for name in ("Min", "Max")] == names
        assert isinstance(panel, HeatMapPanel)
        assert panel.view.state.text.endswith("· magnitudes") == (key == "w")


def test_going_back_to_a_tensor_shows_its_numbers_at_once(show: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show({"a": np.ones(4), "b": np.zeros(4)})
    shown.select("a")
    shown.select("b")
    monkeypatch.setattr("inspector.ui.inspection.detail.statistics", None)  # not called again
    shown.select("a")
    assert shown.view.detail.header.tiles["Mean"].value == "1"


def test_the_treemap_goes_to_what_is_clicked(show: Any) -> None:
    shown = show({"a.big": np.zeros(1000), "b": np.zeros(10)})
    shown.select_node(None)
    summary: Any = shown.view.detail.current_panel
    treemap = summary.view.treemap
    cell = max((cell for cell in treemap.cells if not cell.is_frame), key=lambda cell: cell.rect[2] * cell.rect[3])
    x, y, width, height = cell.rect
    place = treemap.rect().topLeft()
    place.setX(int(x + width / 2))
    place.setY(int(y + height / 2))
    QTest.mouseClick(treemap, Qt.MouseButton.LeftButton, pos=place)
    shown.settle()
    assert shown.view.selected_key == "a.big"


def test_a_group_without_finite_numbers_has_nothing_to_draw(show: Any) -> None:
    shown = show({"a.x": np.full(3, np.nan), "a.y": np.full(3, np.inf)})
    page = shown.select_node(shown.view.document.tree.find("a.x") - 1, "Distributions")
    assert "No finite values to plot." in texts(page)


def select_together(shown: Shown, keys: list[str]) -> None:
    """Select the first, then the others as with Ctrl and clicks."""
    shown.select(keys[0])
    view = shown.view.tree.view
    for key in keys[1:]:
        index = shown.view.tree.model.index_of(shown.view.document.tree.find(key) or 0)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        view.selectionModel().select(index, flags)
    shown.settle()


def test_tensors_selected_together_are_drawn_over_one_another(show: Any) -> None:
    arrays = {"a": np.arange(10.0), "b": np.arange(50) - 20, "c": np.full(3, 100, np.float32)}
    shown = show({**arrays, "words": np.array(["x"]), "step": 3})
    select_together(shown, ["a", "b", "words", "c", "step"])
    view = shown.view.detail.histogram.view
    assert view.legend.names == ("a", "b", "c")
    assert view.state.text == "3 tensors, 256 bins, exact"
    for histogram, array in zip(view.plot.histograms, arrays.values(), strict=True):
        np.testing.assert_array_equal(histogram.counts, np.histogram(array, 256, (-20, 100))[0])
    view.plot._view.setXRange(0, 9, padding=0)
    shown._qtbot.waitUntil(lambda: "zoomed range" in view.state.text)
    assert [int(histogram.counts.sum()) for histogram in view.plot.histograms] == [10, 10, 0]
    shown.select("c")
    assert view.legend.names == ()
    assert len(view.plot.histograms) == 1


def test_a_matrix_has_a_spectrum_and_ranks(show: Any) -> None:
    rng = np.random.default_rng(0)
    shown = show(
        {"thin": rng.normal(size=(40, 3)) @ rng.normal(size=(3, 20)), "v": np.ones(5), "k": np.ones((2, 2, 2))}
    )
    shown.select("thin", "Spectrum")
    panel = shown.view.detail.panel("Spectrum")
    assert panel.tiles["Rank"].value == "3 of 20"
    assert panel.tiles["Condition"].value == "∞"
    assert 1 < float(panel.tiles["Effective rank"].value) <= 3
    plot = panel.plot
    assert plot.accessibleName().startswith("20 singular values from ")
    scene = plot.getViewBox().mapViewToScene(QPointF(3, 0.5))
    plot.scene().sigMouseMoved.emit(scene)
    assert panel.readout.text().startswith("#3: ")
    assert panel.readout.text().endswith("cumulative energy 100.0%")
    panel.log.click()
    assert plot.is_log
    assert "Spectrum" not in shown.offered[:-1]
    for key in ("v", "k"):
        shown.select(key)
        assert "Spectrum" not in shown.offered


def test_the_spectrum_of_a_large_matrix_is_estimated_at_once_and_computed_on_request(
    show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spectrum_panel, "MAX_SIDE", 60)
    monkeypatch.setattr(spectrum_panel, "LARGEST_SIDE", 90)
    random = np.random.default_rng(0)
    shown = show({"large": random.normal(size=(80, 120)), "huge": random.normal(size=(99, 98)), "small": np.eye(60)})
    shown.select("large", "Spectrum")
    panel = shown.view.detail.panel("Spectrum")
    assert panel.state.text == "80 singular values, estimated from random vectors"
    assert panel.plot.accessibleName().startswith("80 estimated singular values")
    assert panel.plot.numbers()[0] == ["index", "estimated singular value"]
    assert {tile.value[:2] for name, tile in panel.tiles.items() if name not in ("Rank", "Condition")} == {"≈ "}
    assert panel.tiles["Rank"].value == panel.tiles["Condition"].value
    assert panel.exact.isVisible()
    panel.exact.click()
    assert panel.plot.isVisible()  # the estimate stays meanwhile
    shown.settle()
    assert panel.state.text == "80 singular values"
    assert panel.tiles["Rank"].value == "80 of 80"
    assert not panel.exact.isVisible()
    shown.select("huge")
    assert "estimated" in panel.state.text
    assert not panel.exact.isVisible()
    shown.select("small")
    assert panel.tiles["Effective rank"].value == "60.0"


def test_why_a_matrix_has_no_spectrum_is_said(show: Any) -> None:
    shown = show({"bad": np.array([[1, np.nan], [1, 2]]), "good": np.eye(3)})
    shown.select("good", "Spectrum")
    panel = shown.view.detail.panel("Spectrum")
    assert panel.sentence == ""
    assert panel.tiles["Rank"].value == "3 of 3"
    shown.select("bad")
    assert panel.sentence.startswith("bad has no singular values")
    assert "3" not in panel.tiles["Rank"].value
    assert "Rank for 90% energy" in panel.tiles


def test_quantiles_are_those_of_numpy(show: Any) -> None:
    far = np.random.default_rng(0).normal(size=3000).astype("f4")
    far[5] = 1e4
    shown = show(
        {"w": far, "v": np.full(3, np.nan), "b": np.arange(1000) > 600, "c": np.full(9, 0.3), "one": np.full(9, True)}
    )
    shown.select("w")
    view = shown.view.detail.histogram.view
    shares = (0.001, 0.01, 0.25, 0.5, 0.75, 0.99, 0.999)
    exact = [np.quantile(far, share, method="inverted_cdf").item() for share in shares]
    assert [float(part.split()[-1]) for part in view.quantiles.text().split("·")] == pytest.approx(exact, rel=1e-2)
    assert repr(exact[3]) in view.quantiles.toolTip()
    shown.select("b", "Histogram")
    said = view.quantiles.text()  # lines break between quantiles only
    assert said == "0.1%_0 · 1%_0 · 25%_0 · 50%_0 · 75%_1 · 99%_1 · 99.9%_1".replace("_", "\xa0")
    assert view.state.text == "2 values, one bar each, exact"
    shown.select("one")
    assert view.state.text == "1 value, one bar, exact"
    shown.select("v")
    assert view.quantiles.text() == ""


def test_far_tails_are_named_and_one_click_away(show: Any) -> None:
    values = np.random.default_rng(0).normal(size=3000)
    values[:2] = 1e4
    shown = show({"w": values})
    shown.select("w")
    view = shown.view.detail.histogram.view
    assert view.tails.text.startswith("Not drawn: 2 above ")
    assert view.tails.text.endswith("(max 10000)")
    assert view.plot.histograms[0].edges[-1] < 100
    view.whole.click()
    shown.settle()
    assert view.plot.histograms[0].edges[-1] == 1e4
    assert view.tails.isHidden()
    view.log_values.click()
    shown.settle()
    assert int(view.plot.histograms[0].counts.sum()) == 3000
    assert np.count_nonzero(view.plot.histograms[0].counts) > 50
    view.plot._view.setXRange(0, 1, padding=0)
    shown._qtbot.waitUntil(view.reset.isVisible)
    view.reset.click()
    assert not view.plot.is_zoomed


def test_numbers_close_to_each_other_do_not_read_the_same(show: Any) -> None:
    shown = show({"w": 1000 + np.random.default_rng(0).normal(size=5000) * 1e-3})
    shown.select("w")
    header, view = shown.view.detail.header, shown.view.detail.histogram.view
    texts_of = [header.tiles[name].value for name in ("Min", "Max", "Mean")]
    assert len(set(texts_of)) == 3
    assert len({part.split()[-1] for part in view.quantiles.text().split("·")}) == 7


def test_the_health_of_a_small_file_is_said_unasked_and_leads_to_the_tensors(show: Any) -> None:
    shown = show({"a.w": np.array([1, np.nan]), "b.w": np.zeros(3), "c.w": np.arange(3.0), "d": np.zeros(0)})
    page = shown.select_node(None)
    assert [notice.text for notice in page.findChildren(Notice)] == ["1 tensor contains NaN or Inf."]
    assert {"1 tensor is all zero.", "3 tensors checked; 1 empty."} <= set(texts(page))
    next(button for button in page.findChildren(QPushButton) if button.text() == "a.w").click()
    shown.settle()
    assert shown.view.selected_key == "a.w"


def test_a_healthy_file_is_said_to_be_finite(show: Any) -> None:
    page = show({"w": np.arange(3.0)}).select_node(None)
    assert page.findChildren(Notice) == []
    assert "1 tensor checked, all values finite." in texts(page)


def test_a_large_file_is_checked_when_asked_to(show: Any) -> None:
    large = entry_of(np.float32(1), shape=(1 << 12, 1 << 13), strides=(0, 0))
    shown = show({"large": large})
    page = shown.select_node(None)
    assert any("Not yet checked for NaN/Inf (reads 128 MiB)." in text for text in texts(page))
    next(button for button in page.findChildren(QPushButton) if button.text() == "Check").click()
    shown.settle()
    assert "1 tensor is constant." in texts(page)


def test_a_tensor_without_elements_waits_for_no_numbers(show: Any) -> None:
    shown = show({"empty": np.zeros((0, 7)), "w": np.ones(2)})
    shown.select("empty")
    header = shown.view.detail.header
    assert not header.tiles["Min"].isVisible()
    shown.select("w")
    assert header.tiles["Min"].isVisible()
