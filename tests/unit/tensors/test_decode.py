from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from inspector.errors import UnsupportedError
from inspector.tensors.decode import decode, value_table
from inspector.tensors.dtypes import DTYPES, DType, Kind, dtype_named, dtype_of_numpy

TORCH_FLOATS = [
    "float16",
    "bfloat16",
    "float8_e4m3fn",
    "float8_e4m3fnuz",
    "float8_e5m2",
    "float8_e5m2fnuz",
    "float8_e8m0fnu",
]


def all_codes(nbytes: int) -> np.ndarray[tuple[int], np.dtype[np.unsignedinteger]]:
    return np.arange(1 << (8 * nbytes), dtype=f"u{nbytes}")


def as_stored(codes: np.ndarray[tuple[int, ...], np.dtype[np.generic]], dtype: DType) -> np.ndarray:
    return codes.view(dtype.stored_dtype)


@pytest.mark.parametrize("name", TORCH_FLOATS)
def test_every_code_of_a_narrow_float_has_the_value_torch_gives_it(name: str) -> None:
    dtype = dtype_named(name)
    codes = all_codes(dtype.itemsize)
    of_torch = torch.from_numpy(codes.copy()).view(getattr(torch, name)).to(torch.float32).numpy()
    decoded = decode(as_stored(codes, dtype), dtype).astype(np.float32)
    assert np.array_equal(decoded, of_torch, equal_nan=True)
    assert np.array_equal(np.signbit(decoded[~np.isnan(decoded)]), np.signbit(of_torch[~np.isnan(of_torch)]))
    table = value_table(dtype)
    assert table is not None
    with np.errstate(invalid="ignore"):  # signalling NaN
        assert np.array_equal(table, of_torch.astype(np.float64), equal_nan=True)


def test_complex32_is_two_halves() -> None:
    halves = torch.randn(50, 2, dtype=torch.float16)
    halves[0] = torch.tensor([math.nan, math.inf])
    stored = halves.numpy().view(dtype_named("complex32").stored_dtype).reshape(-1)
    of_torch = torch.view_as_complex(halves).to(torch.complex64).numpy()
    assert np.array_equal(decode(stored, dtype_named("complex32")), of_torch, equal_nan=True)


def minifloat(code: int, exponent_bits: int, mantissa_bits: int) -> float:
    """OCP Microscaling Formats 1.0, section 5.3: S E M, bias 2**(exponent bits - 1) - 1, subnormals, no specials."""
    sign = -1.0 if code >> (exponent_bits + mantissa_bits) else 1.0
    exponent = code >> mantissa_bits & (1 << exponent_bits) - 1
    mantissa = (code & (1 << mantissa_bits) - 1) / (1 << mantissa_bits)
    bias = (1 << exponent_bits - 1) - 1
    return sign * (mantissa * 2.0 ** (1 - bias) if exponent == 0 else (1 + mantissa) * 2.0 ** (exponent - bias))


def test_float4_is_the_table_of_the_specification_low_nibble_first() -> None:
    magnitudes = [0, 0.5, 1, 1.5, 2, 3, 4, 6]
    values = [*magnitudes, *(-value for value in magnitudes)]
    dtype = dtype_named("float4_e2m1fn_x2")
    decoded = decode(all_codes(1).reshape(16, 16), dtype)
    assert decoded.shape == (16, 32)
    for code in range(256):
        assert decoded[code >> 4, 2 * (code & 15)] == values[code & 15]
        assert decoded[code >> 4, 2 * (code & 15) + 1] == values[code >> 4]


@pytest.mark.parametrize(("name", "exponent_bits", "largest"), [("float6_e2m3fn", 2, 7.5), ("float6_e3m2fn", 3, 28.0)])
def test_float6_are_four_in_three_bytes_lowest_first(name: str, exponent_bits: int, largest: float) -> None:
    codes = list(range(64))
    packed = bytearray()
    for start in range(0, 64, 4):
        word = sum(code << 6 * place for place, code in enumerate(codes[start : start + 4]))
        packed += word.to_bytes(3, "little")
    decoded = decode(np.frombuffer(packed, dtype_named(name).stored_dtype), dtype_named(name))
    assert decoded.tolist() == [minifloat(code, exponent_bits, 5 - exponent_bits) for code in codes]
    assert decoded.max() == largest


