"""The lines of the summary that say whether the numbers of a file are those of a healthy model."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from inspector.analysis.health import Health, health
from inspector.errors import InspectorError
from inspector.jobs import Job
from inspector.sentences import translated
from inspector.text import size_text
from inspector.ui.document.document import Document, Mark
from inspector.ui.document.numbers import TensorNumbers
from inspector.ui.runner import JobRunner
from inspector.ui.summary.entry_links import NOTICE_INDENT, EntryLinks
from inspector.ui.widgets.labels import plain_label
from inspector.ui.widgets.message import Notice
from inspector.wording import tr

__all__ = ["HealthView"]

#: The lists of :class:`Health`; what has a severity is a notice, since it should not be; untrained weights are no damage.
_WHAT: Sequence[tuple[str, str, Callable[[int], str]]] = (
    ("not_finite", "warning", lambda n: tr("%n tensor contains NaN or Inf.", "%n tensors contain NaN or Inf.", n)),
    ("unreadable", "warning", lambda n: tr("%n tensor can't be read.", "%n tensors can't be read.", n)),
    ("all_zero", "", lambda n: tr("%n tensor is all zero.", "%n tensors are all zero.", n)),
    ("constant", "", lambda n: tr("%n tensor is constant.", "%n tensors are constant.", n)),
)


class HealthView(QWidget):
    """Checks all values of a document, at once where that takes a moment, or else when asked to."""

    def __init__(
        self,
        document: Document,
        runner: JobRunner,
        numbers: TensorNumbers,
        select: Callable[[int], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._runner = runner
        self._numbers = numbers
        self._select = select
        self.sentence = plain_label("", "muted", wrap=True)
        self.button = QPushButton(tr("Check"))
        self.button.setToolTip(tr("Read all values and look for NaN, Inf and all-zero tensors"))
        self.button.clicked.connect(self.check)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.button)
        self._found = QVBoxLayout()
        self._found.setSpacing(10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(10)
        layout.addLayout(self._found)
        layout.addLayout(row)
        self._begin()

    @property
    def is_settled(self) -> bool:
        """Whether no check is under way."""
        return not self._runner.is_running((self, "health"))

    def check(self) -> None:
        """Look at all values."""
        self.button.hide()
        self.sentence.setText(tr("Checking all values …"))
        entries = self._document.checkpoint.entries

        def work(job: Job) -> Health:
            return health(entries, job)

        self._runner.start((self, "health"), work, self._show, self._failed, tr("Checking all values"))

    def _begin(self) -> None:
        if self._numbers.is_read_on_opening:
            self.check()
        else:
            nbytes = self._document.readable_nbytes
            self._offer(tr("Not yet checked for NaN/Inf (reads {nbytes}).", nbytes=size_text(nbytes)))

    def _offer(self, sentence: str) -> None:
        self.sentence.setText(sentence)
        self.button.show()

    def _failed(self, error: InspectorError) -> None:
        self._offer(tr("Not checked for NaN/Inf: {error}.", error=translated(str(error))))

    def _show(self, found: Health) -> None:
        self._numbers.note(found.not_finite, Mark.NOT_FINITE)
        self._numbers.note(found.all_zero, Mark.ALL_ZERO)
        for kind, severity, said_of in _WHAT:
            indices: Sequence[int] = getattr(found, kind)
            if indices:
                sentence = said_of(len(indices))
                said = Notice(severity, sentence) if severity else plain_label(sentence, "muted", wrap=True)
                together = QVBoxLayout()
                together.setSpacing(2)
                together.addWidget(said)
                indent = NOTICE_INDENT if severity else 0
                together.addWidget(EntryLinks(self._document, indices, self._select, indent))
                self._found.addLayout(together)
        self.sentence.setText(self._checked_text(found))
        self.sentence.setVisible(found.checked > 0)

    def _checked_text(self, found: Health) -> str:
        """How many tensors were checked, and what there is of others."""
        tensors = self._document.checkpoint.tensors
        empty = sum(tensor.numel == 0 for tensor in tensors)
        others = len(tensors) - found.checked - empty
        is_fine = not (found.not_finite or found.unreadable)
        parts = [tr("%n tensor checked", "%n tensors checked", found.checked)]
        if is_fine:
            parts[0] += tr(", all values finite")
        if empty:
            parts.append(tr("{count:,} empty", count=empty))
        if others:
            parts.append(tr("{count:,} without numbers", count=others))
        return tr("{sentence}.", sentence="; ".join(parts))
