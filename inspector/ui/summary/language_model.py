"""A language model on the summary: its sizes as numbers, whether its embeddings are tied, the configurations beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.ui.summary.fold import Fold
from inspector.ui.summary.pairs_table import PairsModel, PairsTable
from inspector.ui.verification.detection import Detection
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.labels import Tile, heading, plain_label
from inspector.wording import tr

__all__ = ["ConfigurationsView", "LanguageModelView"]


class LanguageModelView(QWidget):
    """Hidden until a language model is detected."""

    def __init__(self, detection: Detection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detection = detection
        self.tiles: dict[str, Tile] = {}
        self.sentence = plain_label("", "muted", wrap=True)
        numbers = QWidget()
        self._flow = FlowLayout(numbers, spacing=4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(heading(tr("Language model")))
        layout.addWidget(numbers)
        layout.addWidget(self.sentence)
        detection.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        found = self._detection.found
        model = None if found is None else found.language_model
        self.setVisible(model is not None)
        if model is None or self.tiles:
            return
        for fact in model.facts():
            self.tiles[fact.name] = tile = Tile(fact.name)
            tile.set_value(fact.value, exact=fact.explanation)
            self._flow.addWidget(tile)
        source = {"GGUF metadata": tr("GGUF metadata"), "shapes": tr("the shapes")}.get(model.source, model.source)
        origin = tr("Sizes by {source}.", source=source)
        self.sentence.setText(f"{model.sentence} {origin}")


class ConfigurationsView(QWidget):
    """What each JSON file beside the weights says, behind a line with its name; hidden while there is none."""

    def __init__(self, detection: Detection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detection = detection
        self.folds: dict[str, Fold] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        detection.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        found = self._detection.found
        for name, said in ({} if found is None else found.configurations).items():
            if name not in self.folds:
                title = tr("{name} (%n value)", "{name} (%n values)", len(said), name=name)
                self.folds[name] = fold = Fold(title, partial(_table, name, said))
                self._layout.addWidget(fold)
        self.setVisible(bool(self.folds))


def _table(name: str, said: Mapping[str, Any]) -> QWidget:
    pairs = ((key, _text(value)) for key, value in said.items())
    return PairsTable(PairsModel(pairs, (tr("Name"), tr("Value"))), name)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
