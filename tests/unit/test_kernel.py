from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector import kernel
from inspector.analysis.range_summary import survey_of
from inspector.buffers import Scratch
from inspector.tensors.dtypes import dtype_named
from tests.kernel_cases import assert_alike, assert_cells_alike, assert_differences_alike, without_kernel

BLOCKS = dtype_named("iq4_nl")
needs_kernel = pytest.mark.skipif(not kernel.is_there(), reason="there was no compiler, or it is switched off")


def test_where_changes_are_checked_the_kernel_was_compiled() -> None:
    if "CI" in os.environ and "CHECKPOINT_INSPECTOR_KERNEL" not in os.environ:
        assert kernel.is_there()


@needs_kernel
@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**63))
def test_the_kernel_and_numpy_give_the_same_to_the_last_bit(seed: int) -> None:
    random = np.random.default_rng(seed)
    assert_alike(random)
    assert_cells_alike(random)
    assert_differences_alike(random)


@needs_kernel
@pytest.mark.parametrize("starts", [[1, 2], [0, 0], [0, 3], [0, 2, 1]])
def test_cells_begin_at_the_start_and_ascend(starts: list[int]) -> None:
    for rows, columns in ((starts, [0]), ([0], starts)):
        with pytest.raises(ValueError, match="must not be"):
            kernel.extremes(np.zeros((3, 3)), np.array(rows), np.array(columns))


@needs_kernel
@pytest.mark.parametrize("wrong", ["a block less", "a part of one", "more room", "no tables"])
def test_blocks_are_not_decoded_if_the_sizes_do_not_fit(wrong: str) -> None:
    blocks = np.zeros(2, BLOCKS.stored_dtype)
    out, tables = np.zeros(64, np.float32), np.zeros(16, np.uint8)
    assert kernel.decode_blocks("iq4_nl", blocks, tables, out)
    raw = np.zeros(2 * BLOCKS.itemsize + 1, np.uint8)
    blocks = {"a block less": blocks[:1], "a part of one": raw}.get(wrong, blocks)
    out = np.zeros(65, np.float32) if wrong == "more room" else out
    tables = tables[:0] if wrong == "no tables" else tables
    with pytest.raises(ValueError, match="must not be"):
        kernel.decode_blocks("iq4_nl", blocks, tables, out)


@needs_kernel
def test_blocks_that_the_kernel_was_not_made_for_are_left_to_numpy() -> None:
    out, tables = np.zeros(64, np.float32), np.zeros(16, np.uint8)
    assert not kernel.decode_blocks("iq4_nl", np.zeros(2, BLOCKS.big_endian().stored_dtype), tables, out)
    assert not kernel.decode_blocks("iq4_nl", np.zeros(4, BLOCKS.stored_dtype)[::2], tables, out)
    assert not kernel.decode_blocks("float32", np.zeros(64, np.float32), tables, out)


@needs_kernel
def test_the_least_of_no_finite_number_is_infinite() -> None:
    assert kernel.survey(np.array([np.nan, -np.inf], np.float32)) == (1, 0, 1, 0, np.inf, -np.inf)


@needs_kernel
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_largest_numbers_are_finite(dtype: type[np.floating[Any]]) -> None:
    largest = np.finfo(dtype).max
    found = kernel.lane_sums(np.array([largest, np.nan, -largest, np.inf], dtype), 0.0)
    assert found is not None
    assert (found.finite, found.sums.sum()) == (2, 0.0)


@needs_kernel
@pytest.mark.parametrize(
    "values",
    [
        np.zeros(0, np.float32),
        np.zeros(4, np.float16),
        np.zeros(4, np.float32)[::2],
        np.zeros((2, 2), np.float32),
        np.zeros(4, np.dtype(np.float32).newbyteorder()),
        np.zeros(17, np.uint8)[1:].view(np.float32),
    ],
    ids=["empty", "another type", "gaps", "two axes", "another byte order", "not aligned"],
)
def test_arrays_that_the_kernel_was_not_made_for_are_left_to_numpy(values: np.ndarray[tuple[int, ...]]) -> None:
    assert kernel.survey(values) is None
    assert kernel.lane_sums(values, 0.0) is None


@needs_kernel
def test_switched_off_absent_or_strange_there_is_no_kernel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    load = kernel._library.__wrapped__
    monkeypatch.setenv("CHECKPOINT_INSPECTOR_KERNEL", "off")
    assert load() is None
    monkeypatch.setenv("CHECKPOINT_INSPECTOR_KERNEL", str(tmp_path / "kernel.so"))
    assert load() is None
    monkeypatch.delenv("CHECKPOINT_INSPECTOR_KERNEL")
    assert load() is not None
    monkeypatch.setattr(kernel, "_INTERFACE", 0)
    assert load() is None


def test_without_the_kernel_numpy_surveys() -> None:
    with without_kernel():
        assert not kernel.is_there()
        found = survey_of(np.array([np.nan, 1, np.inf, -2, 0], np.float32), Scratch())
    assert (found.nan, found.posinf, found.neginf, found.zeros, found.low, found.high) == (1, 1, 0, 1, -2, 1)
