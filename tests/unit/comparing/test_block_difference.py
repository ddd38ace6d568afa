from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from inspector.buffers import Scratch
from inspector.comparing.block_difference import EXACT, BlockDifference, Tolerance, block_difference
from inspector.comparing.differences import Difference, difference_of, jensen_shannon

Array = npt.NDArray[Any]


def differ(a: npt.ArrayLike, b: npt.ArrayLike, tolerance: Tolerance = EXACT, paired_blocks: int = 1) -> Difference:
    """The difference, summed over as many pieces."""
    a, b = np.asarray(a), np.asarray(b)
    total, offset = BlockDifference(), 0
    with np.errstate(all="ignore"):
        for part_a, part_b in zip(np.array_split(a, paired_blocks), np.array_split(b, paired_blocks), strict=True):
            if len(part_a):
                found = block_difference(part_a, part_b, tolerance, Scratch())
                total = total.added(replace(found, largest_at=found.largest_at + offset))
                offset += len(part_a)
    return difference_of(total, max_at=(total.largest_at,) if total.largest else None)


def assert_equals_numpy(found: Difference, a: Array, b: Array, tolerance: Tolerance = EXACT) -> None:
    with np.errstate(all="ignore"):
        same = (a == b) | (np.isnan(a) & np.isnan(b))
        finite = np.isfinite(a) & np.isfinite(b)
        dtype = np.result_type(a, b, np.float32)
        x, y = a[finite].astype(dtype), b[finite].astype(dtype)
        size = np.abs(y - x)
        close = np.isclose(a.astype(dtype), b.astype(dtype), tolerance.rtol, tolerance.atol, equal_nan=True)
    assert found.elements == len(a)
    assert found.differing == np.count_nonzero(~same)
    assert found.non_finite == np.count_nonzero(~same & ~finite)
    assert found.compared == np.count_nonzero(finite)
    assert found.outside == np.count_nonzero(~close)
    if not finite.any():
        assert math.isnan(found.max_abs)
        assert math.isnan(found.rel_l2)
        return
    wide = np.complex128 if dtype.kind == "c" else np.float64
    if not np.isfinite(size).all():  # what the narrow type has no number for
        with np.errstate(all="ignore"):
            size = np.abs(y.astype(wide) - x.astype(wide))
    assert found.max_abs == pytest.approx(float(size.max()), rel=1e-6, abs=1e-300)
    if found.max_at is not None and math.isfinite(found.max_abs):
        at = found.max_at[0]
        assert abs(complex(b[at]) - complex(a[at])) == pytest.approx(found.max_abs, rel=1e-6)
    x, y = x.astype(wide), y.astype(wide)
    with np.errstate(all="ignore"):
        norm_x, norm_y, norm_d = (float(np.linalg.norm(vector)) for vector in (x, y, y - x))
        mean = float(np.abs(y - x).mean())
        cosine = float(np.vdot(x, y).real) / (norm_x * norm_y) if norm_x and norm_y else math.nan
    if not all(0 < norm < 1e150 and norm > 1e-140 for norm in (norm_x, norm_y, norm_d)):
        return  # numpy's own norms overflow or vanish
    assert found.mean_abs == pytest.approx(mean, rel=1e-5)
    assert found.l2_a == pytest.approx(norm_x, rel=1e-5)
    assert found.l2_b == pytest.approx(norm_y, rel=1e-5)
    assert found.rel_l2 == pytest.approx(norm_d / norm_x, rel=1e-5)
    assert found.cosine == pytest.approx(cosine, abs=1e-5)


def assert_histograms_equal_numpy(found: Difference, a: Array, b: Array) -> None:
    finite = np.isfinite(a) & np.isfinite(b)
    work = np.promote_types(np.result_type(a, b), np.float32)
    a, b = a[finite].astype(work), b[finite].astype(work)
    ordered = [np.abs(values) if work.kind == "c" else values for values in (a, b)]
    assert found.histograms is not None
    for values, histogram in zip(ordered, found.histograms, strict=True):
        assert np.array_equal(histogram.edges, found.histograms[0].edges)
        assert np.array_equal(histogram.counts, np.histogram(values.astype("f8"), histogram.edges)[0])
    if math.isfinite(found.max_abs):
        difference = np.abs(b - a) if work.kind == "c" else b - a
        of_difference = found.histogram_of_difference
        assert of_difference is not None
        assert np.array_equal(of_difference.counts, np.histogram(difference.astype("f8"), of_difference.edges)[0])


