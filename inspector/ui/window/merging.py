"""Checkpoints that were put together in the window and are in no file yet: made by a drop, saved, never lost silently."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMessageBox, QWidget

from inspector.text import printable, shortened
from inspector.ui.inspection.page import Page
from inspector.ui.settings import Settings
from inspector.ui.tab import Tab
from inspector.ui.window.extraction_pane import ExtractionPane
from inspector.ui.window.tabs import Tabs
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.extraction.rows import Rows

__all__ = ["Merging"]

_MAX_NAME = 80


class Merging(QObject):
    """Merges rows into tabs, saves what came of it, and asks before an unsaved one is closed."""

    def __init__(self, tabs: Tabs, extracting: ExtractionPane, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._tabs = tabs
        self._extracting = extracting
        self._settings = settings
        self._window = window
        #: The question that is open.
        self.question: QMessageBox | None = None
        tabs.may_close = self.may_close

    def merge(self, tab: Tab | None, rows: Rows) -> None:
        """Open a new, unsaved checkpoint: that of a tab with rows of another added. Asks what becomes of equal keys."""
        if not isinstance(tab, Page) or tab.view is None or tab.view.document is rows.document:
            return
        from inspector.names.renaming import Renaming
        from inspector.ui.extraction.merge_dialog import MergeDialog
        from inspector.ui.extraction.merged import merge_of

        merge = merge_of(tab.view.document, rows)
        if not merge.collisions:
            self._tabs.open_merged(merge.renaming(Renaming(())))
            return
        dialog = MergeDialog(merge, self._window)
        dialog.decided.connect(self._tabs.open_merged)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, page: Page | None, then: Callable[[], object] | None = None) -> None:
        """Ask for a name and save the unsaved checkpoint of a tab, whose file takes its place there.

        With ``then``, which is called once it is saved, the tab is only closed.
        """
        if page is None or page.merged is None:
            return
        from inspector.exporting.writers import writers
        from inspector.operations.exporting import ExportOptions
        from inspector.ui.extraction.target import ask_target

        merged, choices = page.merged, ExportOptions(keep_values=True)
        name = page.location.name.replace(" + ", "+") + choices.suffix
        others = [writer for writer in writers() if writer is not choices.writer]
        target = ask_target(self._window, Path(self._settings.folder) / name, [choices.writer, *others])
        if target is None:
            return
        path, writer, replace = target

        def saved() -> None:
            key = page.selected_key
            self._tabs.close_tab(page)
            if then is not None:
                then()
                return
            self._tabs.open_files([path])
            if isinstance(self._tabs.front, Page):
                self._tabs.front.select_key(key)

        self._extracting.controller.export_to(
            merged.plan, path, choices.in_format(writer), replace_file=replace, then=saved
        )

    def may_close(self, tabs: Iterable[Tab], go_on: Callable[[], object]) -> bool:
        """Whether tabs may be closed at once; if one is unsaved, its fate is asked for, and ``go_on`` called if they may."""
        unsaved = [tab for tab in tabs if isinstance(tab, Page) and tab.merged is not None]
        if not unsaved:
            return True
        if self.question is None:
            self._ask(unsaved[0], go_on)
        return False

    def _ask(self, page: Page, go_on: Callable[[], object]) -> None:
        self._tabs.setCurrentWidget(page)
        question = self.question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle(tr("Unsaved checkpoint"))
        question.setText(tr("{name} is not saved.", name=shortened(printable(page.location.name), _MAX_NAME)))
        question.setInformativeText(tr("It was merged in this window and is in no file yet."))
        save = question.addButton(tr("Save …"), QMessageBox.ButtonRole.AcceptRole)
        discard = question.addButton(tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(save)

        def decided() -> None:
            clicked = question.clickedButton()
            self.question = None
            question.deleteLater()
            if clicked is save:
                self.save(page, go_on)
            elif clicked is discard:
                self._tabs.close_tab(page)
                go_on()

        question.finished.connect(decided)
        question.open()
