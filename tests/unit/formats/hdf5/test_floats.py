"""Floats of any fields, against what the HDF5 library converts them to."""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import inspector
from inspector.formats.hdf5.floats import FloatFields, FloatStorage
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import TensorEntry

#: Size, sign, exponent, its bits, mantissa, its bits, bias, and the type that has all values.
FLOATS = {
    "tf32": (4, 18, 10, 8, 0, 10, 127, "float32"),
    "of 24 bits": (3, 23, 15, 8, 0, 15, 127, "float32"),
    "of 6 bits": (1, 5, 2, 3, 0, 2, 3, "float32"),
    "with a wide exponent": (4, 31, 20, 11, 0, 20, 1023, "float64"),
    "of 48 bits": (6, 47, 36, 11, 0, 36, 1023, "float64"),
    "mantissa first": (2, 15, 0, 6, 6, 9, 31, "float32"),
}
VALUES = [0.0, -0.0, 1.0, -1.5, 3.25, 0.1, 1e-5, 7.0, float("inf"), float("-inf"), 2.0**-13, 1e-40, 12345.678]


@pytest.mark.parametrize("kind", FLOATS)
@pytest.mark.parametrize("order", [h5py.h5t.ORDER_LE, h5py.h5t.ORDER_BE])
def test_floats_of_any_fields(tmp_path: Path, kind: str, order: int) -> None:
    size, sign, exponent, exponent_bits, mantissa, mantissa_bits, bias, plain = FLOATS[kind]
    made = h5py.h5t.IEEE_F64LE.copy()
    made.set_fields(sign, exponent, exponent_bits, mantissa, mantissa_bits)
    made.set_size(size)
    made.set_ebias(bias)
    made.set_precision(8 * size)
    made.set_order(order)
    path = tmp_path / "file.h5"
    values = np.array(VALUES)
    with h5py.File(path, "w") as file:
        dataset = h5py.h5d.create(file.id, b"x", made, h5py.h5s.create_simple((len(values),)))
        dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, values)
        expected = np.empty(len(values))
        dataset.read(h5py.h5s.ALL, h5py.h5s.ALL, expected)
    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        assert isinstance(entry, TensorEntry)
        assert entry.dtype.name == plain
        assert np.array_equal(checkpoint.read(entry), expected)
        assert np.array_equal(checkpoint.read(entry.region((slice(3, 5),))), expected[3:5])


def test_long_doubles(tmp_path: Path) -> None:
    path = tmp_path / "file.h5"
    values = np.array([0, 1, -2.5, 1 / 3, 1e300, np.inf, np.nan], np.longdouble)
    with h5py.File(path, "w") as file:
        file["x"] = values
    with inspector.open(path) as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), values.astype("f8"), equal_nan=True)


@settings(max_examples=25)
@given(st.integers(0, 40), st.integers(0, 40))
def test_any_bytes_are_those_of_the_whole(start: int, length: int) -> None:
    fields = FloatFields(3, 23, 15, 8, 0, 15, 127, has_all_bits=False, is_big_endian=False)
    storage = FloatStorage(MemoryStorage(bytes(range(30))), dtype_named("float32"), fields)
    whole = storage.read()
    stop = min(start + length, len(whole))
    start = min(start, stop)
    assert storage.read(start, stop - start) == whole[start:stop]


@pytest.mark.parametrize(
    ("size", "sign", "exponent_bits", "mantissa_bits"), [(2, 16, 5, 10), (2, 15, 0, 10), (2, 15, 5, 0), (17, 1, 5, 5)]
)
def test_fields_outside_of_their_unit_are_impossible(
    size: int, sign: int, exponent_bits: int, mantissa_bits: int
) -> None:
    fields = (size, sign, 10, exponent_bits, 0, mantissa_bits, 15)
    assert not FloatFields(*fields, has_all_bits=False, is_big_endian=False).are_possible
