"""The singular values of a matrix, and how many of them matter: whether a layer uses the rank it has.

They are the roots of the eigenvalues of the matrix times its own transpose, which is as small as the shorter side and is
summed block by block, so that a matrix of any length takes bounded memory and can be stopped. The product costs digits:
below :attr:`Spectrum.floor` a singular value can't be told from none.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import LOGICAL, TensorEntry
from inspector.tensors.reading import read_values

__all__ = [
    "LARGEST_SIDE",
    "MAX_SIDE",
    "Spectrum",
    "blocks",
    "check_is_matrix",
    "finite_magnitude",
    "has_spectrum",
    "spectrum",
]

Array = npt.NDArray[Any]

#: The shorter side of matrices of which all singular values are computed unasked, and at most. The time grows with its cube,
#: and the last step of the work can't be stopped.
MAX_SIDE, LARGEST_SIDE = 2048, 8192
_BLOCK_ELEMENTS = 1 << 19
_EPSILON = float(np.finfo(np.float64).eps)
#: Between these a sum of squares of float64 has neither overflowed nor lost digits.
_SMALLEST_SQUARE, _LARGEST_SQUARE = 1e-200, 1e300
#: Such work takes all processors, and goes on after it was cancelled: one at a time.
_solving = threading.Lock()


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """``values`` are the singular values, the largest first: float64 of shape [the shorter side].

    Those up to ``floor`` are no more than rounding errors of the elements or of the computation. Those of an estimate are
    spread as the singular values are; of its small ones nothing is known.
    """

    values: npt.NDArray[np.float64]
    floor: float
    is_estimate: bool = False

    @property
    def rank(self) -> int:
        """How many are above the floor."""
        return int(np.count_nonzero(self.values > self.floor))

    @property
    def effective_rank(self) -> float:
        """How many equal ones would be as evenly spread: exp of the entropy of their shares (Roy and Vetterli, 2007)."""
        shares = self.values / (self.values.sum() or 1.0)
        shares = shares[shares > 0]
        return math.exp(-float((shares * np.log(shares)).sum())) if len(shares) else 0.0

    @property
    def stable_rank(self) -> float:
        """The sum of the squares over the largest square."""
        return float(self._energies.sum())

    @property
    def condition(self) -> float:
        """The largest over the smallest; infinite where that can't be told from none."""
        return float(self.values[0] / self.values[-1]) if self.values[-1] > self.floor else math.inf

    def holding(self, share: float) -> int:
        """How many of the largest hold ``share`` of the sum of all squares."""
        held = np.cumsum(self._energies)
        return min(int(np.searchsorted(held, share * held[-1])) + 1, len(held)) if held[-1] else 0

    def held_by(self, count: int) -> float:
        """Which share of the sum of all squares the ``count`` largest hold."""
        energies = self._energies
        return float(energies[:count].sum() / energies.sum()) if energies[0] else 0.0

    @property
    def _energies(self) -> npt.NDArray[np.float64]:
        """The squares, as shares of the largest."""
        return np.square(self.values / (self.values[0] or 1.0))


def has_spectrum(entry: TensorEntry) -> bool:
    """Whether a tensor is a matrix of numbers, of more than one row and column."""
    return (
        len(entry.shape) == 2
        and min(entry.shape) > 1
        and entry.layout in ("strided", LOGICAL)
        and entry.storage is not None
        and entry.dtype.is_numeric
        and entry.dtype.values_per_element == 1
        and entry.dtype.kind is not Kind.BOOL
    )


def check_is_matrix(entry: TensorEntry) -> None:
    """Raise SelectionError for what has no singular values."""
    if not has_spectrum(entry):
        raise SelectionError(f"{entry.key} is not a matrix of numbers")


def finite_magnitude(entry: TensorEntry, values: Array) -> float:
    """The largest magnitude among some values of a matrix; SelectionError where one is NaN or infinite."""
    largest = float(np.abs(values).max())
    if not math.isfinite(largest):
        raise SelectionError(f"{entry.key} has no singular values, because some of its values are NaN or infinite")
    return largest


def spectrum(entry: TensorEntry, job: Job | None = None, *, max_side: int = MAX_SIDE) -> Spectrum:
    """The singular values of a matrix.

    Raises SelectionError for what is none, for one whose shorter side is more than ``max_side``, and where a value is NaN or
    infinite. Memory and time grow with the square and the cube of that side: 8192 takes 1.5 GiB, and minutes.
    """
    job = job or Job()
    check_is_matrix(entry)
    rows, columns = entry.shape
    side = min(rows, columns)
    if side > max_side:
        raise SelectionError(
            f"{rows:,} × {columns:,} is too large: singular values are computed of matrices with a side of at most "
            f"{max_side:,}, since the time grows with its cube"
        )
    gram, largest = _gram(entry, 1.0, job)
    scale = 1.0
    if largest and not _SMALLEST_SQUARE < largest * largest * max(rows, columns) < _LARGEST_SQUARE:
        scale = math.ldexp(1.0, min(-math.frexp(largest)[1], 1023))
        gram, _ = _gram(entry, scale, job)
    while not _solving.acquire(timeout=0.05):
        job.check()
    try:
        job.report(entry.nbytes, entry.nbytes, f"Solving for {side:,} singular values of {entry.key}")
        eigenvalues = np.linalg.eigvalsh(gram)[::-1]
    finally:
        _solving.release()
    values = np.sqrt(np.maximum(eigenvalues, 0.0)) / scale
    precision = _EPSILON if entry.dtype.name in ("float64", "complex128") else float(np.finfo(np.float32).eps)
    return Spectrum(values, float(values[0]) * max(max(rows, columns) * precision, math.sqrt(side * _EPSILON)))


def _gram(entry: TensorEntry, scale: float, job: Job) -> tuple[Array, float]:
    """The product with its own transpose of the matrix times ``scale``, and the largest magnitude without that."""
    side = min(entry.shape)
    total: Array = np.zeros((side, side), np.complex128 if entry.dtype.kind is Kind.COMPLEX else np.float64)
    largest = 0.0
    for block, done in blocks(entry):
        job.report(done * entry.nbytes // entry.numel, entry.nbytes, f"Reading {entry.key}")
        values = read_values(block).astype(total.dtype)
        largest = max(largest, finite_magnitude(entry, values))
        values *= scale
        with np.errstate(over="ignore", invalid="ignore"):  # what leaves float64 is done once more, to scale
            total += values.conj().T @ values if side == entry.shape[1] else values @ values.conj().T
    return total, largest


def blocks(entry: TensorEntry) -> Iterator[tuple[TensorEntry, int]]:
    """The matrix cut across its longer side, and how many elements are in the blocks before each."""
    rows, columns = entry.shape
    side = min(rows, columns)
    step = max(1, _BLOCK_ELEMENTS // side // entry.dtype.elements_per_unit) * entry.dtype.elements_per_unit
    for start in range(0, max(rows, columns), step):
        part = slice(start, start + step)
        yield entry.region((part,) if side == columns else (slice(None), part)), start * side
