"""The menu of every plot and picture: copied or saved as it is seen, or as the numbers it was drawn from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QFileDialog, QGraphicsView, QMenu, QMessageBox, QWidget

from inspector.errors import OutputError
from inspector.sentences import translated
from inspector.tables import csv_text
from inspector.ui.widgets.clipboard import copy_text
from inspector.ui.widgets.icons import icon
from inspector.wording import tr
from inspector.writing.atomic_file import write_atomically

__all__ = ["PictureMenu"]

#: Pixels to a point of what is copied or saved: sharp on slides.
_RATIO = 2
Numbers = Iterable[Sequence[object]]
Action = tuple[str, Callable[[], object]]


class PictureMenu(QObject):
    """The context menu of a widget that is a plot, called ``name`` ("histogram") when it is saved.

    ``numbers`` gives what is drawn as rows, the first of which are the headings. ``actions`` are those of the place that was
    clicked, which come first.
    """

    def __init__(
        self,
        widget: QWidget,
        name: str,
        numbers: Callable[[], Numbers],
        actions: Callable[[QPoint], Sequence[Action]] = lambda _place: (),
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._name = name
        self._numbers = numbers
        self._actions = actions
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self._show)

    def menu(self, place: QPoint) -> QMenu:
        """What can be done with the picture, and with ``place`` in it."""
        menu = QMenu(self._widget)
        for text, slot in self._actions(place):
            menu.addAction(text, slot)
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(icon("copy"), tr("Copy image"), self.copy_image)
        menu.addAction(tr("Copy numbers"), self.copy_numbers)
        menu.addSeparator()
        for kind in ("PNG", "SVG", "CSV"):
            action = menu.addAction(tr("Save numbers as CSV…") if kind == "CSV" else tr("Save as {kind}…", kind=kind))
            action.triggered.connect(partial(self._ask_where_to_save, kind))
        return menu

    def copy_image(self) -> None:
        """Copy the plot as a picture."""
        QGuiApplication.clipboard().setImage(self._image())

    def copy_numbers(self) -> None:
        """Copy the numbers as text separated by tabs, as spreadsheets take it."""
        copy_text(csv_text(self._numbers(), "\t"))

    def save(self, path: Path) -> None:
        """Write what the suffix says: ``.png`` and ``.svg`` the picture, ``.csv`` the numbers. Raises OutputError."""
        suffix = path.suffix.lower()
        write_atomically(path, {".svg": self._svg, ".csv": self._csv}.get(suffix, self._png)())

    def _show(self, place: QPoint) -> None:
        menu = self.menu(place)
        menu.exec(self._widget.mapToGlobal(place))
        menu.deleteLater()

    def _ask_where_to_save(self, kind: str, _checked: bool = False) -> None:
        suffix = f".{kind.lower()}"
        text, _ = QFileDialog.getSaveFileName(self._widget, tr("Save"), f"{self._name}{suffix}", f"{kind} (*{suffix})")
        if not text:
            return
        path = Path(text)
        try:
            self.save(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix))
        except OutputError as error:
            box = QMessageBox(QMessageBox.Icon.Warning, tr("Not saved"), translated(str(error)), parent=self._widget)
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            box.open()

    def _image(self) -> QImage:
        image = QImage(self._widget.size() * _RATIO, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(_RATIO)
        painter = QPainter(image)
        self._paint(painter)
        painter.end()
        return image

    def _paint(self, painter: QPainter) -> None:
        widget, whole = self._widget, QRect(QPoint(), self._widget.size())
        painter.fillRect(whole, widget.palette().base())
        if isinstance(widget, QGraphicsView):
            widget.render(painter, QRectF(whole), whole)
        else:
            widget.render(painter, QPoint())

    def _png(self) -> bytes:
        data, buffer = _buffer()
        QImageWriter(buffer, QByteArray(b"png")).write(self._image())
        return bytes(data.data())

    def _svg(self) -> bytes:
        from PySide6.QtSvg import QSvgGenerator  # few save any

        data, buffer = _buffer()
        size = self._widget.size()
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(size)
        generator.setViewBox(QRect(QPoint(), size))
        generator.setTitle(self._name)
        painter = QPainter(generator)
        self._paint(painter)
        painter.end()
        return bytes(data.data())

    def _csv(self) -> bytes:
        return csv_text(self._numbers()).encode("utf-8", "replace")  # keys may hold lone surrogates


def _buffer() -> tuple[QByteArray, QBuffer]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return data, buffer
