"""The window in each language: nothing is cut off where it is small, and keys of menus are unique."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QLocale, QSettings, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QMenu,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file, save_file

from inspector.sentences import translated
from inspector.ui.application import create_window
from inspector.ui.language import LANGUAGES, SYSTEM, language_of, speak
from inspector.ui.settings import Settings
from inspector.ui.window.help import Guide
from inspector.ui.window.preferences import PreferencesDialog
from inspector.ui.window.window import Window
from inspector.wording import tr
from tests.ui.conftest import settle

#: On both sides of the title of a column.
_HEADING_MARGIN = 4
SMALL = QSize(900, 600)
CHECKED = {"en": "5 tensors checked", "zh_CN": "已检查 5 个张量", "vi": "Đã kiểm tra 5 tensor"}
BROKEN = {
    "en": "broken.npy ends inside the header: it has 18 of at least 128 bytes.",
    "zh_CN": "broken.npy 在文件头内结束：它有至少 128 字节中的 18 字节。",  # noqa: RUF001 - as Chinese writes it
    "vi": "broken.npy kết thúc giữa header: nó có 18 trên ít nhất 128 byte.",
}
ELEMENTS = {"en": "6,144 elements", "zh_CN": "6,144 个元素", "vi": "6.144 phần tử"}


CONVERTED = Path(__file__).parents[1] / "fixtures" / "conversion"


@pytest.fixture(params=list(LANGUAGES))
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each language in turn; English again afterwards."""
    before = QLocale()
    speak(request.param)
    yield request.param
    speak("en")
    QLocale.setDefault(before)


@pytest.fixture
def small(language: str, qtbot: QtBot, settings_store: QSettings) -> Iterator[Window]:
    """A small window in the language."""
    window = create_window(settings_store, "light")
    qtbot.addWidget(window)
    window.resize(SMALL)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


def cut_off(top: QWidget) -> list[str]:
    """The visible texts for which their widgets have no room; those that are elided with a tool tip have it there."""
    found = []
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, QLabel) and widget.text():
            wanted = widget.sizeHint()
            if widget.wordWrap():
                wanted = QSize(0, widget.heightForWidth(widget.width()))
            if wanted.width() > widget.width() or wanted.height() > widget.height():
                found.append(widget.text())
        elif isinstance(widget, QAbstractButton) and widget.text() and not _is_icon(widget):
            least = widget.sizeHint() if isinstance(widget, QCheckBox | QRadioButton) else widget.minimumSizeHint()
            if max(least.width(), widget.fontMetrics().horizontalAdvance(widget.text())) > widget.width():
                found.append(widget.text())
        elif isinstance(widget, QTabBar):
            found += _cut_tabs(widget)
        elif isinstance(widget, QHeaderView) and widget.isVisible():
            found += _cut_headings(widget)
        elif (
            isinstance(widget, QComboBox) and not _is_of_the_file(widget) and widget.sizeHint().width() > widget.width()
        ):
            found.append(widget.currentText())
    return found


def _is_icon(button: QAbstractButton) -> bool:
    """Whether its text is a name for screen readers."""
    style = button.toolButtonStyle() if isinstance(button, QToolButton) else None
    return style is Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull()


def _is_of_the_file(box: QComboBox) -> bool:
    """Boxes that offer names of the file may be narrower than those."""
    return box.sizeAdjustPolicy() == QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


def _cut_tabs(bar: QTabBar) -> list[str]:
    metrics = bar.fontMetrics()
    return [
        bar.tabText(at)
        for at in range(bar.count())
        if metrics.horizontalAdvance(bar.tabText(at)) > bar.tabRect(at).width()
    ]


def _cut_headings(header: QHeaderView) -> list[str]:
    model = header.model()
    texts = {at: str(model.headerData(at, header.orientation()) or "") for at in range(header.count())}
    return [
        text
        for at, text in texts.items()
        if not header.isSectionHidden(at)
        and header.fontMetrics().horizontalAdvance(text) + _HEADING_MARGIN > header.sectionSize(at)
    ]


