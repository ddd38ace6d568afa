"""The report of a comparison as one HTML page, light or dark as the reader's system is, that loads nothing from anywhere.

Whatever comes from a file is made harmless twice: control and direction characters are spelt out, and what HTML means
something by is escaped. The page forbids itself scripts and connections.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.checkpoint.totals import totals
from inspector.comparing.report.drawings import fingerprint, harmless, log_share, small_histograms
from inspector.comparing.report.report import ComparisonReport
from inspector.comparing.report.style import html_page
from inspector.comparing.results import PairResult, State, is_same_file
from inspector.comparing.wording import STATE_TEXTS, change_text, counted_text, match_text
from inspector.sentences import translated
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text, renamed_text, shape_text
from inspector.wording import tr, translatable

__all__ = ["report_page"]

#: Rows of the table, which is sorted by change. A page of all 20,000 tensors of a model would take a browser seconds.
_MAX_ROWS = 1000
#: Names that are listed without numbers.
_MAX_NAMES = 2000
#: Longer lists are folded up.
_MAX_OPEN = 40
_BAR_WIDTH = 70
_SYMBOLS = {
    State.IDENTICAL: "=",
    State.CHANGED: "&ne;",
    State.DTYPE_CHANGED: "&asymp;",
    State.SHAPE_CHANGED: "&#9707;",
    State.ONLY_IN_A: "&minus;",
    State.ONLY_IN_B: "+",
    State.UNREADABLE: "!",
}
#: Of the table; all but the first and the last are of numbers.
_HEADINGS = (
    translatable("tensor"),
    translatable("relative change"),
    "max |d|",
    translatable("mean |d|"),
    translatable("cosine"),
    translatable("differing"),
    translatable("A and B"),
)


def report_page(report: ComparisonReport) -> str:
    """The whole page. Takes time and space in proportion to what is shown, which is bounded."""
    title = tr("{a} against {b}", a=_last_part(report.name_a), b=_last_part(report.name_b))
    sections = [
        _section(tr("Names"), _names(report)),
        _section(tr("Fingerprint"), fingerprint(report.pairs) if report.pairs else ""),
        _section(tr("What was done"), _explanations(report)),
        _section(tr("Changes"), _table(report)),
        _section(tr("Values"), _values(report)),
    ]
    for state in (State.SHAPE_CHANGED, State.ONLY_IN_A, State.ONLY_IN_B, State.UNREADABLE, State.IDENTICAL):
        results = report.of_state(state)
        is_open = state is not State.IDENTICAL and len(results) <= _MAX_OPEN
        sections.append(_section("", _list(state, results, is_open=is_open) if results else ""))
    return html_page(title, f"{_header(report)}{''.join(sections)}")


def _section(heading: str, content: str) -> str:
    if not content:
        return ""
    return f"<section>{f'<h2>{heading}</h2>' if heading else ''}{content}</section>\n"


def _header(report: ComparisonReport) -> str:
    files = "".join(
        f'<span class="tag {tag.lower()}">{tag}</span><span>{_key(name)} {_muted(_contents(checkpoint))}</span>'
        for tag, name, checkpoint in (("A", report.name_a, report.a), ("B", report.name_b, report.b))
    )
    chips = "".join(
        f'<span class="chip">{_symbol(state)} <b>{counted_text(state, count)}</b></span>'
        for state, count in report.summary.states.items()
        if count
    )
    return (
        f'<header><h1>{_verdict(report)}</h1><div class="file">{files}</div><div class="chips">{chips}</div>'
        f"{''.join(f'<p>{_muted(harmless(text))}</p>' for text in report.part_texts)}</header>\n"
    )


def _verdict(report: ComparisonReport) -> str:
    """The answer in one line."""
    rtol, atol = report.tolerance.rtol, report.tolerance.atol
    within = tr(" within rtol {rtol:g}, atol {atol:g}", rtol=rtol, atol=atol) if rtol or atol else ""
    if is_same_file(report.a, report.b):
        return tr("A and B are the same file")
    if not report.results:
        return tr("Nothing to compare")
    if not report.summary.differences:
        is_rounded = not within and any(result.change for result in report.results)
        return match_text(len(report.results), is_rounded=is_rounded) + within
    if not report.alignment.pairs:
        return tr("No tensors in common")
    differences, total = report.summary.differences, len(report.results)
    said = tr("{count:,} of %n tensor differ", "{count:,} of %n tensors differ", total, count=differences)
    return said + within


def _contents(checkpoint: Checkpoint) -> str:
    return f"{harmless(checkpoint.format)}, {totals(checkpoint.entries)}"


def _names(report: ComparisonReport) -> str:
    """How names were matched, what was excluded and what is suggested."""
    items = "".join(f"<li>{item}</li>" for item in _name_items(report))
    return f"<ul>{items}</ul>" if items else ""


def _name_items(report: ComparisonReport) -> Iterator[str]:
    alignment = report.alignment
    for rule in alignment.map.rules[:_MAX_NAMES]:
        yield f"<code>{harmless(str(rule.rule))}</code> {_muted(translated(rule.note))}"
    for side, entries in (("A", alignment.excluded_a), ("B", alignment.excluded_b)):
        if entries:
            yield tr(
                "Not compared in {side}: %n tensor, such as {key}",
                "Not compared in {side}: %n tensors, such as {key}",
                len(entries),
                side=side,
                key=_key(entries[0].key),
            )
    for suggestion in alignment.suggestions[:_MAX_NAMES]:
        a, b = _key(suggestion.a.key), _key(suggestion.b.key)
        if suggestion.is_exact:
            yield tr("{a} is the transpose of {b}", a=a, b=b)
        else:
            yield tr("{a} may be the transpose of {b}", a=a, b=b)


def _explanations(report: ComparisonReport) -> str:
    """What was tied or untied, and what was done to tensors, each thing once."""
    texts = [*(one.sentence for one in report.ties), *report.explanation_texts]
    items = "".join(f"<li>{harmless(translated(text))}</li>" for text in texts[:_MAX_NAMES])
    return f"<ul>{items}</ul>" if items else ""


def _table(report: ComparisonReport) -> str:
    """The tensors that were measured, what changed most first."""
    rows = report.by_change
    if not rows:
        return ""
    left_out = len(rows) - _MAX_ROWS
    more = tr("{count:,} more changed less; the JSON report lists all.", count=left_out) if left_out > 0 else ""
    numbers = range(1, len(_HEADINGS) - 1)
    kinds = (' class="n"' if at in numbers else "" for at in range(len(_HEADINGS)))
    titles = "".join(f"<th{kind}>{tr(title)}</th>" for kind, title in zip(kinds, _HEADINGS, strict=True))
    shown = "".join(_row(row, report) for row in rows[:_MAX_ROWS])
    left = f"<p>{_muted(more)}</p>" if more else ""
    return f"<table><tr><th></th>{titles}</tr>\n{shown}</table>{left}"


def _row(result: PairResult, report: ComparisonReport) -> str:
    a, b, difference = result.a, result.b, result.difference
    assert a is not None
    assert b is not None
    assert difference is not None
    found = report.explanations.get(result)
    done = f"<br>{harmless(translated(found.sentence))}" if found is not None else ""
    kind = _kind(a) if a.dtype.name == b.dtype.name else f"{_kind(a)} → {harmless(b.dtype.name)}"
    wide = round(_BAR_WIDTH * log_share(result.change))
    bar = f'<span class="room"><span class="bar" style="width:{wide}px"></span></span>'
    cosine = "" if math.isnan(difference.cosine) else f"{difference.cosine:.6f}"
    numbers = (
        change_text(result) + bar,
        _number(difference.max_abs),
        _number(difference.mean_abs),
        cosine,
        f"{100 * difference.differing / difference.elements:.3g}%",
    )
    cells = "".join(f'<td class="n">{number}</td>' for number in numbers)
    return (
        f"<tr><td>{_symbol(result.state)}</td><td>{_pair_name(a, b)}<br>{_muted(kind)}{done}</td>{cells}"
        f"<td>{small_histograms(difference.histograms)}</td></tr>\n"
    )


def _values(report: ComparisonReport) -> str:
    """What differs beside the tensors."""
    changes = report.value_changes
    rows = "".join(f"<tr><td>{_key(one.key)}</td><td>{harmless(one.text)}</td></tr>\n" for one in changes[:_MAX_ROWS])
    left_out = len(changes) - _MAX_ROWS
    more = f"<p>{_muted(tr('and {count:,} more', count=left_out))}</p>" if left_out > 0 else ""
    return f"<table>{rows}</table>{more}" if rows else ""


def _list(state: State, results: Sequence[PairResult], *, is_open: bool) -> str:
    """The tensors of one state by name."""
    items = "".join(f"<li>{_line(result)}</li>" for result in results[:_MAX_NAMES])
    left_out = len(results) - _MAX_NAMES
    more = f"<p>{_muted(tr('and {count:,} more', count=left_out))}</p>" if left_out > 0 else ""
    title = f"{_symbol(state)} {tr(STATE_TEXTS[state])}: {tr('%n tensor', '%n tensors', len(results))}"
    return f"<details{' open' if is_open else ''}><summary>{title}</summary><ul>{items}</ul>{more}</details>"


def _line(result: PairResult) -> str:
    """What there is to say of a tensor without numbers."""
    a, b = result.a, result.b
    if a is None or b is None:
        entry = a or b
        assert entry is not None
        return f"{_key(entry.key)} {_muted(_kind(entry))}"
    note = _kind(a)
    if result.state is State.UNREADABLE:
        note = harmless(translated(result.reason))
    elif a.shape != b.shape:
        note = f"{_kind(a)} → {_kind(b)}"
    return f"{_pair_name(a, b)} {_muted(note)}"


def _pair_name(a: TensorEntry, b: TensorEntry) -> str:
    return _key(renamed_text(a.key, b.key))


def _kind(entry: TensorEntry) -> str:
    return f"{shape_text(entry.shape)}, {harmless(entry.dtype.name)}"


def _number(number: float) -> str:
    return "" if math.isnan(number) else number_text(number, 3)


def _symbol(state: State) -> str:
    return f'<span class="{state.value}" title="{tr(STATE_TEXTS[state])}">{_SYMBOLS[state]}</span>'


def _key(key: str) -> str:
    return f'<span class="key">{harmless(key)}</span>'


def _muted(content: str) -> str:
    return f'<span class="muted">{content}</span>'


def _last_part(name: str) -> str:
    """The last part of a file's name."""
    return harmless(name.replace("\\", "/").rstrip("/").rpartition("/")[2])
