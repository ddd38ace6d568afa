"""Each decoder beside a loop over single elements that follows the formula of its scheme, and rows cut anywhere."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cache, partial

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.errors import CorruptError
from inspector.quantised.decoding import Decoder, logical_entry
from inspector.quantised.flat import CodedBlocks, DividedInt8, HighPlanes, LowPlanes, RowScaledInt8
from inspector.quantised.groups import BlockScaled, Fp4Blocks, PackedRows, Scaled, ScaledFp4, ScaledFp6
from inspector.quantised.transposed import AwqColumns, GptqColumns
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.reading import read_values
from tests.tensors import entry_of

E2M1 = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, -0.0, -0.5, -1.0, -1.5, -2.0, -3.0, -4.0, -6.0)
AWQ_ORDER = (0, 2, 4, 6, 1, 3, 5, 7)

Values = npt.NDArray[np.float32]
Case = tuple[Decoder, Values]
RNG = np.random.default_rng(7)


def field(words: npt.NDArray[np.uint32], bits: int, index: int) -> int:
    """An integer of a row of 32-bit words, of which some run over a word's end."""
    stream = sum(int(word) << (32 * place) for place, word in enumerate(words))
    return stream >> (bits * index) & ((1 << bits) - 1)


def words(*shape: int) -> npt.NDArray[np.int32]:
    return RNG.integers(0, 1 << 32, shape, np.uint32).view(np.int32)


def codes(*shape: int) -> npt.NDArray[np.uint8]:
    return RNG.integers(0, 256, shape, np.uint8)


def scales(*shape: int) -> npt.NDArray[np.float32]:
    return RNG.random(shape, np.float32) + np.float32(0.25)


def by_element(rows: int, columns: int, value: Callable[[int, int], float]) -> Values:
    return np.array([[value(row, column) for column in range(columns)] for row in range(rows)], np.float32)


