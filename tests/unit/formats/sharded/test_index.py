from __future__ import annotations

import json

import pytest

from inspector.errors import CorruptError, LimitError
from inspector.formats.sharded import index
from inspector.formats.sharded.index import WEIGHT_MAP, ShardIndex, has_weight_map, read_index
from inspector.jobs import Cancelled, Job
from inspector.limits import LIMITS, Limits
from inspector.sources.storage import MemoryStorage


@pytest.mark.parametrize("before", [0, 50, 64 - len(WEIGHT_MAP), 64 - 3, 64, 64 + 1, 200])
def test_the_map_is_found_wherever_it_is_written(before: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_PIECE_NBYTES", 64)
    assert has_weight_map(MemoryStorage(b" " * before + WEIGHT_MAP + b": {}}"), LIMITS)
    assert not has_weight_map(MemoryStorage(b" " * before + WEIGHT_MAP[:-1]), LIMITS)


def test_the_name_of_a_shard_is_kept_once() -> None:
    places = {"a": "x-1", "b": "./x-1", "c": "x-1", "d": "x-2", "e": 5}
    found = read_index(MemoryStorage(json.dumps({"weight_map": places}).encode()), Job())
    assert found.weight_map == {"a": "x-1", "b": "x-1", "c": "x-1", "d": "x-2"}
    assert found.unplaced == ("e",)
    assert found.weight_map["a"] is found.weight_map["c"]


#: What a piece may be cut in: names with quotes, commas and braces, and what looks like the end of a pair or of the map.
_NAMES = ("model.layers.0.weight", 'a"', '","', '", "b": "', "}", '"},"weight_map":{"', "é", "\\", '\\","', "")


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("nbytes", [8, 30, 64, 100, 1000])
def test_an_index_is_the_same_in_pieces_of_any_size(
    nbytes: int, indent: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {f"{number}{name}{number}": f"{name}{number % 3}" for number in range(12) for name in _NAMES}
    for written in (
        {"metadata": {"total_size": 5, "x": '","'}, "weight_map": places},
        {"weight_map": places},
        {"weight_map": places, "metadata": {"a": ["b", "c"]}},
        {"weight_map": places | {"no place": 5}},
        {"metadata": {"weight_map": {"x": "y"}}, "weight_map": places},
        {"metadata": "weight_map", "weight_map": places, "more": {"weight_map": {"x": "y"}}},
    ):
        file = MemoryStorage(json.dumps(written, indent=indent).encode())
        whole = read_index(file, Job())
        assert whole.weight_map == places
        monkeypatch.setattr(index, "_PIECE_NBYTES", nbytes)
        assert read_index(file, Job()) == whole
        monkeypatch.undo()


def test_a_plain_index_is_never_parsed_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    places = {f"model.layers.{number}.weight": f"model-{number % 7}.safetensors" for number in range(1000)}
    monkeypatch.setattr(index, "_PIECE_NBYTES", 500)
    monkeypatch.delattr(index, "_parsed")
    for written in ({"metadata": {"total_size": 5}, "weight_map": places}, {"weight_map": places, "metadata": {}}):
        assert read_index(MemoryStorage(json.dumps(written).encode()), Job()).weight_map == places


@pytest.mark.parametrize(
    "text",
    [
        '{"weight_map": {"a": "x", "weight_map": {"b": "y"}}}',
        '{"weight_map": {"a": "x"}, "weight_map": {"b": "y"}}',
        '{"weight_map": {"a": "x", "b": "x", "c": "x", "d": "x"}, "weight_map": {"e": "y"}}',
        '{"metadata": {"a": 1}, "weight_map": {"a": "x"}, "metadata": {"b": 2}}',
        '{"weight_map": {"a": "x", "b": "y"}, "weight_map": 5}',
        '{"weight_map": {"a": "x", "b": "y"} "metadata": {}}',
        '{"weight_map": {"a": "x", "b": "y"}}}',
        '{"weight_map": {"a": "x", "b": "y", }}',
        '{"weight_map": {"a": "x", "b": "y"',
        '[{"weight_map": {"a": "x", "b": "y"}}]',
        '{"weight_map": {"a": "x", "b": "\ud800"}}',
    ],
)
def test_what_is_odd_is_read_or_refused_as_a_whole(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = MemoryStorage(text.encode(errors="surrogatepass"))
    found: list[object] = []
    for nbytes in (1 << 20, 40, 26, 10):
        monkeypatch.setattr(index, "_PIECE_NBYTES", nbytes)
        try:
            found.append(read_index(file, Job()))
        except CorruptError as error:
            found.append(error.reason)
    try:
        found.append(index._parsed(file.read()))
    except CorruptError as error:
        found.append(error.reason)
    assert found == [found[0]] * 5


def test_what_an_index_may_take_as_objects_is_bounded_in_pieces_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_PIECE_NBYTES", 100)
    file = MemoryStorage(json.dumps({"weight_map": dict.fromkeys(map(str, range(1000)), "x")}).encode())
    assert read_index(file, Job(Limits(document_objects_nbytes=300_000))).weight_map
    with pytest.raises(LimitError):
        read_index(file, Job(Limits(document_objects_nbytes=200_000)))


def test_reading_an_index_stops_when_it_is_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_PIECE_NBYTES", 100)
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        read_index(MemoryStorage(json.dumps({"weight_map": dict.fromkeys(map(str, range(100)), "x")}).encode()), job)


def test_files_are_confirmed_by_their_keys() -> None:
    said = ShardIndex({"a": "x", "b": "x", "c": "y", "d": "z"}, {})
    said.compare("x", ["b", "a"])
    assert (said.confirmed, said.weight_map) == ({"x"}, {"c": "y", "d": "z"})
    for keys in (["c", "c"], ["c", "more"], ["c", "d"]):
        said.compare("y", keys)
        assert (said.confirmed, said.weight_map) == ({"x"}, {"c": "y", "d": "z"})
    said.compare("y", ["c"])
    assert not said.is_confirmed_by(["x", "y"])
    said.compare("z", ["d"])
    assert said.is_confirmed_by(["x", "y", "z"])
    assert not said.is_confirmed_by(["x", "y", "z", "more"])


def test_a_small_index_is_limited_as_a_large_one_is() -> None:
    file = MemoryStorage(json.dumps({"weight_map": {f"layers.{number}": "x" for number in range(100)}}).encode())
    assert read_index(file, Job(Limits(document_objects_nbytes=30_000))).weight_map
    with pytest.raises(LimitError, match="would take more than"):
        read_index(file, Job(Limits(document_objects_nbytes=10_000)))
