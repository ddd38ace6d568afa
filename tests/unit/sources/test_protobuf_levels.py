"""A scan gives the rows that reading message by message would give, and says what is wrong in the same words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector import kernel
from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.limits import Limits
from inspector.sources import protobuf, protobuf_levels
from inspector.sources.protobuf import Message
from inspector.sources.protobuf_levels import Level, scan, scan_places
from tests.kernel_cases import LEVELS, assert_scans_alike
from tests.tensors import CountingStorage
from tests.unit.sources.test_protobuf import field

Row = tuple[int, Any, int]
NAME, SIZE, CONTENT, END, BROKEN = range(5)
TENSOR = Level(numbers={1: SIZE}, texts={2: NAME}, places={3: CONTENT}, end=END)


@pytest.fixture(params=["kernel", "Python"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways through a message; the one of the kernel also for small ones."""
    monkeypatch.setattr(protobuf_levels, "_MANY_NBYTES", 0)
    monkeypatch.setattr(protobuf_levels, "_LAST_NBYTES", 0)
    if request.param == "Python":
        monkeypatch.setattr(kernel, "_library", lambda: None)
    elif not kernel.is_there():
        pytest.skip("there was no compiler, or the kernel is switched off")


def expected(message: Message, level: Level) -> list[Row]:
    """The rows of a message that is sound."""
    rows: list[Row] = []
    for each in message:
        kind, row = level.wanted.get(each.number << 3 | each.wire_type, (None, None))
        if isinstance(row, Level):
            rows += [(row.begin, each.value, each.nbytes)] if row.begin is not None else []
            rows += expected(message.message(each), row)
            rows += [(row.end, each.value + each.nbytes, 0)] if row.end is not None else []
        elif isinstance(row, int) and kind == protobuf_levels._TEXT:
            rows.append((row, message.bytes_of(each), each.nbytes))
        elif isinstance(row, int):
            rows.append((row, each.value, each.nbytes))
    return rows


def test_rows_are_those_of_the_messages_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protobuf, "_SMALLEST_READ", 64)
    inner = field(1, -1) + field(1, b"text" * 9) + field(3, bytes(200)) + field(2, 1.5) + field(7, 3)
    middle = field(1, b"middle") + field(2, inner) + field(900_000, b"unknown") + field(2, b"")
    data = field(1, b"") + field(2, middle) * 3 + field(15, inner) + field(5, 1 << 63) + field(2, middle * 40)
    rows = list(scan(Message(data), LEVELS))
    assert rows == expected(Message(data), LEVELS)
    assert len(rows) > 300
    assert (9, b"", 0) in rows
    assert (8, 1 << 63, 0) in rows


def test_the_end_of_all_is_a_row_as_that_of_others_is() -> None:
    data = field(2, b"name") + field(1, 7)
    assert list(scan(Message(data), TENSOR)) == [(NAME, b"name", 4), (SIZE, 7, 0), (END, len(data), 0)]
    assert list(scan(Message(b""), TENSOR)) == [(END, 0, 0)]


def test_the_bytes_of_tensors_are_not_read() -> None:
    tensors = [field(2, b"t%d" % at) + field(3, bytes(1 << 20)) for at in range(6)]
    storage = CountingStorage(b"".join(field(1, each) for each in tensors))
    rows = list(scan(Message(storage), Level(levels={1: TENSOR})))
    assert [value for row, value, _ in rows if row == NAME] == [b"t%d" % at for at in range(6)]
    assert [nbytes for row, _, nbytes in rows if row == CONTENT] == [1 << 20] * 6
    assert storage.read_nbytes < 16 * protobuf._SMALLEST_READ


