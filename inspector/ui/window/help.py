"""Help inside the program: the guide, which is one page of Markdown and what the program knows of itself, and "about"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QMessageBox, QTextBrowser, QWidget

from inspector.formats.listing import all_formats, descriptions
from inspector.ui.language import localized_resource
from inspector.ui.tree.filter_box import FILTER_TERMS
from inspector.ui.tree.model import MARKS, mark_icon, mark_text
from inspector.ui.widgets.clipboard import copy_text
from inspector.ui.widgets.icons import application_icon
from inspector.ui.widgets.theme import Themed, current_theme, monospace_font
from inspector.ui.window.crash import versions
from inspector.wording import tr

__all__ = ["Guide", "guide_text", "show_about"]

_MARK_SIZE = 16
#: How languages without Latin letters mark the key of a menu entry: ``(&F)``.
_MNEMONIC = re.compile(r"\(&\w\)")
#: Of the heading of the page and of those of its sections, by the size of the text.
_SCALES = {1: 1.7, 2: 1.25}
_LINE_PERCENT = 125.0
_COLUMN_WIDTH = 82  # characters, beyond which lines are hard to follow


def guide_text(actions: Sequence[QAction]) -> str:
    """The guide as Markdown, with tables of the formats, the marks, the filter's language and the shortcuts filled in."""
    text = localized_resource("guide.md")
    tables = {
        "formats": _table(tr("format"), tr("written by"), descriptions(all_formats())),
        "marks": _table("", tr("mark"), ((f"![{mark.name}]({mark.name})", mark_text(mark)) for mark in MARKS)),
        "filters": _table(tr("term"), tr("meaning"), ((f"`{term}`", tr(meaning)) for term, meaning in FILTER_TERMS)),
        "shortcuts": _table(tr("key"), tr("does"), _shortcuts(actions)),
    }
    for name, table in tables.items():
        text = text.replace(f"[[{name}]]", table)
    return text


def _table(first: str, second: str, rows: Iterable[tuple[str, str]]) -> str:
    """A table of two columns in Markdown."""
    lines = [f"| {first} | {second} |", "|---|---|", *(f"| {a} | {b} |" for a, b in rows)]
    return "\n".join(lines)


def _shortcuts(actions: Sequence[QAction]) -> Iterable[tuple[str, str]]:
    for action in actions:
        text, _, hint = action.text().partition("\t")
        keys = hint or action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if keys:
            yield keys, _MNEMONIC.sub("", text).replace("&", "").removesuffix(" …").lstrip("0123456789 ")


