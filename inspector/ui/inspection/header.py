"""The head of the right side: the key, what it is, and the numbers that matter."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from inspector.analysis.locating import Landmark
from inspector.checkpoint.optimizer_states import ASSUMED
from inspector.names.tree import ROOT
from inspector.operations.statistics import Statistics
from inspector.tensors.entries import LOGICAL, ObjectEntry, ReferenceEntry, TensorEntry, ValueEntry
from inspector.text import (
    count_text,
    distinct_texts,
    number_text,
    printable,
    shape_text,
    size_text,
)
from inspector.ui.document.document import MAX_SELECTED, Selection, sums_of
from inspector.ui.document.format_title import format_title
from inspector.ui.document.merged_checkpoint import MergedCheckpoint
from inspector.ui.panels.values import LANDMARK_TIPS
from inspector.ui.tree.model import class_text
from inspector.ui.widgets.buttons import CopyButton
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import ElidedLabel, Tile, bold, plain_label
from inspector.wording import tr, translatable

__all__ = ["Header"]

_MAX_AXES = 16
_MAX_NAME = 200
#: Where numbers are to be found.
_LANDMARKS = {"Min": Landmark.MIN, "Max": Landmark.MAX, "NaN": Landmark.NAN, "Inf": Landmark.INFINITE}
_NUMBERS = (
    translatable("Min"),
    translatable("Max"),
    translatable("Mean"),
    translatable("Std"),
    translatable("Zeros"),
    "NaN",
    "Inf",
    translatable("L2 norm"),
)


class Header(QWidget):
    """Shows the selection; :meth:`show_statistics` fills in the numbers of a tensor when they are known.

    ``landmark_wanted`` comes when a number that is somewhere in the tensor was clicked.
    """

    landmark_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self.title = ElidedLabel()
        self.title.setFont(bold(self.font(), 1.35))
        self._copy = CopyButton(tr("Copy the key"), lambda: self._key)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.title, 1)
        top.addWidget(self._copy)
        self.facts = plain_label("", "muted", wrap=True)
        self._numbers = QWidget()
        flow = FlowLayout(self._numbers, spacing=4)
        self.tiles: dict[str, Tile] = {}
        for name in _NUMBERS:
            self.tiles[name] = tile = Tile(tr(name))
            if name in _LANDMARKS:
                tile.clicked.connect(lambda name=name: self.landmark_wanted.emit(_LANDMARKS[name]))
            flow.addWidget(self.tiles[name])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.facts)
        layout.addWidget(self._numbers)

    def show_selection(self, selection: Selection) -> None:
        """Show what is selected; the numbers are not known yet."""
        self._key = selection.key
        is_file = selection.node in (None, ROOT)
        title = selection.document.name if is_file else selection.key or '""'
        if selection.beside:
            rows = len(selection.beside) + 1
            title = tr("%n row selected", "%n rows selected", rows)
            if rows >= MAX_SELECTED:
                title = tr("First %n row selected", "First %n rows selected", rows)
        self.title.set_text(title)
        self._copy.setVisible(selection.node is not None and not selection.beside)
        origin = selection.document.origin(selection.index)
        facts = [*_facts(selection), *_owner(selection), *([tr("from {origin}", origin=origin)] if origin else [])]
        self.facts.setText(" · ".join(facts))
        entry = selection.tensor
        self._numbers.setVisible(not selection.beside and entry is not None and entry.has_numbers)
        for tile in self.tiles.values():
            tile.set_value("…")
            tile.set_clickable("")

    def show_together(self, statistics: Statistics | None) -> None:
        """Fill in the numbers of all tensors selected; None while they are not known."""
        self._numbers.show()
        if statistics is not None:
            self.show_statistics(statistics)
            for tile in self.tiles.values():
                tile.set_clickable("")

    def show_statistics(self, statistics: Statistics) -> None:
        """Fill in the numbers."""
        mean = statistics.mean
        infinite = statistics.posinf + statistics.neginf
        low, high = statistics.min, statistics.max
        names = (tr("Min |z|"), tr("Max |z|")) if isinstance(mean, complex) else (tr("Min"), tr("Max"))
        for name, shown in zip(("Min", "Max"), names, strict=True):
            self.tiles[name].set_name(shown)
        texts = distinct_texts((low, high) if isinstance(mean, complex) else (low, high, mean))
        for name, value, text in zip(
            ("Min", "Max", "Mean"), (low, high, mean), [*texts, _mean_text(mean)], strict=False
        ):
            self.tiles[name].set_value(text, exact=repr(value))
        for name, value in (("Std", statistics.std), ("L2 norm", statistics.l2)):
            self.tiles[name].set_value(number_text(value), exact=repr(value))
        all_zero = 0 < statistics.finite == statistics.zeros
        self.tiles["Zeros"].set_value(_share(statistics.zeros, statistics.count), "error" if all_zero else "")
        self.tiles["NaN"].set_value(_share(statistics.nan, statistics.count), "error" if statistics.nan else "")
        self.tiles["Inf"].set_value(
            _share(infinite, statistics.count),
            "error" if infinite else "",
            exact=tr("{posinf:,} positive, {neginf:,} negative", posinf=statistics.posinf, neginf=statistics.neginf)
            if infinite
            else "",
        )

        counts = {"NaN": statistics.nan, "Inf": infinite}
        for name, landmark in _LANDMARKS.items():
            is_there = counts.get(name, statistics.finite) > 0
            self.tiles[name].set_clickable(tr(LANDMARK_TIPS[landmark]) if is_there else "")

    def show_damage(self) -> None:
        """Say that the bytes are not what was written."""
        self.facts.setText(tr("{text} · damaged: bytes do not match their checksum", text=self.facts.text()))

    def show_failure(self) -> None:
        """Say that there are no numbers."""
        for tile in self.tiles.values():
            tile.set_value("?")


def _facts(selection: Selection) -> list[str]:
    entry = selection.entry
    if selection.beside:
        return _sums(selection)
    if isinstance(entry, TensorEntry):
        sizes = entry.values.shape
        shape = shape_text(sizes[:_MAX_AXES]) + (" …" if len(sizes) > _MAX_AXES else "")
        facts = [
            shape,
            str(entry.dtype)[:80],
            tr("%n element", "%n elements", entry.numel),
            size_text(entry.file_nbytes),
        ]
        return [*facts, entry.layout] if entry.layout not in ("strided", LOGICAL) else facts
    if isinstance(entry, ValueEntry):
        return [type(entry.value).__name__]
    if isinstance(entry, ReferenceEntry):
        return [tr("reference")]
    if selection.node is None:
        checkpoint = selection.document.checkpoint
        if isinstance(checkpoint, MergedCheckpoint):  # which has no file, and is in no folder
            place = checkpoint.origins
        else:
            place = [printable(checkpoint.location.folder_name)] if checkpoint.files else []
        return [format_title(checkpoint.format), *sums_of(selection.document), *place]
    if isinstance(entry, ObjectEntry):
        sums = _sums(selection) if selection.document.tree.tensors[selection.node] else []
        return [class_text(entry.class_name[:200]), *sums]
    return _sums(selection)


def _owner(selection: Selection) -> list[str]:
    """Which parameter a state of an optimizer is of, or which layer a variable."""
    owner = selection.document.owner(selection.entry)
    if owner is None:
        layer = selection.document.layer_name(selection.entry)
        return [tr("layer {name}", name=printable(layer[:_MAX_NAME]))] if layer else []
    return [tr("of {name}", name=printable(owner.name[:_MAX_NAME])) + (tr(ASSUMED) if owner.is_assumed else "")]


def _sums(selection: Selection) -> list[str]:
    """What all that is selected adds up to."""
    tree, nodes = selection.document.tree, selection.nodes
    tensors = sum(tree.tensors[node] for node in nodes)
    counted = tr("%n tensor", "%n tensors", tensors)
    if not tensors:
        return [counted]
    return [
        counted,
        tr("%n element", "%n elements", sum(tree.parameters[node] for node in nodes)),
        size_text(sum(tree.nbytes[node] for node in nodes)),
    ]


def _share(count: int, total: int) -> str:
    """A count, and its share unless that goes without saying."""
    if count in (0, total) or not total:
        return count_text(count) if count < total or not count else tr("all")
    return (
        tr("{count:,} ({share:.1%})", count=count, share=count / total)
        if count / total >= 0.0005
        else count_text(count)
    )


def _mean_text(mean: complex) -> str:
    if isinstance(mean, complex):
        return f"{number_text(mean.real, 4)}{'+' if mean.imag >= 0 else '-'}{number_text(abs(mean.imag), 4)}i"
    return number_text(mean)
