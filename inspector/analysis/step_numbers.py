"""The numbers of one tensor at each step of a run, and how far it moved from the step before: each step is read once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.moments import sum_and_squares
from inspector.analysis.range_summary import survey_of
from inspector.buffers import BLOCK_NBYTES, Scratch
from inspector.errors import LimitError
from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_values, split_together

__all__ = ["StepNumbers", "step_numbers"]

Array = npt.NDArray[Any]

_ELEMENTS = BLOCK_NBYTES // 8
#: The values of a step, and of the one before it.
_BUFFERS = ("even step", "odd step")
#: Rows that are named; the rest are counted.
_MAX_NAMED = 16


@dataclass(frozen=True, slots=True)
class StepNumbers:
    """One tensor at one step, all over float64: NaN in the tensor makes its sums NaN, as it makes the training's.

    ``first_nan`` is the index of the first NaN or infinite element. A dead row is an index of the first axis, of a tensor of
    two axes or more, whose elements are all exactly 0; ``dead_row_indices`` are the first of them. ``update_l2`` is
    ``|w_t - w_(t-1)|`` and ``update_ratio`` that by ``|w_(t-1)|``; None at the first step of a shape. The effective rank
    is there for a matrix once it was asked for; it may be an estimate.
    """

    count: int
    l2: float
    max_abs: float
    nan: int
    inf: int
    zeros: int
    first_nan: tuple[int, ...] | None
    dead_rows: int
    dead_row_indices: tuple[int, ...]
    update_l2: float | None = None
    update_ratio: float | None = None
    effective_rank: float | None = None
    is_rank_estimated: bool = False

    @property
    def rms(self) -> float:
        """The root of the mean square; NaN for no elements."""
        return self.l2 / math.sqrt(self.count) if self.count else math.nan

    @property
    def is_finite(self) -> bool:
        """Whether there is neither NaN nor infinity."""
        return not self.nan + self.inf


class _Sums:
    """What is added up of one step."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.shape = shape
        self.count = self.nan = self.inf = self.zeros = 0
        self.squares = self.update_squares = self.max_abs = 0.0
        self.first: int | None = None
        self.row_length = math.prod(shape[1:])
        self.alive = np.zeros(shape[0], bool) if len(shape) > 1 and self.row_length else None

    def add(self, values: Array, before: Array | None, scratch: Scratch) -> None:
        """Count the elements that follow, in C order; ``before`` are the same of the step that the update is from."""
        kinds = survey_of(values, scratch)
        if kinds.finite < kinds.count and self.first is None:
            self.first = self.count + int(np.argmin(np.isfinite(values)))
        self.nan += kinds.nan
        self.inf += kinds.posinf + kinds.neginf
        self.zeros += kinds.zeros
        self.squares += _squares(values, scratch)
        self.max_abs = max(
            self.max_abs, -float(kinds.low), float(kinds.high)
        )  # the range is crossed where none is finite
        if self.alive is not None:
            if kinds.zeros:
                _mark_rows(self.alive, values != 0, self.count, self.row_length)
            else:
                self.alive[self.count // self.row_length : -(-(self.count + len(values)) // self.row_length)] = True
        if before is not None:
            moved = scratch.array("moved", np.float64, len(values))
            with np.errstate(invalid="ignore", over="ignore"):
                np.subtract(values, before, out=moved, dtype=np.float64)
            self.update_squares += _squares(moved, scratch)
        self.count += len(values)

    def numbers(self, before: StepNumbers | None) -> StepNumbers:
        """The result; ``before`` is the step that the update is from."""
        dead = np.flatnonzero(~self.alive) if self.alive is not None else np.zeros(0, int)
        first = None if self.first is None else tuple(map(int, np.unravel_index(self.first, self.shape)))
        update = math.sqrt(self.update_squares) if before is not None else None
        ratio = None if update is None or before is None else update / before.l2 if before.l2 else math.nan
        return StepNumbers(
            self.count, math.sqrt(self.squares), self.max_abs, self.nan, self.inf, self.zeros, first,
            len(dead), tuple(map(int, dead[:_MAX_NAMED])), update, ratio,
        )  # fmt: skip


def step_numbers(entries: Sequence[TensorEntry], job: Job, scratch: Scratch) -> list[StepNumbers]:
    """The numbers of one tensor at steps that follow each other; ``entries`` are of one shape.

    Goes through all steps block by block, so that two blocks are held, however many steps there are. Complex values count by
    their magnitude. Raises CheckpointError where bytes can't be read, LimitError for a tensor that is inflated out of all
    proportion.
    """
    for entry in entries:
        if is_inflated(entry, job.limits):
            raise LimitError(f"{entry.numel:,} elements are too many to go through: the file holds few of them")
    shape = entries[0].shape
    sums = [_Sums(shape) for _ in entries]
    for blocks in split_together(tuple(entries), _ELEMENTS):
        before: Array | None = None
        for at, (sum_, block) in enumerate(zip(sums, blocks, strict=True)):
            job.check()
            values = _as_floats(read_values(block, scratch.buffer(block.nbytes, _BUFFERS[at % 2])))
            sum_.add(values, before, scratch)
            before = values
    found: list[StepNumbers] = []
    for sum_ in sums:
        found.append(sum_.numbers(found[-1] if found else None))
    return found


def _as_floats(values: Array) -> Array:
    """The values side by side, as the smallest floats of the kernel that hold them."""
    if values.dtype.kind == "c":
        values = np.abs(values)
    single = values.dtype in (np.float16, np.float32)
    return np.ascontiguousarray(values.reshape(-1), np.float32 if single else np.float64)


def _squares(values: Array, scratch: Scratch) -> float:
    """The sum of the squares; NaN and infinity as the sum would have them."""
    with np.errstate(over="ignore", invalid="ignore"):
        finite, _, squares = sum_and_squares(values, 0.0, scratch, all_finite=False)
    if finite == len(values):
        return squares
    return math.nan if np.isnan(values).any() else math.inf


def _mark_rows(alive: npt.NDArray[np.bool_], nonzero: npt.NDArray[np.bool_], offset: int, length: int) -> None:
    """Mark the rows that a run of elements shows to be alive; the run may begin and end within a row."""
    position = 0
    while position < len(nonzero):
        row, inside = divmod(offset + position, length)
        if inside == 0 and (whole := (len(nonzero) - position) // length):
            stop = position + whole * length
            alive[row : row + whole] |= nonzero[position:stop].reshape(whole, length).any(axis=1)
        else:
            stop = min(len(nonzero), position + length - inside)
            alive[row] |= nonzero[position:stop].any()
        position = stop
