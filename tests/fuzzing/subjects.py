"""What is damaged, and what is done with it: small files of every format, opened, scanned and read whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import inspector
from inspector.errors import InspectorError

__all__ = ["CRASHES", "kept", "outcome", "subjects"]

_FIXTURES = Path(__file__).parents[1] / "fixtures"
#: Files that made the program fail otherwise than with a sentence; each is kept, and tried by the test suite.
CRASHES = Path(__file__).parent / "crashes"
#: Larger files take longer without having more kinds of structure.
_MAX_NBYTES = 64 << 10
_MAX_ENTRIES, _MAX_ELEMENTS = 200, 100_000


def subjects() -> Iterator[Path]:
    """The smallest files of each folder of fixtures and suffix, three of each, none that are hostile already."""
    chosen: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(_FIXTURES.rglob("*"), key=lambda path: (path.stat().st_size, path)):
        folder = path.relative_to(_FIXTURES).parts[0]
        if path.is_file() and path.suffix not in (".py", ".md") and not folder.startswith(("hostile", "make")):
            several = chosen.setdefault((folder, path.suffix), [])
            if len(several) < 3 and 0 < path.stat().st_size <= _MAX_NBYTES:
                several.append(path)
    for several in chosen.values():
        yield from several


def outcome(path: Path) -> str:
    """What came of opening a file and reading its tensors: a sentence, or nothing. Whatever else is raised is a bug."""
    try:
        with inspector.open(path) as checkpoint:
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
    """Keep a file that made the program fail, for the test suite to try from then on."""
    data = path.read_bytes()
    CRASHES.mkdir(exist_ok=True)
    copy = CRASHES / f"{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"
    copy.write_bytes(data)
    return copy


def _sentence(error: InspectorError) -> str:
    sentence = str(error)
    if not sentence or "\n" in sentence:
        raise AssertionError(f"no sentence: {sentence!r}")
    return sentence
