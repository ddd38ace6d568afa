"""The user's own code, and the consent to run it.

Nothing runs without that word: on the command line, naming the code is the word; the window asks, and remembers the
answer by the content of the file, so that a changed file is asked about again.
"""

from __future__ import annotations

import ast
import hashlib
import json
import sys
from collections.abc import Mapping
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

from inspector.architectures.architecture import Blueprint
from inspector.errors import CheckpointError, InspectorError, SelectionError
from inspector.folders import settings_folder
from inspector.writing.atomic_file import write_atomically

__all__ = ["allow", "allowed", "classes_in", "code_blueprint", "fingerprint", "forget", "identity", "is_allowed"]

_BUILD = "inspector.architectures.builds.code:build"
_FILE = "allowed_code.json"
#: Code is written by hand: what is larger is data.
_MAX_CODE_NBYTES = 1 << 20


def code_blueprint(code: str, name: str, params: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> Blueprint:
    """The blueprint of ``name`` in ``code``: a ``.py`` file, or the dotted name of an installed module.

    ``params`` are the arguments it is called with, ``kept`` those of which it takes what it has parameters for;
    ``input_shape`` and ``input_high`` are for the input. Raises CheckpointError if the file can't be read, SelectionError if
    ``code`` is neither.
    """
    arguments = {key: value for key, value in params.items() if key not in ("input_shape", "input_high")}
    inputs = {key: value for key, value in params.items() if key not in arguments}
    sha256 = fingerprint(Path(code)) if _is_file(code) else ""
    record = {"code": str(Path(code).absolute()) if sha256 else code, "sha256": sha256, "name": name}
    more = {"kept": dict(kept)} if kept else {}
    return Blueprint(name, f"{name} of {code}", _BUILD, {**record, "arguments": arguments, **more, **inputs})


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file of code, or of a program."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CheckpointError(f"can't be read: {error.strerror or error}", str(path)) from error


def classes_in(code: str) -> list[str]:
    """The classes that code defines, read and not run: modules first, and of those the last, which are of the others.

    ``code`` is a ``.py`` file or an installed module. None for what is no Python or can't be read.
    """
    try:
        place = Path(code) if _is_file(code) else Path((_spec(code) or ModuleSpec("", None)).origin or "")
        if place.stat().st_size > _MAX_CODE_NBYTES:
            return []
        tree = ast.parse(place.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError, InspectorError):
        return []
    modules: list[str] = []
    others: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases if not isinstance(base, ast.Call)}
            is_module = any(base.endswith("Module") or base in modules for base in bases)
            (modules if is_module else others).append(node.name)
    return [*reversed(modules), *others]


def is_allowed(code: str) -> bool:
    """Whether the user agreed, some time, to run this code as it is now."""
    return identity(code) in allowed()


def allow(code: str) -> None:
    """Remember that the user agreed."""
    where = str(Path(code).absolute()) if _is_file(code) else code
    _remember({**allowed(), identity(code): where})


def allowed() -> dict[str, str]:
    """Where the code was that the user agreed to, by its content: the path of a file, or the name of a module."""
    try:
        remembered = json.loads((settings_folder() / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: str(where) for name, where in remembered.items()} if isinstance(remembered, dict) else {}


def forget(identity: str) -> None:
    """Ask again before code with this content runs; see :func:`allowed`."""
    _remember({name: where for name, where in allowed().items() if name != identity})


def _remember(code: Mapping[str, str]) -> None:
    file = settings_folder() / _FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(file, json.dumps(code, indent=1).encode())


def identity(code: str) -> str:
    """What the word is about: the content of a file; of an installed module, its name and the content of its file.

    Raises CheckpointError if the file can't be read, SelectionError if ``code`` is neither.
    """
    if _is_file(code):
        return fingerprint(Path(code))
    spec = _spec(code)
    if spec is None or not spec.origin:
        raise SelectionError(f"{code} is neither a file nor an installed module")
    return f"{code} {fingerprint(Path(spec.origin))}"


def _spec(code: str) -> ModuleSpec | None:
    """Where an installed module is. Nothing is imported, as ``importlib.util.find_spec`` imports the packages around it."""
    spec: ModuleSpec | None = None
    path: list[str] | None = None
    parts = code.split(".")
    for depth in range(1, len(parts) + 1):
        name = ".".join(parts[:depth])
        found = (finder.find_spec(name, path) for finder in sys.meta_path)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is None:
            return None
        path = spec.submodule_search_locations
        if path is None and depth < len(parts):
            return None
    return spec


def _is_file(code: str) -> bool:
    return code.endswith(".py") or Path(code).is_file()
