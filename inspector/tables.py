"""Tables of text: aligned for a terminal, as HTML for a notebook, as CSV for a spreadsheet.

What a notebook shows comes from files of strangers: every cell is made printable and escaped, and both the rows and the
width of a cell are bounded, so that a checkpoint of a million tensors is a short table that says how many more there are.
"""

from __future__ import annotations

import io
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from inspector.text import plural, printable, shortened

__all__ = ["GAP", "Column", "Table", "Tabular", "cell_width", "csv_text", "table_line"]

#: Blanks between two columns.
GAP = 2
_TEXT_ROWS = 20
_TEXT_WIDTH = 64  # a SHA-256
_HTML_ROWS = 100
_HTML_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the side it is aligned to, and whether it gives way when the terminal is too narrow."""

    heading: str
    right: bool = False
    shrinks: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A caption and the first rows of a table that has ``total``; ``noun`` is what a row is about, ``nouns`` several."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: int
    noun: str = "tensor"
    nouns: str = ""

    @property
    def text(self) -> str:
        """The table for a terminal, without a line break at its end."""
        lines = [self.caption]
        if self.rows:
            rows = [[shortened(printable(cell), _TEXT_WIDTH) for cell in row] for row in self.rows]
            headings = [column.heading for column in self.columns]
            widths = [max(map(cell_width, cells)) for cells in zip(headings, *rows, strict=True)]
            lines += [table_line(row, self.columns, widths) for row in (headings, *rows)]
        return "\n".join([*lines, *self._more])

    @property
    def html(self) -> str:
        """The table for a notebook: no styles but the alignment, no scripts, nothing that is loaded."""
        head = "".join(f"<th{_side(column)}>{_escaped(column.heading)}</th>" for column in self.columns)
        body = "".join(
            "<tr>"
            + "".join(
                f"<td{_side(column)}>{_escaped(cell)}</td>" for cell, column in zip(row, self.columns, strict=True)
            )
            + "</tr>"
            for row in self.rows
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if self.rows else ""
        lines = "".join(f"<p>{_escaped(line)}</p>" for line in self._more)
        return f"<div><p>{_escaped(self.caption)}</p>{table}{lines}</div>"

    @property
    def _more(self) -> list[str]:
        left = self.total - len(self.rows)
        return [f"… and {plural(left, f'more {self.noun}', self.nouns and f'more {self.nouns}')}"] if left > 0 else []


class Tabular(ABC):
    """What is a table at a prompt and in a notebook."""

    @abstractmethod
    def table(self, most: int) -> Table:
        """The table with at most so many rows."""

    def __repr__(self) -> str:
        return self.table(_TEXT_ROWS).text

    def _repr_html_(self) -> str:  # IPython's name for it
        return self.table(_HTML_ROWS).html


def table_line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    """One line of a table, each cell as wide as its column."""
    padded = []
    for text, column, width in zip(cells, columns, widths, strict=True):
        columns_left = width - (len(text) if text.isascii() else cell_width(text))
        if columns_left > 0:
            text = " " * columns_left + text if column.right else text + " " * columns_left
        padded.append(text)
    return (" " * GAP).join(padded).rstrip()


def cell_width(text: str) -> int:
    """Columns that ``text`` takes in a terminal: ideographs take two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def csv_text(rows: Iterable[Sequence[object]], separator: str = ",") -> str:
    """Rows as comma-separated values (RFC 4180, but for line feeds); None is an empty cell."""
    import csv  # most tables are printed

    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(
        ["" if cell is None else cell for cell in row] for row in rows
    )
    return text.getvalue()


def _side(column: Column) -> str:
    return ' style="text-align: right"' if column.right else ' style="text-align: left"'


def _escaped(text: str) -> str:
    from html import escape  # for notebooks

    return escape(shortened(printable(text), _HTML_WIDTH))
