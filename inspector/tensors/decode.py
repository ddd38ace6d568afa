"""From stored units to numbers numpy can work with.

Types numpy knows are returned as they are (in native byte order); the narrow ones become float32 by table look-up or by
shifting, which is exact: every value of a 16-bit or smaller float is a float32. So do ggml's blocks, as ggml computes it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import UnsupportedError
from inspector.tensors.dtypes import DType, Kind
from inspector.tensors.ggml_decoding import BLOCK_DECODERS

__all__ = ["decode", "value_table"]

Array = npt.NDArray[Any]


def decode(stored: Array, dtype: DType) -> Array:
    """The values of ``stored`` units.

    ``stored`` has ``dtype.stored_dtype`` in any byte order. The result has the same shape, save for types with several
    elements per unit or several values per element, whose last axis grows by that factor.
    Quantised types give their stored integers; scale and zero point belong to the tensor.
    """
    native = stored.astype(stored.dtype.newbyteorder("="), copy=False)
    decoder = _DECODERS.get(dtype.name)
    if decoder is not None:
        return decoder(native)
    if dtype.kind in (Kind.TEXT, Kind.RECORD):
        return _characters(native)
    if dtype.elements_per_unit != 1:
        raise UnsupportedError(f"{dtype} values can't be decoded by this version")
    if dtype.name == "datetime64":  # without a unit numpy can't print them
        return native.view(np.int64)
    return native


@cache
def value_table(dtype: DType) -> npt.NDArray[np.float64] | None:
    """The value of every code of a type of at most 16 bits, indexed by the code; None for wider or other types.

    Statistics of such types follow from counting codes: ``table[code]`` is what the code stands for.
    """
    if dtype.itemsize > 2 or dtype.elements_per_unit != 1 or dtype.values_per_element != 1 or not dtype.is_numeric:
        return None
    codes = np.arange(1 << (8 * dtype.itemsize), dtype=f"<u{dtype.itemsize}")
    unit = dtype.stored_dtype.newbyteorder("<")
    stored = codes != 0 if dtype.kind is Kind.BOOL else codes.view(unit)
    with np.errstate(invalid="ignore"):
        table: npt.NDArray[np.float64] = decode(stored, dtype).astype(np.float64)
    table.flags.writeable = False
    return table


def _small_float(exponent_bits: int, mantissa_bits: int, *, bias: int, specials: str) -> npt.NDArray[np.float32]:
    """All values of a narrow float, indexed by code; sign bit on top.

    ``specials`` names what the all-ones patterns mean: ``ieee`` (infinities and NaN), ``fn`` (only the very last code of
    each sign is NaN), ``fnuz`` (no negative zero; its code is the one NaN), ``finite`` (none).
    Sources: OCP 8-bit Floating Point Specification 1.0; OCP Microscaling Formats 1.0; arXiv:2206.02915 for fnuz.
    """
    bits = exponent_bits + mantissa_bits
    codes = np.arange(1 << (bits + 1))
    exponent = (codes >> mantissa_bits) & ((1 << exponent_bits) - 1)
    mantissa = codes & ((1 << mantissa_bits) - 1)
    fraction = mantissa / (1 << mantissa_bits)
    magnitude = np.where(exponent == 0, np.ldexp(fraction, 1 - bias), np.ldexp(1 + fraction, exponent - bias))
    values = np.where(codes >> bits == 1, -magnitude, magnitude).astype(np.float32)
    top = (1 << exponent_bits) - 1
    if specials == "ieee":
        values[(exponent == top) & (mantissa != 0)] = np.nan
        values[(exponent == top) & (mantissa == 0)] *= np.inf
    elif specials == "fn":
        values[(codes & ((1 << bits) - 1)) == (1 << bits) - 1] = np.nan
    elif specials == "fnuz":
        values[1 << bits] = np.nan
    return values


def _e8m0() -> npt.NDArray[np.float32]:
    """Powers of two from 2**-127 to 2**127; 255 is NaN (OCP Microscaling Formats 1.0, section 5.4.1)."""
    return np.append(np.ldexp(1.0, np.arange(255) - 127), np.nan).astype(np.float32)


#: The quantiles of a normal distribution that QLoRA takes for four bits (arXiv:2305.14314, appendix E).
_NF4 = np.array(
    [
        -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635, -0.18477343022823334,
        -0.09105003625154495, 0.0, 0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
        0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0,
    ],
    np.float32,
)  # fmt: skip


def _by_table(values: npt.NDArray[np.float32]) -> Callable[[Array], Array]:
    return lambda stored: values[stored]


def _bfloat16(stored: Array) -> Array:
    bits: Array = stored.astype(np.uint32) << 16
    return bits.view(np.float32)


def _complex32(stored: Array) -> Array:
    values = np.empty(stored.shape, np.complex64)
    values.real = stored["real"]
    values.imag = stored["imag"]  # a sum with 1j times this would turn infinities into NaN
    return values


def _characters(stored: Array) -> Array:
    """The same with U+FFFD for each code beyond Unicode, of which numpy makes no text."""
    for name in stored.dtype.names or ():
        column = stored[name]
        checked = _characters(column)
        if checked is not column:
            stored = stored.copy()
            stored[name] = checked
    if stored.dtype.kind != "U" or not stored.nbytes:
        return stored
    codes = np.ascontiguousarray(stored).reshape(-1).view(np.uint32)
    wrong = codes > 0x10FFFF
    if not wrong.any():
        return stored
    return np.where(wrong, np.uint32(0xFFFD), codes).view(stored.dtype).reshape(stored.shape)


def _unpack(stored: Array, bits: int) -> Array:
    """The fields of ``bits`` bits of each byte, lowest first, along a last axis grown to match."""
    shifts = np.arange(0, 8, bits, dtype=np.uint8)
    fields = (stored[..., np.newaxis] >> shifts) & ((1 << bits) - 1)
    return fields.reshape(*stored.shape[:-1], stored.shape[-1] * len(shifts)) if stored.ndim else fields


def _float4(values: npt.NDArray[np.float32]) -> Callable[[Array], Array]:
    return lambda stored: values[_unpack(stored, 4)]


def _low_bits(bits: int, *, signed: bool) -> Callable[[Array], Array]:
    """A decoder of integers in the low bits of bytes; writers disagree whether the sign goes on above them."""
    sign = 1 << (bits - 1) if signed else 0
    table = ((np.arange(256) & ((1 << bits) - 1) ^ sign) - sign).astype(np.int8 if signed else np.uint8)
    return lambda stored: table[stored]


def _float6(values: npt.NDArray[np.float32]) -> Callable[[Array], Array]:
    def decoder(stored: Array) -> Array:
        decoded: Array
        if stored.dtype.kind == "u":
            decoded = values[stored & 63]
            return decoded
        triples = np.ascontiguousarray(stored).view(np.uint8).reshape(*stored.shape, 3).astype(np.uint32)
        word = triples[..., 0] | triples[..., 1] << 8 | triples[..., 2] << 16
        fields = (word[..., np.newaxis] >> np.arange(0, 24, 6, dtype=np.uint32)) & 63
        decoded = values[fields.reshape(*stored.shape[:-1], 4 * math.prod(stored.shape[-1:]))]  # -1 is refused for none
        return decoded

    return decoder


_DECODERS: dict[str, Callable[[Array], Array]] = {
    "bfloat16": _bfloat16,
    "complex32": _complex32,
    "float8_e4m3fn": _by_table(_small_float(4, 3, bias=7, specials="fn")),
    "float8_e4m3fnuz": _by_table(_small_float(4, 3, bias=8, specials="fnuz")),
    "float8_e5m2": _by_table(_small_float(5, 2, bias=15, specials="ieee")),
    "float8_e5m2fnuz": _by_table(_small_float(5, 2, bias=16, specials="fnuz")),
    "float8_e4m3b11fnuz": _by_table(_small_float(4, 3, bias=11, specials="fnuz")),
    "float8_e8m0fnu": _by_table(_e8m0()),
    "float8_e4m3": _by_table(_small_float(4, 3, bias=7, specials="ieee")),
    "float8_e3m4": _by_table(_small_float(3, 4, bias=3, specials="ieee")),
    "float4_e2m1fn_x2": _float4(_small_float(2, 1, bias=1, specials="finite")),
    "float4_e2m1fn": _by_table(np.tile(_small_float(2, 1, bias=1, specials="finite"), 16)),
    "nf4": _by_table(np.tile(_NF4, 16)),
    "int4": _low_bits(4, signed=True),
    "uint4": _low_bits(4, signed=False),
    "int2": _low_bits(2, signed=True),
    "uint2": _low_bits(2, signed=False),
    "uint3": _low_bits(3, signed=False),
    "uint6": _low_bits(6, signed=False),
    "int1": _low_bits(1, signed=True),
    "uint1": _low_bits(1, signed=False),
    "float6_e2m3fn": _float6(_small_float(2, 3, bias=1, specials="finite")),
    "float6_e3m2fn": _float6(_small_float(3, 2, bias=3, specials="finite")),
    "quint4x2": lambda stored: _unpack(stored, 4),
    "quint2x4": lambda stored: _unpack(stored, 2),
    **BLOCK_DECODERS,
}