class Guide(QDialog, Themed):
    """The guide in a window of its own, its sections at the left."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Guide"))
        self.resize(QSize(940, 720).boundedTo(parent.screen().availableSize() - QSize(32, 64)))
        self._actions = actions
        self.sections = QListWidget()
        self.sections.setAccessibleName(tr("Sections"))
        self.sections.setFixedWidth(190)
        self.sections.setSpacing(3)
        self.sections.setFrameShape(QFrame.Shape.NoFrame)
        self.sections.currentRowChanged.connect(self._go)
        self.page = QTextBrowser()
        self.page.setAccessibleName(tr("Guide"))
        self.page.setOpenLinks(False)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.sections)
        layout.addWidget(self.page, 1)
        self.take_theme()
        self.page.setFocus()

    def show_section(self, title: str) -> None:
        """Go to the section with a title."""
        for row in range(self.sections.count()):
            if self.sections.item(row).text() == title:
                self.sections.setCurrentRow(row)

    def take_theme(self) -> None:
        place = self.page.verticalScrollBar().value()
        document = self.page.document()
        document.setDefaultFont(self.font())
        self.page.setMarkdown(guide_text(self._actions))
        for mark in MARKS:
            picture = mark_icon(mark).pixmap(QSize(_MARK_SIZE, _MARK_SIZE), self.devicePixelRatioF()).toImage()
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(mark.name or ""), picture)
        _set_well(document, self.font())
        self._headings = [block for block in _blocks(document) if block.blockFormat().headingLevel() == 2]
        row = self.sections.currentRow()
        self.sections.blockSignals(True)
        self.sections.clear()
        self.sections.addItems([block.text() for block in self._headings])
        self.sections.setCurrentRow(row)
        self.sections.blockSignals(False)
        self.page.verticalScrollBar().setValue(place)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._headings):
            place = self.page.document().documentLayout().blockBoundingRect(self._headings[row]).top()
            self.page.verticalScrollBar().setValue(round(place) - 12)


def _blocks(document: QTextDocument) -> Iterable[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _set_well(document: QTextDocument, font: QFont) -> None:
    """Space, sizes and colours: Markdown comes without."""
    theme = current_theme()
    cursor = QTextCursor(document)
    cursor.beginEditBlock()  # laid out once, not after each of a thousand changes
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(28)
    frame.setRightMargin(28)
    frame.setTopMargin(18)
    frame.setBottomMargin(28)
    document.rootFrame().setFrameFormat(frame)
    for block in _blocks(document):
        level = block.blockFormat().headingLevel()
        shape = block.blockFormat()
        in_table = QTextCursor(block).currentTable() is not None
        shape.setLineHeight(_LINE_PERCENT, 1)  # QTextBlockFormat.ProportionalHeight
        shape.setTopMargin(22 if level == 2 else 0)
        shape.setBottomMargin(0 if in_table else 8)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(shape)
        if level:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
            letters = cursor.charFormat()
            letters.setFontPointSize(font.pointSizeF() * _SCALES.get(level, 1.0))
            letters.setFontWeight(QFont.Weight.DemiBold)
            cursor.setCharFormat(letters)
        _set_code(block, theme.hover)
    for child in document.rootFrame().childFrames():
        if isinstance(child, QTextTable):
            _set_table(child, theme.border, QFontMetrics(font).horizontalAdvance("x") * _COLUMN_WIDTH)
    cursor.endEditBlock()


def _set_code(block: QTextBlock, color: str) -> None:
    """Code in the system's fixed-width font, on a wash."""
    cursor = QTextCursor(block)
    spans = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if fragment.charFormat().fontFixedPitch():
            spans.append((fragment.position(), fragment.length()))
        iterator += 1
    for position, length in spans:
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        letters = cursor.charFormat()
        letters.setFont(monospace_font(0.95))
        letters.setBackground(QColor(color))
        cursor.setCharFormat(letters)


def _set_table(table: QTextTable, color: str, width: int) -> None:
    shape = QTextTableFormat(table.format())
    shape.setBorder(1)
    shape.setBorderBrush(QColor(color))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderCollapse(True)
    shape.setCellPadding(5)
    shape.setCellSpacing(0)
    shape.setBottomMargin(10)
    shape.setWidth(QTextLength(QTextLength.Type.VariableLength, 0))
    shape.setColumnWidthConstraints([QTextLength(), QTextLength(QTextLength.Type.VariableLength, width)])
    table.setFormat(shape)


def show_about(parent: QWidget) -> None:
    """Say what this is, and what it runs on."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("About Checkpoint Inspector"))
    box.setIconPixmap(application_icon().pixmap(QSize(64, 64), parent.devicePixelRatioF()))
    box.setTextFormat(Qt.TextFormat.PlainText)
    running = versions()
    box.setText(running[0])
    box.setInformativeText(
        tr(
            "Opens, inspects, extracts, compares and verifies checkpoints of any framework. Nothing "
            "in a file is ever executed. MIT license.\n\nRuns on {running}.\ntorch: not loaded. "
            "Verification loads it in a separate process.\n\nNo telemetry and no update check: the "
            "program opens no connection but to the addresses you open.",
            running=", ".join(running[1:]),
        )
    )
    box.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    copy = box.addButton(tr("Copy"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # it would close the box
    copy.clicked.connect(lambda: copy_text("\n".join(running)))
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
