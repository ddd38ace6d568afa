"""The form of a verification: which module, on which input, compared with what, and where it runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from inspector.errors import SelectionError
from inspector.names.renaming import Renaming
from inspector.text import printable, shape_text, shortened
from inspector.ui.panels.panel import WindowContext
from inspector.ui.verification.detection import Detected
from inspector.ui.verification.fields import FileField, choice_box
from inspector.ui.verification.hyperparameters import HyperparameterForm
from inspector.ui.verification.offers import Offer
from inspector.ui.verification.setup import Code, Setup, parsed_arguments, parsed_shape
from inspector.ui.widgets.labels import labelled, plain_label
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.operations.detection import Candidate
    from inspector.operations.verification import Interpreter

__all__ = ["VerificationForm"]

_LOOKING, _NAMED, _CODE = "looking", "named", "code"
_NOISE, _FILE = "noise", "file"
_KEPT, _REBUILD, _EXPECTED, _AGAINST = "kept", "rebuild", "expected", "against"
_MAX_SEED = 2**31 - 1
_MOST_INTERPRETERS = 6


class VerificationForm(QWidget):
    """:meth:`setup` is what is chosen. ``submitted`` comes with Return in one of the fields, ``changed`` with each edit."""

    submitted = Signal()
    changed = Signal()

    def __init__(self, window_context: Callable[[], WindowContext], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._window_context = window_context
        self._classes: Sequence[str] = ()  # those of the code that is named
        self._found = Detected()  # what is offered; nothing while the architectures are looked for
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    @property
    def stages(self) -> Sequence[Callable[[], None]]:
        """What makes the rows, to be called one after another: together they would keep the window from answering."""
        return (
            self._add_module,
            self._add_code,
            self._add_input,
            self._add_reference,
            self._add_more,
            self._make_whole,
        )

    def _make_whole(self) -> None:
        self.arch.currentIndexChanged.connect(self._show_module)
        for box in (self.input, self.reference):
            box.currentIndexChanged.connect(self._show_rows)
        for box in (self.arch, self.input, self.reference):
            box.currentIndexChanged.connect(self.changed)
        for spin in (self.seed, self.seconds):
            spin.valueChanged.connect(self.changed)
        self.params.changed.connect(self.changed)
        self.arch.addItem(tr("Detecting the architecture …"), _LOOKING)
        self.arch.setEnabled(False)
        self.offer_references()

    # the rows

    def _add_module(self) -> None:
        self.arch = choice_box(tr("Architecture"))
        self.fit = plain_label("", "muted", wrap=True)
        self.params = HyperparameterForm()
        self.params.submitted.connect(self.submitted)
        for label, field in ((tr("Architecture"), self.arch), ("", self.fit), ("", self.params)):
            self._add(label, field)

    def _add_code(self) -> None:
        """What an architecture that is not offered needs; hidden until it is asked for."""
        self.named = QLineEdit()
        self.named.setPlaceholderText("torchvision:resnet18")
        self.named.setAccessibleName(tr("Architecture ID"))
        self.code = FileField(tr("A Python file"), tr("model.py, or an installed module such as package.models"))
        self.code_name = QLineEdit()
        self.code_name.setPlaceholderText("Net")
        self.code_name.setAccessibleName(tr("Class or function in the code"))
        self.arguments = QLineEdit()
        self.arguments.setPlaceholderText("width=64 depth=2")
        self.arguments.setAccessibleName(tr("Arguments it is called with"))
        rows = (
            ("ID", self.named),
            (tr("Code"), self.code),
            (tr("Class"), self.code_name),
            (tr("Arguments"), self.arguments),
        )
        for label, field in rows:
            self._add(label, field)
            self._form.setRowVisible(field, False)

    def _add_input(self) -> None:
        self.input = choice_box(tr("Input"))
        self.input.addItem(tr("Random input (seed)"), _NOISE)
        self.input.addItem(tr("File (array or image) …"), _FILE)
        self.seed = QSpinBox()
        self.seed.setRange(0, _MAX_SEED)
        self.seed.setAccessibleName(tr("Random seed"))
        self.shape = QLineEdit()
        self.shape.setPlaceholderText(tr("Auto"))
        self.shape.setAccessibleName(tr("Shape of the input"))
        self.seed.setMinimumHeight(self.shape.sizeHint().height())  # which a styled line edit has, and a spin box not
        self.input_file = FileField(tr("The input"), tr("X.npy, .pt, .safetensors, or an image"))
        for label, field in (
            (tr("Input"), self.input),
            (tr("Seed"), self.seed),
            (tr("Shape"), self.shape),
            ("", self.input_file),
        ):
            self._add(label, field)
        self._form.setRowVisible(self.input_file, False)

    def _add_reference(self) -> None:
        self.reference = choice_box(tr("Reference for the outputs"))
        self.reference_file = FileField(tr("The reference"))
        self._add(tr("Compare with"), self.reference)
        self._add("", self.reference_file)
        self._form.setRowVisible(self.reference_file, False)

    def _add_more(self) -> None:
        self.more = QPushButton(tr("Keys, interpreter, limits and tolerances …"))
        self.more.setProperty("link", True)
        self.more.setCheckable(True)
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # as wide as its text
        self.more.toggled.connect(self._show_rows)
        self.renames = QLineEdit()
        self.renames.setPlaceholderText("model.*=*")
        self.renames.setToolTip(tr("Rename keys to match the module: OLD=NEW, separated by spaces"))
        self.renames.setAccessibleName(tr("Rename keys"))
        self.python = FileField(tr("The interpreter"), tr("From preferences, or auto-detect"))
        self.interpreters = plain_label("", "muted", wrap=True)
        self.interpreters.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.seconds = QSpinBox()
        self.seconds.setRange(1, 24 * 3600)
        self.seconds.setValue(600)
        self.seconds.setSuffix(" s")
        self.seconds.setAccessibleName(tr("Time limit"))
        self.seconds.setMinimumHeight(self.seed.minimumHeight())
        for spin in (self.seed, self.seconds):
            spin.setMaximumWidth(140)
        self.rtol, self.atol = _tolerance(tr("Relative tolerance")), _tolerance(tr("Absolute tolerance"))
        tolerances = QWidget()
        row = QHBoxLayout(tolerances)
        row.setContentsMargins(0, 0, 0, 0)
        for tolerance in (self.rtol, self.atol):
            tolerance.textChanged.connect(self.changed)
        row.addWidget(labelled(tr("relative"), self.rtol))
        row.addWidget(labelled(tr("absolute"), self.atol))
        row.addStretch(1)
        self._more: list[QWidget] = [self.renames, self.python, self.interpreters, self.seconds, tolerances]
        self._add("", self.more)
        self._add(tr("Rename keys"), self.renames)
        self._add("Python", self.python)
        self._add("", self.interpreters)
        self._add(tr("Stop after"), self.seconds)
        self._add(tr("Tolerance"), tolerances)
        for field in self._more:
            self._form.setRowVisible(field, False)

    def _add(self, label: str, field: QWidget) -> None:
        name = plain_label(label)
        name.setBuddy(field)
        line = field.line if isinstance(field, FileField) else field
        if isinstance(line, QLineEdit):
            line.returnPressed.connect(self.submitted)
            line.textChanged.connect(self.changed)
        self._form.addRow(name, field)

    # what is offered

    def show_found(self, found: Detected) -> None:
        """Offer what a checkpoint may be of, the best first."""
        self._found = found
        with QSignalBlocker(self.arch), QSignalBlocker(self.reference):
            self.arch.clear()
            self.reference.clear()
            for position, offer in enumerate(self._found.offers):
                self.arch.addItem(offer.title, position)
            self.arch.addItem(tr("Other (by ID) …"), _NAMED)
            self.arch.addItem(tr("Custom code …"), _CODE)
            self.arch.setCurrentIndex(0 if self._found.offers else self.arch.count() - 1)
            self.arch.setEnabled(True)
        if found.kept is not None:
            self.seed.setValue(min(max(0, found.kept.seed), _MAX_SEED))
        self._offer_texts(self.named, found.ids)
        self.arguments.setPlaceholderText(found.hyperparameters or "width=64 depth=2")
        self.arguments.setToolTip(
            tr("From the file, where the class has such parameters") if found.hyperparameters else ""
        )
        self.offer_references()
        self._show_module()

    def offer_classes(self, names: Sequence[str]) -> None:
        """Offer the classes of the code that is named; the likeliest is filled in where none was given."""
        self._offer_texts(self.code_name, names)
        if names and self.code_name.text() in ("", *self._classes):
            self.code_name.setText(names[0])
        self._classes = tuple(names)

    def offer_interpreters(self, found: Sequence[Interpreter]) -> None:
        """Offer the interpreters there are, and say which libraries they have."""
        self._offer_texts(self.python.line, [each.path for each in found])
        able = [each for each in found if "torch" in each.libraries]
        lines = [f"{printable(each.path)}: {_libraries(each)}" for each in able[:_MOST_INTERPRETERS]]
        if without := len(found) - len(able):
            rest = tr("%n interpreter without torch", "%n interpreters without torch", without)
            lines.append(tr("and {rest}", rest=rest) if lines else rest)
        self.interpreters.setText("\n".join(lines))

    def _offer_texts(self, line: QLineEdit, texts: Sequence[str]) -> None:
        completer = QCompleter(list(texts), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)

    def offer_references(self) -> None:
        """Offer what the outputs may be compared with; other open files among it. What was chosen stays."""
        chosen = self.reference.currentData()
        with QSignalBlocker(self.reference):
            self.reference.clear()
            if self._found.kept is not None:
                self.reference.addItem(tr("Outputs stored in the file"), _KEPT)
            self.reference.addItem(tr("Nothing (loads and runs)"), _REBUILD)
            for path in self._window_context().open_files():
                self.reference.addItem(tr("{name} (open)", name=shortened(printable(path.name), 60)), path)
            self.reference.addItem(tr("Another checkpoint …"), _AGAINST)
            self.reference.addItem(tr("Recorded outputs …"), _EXPECTED)
            found = next(
                (index for index in range(self.reference.count()) if self.reference.itemData(index) == chosen), 0
            )
            self.reference.setCurrentIndex(found)
        self._show_rows()

    @property
    def _offer(self) -> Offer | None:
        position = self.arch.currentData()
        return self._found.offers[position] if isinstance(position, int) else None

    def _show_module(self) -> None:
        """The hyperparameters of the architecture that is chosen."""
        offer = self._offer
        params = offer.params if offer is not None else {}
        self.fit.setText(offer.fit if offer is not None else "")
        self.params.show_offer(offer)
        shape = params.get("input_shape")
        self.shape.setText(shape_text(shape) if isinstance(shape, (list, tuple)) else "")
        self._show_rows()

    def _show_rows(self) -> None:
        """Show the fields that what is chosen needs."""
        arch, reference = self.arch.currentData(), self.reference.currentData()
        is_noise = self.input.currentData() == _NOISE
        needs_file = reference in (_EXPECTED, _AGAINST)
        shown = {
            self.fit: bool(self.fit.text()),
            self.params: self._offer is not None and bool(self.params.fields),
            self.named: arch == _NAMED,
            self.code: arch == _CODE,
            self.code_name: arch == _CODE,
            self.arguments: arch in (_NAMED, _CODE),
            self.seed: is_noise,
            self.shape: is_noise,
            self.input_file: not is_noise,
            self.reference_file: needs_file,
        }
        for field, visible in (shown | dict.fromkeys(self._more, self.more.isChecked())).items():
            self._form.setRowVisible(field, visible)
        if needs_file:
            hint = tr("Y.npy, .pt or .safetensors") if reference == _EXPECTED else tr("model.pth, .safetensors, …")
            self.reference_file.line.setPlaceholderText(hint)

    # what is chosen

    def setup(self) -> Setup:
        """The choices. Raises SelectionError with a sentence for one that is missing or wrong."""
        offer, arch = self._offer, self.arch.currentData()
        changes = self.params.changes() if offer is not None else parsed_arguments(self.arguments.text())
        is_noise = self.input.currentData() == _NOISE
        shape = parsed_shape(self.shape.text()) if is_noise else None
        inferred = offer.params.get("input_shape") if offer is not None else None
        if shape is not None and shape != inferred:
            changes["input_shape"] = shape
        window_context = self._window_context()
        return Setup(
            arch=self._chosen_arch(),
            code=self._chosen_code() if arch == _CODE else None,
            changes=changes,
            renames=Renaming.parse(self.renames.text().split()),
            input=None if is_noise else _file(self.input_file, tr("the input")),
            seed=self.seed.value(),
            expected=_file(self.reference_file, tr("the reference"))
            if self.reference.currentData() == _EXPECTED
            else None,
            against=self._chosen_checkpoint(),
            kept=self.reference.currentData() == _KEPT,
            rtol=_number(self.rtol),
            atol=_number(self.atol),
            python=self.python.text or window_context.python(),
            memory=window_context.memory(),
            seconds=float(self.seconds.value()),
        )

    def _chosen_arch(self) -> str | Candidate:
        if self.arch.currentData() == _NAMED:
            return _given(self.named.text(), tr("the ID of an architecture"))
        offer = self._offer
        return "" if offer is None or offer.candidate is None else offer.candidate

    def _chosen_code(self) -> Code:
        place = _given(self.code.text, tr("a Python file or an installed module"))
        return Code(place, _given(self.code_name.text(), tr("the name of the class in the code")))

    def _chosen_checkpoint(self) -> Path | None:
        """The other checkpoint whose outputs are compared."""
        reference = self.reference.currentData()
        if isinstance(reference, Path):
            return reference
        return _file(self.reference_file, tr("the reference")) if reference == _AGAINST else None


def _libraries(interpreter: Interpreter) -> str:
    return printable(", ".join(f"{name} {version}".strip() for name, version in interpreter.libraries.items()))


def _tolerance(name: str) -> QLineEdit:
    field = QLineEdit("1e-05")
    field.setAccessibleName(name)
    validator = QDoubleValidator(0.0, 1e300, 12, field)
    validator.setLocale(QLocale.c())  # as Python writes and reads it
    field.setValidator(validator)
    field.setMaximumWidth(90)
    return field


def _number(field: QLineEdit) -> float:
    try:
        return float(field.text())
    except ValueError:
        raise SelectionError(tr("the {name} is a number, such as 1e-5", name=field.accessibleName().lower())) from None


def _given(text: str, what: str) -> str:
    if not text.strip():
        raise SelectionError(tr("give {what}", what=what))
    return text.strip()


def _file(field: FileField, what: str) -> Path:
    if field.path is None:
        raise SelectionError(tr("choose the file of {what}", what=what))
    return field.path
