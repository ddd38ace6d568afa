"""The pictures of a comparison's page, as SVG: the fingerprint of a fine-tune, and two histograms the height of a line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import numpy as np
import numpy.typing as npt

from inspector.analysis.histogram import Histogram
from inspector.comparing.results import PairResult, State
from inspector.comparing.wording import STATE_TEXTS, change_text
from inspector.text import printable, shortened
from inspector.wording import tr

__all__ = ["fingerprint", "harmless", "log_share", "small_histograms"]

#: Bars of the fingerprint; of more tensors, neighbours share one, as high as the highest of them.
_MAX_BARS = 480
_FINGERPRINT = (960, 190)
_MARGIN_LEFT, _MARGIN = 46, 8
#: Relative changes are drawn on a logarithmic scale between these powers of ten.
_DECADES = (-6, 1)
#: Of the states, where nobody knows whether the page is light or dark.
_MIDDLE_COLORS = {
    State.IDENTICAL: "#808890", State.CHANGED: "#3b7ddd", State.DTYPE_CHANGED: "#8f6fe0", State.SHAPE_CHANGED: "#c08a20",
    State.ONLY_IN_A: "#e0505f", State.ONLY_IN_B: "#2f9f5f", State.UNREADABLE: "#e0505f",
}  # fmt: skip
_SMALL = (132, 30)
_SMALL_BARS = 44


def harmless(text: str) -> str:
    """Text from a file, or of a file's name: on one line, with nothing in it that HTML means something by."""
    return escape(printable(shortened(text, 300)))


def log_share(change: float) -> float:
    """How high a change reaches on the logarithmic scale, from 0 to 1."""
    low, high = _DECADES
    if not change > 10.0**low:
        return 0.0
    return (math.log10(min(change, 10.0**high)) - low) / (high - low)


def fingerprint(pairs: Sequence[PairResult], *, is_alone: bool = False) -> str:
    """A bar for the relative change of each pair, or of few neighbours where there are many; at least one pair.

    It ``is_alone`` in a page that is not ours, such as a notebook, and then has its colors in it, for light and dark pages.
    """
    width, height = _FINGERPRINT
    share = -(-len(pairs) // _MAX_BARS)
    bars = [max(pairs[start : start + share], key=lambda pair: pair.change) for start in range(0, len(pairs), share)]
    step = (width - _MARGIN_LEFT) / len(bars)
    room = height - 2 * _MARGIN
    line = "#8884" if is_alone else "var(--line)"
    parts = [_grid_line(decade, room, line) for decade in range(_DECADES[0], _DECADES[1] + 1)]
    for number, result in enumerate(bars):
        tall = max(2.0, room * log_share(result.change))
        paint = f'fill="{_MIDDLE_COLORS[result.state]}"' if is_alone else f'class="{result.state.value}"'
        parts.append(
            f'<rect {paint} x="{_MARGIN_LEFT + number * step:.2f}" y="{_MARGIN + room - tall:.1f}" '
            f'width="{max(0.8, step * 0.82):.2f}" height="{tall:.1f}">'
            f"<title>{harmless(result.key)}: {tr(STATE_TEXTS[result.state])}, {change_text(result)}</title></rect>"
        )
    each = "" if share == 1 else tr("; each bar is the largest of {share} neighbours", share=share)
    caption = tr("Relative change |b &minus; a| / |a| of each tensor, in the order of the file{each}.", each=each)
    label = tr("Relative change of each tensor")
    look = (
        ' fill="#808890" font-family="system-ui, sans-serif" font-size="11" style="max-width: 60rem"'
        if is_alone
        else ""
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" width="100%"{look} role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>"
        f'<p class="muted">{caption}</p>'
    )


def _grid_line(decade: int, room: int, color: str) -> str:
    """A line across at a power of ten, every other one with its name."""
    y = _MARGIN + room * (1 - log_share(10.0**decade))
    line = f'<path d="M{_MARGIN_LEFT} {y:.1f}H{_FINGERPRINT[0]}" stroke="{color}"/>'
    if decade % 2:
        return line
    name = "1" if decade == 0 else f'10<tspan dy="-4" font-size="8">&minus;{-decade}</tspan>'
    return f'{line}<text x="{_MARGIN_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{name}</text>'


def small_histograms(histograms: tuple[Histogram, Histogram] | None) -> str:
    """Both histograms in one small picture: a's as an area, b's as a line."""
    if histograms is None:
        return ""
    area, line = (_coarse(histogram.counts) for histogram in histograms)
    top = max(1, int(area.max()), int(line.max()))
    width, height = _SMALL
    return (
        f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true">'
        f'<path d="{_steps(area / top)}Z" fill="var(--a)" fill-opacity=".45"/>'
        f'<path d="{_steps(line / top)}" fill="none" stroke="var(--b)"/></svg>'
    )


def _coarse(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The counts of at most _SMALL_BARS bins, each the sum of as many neighbours; the last may be of fewer."""
    share = -(-len(counts) // _SMALL_BARS)
    coarse: npt.NDArray[np.int64] = np.add.reduceat(counts, np.arange(0, len(counts), share))
    return coarse


def _steps(levels: npt.NDArray[np.float64]) -> str:
    """The outline of bars whose heights are ``levels``, 0 to 1, side by side."""
    width, height = _SMALL
    step = width / len(levels)
    tops = (height - 1 - (height - 2) * levels).tolist()
    outline = "".join(f"V{top:.1f}H{(number + 1) * step:.1f}" for number, top in enumerate(tops))
    return f"M0 {height - 1}{outline}V{height - 1}"
