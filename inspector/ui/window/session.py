"""What is open, kept on the disk while it is: for the next start, and for the day the program ends without being closed.

One window of a user keeps the session; those that are opened beside it have none. The file holds names and keys only, is
replaced in one step, and is read like any other file: a damaged one counts as none.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLockFile, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolBar, QWidget

from inspector.errors import InspectorError, OutputError
from inspector.folders import settings_folder
from inspector.jobs import Job
from inspector.text import plural, printable, shortened
from inspector.ui.document.document import Document
from inspector.ui.inspection.page import Page
from inspector.ui.widgets.widgets import ElidedLabel
from inspector.writing.atomic_file import write_atomically
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.ui.window.window import Window

__all__ = ["OpenFile", "Session", "SessionFile", "SessionKeeper", "TrayRow"]

_SAVE_MS = 1500
_MAX_TABS = 50
#: A larger tray is not kept: it was filled by a few rows of the tree, which fill it again.
_MAX_ROWS = 5000
_MAX_NBYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file and the key selected in it, "" for none."""

    path: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A row of the extract tray: the file it is from, its key there, and the key it is to have."""

    path: str
    entry: str
    key: str


@dataclass(frozen=True, slots=True)
class Session:
    """What is open, from left to right, which of it is in front, and the tray. ``ended`` when the window was closed.

    ``compared`` are the pairs of files in tabs of comparisons.
    """

    tabs: tuple[OpenFile, ...] = ()
    front: int = 0
    rows: tuple[TrayRow, ...] = ()
    ended: bool = False
    compared: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tabs or self.rows or self.compared)

    @property
    def paths(self) -> list[str]:
        """All files it needs in tabs of their own, those that were in some first."""
        return list(dict.fromkeys([*(tab.path for tab in self.tabs), *(row.path for row in self.rows)]))

    def joined(self, other: Session) -> Session:
        """The tabs and rows of both; a file that is in both, once."""
        known = {tab.path for tab in self.tabs}
        more = (tab for tab in other.tabs if tab.path not in known)
        pairs = dict.fromkeys((*self.compared, *other.compared))
        return replace(self, tabs=(*self.tabs, *more), rows=(*self.rows, *other.rows), compared=tuple(pairs))

    @classmethod
    def of(cls, record: Any) -> Session:
        """The session that a record of JSON tells of; raises ValueError, KeyError or TypeError for anything else."""
        tabs = tuple(OpenFile(_text(tab["path"]), _text(tab["key"])) for tab in record["tabs"][:_MAX_TABS])
        rows = tuple(
            TrayRow(_text(row["path"]), _text(row["entry"]), _text(row["key"])) for row in record["rows"][:_MAX_ROWS]
        )
        compared = tuple((_text(a), _text(b)) for a, b in record["compared"][:_MAX_TABS])
        return cls(tabs, int(record["front"]), rows, bool(record["ended"]), compared)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


class SessionFile:
    """Where a session is kept. ``lock`` makes it one process's alone, and tells a dead process from a living one."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "session.json"
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = QLockFile(str(folder / "session.lock"))
        self.lock.setStaleLockTime(0)  # however old: only the end of its process ends a lock

    def read(self) -> Session | None:
        """The session kept, None if there is none or it is damaged."""
        try:
            if self._path.stat().st_size > _MAX_NBYTES:
                return None
            return Session.of(json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def write(self, session: Session) -> None:
        """Keep a session in place of the last one. A full disk is not worth a word: files are what matters there."""
        with contextlib.suppress(OutputError):
            write_atomically(self._path, json.dumps(asdict(session)).encode())


class SessionKeeper(QObject):
    """Keeps the session of a window from now on, and opens the one before on request."""

    def __init__(self, window: Window, folder: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._file: SessionFile | None = None
        self._saved = Session()
        self._rows_of: tuple[Plan | None, tuple[TrayRow, ...]] = (None, ())
        self._offer: _Offer | None = None
        #: What was open before, until it is opened again.
        self.previous = Session()
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVE_MS)
        self._saving.timeout.connect(self.save)
        try:
            file = SessionFile(folder or settings_folder())
        except OSError:
            return  # there is nowhere to keep anything
        if file.lock.tryLock(0):
            self._file = file
            self.previous = file.read() or Session()
            window.session_changed.connect(self._saving.start)
            window.installEventFilter(self)

    def begin(self, *, restore: bool) -> None:
        """Open what was open before if ``restore``; offer it if the program had not been closed."""
        if self.previous and restore:
            self.reopen()
        elif not self.previous.ended and (self.previous.rows or self.previous.compared or self._lost()):
            self._offer = _Offer(self.previous, self.reopen, self._dismiss)
            self._window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._offer)

    def _lost(self) -> set[str]:
        """The files that were open before and are not open now."""
        return set(self.previous.paths) - {str(page.path.absolute()) for page in self._window.pages}

    def reopen(self) -> None:
        """Open the tabs of before and line up the rows of its tray."""
        session, self.previous = self.previous, Session()
        self._close_offer()
        if not session:
            return
        self._window.open_files(session.paths)
        pages = {str(page.path.absolute()): page for page in self._window.pages if page.merged is None}
        for tab in session.tabs:
            if tab.key and tab.path in pages:
                pages[tab.path].select_key(tab.key)
        for a, b in session.compared:
            self._window.comparisons.compare_files(Path(a), Path(b))
        if 0 <= session.front < len(session.tabs) and session.tabs[session.front].path in pages:
            self._window.tabs.setCurrentWidget(pages[session.tabs[session.front].path])
        if session.rows:
            _Refill(self._window, session.rows, pages, self)

    def _dismiss(self) -> None:
        """Forget that the program had not been closed. The menu still has what was open."""
        self._close_offer()
        self._saving.start()

    def _close_offer(self) -> None:
        if self._offer is not None:
            self._window.removeToolBar(self._offer)
            self._offer.deleteLater()
            self._offer = None

    # saving

    def current(self) -> Session:
        """What is open now."""
        pages = [page for page in self._window.pages if page.merged is None and page.error is None]
        front = self._window.page
        tabs = tuple(OpenFile(str(page.path.absolute()), page.selected_key) for page in pages[:_MAX_TABS])
        compared = tuple(pair for tab in self._window.all_tabs if (pair := tab.compared_files) is not None)
        return Session(tabs, pages.index(front) if front in pages else 0, self._rows(), compared=compared[:_MAX_TABS])

    def _rows(self) -> tuple[TrayRow, ...]:
        plan = self._window.planned
        if plan is not self._rows_of[0]:
            self._rows_of = (plan, tuple(_rows(plan)) if plan is not None else ())
        return self._rows_of[1]

    def save(self) -> None:
        """Keep what is open now, if it changed; beside it what is still offered."""
        session = self.current()
        if self._offer is not None:
            session = session.joined(self.previous)
        if self._file is not None and session != self._saved:
            self._saved = session
            self._file.write(session)

    def _end(self) -> None:
        """Keep what was open last. A window that had nothing open leaves the session before it."""
        self._saving.stop()
        self._window.session_changed.disconnect(self._saving.start)
        last = self.current()
        if self._file is not None and (last or self._saved or not self.previous.ended):
            self._file.write(replace(last or self.previous, ended=True))

    def release(self) -> None:
        """Let another process have the session; the end of this one does the same."""
        if self._file is not None:
            self._file.lock.unlock()
            self._file = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window closes: its tabs are still there."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            self._end()
        return super().eventFilter(watched, event)


