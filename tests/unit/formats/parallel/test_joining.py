"""Joining tensors that were cut among ranks: each way in which layers are cut, and those that nothing tells."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from inspector.errors import TruncatedError
from inspector.formats.parallel.joining import Joiner, Tensors
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_of_numpy
from inspector.tensors.entries import Path, TensorEntry, contiguous_strides
from inspector.tensors.reading import read_values

Array = np.ndarray[Any, Any]
RANKS = 3


def entry(array: Array, **attributes: Any) -> TensorEntry:
    storage = MemoryStorage(np.ascontiguousarray(array).tobytes())
    strides = contiguous_strides(array.shape)
    return TensorEntry((), dtype_of_numpy(array.dtype), array.shape, strides, storage, attributes=attributes)


def ranks(parts: dict[Path, list[Array]]) -> dict[str, Tensors]:
    count = max(map(len, parts.values()))
    return {
        f"rank {rank}": {path: entry(arrays[rank]) for path, arrays in parts.items() if rank < len(arrays)}
        for rank in range(count)
    }


def joined(parts: dict[Path, list[Array]], total: int = RANKS) -> tuple[dict[Path, TensorEntry], list[str]]:
    joiner = Joiner()
    found = {each.path: each for each in joiner.joined(ranks(parts), total=total)}
    return found, [finding.message for finding in joiner.said()]


@pytest.mark.parametrize(
    ("path", "axis"),
    [
        (("layers.0.attention.query_key_value.weight",), 0),
        (("layers", 0, "q_proj", "bias"), 0),
        (("output_layer", "weight"), 0),
        (("layers.0.attention.dense.weight",), 1),
        (("model", "down_proj.weight"), 1),
    ],
)
def test_cut_along_an_axis(path: Path, axis: int) -> None:
    whole = np.arange(36.0).reshape(6, 6)
    found, said = joined({path: np.split(whole, RANKS, axis)})
    assert np.array_equal(read_values(found[path]), whole)
    assert said == []


@pytest.mark.parametrize("split", [("dense_h_to_4h", "dense_4h_to_h"), ("linear_fc1", "linear_fc2")])
@pytest.mark.parametrize("nested", [False, True])
def test_gates_are_cut_by_themselves(split: tuple[str, str], nested: bool) -> None:
    up, down = split
    gate, through = np.arange(12.0).reshape(6, 2), 100 + np.arange(12.0).reshape(6, 2)
    halves = [np.concatenate(parts) for parts in zip(np.split(gate, RANKS), np.split(through, RANKS), strict=True)]
    paths: list[Path] = [("mlp", name, "weight") if nested else (f"mlp.{name}.weight",) for name in (up, down)]
    bias: Path = ("mlp", up, "bias") if nested else (f"mlp.{up}.bias",)
    parts = {
        paths[0]: halves,
        bias: [half[:, 0] for half in halves],
        paths[1]: np.split(np.ones((2, 6)), RANKS, axis=1),
    }
    found, _ = joined(parts)
    assert np.array_equal(read_values(found[paths[0]]), np.concatenate([gate, through]))
    assert np.array_equal(read_values(found[bias]), np.concatenate([gate, through])[:, 0])


def test_what_is_the_same_on_each_rank_is_shown_once() -> None:
    norm, table = np.arange(4.0), np.arange(6.0).reshape(2, 3)
    found, said = joined(
        {("norm", "weight"): [norm] * RANKS, ("dense", "bias"): [norm] * RANKS, ("t",): [table] * RANKS}
    )
    assert set(found) == {("norm", "weight"), ("dense", "bias"), ("t",)}
    assert said == []


def test_what_nothing_tells_is_shown_by_rank() -> None:
    found, said = joined({("mystery",): [np.full((2, 2), float(rank)) for rank in range(RANKS)]})
    assert list(found) == [(f"rank {rank}", "mystery") for rank in range(RANKS)]
    assert said == ["1 tensor shown by rank: the names do not say how they were cut (mystery)."]


def test_parts_that_do_not_fit() -> None:
    found, said = joined({("wq", "weight"): [np.ones((2, 3)), np.ones((2, 4)), np.ones((2, 3))]})
    assert [path[0] for path in found] == ["rank 0", "rank 1", "rank 2"]
    assert "do not fit each other" in said[0]


def test_a_rank_that_is_missing() -> None:
    found, said = joined({("wq", "weight"): [np.ones((2, 3)), np.ones((2, 3))]})
    assert found["wq", "weight"].shape == (4, 3)
    assert said == ["1 tensor incomplete: not all ranks have a part (wq.weight)."]


def test_parts_that_say_where_they_belong() -> None:
    whole = np.arange(15.0).reshape(5, 3)
    parts: list[Tensors] = [
        {("w",): entry(whole[start:stop], global_shape=[5, 3], global_offset=[start, 0])}
        for start, stop in ((0, 3), (3, 5), (5, 5), (0, 3))
    ]
    joiner = Joiner()
    (found,) = joiner.joined({str(rank): tensors for rank, tensors in enumerate(parts)}, total=4)
    assert np.array_equal(read_values(found), whole)
    assert joiner.said() == []
    (hole,) = joiner.joined({"0": parts[0]}, total=4)
    with pytest.raises(TruncatedError, match="the file of a rank is missing"):
        read_values(hole)
    assert joiner.said()[0].code == "shard-missing"


def test_parts_of_which_some_do_not_say() -> None:
    parts: dict[str, Tensors] = {
        "0": {("w",): entry(np.ones((2, 3)), global_shape=[4, 3], global_offset=[0, 0])},
        "1": {("w",): entry(np.ones((2, 3)), global_shape=[4, 3])},
    }
    assert [each.path for each in Joiner().joined(parts, total=2)] == [("0", "w"), ("1", "w")]
