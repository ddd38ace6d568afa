"""Numbers in the names of shards."""

from __future__ import annotations

import pytest

from inspector.formats.shard_names import ShardName, ShardSet, shard_name, shard_sets


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("model-00002-of-00005.safetensors", ShardName("model", ".safetensors", 2, 5)),
        ("pytorch_model-00001-of-00001.bin", ShardName("pytorch_model", ".bin", 1, 1)),
        ("model.fp16-00001-of-00002.safetensors", ShardName("model.fp16", ".safetensors", 1, 2)),
        ("00001-of-00002.pt", ShardName("", ".pt", 1, 2)),
    ],
)
def test_names_of_shards_are_taken_apart(name: str, expected: ShardName) -> None:
    assert shard_name(name) == expected


@pytest.mark.parametrize(
    "name",
    ["model.safetensors", "a-00000-of-00002.bin", "a-00003-of-00002.bin", "v.data-00000-of-00001", "a-1-of-999999.bin"],
)
def test_other_names(name: str) -> None:
    assert shard_name(name) is None


def test_sets_are_in_the_order_of_numbers() -> None:
    names = [f"m-{number}-of-12.bin" for number in (10, 9, 1)] + ["m-1-of-2.pt", "config.json"]
    assert shard_sets(names) == [
        ShardSet(("m-1-of-12.bin", "m-9-of-12.bin", "m-10-of-12.bin"), (2, 3, 4, 5, 6, 7, 8, 11, 12), 12),
        ShardSet(("m-1-of-2.pt",), (2,), 2),
    ]
