"""TensorFlow Lite (LiteRT): models as FlatBuffers."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "tflite", "TensorFlow Lite", (".tflite", ".lite"), ((4, b"TFL3"),), "inspector.formats.tflite.reader",
        about="the converter and LiteRT: constants, sparse ones in dense form, with the scales of quantised ones, also in "
        "buffers outside the FlatBuffer; operators, signatures and metadata",
    ),
)  # fmt: skip
