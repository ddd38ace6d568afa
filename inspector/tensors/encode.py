"""From numbers to stored units of a floating-point type: what a cast writes.

The inverse of :mod:`inspector.tensors.decode`, rounding to nearest with ties to even and, where formats leave a choice,
choosing as torch 2.13 does, so that an exported tensor is bit for bit ``tensor.to(dtype)``, but for the bits of a NaN:
float64 goes to narrower types by way of float32; ``float8_e4m3fn``, which has no infinity, saturates; ``float8_e5m2``
overflows to infinity and the ``fnuz`` types to NaN; ``float8_e8m0fnu`` has no sign and no zero.
Sources: torch/headeronly/util/{BFloat16,Half,Float8_e4m3fn,Float8_e5m2,Float8_e4m3fnuz,Float8_e5m2fnuz,Float8_e8m0fnu}.h.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import UnsupportedError
from inspector.tensors.decode import value_table
from inspector.tensors.dtypes import DTYPES, DType

__all__ = ["ENCODABLE", "SATURATION", "encode"]

Array = npt.NDArray[Any]
Codes = npt.NDArray[np.uint8]


def encode(values: Array, dtype: DType) -> Array:
    """The stored units, little-endian and of the shape of ``values``, of the elements of ``dtype`` nearest to ``values``.

    ``values`` are real numbers or bools for a floating-point ``dtype``, complex ones for a complex one. Raises
    UnsupportedError for types that are not among :data:`ENCODABLE`.
    """
    encoder = _ENCODERS.get(dtype.name)
    if encoder is None:
        raise UnsupportedError(f"{dtype} values can't be made by this version")
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        return encoder(values)


def _plain(name: str) -> Callable[[Array], Array]:
    unit = DTYPES[name].stored_dtype
    return lambda values: values.astype(unit, copy=False)


def _float16(values: Array) -> Array:
    return values.astype(np.float32, copy=False).astype("<f2")


def _complex32(values: Array) -> Array:
    halves = values.astype(np.complex64, copy=False)
    stored = np.empty(halves.shape, DTYPES["complex32"].stored_dtype)
    stored["real"], stored["imag"] = halves.real, halves.imag
    return stored


def _bfloat16(values: Array) -> Array:
    """The upper half of a float32, rounded by adding just less than half of the lower one; every NaN becomes one."""
    bits = _float32_bits(values)
    rounded = (bits + (np.uint32(0x7FFF) + (bits >> 16 & 1))) >> 16
    return np.where(np.isnan(bits.view(np.float32)), np.uint16(0x7FC0), rounded.astype("<u2"))


def _float32_bits(values: Array) -> npt.NDArray[np.uint32]:
    return np.ascontiguousarray(values, np.float32).reshape(values.shape).view(np.uint32)


def _by_table(name: str) -> Callable[[Array], Array]:
    """An encoder that looks a float32 up by its upper 16 bits and whether any of the lower ones is set.

    That is enough: no type here keeps more than three bits behind the leading one, so that all places where the rounding
    changes are numbers whose lower 16 bits are zero.
    """

    def encoder(values: Array) -> Array:
        bits = _float32_bits(values)
        codes: Array = _codes(name)[(bits >> 16 << 1) | ((bits & 0xFFFF) != 0)]
        return codes

    return encoder


@cache
def _codes(name: str) -> Codes:
    """The code of every float32 class that :func:`_by_table` tells apart."""
    classes = np.arange(1 << 17, dtype=np.uint32)
    values = ((classes >> 1 << 16) | (classes & 1)).view(np.float32)
    codes = _e8m0(values) if name == "float8_e8m0fnu" else _nearest(values, name)
    codes.flags.writeable = False
    return codes


def _nearest(values: npt.NDArray[np.float32], name: str) -> Codes:
    """The code of the nearest value of an 8-bit type with sign, found among all the values it has."""
    table = value_table(DTYPES[name])
    assert table is not None
    positive = table[:128][np.isfinite(table[:128])]  # ascending, and the index is the code
    top = len(positive) - 1
    beyond = 2 * positive[top] - positive[top - 1]  # what the code after the last would be, were it a number
    middles = (positive + np.append(positive[1:], beyond)) / 2
    magnitudes = np.abs(values.astype(np.float64))
    codes = np.searchsorted(middles, magnitudes)  # a value on a middle stays below it
    tie = (codes < len(middles)) & (magnitudes == middles[np.minimum(codes, top)])
    codes += tie & (codes % 2 == 1)
    too_large, not_a_number = _SPECIALS[name]
    codes[codes > top] = too_large
    codes[np.isnan(values)] = not_a_number
    negative = np.signbit(values) & ~((codes == 0) & name.endswith("fnuz"))  # whose negative zero is the NaN
    signs = np.where(negative, 0x80, 0)
    return np.asarray(codes | signs, np.uint8)


#: The codes of what is too large, infinity included, and of NaN, before the sign is added.
_SPECIALS = {
    "float8_e4m3fn": (0x7E, 0x7F),
    "float8_e5m2": (0x7C, 0x7F),
    "float8_e4m3fnuz": (0x80, 0x80),
    "float8_e5m2fnuz": (0x80, 0x80),
}


def _e8m0(values: npt.NDArray[np.float32]) -> Codes:
    """The exponent, one more from the middle between two powers of two on; the sign is lost, zero is the least power.

    Of the numbers below 2**-126, torch rounds all above 2**-127 up.
    """
    bits = values.view(np.uint32)
    exponent = bits >> 23 & 0xFF
    upper_half = (bits & 0x400000) != 0
    up = upper_half & ((exponent > 0) | ((bits & 0x3FFFFF) != 0)) & (exponent < 0xFF)
    return np.asarray(exponent + up, np.uint8)


_ENCODERS: dict[str, Callable[[Array], Array]] = {
    "float16": _float16,
    "float32": _plain("float32"),
    "float64": _plain("float64"),
    "complex64": _plain("complex64"),
    "complex128": _plain("complex128"),
    "complex32": _complex32,
    "bfloat16": _bfloat16,
    **{name: _by_table(name) for name in (*_SPECIALS, "float8_e8m0fnu")},
}

#: The names of the types :func:`encode` can make.
ENCODABLE = frozenset(_ENCODERS)

#: The magnitude beyond which a value becomes the largest one of a type without infinity.
SATURATION = {"float8_e4m3fn": 464.0}
