"""The head of what is shown of a pair: its keys, what became of it, and the numbers that matter."""

from __future__ import annotations

import math

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from inspector.comparing.differences import Difference
from inspector.comparing.results import FROM_ZERO, PairResult
from inspector.comparing.wording import relative_text
from inspector.operations.comparison import EXACT, Tolerance
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text, shape_text, size_text
from inspector.ui.comparison.states import state_color, state_icon, state_text
from inspector.ui.widgets.buttons import CopyButton
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import ElidedLabel, Tile, bold, plain_label
from inspector.ui.widgets.theme import Themed
from inspector.wording import tr, translatable

__all__ = ["PairHeader"]

_MAX_AXES = 16
_ICON_SIZE = 16


class _StateSign(QLabel, Themed):
    """The icon of a state."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: PairResult | None = None

    def show_result(self, result: PairResult) -> None:
        """Show the state of a result."""
        self._result = result
        self.take_theme()

    def take_theme(self) -> None:
        if self._result is not None:
            drawn = icon(state_icon(self._result.state), state_color(self._result.state))
            self.setPixmap(drawn.pixmap(_ICON_SIZE))


class PairHeader(QWidget):
    """Shows one result of a comparison."""

    def __init__(self, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._keys = ("", "")
        self._wanted: set[str] = set()  # the numbers that say something of the result
        self._is_low = False
        self.title = ElidedLabel()
        self.title.setFont(bold(self.font(), 1.35))
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.title, 1)
        top.addWidget(CopyButton(tr("Copy the key"), lambda: self._keys[0]))
        self.other_key = ElidedLabel(role=QPalette.ColorRole.PlaceholderText)
        self._other = QWidget()
        other = QHBoxLayout(self._other)
        other.setContentsMargins(0, 0, 0, 0)
        other.setSpacing(6)
        other.addWidget(self.other_key, 1)
        other.addWidget(CopyButton(tr("Copy the key in B"), lambda: self._keys[1]))
        self._sign = _StateSign()
        self.state = plain_label("", "heading")
        self.facts = plain_label("", "muted", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._sign)
        line.addWidget(self.state)
        line.addSpacing(6)
        line.addWidget(self.facts, 1)
        self._numbers = QWidget()
        flow = FlowLayout(self._numbers, spacing=4)
        self.tiles: dict[str, Tile] = {}
        for name, tip in _NUMBERS.items():
            self.tiles[name] = tile = Tile(tr(name))
            tile.setToolTip(tr(tip))
            flow.addWidget(tile)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self._other)
        layout.addLayout(line)
        layout.addWidget(self._numbers)

    def show_result(self, result: PairResult, tolerance: Tolerance = EXACT) -> None:
        """Show a result that was found with ``tolerance``."""
        keys = [side.key if side is not None else result.key for side in (result.a, result.b)]
        self._keys = (keys[0], keys[1])
        self.title.set_text(keys[0])
        self.other_key.set_text(tr("in B: {key}", key=keys[1]))
        self._other.setVisible(keys[0] != keys[1])
        self._sign.show_result(result)
        self.state.setText(state_text(result.state))
        self.facts.setText(_facts(result))
        self._numbers.setVisible(result.difference is not None)
        if result.difference is not None:
            self._show_numbers(result.difference, tolerance)

    def make_low(self, low: bool) -> None:
        """Leave out the lesser numbers, or show them again."""
        if low is not self._is_low:
            self._is_low = low
            self._show_wanted()

    def _show_wanted(self) -> None:
        for name, tile in self.tiles.items():
            tile.setVisible(name in self._wanted and not (self._is_low and name in _LESSER))

    def _show_numbers(self, found: Difference, tolerance: Tolerance) -> None:
        tiles = self.tiles
        tiles["Differ"].set_value(
            _share(found.differing, found.elements),
            exact=tr("{differing:,} of {elements:,} elements", differing=found.differing, elements=found.elements),
        )
        tiles["Within tolerance"].set_value(
            _share(found.elements - found.outside, found.elements),
            "error" if found.outside else "",
            exact=tr(
                "{outside:,} outside |b - a| <= {atol} + {rtol} |b|",
                outside=found.outside,
                atol=tolerance.atol,
                rtol=tolerance.rtol,
            ),
        )
        for name, value in (
            ("Max |d|", found.max_abs),
            ("Mean |d|", found.mean_abs),
            ("Histogram distance", found.distance),
        ):
            tiles[name].set_value(number_text(value), exact=repr(value))
        tiles["Relative change"].set_value(_relative_text(found), exact=repr(found.rel_l2))
        tiles["Cosine"].set_value(_cosine_text(found.cosine), exact=repr(found.cosine))
        self._wanted = {"Differ"}
        if tolerance != EXACT:
            self._wanted.add("Within tolerance")
        if found.compared:
            self._wanted |= {"Relative change", "Max |d|", "Mean |d|", "Histogram distance"}
        if not math.isnan(found.cosine):
            self._wanted.add("Cosine")
        if found.max_at is not None:
            self._wanted.add("Max at")
            tiles["Max at"].set_value(f"[{', '.join(map(str, found.max_at))}]")
        self._show_wanted()


_NUMBERS = {
    translatable("Differ"): translatable("Elements that differ by any amount"),
    translatable("Within tolerance"): translatable("Elements that are equal within the tolerance"),
    translatable("Relative change"): translatable("|b - a| / |a| in the L2 norm"),
    translatable("Max |d|"): translatable("The largest |b - a|"),
    translatable("Max at"): translatable("Where the largest difference is"),
    translatable("Mean |d|"): translatable("The mean of |b - a|"),
    translatable("Cosine"): translatable("The cosine of the angle between a and b"),
    translatable("Histogram distance"): translatable(
        "Jensen-Shannon distance between the two histograms: 0 for equal, 1 for disjoint"
    ),
}
#: Left out where the window is low: a plot should have more room than the numbers above it.
_LESSER = frozenset({"Max at", "Mean |d|", "Histogram distance"})


def _facts(result: PairResult) -> str:
    """Shape, type and size, of both where they differ."""
    sides = [side for side in (result.a, result.b) if side is not None]
    facts = []
    for fact in (_shape, lambda side: str(side.dtype)[:80], _elements, lambda side: size_text(side.nbytes)):
        said = [fact(side) for side in sides]
        facts.append(said[0] if len(set(said)) == 1 else " → ".join(said))
    return " · ".join(facts)


def _shape(entry: TensorEntry) -> str:
    return shape_text(entry.shape[:_MAX_AXES]) + (" …" if len(entry.shape) > _MAX_AXES else "")


def _elements(entry: TensorEntry) -> str:
    return tr("%n element", "%n elements", entry.numel)


def _share(count: int, total: int) -> str:
    """A count, and its share unless that goes without saying."""
    if not count or count == total:
        return tr("all") if count else "0"
    return tr("{count:,} ({share:.2%})", count=count, share=count / total)


def _relative_text(found: Difference) -> str:
    """The relative change of what could be measured."""
    return relative_text(found.change) if found.change == FROM_ZERO else number_text(found.rel_l2)


def _cosine_text(cosine: float) -> str:
    """A cosine near 1 by its distance from it, which tells how near."""
    if 0 < 1 - cosine < 1e-4:
        return f"1 - {number_text(1 - cosine, 3)}"
    return number_text(cosine)
