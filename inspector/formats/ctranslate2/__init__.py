"""CTranslate2: the variables of a converted model."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "ctranslate2", "CTranslate2 model", (".bin",), tuple((0, bytes([version, 0, 0, 0])) for version in range(2, 7)),
        "inspector.formats.ctranslate2.reader", folder=("model.bin",),
        about="its converters, versions 2 to 6 of the file, aliases as the variables that they are",
    ),
)  # fmt: skip
