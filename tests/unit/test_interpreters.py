"""Which interpreters are found, asked, and listed; none of the current folder is ever run."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from inspector import interpreters as module
from inspector.interpreters import Interpreter, can_import, interpreters

pytestmark = pytest.mark.skipif(os.name == "nt", reason="stands in for interpreters by scripts of sh")


def answering(path: Path, answer: object, *, status: int = 0) -> Path:
    """An interpreter that says ``answer`` whatever it is asked."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho '{answer if isinstance(answer, str) else json.dumps(answer)}'\nexit {status}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without environments, and no command but those of its folder ``bin``."""
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX", "WORKON_HOME", "PYENV_ROOT"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(sys, "frozen", True, raising=False)  # else it begins with ours
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}.")
    return tmp_path


def test_environments_of_all_kinds_are_found_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has = {"torch": "2.9.0"}
    active = answering(home / "active" / "bin" / "python", ["active", "3.12.1", {}])
    conda = answering(home / "miniconda" / "bin" / "python", ["conda", "3.11.4", has])
    (home / ".conda").mkdir()
    (home / ".conda" / "environments.txt").write_text(f"{home / 'gone'}\n{home / 'miniconda'}\n")
    pyenv = answering(home / ".pyenv" / "versions" / "3.13.0" / "bin" / "python", ["pyenv", "3.13.0", {}])
    kept = answering(home / ".virtualenvs" / "x" / "bin" / "python", ["kept", "3.12.0", has])
    command = answering(home / "bin" / "python3", ["command", "3.11.2", {}])
    answering(home / "bin" / "python3.11", ["command", "3.11.2", {}])  # the same environment
    answering(home / "bin" / "python", "Python 2.7.18")
    monkeypatch.setenv("VIRTUAL_ENV", str(home / "active"))
    found = interpreters(("torch",))
    assert [each.path for each in found] == [str(path) for path in (active, conda, kept, pyenv, command)]
    assert found[1] == Interpreter(str(conda), "3.11.4", has)
    assert found[1].record() == {"interpreter": str(conda), "python": "3.11.4", "libraries": has}


@pytest.mark.parametrize("answer", ["", "[]", '["a", "3.12.1"]', '["a", "3.12.1", 4]', "{", "null", "[1, 2, [3]]"])
def test_what_answers_otherwise_is_no_interpreter(home: Path, answer: str) -> None:
    answering(home / "bin" / "python3", answer)
    assert interpreters() == []


def test_one_that_fails_or_hangs_is_left_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 0.2)
    answering(home / "bin" / "python3", ["a", "3.12.1", {}], status=1)
    hangs = home / "bin" / "python"
    hangs.write_text("#!/bin/sh\nexec /bin/sleep 20\n")
    hangs.chmod(0o755)
    assert interpreters() == []


def test_the_current_folder_is_no_place_for_commands(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = home / "download"
    answering(folder / "python3", ["evil", "3.12.1", {}])
    answering(folder / "python", ["evil", "3.12.1", {}])
    monkeypatch.chdir(folder)
    assert interpreters() == []


def test_ours_is_told_with_its_libraries_and_asked_to_import_them(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(sys, "frozen")
    (ours,) = interpreters(("numpy", "no_such_library"))
    assert (ours.path, list(ours.libraries)) == (sys.executable, ["numpy"])
    assert can_import(sys.executable, ["numpy"])
    assert not can_import(sys.executable, ["no_such_library"])
    assert not can_import(str(home / "gone"), [])
