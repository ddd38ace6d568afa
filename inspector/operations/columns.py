"""The columns of a table of tensors, the same for all who show one: what each is called, its value, how that is written."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.tensors.entries import TensorEntry
from inspector.text import count_text, number_text, shape_text, size_text
from inspector.wording import local_number, translatable

if TYPE_CHECKING:
    from inspector.analysis.statistics import Statistics

__all__ = ["COLUMNS", "COLUMN_NAMES", "EFFECTIVE_RANK", "QUANTILES", "READ_COLUMNS", "TensorColumn", "Value"]

Value = float | int | str | None

#: The quantiles that have a column.
QUANTILES = (0.01, 0.5, 0.99)
#: The column of numbers that take more than reading the tensor: they are computed where it is shown.
EFFECTIVE_RANK = "effective_rank"


@dataclass(frozen=True, slots=True)
class TensorColumn:
    """One column. ``value`` is what rows are sorted and filtered by, None where a tensor has no such number.

    ``needs_data`` tells that it takes reading the tensor; ``value`` then gets its statistics. ``tip`` says what is not
    plain from the title.
    """

    name: str
    title: str
    value: Callable[[TensorEntry, Statistics | None], Value]
    text: Callable[[Value], str]
    needs_data: bool = True
    tip: str = ""

    @property
    def is_number(self) -> bool:
        """Whether the values are numbers, which are aligned to the right."""
        return self.name not in ("key", "dtype")


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _count(value: Value) -> str:
    return "" if value is None else count_text(int(value))


def _size(value: Value) -> str:
    return "" if value is None else size_text(int(value))


def _number(value: Value) -> str:
    return "" if value is None or isinstance(value, str) else number_text(value, 4)


def _share(value: Value) -> str:
    return "" if value is None or isinstance(value, str) else local_number(f"{value:.1%}") if value else "0"


def _of_numbers(read: Callable[[Statistics], complex]) -> Callable[[TensorEntry, Statistics | None], Value]:
    """The number of finite elements that ``read`` takes from the statistics, of a complex one its magnitude."""

    def value(_entry: TensorEntry, found: Statistics | None) -> Value:
        if found is None or not found.finite:
            return None
        number = read(found)
        real = abs(number) if isinstance(number, complex) else number
        return None if isinstance(real, float) and math.isnan(real) else real

    return value


def _of_counts(read: Callable[[Statistics], float]) -> Callable[[TensorEntry, Statistics | None], Value]:
    return lambda _entry, found: None if found is None else read(found)


def _quantile(share: float) -> TensorColumn:
    name = f"q{share:g}"
    return TensorColumn(
        name, f"{100 * share:g}%", _of_numbers(lambda found: found.quantiles.get(share, math.nan)), _number
    )


#: All columns, in their usual order.
COLUMNS: tuple[TensorColumn, ...] = (
    TensorColumn("key", translatable("Key"), lambda entry, _: entry.key, _text, needs_data=False),
    TensorColumn(
        "shape", translatable("Shape"), lambda entry, _: shape_text(entry.values.shape), _text, needs_data=False
    ),
    TensorColumn("dtype", translatable("Type"), lambda entry, _: entry.dtype.name, _text, needs_data=False),
    TensorColumn("elements", translatable("Elements"), lambda entry, _: entry.numel, _count, needs_data=False),
    TensorColumn("size", translatable("Size"), lambda entry, _: entry.nbytes, _size, needs_data=False),
    TensorColumn("l2", translatable("L2 norm"), _of_numbers(lambda found: found.l2), _number),
    TensorColumn("rms", "RMS", _of_numbers(lambda found: found.rms), _number),
    TensorColumn("min", translatable("Min"), _of_numbers(lambda found: found.min), _number),
    TensorColumn("max", translatable("Max"), _of_numbers(lambda found: found.max), _number),
    TensorColumn("mean", translatable("Mean"), _of_numbers(lambda found: found.mean), _number),
    TensorColumn("std", translatable("Std"), _of_numbers(lambda found: found.std), _number),
    TensorColumn(
        "peak",
        translatable("Max / RMS"),
        _of_numbers(lambda found: max(abs(found.min), abs(found.max)) / found.rms if found.rms else math.nan),
        _number,
    ),
    TensorColumn("zeros", translatable("Zeros"), _of_counts(lambda found: found.zeros / max(found.count, 1)), _share),
    TensorColumn("nan", "NaN", _of_counts(lambda found: found.nan), _count),
    TensorColumn("inf", "Inf", _of_counts(lambda found: found.posinf + found.neginf), _count),
    *map(_quantile, QUANTILES),
    TensorColumn(
        EFFECTIVE_RANK,
        translatable("Effective rank"),
        _of_numbers(lambda found: math.nan if found.effective_rank is None else found.effective_rank),
        _number,
        tip=translatable(
            "exp of the entropy of the singular values; estimated for matrices with both sides over 512, "
            "none for more than 67 million elements"
        ),
    ),
)
#: Those that reading each tensor once tells: of a report.
READ_COLUMNS = tuple(column for column in COLUMNS if column.name != EFFECTIVE_RANK)
COLUMN_NAMES = {column.name: column for column in COLUMNS}
