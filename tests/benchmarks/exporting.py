"""Half of a large file into a new one: against ``cp`` of as many bytes, and whether the window answers meanwhile."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

from inspector.text import size_text
from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import forget_peak_memory, in_child, memory, peak_memory
from tests.benchmarks.report import Result, seconds_text

__all__ = ["export_half", "export_stall"]

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
                f"export half of a .pth of {size_text(files.gigabytes(3))} to a {suffix}",
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


def export_stall(files: Files) -> list[Result]:
    """The same in the window: it never fails to answer for more than 50 ms, and Cancel takes at most 100 ms."""
    path = files.big_pth()
    rounds = []
    for _ in range(_ROUNDS):
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            rounds.append(in_child(stalls, path, folder, environment=os.environ | {"QT_QPA_PLATFORM": "offscreen"}))
    longest, cancelled = (median(each) for each in zip(*rounds, strict=True))
    return [
        Result("export half of that .pth in the window", f"{longest:.0f} ms", "longest stall", longest, 50, "ms"),
        Result("from Cancel to the end of its thread", f"{cancelled:.0f} ms", "", cancelled, 100, "ms"),
    ]


# in a child process


def exported_and_copied(path: str, folder: str, suffix: str) -> tuple[float, float, float, float]:
    """Median seconds of the export, of its read-back, and of cp, in turns; bytes of memory the export took."""
    import inspector
    from inspector.exporting import execution
    from inspector.exporting.readback import verify
    from inspector.writing.plan import Plan

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


def stalls(path: str, folder: str) -> tuple[float, float]:
    """Of an export in the window, in milliseconds: the longest time without a beat; from Cancel to the end of its thread."""
    from PySide6.QtCore import QCoreApplication, QSettings

    from inspector.ui.application import Application, create_window
    from inspector.ui.extraction.rows import Rows

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.show()
    beats = Beats(window)
    beats.longest(lambda: window.open_files([path]))
    assert window.view is not None
    document = window.view.document
    tray = window.extraction.tray
    beats.longest(lambda: window.extraction.add(Rows(document, tuple(document.checkpoint.tensors[::2]))))

    def is_written() -> bool:
        return not window.runner.is_running((tray, "export"))

    target = Path(folder, "half.pth")
    longest = beats.longest(lambda: tray.export_to(target), is_written)
    assert target.exists()
    target.unlink()
    tray.export_to(target)
    start = time.perf_counter()
    while time.perf_counter() - start < 1 or not window.jobs.isVisible():
        QCoreApplication.processEvents()
    assert not is_written()
    start = time.perf_counter()
    window.jobs.button.click()
    while any(thread.name == "job export" for thread in threading.enumerate()):
        QCoreApplication.processEvents()
    cancelled = (time.perf_counter() - start) * 1000
    assert not any(Path(folder).iterdir())
    window.close()
    return longest, cancelled
