"""All formats: those of this version, and those that other installed distributions add by an entry point.

The latter are looked for only where they could matter. What is wrong with one of them is a sentence, and the others work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from inspector.formats.format import Format
from inspector.plugins import plugins

__all__ = [
    "BUILT_IN",
    "ENTRY_POINTS",
    "PACKAGES",
    "Installed",
    "all_formats",
    "descriptions",
    "format_named",
    "installed",
]

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
    "tensorflow",
    "caffe",
    "matlab",
    "coreml",
    "mindspore",
    "ctranslate2",
    "openvino",
    "ncnn",
    "darknet",
    "word_vectors",
    "boosters",
    "torchsharp",
    "torch7",
    "dcp",
    "deepspeed",
    "parallel",
    "sharded",
    "jax",
    "zarr",
    "folder",
    "skops",
    "archive",
    "pickle",
    "joblib",
    "paddle",
)

#: Every format that comes with this version, the likelier first.
BUILT_IN: tuple[Format, ...] = tuple(
    row for package in PACKAGES for row in import_module(f"inspector.formats.{package}").FORMATS
)
_NAMED = {row.name: row for row in BUILT_IN}


@dataclass(frozen=True, slots=True)
class Installed:
    """The formats of other distributions that can be used, and for each that can't a sentence that says why."""

    formats: tuple[Format, ...]
    problems: tuple[str, ...]


@cache
def installed() -> Installed:
    """The formats registered under the entry point group ``checkpoint_inspector.formats``."""
    found: dict[str, list[Format]] = {}
    problems: list[str] = []
    for plugin in plugins(ENTRY_POINTS):
        if plugin.problem:
            problems.append(f"The format {plugin.name} of {plugin.distribution} {plugin.problem}.")
        for row in plugin.objects:
            if isinstance(row, Format):
                found.setdefault(row.name, []).append(replace(row, distribution=plugin.distribution))
            else:
                what = f"{plugin.name} of {plugin.distribution}"
                problems.append(f"{what} is registered as a format and is no Format but a {type(row).__name__}.")
    own = {row.name for row in BUILT_IN}
    formats: list[Format] = []
    for name, rows in found.items():
        whose = " and ".join(row.distribution for row in rows)
        if name in own:
            problems.append(f"The format {name} of {whose} has the name of one of this program; it is not used.")
        elif len(rows) > 1:
            problems.append(f"Two formats are called {name}, of {whose}; neither is used: uninstall one.")
        else:
            formats += rows
    return Installed(tuple(formats), tuple(problems))


def descriptions(formats: Iterable[Format]) -> Iterator[tuple[str, str]]:
    """What a table of formats says of each, in Markdown: its title with its suffixes, and who writes it."""
    for row in formats:
        suffixes = ", ".join(f"`{suffix}`" for suffix in row.suffixes)
        yield f"{row.title} {suffixes}".rstrip(), row.about or f"by {row.distribution}"


def all_formats() -> tuple[Format, ...]:
    """Those of this version, then those of other distributions."""
    return BUILT_IN + installed().formats


def format_named(name: str) -> Format | None:
    """The format of this name; None for one that is made of others, such as ``gzip(pytorch-zip)``.

    Those of other distributions are known once :func:`installed` was called, as is done before one of them is opened.
    """
    row = _NAMED.get(name)
    if row is None and installed.cache_info().currsize:
        row = next((each for each in installed().formats if each.name == name), None)
    return row
