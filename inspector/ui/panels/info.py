"""Where a tensor lies: storage, strides, offset in the file, who shares it, and lines of Python that load it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from inspector.checkpoint.sharing import span_nbytes
from inspector.sources.storage import place_in_file
from inspector.tensors.entries import TensorEntry
from inspector.text import printable, shortened, size_text, value_text
from inspector.ui.document.document import Mark, Selection
from inspector.ui.document.snippets import Snippet, snippets
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import SelectionPanel
from inspector.ui.tree.model import mark_text
from inspector.ui.widgets.buttons import CopyButton, link_button
from inspector.ui.widgets.labels import heading, plain_label
from inspector.ui.widgets.message import Notice
from inspector.ui.widgets.theme import monospace_font
from inspector.wording import tr, translatable

__all__ = ["InfoPanel"]

_MAX_SHARERS = 24
_MAX_AXES = 32
Row = tuple[str, str]


class InfoPanel(SelectionPanel):
    """Facts about the tensor's place, none of which needs its bytes."""

    title = translatable("Info")

    def accepts(self, selection: Selection) -> int:
        return 5 if selection.tensor is not None else 0

    def make(self) -> QWidget:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        return self._area

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:  # noqa: ARG002 - all is known
        entry = selection.tensor
        assert entry is not None
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        for mark in selection.document.mark(selection.index):
            if mark is Mark.OVERSIZED:
                unused = size_text(selection.document.sharing.unused[selection.index])
                layout.addWidget(
                    Notice(
                        "warning",
                        f"{mark_text(mark)} "
                        + tr("{unused} are not referenced by any tensor in this file.", unused=unused),
                    )
                )
            elif mark is not Mark.SHARED:
                layout.addWidget(Notice("info", mark_text(mark)))
        self._add_rows(layout, tr("Storage"), storage_rows(entry))
        self._add_sharers(layout, selection)
        self._add_rows(layout, tr("Attributes"), attribute_rows(entry))
        for snippet in snippets(selection.document.checkpoint, entry):
            self._add_snippet(layout, snippet)
        layout.addStretch(1)
        self._area.setWidget(page)

    def _add_rows(self, layout: QVBoxLayout, title: str, rows: Sequence[Row]) -> None:
        if not rows:
            return
        layout.addWidget(heading(title))
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, text in rows:
            value = plain_label(text, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label = plain_label(name, "muted")
            label.setMinimumWidth(130)
            form.addRow(label, value)
        layout.addLayout(form)
        layout.addSpacing(6)

    def _add_sharers(self, layout: QVBoxLayout, selection: Selection) -> None:
        document = selection.document
        group = document.sharing.groups.get(selection.index, ())
        others = [index for index in group if index != selection.index]
        if not others:
            return
        layout.addWidget(heading(tr("Shares storage with %n tensor", "Shares storage with %n tensors", len(others))))
        for index in others[:_MAX_SHARERS]:
            key = document.checkpoint.entries[index].key
            link = link_button(shortened(printable(key[:1000]), 90), key)
            node = document.tree.nodes[index]
            link.clicked.connect(lambda _checked=False, node=node: self.context.select(node))
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        if len(others) > _MAX_SHARERS:
            layout.addWidget(plain_label(tr("… and {count:,} more", count=len(others) - _MAX_SHARERS), "muted"))
        layout.addSpacing(6)

    def _add_snippet(self, layout: QVBoxLayout, snippet: Snippet) -> None:
        library, code = snippet
        row = QHBoxLayout()
        row.addWidget(heading(tr("Load with {library}", library=library)))
        row.addStretch(1)
        row.addWidget(CopyButton(tr("Copy the snippet"), lambda: code))
        layout.addLayout(row)
        box = QPlainTextEdit(code)
        box.setReadOnly(True)
        box.setFont(monospace_font(0.92))
        box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        box.setAccessibleName(tr("Python that loads this tensor with {library}", library=library))
        box.setTabChangesFocus(True)
        lines = code.count("\n") + 1
        box.setFixedHeight(int(QFontMetrics(box.font()).lineSpacing() * lines) + 30)
        layout.addWidget(box)


def storage_rows(entry: TensorEntry) -> list[Row]:
    """Names and values of where the elements lie."""
    if entry.storage is None:
        return [(tr("Data"), tr("not in the file"))]
    start, stop = span_nbytes(entry)
    rows = [
        (
            tr("Storage size"),
            tr("{size} ({count:,} bytes)", size=size_text(entry.storage.nbytes), count=entry.storage.nbytes),
        )
    ]
    if entry.layout == "strided":
        strides = ", ".join(map(str, entry.strides[:_MAX_AXES])) + (", …" if len(entry.strides) > _MAX_AXES else "")
        rows.append((tr("Byte range"), tr("{start:,} to {stop:,}", start=start, stop=stop)))
        rows.append(
            (
                tr("Strides"),
                tr("({strides}) elements", strides=strides) + (tr(", contiguous") if entry.is_contiguous else ""),
            )
        )
    place = place_in_file(entry.storage, start)
    if place is not None:
        rows.append((tr("File offset"), tr("{file}; byte {offset:,}", file=printable(place[0]), offset=place[1])))
    return rows


def attribute_rows(entry: TensorEntry) -> list[Row]:
    """Names and values of what else the file says of the tensor."""
    rows = [(printable(str(name)[:60]), value_text(value, 300)) for name, value in entry.attributes.items()]
    if entry.dtype.is_big_endian:
        rows.append((tr("byte order"), "big-endian"))
    if entry.conjugate:
        rows.append((tr("conjugate bit"), tr("set (values are conjugated on read)")))
    if entry.negative:
        rows.append((tr("negative bit"), tr("set (values are negated on read)")))
    if entry.quantization is not None:
        quantization = entry.quantization
        along = tr(" along axis {axis}", axis=quantization.axis) if quantization.axis is not None else ""
        rows.append((tr("quantization"), f"{quantization.scheme}{along}"))
        rows.append((tr("scale"), value_text(_one_or_all(quantization.scale), 300)))
        rows.append((tr("zero point"), value_text(_one_or_all(quantization.zero_point), 300)))
    for name, part in entry.components.items():
        rows.append(
            (f"{name} ({entry.layout})", tr("{dtype}, shape {shape}", dtype=part.dtype, shape=tuple(part.shape)))
        )
    return rows


def _one_or_all(numbers: Sequence[float]) -> object:
    return numbers[0] if len(numbers) == 1 else tuple(numbers)
