"""How much a set of entries holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspector.tensors.entries import Entry, TensorEntry
from inspector.tensors.inflation import parts

__all__ = ["Totals", "totals"]


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
    storages = {
        part.storage.key: part.storage.nbytes
        for tensor in tensors
        for part in parts(tensor)
        if part.storage is not None
    }
    return Totals(
        tensors=len(tensors),
        parameters=sum(tensor.numel for tensor in tensors),
        nbytes=sum(tensor.nbytes for tensor in tensors),
        storage_nbytes=sum(storages.values()),
    )
