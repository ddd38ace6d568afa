"""Hashes of whole files, by the names that other programs have for them.

- LFS pointers and the Hugging Face Hub: SHA-256 of the file (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
- AUTOMATIC1111's web UI and Civitai: the first ten digits of that (AutoV2); before 2023 the first eight of the SHA-256 of 64
  KiB at 1 MiB (AutoV1).
- kohya's sd-scripts (``sshs_model_hash``) and Civitai's AutoV3: SHA-256 of a safetensors file behind its header, which edits
  of the metadata do not change. See ``addnet_hash_safetensors`` in https://github.com/kohya-ss/sd-scripts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.buffers import BLOCK_NBYTES, aligned_buffer
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.jobs import Job
from inspector.sources.storage import Storage

__all__ = ["FileHashes", "file_hashes", "sha256_of"]

_OLD_OFFSET, _OLD_NBYTES = 1 << 20, 64 << 10
_SAFETENSORS = "safetensors"


@dataclass(frozen=True, slots=True)
class FileHashes:
    """The hashes of one file. ``data_sha256`` is that behind the header of a safetensors file, "" for others."""

    name: str
    nbytes: int
    sha256: str
    data_sha256: str = ""
    autov1: str = ""

    @property
    def autov2(self) -> str:
        """The short hash that A1111 and Civitai show."""
        return self.sha256[:10]


def file_hashes(checkpoint: Checkpoint, job: Job) -> Iterator[FileHashes]:
    """Of all files that a checkpoint is read from. Raises CheckpointError where one can't be read."""
    for file in checkpoint.files:
        start = 0
        if checkpoint.format.startswith(_SAFETENSORS) and file.nbytes >= 8 and file.name.endswith(f".{_SAFETENSORS}"):
            start = 8 + int.from_bytes(file.read(0, 8), "little")
        old = sha256_of(file, job, _OLD_OFFSET, min(_OLD_OFFSET + _OLD_NBYTES, file.nbytes))[0]
        whole, data = sha256_of(file, job, 0, file.nbytes, start)
        yield FileHashes(file.name, file.nbytes, whole, data if start else "", old[:8])


def sha256_of(file: Storage, job: Job, begin: int, end: int, start: int = 0) -> tuple[str, str]:
    """The SHA-256 of the bytes from ``begin`` to ``end``, and of those of them from ``start`` on if that is not 0."""
    whole, rest = hashlib.sha256(), hashlib.sha256()
    buffer = aligned_buffer(BLOCK_NBYTES)
    for offset in range(begin, end, BLOCK_NBYTES):
        job.report(offset - begin, end - begin, "Hashing the file")
        piece = buffer[: min(BLOCK_NBYTES, end - offset)].data
        file.read_into(piece, offset)
        whole.update(piece)
        if start and offset + len(piece) > start:
            rest.update(piece[max(0, start - offset) :])
    return whole.hexdigest(), rest.hexdigest()
