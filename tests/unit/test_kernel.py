from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector import kernel
from inspector.analysis.range_summary import survey_of
from inspector.buffers import Scratch
from tests.kernel_cases import assert_alike, without_kernel

needs_kernel = pytest.mark.skipif(not kernel.is_there(), reason="there was no compiler, or it is switched off")


def test_where_changes_are_checked_the_kernel_was_compiled() -> None:
    if "CI" in os.environ and "CHECKPOINT_INSPECTOR_KERNEL" not in os.environ:
        assert kernel.is_there()


@needs_kernel
@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**63))
def test_the_kernel_and_numpy_give_the_same_to_the_last_bit(seed: int) -> None:
    assert_alike(np.random.default_rng(seed))


@needs_kernel
def test_the_least_of_no_finite_number_is_infinite() -> None:
    assert kernel.survey(np.array([np.nan, -np.inf], np.float32)) == (1, 0, 1, 0, np.inf, -np.inf)


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
