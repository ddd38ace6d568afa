"""Checkpoints in several files with an index: a JSON file, or the folder of a model."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "sharded", "shards", (".json",), ((0, b"{"),), "inspector.formats.sharded.reader",
        folder=("*",),
        about="an index (`*.index.json`) or its folder, with shards of any format above",
    ),
)  # fmt: skip
