"""The session on the disk, and what comes back of it after the window was closed, or was not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPushButton, QToolBar
from pytestqt.qtbot import QtBot

from inspector.resources import resource
from inspector.ui.application import create_window
from inspector.ui.window.session import OpenFile, Session, SessionFile, TrayRow
from inspector.ui.window.session_keeper import SessionKeeper
from inspector.ui.window.window import Window
from tests.syncing import Syncs
from tests.ui.conftest import settle

KEY = "model.hidden.weight"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two checkpoints of one's own."""
    paths = [tmp_path / "first.pth", tmp_path / "second.pth"]
    for path in paths:
        shutil.copy(resource("example.pth"), path)
    return paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "settings"


@pytest.fixture
def again(qtbot: QtBot, settings_store: QSettings) -> Iterator[Window]:
    """The window of the next start."""
    window = create_window(settings_store, "light")
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def work(qtbot: QtBot, window: Window, files: list[Path], folder: Path) -> SessionKeeper:
    """Open both files, select a key in the second and put a row of the first into the tray."""
    keeper = SessionKeeper(window, window, folder)
    keeper.begin(restore=False)
    window.open_files(files)
    settle(qtbot, window)
    assert window.page is not None
    window.page.select_key(KEY)
    settle(qtbot, window)
    window.use_rows("tray")
    tray = window.extraction.tray
    tray.set_plan(tray.plan.with_keys({0: "renamed"}))
    window.tabs.setCurrentIndex(1)
    settle(qtbot, window)
    return keeper


def expected(files: list[Path], *, ended: bool) -> Session:
    tabs = (OpenFile(str(files[0]), KEY), OpenFile(str(files[1])))
    return Session(tabs, 1, (TrayRow(str(files[0]), KEY, "renamed"),), ended)


def kept(folder: Path) -> Session | None:
    return SessionFile(folder).read()


def test_what_is_open_is_kept_and_comes_back(
    window: Window, again: Window, files: list[Path], folder: Path, qtbot: QtBot
) -> None:
    keeper = work(qtbot, window, files, folder)
    window.close()
    assert kept(folder) == expected(files, ended=True)
    keeper.release()  # as the end of the process does
    following = SessionKeeper(again, again, folder)
    following.begin(restore=True)
    settle(qtbot, again)
    qtbot.waitUntil(lambda: again.planned is not None and bool(again.planned.rows))
    assert [page.location.path for page in again.pages] == files
    assert again.page is again.pages[1]
    assert again.pages[0].selected_key == KEY
    assert [row.key for row in again.extraction.tray.plan.rows] == ["renamed"]
    assert following.current() == expected(files, ended=False)
    assert not again.can_reopen_session


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes among the files")
def test_a_pipe_in_the_place_of_the_session_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "session.json")
    assert kept(tmp_path) is None
    (tmp_path / "session.json").unlink()
    for target in ("/dev/zero", "session.json", tmp_path):  # a device, a link to itself, a folder
        (tmp_path / "session.json").symlink_to(target)
        assert kept(tmp_path) is None
        (tmp_path / "session.json").unlink()


@pytest.mark.parametrize(
    "record", ['{"tabs": [], "rows": [], "compared": [], "ended": true, "front": 1e999}', "[" * 100_000]
)
def test_a_session_that_can_not_be_is_none(record: str, tmp_path: Path) -> None:
    (tmp_path / "session.json").write_text(record)
    assert kept(tmp_path) is None


def test_a_session_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "session.json").touch()
    os.truncate(tmp_path / "session.json", 1 << 40)
    assert kept(tmp_path) is None


def died(folder: Path, session: Session) -> None:
    """Leave the session of a process that is gone."""
    SessionFile(folder).write(session)


def buttons(window: Window) -> dict[str, QPushButton]:
    return {button.text(): button for button in window.findChildren(QPushButton) if button.isVisible()}


def press(qtbot: QtBot, window: Window, text: str) -> None:
    """Press a button of the offer, which a tool bar shows when it is laid out."""
    qtbot.waitUntil(lambda: text in buttons(window))
    buttons(window)[text].click()


def test_after_the_program_died_what_was_open_is_offered(
    window: Window, files: list[Path], folder: Path, qtbot: QtBot
) -> None:
    died(folder, expected(files, ended=False))
    window.session = SessionKeeper(window, window, folder)
    window.session.begin(restore=False)
    assert not window.pages
    press(qtbot, window, "Restore")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.planned is not None and bool(window.planned.rows))
    assert [page.location.path for page in window.pages] == files
    assert "Restore" not in buttons(window)


