"""TorchSharp: state dicts as its ``Module.save`` writes them."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "torchsharp", "TorchSharp state dict", (".dat",), (), "inspector.formats.torchsharp.reader",
        headless_suffixes=(".dat",), framework="pt", about="`Module.save` of TorchSharp and its `exportsd.py`",
    ),
)  # fmt: skip
