"""The history of a run as one HTML page: what went wrong, maps of tensors by steps, lines over the steps, all steps.

It is written as the report on a checkpoint is: whatever comes from a file is made harmless, and nothing is loaded.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.analysis.overlay import spread
from inspector.comparing.report.drawings import harmless
from inspector.comparing.report.style import html_page
from inspector.errors import OutputError
from inspector.names.layers import Stack
from inspector.operations.history import History, HistoryStat, RunStep, StepNumbers
from inspector.operations.report_drawings import Measure, color_map, line_plot
from inspector.operations.report_page import html_table
from inspector.sentences import translated
from inspector.sources.location import LocalLocation
from inspector.text import number_text
from inspector.wording import tr
from inspector.writing.atomic_file import write_atomically

__all__ = ["history_page", "write_page"]

#: A map of more cells would be too large to look at, and for a browser.
_MAX_TENSORS, _MAX_STEPS = 60, 100
_MAX_ROWS = 1000
_MAX_LINES = 24
_MAX_MOMENTS = 4
#: What is drawn of a run; of these only what something has.
_MAPS = (HistoryStat.UPDATE_RATIO, HistoryStat.L2, HistoryStat.EFFECTIVE_RANK, HistoryStat.NAN, HistoryStat.DEAD_ROWS)
_ONLY_IF_ANY = frozenset((HistoryStat.NAN, HistoryStat.DEAD_ROWS))

Rows = Sequence[Mapping[str, StepNumbers]]
"""The numbers of each step by tensor."""


def write_page(history: History, path: str | os.PathLike[str]) -> None:
    """Write the page; raises OutputError for a file of the run, and if writing fails."""
    target = Path(path)
    for step in history.steps:
        if isinstance(step.location, LocalLocation) and _is_in(target, step.location.path):
            raise OutputError("is a file of this run; choose another name", str(path))
    write_atomically(path, history_page(history).encode())


def _is_in(target: Path, place: Path) -> bool:
    """Whether a file that exists is a step, or one of the files of a step that is a folder."""
    try:
        return target.exists() and (target.samefile(place) or (place.is_dir() and target.parent.samefile(place)))
    except (OSError, ValueError):  # writing will say what is wrong
        return False


def history_page(history: History) -> str:
    """The whole page. Takes time and space in proportion to what is shown, which is bounded."""
    name = harmless(history.name)
    read = [step for step in history.steps if not step.error]
    steps, tensors = tr("%n step", "%n steps", len(history.steps)), tr("%n tensor", "%n tensors", len(history.keys))
    facts = f"{steps} · {tensors} · {harmless(history.folder)}"
    sections = [(tr("What went wrong"), _sentences(history)), *_drawings(_shown(read)), (tr("Steps"), _steps(history))]
    body = "".join(f"<section><h2>{title}</h2>{content}</section>\n" for title, content in sections if content)
    return html_page(name, f'<header><h1>{name}</h1><p class="muted">{facts}</p></header>\n{body}')


def _sentences(history: History) -> str:
    sentences = [*history.sentences]
    if history.first_bad is None:
        sentences.insert(0, "Neither NaN nor infinity in any step.")
    sentences += [f"{step.location.name} can't be read: {step.error}" for step in history.steps if step.error]
    more = len(sentences) - _MAX_ROWS
    shown = "".join(f"<p>{harmless(translated(sentence))}</p>" for sentence in sentences[:_MAX_ROWS])
    return shown + (f'<p class="muted">{tr("and {count:,} more", count=more)}</p>' if more > 0 else "")


@dataclass(frozen=True, slots=True)
class _Shown:
    """Steps that are drawn, of how many, and where the run got worse among them."""

    steps: Sequence[RunStep]
    total: int

    @property
    def labels(self) -> list[str]:
        return [step.label for step in self.steps]

    @property
    def suffix(self) -> str:
        """What a caption adds where not all steps are drawn."""
        return (
            ""
            if len(self.steps) == self.total
            else tr(" ({count:,} of {total:,})", count=len(self.steps), total=self.total)
        )


def _shown(steps: Sequence[RunStep]) -> _Shown:
    """Steps evenly spaced, and the first that is bad in the optimizer or the model."""
    chosen = set(spread(range(len(steps)), _MAX_STEPS))
    for bad in ([step.bad_in_optimizer for step in steps], [step.bad_in_model for step in steps]):
        chosen |= set([at for at, count in enumerate(bad) if count][:1])
    return _Shown([steps[at] for at in sorted(chosen)], len(steps))


def _drawings(shown: _Shown) -> Iterator[tuple[str, str]]:
    """The maps and lines, each with its heading."""
    model: Rows = [step.model for step in shown.steps]
    for stat in _MAPS:
        drawn = _map(stat, model, shown, tr("of each tensor"))
        yield tr(stat.label), drawn + (_lines(stat, model, shown) if drawn and stat is HistoryStat.UPDATE_RATIO else "")
    moments = dict.fromkeys(moment for step in shown.steps for _, moment in step.optimizer)
    for moment in list(moments)[:_MAX_MOMENTS]:
        rows: Rows = [{key: found for (key, each), found in step.optimizer.items() if each == moment}
                      for step in shown.steps]  # fmt: skip
        name = harmless(moment)
        yield tr("Optimizer: {moment}", moment=name), _map(HistoryStat.L2, rows, shown, tr("of {moment}", moment=name))
    for title, values in (
        (tr("Loss"), [step.facts.loss for step in shown.steps]),
        (tr("Learning rate"), [step.facts.lr for step in shown.steps]),
    ):
        points = [(at, value) for at, value in enumerate(values) if value is not None and math.isfinite(value)]
        yield title, _plot([(title, points)], Measure(title, _text), shown, "")


def _measure(stat: HistoryStat) -> Measure:
    return Measure(tr(stat.label), stat.text)


def _text(value: float) -> str:
    return number_text(value, 4)


def _map(stat: HistoryStat, rows: Rows, shown: _Shown, what: str) -> str:
    """A row per tensor, a column per step; "" where no tensor has the number, or none has any of what is counted."""
    values = [{key: stat.of(numbers) for key, numbers in row.items()} for row in rows]
    if stat in _ONLY_IF_ANY and not any(value for row in values for value in row.values()):
        return ""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    drawn = _telling(keys, rows)
    cells = {(at, key): at * len(drawn) + number for at, row in enumerate(rows) for number, key in enumerate(drawn)
             if key in row}  # fmt: skip
    numbers = {position: value for (at, key), position in cells.items()
               if (value := values[at][key]) is not None and math.isfinite(value)}  # fmt: skip
    marked = {position for (at, key), position in cells.items() if not rows[at][key].is_finite}
    some = tr(", {count:,} of {total:,}", count=len(drawn), total=len(keys)) if len(drawn) < len(keys) else ""
    caption = tr("{what}{some}, a column per step{suffix}", what=what, some=some, suffix=shown.suffix)
    if marked:
        caption += tr("; with NaN or Inf in a red frame")
    labels = shown.labels
    return color_map(Stack("", range(len(rows)), drawn, cells), _measure(stat), numbers, labels, caption, marked)


def _telling(keys: Sequence[str], rows: Rows) -> list[str]:
    """The tensors that are drawn, in their order: those that broke or died, and those that moved most."""
    if len(keys) <= _MAX_TENSORS:
        return list(keys)

    def weight(key: str) -> tuple[bool, float]:
        found = [row[key] for row in rows if key in row]
        moved = [each.update_ratio for each in found if each.update_ratio is not None and each.update_ratio >= 0]
        return any(not each.is_finite or each.dead_rows for each in found), max(moved, default=0.0)

    chosen = set(sorted(keys, key=weight, reverse=True)[:_MAX_TENSORS])
    return [key for key in keys if key in chosen]


def _lines(stat: HistoryStat, rows: Rows, shown: _Shown) -> str:
    """A line per tensor over the steps, of those that tell most."""
    lines = []
    for key in _telling(list(dict.fromkeys(key for row in rows for key in row)), rows):
        values = [(at, stat.of(row[key])) for at, row in enumerate(rows) if key in row]
        lines.append((key, [(at, value) for at, value in values if value is not None and math.isfinite(value)]))
    return _plot(lines, _measure(stat), shown, tr("a line per tensor"))


def _plot(lines: Sequence[tuple[str, Sequence[tuple[int, float]]]], measure: Measure, shown: _Shown, each: str) -> str:
    long_enough = [(name, points) for name, points in lines if len(points) > 1]
    labels = shown.labels
    ends = (tr("step {label}", label=labels[0]), tr("step {label}", label=labels[-1])) if labels else ("", "")
    return line_plot(long_enough[:_MAX_LINES], measure, tr("over the steps{suffix}", suffix=shown.suffix), each, ends)


def _steps(history: History) -> str:
    table = history.table(_MAX_ROWS)
    rows = [[translated(cell) for cell in row] for row in table.rows]
    return html_table([tr(column.heading) for column in table.columns], rows, total=table.total)
