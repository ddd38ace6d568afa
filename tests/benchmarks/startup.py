"""From the start of the process to the painted window, against only importing torch."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.data import Files
from tests.benchmarks.measure import seconds_to_run
from tests.benchmarks.report import Result, seconds_text

__all__ = ["startup"]


def startup(files: Files) -> list[Result]:
    """Start, open a .pth of 3 GB, paint its tree, write the picture: at most half of ``import torch``."""
    path = files.big_pth()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ours, torch = [], []
    with tempfile.TemporaryDirectory() as folder:
        picture = str(Path(folder, "window.png"))
        command = (sys.executable, "-m", "inspector", str(path), "--screenshot", picture)
        for _ in range(6):
            ours.append(seconds_to_run(*command, environment=environment))
            torch.append(seconds_to_run(sys.executable, "-c", "import torch"))
    started, imported = median(ours[1:]), median(torch[1:])
    against = f"{seconds_text(imported)}, python -c 'import torch'"
    return [
        Result("process start to painted tree of that .pth", seconds_text(started), against, started / imported, 0.5)
    ]
