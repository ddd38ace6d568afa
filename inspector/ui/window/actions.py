"""Everything the window can be told to do: texts, shortcuts and menus in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from inspector.ui.widgets.theme import THEME_MODES
from inspector.ui.window.commands import Commands
from inspector.ui.window.recent_menu import RecentMenu
from inspector.wording import tr

__all__ = ["Actions", "build_menus"]

_Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions whose state changes; ``compare`` is filled by the window.

    ``for_document`` need an open file in front, ``for_comparison`` a comparison, ``for_unsaved`` a merged checkpoint,
    ``for_tree`` a file or a comparison, ``for_tab`` any tab at all.
    """

    recent: RecentMenu
    compare: QMenu
    for_document: list[QAction]
    for_comparison: list[QAction]
    for_unsaved: list[QAction]
    for_tree: list[QAction]
    for_tab: list[QAction]

    def allow(self, *, tab: bool, tree: bool, document: bool, comparison: bool, unsaved: bool) -> None:
        """Enable what can be done with what is in front, and nothing else."""
        for actions, allowed in (
            (self.for_tab, tab),
            (self.for_tree, tree),
            (self.for_document, document),
            (self.for_comparison, comparison),
            (self.for_unsaved, unsaved),
        ):
            for action in actions:
                action.setEnabled(allowed)


