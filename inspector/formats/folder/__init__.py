"""Folders: of a model hub, of a pipeline, of a training run, or of anything else with checkpoints in it."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "hub-cache", "model hub cache", (), (), "inspector.formats.folder.hub", folder=("*",),
        about="the cache of the Hugging Face hub: the snapshot of the main branch, also where links were copied as text",
    ),
    Format(
        "folder", "folder", (), (), "inspector.formats.folder.reader", folder=("*",), holds_others=True,
        about="a pipeline of diffusers, a training run, MLflow: one tree with a group for each checkpoint in it",
    ),
)  # fmt: skip
