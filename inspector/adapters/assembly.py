"""A delta from its factors: read, checked against each other, and put in the orientation of the weight.

Formulas: PEFT (tuners/lora/layer.py, loha/layer.py, lokr/layer.py, get_delta_weight) and LyCORIS (lycoris/functional); of
LoHa and LoKr that of the forward pass, since version 4.1.3 applies alpha / rank twice in get_diff_weight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.adapters.configuration import AdapterConfig
from inspector.adapters.deltas import Delta, DenseDelta, HadamardDelta, KroneckerDelta, LowRankDelta
from inspector.adapters.modules import AdapterModule
from inspector.adapters.naming import Role
from inspector.errors import CorruptError, LimitError
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_values
from inspector.text import shape_text

__all__ = ["Scaled", "bias_delta", "factor_rank", "read_vector", "scalar_value", "scaled", "weight_delta"]

Array = npt.NDArray[Any]

#: Factors of one module are read into memory.
_MAX_FACTOR_ELEMENTS = 1 << 25
_MAX_AXES = 5


@dataclass(frozen=True, slots=True)
class Scaled:
    """What a module's scaling is made of; ``alpha`` and ``rank`` are None where there is none."""

    rank: int | None
    alpha: float | None
    scaling: float


def factor_rank(module: AdapterModule) -> int | None:
    """The rank of the factors, by their shapes alone; None where nothing is factored.

    Raises CorruptError for a factor without axes.
    """
    factors = module.factors
    for role, axis in (
        (Role.A, 0), (Role.EMBEDDING_A, 0), (Role.HADA_W1_B, 0), (Role.LOKR_W2_B, 0), (Role.LOKR_W1_B, 0),
    ):  # fmt: skip
        if role in factors:
            if not factors[role].shape:
                raise CorruptError(f"has {role.value} without axes")
            return factors[role].shape[axis]
    return None


def scaled(module: AdapterModule, config: AdapterConfig) -> Scaled:
    """The scaling of a module: by the alpha in the file, else by that of the configuration.

    Raises CorruptError for an alpha that is no finite number, and for a rank of 0.
    """
    rank = factor_rank(module)
    if rank == 0:
        raise CorruptError("has factors of rank 0")
    scalar = scalar_value(module, Role.SCALAR)
    factor = 1.0 if scalar is None else scalar
    if module.method in ("difference", "norm"):
        return Scaled(None, None, factor)
    alpha = scalar_value(module, Role.ALPHA)
    if alpha is not None:
        if rank is None:  # LoKr of two whole halves: alpha is ignored
            return Scaled(None, alpha, factor)
        return Scaled(rank, alpha, factor * alpha / rank)
    alpha = config.alpha_of(module.name)
    divisor = rank if rank is not None else config.rank_of(module.name)
    scaling = factor * config.scaling(alpha, divisor)
    if not math.isfinite(scaling):
        raise CorruptError(f"has the scaling {scaling}")
    return Scaled(rank, float(rank) if alpha is None and rank is not None else alpha, scaling)


def scalar_value(module: AdapterModule, role: Role) -> float | None:
    """A single number of the module, None if there is none. Raises CorruptError if it is no finite number."""
    entry = module.factors.get(role)
    if entry is None:
        return None
    if entry.numel != 1 or not _is_numeric(entry):
        raise CorruptError(f"has {role.value} of shape {shape_text(entry.shape)}, which is no number")
    value = float(read_values(entry).reshape(-1)[0])
    if not math.isfinite(value):
        raise CorruptError(f"has the {role.value} {value}, which is no number to scale by")
    return value


def weight_delta(module: AdapterModule, scaling: float) -> Delta:
    """What a module that changes a weight adds to it.

    Raises CorruptError for factors that don't fit each other, LimitError for those too large to be read at once.
    """
    if module.method == "LoRA":
        return _lora(module, scaling)
    if module.method == "LoHa":
        return _loha(module, scaling)
    if module.method == "LoKr":
        return _lokr(module, scaling)
    return _whole(module, scaling, Role.DIFF, Role.NORM)


def bias_delta(module: AdapterModule, scaling: float) -> Delta:
    """What a module that changes a bias adds to it; raises as :func:`weight_delta`."""
    return _whole(module, scaling, Role.B_BIAS, Role.DIFF_BIAS, Role.NORM_BIAS)


def _whole(module: AdapterModule, scaling: float, *roles: Role) -> DenseDelta:
    role = next(role for role in roles if role in module.factors)
    return DenseDelta(_checked(module.factors[role], role), scaling)


def _lora(module: AdapterModule, scaling: float) -> LowRankDelta:
    if Role.EMBEDDING_A in module.factors and Role.EMBEDDING_B in module.factors:
        first, second = _factors(module, Role.EMBEDDING_A, Role.EMBEDDING_B)
        return _product(_matrix(second), _matrix(first), scaling).transposed
    down, up, *mid = _factors(module, Role.A, Role.B, Role.MID)
    if mid:
        return _tucker(mid[0], _matrix(up).T, _matrix(down), scaling)
    return _product(_matrix(up), _matrix(down), scaling)


