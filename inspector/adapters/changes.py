"""One tensor of a base after merging: its rows are computed from the base's and the adapter's when they are read.

The arithmetic is that of PEFT's merge: deltas and sums in float32 (float64 for a float64 base), rounded to the base's type
once, in the end; so a bfloat16 merge is not the float32 merge rounded. Only an embedding's delta is rounded before it is
added. Source: peft 0.21, tuners/lora/layer.py (merge) and variants.py (DoraLinearVariant.merge_unsafe); LyCORIS,
lycoris/functional/general.py (weight_decompose).
"""

from __future__ import annotations

import math
import threading
from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from inspector.adapters.assembly import bias_delta, read_vector, weight_delta
from inspector.adapters.deltas import BLOCK_ELEMENTS, Delta, LowRankDelta
from inspector.adapters.modules import AdapterModule
from inspector.adapters.naming import Role
from inspector.errors import CorruptError
from inspector.jobs import Job
from inspector.sources.chunk_grid import ChunkGrid
from inspector.sources.chunks import ChunkedStorage
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import DTYPES, DType
from inspector.tensors.encode import ENCODABLE, encode
from inspector.tensors.entries import Path, TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values
from inspector.text import shape_text

__all__ = ["Change", "Difference", "ModuleChange", "changed_entry", "delta_entry", "delta_norm"]

Array = npt.NDArray[Any]

_FLOAT64 = np.dtype(np.float64)
#: The delta whose rows were asked for last: the rows of one tensor are read one after another, those of a vocabulary many.
_RECENT: WeakKeyDictionary[ModuleChange, Delta] = WeakKeyDictionary()
_READING = threading.Lock()


class Change(ABC):
    """A base's tensor and what it becomes. Rows are those of the first axis, all others together are columns."""

    def __init__(self, base: TensorEntry) -> None:
        self.base = base
        rows = base.shape[0] if base.shape else 1
        self.shape = (rows, math.prod(base.shape[1:]))

    @property
    @abstractmethod
    def key(self) -> Hashable:
        """Equal for changes that make the same of the same tensors."""

    @abstractmethod
    def changed(self, first: int, last: int) -> Array:
        """The rows from ``first`` up to ``last`` as they become, in the precision they are computed in."""

    @abstractmethod
    def delta(self, first: int, last: int) -> Array:
        """What these rows differ by, in float64."""

    def base_rows(self, first: int, last: int) -> Array:
        """These rows of the base."""
        part = self.base.region((slice(first, last),)) if self.base.shape else self.base
        return read_values(part).reshape(last - first, self.shape[1])


