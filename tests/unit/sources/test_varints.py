"""Lists of base-128 numbers: any part of them is what Python decodes one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CorruptError, TruncatedError
from inspector.sources import varints
from inspector.sources.storage import MemoryStorage
from inspector.sources.varints import VarintList, VarintStorage, decode_varints, varint_at

NUMBERS = st.lists(st.one_of(st.integers(0, 200), st.integers(0, 2**64 - 1)), max_size=40)


def encoded(numbers: list[int]) -> bytes:
    """As protobuf writes them."""
    out = bytearray()
    for number in numbers:
        while number >= 0x80:
            out.append(number & 0x7F | 0x80)
            number >>= 7
        out.append(number)
    return bytes(out)


@given(NUMBERS, st.sampled_from([10, 11, 16, 1 << 20]))
def test_all_numbers_come_back(numbers: list[int], block: int) -> None:
    data = encoded(numbers)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(varints, "_BLOCK_NBYTES", block)
        assert decode_varints(data).tolist() == numbers
    at, found = 0, []
    while at < len(data):
        number, at = varint_at(data, at)
        found.append(number)
    assert found == numbers


@given(NUMBERS, st.integers(1, 7), st.data())
def test_any_part_of_a_list(numbers: list[int], interval: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(numbers)))
    count = data.draw(st.integers(0, len(numbers) - first))
    tail = data.draw(st.binary(max_size=30))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(varints, "_INTERVAL", interval)
        found = VarintList(MemoryStorage(encoded(numbers) + tail), len(numbers))
        assert found.read(first, count).tolist() == numbers[first : first + count]
        assert found.sum_before(first) == sum(numbers[:first])
        assert found.end == len(encoded(numbers))


def test_elements_have_the_width_of_their_type() -> None:
    storage = VarintStorage(MemoryStorage(encoded([1, 2**64 - 2, 300, 127])), 4, np.dtype("<i4"))
    assert np.frombuffer(storage.read(), "<i4").tolist() == [1, -2, 300, 127]
    assert storage.read(5, 6) == storage.read()[5:11]


@pytest.mark.parametrize(
    ("data", "count"), [(b"\x01\x80", 2), (b"\x01\x02", 3), (b"\x80" * 5, 1), (b"", 1), (b"\xff" * 12 + b"\x01", 1)]
)
def test_a_list_that_does_not_hold_its_numbers(data: bytes, count: int) -> None:
    with pytest.raises((CorruptError, TruncatedError)):
        VarintList(MemoryStorage(data), count).read(0, count)


@pytest.mark.parametrize("data", [b"\x80", b"\x01\xff", b"\xff" * 10 + b"\x01"])
def test_bytes_that_are_no_numbers(data: bytes) -> None:
    with pytest.raises(CorruptError):
        decode_varints(data)
