"""The formats that can be written, and the writers that do it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import cast

from inspector.errors import SelectionError
from inspector.formats.format import Format, load
from inspector.formats.listing import BUILT_IN, all_formats
from inspector.writing.writer import Writer

__all__ = ["Writer", "usual_writer", "writer_for", "writers"]


@cache
def _writer_of(row: Format) -> Writer:
    return cast(Writer, load(row.writer)(row.name, row.title, row.written_suffixes))


def writers() -> list[Writer]:
    """Every writer; the first is the usual choice."""
    return [_writer_of(row) for row in all_formats() if row.writer is not None]


def usual_writer() -> Writer:
    """The writer of whoever did not choose one."""
    return next(_writer_of(row) for row in BUILT_IN if row.writer is not None)


def writer_for(path: Path) -> Writer:
    """The writer that the suffix of ``path`` asks for. Raises SelectionError if there is none."""
    suffix = path.suffix.lower()
    for formats in (BUILT_IN, all_formats()):
        for row in formats:
            if suffix in row.written_suffixes:
                return _writer_of(row)
    known = ", ".join(suffix for row in all_formats() for suffix in row.written_suffixes)
    raise SelectionError(f"the name {path.name!r} does not say which format to write; end it with one of {known}")
