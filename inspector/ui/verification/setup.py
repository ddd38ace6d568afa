"""What to verify, as set in the panel."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.names.renaming import Renaming
from inspector.ui.document.document import Document
from inspector.wording import tr

if TYPE_CHECKING:
    from inspector.operations.detection import Candidate
    from inspector.operations.verification import VerifyReport

__all__ = ["Code", "Setup", "parsed_arguments", "parsed_shape", "verified"]


@dataclass(frozen=True, slots=True)
class Code:
    """Code of the user's own: a ``.py`` file or an installed module, and the class or function in it."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices, as :func:`inspector.operations.verification.verify` takes them.

    The module is ``code``, or else ``arch``: an id, a candidate, or empty for what the file itself says. ``kept`` is whether
    to compare with the outputs that the file keeps, where no ``expected`` or ``against`` is given; ``allow_code`` is the
    word that ``against`` may run, if it is a program.
    """

    arch: str | Candidate = ""
    code: Code | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    renames: Renaming = field(default_factory=lambda: Renaming(()))
    input: Path | None = None
    seed: int = 0
    expected: Path | None = None
    against: Path | None = None
    kept: bool = False
    allow_code: bool = False
    rtol: float = 1e-5
    atol: float = 1e-5
    python: str = ""
    seconds: float = 600.0
    memory: int = 0


def verified(document: Document, setup: Setup, job: Job) -> VerifyReport:
    """The report; for a worker thread. Raises SelectionError for choices that can't be, CheckpointError for their files."""
    from inspector.operations.verification import verify

    code = setup.code
    return verify(
        document.checkpoint, setup.arch if code is None else code.name, code="" if code is None else code.place,
        params=setup.changes, rename=setup.renames, input=setup.input, expected=setup.expected, against=setup.against,
        kept=setup.kept, allow_code=setup.allow_code, seed=setup.seed, rtol=setup.rtol, atol=setup.atol, python=setup.python,
        time_limit=setup.seconds, memory_limit=setup.memory, job=job,
    )  # fmt: skip


def parsed_shape(text: str) -> Sequence[int] | None:
    """``1 × 3 × 224 × 224`` or ``[1, 3, 224, 224]``; None for no text. Raises SelectionError."""
    text = text.strip().removeprefix("[").removesuffix("]").strip()
    if not text:
        return None
    parts = re.split(r"\s*[,×x* ]\s*", text)
    if not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
        raise SelectionError(tr("the shape of the input is a list of sizes, such as 1 × 3 × 224 × 224"))
    return [int(part) for part in parts]


def parsed_arguments(text: str) -> dict[str, Any]:
    """``width=64 names=["a","b"]``: values are JSON if they can be read as that, else text. Raises SelectionError."""
    found: dict[str, Any] = {}
    for part in re.findall(r"(?:[^\s\[{\"]|\[[^\]]*\]|\{[^}]*\}|\"[^\"]*\")+", text):
        name, equals, value = part.partition("=")
        if not equals or not name.isidentifier():
            raise SelectionError(tr("the arguments are of the form width=64 depth=2, unlike {part}", part=part[:60]))
        try:
            found[name] = json.loads(value)
        except (ValueError, RecursionError):
            found[name] = value
    return found
