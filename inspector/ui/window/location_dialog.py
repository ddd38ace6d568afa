"""The dialog that asks for an address to open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.errors import CheckpointError, InspectorError
from inspector.sentences import translated
from inspector.sources.location import is_address, location_of
from inspector.ui.widgets.buttons import give_clear_button
from inspector.ui.widgets.labels import plain_label
from inspector.wording import tr, translatable

__all__ = ["LocationDialog"]

_WIDTH = 620
_EXPLANATION = translatable(
    "Only what is needed is fetched: the index to open it, then the tensors you look at. A token for the Hugging Face Hub "
    "is taken from HF_TOKEN or from where its own tools keep it."
)
_EXAMPLES = (
    (
        "hf://owner/name@revision",
        translatable("a repository of the Hugging Face Hub, or a file in it with /path behind"),
    ),
    ("https://host/model.safetensors", translatable("any web server with range requests")),
    ("s3://bucket/model.safetensors", translatable("also gs:// and az://; needs the extra remote")),
)


class LocationDialog(QDialog):
    """Asks for an address or a path; ``chosen`` carries it. ``known`` are those that were open before."""

    chosen = Signal(str)

    def __init__(self, known: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Open location"))
        self.setMinimumWidth(_WIDTH)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("hf://, https:// or s3:// address"))
        self.line.setAccessibleName(tr("Address"))
        give_clear_button(self.line)
        self.line.textChanged.connect(self._check)
        completer = QCompleter([place for place in known if is_address(place)], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.problem = plain_label("", "danger", wrap=True)
        examples = QFormLayout()
        examples.setHorizontalSpacing(18)
        for address, what in _EXAMPLES:
            examples.addRow(plain_label(address), plain_label(tr(what), "muted", wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.open_button = QPushButton(tr("Open"))
        self.open_button.setProperty("primary", True)
        buttons.addButton(self.open_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addWidget(self.line)
        layout.addWidget(self.problem)
        layout.addLayout(examples)
        layout.addWidget(plain_label(tr(_EXPLANATION), "muted", wrap=True))
        layout.addWidget(buttons)
        self._check()
        self.resize(_WIDTH, layout.totalHeightForWidth(_WIDTH))  # the hint of a form knows nothing of lines that wrap

    @property
    def address(self) -> str:
        """What was typed."""
        return self.line.text().strip()

    def _check(self) -> None:
        self.problem.setText("")
        self.problem.hide()
        self.open_button.setEnabled(bool(self.address))

    def _choose(self) -> None:
        """Hand the address on; what is wrong with the way it is written is said here, where it can be changed."""
        if not self.address:
            return
        problem = _problem(self.address)
        if problem:
            self.problem.setText(problem)
            self.problem.show()
            return
        self.accept()
        self.chosen.emit(self.address)


def _problem(address: str) -> str:
    """What keeps an address from being opened, whatever is there; empty if nothing does."""
    try:
        location_of(address).check()
    except CheckpointError as error:
        return tr("It {reason}.", reason=translated(error.reason))
    except InspectorError as error:
        return translated(f"{error}.")
    return ""
