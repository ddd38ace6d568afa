"""Reads LightGBM's models, which are text: a head, then a section of lines for each tree.

What is in a tree are lists of numbers, which are counted and not parsed until somebody reads them.
Source: ``GBDT::SaveModelToString`` and ``Tree::ToString`` of https://github.com/microsoft/LightGBM.
"""

from __future__ import annotations

from io import BytesIO

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.number_text import NUMERALS, NumberText
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry

__all__ = ["read"]

_TREE, _LEAVES = b"\nTree=", b"num_leaves"
_MAX_DIGITS = 10
_END = b"end of trees"
#: The lists of a tree that have a number for each leaf, for each split, and others.
_OF_LEAVES = {"leaf_value": "float64", "leaf_weight": "float64", "leaf_count": "int64", "leaf_const": "float64"}
_OF_SPLITS = {
    "split_feature": "int64", "split_gain": "float64", "threshold": "float64", "decision_type": "int64",
    "left_child": "int64", "right_child": "int64", "internal_value": "float64", "internal_weight": "float64",
    "internal_count": "int64",
}  # fmt: skip
_OTHERS = {
    "leaf_coeff": "float64", "leaf_features": "int64", "num_features": "int64", "cat_boundaries": "int64",
    "cat_threshold": "int64",
}  # fmt: skip
#: Name and type of each list by its name in the file, and how many fewer numbers than leaves it has.
_LISTS = {
    name.encode(): (name, dtype_named(kind), f"<{kind[0]}8", fewer)
    for names, fewer in ((_OF_LEAVES, 0), (_OF_SPLITS, 1), (_OTHERS, None))
    for name, kind in names.items()
}


def read(source: Source, job: Job) -> Checkpoint:
    """The arrays and numbers of each tree; the head as metadata. Raises TruncatedError for a text without its end."""
    document = read_document(source.file, job.limits, is_text=True)
    try:
        document.decode()
    except UnicodeDecodeError as error:
        raise CorruptError("is not text to its end") from error
    end = document.rfind(_END)
    if end < 0:
        raise TruncatedError("ends before the line that ends the trees")
    position = document.find(_TREE, 0, end)
    head = document[: position if position >= 0 else end].decode()
    metadata = dict(line.partition("=")[::2] for line in head.splitlines() if "=" in line)
    entries: list[Entry] = []
    number = 0
    while position >= 0:
        job.check()
        start = position + len(_TREE)
        position = document.find(_TREE, start, end)
        tree = document[start : position if position >= 0 else end]
        if len(entries) + tree.count(b"\n") > job.limits.tree_values:
            raise LimitError(f"has more than {job.limits.tree_values:,} values")
        _add_tree(entries, number, tree, source.file, start)
        number += 1
    return Checkpoint(source.location, "lightgbm", source.files, entries, metadata)


def _add_tree(entries: list[Entry], number: int, tree: bytes, file: Storage, position: int) -> None:
    """Add the arrays and numbers of a tree, whose text begins with its number, at ``position`` in the file."""
    lines = BytesIO(tree)
    first = next(lines, b"")
    if first.strip() != b"%d" % number:
        raise CorruptError(f"has another tree in the place of the tree {number:,}")
    position += len(first)
    leaves = -1
    for line in lines:
        name, separator, value = line.partition(b"=")
        start = position + len(name) + 1
        position += len(line)
        value = value.rstrip()
        kind = _LISTS.get(name)
        if kind is not None:
            text, dtype, unit, fewer = kind
            between = value.translate(None, NUMERALS)
            if between.strip():
                raise CorruptError(f"has {text} of the tree {number:,} with what is no number")
            count = len(between) + 1
            if fewer is None or count != leaves - fewer:  # perhaps with other spaces than one between two
                count = len(value.split())
            storage = NumberText(file, start, len(value), count * 8, unit)
            entries.append(TensorEntry(("trees", number, text), dtype, (count,), (1,), storage))
        elif separator:
            value = value.lstrip()
            if name == _LEAVES and value.isdigit() and len(value) < _MAX_DIGITS:
                leaves = int(value)
            entries.append(ValueEntry(("trees", number, name.decode()), value.decode()))
