"""The hyperparameters of an architecture as fields to edit: inferred values are shown, wrong ones explained in place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.errors import SelectionError
from inspector.sentences import translated
from inspector.text import printable, shortened
from inspector.ui.verification.offers import Offer, value_text
from inspector.ui.widgets.labels import plain_label, set_role
from inspector.wording import tr, translatable

__all__ = ["HyperparameterForm", "parsed_value"]

_KINDS = {
    bool: translatable("true or false"),
    int: translatable("a whole number"),
    float: translatable("a number"),
    list: translatable("a list"),
    dict: translatable("an object"),
}


def parsed_value(name: str, text: str, inferred: Any) -> Any:
    """The value typed for a hyperparameter; it is of the kind of the inferred one. Raises SelectionError."""
    if isinstance(inferred, str):
        return text.strip()
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        if inferred is None and text.strip():
            return text.strip()
        value = None
    if inferred is None:
        return value
    if isinstance(inferred, float) and type(value) is int:
        return float(value)
    if type(value) is not type(inferred):
        typed = shortened(printable(text.strip()), 40)
        example = shortened(value_text(inferred), 40)
        raise SelectionError(
            tr(
                "{name} is {kind}, such as {example}, not {typed}",
                name=name,
                kind=tr(_KINDS[type(inferred)]),
                example=example,
                typed=typed or tr("nothing"),
            )
        )
    return value


class HyperparameterForm(QWidget):
    """A field for each hyperparameter. :meth:`changes` has those that were given another value.

    ``submitted`` comes with Return in one of them, ``changed`` with each edit.
    """

    submitted = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._params: Mapping[str, Any] = {}
        self._texts: Mapping[str, str] = {}
        self.fields: dict[str, QLineEdit] = {}
        self._grid_widget: QWidget | None = None
        self.problem = plain_label("", "error", wrap=True)
        self.problem.hide()
        self._rest = plain_label("", "muted", wrap=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addWidget(self._rest)
        self._layout.addWidget(self.problem)

    def show_offer(self, offer: Offer | None) -> None:
        """Show the inferred values."""
        self._params = offer.params if offer is not None else {}
        self._texts = offer.texts if offer is not None else {}
        self.fields = {}
        if self._grid_widget is not None:
            self._layout.removeWidget(self._grid_widget)
            self._grid_widget.hide()
            self._grid_widget.deleteLater()
        self._grid_widget = QWidget()
        grid = QGridLayout(self._grid_widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(self._texts.items()):
            field = QLineEdit(text)
            field.setCursorPosition(0)
            field.setAccessibleName(name)
            field.textEdited.connect(self._edited)
            field.textChanged.connect(self.changed)
            field.returnPressed.connect(self.submitted)
            label = plain_label(printable(name), "muted")
            label.setBuddy(field)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1)
            self.fields[name] = field
        left = offer.left_out if offer is not None else 0
        self._rest.setText(
            tr("%n more value too long to edit here", "%n more values too long to edit here", left) if left else ""
        )
        self._rest.setVisible(bool(left))
        self._layout.insertWidget(0, self._grid_widget)
        self._grid_widget.setVisible(bool(self.fields))
        self._edited()

    def changes(self) -> dict[str, Any]:
        """The values that differ from the inferred ones. Raises SelectionError for one that is wrong."""
        changed = {}
        for name, field in self.fields.items():
            if field.text() != self._texts[name]:
                changed[name] = parsed_value(name, field.text(), self._params[name])
        return changed

    def _edited(self) -> None:
        """Say what is wrong as soon as it is."""
        problems = []
        for name, field in self.fields.items():
            problem = ""
            try:
                parsed_value(name, field.text(), self._params[name])
            except SelectionError as error:
                problem = translated(str(error))
                problems.append(problem)
            if field.property("invalid") != bool(problem):
                field.setProperty("invalid", bool(problem))
                field.style().unpolish(field)
                field.style().polish(field)
        self.problem.setText("; ".join(problems) + "." if problems else "")
        self.problem.setVisible(bool(problems))
        set_role(self.problem, "error")
