"""Folders of Zarr arrays, whatever their descriptions claim."""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.tensors.entries import TensorEntry, ValueEntry

Make = Callable[..., Path]
VERSION_3: dict[str, Any] = {
    "zarr_format": 3, "node_type": "array", "shape": [4, 4], "data_type": "float32", "fill_value": 0,
    "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": [2, 4]}},
    "chunk_key_encoding": {"name": "default"}, "codecs": [{"name": "bytes", "configuration": {"endian": "little"}}],
}  # fmt: skip


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a folder with a description of version 2, changed by keywords, and with chunks."""

    def made(stored: dict[str, bytes] | None = None, **facts: Any) -> Path:
        known = {
            "zarr_format": 2, "shape": [4, 6], "chunks": [2, 3], "dtype": "<f4", "compressor": None, "fill_value": 0,
            "filters": None, "order": "C",
        }  # fmt: skip
        (tmp_path / ".zarray").write_text(json.dumps(known | facts))
        for name, data in (stored or {}).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
        return tmp_path

    return made


@pytest.fixture
def make_3(tmp_path: Path) -> Make:
    """The same for version 3."""

    def made(stored: dict[str, bytes] | None = None, **facts: Any) -> Path:
        (tmp_path / "zarr.json").write_text(json.dumps(VERSION_3 | facts))
        for name, data in (stored or {}).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data)
        return tmp_path

    return made


def only(path: Path) -> np.ndarray[Any, np.dtype[Any]]:
    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        return checkpoint.read(entry)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"shape": [1 << 40, 1 << 40]}, "larger than any memory"),
        ({"chunks": [0, 3]}, "impossible chunks"),
        ({"chunks": [2]}, "chunks of shape"),
        ({"shape": [-1, 2]}, "impossible shape"),
        ({"shape": [1] * 65, "chunks": [1] * 65}, "65 axes"),
        ({"dtype": "<f3"}, "type <f3, which is not decoded"),
        ({"dtype": "|V0"}, "which is not decoded"),
        ({"dtype": [["a", "<f4"], ["a", "<f4"]]}, "which is not decoded"),
        ({"dtype": [["a", [["b", "<f4"]]]]}, "which is not decoded"),
        ({"dtype": [["a", "<f4", [1 << 19, 1 << 19]]]}, "which is not decoded"),
        ({"dtype": [["a", "<f4", [-1]]]}, "which is not decoded"),
        ({"dtype": []}, "which is not decoded"),
        ({"dtype": "<M8[foo]"}, "which is not decoded"),
        ({"zarr_format": 4}, "version 4"),
        ({"filters": [{}]}, "filters without their names"),
        ({"dimension_separator": "-"}, "another separator"),
        ({"filters": [{"id": "shuffle", "elementsize": 0}]}, "element size of a shuffle"),
        ({"dtype": "|O", "filters": [{"id": "vlen-utf8"}]}, "Python objects"),
    ],
)
def test_a_description_that_can_not_be_is_refused(make: Make, facts: dict[str, Any], reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        inspector.open(make(**facts))


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"chunk_grid": {"name": "rectilinear"}}, "not regular"),
        ({"chunk_grid": {}}, "without the name"),
        ({"codecs": None}, "no list of codecs"),
        ({"chunk_key_encoding": {"name": "other"}}, "in the encoding 'other'"),
        ({"codecs": [{"name": "transpose", "configuration": {"order": [0, 0]}}]}, "impossible order of axes"),
        (
            {"codecs": [{"name": "sharding_indexed", "configuration": {"chunk_shape": [2, 3], "codecs": ["bytes"]}}]},
            r"shards of shape \(2, 4\) with chunks of shape \(2, 3\)",
        ),
    ],
)
def test_a_description_of_version_3_that_can_not_be_is_refused(
    make_3: Make, facts: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CheckpointError, match=reason):
        inspector.open(make_3(**facts))


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"compressor": {"id": "acme"}}, "under the codec acme"),
        ({"fill_value": "what"}, "fill value 'what'"),
        ({"filters": [{"id": "delta", "dtype": "<i2", "astype": "<i4"}]}, "form of the filter delta"),
        ({"filters": [{"id": "crc32", "location": "middle"}]}, "form of the filter crc32"),
        ({"filters": [{"id": "fixedscaleoffset", "dtype": "<f4", "scale": 2}]}, "form of the filter fixedscaleoffset"),
    ],
)
def test_what_can_not_be_decoded_is_listed_and_said(make: Make, facts: dict[str, Any], reason: str) -> None:
    with inspector.open(make({"0.0": bytes(24)}, **facts)) as checkpoint:
        (entry,) = checkpoint.tensors
        assert [reason in finding.message for finding in checkpoint.findings] == [True]
        with pytest.raises(CheckpointError, match=reason):
            checkpoint.read(entry)


@pytest.mark.parametrize("fill", [-(1 << 63), "NaT", None])
def test_times_that_were_not_written_are_none(make: Make, fill: object) -> None:
    times = only(make({"0": bytes(16)}, dtype=">M8[s]", shape=[4], chunks=[2], fill_value=fill))
    assert times.astype(str).tolist() == ["1970-01-01T00:00:00"] * 2 + ["NaT"] * 2


def test_records_of_version_2(make: Make) -> None:
    records = np.array([(1, [2, 3]), (-4, [0.5, 6])], [("a", "<i4"), ("b", ">f4", (2,))])
    path = make({"0": records.tobytes()}, dtype=[["a", "<i4"], ["b", ">f4", [2]]], shape=[3], chunks=[2])
    found = only(path)
    assert (found[:2] == records).all()
    assert found[2].tolist()[0] == 0


@pytest.mark.parametrize(
    ("data_type", "expected"),
    [
        ({"name": "null_terminated_bytes", "configuration": {"length_bytes": 3}}, np.array([b"abc", b"d", b""])),
        ({"name": "fixed_length_utf32", "configuration": {"length_bytes": 8}}, np.array(["ab", "d", ""], "<U2")),
        ({"name": "raw_bytes", "configuration": {"length_bytes": 2}}, np.array([b"ab", b"\0c", b""], "V2")),
        ({"name": "numpy.datetime64", "configuration": {"unit": "s", "scale_factor": 1}}, np.arange(3).astype("M8[s]")),
        (
            {"name": "numpy.timedelta64", "configuration": {"unit": "ms", "scale_factor": 10}},
            np.arange(3).astype("m8[10ms]"),
        ),
    ],
)
def test_types_of_version_3_with_parameters(make_3: Make, data_type: object, expected: np.ndarray[Any, Any]) -> None:
    grid = {"name": "regular", "configuration": {"chunk_shape": [3]}}
    found = only(make_3({"c/0": expected.tobytes()}, shape=[3], data_type=data_type, chunk_grid=grid))
    assert found.dtype == expected.dtype
    assert found.tobytes() == expected.tobytes()


@pytest.mark.parametrize(
    "data_type",
    [
        {"name": "fixed_length_utf32", "configuration": {"length_bytes": 7}},
        {"name": "raw_bytes", "configuration": {"length_bytes": 1 << 40}},
        {"name": "raw_bytes", "configuration": None},
        {"name": "numpy.datetime64", "configuration": {"unit": "fortnight", "scale_factor": 1}},
        {"name": "numpy.timedelta64", "configuration": {"unit": "s", "scale_factor": [1]}},
        {"name": ["raw_bytes"], "configuration": {}},
    ],
)
def test_types_with_parameters_that_can_not_be_are_refused(make_3: Make, data_type: object) -> None:
    with pytest.raises(CheckpointError, match="which is not decoded"):
        inspector.open(make_3(data_type=data_type))


def test_filters_of_numcodecs_in_version_3(make_3: Make) -> None:
    values = np.array([5.5, 6, 4.5, 7], ">f8")
    scaled = ((values - 1) * 2).astype(">i2")
    shuffled = np.frombuffer(scaled.tobytes(), np.uint8).reshape(4, 2).T.tobytes()
    codecs = [
        {
            "name": "numcodecs.fixedscaleoffset",
            "configuration": {"offset": 1, "scale": 2, "dtype": "<f8", "astype": "<i2"},
        },
        {"name": "bytes", "configuration": {"endian": "big"}},
        {"name": "numcodecs.shuffle", "configuration": {"elementsize": 2}},
        {"name": "numcodecs.crc32", "configuration": {"location": "end"}},
    ]
    grid = {"name": "regular", "configuration": {"chunk_shape": [4]}}
    chunk = shuffled + zlib.crc32(shuffled).to_bytes(4, "little")
    path = make_3({"c/0": chunk}, shape=[4], data_type="float64", chunk_grid=grid, codecs=codecs)
    assert only(path).tolist() == values.tolist()


def test_chunks_that_were_written_again_are_read_again(make: Make) -> None:
    """As zarr does, which leaves the description as it is."""
    path = make({"0.0": np.ones((2, 3), "<f4").tobytes()}, compressor=None, shape=[2, 3])
    assert only(path).sum() == 6
    (path / "0.0").write_bytes(np.full((2, 3), 2, "<f4").tobytes())
    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        assert checkpoint.read(entry).sum() == 12
        assert entry.storage is not None
        assert pickle.loads(pickle.dumps(entry.storage)).key == entry.storage.key


def test_objects_are_audited_and_never_made(make: Make, tmp_path: Path) -> None:
    class Payload:
        def __reduce__(self) -> tuple[Any, ...]:
            return exec, (f"open({str(tmp_path / 'ran')!r}, 'w')",)

    facts = {"shape": [1], "chunks": [1], "dtype": "|O", "filters": [{"id": "pickle"}]}
    path = make({"0": pickle.dumps([Payload(), 5])}, **facts)
    with inspector.open(path) as checkpoint:
        codes = {(finding.severity, finding.code) for finding in checkpoint.findings}
        assert (Severity.WARNING, "pickled-objects") in codes
        assert any(severity is Severity.DANGER for severity, _ in codes)
        assert any(isinstance(entry, ValueEntry) and entry.value == 5 for entry in checkpoint.entries)
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("dtype", "fill", "value"),
    [
        ("<f4", "NaN", np.nan), (">f8", 2.5, 2.5), ("<i2", -3, -3), ("|b1", True, True), ("<c8", [1, -2], 1 - 2j),
        ("|i1", -1, -1),
    ],
)  # fmt: skip
def test_chunks_that_are_not_stored_consist_of_the_fill_value(make: Make, dtype: str, fill: Any, value: Any) -> None:
    stored = np.arange(6).reshape(2, 3).astype(dtype)
    values = only(make({"1.0": stored.tobytes()}, dtype=dtype, fill_value=fill))
    np.testing.assert_array_equal(values[2:, :3], stored)
    np.testing.assert_array_equal(values[:2], np.full((2, 6), value, values.dtype))


def test_an_array_of_petabytes_without_chunks_opens_and_is_read_in_parts(make: Make) -> None:
    path = make({"0.0": np.ones((2, 3), "<f4").tobytes()}, shape=[1 << 25, 1 << 25])
    with inspector.open(path) as checkpoint:
        (entry,) = checkpoint.tensors
        assert entry.stored_nbytes == 24
        row = checkpoint.read(entry, (0, slice(0, 1 << 20)))
        assert row[:3].tolist() == [1, 1, 1]
        assert not row[3:].any()


def test_keys_that_are_no_chunks_of_the_array_are_passed_over(make: Make) -> None:
    chunk = np.ones((2, 3), "<f4").tobytes()
    values = only(make({"0.0": chunk, "9.9": b"of a larger one", "0.0.0": b"", "x": b""}))
    assert values.sum() == 6
    assert only(make({"1/1": chunk}, dimension_separator="/"))[2:, 3:].sum() == 6


def test_a_chunk_of_another_size_is_refused(make: Make) -> None:
    for data in (bytes(23), bytes(25), bytes(200_000)):
        with pytest.raises(CheckpointError, match="elements"):
            only(make({"0.0": data}))


SHARDS = {
    "codecs": [{"name": "sharding_indexed", "configuration": {"chunk_shape": [2, 2], "codecs": ["bytes"]}}],
}


def shard(*places: int, data: bytes = bytes(32)) -> bytes:
    return data + np.array(places, "<u8").tobytes()


def test_shards_say_where_their_chunks_are(make_3: Make) -> None:
    data = np.arange(8, dtype="<f4").tobytes()
    path = make_3({"c/0/0": shard(16, 16, 0, 16, data=data), "c/1/0": shard(2**64 - 1, 2**64 - 1, 0, 16)}, **SHARDS)
    assert only(path).tolist() == [[4, 5, 0, 1], [6, 7, 2, 3], [0] * 4, [0] * 4]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"short", "where its index takes 32"),
        (shard(0, 16, 64, 16), "a chunk beyond its end"),
        (shard(0, 16, 0, 1 << 62), "more than its elements"),
        (shard(0, 16, 0, 15), "has a chunk of 15 bytes"),
    ],
)
def test_shards_that_lie_are_refused(make_3: Make, content: bytes, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        only(make_3({"c/0/0": content}, **SHARDS))


def test_one_damaged_array_does_not_hide_the_others(make: Make, tmp_path: Path) -> None:
    sound = make({"0.0": bytes(24)})
    group = tmp_path / "group"
    (group / "bad").mkdir(parents=True)
    (group / ".zgroup").write_text('{"zarr_format": 2}')
    (group / ".zattrs").write_text('{"author": "me"}')
    (group / "bad" / ".zarray").write_text("{")
    (sound / ".zarray").rename(group / ".zarray")
    (group / "good").mkdir()
    (group / ".zarray").rename(group / "good" / ".zarray")
    with inspector.open(group) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["good"]
        assert [finding.code for finding in checkpoint.findings] == ["unreadable-tensor"]
        assert checkpoint.metadata == {"author": "me"}


def test_what_is_closed_is_not_read(make: Make) -> None:
    with inspector.open(make({"0.0": bytes(24)})) as checkpoint:
        (entry,) = checkpoint.tensors
        assert isinstance(entry, TensorEntry)
    with pytest.raises(CheckpointError, match="closed"):
        checkpoint.read(entry)


def test_what_steps_over_chunks_is_the_same_part_of_the_whole(make: Make) -> None:
    stored = {name: np.arange(start, start + 6, dtype="<f4").tobytes() for name, start in (("0.1", 1), ("3.0", 7))}
    with inspector.open(make(stored, shape=[9, 6], fill_value=-1)) as checkpoint:
        (entry,) = checkpoint.tensors
        whole = checkpoint.read(entry)
        for row in range(4):
            for step in (2, 3, 5):
                region = (slice(row, 9, step), slice(row % 2, 6, step))
                np.testing.assert_array_equal(checkpoint.read(entry, region), whole[region])
