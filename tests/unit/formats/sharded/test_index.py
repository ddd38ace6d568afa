from __future__ import annotations

import json

import pytest

from inspector.formats.sharded import index
from inspector.formats.sharded.index import WEIGHT_MAP, has_weight_map, read_index
from inspector.limits import LIMITS
from inspector.sources.storage import MemoryStorage


@pytest.mark.parametrize("before", [0, 50, 64 - len(WEIGHT_MAP), 64 - 3, 64, 64 + 1, 200])
def test_the_map_is_found_wherever_it_is_written(before: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_PIECE_NBYTES", 64)
    assert has_weight_map(MemoryStorage(b" " * before + WEIGHT_MAP + b": {}}"), LIMITS)
    assert not has_weight_map(MemoryStorage(b" " * before + WEIGHT_MAP[:-1]), LIMITS)


def test_the_name_of_a_shard_is_kept_once() -> None:
    places = {"a": "x-1", "b": "./x-1", "c": "x-1", "d": "x-2", "e": 5}
    found = read_index(MemoryStorage(json.dumps({"weight_map": places}).encode()), LIMITS)
    assert found.weight_map == {"a": "x-1", "b": "x-1", "c": "x-1", "d": "x-2"}
    assert found.unplaced == ("e",)
    assert found.weight_map["a"] is found.weight_map["c"]
