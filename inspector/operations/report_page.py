"""The report on a checkpoint as one HTML page, light or dark as the reader's system is, that loads nothing from anywhere.

Whatever comes from a file is made harmless twice: control and direction characters are spelt out, and what HTML means
something by is escaped. The page forbids itself scripts and connections.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Sequence

from inspector.comparing.report.drawings import harmless
from inspector.comparing.report.style import html_page
from inspector.findings import gravest_first
from inspector.names.layers import stacks_of
from inspector.operations.columns import COLUMN_NAMES, READ_COLUMNS, TensorColumn
from inspector.operations.report_drawings import depth_plot, layer_map
from inspector.operations.reporting import CheckpointReport
from inspector.sentences import translated
from inspector.text import count_text, size_text
from inspector.wording import tr
from inspector.writing.atomic_file import write_atomically

__all__ = ["html_table", "report_page", "write_page"]

#: Rows of the table. A page of all 20,000 tensors of a model would take a browser seconds.
_MAX_ROWS = 1000
_MAX_NAMED = 40
_MAX_PAIRS = 200
_MAX_STACKS = 4
#: The number that maps and lines are of.
_DRAWN = "rms"


def write_page(report: CheckpointReport, path: str | os.PathLike[str]) -> None:
    """Write the page; raises OutputError for a file of the checkpoint, and if writing fails."""
    write_atomically(path, report_page(report).encode(), [report.checkpoint])


def report_page(report: CheckpointReport) -> str:
    """The whole page. Takes time and space in proportion to what is shown, which is bounded."""
    name = harmless(report.checkpoint.location.name)
    keys = [result.key for result in report.results]
    column = COLUMN_NAMES[_DRAWN]
    numbers = _numbers(report, column)
    found = stacks_of([result.entry for result in report.results], report.checkpoint.entries)
    maps = "".join(layer_map(stack, column, numbers) for stack in found[:_MAX_STACKS])
    sections = (
        (tr("Findings"), _findings(report)),
        (tr("Health"), _health(report)),
        (tr("Language model"), _language_model(report)),
        (tr("Data types"), _types(report)),
        (tr("Layer map"), maps),
        (tr("Over depth"), depth_plot(keys, column, numbers)),
        (tr("Tensors"), _tensors(report)),
        (tr("File metadata"), _metadata(report)),
    )
    body = "".join(f"<section><h2>{title}</h2>{content}</section>\n" for title, content in sections if content)
    facts = " · ".join([harmless(translated(report.checkpoint.format)), *map(harmless, report.totals.texts())])
    return html_page(name, f'<header><h1>{name}</h1><p class="muted">{facts}</p></header>\n{body}')


def _numbers(report: CheckpointReport, column: TensorColumn) -> dict[int, float]:
    """The finite numbers of a column by the place of the tensor."""
    values = ((at, column.value(one.entry, one.value)) for at, one in enumerate(report.results))
    return {at: float(value) for at, value in values if isinstance(value, (int, float)) and math.isfinite(value)}


def _findings(report: CheckpointReport) -> str:
    if not report.findings:
        said = tr("None. Findings are observations, not verdicts.")
        return f"<p>{said}</p>"
    found = gravest_first(report.findings)
    rows = [(finding.severity.value, translated(finding.message), finding.where) for finding in found[:_MAX_PAIRS]]
    return html_table((tr("severity"), tr("finding"), tr("where")), rows, total=len(found))


def _health(report: CheckpointReport) -> str:
    checked = sum(one.value is not None for one in report.results)
    lines = [tr("%n tensor checked.", "%n tensors checked.", checked)]
    for keys, what in (
        (report.not_finite, tr("with NaN or Inf")),
        (report.all_zero, tr("all zero")),
        (report.unreadable, tr("unreadable")),
    ):
        if keys:
            named = ", ".join(f'<span class="key">{harmless(key)}</span>' for key in keys[:_MAX_NAMED])
            more = tr(", and {count:,} more", count=len(keys) - _MAX_NAMED) if len(keys) > _MAX_NAMED else ""
            tensors = tr("%n tensor", "%n tensors", len(keys))
            lines.append(tr("{tensors} {what}: {keys}.", tensors=tensors, what=what, keys=named + more))
    if len(lines) == 1 and checked:
        lines.append(tr("All values are finite, and no tensor is all zero."))
    return "".join(f"<p>{line}</p>" for line in lines)


def _language_model(report: CheckpointReport) -> str:
    model = report.language_model
    if model is None:
        return ""
    rows = [(fact.name, fact.value, fact.explanation) for fact in model.facts()]
    return f"<p>{harmless(model.sentence)}</p>{html_table((tr('Name'), tr('Value'), ''), rows, total=len(rows))}"


def _types(report: CheckpointReport) -> str:
    rows = [
        (share.dtype, count_text(share.tensors), count_text(share.parameters), size_text(share.nbytes))
        for share in report.shares[:_MAX_NAMED]
    ]
    return (
        html_table(
            (tr("type"), tr("tensors"), tr("elements"), tr("size")), rows, total=len(report.shares), first_number=1
        )
        if rows
        else ""
    )


def _tensors(report: CheckpointReport) -> str:
    rows = [
        [column.text(column.value(one.entry, one.value)) for column in READ_COLUMNS]
        for one in report.results[:_MAX_ROWS]
    ]
    titles = [tr(column.title) for column in READ_COLUMNS]
    return html_table(titles, rows, total=len(report.results), first_number=3) if rows else ""


def _metadata(report: CheckpointReport) -> str:
    pairs = list(report.checkpoint.metadata.items())
    rows = [(str(name), value if isinstance(value, str) else repr(value)) for name, value in pairs[:_MAX_PAIRS]]
    return html_table((tr("name"), tr("value")), rows, total=len(pairs)) if rows else ""


def html_table(
    headings: Iterable[str], rows: Sequence[Sequence[str]], *, total: int, first_number: int | None = None
) -> str:
    """A table; the columns from ``first_number`` on are numbers."""

    def line(tag: str, cells: Iterable[str]) -> str:
        kinds = (' class="n"' if first_number is not None and at >= first_number else "" for at in range(1 << 10))
        return "".join(f"<{tag}{kind}>{harmless(cell)}</{tag}>" for cell, kind in zip(cells, kinds, strict=False))

    body = "".join(f"<tr>{line('td', row)}</tr>\n" for row in rows)
    left = total - len(rows)
    more = f'<p class="muted">{tr("and {count:,} more", count=left)}</p>' if left > 0 else ""
    return f"<table><tr>{line('th', headings)}</tr>\n{body}</table>{more}"
