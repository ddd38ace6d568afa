"""flax's msgpack, as it is and as it should not be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.msgpack import Ext, encode

import inspector
from inspector.errors import CheckpointError
from inspector.formats.jax.msgpack import looks_like_flax, msgpack_entries
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import Entry, Key, TensorEntry, ValueEntry
from inspector.tensors.reading import read_values


def entries(data: bytes) -> list[Entry]:
    return msgpack_entries(MemoryStorage(data), Job())


def array(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Ext:
    return Ext(1, encode((values.shape, values.dtype.name, values.tobytes())))


SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text() | st.binary()
)
TREES = st.recursive(
    SCALARS, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4), max_leaves=20
)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text() | st.integers(0, 9), TREES, min_size=1))
def test_every_tree_is_shown_as_it_is(tree: dict[str | int, object]) -> None:
    found = {entry.path: entry.value for entry in entries(encode(tree)) if isinstance(entry, ValueEntry)}
    expected: dict[tuple[object, ...], object] = {}
    pending: list[tuple[tuple[object, ...], object]] = [((), tree)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict) and value:
            pending += [((*path, key if isinstance(key, str) else Key(key)), each) for key, each in value.items()]
        elif isinstance(value, list) and value:
            pending += [((*path, number), each) for number, each in enumerate(value)]
        else:
            expected[path] = value
    assert {path: repr(value) for path, value in found.items()} == {
        path: repr(value) for path, value in expected.items()
    }


def test_arrays_and_what_is_none() -> None:
    values = np.arange(6, dtype=np.float32).reshape(2, 3)
    scalar = Ext(3, encode(((), "int64", np.int64(7).tobytes())))
    found = entries(encode({"w": array(values), "s": scalar, "c": Ext(2, encode((1.5, -2))), "l": [array(values)]}))
    w, s, c, inside = found
    assert isinstance(w, TensorEntry)
    assert isinstance(s, TensorEntry)
    np.testing.assert_array_equal(read_values(w), values)
    assert read_values(s).item() == 7
    assert isinstance(c, ValueEntry)
    assert c.value == 1.5 - 2j
    assert inside.path == ("l", 0)


def chunked(shape: dict[str, int], chunks: dict[str, object]) -> bytes:
    return encode({"a": {"__msgpack_chunked_array__": True, "shape": shape, "chunks": chunks}, "b": 1})


ARRAYS = st.integers(0, 5).map(lambda number: np.full((2, 3), number, np.float32)) | st.just(np.ones(300, np.float32))
NESTED = st.recursive(
    ARRAYS | st.integers(-9, 300), lambda inside: st.dictionaries(st.text(max_size=40), inside, min_size=1, max_size=5)
)


def encoded(tree: Any) -> bytes:
    return encode(tree, enc_hook=array)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text(max_size=40), NESTED, min_size=1, max_size=20), st.floats(0, 1, exclude_max=True))
def test_arrays_like_those_before_are_found_wherever_they_are(tree: dict[str, Any], cut: float) -> None:
    data = encoded({"first": np.zeros((2, 3), np.float32), "second": np.ones(300, np.float32), "then": tree, "last": 7})
    found = {entry.path: entry for entry in entries(data)}
    pending: list[tuple[tuple[str, ...], Any]] = [(("then",), tree), (("last",), 7)]
    seen = 2
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict):
            pending += [((*path, key), each) for key, each in value.items()]
            continue
        seen += 1
        entry = found[path]
        if isinstance(entry, TensorEntry):
            np.testing.assert_array_equal(read_values(entry), value)
        else:
            assert isinstance(entry, ValueEntry)
            assert entry.value == value
    assert seen == len(found)
    with pytest.raises(CheckpointError):
        entries(data[: int(cut * len(data))])


def test_an_array_in_pieces_is_one() -> None:
    whole = np.arange(6, dtype=np.float32)
    found = entries(chunked({"0": 2, "1": 3}, {"0": array(whole[:4]), "1": array(whole[4:])}))
    assert [entry.path for entry in found] == [("a",), ("b",)]
    assert isinstance(found[0], TensorEntry)
    np.testing.assert_array_equal(read_values(found[0]), whole.reshape(2, 3))


FOUR = array(np.zeros(4, np.float32))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "ends at byte 0"),
        (encode({"a": 1}) + b"x", "1 more bytes after"),
        (b"\x81\xa1a\xdf\xff\xff\xff\xff", "a map of 4,294,967,295 items"),
        (b"\x81\xa1a\xdd\0\0\xff\xff", "a list of 65,535 items"),
        (b"\x81\xa1a" + b"\x91" * 600 + b"\0", "within each other"),
        (b"\x81\xa1a\xc1", "begins no value"),
        (b"\x81\x90\0", "neither text nor a number"),
        (b"\x81\xc4\1a\0", "neither text nor a number"),
        (b"\x81\xa5a", "ends at byte 3"),
        (b"\x81\xa1a\xc6\xff\xff\xff\xff", "4,294,967,295 bytes"),
        (encode({"a": Ext(9, b"x")}), "extension type 9"),
        (encode({"a": Ext(1, b"\x92")}), "in the place of"),
        (encode({"a": Ext(1, encode(((2,), "float32", b"1234")))}), "4 bytes for an array of shape"),
        (encode({"a": Ext(1, encode(((1,), "float32", b"1234")) + b"1")}), "4 bytes for an array of shape"),
        (encode({"a": Ext(1, encode(((-1,), "float32", b"")))}), "impossible size"),
        (encode({"a": Ext(1, encode(((None,), "float32", b"")))}), "no number"),
        (encode({"a": Ext(1, encode(((1,) * 65, "float32", b"")))}), "without a list of its sizes"),
        (encode({"a": Ext(1, encode(("x", "float32", b"")))}), "without a list of its sizes"),
        (encode({"a": Ext(1, encode(((1,), "object", b"12345678")))}), "type object"),
        (encode({"a": Ext(1, encode(((1,), "q4_0", b"12345678")))}), "type q4_0"),
        (encode({"a": Ext(1, encode(((1,), 5, b"12345678")))}), "type 5"),
        (encode({"a": Ext(1, encode(((1,), "int8", 5)))}), "without its elements"),
        (encode({"a": Ext(2, encode((1.0,)))}), "not two numbers"),
        (encode({"a": FOUR, "b": Ext(4, FOUR.data), "more": "x" * 200}), "extension type 4"),
        (chunked({"0": 5}, {"0": FOUR}), "do not make up its shape"),
        (chunked({"0": 4}, {}), "do not make up its shape"),
        (chunked({"0": 8}, {"0": FOUR, "1": Ext(1, encode(((4,), "int32", bytes(16))))}), "don't fit together"),
    ],
)  # fmt: skip
def test_damaged_data_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        entries(data)


def test_more_values_than_any_model_has_are_refused() -> None:
    data = MemoryStorage(encode([None] * 20_000))
    assert len(msgpack_entries(data, Job())) == 20_000
    with pytest.raises(CheckpointError, match="more than 5,000 values"):
        msgpack_entries(data, Job(Limits(tree_values=5_000)))


@pytest.mark.parametrize(
    ("head", "looks"),
    [
        (encode({"params": 1}), True),
        (encode({str(number): number for number in range(20)}), True),
        (encode({"k" * 40: 1}), True),
        (encode({}), False),
        (encode({1: 2}), False),
        (encode([1]), False),
        (b"\x80\x04\x95", False),
        (b"\x81", False),
        (b"\x81\xa5ab", False),
        (b"\x81\xa2\xff\xff", False),
        (b"\x81\xa1\0\0", False),
        (b"", False),
    ],
)  # fmt: skip
def test_what_may_be_such_a_file(head: bytes, looks: bool) -> None:
    assert looks_like_flax(head) is looks


def test_the_name_need_not_tell(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint_7"
    path.write_bytes(encode({"w": array(np.ones(2, np.float32))}))
    for place in (path, tmp_path):
        with inspector.open(place) as checkpoint:
            assert [entry.key for entry in checkpoint.entries] == ["w"]
            assert checkpoint.format == "flax-msgpack"


def test_arrays_that_only_begin_alike_are_not_taken_for_each_other() -> None:
    first, second = np.arange(6, dtype=np.float32).reshape(2, 3), np.arange(6, 12, dtype=np.float32).reshape(3, 2)
    other = np.arange(6, dtype=np.int32).reshape(2, 3)
    whole = Ext(1, encode((other.shape, "int32", other.tobytes())))
    found = entries(encode({"a": array(first), "b": array(first + 1), "c": array(second), "d": whole}))
    shown = [(str(entry.dtype), read_values(entry).tolist()) for entry in found if isinstance(entry, TensorEntry)]
    assert shown == [
        ("float32", first.tolist()), ("float32", (first + 1).tolist()), ("float32", second.tolist()),
        ("int32", other.tolist()),
    ]  # fmt: skip
