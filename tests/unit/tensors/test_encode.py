from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import UnsupportedError
from inspector.tensors.decode import decode, value_table
from inspector.tensors.dtypes import DTYPES, dtype_named
from inspector.tensors.encode import ENCODABLE, SATURATION, encode

Array = npt.NDArray[Any]

REAL = sorted(name for name in ENCODABLE if not name.startswith("complex"))
NARROW = [name for name in REAL if dtype_named(name).itemsize <= 2]
SIGNED_EIGHT_BITS = [name for name in NARROW if dtype_named(name).itemsize == 1 and name != "float8_e8m0fnu"]


def float32s() -> npt.NDArray[np.float32]:
    """Every sign, exponent and upper mantissa with lower bits around all places where rounding can turn, and noise."""
    upper = np.arange(1 << 16, dtype=np.uint32) << 16
    lower = [0, 1, 0x0FFF, 0x1000, 0x1001, 0x2000, 0x7FFF, 0x8000, 0x8001, 0xFFFF]
    noise = np.random.default_rng(0).integers(0, 1 << 32, 1 << 18, dtype=np.uint32)
    return np.concatenate([upper | np.uint32(bits) for bits in lower] + [noise]).view(np.float32)


def by_torch(values: Array, name: str) -> tuple[Array, Array]:
    """The bits torch makes of ``values``, and which of them are NaN."""
    cast = torch.from_numpy(values.copy()).to(getattr(torch, name))
    nan = torch.isnan(cast.to(torch.float64)).numpy()
    width = dtype_named(name).itemsize
    return cast.view({1: torch.uint8, 2: torch.int16, 4: torch.int32, 8: torch.int64}[width]).numpy(), nan


def sources() -> dict[str, Array]:
    random = np.random.default_rng(1)
    singles = float32s()
    with np.errstate(all="ignore"):
        doubles = singles[::7].astype(np.float64) * (1 + 2.0**-30)
        halves = singles[::11].astype(np.float16)
    return {
        "float32": singles,
        "float64": np.concatenate([doubles, random.standard_normal(1000) * 10.0 ** random.integers(-320, 300, 1000)]),
        "float16": halves,
        "int64": random.integers(-(2**62), 2**62, 1000),
        "uint8": np.arange(256, dtype=np.uint8),
        "bool": np.array([False, True]),
    }


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("source", ["float32", "float64", "float16", "int64", "uint8", "bool"])
def test_casts_are_torchs_bit_for_bit(name: str, source: str) -> None:
    values = sources()[source]
    of_torch, nan = by_torch(values, name)
    made = encode(values, dtype_named(name))
    assert made.dtype == dtype_named(name).stored_dtype
    assert np.array_equal(made.view(of_torch.dtype)[~nan], of_torch[~nan])
    assert np.isnan(decode(made[nan], dtype_named(name))).all()


@pytest.mark.parametrize("name", NARROW)
def test_every_code_comes_back(name: str) -> None:
    dtype = dtype_named(name)
    table = value_table(dtype)
    assert table is not None
    codes = np.arange(len(table), dtype=f"<u{dtype.itemsize}")
    numbers = ~np.isnan(table)
    back = encode(table[numbers].astype(np.float32), dtype).view(codes.dtype)
    if name == "float8_e4m3fn":  # nothing of it is infinite
        assert np.isfinite(table[numbers]).all()
    assert np.array_equal(back, codes[numbers])


@given(st.floats(width=32, allow_nan=False, allow_infinity=False), st.sampled_from(SIGNED_EIGHT_BITS))
def test_no_other_value_is_nearer(value: float, name: str) -> None:
    dtype = dtype_named(name)
    table = value_table(dtype)
    assert table is not None
    finite = table[np.isfinite(table)]
    made = float(decode(encode(np.array([value], np.float32), dtype), dtype)[0])
    if np.isfinite(made):
        assert abs(made - value) == np.abs(finite - value).min()
    else:
        assert abs(value) > finite.max()


def test_what_saturates_does_so_from_its_limit_on() -> None:
    for name in REAL:
        dtype = dtype_named(name)
        huge = decode(encode(np.array([1e38, np.inf], np.float32), dtype), dtype)
        if name in SATURATION:
            limit = SATURATION[name]
            below, above = (float(np.nextafter(np.float32(limit), np.float32(way))) for way in (0, 1e9))
            largest = decode(encode(np.array([below, limit, above], np.float32), dtype), dtype)
            assert largest.tolist() == [448.0] * 3
            assert huge.tolist() == [448.0] * 2
        elif dtype.itemsize == 1 or name == "float16":
            assert not np.isfinite(huge[1])


def test_the_shape_is_kept_and_the_order_is_little_endian() -> None:
    values = np.arange(6.0).reshape(3, 2).T
    for name in sorted(ENCODABLE):
        made = encode(values + 0j if name.startswith("complex") else values, DTYPES[name])
        assert made.shape == (2, 3)
        assert made.dtype == DTYPES[name].stored_dtype
        assert np.array_equal(decode(made, DTYPES[name]).real, values) or name == "float8_e8m0fnu"
    assert encode(np.array(1.5), DTYPES["bfloat16"]).shape == ()


@pytest.mark.filterwarnings("ignore:ComplexHalf support is experimental")
def test_complex32_is_torchs() -> None:
    random = np.random.default_rng(2)
    values = (random.standard_normal(500) + 1j * random.standard_normal(500)) * 10.0 ** random.integers(-9, 6, 500)
    of_torch = torch.view_as_real(torch.from_numpy(values).to(torch.complex32)).numpy()
    made = encode(values, DTYPES["complex32"])
    assert np.array_equal(made.view("<f2").reshape(-1, 2), of_torch)


@pytest.mark.parametrize("name", ["int8", "qint8", "float4_e2m1fn_x2", "float6_e2m3fn", "bool"])
def test_other_types_are_refused(name: str) -> None:
    with pytest.raises(UnsupportedError, match=name):
        encode(np.ones(2), DTYPES[name])
