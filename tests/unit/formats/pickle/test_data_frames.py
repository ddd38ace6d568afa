"""Data frames by column: what pandas itself wrote, the form before pandas 1.3, and frames that no pandas wrote."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
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
