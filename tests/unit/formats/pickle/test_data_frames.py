"""Data frames by column: what pandas itself wrote, the form before pandas 1.3, and frames that no pandas wrote."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.errors import CorruptError
from inspector.formats.pickle.arrow import texts_of
from inspector.formats.recognisers import all_recognisers
from inspector.pickles.contents import Contents, contents_of
from inspector.pickles.recogniser import PickleContext
from inspector.pickles.records import Call, Global, PickledDict
from inspector.tensors.entries import TensorEntry, ValueEntry
from inspector.tensors.reading import read_values
from tests.pickling import recorded

FIXTURES = Path(__file__).parents[3] / "fixtures" / "pandas"
Block = tuple[Any, Any]


def record(value: Any) -> Any:
    """What a pickle of a plain value or an array leaves."""
    return recorded(pickle.dumps(value)).root


def pickled_dict(**pairs: Any) -> PickledDict:
    made = PickledDict()
    made.pairs = list(pairs.items())
    return made


def old_frame(blocks: list[Block], names: Any) -> Call:
    """A frame as versions before 1.3 wrote it; the blocks are values and places."""
    axis = Call(
        Global("pandas.core.indexes.base", "_new_Index"), (Global("pandas", "Index"), pickled_dict(data=record(names)))
    )
    parts = pickled_dict(axes=[axis, axis], blocks=[pickled_dict(values=v, mgr_locs=p) for v, p in blocks])
    manager = Call(Global("pandas.core.internals.managers", "BlockManager"), ())
    state = PickledDict()
    state.pairs = [("0.14.1", parts)]
    manager.states = [([axis, axis], [], [], state)]
    frame = Call(Global("pandas.core.frame", "DataFrame"), ())
    frame.states = [pickled_dict(_data=manager)]
    return frame


def shown(frame: Call) -> Contents:
    recognisers = all_recognisers()
    return contents_of(frame, recognisers, recognisers.open(PickleContext()), nbytes=1000)


def columns(found: Contents) -> dict[str, list[Any]]:
    return {entry.key: read_values(entry).tolist() for entry in found.entries if isinstance(entry, TensorEntry)}


def places(*numbers: int) -> Any:
    return record(np.array(numbers))


def test_columns_stand_in_their_order_and_share_a_block() -> None:
    with inspector.open(FIXTURES / "columns.pkl") as checkpoint:
        assert [e.key for e in checkpoint.entries][:5] == ["", "height", "label", "weight", "name"]
        by_key = {entry.key: entry for entry in checkpoint.entries}
        height, weight = by_key["height"], by_key["weight"]
        assert isinstance(height, TensorEntry)
        assert isinstance(weight, TensorEntry)
        assert height.storage is not None
        assert weight.storage is not None
        assert height.storage.key == weight.storage.key
        name, index = by_key["name"], by_key["index"]
        assert isinstance(name, ValueEntry)
        assert isinstance(index, ValueEntry)
        assert (name.value, index.value) == (["x", "y", "z", "x"], ["r1", "r2", "r3", "r4"])


def test_many_columns_of_a_small_file_are_all_shown() -> None:
    with inspector.open(FIXTURES / "numbered.pkl.gz") as checkpoint:
        assert len(checkpoint.tensors) == 20
        assert "shared-structure" not in {finding.code for finding in checkpoint.findings}


def test_the_form_before_1_3() -> None:
    numbers = np.arange(6.0).reshape(2, 3)
    slice_ = Call(Global("builtins", "slice"), (1, 2, 1))
    frame = old_frame(
        [(record(numbers), places(2, 0)), (record(np.array([[7, 8, 9]])), slice_)], np.array(["a", "b", "c"], "O")
    )
    assert columns(shown(frame)) == {"a": numbers[1].tolist(), "b": [7, 8, 9], "c": numbers[0].tolist()}


ONE = record(np.arange(2.0).reshape(1, 2))
TEXTS = record(np.array([["x", "y"]], "O"))


@pytest.mark.parametrize(
    "blocks",
    [
        [(ONE, places(0)), (TEXTS, places(0))],
        [(ONE, places(0)), (ONE, places(1))],
        [(TEXTS, places(0)), (TEXTS, places(1))],
        [(ONE, Call(Global("builtins", "slice"), (-(1 << 80), 1 << 80, 1)))],
        [(ONE, Call(Global("builtins", "slice"), ()))],
        [(ONE, record([0.5]))],
        [(Call(Global("pandas", "x"), ()), "0")],
        [(3, None)],
    ],
    ids=["one place", "one array", "one list", "endless", "no slice", "no places", "text", "numbers"],
)
def test_blocks_that_no_frame_has_are_an_object_like_any_other(blocks: list[Block]) -> None:
    found = shown(old_frame(blocks, np.array(["a", "b"], "O")))
    assert not {"a", "b"} & set(columns(found))
    assert any(entry.key.startswith("_data.") for entry in found.entries)


def test_a_block_with_fewer_rows_than_columns_is_a_finding() -> None:
    found = shown(old_frame([(ONE, places(0, 1))], np.array(["a", "b"], "O")))
    assert columns(found) == {"a": [0.0, 1.0]}
    assert [finding.message for finding in found.findings] == [
        "b can't be read: a column that its block of the data frame doesn't have."
    ]


def test_text_of_arrow_names_columns_and_fills_them() -> None:
    with inspector.open(FIXTURES / "arrow.pkl") as checkpoint:
        entries = {entry.key: entry for entry in checkpoint.entries}
        values = {
            entry.key: read_values(entry).tolist() for entry in entries.values() if isinstance(entry, TensorEntry)
        }
        shown = {entry.key: entry.value for entry in entries.values() if isinstance(entry, ValueEntry)}
    assert values["text.whole"] == ["x", "süß", ""]
    assert [shown[f"text.missing.{number}"] for number in range(3)] == ["a", None, "bc"]
    assert values["text.index"] == ["r1", "r2", "r3"]
    assert values["levels.('a', 1)"] == [0, 0]
    assert values["levels.('b', 2)"] == [1, 1]
    assert (values["twice.0"], values["twice.1"]) == ([1, 2], [3, 4])
    assert values["series.values"] == [0, 1, 2]
    assert values["numbers.n"] == [2, 3]


def arrow(kind: Any, length: Any, nulls: int, offset: Any, buffers: Any) -> Call:
    """An array of Arrow's of these parts; a buffer is given by its bytes."""
    made = [data and Call(Global("pyarrow.lib", "py_buffer"), (data,)) for data in buffers]
    kind = Call(Global("pyarrow.lib", "type_for_alias"), (kind,))
    return Call(Global("pyarrow.lib", "_restore_array"), ((kind, length, nulls, offset, made, [], None),))


