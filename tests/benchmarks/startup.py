"""From the start of the process to the painted window, against only importing torch; and what the window holds at rest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.data import Files
from tests.benchmarks.measure import ROOT, memory, seconds_to_run
from tests.benchmarks.report import Result, seconds_text

__all__ = ["installed", "startup"]

_TORCH = (sys.executable, "-c", "import torch")
_TORCH_TEXT = "python -c 'import torch'"
_OFFSCREEN = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
_REST_S = 2.0


def startup(files: Files) -> list[Result]:
    """Start, open a .pth of 3 GB, paint its tree, write the picture: at most half of ``import torch``."""
    command = (sys.executable, "-m", "inspector")
    return [_against_torch("process start to painted tree of that .pth", files.big_pth(), *command)]


def installed(files: Files) -> list[Result]:
    """The same of the frozen program, if ``packaging/build`` has made it; handing over to it, and its memory at rest."""
    program = shutil.which("checkpoint-inspector", path=str(ROOT / "dist" / "checkpoint-inspector"))
    if program is None:
        return []
    return [
        _against_torch("the same, installed", files.big_pth(), program),
        *_with_a_window(program, ROOT / "resources" / "example.pth"),
    ]


def _against_torch(what: str, path: Path, *command: str) -> Result:
    ours, torch = [], []
    with tempfile.TemporaryDirectory() as folder:
        picture = str(Path(folder, "window.png"))
        for _ in range(6):
            ours.append(seconds_to_run(*command, str(path), "--screenshot", picture, environment=_OFFSCREEN))
            torch.append(seconds_to_run(*_TORCH))
    started, imported = median(ours[1:]), median(torch[1:])
    return Result(what, seconds_text(started), f"{seconds_text(imported)}, {_TORCH_TEXT}", started / imported, 0.5)


def _with_a_window(program: str, path: Path) -> list[Result]:
    """With a window open: a second start, which hands its file over and ends; and the memory of the first."""
    with tempfile.TemporaryDirectory() as folder:  # settings and meeting place of its own
        environment = _OFFSCREEN | dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), folder)
        with subprocess.Popen([program, str(path)], env=environment, stderr=subprocess.DEVNULL) as process:
            try:
                while not list(Path(folder).glob("*.socket")):
                    time.sleep(0.05)
                _wait_for_rest(process.pid)
                held = memory(process.pid)
                seconds = [seconds_to_run(program, str(path), environment=environment) for _ in range(6)]
            finally:
                process.terminate()
    handing, imported = median(seconds[1:]), median(seconds_to_run(*_TORCH) for _ in range(3))
    megabytes = held / 1e6
    return [
        Result(
            "handing a file over to an open window",
            seconds_text(handing),
            f"{seconds_text(imported)}, {_TORCH_TEXT}",
            handing / imported,
            0.1,
        ),
        Result("memory of the window at rest", f"{megabytes:.0f} MB", "200 MB", megabytes, 200, "MB"),
    ]


def _wait_for_rest(pid: int) -> None:
    """Until the process has used no processor time for a while."""
    used, since = "", time.monotonic()
    while time.monotonic() - since < _REST_S:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        if (now := " ".join(fields[11:13])) != used:
            used, since = now, time.monotonic()
        time.sleep(0.1)
