"""Half of a large file into a new one, against ``cp`` of as many bytes."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.data import Files
from tests.benchmarks.measure import forget_peak_memory, in_child, memory, peak_memory
from tests.benchmarks.report import Result, seconds_text

__all__ = ["export_half"]

_ROUNDS = 3


def export_half(files: Files) -> list[Result]:
    """Every second tensor of a .pth of 3 GB: at least 0.8 times as fast as cp with fsync, and 64 MB more than before."""
    path = files.big_pth()
    results = []
    for suffix in (".pth", ".safetensors"):
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            ours, readback, copied, used = in_child(exported_and_copied, path, folder, suffix)
        results.append(
            Result(
                f"export half of that .pth to a {suffix}",
                f"{seconds_text(ours)}, then {seconds_text(readback)} to read it back",
                f"{seconds_text(copied)}, cp and fsync",
                ours / copied,
                1 / 0.8,
            )
        )
        results.append(
            Result("memory for that", f"{used / 1e6:.0f} MB", "the same process before", used / 1e6, 64, "MB")
        )
    return results


# in a child process


def exported_and_copied(path: str, folder: str, suffix: str) -> tuple[float, float, float, float]:
    """Median seconds of the export, of its read-back, and of cp, in turns; bytes of memory the export took."""
    import inspector
    from inspector.export import execution
    from inspector.export.plan import Plan
    from inspector.export.readback import verify

    readback: list[float] = []

    def timed(*arguments: object) -> None:
        start = time.perf_counter()
        verify(*arguments)  # type: ignore[arg-type]
        readback.append(time.perf_counter() - start)

    execution.verify = timed  # type: ignore[attr-defined,assignment]
    target, copy = Path(folder, f"half{suffix}"), Path(folder, "copy")
    ours, copied = [], []
    with inspector.open(path) as checkpoint:
        plan = Plan().added(checkpoint, checkpoint.tensors[::2])
        forget_peak_memory()
        idle = memory()
        for _ in range(_ROUNDS):
            target.unlink(missing_ok=True)
            start = time.perf_counter()
            execution.export(plan, target)
            ours.append(time.perf_counter() - start - readback[-1])
            copied.append(seconds_to_copy(target, copy))
        used = peak_memory() - idle
    return median(ours), median(readback), median(copied), used


def seconds_to_copy(path: Path, copy: Path) -> float:
    """Seconds until a copy by ``cp`` is on the disk."""
    start = time.perf_counter()
    subprocess.run(["cp", "--reflink=never", str(path), str(copy)], check=True)
    descriptor = os.open(copy, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)
    seconds = time.perf_counter() - start
    copy.unlink()
    return seconds
