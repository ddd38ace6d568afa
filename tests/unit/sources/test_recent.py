"""What a process unpickled lately is not begun anew, and no more than a few of it are kept."""

from __future__ import annotations

import gc
import pickle
import weakref
import zlib
from pathlib import Path

import pytest

from inspector.errors import CheckpointError
from inspector.jobs import Job
from inspector.sources import recent
from inspector.sources.compression import DecompressedFile, decompressed
from inspector.sources.deflate import DeflatedStorage
from inspector.sources.storage import MemoryStorage


def deflated(content: bytes) -> DeflatedStorage:
    return DeflatedStorage(MemoryStorage(zlib.compress(content, wbits=-15)), len(content))


def test_parts_that_come_one_after_another_are_of_one_storage() -> None:
    pickled = pickle.dumps(deflated(b"abc" * 1000))
    first = pickle.loads(pickled)
    assert pickle.loads(pickled) is first
    assert pickle.loads(pickle.dumps(deflated(b"abc" * 1000))) is not first


def test_few_are_kept() -> None:
    kept = weakref.WeakSet(pickle.loads(pickle.dumps(decompressed_of(n))) for n in range(10))
    gc.collect()
    assert len(kept) == recent._MAX_RECENT


def decompressed_of(number: int) -> DecompressedFile:
    content = str(number).encode() * 1000
    with decompressed(MemoryStorage(zlib.compress(content)), "zlib", Path("x.z"), Job()) as file:
        return file


def test_what_decompresses_to_another_size_was_changed() -> None:
    file = decompressed_of(1)
    longer = DecompressedFile(file._source, "zlib", Path("x.z"), file.nbytes + 1)
    with pytest.raises(CheckpointError, match=r"x\.z: was changed since it was indexed"):
        longer.read()
    with pickle.loads(pickle.dumps(file)) as copy:
        assert copy.read() == b"1" * 1000
    assert copy.read(0, 1) == b"1"  # decompressed once more
    copy.close()
