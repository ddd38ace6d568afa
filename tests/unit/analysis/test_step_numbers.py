from __future__ import annotations

import numpy as np
import pytest

from inspector.analysis import step_numbers as module
from inspector.analysis.step_numbers import step_numbers
from inspector.jobs import Job
from tests.tensors import entry_of


@pytest.mark.parametrize("elements", [1, 3, 4, 7, 10, 1000])
def test_rows_and_places_do_not_depend_on_the_blocks(elements: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_ELEMENTS", elements)
    rng = np.random.default_rng(0)
    first, second = rng.standard_normal((2, 6, 2, 2)).astype("f4")
    second[[1, 4]] = 0
    second[2, 0, 1] = 0
    second[5, 1, 0] = np.inf
    before, after = step_numbers([entry_of(first), entry_of(second)], Job())
    assert (before.dead_rows, after.dead_rows, after.dead_row_indices) == (0, 2, (1, 4))
    assert (after.zeros, after.nan, after.inf, after.first_nan) == (9, 0, 1, (5, 1, 0))
    assert after.max_abs == np.abs(second[np.isfinite(second)]).max()
    assert before.l2 == pytest.approx(np.linalg.norm(first.astype("f8")), rel=1e-14)
    assert before.rms == pytest.approx(np.sqrt(np.square(first.astype("f8")).mean()), rel=1e-14)
    assert before.update_l2 is None
    assert after.update_l2 == np.inf


def test_complex_values_count_by_their_magnitude() -> None:
    (found,) = step_numbers([entry_of(np.array([3 + 4j, 0j]))], Job())
    assert (found.l2, found.max_abs, found.zeros) == (5.0, 5.0, 1)
