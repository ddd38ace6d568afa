"""Adaptive entropy coding undone: all ways of coding a block, as libaec in h5py chooses them, and damaged chunks."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.formats.hdf5 import szip
from inspector.formats.hdf5.szip import unszipped

Array = np.ndarray[Any, Any]
SHAPE = (64, 70)
#: A way to code each is among those that libaec chooses: zeros, pairs, splits of any width, samples as they are.
CONTENTS = ("zeros", "few", "rare", "steps", "noise", "waves")


def content(name: str, dtype: str, shape: tuple[int, ...] = SHAPE) -> Array:
    rng = np.random.default_rng(len(name))
    made: dict[str, Any] = {
        "zeros": np.zeros(shape),
        "few": rng.random(shape) < 0.2,
        "rare": rng.random(shape) < 0.002,
        "steps": np.where(rng.random(shape) < 0.1, rng.integers(0, 100, shape), 0),
        "noise": np.where(rng.random(shape) < 0.5, rng.integers(0, 1 << 20, shape), 0),
        "waves": np.round(100 * np.sin(np.arange(np.prod(shape)).reshape(shape) / 50)),
    }
    array: Array = np.asarray(made[name]).astype(dtype)
    return array


def stored(
    path: Path, array: Array, chunks: tuple[int, ...], mode: str, block: int
) -> tuple[bytes, tuple[int, ...], bool]:
    """The first chunk as the file has it, the filter's parameters, and whether it was coded at all."""
    with h5py.File(path, "w") as file:
        made = file.create_dataset("a", data=array, chunks=chunks, compression="szip", compression_opts=(mode, block))
        mask, data = made.id.read_direct_chunk((0,) * array.ndim)
        return data, made.id.get_create_plist().get_filter(0)[2], not mask


@pytest.mark.parametrize("dtype", ["u1", "<i2", ">u2", "<i4", ">f4", "<f8"])
@pytest.mark.parametrize("mode", ["nn", "ec"])
def test_arrays_are_those_that_were_written(tmp_path: Path, dtype: str, mode: str) -> None:
    coded = 0
    for number, name in enumerate(CONTENTS):
        array = content(name, dtype)
        chunks = (SHAPE, (20, 33), (7, 64))[number % 3]
        *_, was_coded = stored(tmp_path / "file.h5", array, chunks, mode, (4, 8, 16, 32)[number % 4])
        coded += was_coded
        with inspector.open(tmp_path / "file.h5") as checkpoint:
            assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), array), name
    assert coded >= 4


@pytest.mark.parametrize("mode", ["nn", "ec"])
def test_runs_of_zeros_end_with_their_segment(tmp_path: Path, mode: str) -> None:
    """Lines of 250 blocks: a run goes to the next multiple of 64, or to the end of the line."""
    array = np.zeros((3, 1000), "<i2")
    array[1, 700] = 5
    array[2, 90:110] = range(20)
    *_, was_coded = stored(tmp_path / "file.h5", array, array.shape, mode, 4)
    assert was_coded
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), array)


def test_chunks_of_several_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(szip, "_WINDOW_NBYTES", 100)
    monkeypatch.setattr(szip, "_MAX_BLOCK_NBYTES", 200)
    monkeypatch.setattr(szip, "_SAMPLES_AT_ONCE", 300)
    for name in CONTENTS:
        array = content(name, "<i2")
        data, parameters, was_coded = stored(tmp_path / "file.h5", array, SHAPE, "nn", 16)
        assert was_coded == (name != "noise")
        assert not was_coded or unszipped(data, parameters, array.nbytes) == array.tobytes()


@pytest.mark.parametrize("name", ["few", "steps", "waves"])
def test_damaged_chunks_are_refused_or_read_as_something(tmp_path: Path, name: str) -> None:
    array = content(name, "<i2", (16, 20))
    data, parameters, _ = stored(tmp_path / "file.h5", array, (16, 20), "nn", 8)
    rng = np.random.default_rng(1)
    for cut in range(0, len(data) - 8, 11):
        with pytest.raises(CorruptError):
            unszipped(data[:cut], parameters, array.nbytes)
    for position in rng.integers(4, len(data), 100):
        damaged = bytearray(data)
        damaged[position] ^= 1 << int(position) % 8
        with suppress(CorruptError):
            assert len(unszipped(bytes(damaged), parameters, array.nbytes)) == array.nbytes


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ((32, 16, 8), CorruptError),
        ((32, 15, 8, 64), UnsupportedError),
        ((32, 128, 8, 256), UnsupportedError),
        ((32, 16, 25, 64), UnsupportedError),
        ((32, 16, 0, 64), UnsupportedError),
        ((32, 16, 8, 8), UnsupportedError),
        ((32, 16, 8, 1 << 20), UnsupportedError),
        ((32, 16, 8, 64), LimitError),
    ],
)
def test_parameters_that_are_not_written(parameters: tuple[int, ...], error: type[CheckpointError]) -> None:
    with pytest.raises(error):
        unszipped(b"\xff" * 40, parameters, 1 << 30)


def test_runs_of_zeros_end_with_their_interval() -> None:
    """Two samples, no reference, then more blocks of zeros than are left: 000 0, and a one behind six zeros."""
    coded = (8).to_bytes(4, "little") + bytes([0b00000000, 0b00100000])
    with pytest.raises(CorruptError, match="more zeros than there is room for"):
        unszipped(coded, (0, 2, 8, 8), 8)