@pytest.mark.parametrize("name", ["float6_e2m3fn", "float6_e3m2fn", "float4_e2m1fn_x2", "quint4x2", "quint2x4"])
def test_packed_types_have_no_values_where_an_axis_is_empty(name: str) -> None:
    dtype = dtype_named(name)
    several = dtype.elements_per_unit * dtype.values_per_element
    assert decode(np.zeros((0, 2), dtype.stored_dtype), dtype).shape == (0, 2 * several)
    assert decode(np.zeros((2, 0), dtype.stored_dtype), dtype).shape == (2, 0)


@pytest.mark.parametrize(("name", "bits"), [("quint4x2", 4), ("quint2x4", 2)])
def test_packed_integers_are_unpacked_lowest_first(name: str, bits: int) -> None:
    expected = [[code >> shift & (1 << bits) - 1 for shift in range(0, 8, bits)] for code in range(256)]
    assert np.array_equal(decode(all_codes(1), dtype_named(name)).reshape(256, -1), expected)


def test_big_endian_units_decode_to_native_values() -> None:
    values = np.array([1.5, -2.0], ">f8")
    assert decode(values, dtype_named("float64").big_endian()).dtype == np.dtype("=f8")
    assert decode(values, dtype_named("float64").big_endian()).tolist() == [1.5, -2.0]
    patterns = np.array([0x3FC0, 0xC000], ">u2")
    assert decode(patterns, dtype_named("bfloat16").big_endian()).tolist() == [1.5, -2.0]


def test_value_tables_exist_for_what_codes_decide() -> None:
    for dtype in DTYPES.values():
        wide = (
            dtype.itemsize > 2
            or dtype.elements_per_unit != 1
            or dtype.values_per_element != 1
            or dtype.kind is Kind.COMPLEX
        )
        assert (value_table(dtype) is None) == wide, dtype
    table = value_table(dtype_named("bool"))
    assert table is not None
    assert table.tolist() == [0.0] + [1.0] * 255
    table = value_table(dtype_named("int8"))
    assert table is not None
    assert table[:3].tolist() == [0, 1, 2]
    assert table[-1] == -1


def test_value_tables_cannot_be_spoilt() -> None:
    table = value_table(dtype_named("uint8"))
    assert table is not None
    with pytest.raises(ValueError, match="read-only"):
        table[0] = 1


def test_unknown_blocks_are_refused() -> None:
    blocks = DType("q9_9", Kind.BLOCK, np.dtype("V18"), elements_per_unit=32)
    with pytest.raises(UnsupportedError, match="q9_9"):
        decode(np.zeros(1, "V18"), blocks)


def test_dates_without_a_unit_are_their_numbers() -> None:
    dates = np.array([1, -5], "<i8").view("M8")
    assert decode(dates, dtype_of_numpy(dates.dtype)).tolist() == [1, -5]
    days = np.array(["2020-01-02"], "M8[D]")
    assert decode(days, dtype_of_numpy(days.dtype)).tolist() == days.tolist()


@pytest.mark.parametrize("order", ["<", ">"])
def test_codes_beyond_unicode_are_replaced_and_halves_of_surrogate_pairs_are_not(order: str) -> None:
    codes = np.array([0x41, 0xD800, 0x10FFFF, 0x110000, 0xFFFFFFFF], f"{order}u4")
    plain = codes.view(f"{order}U1")
    within = np.zeros(5, [("n", "u1"), ("t", f"{order}U1")])
    within["t"] = plain
    for values in (decode(plain, dtype_of_numpy(plain.dtype)), decode(within, dtype_of_numpy(within.dtype))["t"]):
        assert values.tolist() == ["A", "\ud800", "\U0010ffff", "\ufffd", "\ufffd"]
