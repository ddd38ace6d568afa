from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QSettings, QUrl
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.jobs import Job
from inspector.resources import resource
from inspector.sources.local_file import LocalFile
from inspector.ui.application import create_window
from inspector.ui.inspection.page import Page
from inspector.ui.inspection.view import DocumentView
from inspector.ui.tree.model import Column
from inspector.ui.widgets.message import Message
from inspector.ui.widgets.theme import current_theme
from inspector.ui.widgets.themes import DARK, LIGHT
from inspector.ui.window.recent_menu import RecentMenu
from inspector.ui.window.status import JobStrip
from inspector.ui.window.window import Window
from tests.ui.conftest import opened, settle
from tests.ui.drags import dropped, entering
from tests.ui.inspecting import click, rows

#: A pickle that calls os.system.
EVIL = b"\x80\x02cposix\nsystem\nX\x04\x00\x00\x00true\x85R."


def drop(window: Window, *urls: QUrl) -> tuple[bool, bool]:
    """Drag files onto the window and let them go; returns what it accepted."""
    data = QMimeData()
    data.setUrls(list(urls))
    enter = entering(QPoint(50, 50), data)
    enter.ignore()
    QGuiApplication.sendEvent(window, enter)
    release = dropped(QPoint(50, 50), data)
    release.ignore()
    QGuiApplication.sendEvent(window, release)
    return enter.isAccepted(), release.isAccepted()


def test_an_opened_file_shows_its_tree_and_its_summary(window: Window, view: DocumentView) -> None:
    assert rows(view) == ["layer", "0", "bias", "weight", "10.weight", "<b>odd\\n"]
    assert view.detail.header.title.text == "model & more.safetensors"
    assert "safetensors · 4 tensors · 657 parameters" in view.detail.header.facts.text()
    assert "model & more.safetensors" in window.windowTitle()
    assert window.tabs.tabText(0) == "model && more.safetensors"
    summary: Any = view.detail.panel("Summary")
    assert [share.dtype for share in summary.view.bar._shares] == ["float32", "int64"]
    assert {view.document.tree.key(cell.node) for cell in summary.view.treemap.cells if not cell.is_frame} >= {
        "layer.0.weight",
        "layer.10.weight",
    }


