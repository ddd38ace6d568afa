from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from inspector.buffers import Scratch
from inspector.execution import Workers, in_order, in_threads


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


def test_workers_are_given_as_much_at_once_as_they_can_do() -> None:
    together = threading.Barrier(3)

    def work(part: int, scratch: Scratch) -> int:
        together.wait(10)
        return -part

    workers = Workers(lambda: ThreadPoolExecutor(3), 3)
    assert list(in_order(range(6), work, workers=workers)) == [(part, -part) for part in range(6)]
    workers.close()


class Broken(Executor):
    """Takes all work, and ends before any of it is done, once the last was handed out."""

    def __init__(self, count: int) -> None:
        self._left = count
        self._futures: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._futures.append(Future())
        self._left -= 1
        if not self._left:
            for future in self._futures:
                future.set_exception(BrokenExecutor("ended"))
        return self._futures[-1]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        pass


def test_what_was_lost_together_is_begun_again_together() -> None:
    executors = iter((Broken(3), ThreadPoolExecutor(3)))
    together = threading.Barrier(3)

    def work(part: int, scratch: Scratch) -> int:
        together.wait(10)  # one by one, nobody would come
        return part

    workers = Workers(lambda: next(executors), 3)
    assert [result for _, result in in_order(range(3), work, workers=workers)] == [0, 1, 2]
    workers.close()
