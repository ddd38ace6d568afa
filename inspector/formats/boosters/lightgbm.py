"""Reads LightGBM's models, which are text: a head, then a section of lines for each tree.

What is in a tree are lists of numbers, which are counted and not parsed until somebody reads them. Trees that have the same
lines, as nearly all do, are read line by line, of all of them at once.
Source: ``GBDT::SaveModelToString`` and ``Tree::ToString`` of https://github.com/microsoft/LightGBM.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import chain, pairwise, repeat

import numpy as np
import numpy.typing as npt

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.jobs import Job
from inspector.sources.documents import read_document
from inspector.sources.number_text import NUMERALS, NumberText
from inspector.sources.source import Source
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry

__all__ = ["read"]

Bytes = npt.NDArray[np.uint8]
Positions = npt.NDArray[np.int64]

_TREE, _LEAVES = b"\nTree=", b"num_leaves"
_MAX_DIGITS = 10
_END = b"end of trees"
_NEWLINE = ord("\n")
#: What is left out to compare the words of trees.
_NUMERALS = NUMERALS + b" "
#: Trees that are read at once have about so much text.
_RUN_NBYTES = 1 << 20
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
#: Name and type of a list, and how many fewer numbers than leaves it has; None if that can't be told.
_List = tuple[str, DType, str, int | None]
#: The lists by their names in the file.
_LISTS: dict[bytes, _List] = {
    name.encode(): (name, dtype_named(kind), f"<{kind[0]}8", fewer)
    for names, fewer in ((_OF_LEAVES, 0), (_OF_SPLITS, 1), (_OTHERS, None))
    for name, kind in names.items()
}


def read(source: Source, job: Job) -> Checkpoint:
    """The arrays and numbers of each tree; the head as metadata. Raises TruncatedError for a text without its end."""
    document = read_document(source.file, job.limits, is_text=True)
    try:
        if not document.isascii():
            document.decode()
    except UnicodeDecodeError as error:
        raise CorruptError("is not text to its end") from error
    end = document.rfind(_END)
    if end < 0:
        raise TruncatedError("ends before the line that ends the trees")
    position = document.find(_TREE, 0, end)
    head = document[: position if position >= 0 else end].decode()
    metadata = dict(line.partition("=")[::2] for line in head.splitlines() if "=" in line)
    starts: list[int] = []
    while position >= 0:
        starts.append(position + len(_TREE))
        position = document.find(_TREE, starts[-1], end)
    entries: list[Entry] = []
    words = _words_of_trees(document)
    end -= document.endswith(b"\n", 0, end)  # as in front of the next tree
    for first, stops in _runs([*starts, end + len(_TREE)]):
        job.check()
        start, stop = stops[0], stops[-1] - len(_TREE)
        if len(entries) + document.count(b"\n", start, stop) > job.limits.tree_values:
            raise LimitError(f"has more than {job.limits.tree_values:,} values")
        usual = words[first : first + len(stops) - 1]
        alike = None
        if len(words) == len(starts) and len(usual) > 1 and usual.count(usual[0]) == len(usual):
            alike = _trees_alike(document, source.file, first, np.array(stops, np.int64))
        if alike is not None:
            entries += alike
            continue
        for number, (start, stop) in enumerate(pairwise(stops), first):
            job.check()
            _add_tree(entries, number, document[start : stop - len(_TREE)], source.file, start)
    return Checkpoint(source.location, "lightgbm", source.files, entries, metadata)


def _words_of_trees(document: bytes) -> list[bytes]:
    """What there is of each tree besides numbers and spaces."""
    tree, end = (words.translate(None, _NUMERALS) for words in (_TREE, b"\n" + _END))
    words = document.translate(None, _NUMERALS).split(tree)
    words[-1] = words[-1].partition(end)[0]
    return words[1:]


def _runs(starts: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """The number of the first tree of each run, and where its trees begin and the one behind them would."""
    first = 0
    while first < len(starts) - 1:
        stop = bisect_right(starts, starts[first] + _RUN_NBYTES, first + 2)
        yield first, starts[first:stop]
        first = stop - 1


def _trees_alike(document: bytes, file: Storage, first: int, stops: Positions) -> list[Entry] | None:
    """The entries of trees that begin at ``stops`` but the last; None for what is not usual.

    All have the same words, and so nothing but numbers where the first has any. Of lists only those of all trees are known
    here, with one space between two numbers.
    """
    starts, count = stops[:-1], len(stops) - 1
    begin, end = int(stops[0]), int(stops[-1]) - len(_TREE)
    lines = document[begin : int(stops[1]) - len(_TREE)].split(b"\n")
    raw = np.frombuffer(document, np.uint8)
    ends = begin + np.flatnonzero(raw[begin : end + 1] == _NEWLINE)
    if len(ends) != count * len(lines):
        return None
    trees = _Trees(document, raw, file, range(first, first + count))
    if trees.texts(starts, ends[:: len(lines)]) != [b"%d" % number for number in trees.numbers]:
        return None
    columns = []
    for index, line in enumerate(lines[1:], 1):
        stop = ends[index :: len(lines)]
        column = trees.column(line, ends[index - 1 :: len(lines)] + 1, stop)
        if column is None:
            return None
        columns.append(column)
    return list(chain.from_iterable(zip(*filter(None, columns), strict=True)))


class _Trees:
    """Trees that have the same lines: a column is what one of these has in all of them."""

    def __init__(self, document: bytes, raw: Bytes, file: Storage, numbers: range) -> None:
        self._document = document
        self._raw = raw
        self._file = file
        self._leaves: Positions | None = None
        self.numbers = numbers

    def column(self, line: bytes, starts: Positions, stops: Positions) -> Iterable[Entry] | None:
        """The entries of a line that begins and ends at these places, as this one does; None for what is not usual.

        There are none of a line that is empty.
        """
        name, separator, _ = line.partition(b"=")
        head = name + separator
        if (stops - starts < len(head)).any():
            return None
        found = self._raw[starts[:, None] + np.arange(len(head))]
        if (found != np.frombuffer(head, np.uint8)).any():
            return None
        if not separator:
            return () if not head and (starts == stops).all() else None
        starts = starts + len(head)
        kind = _LISTS.get(name)
        return self._values(name, starts, stops) if kind is None else self._lists(kind, starts, stops)

    def _values(self, name: bytes, starts: Positions, stops: Positions) -> Iterable[Entry]:
        values = [value.strip() for value in self.texts(starts, stops)]
        if name == _LEAVES and all(value.isdigit() and len(value) < _MAX_DIGITS for value in values):
            self._leaves = np.array(list(map(int, values)), np.int64)
        paths: Iterator[Path] = zip(repeat("trees"), self.numbers, repeat(name.decode()))
        return map(ValueEntry, paths, map(bytes.decode, values))

    def _lists(self, kind: _List, starts: Positions, stops: Positions) -> Iterable[Entry] | None:
        name, dtype, unit, fewer = kind
        spaces = map(self._document.count, repeat(b" "), starts.tolist(), stops.tolist())
        counts = np.fromiter(spaces, np.int64, len(starts)) + 1
        if fewer is None or self._leaves is None or (counts != self._leaves - fewer).any():
            return None
        lengths = (stops - starts).tolist()
        storages = map(NumberText, repeat(self._file), starts.tolist(), lengths, (8 * counts).tolist(), repeat(unit))
        paths: Iterator[Path] = zip(repeat("trees"), self.numbers, repeat(name))
        return map(TensorEntry, paths, repeat(dtype), zip(counts.tolist()), repeat((1,)), storages)

    def texts(self, starts: Positions, stops: Positions) -> list[bytes]:
        """What is between two places of each tree."""
        return list(map(self._document.__getitem__, map(slice, starts.tolist(), stops.tolist())))


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
