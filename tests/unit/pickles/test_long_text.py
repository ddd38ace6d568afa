from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, TruncatedError
from inspector.pickles import long_text
from inspector.pickles.long_text import Latin1Storage, LongText
from inspector.pickles.machine import LONG_TEXT_NBYTES
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import Key, Opaque, TensorEntry, ValueEntry
from inspector.tensors.reading import read_values
from tests.pickling import by_key, contents, recorded
from tests.tensors import CountingStorage

LONG = bytes(range(256)) * (LONG_TEXT_NBYTES // 256)


@given(st.binary(max_size=40), st.integers(1, 7), st.data())
def test_any_part_of_any_bytes(data: bytes, block: int, draw: st.DataObject) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_text, "_BLOCK_NBYTES", block)
        storage = Latin1Storage(MemoryStorage(data.decode("latin-1").encode()))
        assert storage.nbytes == len(data)
        start = draw.draw(st.integers(0, len(data)))
        stop = draw.draw(st.integers(start, len(data)))
        assert storage.read(start, stop - start) == data[start:stop]


@given(st.binary(max_size=12), st.integers(1, 5))
def test_what_is_no_latin_1_is_refused_as_python_refuses_it(utf8: bytes, block: int) -> None:
    try:
        expected: bytes | None = utf8.decode().encode("latin-1")
    except UnicodeError:
        expected = None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_text, "_BLOCK_NBYTES", block)
        try:
            found: bytes | None = Latin1Storage(MemoryStorage(utf8)).read()
        except CorruptError:
            found = None
    assert found == expected


@pytest.mark.parametrize("protocol", [1, 2])
def test_an_array_of_an_old_protocol_stays_in_the_file(protocol: int) -> None:
    array = np.frombuffer(LONG * 4, "<f4").reshape(4, -1)
    found = contents(pickle.dumps({"a": array, "same": array, "epoch": 3}, protocol))
    first, same = (entry for entry in found.entries if isinstance(entry, TensorEntry))
    assert isinstance(first.storage, Latin1Storage)
    assert first.storage is same.storage
    assert read_values(first).tobytes() == array.tobytes()
    epoch = by_key(found)["epoch"]
    assert isinstance(epoch, ValueEntry)
    assert epoch.value == 3


def test_bytes_that_are_no_array_are_said_by_their_number() -> None:
    (entry,) = contents(pickle.dumps(LONG, 2)).entries
    assert isinstance(entry, ValueEntry)
    assert entry.value == Opaque(f"<{len(LONG):,} bytes>")


def long_text_pickle(utf8: bytes, protocol: int = 2) -> bytes:
    if protocol < 4:
        return b"X" + len(utf8).to_bytes(4, "little") + utf8
    return b"\x8d" + len(utf8).to_bytes(8, "little") + utf8


@pytest.mark.parametrize("protocol", [2, 4])
def test_a_text_is_a_value_as_ever(protocol: int) -> None:
    text = "äx" * LONG_TEXT_NBYTES
    record = recorded(long_text_pickle(text.encode(), protocol) + b"q\0h\0\x86.").root
    assert type(record[0]) is LongText
    assert record[0] is record[1]
    (entry,) = contents(long_text_pickle(text.encode(), protocol) + b".").entries
    assert isinstance(entry, ValueEntry)
    assert entry.value == text


@pytest.mark.parametrize(
    ("data", "shown"), [(b"\xff" * LONG_TEXT_NBYTES, "\ufffd"), (b"\xed\xa0\x80" * LONG_TEXT_NBYTES, "\ud800")]
)
def test_a_text_that_is_none_is_shown_as_far_as_it_goes(data: bytes, shown: str) -> None:
    (entry,) = contents(long_text_pickle(data) + b".").entries
    assert isinstance(entry, ValueEntry)
    assert entry.value == shown * LONG_TEXT_NBYTES


def test_in_a_list_and_as_a_key() -> None:
    text = long_text_pickle(b"x" * LONG_TEXT_NBYTES)
    found = contents(b"](K\1" + text + b"e.").entries
    assert [entry.value for entry in found if isinstance(entry, ValueEntry)] == [1, "x" * LONG_TEXT_NBYTES]
    assert [entry.path for entry in contents(b"}(" + text + b"K\1u.").entries] == [(Key("<object>", opaque=True),)]


def array_of(utf8: bytes, count: int) -> bytes:
    """A pickle of ``count`` references to one array with these bytes."""
    dtype = b"cnumpy\ndtype\n(X\2\0\0\0u1K\0K\1tR"
    array = b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\x85C\1btR"
    state = (
        b"(K\1J" + LONG_TEXT_NBYTES.to_bytes(4, "little") + b"\x85" + dtype + b"\x89" + long_text_pickle(utf8) + b"tb"
    )
    return b"](" + array + state + b"q\1" + b"h\1" * (count - 1) + b"e."


def test_what_is_no_array_is_looked_at_once() -> None:
    storage = CountingStorage(b"x" * (LONG_TEXT_NBYTES - 1) + b"\xff")
    text = LongText(storage)
    for _ in range(3):
        with pytest.raises(CorruptError, match="beyond latin-1"):
            text.as_bytes()
    assert storage.read_nbytes == LONG_TEXT_NBYTES
    found = contents(array_of(b"x" * (LONG_TEXT_NBYTES - 1) + b"\xff", 2))
    assert [finding.code for finding in found.findings][-2:] == ["unreadable-tensor"] * 2


def test_a_text_that_ends_too_soon() -> None:
    with pytest.raises(TruncatedError, match="in the middle of a string of 1,048,576 bytes"):
        recorded(long_text_pickle(b"x" * LONG_TEXT_NBYTES)[:-1])


def test_a_file_that_changes_while_it_is_open() -> None:
    data = bytearray("äxx".encode() * 10)
    storage = Latin1Storage(MemoryStorage(memoryview(data)))
    data[:] = "ä".encode() * 20
    with pytest.raises(CheckpointError, match="changed while it was read"):
        storage.read()
    data[:] = b"\xff" * 40
    with pytest.raises(CheckpointError, match="changed while it was read"):
        storage.read()
