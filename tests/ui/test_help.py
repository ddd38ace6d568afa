from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAction, QGuiApplication, QImage, QTextCharFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from inspector.ui.tree.model import MARKS, mark_text
from inspector.ui.widgets.themes import DARK
from inspector.ui.window.help import Guide, guide_text
from inspector.ui.window.window import Window

_IMAGE = QTextDocument.ResourceType.ImageResource


def guide(window: Window) -> Guide:
    window.dialogs.show_guide()
    found = window.findChild(Guide)
    assert isinstance(found, Guide)
    return found


def test_the_guide_tells_all_formats_marks_terms_and_shortcuts(window: Window) -> None:
    text = guide_text(window.findChildren(QAction))
    assert "[[" not in text
    for words in (
        "| safetensors `.safetensors` | any writer, with metadata |",
        "`shape:64x3x7x7`",
        "| Ctrl+E | Add to extract tray |",
    ):
        assert words in text
    assert all(mark_text(mark) in text for mark in MARKS)


def test_the_guide_is_set_with_tables_and_pictures(window: Window) -> None:
    page = guide(window).page
    tables = [frame for frame in page.document().rootFrame().childFrames() if isinstance(frame, QTextTable)]
    assert len(tables) == 8
    assert "\\." in page.toPlainText()  # the backslash of the pattern is neither lost nor doubled
    assert "\\\\." not in page.toPlainText()
    formats = [letters(page.document(), place) for place in range(page.document().characterCount())]
    shown = list(dict.fromkeys(form.toImageFormat().name() for form in formats if form.isImageFormat()))
    assert shown == [mark.name for mark in MARKS]
    assert all(isinstance(page.document().resource(_IMAGE, QUrl(name)), QImage) for name in shown)


def letters(document: QTextDocument, place: int) -> QTextCharFormat:
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    return cursor.charFormat()


def test_sections_are_gone_to_and_stay_in_both_themes(window: Window, qtbot: QtBot) -> None:
    help_window = guide(window)
    titles = [help_window.sections.item(row).text() for row in range(help_window.sections.count())]
    assert titles[0] == "What opens"
    window.dialogs.show_guide("Keyboard")
    qtbot.wait(1)
    bar = help_window.page.verticalScrollBar()
    assert bar.value() > bar.maximum() // 3
    place = bar.value()
    window.set_theme("dark")
    assert help_window.sections.currentItem().text() == "Keyboard"
    assert bar.value() == place
    document = help_window.page.document()
    found = document.find("shape:4096")
    assert found.charFormat().background().color().name() == DARK.hover
    window.set_theme("light")
    help_window.close()


def test_the_guide_is_one_window(window: Window) -> None:
    first = guide(window)
    first.close()
    assert guide(window) is first
    assert first.isVisible()
    first.close()


def test_about_tells_versions_and_copies_them(window: Window) -> None:
    window.dialogs.show_about()
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert all(
        name in box.informativeText() for name in ("Python 3.", "Qt 6.", "numpy ", "torch: not loaded", "No telemetry")
    )
    copy = next(button for button in box.findChildren(QPushButton) if button.text() == "Copy")
    copy.click()
    assert box.isVisible()
    assert "Checkpoint Inspector" in QGuiApplication.clipboard().text()
    box.close()
