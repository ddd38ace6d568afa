"""MindSpore: checkpoints as protobuf."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "mindspore", "MindSpore checkpoint", (".ckpt",), ((0, b"\x0a"),), "inspector.formats.mindspore.reader",
        about="`save_checkpoint`: parameters, in pieces too, values that were appended",
    ),
)  # fmt: skip
