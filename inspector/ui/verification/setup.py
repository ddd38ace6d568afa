"""What to verify as the panel has it set, and the request that this makes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.errors import SelectionError
from inspector.names.renaming import Renaming
from inspector.ui.document.document import Document

if TYPE_CHECKING:
    from inspector.architectures.architecture import Blueprint
    from inspector.verifying.embedded_architecture import EmbeddedArchitecture
    from inspector.verifying.request import VerifyRequest

__all__ = ["Code", "Setup", "parsed_arguments", "parsed_shape", "request_of"]


@dataclass(frozen=True, slots=True)
class Code:
    """Code of the user's own: a ``.py`` file or an installed module, and the class or function in it."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Setup:
    """The choices. The module is ``code``, or else ``blueprint``, or else the architecture called ``arch``.

    ``reference`` is one of the names of ``inspector.verifying.request.Reference``.
    """

    blueprint: Blueprint | None = None
    arch: str = ""
    code: Code | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    renames: Renaming = field(default_factory=lambda: Renaming(()))
    input: Path | None = None
    seed: int = 0
    reference: str = "rebuild"
    reference_file: Path | None = None
    kept: EmbeddedArchitecture | None = None
    rtol: float = 1e-5
    atol: float = 1e-5
    python: str = ""
    seconds: float = 600.0
    memory: int = 0


def request_of(document: Document, setup: Setup) -> VerifyRequest:
    """The request; for a worker thread. Raises SelectionError for choices that can't be, CheckpointError for their files."""
    import inspector
    from inspector.verifying.request import Reference, VerifyRequest
    from inspector.worker_process import Limits

    checkpoint = document.checkpoint
    if not checkpoint.files:
        raise SelectionError("this checkpoint is not a file yet: export it, and verify the file")
    for name, path in (("the input", setup.input), ("the reference", setup.reference_file)):
        if path is not None and not path.exists():
            raise SelectionError(f"{name} {path} does not exist")
    reference = Reference(setup.reference)
    if reference is Reference.AGAINST and setup.reference_file is not None:
        inspector.open(setup.reference_file).close()  # so that it is this file's fault, before anything is built
    kept = setup.kept.outputs if setup.kept is not None and reference is Reference.KEPT else {}
    if kept and setup.input is not None:
        raise SelectionError("the file keeps its outputs on noise: choose noise as the input, or another reference")
    return VerifyRequest(
        checkpoint.path, _blueprint(document, setup), reference, setup.reference_file, kept, setup.renames, setup.input,
        seed=setup.seed, rtol=setup.rtol, atol=setup.atol, python=setup.python, limits=Limits(setup.seconds, setup.memory),
    )  # fmt: skip


def _blueprint(document: Document, setup: Setup) -> Blueprint:
    from inspector.architectures.registry import blueprint
    from inspector.verifying.code import code_blueprint

    if setup.code is not None:
        return code_blueprint(setup.code.place, setup.code.name, setup.changes)
    if setup.blueprint is not None:
        return replace(setup.blueprint, params={**setup.blueprint.params, **setup.changes})
    return blueprint(setup.arch, document.checkpoint, setup.changes, setup.renames)


def parsed_shape(text: str) -> Sequence[int] | None:
    """``1 × 3 × 224 × 224`` or ``[1, 3, 224, 224]``; None for no text. Raises SelectionError."""
    text = text.strip().removeprefix("[").removesuffix("]").strip()
    if not text:
        return None
    parts = re.split(r"\s*[,×x* ]\s*", text)
    if not all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts):
        raise SelectionError("the shape of the input is a list of sizes, such as 1 × 3 × 224 × 224")
    return [int(part) for part in parts]


def parsed_arguments(text: str) -> dict[str, Any]:
    """``width=64 names=["a","b"]``: values are JSON if they can be read as that, else text. Raises SelectionError."""
    found: dict[str, Any] = {}
    for part in re.findall(r"(?:[^\s\[{\"]|\[[^\]]*\]|\{[^}]*\}|\"[^\"]*\")+", text):
        name, equals, value = part.partition("=")
        if not equals or not name.isidentifier():
            raise SelectionError(f"the arguments are of the form width=64 depth=2, unlike {part[:60]}")
        try:
            found[name] = json.loads(value)
        except (ValueError, RecursionError):
            found[name] = value
    return found