class ModuleChange(Change):
    """What a module of an adapter makes of the weight (or the ``bias``) that it meets, times ``scaling``.

    Factors are read when rows are wanted and not kept, for an adapter may have thousands of modules. Raises CorruptError
    for a delta of another shape than the weight's, and what :func:`weight_delta` raises.
    """

    def __init__(
        self, module: AdapterModule, base: TensorEntry, scaling: float, *, bias: bool = False, transposed: bool = False
    ) -> None:
        super().__init__(base)
        self.module = module
        self.scaling = scaling
        self.is_bias = bias
        self.is_transposed = transposed
        wide = base.dtype.name == "float64"
        self.precision = np.dtype(np.float64 if wide else np.float32)
        self._is_rounded_first = Role.EMBEDDING_A in module.factors and self.magnitude_role is None
        self._norms: Array | None = None
        self._norming = threading.Lock()
        delta = self._factors_delta()
        #: Whether the base has its axes the other way, as GPT-2's Conv1D.
        self.is_turned = self._turns(delta)
        if delta.shape != (self.shape[::-1] if self.is_turned else self.shape):
            rows, columns = delta.shape
            raise CorruptError(f"changes a weight of {rows} × {columns}, and the base's is {shape_text(base.shape)}")
        if self.magnitude_role is not None:
            self._check_magnitudes()

    def __reduce__(self) -> tuple[Any, ...]:
        return _module_change, (self.module, self.base, self.scaling, self.is_bias, self.is_transposed)

    @property
    def key(self) -> Hashable:
        factors = tuple((role.value, entry.view_key) for role, entry in self.module.factors.items())
        return "adapted", self.base.view_key, factors, self.scaling, self.is_bias, self.is_transposed

    @property
    def magnitude_role(self) -> Role | None:
        """What holds the magnitudes if the weight is decomposed (DoRA)."""
        roles = (role for role in (Role.MAGNITUDE, Role.DORA_SCALE) if role in self.module.factors)
        return None if self.is_bias else next(roles, None)

    def read_delta(self) -> Delta:
        """What is added, before magnitudes, in the orientation of the base. The factors are read, if not those before."""
        with _READING:
            delta = _RECENT.get(self)
            if delta is None:
                delta = self._factors_delta()
                if self.is_turned and isinstance(delta, LowRankDelta):
                    delta = delta.transposed
                _RECENT.clear()
                _RECENT[self] = delta
            return delta

    def _factors_delta(self) -> Delta:
        return bias_delta(self.module, self.scaling) if self.is_bias else weight_delta(self.module, self.scaling)

    def _turns(self, delta: Delta) -> bool:
        if not isinstance(delta, LowRankDelta) or len(self.base.shape) != 2 or Role.EMBEDDING_A in self.module.factors:
            return False
        return delta.shape[::-1] == self.shape and (self.is_transposed or delta.shape != self.shape)

    def changed(self, first: int, last: int) -> Array:
        with np.errstate(all="ignore"):  # numbers may be anything in a damaged file
            delta = self.read_delta().rows(first, last, self.precision)
            if self._is_rounded_first and self.base.dtype.name in ENCODABLE:
                delta = _rounded(delta, self.base.dtype)
            total = self.base_rows(first, last).astype(self.precision) + delta
            if self.magnitude_role is not None:
                total = self._factors(first, last).astype(self.precision) * total
        return total

    def delta(self, first: int, last: int) -> Array:
        with np.errstate(all="ignore"):
            delta = self.read_delta().rows(first, last, _FLOAT64)
            if self.magnitude_role is None:
                return delta
            base = self.base_rows(first, last).astype(np.float64)
            decomposed: Array = self._factors(first, last) * (base + delta) - base
            return decomposed

    @property
    def _has_inner_norms(self) -> bool:
        """Whether magnitudes are of the second axis of the base: of what its rows have in common."""
        if self.magnitude_role is Role.DORA_SCALE:
            shape = self.module.factors[Role.DORA_SCALE].shape
            return len(shape) > 1 and shape[0] == 1 and self.base.shape[:1] != (1,)
        return self.is_turned or Role.EMBEDDING_A in self.module.factors

    def _check_magnitudes(self) -> None:
        assert self.magnitude_role is not None
        axis = 1 if self._has_inner_norms else 0
        count = self.module.factors[self.magnitude_role].numel
        if len(self.base.shape) < 2 or count != self.base.shape[axis]:
            raise CorruptError(f"has {count:,} magnitudes for a weight of {shape_text(self.base.shape)}")

    def _factors(self, first: int, last: int) -> Array:
        """What each element of the rows is multiplied by, of a shape that broadcasts: magnitudes over norms."""
        assert self.magnitude_role is not None
        magnitudes = read_vector(self.module.factors, self.magnitude_role)
        if not self._has_inner_norms:
            factors: Array = magnitudes[first:last] / np.sqrt(self._squares(first, last).sum(axis=1))
            return factors[:, np.newaxis]
        with self._norming:
            if self._norms is None:
                self._norms = self._inner_norms()
        return np.repeat(magnitudes / self._norms, self.shape[1] // len(magnitudes))[np.newaxis, :]

    def _inner_norms(self) -> Array:
        inner = self.base.shape[1]
        total = np.zeros(inner)
        step = max(1, BLOCK_ELEMENTS // max(1, self.shape[1]))
        for first in range(0, self.shape[0], step):
            squares = self._squares(first, min(first + step, self.shape[0]))
            total += squares.reshape(len(squares), inner, -1).sum(axis=(0, 2))
        return np.sqrt(total)

    def _squares(self, first: int, last: int) -> Array:
        delta = self.read_delta().rows(first, last, _FLOAT64)
        squares: Array = np.square(self.base_rows(first, last).astype(np.float64) + delta)
        return squares


def _module_change(
    module: AdapterModule, base: TensorEntry, scaling: float, bias: bool, transposed: bool
) -> ModuleChange:
    return ModuleChange(module, base, scaling, bias=bias, transposed=transposed)


class Difference(Change):
    """The base's tensor and the tensor of a fine-tune that has its place and shape."""

    def __init__(self, base: TensorEntry, tuned: TensorEntry) -> None:
        super().__init__(base)
        self.tuned = tuned

    def __reduce__(self) -> tuple[Any, ...]:
        return Difference, (self.base, self.tuned)

    @property
    def key(self) -> Hashable:
        return "difference", self.base.view_key, self.tuned.view_key

    def changed(self, first: int, last: int) -> Array:
        part = self.tuned.region((slice(first, last),)) if self.tuned.shape else self.tuned
        return read_values(part).reshape(last - first, self.shape[1])

    def delta(self, first: int, last: int) -> Array:
        with np.errstate(all="ignore"):
            difference: Array = self.changed(first, last).astype(np.float64) - self.base_rows(first, last)
            return difference


def _rounded(values: Array, dtype: DType) -> Array:
    return decode(encode(values, dtype), dtype).astype(values.dtype)


class _ComputedStorage(ChunkedStorage):
    """The rows of a change as elements of ``dtype``: as they become, or what they differ by."""

    __slots__ = ("_change", "_dtype", "_is_delta")

    def __init__(self, change: Change, dtype: DType, *, delta: bool) -> None:
        self._change, self._dtype, self._is_delta = change, dtype, delta
        rows, columns = change.shape
        several = max(1, min(rows, BLOCK_ELEMENTS // max(1, columns)))
        super().__init__(ChunkGrid((rows, columns), (several, max(1, columns)), dtype.itemsize), change.base.storage)

    @property
    def key(self) -> Hashable:
        return "computed", self._change.key, self._dtype.name, self._is_delta

    def __reduce__(self) -> tuple[Any, ...]:
        return _computed, (self._change, self._dtype, self._is_delta)

    def _fetch(self, numbers: Sequence[int]) -> list[bytes | None]:
        return [b""] * len(numbers)  # computing reads what it needs

    def _decode(self, number: int, _data: bytes) -> memoryview:
        several, columns = self.chunks.chunk_shape
        first = number * several
        last = min(first + several, self._change.shape[0])
        rows = self._change.delta(first, last) if self._is_delta else self._change.changed(first, last)
        stored = np.zeros((several, columns), self._dtype.stored_dtype.newbyteorder("<"))
        stored[: last - first] = encode(rows, self._dtype)
        return stored.reshape(-1).view(np.uint8).data


def _computed(change: Change, dtype: DType, delta: bool) -> _ComputedStorage:
    return _ComputedStorage(change, dtype, delta=delta)


def changed_entry(change: Change, path: Path) -> TensorEntry:
    """The base's tensor as it becomes, in the base's type; in float32 where that is decoded from a quantised weight."""
    dtype = change.base.dtype if change.base.dtype.name in ENCODABLE else DTYPES["float32"]
    if dtype.is_big_endian:
        dtype = DTYPES[dtype.name]
    shape = change.base.shape
    return TensorEntry(path, dtype, shape, contiguous_strides(shape), _ComputedStorage(change, dtype, delta=False))


def delta_entry(change: Change, path: Path) -> TensorEntry:
    """What the tensor is changed by, as a matrix of float64."""
    shape = change.shape
    storage = _ComputedStorage(change, DTYPES["float64"], delta=True)
    return TensorEntry(path, DTYPES["float64"], shape, contiguous_strides(shape), storage)


def delta_norm(change: Change, job: Job) -> float:
    """The Frobenius norm of what a tensor is changed by."""
    total = 0.0
    step = max(1, BLOCK_ELEMENTS // max(1, change.shape[1]))
    for first in range(0, change.shape[0], step):
        job.check()
        total = math.hypot(total, float(np.linalg.norm(change.delta(first, min(first + step, change.shape[0])))))
    return total
