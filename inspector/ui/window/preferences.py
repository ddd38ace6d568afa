"""What the user decides once: each choice applies as it is made and is remembered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.exporting.writers import writers
from inspector.operations.exporting import CAST_TYPES
from inspector.text import printable
from inspector.ui.extraction.choices import AS_IS
from inspector.ui.language import LANGUAGES, SYSTEM
from inspector.ui.settings import TEXT_SIZES, Settings
from inspector.ui.widgets.labels import heading, plain_label, tool_tip
from inspector.ui.widgets.theme import THEME_MODES
from inspector.verifying.code import allowed, forget
from inspector.wording import tr

__all__ = ["PreferencesDialog"]

_GIB = 1 << 30
_MAX_GIB = 4096.0
_SIZE = QSize(560, 0)


class PreferencesDialog(QDialog):
    """Shows and changes the settings. ``theme_chosen`` and ``export_chosen`` are for what has to change at once."""

    theme_chosen = Signal(str)
    export_chosen = Signal()

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(14)
        self._add_window(form)
        self._add_export(form)
        self._add_verifying(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 14)
        layout.setSpacing(8)
        layout.addLayout(form)
        self._add_code(layout)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addSpacing(4)
        layout.addWidget(buttons)
        self.resize(self.sizeHint().expandedTo(_SIZE).boundedTo(parent.screen().availableSize() - QSize(32, 64)))

    def _add_window(self, form: QFormLayout) -> None:
        self.theme = QComboBox()
        for mode, text in THEME_MODES:
            self.theme.addItem(tr(text), mode)
        self.theme.setCurrentIndex(self.theme.findData(self._settings.theme))
        self.theme.activated.connect(lambda _index: self.theme_chosen.emit(self.theme.currentData()))
        self.language = QComboBox()
        self.language.addItem(tr("Match system"), SYSTEM)
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(self._settings.language))
        self.language.activated.connect(self._choose_language)
        self.text_size = QComboBox()
        for percent in TEXT_SIZES:
            self.text_size.addItem(f"{percent}%", percent)
        self.text_size.setCurrentIndex(self.text_size.findData(self._settings.text_size))
        self.text_size.activated.connect(self._choose_text_size)
        self.next_start_note = plain_label("", "muted", wrap=True)
        self.next_start_note.hide()
        self.restore = QCheckBox(tr("Restore last session on launch"))
        self.restore.setChecked(self._settings.restores_session)
        self.restore.toggled.connect(lambda on: setattr(self._settings, "restores_session", on))
        form.addRow(heading(tr("Window")))
        form.addRow(tr("&Theme"), self.theme)
        form.addRow(tr("&Language"), self.language)
        form.addRow(tr("Te&xt size"), self.text_size)
        form.addRow("", self.next_start_note)
        form.addRow("", self.restore)

    def _choose_language(self) -> None:
        self._settings.language = self.language.currentData()
        self._say(tr("The language changes when the program is started again."))

    def _choose_text_size(self) -> None:
        self._settings.text_size = self.text_size.currentData()
        self._say(tr("The size of the text changes when the program is started again."))

    def _say(self, note: str) -> None:
        self.next_start_note.setText(note)
        self.next_start_note.show()

    def _add_export(self, form: QFormLayout) -> None:
        writer, dtype = self._settings.export_choices
        self.format = QComboBox()
        for row in writers():
            self.format.addItem(f"{row.title} ({row.suffixes[0]})", row.name)
        self.format.setCurrentIndex(max(0, self.format.findData(writer)))
        self.dtype = QComboBox()
        self.dtype.addItem(tr(AS_IS), "")
        for name in CAST_TYPES:
            self.dtype.addItem(name, name)
        self.dtype.setCurrentIndex(max(0, self.dtype.findData(dtype)))
        for box in (self.format, self.dtype):
            box.activated.connect(self._choose_export)
        form.addRow(_gap(tr("Export and drag-out")))
        form.addRow(tr("F&ormat"), self.format)
        form.addRow(tr("Cast &floating-point tensors to"), self.dtype)

    def _choose_export(self) -> None:
        self._settings.export_choices = (self.format.currentData(), self.dtype.currentData())
        self.export_chosen.emit()

    def _add_verifying(self, form: QFormLayout) -> None:
        self.python = QLineEdit(self._settings.verify_python)
        self.python.setPlaceholderText(tr("Auto-detect (requires torch)"))
        self.python.textChanged.connect(self._choose_python)
        choose = QPushButton(tr("Choose …"))
        choose.setAutoDefault(False)  # Return in the box beside it is not for this
        choose.clicked.connect(self._ask_for_python)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.python, 1)
        row.addWidget(choose)
        self.python_problem = plain_label("", "error", wrap=True)
        self.memory = QDoubleSpinBox()
        self.memory.setRange(0, _MAX_GIB)
        self.memory.setDecimals(1)
        self.memory.setSuffix(" GiB")
        self.memory.setSpecialValueText(tr("80% of RAM"))
        self.memory.setValue(self._settings.verify_memory / _GIB)
        self.memory.valueChanged.connect(lambda gib: setattr(self._settings, "verify_memory", round(gib * _GIB)))
        form.addRow(_gap(tr("Verification")))
        form.addRow(tr("&Python interpreter"), row)
        form.addRow("", self.python_problem)
        form.addRow(tr("&Memory limit"), self.memory)
        label = form.labelForField(row)
        if label is not None:
            label.setBuddy(self.python)  # type: ignore[attr-defined]  # a form makes labels
        self.python.setAccessibleName(tr("Python interpreter for verification"))
        self._choose_python(self.python.text())

    def _ask_for_python(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Python interpreter for verification"), self.python.text())
        if path:
            self.python.setText(path)

    def _choose_python(self, text: str) -> None:
        """Take an interpreter that is there; anything else is said to be wrong, and not taken."""
        path = text.strip()
        is_there = not path or Path(path).is_file()
        self.python_problem.setText("" if is_there else tr("There is no file {path}.", path=printable(path)))
        self.python_problem.setVisible(not is_there)
        if is_there:
            self._settings.verify_python = path

    def _add_code(self, layout: QVBoxLayout) -> None:
        self.code = QListWidget()
        self.code.setAccessibleName(tr("Trusted code"))
        self.code.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.code.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        for identity, where in sorted(allowed().items(), key=lambda row: row[1]):
            item = QListWidgetItem(printable(where))
            item.setData(Qt.ItemDataRole.UserRole, identity)
            item.setToolTip(tool_tip(where, tr("content {digest}", digest=identity.rpartition(" ")[2][:16])))
            self.code.addItem(item)
        self.remove = QPushButton(tr("Revoke"))
        self.remove.setToolTip(tr("Stop trusting the selected code"))
        self.remove.clicked.connect(self._forget_code)
        self.code.itemSelectionChanged.connect(self._update_code)
        layout.addWidget(_gap(tr("Trusted code")))
        self.no_code = plain_label(
            tr("None. You are asked before custom code runs for the first time."), "muted", wrap=True
        )
        layout.addWidget(self.no_code)
        layout.addWidget(self.code, 1)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.remove.setAutoDefault(False)
        self.code.setMinimumHeight(90)
        self._update_code()

    def _forget_code(self) -> None:
        for item in self.code.selectedItems():
            forget(item.data(Qt.ItemDataRole.UserRole))
            self.code.takeItem(self.code.row(item))
        self._update_code()

    def _update_code(self) -> None:
        has_code = self.code.count() > 0
        self.code.setVisible(has_code)
        self.remove.setVisible(has_code)
        self.no_code.setVisible(not has_code)
        self.remove.setEnabled(bool(self.code.selectedItems()))


def _gap(title: str) -> QWidget:
    """The title of a group, with room above."""
    label = heading(title)
    label.setContentsMargins(0, 10, 0, 0)
    return label
