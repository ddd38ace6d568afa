"""Estimates of singular values against numpy's: the sums that people read off are met."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from inspector.analysis import spectrum_estimate as module
from inspector.analysis.spectrum import Spectrum, spectrum
from inspector.analysis.spectrum_estimate import effective_rank, estimated_spectrum, is_rank_estimated
from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from tests.tensors import entry_of

Array = npt.NDArray[Any]


def matrix(kind: str, rows: int, columns: int) -> Array:
    random = np.random.default_rng(0)
    normal = random.normal(size=(rows, columns))
    if kind == "falling":
        left, _, right = np.linalg.svd(normal, full_matrices=False)
        made: Array = (left / np.arange(1, min(rows, columns) + 1)) @ right
        return made
    if kind == "of rank 9":
        return random.normal(size=(rows, 9)) @ random.normal(size=(9, columns))
    if kind == "with an outlier":
        normal[:, 3] *= 60
    return normal + 1j * random.normal(size=(rows, columns)) if kind == "complex" else normal


@pytest.mark.parametrize("shape", [(330, 250), (250, 330)])
@pytest.mark.parametrize("kind", ["random", "falling", "of rank 9", "with an outlier", "complex"])
def test_what_is_read_off_is_near_the_truth(kind: str, shape: tuple[int, int]) -> None:
    entry = entry_of(matrix(kind, *shape))
    found, exact = estimated_spectrum(entry), spectrum(entry)
    assert found.is_estimate
    assert not exact.is_estimate
    assert found.values.shape == (250,)
    assert (np.diff(found.values) <= 0).all()
    assert found.effective_rank == pytest.approx(exact.effective_rank, rel=0.04)
    assert found.stable_rank == pytest.approx(exact.stable_rank, rel=0.04)
    assert found.values[0] == pytest.approx(exact.values[0], rel=0.01)
    assert found.holding(0.9) == pytest.approx(exact.holding(0.9), rel=0.1)
    np.testing.assert_array_equal(found.values, estimated_spectrum(entry).values)  # the same each time


@pytest.mark.parametrize("scale", [1e-300, 1e-30, 1e30, 1e300])
def test_no_size_is_too_large_or_too_small(scale: float) -> None:
    values = matrix("falling", 90, 80)
    found, expected = (estimated_spectrum(entry_of(one)) for one in (values * scale, values))
    assert found.values[0] / scale == pytest.approx(expected.values[0], rel=1e-4)
    assert found.effective_rank == pytest.approx(expected.effective_rank, rel=0.01)


def test_a_matrix_that_does_not_fit_is_read_for_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = entry_of(matrix("random", 60, 200))
    held = estimated_spectrum(entry)
    monkeypatch.setattr(module, "_MAX_HELD_NBYTES", 0)
    job = Job()
    np.testing.assert_allclose(estimated_spectrum(entry, job).values, held.values, rtol=1e-4)
    assert 0.9 * entry.nbytes < job.progress.done <= job.progress.total == entry.nbytes
    job.cancel()
    with pytest.raises(Cancelled):
        estimated_spectrum(entry, job)


@pytest.mark.parametrize("shape", [(2, 2), (2, 900), (7, 3)])
def test_small_and_empty_ones(shape: tuple[int, int]) -> None:
    values = matrix("random", *shape)
    exact = np.linalg.svd(values, compute_uv=False)
    np.testing.assert_allclose(estimated_spectrum(entry_of(values)).values[0], exact[0], rtol=0.1)
    nothing = estimated_spectrum(entry_of(np.zeros(shape)))
    assert not nothing.values.any()
    assert nothing.effective_rank == 0


def test_what_has_no_singular_values_is_said() -> None:
    with pytest.raises(SelectionError, match="is not a matrix"):
        estimated_spectrum(entry_of(np.ones(5)))
    bad = np.ones((3, 3))
    bad[1, 1] = np.inf
    with pytest.raises(SelectionError, match="NaN or infinite"):
        estimated_spectrum(entry_of(bad))
    assert math.isnan(effective_rank(entry_of(bad)))
    assert math.isnan(effective_rank(entry_of(np.ones(5))))


def test_the_cost_of_a_rank_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    some = Spectrum(np.ones(3), 0.0)

    def noting(what: str) -> Callable[..., Spectrum]:
        def find(*_: object) -> Spectrum:
            made.append(what)
            return some

        return find

    monkeypatch.setattr(module, "spectrum", noting("exact"))
    monkeypatch.setattr(module, "estimated_spectrum", noting("estimate"))
    shapes = [(512, 9000), (513, 513), (8192, 8192), (8192, 8193), (99,)]
    entries = [entry_of(np.float32(1), shape=shape, strides=(0,) * len(shape)) for shape in shapes]
    ranks = [effective_rank(entry) for entry in entries]
    assert ranks == pytest.approx([3.0, 3.0, 3.0, math.nan, math.nan], nan_ok=True)
    assert made == ["exact", "estimate", "estimate"]
    assert [is_rank_estimated(entry) for entry in entries] == [False, True, True, True, False]
