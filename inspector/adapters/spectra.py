"""The singular values of a delta, and the ranks that follow: exact, or an estimate that says so.

What is a product of thin factors has the values of its small core. What is not is gone through as a matrix: exactly up to
:data:`inspector.analysis.spectrum.MAX_SIDE`, beyond that by a random sketch of its range (Halko, Martinsson and Tropp,
2011, https://arxiv.org/abs/0909.4061), which reads it twice and finds the largest values.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from inspector.adapters.changes import Change, Difference, ModuleChange, delta_entry, delta_norm
from inspector.adapters.deltas import BLOCK_ELEMENTS, Delta
from inspector.analysis.spectrum import MAX_SIDE, Spectrum, spectrum
from inspector.jobs import Job
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import TensorEntry

__all__ = ["DeltaSpectrum", "delta_spectrum", "factor_spectrum"]

Floats = npt.NDArray[np.float64]

#: What is left of a singular value that was zero before the fine-tune was rounded to float32, as a share of the largest.
_ROUNDING = 1e-5
#: Half a unit in the last place of 1.
_HALF_UNITS = {"bfloat16": 2.0**-8, "float16": 2.0**-11, "float32": 2.0**-24, "float64": 2.0**-53}
#: Matrices of a side of at most this have an SVD of their own; that of larger ones is one of their product with themselves.
_EXACT_SIDE = 512
_HELD_ELEMENTS = 1 << 25
_SKETCH = 128
_OVERSAMPLED = 16
_SEED = 13
_EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True, eq=False)
class DeltaSpectrum:
    """``norm`` is the Frobenius norm; ``values`` are the singular values, the largest first, as many as were computed.

    ``is_estimate`` says that only the largest were, by a random sketch. ``rank`` counts those above what rounding leaves
    (None if more than the sketch holds); ``effective_rank`` is exp of the entropy of their shares, None where not all of
    them are known; ``stable_rank`` is the squared norm over the largest square.
    """

    norm: float
    values: Floats | None = None
    floor: float = 0.0
    is_estimate: bool = False

    @property
    def rank(self) -> int | None:
        """How many singular values are above the floor."""
        if self.values is None:
            return 0 if self.norm == 0 else None
        found = int(np.count_nonzero(self.values > self.floor))
        return None if self.is_estimate and found == len(self.values) else found

    @property
    def effective_rank(self) -> float | None:
        """As many equal singular values would be as evenly spread (Roy and Vetterli, 2007)."""
        if self.values is None or not len(self.values) or self.rank is None:
            return None
        return Spectrum(self.values[self.values > self.floor], 0.0).effective_rank

    @property
    def stable_rank(self) -> float | None:
        """The squared Frobenius norm over the square of the largest singular value."""
        if self.values is None or not len(self.values) or not self.values[0]:
            return None
        return (self.norm / float(self.values[0])) ** 2


def delta_spectrum(change: Change, job: Job) -> DeltaSpectrum:
    """The singular values of what a tensor is changed by.

    Raises what reading raises. A delta with NaN or infinite values has a norm that says so, and no singular values.
    """
    job.check()
    if isinstance(change, ModuleChange) and change.magnitude_role is None:
        found = factor_spectrum(change.read_delta(), job)
        if found.values is not None:
            return found
        norm = found.norm
    else:
        norm = delta_norm(change, job)
    if not _is_matrix(change) or not math.isfinite(norm):
        return DeltaSpectrum(norm)
    if norm == 0:
        return DeltaSpectrum(norm, np.zeros(min(change.shape)))
    values, floor, is_estimate = _values(change, job)
    return DeltaSpectrum(norm, values, max(floor, _floor(values, change)), is_estimate)


def factor_spectrum(delta: Delta, job: Job) -> DeltaSpectrum:
    """The singular values of a delta by its factors alone."""
    norm = delta.norm(job)
    if min(delta.shape) < 2 or not math.isfinite(norm):
        return DeltaSpectrum(norm)
    values = delta.singular_values(job)
    if values is None:
        return DeltaSpectrum(norm)
    return DeltaSpectrum(norm, values, float(values[0]) * max(delta.shape) * _EPSILON)


def _values(change: Change, job: Job) -> tuple[Floats, float, bool]:
    """The singular values, up to which they are errors of the computation, and whether only the largest were looked for."""
    rows, columns = change.shape
    side = min(rows, columns)
    if rows * columns <= _HELD_ELEMENTS and side <= MAX_SIDE:
        held = np.concatenate(list(_blocks(change, job, "Reading")))
        if side <= _EXACT_SIDE:
            return np.linalg.svd(held, compute_uv=False), 0.0, False
        storage = MemoryStorage(held.reshape(-1).view(np.uint8).data)
        found = spectrum(TensorEntry(("delta",), DTYPES["float64"], (rows, columns), (columns, 1), storage), job)
        return found.values, found.floor, False
    if columns <= MAX_SIDE:
        found = spectrum(delta_entry(change, ("delta",)), job)
        return found.values, found.floor, False
    return _sketched(change, job), 0.0, True


def _is_matrix(change: Change) -> bool:
    return len(change.base.shape) > 1 and min(change.shape) > 1


def _floor(values: Floats, change: Change) -> float:
    """Up to where a singular value may be what rounding left: of the arithmetic, and of the elements of a fine-tune."""
    largest = float(values[0]) if len(values) else 0.0
    if not isinstance(change, Difference):
        return largest * max(change.shape) * _EPSILON
    unit = _HALF_UNITS.get(change.tuned.dtype.name, 0.0)
    rows, columns = change.shape
    spread = math.sqrt(_mean_square(change)) if unit > _HALF_UNITS["float32"] else 0.0
    return max(largest * _ROUNDING, unit * spread * (math.sqrt(rows) + math.sqrt(columns)))


def _mean_square(change: Change) -> float:
    """Of the elements of the fine-tune's tensor; of its first rows, which is near enough for a bound on rounding."""
    several = max(1, min(change.shape[0], BLOCK_ELEMENTS // change.shape[1]))
    return float(np.square(change.changed(0, several).astype(np.float64)).mean())


def _sketched(change: Change, job: Job) -> Floats:
    """The largest singular values: those of the matrix on the range of its product with a random one."""
    rows, columns = change.shape
    random = np.random.default_rng(_SEED).standard_normal((columns, _SKETCH + _OVERSAMPLED))
    product = np.concatenate([block @ random for block in _blocks(change, job, "Sketching")])
    basis, _ = np.linalg.qr(product)
    small = np.zeros((basis.shape[1], columns))
    first = 0
    for block in _blocks(change, job, "Projecting"):
        small += basis[first : first + len(block)].T @ block
        first += len(block)
    job.check()
    return np.linalg.svd(small, compute_uv=False)[: min(_SKETCH, rows)].astype(np.float64, copy=False)


def _blocks(change: Change, job: Job, what: str) -> Iterator[npt.NDArray[np.float64]]:
    rows, columns = change.shape
    step = max(1, BLOCK_ELEMENTS // columns)
    for first in range(0, rows, step):
        job.report(first, rows, f"{what} {change.base.key}")
        yield change.delta(first, min(first + step, rows))