class TopLevelShows(QObject):
    """Notes whatever is shown as a window of its own: a widget without a parent would flash on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_nothing_but_the_window_is_shown_while_a_file_opens(window: Window, path: Path, qtbot: QtBot) -> None:
    watcher = TopLevelShows()
    application = QGuiApplication.instance()
    assert application is not None
    application.installEventFilter(watcher)
    for file in (path, resource("example.pth")):
        view = opened(qtbot, window, file)
        for title in view.detail.tabs.offered:
            view.detail.show_panel(title)
            settle(qtbot, window)
    application.removeEventFilter(watcher)
    assert watcher.shown == []


def test_several_files_have_a_tab_each_and_open_once(window: Window, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.npz"
    np.savez(other, a=np.zeros(3))
    window.open_files([path, other])
    settle(qtbot, window)
    assert [page.title for page in window.pages] == ["model & more.safetensors", "other.npz"]
    assert window.page is window.pages[0]
    window.open_files([other])
    settle(qtbot, window)
    assert (len(window.pages), window.page) == (2, window.pages[1])
    QTest.keySequence(window, QKeySequence("Ctrl+Tab"))
    assert window.page is window.pages[0]
    first = window.page
    assert first.view is not None
    checkpoint = first.view.document.checkpoint
    QTest.keySequence(window, QKeySequence(QKeySequence.StandardKey.Close))
    assert len(window.pages) == 1
    assert all(file._closing for file in checkpoint.files if isinstance(file, LocalFile))
    window.close_current()
    assert window.welcome.isVisible()


def test_every_entry_of_a_menu_has_a_letter_of_its_own(window: Window) -> None:
    for top in window.menuBar().actions():
        menu = next(menu for menu in window.menuBar().findChildren(QMenu) if menu.menuAction() is top)
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        letters = [text[text.index("&") + 1].lower() for text in texts]
        assert len(set(letters)) == len(letters), sorted(zip(letters, texts, strict=True))


def test_of_many_files_the_later_ones_open_when_looked_at(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    files = [tmp_path / f"{number}.npz" for number in range(40)]
    for file in files:
        np.savez(file, a=np.zeros(3))
    window.open_files([*files, files[-1]])
    assert len(window.pages) < len(files)  # the window has its turn before there are tabs for all
    settle(qtbot, window)
    assert [page.location.path for page in window.pages] == files
    assert window.page is window.pages[0]
    last = window.pages[-1]
    assert last.view is None
    window.tabs.setCurrentWidget(last)
    settle(qtbot, window)
    assert last.view is not None


def test_files_are_dropped_on_the_window(window: Window, path: Path, qtbot: QtBot) -> None:
    assert drop(window, QUrl("https://example.org/model.pth")) == (False, False)
    assert drop(window, QUrl.fromLocalFile(str(path))) == (True, True)
    qtbot.waitUntil(lambda: window.page is not None)
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.location.path == path


def test_an_unreadable_file_is_explained_in_its_tab_and_can_be_tried_again(
    window: Window, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(path.read_bytes()[:50])
    window.open_files([broken])
    settle(qtbot, window)
    page = window.page
    assert page is not None
    assert page.view is None
    buttons = {button.text(): button for button in page.findChildren(QPushButton)}
    assert "broken.safetensors" in str(page.error)
    shutil.copy(path, broken)
    buttons["Try again"].click()
    settle(qtbot, window)
    assert page.view is not None
    assert page.error is None


def test_an_error_page_closes_its_tab(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    window.open_files([tmp_path / "missing.pth"])
    settle(qtbot, window)
    assert window.page is not None
    buttons = {button.text(): button for button in window.page.findChildren(QPushButton)}
    buttons["Close"].click()
    assert window.page is None
    assert window.welcome.isVisible()


def test_opening_can_be_cancelled(window: Window, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_path: Path, job: Job, **_options: object) -> None:
        while True:
            job.report(1, 4, "Reading the index")
            time.sleep(0.001)

    monkeypatch.setattr("inspector.ui.inspection.page.open_document", endless)
    window.open_files([path])
    strip: JobStrip = window.jobs
    qtbot.waitUntil(lambda: strip.isVisible() and strip.text.text.startswith("Reading the index 25%"))
    strip.button.click()
    page = window.page
    assert isinstance(page, Page)
    assert str(page.error) == "cancelled"
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_reloading_shows_what_the_file_has_become(window: Window, path: Path, qtbot: QtBot) -> None:
    view = opened(qtbot, window, path)
    click(view, "layer.0.bias")
    settle(qtbot, window)
    save_file({"layer.0.bias": np.ones(5, np.float32)}, path)
    QTest.keySequence(window, QKeySequence("F5"))
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.selected_key == "layer.0.bias"
    assert window.view.detail.header.facts.text().startswith("5 · float32")


def test_a_reload_gives_longer_names_of_types_their_room_and_keeps_a_width_that_was_chosen(
    window: Window, path: Path, qtbot: QtBot
) -> None:
    save_file({"weight": np.ones(5, np.int8)}, path)
    view = opened(qtbot, window, path).tree.view
    narrow = view.header().sectionSize(Column.TYPE)
    view.header().resizeSection(Column.SIZE, 123)
    index = b'{"weight":{"dtype":"F8_E4M3FNUZ","shape":[5],"data_offsets":[0,5]}}'
    path.write_bytes(len(index).to_bytes(8, "little") + index + bytes(5))
    window.reload()
    settle(qtbot, window)
    assert window.view is not None
    header = window.view.tree.view.header()
    assert header.sectionSize(Column.TYPE) > narrow
    assert header.sectionSize(Column.SIZE) == 123
    assert window.view.tree.view.chosen_widths == [123 if column == Column.SIZE else 0 for column in Column][1:]


def test_a_file_that_shrinks_while_it_is_open_is_an_error_in_place(window: Window, path: Path, qtbot: QtBot) -> None:
    view = opened(qtbot, window, path)
    with path.open("r+b") as file:
        file.truncate(100)
    click(view, "layer.0.weight")
    settle(qtbot, window)
    assert "shorter" in view.detail.histogram.view.sentence
    assert view.detail.header.tiles["Mean"].value == "?"


def test_light_and_dark(view: DocumentView, window: Window, qtbot: QtBot, settings_store: QSettings) -> None:
    click(view, "layer.0.weight")
    settle(qtbot, window)
    assert current_theme() is LIGHT
    light = window.grab().toImage().pixelColor(20, 300)
    window.set_theme("dark")
    settle(qtbot, window)
    dark = window.grab().toImage().pixelColor(20, 300)
    assert current_theme() is DARK
    assert (light.lightness() > 200, dark.lightness() < 80) == (True, True)
    assert settings_store.value("theme") == "dark"
    window.set_theme("light")


def test_the_window_remembers_files_and_where_things_stood(
    window: Window, path: Path, qtbot: QtBot, settings_store: QSettings
) -> None:
    view = opened(qtbot, window, path)
    view.splitter.setSizes([700, 500])
    sizes = view.splitter.sizes()
    view.tree.view.header().resizeSection(Column.TYPE, 123)
    window.close()
    again = create_window(settings_store, "light")
    qtbot.addWidget(again)
    again.resize(window.size())
    again.show()
    assert [Path(recent) for recent in again.settings.recent] == [path]
    view = opened(qtbot, again, path)
    assert view.splitter.sizes() == pytest.approx(sizes, abs=2)
    assert view.tree.view.header().sectionSize(Column.TYPE) == 123
    again.close()


def test_the_first_page_opens_the_example_and_recent_files(window: Window, path: Path, qtbot: QtBot) -> None:
    window.welcome.example_button.click()
    settle(qtbot, window)
    assert window.page is not None
    assert window.page.location.path == resource("example.pth")
    window.close_current()
    recent = [button for button in window.welcome._recent.findChildren(QPushButton) if "example.pth" in button.text()]
    recent[0].click()
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.document.tree.tensors[0] == 16


def test_a_key_that_is_not_there_is_remembered(window: Window, path: Path, qtbot: QtBot) -> None:
    window.open_files([path])
    assert window.page is not None
    window.page.select_key("no.such.key")
    settle(qtbot, window)
    assert window.page.missing_key == "no.such.key"


def test_closing_while_work_is_under_way_ends_it(
    window: Window, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened(qtbot, window, path)
    click(view, "layer.0.weight")
    window.open_files([resource("example.pth")])
    window.close()
    assert window.runner.tasks == []


def test_names_keep_room_in_a_narrow_window_and_the_tray_in_a_low_one(window: Window, path: Path, qtbot: QtBot) -> None:
    view = opened(qtbot, window, path)
    header = view.tree.view.header()
    window.resize(800, 600)
    qtbot.waitUntil(lambda: header.isSectionHidden(Column.PARAMETERS))
    assert header.length() <= view.tree.view.viewport().width()
    letter = view.tree.view.fontMetrics().averageCharWidth()
    assert header.sectionSize(Column.NAME) >= 24 * letter
    window.use_rows("tray")
    settle(qtbot, window)
    assert (window.width(), window.height()) == (800, 600)
    tray = window.extraction.tray
    assert tray.rename.geometry().bottom() < tray.table.geometry().top()
    window.resize(2000, 1000)
    qtbot.waitUntil(lambda: header.length() == view.tree.view.viewport().width())
    assert not header.isSectionHidden(Column.PARAMETERS)


def test_the_keyboard_is_with_the_tree_in_front(window: Window, path: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other.pth"
    other.write_bytes(path.read_bytes())
    window.open_files([path, other])
    settle(qtbot, window)
    trees = [page.view.tree.view for page in window.pages if page.view is not None]
    assert window.focusWidget() is trees[0]
    window.step_tab(1)
    settle(qtbot, window)
    assert window.focusWidget() is trees[1]
    window.front_tab.focus_filter()
    window.step_tab(1)
    assert window.focusWidget() is trees[0]
    window.step_tab(1)
    view = window.view
    assert view is not None
    assert view.tree.filter.isAncestorOf(window.focusWidget()) or view.tree.filter is window.focusWidget()


def test_the_menu_of_recent_files_opens_them_and_is_cleared(window: Window, path: Path, qtbot: QtBot) -> None:
    opened(qtbot, window, path)
    window.close_current()
    menu = window.findChild(RecentMenu)
    assert menu is not None
    menu.aboutToShow.emit()
    first, *_, clear = menu.actions()
    assert first.text().endswith(path.name.replace("&", "&&"))  # a long path is shortened before its end
    first.trigger()
    settle(qtbot, window)
    assert [page.location.path for page in window.pages] == [path]
    window.close_current()
    link = {button.text() for button in window.welcome.findChildren(QPushButton) if button.property("link")}
    assert len(link) == 1
    clear.trigger()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["No recent files"]
    qtbot.waitUntil(
        lambda: not [button for button in window.welcome.findChildren(QPushButton) if button.property("link")]
    )


def test_the_summary_says_which_folder_a_file_is_in(
    window: Window, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    opened(qtbot, window, Path(path.name))
    assert window.view is not None
    assert window.view.detail.header.facts.text().endswith(f" · {path.parent}")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file looks incomplete"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "Check that the download"),
        (b"/usr/lib/python3/extra\n", "It is a Python path configuration file"),
        (b"\x80\x02cposix\nsystem\nU\x02ls\x85R\xff", "Nothing in it was executed. Don't load it in Python"),
    ],
)
def test_an_error_page_says_what_can_be_done(
    window: Window, tmp_path: Path, qtbot: QtBot, content: bytes, says: str
) -> None:
    broken = tmp_path / "broken.pth"
    broken.write_bytes(content)
    window.open_files([broken])
    settle(qtbot, window)
    assert window.page is not None
    message = window.page.findChild(Message)
    assert message is not None
    assert message.advice.text().startswith(says)


def test_the_configuration_of_a_model_says_what_to_open(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "config.json").write_text("{}")
    window.open_files([tmp_path / "config.json"])
    settle(qtbot, window)
    assert window.page is not None
    message = window.page.findChild(Message)
    assert message is not None
    assert message.text.text().endswith("not its weights; open its folder, or the weights beside it.")
    assert message.advice.isHidden()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.txt", b"", "Open a folder that holds a checkpoint, or one of the files in it."),
        ("notes.txt", EVIL, "Open a folder that holds a checkpoint, or one of the files in it."),
        ("cut.pkl", EVIL[:-1], ""),
    ],
)
def test_a_folder_that_can_not_be_opened_is_called_a_folder(
    name: str, content: bytes, says: str, window: Window, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / name).write_bytes(content)
    window.open_files([tmp_path])
    settle(qtbot, window)
    assert window.page is not None
    message = window.page.findChild(Message)
    assert message is not None
    texts = [label.text() for label in message.findChildren(QLabel)]
    assert "This folder can't be opened" in texts
    assert not says or says in texts
