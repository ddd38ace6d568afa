from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from inspector.analysis.health import Health, health
from inspector.jobs import Cancelled, Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import OUTSIDE_STATE_DICT, Entry, TensorEntry, ValueEntry
from tests.tensors import entry_of


def of(*arrays: npt.ArrayLike) -> Health:
    return health([entry_of(np.asarray(array)) for array in arrays])


def test_healthy_tensors_are_counted() -> None:
    assert of([1.0, 2, 3], [0, 0, 1], [5], [0], [1 + 1j, 1 - 1j], [True, False]) == Health(6)


def test_damage_and_neglect_are_found() -> None:
    found = of(
        [1, math.nan], [1, 2.0], [math.inf, 0], [0, 0, -0.0], [2.5, 2.5], np.array([1, -math.inf], np.float16), [7, 7]
    )
    assert found == Health(7, not_finite=(0, 2, 5), all_zero=(3,), constant=(4, 6))


def test_parts_of_quantised_weights_may_be_all_alike() -> None:
    parts = [[0, 0], [7, 7], [1, math.nan]]
    entries = [entry_of(np.array(part)).replace(attributes={OUTSIDE_STATE_DICT: True}) for part in parts]
    assert health(entries) == Health(3, not_finite=(2,))


def test_the_state_of_an_optimizer_may_be_zeros_and_is_still_checked() -> None:
    state, weight = np.zeros((2, 4)), np.zeros(4)
    state[1, 0] = math.nan
    entries: list[Entry] = [
        entry_of(state[0], path=("optimizer", "state", 0, "exp_avg")),
        entry_of(state[1], path=("optimizer", "state", 0, "exp_avg_sq")),
        entry_of(weight, path=("model", "weight")),
    ]
    assert health(entries) == Health(3, not_finite=(1,), all_zero=(2,))


def test_what_is_found_late_in_a_long_tensor_is_found() -> None:
    values = np.zeros(3_000_000, np.float32)
    assert of(values).all_zero == (0,)
    values[-1] = np.nan
    assert of(values).not_finite == (0,)


def test_what_has_no_numbers_is_left_out_and_what_is_cut_short_is_told() -> None:
    short = entry_of(np.zeros(4), storage=MemoryStorage(bytes(8)))
    entries: list[Entry] = [
        ValueEntry(("epoch",), 3),
        entry_of(np.zeros(3), storage=None),
        entry_of(np.zeros(0)),
        entry_of(np.array(["a", "b"])),
        short,
    ]
    assert health(entries) == Health(1, unreadable=(4,))


def test_progress_is_of_all_bytes_and_work_can_be_stopped() -> None:
    seen: list[tuple[int, int]] = []

    class Watched(Job):
        def report(self, done: int, total: int, what: str = "") -> None:
            super().report(done, total, what)
            seen.append((done, total))

    entries: list[TensorEntry] = [entry_of(np.arange(10.0)), entry_of(np.arange(30.0))]
    health(entries, Watched())
    assert seen == [(0, 320), (80, 320), (80, 320), (320, 320)]
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        health(entries, job)
