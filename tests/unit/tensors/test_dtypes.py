from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from inspector.tensors.dtypes import DTYPES, UNPACKED, Kind, dtype_named, dtype_of_numpy

TORCH_DTYPES = sorted({str(value) for value in vars(torch).values() if isinstance(value, torch.dtype)})
#: Types that torch names and can't yet store.
UNSTORED = {f"torch.{sign}int{bits}" for sign in ("", "u") for bits in range(1, 8)}


@pytest.mark.parametrize("name", sorted(set(TORCH_DTYPES) - UNSTORED))
def test_every_type_of_torch_is_known_with_its_size(name: str) -> None:
    dtype = dtype_named(name.removeprefix("torch."))
    assert dtype.itemsize == getattr(torch, str(dtype)).itemsize


def test_names_are_those_of_the_table() -> None:
    assert all(dtype.name == name == str(dtype) for name, dtype in DTYPES.items())
    with pytest.raises(KeyError):
        dtype_named("float7")


def test_descriptions_are_what_numpy_makes_of_them() -> None:
    for dtype in (*DTYPES.values(), *UNPACKED.values()):
        assert dtype.itemsize == dtype.stored_dtype.itemsize
        made = replace(dtype, unit=dtype.stored_dtype)
        assert made == dtype
        assert hash(made) == hash(dtype)
        assert dtype.little_endian() == dtype
        assert not dtype.is_big_endian


def test_types_that_differ_in_one_thing_are_not_equal() -> None:
    single = dtype_named("float32")
    others = [
        single.big_endian(), replace(single, name="single"), replace(single, kind=Kind.INT), replace(single, unit="<i4"),
        replace(single, elements_per_unit=2), replace(single, values_per_element=2), "float32",
    ]  # fmt: skip
    assert single not in others
    assert single.big_endian().is_big_endian
    assert single.big_endian().little_endian() == single


@pytest.mark.parametrize("code", ["?", "i1", "u1", "<i2", ">i2", "<f2", ">f4", "<f8", ">c8", "<c16", "<u8"])
def test_numpy_types_keep_their_byte_order(code: str) -> None:
    dtype = dtype_of_numpy(np.dtype(code))
    assert dtype.stored_dtype == np.dtype(code)
    assert dtype.name == np.dtype(code).name
    assert dtype.is_big_endian == code.startswith(">")


def test_types_that_are_no_numbers_are_named_by_their_description() -> None:
    assert dtype_of_numpy(np.dtype("<U5")).name == "<U5"
    assert dtype_of_numpy(np.dtype("M8[D]")).name == "datetime64[D]"
    record = dtype_of_numpy(np.dtype([("a", "<i4"), ("b", ">f8")]))
    assert record.name == "[('a', '<i4'), ('b', '>f8')]"
    assert record.kind is Kind.RECORD
    padded = np.dtype([("a", "u1"), ("b", "<f4")], align=True)
    assert (
        dtype_of_numpy(padded).name
        == "{'names': ['a', 'b'], 'formats': ['u1', '<f4'], 'offsets': [0, 4], 'itemsize': 8, 'aligned': True}"
    )
    assert not record.is_big_endian
    with pytest.raises(KeyError):
        dtype_of_numpy(np.dtype(object))


@pytest.mark.parametrize("code", ["<U5", "S3", "M8[s]", "m8[ms]", "V2", "V16"])
def test_text_times_and_raw_bytes_are_not_numeric(code: str) -> None:
    assert not dtype_of_numpy(np.dtype(code)).is_numeric


def test_numbers_and_packed_numbers_are_numeric() -> None:
    assert [dtype.name for dtype in DTYPES.values() if not dtype.is_numeric] == ["string"]


def test_packed_types_count_bytes_by_the_block() -> None:
    assert dtype_named("quint4x2").nbytes(5) == 3
    assert dtype_named("float6_e2m3fn").nbytes(4) == 3
    assert dtype_named("float6_e2m3fn").nbytes(5) == 6
    assert dtype_named("float32").nbytes(5) == 20


def test_big_endian_complex_swaps_each_half() -> None:
    swapped = dtype_named("complex32").big_endian()
    assert swapped.is_big_endian
    stored = np.array([(1.0, 2.0)], swapped.stored_dtype)
    assert stored.tobytes() == np.array([1, 2], ">f2").tobytes()


def test_records_are_the_same_by_their_fields() -> None:
    fields = [("a", "u1"), ("b", "<f4")]
    plain, of_class = dtype_of_numpy(np.dtype(fields)), dtype_of_numpy(np.dtype((np.record, fields)))
    assert plain.name != of_class.name
    assert plain.is_same_as(of_class)
    assert not plain.is_same_as(dtype_of_numpy(np.dtype(fields, align=True)))
    assert not plain.is_same_as(dtype_of_numpy(np.dtype([("a", "u1"), ("b", "<i4")])))
    assert not dtype_of_numpy(np.dtype("f4")).is_same_as(dtype_of_numpy(np.dtype("f8")))
