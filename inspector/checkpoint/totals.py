"""How much a set of entries holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspector.tensors.entries import Entry, TensorEntry
from inspector.tensors.inflation import parts
from inspector.text import plural, size_text

__all__ = ["Totals", "totals"]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over tensors. ``parameters`` counts elements; ``storage_nbytes`` counts a storage that several share once."""

    tensors: int
    parameters: int
    nbytes: int
    storage_nbytes: int

    def __str__(self) -> str:
        text = f"{plural(self.tensors, 'tensor')}, {plural(self.parameters, 'parameter')}, {size_text(self.nbytes)}"
        if self.storage_nbytes == self.nbytes:
            return text
        return f"{text} (storages {size_text(self.storage_nbytes)})"


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
