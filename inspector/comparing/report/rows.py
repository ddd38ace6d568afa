"""Results as rows of a table: for the command line, for a prompt and for a notebook."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from inspector.comparing.results import PairResult, State
from inspector.tables import Column
from inspector.tensors.entries import TensorEntry
from inspector.text import number_text, printable, renamed_text, shape_text

__all__ = ["STATE_TITLES", "result_columns", "result_row"]

#: What each state is called in a column of its own.
STATE_TITLES = {state: state.value.replace("_", " ") for state in State}

_COLUMNS = (
    Column("state"),
    Column("key", shrinks=True),
    Column("type"),
    Column("shape"),
    *(Column(name, right=True) for name in ("rel. change", "max |d|", "mean |d|", "cosine", "differing")),
)


def result_columns(results: Iterable[PairResult]) -> list[Column]:
    """The columns of a table of these results; that of elements that are not finite only where there are some."""
    if any(result.difference is not None and result.difference.non_finite for result in results):
        return [*_COLUMNS, Column("not finite", right=True)]
    return list(_COLUMNS)


def result_row(result: PairResult, columns: Sequence[Column]) -> list[str]:
    """The cells of one result."""
    return _cells(result)[: len(columns)]


def _cells(result: PairResult) -> list[str]:
    """State, key, type, shape, and the numbers."""
    cells = [
        STATE_TITLES[result.state],
        printable(_name(result)),
        _either(result, lambda entry: entry.dtype.name),
        _either(result, lambda entry: shape_text(entry.shape)) + _common_text(result),
    ]
    difference = result.difference if result.common is None else result.common.difference
    if difference is None:
        return [*cells, "", "", "", "", "", ""]
    return [
        *cells,
        *(_number(number, 3) for number in (difference.rel_l2, difference.max_abs, difference.mean_abs)),
        _number(difference.cosine, 6),
        f"{100 * difference.differing / difference.elements:.3g}%",
        f"{difference.non_finite:,}" if difference.non_finite else "",
    ]


def _common_text(result: PairResult) -> str:
    """What tensors of different shapes share, and whether that is the same."""
    common = result.common
    if common is None or common.a is None:
        return ""
    same = "identical" if common.agrees else "unreadable" if common.state is State.UNREADABLE else "differs"
    return f" (common {shape_text(common.a.shape)}: {same})"


def _name(result: PairResult) -> str:
    if result.a is None or result.b is None:
        return result.key
    return renamed_text(result.a.key, result.b.key)


def _number(number: float, digits: int) -> str:
    return "" if math.isnan(number) else number_text(number, digits)


def _either(result: PairResult, text: Callable[[TensorEntry], str]) -> str:
    """What ``text`` says of the tensor in A and in B, once if it is the same."""
    texts = dict.fromkeys(text(entry) for entry in (result.a, result.b) if entry is not None)
    return " → ".join(texts)
