"""Sentences about what was done to a tensor: said where it was done, and not where it nearly was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing import explanation as explaining
from inspector.comparing.alignment import align
from inspector.comparing.comparison import compare
from inspector.comparing.explanation import explanation, explanations
from inspector.comparing.results import PairResult
from inspector.errors import TruncatedError
from inspector.jobs import Cancelled, Job
from inspector.sources.location import LocalLocation
from inspector.sources.storage import MemoryStorage
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.encode import encode
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values
from tests.tensors import entry_of

RANDOM = np.random.default_rng(0)
A = RANDOM.normal(size=(40, 30)).astype(np.float32)


def compared(a: TensorEntry, b: TensorEntry) -> PairResult:
    first, second = (Checkpoint(LocalLocation(Path("m")), "memory", (), (side,), {}, ()) for side in (a, b))
    (result,) = compare(first, second, align(first.entries, second.entries))
    return result


def explained(a: TensorEntry, b: TensorEntry) -> str:
    found = explanation(compared(a, b))
    return "" if found is None else found.sentence


def said(b: npt.NDArray[Any], a: npt.NDArray[Any] = A) -> str:
    return explained(entry_of(a), entry_of(b))


def changed(place: Any, value: float, values: npt.NDArray[Any] = A) -> npt.NDArray[Any]:
    result = values.copy()
    result[place] = value
    return result


@pytest.mark.parametrize("name", ["float16", "bfloat16", "float8_e4m3fn", "float8_e5m2"])
def test_rounding_is_told_whatever_type_holds_it(name: str) -> None:
    dtype = DTYPES[name]
    rounded = entry_of(encode(A, dtype), dtype)
    assert explained(entry_of(A), rounded) == f"B is A rounded to {dtype}, exactly."
    assert explained(rounded, entry_of(A)) == f"A is B rounded to {dtype}, exactly."


def test_rounded_values_in_a_wide_type_and_one_that_is_not() -> None:
    halves = A.astype(np.float16).astype(np.float32)
    assert said(halves) == "B is A rounded to float16, exactly."
    wide = RANDOM.normal(size=(9, 9))
    assert said(wide.astype(np.float32), wide) == "B is A rounded to float32, exactly."
    assert said(changed((3, 4), halves[3, 4] * 1.001, halves)) == ""
    odd_nan: Any = np.array(0x7FC00001, np.uint32).view(np.float32)  # whose bits no half keeps
    assert said(changed((3, 4), odd_nan, halves), changed((3, 4), odd_nan)) == "B is A rounded to float16, exactly."


@pytest.mark.parametrize(
    ("name", "nearer"), [("float16", 12), ("bfloat16", 9), ("float8_e4m3fn", 5), ("float8_e5m2", 4)]
)
@pytest.mark.parametrize("wide", [np.float32, np.float64])
def test_every_number_of_a_type_is_one_that_rounding_makes(
    name: str, nearer: int, wide: type[np.floating[Any]]
) -> None:
    dtype = DTYPES[name]
    codes = np.arange(1 << 8 * dtype.itemsize, dtype=f"u{dtype.itemsize}").view(dtype.stored_dtype)
    with np.errstate(invalid="ignore"):  # some NaNs are signals
        b = decode(codes, dtype).astype(wide)
        a = (b * (1 + 2.0**-nearer)).astype(wide)
    assert said(b, a) == f"B is A rounded to {dtype}, exactly."


def test_pruning_is_told_with_its_share() -> None:
    pruned = np.where(np.abs(A) < np.quantile(np.abs(A), 0.7), 0, A)
    assert said(pruned) == "B is A with 70% of the elements (840) set to zero."
    with_zeros = changed((slice(None), slice(0, 15)), 0)  # which were zero before
    assert said(np.where(np.abs(A) > 1, 0, with_zeros), with_zeros).endswith(
        f"({np.count_nonzero(np.abs(with_zeros) > 1)}) set to zero."
    )
    assert said(changed(np.unravel_index(int(pruned.argmax()), A.shape), 9, pruned)) == ""


def test_scaling_is_told_up_to_rounding() -> None:
    assert said((A * np.float32(0.3)).astype(np.float32)) == "B is A times 0.3, up to rounding."
    assert said(-A) == "B is A times -1, up to rounding."
    assert said(changed((0, 0), 0.5, A * 2)) == ""


def test_few_rows_or_columns_are_named() -> None:
    assert said(changed(([3, 11], slice(None)), 7)) == "Only 2 of 40 rows differ: 3, 11."
    assert said(changed((slice(None), 29), np.nan)) == "Only 1 of 30 columns differ: 29."
    assert said(changed((slice(0, 9), slice(0, 9)), 7)) == ""
    holes = changed((5, slice(None)), np.nan)  # NaN in both is no difference
    assert said(changed((3, slice(None)), 7, holes), holes) == "Only 1 of 40 rows differ: 3."
    ten = A[:10, :9]
    assert said(changed((3, slice(None)), 7, ten), ten) == "Only 1 of 10 rows differ: 3."


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_a_low_rank_update_is_told_in_spite_of_rounding(dtype: Any) -> None:
    a = RANDOM.normal(size=(64, 96)).astype(dtype)
    update = RANDOM.normal(size=(64, 4)) @ RANDOM.normal(size=(4, 96))
    assert (
        said((a + update).astype(dtype), a) == "The difference has rank 4 (of 64), up to rounding: a low-rank update."
    )
    assert said((a + RANDOM.normal(size=a.shape) * 0.01).astype(dtype), a) == ""


@pytest.mark.parametrize("shape", [(96, 64), (64, 96)])
@pytest.mark.parametrize(("rank", "is_low"), [(16, True), (17, False)])
def test_a_rank_of_up_to_a_quarter_is_low(shape: tuple[int, int], rank: int, is_low: bool) -> None:
    a = RANDOM.normal(size=shape)
    update = RANDOM.normal(size=(shape[0], rank)) @ RANDOM.normal(size=(rank, shape[1]))
    result = compared(entry_of(a), entry_of(a + update))
    found = explanation(result)
    assert (found is not None) == is_low
    if found is not None:
        assert (found.kind, found.evidence) == ("low-rank", {"rank": 16, "of": 64})


@pytest.mark.parametrize("shape", [(4, 9), (9, 4), (8, 5)])
def test_a_small_matrix_may_have_had_an_update_of_rank_one(shape: tuple[int, int]) -> None:
    a = RANDOM.normal(size=shape)
    update = RANDOM.normal(size=(shape[0], 1)) @ RANDOM.normal(size=(1, shape[1]))
    found = explanation(compared(entry_of(a), entry_of(a + update)))
    assert found is not None
    assert found.evidence == {"rank": 1, "of": min(shape)}
    assert said(a + RANDOM.normal(size=shape), a) == ""


@pytest.mark.filterwarnings("error")
def test_of_numbers_whose_squares_no_float_holds_no_rank_is_told() -> None:
    a = RANDOM.normal(size=(40, 30)) * 1e300
    assert said(a + RANDOM.normal(size=a.shape) * 1e299, a) == ""


@pytest.mark.parametrize("is_transposed", [False, True])
def test_a_difference_of_full_rank_is_told_by_a_part_of_it(
    monkeypatch: pytest.MonkeyPatch, is_transposed: bool
) -> None:
    reads: list[int] = []
    monkeypatch.setattr(explaining, "BLOCK_ELEMENTS", 96 * 4)

    def counted(entry: TensorEntry) -> npt.NDArray[Any]:
        reads.append(entry.numel)
        return read_values(entry)

    monkeypatch.setattr(explaining, "read_values", counted)
    a, b = (entry_of(RANDOM.normal(size=(64, 96))) for _ in range(2))
    if is_transposed:
        a, b = (side.replace(shape=(96, 64), strides=(1, 96)) for side in (a, b))
    assert explained(a, b) == ""
    assert sum(reads) == 2 * 96 * 24  # of 64 rows


def test_all_changes_are_explained_as_far_as_they_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    halved = compared(entry_of(A), entry_of(A / 2))
    results = [
        compared(entry_of(A), entry_of(A)),
        compared(entry_of(A), entry_of(RANDOM.normal(size=A.shape))),
        halved,
        compared(entry_of(np.float32(2)), entry_of(np.float32(4))),  # a counter was not scaled
        compared(entry_of(A), entry_of(A * 2)),
    ]
    assert [one.evidence for one in explanations(results).values()] == [{"factor": 0.5}, {"factor": 2.0}]
    monkeypatch.setattr(explaining, "_MAX_NBYTES", 5 * A.nbytes)  # the second, of float64, takes three times as much
    assert list(explanations(results)) == [halved]


def test_what_cannot_be_read_is_not_explained() -> None:
    broken = compared(entry_of(A), entry_of(A * 3))
    assert broken.b is not None

    class Gone(MemoryStorage):
        def read_into(self, buffer: Any, offset: int) -> None:
            raise TruncatedError("is cut short")

    results = [replace(broken, b=broken.b.replace(storage=Gone(bytes(A.nbytes)))), compared(entry_of(A), entry_of(-A))]
    assert [one.kind for one in explanations(results).values()] == ["scaled"]


def test_what_is_equal_or_of_other_kinds_is_not_explained() -> None:
    assert said(A) == ""
    assert said(np.arange(9), np.arange(9) + 1) == ""
    assert said(A.astype(np.complex64) * 2, A.astype(np.complex64)) == ""
    assert said(A[:5], A) == ""


def test_explaining_stops_when_it_is_cancelled() -> None:
    job = Job()
    job.cancel()
    result = compared(entry_of(A), entry_of(A * 2))
    with pytest.raises(Cancelled):
        explanation(result, job)


@pytest.mark.parametrize("axis", [0, 1])
def test_another_order_of_an_axis_is_told(axis: int) -> None:
    order = [*range(10), *reversed(range(10, A.shape[axis]))]
    found = explanation(compared(entry_of(A), entry_of(A.take(order, axis))))
    assert found is not None
    assert found.evidence["first"][:2] == [[10, A.shape[axis] - 1], [11, A.shape[axis] - 2]]
    size = A.shape[axis]
    assert found.sentence == (
        f"B is A with its {('rows', 'columns')[axis]} in another order: {size - 10} of {size} moved."
    )


def test_equal_rows_stay_where_they_are() -> None:
    a = A.copy()
    a[1] = a[0]
    order = [1, 0, *reversed(range(2, len(a)))]
    found = explanation(compared(entry_of(a), entry_of(a[order])))
    assert found is not None
    assert (found.kind, found.evidence["moved"]) == ("permuted", len(a) - 2)


def test_of_a_vector_the_elements_are_in_another_order() -> None:
    assert said(A[0][::-1].copy(), A[0]) == "B is A with its elements in another order: 30 of 30 moved."


def test_elements_that_moved_within_rows_are_no_order_of_rows() -> None:
    shuffled = RANDOM.permuted(A, axis=1)
    assert said(shuffled) == ""
    assert said(changed((3, 3), -A[3, 3], A[::-1].copy())) == ""  # of the same norm
