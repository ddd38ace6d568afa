"""The box one types a filter into: it reads what is typed when typing pauses, and says below what it can't read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from inspector.errors import SelectionError
from inspector.names.filter import Query, parse
from inspector.sentences import translated
from inspector.ui.widgets.buttons import give_clear_button
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import plain_label
from inspector.ui.widgets.theme import Themed
from inspector.wording import tr, translatable

__all__ = ["FILTER_TERMS", "FilterBox"]

#: How long typing must pause before the filter is applied.
_DEBOUNCE_MS = 60
#: The language of the box, as examples and what they mean.
FILTER_TERMS = (
    ("attn weight", translatable("words in the key, in any order")),
    (r"/layers\.[0-3]\./", translatable("a regular expression on the key")),
    ("shape:4096", translatable("any axis of this size")),
    ("shape:64x3x7x7", translatable("the exact shape; * is any size")),
    ("dtype:bf16", translatable("the data type")),
    ("size>1M, params<=4096", translatable("size in bytes, number of elements")),
    (
        "std>1, max>100, zeros>50%",
        translatable("min, max, mean, median, std, rms, l2, peak (max / rms), zeros, nan, inf"),
    ),
    ("has:nan", translatable("contains NaN; also has:inf, has:zeros")),
    ("conv or size>1M", translatable("either one")),
    ("-bias", translatable("prefix with - to exclude")),
)


class FilterBox(QLineEdit, Themed):
    """``queried`` carries another :class:`Query`, ``entered`` comes when the keyboard goes on to what is filtered.

    The owner places ``problem``, which is hidden while the text can be read.
    """

    queried = Signal(object)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = Query(())
        self.setPlaceholderText(tr("Filter: words, shape:4096, dtype:bf16, std>1, has:nan, /regex/"))
        terms = [f"{term} — {tr(meaning)}" for term, meaning in FILTER_TERMS]
        self.setToolTip("\n".join([tr("Show only the entries that match every term:"), *terms]))
        self.setAccessibleName(tr("Filter the entries"))
        give_clear_button(self)
        self._search = self.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self._search.setText(tr("Filter"))
        self.problem = plain_label("", "error", wrap=True)
        self.problem.setContentsMargins(10, 0, 10, 6)
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.problem.hide()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_DEBOUNCE_MS)
        self._typing.timeout.connect(self.apply)
        self.textChanged.connect(lambda: self._typing.start())

    @property
    def is_settled(self) -> bool:
        """Whether what was typed has been read."""
        return not self._typing.isActive()

    def apply(self) -> None:
        """Read what is typed, now."""
        self._typing.stop()
        try:
            query = parse(self.text())
        except SelectionError as error:
            self.show_problem(translated(str(error)))
            return
        self.show_problem("")
        if query != self.query:
            self.query = query
            self.queried.emit(query)

    def show_problem(self, text: str) -> None:
        """Say what is wrong; nothing if ``text`` is empty."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if self.property("invalid") is not bool(text):
            self.setProperty("invalid", bool(text))
            self.style().unpolish(self)
            self.style().polish(self)

    def focus(self) -> None:
        """Go here, the text selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def take_theme(self) -> None:
        self._search.setIcon(icon("search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears or goes on; Down and Return go on."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.apply()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
