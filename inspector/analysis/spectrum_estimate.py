"""The singular values of a large matrix, estimated in seconds: how they are spread, without computing each.

The largest come from a block Krylov space (Musco and Musco 2015, https://arxiv.org/abs/1504.05477), the others, which count
for less each but are many, from stochastic Lanczos quadrature (Ubaru, Chen and Saad 2017, https://doi.org/10.1137/16M1104974)
in what is orthogonal to that space: nodes and weights that stand for all of them. All it takes are some twenty products of
the matrix with a few vectors, so that the time grows with the number of elements and not with the cube of a side.
Sums over all singular values, such as the effective rank, are met within a few hundredths, the largest value within a
hundredth; the smallest are not told apart from none.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.analysis.spectrum import Spectrum, blocks, check_is_matrix, finite_magnitude, has_spectrum, spectrum
from inspector.errors import SelectionError
from inspector.jobs import Job
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values

__all__ = ["effective_rank", "estimated_spectrum", "is_rank_estimated"]

Array = npt.NDArray[Any]

#: The Krylov space: so many random vectors, and each times the matrix so many times.
_BLOCK, _POWERS = 24, 4
#: The quadrature: so many random vectors, and steps of each.
_VECTORS, _STEPS = 8, 16
#: How often the elements are gone through: once more each to find the largest, and for what the Krylov space makes of them.
_PASSES = _POWERS + _STEPS + 2
#: Matrices of up to so many bytes are held in memory, and read once; others are read for each step.
_MAX_HELD_NBYTES = 512 << 20
_SEED = 0
#: For the rank alone, in a table of many: the shorter side of matrices of which all singular values are computed, and the
#: elements of those of which any are.
_MAX_EXACT_SIDE, _MAX_ELEMENTS = 512, 1 << 26


def estimated_spectrum(entry: TensorEntry, job: Job | None = None) -> Spectrum:
    """An estimate of the singular values of a matrix of any size, the same each time.

    Raises SelectionError for what is no matrix, and where a value is NaN or infinite.
    """
    job = job or Job()
    check_is_matrix(entry)
    product = _Product(entry, job)
    side = min(entry.shape)
    if not product.squares:
        return Spectrum(np.zeros(side), 0.0, is_estimate=True)
    random = np.random.default_rng(_SEED)
    largest, space = _largest(product, side, random)
    others = side - len(largest)
    spread = _spread(*_others(product, space, random), others) if others else np.zeros(0)
    values = np.sqrt(np.sort(np.concatenate([largest, spread]))[::-1]) / product.scale
    floor = float(values[0]) * math.sqrt(float(np.finfo(np.float32).eps))
    return Spectrum(values, floor, is_estimate=True)


def is_rank_estimated(entry: TensorEntry) -> bool:
    """Whether :func:`effective_rank` estimates that of a tensor."""
    return has_spectrum(entry.values) and min(entry.values.shape) > _MAX_EXACT_SIDE


def effective_rank(entry: TensorEntry, job: Job | None = None) -> float:
    """The effective rank of a matrix, at a bounded cost: estimated where its shorter side is more than 512.

    NaN for what is no matrix, for one with NaN or infinities, and for one of more than 2^26 elements.
    """
    matrix = entry.values
    if not has_spectrum(matrix) or matrix.numel > _MAX_ELEMENTS:
        return math.nan
    try:
        return (estimated_spectrum if is_rank_estimated(entry) else spectrum)(matrix, job).effective_rank
    except SelectionError:
        return math.nan


class _Product:
    """The matrix times its own transpose, times vectors; scaled so that the largest element is near 1."""

    def __init__(self, entry: TensorEntry, job: Job) -> None:
        self._entry = entry
        self._job = job
        self._done = 0
        self.dtype = np.complex64 if entry.dtype.kind is Kind.COMPLEX else np.float32
        self._is_tall = min(entry.shape) == entry.shape[1]
        self._held: list[Array] | None = [] if entry.numel * self.dtype().itemsize <= _MAX_HELD_NBYTES else None
        largest, self.squares = 0.0, 0.0
        for block, _ in blocks(entry):
            self._report(block.numel)
            largest = max(largest, finite_magnitude(entry, read_values(block)))
        self.scale = math.ldexp(1.0, min(-math.frexp(largest)[1], 1023)) if largest else 1.0
        for part in self._parts():
            self.squares += float(np.square(np.abs(part), dtype=np.float64).sum())
            if self._held is not None:
                self._held.append(part)

    def _report(self, elements: int) -> None:
        """Say that so many elements were gone through; all passes together are one of the job's."""
        done = self._done * self._entry.nbytes // (_PASSES * self._entry.numel)
        self._job.report(done, self._entry.nbytes, f"Estimating the singular values of {self._entry.key}")
        self._done += elements

    def _parts(self) -> Iterator[Array]:
        """The matrix in blocks across its longer side, each of shape [some of the longer side, shorter side]."""
        if self._held:
            yield from self._held
            return
        for block, _ in blocks(self._entry):
            values = (read_values(block) * self.scale).astype(self.dtype)
            yield np.ascontiguousarray(values if self._is_tall else values.T)

    def __call__(self, vectors: Array) -> Array:
        """The product with vectors [shorter side, number of vectors]."""
        total = np.zeros_like(vectors)
        for part in self._parts():
            self._report(part.size)
            total += part.conj().T @ (part @ vectors)
        return total


