"""Keeps the session of a window: saves what is open a moment after each change, and restores it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer

from inspector.folders import settings_folder
from inspector.text import printable, shortened
from inspector.ui.inspection.page import Page
from inspector.ui.widgets.offer_bar import OfferBar
from inspector.ui.window.session import (
    MAX_MERGED_ROWS,
    MAX_ROWS,
    MAX_TABS,
    MergedTab,
    OpenFile,
    Session,
    SessionFile,
    TrayRow,
)
from inspector.ui.window.session_host import SessionHost
from inspector.ui.window.session_tray import RowsFiller, kept_rows
from inspector.wording import tr
from inspector.writing.plan import Plan

__all__ = ["SessionKeeper"]

_SAVE_MS = 1500


class SessionKeeper(QObject):
    """Keeps the session of a window from now on, and opens the one before on request."""

    def __init__(self, host: SessionHost, parent: QObject, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._file: SessionFile | None = None
        self._saved = Session()
        self._kept: WeakKeyDictionary[Plan, tuple[TrayRow, ...]] = WeakKeyDictionary()
        self._offer: OfferBar | None = None
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
            host.session_changed.connect(self._saving.start)
            host.closing.connect(self._end)

    def begin(self, *, restore: bool) -> None:
        """Open what was open before if ``restore``; offer it if the program had not been closed."""
        if self.previous and restore:
            self.reopen()
        elif not self.previous.ended and (self.previous.is_more_than_files or self._lost()):
            self._offer = OfferBar(
                tr("Last session"), _offer_of(self.previous), tr("Restore"), self.reopen, self._dismiss
            )
            self._host.show_bar(self._offer)

    def _lost(self) -> set[str]:
        """The files that were open before and are not open now."""
        return set(self.previous.paths) - {page.location.full_name for page in self._host.pages}

    def reopen(self) -> None:
        """Open the tabs of before and line up the rows of its tray."""
        session, self.previous = self.previous, Session()
        self._close_offer()
        if not session:
            return
        self._host.open_files(session.paths)
        pages = {page.location.full_name: page for page in self._host.pages if page.merged is None}
        for tab in session.tabs:
            if tab.key and tab.path in pages:
                pages[tab.path].select_key(tab.key)
        for a, b in session.compared:
            self._host.compare_files(a, b)
        if 0 <= session.front < len(session.tabs) and session.tabs[session.front].path in pages:
            self._host.bring_to_front(pages[session.tabs[session.front].path])
        if session.rows:
            RowsFiller(self._host, session.rows, pages, lambda: self._host.planned or Plan(), self._host.line_up, self)
        for merged in session.merged:
            self._reopen_merged(merged, pages)

    def _reopen_merged(self, merged: MergedTab, pages: dict[str, Page]) -> None:
        from inspector.ui.extraction.merged import Merged  # most sessions have none

        RowsFiller(
            self._host,
            merged.rows,
            pages,
            Plan,
            lambda plan: self._host.open_merged(Merged(plan, merged.name)),
            self,
        )

    def _dismiss(self) -> None:
        """Forget that the program had not been closed. The menu still has what was open."""
        self._close_offer()
        self._saving.start()

    def _close_offer(self) -> None:
        if self._offer is not None:
            self._host.remove_bar(self._offer)
            self._offer.deleteLater()
            self._offer = None

    # saving

    def current(self) -> Session:
        """What is open now."""
        pages = [page for page in self._host.pages if page.merged is None and page.error is None]
        front = self._host.page
        tabs = tuple(OpenFile(page.location.full_name, page.selected_key) for page in pages[:MAX_TABS])
        compared = tuple(pair for tab in self._host.all_tabs if (pair := tab.compared_files) is not None)
        plan = self._host.planned
        rows = self._rows(plan, MAX_ROWS) if plan is not None else ()
        number = pages.index(front) if front in pages else 0
        return Session(tabs, number, rows, compared=compared[:MAX_TABS], merged=self._merged())

    def _merged(self) -> tuple[MergedTab, ...]:
        """The unsaved checkpoints."""
        found, room = [], MAX_MERGED_ROWS
        for page in self._host.pages:
            if page.merged is not None and (rows := self._rows(page.merged.plan, room)):
                found.append(MergedTab(page.location.name, rows))
                room -= len(rows)
        return tuple(found[:MAX_TABS])

    def _rows(self, plan: Plan, most: int) -> tuple[TrayRow, ...]:
        if plan not in self._kept:
            self._kept[plan] = tuple(kept_rows(plan, most))
        return self._kept[plan]

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
        self._host.session_changed.disconnect(self._saving.start)
        last = self.current()
        if self._file is not None and (last or self._saved or not self.previous.ended):
            self._file.write(replace(last or self.previous, ended=True))

    def release(self) -> None:
        """Let another process have the session; the end of this one does the same."""
        if self._file is not None:
            self._file.lock.unlock()
            self._file = None


def _offer_of(session: Session) -> str:
    """What was open when the program ended without being closed, as a question."""
    names = [shortened(printable(Path(path).name), 40) for path in session.paths]
    names += [
        tr(" against ").join(shortened(printable(Path(path).name), 40) for path in pair) for pair in session.compared
    ]
    names += [tr("{name} (unsaved)", name=shortened(printable(merged.name), 40)) for merged in session.merged]
    more = tr(" and {count:,} more", count=len(names) - 2) if len(names) > 2 else ""
    what = f"{', '.join(names[:2])}{more}"
    if session.rows:
        what += tr(", with %n row in the extract tray", ", with %n rows in the extract tray", len(session.rows))
    return tr("Didn't shut down cleanly. Restore {what}?", what=what)