def build_menus(bar: QMenuBar, window: Commands, parent: QObject) -> Actions:
    """Fill the menu bar of a window; its actions belong to ``parent``, where their shortcuts work."""
    for_document: list[QAction] = []
    for_comparison: list[QAction] = []
    for_unsaved: list[QAction] = []
    for_tree: list[QAction] = []
    for_tab: list[QAction] = []

    def add(
        menu: QMenu,
        text: str,
        slot: Callable[[], object],
        key: _Key | str | None = None,
        needs: list[QAction] | None = None,
    ) -> QAction:
        action = QAction(text, parent)
        action.triggered.connect(lambda _checked=False: slot())
        if isinstance(key, str):
            action.setShortcut(QKeySequence(key))
        elif key is not None:
            action.setShortcuts(key)
        menu.addAction(action)
        if needs is not None:
            needs.append(action)
        return action

    file = bar.addMenu(tr("&File"))
    add(file, tr("&Open …"), window.choose_files, _Key.Open)
    add(file, tr("Open loc&ation …"), window.choose_location, "Ctrl+L")
    add(file, tr("Training &history …"), window.choose_history, "Ctrl+H")
    recent = RecentMenu(window.settings, file)
    file.addMenu(recent)
    add(file, tr("Open e&xample"), window.open_example)
    reopen = add(file, tr("Reopen &last session"), window.reopen_session)
    file.aboutToShow.connect(lambda: reopen.setEnabled(window.can_reopen_session))
    file.addSeparator()
    add(file, tr("&Save merged checkpoint …"), window.save_merged, _Key.Save, for_unsaved)
    add(file, tr("&Export selection …"), lambda: window.use_rows("export"), "Ctrl+Shift+S", for_document)
    compare = file.addMenu(tr("Compare &with"))
    add(file, tr("Swap A and &B"), lambda: window.comparisons.swap(), None, for_comparison)
    add(file, tr("Save co&mparison …"), lambda: window.comparisons.save(), None, for_comparison)
    file.addSeparator()
    add(file, tr("Save hashes as mani&fest …"), window.save_manifest, None, for_document)
    add(file, tr("Chec&k against manifest …"), window.check_manifest, None, for_document)
    file.addSeparator()
    add(file, tr("&Reload"), window.reload, "F5", for_tab)
    add(file, tr("&Close tab"), window.close_current, _Key.Close, for_tab)
    file.addSeparator()
    add(file, tr("&Quit"), window.close, _Key.Quit).setMenuRole(QAction.MenuRole.QuitRole)

    edit = bar.addMenu(tr("&Edit"))
    add(edit, tr("&Undo in extract tray"), lambda: window.extraction.undo(), _Key.Undo)
    add(edit, tr("&Redo in extract tray"), lambda: window.extraction.redo(), _Key.Redo)
    edit.addSeparator()
    copy_hint = QKeySequence(_Key.Copy).toString(QKeySequence.SequenceFormat.NativeText)
    add(
        edit, tr("&Copy key") + f"\t{copy_hint}", lambda: window.use_rows("copy"), needs=for_document
    )  # the shortcut is the tree's: others copy too
    add(edit, tr("Copy as P&ython"), window.front_tab.copy_snippet, "Ctrl+Shift+C", for_document)
    add(edit, tr("&Add to extract tray"), lambda: window.use_rows("tray"), "Ctrl+E", for_document)
    add(edit, tr("&Paste rows into extract tray"), window.paste_rows, _Key.Paste)
    edit.addSeparator()
    add(edit, tr("&Filter"), window.front_tab.focus_filter, _Key.Find, for_tree)

    edit.addSeparator()
    preferences = add(edit, tr("Prefere&nces …"), window.dialogs.show_preferences, "Ctrl+,")
    preferences.setMenuRole(QAction.MenuRole.PreferencesRole)

    view = bar.addMenu(tr("&View"))
    add(view, tr("&Summary"), window.front_tab.show_summary, "Alt+Home", for_tree)
    add(view, tr("&Verify"), window.front_tab.show_verification, "Ctrl+Shift+V", for_document)
    add(view, tr("E&xpand all below"), window.front_tab.expand_all, "Ctrl+Shift+E", for_tree)
    add(view, tr("&Collapse all"), window.front_tab.collapse_all, "Ctrl+Shift+W", for_tree)
    sorting = view.addMenu(tr("Sort r&ows"))
    sorting.aboutToShow.connect(lambda: window.front_tab.fill_sorting(sorting))
    for_tree.append(sorting.menuAction())
    add(view, tr("Extract &tray"), window.toggle_tray, "Ctrl+T")
    view.addSeparator()
    for number, title in enumerate(("Histogram", "Heat map", "Values", "Info", "Spectrum"), 1):
        show = partial(window.front_tab.show_panel, title)
        add(view, f"&{number} {tr(title)}", show, f"Ctrl+{number}", for_document)
    view.addSeparator()
    add(view, tr("Add or remove &bookmark"), window.front_tab.toggle_bookmark, "Ctrl+D", for_document)
    bookmarks = view.addMenu(tr("Book&marks"))
    bookmarks.aboutToShow.connect(lambda: window.front_tab.fill_bookmarks(bookmarks))
    for_document.append(bookmarks.menuAction())
    view.addSeparator()
    add(view, tr("Next c&hange"), lambda: window.comparisons.step(1), "F8", for_comparison)
    add(view, tr("Previous chan&ge"), lambda: window.comparisons.step(-1), "Shift+F8", for_comparison)
    view.addSeparator()
    add(view, tr("&Next tab"), lambda: window.step_tab(1), "Ctrl+Tab", for_tab)
    add(view, tr("&Previous tab"), lambda: window.step_tab(-1), "Ctrl+Shift+Tab", for_tab)
    view.addSeparator()
    add(view, tr("Next p&ane"), window.step_pane, "F6", for_tab)
    view.addSeparator()
    themes = view.addMenu(tr("Them&e"))
    group = QActionGroup(parent)
    choices = {}
    for mode, text in THEME_MODES:
        choices[mode] = add(themes, tr(text), lambda mode=mode: window.set_theme(mode))  # type: ignore[misc]
        choices[mode].setCheckable(True)
        group.addAction(choices[mode])
    themes.aboutToShow.connect(lambda: choices[window.theme_mode].setChecked(True))

    about = bar.addMenu(tr("&Help"))
    add(about, tr("&Guide"), window.dialogs.show_guide, _Key.HelpContents)
    add(about, tr("&Keyboard shortcuts"), lambda: window.dialogs.show_guide(tr("Keyboard")), "?")
    about.addSeparator()
    add(about, tr("&About Checkpoint Inspector"), window.dialogs.show_about).setMenuRole(QAction.MenuRole.AboutRole)
    return Actions(recent, compare, for_document, for_comparison, for_unsaved, for_tree, for_tab)
