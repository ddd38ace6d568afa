"""Elements of less than a byte, unpacked on demand, with ``numpy.unpackbits`` as the oracle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import TruncatedError
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.packed import UnpackedStorage
from inspector.tensors.reading import read_values
from tests.tensors import entry_of


@given(st.binary(min_size=1, max_size=60), st.sampled_from([1, 2, 4, 6]), st.data())
def test_any_part_has_the_elements_of_the_bits(packed: bytes, bits: int, data: st.DataObject) -> None:
    count = len(packed) * 8 // bits
    stream = "".join(f"{byte:08b}"[::-1] for byte in packed)
    expected = [int(stream[at : at + bits][::-1], 2) for at in range(0, count * bits, bits)]
    storage = UnpackedStorage(MemoryStorage(packed), bits, count)
    start = data.draw(st.integers(0, count))
    stop = data.draw(st.integers(start, count))
    assert list(storage.read(start, stop - start)) == expected[start:stop]


def test_four_bits_are_signed_as_their_type_says() -> None:
    storage = UnpackedStorage(MemoryStorage(bytes([0x8F, 0x07])), 4, 3)
    for name, values in (("int4", [-1, -8, 7]), ("uint4", [15, 8, 7])):
        assert read_values(entry_of(np.zeros(3, "u1"), dtype_named(name), storage=storage)).tolist() == values


def test_too_few_bytes_are_an_error() -> None:
    with pytest.raises(TruncatedError):
        UnpackedStorage(MemoryStorage(bytes(2)), 6, 3)
