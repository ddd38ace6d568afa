"""Hundreds of files dropped at once: some have tabs, the others are listed, and open when they are chosen."""

from __future__ import annotations

import itertools
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from inspector.ui.window import tabs
from inspector.ui.window.file_list import FileList
from inspector.ui.window.tabs import MAX_TABS
from inspector.ui.window.window import Window
from tests.ui.conftest import settle


def listed(window: Window) -> list[FileList]:
    return [tab for tab in window.tabs.all if isinstance(tab, FileList)]


def test_of_hundreds_of_files_those_without_a_tab_are_listed(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    files = [str(tmp_path / f"{number}.npy") for number in range(MAX_TABS + 30)]
    np.save(files[-1], np.zeros(3))
    window.open_files(files)
    settle(qtbot, window)
    (tab,) = listed(window)
    assert (len(window.pages), tab.title) == (MAX_TABS, "30 more files")
    QAbstractItemModelTester(tab.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    window.open_files([*files[:MAX_TABS], *files[-3:], "/other/X.npy"])  # of which most are there already
    settle(qtbot, window)
    assert (listed(window), tab.title) == ([tab], "31 more files")
    tab.filter_box.setText("x.npy")
    assert tab.model.rowCount() == 1
    tab.filter_box.setText(f"{MAX_TABS + 29}.NPY")
    (name,) = (tab.model.index(row).data() for row in range(tab.model.rowCount()))
    assert name == f"{MAX_TABS + 29}.npy"
    assert not tab.open_button.isEnabled()
    tab.list.setCurrentIndex(tab.model.index(0))
    tab.open_button.click()
    settle(qtbot, window)
    assert window.page is not None
    assert str(window.page.location.path) == files[-1]
    assert window.page.view is not None


def test_tabs_are_made_in_a_window_that_is_always_busy(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = itertools.count(step=3600)  # which pass between any two looks at the clock
    monkeypatch.setattr(tabs, "time", SimpleNamespace(monotonic=lambda: next(hours)))
    window.open_files([str(tmp_path / f"{number}.npy") for number in range(MAX_TABS + 1)])
    settle(qtbot, window)
    assert (len(window.pages), len(listed(window))) == (MAX_TABS, 1)


def test_a_window_that_closes_lists_nothing_more(window: Window, tmp_path: Path) -> None:
    window.open_files([str(tmp_path / f"{number}.npy") for number in range(MAX_TABS + 1)])
    window.tabs.let_go()
    for _ in range(5):
        QCoreApplication.processEvents()
    assert not listed(window)
