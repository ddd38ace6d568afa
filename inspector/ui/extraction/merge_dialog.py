"""What is asked when rows are dropped on a checkpoint that has some of their keys already."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from inspector.errors import SelectionError
from inspector.names.renaming import Renaming
from inspector.sentences import translated
from inspector.text import printable, shortened
from inspector.ui.extraction.merged import Merge, Merged
from inspector.ui.widgets.labels import plain_label, set_role
from inspector.wording import tr

__all__ = ["MergeDialog"]

_MAX_NAME = 60


class MergeDialog(QDialog):
    """Asks what becomes of the rows in a :class:`Merge` that collide; ``decided`` carries the checkpoint that was chosen."""

    decided = Signal(Merged)

    def __init__(self, merge: Merge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Merge"))
        self._merge = merge
        source, target = (shortened(printable(name), _MAX_NAME) for name in (merge.source, merge.target))
        question = tr(
            "{count:,} of %n row from {source} have keys that {target} has, too.",
            "{count:,} of %n rows from {source} have keys that {target} has, too.",
            len(merge.added.rows),
            count=merge.collisions,
            source=source,
            target=target,
        )
        prefix = merge.prefixing.apply("")
        self.replace = QRadioButton(tr("Replace those of {target}", target=target))
        self.keep_both = QRadioButton(
            tr(
                "Keep both: those from {source} get the prefix {prefix}",
                source=source,
                prefix=shortened(prefix, _MAX_NAME),
            )
        )
        self.rename = QRadioButton(tr("Rename those from {source}:", source=source))
        self.replace.setChecked(True)
        self.rules = QLineEdit()
        self.rules.setPlaceholderText("hidden.*=hidden1.*")
        self.rules.setAccessibleName(tr("Rename rules"))
        self.rules.setToolTip(tr("OLD=NEW rules, separated by spaces. A * in OLD matches any text, which NEW repeats."))
        self.rules.textEdited.connect(lambda _text: self.rename.setChecked(True))
        self.rules.textChanged.connect(lambda _text: self._show())
        self.state = plain_label("", "muted", wrap=True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Merge"))
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        for widget in (
            plain_label(question, wrap=True),
            self.replace,
            self.keep_both,
            self.rename,
            self.rules,
            self.state,
            self.buttons,
        ):
            layout.addWidget(widget)
        for choice in (self.replace, self.keep_both, self.rename):
            choice.toggled.connect(lambda _checked: self._show())
        self._show()

    def _renaming(self) -> Renaming:
        """The rules for the rows added. Raises SelectionError for texts that are none."""
        return self._merge.prefixing if self.keep_both.isChecked() else Renaming.parse(self.rules.text().split())

    def _show(self) -> None:
        """Say what would stand in the way of what is chosen."""
        problem, role = "", "muted"
        if not self.replace.isChecked():
            try:
                left = self._merge.collisions_of(self._renaming())
                problem = tr("%n key would be there twice.", "%n keys would be there twice.", left) if left else ""
            except SelectionError as error:
                problem, role = translated(str(error)), "error"
        self.state.setText(problem)
        set_role(self.state, role)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not problem)

    def _accept(self) -> None:
        merge = self._merge
        self.decided.emit(merge.replacing() if self.replace.isChecked() else merge.renaming(self._renaming()))
        self.accept()
