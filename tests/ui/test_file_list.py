"""Hundreds of files dropped at once: some have tabs, the others are listed, and open when they are chosen."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

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
