"""OpenVINO: the constants of a model in its intermediate representation."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "openvino", "OpenVINO model", (".xml", ".bin"), ((0, b"<?xml"), (0, b"<net ")), "inspector.formats.openvino.reader",
        headless_suffixes=(".bin",), about="`.xml` with its `.bin`: constants of every type but text, the kinds of layers",
    ),
)  # fmt: skip
