"""Integers of unusual widths, with and without the filter that packs them, as h5py writes and reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from h5py import h5d, h5p, h5s, h5t, h5z

import inspector
from inspector.errors import CorruptError, UnsupportedError
from inspector.formats.hdf5 import nbit
from inspector.formats.hdf5.dataset import Filter
from inspector.formats.hdf5.filters import unfiltered

NBIT = 5


def written(
    path: Path, array: np.ndarray[Any, Any], precision: int, offset: int, *, packed: bool, axes: int = 0
) -> None:
    """Integers of so many bits in a dataset; the last axes may be those of its elements."""
    whole = h5t.py_create(array.dtype)
    narrow = whole.copy()
    narrow.set_precision(precision)
    narrow.set_offset(offset)
    shape, inner = array.shape[: array.ndim - axes], array.shape[array.ndim - axes :]
    with h5py.File(path, "w") as file:
        creation = h5p.create(h5p.DATASET_CREATE)
        if packed:
            creation.set_chunk((3, *shape[1:]))
            creation.set_filter(NBIT, h5z.FLAG_OPTIONAL, ())
        made, given = (h5t.array_create(each, inner) if axes else each for each in (narrow, whole))
        dataset = h5d.create(file.id, b"a", made, h5s.create_simple(shape), creation)
        dataset.write(h5s.ALL, h5s.ALL, array, mtype=given)
        is_smaller = packed and precision < 8 * array.itemsize
        assert (dataset.get_storage_size() < array.nbytes) == is_smaller


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("dtype", ["i1", "<i2", ">i2", "<u4", ">i8"])
@pytest.mark.parametrize("spare", [(0, 0), (1, 0), (3, 2)])
def test_integers_of_any_width(tmp_path: Path, dtype: str, spare: tuple[int, int], packed: bool) -> None:
    bits = 8 * np.dtype(dtype).itemsize
    precision, offset = bits - spare[0], spare[1]
    least = 0 if "u" in dtype else -(1 << (precision - 1))
    array = np.array([[least, 0, 1], [(1 << (precision - 1)) - 1, 5, 9]] * 3).astype(dtype)
    written(tmp_path / "file.h5", array, precision, offset, packed=packed)
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        (entry,) = checkpoint.tensors
        assert entry.dtype.name == array.dtype.name
        assert np.array_equal(checkpoint.read(entry), array)
        assert np.array_equal(checkpoint.read(entry.region((slice(1, 5), slice(1, 2)))), array[1:5, 1:2])


def test_arrays_as_elements(tmp_path: Path) -> None:
    array = np.arange(-18, 18, dtype="<i4").reshape(6, 3, 2)
    written(tmp_path / "file.h5", array, 19, 3, packed=True, axes=2)
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), array)


@pytest.mark.parametrize(
    ("parameters", "error"),
    [
        ((8, 0, 9, 1, 2, 0, 10, 0), CorruptError),  # more bits than there are
        ((8, 0, 2, 1, 2, 0, 10, 7), CorruptError),
        ((8, 0, 2, 1, 2, 0, 0, 0), CorruptError),
        ((8, 0, 5, 1, 2, 0, 8, 0), CorruptError),  # more elements than the chunk has
        ((8, 0, 4, 1, 2, 0, 17, 0), CorruptError),
        ((8, 0, 2, 1, 16, 0, 10, 0), UnsupportedError),
        ((8, 0, 2, 3, 2, 0, 10, 0), UnsupportedError),
        ((10, 0, 2, 2, 4, 3, 2, 0, 10, 0), UnsupportedError),
        ((4, 0, 2, 1), UnsupportedError),
    ],
)
def test_parameters_that_make_no_sense(parameters: tuple[int, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        unfiltered(bytes(8), [Filter(NBIT, "", parameters)], 0, 8)


def test_fewer_bits_than_the_elements_have() -> None:
    with pytest.raises(CorruptError, match="cut off"):
        unfiltered(bytes(4), [Filter(NBIT, "", (8, 0, 4, 1, 2, 0, 10, 0))], 0, 8)


def test_bits_are_unpacked_some_rows_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nbit, "_BITS_AT_ONCE", 100)
    data = np.random.default_rng(1).integers(0, 256, 50, np.uint8).tobytes()
    rows = list(nbit.rows_of_bits(data, 11, 36))
    assert [len(each) for each in rows] == [8, 8, 8, 8, 4]
    assert np.array_equal(np.concatenate(rows).reshape(-1), np.unpackbits(np.frombuffer(data, np.uint8))[: 36 * 11])


def test_what_is_narrow_within_a_record_is_a_field(tmp_path: Path) -> None:
    narrow = h5t.NATIVE_INT32.copy()
    narrow.set_precision(20)
    record = h5t.create(h5t.COMPOUND, 8)
    record.insert(b"a", 0, narrow)
    record.insert(b"b", 4, h5t.NATIVE_FLOAT)
    with h5py.File(tmp_path / "file.h5", "w") as file:
        h5d.create(file.id, b"a", record, h5s.create_simple((3,)))
        file["a"][...] = np.array([(-1, 0.5), (7, 1), (-(1 << 19), 2)], [("a", "<i4"), ("b", "<f4")])
    with inspector.open(tmp_path / "file.h5") as checkpoint:
        assert [checkpoint.read(entry).tolist() for entry in checkpoint.tensors] == [[-1, 7, -(1 << 19)], [0.5, 1, 2]]
