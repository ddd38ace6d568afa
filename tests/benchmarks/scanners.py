"""What other scanners say of the same files: ``python -m tests.benchmarks.scanners hostile/ --honest genuine/``.

Each scanner is asked as a library, in the interpreter that runs this and as far as it has them: picklescan, fickling,
modelscan and modelaudit from PyPI are best installed in an environment of their own, and this is run once in each. Hostile
files are those of which an ``EXPECTED.json`` says that their own library ran something, or all in a folder without one; of
them as many as possible should be caught, and of the honest ones none.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

__all__ = ["main"]

#: Whether a scanner says that a file is dangerous.
Scanner = Callable[[Path], bool]
_SHOWN = 10


def _inspector(path: Path) -> bool:
    import inspector
    from inspector.errors import CheckpointError
    from inspector.operations.scanning import ScanReport

    try:
        return inspector.scan(path).is_dangerous
    except CheckpointError as error:
        return ScanReport.of_refused(str(path), error).is_dangerous


def _picklescan(path: Path) -> bool:
    scanner = importlib.import_module("picklescan.scanner")
    found = scanner.scan_directory_path(str(path)) if path.is_dir() else scanner.scan_file_path(str(path))
    return bool(found.issues_count)


def _fickling(path: Path) -> bool:
    """Files in a folder one by one; of a zip archive those that it takes for pickles."""
    loader, analysis = importlib.import_module("fickling.loader"), importlib.import_module("fickling.analysis")
    if path.is_dir():
        return any(_fickling(each) for each in path.rglob("*") if each.is_file())
    with path.open("rb") as file:
        is_zip = file.read(4) == b"PK\x03\x04"
    found = loader.scan_zip_archive(str(path)).values() if is_zip else [loader.scan_file(str(path))]
    return any(each.severity > analysis.Severity.LIKELY_SAFE for each in found)


def _modelscan(path: Path) -> bool:
    scanner = importlib.import_module("modelscan.modelscan").ModelScan()
    scanner.scan(path)
    return bool(scanner.issues.all_issues)


def _modelaudit(path: Path) -> bool:
    found = importlib.import_module("modelaudit.core").scan_model_directory_or_file(str(path))
    return any(str(issue.severity).rpartition(".")[2].lower() == "critical" for issue in found.issues)


_SCANNERS: dict[str, tuple[str, Scanner]] = {
    "scan": ("checkpoint-inspector", _inspector),
    "picklescan": ("picklescan", _picklescan),
    "fickling": ("fickling", _fickling),
    "modelscan": ("modelscan", _modelscan),
    "modelaudit": ("modelaudit", _modelaudit),
}


def main(arguments: list[str]) -> int:
    """Print a line for each scanner; the exit status is 1 if ours missed a file or gave a false alarm."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.scanners", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("hostile", nargs="*", type=Path)
    parser.add_argument("--honest", nargs="*", type=Path, default=[])
    parser.add_argument(
        "--leave-out", metavar="PART", action="append", default=[], help="a part of the paths to pass over"
    )
    options = parser.parse_args(arguments)
    hostile, honest = (
        [
            path
            for folder in folders
            for path in _targets(folder, hostile=is_hostile)
            if not any(part in str(path) for part in options.leave_out)
        ]
        for folders, is_hostile in ((options.hostile, True), (options.honest, False))
    )
    logging.disable(logging.CRITICAL)
    is_wrong = False
    for name, (package, scanner) in _SCANNERS.items():
        try:
            print(f"{name} {version(package)}: ", end="", flush=True)
        except ImportError:
            continue
        missed = [path for path in hostile if not _says_danger(scanner, path)]
        alarms = [path for path in honest if _says_danger(scanner, path)]
        print(
            f"{len(hostile) - len(missed):,} of {len(hostile):,} caught, {len(alarms):,} of {len(honest):,} false alarms"
        )
        for title, several in (("missed", missed), ("false alarm", alarms)):
            for path in several[:_SHOWN]:
                print(f"  {title}: {path}")
        is_wrong |= scanner is _inspector and bool(missed or alarms)
    return 1 if is_wrong else 0


def _says_danger(scanner: Scanner, path: Path) -> bool:
    """A scanner that fails says nothing of a file."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        try:
            return scanner(path)
        except Exception:
            return False


def _targets(folder: Path, *, hostile: bool) -> Iterator[Path]:
    """What is to be opened in a folder, and in those in it."""
    lists = sorted(folder.rglob("EXPECTED.json"))
    for path in lists:
        yield from _expected(path, hostile=hostile)
    if not lists:
        yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _expected(path: Path, *, hostile: bool) -> Iterator[Path]:
    cases = json.loads(path.read_text("utf-8"))
    if isinstance(cases, dict):  # of files that somebody uses
        yield from (path.parent / name for name in ([] if hostile else cases))
        return
    for case in cases:
        for target in case["targets"]:
            place = path.parent / case["case"] / target["open"]
            if place.exists() and (case.get("class") == "hostile") is hostile and (not hostile or _runs(target)):
                yield place


def _runs(target: dict[str, Any]) -> bool:
    """Whether a file must not be loaded for what it runs; those that only take memory or time are another matter."""
    fired = any(each.get("fired") for each in target.get("genuine", {}).values() if isinstance(each, dict))
    return fired or (target.get("verdict") == "must-not-execute" and bool(target.get("dangerous_names")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