def gptq(bits: int, version: int, *, in_order: bool, group_size: int = 16) -> Case:
    inputs, outputs = 64, 64
    groups = -(-inputs // group_size)
    weight, zeros, scale = (
        words(inputs * bits // 32, outputs),
        words(groups, outputs * bits // 32),
        scales(groups, outputs),
    )
    group = np.arange(inputs, dtype=np.int32) // group_size if in_order else RNG.integers(0, groups, inputs, np.int32)
    parts = {"qweight": entry_of(weight), "qzeros": entry_of(zeros), "scales": entry_of(scale)}
    if not in_order:
        parts["g_idx"] = entry_of(group)

    def value(output: int, at: int) -> float:
        zero = field(zeros[group[at]].view(np.uint32), bits, output)
        zero = (zero + 1) % (1 << bits) if version == 1 else zero
        return float(scale[group[at], output] * np.float32(field(weight[:, output].view(np.uint32), bits, at) - zero))

    decoder = GptqColumns(shape=(outputs, inputs), parts=parts, bits=bits, version=version, group=group_size)
    return decoder, by_element(outputs, inputs, value)


def awq() -> Case:
    inputs, outputs, groups = 48, 72, 3
    weight, zeros, scale = words(inputs, outputs // 8), words(groups, outputs // 8), scales(groups, outputs)

    def value(output: int, at: int) -> float:
        place = AWQ_ORDER.index(output % 8)
        integer, zero = (
            field(each.view(np.uint32), 4, place)
            for each in (weight[at, output // 8 : output // 8 + 1], zeros[at // 16, output // 8 : output // 8 + 1])
        )
        return float(scale[at // 16, output] * np.float32(integer - zero))

    parts = {"qweight": entry_of(weight), "qzeros": entry_of(zeros), "scales": entry_of(scale)}
    return AwqColumns(shape=(outputs, inputs), parts=parts), by_element(outputs, inputs, value)


def packed(bits: int, *, has_zeros: bool) -> Case:
    rows, columns, half = 64, 96, 1 << (bits - 1)
    weight, scale = words(rows, -(-columns * bits // 32)), scales(rows, 3)
    zeros = words(-(-rows * bits // 32), 3)
    parts = {"packed": entry_of(weight), "scale": entry_of(scale)}
    if has_zeros:
        parts["zero_point"] = entry_of(zeros)

    def value(row: int, column: int) -> float:
        zero = field(zeros[:, column // 32].view(np.uint32), bits, row) if has_zeros else half
        return float(scale[row, column // 32] * np.float32(field(weight[row].view(np.uint32), bits, column) - zero))

    return PackedRows(shape=(rows, columns), parts=parts, bits=bits), by_element(rows, columns, value)


def packed_whole(bits: int) -> Case:
    """As many integers as fit a word whole, in the words of a row and in those of the zero points of a column."""
    rows, columns, several = 70, 96, 32 // bits
    weight, scale, zeros = words(rows, -(-columns // several)), scales(rows, 3), words(-(-rows // several), 3)
    parts = {"packed": entry_of(weight), "scale": entry_of(scale), "zero_point": entry_of(zeros)}

    def code(word: np.int32, place: int) -> int:
        return int(word) >> (bits * place) & ((1 << bits) - 1)

    def value(row: int, column: int) -> float:
        zero = code(zeros[row // several, column // 32], row % several)
        return float(
            scale[row, column // 32] * np.float32(code(weight[row, column // several], column % several) - zero)
        )

    return PackedRows(shape=(rows, columns), parts=parts, bits=bits, whole=True), by_element(rows, columns, value)


def packed_experts() -> Case:
    """Two weights of ``packed`` along an axis of their own, with zero points."""
    cases = [packed(4, has_zeros=True) for _ in range(2)]
    parts = {
        role: entry_of(np.stack([read_values(decoder.parts[role]) for decoder, _ in cases]))
        for role in ("packed", "scale", "zero_point")
    }
    return PackedRows(shape=(2, 64, 96), parts=parts, bits=4), np.stack([values for _, values in cases])


def packed_with_one_zero() -> Case:
    weight, scale, zero = words(40, 4), scales(1), np.array([-5], np.int8)
    parts = {"packed": entry_of(weight), "scale": entry_of(scale), "zero_point": entry_of(zero)}

    def value(row: int, column: int) -> float:
        return float(scale[0] * np.float32(field(weight[row].view(np.uint32), 4, column) - 8 + 5))

    return PackedRows(shape=(40, 32), parts=parts, bits=4), by_element(40, 32, value)


def fp6_of_exponents() -> Case:
    weight, exponents = codes(40, 48), RNG.integers(120, 134, (40, 2), np.uint8)
    parts = {"packed": entry_of(weight), "scale": entry_of(exponents)}

    def value(row: int, column: int) -> float:
        code = int.from_bytes(weight[row].tobytes(), "little") >> (6 * column) & 63
        exponent, mantissa = code >> 3 & 3, code & 7
        magnitude = (1 + mantissa / 8) * 2.0 ** (exponent - 1) if exponent else mantissa / 8
        return float((-magnitude if code & 32 else magnitude) * 2.0 ** (int(exponents[row, column // 32]) - 127))

    return ScaledFp6(shape=(40, 64), parts=parts), by_element(40, 64, value)


def fp4_of_groups() -> Case:
    weight, scale, largest = codes(40, 16), RNG.integers(0x20, 0x70, (40, 2), np.uint8), scales(1)
    scale_of = {
        code: float(read_values(entry_of(np.array([code], np.uint8), DTYPES["float8_e4m3fn"]))[0])
        for code in range(128)
    }
    parts = {
        "packed": entry_of(weight), "scale": entry_of(scale, DTYPES["float8_e4m3fn"]), "global_scale": entry_of(largest),
    }  # fmt: skip

    def value(row: int, column: int) -> float:
        code = weight[row, column // 2] >> (4 * (column % 2)) & 15
        return float(np.float32(E2M1[code]) * (np.float32(scale_of[int(scale[row, column // 16])]) / largest[0]))

    return ScaledFp4(shape=(40, 32), parts=parts), by_element(40, 32, value)


def fp4_of_exponents() -> Case:
    weight, exponents = codes(2, 40, 2, 16), RNG.integers(120, 134, (2, 40, 2), np.uint8)
    parts = {"blocks": entry_of(weight), "scales": entry_of(exponents)}
    values = np.empty((2, 40, 64), np.float32)
    for matrix, row, column in np.ndindex(2, 40, 64):
        code = weight[matrix, row, column // 32, column % 32 // 2] >> (4 * (column % 2)) & 15
        values[matrix, row, column] = E2M1[code] * 2.0 ** (int(exponents[matrix, row, column // 32]) - 127)
    return Fp4Blocks(shape=(2, 40, 64), parts=parts), values


def nf4(*, nested: bool) -> Case:
    rows, columns, block = 45, 7, 64  # neither rows nor blocks end together
    blocks = -(-rows * columns // block)
    weight, table, absmax = codes(-(-rows * columns // 2)), np.sort(scales(16)), scales(blocks)
    nested_map, nested_absmax = scales(256), scales(-(-blocks // 2))
    parts = {"packed": entry_of(weight.reshape(-1, 1)), "quant_map": entry_of(table)}
    if nested:
        inner = codes(blocks)
        absmax = nested_map[inner] * np.repeat(nested_absmax, 2)[:blocks] + np.float32(0.5)
        parts |= {
            "absmax": entry_of(inner), "nested_quant_map": entry_of(nested_map), "nested_absmax": entry_of(nested_absmax),
        }  # fmt: skip
    else:
        parts["absmax"] = entry_of(absmax)

    def value(row: int, column: int) -> float:
        place = row * columns + column
        return float(table[weight[place // 2] >> (4 if place % 2 == 0 else 0) & 15] * absmax[place // block])

    nested_block, offset = (2, 0.5) if nested else (0, 0.0)
    decoder = CodedBlocks(
        shape=(rows, columns), parts=parts, block=block, nested_block=nested_block, nested_offset=offset
    )
    return decoder, by_element(rows, columns, value)


def int8() -> Case:
    weight, largest = codes(40, 5).view(np.int8), scales(40)
    parts = {"weight": entry_of(weight), "SCB": entry_of(largest)}
    third = np.float32(1 / 127)
    return RowScaledInt8(shape=(40, 5), parts=parts), by_element(40, 5, lambda r, c: weight[r, c] * largest[r] * third)


def scaled(scale_shape: tuple[int, ...]) -> Case:
    weight, scale, zero = codes(40, 12).view(np.int8), scales(*scale_shape), codes(*scale_shape).view(np.int8)
    parts = {"weight": entry_of(weight), "scale": entry_of(scale), "zero_point": entry_of(zero)}
    full, zeros = (
        np.broadcast_to(
            each if each.ndim != 1 or each.size == 1 else each[:, np.newaxis],
            (40, each.shape[-1] if each.ndim == 2 else 1),
        )
        for each in (scale, zero)
    )
    width = 12 // full.shape[1]
    return Scaled(shape=(40, 12), parts=parts), by_element(
        40, 12, lambda r, c: (np.float32(weight[r, c]) - np.float32(zeros[r, c // width])) * full[r, c // width]
    )


def in_blocks(*, has_zeros: bool) -> Case:
    weight, scale = codes(70, 20).view(np.int8), scales(3, 2)
    zeros = codes(3, 2).view(np.int8) if has_zeros else np.zeros((3, 2), np.int8)
    parts = {"weight": entry_of(weight), "scale": entry_of(scale)}
    if has_zeros:
        parts["zero_point"] = entry_of(zeros)

    def value(row: int, column: int) -> float:
        at = row // 24, column // 16
        return float((np.float32(weight[row, column]) - np.float32(zeros[at])) * scale[at])

    decoder = BlockScaled(shape=(70, 20), parts=parts, block=(24, 16))  # rows are cut within blocks
    return decoder, by_element(70, 20, value)


def high_planes(bits: int, axis: int) -> Case:
    per_word = 10 if bits == 3 else 8 // bits
    rows, width = 4 * per_word, 12
    kind = np.dtype(np.int32 if bits == 3 else np.uint8)
    weight = RNG.integers(0, 1 << (30 if bits == 3 else 8), (4, width)).astype(kind)
    zero, scale = (scales(rows, 1) if axis else scales(1, width) for _ in range(2))
    parts = {"packed": entry_of(weight), "zero": entry_of(zero), "scale": entry_of(scale)}
    full_zero, full_scale = np.broadcast_to(zero, (rows, width)), np.broadcast_to(scale, (rows, width))

    def value(row: int, column: int) -> float:
        shift = (30 if bits == 3 else 8) - bits * (row // 4 + 1)
        code = int(weight[row % 4, column]) >> shift & ((1 << bits) - 1)
        return float((np.float32(code) - full_zero[row, column]) * full_scale[row, column])

    grouped = by_element(rows, width, value)
    decoder = HighPlanes(shape=(rows * 2, width // 2), parts=parts, grouped=(rows, width), bits=bits)
    return decoder, grouped.reshape(rows * 2, width // 2)


def low_planes(bits: int) -> Case:
    planes = 8 // bits
    weight, scale, shift = codes(6, 16), scales(6 * planes, 1), scales(6 * planes, 1)
    parts = {"packed": entry_of(weight), "scale": entry_of(scale), "shift": entry_of(shift)}

    def value(row: int, column: int) -> float:
        code = weight[row % 6, column] >> (bits * (row // 6)) & ((1 << bits) - 1)
        return float(np.float32(code) * scale[row, 0] - shift[row, 0])

    decoder = LowPlanes(shape=(3 * planes, 32), parts=parts, grouped=(6 * planes, 16), bits=bits)
    return decoder, by_element(6 * planes, 16, value).reshape(3 * planes, 32)


def divided(axis: int) -> Case:
    weight = codes(40, 24).view(np.int8)
    scale = scales(weight.shape[axis])
    parts = {"weight": entry_of(weight), "scale": entry_of(scale)}

    def value(row: int, column: int) -> float:
        return float(np.float32(weight[row, column]) / scale[(row, column)[axis]])

    return DividedInt8(shape=(40, 24), parts=parts, axis=axis), by_element(40, 24, value)


CASES: dict[str, Callable[[], Case]] = {
    "gptq-v2": partial(gptq, 4, 2, in_order=True),
    "gptq-cut": partial(gptq, 4, 1, in_order=True, group_size=24),
    "awq": awq,
    "nvfp4": fp4_of_groups,
    "mxfp4": fp4_of_exponents,
    "nf4": partial(nf4, nested=False),
    "nf4-nested": partial(nf4, nested=True),
    "int8": int8,
    "blocks": partial(in_blocks, has_zeros=False),
    "blocks-zeros": partial(in_blocks, has_zeros=True),
    "packed-1": partial(packed, 1, has_zeros=True),
    "packed-experts": packed_experts,
    "packed-one-zero": packed_with_one_zero,
    "mxfp6": fp6_of_exponents,
    "quanto-2": partial(low_planes, 2),
    "quanto-4": partial(low_planes, 4),
}
CASES |= {f"gptq-{bits}": partial(gptq, bits, 1, in_order=False) for bits in (2, 3, 4, 8)}
CASES |= {f"packed-{bits}": partial(packed, bits, has_zeros=bits != 8) for bits in range(2, 9)}
CASES |= {f"whole-{bits}": partial(packed_whole, bits) for bits in (3, 5, 6, 7)}
CASES |= {f"scaled-{shape}": partial(scaled, shape) for shape in ((), (1,), (40,), (40, 1), (40, 3), (1, 12))}
CASES |= {f"keras-{axis}": partial(divided, axis) for axis in (0, 1)}
CASES |= {f"hqq-{bits}-{axis}": partial(high_planes, bits, axis) for bits in (1, 2, 3, 4, 8) for axis in (0, 1)}


@cache
def case_of(name: str) -> Case:
    return CASES[name]()


@pytest.mark.parametrize("name", CASES)
class TestDecoders:
    def test_the_whole_tensor_decodes_to_its_values(self, name: str) -> None:
        decoder, values = case_of(name)
        entry = logical_entry(("w",), "test", decoder)
        assert np.array_equal(read_values(entry), values)
        for first in range(0, decoder.rows, decoder.alignment):
            assert np.array_equal(
                decoder.decode(0, first, decoder.rows), values.reshape(-1, *values.shape[-2:])[0, first:]
            )

    @settings(max_examples=10, deadline=None)
    @given(data=st.data())
    def test_rows_from_where_they_may_be_cut(self, name: str, data: st.DataObject) -> None:
        decoder, values = case_of(name)
        matrix = data.draw(st.integers(0, values[..., 0, 0].size - 1))
        first = data.draw(st.sampled_from(range(0, decoder.rows, decoder.alignment)))
        last = data.draw(st.integers(first + 1, decoder.rows))
        decoded = decoder.decode(matrix, first, last)
        assert np.array_equal(decoded, values.reshape(-1, *values.shape[-2:])[matrix, first:last])


def test_storages_go_to_other_processes() -> None:
    decoder, values = awq()
    entry = pickle.loads(pickle.dumps(logical_entry(("w",), "test", decoder)))
    assert np.array_equal(read_values(entry), values)


def test_regions_and_views_are_of_decoded_values() -> None:
    decoder, values = packed(4, has_zeros=True)
    entry = logical_entry(("w",), "test", decoder)
    assert np.array_equal(read_values(entry.region((slice(3, 60, 7), slice(90, 96)))), values[3:60:7, 90:96])
    turned = entry.replace(shape=entry.shape[::-1], strides=entry.strides[::-1])
    assert np.array_equal(read_values(turned), values.T)


def test_groups_that_are_not_there() -> None:
    decoder, _ = gptq(4, 1, in_order=False)
    parts = {**decoder.parts, "g_idx": entry_of(np.full(64, 4, np.int32))}
    entry = logical_entry(("w",), "test", GptqColumns(shape=(64, 64), parts=parts, bits=4, version=1, group=0))
    with pytest.raises(CorruptError, match="groups that are not there"):
        read_values(entry)


def test_more_elements_than_bits() -> None:
    part = entry_of(np.zeros(4, np.int8))
    decoder = Scaled(shape=(33, 1), parts={"weight": part})
    with pytest.raises(CorruptError, match="33 elements in 4 bytes"):
        logical_entry(("w",), "test", decoder)


def test_weights_of_several_blocks() -> None:
    weight = RNG.integers(-128, 128, (2, 100, 1 << 13), np.int8)
    parts = {"weight": entry_of(weight), "scale": entry_of(scales(2, 100, 1))}
    entry = logical_entry(("w",), "test", Scaled(shape=weight.shape, parts=parts))
    assert np.array_equal(read_values(entry), weight.astype(np.float32) * read_values(parts["scale"]))


def test_matrices_along_several_axes() -> None:
    weight = RNG.integers(-128, 128, (2, 3, 4, 5), np.int8)
    parts = {"weight": entry_of(weight), "scale": entry_of(scales(2, 3, 4, 1))}
    entry = logical_entry(("w",), "test", Scaled(shape=weight.shape, parts=parts))
    assert np.array_equal(read_values(entry), weight.astype(np.float32) * read_values(parts["scale"]))


def test_groups_of_no_whole_size() -> None:
    parts = {"weight": entry_of(codes(4, 12).view(np.int8)), "scale": entry_of(scales(4, 5))}
    with pytest.raises(CorruptError, match="5 groups for 12 columns"):
        read_values(logical_entry(("w",), "test", Scaled(shape=(4, 12), parts=parts)))


def test_model_optimizer_has_no_negative_zero() -> None:
    parts = {"packed": entry_of(np.array([[0x98]], np.uint8)), "scale": entry_of(np.array([[2.0]], np.float32))}
    (zero, half) = ScaledFp4(shape=(1, 2), parts=parts | {"scale_2": entry_of(np.array([3.0], np.float32))}).decode(
        0, 0, 1
    )[0]
    assert (zero, np.signbit(zero), half) == (0, False, -3)
    (zero, half) = ScaledFp4(
        shape=(1, 2), parts=parts | {"global_scale": entry_of(np.array([4.0], np.float32))}
    ).decode(0, 0, 1)[0]
    assert (zero, np.signbit(zero), half) == (0, True, -0.25)
