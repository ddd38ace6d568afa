"""From the start of the process to the painted window, against only importing torch; and what the window holds at rest."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.benchmarks.measure import ROOT, memory, offscreen, seconds_to_run
from tests.benchmarks.report import Result, seconds_text

if TYPE_CHECKING:
    from tests.benchmarks.data import Files  # with numpy, which would be imported in the process that is measured

__all__ = ["installed", "startup", "until_painted"]

_TORCH = (sys.executable, "-c", "import torch")
_TORCH_TEXT = "python -c 'import torch'"
_REST_S = 2.0


def startup(files: Files) -> list[Result]:
    """Start, open a .pth of 3 GB, paint its tree: at most half of ``import torch``. And until all of it is shown."""
    path = str(files.big_pth())
    painting = (sys.executable, "-c", f"from {__name__} import until_painted; until_painted()", path)
    return [
        _against_torch("process start to painted tree of that .pth", painting, 0.5),
        _shown(
            "process start until all is shown, and its picture written", path, 1.0, sys.executable, "-m", "inspector"
        ),
    ]


def installed(files: Files) -> list[Result]:
    """The same of the frozen program, if ``packaging/build`` has made it; handing over to it, and its memory at rest."""
    program = shutil.which("checkpoint-inspector", path=str(ROOT / "dist" / "checkpoint-inspector"))
    if program is None:
        return []
    return [
        _shown("the same, installed", str(files.big_pth()), 0.5, program),
        *_with_a_window(program, ROOT / "resources" / "example.pth"),
    ]


def until_painted() -> None:
    """In a process of its own: end it as soon as the tree of the file on its command line is painted."""
    from PySide6.QtCore import QSettings

    import inspector.cli  # noqa: F401 - what the command begins with
    from inspector.ui.application import Application, create_window

    application = Application()
    with tempfile.TemporaryDirectory() as folder:
        window = create_window(QSettings(str(Path(folder, "settings.ini")), QSettings.Format.IniFormat))
        window.show()
        window.open_files([sys.argv[1]])
        page = window.page
        assert page is not None
        page.opened.connect(lambda: page.view and page.view.tree.view.painted.connect(application.quit))
        application.exec()
    os._exit(0)


def _shown(what: str, path: str, target: float, *command: str) -> Result:
    """From the start until the window has nothing more to show, and the picture of it is written."""
    with tempfile.TemporaryDirectory() as folder:
        return _against_torch(what, (*command, path, "--screenshot", str(Path(folder, "window.png"))), target)


def _against_torch(what: str, command: Sequence[str], target: float) -> Result:
    ours, torch = [], []
    for _ in range(6):
        ours.append(seconds_to_run(*command, environment=offscreen()))
        torch.append(seconds_to_run(*_TORCH, environment=offscreen()))
    started, imported = median(ours[1:]), median(torch[1:])
    return Result(what, seconds_text(started), f"{seconds_text(imported)}, {_TORCH_TEXT}", started / imported, target)


def _with_a_window(program: str, path: Path) -> list[Result]:
    """With a window open: a second start, which hands its file over and ends; and the memory of the first."""
    with tempfile.TemporaryDirectory() as folder:  # settings and meeting place of its own
        environment = offscreen() | dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), folder)
        with subprocess.Popen([program, str(path)], env=environment, stderr=subprocess.DEVNULL) as process:
            try:
                while not list(Path(folder).glob("*.socket")):
                    time.sleep(0.05)
                _wait_for_rest(process.pid)
                held = memory(process.pid)
                seconds = [seconds_to_run(program, str(path), environment=environment) for _ in range(6)]
            finally:
                process.terminate()
    handing, imported = median(seconds[1:]), median(seconds_to_run(*_TORCH, environment=offscreen()) for _ in range(4))
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