def _cut_axis_names(plot: pg.PlotWidget) -> list[str]:
    """Names of axes of which a line that hangs below its letters would not be seen."""
    axis = plot.getAxis("bottom")
    label = axis.label
    if not (plot.isVisible() and label.isVisible() and label.toPlainText().strip()):
        return []
    text = label.boundingRect().bottom() - label.document().documentMargin()
    return [label.toPlainText()] if label.y() + text > axis.size().height() else []


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files of layers that differ."""
    rng = np.random.default_rng(0)
    weights = {f"layers.{layer}.weight": rng.normal(size=(32, 48)).astype(np.float32) for layer in range(4)}
    weights["conv.weight"] = rng.normal(size=(4, 3, 3, 3)).astype(np.float16)
    paths = [tmp_path / "a.safetensors", tmp_path / "b.safetensors"]
    save_file(weights, paths[0])
    save_file({key: value + (key < "layers.1") for key, value in weights.items()}, paths[1])
    return paths


def test_a_small_window_in_each_language(small: Window, language: str, qtbot: QtBot, files: list[Path]) -> None:
    """One window for all of it: making one takes as long as the rest."""
    _keys_are_unique(small)
    cut = {"welcome": cut_off(small)}
    small.open_files([files[0]])
    settle(qtbot, small)
    assert small.view is not None
    shown = [label.text() for label in small.findChildren(QLabel)]
    assert any(text.startswith(CHECKED[language]) for text in shown)
    assert ELEMENTS[language] in [widget.accessibleName() for widget in small.findChildren(QWidget)]
    for key in ("", "layers.0.weight"):
        small.view.select_key(key)
        settle(qtbot, small)
        for title in small.view.detail.tabs.offered:
            small.view.detail.show_panel(title)
            settle(qtbot, small)
            cut[f"{key} {title}"] = cut_off(small)
            cut[f"{key} {title} plots"] = [
                name for plot in small.findChildren(pg.PlotWidget) for name in _cut_axis_names(plot)
            ]
    broken = files[0].with_name("broken.npy")
    broken.write_bytes(b"\x93NUMPY\x01\x00v\x00{'descr'")
    small.open_files([broken])
    settle(qtbot, small)
    assert BROKEN[language] in [label.text() for label in small.findChildren(QLabel)]
    cut["broken"] = cut_off(small)
    small.close_current()
    small.use_rows("tray")
    settle(qtbot, small)
    cut["tray"] = cut_off(small)
    small.toggle_tray()
    small.compare_files(files[0], files[1])
    settle(qtbot, small)
    cut["comparison"] = cut_off(small)
    assert small.comparison is not None
    small.comparison.select_key("layers.0.weight")
    settle(qtbot, small)
    cut["pair"] = cut_off(small)
    cut |= _cut_in_dialogs(small)
    assert {place: texts for place, texts in cut.items() if texts} == {}


def test_the_summary_fits_a_narrow_window(small: Window, qtbot: QtBot, tmp_path: Path) -> None:
    model = CONVERTED / "llama" / "hf"
    weights = load_file(model / "model.safetensors")
    weights["model.layers.0.mlp.up_proj.weight"][0, 0] = np.nan
    save_file(weights, tmp_path / "model.safetensors")
    copyfile(model / "config.json", tmp_path / "config.json")
    small.resize(740, 480)
    small.open_files([tmp_path])
    settle(qtbot, small)
    assert small.view is not None
    summary = small.view.detail.current_panel
    assert summary is not None
    assert isinstance(summary.widget, QScrollArea)
    assert summary.widget.horizontalScrollBar().maximum() == 0


def test_the_tray_fits_a_screen_of_1280_by_720_pixels_at_half_as_large_again(
    small: Window, qtbot: QtBot, files: list[Path]
) -> None:
    small.resize(853, 450)  # what the frame and the bar of a desktop leave
    small.open_files([files[0]])
    settle(qtbot, small)
    assert small.view is not None
    small.view.tree.select_node(1)
    small.use_rows("tray")
    settle(qtbot, small)
    assert small.height() == 450
    assert small.extraction.tray.export_button.isVisible()


def test_words_within_a_sentence_are_translated(language: str) -> None:
    said = {"en": "Only 1 of 256 rows differ: 5.", "vi": "Chỉ 1 trên 256 hàng khác nhau: 5."}
    said["zh_CN"] = "256 行中只有 1 行不同：5。"  # noqa: RUF001 - as Chinese is written
    assert translated(said["en"]) == said[language]


def _keys_are_unique(window: Window) -> None:
    """No menu has a key for two of its entries."""
    for menu in [*window.menuBar().findChildren(QMenu), window.menuBar()]:
        keys = [match[1].lower() for action in menu.actions() if (match := re.search(r"&(\w)", action.text()))]
        twice = [key for key, count in Counter(keys).items() if count > 1]
        assert twice == [], [action.text() for action in menu.actions()]


def _cut_in_dialogs(window: Window) -> dict[str, list[str]]:
    """What is cut off in the windows beside the window; the guide shows the section that is asked for."""
    window.dialogs.show_preferences()
    window.dialogs.show_guide(tr("Keyboard"))
    window.dialogs.show_about()
    window.choose_location()
    dialogs = [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]
    assert len(dialogs) == 4
    cut = {dialog.windowTitle(): cut_off(dialog) for dialog in dialogs}
    guide = next(dialog for dialog in dialogs if isinstance(dialog, Guide))
    assert guide.sections.currentItem().text() == tr("Keyboard")
    text = guide.page.toPlainText()
    for name in ("&Summary", "&Reload"):
        assert re.sub(r"\(&\w\)|&", "", tr(name)) in text
    assert "(&" not in text
    for dialog in dialogs:
        dialog.close()
    return cut


def test_the_language_is_chosen_in_the_preferences_and_holds_from_the_next_start(
    window: Window, settings_store: QSettings
) -> None:
    dialog = PreferencesDialog(window.settings, window)
    dialog.open()
    assert [dialog.language.itemData(at) for at in range(dialog.language.count())] == [SYSTEM, *LANGUAGES]
    assert dialog.next_start_note.isHidden()
    dialog.language.setCurrentIndex(3)
    dialog.language.activated.emit(3)
    assert not dialog.next_start_note.isHidden()
    assert Settings(settings_store).language == "vi"
    dialog.close()
    settings_store.setValue("language", "tlh")
    assert Settings(settings_store).language == SYSTEM


@pytest.mark.parametrize(
    ("system", "expected"),
    [
        (["vi-VN", "en"], "vi"),
        (["zh-CN"], "zh_CN"),
        (["zh-Hans-SG"], "zh_CN"),
        (["zh-TW", "vi"], "vi"),
        (["de-DE", "fr"], "en"),
        ([], "en"),
    ],
)
def test_the_system_chooses_among_the_languages_there_are(
    system: list[str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:
            return system

    monkeypatch.setattr(QLocale, "system", System)
    assert language_of(SYSTEM) == expected
    assert language_of("vi") == "vi"
