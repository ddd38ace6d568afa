"""The values of a pair: a, b or their difference, with what differs marked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from inspector.comparing.difference_heatmap import SlicePair
from inspector.comparing.results import PairResult
from inspector.tensors.entries import TensorEntry
from inspector.tensors.slices import Slice2D
from inspector.ui.comparison.panel import PairContext, PairPanel
from inspector.ui.panels.jobs import PanelJobs
from inspector.ui.panels.value_table import Span
from inspector.ui.panels.values_view import ValuesView
from inspector.wording import tr, translatable

__all__ = ["PairValues", "PairValuesPanel", "Shown"]


class Shown(StrEnum):
    """What the table holds."""

    A = "a"
    B = "b"
    DIFFERENCE = "b - a"


@dataclass(frozen=True, slots=True)
class PairValues:
    """The values of one side of a slice, or the difference; those that differ are marked."""

    pair: SlicePair
    shown: Shown

    @property
    def rows(self) -> int:
        """Number of rows."""
        return self.pair.rows

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.pair.columns

    def read(self, rows: Span, columns: Span) -> npt.NDArray[Any]:
        """The values chosen."""
        if self.shown is Shown.DIFFERENCE:
            return self.pair.read(rows, columns)
        return (self.pair.a if self.shown is Shown.A else self.pair.b).read(rows, columns)

    def marked(self, rows: Span, columns: Span) -> npt.NDArray[np.bool_]:
        """Where a and b differ; NaN does not from NaN."""
        a, b = self.pair.a.read(rows, columns), self.pair.b.read(rows, columns)
        differ: npt.NDArray[np.bool_] = np.asarray(a != b)
        if a.dtype.kind in "fc" and b.dtype.kind in "fc":
            differ &= ~(np.isnan(a) & np.isnan(b))
        return differ


class PairValuesPanel(PairPanel):
    """The table, and the choice of what it holds. It begins where the largest difference is."""

    title = translatable("Values")

    def __init__(self, context: PairContext) -> None:
        super().__init__(context)
        self._b: TensorEntry | None = None
        self._chosen = Shown.DIFFERENCE
        self._shown = Shown.DIFFERENCE

    def accepts(self, subject: PairResult) -> int:
        return 6 if subject.difference is not None and subject.difference.elements else 0

    def make(self) -> QWidget:
        page = QWidget()
        self.choices: dict[Shown, QToolButton] = {}
        group = QButtonGroup(page)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 0)
        for shown in Shown:
            self.choices[shown] = button = QToolButton()
            button.setText(shown.value)
            button.setCheckable(True)
            button.setToolTip(tr("Show {what}; cells that differ are marked", what=shown.value))
            button.clicked.connect(lambda _checked, shown=shown: self._choose(shown))
            group.addButton(button)
            bar.addWidget(button)
        bar.addStretch(1)
        self.view = ValuesView(self.context.runner)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self.view, 1)
        return page

    def begin(self, subject: PairResult, jobs: PanelJobs) -> None:
        a, found = subject.a, subject.difference
        assert a is not None
        assert found is not None
        self._b = subject.b
        can_subtract = found.compared > 0
        self.choices[Shown.DIFFERENCE].setEnabled(can_subtract)
        self._shown = Shown.B if self._chosen is Shown.DIFFERENCE and not can_subtract else self._chosen
        self.choices[self._shown].setChecked(True)
        source = Slice2D.of(a, found.max_at)
        self.view.offer(source, jobs, self._values_of)
        if found.max_at is not None:
            row, column = (0 if axis is None else found.max_at[axis] for axis in (source.row_axis, source.column_axis))
            self.view.reveal(row, column)

    @property
    def is_settled(self) -> bool:
        return self.view.is_settled

    def _values_of(self, source: Slice2D) -> PairValues:
        assert self._b is not None
        return PairValues(SlicePair.along(source, self._b), self._shown)

    def _choose(self, shown: Shown) -> None:
        self._chosen = self._shown = shown
        self.view.show_again()
