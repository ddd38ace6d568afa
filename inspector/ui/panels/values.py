"""The values themselves: any 2-d slice of a tensor as a table, to read, to search and to copy."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from inspector.analysis.locating import Landmark, located
from inspector.errors import InspectorError
from inspector.sentences import translated
from inspector.tensors.entries import TensorEntry
from inspector.tensors.slices import Slice2D, value_shape
from inspector.text import shape_text
from inspector.ui.document.document import Selection
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.panel import SelectionPanel
from inspector.ui.panels.values_view import ValuesView
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import ElidedLabel, labelled
from inspector.wording import tr, translatable

__all__ = ["LANDMARK_TIPS", "ValuesPanel"]

_BUTTONS = {
    Landmark.MIN: translatable("Min"),
    Landmark.MAX: translatable("Max"),
    Landmark.NAN: translatable("First NaN"),
    Landmark.INFINITE: translatable("First Inf"),
}
#: What a button that goes to one says.
LANDMARK_TIPS = {
    Landmark.MIN: translatable("Go to the minimum"),
    Landmark.MAX: translatable("Go to the maximum"),
    Landmark.NAN: translatable("Go to the first NaN"),
    Landmark.INFINITE: translatable("Go to the first infinity"),
}
_FOUND = {
    Landmark.MIN: translatable("The minimum is at {index}."),
    Landmark.MAX: translatable("The maximum is at {index}."),
    Landmark.NAN: translatable("The first NaN is at {index}."),
    Landmark.INFINITE: translatable("The first infinity is at {index}."),
}
_INDEX_WIDTH = 130


class ValuesPanel(SelectionPanel):
    """The table of the tensor selected, and going to a place in it: an index, an extreme, the first NaN."""

    title = translatable("Values")

    def accepts(self, selection: Selection) -> int:
        entry = selection.tensor
        return 8 if entry is not None and entry.storage is not None and entry.numel else 0

    def make(self) -> QWidget:
        page = QWidget()
        self._entry: TensorEntry | None = None
        self._jobs: PanelJobs | None = None
        self.index = QLineEdit()
        self.index.setPlaceholderText(tr("such as 3, 17"))
        self.index.setAccessibleName(tr("Index to go to"))
        self.index.setFixedWidth(_INDEX_WIDTH)
        self.index.returnPressed.connect(self._go_to_typed)
        self._bar = QWidget()
        flow = FlowLayout(self._bar, spacing=6)
        flow.addWidget(labelled(tr("Go to"), self.index))
        self.buttons: dict[Landmark, QPushButton] = {}
        for landmark, text in _BUTTONS.items():
            self.buttons[landmark] = button = QPushButton(tr(text))
            button.setToolTip(tr(LANDMARK_TIPS[landmark]))
            button.clicked.connect(lambda _checked, landmark=landmark: self.find(landmark))
            flow.addWidget(button)
        self.answer = ElidedLabel()
        self.view = ValuesView(self.context.runner)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._bar, self.answer):
            widget.setContentsMargins(12, 8, 12, 0)
            layout.addWidget(widget)
        layout.addWidget(self.view, 1)
        return page

    def begin(self, selection: Selection, jobs: PanelJobs) -> None:
        assert selection.tensor is not None
        self._entry, self._jobs = selection.tensor.values, jobs
        for button in self.buttons.values():
            button.setVisible(self._entry.has_numbers)
        self._bar.setVisible(bool(self._entry.shape))
        self._say("")
        self.view.offer(Slice2D.of(self._entry), jobs)

    @property
    def is_settled(self) -> bool:
        return self.view.is_settled

    def find(self, landmark: Landmark) -> None:
        """Search the tensor, and go to what is found."""
        entry, jobs = self._entry, self._jobs
        if entry is None or jobs is None:
            return
        self._say(tr("Searching"))

        def show(found: tuple[int, ...] | None) -> None:
            if found is None:
                self._say(tr("No finite values.") if landmark in (Landmark.MIN, Landmark.MAX) else tr("There is none."))
            else:
                self.go_to(found, tr(_FOUND[landmark], index=_index_text(found)))

        def failed(error: InspectorError) -> None:
            self._say(translated(str(error)))

        jobs.start(
            lambda job: located(entry, landmark, job), show, failed, tr("Searching the tensor"), purpose="search"
        )

    def go_to(self, index: tuple[int, ...], answer: str = "") -> None:
        """Show and select the value at an index."""
        if self._entry is not None and self._jobs is not None:
            self.view.show_place(Slice2D.of(self._entry, index), self._jobs)
            self._say(answer or tr("At {index}.", index=_index_text(index)))

    def _go_to_typed(self) -> None:
        assert self._entry is not None
        shape = value_shape(self._entry)
        numbers = [int(text) for text in re.findall(r"-?\d{1,18}", self.index.text())]
        index = tuple(at + size if at < 0 else at for at, size in zip(numbers, shape, strict=False))
        if len(numbers) != len(shape) or any(not 0 <= at < size for at, size in zip(index, shape, strict=True)):
            self._say(tr("Not an index of {shape}: type a number for each axis.", shape=shape_text(shape)))
        else:
            self.go_to(index)

    def _say(self, text: str) -> None:
        self.answer.set_text(text)
        self.answer.setVisible(bool(text))


def _index_text(index: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, index))}]"
