"""The rules by which names of A became names of B, as text that can be edited, in the form of ``--map``."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from inspector.comparing.name_map import Map, MapRule, Origin
from inspector.errors import SelectionError
from inspector.names.renaming import RenameRule
from inspector.sentences import translated
from inspector.text import count_text, printable
from inspector.ui.widgets.labels import plain_label
from inspector.ui.widgets.theme import monospace_font
from inspector.wording import tr, translatable

__all__ = ["MapEditor"]

#: Rules shown; of a model that was renamed throughout there may be as many as tensors. The others stay as they are.
_MAX_LINES = 500
_MAX_HEIGHT_LINES = 8
_ORIGINS = {
    Origin.GIVEN: translatable("by a given rule"),
    Origin.PREFIX: translatable("by stripping a prefix"),
    Origin.CANONICAL: translatable("by canonical names"),
    Origin.POSITION: translatable("by position in a list"),
    Origin.MOVED: translatable("by equal content"),
    Origin.NEIGHBOUR: translatable("by the name of a neighbor"),
    Origin.TIED: translatable("with the tensor it is tied to"),
}
_HELP = translatable(
    "One OLD=NEW rule per line, from names in A to names in B. A * in OLD matches any text, and NEW puts it at its own *. "
    "Equal names always match."
)


class MapEditor(QWidget):
    """``applied`` carries a map to align by: what the text says and no more, or one that looks for names by itself."""

    applied = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = Map()
        self.said = plain_label("", "muted", wrap=True)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(tr("Renaming rules from A to B"))
        self.text.setPlaceholderText(tr("OLD=NEW, such as module.*=* or hidden.*=hidden1.*"))
        self.text.setToolTip(tr(_HELP))
        self.text.setFont(monospace_font(0.95))
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.textChanged.connect(self._edited)
        self.problem = plain_label("", "error", wrap=True)
        self.problem.hide()
        self.apply_button = QPushButton(tr("Apply"))
        self.apply_button.setToolTip(tr("Match names by these rules only, and compare again"))
        self.apply_button.clicked.connect(self._apply)
        self.search_button = QPushButton(tr("Detect automatically"))
        self.search_button.setToolTip(tr("Discard the rules, look for prefixes and moved tensors, and compare again"))
        self.search_button.clicked.connect(lambda: self.applied.emit(Map()))
        buttons = QHBoxLayout()
        buttons.addWidget(self.apply_button)
        buttons.addWidget(self.search_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.said)
        layout.addWidget(self.text)
        layout.addWidget(self.problem)
        layout.addLayout(buttons)

    def show_map(self, names: Map, *, has_pairs: bool, is_converted: bool = False) -> None:
        """Show the rules that were used, if any names match; ``is_converted`` if a converter's were without any."""
        self._map = names
        shown = [printable(str(rule.rule)) for rule in names.rules[:_MAX_LINES]]
        self.text.setPlainText("\n".join(shown))
        lines = min(max(len(shown) + 1, 2), _MAX_HEIGHT_LINES)
        self.text.setFixedHeight(lines * self.text.fontMetrics().lineSpacing() + 18)
        self.said.setText(_said(names, is_converted=is_converted) if has_pairs else tr("No names match."))
        self.apply_button.setEnabled(False)

    def _edited(self) -> None:
        self.apply_button.setEnabled(True)
        self.problem.hide()

    def _apply(self) -> None:
        known = {printable(str(rule.rule)): rule for rule in self._map.rules}
        rules = []
        for number, line in enumerate(self.text.toPlainText().splitlines(), 1):
            text = line.strip()
            if not text:
                continue
            try:
                rules.append(known.get(text) or MapRule(RenameRule.parse(text), Origin.GIVEN))
            except SelectionError as error:
                self.problem.setText(
                    tr("Line {number}: {error}.", number=number, error=printable(translated(str(error))))
                )
                self.problem.show()
                self.text.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        kept = (*rules, *self._map.rules[_MAX_LINES:])
        self.applied.emit(replace(self._map, rules=kept, is_final=True))


def _said(names: Map, *, is_converted: bool) -> str:
    """How many names were matched, and by what."""
    if not names.rules and is_converted:
        return tr("Names were matched by those of a converter; no rules needed.")
    if not names.rules:
        return tr("All matched names are equal; no rules needed.")
    counts = Counter[Origin]()
    for rule in names.rules:
        counts[rule.origin] += rule.pairs

    origins = [tr(_ORIGINS[origin]) for origin in counts]
    if len(origins) > 1:
        origins = [f"{count_text(count)} {tr(_ORIGINS[origin])}" for origin, count in counts.items()]
    hidden = len(names.rules) - _MAX_LINES
    more = tr(" {count:,} more rules are in force but not shown.", count=hidden) if hidden > 0 else ""
    how = origins[0] if len(origins) == 1 else f"({', '.join(origins)})"
    return tr("Matched %n pair {how}.", "Matched %n pairs {how}.", counts.total(), how=how) + more
