"""Sparse constants: where the elements that are stored belong.

The axes are gone along in an order of their own, blocks of elements after all of them. Each is a level, which has either all
its places, or for each path through the levels before it those listed between two bounds (CSR). The leaves are the elements,
in the order in which they are stored.

Sources: ``SparsityParameters`` in the schema (see :mod:`inspector.formats.tflite.tensors`), and
``tensorflow/lite/kernels/internal/utils/sparsity_format_converter.cc`` of https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError, UnsupportedError
from inspector.formats.tflite.flatbuffer import Table

__all__ = ["indices_of"]

#: The numbers of a vector by the kind of the table it is in.
_CODES = {1: "i", 2: "H", 3: "B"}
_DENSE, _CSR = 0, 1

Integers = npt.NDArray[np.int64]


class _Level(NamedTuple):
    """All of ``size`` places; or those in ``places``, between two of the ``bounds`` for each path to this level."""

    size: int
    bounds: Integers | None = None
    places: Integers | None = None


def indices_of(table: Table, shape: Sequence[int], most: int) -> Integers:
    """The index of each stored element, ``int64`` of a row for each axis of ``shape``.

    There are at most as many as the model has elements for, ``most``. Raises CorruptError for what contradicts itself,
    UnsupportedError for a kind of level that is not known.
    """
    order, blocked = table.numbers(0, "i"), table.numbers(1, "i")
    levels = [_level(each) for each in table.tables(2)]
    rank = len(shape)
    if sorted(order) != list(range(rank + len(blocked))) or len(levels) != len(order):
        raise CorruptError("has sparse elements whose axes can't be told")
    if any(not 0 <= axis < rank for axis in blocked) or sorted(order[:rank]) != list(range(rank)):
        raise CorruptError("has sparse elements in blocks along axes that it does not have")
    at = _leaves(levels, most)
    index = np.zeros((rank, len(at[0]) if at else 1), np.int64)
    for level, axis in enumerate(order):
        if axis < rank:
            index[axis] = at[level]
        elif levels[level].bounds is not None:
            raise UnsupportedError("has sparse elements in blocks that are sparse themselves")
        else:
            original = blocked[axis - rank]
            index[original] = index[original] * levels[level].size + at[level]
    if any(((row < 0) | (row >= size)).any() for row, size in zip(index, shape, strict=True)):
        raise CorruptError("has sparse elements outside its shape")
    return index


def _level(table: Table) -> _Level:
    kind = table.integer(0, "b")
    if kind == _DENSE:
        return _Level(max(table.integer(1, "i"), 0))
    if kind != _CSR:
        raise UnsupportedError(f"has sparse elements in a form that is not read ({kind})")
    bounds, places = _vector(table, 2), _vector(table, 4)
    return _Level(0, bounds, places)


def _vector(table: Table, field: int) -> Integers:
    """The numbers of a vector of one of three widths: its kind is in ``field``, the table that has it in the next one."""
    code, inside = _CODES.get(table.integer(field, "b")), table.table(field + 1)
    if code is None or inside is None:
        raise CorruptError("has sparse elements without their places")
    return np.array(inside.numbers(0, code), np.int64)


def _leaves(levels: Sequence[_Level], most: int) -> list[Integers]:
    """For each level the place at which each leaf is on it."""
    # No more paths than there are elements, but where a level of few follows one of many: then it has bounds for each.
    room = most + sum(len(level.bounds) for level in levels if level.bounds is not None)
    at: list[Integers] = []
    paths = np.zeros(1, np.int64)  # the number of each path that goes on, which the next level has bounds for
    for level in levels:
        if level.bounds is None or level.places is None:
            if len(paths) * level.size > room:
                raise CorruptError("has fewer sparse elements than it says")
            parents = np.repeat(np.arange(len(paths)), level.size)
            places = np.tile(np.arange(level.size), len(paths))
            paths = paths[parents] * level.size + places
        else:
            bounds = level.bounds
            if len(paths) and paths.max() + 1 >= len(bounds):
                raise CorruptError("has sparse elements with fewer bounds than it says")
            starts, ends = bounds[paths], bounds[paths + 1]
            if (starts < 0).any() or (ends < starts).any() or (ends > len(level.places)).any():
                raise CorruptError("has sparse elements with bounds that make no sense")
            counts = ends - starts
            if counts.sum() > room:
                raise CorruptError("has fewer sparse elements than it says")
            parents = np.repeat(np.arange(len(paths)), counts)
            paths = np.arange(len(parents)) - np.repeat(np.cumsum(counts) - counts, counts) + starts[parents]
            places = level.places[paths]
        at = [each[parents] for each in at]
        at.append(places)
    if (at and len(at[0]) > most) or math.prod(level.size or 1 for level in levels) >= 1 << 62:
        raise CorruptError("has fewer sparse elements than it says")
    return at
