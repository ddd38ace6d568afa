"""Where extracting has its place in the window: the tray below the tabs, and what is done with rows selected in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.ui.inspection.view import DocumentView
from inspector.ui.runner import JobRunner
from inspector.ui.settings import Settings
from inspector.writing.plan import Plan

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint
    from inspector.ui.extraction.controller import ExtractionController
    from inspector.ui.extraction.tray import ExtractTray

__all__ = ["ExtractionPane"]

_HEIGHT = 260


class ExtractionPane(QObject):
    """Shows the extract tray in the window's ``splitter``, once it is first needed.

    ``said`` carries a sentence for the status bar, ``open_wanted`` a file to look at; ``released`` comes when a checkpoint
    may no longer be needed; ``unclaimed`` is told of a file that nothing took, and of what saves it.
    """

    said = Signal(str)
    open_wanted = Signal(Path)
    released = Signal()
    unclaimed = Signal(str, object)

    def __init__(self, runner: JobRunner, settings: Settings, splitter: QSplitter, window: QWidget) -> None:
        super().__init__(window)
        self._runner = runner
        self._settings = settings
        self._splitter = splitter
        self._window = window
        self._controller: ExtractionController | None = None
        #: Which module an open checkpoint is of, as far as that was found.
        self.architecture_of: Callable[[Checkpoint], Blueprint | None] = lambda _checkpoint: None

    @property
    def controller(self) -> ExtractionController:
        """What extracts, made when first asked for."""
        if self._controller is None:
            from inspector.ui.extraction.controller import ExtractionController

            self._controller = ExtractionController(self._runner, self._settings, self._window)
            self._controller.architecture_of = lambda checkpoint: self.architecture_of(checkpoint)
            self._controller.tray_wanted.connect(lambda: self.show(True))
            self._controller.said.connect(self.said)
            self._controller.open_wanted.connect(self.open_wanted)
            self._controller.unclaimed.connect(self.unclaimed)
            self._controller.released.connect(self.released)
        return self._controller

    @property
    def tray(self) -> ExtractTray | None:
        """The extract tray, if it was ever used."""
        return self._controller.tray if self._controller is not None else None

    @property
    def plan(self) -> Plan | None:
        """What is in the extract tray, None if that was never used."""
        return self._controller.plan if self._controller is not None else None

    @property
    def is_settled(self) -> bool:
        """Whether the tray shows all it is asked for."""
        return self._controller is None or self._controller.is_settled

    def sources(self) -> Iterable[Checkpoint]:
        """The checkpoints that the tray reads from."""
        return self._controller.sources() if self._controller is not None else ()

    def take_defaults(self) -> None:
        """Let the tray have the format and the type that the settings have."""
        if self._controller is not None:
            self._controller.take_defaults()

    def let_go(self) -> None:
        """Need no checkpoint any more: the window closes."""
        if self._controller is not None:
            self._controller.let_go()

    def use_rows(self, view: DocumentView, what: str) -> None:
        """Put the selected rows of a document in the tray, export, copy or drag them."""
        from inspector.ui.extraction.rows import rows_at

        rows = rows_at(view.document, view.tree.model.tree_layout, view.selected_nodes)
        if what == "drag":
            self.controller.drag(view.tree.view, rows)
        elif what == "export":
            self.controller.export(rows)
        elif what == "tray":
            self.controller.add(rows)
        elif keys := view.selected_keys:
            self.controller.copy(rows, keys)

    def show(self, visible: bool) -> None:
        """Show or hide the tray."""
        tray = self.controller.tray
        if self._splitter.indexOf(tray) < 0:
            self._splitter.addWidget(tray)
            self._splitter.setStretchFactor(0, 1)
            self._splitter.setCollapsible(1, False)
            self._splitter.setSizes([self._window.height() - _HEIGHT, _HEIGHT])
            tray.close_requested.connect(lambda: self.show(False))
        tray.setVisible(visible)

    def line_up(self, plan: Plan) -> None:
        """Fill the tray and show it."""
        self.controller.tray.set_plan(plan)
        self.show(True)

    def toggle(self) -> None:
        """Show the tray, or hide it."""
        self.show(not self.controller.tray.isVisible())
