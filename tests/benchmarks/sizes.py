"""Indexes of a million names, and of files that are made to take long; what starting costs before anything is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from statistics import median

from inspector.resources import resource
from tests.benchmarks.data import Files
from tests.benchmarks.measure import ROOT, forget_peak_memory, in_child, offscreen, peak_memory
from tests.benchmarks.report import Result, seconds_text

__all__ = ["hostile_pickles", "million_keys", "processor_time"]

_PAINT = "from tests.benchmarks.startup import until_painted; until_painted()"


def processor_time(_files: Files) -> list[Result]:
    """Processor time to list a small file, which needs no numpy, and until a window has painted its tree."""
    path = str(resource("example.pth"))
    commands = {
        "ls of a small file": ((sys.executable, "-m", "inspector", "ls", path), 100),
        "window of a small file": ((sys.executable, "-c", _PAINT, path), 330),
    }
    return [
        Result(f"{what}, processor time", seconds_text(used), "", used * 1000, target, "ms")
        for what, (command, target) in commands.items()
        for used in [median(_processor_seconds(command) for _ in range(7))]
    ]


def million_keys(files: Files) -> list[Result]:
    """A million keys in ten shards, until the window has painted their tree: detection and the like go on afterwards."""
    cpu, memory = in_child(painted, files.million_shards(), environment=offscreen())
    return [
        Result("a million keys until their tree is painted, processor time", seconds_text(cpu), "", cpu, 5, "s"),
        Result("memory at most for that", f"{memory / 1e6:.0f} MB", "", memory / 1e6, 600, "MB"),
    ]


def hostile_pickles(files: Files) -> list[Result]:
    """300 MB of None in a file of 300 kB, which is refused; half a million empty dicts, which are shown."""
    results = []
    for what, path, seconds, megabytes in (
        ("refuse 300 MB of None, deflated", files.deflated_nones(), 10, 512),
        ("500,000 empty dicts", files.empty_dicts(), 2, 1024),
    ):
        cpu, memory = in_child(opened_or_refused, path)
        results += [
            Result(f"{what}, processor time", seconds_text(cpu), "", cpu, seconds, "s"),
            Result("memory at most for that", f"{memory / 1e6:.0f} MB", "", memory / 1e6, megabytes, "MB"),
        ]
    return results


def _processor_seconds(command: tuple[str, ...]) -> float:
    with subprocess.Popen(command, cwd=ROOT, env=offscreen(), stdout=subprocess.DEVNULL) as process:
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0  # it has been waited for
    return usage.ru_utime + usage.ru_stime


# in child processes


def opened_or_refused(path: str) -> tuple[float, float]:
    """Seconds of processor time to open a file, or to refuse it, and the most bytes held meanwhile."""
    import time

    import inspector

    forget_peak_memory()
    start = time.process_time()
    with suppress(inspector.CheckpointError):
        inspector.open(path).close()
    return time.process_time() - start, peak_memory()


def painted(path: str) -> tuple[float, float]:
    """Seconds of processor time from opening until the tree is painted, and the most bytes held by then."""
    import time

    from PySide6.QtCore import QSettings

    from inspector.ui.application import Application, create_window

    application = Application()
    window = create_window(QSettings("none", "none"))
    window.show()
    start = time.process_time()
    window.open_files([path])
    page = window.page
    assert page is not None
    page.opened.connect(lambda: page.view and page.view.tree.view.painted.connect(application.quit))
    application.exec()
    used = time.process_time() - start, peak_memory()
    print(json.dumps(used), flush=True)
    os._exit(0)  # what goes on with so many keys would be waited for
