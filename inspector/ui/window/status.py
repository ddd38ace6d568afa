"""The status bar: what runs, how far it is, how long it will take, and the button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from inspector.sentences import translated
from inspector.sources.remote.remote_object import TRAFFIC, fetched_text
from inspector.ui.runner import JobRunner, Purpose, Task
from inspector.ui.widgets.buttons import IconButton
from inspector.ui.widgets.labels import ElidedLabel
from inspector.wording import tr

__all__ = ["JobStrip"]

#: Work that ends sooner is not worth a word.
_PATIENCE_SECONDS = 0.25
_ESTIMATE_AFTER_SECONDS = 2.0
_STEPS = 1000


class JobStrip(QWidget):
    """Shows the oldest work under way that takes long enough to be seen."""

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._shown: Purpose | None = None
        self._fetched_before = 0
        self.text = ElidedLabel()
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self.bar.setAccessibleName(tr("Progress"))
        self.button = IconButton("cancel", tr("Cancel"))
        self.button.clicked.connect(self._cancel)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addWidget(self.bar)
        layout.addWidget(self.button)
        runner.changed.connect(self._update)
        self.hide()

    def _update(self) -> None:
        tasks = [task for task in self._runner.tasks if task.what and task.seconds >= _PATIENCE_SECONDS]
        self.setVisible(bool(tasks))
        shown = tasks[0].purpose if tasks else None
        if shown != self._shown:
            self._shown, self._fetched_before = shown, TRAFFIC.nbytes
        if not tasks:
            return
        task = tasks[0]
        fraction = task.job.progress.fraction
        self.bar.setRange(0, 0 if fraction is None else _STEPS)
        if fraction is not None:
            self.bar.setValue(int(fraction * _STEPS))
        more = f"  (+{len(tasks) - 1})" if len(tasks) > 1 else ""
        what = translated(task.job.progress.what) or task.what
        text = f"{what}{_time_left(task)}{fetched_text(self._fetched_before)}{more}"
        if text != self.text.text:
            self.text.set_text(text)
            self.text.updateGeometry()

    def _cancel(self) -> None:
        if self._shown is not None:
            self._runner.stop(self._shown)


def _time_left(task: Task) -> str:
    fraction = task.job.progress.fraction
    if not fraction or task.seconds < _ESTIMATE_AFTER_SECONDS:
        return "" if fraction is None else f" {fraction:.0%}"
    seconds = task.seconds * (1 - fraction) / fraction
    left = f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
    return tr(" {fraction:.0%}, {left} left", fraction=fraction, left=left)