DTYPES = ["?", "u1", "i1", "u2", "i2", "u4", "i4", "f2", "f4", "f8", "c8", "c16"]


def arrays(dtype: str, size: int) -> st.SearchStrategy[Array]:
    """Arrays with zeros of both signs, NaN, infinities, the smallest and the largest numbers."""
    if dtype == "f2":  # every code, since narrow floats are drawn by filtering wide ones
        return hnp.arrays("u2", size).map(lambda codes: codes.view("f2"))
    return hnp.arrays(dtype, size, elements=hnp.from_dtype(np.dtype(dtype), allow_nan=True))


@pytest.mark.parametrize("dtype", DTYPES)
@given(data=st.data())
@settings(max_examples=40)  # of each type
def test_any_numbers(dtype: str, data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 12))
    a, b = data.draw(arrays(dtype, size)), data.draw(arrays(dtype, size))
    where = data.draw(hnp.arrays(bool, size))
    b = np.where(where, a, b)
    found = differ(a, b, paired_blocks=data.draw(st.integers(1, 3)))
    assert_equals_numpy(found, a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [(np.float32(3.4e38), np.float32(-3.4e38)), (np.complex64(0), np.complex64(2.4061597e38 + 2.4061599e38j))],
)
def test_differences_that_the_type_has_no_number_for(a: Any, b: Any) -> None:
    found = differ(np.array([a, 1]), np.array([b, 1]))
    assert_equals_numpy(found, np.array([a, 1]), np.array([b, 1]))
    assert found.max_abs == pytest.approx(abs(complex(b) - complex(a)), rel=1e-7)


def test_complex_numbers_whose_magnitude_no_float_holds_are_in_no_bin() -> None:
    a = np.array([1.7e308 + 1.7e308j, 1, 2j])
    found = differ(a, a)
    assert_equals_numpy(found, a, a)
    assert found.histograms is not None
    assert found.histograms[0].counts.sum() == 2
    assert differ(a[:1], a[:1]).histograms is None


@given(data=st.data())
def test_any_two_types(data: st.DataObject) -> None:
    types = [dtype for dtype in DTYPES if dtype not in ("u4", "i4")]  # exact in float32, as a reference in it must be
    dtype_a, dtype_b = data.draw(st.sampled_from(types)), data.draw(st.sampled_from(types))
    a, b = data.draw(arrays(dtype_a, 5)), data.draw(arrays(dtype_b, 5))
    assert_equals_numpy(differ(a, b), a, b)


@given(
    hnp.arrays("f4", 20, elements=st.floats(-10, 10, width=32)),
    hnp.arrays("f4", 20, elements=st.floats(-10, 10, width=32)),
    st.sampled_from([0, 1e-5, 1e-3, 0.5]),
    st.sampled_from([0, 1e-8, 1e-2, 1.0]),
)
def test_tolerances_mean_what_they_mean_to_numpy(a: Array, b: Array, rtol: float, atol: float) -> None:
    assert_equals_numpy(differ(a, b, Tolerance(rtol, atol)), a, b, Tolerance(rtol, atol))


