"""Numbers in text, which are parsed when they are read."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from inspector.errors import CorruptError
from inspector.sources import number_text
from inspector.sources.number_text import NumberText
from inspector.sources.storage import MemoryStorage


def storage(text: bytes, count: int, unit: str = "<f8") -> NumberText:
    return NumberText(MemoryStorage(b"x=" + text + b"\n"), 2, len(text), count * int(unit[-1]), unit)


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        (b"1 -2.5 3e2", "<f8", [1, -2.5, 300]),
        (b"nan inf -inf", "<f8", [np.nan, np.inf, -np.inf]),
        (b"1,2 ,  3", "<i8", [1, 2, 3]),
        (b"9007199254740993 -9223372036854775808", "<i8", [2**53 + 1, -(2**63)]),
        (b"1E40,5E-1", "<f4", [np.inf, 0.5]),
        (b"", "<f8", []),
    ],
)
def test_numbers_are_parsed(text: bytes, unit: str, values: list[float]) -> None:
    found = storage(text, len(values), unit)
    assert np.array_equal(np.frombuffer(found.read(), unit), np.array(values, unit), equal_nan=unit == "<f8")
    again = pickle.loads(pickle.dumps(found))
    assert again.read() == found.read()


def test_parts_are_read_and_long_text_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(number_text, "_PIECE_NBYTES", 7)
    values = np.arange(1000, dtype="<i8") * 37
    found = storage(b" ".join(b"%d" % value for value in values), 1000, "<i8")
    assert found.read(80, 160) == values[10:30].tobytes()
    assert found.read() == values.tobytes()


@pytest.mark.parametrize(
    ("text", "unit", "count", "reason"),
    [
        (b"1 2 x", "<f8", 3, "what is no number among 3 numbers"),
        (b"1 2.5", "<i8", 2, "what is no number among 2 numbers"),
        (b"9223372036854775808", "<i8", 1, "what is no number among 1 numbers"),
        (b"1 2", "<f8", 3, "2 numbers where 3 should be"),
        (b"1 2 3", "<f8", 2, "more numbers than the 2"),
    ],
)
def test_others_are_refused(text: bytes, unit: str, count: int, reason: str) -> None:
    with pytest.raises(CorruptError, match=reason):
        storage(text, count, unit).read()


def test_the_same_text_is_the_same_memory() -> None:
    source = MemoryStorage(b"1 2")
    assert NumberText(source, 0, 3, 16, "<f8").key == NumberText(source, 0, 3, 16, "<f8").key
    assert NumberText(source, 0, 3, 16, "<f8").key != NumberText(source, 0, 3, 16, "<i8").key
