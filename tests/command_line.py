"""A command line of the program, run in the process of the tests."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from inspector.cli import main

__all__ = ["Answer", "Run", "answer_to"]


@dataclass(frozen=True)
class Answer:
    """What one command line did."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[Any]:
        """The objects of ``--json``, a line each."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def record(self) -> Any:
        """The only one of them."""
        (record,) = self.records
        return record

    def row(self, key: str) -> list[str]:
        """The words of the line of a table about ``key``."""
        (line,) = [line for line in self.out.splitlines() if f" {key} " in f"{line} " and not line.startswith("A ")]
        return line.split()


Run = Callable[..., Answer]


def answer_to(capsys: pytest.CaptureFixture[str], *words: object) -> Answer:
    """Run a command line."""
    try:
        status = main([str(word) for word in words])
    except SystemExit as exit_:
        status = int(exit_.code or 0)
    out, err = capsys.readouterr()
    return Answer(int(status), out, err)
