"""What to verify: a checkpoint, its module, an input, and the outputs to expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from inspector.architectures.architecture import Blueprint, Choices
from inspector.names.renaming import Renaming
from inspector.worker_process import Limits

__all__ = ["Reference", "VerifyRequest"]


class Reference(StrEnum):
    """What the outputs are compared with."""

    REBUILD = "rebuild"  # of the same file a second time: Y_clone == Y
    EXPECTED = "expected"  # recorded outputs in a file
    AGAINST = "against"  # the outputs of another checkpoint of the same architecture
    PROGRAM = "program"  # those of an exported program, which is run
    KEPT = "kept"  # the digest of the outputs that the file itself keeps


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """One verification. Without ``input`` the module runs on noise of ``seed``; ``reference_file`` as the kind asks for.

    Outputs match where ``|a - b| <= atol + rtol * |b|`` for every element. ``python`` is the interpreter to run in
    (empty: the program's own). ``program`` has the ``format`` and the ``sha256`` of a program that may run. ``choices`` are
    the values that hyperparameters may have which nobody knows: other settings of them are tried (``search``) where recorded
    outputs do not match.
    """

    file: Path
    blueprint: Blueprint
    reference: Reference = Reference.REBUILD
    reference_file: Path | None = None
    kept: Mapping[str, Any] = field(default_factory=dict)
    program: Mapping[str, str] = field(default_factory=dict)
    renames: Renaming = field(default_factory=lambda: Renaming(()))
    input: Path | None = None
    seed: int = 0
    rtol: float = 1e-5
    atol: float = 1e-5
    python: str = ""
    limits: Limits = field(default_factory=Limits)
    choices: Choices = field(default_factory=dict)
    search: bool = True

    def record(self) -> dict[str, Any]:
        """As the worker reads it."""
        return {
            "file": str(self.file),
            "arch": self.blueprint.arch,
            "build": self.blueprint.build,
            "params": dict(self.blueprint.params),
            "requires": self.blueprint.requires,
            "reference": self.reference.value,
            "reference_file": str(self.reference_file or ""),
            "kept": dict(self.kept),
            "program": dict(self.program),
            "renames": [str(rule) for rule in self.renames.rules],
            "input": str(self.input or ""),
            "seed": self.seed,
            "rtol": self.rtol,
            "atol": self.atol,
            "choices": {name: list(values) for name, values in self.choices.items()},
            "search": self.search,
        }
