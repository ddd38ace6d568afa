"""A picture of a checkpoint for file managers: its format, its size, and how the values of its largest tensors spread.

File managers ask for it whenever they show a folder, of files that nobody chose to open. So it is as careful as the window,
executes nothing, reads a sample of a few tensors and no more, and gives up after some seconds: there is no picture then.
https://specifications.freedesktop.org/thumbnail-spec/latest/
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from threading import Timer

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QImage, QPainter, QPen

import inspector
from inspector.analysis.sparkline import sparkline
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.totals import totals
from inspector.errors import InspectorError
from inspector.formats.listing import format_named
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.text import printable, size_text
from inspector.ui.tree.sparklines import draw_sparkline
from inspector.ui.widgets.themes import LIGHT

__all__ = ["MAX_SIZE", "draw_thumbnail", "write_thumbnail"]

MAX_SIZE = 1024
_SECONDS = 8.0
_ROWS = 4
#: Below these many pixels names would not be legible.
_LEGIBLE = 96


def write_thumbnail(file: str, target: str, size: int) -> None:
    """Draw ``file`` to a PNG of at most ``size`` pixels on each side. Raises InspectorError, Cancelled if it takes long."""
    application = QGuiApplication.instance() or QGuiApplication(["checkpoint-inspector"])  # fonts need one
    job = Job()
    patience = Timer(_SECONDS, job.cancel)
    patience.daemon = True
    patience.start()
    try:
        with inspector.open(file, job) as checkpoint:
            image = draw_thumbnail(checkpoint, size, job)
    finally:
        patience.cancel()
    if not image.save(target, "PNG"):  # type: ignore[call-overload]  # PySide6 wants bytes, Qt text
        raise InspectorError(f"{target}: the picture can't be written")
    del application


def draw_thumbnail(checkpoint: Checkpoint, size: int, job: Job) -> QImage:
    """The picture: a card of ``size`` by ``size`` pixels."""
    size = max(16, min(size, MAX_SIZE))
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    margin = size // 16
    painter.setPen(QPen(QColor(LIGHT.border), max(1, size // 128)))
    painter.setBrush(QColor(LIGHT.base))
    painter.drawRoundedRect(QRect(margin // 2, margin // 2, size - margin, size - margin), margin, margin)
    known = format_named(checkpoint.format)
    title = checkpoint.format if known is None else known.title
    nbytes = size_text(totals(checkpoint.entries, job).storage_nbytes)
    line = size // 7
    place = QRect(2 * margin, margin, size - 4 * margin, line)
    _write(painter, place, title, LIGHT.text, bold=True)
    _write(painter, place.translated(0, line), nbytes, LIGHT.muted)
    room = QRect(2 * margin, margin + 2 * line + margin // 2, place.width(), size - 3 * margin - 2 * line)
    _draw_tensors(painter, room, _largest(checkpoint), job)
    painter.end()
    return image


def _largest(checkpoint: Checkpoint) -> list[TensorEntry]:
    """The largest tensors that have numbers, in the order of the file."""
    tensors = [
        (number, tensor)
        for number, tensor in enumerate(checkpoint.state_tensors)
        if tensor.numel and tensor.dtype.is_numeric and tensor.storage is not None
    ]
    return [
        tensor for _, tensor in sorted(nlargest(_ROWS, tensors, key=lambda row: row[1].numel), key=lambda row: row[0])
    ]


def _draw_tensors(painter: QPainter, room: QRect, tensors: Sequence[TensorEntry], job: Job) -> None:
    """A row for each: the end of its key, and its sparkline."""
    height = room.height() // _ROWS
    for number, tensor in enumerate(tensors):
        row = QRect(room.left(), room.top() + number * height, room.width(), height - 1)
        bars = row
        if room.width() >= _LEGIBLE:
            half = row.width() // 2
            name = QRect(row.left(), row.top(), half - 4, row.height())
            _write(
                painter, name, printable(tensor.key[-80:]), LIGHT.muted, scale=0.42, elide=Qt.TextElideMode.ElideLeft
            )
            bars = row.adjusted(half, 0, 0, 0)
        try:
            heights = sparkline(tensor, job).heights
        except InspectorError:
            continue  # opened, the file says why
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.accent))
        draw_sparkline(painter, bars, heights)


def _write(
    painter: QPainter,
    place: QRect,
    text: str,
    color: str,
    *,
    bold: bool = False,
    scale: float = 0.6,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    font = QFont()
    font.setPixelSize(max(6, min(int(place.height() * scale), 64)))
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, elide, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
