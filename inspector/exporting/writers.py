"""The formats that can be written: one writer per module, and the table that finds them."""

from __future__ import annotations

from pathlib import Path

from inspector.errors import SelectionError
from inspector.formats.numpy.npy_writer import NpyWriter
from inspector.formats.numpy.npz_writer import NpzWriter
from inspector.formats.safetensors.writer import SafetensorsWriter
from inspector.formats.torch.writer import PytorchWriter
from inspector.writing.writer import Writer

__all__ = ["WRITERS", "Writer", "writer_for"]

#: Every writer; the first is the usual choice.
WRITERS: tuple[Writer, ...] = (PytorchWriter(), SafetensorsWriter(), NpzWriter(), NpyWriter())


def writer_for(path: Path) -> Writer:
    """The writer that the suffix of ``path`` asks for. Raises SelectionError if there is none."""
    for writer in WRITERS:
        if path.suffix.lower() in writer.suffixes:
            return writer
    known = ", ".join(suffix for writer in WRITERS for suffix in writer.suffixes)
    raise SelectionError(f"the name {path.name!r} does not say which format to write; end it with one of {known}")
