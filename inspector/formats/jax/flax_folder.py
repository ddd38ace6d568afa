"""Reads a folder of ``flax.training.checkpoints`` with one step: ``checkpoint_N``, a file of msgpack or an Orbax folder."""

from __future__ import annotations

import re

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.jax.msgpack import looks_like_flax
from inspector.formats.jax.orbax_reader import is_item
from inspector.formats.registry import read_within
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source

__all__ = ["probe", "read"]

_STEP = re.compile(r"checkpoint_(\d{1,18}(\.\d{1,18})?)", re.ASCII)


def probe(source: Source) -> str | None:
    """A folder of nothing but one step; several are shown side by side, as any folder of checkpoints."""
    if not source.is_folder:
        return "it is no folder"
    return None if _only_step(source) is not None else "it is no folder of one checkpoint of flax"


def read(source: Source, job: Job) -> Checkpoint:
    """What the step holds, as flax restores it from this folder."""
    step = _only_step(source)
    assert step is not None  # since it was probed
    return read_within(source, step, job)


def _only_step(folder: Source) -> Location | None:
    children = [child for child in folder.children if not child.name.startswith(".")]
    if len(children) != 1 or not _STEP.fullmatch(children[0].name):
        return None
    step = children[0]
    if step.is_folder:
        return step if is_item(step) else None
    with step.open() as file:
        return step if looks_like_flax(file.read(0, min(file.nbytes, 512))) else None