def _largest(product: _Product, side: int, random: np.random.Generator) -> tuple[Array, Array]:
    """The largest eigenvalues, and an orthonormal basis [side, as many] of the space that they are of."""
    width = max(1, min(_BLOCK, side // (2 * _POWERS)))
    vectors = random.standard_normal((side, width)).astype(product.dtype)
    powers = []
    for _ in range(_POWERS):
        vectors = np.linalg.qr(product(vectors))[0]
        powers.append(vectors)
    space = np.linalg.qr(np.concatenate(powers, axis=1))[0]
    inner = space.conj().T @ product(space)
    return np.maximum(np.linalg.eigvalsh((inner + inner.conj().T) / 2), 0.0), space


def _others(product: _Product, space: Array, random: np.random.Generator) -> tuple[Array, Array]:
    """Nodes and weights for the eigenvalues beside a space; the weights add up to 1."""

    def beside(vectors: Array) -> Array:
        for _ in range(2):  # once is not enough to keep them orthogonal
            vectors = vectors - space @ (space.conj().T @ vectors)
        return vectors

    side = len(space)
    steps = max(1, min(_STEPS, side - space.shape[1]))
    vectors = beside(random.choice([-1.0, 1.0], size=(side, _VECTORS)).astype(product.dtype))
    vectors /= np.linalg.norm(vectors, axis=0)
    before, lengths = np.zeros_like(vectors), np.zeros(_VECTORS)
    diagonal, next_to_it = np.zeros((steps, _VECTORS)), np.zeros((steps, _VECTORS))
    for step in range(steps):
        new = beside(product(vectors)) - before * lengths
        diagonal[step] = (vectors.conj() * new).sum(axis=0).real
        new -= vectors * diagonal[step]
        next_to_it[step] = lengths = np.linalg.norm(new, axis=0)
        before, vectors = vectors, new / np.maximum(lengths, np.finfo(np.float32).tiny)
    nodes, weights = [], []
    for one, two in zip(diagonal.T, next_to_it.T, strict=True):
        values, directions = np.linalg.eigh(np.diag(one) + np.diag(two[:-1], 1) + np.diag(two[:-1], -1))
        nodes.append(np.maximum(values, 0.0))
        weights.append(np.square(directions[0]) / _VECTORS)
    return np.concatenate(nodes), np.concatenate(weights)


def _spread(nodes: Array, weights: Array, count: int) -> npt.NDArray[np.float64]:
    """So many values, spread as the nodes are."""
    order = np.argsort(nodes)
    nodes, weights = nodes[order], weights[order]
    places = (np.cumsum(weights) - weights / 2) * count  # the middle of the ranks that each node stands for
    spread: npt.NDArray[np.float64] = np.interp(np.arange(count) + 0.5, places, nodes)
    return spread
