from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType
from gguf.quants import dequantize

from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DTYPES, Kind, dtype_named
from inspector.tensors.ggml_decoding import BLOCK_DECODERS
from inspector.tensors.reading import read_stored, read_values
from tests.kernel_cases import assert_blocks_alike, same_numbers
from tests.tensors import entry_of

Array = npt.NDArray[Any]

#: Types that the gguf package has no decoder for: old ones, and those ggml has for sums in between.
NOT_IN_GGUF = ("q1_0", "q8_1", "q8_k")
OLD = tuple(name for name in BLOCK_DECODERS if "_ggjt" in name)
IN_GGUF = tuple(name for name in BLOCK_DECODERS if name not in NOT_IN_GGUF + OLD)
#: More than are decoded at a time.
BLOCKS = (1 << 17) // 32 + 5


def random_blocks(name: str, count: int = BLOCKS) -> Array:
    """Blocks of random bytes: every code occurs, and scales that are infinite, tiny or NaN."""
    dtype = dtype_named(name)
    raw = np.random.default_rng(len(name)).integers(0, 256, dtype.itemsize * count, dtype=np.uint8)
    return raw.view(dtype.stored_dtype)


def decoded(blocks: Array, name: str) -> Array:
    """The elements; by numpy, too, where they are the kernel's."""
    assert_blocks_alike(name, blocks.tobytes())
    return decode(blocks, dtype_named(name))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize("name", IN_GGUF)
def test_every_type_is_decoded_as_by_gguf(name: str) -> None:
    blocks, dtype = random_blocks(name), dtype_named(name)
    raw = blocks.view(np.uint8).reshape(len(blocks), dtype.itemsize)
    values = decoded(blocks, name)
    assert values.dtype == np.float32
    assert same_numbers(values, dequantize(raw, GGMLQuantizationType[name.upper()]).reshape(-1).astype(np.float32))


def test_no_type_of_gguf_is_missing() -> None:
    """q8_1 is smaller since ggml keeps its scales as float16; gguf still has the old size."""
    plain = {"F32", "F16", "BF16", "F64", "I8", "I16", "I32", "I64"}
    sizes = {quant.name.lower(): size for quant, size in GGML_QUANT_SIZES.items() if quant.name not in plain}
    known = {name: (dtype.elements_per_unit, dtype.itemsize) for name, dtype in DTYPES.items() if name in sizes}
    assert known == {**sizes, "q8_1": (32, 36)}
    assert {name for name, dtype in DTYPES.items() if dtype.kind is Kind.BLOCK} == set(BLOCK_DECODERS)


def test_q1_0_is_the_scale_with_a_sign() -> None:
    block = np.zeros(1, dtype_named("q1_0").stored_dtype)
    block["d"], block["qs"][0, :2] = 0.5, (0b10000001, 0b00000010)
    assert np.flatnonzero(decoded(block, "q1_0") == 0.5).tolist() == [0, 7, 9]


@pytest.mark.parametrize("name", ["q8_1", "q8_k"])
def test_eight_bit_types_are_scaled(name: str) -> None:
    blocks = random_blocks(name, 7)
    blocks["d"] = np.arange(7)
    assert same_numbers(decoded(blocks, name), (blocks["qs"] * np.arange(7, dtype=np.float32)[:, None]).reshape(-1))


def one_by_one(block: Array, name: str) -> list[np.float32]:
    """``dequantize_row_*`` of ggml.c as it was in May 2023, an element at a time."""
    kind, version = name.split("_ggjt")
    scale = np.float32(block["d"])
    if kind == "q8_0":
        return [np.float32(code) * scale for code in block["qs"]]
    codes = []
    size = 2 * len(block["qs"])
    for element in range(size):
        byte, high = divmod(element, 2) if version == "1" else (element % (size // 2), element >= size // 2)
        code = int(block["qs"][byte]) >> (4 if high else 0) & 15
        if kind.startswith("q5"):
            code |= (int(block["qh"]) >> element & 1) << 4
        codes.append(code)
    if "m" in (block.dtype.names or ()):
        return [np.float32(code) * scale + np.float32(block["m"]) for code in codes]
    return [np.float32(code - (16 if kind.startswith("q5") else 8)) * scale for code in codes]


@pytest.mark.parametrize("name", OLD)
def test_layouts_of_old_files_are_decoded_as_ggml_did(name: str) -> None:
    blocks = random_blocks(name, 20)
    blocks["d"] = np.random.default_rng(1).normal(size=20)
    if "m" in (blocks.dtype.names or ()):
        blocks["m"] = np.random.default_rng(2).normal(size=20)
    expected = [value for block in blocks for value in one_by_one(block, name)]
    assert same_numbers(decoded(blocks, name), np.array(expected, np.float32))


def test_blocks_of_any_shape_grow_along_the_last_axis() -> None:
    blocks = random_blocks("q4_0", 12)
    flat = decode(blocks, dtype_named("q4_0"))
    assert same_numbers(decode(blocks.reshape(2, 3, 2), dtype_named("q4_0")), flat.reshape(2, 3, 64))
    assert decode(blocks[:0], dtype_named("q4_0")).shape == (0,)


@pytest.mark.parametrize("name", ["q4_k", "iq2_xxs", "iq1_m", "mxfp4"])
def test_big_endian_blocks_have_their_numbers_the_other_way_round(name: str) -> None:
    blocks, dtype = random_blocks(name, 4), dtype_named(name)
    shape = (2, 2 * dtype.elements_per_unit)
    big = entry_of(
        blocks.astype(dtype.big_endian().stored_dtype), dtype.big_endian(), shape=shape, strides=(shape[1], 1)
    )
    assert read_stored(big).tobytes() == blocks.tobytes()
    assert same_numbers(read_values(big), decode(blocks, dtype).reshape(shape))
