from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis import step_numbers as module
from inspector.analysis.step_numbers import step_numbers
from inspector.buffers import Scratch
from inspector.errors import LimitError
from inspector.jobs import Job
from inspector.limits import Limits
from tests.tensors import entry_of


@pytest.mark.parametrize("elements", [1, 3, 4, 7, 10, 1000])
def test_rows_and_places_do_not_depend_on_the_blocks(elements: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ELEMENTS", elements)
    rng = np.random.default_rng(0)
    first, second = rng.standard_normal((2, 6, 2, 2)).astype("f4")
    second[[1, 4]] = 0
    second[2, 0, 1] = 0
    second[5, 1, 0] = np.inf
    before, after = step_numbers([entry_of(first), entry_of(second)], Job(), Scratch())
    assert (before.dead_rows, after.dead_rows, after.dead_row_indices) == (0, 2, (1, 4))
    assert (after.zeros, after.nan, after.inf, after.first_nan) == (9, 0, 1, (5, 1, 0))
    assert after.max_abs == np.abs(second[np.isfinite(second)]).max()
    assert before.l2 == pytest.approx(np.linalg.norm(first.astype("f8")), rel=1e-14)
    assert before.rms == pytest.approx(np.sqrt(np.square(first.astype("f8")).mean()), rel=1e-14)
    assert before.update_l2 is None
    assert after.update_l2 == np.inf


def test_complex_values_count_by_their_magnitude() -> None:
    (found,) = step_numbers([entry_of(np.array([3 + 4j, 0j]))], Job(), Scratch())
    assert (found.l2, found.max_abs, found.zeros) == (5.0, 5.0, 1)


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "i1", "u8", "?"])
@pytest.mark.parametrize("elements", [5, 64, 1 << 19])
def test_numbers_of_every_type_are_those_of_numpy(dtype: str, elements: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ELEMENTS", elements)
    rng = np.random.default_rng(1)
    steps = [(rng.standard_normal((9, 4)) * 3).astype(dtype) for _ in range(4)]
    steps[1][2:5] = 0  # dead rows, also where blocks begin and end
    if np.dtype(dtype).kind == "f":
        steps[2][3, 1] = np.nan
        steps[2][3, 2] = -np.inf
    found = step_numbers([entry_of(step) for step in steps], Job(), Scratch())
    exact = [step.astype("f8") for step in steps]
    for at, (numbers, values) in enumerate(zip(found, exact, strict=True)):
        finite = values[np.isfinite(values)]
        assert numbers.count == values.size
        assert (numbers.nan, numbers.inf) == (np.isnan(values).sum(), np.isinf(values).sum())
        assert numbers.zeros == (values == 0).sum()
        assert numbers.max_abs == np.abs(finite).max()
        assert numbers.l2 == pytest.approx(np.linalg.norm(values.reshape(-1)), rel=1e-12, nan_ok=True)
        assert numbers.dead_row_indices == tuple(np.flatnonzero(~(values != 0).any(axis=1)))
        assert numbers.first_nan == (None if numbers.is_finite else (3, 1))
        if at:
            with np.errstate(invalid="ignore"):
                moved = np.linalg.norm((values - exact[at - 1]).reshape(-1))
            assert numbers.update_l2 == pytest.approx(moved, rel=1e-12, nan_ok=True)


def test_no_finite_number_has_the_magnitude_zero() -> None:
    (found,) = step_numbers([entry_of(np.array([np.nan, np.inf], "f4"))], Job(), Scratch())
    assert (found.max_abs, found.nan, found.inf, found.first_nan) == (0.0, 1, 1, (0,))
    assert np.isnan(found.l2)
    (found,) = step_numbers([entry_of(np.array([1, -np.inf], "f4"))], Job(), Scratch())
    assert (found.max_abs, found.l2) == (1.0, np.inf)


def test_the_kernel_and_numpy_give_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    entries = [entry_of(rng.standard_normal((70, 30)).astype("f4")) for _ in range(3)]
    compiled = step_numbers(entries, Job(), Scratch())
    monkeypatch.setattr("inspector.kernel._library", lambda: None)
    assert step_numbers(entries, Job(), Scratch()) == compiled


def test_what_is_expanded_without_end_is_not_gone_through() -> None:
    expanded = entry_of(np.ones(1)).replace(shape=(3, 5), strides=(0, 0))
    with pytest.raises(LimitError, match="15 elements are too many to go through"):
        step_numbers([expanded], Job(Limits(inflated_nbytes=100)), Scratch())
    assert step_numbers([expanded], Job(), Scratch())[0].count == 15
