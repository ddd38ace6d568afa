"""The pictures of pages, as SVG: the map of a checkpoint's layers or of a run's steps, and lines over depth or steps."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from inspector.comparing.report.drawings import harmless
from inspector.names.layers import Role, Stack, roles
from inspector.operations.columns import TensorColumn
from inspector.text import shortened
from inspector.wording import tr

__all__ = ["Measure", "color_map", "depth_plot", "layer_map", "line_plot"]

#: Numbers by the position of the key.
Numbers = Mapping[int, float]

_CELL, _ROW, _LABELS = 26, 18, 230
_MAX_LAYERS, _MAX_ROLES = 200, 60
_PLOT = (960, 260)
_LEFT, _MARGIN = 70, 10
#: Numbers that span more than this are drawn on a logarithmic scale.
_LINEAR_SPAN = 30.0
_MAX_LINES = 24
#: The width of a digit of a label.
_DIGIT = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is: its name, and how it is written."""

    title: str
    text: Callable[[float], str]


class _Scale:
    """Numbers as shares from 0 to 1, of their logarithms where they span decades."""

    def __init__(self, numbers: Sequence[float]) -> None:
        self.low, self.high = min(numbers), max(numbers)
        self.is_log = self.low > 0 and self.high / self.low > _LINEAR_SPAN

    def share(self, number: float) -> float:
        """Where a number lies; 0.5 if all are the same."""
        low, high, at = (math.log(each) if self.is_log else each for each in (self.low, self.high, number))
        return (at - low) / (high - low) if 0 < high - low < math.inf else 0.5


def layer_map(stack: Stack, column: TensorColumn, numbers: Numbers) -> str:
    """A row per role, a column per layer, each tensor colored by its number; "" where none is known."""
    shown = replace(stack, layers=stack.layers[:_MAX_LAYERS], roles=stack.roles[:_MAX_ROLES])
    of = harmless(stack.prefix) or tr("the layers")
    labels = [str(layer) for layer in shown.layers]
    return color_map(
        shown,
        Measure(tr(column.title), column.text),
        numbers,
        labels,
        tr("of each tensor of {stack}, a column per layer", stack=of),
    )


def color_map(
    stack: Stack,
    measure: Measure,
    numbers: Numbers,
    labels: Sequence[str],
    what: str,
    marked: Container[int] = frozenset(),
) -> str:
    """A row per role, a column per layer with its label, each cell colored by its number; "" where none is known.

    ``marked`` cells have a frame. ``what`` says in the caption what the number is of.
    """
    known = [numbers[position] for position in stack.cells.values() if position in numbers]
    if not known:
        return ""
    scale = _Scale(known)
    width, height = _LABELS + _CELL * len(stack.layers), _ROW * (len(stack.roles) + 1)
    parts = []
    for row, role in enumerate(stack.roles):
        y = row * _ROW
        parts.append(f'<text x="{_LABELS - 8}" y="{y + 13}" text-anchor="end">{harmless(shortened(role, 34))}</text>')
        for at, layer in enumerate(stack.layers):
            position = stack.cells.get((layer, role))
            if position is None:
                continue
            number = numbers.get(position)
            fill = "none" if number is None else f"color-mix(in oklab, var(--b) {scale.share(number):.0%}, var(--a))"
            said = tr("not known") if number is None else measure.text(number)
            frame = 'stroke="var(--unreadable)" stroke-width="2"' if position in marked else 'stroke="var(--line)"'
            parts.append(
                f'<rect x="{_LABELS + at * _CELL}" y="{y + 1}" width="{_CELL - 2}" height="{_ROW - 2}" '
                f'style="fill:{fill}" {frame}><title>{harmless(labels[at])} {harmless(role)}: {said}</title></rect>'
            )
    longest = max(map(len, labels), default=0)
    step = max(1, -(-len(labels) // 40), -(-(_DIGIT * longest + _MARGIN) // _CELL))
    parts += [
        f'<text x="{_LABELS + at * _CELL + 4}" y="{height - 5}">{harmless(labels[at])}</text>'
        for at in range(0, len(labels), step)
    ]
    ends = tr("{low} (blue) to {high} (orange)", low=measure.text(scale.low), high=measure.text(scale.high))
    caption = tr("{measure} {what}: {ends}.", measure=measure.title, what=what, ends=ends + _log_text(scale))
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{measure.title} {what}">{"".join(parts)}</svg>'
        f'<p class="muted">{caption}</p>'
    )


def depth_plot(keys: Sequence[str], column: TensorColumn, numbers: Numbers) -> str:
    """A line per role over its layers, on a common scale; "" where there are none."""
    lines = [(role.name, points) for role in roles(keys) if len(points := _points(role, numbers)) > 1]
    return line_plot(
        lines[:_MAX_LINES],
        Measure(tr(column.title), column.text),
        tr("over depth"),
        tr("a line per role"),
        (tr("first layer"), tr("last")),
    )


def line_plot(
    lines: Sequence[tuple[str, Sequence[tuple[int, float]]]],
    measure: Measure,
    what: str,
    each: str,
    ends: tuple[str, str],
) -> str:
    """A line with a name for each, of finite numbers by their place, on a common scale; "" where there are none.

    ``what`` and ``each`` say in the caption what they go over and what each is of, ``ends`` stand below both ends.
    """
    if not lines:
        return ""
    scale = _Scale([number for _, points in lines for _, number in points])
    last = max(at for _, points in lines for at, _ in points)
    width, height = _PLOT
    room = height - 3 * _MARGIN

    def place(at: int, number: float) -> str:
        x = _LEFT + (width - _LEFT - _MARGIN) * at / max(last, 1)
        return f"{x:.1f},{_MARGIN + room * (1 - scale.share(number)):.1f}"

    parts = [
        f'<text x="{_LEFT - 8}" y="{_MARGIN + 4}" text-anchor="end">{measure.text(scale.high)}</text>',
        f'<text x="{_LEFT - 8}" y="{_MARGIN + room + 4}" text-anchor="end">{measure.text(scale.low)}</text>',
        f'<path d="M{_LEFT} {_MARGIN}V{_MARGIN + room}H{width}" fill="none" stroke="var(--line)"/>',
        f'<text x="{_LEFT}" y="{height - 4}">{harmless(ends[0])}</text>',
        f'<text x="{width - _MARGIN}" y="{height - 4}" text-anchor="end">{harmless(ends[1])}</text>',
    ]
    names = []
    for number, (name, points) in enumerate(lines):
        color = f"hsl({220 - 195 * number / max(len(lines) - 1, 1):.0f} 65% 52%)"
        path = " ".join(place(at, value) for at, value in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.6">'
            f"<title>{harmless(name)}</title></polyline>"
        )
        names.append(f'<span style="color:{color}">&#9644;</span> <span class="key">{harmless(name)}</span>')
    said = ", ".join(filter(None, (f"{what}{_log_text(scale)}", each)))
    caption = tr("{measure} {what}.", measure=measure.title, what=said)
    legend = f"<p>{' &nbsp; '.join(names)}</p>" if len(lines) > 1 else ""
    return (
        f'<svg viewBox="0 0 {width} {height}" width="100%" role="img" aria-label="{measure.title} {what}">'
        f'{"".join(parts)}</svg><p class="muted">{caption}</p>{legend}'
    )


def _log_text(scale: _Scale) -> str:
    return tr(", on a log scale") if scale.is_log else ""


def _points(role: Role, numbers: Numbers) -> list[tuple[int, float]]:
    """The place among the layers and the number of each tensor whose number is known."""
    return [(at, numbers[position]) for at, position in enumerate(role.positions) if position in numbers]
