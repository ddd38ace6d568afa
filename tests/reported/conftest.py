"""What users of other tools reported, recreated: a command line in this process, classes of modules that are not there."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pytest

from tests.command_line import Run, answer_to

_Class = TypeVar("_Class", bound=type)


@dataclass(frozen=True)
class Program:
    """The program's verbs, and what is asked of them most."""

    run: Run

    def tensors(self, path: Path) -> dict[str, Any]:
        """The tensors that ``ls`` lists, by key."""
        answer = self.run("ls", path, "--json", "--sha256")
        assert answer.status == 0, answer.err
        return {entry["key"]: entry for entry in answer.record["entries"] if entry["kind"] == "tensor"}

    def diff(self, a: Path, b: Path) -> Any:
        """What ``diff`` says as JSON."""
        return self.run("diff", a, b, "--json").record

    def exported(self, path: Path, target: Path, *words: str) -> Path:
        """The file that ``export`` wrote."""
        answer = self.run("export", path, "-o", target, *words)
        assert answer.status == 0, answer.err
        return target


@pytest.fixture
def program(capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(partial(answer_to, capsys))


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> Callable[[_Class, str], _Class]:
    """A function that gives a class the name of a module, which then has it, so that it pickles as that module's."""

    def place(kind: _Class, module: str) -> _Class:
        parts = module.split(".")
        for end in range(1, len(parts) + 1):
            name = ".".join(parts[:end])
            if name not in sys.modules:
                monkeypatch.setitem(sys.modules, name, ModuleType(name))
        kind.__module__, kind.__qualname__ = module, kind.__name__
        monkeypatch.setattr(sys.modules[module], kind.__name__, kind, raising=False)
        return kind

    return place
