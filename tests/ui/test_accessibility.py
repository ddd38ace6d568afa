"""Everything that takes the keyboard has a name for those who can't see it, and the keyboard reaches everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QRadioButton, QTableView, QWidget
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.resources import resource
from inspector.sources.location import location_of
from inspector.ui.extraction.merge_dialog import MergeDialog
from inspector.ui.extraction.merged import Merge, Merged
from inspector.ui.extraction.rows import extended, rows_at
from inspector.ui.history.page import HistoryPage
from inspector.ui.history.view import HistoryView
from inspector.ui.tree.name_tree_view import NameTreeView
from inspector.ui.widgets.offer_bar import OfferBar
from inspector.ui.widgets.theme import current_theme
from inspector.ui.window.crash import CrashDialog
from inspector.ui.window.file_list import FileList
from inspector.ui.window.location_dialog import LocationDialog
from inspector.ui.window.window import Window
from inspector.writing.plan import Plan
from tests.ui.conftest import settle

#: Parts that Qt makes inside its own widgets and names by them.
_PARTS = ("qt_", "ScrollLeftButton", "ScrollRightButton")


def test_each_view_of_a_selection_has_a_key(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    layers = {f"h.{layer}.w": np.eye(4, dtype=np.float32) for layer in range(2)}
    save_file(layers, tmp_path / "a.safetensors")
    window.open_files([tmp_path / "a.safetensors"])
    settle(qtbot, window)
    assert window.view is not None
    titles = []
    for number in range(1, 10):
        group, weight = 1, window.view.document.tree.nodes[0]
        window.view.tree.select_node(weight if number < 7 else group)
        settle(qtbot, window)
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        settle(qtbot, window)
        assert window.view.detail.current_panel is not None
        titles.append(window.view.detail.current_panel.title)
    assert titles == [
        *("Histogram", "Heat map", "Values", "Info", "Spectrum", "By axis", "Tensors", "Distributions", "Over depth")
    ]


def unnamed(window: QWidget) -> list[str]:
    """The visible widgets that take the keyboard and have no name."""
    found = []
    for widget in window.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.focusProxy() is None
        if not takes or widget.objectName().startswith(_PARTS):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            parents = [type(above).__name__ for above in above_of(widget)]
            found.append(" in ".join([type(widget).__name__, *parents[:3]]))
    return found


#: Roles that are there for the eye, or to hold others.
_SILENT = frozenset(
    QAccessible.Role[name]
    for name in (
        *("Border", "Client", "Graphic", "Grouping", "Indicator", "LayeredPane", "MenuBar", "Pane", "ScrollBar"),
        *("Separator", "Splitter", "StaticText", "StatusBar", "ToolBar", "Whitespace", "Window"),
    )
)
#: Roles whose insides are rows and cells, which have the text that they show.
_ROWS = frozenset({QAccessible.Role.Table, QAccessible.Role.Tree, QAccessible.Role.List})


def accessible(window: QWidget) -> Iterator[QAccessibleInterface]:
    """What a screen reader finds in a window, but for rows and cells."""
    left = [QAccessible.queryAccessibleInterface(window)]
    while left:
        interface = left.pop()
        if not interface.isValid() or interface.state().invisible:
            continue
        yield interface
        if interface.role() not in _ROWS:
            left += [child for number in range(interface.childCount()) if (child := interface.child(number))]


def silent(window: QWidget) -> list[str]:
    """What a screen reader would find and have no word for."""
    return [
        f"{interface.role().name} {type(interface.object()).__name__}"
        for interface in accessible(window)
        if interface.role() not in _SILENT and not interface.text(QAccessible.Text.Name).strip()
    ]


def looks_alike(window: QWidget) -> list[str]:
    """The visible widgets that take the keyboard and do not look otherwise while they have it."""
    found = []
    for widget in window.findChildren(QWidget):
        if not (widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()):
            continue
        if widget.focusProxy() is not None or widget.objectName().startswith(_PARTS):
            continue
        pictures = []
        for takes in (False, True):
            if takes:
                widget.setFocus(Qt.FocusReason.TabFocusReason)
            elif (other := window.focusWidget()) is not None:
                other.clearFocus()
            place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()).adjusted(-3, -3, 3, 3)
            pictures.append(window.grab(place).toImage())
        if pictures[0] == pictures[1]:
            found.append(
                " in ".join([type(widget).__name__, *(type(above).__name__ for above in above_of(widget))][:4])
            )
    return found


def above_of(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.safetensors"
    save_file({"a.weight": np.zeros((4, 5, 3, 3), np.float32), "a.bias": np.zeros(4, np.float16)}, path, {"x": "y"})
    return path


def test_the_first_page_and_a_failure_have_names(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    assert unnamed(window) == []
    (tmp_path / "bad.pth").write_bytes(b"nothing")
    window.open_files([tmp_path / "bad.pth"])
    settle(qtbot, window)
    assert unnamed(window) == []


def test_all_panels_and_the_tray_have_names(window: Window, qtbot: QtBot, file: Path) -> None:
    window.open_files([file, resource("example.pth")])
    settle(qtbot, window)
    missing: dict[str, list[str]] = {}
    dark: dict[str, list[str]] = {}
    for page, keys in zip(
        window.pages, (["", "a.weight", "a.bias"], ["args", "args.lr", "model.hidden.weight"]), strict=True
    ):
        window.tabs.setCurrentWidget(page)
        settle(qtbot, window)
        for key in keys:
            page.select_key(key)
            settle(qtbot, window)
            assert page.view is not None
            for title in page.view.detail.tabs.offered:
                page.view.detail.show_panel(title)
                settle(qtbot, window)
                missing[f"{key} {title}"] = unnamed(window) + silent(window)
                dark[f"{key} {title}"] = looks_alike(window)
    window.use_rows("tray")
    settle(qtbot, window)
    missing["tray"] = unnamed(window) + silent(window)
    dark["tray"] = looks_alike(window)
    assert {place: widgets for place, widgets in missing.items() if widgets} == {}
    assert {place: widgets for place, widgets in dark.items() if widgets} == {}


def test_a_comparison_and_a_merge_have_names(window: Window, qtbot: QtBot, file: Path) -> None:
    window.open_files([file, resource("example.pth")])
    window.compare_files(file, resource("example.pth"))
    settle(qtbot, window)
    assert unnamed(window) + silent(window) == []
    view = window.pages[0].view
    assert view is not None
    rows = rows_at(view.document, view.tree.model.tree_layout, [0])
    plan = Plan().added(view.document.checkpoint, view.document.checkpoint.tensors)
    merge = Merge(plan, extended(Plan(), rows), "a.pth", "b.pth", "a + b")
    dialog = MergeDialog(merge, window)
    dialog.open()
    assert unnamed(dialog) + silent(dialog) == []
    for theme in ("dark", "light"):
        window.set_theme(theme)
        assert has_ring(dialog.replace)
        assert has_ring(dialog.keep_both), "what is not chosen can be chosen"
    dialog.close()
    dialog.deleteLater()


def has_ring(button: QRadioButton) -> bool:
    """Whether the circle before the text stands out from what is behind it."""
    picture = button.grab(QRect(0, 0, 18, button.height())).toImage()
    behind = current_theme().window
    lightness = QColor(behind).lightness()
    seen = [abs(picture.pixelColor(x, picture.height() // 2).lightness() - lightness) for x in range(18)]
    return max(seen) > 50


def test_dividers_are_moved_by_the_keyboard(window: Window, qtbot: QtBot, file: Path) -> None:
    window.open_files([file])
    settle(qtbot, window)
    assert window.view is not None
    splitter = window.view.splitter
    sizes = [splitter.sizes()[0]]
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_A):
        QTest.keyClick(splitter.handle(1), key)
        sizes.append(splitter.sizes()[0])
    assert sizes[0] > sizes[1] > sizes[2] > sizes[3] == sizes[4]
    QTest.keyClick(splitter.handle(1), Qt.Key.Key_Right)
    assert splitter.sizes()[0] > sizes[3]


def test_dialogs_have_names(window: Window) -> None:
    window.dialogs.show_preferences()
    window.dialogs.show_guide()
    window.dialogs.show_about()
    dialog = CrashDialog(window)
    dialog.add("report")
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            assert unnamed(top) + silent(top) == [], top
    for top in QApplication.topLevelWidgets():
        if top is not window:
            top.close()


def test_a_key_goes_through_all_panes(window: Window, qtbot: QtBot, file: Path) -> None:
    window.open_files([file])
    settle(qtbot, window)
    assert window.page is not None
    window.page.select_key("a.weight")
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.detail.show_panel("Values")
    settle(qtbot, window)
    window.use_rows("tray")
    settle(qtbot, window)
    window.activateWindow()
    window.view.tree.view.setFocus()
    seen = []
    for _ in range(5):
        seen.append(window.focusWidget())
        window.step_pane()
    tree, bar, values, tray, again = seen
    assert tree is again is window.view.tree.view
    assert bar is window.view.detail.tabs.bar
    assert window.view.detail.tabs.stack.isAncestorOf(values)
    assert window.extraction.tray.isAncestorOf(tray)


def test_the_menu_key_opens_the_menu_at_the_current_row(window: Window, qtbot: QtBot, file: Path) -> None:
    window.open_files([file])
    settle(qtbot, window)
    assert window.page is not None
    window.page.select_key("a.weight")
    settle(qtbot, window)
    assert window.view is not None
    tree = window.view.tree.view
    row = tree.visualRect(tree.currentIndex())
    seen: list[tuple[QPoint, list[str]]] = []

    def look() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        seen.append((tree.viewport().mapFromGlobal(menu.pos()), [action.text() for action in menu.actions()]))
        menu.close()

    QTimer.singleShot(50, look)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, row.center(), tree.viewport().mapToGlobal(row.center())
    )
    QGuiApplication.sendEvent(tree.viewport(), event)
    ((place, texts),) = seen
    assert "Copy key" in texts
    assert row.adjusted(0, 0, 0, row.height()).contains(place)


def test_the_tab_key_leaves_tables(window: Window, qtbot: QtBot, file: Path) -> None:
    window.open_files([file])
    settle(qtbot, window)
    assert window.page is not None
    window.page.select_key("a.weight")
    settle(qtbot, window)
    assert window.view is not None
    window.view.detail.show_panel("Values")
    settle(qtbot, window)
    window.use_rows("tray")
    settle(qtbot, window)
    for view in (*window.findChildren(QTableView), *window.findChildren(NameTreeView)):
        if view.isVisible():
            view.setFocus()
            QTest.keyClick(view, Qt.Key.Key_Tab)
            assert window.focusWidget() is not view, view


def test_colours_follow_the_system_while_the_program_runs(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    hints = QGuiApplication.styleHints()

    def system_becomes(scheme: Qt.ColorScheme) -> None:
        """As a platform with a scheme tells it; the one of the tests has none."""
        monkeypatch.setattr("inspector.ui.widgets.theme.QGuiApplication", SimpleNamespace(
            styleHints=lambda: SimpleNamespace(colorScheme=lambda: scheme), font=QGuiApplication.font
        ))  # fmt: skip
        hints.colorSchemeChanged.emit(scheme)

    window.set_theme("system")
    for scheme, is_dark in ((Qt.ColorScheme.Dark, True), (Qt.ColorScheme.Light, False)):
        system_becomes(scheme)
        assert current_theme().is_dark is is_dark
        assert (window.palette().window().color().lightness() < 128) is is_dark
    window.set_theme("light")
    system_becomes(Qt.ColorScheme.Dark)
    assert not current_theme().is_dark


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A training run of two steps."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "run"
    folder.mkdir()
    for step in (100, 200):
        save_file({"a.weight": np.full((4, 3), step, np.float32)}, folder / f"step_{step}.safetensors")
    return folder


def test_a_history_and_its_dialog_have_names(window: Window, qtbot: QtBot, run: Path) -> None:
    window.show_history([location_of(run)])
    settle(qtbot, window)
    page = window.front
    assert isinstance(page, HistoryPage)
    assert page.view is not None
    click_first_cell(page.view)
    settle(qtbot, window)
    assert unnamed(window) + silent(window) == []
    dialog = page.thin()
    dialog.rules.setText("last")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert unnamed(dialog) + silent(dialog) == []
    dialog.close()


def click_first_cell(view: HistoryView) -> None:
    QTest.mouseClick(view.grid, Qt.MouseButton.LeftButton, pos=view.grid.cell_rect(0, 1).center())


def test_lists_bars_and_questions_have_names(window: Window, qtbot: QtBot, file: Path) -> None:
    window.dialogs.ask_location(lambda _places: None)
    (dialog,) = window.findChildren(LocationDialog)
    dialog.line.setText("nonsense://x")
    assert unnamed(dialog) + silent(dialog) == []
    dialog.close()
    listed = FileList([str(file), str(file.with_name("other.pth"))])
    listed.filter_box.setText("some")
    window.tabs.add_tab(listed)
    window.show_bar(OfferBar("Last session", "It was not closed.", "Restore", lambda: None, lambda: None))
    assert unnamed(window) + silent(window) == []
    window.open_files([file])
    settle(qtbot, window)
    assert window.view is not None
    window.view.tree.filter.setText("weight")
    settle(qtbot, window)
    assert unnamed(window) + silent(window) == []
    rows = rows_at(window.view.document, window.view.tree.model.tree_layout, [0])
    window.open_merged(Merged(extended(Plan(), rows), "merged"))
    settle(qtbot, window)
    window.close_current()
    question = window.merging.question
    assert question is not None
    assert unnamed(question) + silent(question) == []
    question.reject()


def test_an_adapter_and_its_base_have_names(window: Window, qtbot: QtBot) -> None:
    folder = Path(__file__).parents[1] / "fixtures" / "adapters"
    window.compare_files(folder / "base.safetensors", folder / "kinds" / "adapter")
    settle(qtbot, window)
    assert window.comparison is not None
    assert unnamed(window) + silent(window) == []
