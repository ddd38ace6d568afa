from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

from inspector.ui.settings import Settings


def test_settings_come_back(settings_store: QSettings) -> None:
    settings = Settings(settings_store)
    settings.theme = "dark"
    settings.text_size = 125
    settings.folder = "/data/models"
    settings.set_state("window", QByteArray(b"\1\2"))
    settings.restores_session = True
    settings.verify_python = "/opt/torch/bin/python"
    settings.verify_memory = 5 << 30
    settings.column_widths = [300, 0, 80]
    settings_store.sync()
    again = Settings(QSettings(settings_store.fileName(), QSettings.Format.IniFormat))
    assert (again.theme, again.folder, again.state("window").data()) == ("dark", "/data/models", b"\1\2")
    assert again.restores_session
    assert again.text_size == 125
    assert (again.verify_python, again.verify_memory) == ("/opt/torch/bin/python", 5 << 30)
    assert again.column_widths == [300, 0, 80]


def test_recent_files_are_few_and_the_latest_comes_first(settings_store: QSettings) -> None:
    settings = Settings(settings_store)
    assert settings.recent == []
    for number in range(30):
        settings.add_recent(f"/{number}")
    settings.add_recent("/25")
    settings_store.sync()
    recent = Settings(QSettings(settings_store.fileName(), QSettings.Format.IniFormat)).recent
    assert recent[:3] == ["/25", "/29", "/28"]
    assert len(recent) == len(set(recent)) == 12
    settings.clear_recent()
    assert settings.recent == []


def test_one_recent_file_is_a_list_too(settings_store: QSettings) -> None:
    Settings(settings_store).add_recent("/one")
    settings_store.sync()
    again = Settings(QSettings(settings_store.fileName(), QSettings.Format.IniFormat))
    assert again.recent == ["/one"]


def test_settings_that_make_no_sense_count_as_absent(settings_store: QSettings) -> None:
    settings_store.setValue("theme", "pink")
    settings_store.setValue("text size", "7000")
    settings_store.setValue("recent", 7)
    settings_store.setValue("state/window", "text")
    settings_store.setValue("session/restore", "perhaps")
    settings_store.setValue("verify/memory", "much")
    settings_store.setValue("columns", "wide -3 0")
    settings = Settings(settings_store)
    assert (settings.restores_session, settings.verify_memory, settings.column_widths) == (False, 0, [])
    assert settings.text_size == 100
    assert (settings.theme, settings.recent, settings.state("window").isEmpty()) == ("system", [], True)