FOUR = np.array([0, 1, 3, 3], "<i4").tobytes()
DEFECTS = {
    "places beyond the text": arrow("string", 3, 0, 0, [None, np.array([0, 1, 3, 9], "<i4").tobytes(), b"abc"]),
    "places that fall": arrow("string", 3, 0, 0, [None, np.array([0, 3, 1, 3], "<i4").tobytes(), b"abc"]),
    "fewer places": arrow("string", 4, 0, 0, [None, FOUR, b"abc"]),
    "an offset beyond": arrow("string", 3, 0, 1 << 60, [None, FOUR, b"abc"]),
    "no buffers": arrow("string", 3, 0, 0, []),
    "fewer numbers": arrow("double", 2, 0, 0, [None, bytes(15)]),
    "a length beyond all memory": arrow("double", 1 << 62, 0, 0, [None, bytes(16)]),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_an_array_of_arrow_that_contradicts_itself_is_a_finding(defect: str) -> None:
    found = shown(DEFECTS[defect])
    assert [finding.code for finding in found.findings] == ["unreadable-tensor"]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (arrow("string", 3, 1, 0, [b"\x05", FOUR, b"abc"]), ["a", None, ""]),
        (arrow("string", 2, 1, 1, [b"\x05", FOUR, b"abc"]), [None, ""]),
    ],
)
def test_missing_texts_of_arrow_are_none(call: Call, expected: list[str | None]) -> None:
    assert texts_of(call) == expected


@pytest.mark.parametrize(
    "call",
    [
        arrow("string", 3, 1, 0, [b"", FOUR, b"abc"]),
        arrow("struct", 3, 0, 0, [None]),
        arrow("string", -1, 0, 0, [None]),
        arrow("string", 1.5, 0, 0, [None]),
        arrow(5, 1, 0, 0, [None]),
        Call(Global("pyarrow.lib", "_restore_array"), (1, 2)),
    ],
)
def test_an_array_of_arrow_that_is_not_understood_is_an_object(call: Call) -> None:
    assert "pyarrow.lib._restore_array" in [getattr(entry, "class_name", "") for entry in shown(call).entries]
    with pytest.raises(CorruptError):
        texts_of(call)


def test_columns_of_levels_within_levels_do_not_end_the_program() -> None:
    frame = old_frame([(record(np.zeros((1, 2))), places(0))], ["a"])
    index = Call(Global("pandas.core.indexes.base", "_new_Index"), ())
    index.args = (Global("pandas", "MultiIndex"), pickled_dict(levels=[index], codes=[record(np.zeros(1, "i1"))]))
    frame.states[0].pairs[0][1].states[0][3].pairs[0][1].pairs[0][1][0] = index  # type: ignore[index]
    assert shown(frame).entries


def test_numbers_of_arrow_begin_at_its_offset() -> None:
    (entry,) = shown(arrow("int32", 2, 0, 1, [None, np.arange(3, dtype="<i4").tobytes()])).entries
    assert isinstance(entry, TensorEntry)
    assert read_values(entry).tolist() == [1, 2]
