"""Darknet: the weights of YOLO, whose layers a ``.cfg`` beside them lists."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "darknet", "Darknet weights", (".weights",), (), "inspector.formats.darknet.reader",
        headless_suffixes=(".weights",),
        about="with the `.cfg` of the same name beside it the weights of convolutions, connected layers and batch "
        "normalizations by layer, else all numbers as one tensor",
    ),
)  # fmt: skip
