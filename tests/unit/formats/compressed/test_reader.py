"""Compressed checkpoints, and compressed anything else."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnknownFormatError
from inspector.sources.compression import DecompressedFile
from inspector.sources.local_file import LocalFile


def saved() -> bytes:
    file = io.BytesIO()
    np.save(file, np.arange(1000.0))
    return file.getvalue()


@pytest.mark.parametrize(
    ("compress", "name"),
    [(gzip.compress, "gzip"), (bz2.compress, "bzip2"), (lzma.compress, "xz"), (zlib.compress, "zlib")],
)
def test_what_is_inside_opens(compress: Callable[[bytes], bytes], name: str, tmp_path: Path) -> None:
    path = tmp_path / "array.npy.compressed"
    path.write_bytes(compress(saved()))
    checkpoint = inspector.open(path)
    assert checkpoint.format == f"{name}(npy)"
    assert checkpoint.path == path
    np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), np.arange(1000.0))
    checkpoint.close()
    assert [file.path for file in checkpoint.files if isinstance(file, LocalFile | DecompressedFile)] == [path, path]
    with pytest.raises(CheckpointError, match="is closed"):
        checkpoint.read(checkpoint.tensors[0])


def test_a_compressed_pickle(tmp_path: Path) -> None:
    path = tmp_path / "mnist.pkl.gz"
    path.write_bytes(gzip.compress(pickle.dumps((np.zeros((2, 3)), [1, 2]))))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "gzip(pickle)"
        assert checkpoint.tensors[0].path == (0,)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (b"hello", "is gzip data whose inside is a text file, not a checkpoint"),
        (b"", "is gzip data whose inside is empty"),
        (gzip.compress(saved()), "is gzip data whose inside is gzip data too"),
        (bytes(64 << 20), "is gzip data whose inside begins with 65,536 zero bytes: it was not fully written"),
    ],
    ids=["text", "nothing", "compressed", "bomb"],
)
def test_what_is_inside_and_no_checkpoint_is_said(inside: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(inside, 1))
    with pytest.raises(UnknownFormatError, match=words):
        inspector.open(path)


def test_damage_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.npy.gz"
    packed = gzip.compress(saved())
    path.write_bytes(packed[:-3])
    with pytest.raises(TruncatedError, match="gzip data is cut short"):
        inspector.open(path)
    path.write_bytes(packed[:-8] + bytes(8))
    with pytest.raises(CorruptError, match="damaged"):
        inspector.open(path)


def test_two_bytes_make_no_zlib_data(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"\x78\x9c\xff\xff\xff\xff\xff\xff")
    with pytest.raises(UnknownFormatError, match=r"is not in a recognized checkpoint format"):
        inspector.open(path)


def test_a_safetensors_header_of_376_bytes_is_not_taken_for_zlib_data(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes((376).to_bytes(8, "little") + b'{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}'.ljust(376))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "safetensors"
