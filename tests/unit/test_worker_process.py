"""Which interpreter verifies, where the program is frozen and has none of its own."""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from pathlib import Path
from typing import IO

import pytest

from inspector import worker_process
from inspector.errors import MissingDependencyError
from inspector.jobs import Job
from inspector.worker_process import ProcessError, call, default_interpreter


def test_unfrozen_it_is_our_own() -> None:
    assert default_interpreter() == sys.executable


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """As if frozen, without torch, and with an empty folder for commands."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    for variable in ("CONDA_PREFIX", "WORKON_HOME", "PYENV_ROOT"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    return tmp_path


def answering(prefix: str, *libraries: str) -> str:
    """What an interpreter with these libraries says when it is asked."""
    return f"echo '{json.dumps([prefix, '3.12.1', dict.fromkeys(libraries, '1.0')])}'"


def command(place: Path, text: str) -> str:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{text}\n")
    place.chmod(0o755)
    return str(place)


def test_frozen_with_torch_it_is_our_own(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    assert default_interpreter() == sys.executable


def test_the_first_of_the_user_that_has_torch(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command(frozen / "python3", answering("a", "numpy"))
    has_torch = command(frozen / "python", answering("b", "torch"))
    assert default_interpreter() == has_torch
    active = command(frozen / "environment" / "bin" / "python", answering("c", "torch"))
    monkeypatch.setenv("VIRTUAL_ENV", str(frozen / "environment"))
    assert default_interpreter() == active
    monkeypatch.setenv("VIRTUAL_ENV", str(frozen / "gone"))
    assert default_interpreter() == has_torch


def test_none_is_said_to_be_missing(frozen: Path) -> None:
    command(frozen / "python3", "exit 1")
    with pytest.raises(MissingDependencyError, match="choose a Python that has torch"):
        default_interpreter()


def test_an_interpreter_that_is_too_old_is_said_to_be_that(tmp_path: Path) -> None:
    old = command(tmp_path / "python", "echo 'Unknown option: -P\nusage: python [option] ...' >&2\nexit 2")
    with pytest.raises(ProcessError, match=r"needs Python 3\.11 or newer"):
        call("inspector.verifying.worker.work:work", {}, job=Job(), python=old)


def test_an_answer_that_is_read_late_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine its process has ended long before."""
    read = worker_process._Process._read

    def late(process: worker_process._Process, stream: IO[bytes]) -> None:
        time.sleep(0.8)
        read(process, stream)

    monkeypatch.setattr(worker_process._Process, "_read", late)
    quick = command(tmp_path / "python", """echo '{"result": 7}'""")
    assert call("some.module:name", {}, job=Job(), python=quick) == 7
