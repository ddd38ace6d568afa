"""The wire format, with messages that protobuf's own rules wrote, and with ones that lie."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.limits import Limits
from inspector.sources import protobuf
from inspector.sources.protobuf import BYTES, FIXED32, FIXED64, VARINT, Field, Message, integers_in, signed
from tests.tensors import CountingStorage
from tests.unit.sources.test_varints import encoded


def field(number: int, value: int | bytes | float) -> bytes:
    """One field: a number as a varint, a float as four bytes, bytes behind their length."""
    if isinstance(value, int):
        return encoded([number << 3 | VARINT, value & (1 << 64) - 1])
    if isinstance(value, float):
        return encoded([number << 3 | FIXED32]) + struct.pack("<f", value)
    return encoded([number << 3 | BYTES, len(value)]) + value


FIELDS = st.lists(
    st.tuples(
        st.integers(1, 2**29 - 1),
        st.one_of(st.integers(-(2**63), 2**63 - 1), st.binary(max_size=40), st.floats(width=32, allow_nan=False)),
    ),
    max_size=12,
)


@given(FIELDS, st.sampled_from([16, 64, 4096]))
def test_every_field_comes_as_it_was_written(fields: list[tuple[int, int | bytes | float]], read: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(protobuf, "_SMALLEST_READ", read)
        message = Message(CountingStorage(b"".join(field(*each) for each in fields)))
        found: list[tuple[int, int | bytes | float]] = []
        for each in message:
            if each.wire_type == BYTES:
                assert message.storage_of(each).read() == message.bytes_of(each)
                found.append((each.number, message.bytes_of(each)))
            elif each.wire_type == VARINT:
                found.append((each.number, signed(each.value)))
            else:
                found.append((each.number, *struct.unpack("<f", struct.pack("<I", each.value))))
    assert found == fields


def test_large_fields_are_skipped() -> None:
    storage = CountingStorage(b"".join(field(1, bytes(1 << 20)) + field(2, 7) for _ in range(8)))
    assert [each.value for each in Message(storage) if each.number == 2] == [7] * 8
    assert storage.read_nbytes < 16 * protobuf._SMALLEST_READ


def test_messages_in_messages_need_no_further_reads() -> None:
    storage = CountingStorage(field(3, field(1, 5) * 500) * 100)
    outer = Message(storage)
    assert sum(each.value for one in outer for each in outer.message(one)) == 250_000
    assert storage.reads < 8


def test_numbers_packed_or_alone() -> None:
    message = Message(field(1, encoded([3, 2**64 - 1])) + field(1, -2))
    integers, integer = message
    assert message.integers_of(integers) + message.integers_of(integer) == [3, -1, -2]


@pytest.mark.parametrize("number", [0, 2**62, 2**63 - 1, -1, -(2**63)])
def test_numbers_have_64_bits_and_a_sign(number: int) -> None:
    assert signed(number % 2**64) == number
    for count in (1, 40):  # read one by one, and many at once
        assert integers_in(encoded([number % 2**64] * count)) == [number] * count


def test_numbers_of_several_fields_packed_and_alone() -> None:
    data = field(4, -5) + field(4, 7) + field(4, encoded([9, 2**64 - 1])) + field(4, b"") + field(4, 3)
    message = Message(data)
    assert message.numbers_of(list(message)).tolist() == [2**64 - 5, 7, 9, 2**64 - 1, 3]
    assert message.numbers_of([]).tolist() == []
    with pytest.raises(CheckpointError):
        message.numbers_of(list(Message(field(4, 1) + field(4, b"\x80"))))


def test_eight_bytes_of_a_number() -> None:
    assert list(Message(encoded([1 << 3 | FIXED64]) + struct.pack("<Q", 2**63))) == [Field(1, FIXED64, 2**63, 0)]


@pytest.mark.parametrize(
    "data",
    [
        b"\x0a\x05abcd",  # bytes past the end
        b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",  # 2**64 - 1 of them
        b"\x08",  # no number
        b"\x08\x80",  # a number that does not end
        b"\x08" + b"\xff" * 10 + b"\x01",  # of more than 64 bits
        b"\x0d\x00\x00",  # less than four bytes
        b"\x09" + bytes(7),
        b"\x0b\x0c",  # a group
        b"\x0e",
        b"\x02\x00",  # field 0
    ],
)
def test_a_message_that_lies_is_refused(data: bytes) -> None:
    with pytest.raises((CorruptError, TruncatedError)):
        list(Message(data))


def test_a_message_ends_where_the_one_around_it_says() -> None:
    outer = Message(field(1, b"\x0a\x04") + b"abcdef")
    with pytest.raises(TruncatedError):
        list(outer.message(next(iter(outer))))


def test_a_number_is_no_message() -> None:
    message = Message(field(1, 5))
    (number,) = message
    for read in (message.message, message.bytes_of, message.storage_of):
        with pytest.raises(CorruptError):
            read(number)


def test_a_name_of_gigabytes_is_refused() -> None:
    message = Message(field(1, bytes(11)), limits=Limits(field_nbytes=10))
    with pytest.raises(LimitError):
        message.text_of(next(iter(message)))


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        for each in Message(data):
            assert 0 <= each.value + each.nbytes <= max(len(data), each.value)
    except CheckpointError:
        pass
