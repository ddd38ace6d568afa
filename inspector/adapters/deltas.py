"""What an adapter adds to a weight, without ever being whole in memory: rows of it, its norm, its exact singular values.

A delta is a matrix of ``rows`` by ``columns``, that of a convolution with its kernel in the columns. A product of thin
factors has the singular values of a small core: with ``B = Q1 R1`` and ``A.T = Q2 R2`` those of ``B A`` are those of
``R1 R2.T``, of at most rank x rank (Golub and Van Loan, Matrix Computations, 5.4). A Kronecker product has the products of
those of its halves; a Hadamard product of two products is one of rank r1 r2, by the rows' Kronecker products (Khatri-Rao).
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.jobs import Job
from inspector.tensors.entries import TensorEntry
from inspector.tensors.reading import read_values, split

__all__ = ["BLOCK_ELEMENTS", "Delta", "DenseDelta", "HadamardDelta", "KroneckerDelta", "LowRankDelta"]

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]

#: Elements of a delta that are made at once.
BLOCK_ELEMENTS = 1 << 20
#: A core, or a matrix without one, has an SVD up to this size, beyond which it takes more than a second or two.
_MAX_DENSE_ELEMENTS = 1 << 23
_MAX_DENSE_SIDE = 1024


class Delta(ABC):
    """``scale`` times a matrix of ``shape`` (rows, columns)."""

    shape: tuple[int, int]
    scale: float

    @property
    def rank(self) -> int | None:
        """The rank of the factors, which the matrix has at most; None where they are whole."""
        return None

    @property
    @abstractmethod
    def is_zero(self) -> bool:
        """Whether it adds nothing at all: a factor is all zero, as before any training."""

    @abstractmethod
    def rows(self, first: int, last: int, dtype: np.dtype[Any]) -> Array:
        """The rows from ``first`` up to ``last``, computed in ``dtype`` throughout: float32 as libraries do, or float64."""

    def core(self) -> Floats | None:
        """A small matrix with the singular values of this one but for zeros; None if there is none."""
        return None

    def norm(self, job: Job) -> float:
        """The Frobenius norm."""
        core = self.core()
        if core is not None:
            return _norm(core)
        total = 0.0
        step = max(1, BLOCK_ELEMENTS // max(1, self.shape[1]))
        for first in range(0, self.shape[0], step):
            job.check()
            total = math.hypot(total, _norm(self.rows(first, min(first + step, self.shape[0]), np.dtype(np.float64))))
        return total

    def singular_values(self, job: Job) -> Floats | None:
        """All that can differ from zero, the largest first, in float64; None for a matrix too large for that."""
        job.check()
        core = self.core()
        if core is None:
            if min(self.shape) > _MAX_DENSE_SIDE or math.prod(self.shape) > _MAX_DENSE_ELEMENTS:
                return None
            core = self.rows(0, self.shape[0], np.dtype(np.float64))
        return _singular_values(core)


@dataclass(frozen=True, eq=False)
class LowRankDelta(Delta):
    """``scale * left @ right``: ``left`` of [rows, rank], ``right`` of [rank, columns]."""

    left: Array
    right: Array
    scale: float

    @property
    def shape(self) -> tuple[int, int]:  # type: ignore[override]
        """Rows and columns of the product."""
        return self.left.shape[0], self.right.shape[1]

    @property
    def rank(self) -> int:
        return int(self.right.shape[0])

    @property
    def is_zero(self) -> bool:
        return not (self.scale and self.left.any() and self.right.any())

    @property
    def transposed(self) -> LowRankDelta:
        """The same with rows and columns swapped."""
        return LowRankDelta(self.right.T, self.left.T, self.scale)

    def rows(self, first: int, last: int, dtype: np.dtype[Any]) -> Array:
        product: Array = self.left[first:last].astype(dtype) @ self.right.astype(dtype)
        product *= dtype.type(self.scale)
        return product

    def core(self) -> Floats | None:
        if self.rank > _MAX_DENSE_SIDE:
            return None
        scaled: Floats = _core(self.left, self.right) * self.scale
        return scaled


@dataclass(frozen=True, eq=False)
class HadamardDelta(Delta):
    """``scale * (first.left @ first.right) * (second.left @ second.right)``, elementwise: LoHa."""

    first: LowRankDelta
    second: LowRankDelta
    scale: float

    @property
    def shape(self) -> tuple[int, int]:  # type: ignore[override]
        """Rows and columns, of both products."""
        return self.first.shape

    @property
    def rank(self) -> int:
        return self.first.rank

    @property
    def is_zero(self) -> bool:
        return not self.scale or self.first.is_zero or self.second.is_zero

    def rows(self, first: int, last: int, dtype: np.dtype[Any]) -> Array:
        product = self.first.rows(first, last, dtype)
        product *= self.second.rows(first, last, dtype)
        product *= dtype.type(self.scale)
        return product

    def core(self) -> Floats | None:
        rank = self.first.rank * self.second.rank
        if rank >= min(self.shape) or rank > _MAX_DENSE_SIDE:
            return None
        left = _row_products(self.first.left, self.second.left)
        right = _row_products(self.first.right.T, self.second.right.T).T
        scaled: Floats = _core(left, right) * self.scale
        return scaled


@dataclass(frozen=True, eq=False)
class KroneckerDelta(Delta):
    """``scale * kron(first, second)``: LoKr. Each half is a matrix, ``factor_rank`` that of those that are products."""

    first: Array
    second: Array
    scale: float
    factor_rank: int | None = None

    @property
    def shape(self) -> tuple[int, int]:  # type: ignore[override]
        """Rows and columns of the product."""
        return self.first.shape[0] * self.second.shape[0], self.first.shape[1] * self.second.shape[1]

    @property
    def rank(self) -> int | None:
        return self.factor_rank

    @property
    def is_zero(self) -> bool:
        return not (self.scale and self.first.any() and self.second.any())

    def rows(self, first: int, last: int, dtype: np.dtype[Any]) -> Array:
        outer, inner = np.divmod(np.arange(first, last), self.second.shape[0])
        product = self.first[outer].astype(dtype)[:, :, np.newaxis] * self.second[inner].astype(dtype)[:, np.newaxis, :]
        rows: Array = product.reshape(last - first, self.shape[1])
        if self.scale != 1:
            rows *= dtype.type(self.scale)
        return rows

    def norm(self, job: Job) -> float:
        job.check()
        return _norm(self.first) * _norm(self.second) * abs(self.scale)

    def singular_values(self, job: Job) -> Floats | None:
        halves = []
        for half in (self.first, self.second):
            job.check()
            if min(half.shape) > _MAX_DENSE_SIDE:
                return None
            halves.append(_singular_values(half.astype(np.float64)))
        if len(halves[0]) * len(halves[1]) > _MAX_DENSE_ELEMENTS:
            return None
        products = np.multiply.outer(*halves).reshape(-1) * abs(self.scale)
        ordered: Floats = np.sort(products)[::-1]
        return ordered


@dataclass(frozen=True, eq=False)
class DenseDelta(Delta):
    """``scale`` times a tensor that is stored whole; a vector counts as one column."""

    entry: TensorEntry
    scale: float

    @property
    def shape(self) -> tuple[int, int]:  # type: ignore[override]
        """The first axis, and all others together."""
        rows = self.entry.shape[0] if self.entry.shape else 1
        return rows, math.prod(self.entry.shape[1:])

    @property
    def is_zero(self) -> bool:
        return not self.scale or not any(read_values(block).any() for block in split(self.entry))

    def rows(self, first: int, last: int, dtype: np.dtype[Any]) -> Array:
        part = self.entry.region((slice(first, last),)) if self.entry.shape else self.entry
        values = read_values(part).astype(dtype).reshape(last - first, self.shape[1])
        if self.scale != 1:
            values *= dtype.type(self.scale)
        return values


def _core(left: Array, right: Array) -> Floats:
    """The core of ``left @ right``, of the size of the rank at most."""
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return np.full((1, 1), np.nan)
    first, second = (np.asarray(np.linalg.qr(half.astype(np.float64), mode="r")) for half in (left, right.T))
    product: Floats = first @ second.T
    return product


def _row_products(first: Array, second: Array) -> Floats:
    """The Kronecker product of each row with that of the other matrix: [rows, r1 r2]."""
    product = first.astype(np.float64)[:, :, np.newaxis] * second.astype(np.float64)[:, np.newaxis, :]
    return product.reshape(len(first), -1)


def _singular_values(matrix: Floats) -> Floats:
    if not np.isfinite(matrix).all():
        return np.full(min(matrix.shape), np.nan)
    return np.linalg.svd(matrix, compute_uv=False).astype(np.float64, copy=False)


def _norm(values: Array) -> float:
    return float(np.linalg.norm(values.astype(np.float64)))
