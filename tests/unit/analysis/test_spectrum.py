from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
import torch

from inspector.analysis import spectrum as module
from inspector.analysis.spectrum import MAX_SIDE, Spectrum, has_spectrum, spectrum
from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.tensors.dtypes import dtype_named
from tests.tensors import entry_of, entry_of_torch, entry_of_view


def matrix(rows: int, columns: int, seed: int = 0) -> npt.NDArray[np.float64]:
    return np.random.default_rng(seed).normal(size=(rows, columns))


@pytest.mark.parametrize("shape", [(2, 2), (40, 7), (7, 40), (64, 64)])
@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "complex128", "int32"])
def test_singular_values_are_those_of_numpy(shape: tuple[int, int], dtype: str) -> None:
    values = (matrix(*shape) * 10 + (1j * matrix(*shape, seed=1) if dtype == "complex128" else 0)).astype(dtype)
    wanted = np.linalg.svd(values.astype(np.complex128), compute_uv=False)
    np.testing.assert_allclose(spectrum(entry_of(values)).values, wanted, rtol=1e-6, atol=1e-7 * wanted[0])


@pytest.mark.parametrize("shape", [(300, 9), (9, 300)])
def test_blocks_add_up(shape: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = spectrum(entry_of(matrix(*shape)))
    monkeypatch.setattr(module, "_BLOCK_ELEMENTS", 9 * 32)
    job = Job()
    np.testing.assert_allclose(spectrum(entry_of(matrix(*shape)), job).values, whole.values, rtol=1e-12)
    assert (job.progress.done, job.progress.total) == (300 * 9 * 8, 300 * 9 * 8)


def test_views_and_types_of_torch_are_read_as_what_they_stand_for() -> None:
    base = matrix(20, 30)
    view = base.T[3:25:2]
    np.testing.assert_allclose(
        spectrum(entry_of_view(view, base)).values, np.linalg.svd(view, compute_uv=False), rtol=1e-9
    )
    half = torch.from_numpy(base).bfloat16()
    wanted = torch.linalg.svdvals(half.double()).numpy()
    np.testing.assert_allclose(spectrum(entry_of_torch(half)).values, wanted, rtol=1e-9)


def test_a_product_of_thin_matrices_has_their_rank() -> None:
    found = spectrum(entry_of((matrix(100, 5) @ matrix(5, 60)).astype(np.float32)))
    assert found.rank == 5
    assert found.condition == math.inf
    assert found.holding(0.999999) == 5
    assert found.held_by(5) == pytest.approx(1)


@pytest.mark.parametrize(
    ("values", "effective", "stable", "half"),
    [([1, 1, 1, 1], 4, 4, 2), ([5, 0, 0], 1, 1, 1), ([0, 0], 0, 0, 0), ([3, 4][::-1], 1.98, 1.5625, 1)],
)
def test_ranks_count_what_matters(values: list[float], effective: float, stable: float, half: int) -> None:
    found = Spectrum(np.array(values, np.float64), 0.0)
    assert found.effective_rank == pytest.approx(effective, abs=0.01)
    assert found.stable_rank == pytest.approx(stable)
    assert found.holding(0.5) == half


def test_all_zero_has_no_rank() -> None:
    found = spectrum(entry_of(np.zeros((4, 3))))
    assert found.values.tolist() == [0, 0, 0]
    assert (found.rank, found.condition, found.held_by(2)) == (0, math.inf, 0)


@pytest.mark.parametrize("scale", [1e300, 1e-300])
def test_squares_beyond_float64_are_scaled(scale: float) -> None:
    wanted = np.linalg.svd(matrix(8, 6), compute_uv=False)
    np.testing.assert_allclose(spectrum(entry_of(matrix(8, 6) * scale)).values / scale, wanted, rtol=1e-9)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_said(bad: float) -> None:
    values = matrix(5, 4)
    values[3, 2] = bad
    with pytest.raises(
        SelectionError, match="t has no singular values, because some of its values are NaN or infinite"
    ):
        spectrum(entry_of(values))


def test_what_would_take_too_long_is_refused_before_anything_is_read() -> None:
    side = MAX_SIDE + 1
    entry = entry_of(np.float32(0), shape=(side, side), strides=(0, 0))
    assert has_spectrum(entry)
    with pytest.raises(SelectionError, match=r"2,049 × 2,049 is too large"):
        spectrum(entry)


@pytest.mark.parametrize("shape", [(), (5,), (1, 5), (5, 1), (0, 5), (2, 2, 2)])
def test_only_matrices_have_singular_values(shape: tuple[int, ...]) -> None:
    assert not has_spectrum(entry_of(np.ones(shape)))
    with pytest.raises(SelectionError, match="t is not a matrix of numbers"):
        spectrum(entry_of(np.ones(shape)))


def test_only_numbers_that_are_there_have_singular_values() -> None:
    assert not has_spectrum(entry_of(np.ones((2, 2), bool)))
    assert not has_spectrum(entry_of(np.ones((2, 2)), storage=None))
    assert not has_spectrum(entry_of(np.ones((2, 2), np.uint8), dtype_named("float4_e2m1fn_x2")))
    assert not has_spectrum(entry_of(np.array([["a", "b"], ["c", "d"]])))


class _Impatient(Job):
    """Is cancelled at the first look."""

    def check(self) -> None:
        self.cancel()
        super().check()


def test_work_stops_when_cancelled_and_does_not_wait_for_other_work() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        spectrum(entry_of(matrix(9, 9)), job)
    with module._solving, pytest.raises(Cancelled):
        spectrum(entry_of(matrix(9, 9)), _Impatient())
