from __future__ import annotations

import io
import pickle
import pickletools
from collections import OrderedDict
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from inspector.formats.torch.pickle_writer import can_pickle, pickled
from inspector.pickles.machine import read_pickle
from inspector.pickles.records import Call, Global
from inspector.sources.storage import MemoryStorage

#: Everything ``torch.save`` of 1.6 wrote, and ``weights_only`` reads.
OPCODES = {
    "PROTO", "GLOBAL", "REDUCE", "BINPERSID", "MARK", "STOP", "EMPTY_DICT", "SETITEMS", "EMPTY_LIST", "APPENDS", "TUPLE",
    "EMPTY_TUPLE", "TUPLE1", "TUPLE2", "TUPLE3", "NONE", "NEWTRUE", "NEWFALSE", "BININT", "BININT1", "BININT2", "LONG1",
    "BINFLOAT", "BINUNICODE", "BINPUT", "LONG_BINPUT", "BINGET", "LONG_BINGET",
}  # fmt: skip

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**2000), 2**2000)
    | st.integers(-(2**33), 2**33)
    | st.floats(allow_nan=False)
    | st.text()
    | st.text(st.characters(min_codepoint=0xD800, max_codepoint=0xDFFF), max_size=2)
    | st.binary(max_size=20)
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(st.text(max_size=5), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(values)
def test_plain_values_come_back_from_both_unpicklers(value: Any) -> None:
    data = pickled(value)
    assert can_pickle(value)
    assert pickle.loads(data) == value
    assert torch._weights_only_unpickler.load(io.BytesIO(data), encoding="utf-8") == value
    assert {opcode.name for opcode, _, _ in pickletools.genops(data)} <= OPCODES
    assert max(opcode.proto for opcode, _, _ in pickletools.genops(data)) <= 2


@pytest.mark.parametrize("number", [
    0, 1, 255, 256, 65_535, 65_536, 2**31 - 1, 2**31, -1, -(2**31), -(2**31) - 1, 127, 128, -128, -129, 2**63, -(2**64),
    2**2039 - 1,
])  # fmt: skip
def test_integers_at_the_edges_of_their_opcodes(number: int) -> None:
    assert pickle.loads(pickled(number)) == number
    assert torch._weights_only_unpickler.load(io.BytesIO(pickled(number))) == number


@pytest.mark.parametrize("value", [
    2**2039, -(2**2039), {1, 2}, frozenset(), 1j, object(), {1: 2}, {"a": {2: 3}}, [object()], (1, {3}), bytearray(b"x"),
    range(3),
])  # fmt: skip
def test_nothing_else_is_plain(value: object) -> None:
    assert not can_pickle(value)


def test_nesting_has_an_end() -> None:
    deep: list[Any] = []
    for _ in range(16):
        deep = [deep]
    assert can_pickle(deep)
    assert not can_pickle([deep])


def test_what_is_called_is_only_written_never_called() -> None:
    hooks = Call(Global("collections", "OrderedDict"), ())
    assert pickle.loads(pickled({"a": hooks, "b": hooks})) == {"a": OrderedDict(), "b": OrderedDict()}


def test_names_and_text_are_written_once() -> None:
    data = pickled([Global("collections", "OrderedDict")] * 300 + ["the same text"] * 300)
    assert data.count(b"OrderedDict") == data.count(b"the same text") == 1
    assert pickle.loads(data) == [OrderedDict] * 300 + ["the same text"] * 300


def test_a_long_memo_gets_long_references() -> None:
    texts = [str(number) for number in range(1000)] * 2
    assert pickle.loads(pickled(texts)) == texts


def test_the_machine_that_reads_records_records_the_same() -> None:
    root = read_pickle(MemoryStorage(pickled({"a": [1, (2.5, None)], "b": b"x"}))).root
    assert dict(root.pairs)["a"] == [1, (2.5, None)]
