"""The values themselves: any 2-d slice of a tensor as a table, to read and to copy."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inspector.tensors.slices import Slice2D
from inspector.ui.document.document import Selection
from inspector.ui.panels.panel import ReadByView, SelectionPanel
from inspector.ui.panels.values_view import ValuesView

__all__ = ["ValuesPanel"]


class ValuesPanel(ReadByView, SelectionPanel[None]):
    """The table of the tensor selected."""

    title = "Values"

    view: ValuesView

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        return 8 if entry is not None and entry.storage is not None and entry.numel else 0

    def make(self) -> QWidget:
        self.view = ValuesView(self.context.runner)
        return self.view

    def begin(self, selection: Selection) -> None:
        entry = selection.tensor
        assert entry is not None
        self.view.offer(Slice2D.of(entry))