def test_an_offer_survives_another_death_and_other_files(
    window: Window, files: list[Path], folder: Path, qtbot: QtBot
) -> None:
    died(folder, Session((OpenFile(str(files[0]), KEY),)))
    keeper = SessionKeeper(window, window, folder)
    keeper.begin(restore=False)
    window.open_files([files[1]])
    settle(qtbot, window)
    keeper.save()
    assert kept(folder) == Session((OpenFile(str(files[1])), OpenFile(str(files[0]), KEY)))


def test_comparisons_come_back(window: Window, again: Window, files: list[Path], folder: Path, qtbot: QtBot) -> None:
    keeper = SessionKeeper(window, window, folder)
    keeper.begin(restore=False)
    window.comparisons.compare_files(*files)
    settle(qtbot, window)
    window.close()
    keeper.release()
    following = SessionKeeper(again, again, folder)
    following.begin(restore=True)
    settle(qtbot, again)
    assert [tuple(place.path for place in tab.places) for tab in again.all_tabs] == [tuple(files)]


def test_nothing_is_offered_that_is_open_already(window: Window, files: list[Path], folder: Path) -> None:
    died(folder, Session((OpenFile(str(files[0]), KEY),)))
    window.open_files(files)
    window.session = SessionKeeper(window, window, folder)
    window.session.begin(restore=False)
    assert not window.findChildren(QToolBar)


def test_what_was_dismissed_is_still_in_the_menu(window: Window, files: list[Path], folder: Path, qtbot: QtBot) -> None:
    died(folder, Session((OpenFile(str(files[0])),)))
    window.session = SessionKeeper(window, window, folder)
    window.session.begin(restore=False)
    press(qtbot, window, "Dismiss")
    assert "Dismiss" not in buttons(window)
    assert window.can_reopen_session
    window.reopen_session()
    settle(qtbot, window)
    assert [page.location.path for page in window.pages] == [files[0]]


def test_a_window_without_files_leaves_the_session_before_it(window: Window, files: list[Path], folder: Path) -> None:
    died(folder, expected(files, ended=False))
    keeper = SessionKeeper(window, window, folder)
    keeper.begin(restore=False)
    window.close()
    assert kept(folder) == expected(files, ended=True)


def test_a_second_window_keeps_no_session(window: Window, again: Window, folder: Path, files: list[Path]) -> None:
    died(folder, expected(files, ended=True))
    first, second = SessionKeeper(window, window, folder), SessionKeeper(again, again, folder)
    assert (bool(first.previous), bool(second.previous)) == (True, False)
    again.close()
    assert kept(folder) == expected(files, ended=True)


def test_files_that_are_gone_or_changed_leave_their_part_out(
    window: Window, files: list[Path], folder: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    lost = str(tmp_path / "lost.pth")
    rows = (TrayRow(lost, "x", "x"), TrayRow(str(files[0]), "gone", "gone"), TrayRow(str(files[0]), KEY, "here"))
    died(folder, Session((OpenFile(lost, "x"), OpenFile(str(files[0]), "gone")), 0, rows))
    keeper = SessionKeeper(window, window, folder)
    keeper.begin(restore=True)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.planned is not None and bool(window.planned.rows))
    assert [row.key for row in window.extraction.tray.plan.rows] == ["here"]
    assert keeper.current().tabs == (OpenFile(str(files[0])),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "3",
        "{}",
        '{"tabs": 1}',
        '{"tabs": [{"path": 1, "key": ""}], "rows": [], "front": 0, "ended": true, "compared": []}',
        '{"tabs": [], "rows": [], "front": null, "ended": 1, "compared": []}',
        '{"tabs": [], "rows": [], "front": 0, "ended": 1, "compared": [["a"]]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_session_is_none(folder: Path, text: str) -> None:
    file = SessionFile(folder)
    (folder / "session.json").write_text(text)
    assert file.read() is None


def test_a_session_outlives_a_loss_of_power(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs = Syncs.watched(monkeypatch)
    SessionFile(folder).write(Session((OpenFile("/a"),)))
    assert syncs.has(folder / "session.json")


def test_a_session_is_replaced_in_one_step(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = SessionFile(folder)
    file.write(Session((OpenFile("/a"),)))

    def full(_descriptor: int, _data: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    file.write(Session((OpenFile("/b"),)))
    assert file.read() == Session((OpenFile("/a"),))
    assert [path.name for path in folder.iterdir()] == ["session.json"]
