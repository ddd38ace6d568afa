"""Measuring: work in fresh processes, medians of several times, memory as the system counts it."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

__all__ = [
    "forget_peak_memory",
    "in_child",
    "memory",
    "offscreen",
    "peak_memory",
    "processor_seconds_of",
    "ratio_of_children",
    "seconds_of",
    "seconds_to_run",
]

ROOT = Path(__file__).resolve().parents[2]

_CHILD = """
import importlib, json, sys
module, name, arguments = json.loads(sys.argv[1])
result = getattr(importlib.import_module(module), name)(*arguments)
print(json.dumps(result))
"""


def in_child(function: Callable[..., Any], *arguments: Any, environment: Mapping[str, str] | None = None) -> Any:
    """``function(*arguments)`` in a new interpreter; both arguments and result as JSON carries them."""
    call = json.dumps([function.__module__, function.__name__, [str(argument) for argument in arguments]])
    answer = subprocess.run(
        [sys.executable, "-c", _CHILD, call], cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(answer.stdout.splitlines()[-1])


def ratio_of_children(
    ours: Callable[..., list[float]],
    peer: Callable[..., list[float]],
    *arguments: Any,
    rounds: int = 3,
    of: Callable[[list[float]], float] = median,
) -> tuple[float, float]:
    """Seconds of two functions that time themselves, in turns, so that a busy moment strikes both.

    They are the median of all, or by ``of`` the least, which is what is found again on a busy machine.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].extend(in_child(ours, *arguments))
        times[1].extend(in_child(peer, *arguments))
    return of(times[0]), of(times[1])


def seconds_of(
    work: Callable[[], object], repeats: int = 3, *, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Seconds each of ``repeats`` calls takes, after one that does not count: it imports and warms the page cache."""
    work()
    times = []
    for _ in range(repeats):
        start = clock()
        work()
        times.append(clock() - start)
    return times


def processor_seconds_of(work: Callable[[], object], repeats: int = 5) -> list[float]:
    """The same of processor time, of all threads: what others do on the machine meanwhile counts less."""
    return seconds_of(work, repeats, clock=time.process_time)


def seconds_to_run(*command: str, environment: Mapping[str, str] | None = None) -> float:
    """Seconds from starting a program to its end."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


@cache
def offscreen() -> dict[str, str]:
    """The environment of a program without a screen, whose modules are compiled once, as those of an installed one are."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    if environment.pop("PYTHONDONTWRITEBYTECODE", ""):
        folder = tempfile.mkdtemp(prefix="bytecode")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        environment["PYTHONPYCACHEPREFIX"] = folder
    return environment


def memory(process: int | str = "self") -> int:
    """Bytes of memory a process holds, by default this one."""
    return _status("VmRSS", process)


def peak_memory() -> int:
    """The most bytes it held, since :func:`forget_peak_memory` or its start (``ru_maxrss`` would count its parent's)."""
    return _status("VmHWM")


def forget_peak_memory() -> None:
    """Let the peak begin anew."""
    Path("/proc/self/clear_refs").write_text("5")


def _status(name: str, process: int | str = "self") -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(name)
