"""Work for workers that ends them in the middle: importable where they are, which test modules are not."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from inspector.buffers import Scratch

__all__ = ["Killing", "pid_of_worker", "refusing"]


@dataclass(frozen=True)
class Killing:
    """Doubles a number; the first ``times`` that it is ``fatal``, which ``folder`` remembers, the process is killed."""

    folder: Path
    fatal: int
    times: int

    def __call__(self, part: int, _scratch: Scratch) -> int:
        if part == self.fatal:
            for time in range(self.times):
                try:
                    (self.folder / str(time)).touch(exist_ok=False)
                except FileExistsError:
                    continue
                os.kill(os.getpid(), signal.SIGKILL)
        return 2 * part


def refusing(part: int, _scratch: Scratch) -> int:
    """Raises KeyError for 3. numpy would warn."""
    np.zeros(1) / np.zeros(1)
    if part == 3:
        raise KeyError(part)
    return part


def pid_of_worker(_part: object, _scratch: object) -> int:
    """Whose process this is."""
    return os.getpid()
