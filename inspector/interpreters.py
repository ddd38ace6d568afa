"""The Python interpreters of the user, and which libraries each has: a module is rebuilt where its library is.

Looked for are the active environment, those that conda, virtualenvwrapper and pyenv know, and what the commands mean.
Nothing in a folder that happens to be the current one is run.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from inspector.jobs import Job

__all__ = ["LIBRARIES", "Interpreter", "can_import", "each_interpreter", "interpreters"]

#: What modules are rebuilt with, and run by.
LIBRARIES = ("torch", "torchvision", "timm", "transformers", "spandrel", "onnxruntime")
_COMMANDS = ("python3", "python", *(f"python3.{minor}" for minor in range(15, 10, -1)))
_MOST, _SECONDS = 32, 30.0

#: Nothing is imported but what tells where a library is and of which version.
_ASK = """
import importlib.util, json, sys
from importlib import metadata
found = {}
for name in sys.argv[1:]:
    if importlib.util.find_spec(name) is not None:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
print(json.dumps([sys.prefix, ".".join(map(str, sys.version_info[:3])), found]))
"""


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter, the version of Python, and the versions of its libraries ("" where none is told)."""

    path: str
    version: str
    libraries: Mapping[str, str] = field(default_factory=dict)

    def record(self) -> dict[str, object]:
        """As JSON holds it."""
        return {"interpreter": self.path, "python": self.version, "libraries": dict(self.libraries)}


def interpreters(libraries: Sequence[str] = LIBRARIES, job: Job | None = None) -> list[Interpreter]:
    """The interpreters that this program can run a module in (Python 3.11 and newer), each environment once."""
    return list(each_interpreter(libraries, job))


def each_interpreter(libraries: Sequence[str], job: Job | None = None) -> Iterator[Interpreter]:
    """The same, as they are found."""
    seen: set[str] = set()
    candidates = list(dict.fromkeys(_candidates()))[:_MOST]
    for path in (job or Job()).each(candidates, len(candidates), "Looking for interpreters"):
        answer = _run(path, _ASK, libraries)
        try:
            prefix, version, has = json.loads(answer or "")
            found = Interpreter(path, str(version), {str(name): str(known) for name, known in has.items()})
        except (ValueError, TypeError, AttributeError):  # older than 3.11, or no Python at all
            continue
        if str(prefix) not in seen:
            seen.add(str(prefix))
            yield found


def can_import(path: str, libraries: Iterable[str]) -> bool:
    """Whether an interpreter imports all of the libraries: one that is there may be for another version of torch."""
    return (
        _run(path, "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)", libraries)
        is not None
    )


def _run(path: str, program: str, arguments: Iterable[str]) -> str | None:
    """What the program prints; None if it fails."""
    try:
        answer = subprocess.run(  # noqa: S603 - an interpreter that the user's own commands run
            [path, "-P", "-c", program, *arguments],
            stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_SECONDS, text=True, errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout if answer.returncode == 0 else None


def _candidates() -> Iterator[str]:
    """Paths that exist, the likeliest first."""
    if not getattr(sys, "frozen", False):
        yield sys.executable
    folders = [os.environ[name] for name in ("VIRTUAL_ENV", "CONDA_PREFIX") if os.environ.get(name)]
    for folder in (*folders, *_environments()):
        python = Path(folder, "python.exe") if os.name == "nt" else Path(folder, "bin", "python")
        for place in (python, Path(folder, "Scripts", "python.exe")):
            if place.is_file():
                yield str(place)
    folders = os.get_exec_path()
    for within in (os.pathsep.join(folders), *folders):  # what a command means first, then what others it may mean
        for command in _COMMANDS:
            found = shutil.which(command, path=within)
            if found is not None and Path(found).is_absolute():
                yield found


def _environments() -> Iterator[str]:
    """The folders of environments that conda has listed, and of those that virtualenvwrapper and pyenv keep."""
    home = Path.home()
    with suppress(OSError, ValueError):
        yield from (home / ".conda" / "environments.txt").read_text("utf-8").splitlines()[:_MOST]
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv")
    for folder in (Path(os.environ.get("WORKON_HOME") or home / ".virtualenvs"), pyenv / "versions"):
        with suppress(OSError):
            yield from (str(each) for each in sorted(folder.iterdir())[:_MOST])
