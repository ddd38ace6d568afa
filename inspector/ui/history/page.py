"""The tab of a training run: its checkpoints are read in a thread, what is known from before is there at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, InspectorError
from inspector.operations.history import History, folder_of, history
from inspector.sentences import translated
from inspector.sources.location import Location
from inspector.text import printable
from inspector.ui.history.view import HistoryView
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.tab import Tab
from inspector.ui.widgets.message import Message, failure_sentence
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.ui.history.pruning import PruneDialog

__all__ = ["HistoryPage"]


class HistoryPage(Tab):
    """The history of the run in a folder, or of several files. Signals carry places of steps."""

    compare_requested = Signal(object, object)
    file_requested = Signal(object)

    def __init__(self, places: Sequence[Location], runner: JobRunner) -> None:
        super().__init__()
        self._places = tuple(places)
        self._name = places[0].name if len(places) == 1 else folder_of(places).rstrip("/").rpartition("/")[2]
        self.view: HistoryView | None = None
        self.error: InspectorError | None = None
        self._runner = runner
        self.open()

    @property
    def title(self) -> str:
        return tr("{name} (history)", name=printable(self._name or str(self._places[0])))

    @property
    def places(self) -> tuple[Location, ...]:
        return self._places

    @property
    def is_open(self) -> bool:
        return False  # there is no tree to filter and to fold

    @property
    def is_settled(self) -> bool:
        return self.view.is_settled if self.view is not None else self.error is not None

    @property
    def sums(self) -> Sequence[str]:
        return [] if self.view is None else [tr("%n step", "%n steps", len(self.view.history.steps))]

    @property
    def problems(self) -> Sequence[str]:
        return [] if self.error is None else [str(self.error)]

    @property
    def checkpoints(self) -> Sequence[Checkpoint]:
        return ()

    def open(self) -> None:
        self._stop_view()
        self.view = self.error = None
        self._show_alone(Message("recent", tr("Reading {name}", name=self._name), ""))
        fresh = [place.fresh() for place in self._places]
        self._runner.start(
            (self, "history"),
            lambda job: history(fresh[0] if len(fresh) == 1 else fresh, job=job),
            self._show,
            self._fail,
            tr("Reading {name}", name=self._name),
        )

    def _show(self, found: History) -> None:
        self.view = HistoryView(found, self._runner)
        self.view.compare_requested.connect(self.compare_requested)
        self.view.file_requested.connect(self.file_requested)
        self.view.prune.setVisible(len(self._places) == 1 and not self._places[0].is_far)
        self.view.prune_requested.connect(self.thin)
        self._show_alone(self.view)
        self.opened.emit()

    def thin(self) -> PruneDialog:
        """Ask which checkpoints of the run should stay; shown anew once the others are deleted."""
        from inspector.ui.history.pruning import PruneDialog  # few runs are thinned

        dialog = PruneDialog(self._places[0], self._runner, self)
        dialog.pruned.connect(self.open)
        dialog.open()
        return dialog

    def _fail(self, error: InspectorError) -> None:
        self.error = error
        if isinstance(error, StoppedError):
            message = Message(
                "cancel", tr("Cancelled"), tr("The history of {name} was not read to its end.", name=self._name)
            )
        else:
            reason = error.reason if isinstance(error, CheckpointError) else translated(str(error))
            message = Message("warning", tr("No history"), failure_sentence(self._name, printable(reason)))
        message.add_button(tr("Try again"), primary=True).clicked.connect(lambda: self.open())
        message.add_button(tr("Close")).clicked.connect(self.close_requested)
        self._show_alone(message)
        self.failed.emit()

    def _stop_view(self) -> None:
        if self.view is not None:
            self.view.stop()

    def close_page(self) -> None:
        self._stop_view()
        self._runner.cancel_owner(self)

    def select_key(self, key: str) -> None:
        pass  # no single tensor is selected here

    def focus_filter(self) -> None:
        pass

    def show_summary(self) -> None:
        pass

    def expand_all(self) -> bool:
        return True

    def collapse_all(self) -> None:
        pass
