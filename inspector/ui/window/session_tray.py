"""Rows in a session, of the extract tray and of unsaved checkpoints: by file and key, had again once the files are open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from PySide6.QtCore import QObject

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.ui.document.document import Document
from inspector.ui.inspection.page import Page
from inspector.ui.window.session import TrayRow
from inspector.ui.window.session_host import SessionHost
from inspector.writing.plan import Plan

__all__ = ["RowsFiller", "kept_rows"]


def kept_rows(plan: Plan, most: int) -> Iterable[TrayRow]:
    """The rows of a plan as they are kept; none of more than ``most``."""
    if not 0 < len(plan.rows) <= most:
        return
    wanted = {id(row.entry) for row in plan.rows}
    paths = {
        id(entry): source.location.full_name
        for source in plan.sources
        for entry in source.entries
        if id(entry) in wanted
    }
    for row in plan.rows:
        if id(row.entry) in paths:
            yield TrayRow(paths[id(row.entry)], row.entry.key, row.key)


class RowsFiller(QObject):
    """Gives rows to ``show`` as a plan, behind those of ``before``, once the files they are from are open.

    Files that do not open leave theirs out.
    """

    def __init__(
        self,
        host: SessionHost,
        rows: tuple[TrayRow, ...],
        pages: dict[str, Page],
        before: Callable[[], Plan],
        show: Callable[[Plan], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._rows = rows
        self._before = before
        self._show_plan = show
        self._pages = [page for path, page in pages.items() if any(row.path == path for row in rows)]
        for page in self._pages:
            page.opened.connect(self._look)
            page.failed.connect(self._look)
        self._look()

    def _look(self) -> None:
        if any(page.view is None and page.error is None for page in self._pages):
            return
        documents = {page.location.full_name: page.view.document for page in self._pages if page.view is not None}
        for page in self._pages:
            page.opened.disconnect(self._look)
            page.failed.disconnect(self._look)
        rows, before = self._rows, self._before()

        def failed(_error: InspectorError) -> None:
            self.deleteLater()

        self._host.runner.start((self, "rows"), lambda job: _plan(before, rows, documents, job), self._show, failed)

    def _show(self, plan: Plan) -> None:
        if plan.rows:
            self._show_plan(plan)
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
