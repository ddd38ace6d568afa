"""The SHA-256 of a tensor's elements: whether two tensors of any two files are the same, in one line of text."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.buffers import BLOCK_NBYTES, aligned_buffer
from inspector.jobs import Job
from inspector.tensors.decode import decode
from inspector.tensors.dtypes import Kind
from inspector.tensors.entries import TensorEntry
from inspector.tensors.inflation import is_inflated
from inspector.tensors.reading import read_stored, split
from inspector.tensors.strings import StringStorage

__all__ = ["sha256"]


def sha256(entry: TensorEntry, job: Job) -> str | None:
    """The hash of the elements in C order, little-endian, in the entry's type; views, conj and neg bits resolved.

    Text is hashed as the length (8 bytes, little-endian) and the UTF-8 or other bytes of each element, so that different
    arrays have different hashes; packed types as their stored bytes; records without the padding between their fields.
    None for a tensor without data, and for one that is inflated out of all proportion. Raises CheckpointError where the
    bytes can't be read.
    """
    entry = entry.values
    if entry.storage is None or is_inflated(entry):
        return None
    digest = hashlib.sha256()
    buffer = aligned_buffer(min(BLOCK_NBYTES, entry.nbytes))
    done = 0
    for block in split(entry):
        job.report(done, entry.nbytes, f"Hashing {entry.key}")
        stored = read_stored(block, buffer if block.nbytes <= buffer.nbytes else None)
        if isinstance(entry.storage, StringStorage):
            for text in entry.storage.each(stored):
                digest.update(len(text).to_bytes(8, "little") + text)
        elif entry.dtype.kind is Kind.TEXT:
            for text in map(_encoded, decode(stored, entry.dtype).reshape(-1)):
                digest.update(len(text).to_bytes(8, "little") + text)
        else:
            if entry.dtype.kind is Kind.RECORD:
                stored = _packed(stored)
            digest.update(stored.reshape(-1).view(np.uint8).data)
        done += block.nbytes
    return digest.hexdigest()


def _encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")


def _packed(records: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same records without padding."""
    from numpy.lib.recfunctions import repack_fields  # few files have any

    packed: npt.NDArray[Any] = repack_fields(records, recurse=True)
    return packed
