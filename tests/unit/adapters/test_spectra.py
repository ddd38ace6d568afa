from __future__ import annotations

import numpy as np
import pytest

from inspector.adapters import spectra
from inspector.adapters.changes import Difference
from inspector.adapters.spectra import DeltaSpectrum, delta_spectrum
from inspector.jobs import Cancelled, Job
from tests.tensors import entry_of

RANDOM = np.random.default_rng(7)


def difference(rows: int, columns: int, rank: int) -> tuple[Difference, np.ndarray]:
    base = RANDOM.normal(size=(rows, columns)).astype(np.float32)
    update = RANDOM.normal(size=(rows, rank)) @ RANDOM.normal(size=(rank, columns))
    tuned = (base + update).astype(np.float32)
    return Difference(entry_of(base), entry_of(tuned)), tuned.astype(np.float64) - base


@pytest.mark.parametrize("shape", [(30, 20), (20, 30), (700, 600), (600, 700)])
def test_the_rank_of_an_update_is_told_from_rounding(shape: tuple[int, int]) -> None:
    change, dense = difference(*shape, 3)
    found = delta_spectrum(change, Job())
    assert found.norm == pytest.approx(np.linalg.norm(dense))
    assert found.values is not None
    np.testing.assert_allclose(found.values[:3], np.linalg.svd(dense, compute_uv=False)[:3], rtol=1e-9)
    assert (found.rank, found.is_estimate) == (3, False)
    assert 1 < (found.effective_rank or 0) <= 3
    assert found.stable_rank == pytest.approx((found.norm / found.values[0]) ** 2)


def test_rounding_to_half_precision_is_no_rank() -> None:
    base = RANDOM.normal(size=(64, 48)).astype(np.float16)
    update = RANDOM.normal(size=(64, 2)) @ RANDOM.normal(size=(2, 48)) / 4
    tuned = (base + update).astype(np.float16)
    assert delta_spectrum(Difference(entry_of(base), entry_of(tuned)), Job()).rank == 2


def test_large_matrices_are_estimated_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectra, "MAX_SIDE", 100)
    change, dense = difference(300, 200, 5)
    found = delta_spectrum(change, Job())
    assert found.is_estimate
    assert found.values is not None
    np.testing.assert_allclose(found.values[:5], np.linalg.svd(dense, compute_uv=False)[:5], rtol=1e-6)
    assert found.rank == 5
    full, _ = difference(300, 200, 200)
    found = delta_spectrum(full, Job())
    assert (found.rank, found.effective_rank) == (None, None)
    assert found.values is not None
    assert len(found.values) == 128


def test_tall_matrices_take_one_pass_without_being_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectra, "_HELD_ELEMENTS", 100)
    change, dense = difference(300, 20, 4)
    found = delta_spectrum(change, Job())
    assert (found.rank, found.is_estimate) == (4, False)
    assert found.values is not None
    np.testing.assert_allclose(found.values[:4], np.linalg.svd(dense, compute_uv=False)[:4], rtol=1e-7)


def test_what_is_no_matrix_has_a_norm_only() -> None:
    vector = RANDOM.normal(size=5).astype(np.float32)
    found = delta_spectrum(Difference(entry_of(vector), entry_of(vector + 1)), Job())
    assert found.norm == pytest.approx(5**0.5)
    assert (found.values, found.rank, found.effective_rank, found.stable_rank) == (None, None, None, None)
    scalar = delta_spectrum(Difference(entry_of(np.float32(1)), entry_of(np.float32(3))), Job())
    assert scalar.norm == 2


def test_nothing_changed_is_rank_0() -> None:
    weight = RANDOM.normal(size=(6, 5)).astype(np.float32)
    found = delta_spectrum(Difference(entry_of(weight), entry_of(weight)), Job())
    assert (found.norm, found.rank) == (0, 0)
    assert DeltaSpectrum(0.0).rank == 0


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_that_are_not_finite_have_no_spectrum(value: float) -> None:
    weight = RANDOM.normal(size=(6, 5)).astype(np.float32)
    broken = weight.copy()
    broken[2, 3] = value
    found = delta_spectrum(Difference(entry_of(weight), entry_of(broken)), Job())
    assert not np.isfinite(found.norm)
    assert found.values is None


def test_measuring_can_be_cancelled() -> None:
    change, _ = difference(6, 5, 1)
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        delta_spectrum(change, job)
