"""An object of a class that was not imported: its name, what that means, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from inspector.sentences import translated
from inspector.tensors.entries import UNREADABLE, ObjectEntry, ValueEntry
from inspector.text import printable, value_text
from inspector.ui.document.document import Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import SelectionPanel
from inspector.ui.tree.model import mark_text
from inspector.ui.widgets.labels import heading, plain_label
from inspector.ui.widgets.message import Notice
from inspector.wording import tr, translatable

__all__ = ["ObjectPanel"]

_MAX_ROWS = 60


class ObjectPanel(SelectionPanel):
    """The class and the plain values directly below it; everything else is in the tree."""

    title = translatable("Object")

    def accepts(self, selection: Selection) -> int:
        return 10 if isinstance(selection.entry, ObjectEntry) else 0

    def make(self) -> QWidget:
        from PySide6.QtWidgets import QFrame, QScrollArea

        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        return self._area

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:  # noqa: ARG002 - all is known
        entry = selection.entry
        assert isinstance(entry, ObjectEntry)
        assert selection.node is not None
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for mark in selection.document.mark(selection.index):
            layout.addWidget(Notice(_SEVERITIES.get(mark.name or "", "info"), mark_text(mark)))
        attributes = dict(entry.attributes)
        if entry.class_name == UNREADABLE:
            error = translated(printable(str(attributes.pop("error"))))
            layout.addWidget(_selectable(tr("{sentence}.", sentence=error[:1].upper() + error[1:])))
        else:
            layout.addWidget(heading(tr("Class")))
            layout.addWidget(_selectable(printable(entry.class_name[:1000])))
        tree = selection.document.tree
        values = [(tree.labels[child], tree.entry(child)) for child in tree.children[selection.node]]
        rows = [(label, value.value) for label, value in values if isinstance(value, ValueEntry)]
        rows = [*((str(attribute), value) for attribute, value in attributes.items()), *rows]
        if rows:
            layout.addSpacing(6)
            layout.addWidget(heading(tr("Attributes")))
            form = QFormLayout()
            form.setHorizontalSpacing(18)
            form.setVerticalSpacing(4)
            for label, value in rows[:_MAX_ROWS]:
                form.addRow(plain_label(printable(label[:80]), "muted"), plain_label(value_text(value, 200), wrap=True))
            layout.addLayout(form)
            if len(rows) > _MAX_ROWS:
                layout.addWidget(
                    plain_label(tr("… and %n more value", "… and %n more values", len(rows) - _MAX_ROWS), "muted")
                )
        layout.addStretch(1)
        self._area.setWidget(page)


def _selectable(text: str) -> QLabel:
    label = plain_label(text, wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


_SEVERITIES = {"DANGEROUS_CLASS": "danger", "UNREADABLE": "warning", "UNKNOWN_CLASS": "warning"}