def test_tolerances_and_numbers_that_are_not_finite() -> None:
    inf, nan = math.inf, math.nan
    a = np.array([nan, nan, inf, inf, inf, 1.0, 1.0, -0.0])
    b = np.array([nan, 1.0, inf, -inf, 1.0, inf, 1.1, 0.0])
    for tolerance in (EXACT, Tolerance(0.2, 0)):
        assert_equals_numpy(differ(a, b, tolerance), a, b, tolerance)
    found = differ(a, b)
    assert (found.differing, found.non_finite, found.compared) == (5, 4, 2)
    assert found.max_abs == pytest.approx(0.1)
    assert found.max_at == (6,)
    assert found.change == math.inf
    assert_histograms_equal_numpy(found, a, b)


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "i1", "i4", "c8", "c16"])
@pytest.mark.parametrize("size", [100, 50_001])
def test_histograms_of_many_numbers(dtype: str, size: int) -> None:
    random = np.random.default_rng(size)
    a = random.normal(3, 5, size) + (1j * random.normal(0, 5, size) if dtype.startswith("c") else 0)
    b = a + random.normal(0, 2, size)
    a, b = a.astype(dtype), b.astype(dtype)
    found = differ(a, b, paired_blocks=3)
    assert_equals_numpy(found, a, b)
    assert_histograms_equal_numpy(found, a, b)
    assert found.histograms is not None
    assert len(found.histograms[0].counts) > 30


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("centre", [0.0, 1000.0, -1e30])
@pytest.mark.parametrize("share", [1e-7, 1e-4, 1e-2, 1.0])
def test_histograms_of_differences_of_any_size(dtype: str, centre: float, share: float) -> None:
    random = np.random.default_rng(0)
    spread = abs(centre) * 1e-4 or 1.0
    a = random.normal(centre, spread, 5000).astype(dtype)
    b = (a + random.normal(0, spread * share, 5000)).astype(dtype)
    b[a.argmax()] += dtype == "f8" and spread * share  # beyond the range of a
    assert_equals_numpy(differ(a, b), a, b)
    assert_histograms_equal_numpy(differ(a, b), a, b)


def test_numbers_that_a_common_type_can_not_tell_apart() -> None:
    found = differ(np.array([2**62 + 1, 5], np.int64), np.array([2.0**62, 5.0]))
    assert (found.differing, found.max_abs) == (0, 0)  # numpy compares them as float64 too
    found = differ(np.array([2**63 - 1, 5], np.int64), np.array([2**63 + 1, 5], np.uint64))
    assert found.differing == 1
    wide = np.array([1, 2], np.longdouble)
    found = differ(wide, wide + np.finfo(np.longdouble).eps)
    assert found.differing > 0


def test_64_bit_integers_are_subtracted_as_they_are() -> None:
    top = 2**62
    a = np.array([top, top, 0, -(2**63), 5], np.int64)
    b = np.array([top + 1, top, -3, 2**63 - 1, 5], np.int64)
    found = differ(a[:3], b[:3])
    assert (found.differing, found.max_abs, found.max_at) == (2, 3.0, (2,))
    found = differ(a, b)
    assert found.max_abs == 2.0**64
    assert found.mean_abs == pytest.approx((2.0**64 + 4) / 5)
    found = differ(np.array([2**64 - 1], np.uint64), np.array([2**64 - 2], np.uint64))
    assert (found.differing, found.max_abs) == (1, 1.0)


def test_tiny_and_huge_float32_keep_their_norms() -> None:
    random = np.random.default_rng(0)
    for scale in (1e-30, 1e-44, 1e25):
        a = (random.normal(size=100) * scale).astype("f4")
        b = (random.normal(size=100) * scale).astype("f4")
        found = differ(a, b)
        assert found.rel_l2 == pytest.approx(
            np.linalg.norm(b.astype("f8") - a) / np.linalg.norm(a.astype("f8")), rel=1e-6
        )
    found = differ(np.array([3e38], "f4"), np.array([-3e38], "f4"))
    assert found.max_abs == pytest.approx(6e38)


def test_the_cosine_of_near_vectors_keeps_its_digits() -> None:
    random = np.random.default_rng(0)
    a = random.normal(size=200_000).astype("f4")
    b = (a + random.normal(size=200_000) * 1e-5).astype("f4")
    x, y = a.astype(np.longdouble), b.astype(np.longdouble)
    exact = 1 - (x @ y) / np.sqrt((x @ x) * (y @ y))
    assert 1 - differ(a, b).cosine == pytest.approx(float(exact), rel=1e-4)
    assert differ(a, a * np.float32(2)).cosine == pytest.approx(1, abs=1e-7)
    assert differ(a, -a).cosine == pytest.approx(-1, abs=1e-7)


def test_directions_that_vanish() -> None:
    zero, one = np.zeros(3, "f4"), np.ones(3, "f4")
    pruned = differ(one, zero)
    assert pruned.rel_l2 == 1
    assert math.isnan(pruned.cosine)
    assert differ(zero, one).rel_l2 == math.inf
    assert differ(zero, zero).rel_l2 == 0
    assert differ(one, one).max_at is None