def _loha(module: AdapterModule, scaling: float) -> HadamardDelta:
    halves = []
    for roles in (
        (Role.HADA_W1_A, Role.HADA_W1_B, Role.HADA_T1),
        (Role.HADA_W2_A, Role.HADA_W2_B, Role.HADA_T2),
    ):
        left, right, *core = _factors(module, *roles)
        halves.append(_tucker(core[0], left, right, 1.0) if core else _product(left, _matrix(right), 1.0))
    first, second = halves
    if first.shape != second.shape:
        raise CorruptError(f"has halves of {shape_text(first.shape)} and {shape_text(second.shape)}")
    return HadamardDelta(first, second, scaling)


def _lokr(module: AdapterModule, scaling: float) -> KroneckerDelta:
    first = _half(module, Role.LOKR_W1, Role.LOKR_W1_A, Role.LOKR_W1_B, None)
    second = _half(module, Role.LOKR_W2, Role.LOKR_W2_A, Role.LOKR_W2_B, Role.LOKR_T2)
    if math.prod(first.shape) * math.prod(second.shape) > 1 << 40:
        raise LimitError("has a Kronecker product larger than any weight")
    return KroneckerDelta(first, second, scaling, factor_rank(module))


def _half(module: AdapterModule, whole: Role, left: Role, right: Role, core: Role | None) -> Array:
    """A half of a Kronecker product as a matrix: stored whole, or as a product itself."""
    if whole in module.factors:
        return _matrix(_factors(module, whole)[0])
    first, second, *mid = _factors(module, left, right, *([core] if core else []))
    product = _tucker(mid[0], first, second, 1.0) if mid else _product(first, _matrix(second), 1.0)
    if math.prod(product.shape) > _MAX_FACTOR_ELEMENTS:
        raise LimitError(f"has a half of {shape_text(product.shape)}, too large for memory")
    return product.rows(0, product.shape[0], np.dtype(np.float64))


def _product(left: Array, right: Array, scaling: float) -> LowRankDelta:
    left = _matrix(left)
    if left.shape[1] != right.shape[0]:
        raise CorruptError(f"has factors that don't multiply: {shape_text(left.shape)} and {shape_text(right.shape)}")
    return LowRankDelta(left, right, scaling)


def _tucker(core: Array, left: Array, right: Array, scaling: float) -> LowRankDelta:
    """The kernel ``sum core[i, j, ...] left[i, p] right[j, q]`` of [p, q, ...], as a product of the rank of ``left``."""
    right = _matrix(right)
    left = _matrix(left)
    if core.ndim < 3 or core.shape[0] != left.shape[0] or core.shape[1] != right.shape[0]:
        shapes = " and ".join(shape_text(each.shape) for each in (core, left, right))
        raise CorruptError(f"has factors that don't multiply: {shapes}")
    if core.shape[0] * right.shape[1] * math.prod(core.shape[2:]) > _MAX_FACTOR_ELEMENTS:
        raise LimitError("has a core and a factor too large for memory")
    kernel = np.einsum("ij...,jq->iq...", core, right)
    return LowRankDelta(left.T, kernel.reshape(len(kernel), -1), scaling)


def _factors(module: AdapterModule, *roles: Role) -> list[Array]:
    """The values of the factors that are there, as float32 or float64, in the order of the roles."""
    entries = [_checked(module.factors[role], role) for role in roles if role in module.factors]
    if sum(entry.numel for entry in entries) > _MAX_FACTOR_ELEMENTS:
        raise LimitError(f"has factors of more than {_MAX_FACTOR_ELEMENTS:,} elements, too large for memory")
    return [_floats(read_values(entry)) for entry in entries]


def _checked(entry: TensorEntry, role: Role) -> TensorEntry:
    """The entry, if it is made of real numbers that the file has."""
    if entry.storage is None or not _is_numeric(entry):
        raise CorruptError(f"has {role.value} of type {entry.dtype}, which are no numbers")
    if is_inflated(entry):
        raise LimitError(f"has {role.value} larger than its file out of all proportion")
    if not 1 <= len(entry.shape) <= _MAX_AXES or 0 in entry.shape:
        raise CorruptError(f"has {role.value} of shape {shape_text(entry.shape)}")
    return entry


def _is_numeric(entry: TensorEntry) -> bool:
    return entry.dtype.is_numeric and entry.dtype.kind is not Kind.COMPLEX and entry.dtype.values_per_element == 1


def _floats(values: Array) -> Array:
    return values if values.dtype == np.float64 else values.astype(np.float32, copy=False)


def _matrix(values: Array) -> Array:
    return values.reshape(len(values), -1)


def read_vector(factors: Mapping[Role, TensorEntry], role: Role) -> Array:
    """The values of a vector such as the magnitudes of DoRA, as float64."""
    entry = _checked(factors[role], role)
    if entry.numel > _MAX_FACTOR_ELEMENTS:
        raise LimitError(f"has {role.value} of more than {_MAX_FACTOR_ELEMENTS:,} elements")
    return read_values(entry).astype(np.float64).reshape(-1)
