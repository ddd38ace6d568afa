"""The pictures of a checkpoint's page, as SVG: the map of its layers, and a number over depth by role."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from inspector.comparing.report.drawings import harmless
from inspector.names.layers import Role, Stack, roles
from inspector.operations.columns import TensorColumn

__all__ = ["depth_plot", "layer_map"]

#: Numbers by the position of the key.
Numbers = Mapping[int, float]

_CELL, _ROW, _LABELS = 26, 18, 230
_MAX_LAYERS, _MAX_ROLES = 200, 60
_PLOT = (960, 260)
_LEFT, _MARGIN = 70, 10
#: Numbers that span more than this are drawn on a logarithmic scale.
_LINEAR_SPAN = 30.0
_MAX_LINES = 24


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
    known = [numbers[position] for position in stack.cells.values() if position in numbers]
    if not known:
        return ""
    scale = _Scale(known)
    layers, shown = stack.layers[:_MAX_LAYERS], stack.roles[:_MAX_ROLES]
    width, height = _LABELS + _CELL * len(layers), _ROW * (len(shown) + 1)
    parts = []
    for row, role in enumerate(shown):
        y = row * _ROW
        parts.append(f'<text x="{_LABELS - 8}" y="{y + 13}" text-anchor="end">{harmless(role)}</text>')
        for at, layer in enumerate(layers):
            position = stack.cells.get((layer, role))
            if position is None:
                continue
            number = numbers.get(position)
            fill = "none" if number is None else f"color-mix(in oklab, var(--b) {scale.share(number):.0%}, var(--a))"
            said = "not known" if number is None else column.text(number)
            parts.append(
                f'<rect x="{_LABELS + at * _CELL}" y="{y + 1}" width="{_CELL - 2}" height="{_ROW - 2}" '
                f'style="fill:{fill}" stroke="var(--line)"><title>{layer} {harmless(role)}: {said}</title></rect>'
            )
    step = max(1, -(-len(layers) // 40))
    parts += [
        f'<text x="{_LABELS + at * _CELL + 4}" y="{height - 5}">{layers[at]}</text>'
        for at in range(0, len(layers), step)
    ]
    of = harmless(stack.prefix) or "the layers"
    ends = (
        f"{column.text(scale.low)} (blue) to {column.text(scale.high)} (orange){', log scale' if scale.is_log else ''}"
    )
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="Layers by roles">{"".join(parts)}</svg>'
        f'<p class="muted">{column.title} of each tensor of {of}, a column per layer: {ends}.</p>'
    )


def depth_plot(keys: Sequence[str], column: TensorColumn, numbers: Numbers) -> str:
    """A line per role over its layers, on a common scale; "" where there are none."""
    lines = [(role, points) for role in roles(keys) if len(points := _points(role, numbers)) > 1][:_MAX_LINES]
    if not lines:
        return ""
    scale = _Scale([number for _, points in lines for _, number in points])
    last = max(depth for _, points in lines for depth, _ in points)
    width, height = _PLOT
    room = height - 3 * _MARGIN

    def place(depth: int, number: float) -> str:
        x = _LEFT + (width - _LEFT - _MARGIN) * depth / max(last, 1)
        return f"{x:.1f},{_MARGIN + room * (1 - scale.share(number)):.1f}"

    parts = [
        f'<text x="{_LEFT - 8}" y="{_MARGIN + 4}" text-anchor="end">{column.text(scale.high)}</text>',
        f'<text x="{_LEFT - 8}" y="{_MARGIN + room + 4}" text-anchor="end">{column.text(scale.low)}</text>',
        f'<path d="M{_LEFT} {_MARGIN}V{_MARGIN + room}H{width}" fill="none" stroke="var(--line)"/>',
        f'<text x="{_LEFT}" y="{height - 4}">first layer</text>',
        f'<text x="{width - _MARGIN}" y="{height - 4}" text-anchor="end">last</text>',
    ]
    names = []
    for number, (role, points) in enumerate(lines):
        color = f"hsl({220 - 195 * number / max(len(lines) - 1, 1):.0f} 65% 52%)"
        path = " ".join(place(depth, value) for depth, value in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.6">'
            f"<title>{harmless(role.name)}</title></polyline>"
        )
        names.append(f'<span style="color:{color}">&#9644;</span> <span class="key">{harmless(role.name)}</span>')
    scale_name = " on a log scale" if scale.is_log else ""
    return (
        f'<svg viewBox="0 0 {width} {height}" width="100%" role="img" aria-label="{column.title} over depth">'
        f'{"".join(parts)}</svg><p class="muted">{column.title} over depth{scale_name}, a line per role.</p>'
        f"<p>{' &nbsp; '.join(names)}</p>"
    )


def _points(role: Role, numbers: Numbers) -> list[tuple[int, float]]:
    """The place among the layers and the number of each tensor whose number is known."""
    return [(at, numbers[position]) for at, position in enumerate(role.positions) if position in numbers]
