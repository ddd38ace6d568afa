"""Tables and findings as text: aligned, as wide as the terminal, and whole when they go to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from inspector.findings import Finding, Severity, gravest_first
from inspector.tables import GAP, Column, cell_width, table_line
from inspector.text import printable, shortened

__all__ = ["TablePrinter", "print_findings", "print_table"]

_NARROWEST = 12
#: Rows of a long table that are written together: each by itself takes as long as all that is in it.
_ROWS_AT_ONCE = 1000
_COLOURS = {Severity.DANGER: "1;31", Severity.WARNING: "33", Severity.INFO: "36"}


class TablePrinter:
    """Rows under headings. Widths are fixed from the start, so that rows can be printed as they are found."""

    def __init__(self, columns: Sequence[Column], widths: Sequence[int]) -> None:
        self._columns = columns
        self._widths = _fitting(columns, [max(w, len(c.heading)) for w, c in zip(widths, columns, strict=True)])
        print(_styled(self._line([column.heading for column in columns]), "2"))

    def add(self, *rows: Sequence[str]) -> None:
        """Print rows."""
        print("\n".join(map(self._line, rows)))

    def _line(self, row: Sequence[str]) -> str:
        cells = [
            shortened(text, width) if column.shrinks else text
            for text, column, width in zip(row, self._columns, self._widths, strict=True)
        ]
        return table_line(cells, self._columns, self._widths)


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """A whole table, each column as wide as its widest cell; nothing if there are no rows."""
    if rows:
        table = TablePrinter(columns, [max(map(cell_width, set(column))) for column in zip(*rows, strict=True)])
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            table.add(*rows[start : start + _ROWS_AT_ONCE])


def print_findings(findings: Iterable[Finding]) -> None:
    """The findings, gravest first."""
    for finding in gravest_first(findings):
        severity = _styled(finding.severity.value, _COLOURS[finding.severity])
        print(f"{severity}: {printable(finding.message + finding.place)}")


def _fitting(columns: Sequence[Column], widths: list[int]) -> list[int]:
    """The widths, those of shrinking columns reduced until the line fits a terminal; the widest gives way first."""
    if not sys.stdout.isatty():
        return widths
    import shutil  # with every kind of archive that it knows

    excess = sum(widths) + GAP * (len(widths) - 1) - shutil.get_terminal_size().columns
    shrinking = [index for index, column in enumerate(columns) if column.shrinks]
    while excess > 0 and shrinking:
        widest = max(shrinking, key=lambda index: widths[index])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
        excess -= 1
    return widths


def _styled(text: str, code: str) -> str:
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return text
    return f"\x1b[{code}m{text}\x1b[0m"
