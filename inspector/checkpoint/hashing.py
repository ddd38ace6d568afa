"""The SHA-256 of a tensor's elements: whether two tensors of any two files are the same, in one line of text."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.checkpoint.entries import TensorEntry
from inspector.checkpoint.reading import BLOCK_NBYTES, aligned_buffer, read_stored, split
from inspector.codecs.decode import decode
from inspector.codecs.dtypes import DType, Kind
from inspector.jobs import Job

__all__ = ["ElementHash", "sha256"]

#: How far a tensor may exceed its storage: an expanded scalar is honest, one expanded to a terabyte is never read.
_MAX_EXPANSION_NBYTES = 4 << 30


class ElementHash:
    """The SHA-256 of elements that come in blocks of stored units: in C order, little-endian, in their type.

    Text is hashed as UTF-8 joined by NUL, packed types as their stored bytes.
    """

    def __init__(self, dtype: DType) -> None:
        self._dtype = dtype
        self._digest = hashlib.sha256()
        self._separator = b""

    def update(self, stored: npt.NDArray[Any]) -> None:
        """Add a block as :func:`~inspector.checkpoint.reading.read_stored` gives it."""
        if self._dtype.kind is Kind.TEXT:
            texts = map(_encoded, decode(stored, self._dtype).reshape(-1))
            self._digest.update(self._separator + b"\0".join(texts))
            self._separator = b"\0"
        else:
            self._digest.update(stored.reshape(-1).view(np.uint8).data)

    def hexdigest(self) -> str:
        """The hash of all blocks so far."""
        return self._digest.hexdigest()


def sha256(entry: TensorEntry, job: Job) -> str | None:
    """The :class:`ElementHash` of a tensor, its views, conj and neg bits resolved.

    None for a tensor without data, and for one that expands its storage out of all proportion. Raises CheckpointError
    where the bytes can't be read.
    """
    entry = entry.values
    if entry.storage is None or entry.nbytes > entry.storage_nbytes + _MAX_EXPANSION_NBYTES:
        return None
    digest = ElementHash(entry.dtype)
    buffer = aligned_buffer(min(BLOCK_NBYTES, entry.nbytes))
    done = 0
    for block in split(entry):
        job.report(done, entry.nbytes, f"Hashing {entry.key}")
        digest.update(read_stored(block, buffer if block.nbytes <= buffer.nbytes else None))
        done += block.nbytes
    return digest.hexdigest()


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
