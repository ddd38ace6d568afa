"""Caffe: trained models, the blobs of their layers."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "caffe", "Caffe model", (".caffemodel",), ((0, b"\x0a"), (0, b"\x12"), (0, b"\xa2\x06")),
        "inspector.formats.caffe.reader",
        about="Caffe and its descendants, layers of both forms; the kinds of layers",
    ),
)  # fmt: skip
