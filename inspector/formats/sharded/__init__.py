"""Checkpoints in several files with an index or numbers in their names: a JSON file, or the folder of a model."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "sharded", "shards", (".json",), ((0, b"{"),), "inspector.formats.sharded.reader",
        folder=("*",),
        about="an index (`*.index.json`) or its folder, with the optimizer of a trainer and the modules of "
        "sentence-transformers beside it, shards without an index (`model-00002-of-00005.safetensors`), of any format "
        "above; what index and shards do not agree on is said",
    ),
)  # fmt: skip