def test_text_is_equal_or_not() -> None:
    found = differ(np.array(["a", "bc"]), np.array(["a", "bd"]))
    assert (found.elements, found.differing, found.outside, found.compared) == (2, 1, 1, 0)
    assert math.isnan(found.max_abs)
    assert found.histograms is None
    assert found.histogram_of_difference is None
    assert found.change == math.inf
    assert differ(np.array(["a", "bc"]), np.array(["a", "bc\0\0"], "U4")).differing == 0
    assert differ(np.array([b"a"]), np.array(["a"])).differing == 1


def test_times_and_records_are_equal_or_not() -> None:
    times = np.array(["2020-01-01", "NaT"], "M8[s]")
    assert differ(times, times.copy()).differing == 0
    assert differ(times, np.array(["2020-01-01", "2021-01-01"], "M8[s]")).differing == 1
    assert differ(times[:1], times[:1].astype("M8[D]")).differing == 0
    records = np.array([(1, 2.0), (3, math.nan)], [("a", "i4"), ("b", "f8")])
    other = records.copy()
    other["a"][0] = 9
    assert differ(records, records.copy()).differing == 0
    assert differ(records, other).differing == 1
    assert differ(records, records.astype([("a", "i4"), ("c", "f4")])).differing == 2


def test_pieces_add_up_to_the_whole() -> None:
    random = np.random.default_rng(0)
    a = random.normal(size=30_000).astype("f4")
    b = a + (random.normal(size=30_000) * 10.0 ** random.integers(-9, 0, 30_000)).astype("f4")
    a[7] = math.nan
    whole, summed = differ(a, b), differ(a, b, paired_blocks=13)
    for name in ("elements", "differing", "outside", "non_finite", "compared", "max_abs", "max_at"):
        assert getattr(whole, name) == getattr(summed, name)
    for name in ("mean_abs", "rel_l2", "l2_a", "l2_b", "cosine"):
        assert getattr(whole, name) == pytest.approx(getattr(summed, name), rel=1e-6)
    assert_histograms_equal_numpy(summed, a, b)


def test_of_equally_large_differences_the_first_is_named() -> None:
    b = np.tile([0.0, 1.0, -1.0], 10)
    assert [differ(np.zeros(30), b, paired_blocks=pieces).max_at for pieces in (1, 2, 7)] == [(1,)] * 3


@pytest.mark.parametrize("dtype", ["f2", "f4", "f8", "c8", "i8"])
@pytest.mark.parametrize("size", [1, 10, 30_000])
def test_histograms_of_every_third_element(dtype: str, size: int) -> None:
    random = np.random.default_rng(size)
    a, b = ((random.standard_normal(size) * 100).astype(dtype) for _ in range(2))
    if a.dtype.kind != "i":
        a[3::6], b[-1] = np.nan, np.inf
    with np.errstate(all="ignore"):
        whole = difference_of(block_difference(a, b, EXACT, Scratch()))
        found = difference_of(block_difference(a, b, EXACT, Scratch(), binned_every=3))
    assert_equals_numpy(found, a, b)
    if size > 1 or dtype == "i8":
        assert_histograms_equal_numpy(replace(found, max_abs=whole.max_abs), a[::3], b[::3])
    else:
        assert found.values is None


def test_the_distance_of_histograms() -> None:
    assert jensen_shannon(np.array([1, 2, 3]), np.array([2, 4, 6])) == 0
    assert jensen_shannon(np.array([5, 0]), np.array([0, 1])) == 1
    a, b = np.array([1, 3]), np.array([2, 2])
    middle = np.array([3, 5]) / 8
    entropies = [sum(p * math.log2(p / m) for p, m in zip(c / c.sum(), middle, strict=True)) for c in (a, b)]
    assert jensen_shannon(a, b) == pytest.approx(math.sqrt(sum(entropies) / 2))
    assert jensen_shannon(a, b) == jensen_shannon(b, a)


def test_blocks_are_left_as_they_are() -> None:
    a, b = np.array([1.0, math.nan, 3.0]), np.array([1.5, 2.0, 3.0])
    copies = a.copy(), b.copy()
    a.flags.writeable = b.flags.writeable = False
    differ(a, b, Tolerance(1e-3, 0))
    assert np.array_equal(a, copies[0], equal_nan=True)
    assert np.array_equal(b, copies[1])
