from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from inspector.buffers import Scratch
from inspector.execution import in_order, in_threads


def workers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("analysis")]


def test_results_are_in_order_whoever_is_faster() -> None:
    def work(part: int, scratch: Scratch) -> int:
        time.sleep(0.001 * (part % 3))
        return part * part

    assert list(in_order(range(50), work)) == [(part, part * part) for part in range(50)]
    assert list(in_order([], work)) == []
    assert not workers()


def test_parts_are_taken_only_a_few_ahead() -> None:
    taken: list[int] = []

    def parts() -> Iterator[int]:
        for part in range(1000):
            taken.append(part)
            yield part

    results = in_order(parts(), lambda part, scratch: part)
    next(results)
    assert len(taken) < 20
    results.close()
    assert len(taken) < 20
    assert not workers()


def test_each_thread_has_its_own_scratch_and_numpy_does_not_warn() -> None:
    def work(part: int, scratch: Scratch) -> tuple[int, int]:
        np.zeros(1) / np.zeros(1)
        return threading.get_ident(), id(scratch)

    owners = {result for _, result in in_order(range(100), work)}
    assert len(owners) == len({scratch for _, scratch in owners}) == len({thread for thread, _ in owners})


def test_errors_are_raised_and_what_has_not_begun_is_dropped() -> None:
    begun: list[int] = []

    def work(part: int, scratch: Scratch) -> int:
        begun.append(part)
        if part == 3:
            raise KeyError(part)
        return part

    results = in_order(range(1000), work)
    assert [next(results)[0] for _ in range(3)] == [0, 1, 2]
    with pytest.raises(KeyError):
        next(results)
    assert len(begun) < 20
    assert not workers()


def test_leaving_early_drops_what_has_not_begun() -> None:
    begun: list[int] = []
    may_end = threading.Event()

    def work(part: int) -> int:
        begun.append(part)
        assert part == 0 or may_end.wait(10)
        return part

    results = in_threads(range(1000), work, 1)
    assert next(results) == (0, 0)
    threading.Timer(0.3, may_end.set).start()  # long after what is below has dropped the parts that wait
    results.close()
    assert begun in ([0], [0, 1])


@pytest.mark.parametrize(("cores", "spare", "expected"), [(3, 0, 3), (3, 1, 2), (1, 1, 1), (64, 1, 4)])
def test_cores_are_left_to_others(cores: int, spare: int, expected: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: cores)
    busy = threading.Barrier(expected)

    def work(part: int, scratch: Scratch) -> int:
        busy.wait(10)  # as many at once, or it breaks
        return len(workers())

    assert list(in_order(range(2 * expected), work, spare_cores=spare)) == [
        (part, expected) for part in range(2 * expected)
    ]
