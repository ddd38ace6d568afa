"""The summary of a comparison, or of a group in it: what changed in numbers, which names were matched, and why."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector.checkpoint.totals import Totals
from inspector.comparing.name_map import Map
from inspector.comparing.results import State, is_same_file
from inspector.comparing.wording import change_text, counted_text, match_text, relative_text
from inspector.names.tree import ROOT
from inspector.operations.alignment import Suggestion
from inspector.sentences import translated
from inspector.text import number_text, printable, shortened
from inspector.ui.comparison.changed_most import ChangedMost
from inspector.ui.comparison.layer_map import ChangeMap
from inspector.ui.comparison.map_editor import MapEditor
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.comparison.states import state_color, state_icon
from inspector.ui.document.format_title import format_title
from inspector.ui.summary.pairs_table import PairsModel, PairsTable
from inspector.ui.widgets.buttons import IconButton
from inspector.ui.widgets.flow_layout import FlowLayout
from inspector.ui.widgets.icons import icon
from inspector.ui.widgets.labels import ElidedLabel, bold, heading, plain_label, tool_tip
from inspector.ui.widgets.message import Notice
from inspector.ui.widgets.theme import Themed, series_color
from inspector.wording import tr

__all__ = ["ComparisonSummary"]

#: Rows and suggestions listed one by one.
_MAX_ROWS = 8
_MAX_SUGGESTIONS = 6
_MAX_KEY = 90


class ComparisonSummary(QScrollArea, Themed):
    """``chosen`` carries the node of a row that was clicked, ``mapped`` a map to compare by, ``saved`` what to save."""

    chosen = Signal(int)
    mapped = Signal(object)
    saved = Signal()

    def __init__(self, results: ComparisonResults, names: tuple[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Summary of the comparison"))
        self._results = results
        self._node = ROOT
        self._most: list[int] = []
        self._signed: set[State] = set()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(16, 14, 16, 14)
        self._layout.setSpacing(7)
        self.setWidget(page)
        self.verdict = plain_label("", wrap=True)
        self.verdict.setFont(bold(self.font(), 1.35))
        self._layout.addWidget(self.verdict)
        self._tags: list[QLabel] = []
        self._whole: list[QWidget] = []  # what is not shown for a group
        self.swap = IconButton("swap", tr("Swap A and B"))
        self._add_whole(self._files(names))
        self.overall = plain_label("", "muted", wrap=True)
        self._layout.addWidget(self.overall)
        self._counts = {state: self._count_label() for state in State}
        self._add_counts()
        self.proven = plain_label("", "muted", wrap=True)
        self._layout.addWidget(self.proven)
        self._notices = QVBoxLayout()
        self._layout.addLayout(self._notices)
        self._most_heading = heading(tr("Changed most"))
        self._layout.addSpacing(4)
        self._layout.addWidget(self._most_heading)
        self.most = ChangedMost()
        self.most.chosen.connect(lambda number: self.chosen.emit(self._most[number]))
        self._layout.addWidget(self.most)
        self._layout.addSpacing(4)
        self.layers = ChangeMap(results)
        self.layers.activated.connect(lambda row: self.chosen.emit(results.subject.tree.nodes[row]))
        if self.layers.has_layers:
            self._add_whole(self.layers)
        self._add_values()
        self._add_whole(heading(tr("Names")))
        for text in self._excluded_texts():
            self._add_whole(plain_label(text, "muted", wrap=True))
        self.editor = MapEditor()
        alignment = results.subject.alignment
        self.editor.show_map(alignment.map, has_pairs=bool(alignment.pairs), is_converted=alignment.is_converted)
        self.editor.applied.connect(self.mapped)
        self._add_whole(self.editor)
        self._add_suggestions()
        self._layout.addStretch(1)
        self.save_button = QPushButton(tr("Save comparison …"))
        self._add_saving()
        self.take_theme()

    # what the page asks for

    def show_node(self, node: int) -> None:
        """Show the numbers of a group, or of everything (the root)."""
        self._node = node
        for widget in self._whole:
            widget.setVisible(node == ROOT)
        self.refresh(is_over=True)

    def add_notice(self, severity: str, text: str, action: str = "", slot: Callable[[], object] | None = None) -> None:
        """Say something that should not be missed, with a button for what can be done about it."""
        notice = Notice(severity, text)
        self._notices.addWidget(notice)
        if slot is not None:
            button = QPushButton(action)
            button.clicked.connect(lambda: slot())
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            self._notices.addLayout(line)

    def add_adapter(self, view: QWidget) -> None:
        """Show what an adapter changes in its base, before all else."""
        self._notices.addWidget(view)

    def refresh(self, *, is_over: bool) -> None:
        """Show what has been found meanwhile; ``is_over`` if there is time to look for what changed most."""
        results, node = self._results, self._node
        group = results.subject.tree.key(node) if node != ROOT else ""
        self.verdict.setText(f"{printable(group)}: {_verdict(results, node)}" if group else _verdict(results, node))
        for state, (row, number) in self._counts.items():
            count = results.states[state] if node == ROOT else 0
            row.setVisible(count > 0)
            if count:
                self._sign(state)
            number.setText(counted_text(state, count))
        self.overall.setText(self._overall())
        self.overall.setVisible(bool(self.overall.text()))
        self.proven.setText("\n".join(self._proven()) if is_over else "")
        self.proven.setVisible(bool(self.proven.text()))
        if is_over:
            has_map = self.layers.has_layers and (results.count < results.total or self.layers.has_changes)
            self.layers.renew()
            self.layers.setVisible(node == ROOT and has_map)  # shown anew, it renews itself
            self._show_most(results.changed_most(node, _MAX_ROWS))

    def take_theme(self) -> None:
        for side, tag in enumerate(self._tags):
            tag.setStyleSheet(f"color: {series_color(side).name()}; font-weight: 700;")
        self._signed.clear()
        self.refresh(is_over=False)

    def _sign(self, state: State) -> None:
        """Draw the sign of a state, which takes a while, when there is one to show."""
        sign = self._counts[state][0].findChild(QLabel, "sign")
        if state not in self._signed and isinstance(sign, QLabel):
            self._signed.add(state)
            sign.setPixmap(icon(state_icon(state), state_color(state)).pixmap(QSize(16, 16)))

    # its parts

    def _add_whole(self, widget: QWidget) -> None:
        self._whole.append(widget)
        self._layout.addWidget(widget)

    def _add_counts(self) -> None:
        """How many tensors are in each state, in as many lines as the width needs."""
        counts = QWidget()
        flow = FlowLayout(counts, spacing=14)
        for sign, _ in self._counts.values():
            flow.addWidget(sign)
        self._layout.addWidget(counts)

    def _add_saving(self) -> None:
        self.save_button.setToolTip(tr("As a self-contained HTML page, or as JSON"))
        self.save_button.clicked.connect(self.saved)
        saving = QWidget()
        row = QHBoxLayout(saving)
        row.setContentsMargins(0, 6, 0, 0)
        row.addWidget(self.save_button)
        row.addStretch(1)
        self._add_whole(saving)

    def _add_values(self) -> None:
        """What differs beside the tensors, such as the epoch."""
        changes = self._results.subject.value_changes
        if changes:
            self._add_whole(heading(tr("Values that differ")))
            rows = ((change.key, change.text) for change in changes)
            self._add_whole(PairsTable(PairsModel(rows, (tr("Name"), "A → B"), self), tr("Values that differ")))

    def _files(self, names: tuple[str, str]) -> QWidget:
        """Both files below one another, and what swaps them."""
        lines = QVBoxLayout()
        lines.setSpacing(7)
        for side, name in enumerate(names):
            lines.addWidget(self._file_line(side, name))
        files = QWidget()
        layout = QHBoxLayout(files)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(lines, 1)
        layout.addWidget(self.swap)
        return files

    def _file_line(self, side: int, name: str) -> QWidget:
        """A or B, the name of the file, and how much is in it."""
        checkpoint = self._results.subject.checkpoints[side]
        tag = plain_label("AB"[side])
        self._tags.append(tag)
        title = ElidedLabel(name)
        title.setToolTip(tool_tip(str(checkpoint.location)))
        facts = plain_label(_contents(checkpoint.format, self._results.subject.totals[side]), "muted", wrap=True)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(title)
        column.addWidget(facts)
        layout.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        return line

    def _count_label(self) -> tuple[QWidget, QLabel]:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        sign, number = QLabel(), plain_label()
        sign.setObjectName("sign")
        layout.addWidget(sign)
        layout.addWidget(number)
        return row, number

    def _show_most(self, nodes: list[int]) -> None:
        self._most = nodes
        self._most_heading.setVisible(bool(nodes))
        self.most.setVisible(bool(nodes))
        results = [result for node in nodes if (result := self._results.results[node]) is not None]
        self.most.show_rows([(change_text(result), printable(shortened(result.key, 200))) for result in results])

    def _overall(self) -> str:
        """What all measured tensors together say."""
        if self._node != ROOT:
            largest = self._results.largest[self._node]
            return tr("Largest relative change: {change}", change=relative_text(largest)) if largest else ""
        parts = self._results.parts.texts()
        if parts:
            return "\n".join(text[:1].upper() + text[1:] for text in parts)
        change = self._results.overall_change
        if math.isnan(change) or not change:
            return ""
        return tr("Overall relative change: {change}", change=number_text(change, 3))

    def _proven(self) -> list[str]:
        """Once all is known: by which rules of a converter one side was made of the other, and what was only resized."""
        results = self._results
        if self._node != ROOT or results.count < results.total:
            return []
        from inspector.comparing.conversion.verdicts import conversion_notes  # by now loaded by what compared

        lines = [line[:1].upper() + line[1:] for line in map(translated, conversion_notes(results.known()))]
        resized = sum(result.common is not None and result.common.agrees for result in results.known())
        if resized:
            resized_text = tr(
                "%n tensor was resized: the part that both have is identical.",
                "%n tensors were resized: the parts that both have are identical.",
                resized,
            )
            lines.append(resized_text)
        return lines

    def _excluded_texts(self) -> list[str]:
        alignment = self._results.subject.alignment
        return [
            tr(
                "Not compared in {side}: %n tensor, such as {key}",
                "Not compared in {side}: %n tensors, such as {key}",
                len(entries),
                side=side,
                key=printable(entries[0].key),
            )
            for side, entries in (("A", alignment.excluded_a), ("B", alignment.excluded_b))
            if entries
        ]

    def _add_suggestions(self) -> None:
        """Matrices that seem to be transposed; each is only compared so if one says so."""
        suggestions = self._results.subject.alignment.suggestions
        if not suggestions:
            return
        exact = tuple(suggestion for suggestion in suggestions if suggestion.is_exact)
        if exact:
            self.add_notice(
                "info",
                tr("One matrix is the exact transpose of one in the other file.")
                if len(exact) == 1
                else tr("{count:,} matrices are each the exact transpose of one in the other file.", count=len(exact)),
                tr("Compare transposed"),
                lambda: self.mapped.emit(self._with_transposed(exact)),
            )
        self._layout.addSpacing(4)
        self._add_whole(heading(tr("Transposed?")))
        if len(suggestions) > 1:
            self._add_whole(
                self._transposing(suggestions, tr("Compare all {count:,} as transposed", count=len(suggestions)))
            )
        for suggestion in suggestions[:_MAX_SUGGESTIONS]:
            self._add_whole(plain_label(_suggested(suggestion), wrap=True))
            self._add_whole(self._transposing((suggestion,), tr("Compare as transposed")))
        hidden = len(suggestions) - _MAX_SUGGESTIONS
        if hidden > 0:
            self._add_whole(plain_label(tr("And {count:,} more.", count=hidden), "muted"))

    def _transposing(self, suggestions: tuple[Suggestion, ...], text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("link", True)
        button.clicked.connect(lambda: self.mapped.emit(self._with_transposed(suggestions)))
        return button

    def _with_transposed(self, suggestions: tuple[Suggestion, ...]) -> Map:
        names = self._results.subject.alignment.map
        for suggestion in suggestions:
            names = names.transposing(suggestion.a.key, suggestion.b.key)
        return names


def _contents(form: str, sums: Totals) -> str:
    return " · ".join([format_title(form), *sums.texts()])


def _suggested(suggestion: Suggestion) -> str:
    key_a, key_b = (printable(shortened(entry.key, _MAX_KEY)) for entry in (suggestion.a, suggestion.b))
    other = tr("the same key in B") if suggestion.a.key == suggestion.b.key else tr("{key} in B", key=key_b)
    if suggestion.is_exact:
        return tr("{key} is the transpose of {other}.", key=key_a, other=other)
    return tr("{key} may be (by its shape) the transpose of {other}.", key=key_a, other=other)


def _verdict(results: ComparisonResults, node: int) -> str:
    """The answer in one line."""
    subject = results.subject
    if subject.adapted is not None and node == ROOT:
        return tr("An adapter and its base")
    total, done, differing = subject.tree.tensors[node], results.done[node], results.differing[node]
    if not total:
        return tr("Nothing to compare")
    if done < total:
        return tr(
            "{differing:,} of %n tensor differ so far",
            "{differing:,} of %n tensors differ so far",
            done,
            differing=differing,
        )
    if differing:
        if differing == 1:
            return tr("1 of %n tensor differs", "1 of %n tensors differs", total)
        return tr(
            "{differing:,} of %n tensor differ",
            "{differing:,} of %n tensors differ",
            total,
            differing=differing,
        )
    if node == ROOT and is_same_file(*subject.checkpoints):
        return tr("A and B are the same file")
    return match_text(total, is_rounded=results.largest[node] > 0)
