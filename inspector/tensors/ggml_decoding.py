"""Numbers from ggml's blocks: what ``dequantize_row_*`` of ggml makes of them, to the last bit.

Of all blocks at once the codes are taken out as bytes, which is what numpy is fastest at, and put in the order of the
elements; then they become float32, are multiplied by their scales and, in some types, added to an offset. Codes in the same
bits of successive bytes are successive elements, so runs of 8 to 64 of them are moved as one. Blocks are done some thousands
at a time, so that what is in between stays in the cache. Where there is a compiled kernel, ``ggml_decoding.c`` does the same
a block at a time, by the tables from here.
Source: https://github.com/ggml-org/llama.cpp, ``ggml/src/ggml-quants.c``; of the old layouts, ``ggml.c`` of May 2023.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from inspector import kernel
from inspector.tensors.ggml_blocks import BLOCK_LAYOUTS
from inspector.tensors.ggml_grids import grid

__all__ = ["BLOCK_DECODERS"]

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float32]


class _Coded(NamedTuple):
    """Elements as ``codes * scale + offset``.

    ``codes`` are integers of 8 bits in the order of the elements, ``scale`` and ``offset`` float32, one for as many elements
    as their number asks for. Of all three only the order counts, not the shape.
    """

    codes: Array
    scale: Array
    offset: Array | None = None


Unpacking = Callable[[Array], _Coded]

_CHUNK_ELEMENTS = 1 << 17


def _decoder(name: str, elements: int) -> Callable[[Array], Array]:
    def decode(stored: Array) -> Array:
        blocks = np.ascontiguousarray(stored).reshape(-1)
        values = np.empty(len(blocks) * elements, np.float32)
        if not kernel.decode_blocks(name, blocks, _tables(name), values):
            _decode_by_numpy(_UNPACKING[name], blocks, values)
        return values.reshape(*stored.shape[:-1], math.prod(stored.shape[-1:]) * elements)

    return decode


def _decode_by_numpy(unpacked: Unpacking, blocks: Array, values: Floats) -> None:
    elements = len(values) // max(len(blocks), 1)
    step = _CHUNK_ELEMENTS // max(elements, 1)
    with np.errstate(invalid="ignore", over="ignore"):  # scales may be infinite or NaN
        for start in range(0, len(blocks), step):
            part = unpacked(blocks[start : start + step])
            _scale_into(values[start * elements : (start + step) * elements], part)


def _scale_into(out: Floats, coded: _Coded) -> None:
    np.copyto(out, coded.codes.reshape(-1))
    out *= np.repeat(coded.scale.reshape(-1), len(out) // coded.scale.size)
    if coded.offset is not None:
        out += np.repeat(coded.offset.reshape(-1), len(out) // coded.offset.size)


def _field(blocks: Array, name: str, *shape: int) -> Array:
    """A field of all blocks without gaps, of ``shape`` per block."""
    return np.ascontiguousarray(blocks[name]).reshape(len(blocks), *shape)


def _float(blocks: Array, name: str, axes: int = 1) -> Floats:
    """A number of all blocks, shape [blocks, 1, ...]."""
    numbers: Floats = blocks[name].astype(np.float32)
    return numbers.reshape(-1, *(1,) * (axes - 1))


def _centred(codes: Array, centre: int) -> Array:
    """Unsigned codes as signed ones, counted from ``centre``."""
    signed: Array = codes.view(np.int8) - np.int8(centre)
    return signed


def _in_turn(*runs: Array) -> Array:
    """``np.stack(runs, axis=-2)`` with the last two axes made one, moving each run along the last axis as one item."""
    run = np.dtype((np.void, runs[0].shape[-1]))
    stacked = np.empty((*runs[0].shape[:-1], len(runs)), run)
    for number, each in enumerate(runs):
        stacked[..., number] = np.ascontiguousarray(each).view(run)[..., 0]
    return stacked.view(np.uint8)


def _bits(words: Array) -> Array:
    """The bits of each word along the last axis, lowest first, as 0 or 1."""
    bits = np.unpackbits(words.reshape(-1).view(np.uint8), bitorder="little")  # many times as fast as along an axis
    return bits.reshape(len(words), -1)


def _pairs_of_nibbles(packed: Array) -> Array:
    """The low and the high half of each byte, one after the other along the last axis."""
    return np.stack([packed & 15, packed >> 4], axis=-1).reshape(len(packed), -1)


# Blocks of one scale.


def _nibbles(*, interleaved: bool = False) -> Unpacking:
    """Codes of 4 bits, or of 5 with the fifth ones in ``qh``, which count from their middle or, with an ``m``, from it.

    The low halves of the bytes are the first elements of a block, the high ones the others; or, ``interleaved``, each byte
    has two elements that follow each other.
    """

    def unpacked(blocks: Array) -> _Coded:
        fields = blocks.dtype.names or ()
        packed = _field(blocks, "qs", -1)
        codes = _pairs_of_nibbles(packed) if interleaved else _in_turn(packed & 15, packed >> 4)
        bits = 4
        if "qh" in fields:
            bits = 5
            codes |= _bits(_field(blocks, "qh", 1)) << 4
        if "m" in fields:
            return _Coded(codes, _float(blocks, "d"), _float(blocks, "m"))
        return _Coded(_centred(codes, 1 << bits - 1), _float(blocks, "d"))

    return unpacked


def _q1_0(blocks: Array) -> _Coded:
    signs = _bits(_field(blocks, "qs", -1))
    return _Coded(_centred(signs << 1, 1), _float(blocks, "d"))


def _q8(blocks: Array) -> _Coded:
    return _Coded(_field(blocks, "qs", -1), _float(blocks, "d"))


def _tq1_0(blocks: Array) -> _Coded:
    """Five digits of base 3 in a byte, which is a fraction of 256: multiplied by 3, what is carried is the next digit."""
    packed = _field(blocks, "qs", -1)
    parts = ((packed[:, :32], 5), (packed[:, 32:], 5), (_field(blocks, "qh", -1), 4))
    fractions = [_in_turn(*(part * np.uint8(3**digit) for digit in range(digits))) for part, digits in parts]
    fraction = np.concatenate(fractions, axis=-1)
    carried = (fraction >= 86).view(np.int8) + (fraction >= 171).view(np.int8)
    return _Coded(carried - np.int8(1), _float(blocks, "d"))


def _tq2_0(blocks: Array) -> _Coded:
    packed = _field(blocks, "qs", 2, 32)
    return _Coded(_centred(_in_turn(*(packed >> shift & 3 for shift in (0, 2, 4, 6))), 1), _float(blocks, "d"))


# Blocks of 4-bit codes that stand for levels.

#: What the codes of IQ4 stand for, found by clustering weights.
_IQ4 = np.array([-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113], np.int8)
#: Twice what the codes of a float of 4 bits stand for.
_FP4 = np.array([0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12], np.int8)


def _levels(packed: Array, levels: Array) -> Array:
    """The levels of the low halves of the bytes, then of the high ones, along the last axis."""
    octets = packed.tobytes()  # the fastest table for bytes is that of translate
    halves = (octets.translate(table.tobytes()) for table in (np.tile(levels, 16), np.repeat(levels, 16)))
    return _in_turn(*(np.frombuffer(half, np.uint8).reshape(packed.shape) for half in halves)).view(np.int8)


def _iq4_nl(blocks: Array) -> _Coded:
    return _Coded(_levels(blocks["qs"], _IQ4), _float(blocks, "d"))


def _iq4_xs(blocks: Array) -> _Coded:
    high = _field(blocks, "scales_h", 1) >> np.arange(0, 16, 2, dtype=np.uint16) & 3
    scales = _pairs_of_nibbles(_field(blocks, "scales_l", -1)) | high.astype(np.uint8) << 4
    return _Coded(_levels(_field(blocks, "qs", 8, 16), _IQ4), _float(blocks, "d", 2) * _centred(scales, 32))


def _mxfp4(blocks: Array) -> _Coded:
    return _Coded(_levels(blocks["qs"], _FP4), _half_e8m0()[blocks["e"]])


@cache
def _half_e8m0() -> Floats:
    """Half of what each code of E8M0 stands for. 255, elsewhere NaN, is in ggml a power of two as others are."""
    return np.ldexp(1.0, np.arange(256) - 128).astype(np.float32)


def _nvfp4(blocks: Array) -> _Coded:
    return _Coded(_levels(_field(blocks, "qs", 4, 8), _FP4), _half_ue4m3()[blocks["d"]])


@cache
def _half_ue4m3() -> Floats:
    """Half of what each code of an unsigned E4M3 stands for. The sign bit is not looked at; 127, NaN elsewhere, is 0."""
    codes = np.arange(256)
    exponent, fraction = codes >> 3 & 15, (codes & 7) / 8
    values = np.where(exponent == 0, np.ldexp(fraction, -7), np.ldexp(1 + fraction, exponent - 8))
    values[127] = 0
    return values.astype(np.float32)


# K types: super-blocks of 256 elements, whose scales are packed and scaled themselves.


def _q2_k(blocks: Array) -> _Coded:
    packed, scales = _field(blocks, "qs", 2, 32), _field(blocks, "scales", 16)
    codes = _in_turn(*(packed >> shift & 3 for shift in (0, 2, 4, 6)))
    return _Coded(codes, _float(blocks, "d", 2) * (scales & 15), -_float(blocks, "dmin", 2) * (scales >> 4))


def _q3_k(blocks: Array) -> _Coded:
    """Scales have their low 4 bits in 8 bytes, first all low halves, and their high 2 bits in the 4 bytes after those."""
    low, high = np.split(_field(blocks, "scales", 12), [8], axis=1)
    scales = _in_turn(low & 15, low >> 4) | _in_turn(*(high >> shift & 3 for shift in (0, 2, 4, 6))) << 4
    packed, mask = _field(blocks, "qs", 2, 32), _field(blocks, "hmask", 32)
    third = _in_turn(mask, mask >> 4).reshape(-1, 2, 32)
    codes = _in_turn(*(packed >> 2 * bit & 3 | (third >> bit & 1) << 2 for bit in range(4)))
    return _Coded(_centred(codes, 4), _float(blocks, "d", 2) * _centred(scales, 32))


def _scales_and_offsets(blocks: Array) -> tuple[Floats, Floats]:
    """Of Q4_K and Q5_K, for each 32 elements.

    ``get_scale_min_k4``: four scales and four minima in the low 6 bits of the first 8 bytes; of four more of each the low
    4 bits in the last 4 bytes, and the high 2 bits on top of the first 8.
    """
    scales, minima, low = np.moveaxis(_field(blocks, "scales", 3, 4), 1, 0)
    all_scales = _in_turn(scales & 63, low & 15 | scales >> 2 & 48)
    all_minima = _in_turn(minima & 63, low >> 4 | minima >> 2 & 48)
    return _float(blocks, "d", 2) * all_scales, -_float(blocks, "dmin", 2) * all_minima


def _q4_k(blocks: Array) -> _Coded:
    packed = _field(blocks, "qs", 4, 32)
    return _Coded(_in_turn(packed & 15, packed >> 4), *_scales_and_offsets(blocks))


def _q5_k(blocks: Array) -> _Coded:
    packed, high = _field(blocks, "qs", 4, 32), _field(blocks, "qh", 32)
    fifth = _in_turn(high << 4, high << 2, high, high >> 2).reshape(
        -1, 4, 32
    )  # as 16 of the low halves, 32 of the high
    codes = _in_turn(packed & 15 | fifth & 16, packed >> 4 | fifth >> 1 & 16)
    return _Coded(codes, *_scales_and_offsets(blocks))


def _q6_k(blocks: Array) -> _Coded:
    first, second = np.ascontiguousarray(np.moveaxis(_field(blocks, "ql", 2, 2, 32), 2, 0))
    low = (first & 15, second & 15, first >> 4, second >> 4)
    high = _field(blocks, "qh", 2, 32)
    codes = _in_turn(*(part | (high >> 2 * number & 3) << 4 for number, part in enumerate(low)))
    return _Coded(_centred(codes, 32), _float(blocks, "d", 2) * _field(blocks, "scales", 16))


# IQ types: each code is the number of a point of a grid.


@cache
def _points(name: str) -> Array:
    """The points of a grid as one word each, so that taking one is one look-up."""
    points = grid(name)
    return points.view(f"<u{points.shape[1]}").reshape(-1)


@cache
def _shifted_points() -> Array:
    """Eight times the points of the IQ1 types, plus 1, and after them minus 1: these types shift points by 1/8."""
    points = np.concatenate([8 * grid("iq1_s") + np.int8(1), 8 * grid("iq1_s") - np.int8(1)])
    return points.view("<u8").reshape(-1)


@cache
def _signs() -> Array:
    """The signs of 8 elements for each byte, -1 where a bit is set and else 1, as one word each."""
    bits = _bits(np.arange(256, dtype=np.uint8))
    return (1 - 2 * bits.astype(np.int8)).view("<u8").reshape(-1)


@cache
def _even_signs() -> Array:
    """The signs for each 7-bit code: that of the eighth element makes the number of negative ones even."""
    codes = np.arange(128)
    parity = np.bitwise_xor.reduce(codes[:, np.newaxis] >> np.arange(7) & 1, axis=-1)
    signs: Array = _signs()[codes | parity << 7]
    return signs


def _signed(points: Array, signs: Array) -> Array:
    """Points with their signs; both in words of as many elements altogether."""
    values: Array = points.view(np.int8).reshape(-1) * signs.view(np.int8).reshape(-1)
    return values


def _signs_and_scales(words: Array) -> tuple[Array, Array]:
    """Four codes of signs in the low 28 bits of each word, and 0.5 more than the number in its high 4."""
    codes = words[..., np.newaxis] >> np.arange(0, 28, 7, dtype=np.uint32) & 127
    return _even_signs()[codes], (words >> 28).astype(np.float32) + np.float32(0.5)


def _scales_of_16(blocks: Array) -> Array:
    """Of IQ2_XS and IQ2_S, for each 16 elements."""
    scales = _pairs_of_nibbles(_field(blocks, "scales", 8)) + np.float32(0.5)
    return _float(blocks, "d", 2) * scales * np.float32(0.25)


def _iq2_xxs(blocks: Array) -> _Coded:
    words = _field(blocks, "qs", 32).view(np.uint32).reshape(-1, 8, 2)
    points = _points("iq2_xxs")[np.ascontiguousarray(words[..., 0]).view(np.uint8)]
    signs, scales = _signs_and_scales(words[..., 1])
    return _Coded(_signed(points, signs), _float(blocks, "d", 2) * scales * np.float32(0.25))


def _iq2_xs(blocks: Array) -> _Coded:
    codes = _field(blocks, "qs", 32)
    return _Coded(_signed(_points("iq2_xs")[codes & 511], _even_signs()[codes >> 9]), _scales_of_16(blocks))


def _iq2_s(blocks: Array) -> _Coded:
    high = _field(blocks, "qh", 8, 1) >> np.arange(0, 8, 2, dtype=np.uint8) & 3
    codes = _field(blocks, "qs", 32) | high.reshape(-1, 32).astype(np.uint16) << 8
    return _Coded(_signed(_points("iq2_s")[codes], _signs()[_field(blocks, "signs", 32)]), _scales_of_16(blocks))


def _iq3_xxs(blocks: Array) -> _Coded:
    signs, scales = _signs_and_scales(_field(blocks, "scales", 8))
    points = _points("iq3_xxs")[_field(blocks, "qs", 64)]
    return _Coded(_signed(points, signs), _float(blocks, "d", 2) * scales * np.float32(0.5))


def _iq3_s(blocks: Array) -> _Coded:
    points = _points("iq3_s")[_field(blocks, "qs", 64) | _bits(_field(blocks, "qh", 8)).astype(np.uint16) << 8]
    scales = _pairs_of_nibbles(_field(blocks, "scales", 4)) * 2 + 1
    return _Coded(_signed(points, _signs()[_field(blocks, "signs", 32)]), _float(blocks, "d", 2) * scales)


def _iq1_s(blocks: Array) -> _Coded:
    high = _field(blocks, "qh", 8, 1)
    upper = high >> np.arange(0, 12, 3, dtype=np.uint16) & 7 | high >> 12 & 8
    points = _shifted_points()[_field(blocks, "qs", 8, 4) | upper << 8]
    return _Coded(points.view(np.int8), _float(blocks, "d", 3) / 8 * (2 * (high >> 12 & 7) + 1))


def _iq1_m(blocks: Array) -> _Coded:
    """The scale of a block is the high halves of the four words of scales, as a float16."""
    words = _field(blocks, "scales", 4)
    parts = (words & 0xF000) >> np.array([12, 8, 4, 0], np.uint16)
    scale = np.bitwise_or.reduce(parts, axis=1).view(np.float16).astype(np.float32)
    scales = words[..., np.newaxis] >> np.arange(0, 12, 3, dtype=np.uint16) & 7
    upper = _pairs_of_nibbles(_field(blocks, "qh", 16)).astype(np.uint16)
    points = _shifted_points()[_field(blocks, "qs", 32) | upper << 8]
    return _Coded(points.view(np.int8), scale.reshape(-1, 1, 1) / 8 * (2 * scales + 1))


_UNPACKING: dict[str, Unpacking] = {
    "q1_0": _q1_0,
    "q4_0": _nibbles(),
    "q4_1": _nibbles(),
    "q5_0": _nibbles(),
    "q5_1": _nibbles(),
    "q8_0": _q8,
    "q8_1": _q8,
    "q8_k": _q8,
    "q2_k": _q2_k,
    "q3_k": _q3_k,
    "q4_k": _q4_k,
    "q5_k": _q5_k,
    "q6_k": _q6_k,
    "iq1_s": _iq1_s,
    "iq1_m": _iq1_m,
    "iq2_xxs": _iq2_xxs,
    "iq2_xs": _iq2_xs,
    "iq2_s": _iq2_s,
    "iq3_xxs": _iq3_xxs,
    "iq3_s": _iq3_s,
    "iq4_nl": _iq4_nl,
    "iq4_xs": _iq4_xs,
    "tq1_0": _tq1_0,
    "tq2_0": _tq2_0,
    "mxfp4": _mxfp4,
    "nvfp4": _nvfp4,
    "q4_0_ggjt1": _nibbles(interleaved=True),
    "q4_1_ggjt1": _nibbles(interleaved=True),
    "q4_2_ggjt1": _nibbles(interleaved=True),
    "q4_3_ggjt1": _nibbles(interleaved=True),
    "q5_0_ggjt1": _nibbles(interleaved=True),
    "q5_1_ggjt1": _nibbles(interleaved=True),
    "q4_0_ggjt2": _nibbles(),
    "q4_1_ggjt2": _nibbles(),
    "q8_0_ggjt2": _q8,
}

#: What types look up in, in the order in which ggml_decoding.c expects it.
_TABLES: dict[str, Callable[[], tuple[Array, ...]]] = {
    "iq1_s": lambda: (_shifted_points(),),
    "iq1_m": lambda: (_shifted_points(),),
    "iq2_xxs": lambda: (_points("iq2_xxs"), _even_signs()),
    "iq2_xs": lambda: (_points("iq2_xs"), _even_signs()),
    "iq2_s": lambda: (_points("iq2_s"), _signs()),
    "iq3_xxs": lambda: (_points("iq3_xxs"), _even_signs()),
    "iq3_s": lambda: (_points("iq3_s"), _signs()),
    "iq4_nl": lambda: (_IQ4,),
    "iq4_xs": lambda: (_IQ4,),
    "mxfp4": lambda: (_FP4, _half_e8m0()),
    "nvfp4": lambda: (_FP4, _half_ue4m3()),
}


@cache
def _tables(name: str) -> npt.NDArray[np.uint8]:
    """The bytes of a type's tables, one after the other."""
    tables = _TABLES[name]() if name in _TABLES else ()
    return np.concatenate([np.empty(0, np.uint8), *(table.view(np.uint8) for table in tables)])


#: Name -> decoder, which takes stored blocks of any shape and gives float32 with the last axis grown to their elements.
BLOCK_DECODERS: dict[str, Callable[[Array], Array]] = {
    name: _decoder(name, BLOCK_LAYOUTS[name][0]) for name in _UNPACKING
}
