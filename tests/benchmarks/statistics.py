"""All statistics with the exact histogram, and heat maps, against only reading the bytes and adding them up."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from inspector import kernel
from inspector.buffers import aligned_buffer
from inspector.text import size_text
from tests.benchmarks.data import Files
from tests.benchmarks.measure import forget_peak_memory, in_child, memory, peak_memory
from tests.benchmarks.report import Result, seconds_text

__all__ = ["BY_NUMPY_AND_KERNEL", "heat_map", "statistics_1gb", "statistics_of_kinds"]

_BLOCK_NBYTES = 4 << 20
#: What is measured of the kinds of :meth:`Files.numbers`: what the peer adds up, and at most how often its time we may take.
#: numpy has no sum of the narrow floats, and takes its time for float16: their codes are added up.
_KINDS = {
    "float32": ("f4", 2.0),
    "float32 around 1000 ± 0.02": ("f4", 2.0),
    "float32, each 1,000th NaN": ("f4", 3.0),
    "float32, all the same": ("f4", 2.0),
    "float64": ("f8", 2.0),
    "int64": ("i8", 2.0),
    "float16": ("u2", 1.3),
    "bfloat16": ("u2", 1.3),
    "float8_e4m3fn": ("u1", 2.0),
    "int8": ("i1", 2.0),
}
#: The environment of a child process, and by what it works then: the kernel, if there is one, after numpy.
BY_NUMPY_AND_KERNEL = [
    ({**os.environ, "CHECKPOINT_INSPECTOR_KERNEL": switch}, by)
    for switch, by in (("off", "numpy alone"), ("", "the kernel"))[: 1 + kernel.is_there()]
]


def statistics_1gb(files: Files) -> list[Result]:
    """1 GB of float32: at most twice its reading and np.sum in blocks, on two cores, and 64 MB more than before."""
    nbytes = files.gigabytes(1)
    results = []
    for environment, by in BY_NUMPY_AND_KERNEL:
        ours, peer, _, used = in_child(measured, files.normal_safetensors(nbytes), "f4", environment=environment)
        what = f"all statistics and the histogram of {size_text(nbytes)} of float32, {by}"
        against = f"{seconds_text(peer)}, preadv and np.sum in blocks"
        results += [
            Result(what, seconds_text(ours), against, ours / peer, 2),
            Result("memory for that", f"{used / 1e6:.0f} MB", "the same process before", used / 1e6, 64, "MB"),
        ]
    return results


def statistics_of_kinds(files: Files) -> list[Result]:
    """Statistics of types and of what is in them: first by numpy alone, then with the compiled kernel, if there is one."""
    results = []
    for environment, by in BY_NUMPY_AND_KERNEL:
        for kind, (summed, target) in _KINDS.items():
            path = files.numbers(kind, min(files.gigabytes(1), 1 << 28))
            ours, peer, cpu, used = in_child(measured, path, summed, environment=environment)
            against = f"{seconds_text(peer)}, preadv and np.sum; CPU {cpu:.2g} x; {used / 1e6:.0f} MB"
            results.append(Result(f"statistics of {kind}, {by}", seconds_text(ours), against, ours / peer, target))
    return results


def heat_map(files: Files) -> list[Result]:
    """A matrix of 8,192 columns as a heat map of 1,024 cells each way: at most three times its reading and np.sum."""
    path = files.numbers("float32", min(files.gigabytes(1), 1 << 28))
    results = []
    for environment, by in BY_NUMPY_AND_KERNEL:
        ours, peer, cpu, used = in_child(pictured, path, environment=environment)
        against = f"{seconds_text(peer)}, preadv and np.sum; CPU {cpu:.2g} x; {used / 1e6:.0f} MB"
        results.append(Result(f"heat map of float32, {by}", seconds_text(ours), against, ours / peer, 3))
    return results


def measured(path: str, summed: str) -> tuple[float, float, float, float]:
    """Of the statistics of the file's tensor, as :func:`_beside_reading` has it."""
    import inspector
    from inspector.analysis.statistics import statistics

    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        return _beside_reading(lambda: statistics(entry), path, entry.nbytes, summed)


def pictured(path: str) -> tuple[float, float, float, float]:
    """Of the heat map of the file's tensor, as :func:`_beside_reading` has it."""
    import inspector
    from inspector.analysis.heatmap import picture
    from inspector.tensors.entries import contiguous_strides
    from inspector.tensors.slices import Slice2D

    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        shape = (entry.numel // 8192, 8192)
        matrix = Slice2D.of(entry.replace(shape=shape, strides=contiguous_strides(shape)))
        return _beside_reading(lambda: picture(matrix), path, entry.nbytes, "f4")


def _beside_reading(
    work: Callable[[], object], path: str, nbytes: int, summed: str
) -> tuple[float, float, float, float]:
    """Median seconds of the work and of reading and adding, in turns; their ratio of CPU time; bytes of memory."""
    start = os.path.getsize(path) - nbytes  # noqa: PTH202 - a plain number
    forget_peak_memory()
    idle = memory()
    work()
    used = peak_memory() - idle
    read_and_added(path, start, summed)
    ours, peer = [], []
    for _ in range(5):
        ours.append(_seconds(work))
        peer.append(_seconds(lambda: read_and_added(path, start, summed)))
    (our_wall, our_cpu), (peer_wall, peer_cpu) = (
        [median(column) for column in zip(*times, strict=True)] for times in (ours, peer)
    )
    return our_wall, peer_wall, our_cpu / peer_cpu, used


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Of the clock, and of the processors."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def read_and_added(path: str, start: int, dtype: str = "f4") -> float:
    """What the disk cache and one core need at the least. The buffer is aligned: else this takes up to 1.7 times as long."""
    buffer = aligned_buffer(_BLOCK_NBYTES)
    total = 0.0
    with open(path, "rb", buffering=0) as file:
        while nbytes := os.preadv(file.fileno(), [buffer.data], start):
            total += float(np.sum(buffer[:nbytes].view(dtype)))
            start += nbytes
    return total