def _rows(plan: Plan) -> Iterable[TrayRow]:
    """The rows of a tray as they are kept; none of too many. Those of a merged checkpoint have no file."""
    if not 0 < len(plan.rows) <= _MAX_ROWS:
        return
    wanted = {id(row.entry) for row in plan.rows}
    paths = {
        id(entry): str(source.path.absolute())
        for source in plan.sources
        for entry in source.entries
        if id(entry) in wanted
    }
    for row in plan.rows:
        if id(row.entry) in paths:
            yield TrayRow(paths[id(row.entry)], row.entry.key, row.key)


class _Refill(QObject):
    """Lines up the rows of a tray once the files they are from are open. Files that do not open leave theirs out."""

    def __init__(self, window: Window, rows: tuple[TrayRow, ...], pages: dict[str, Page], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._rows = rows
        self._pages = [page for path, page in pages.items() if any(row.path == path for row in rows)]
        for page in self._pages:
            page.opened.connect(self._look)
            page.failed.connect(self._look)
        self._look()

    def _look(self) -> None:
        if any(page.view is None and page.error is None for page in self._pages):
            return
        documents = {str(page.path.absolute()): page.view.document for page in self._pages if page.view is not None}
        for page in self._pages:
            page.opened.disconnect(self._look)
            page.failed.disconnect(self._look)
        rows, before = self._rows, self._window.planned or Plan()

        def failed(_error: InspectorError) -> None:
            self.deleteLater()

        self._window.runner.start((self, "rows"), lambda job: _plan(before, rows, documents, job), self._show, failed)

    def _show(self, plan: Plan) -> None:
        if plan.rows:
            self._window.extraction.tray.set_plan(plan)
            self._window.show_tray(True)
        self.deleteLater()


def _plan(plan: Plan, rows: tuple[TrayRow, ...], documents: dict[str, Document], job: Job) -> Plan:
    """The plan with what rows tell of added, as far as that is in the documents; for a worker thread."""
    keys: dict[int, str] = {}
    for path, group in groupby((row for row in rows if row.path in documents), key=lambda row: row.path):
        checkpoint = documents[path].checkpoint
        job.check()
        found = {entry.key: entry for entry in reversed(checkpoint.entries)}
        kept = [row for row in group if row.entry in found]
        before = len(plan.rows)
        plan = plan.added(checkpoint, [found[row.entry] for row in kept])
        if len(plan.rows) - before == len(kept):  # else the file has changed, and an object is where a tensor was
            keys.update(enumerate((row.key for row in kept), before))
    return plan.with_keys(keys) if keys else plan


class _Offer(QToolBar):
    """A bar below the menus: what was open when the program ended without being closed."""

    def __init__(self, session: Session, accept: Callable[[], object], dismiss: Callable[[], object]) -> None:
        super().__init__("What was open before")
        self.setMovable(False)
        self.toggleViewAction().setVisible(False)
        names = [shortened(printable(Path(path).name), 40) for path in session.paths]
        names += [
            " against ".join(shortened(printable(Path(path).name), 40) for path in pair) for pair in session.compared
        ]
        more = f" and {len(names) - 2} more" if len(names) > 2 else ""
        what = f"{', '.join(names[:2])}{more}"
        if session.rows:
            what += f", with {plural(len(session.rows), 'row')} in the extract tray"
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(10)
        layout.addWidget(ElidedLabel(f"The program ended without being closed. It had open: {what}."), 1)
        for text, slot in (("Open again", accept), ("Dismiss", dismiss)):
            button = QPushButton(text)
            button.setProperty("primary", slot is accept)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            layout.addWidget(button)
        self.addWidget(row)
