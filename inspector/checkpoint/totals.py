"""How much a set of entries holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspector.tensors.entries import Entry, TensorEntry

__all__ = ["Totals", "is_inflated", "parts", "totals"]

#: How far a tensor may exceed what its file holds of it: an expanded scalar is honest, one expanded to a terabyte, or a
#: sparse matrix of a million rows and columns, can't be gone through in its dense form.
_MAX_INFLATION_NBYTES = 4 << 30


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over tensors. ``parameters`` counts elements; ``storage_nbytes`` counts a storage that several share once."""

    tensors: int
    parameters: int
    nbytes: int
    storage_nbytes: int


def totals(entries: Iterable[Entry]) -> Totals:
    """The sums over the tensors among ``entries``."""
    tensors = [entry for entry in entries if isinstance(entry, TensorEntry)]
    storages = {id(part.storage): part.storage_nbytes for tensor in tensors for part in parts(tensor)}
    return Totals(
        tensors=len(tensors),
        parameters=sum(tensor.numel for tensor in tensors),
        nbytes=sum(tensor.nbytes for tensor in tensors),
        storage_nbytes=sum(storages.values()),
    )


def parts(tensor: TensorEntry) -> Iterator[TensorEntry]:
    """The tensors whose storages lie in the file: the components of a sparse or nested tensor, else itself."""
    if tensor.components:
        for component in tensor.components.values():
            yield from parts(component)
    else:
        yield tensor


def is_inflated(tensor: TensorEntry) -> bool:
    """Whether a tensor has so many more bytes than its file holds of it that going through all of them would not end."""
    return tensor.nbytes > sum(part.storage_nbytes for part in parts(tensor)) + _MAX_INFLATION_NBYTES
