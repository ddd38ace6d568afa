"""A value that is not a tensor: all of it, as Python would write it; of a reference, what it leads to."""

from __future__ import annotations

import pprint

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.tensors.entries import ReferenceEntry, ValueEntry, key_of
from inspector.text import printable, value_text
from inspector.ui.document.document import Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import PanelContext, SelectionPanel
from inspector.ui.widgets.buttons import CopyButton
from inspector.ui.widgets.labels import plain_label
from inspector.ui.widgets.theme import monospace_font
from inspector.wording import tr, translatable

__all__ = ["ValuePanel", "written_out"]

#: Characters shown; the clipboard gets the same.
_MAX_SHOWN = 200_000
#: A line is folded on screen where it is longer: Qt takes a second and more to lay out one of 200,000 characters.
_FOLD = 2000
#: Elements of a container that is written out in full; pprint takes a while for each.
_MAX_ELEMENTS = 10_000


class ValuePanel(SelectionPanel):
    """Text as text, everything else as Python writes it."""

    title = translatable("Value")

    def __init__(self, context: PanelContext) -> None:
        super().__init__(context)
        self._written = ""

    def accepts(self, selection: Selection) -> int:
        return 10 if isinstance(selection.entry, ValueEntry | ReferenceEntry) else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(monospace_font())
        self.text.setAccessibleName(tr("The value"))
        self.text.setTabChangesFocus(True)
        self._state = plain_label("", "muted")
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(CopyButton(tr("Copy the value"), lambda: self._written))
        layout = QVBoxLayout(page)
        layout.setContentsMargins(12, 10, 12, 8)
        layout.addWidget(self.text)
        layout.addLayout(foot)
        return page

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        entry = selection.entry
        assert isinstance(entry, ValueEntry | ReferenceEntry)
        self._written = ""
        self.text.clear()
        self._state.clear()
        if isinstance(entry, ReferenceEntry):
            self._show(None, tr("The same object as {key}", key=printable(key_of(entry.to))))
            return
        value = entry.value

        def work(job: Job) -> str:
            job.check()
            return written_out(value)

        def failed(error: InspectorError) -> None:
            self._state.setText(translated(str(error)))

        jobs.start(work, lambda text: self._show(value, text), failed)

    def _show(self, value: object, result: str) -> None:
        self._written = result[:_MAX_SHOWN]
        shown = folded(self._written)
        self.text.setPlainText(shown)
        total = len(value) if isinstance(value, str | bytes) else len(result)
        said = []
        if len(result) > _MAX_SHOWN:
            if isinstance(value, bytes):
                said.append(tr("The first {count:,} of {total:,} bytes", count=_MAX_SHOWN, total=total))
            else:
                said.append(tr("The first {count:,} of {total:,} characters", count=_MAX_SHOWN, total=total))
        if shown != self._written:
            said.append(tr("Lines wrap on screen; copying keeps the original"))
        self._state.setText(". ".join(said))


def written_out(value: object) -> str:
    """A value in full: lines of text as lines, with everything that hides or reorders as escapes; else Python's way."""
    if isinstance(value, str):
        return "\n".join(_visible(line) for line in value[: _MAX_SHOWN + 1].split("\n"))
    if isinstance(value, bytes):
        return repr(value[: _MAX_SHOWN + 1])
    if isinstance(value, list | tuple | set | frozenset | dict) and len(value) <= _MAX_ELEMENTS:
        try:
            return _visible_lines(pprint.pformat(value, width=96, sort_dicts=False))
        except (ValueError, RecursionError):  # an integer of a million digits, lists in lists in lists
            return value_text(value, 4000)
    return value_text(value, 4000)


def folded(text: str) -> str:
    """The text with lines no longer than Qt lays out in a moment."""
    lines = text.split("\n")
    if max(map(len, lines)) <= _FOLD:
        return text
    return "\n".join(line[at : at + _FOLD] for line in lines for at in range(0, max(len(line), 1), _FOLD))


def _visible_lines(text: str) -> str:
    return "\n".join(_visible(line) for line in text.split("\n"))


def _visible(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(char if char.isprintable() or char == "\t" else repr(char)[1:-1] for char in line)
