"""Core ML: programs and neural networks, as a file or a package."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "coreml", "Core ML model", (".mlmodel",), ((0, b"\x08"),), "inspector.formats.coreml.reader",
        folder=("Manifest.json",),
        about="coremltools: constants of ML programs, also in `weight.bin`; weights of the usual layers of neural networks, "
        "unless they are quantised; no pipelines, no other models",
    ),
)  # fmt: skip
