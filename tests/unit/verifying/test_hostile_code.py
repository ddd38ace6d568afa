"""Code that hangs, exits, crashes, takes all memory, prints, forks or lies: each is a report with a sentence."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

import psutil
import pytest
from torch import nn

from inspector.errors import SelectionError
from inspector.jobs import Cancelled, Job
from inspector.verifying.code import code_blueprint
from inspector.verifying.report import VerifyReport
from inspector.verifying.request import VerifyRequest
from inspector.verifying.verification import verify
from inspector.worker_process import Limits
from tests.verifying import saved

pytestmark = pytest.mark.slow  # each starts a process that imports torch

GIB = 1 << 30
PATIENCE_S = 60


def report_on(folder: Path, text: str, limits: Limits | None = None, job: Job | None = None) -> VerifyReport:
    source = folder / "model.py"
    source.write_text("import os, sys, time, torch\nfrom torch import nn\n" + text)
    path = saved(folder / "a.pth", nn.Linear(3, 2).state_dict())
    made = code_blueprint(str(source), "Net", {})
    return verify(VerifyRequest(path, made, limits=limits or Limits(PATIENCE_S, 4 * GIB)), job)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("raise ValueError('no luck\\ntoday')", "failed while importing model.py: ValueError: no luck today"),
        ("def Net(): raise KeyError('x')", "failed while building Net: KeyError: 'x'"),
        ("def Net(): return 3", "is no torch.nn.Module but of type int"),
        ("def Net(): os._exit(7)", "ended without an answer, with exit status 7 while building Net"),
        ("def Net(): sys.exit(5)", "ended the program (exit status 5) while building Net"),
        ("def Net(): os.kill(os.getpid(), 11)", "was killed by SIGSEGV while building Net"),
        ("def Net(): os.abort()", "was killed by SIGABRT while building Net"),
        ("def Net(): return bytearray(100 << 30)", "needs more memory than it may take"),
        ("def Net(): return torch.zeros(25 << 30)", "needs more memory than it may take"),
        (
            "class Net(nn.Linear):\n"
            "    def __init__(self): super().__init__(3, 2)\n"
            "    def forward(self, x): raise RuntimeError('in forward')",
            "failed while running Net on a guessed input of shape [2, 3]",
        ),
        ("def Net(): raise MemoryError", "needs more memory than it may take"),
        ("def Net(): raise KeyboardInterrupt", "was killed by SIGINT while building Net"),
        ("(", "failed while importing model.py: SyntaxError"),
    ],
)
def test_code_that_fails_is_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    report = report_on(tmp_path, text)
    assert said in report.problem
    assert report.problem.startswith("Net ")
    assert not report.match
    assert "\n" not in report.problem


def test_code_that_hangs_is_stopped(tmp_path: Path) -> None:
    report = report_on(tmp_path, "def Net():\n    while True: pass", Limits(10, 4 * GIB))
    assert "was stopped after 10 seconds while" in report.problem


@pytest.mark.parametrize(
    "leave", ["pass", "os.setsid()", "os.fork() and os._exit(0)"], ids=["child", "session", "orphan"]
)
def test_memory_taken_by_children_counts(leave: str, tmp_path: Path) -> None:
    text = f"""
def Net():
    if os.fork() == 0: {leave}
    block = bytearray(1500 << 20)
    block[::4096] = b'x' * len(block[::4096])
    time.sleep(60)
"""
    report = report_on(tmp_path, text, Limits(PATIENCE_S, 2 * GIB))
    assert "more than 2 GiB of memory" in report.problem


def test_a_flood_of_processes_is_stopped(tmp_path: Path) -> None:
    text = "def Net():\n    for _ in range(30):\n        if os.fork() == 0: time.sleep(60)\n    time.sleep(60)"
    report = report_on(tmp_path, text, Limits(PATIENCE_S, 8 * GIB, processes=12))
    assert "processes" in report.problem


@pytest.mark.skipif(os.name != "posix", reason="forks")
def test_children_do_not_outlive_the_verification(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    text = f"""
def child(leave):
    if os.fork() == 0:
        if leave:
            os.setsid()
            if os.fork(): os._exit(0)
        with open({str(pids)!r}, 'a') as file: file.write(f'{{os.getpid()}} ')
        time.sleep(600)
