from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from inspector.analysis.moments import Moments, moments_of
from inspector.buffers import Scratch

pytestmark = pytest.mark.filterwarnings("ignore:overflow encountered")

VALUES = arrays(np.float64, st.integers(0, 50), elements=st.floats(-1e150, 1e150))
LARGEST = float(np.finfo(np.float64).max)


def exact(values: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    """Mean, standard deviation and l2 in rational arithmetic."""
    numbers = [Fraction(float(value)) for value in values]
    mean = sum(numbers, Fraction(0)) / len(numbers)
    variance = sum(((number - mean) ** 2 for number in numbers), Fraction(0)) / len(numbers)
    return float(mean), root(variance), root(sum((number**2 for number in numbers), Fraction(0)))


def root(square: Fraction) -> float:
    """To 300 bits, so that neither the square nor what is lost of it matters."""
    if not square:
        return 0.0
    shift = 600 - (square.numerator.bit_length() - square.denominator.bit_length()) // 2 * 2
    result = Fraction(math.isqrt(int(square * Fraction(2) ** shift)), 1) / Fraction(2) ** (shift // 2)
    return float(result) if result < LARGEST else math.inf


def assert_moments(moments: Moments, values: npt.NDArray[np.float64]) -> None:
    mean, std, l2 = exact(values)
    scale = float(np.abs(values).max())
    assert moments.count == len(values)
    assert moments.mean == pytest.approx(mean, rel=1e-13, abs=1e-15 * scale + 5e-324)
    assert moments.std == pytest.approx(std, rel=1e-10, abs=2e-15 * scale + 5e-324)
    assert moments.l2 == pytest.approx(l2, rel=1e-13, abs=5e-324)


@given(VALUES.filter(len))
@example(np.array([1e8 + 1, 1e8 + 2, 1e8 + 3]))
@example(np.array([1e-170, 3e-170]))
@example(np.array([5e-324, 0.0]))
@example(np.array([1e200, 3e200]))
@example(np.array([LARGEST, LARGEST]))
@example(np.array([LARGEST, -LARGEST]))
@example(np.full(40, 0.1))
@example(np.zeros(3))
def test_moments_of_a_block_are_exact_to_rounding(values: npt.NDArray[np.float64]) -> None:
    assert_moments(moments_of(values, Scratch()), values)


@given(VALUES.filter(len), st.lists(st.integers(0, 50), max_size=4))
def test_merged_blocks_have_the_moments_of_the_whole(values: npt.NDArray[np.float64], cuts: list[int]) -> None:
    merged = Moments()
    for part in np.split(values, sorted(min(cut, len(values)) for cut in cuts)):
        merged = merged.merged(moments_of(part, Scratch()))
    assert_moments(merged, values)


@pytest.mark.parametrize("size", [1, 511, 512, 513, 50_000])
@pytest.mark.parametrize("offset", [0.0, 1.0, 1e6])
def test_large_blocks(size: int, offset: float) -> None:
    values = np.random.default_rng(size).normal(offset, 1e-3, size)
    moments = moments_of(values, Scratch())
    assert moments.mean == pytest.approx(math.fsum(values) / size, rel=1e-15)
    deviations = values - math.fsum(values) / size
    assert moments.std == pytest.approx(math.sqrt(math.fsum(deviations**2) / size), rel=1e-9, abs=1e-15 * offset)
    assert moments.l2 == pytest.approx(math.sqrt(math.fsum(values**2)), rel=1e-14)


def test_a_block_is_not_changed() -> None:
    values = np.full(10, 3.0)
    values.flags.writeable = False
    moments_of(values, Scratch())


def test_nothing_has_no_moments() -> None:
    nothing = moments_of(np.zeros(0), Scratch())
    assert nothing == Moments()
    assert math.isnan(nothing.std)
    assert nothing.l2 == 0
    some = moments_of(np.array([1.0, 2.0]), Scratch())
    assert some.merged(nothing) is some
    assert nothing.merged(some) is some


@given(arrays(np.float64, st.integers(1, 50), elements=st.floats(999, 1001)), st.floats(999, 1001))
def test_a_center_changes_no_moments(values: npt.NDArray[np.float64], center: float) -> None:
    assert_moments(moments_of(values, Scratch(), center=center), values)
    assert_moments(moments_of(np.full(9, center), Scratch(), center=center), np.full(9, center))
    tiny = values * 1e-200
    assert_moments(moments_of(tiny, Scratch(), center=center * 1e-200), tiny)
