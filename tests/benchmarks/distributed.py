"""Work of several processes, of which one is the measure; what is planned of 10 TB; hashing, and a run, beside reading."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from inspector.buffers import aligned_buffer
from inspector.text import size_text
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child, ratio_of_children
from tests.benchmarks.report import Result, seconds_text

__all__ = ["hash_speed", "history_once", "plan_10tb", "two_processes"]

_BLOCK_NBYTES = 4 << 20


def two_processes(files: Files) -> list[Result]:
    """Statistics with ``processes:2``: at most 1/1.7 of the time of ``processes:1``, on two cores that nobody else uses."""
    path = files.normal_safetensors(files.gigabytes(2))
    ours, peer = ratio_of_children(statistics_of_two, statistics_of_one, path, rounds=files.rounds)
    what = f"statistics of {size_text(path.stat().st_size)}, processes:2"
    return [Result(what, seconds_text(ours), f"{seconds_text(peer)}, processes:1", ours / peer, 1 / 1.7)]


def plan_10tb(files: Files) -> list[Result]:
    """20 sparse shards of 500 GB: opened, and one job's share of a thousand told, within seconds."""
    opened, shared, units = in_child(planned, files.sparse_shards(20, 500 << 30))
    return [
        Result("open 10 TB in 20 shards", seconds_text(opened), "", opened, 5, "s"),
        Result(f"plan it: {units:,.0f} parts of 64 MiB", seconds_text(shared), "", shared, 10, "s"),
    ]


def hash_speed(files: Files) -> list[Result]:
    """``hash`` of what the system has not read yet: at least 0.9 of the speed of reading it."""
    path = files.normal_safetensors(files.gigabytes(1))
    ours, peer = ratio_of_children(hashed, only_read, path, rounds=files.rounds)
    return [
        Result("hash 1 GB from the disk", seconds_text(ours), f"{seconds_text(peer)}, reading it", ours / peer, 1 / 0.9)
    ]


def history_once(files: Files) -> list[Result]:
    """The first ``history`` of a run that the system has not read yet: at most 1.2 times reading all of it; then at once."""
    folder = files.training_run(8, files.gigabytes(1))
    ours, peer = ratio_of_children(followed, all_read, folder, rounds=files.rounds)
    again = in_child(followed_again, folder)
    return [
        Result(
            "history of 8 steps of 128 MB", seconds_text(ours), f"{seconds_text(peer)}, reading them", ours / peer, 1.2
        ),
        Result("the same again", seconds_text(again), "", again, 1, "s"),
    ]


# in child processes


def statistics_of_two(path: str) -> list[float]:
    """Seconds for two processes that are there."""
    return _seconds_by(path, "processes:2")


def statistics_of_one(path: str) -> list[float]:
    """Seconds for one."""
    return _seconds_by(path, "processes:1")


def _seconds_by(path: str, executor: str) -> list[float]:
    import inspector
    from inspector.executors import workers_of

    with workers_of(executor) as workers, inspector.open(path) as checkpoint:
        inspector.statistics(checkpoint, executor=workers)  # starts them
        start = time.perf_counter()
        inspector.statistics(checkpoint, executor=workers)
        return [time.perf_counter() - start]


def planned(path: str) -> tuple[float, float, int]:
    """Seconds to open, and to tell each part of the work of one job in a thousand; how many parts all are."""
    import inspector
    from inspector.operations.parts import Part
    from inspector.operations.results import batches
    from inspector.tensors.reading import split

    start = time.perf_counter()
    with inspector.open(path) as checkpoint:
        opened = time.perf_counter() - start
        start = time.perf_counter()
        share = Part(500, 1000).among(checkpoint.tensors)
        parts = [part for batch in batches(share) for tensor in batch for part in split(tensor, 64 << 20)]
        assert parts
        units = sum(-(-tensor.nbytes // (64 << 20)) for tensor in checkpoint.tensors)
        return opened, time.perf_counter() - start, units


def followed(folder: str) -> list[float]:
    """Seconds for the history of a run that nothing is known of, whose files are not in memory."""
    import inspector

    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        inspector.statistics(next(Path(folder).iterdir()))  # imports
        for path in Path(folder).iterdir():
            _forget(str(path))
        start = time.perf_counter()
        assert not any(step.error for step in inspector.history(folder).steps)
        return [time.perf_counter() - start]


def followed_again(folder: str) -> float:
    """Seconds for the history of a run that is known."""
    import inspector

    with tempfile.TemporaryDirectory() as cache:
        os.environ["XDG_CACHE_HOME"] = cache
        inspector.history(folder)
        start = time.perf_counter()
        inspector.history(folder)
        return time.perf_counter() - start


def all_read(folder: str) -> list[float]:
    """Seconds to read all of its files."""
    return [sum(only_read(str(path))[0] for path in sorted(Path(folder).iterdir()))]


def hashed(path: str) -> list[float]:
    """Seconds to hash all tensors of a file that is not in memory."""
    import inspector
    from inspector.jobs import Job
    from inspector.operations.manifest import hashes_in_order

    _forget(path)
    start = time.perf_counter()
    with inspector.open(path) as checkpoint:
        assert all(result.value for result in hashes_in_order(checkpoint.tensors, Job()))
    return [time.perf_counter() - start]


def only_read(path: str) -> list[float]:
    """Seconds to read it."""
    _forget(path)
    buffer = aligned_buffer(_BLOCK_NBYTES)
    start = time.perf_counter()
    with open(path, "rb", buffering=0) as file:
        while file.readinto(buffer.data):
            pass
    return [time.perf_counter() - start]


def _forget(path: str) -> None:
    """Let go of what the system keeps of a file."""
    with Path(path).open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
