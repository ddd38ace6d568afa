"""Reads LightGBM's models, which are text: a head, then a section of lines for each tree.

Source: ``GBDT::SaveModelToString`` and ``Tree::ToString`` of https://github.com/microsoft/LightGBM.
"""

from __future__ import annotations

import struct

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, TruncatedError
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry
from inspector.text import printable, shortened

__all__ = ["read"]

_END = "end of trees"
_FLOATS = frozenset({
    "split_gain", "threshold", "leaf_value", "leaf_weight", "internal_value", "internal_weight", "leaf_const", "leaf_coeff",
})  # fmt: skip
_INTEGERS = frozenset({
    "split_feature", "decision_type", "left_child", "right_child", "leaf_count", "internal_count", "cat_boundaries",
    "cat_threshold", "num_features", "leaf_features",
})  # fmt: skip


def read(source: Source, job: Job) -> Checkpoint:
    """The arrays and numbers of each tree; the head as metadata. Raises TruncatedError for a text without its end."""
    document = read_document(source.file, job.limits, is_text=True)
    try:
        text = document.decode()
    except UnicodeDecodeError as error:
        raise CorruptError("is not text to its end") from error
    head, *sections = text.partition(_END)[0].split("\nTree=")
    if _END not in text:
        raise TruncatedError("ends before the line that ends the trees")
    metadata = dict(line.partition("=")[::2] for line in head.splitlines() if "=" in line)
    entries: list[Entry] = []
    for number, section in enumerate(job.each(sections)):
        lines = section.splitlines()
        if not lines or lines[0].strip() != str(number):
            raise CorruptError(f"has another tree in the place of the tree {number:,}")
        for line in lines[1:]:
            name, separator, value = line.partition("=")
            if separator:
                entries.append(_entry(number, name, value.strip()))
    return Checkpoint(source.location, "lightgbm", source.files, entries, metadata)


def _entry(tree: int, name: str, text: str) -> Entry:
    path = ("trees", tree, name)
    if name not in _FLOATS and name not in _INTEGERS:
        return ValueEntry(path, text)
    kind, code, number = ("float64", "d", float) if name in _FLOATS else ("int64", "q", int)
    texts = text.split()
    try:
        data = struct.pack(f"<{len(texts)}{code}", *map(number, texts))
    except (ValueError, struct.error) as error:
        shown = printable(shortened(name, 40))
        raise CorruptError(f"has {shown} of the tree {tree:,} with what is no number") from error
    return TensorEntry(path, dtype_named(kind), (len(texts),), (1,), MemoryStorage(data))
