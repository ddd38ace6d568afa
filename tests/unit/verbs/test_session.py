"""The line that shows progress, and what is printed above it."""

from __future__ import annotations

import io
import time

import pytest

from inspector.jobs import Job
from inspector.verbs import session
from inspector.verbs.session import progress_line

_CLEAR = "\r\x1b[K"


class Terminal(io.StringIO):
    """A terminal that keeps what is written to it."""

    def isatty(self) -> bool:
        return True

    def wait_for(self, text: str) -> None:
        deadline = time.monotonic() + 120
        while text not in self.getvalue():
            assert time.monotonic() < deadline
            time.sleep(0.001)


def terminal_of(monkeypatch: pytest.MonkeyPatch, patience: float) -> Terminal:
    """One that is standard output and standard error in one; called by the test, since pytest sets both before it."""
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setattr("sys.stdout", terminal)
    monkeypatch.setattr(session, "_PATIENCE_S", patience)
    return terminal


def test_what_is_printed_stands_on_lines_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch, patience=0.0)
    job = Job()
    job.report(1, 4, "Reading a\x1b[2J")
    with progress_line(job) as line:
        terminal.wait_for(f"{_CLEAR} 25% Reading a\\x1b[2J")
        with line.cleared():
            print("a row")
    assert f"{_CLEAR}a row\n" in terminal.getvalue()
    assert terminal.getvalue().endswith((_CLEAR, "a row\n"))


def test_nothing_is_cleared_that_was_not_painted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = terminal_of(monkeypatch, patience=1000.0)
    with progress_line(Job()) as line, line.cleared():
        print("a row")
    assert terminal.getvalue() == "a row\n"


def test_no_progress_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress_line(Job()) as line, line.cleared():
        print("a row")
    assert capsys.readouterr() == ("a row\n", "")
