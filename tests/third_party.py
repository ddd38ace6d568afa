"""A distribution that registers a format, installed for a test: a package and the metadata that pip would leave."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.formats.listing import ENTRY_POINTS, installed

__all__ = ["FORMATS", "READER", "SAMPLE", "distribution", "installed_distributions"]

FORMATS = """
from inspector.formats.format import Format

ACME = Format("acme", "Acme weights", (".acme",), ((0, b"ACME"),), "acme_format.reader")
"""
READER = """
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.sources.cursor import Cursor
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import TensorEntry, contiguous_strides

def read(source, job):
    cursor = Cursor(source.file)
    cursor.expect(b"ACME")
    shape = (cursor.u32(), cursor.u32())
    data = cursor.storage(4 * shape[0] * shape[1])
    entry = TensorEntry(("weight",), DTYPES["float32"], shape, contiguous_strides(shape), data)
    return Checkpoint(source.location, "acme", source.files, [entry], {"maker": "Acme"})
"""
#: A file of the format: the numbers from 0 to 5 in two rows.
SAMPLE = Path(__file__).parent / "conformance" / "small.acme"


def distribution(place: Path, name: str = "acme", formats: str = FORMATS, reader: str = READER) -> Path:
    """Write a distribution with a package ``NAME_format`` into a folder; returns the folder to put on the path."""
    place = place / f"site-{name}"
    info = place / f"{name}-1.0.dist-info"
    package = place / f"{name}_format"
    info.mkdir(parents=True)
    package.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{ENTRY_POINTS}]\n{name} = {name}_format:ACME\n")
    (package / "__init__.py").write_text(formats)
    (package / "reader.py").write_text(reader)
    return place


@contextmanager
def installed_distributions(*places: Path) -> Iterator[None]:
    """The distributions in these folders are installed meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        for place in places:
            patch.syspath_prepend(place)
        installed.cache_clear()
        try:
            yield
        finally:
            installed.cache_clear()
            for name in [name for name in sys.modules if "_format" in name and not name.startswith("inspector")]:
                del sys.modules[name]
    installed.cache_clear()
