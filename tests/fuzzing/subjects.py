"""What is damaged, and what is done with it: small files and folders of every format, opened, scanned and read whole."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import inspector
from inspector.errors import InspectorError

__all__ = ["CRASHES", "Subject", "all_subjects", "kept", "models", "outcome", "subjects"]

_FIXTURES = Path(__file__).parents[1] / "fixtures"
#: Files that made the program fail otherwise than with a sentence; each is kept, and tried by the test suite.
CRASHES = Path(__file__).parent / "crashes"
#: Larger files take longer without having more kinds of structure.
_MAX_NBYTES = 64 << 10
_MAX_ENTRIES, _MAX_ELEMENTS = 200, 100_000


@dataclass(frozen=True, slots=True)
class Subject:
    """Files by their names in a folder, and the name of what is opened of them; empty for the folder itself."""

    name: str
    files: Mapping[str, bytes]
    opened: str

    def written(self, folder: Path, changed: str = "", data: bytes = b"") -> Path:
        """Write the files, one of them with other ``data``, and return what is to be opened."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if name == changed else content)
        return folder / self.opened


def all_subjects() -> Iterator[Subject]:
    """The files of :func:`subjects`, and :func:`models`."""
    for path in subjects():
        yield Subject(f"{path.parent.name}/*{path.suffix}", {path.name: path.read_bytes()}, path.name)
    yield from models()


@cache
def models() -> tuple[Subject, ...]:
    """A small model of each format that is a folder, or of which there is no file."""
    from tests.fuzzing.models import BUILDERS  # with torch

    found = []
    for name, build in BUILDERS.items():
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary)
            opened = build(folder)
            files = {
                str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
            }
            found.append(Subject(name, files, "" if opened == folder else str(opened.relative_to(folder))))
    return tuple(found)


def subjects() -> Iterator[Path]:
    """The smallest files of each folder of fixtures and suffix, three of each, none that are hostile already."""
    chosen: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(_FIXTURES.rglob("*"), key=lambda path: (path.stat().st_size, path)):
        folder = path.relative_to(_FIXTURES).parts[0]
        is_model = path.suffix not in (".py", ".md") and path.name != "EXPECTED.json"
        if path.is_file() and is_model and not folder.startswith(("hostile", "make")):
            several = chosen.setdefault((folder, path.suffix), [])
            if len(several) < 3 and 0 < path.stat().st_size <= _MAX_NBYTES:
                several.append(path)
    for several in chosen.values():
        yield from several


def outcome(path: Path) -> str:
    """What came of scanning a file and reading its tensors: a sentence, or nothing. Whatever else is raised is a bug."""
    try:
        with inspector.open(path) as checkpoint:
            inspector.scan(checkpoint, place=str(path))
            for entry in checkpoint.tensors[:_MAX_ENTRIES]:
                if entry.numel <= _MAX_ELEMENTS:
                    try:
                        inspector.hash(entry)
                    except InspectorError as error:
                        _sentence(error)
    except InspectorError as error:
        return _sentence(error)
    return ""


def kept(path: Path) -> Path:
    """Keep what made the program fail, a file or a folder, for the test suite to try from then on."""
    CRASHES.mkdir(exist_ok=True)
    if path.is_dir():
        contents = b"".join(each.read_bytes() for each in sorted(path.rglob("*")) if each.is_file())
        return Path(shutil.copytree(path, CRASHES / hashlib.sha256(contents).hexdigest()[:12], dirs_exist_ok=True))
    copy = CRASHES / f"{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix}"
    return Path(shutil.copy(path, copy))


def _sentence(error: InspectorError) -> str:
    sentence = str(error)
    if not sentence or "\n" in sentence:
        raise AssertionError(f"no sentence: {sentence!r}")
    return sentence
