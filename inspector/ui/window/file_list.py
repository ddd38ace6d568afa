"""The tab of files that were dropped on the window by the hundreds: their names, of which one picks what is to be opened.

A tab for each would be too narrow to be read, and Qt lays out all tabs for every new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.sources.location import Location
from inspector.text import printable, shortened
from inspector.ui.tab import Tab
from inspector.ui.widgets.buttons import give_clear_button
from inspector.ui.widgets.labels import plain_label, tool_tip
from inspector.wording import tr

__all__ = ["FileList"]

_MAX_NAME = 200
_Index = QModelIndex | QPersistentModelIndex


class _Model(QAbstractListModel):
    """The paths that contain the text of the filter. They are paths as they came: ten thousand locations take a while."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.all: list[str] = []
        self.shown: list[str] = []
        self._text = ""

    def add(self, paths: Iterable[str]) -> None:
        """Add files that are not there yet."""
        self.all = list(dict.fromkeys([*self.all, *paths]))
        self.filter(self._text)

    def filter(self, text: str) -> None:
        """Show the files whose paths contain a text, in any letters."""
        self.beginResetModel()
        self._text = text.casefold()
        self.shown = [path for path in self.all if self._text in path.casefold()] if text else self.all
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        path = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shortened(printable(path.rstrip("/").rpartition("/")[2] or path), _MAX_NAME)
        return tool_tip(path) if role == Qt.ItemDataRole.ToolTipRole else None


class FileList(Tab):
    """Lists files that have no tab. ``files_chosen`` carries the paths of those that are to have one."""

    files_chosen = Signal(list)

    def __init__(self, paths: Iterable[str]) -> None:
        super().__init__()
        self.filter_box = QLineEdit()
        self.filter_box.setPlaceholderText(tr("Filter file names"))
        self.filter_box.setAccessibleName(tr("Filter file names"))
        give_clear_button(self.filter_box)
        self.list = QListView()
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(tr("Files without a tab"))
        self.model = _Model(self)
        self.list.setModel(self.model)
        self.open_button = QPushButton(tr("Open selected"))
        self.open_button.setProperty("primary", True)
        self._count = plain_label("", "muted")
        self._lay_out()
        self.filter_box.textChanged.connect(self._filter)
        self.list.activated.connect(self._choose)
        self.open_button.clicked.connect(self._choose)
        self.list.selectionModel().selectionChanged.connect(self._update_button)
        self.add(paths)

    def _lay_out(self) -> None:
        page = QWidget()
        top = QHBoxLayout()
        top.addWidget(self.filter_box, 1)
        top.addWidget(self._count)
        bottom = QHBoxLayout()
        bottom.addWidget(plain_label(tr("Double-click a file to open it in a tab."), "muted"), 1)
        bottom.addWidget(self.open_button)
        column = QVBoxLayout(page)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(bottom)
        self._show_alone(page)

    def add(self, paths: Iterable[str]) -> None:
        """List more files."""
        self.model.add(paths)
        self._tell()
        self.opened.emit()

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._tell()

    def _tell(self) -> None:
        shown, count = len(self.model.shown), len(self.model.all)
        self._count.setText(
            tr("%n file", "%n files", count)
            if shown == count
            else tr("{shown:,} of %n file", "{shown:,} of %n files", count, shown=shown)
        )
        self._update_button()

    def _update_button(self) -> None:
        self.open_button.setEnabled(self.list.selectionModel().hasSelection())

    def _choose(self) -> None:
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        if rows:
            self.files_chosen.emit([self.model.shown[row] for row in rows])

    @property
    def title(self) -> str:
        return tr("%n more file", "%n more files", len(self.model.all))

    @property
    def places(self) -> tuple[Location, ...]:
        return ()

    @property
    def is_open(self) -> bool:
        return False  # there is no tree to filter and to fold

    @property
    def is_settled(self) -> bool:
        return True

    @property
    def sums(self) -> Sequence[str]:
        return [tr("%n file", "%n files", len(self.model.all))]

    @property
    def problems(self) -> Sequence[str]:
        return ()

    @property
    def checkpoints(self) -> Sequence[Checkpoint]:
        return ()

    def open(self) -> None:
        pass  # names are all it shows

    def close_page(self) -> None:
        pass

    def select_key(self, key: str) -> None:
        pass

    def focus_filter(self) -> None:
        self.filter_box.setFocus()

    def show_summary(self) -> None:
        self.list.clearSelection()

    def expand_all(self) -> bool:
        return True

    def collapse_all(self) -> None:
        pass
