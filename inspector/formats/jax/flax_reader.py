"""Reads what ``flax.serialization.to_bytes`` and ``flax.training.checkpoints`` write: one tree in msgpack."""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.formats.jax.msgpack import looks_like_flax, msgpack_entries
from inspector.jobs import Job
from inspector.sources.source import Source

__all__ = ["probe", "read"]


def probe(source: Source) -> str | None:
    """A file of a map whose first key is a text."""
    return None if looks_like_flax(source.head) else "it is no msgpack map with a text as its first key"


def read(source: Source, job: Job) -> Checkpoint:
    """The tree as it is: what was a list or tuple is a dict with the keys "0", "1", ... in flax's state dicts."""
    return Checkpoint(source.location, "flax-msgpack", source.files, msgpack_entries(source.file, job))
