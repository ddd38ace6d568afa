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
#: The views of a selection by the number of their key: those of a tensor, then those of several.
_PANELS = ("Histogram", "Heat map", "Values", "Info", "Spectrum", "By axis", "Tensors", "Distributions", "Over depth")


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
    menus = _Menus(bar, window, parent)
    recent, compare = menus.add_file()
    menus.add_edit()
    menus.add_view()
    menus.add_help()
    return Actions(
        recent, compare, menus.for_document, menus.for_comparison, menus.for_unsaved, menus.for_tree, menus.for_tab
    )


class _Menus:
    """The menus of one window, in the order of the bar, and the actions in them that need something in front."""

    def __init__(self, bar: QMenuBar, window: Commands, parent: QObject) -> None:
        self._bar = bar
        self._window = window
        self._parent = parent
        self.for_document: list[QAction] = []
        self.for_comparison: list[QAction] = []
        self.for_unsaved: list[QAction] = []
        self.for_tree: list[QAction] = []
        self.for_tab: list[QAction] = []

    def _add(
        self,
        menu: QMenu,
        text: str,
        slot: Callable[[], object],
        key: _Key | str | None = None,
        needs: list[QAction] | None = None,
    ) -> QAction:
        action = QAction(text, self._parent)
        action.triggered.connect(lambda _checked=False: slot())
        if isinstance(key, str):
            action.setShortcut(QKeySequence(key))
        elif key is not None:
            action.setShortcuts(key)
        menu.addAction(action)
        if needs is not None:
            needs.append(action)
        return action

    def add_file(self) -> tuple[RecentMenu, QMenu]:
        """The menus of recent files, and of what the file in front can be compared with."""
        window = self._window
        file = self._bar.addMenu(tr("&File"))
        self._add(file, tr("&Open …"), window.choose_files, _Key.Open)
        self._add(file, tr("Open loc&ation …"), window.choose_location, "Ctrl+L")
        self._add(file, tr("Training &history …"), window.choose_history, "Ctrl+H")
        recent = RecentMenu(window.settings, file)
        file.addMenu(recent)
        self._add(file, tr("Open e&xample"), window.open_example)
        reopen = self._add(file, tr("Reopen &last session"), window.reopen_session)
        file.aboutToShow.connect(lambda: reopen.setEnabled(window.can_reopen_session))
        file.addSeparator()
        self._add(file, tr("&Save merged checkpoint …"), window.save_merged, _Key.Save, self.for_unsaved)
        self._add(file, tr("&Export selection …"), lambda: window.use_rows("export"), "Ctrl+Shift+S", self.for_document)
        compare = file.addMenu(tr("Compare &with"))
        self._add(file, tr("Swap A and &B"), lambda: window.comparisons.swap(), None, self.for_comparison)
        self._add(file, tr("Save co&mparison …"), lambda: window.comparisons.save(), None, self.for_comparison)
        file.addSeparator()
        self._add(file, tr("Save hashes as mani&fest …"), window.save_manifest, None, self.for_document)
        self._add(file, tr("Chec&k against manifest …"), window.check_manifest, None, self.for_document)
        file.addSeparator()
        self._add(file, tr("&Reload"), window.reload, "F5", self.for_tab)
        self._add(file, tr("&Close tab"), window.close_current, _Key.Close, self.for_tab)
        file.addSeparator()
        self._add(file, tr("&Quit"), window.close, _Key.Quit).setMenuRole(QAction.MenuRole.QuitRole)
        return recent, compare

    def add_edit(self) -> None:
        """Undo, copy, paste, filter, preferences."""
        window = self._window
        edit = self._bar.addMenu(tr("&Edit"))
        self._add(edit, tr("&Undo in extract tray"), lambda: window.extraction.undo(), _Key.Undo)
        self._add(edit, tr("&Redo in extract tray"), lambda: window.extraction.redo(), _Key.Redo)
        edit.addSeparator()
        copy_hint = QKeySequence(_Key.Copy).toString(QKeySequence.SequenceFormat.NativeText)
        # The shortcut is the tree's, as others copy too: the menu only names it.
        copy_text = tr("&Copy key") + f"\t{copy_hint}"
        self._add(edit, copy_text, lambda: window.use_rows("copy"), needs=self.for_document)
        self._add(edit, tr("Copy as P&ython"), window.front_tab.copy_snippet, "Ctrl+Shift+C", self.for_document)
        self._add(edit, tr("&Add to extract tray"), lambda: window.use_rows("tray"), "Ctrl+E", self.for_document)
        self._add(edit, tr("&Paste rows into extract tray"), window.paste_rows, _Key.Paste)
        edit.addSeparator()
        self._add(edit, tr("&Filter"), window.front_tab.focus_filter, _Key.Find, self.for_tree)
        edit.addSeparator()
        preferences = self._add(edit, tr("Prefere&nces …"), window.dialogs.show_preferences, "Ctrl+,")
        preferences.setMenuRole(QAction.MenuRole.PreferencesRole)

    def add_view(self) -> None:
        """What is shown, and how."""
        window = self._window
        view = self._bar.addMenu(tr("&View"))
        self._add(view, tr("&Summary"), window.front_tab.show_summary, "Alt+Home", self.for_tree)
        self._add(view, tr("&Verify"), window.front_tab.show_verification, "Ctrl+Shift+V", self.for_document)
        self._add(view, tr("E&xpand all below"), window.front_tab.expand_all, "Ctrl+Shift+E", self.for_tree)
        self._add(view, tr("&Collapse all"), window.front_tab.collapse_all, "Ctrl+Shift+W", self.for_tree)
        sorting = view.addMenu(tr("Sort r&ows"))
        sorting.aboutToShow.connect(lambda: window.front_tab.fill_sorting(sorting))
        self.for_tree.append(sorting.menuAction())
        self._add(view, tr("Extract &tray"), window.toggle_tray, "Ctrl+T")
        view.addSeparator()
        for number, title in enumerate(_PANELS, 1):
            show = partial(window.front_tab.show_panel, title)
            self._add(view, f"&{number} {tr(title)}", show, f"Ctrl+{number}", self.for_document)
        view.addSeparator()
        self._add(view, tr("Add or remove &bookmark"), window.front_tab.toggle_bookmark, "Ctrl+D", self.for_document)
        bookmarks = view.addMenu(tr("Book&marks"))
        bookmarks.aboutToShow.connect(lambda: window.front_tab.fill_bookmarks(bookmarks))
        self.for_document.append(bookmarks.menuAction())
        view.addSeparator()
        self._add(view, tr("Next c&hange"), lambda: window.comparisons.step(1), "F8", self.for_comparison)
        self._add(view, tr("Previous chan&ge"), lambda: window.comparisons.step(-1), "Shift+F8", self.for_comparison)
        view.addSeparator()
        self._add(view, tr("&Next tab"), lambda: window.step_tab(1), "Ctrl+Tab", self.for_tab)
        self._add(view, tr("&Previous tab"), lambda: window.step_tab(-1), "Ctrl+Shift+Tab", self.for_tab)
        view.addSeparator()
        self._add(view, tr("Next p&ane"), window.step_pane, "F6", self.for_tab)
        view.addSeparator()
        self._add_themes(view)

    def _add_themes(self, view: QMenu) -> None:
        window = self._window
        themes = view.addMenu(tr("Them&e"))
        group = QActionGroup(self._parent)
        choices = {}
        for mode, text in THEME_MODES:
            choices[mode] = self._add(themes, tr(text), partial(window.set_theme, mode))
            choices[mode].setCheckable(True)
            group.addAction(choices[mode])
        themes.aboutToShow.connect(lambda: choices[window.theme_mode].setChecked(True))

    def add_help(self) -> None:
        """The guide, the shortcuts, and what this program is."""
        window = self._window
        menu = self._bar.addMenu(tr("&Help"))
        self._add(menu, tr("&Guide"), window.dialogs.show_guide, _Key.HelpContents)
        self._add(menu, tr("&Keyboard shortcuts"), lambda: window.dialogs.show_guide(tr("Keyboard")), "?")
        menu.addSeparator()
        about = self._add(menu, tr("&About Checkpoint Inspector"), window.dialogs.show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)
