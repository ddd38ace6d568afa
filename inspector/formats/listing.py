"""All formats: those of this version, and those that other installed distributions add by an entry point.

Asking for the latter takes a tenth of a second the first time, so it is done only where they could matter. What is wrong
with one of them is a sentence, and the others work.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from inspector.formats.format import Format

__all__ = ["BUILT_IN", "ENTRY_POINTS", "PACKAGES", "Installed", "all_formats", "format_named", "installed"]

ENTRY_POINTS = "checkpoint_inspector.formats"
#: The packages with this version's formats, the likelier first.
PACKAGES = (
    "torch",
    "safetensors",
    "numpy",
    "hdf5",
    "gguf",
    "compressed",
    "mxnet",
    "tflite",
    "onnx",
    "dcp",
    "sharded",
    "folder",
    "archive",
    "pickle",
    "joblib",
    "paddle",
)

#: Every format that comes with this version, the likelier first.
BUILT_IN: tuple[Format, ...] = tuple(
    row for package in PACKAGES for row in import_module(f"inspector.formats.{package}").FORMATS
)


@dataclass(frozen=True, slots=True)
class Installed:
    """The formats of other distributions that can be used, and for each that can't a sentence that says why."""

    formats: tuple[Format, ...]
    problems: tuple[str, ...]


@cache
def installed() -> Installed:
    """The formats registered under the entry point group ``checkpoint_inspector.formats``."""
    from importlib.metadata import entry_points  # takes a tenth of a second

    found: dict[str, list[Format]] = defaultdict(list)
    problems: list[str] = []
    for point in entry_points(group=ENTRY_POINTS):
        whose = f"{point.dist.name} {point.dist.version}" if point.dist is not None else point.value
        try:
            loaded = point.load()
        except Exception as error:  # of someone else's code
            problems.append(f"The format {point.name} of {whose} can't be imported: {type(error).__name__}: {error}.")
            continue
        for row in loaded if isinstance(loaded, (list, tuple)) else (loaded,):
            if isinstance(row, Format):
                found[row.name].append(replace(row, distribution=whose))
            else:
                kind = type(row).__name__
                problems.append(f"The format {point.name} of {whose} is no Format but {kind}.")
    own = {row.name for row in BUILT_IN}
    formats = []
    for name, rows in found.items():
        sources = " and ".join(row.distribution for row in rows)
        if name in own:
            problems.append(f"A format of {sources} is called {name}, as one of this program; it is not used.")
        elif len(rows) > 1:
            problems.append(f"Formats of {sources} are both called {name}; neither is used. Uninstall one.")
        else:
            formats += rows
    return Installed(tuple(formats), tuple(problems))


def all_formats() -> tuple[Format, ...]:
    """Those of this version, then those of other distributions."""
    return BUILT_IN + installed().formats


def format_named(name: str) -> Format | None:
    """The format of this name; None for one that is made of others, such as ``gzip(pytorch-zip)``.

    Those of other distributions are known once :func:`installed` was called, as is done before one of them is opened.
    """
    known = all_formats() if installed.cache_info().currsize else BUILT_IN
    return next((row for row in known if row.name == name), None)
