"""safetensors: reader, writer, element types."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

#: Behind the length of the header its first byte, and the one after it.
_MAGIC = tuple((8, b"{" + following) for following in (b'"', b"}", b" ", b"\n", b"\r", b"\t"))

FORMATS = (
    Format(
        "safetensors", "safetensors", (".safetensors",), _MAGIC, "inspector.formats.safetensors.reader",
        writer="inspector.formats.safetensors.writer:SafetensorsWriter", written_suffixes=(".safetensors",),
        snippet="inspector.formats.safetensors.snippets:loaded", library="safetensors", keeps_metadata=True,
        about="any writer, with metadata",
    ),
)  # fmt: skip