def test_what_is_wrong_in_a_message_is_raised_or_ends_it() -> None:
    sound, wrong = field(1, 7), field(1, 1) + b"\x0a\x7f"
    data = field(1, field(1, wrong)) + field(1, field(1, sound))
    guarded = Level(levels={1: Level(levels={1: Level(numbers={1: SIZE})}, end=END, broken=BROKEN)})
    rows = list(scan(Message(data), guarded))
    assert [row for row, _, _ in rows] == [SIZE, BROKEN, END, SIZE, END]
    assert isinstance(rows[1][1], TruncatedError)
    assert rows[3][1] == 7
    found = scan(Message(data), Level(levels={1: Level(levels={1: Level(numbers={1: SIZE})})}))
    assert next(found) == (SIZE, 1, 0)
    with pytest.raises(TruncatedError):
        next(found)


@pytest.mark.parametrize(
    "lie",
    [
        b"\x02\x00",  # field 0
        b"\x0b",  # a group
        b"\x28" + b"\xff" * 9 + b"\x02",  # a number of more than 64 bits
        b"\x28" + b"\xff" * 11,
        b"\xff\xff\xff\xff\x1f\x00",  # a field beyond those that there may be
    ],
)
def test_what_is_no_field_is_refused(lie: bytes) -> None:
    rows = scan(Message(field(5, 1) + lie + field(5, 2) * 20), LEVELS)
    assert next(rows) == (8, 1, 0)
    with pytest.raises(CorruptError):
        next(rows)


def test_a_text_of_gigabytes_is_refused() -> None:
    with pytest.raises(LimitError):
        list(scan(Message(field(2, bytes(11)), limits=Limits(field_nbytes=10)), TENSOR))


def test_places_alone_come_as_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protobuf, "_SMALLEST_READ", 64)
    data = b"".join(field(1, field(3, bytes(at % 90)) + field(2, b"name") + field(3, b"x")) for at in range(900))
    level = Level(levels={1: Level(places={3: CONTENT})})
    found = scan_places(Message(data), level)
    assert found.tolist() == [[value, nbytes] for _, value, nbytes in scan(Message(data), level)]
    assert found.shape == (1800, 2)
    assert scan_places(Message(b""), level).shape == (0, 2)
    with pytest.raises(TruncatedError):
        scan_places(Message(data[:-1]), level)


def test_small_fields_are_the_kernels_from_one_read_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    if not kernel.is_there():
        pytest.skip("which Python goes through all of")
    monkeypatch.setattr(protobuf_levels, "_MANY_NBYTES", 8 << 10)
    monkeypatch.setattr(protobuf_levels, "_LAST_NBYTES", 1 << 10)
    taken: list[int] = []
    take = protobuf.Window.field

    def watched(window: protobuf.Window, position: int, end: int) -> tuple[int, int, int, int]:
        taken.append(position)
        return take(window, position, end)

    monkeypatch.setattr(protobuf.Window, "field", watched)
    storage = CountingStorage(field(2, b"0123456789abcdef") * 30_000)
    assert len(list(scan(Message(storage), TENSOR))) == 30_001
    assert len(taken) < 100
    assert storage.read_nbytes < 1.2 * storage.nbytes
    storage = CountingStorage(field(1, field(2, b"name") + field(3, bytes(64 << 10))) * 50)
    assert len(list(scan(Message(storage), Level(levels={1: TENSOR})))) == 150
    assert storage.read_nbytes < 60 * protobuf._SMALLEST_READ  # behind each tensor no more than otherwise


def test_two_scans_take_turns() -> None:
    data = b"".join(field(1, field(2, b"%d" % at)) for at in range(3_000))
    level = Level(levels={1: TENSOR})
    pairs = list(zip(scan(Message(data), level), scan(Message(data), level), strict=True))
    assert len(pairs) == 6_000
    assert all(one == other for one, other in pairs)


@given(st.binary(max_size=80), st.integers(0, 300))
def test_any_bytes_are_read_or_refused_alike(data: bytes, seed: int) -> None:
    assert_scans_alike(data)
    random = np.random.default_rng(seed)
    message = field(2, field(1, b"name") + field(2, data)) + field(15, random.bytes(40))
    assert_scans_alike(message)
    try:
        rows = expected(Message(message), LEVELS)
    except CheckpointError:
        return
    assert list(scan(Message(message), LEVELS)) == rows