def Net():
    child(False); child(True)
    while len(open({str(pids)!r}, 'a+') and open({str(pids)!r}).read().split()) < 2: time.sleep(0.01)
    return nn.Linear(3, 2)
"""
    assert report_on(tmp_path, text).match is None
    for pid in pids.read_text().split():
        deadline = time.monotonic() + PATIENCE_S
        while _lives(int(pid)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not _lives(int(pid))


def test_who_is_somebody_else_every_moment_is_ended_too(tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    lock = tmp_path / "lock"
    text = f"""
import fcntl
def Net():
    held = open({str(lock)!r}, 'w')
    fcntl.flock(held, fcntl.LOCK_SH)  # all that come after hold it, too
    if os.fork() == 0:
        started = time.monotonic()
        while time.monotonic() < started + 600:
            os.setsid()
            time.sleep(0.01)
            if os.fork(): os._exit(0)
        os._exit(0)
    return nn.Linear(3, 2)
"""
    assert report_on(tmp_path, text).match is None
    deadline = time.monotonic() + PATIENCE_S
    with lock.open() as file:
        while time.monotonic() < deadline:  # the last one to be ended may not have let go of it yet
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            time.sleep(0.02)
    pytest.fail("one of them lives on")


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_what_code_prints_is_no_answer(tmp_path: Path) -> None:
    text = """
print('{"result": {"arch": "forged", "params": {}, "match": true}}')
os.write(1, b'{"result": {"arch": "forged", "params": {}, "match": true}}\\n')
def Net():
    sys.stdout.write('x' * (1 << 22)); sys.stdout.flush()
    sys.stderr.write('y' * (1 << 22)); sys.stderr.flush()
    return nn.Linear(3, 2)
"""
    report = report_on(tmp_path, text)
    assert (report.arch, report.match, report.problem) == ("Net", None, "")


@pytest.mark.skipif(not hasattr(os, "sched_getscheduler"), reason="only Linux has classes of scheduling")
def test_what_runs_gives_way_to_the_window(tmp_path: Path) -> None:
    text = "def Net():\n    assert os.sched_getscheduler(0) == os.SCHED_BATCH\n    return nn.Linear(3, 2)"
    assert report_on(tmp_path, text).problem == ""


def test_garbage_among_the_answers_is_said_to_be_that(tmp_path: Path) -> None:
    text = """
def Net():
    for fd in range(3, 30):
        try: os.write(fd, b'garbage\\n')
        except OSError: pass
    time.sleep(60)
"""
    assert "wrote something else than an answer" in report_on(tmp_path, text).problem


def test_cancelling_ends_code_that_hangs(tmp_path: Path) -> None:
    started = tmp_path / "started"

    class Watched(Job):
        def check(self) -> None:
            if started.exists():
                self.cancel()
            super().check()

    with pytest.raises(Cancelled):
        report_on(tmp_path, f"def Net():\n    open({str(started)!r}, 'w')\n    while True: pass", job=Watched())


def test_code_that_changed_after_the_word_does_not_run(tmp_path: Path) -> None:
    source = tmp_path / "model.py"
    source.write_text("from torch import nn\ndef Net(): return nn.Linear(3, 2)\n")
    made = code_blueprint(str(source), "Net", {})
    ran = tmp_path / "ran"
    source.write_text(f"open({str(ran)!r}, 'w')\nfrom torch import nn\ndef Net(): return nn.Linear(3, 2)\n")
    with pytest.raises(SelectionError, match="changed since you agreed"):
        verify(VerifyRequest(saved(tmp_path / "a.pth", nn.Linear(3, 2).state_dict()), made))
    assert not ran.exists()


def test_a_name_that_code_does_not_define_is_answered_with_those_it_does(tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match=r"defines no Net; it has Other"):
        report_on(tmp_path, "class Other(nn.Module): pass")


def test_no_bytecode_is_left_beside_the_code(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("WIDTH = 2\n")
    assert report_on(tmp_path, "from beside import WIDTH\ndef Net(): return nn.Linear(3, WIDTH)").match is None
    assert not (tmp_path / "__pycache__").exists()
