"""ncnn: the weights of a model, which its description names."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "ncnn", "ncnn model", (".param", ".bin"), ((0, b"7767517\n"), (0, b"7767517\r\n")), "inspector.formats.ncnn.reader",
        headless_suffixes=(".bin",),
        about="`.param` with its `.bin`: weights of every usual layer, unless they are quantised to eight bits",
    ),
)  # fmt: skip
