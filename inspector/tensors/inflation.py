"""Tensors with many more elements than their file holds: expanded scalars, sparse matrices."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.limits import LIMITS, Limits
from inspector.tensors.entries import TensorEntry

__all__ = ["is_inflated", "parts"]


def parts(tensor: TensorEntry) -> Iterator[TensorEntry]:
    """The tensors whose storages lie in the file: the components of a sparse, nested or logical tensor, else itself."""
    if tensor.components:
        for component in tensor.components.values():
            yield from parts(component)
    else:
        yield tensor


def is_inflated(tensor: TensorEntry, limits: Limits = LIMITS) -> bool:
    """Whether a tensor has so many more bytes than its file holds of it that going through all of them would not end."""
    nbytes = tensor.nbytes
    if nbytes <= limits.tensor_of(0):
        return False
    stored = sum(part.stored_nbytes for part in parts(tensor))
    return nbytes > limits.tensor_of(stored, is_decoded=tensor.is_logical)
