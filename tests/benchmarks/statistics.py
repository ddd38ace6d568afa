"""All statistics with the exact histogram, against only reading the bytes and adding them up."""

from __future__ import annotations

import os
from statistics import median

import numpy as np

from inspector.text import size_text
from tests.benchmarks.data import Files
from tests.benchmarks.measure import forget_peak_memory, in_child, memory, peak_memory, seconds_of
from tests.benchmarks.report import Result, seconds_text

__all__ = ["statistics_1gb"]

_BLOCK_NBYTES = 4 << 20


def statistics_1gb(files: Files) -> list[Result]:
    """1 GB of float32: at most five times its reading and np.sum in blocks, and 64 MB more than before."""
    path = files.normal_safetensors(files.gigabytes(1))
    ours, peer, used = in_child(measured, path)
    against = f"{seconds_text(peer)}, preadv and np.sum in blocks"
    return [
        Result(
            f"all statistics and the histogram of {size_text(files.gigabytes(1))} of float32",
            seconds_text(ours),
            against,
            ours / peer,
            5,
        ),
        Result("memory for that", f"{used / 1e6:.0f} MB", "the same process before", used / 1e6, 64, "MB"),
    ]


def measured(path: str) -> tuple[float, float, float]:
    """Median seconds of the statistics and of reading and adding, in turns; bytes of memory the former took."""
    import inspector
    from inspector.analysis.statistics import statistics

    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        assert entry.storage is not None
        start = os.path.getsize(path) - entry.nbytes  # noqa: PTH202 - a plain number
        forget_peak_memory()
        idle = memory()
        statistics(entry)
        used = peak_memory() - idle
        ours, peer = [], []
        for _ in range(5):
            ours += seconds_of(lambda: statistics(entry), 1)
            peer += seconds_of(lambda: read_and_added(path, start), 1)
    return median(ours), median(peer), used


def read_and_added(path: str, start: int) -> float:
    """What the disk cache and one core need at the least."""
    buffer = np.empty(_BLOCK_NBYTES, np.uint8)
    total = 0.0
    with open(path, "rb", buffering=0) as file:
        while nbytes := os.preadv(file.fileno(), [buffer.data], start):
            total += float(np.sum(buffer[:nbytes].view(np.float32)))
            start += nbytes
    return total
