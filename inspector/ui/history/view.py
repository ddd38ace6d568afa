"""What is shown of a run: what went wrong, a map of tensors by steps colored by any number, and lines over the steps.

Below them the distributions of the tensor that is selected in the map, step by step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector.names.layers import Stack
from inspector.operations.history import History, HistoryStat, RunStep, StepNumbers
from inspector.operations.step_ranks import with_effective_ranks
from inspector.sentences import translated
from inspector.sources.location import location_of
from inspector.text import number_text, printable
from inspector.ui.history.distributions import StepDistributions
from inspector.ui.history.lines import StepLines
from inspector.ui.layers.grid import LayerGrid
from inspector.ui.layers.legend import ScaleLegend
from inspector.ui.layers.scale import ColorScale, scale_of
from inspector.ui.runner import JobRunner, StoppedError
from inspector.ui.summary.report_saver import ReportSaver
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import bold, heading, labelled, plain_label
from inspector.ui.widgets.message import Notice
from inspector.wording import tr

__all__ = ["HistoryView"]

_PARAMETERS = ""


class HistoryView(QWidget):
    """The history of a run. ``compare_requested`` carries the places of two steps, ``file_requested`` that of one.

    ``prune_requested`` comes where the run is to be thinned.
    """

    compare_requested = Signal(object, object)
    file_requested = Signal(object)
    prune_requested = Signal()

    def __init__(self, history: History, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = history
        self._runner = runner
        self._has_ranks = False
        self._steps = [step for step in history.steps if not step.error]
        self._keys: list[str] = []
        self._cell: tuple[int, int] | None = None
        self.stat = QComboBox()
        self.stat.setAccessibleName(tr("What the cells are colored by"))
        for stat in HistoryStat:
            self.stat.addItem(tr(stat.label), stat.value)
        self.part = QComboBox()
        self.part.setAccessibleName(tr("Parameters, or a moment of the optimizer"))
        self.part.addItem(tr("Parameters"), _PARAMETERS)
        for moment in dict.fromkeys(moment for step in self._steps for _, moment in step.optimizer):
            self.part.addItem(tr("Optimizer: {moment}", moment=printable(moment)), moment)
        self.each_row = QCheckBox(tr("Scale each row"))
        self.grid = LayerGrid()
        self.grid.setAccessibleName(tr("Map of tensors by steps"))
        self.grid.activated.connect(self._select)
        self.legend = ScaleLegend()
        self.lines = StepLines()
        self.lines.activated.connect(self._select_line)
        self.lines_heading = heading("")
        self.distributions = StepDistributions(runner)
        self.distributions.activated.connect(self._select_step)
        self.detail = plain_label(tr("Select a cell for the numbers of a tensor at a step."), "muted", wrap=True)
        self.compare = QPushButton(tr("Compare with the step before"))
        self.compare.clicked.connect(self._compare)
        self.open_step = QPushButton(tr("Open this step"))
        self.open_step.clicked.connect(self._open)
        self.prune = QPushButton(tr("Thin this run…"))
        self.prune.setToolTip(tr("Keep the best, the last, every tenth checkpoint; the plan is shown first"))
        self.prune.clicked.connect(self.prune_requested)
        self.report = ReportSaver(
            f"{history.name} history",
            lambda path, _job: self.history.save(path),
            runner,
            tr("What went wrong, maps and lines over the steps as one HTML page to share"),
        )
        self._lay_out()
        for box in (self.stat, self.part):
            box.currentIndexChanged.connect(self._show_map)
        self.stat.currentIndexChanged.connect(self._ask_for_ranks)
        self.each_row.toggled.connect(self._color)
        self._show_map()

    def _lay_out(self) -> None:
        bar = FlowLayout(spacing=8)
        for widget in (
            labelled(tr("Show"), self.part),
            labelled(tr("colored by"), self.stat),
            self.each_row,
            self.prune,
            self.report,
        ):
            bar.addWidget(widget)
        below = QHBoxLayout()
        below.addWidget(self.detail, 1)
        below.addWidget(self.compare)
        below.addWidget(self.open_step)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        for widget in (*self._title(), *self._notices()):
            column.addWidget(widget)
        column.addWidget(heading(tr("Tensors by steps")))
        column.addLayout(bar)
        column.addWidget(self.report.state)
        column.addWidget(self.grid)
        column.addWidget(self.legend)
        column.addLayout(below)
        column.addWidget(self.lines_heading)
        column.addWidget(self.lines)
        column.addWidget(self.distributions)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setWidget(inside)
        area.setAccessibleName(tr("History"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _title(self) -> tuple[QWidget, QWidget]:
        """The name of the run, and how large it is."""
        name = plain_label(printable(self.history.name))
        name.setFont(bold(self.font(), 1.4))
        tensors = max((len(step.model) for step in self._steps), default=0)
        facts = tr(
            "%n step · {tensors} · {folder}",
            "%n steps · {tensors} · {folder}",
            len(self.history.steps),
            tensors=tr("%n tensor", "%n tensors", tensors),
            folder=location_of(self.history.folder).full_name,
        )
        return name, plain_label(printable(facts), "muted", wrap=True)

    def _notices(self) -> Iterator[QWidget]:
        """Where the run broke, what else is to be said of it, and which steps can't be read."""
        sentences = self.history.sentences
        if self.history.first_bad is not None:
            yield Notice("danger", translated(sentences.pop(0)))
        if sentences:
            yield Notice("info", translated(" ".join(sentences)))
        for step in self.history.steps:
            if step.error:
                text = tr("{name} can't be read: {error}", name=step.location.name, error=translated(step.error))
                yield Notice("warning", text)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being read for what is selected."""
        return self.distributions.is_settled and not any(map(self._runner.is_busy, (self, self.report)))

    def stop(self) -> None:
        """Stop what is being read."""
        for owner in (self, self.report):
            self._runner.cancel_owner(owner)
        self.distributions.stop()

    # effective ranks, which take long: they are computed once the map is to show them

    def _ask_for_ranks(self) -> None:
        if self.stat.currentData() != HistoryStat.EFFECTIVE_RANK or self._has_ranks or self._runner.is_busy(self):
            return
        found = self.history
        self._runner.start(
            (self, "ranks"),
            lambda job: with_effective_ranks(found, job=job),
            self._take_ranks,
            lambda error: self.detail.setText(
                tr("Cancelled. Choose the effective rank again to compute it.")
                if isinstance(error, StoppedError)
                else printable(translated(str(error)))
            ),
            tr("Computing effective ranks"),
        )

    def _take_ranks(self, found: History) -> None:
        self._has_ranks = True
        self.history = found
        self._steps = [step for step in found.steps if not step.error]
        self._shown = [self._numbers(step) for step in self._steps]
        self._color()

    # the map

    def _numbers(self, step: RunStep) -> dict[str, StepNumbers]:
        """What is shown of a step: the parameters, or one moment of them."""
        moment = self.part.currentData()
        if moment == _PARAMETERS:
            return step.model
        return {key: numbers for (key, each), numbers in step.optimizer.items() if each == moment}

    def _show_map(self) -> None:
        self._shown = [self._numbers(step) for step in self._steps]
        self._keys = list(dict.fromkeys(key for numbers in self._shown for key in numbers))
        said = [step.facts.step for step in self._steps]
        is_numbered = None not in said and len(set(said)) == len(said)
        layers = [step for step in said if step is not None] if is_numbered else list(range(len(said)))
        cells = {
            (layers[at], key): at * len(self._keys) + row
            for at, numbers in enumerate(self._shown)
            for row, key in enumerate(self._keys)
            if key in numbers
        }
        self.grid.show_stack(Stack("", layers, self._keys, cells))
        self.grid.setAccessibleName(tr("Map of tensors by steps"))
        self._cell = None
        self._color()

    def _color(self) -> None:
        stat = HistoryStat(self.stat.currentData())
        lines = [[stat.of(numbers[key]) if key in numbers else None for numbers in self._shown] for key in self._keys]
        values: dict[int, float] = {}
        texts: dict[int, str] = {}
        marked = set()
        for row, (key, line) in enumerate(zip(self._keys, lines, strict=True)):
            for at, value in enumerate(line):
                if key not in self._shown[at]:
                    continue
                position = at * len(self._keys) + row
                if value is not None and math.isfinite(value):
                    values[position] = value
                if not self._shown[at][key].is_finite:
                    marked.add(position)
                shown = stat.text_of(self._shown[at][key]) or tr("none")
                where = tr("{key} at step {step}", key=printable(key), step=self._steps[at].label)
                texts[position] = f"{where}\n{tr(stat.label)}: {shown}"
        whole = scale_of(values.values())
        self.grid.show_values(
            values, lambda position: texts.get(position, ""), self._scales(lines, whole), frozenset(marked)
        )
        by_row = self.each_row.isChecked()
        self.legend.show_scale(None if by_row else whole, stat.text, marked=len(marked))
        scaled = tr(", on a log scale") if whole is not None and whole.is_log else ""
        self.lines_heading.setText(tr("{what} over the steps", what=tr(stat.label)) + scaled)
        self.lines.show_lines([step.label for step in self._steps], self._keys, lines, whole)
        self._show_cell()

    def _scales(
        self, lines: Sequence[Sequence[float | None]], whole: ColorScale | None
    ) -> dict[str, ColorScale | None]:
        if not self.each_row.isChecked():
            return dict.fromkeys(self._keys, whole)
        found = ([value for value in line if value is not None] for line in lines)
        return {key: scale_of(values) for key, values in zip(self._keys, found, strict=True)}

    # the cell

    def _select(self, position: int) -> None:
        self._cell = divmod(position, len(self._keys))
        self._show_cell()

    def _select_line(self, row: int, at: int) -> None:
        self._cell = at, row
        self._show_cell()

    def _select_step(self, at: int) -> None:
        """Select a step of the tensor that is selected already."""
        if self._cell is not None:
            self._cell = at, self._cell[1]
            self._show_cell()

    def _show_cell(self) -> None:
        self.compare.setEnabled(self._cell is not None and self._cell[0] > 0)
        self.open_step.setEnabled(self._cell is not None)
        if self._cell is None:
            self.detail.setText(tr("Select a cell for the numbers of a tensor at a step."))
            self.lines.show_front(-1, -1)
            self.distributions.show_none()
            return
        at, row = self._cell
        self.detail.setText(printable(_cell_text(self._keys[row], self._steps[at], self._shown[at][self._keys[row]])))
        self.lines.show_front(row, at)
        self.distributions.show_tensor(self._steps, self._keys[row], self.part.currentData())

    def _compare(self) -> None:
        if self._cell is not None and self._cell[0] > 0:
            at = self._cell[0]
            self.compare_requested.emit(self._steps[at - 1].location, self._steps[at].location)

    def _open(self) -> None:
        if self._cell is not None:
            self.file_requested.emit(self._steps[self._cell[0]].location)


def _cell_text(key: str, step: RunStep, numbers: StepNumbers) -> str:
    """The numbers of one tensor at one step, in a line."""
    parts = [f"L2 {number_text(numbers.l2, 4)}", f"RMS {number_text(numbers.rms, 4)}"]
    if numbers.update_ratio is not None:
        parts.append(tr("relative update {ratio}", ratio=number_text(numbers.update_ratio, 4)))
    if numbers.effective_rank is not None:
        parts.append(tr("effective rank {rank}", rank=HistoryStat.EFFECTIVE_RANK.text_of(numbers)))
        if numbers.is_rank_estimated:
            parts[-1] += tr(" (estimated)")
    if not numbers.is_finite:
        parts.append(
            tr(
                "{nan:,} NaN, {inf:,} Inf, first at {place}",
                nan=numbers.nan,
                inf=numbers.inf,
                place=list(numbers.first_nan or ()),
            )
        )
    if numbers.dead_rows:
        rows = ", ".join(map(str, numbers.dead_row_indices))
        more = ", …" if numbers.dead_rows > len(numbers.dead_row_indices) else ""
        parts.append(
            tr("%n dead row: {rows}{more}", "%n dead rows: {rows}{more}", numbers.dead_rows, rows=rows, more=more)
        )
    where = tr("{key} at step {step}", key=key, step=step.label)
    return f"{where}: {' · '.join(parts)}"
