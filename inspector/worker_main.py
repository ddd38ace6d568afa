"""The other side of ``inspector.worker_process``: runs one function of this package and writes its answer.

Standard output is taken away from the code that runs here before any of it does: what it prints goes to standard error,
and the answers to a private copy of the descriptor.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys
import traceback
from typing import Any

from inspector.errors import CheckpointError, InspectorError, MissingDependencyError
from inspector.jobs import Job
from inspector.msgspec_fallback import stand_in_for_msgspec

__all__ = ["WorkerJob", "main"]


class WorkerJob(Job):
    """The job of the function that runs here: its progress goes to the process that waits."""

    __slots__ = ("_descriptor", "memory")

    def __init__(self, descriptor: int, memory: int) -> None:
        super().__init__()
        self._descriptor = descriptor
        self.memory = memory

    def report(self, done: int, total: int, what: str = "") -> None:
        self.send({"progress": [done, total, what]})

    def send(self, message: dict[str, Any]) -> None:
        """Write one message."""
        line = json.dumps(message).encode() + b"\n"
        while line:
            line = line[os.write(self._descriptor, line) :]

    def bound_memory(self) -> None:
        """From now on, an allocation beyond the bound fails here, where it can still be said what asked for it.

        To be called once the large libraries are loaded: the address space they reserve does not count.
        """
        try:
            import resource
        except ImportError:  # Windows; the waiting process watches what is really used
            return
        try:
            with open("/proc/self/statm") as file:
                reserved = int(file.read().split()[0]) * resource.getpagesize()
        except OSError:
            return
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = reserved + self.memory
        resource.setrlimit(resource.RLIMIT_AS, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def _parts(error: InspectorError) -> tuple[str, str]:
    """What the other side makes the error of again."""
    if isinstance(error, CheckpointError):
        return error.reason, error.place
    if isinstance(error, MissingDependencyError):
        return str(error), error.library
    return str(error), getattr(error, "detail", "")  # of a ProcessError


def _give_way() -> None:
    """Leave the processors to the process that waits as soon as it wants them: it may be the window."""
    if hasattr(os, "sched_setscheduler"):  # Linux
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def main(function: str) -> None:
    """Read the request, call ``function`` (``module:name``) with it and the answers, and write what comes of it."""
    _give_way()
    private = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    envelope = json.loads(sys.stdin.buffer.readline())
    answers = WorkerJob(private, envelope["memory"])
    module, _, name = function.partition(":")
    stand_in_for_msgspec()
    try:
        answers.send({"result": getattr(importlib.import_module(module), name)(envelope["request"], answers)})
    except InspectorError as error:
        answers.send({"error": [type(error).__name__, *_parts(error)]})
    except MemoryError:
        answers.send({"error": ["ProcessError", "needs more memory than it may take", traceback.format_exc()]})
    except Exception as error:
        sentence = f"failed with {type(error).__name__}: {error}"
        answers.send({"error": ["ProcessError", sentence, traceback.format_exc()]})
    sys.stderr.flush()
    os._exit(0)  # threads and exit handlers of what was imported have nothing more to say
