"""How much of a checkpoint, or of a part of it, is of each element type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inspector.jobs import Job
from inspector.tensors.entries import Entry, TensorEntry

__all__ = ["TypeShare", "type_shares"]


@dataclass(frozen=True, slots=True)
class TypeShare:
    """All tensors of one element type together; ``parameters`` counts elements."""

    dtype: str
    tensors: int
    parameters: int
    nbytes: int


def type_shares(entries: Iterable[Entry], job: Job | None = None) -> list[TypeShare]:
    """The element types among the tensors of ``entries``, the one with most bytes first.

    What no sum over the tensors counts, such as the stored parts of quantised weights, is left out, unless there is nothing
    else.
    """
    tensors = [entry for entry in entries if isinstance(entry, TensorEntry)]
    counted = [tensor for tensor in tensors if tensor.in_state_dict] or tensors
    sums: dict[str, list[int]] = {}
    for entry in (job or Job()).each(counted):
        sum_ = sums.setdefault(entry.dtype.name, [0, 0, 0])
        sum_[0] += 1
        sum_[1] += entry.numel
        sum_[2] += entry.file_nbytes
    shares = [TypeShare(dtype, *sum_) for dtype, sum_ in sums.items()]
    return sorted(shares, key=lambda share: (-share.nbytes, -share.parameters, share.dtype))
