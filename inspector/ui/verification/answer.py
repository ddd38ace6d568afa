"""The answer of a verification: one large line, and below it what led to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from inspector.sentences import translated
from inspector.strict_json import dumps
from inspector.text import count_text, number_text, printable, shape_text
from inspector.ui.verification.tables import LAYERS, OUTPUTS, AnswerTable, TextModel, TextRows, layer_rows, output_rows
from inspector.ui.widgets.clipboard import copy_text
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import Tile, bold, heading, plain_label
from inspector.ui.widgets.theme import Themed, current_theme, monospace_font
from inspector.verifying.report import VerifyReport
from inspector.wording import local_number, tr, translatable

if TYPE_CHECKING:
    from inspector.ui.verification.layers_plot import LayersPlot

__all__ = ["Answer", "AnswerView"]

_SHOWN_KEYS = 30
_PLOT_HEIGHT = 190
#: How large the answer is, compared with other text; a long one (what went wrong) is smaller.
_NUMBERS = (
    translatable("Max |d|"),
    translatable("Max relative"),
    "NMSE",
    translatable("Top-1 agreement"),
    translatable("Outputs"),
)
_LARGE, _SMALLER = 1.5, 1.12
_SHORT = 80


@dataclass(frozen=True, slots=True)
class Answer:
    """A report as it is shown, made in a worker thread: a module may call twenty thousand layers."""

    report: VerifyReport
    outputs: TextRows
    layers: TextRows
    json: str

    @classmethod
    def of(cls, report: VerifyReport) -> Answer:
        """Put a report into words."""
        text = dumps(report.record(), indent=2) + "\n"
        return cls(report, output_rows(report), layer_rows(report.layers), text)


class AnswerView(QWidget, Themed):
    """Shows one report, or a sentence. ``save_requested`` carries where the report is to be written."""

    save_requested = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer: Answer | None = None
        self._severity = ""
        self._plot: LayersPlot | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._add_answer()
        self._add_details()
        self._add_numbers()
        self._add_layers()
        self._add_foot()
        self.show_note("")

    # the widgets

    def _add_answer(self) -> None:
        self._line = QFrame()
        self._line.setFrameShape(QFrame.Shape.HLine)
        self._line.setFixedHeight(1)
        self._sign = QLabel()
        self._sign.setFixedWidth(32)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sentence = plain_label("", wrap=True)
        self.sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.sentence.setAccessibleName(tr("Answer"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addWidget(self.sentence, 1)
        self.subject = plain_label("", "muted", wrap=True)
        self.keys = plain_label("", wrap=True)
        self.keys.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._layout.addWidget(self._line)
        self._layout.addLayout(row)
        self._layout.addWidget(self.subject)
        self._layout.addWidget(self.keys)

    def _add_details(self) -> None:
        self.more = QPushButton(tr("Show output …"))
        self.more.setProperty("link", True)
        self.more.setCheckable(True)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setFont(monospace_font(0.92))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.details.setFixedHeight(180)
        self.details.setAccessibleName(tr("Output of the failed code"))
        self.more.toggled.connect(self.details.setVisible)
        self._layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self.details)

    def _add_numbers(self) -> None:
        self._numbers = QWidget()
        flow = FlowLayout(self._numbers, spacing=4)
        self.tiles = {name: Tile(tr(name)) for name in _NUMBERS}
        for tile in self.tiles.values():
            flow.addWidget(tile)
        self._outputs_title = heading(tr("Outputs side by side"))
        self.outputs = TextModel(OUTPUTS, self)
        self._outputs_table = AnswerTable(tr("Outputs side by side"), self.outputs)
        for widget in (self._numbers, self._outputs_title, self._outputs_table):
            self._layout.addWidget(widget)

    def _add_layers(self) -> None:
        self._layers_title = heading(tr("By layer"))
        self.readout = plain_label("", "muted")
        row = QHBoxLayout()
        row.addWidget(self._layers_title)
        row.addStretch(1)
        row.addWidget(self.readout)
        self._plot_place = QVBoxLayout()
        self.layers = TextModel(LAYERS, self)
        self._layers_table = AnswerTable(tr("Difference by layer"), self.layers)
        self._layout.addLayout(row)
        self._layout.addLayout(self._plot_place)
        self._layout.addWidget(self._layers_table)

    def _add_foot(self) -> None:
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 4, 0, 0)
        for text, tip, slot in (
            (tr("Copy report"), tr("Copy the report as JSON"), self.copy_report),
            (tr("Save report …"), tr("Save the report as JSON"), self._save),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        self._layout.addWidget(self._foot)

    # what is shown

    def show_note(self, sentence: str) -> None:
        """Show only a quiet sentence, such as that something is under way; nothing at all for an empty one."""
        self._show("note", sentence)

    def show_problem(self, sentence: str) -> None:
        """Show only why there is no answer."""
        self._show("warning", sentence)

    @property
    def report(self) -> VerifyReport | None:
        """The report that is shown."""
        return self.answer.report if self.answer is not None else None

    def show_answer(self, answer: Answer, subject: str) -> None:
        """Show an answer; ``subject`` says what was verified."""
        report = answer.report
        self._show(
            "danger" if report.is_refuted else "good" if report.match else "neutral",
            translated(report.sentence),
            answer,
        )
        lines = [subject]
        if report.translation:
            lines.append(tr("Read {translation}.", translation=translated(printable(report.translation))))
        if report.assumptions:
            lines.append(tr("Assumed: {assumptions}.", assumptions=translated(printable(report.assumptions))))
        self.subject.setText(" ".join(lines))
        self.subject.show()
        keys = _keys_text(report)
        self.keys.setText(keys)
        self.keys.setVisible(bool(keys))
        self.details.setPlainText(report.detail)
        self.more.setVisible(bool(report.detail))
        self.outputs.show_rows(answer.outputs)
        self.layers.show_rows(answer.layers)
        self._show_numbers(report)
        self._show_layers(report)
        self._foot.show()

    def _show(self, severity: str, sentence: str, answer: Answer | None = None) -> None:
        self.answer = answer
        self._severity = severity
        self.sentence.setText(printable(sentence))
        self.sentence.setFont(bold(self.font(), _LARGE if len(sentence) <= _SHORT else _SMALLER))
        self.setVisible(bool(sentence))
        self.more.setChecked(False)
        for widget in (
            self.subject, self.keys, self.more, self.details, self._numbers, self._outputs_title, self._outputs_table,
            self._layers_title, self.readout, self._layers_table, self._foot,
        ):  # fmt: skip
            widget.hide()
        if self._plot is not None:
            self._plot.hide()
        self.take_theme()

    def _show_numbers(self, report: VerifyReport) -> None:
        numbers = {"Max |d|": report.max_abs, "Max relative": report.max_rel, "NMSE": report.nmse}
        for name, number in numbers.items():
            self.tiles[name].set_value("" if number is None else number_text(number, 4), exact=repr(number))
            self.tiles[name].setVisible(number is not None)
        self.tiles["Top-1 agreement"].setVisible(report.top1 is not None)
        self.tiles["Top-1 agreement"].set_value(
            tr("all") if report.top1 == 1 else local_number(f"{report.top1 or 0:.2%}")
        )
        self.tiles["Outputs"].set_value(", ".join(map(shape_text, report.output_shapes[:4])))
        self._numbers.setVisible(bool(report.output_shapes))
        for widget in (self._outputs_title, self._outputs_table):
            widget.setVisible(bool(report.outputs))
        self._outputs_table.show_first_marked()
        self._outputs_title.setText(
            tr(
                "Outputs side by side, the first %n value",
                "Outputs side by side, the first %n values",
                len(report.outputs),
            )
        )

    def _show_layers(self, report: VerifyReport) -> None:
        apart = self.layers.rows.marked
        compared = any(layer.bitwise is not None for layer in report.layers)
        if apart:
            QTimer.singleShot(0, self, lambda: self._show_plot(report))  # which takes as long as all else together
        self.readout.clear()
        self.readout.setVisible(bool(apart))
        count = len(report.layers)
        title = tr("By layer: %n call", "By layer: %n calls", count)
        if apart:
            title = tr(
                "By layer: {differing:,} of %n call differ",
                "By layer: {differing:,} of %n calls differ",
                count,
                differing=len(apart),
            )
        elif compared:
            title = tr("By layer: all %n call bit-identical", "By layer: all %n calls bit-identical", count)
        self._layers_title.setText(title)
        for column in LAYERS.numbers:
            self._layers_table.setColumnHidden(column, not compared)
        for widget in (self._layers_title, self._layers_table):
            widget.setVisible(bool(report.layers))
        self._layers_table.show_first_marked()

    def _show_plot(self, report: VerifyReport) -> None:
        if self.report is not report:
            return
        if self._plot is None:
            from inspector.ui.verification.layers_plot import LayersPlot

            self._plot = LayersPlot()
            self._plot.setFixedHeight(_PLOT_HEIGHT)
            self._plot.hovered.connect(self.readout.setText)
            self._plot_place.addWidget(self._plot)
        self._plot.show_layers(report.layers)
        self._plot.show()

    def take_theme(self) -> None:
        theme = current_theme()
        color = {"good": theme.good, "danger": theme.danger, "warning": theme.danger, "neutral": theme.text}.get(
            self._severity, theme.muted
        )
        has_sign = self._severity not in ("note", "neutral")
        self._sign.setVisible(has_sign)
        if has_sign:
            self._sign.setPixmap(icon(self._severity, color).pixmap(28, 28))
        self.sentence.setStyleSheet(f"color: {color};")
        self._line.setStyleSheet(f"background: {theme.border}; border: none;")

    # the report

    @property
    def report_text(self) -> str:
        """The report as JSON."""
        return self.answer.json if self.answer is not None else ""

    def copy_report(self) -> None:
        """Put the report on the clipboard."""
        copy_text(self.report_text)

    def _save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, tr("Save report"), "verification.json", "JSON (*.json)")
        if path:
            self.save_requested.emit(Path(path))


def _keys_text(report: VerifyReport) -> str:
    """Keys that do not fit, as ``load_state_dict`` lists them."""
    tied = set(report.tied)
    lines = []
    for name, keys in (
        (tr("Missing"), [printable(key) for key in report.missing if key not in tied]),
        (tr("Unexpected"), [printable(key) for key in report.unexpected]),
        (
            tr("Of another shape"),
            [
                tr("{key} ({a}, not {b})", key=printable(key), a=shape_text(a), b=shape_text(b))
                for key, a, b in report.shape_mismatch
            ],
        ),
    ):
        if keys:
            more = ", …" if len(keys) > _SHOWN_KEYS else ""
            lines.append(f"{name} ({count_text(len(keys))}): {', '.join(keys[:_SHOWN_KEYS])}{more}")
    return "\n".join(lines)
