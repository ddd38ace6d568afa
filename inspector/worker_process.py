"""A separate Python process for work that can't be trusted to end well: foreign code, and libraries slow to import.

:func:`call` runs one function of this package in another process, possibly of another interpreter, hands it a request and
brings back its answer, both as JSON. Whatever the function does — hang, exit, take all memory, print, fork, crash the
interpreter — ends as an exception here with one sentence, and nothing it started is left behind.

::

    this process                                   the other one
    call("package.module:function", request)  -->  BOOT imports this package, calls function(request, answers)
    job.report(...)                           <--  {"progress": [done, total, what]}     a line each, on a private
    the value call() returns                  <--  {"result": ...}                       copy of standard output
    SelectionError, CheckpointError, ...      <--  {"error": [class, text, place]}
    ProcessError                              <--  anything else: silence, a signal, too much of something
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from inspector import errors
from inspector.errors import InspectorError, MissingDependencyError
from inspector.interpreters import each_interpreter
from inspector.jobs import Job

if TYPE_CHECKING:  # each function imports it: this module is there in the other interpreter too, which may not have it
    import psutil

__all__ = ["Limits", "ProcessError", "call", "default_interpreter"]

_POLL_S = 0.05
_WATCH_S = 0.2
_ENDING_S = 5.0
#: Between two looks one may have been neither the process that was listed nor yet the next.
_ENOUGH_LOOKS = 3
#: One answer; what is longer was not written by this program.
_MAX_LINE_NBYTES = 256 << 20
_KEPT_STDERR_NBYTES = 16 << 10
#: What a Python before 3.11 says of "-P", which keeps the working folder out of its path.
_TOO_OLD = "Unknown option: -P"
_MARK = "CHECKPOINT_INSPECTOR_PROCESS"
_ERRORS: dict[str, type[InspectorError]] = {name: getattr(errors, name) for name in errors.__all__}

#: What the other interpreter runs. It finds this package by its place and nothing else by it: the folder around may be
#: the site-packages of another version of Python, whose numpy must not be imported there.
_BOOT = """
import importlib.util, sys
place = sys.argv[1]
spec = importlib.util.spec_from_file_location("inspector", place + "/__init__.py", submodule_search_locations=[place])
sys.modules["inspector"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["inspector"])
from inspector.worker_main import main
main(sys.argv[2])
"""


class ProcessError(InspectorError):
    """The other process did not answer. ``str()`` says how it ended; ``detail`` is the end of what it printed."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """What the other process and its children may take: ``seconds`` of time, ``memory`` bytes together, ``processes``."""

    seconds: float = 600.0
    memory: int = 0
    processes: int = 64

    @property
    def memory_or_default(self) -> int:
        """The bound on memory; where none is given, four fifths of what the machine has."""
        return self.memory or _physical_memory() * 4 // 5


def default_interpreter() -> str:
    """The program's own interpreter, or for a frozen program without torch the first of the user's that has it.

    Raises MissingDependencyError if there is none.
    """
    if not getattr(sys, "frozen", False) or importlib.util.find_spec("torch") is not None:
        return sys.executable
    found = (each.path for each in each_interpreter(("torch",)) if "torch" in each.libraries)
    if python := next(found, None):
        return python
    raise MissingDependencyError(
        "this build of the program brings no torch, and python3 has none either: choose a Python that has torch"
    )


def call(function: str, request: Mapping[str, Any], *, job: Job, python: str = "", limits: Limits | None = None) -> Any:
    """What ``function`` (``"inspector.some.module:name"``) answers to ``request`` in a process of its own.

    Raises what the function raises, if it is an InspectorError; ProcessError if it ends in any other way or exceeds a
    limit; Cancelled when ``job`` is, having ended the process and all it started.
    """
    limits = limits or Limits()
    with _Process(python or default_interpreter(), function, request, limits) as process:
        return process.answer(job)


class _Process:
    """The other process from its start to the end of everything it started."""

    def __init__(self, python: str, function: str, request: Mapping[str, Any], limits: Limits) -> None:
        self._limits = limits
        self._what = ""
        self._mark = uuid.uuid4().hex
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._stderr = b""
        command = [python, "-P", "-c", _BOOT, str(Path(__file__).parent), function]
        environment = os.environ | {_MARK: self._mark, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the interpreter is the user's choice
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise ProcessError(f"{python} can't be started: {error.strerror or error}") from error
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            assert stream is not None
        self._started = time.monotonic()
        message = json.dumps({"request": dict(request), "memory": limits.memory_or_default}).encode() + b"\n"
        self._threads = [
            threading.Thread(target=self._write, args=(self._process.stdin, message), daemon=True),
            threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True),
            threading.Thread(target=self._drain, args=(self._process.stderr,), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process, self._mark)
        for thread in self._threads:  # their pipes end with the processes that hold them
            thread.join(1.0)

    def answer(self, job: Job) -> Any:
        """Wait for the answer."""
        watched = self._started
        while True:
            job.check()
            now = time.monotonic()
            if now - watched > _WATCH_S:
                watched = now
                self._watch(now)
            try:
                line = self._lines.get(timeout=_POLL_S)
            except queue.Empty:
                if self._process.poll() is None:
                    continue
                line = self._last_line()
            message = self._parsed(line)
            if "progress" in message:
                done, total, self._what = message["progress"]
                job.report(done, total, self._what)
            elif "error" in message:
                raise self._error(message["error"])
            else:
                return message.get("result")

    def _last_line(self) -> bytes:
        """What was still on its way when the process ended; raises ProcessError if that was nothing."""
        deadline = time.monotonic() + _ENDING_S  # a child that it left behind may keep the pipes open for ever
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        try:
            return self._lines.get_nowait()
        except queue.Empty:
            raise ProcessError(self._ending(), self._detail()) from None

    def _parsed(self, line: bytes) -> dict[str, Any]:
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            raise ProcessError(f"wrote something else than an answer{self._during()}", self._detail())
        return message

    def _error(self, record: list[str]) -> InspectorError:
        name, text, place = record
        kind = _ERRORS.get(name)
        if kind is None:
            return ProcessError(text, place)
        has_place = issubclass(kind, errors.CheckpointError | MissingDependencyError)
        return kind(text, place) if has_place else kind(text)

    def _watch(self, now: float) -> None:
        """Raise ProcessError if the process takes more than it may."""
        limits = self._limits
        if now - self._started > limits.seconds:
            raise ProcessError(f"was stopped after {limits.seconds:g} seconds{self._during()}", self._detail())
        memory, processes = _usage(self._process.pid)
        if memory > limits.memory_or_default:
            raise ProcessError(
                f"was stopped because it took more than {limits.memory_or_default / 2**30:.3g} GiB of memory"
                f"{self._during()}",
                self._detail(),
            )
        if processes > limits.processes:
            raise ProcessError(f"was stopped because it started {processes} processes{self._during()}", self._detail())

    def _during(self) -> str:
        return f" while {self._what}" if self._what else ""

    def _ending(self) -> str:
        if self._detail().startswith(_TOO_OLD):
            return "needs Python 3.11 or newer, and the one chosen is older"
        code = self._process.returncode
        if code is not None and code < 0:
            try:
                name = signal.Signals(-code).name
            except ValueError:
                name = f"signal {-code}"
            return f"was killed by {name}{self._during()}"
        return f"ended without an answer, with exit status {code}{self._during()}"

    def _detail(self) -> str:
        return self._stderr.decode("utf-8", "replace").strip()

    @staticmethod
    def _write(stream: IO[bytes], message: bytes) -> None:
        with contextlib.suppress(OSError), stream:
            stream.write(message)

    def _read(self, stream: IO[bytes]) -> None:
        with stream, contextlib.suppress(OSError):
            while line := stream.readline(_MAX_LINE_NBYTES):
                self._lines.put(line)

    def _drain(self, stream: IO[bytes]) -> None:
        """Keep the end of what is printed, however much that is."""
        with stream, contextlib.suppress(OSError):
            while block := os.read(stream.fileno(), 1 << 16):
                self._stderr = (self._stderr + block)[-_KEPT_STDERR_NBYTES:]


def _end(process: subprocess.Popen[bytes], mark: str) -> None:
    """End the process, its descendants, and those that left its session and its family.

    One that left may start another between being listed and being ended, so that they are listed until none is left;
    those that multiply faster than they are ended keep nobody waiting.
    """
    deadline = time.monotonic() + _ENDING_S
    family = [*_family(process.pid), *_marked(mark)]
    if os.name == "posix":  # all at once: none of them has the time to start another
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    _kill(family)
    process.kill()
    process.wait()
    unseen = 0
    while unseen < _ENOUGH_LOOKS and time.monotonic() < deadline:
        unseen = 0 if _kill(_marked(mark)) else unseen + 1


def _kill(processes: Iterable[psutil.Process]) -> int:
    """End each as it is found; returns how many there were."""
    import psutil

    count = 0
    for process in processes:
        count += 1
        with contextlib.suppress(psutil.Error):
            process.kill()
    return count


def _family(root: int) -> list[psutil.Process]:
    """A process, its descendants, and what else is in its session: a child whose parent has ended is nobody's any more."""
    import psutil

    found: list[psutil.Process] = []
    with contextlib.suppress(psutil.Error):
        found = [psutil.Process(root), *psutil.Process(root).children(recursive=True)]
    known = {process.pid for process in found}
    for pid in psutil.pids() if os.name == "posix" else ():
        with contextlib.suppress(OSError, psutil.Error):
            if pid not in known and os.getsid(pid) == root:
                found.append(psutil.Process(pid))
    return found


def _marked(mark: str) -> Iterator[psutil.Process]:
    """The processes whose environment carries ``mark``: children inherit it wherever they go. The newest come first."""
    import psutil

    for pid in reversed(psutil.pids()):
        with contextlib.suppress(psutil.Error, OSError):
            process = psutil.Process(pid)
            if process.environ().get(_MARK) == mark:
                yield process


def _usage(root: int) -> tuple[int, int]:
    """Resident bytes and number of a process and its family."""
    import psutil

    memory = processes = 0
    for process in _family(root):
        with contextlib.suppress(psutil.Error):
            if process.status() != psutil.STATUS_ZOMBIE:
                memory += process.memory_info().rss
                processes += 1
    return memory, processes


def _physical_memory() -> int:
    import psutil

    return psutil.virtual_memory().total
