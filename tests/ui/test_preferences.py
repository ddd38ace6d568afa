from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from inspector.resources import resource
from inspector.ui.widgets.theme import current_theme
from inspector.ui.window.preferences import PreferencesDialog
from inspector.ui.window.window import Window
from inspector.verifying.code import allow, is_allowed
from tests.ui.conftest import settle


@pytest.fixture(autouse=True)
def _settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.verifying.code.settings_folder", lambda: tmp_path / "settings")


def dialog(window: Window) -> PreferencesDialog:
    window.dialogs.show_preferences()
    found = window.findChild(PreferencesDialog)
    assert isinstance(found, PreferencesDialog)
    return found


def choose(box: QComboBox, text: str) -> None:
    """Choose as a user does: what is set by the program says nothing."""
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_choices_apply_at_once_and_are_remembered(window: Window, qtbot: QtBot) -> None:
    window.open_files([resource("example.pth")])
    settle(qtbot, window)
    window.use_rows("tray")
    preferences = dialog(window)
    choose(preferences.text_size, "125%")
    assert preferences.next_start_note.text() == "The size of the text changes when the program is started again."
    choose(preferences.theme, "Dark")
    assert current_theme().is_dark
    choose(preferences.format, "safetensors (.safetensors)")
    choose(preferences.dtype, "float16")
    choices = window.extraction.tray.fields.choices
    assert (choices.writer.name, choices.dtype and choices.dtype.name) == ("safetensors", "float16")
    preferences.restore.setChecked(True)
    preferences.python.setText(sys.executable)
    preferences.memory.setValue(3.5)
    preferences.close()
    settings = window.settings
    assert (settings.theme, settings.export_choices) == ("dark", ("safetensors", "float16"))
    assert settings.restores_session
    assert settings.text_size == 125
    assert (settings.verify_python, settings.verify_memory) == (sys.executable, 7 << 29)
    again = dialog(window)
    shown = [box.currentText() for box in (again.theme, again.text_size, again.format, again.dtype)]
    assert shown == ["Dark", "125%", "safetensors (.safetensors)", "float16"]
    assert (again.restore.isChecked(), again.python.text(), again.memory.value()) == (True, sys.executable, 3.5)
    again.close()
    window.set_theme("light")


def test_an_interpreter_that_is_not_there_is_not_taken(window: Window) -> None:
    preferences = dialog(window)
    preferences.python.setText("/no/such/python")
    assert "no file /no/such/python" in preferences.python_problem.text()
    assert window.settings.verify_python == ""
    preferences.python.setText("")
    assert not preferences.python_problem.isVisible()
    preferences.close()


def test_trusted_code_is_listed_and_forgotten(window: Window, tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text("x = 1\n")
    allow(str(source))
    allow("json.decoder")
    preferences = dialog(window)
    assert [preferences.code.item(row).text() for row in range(2)] == [str(source), "json.decoder"]
    assert not preferences.remove.isEnabled()
    preferences.code.setCurrentRow(0)
    preferences.remove.click()
    assert (is_allowed(str(source)), is_allowed("json.decoder")) == (False, True)
    preferences.code.setCurrentRow(0)
    preferences.remove.click()
    assert preferences.no_code.isVisible()
    preferences.close()


def test_the_menu_shows_the_theme_chosen_in_the_preferences(window: Window) -> None:
    preferences = dialog(window)
    choose(preferences.theme, "Dark")
    preferences.close()
    menu = next(
        menu for menu in window.menuBar().findChildren(type(window.menuBar().addMenu(""))) if menu.title() == "Them&e"
    )
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Dark"]
    window.set_theme("light")
