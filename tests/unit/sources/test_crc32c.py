"""CRC-32C, against the definition bit by bit and the values of the RFC, with the compiled kernel and without."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.sources import crc32c as module
from inspector.sources.crc32c import crc32c, unmasked
from tests.kernel_cases import without_kernel


@pytest.fixture(params=["compiled", "numpy"])
def _either(request: pytest.FixtureRequest) -> Iterator[None]:
    """As it is, and as it is where there is no compiler."""
    if request.param == "compiled":
        yield
    else:
        with without_kernel():
            yield


def by_bits(data: bytes) -> int:
    """The definition."""
    state = 0xFFFFFFFF
    for byte in data:
        state ^= byte
        for _ in range(8):
            state = state >> 1 ^ (0x82F63B78 if state & 1 else 0)
    return state ^ 0xFFFFFFFF


@pytest.mark.usefixtures("_either")
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", 0),
        (b"123456789", 0xE3069283),
        (bytes(32), 0x8A9136AA),
        (b"\xff" * 32, 0x62A8AB43),
        (bytes(range(32)), 0x46DD794E),
    ],
)
def test_values_of_the_rfc(data: bytes, expected: int) -> None:
    assert crc32c(data) == expected


@given(st.binary(max_size=200), st.sampled_from([2, 3, 5, 16]), st.integers(0, 200))
def test_in_any_number_of_lanes_and_pieces(data: bytes, lane: int, cut: int) -> None:
    assert crc32c(data) == by_bits(data)
    assert crc32c(memoryview(data)[cut:], crc32c(data[:cut])) == by_bits(data)
    with pytest.MonkeyPatch.context() as patch, without_kernel():
        patch.setattr(module, "_FEW_NBYTES", 2 * lane)
        patch.setattr(module, "_LANE_NBYTES", lane)
        assert crc32c(data) == by_bits(data)
        assert crc32c(memoryview(data)[cut:], crc32c(data[:cut])) == by_bits(data)


@pytest.mark.usefixtures("_either")
def test_many_bytes() -> None:
    data = bytes(range(256)) * 300
    assert crc32c(data) == by_bits(data)


@pytest.mark.usefixtures("_either")
def test_each_number_of_bytes_behind_the_last_eight() -> None:
    data = bytes(range(100, 200))
    for end in range(40, 100):
        assert crc32c(memoryview(data)[1:end]) == by_bits(data[1:end])


def test_the_mask_of_leveldb_is_taken_off() -> None:
    value = crc32c(b"foo")
    masked = ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF
    assert masked != value
    assert unmasked(masked) == value
