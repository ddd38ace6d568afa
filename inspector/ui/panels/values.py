"""The values themselves: any 2-d slice of a tensor as a table, to read and to copy."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inspector.tensors.slices import Slice2D
from inspector.ui.document.document import Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import SelectionPanel
from inspector.ui.panels.values_view import ValuesView

__all__ = ["ValuesPanel"]


class ValuesPanel(SelectionPanel):
    """The table of the tensor selected."""

    title = "Values"

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        return 8 if entry is not None and entry.storage is not None and entry.numel else 0

    def make(self) -> QWidget:
        self.view = ValuesView(self.context.runner)
        return self.view

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        entry = selection.tensor
        assert entry is not None
        self.view.offer(Slice2D.of(entry), jobs)

    @property
    def is_settled(self) -> bool:
        return self.view.is_settled
