"""Tensors with many more elements than their file holds: expanded scalars, sparse matrices."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.tensors.entries import TensorEntry

__all__ = ["is_inflated", "parts"]

#: How far a tensor may exceed what its file holds of it: an expanded scalar is honest, one expanded to a terabyte, or a
#: sparse matrix of a million rows and columns, can't be gone through in its dense form.
_MAX_INFLATION_NBYTES = 4 << 30
#: Decoded, a quantised weight is honestly this many times as large: float32 of a bit.
_MAX_DECODED = 32


def parts(tensor: TensorEntry) -> Iterator[TensorEntry]:
    """The tensors whose storages lie in the file: the components of a sparse, nested or logical tensor, else itself."""
    if tensor.components:
        for component in tensor.components.values():
            yield from parts(component)
    else:
        yield tensor


def is_inflated(tensor: TensorEntry) -> bool:
    """Whether a tensor has so many more bytes than its file holds of it that going through all of them would not end."""
    stored = sum(part.stored_nbytes for part in parts(tensor))
    return tensor.nbytes > (_MAX_DECODED * stored if tensor.is_logical else stored) + _MAX_INFLATION_NBYTES
