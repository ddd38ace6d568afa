"""safetensors files against the reference library, and headers that lie."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import safetensors.torch
import torch
from hypothesis import given
from hypothesis import strategies as st

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import (
    CheckpointError,
    CorruptError,
    LimitError,
    TruncatedError,
    UnknownFormatError,
    UnsupportedError,
)
from inspector.findings import Severity
from inspector.formats.safetensors import header as safetensors_header
from inspector.formats.safetensors import reader
from inspector.formats.safetensors.header import Header, read_header
from inspector.jobs import Cancelled, Job
from inspector.sources.storage import ByteRange, MemoryStorage, Part
from inspector.tensors.entries import UNREADABLE, Entry, ObjectEntry, TensorEntry


def written(path: Path, header: Any, data: bytes = b"") -> Path:
    """A file with this header, JSON text or something to encode as such."""
    text = header if isinstance(header, bytes) else (header if isinstance(header, str) else json.dumps(header)).encode()
    path = path / "model.safetensors"
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
    return path


def entry(dtype: str, shape: Sequence[Any], begin: int, end: int) -> dict[str, Any]:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}


def test_the_values_are_those_the_library_wrote(tmp_path: Path) -> None:
    arrays: dict[str, np.ndarray[Any, Any]] = {
        "a.weight": np.arange(12, dtype=np.float32).reshape(3, 4),
        "b": np.array(7, np.int64),
        "": np.zeros((0, 3)),
    }
    path = tmp_path / "model.safetensors"
    safetensors.numpy.save_file(arrays, path, {"format": "np", "note": "ü"})
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "safetensors"
        assert checkpoint.metadata == {"format": "np", "note": "ü"}
        assert {entry.key for entry in checkpoint.entries} == set(arrays)
        for tensor in checkpoint.tensors:
            np.testing.assert_array_equal(checkpoint.read(tensor), arrays[tensor.key])
            assert tensor.is_contiguous


@pytest.mark.parametrize(
    "dtype",
    [
        torch.bool, torch.uint8, torch.int8, torch.int16, torch.uint16, torch.int32, torch.uint32, torch.int64, torch.uint64,
        torch.float16, torch.bfloat16, torch.float32, torch.float64, torch.complex64, torch.float8_e4m3fn,
        torch.float8_e5m2, torch.float8_e4m3fnuz, torch.float8_e5m2fnuz, torch.float8_e8m0fnu,
    ],
)  # fmt: skip
def test_every_type_of_torch_that_the_library_writes(dtype: torch.dtype, tmp_path: Path) -> None:
    codes = torch.arange(256, dtype=torch.uint8)
    tensor = (codes % 2).to(dtype) if dtype == torch.bool else codes.view(dtype).reshape(4, -1)
    path = tmp_path / "model.safetensors"
    safetensors.torch.save_file({"t": tensor}, path)
    with inspector.open(path) as checkpoint:
        (found,) = checkpoint.tensors
        assert str(found.dtype) == str(dtype).removeprefix("torch.")
        expected = tensor.to(torch.complex128 if dtype.is_complex else torch.float64).numpy()
        np.testing.assert_array_equal(checkpoint.read(found).astype(expected.dtype), expected)


@pytest.mark.parametrize(
    ("code", "shape", "nbytes", "name", "expected"),
    [
        ("F4", (3, 32), 48, "float4_e2m1fn_x2", (3, 16)),
        ("F4", (2, 3), 3, "float4_e2m1fn_x2", (3,)),
        ("F6_E2M3", (2, 4), 6, "float6_e2m3fn", (2, 4)),
        ("F6_E3M2", (8,), 6, "float6_e3m2fn", (8,)),
    ],
)
def test_types_that_share_bytes(
    code: str, shape: tuple[int, ...], nbytes: int, name: str, expected: tuple[int, ...], tmp_path: Path
) -> None:
    path = written(tmp_path, {"t": entry(code, shape, 0, nbytes)}, bytes(nbytes))
    with inspector.open(path) as checkpoint:
        (found,) = checkpoint.tensors
        assert (found.dtype.name, found.shape, found.nbytes) == (name, expected, nbytes)
        assert checkpoint.read(found).size == shape[0] * (shape[1] if len(shape) > 1 else 1)


def test_tensors_are_listed_in_the_order_of_their_data(tmp_path: Path) -> None:
    path = written(
        tmp_path, {"z": entry("U8", [2], 1, 3), "a": entry("U8", [1], 0, 1), "e": entry("U8", [0], 1, 1)}, b"abc"
    )
    with inspector.open(path) as checkpoint:
        assert [tensor.key for tensor in checkpoint.tensors] == ["a", "e", "z"]


#: Names and values that a cut in the wrong place would tear apart.
_NASTY = ['},"', '}, "', '"},"', '\\},"', "{", "}", "}}", ",", '"', '":{"dtype":"F32"},"']


def test_a_header_parsed_in_pieces_is_the_same_header(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header: dict[str, Any] = {f"{nasty} {n}": entry("U8", [1], n, n + 1) for n, nasty in enumerate(_NASTY * 20)}
    names = list(header)
    header["__metadata__"] = {nasty: nasty * 20 for nasty in _NASTY}
    for text in (json.dumps(header), json.dumps(header, indent=3), json.dumps(header, separators=(",", ":"))):
        for length in (1, 30, 1000, 1 << 20):
            monkeypatch.setattr(safetensors_header, "_PIECE_LENGTH", length)
            with inspector.open(written(tmp_path, text, bytes(len(names)))) as checkpoint:
                assert [tensor.key for tensor in checkpoint.tensors] == names
                assert checkpoint.metadata == header["__metadata__"]


def test_metadata_is_found_wherever_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = {f"{nasty} {n}": entry("U8", [1], n, n + 1) for n, nasty in enumerate(_NASTY * 20)}
    metadata = {nasty: nasty * 20 for nasty in _NASTY}
    for place in (0, 1, 5, 100, len(entries)):
        items = list(entries.items())
        header = dict([*items[:place], ("__metadata__", metadata), *items[place:]])
        for text in (json.dumps(header), json.dumps(header, indent=3), json.dumps(header, separators=(",", ":"))):
            with inspector.open(written(tmp_path, text, bytes(len(entries)))) as checkpoint:
                assert [tensor.key for tensor in checkpoint.tensors] == list(entries)
                assert checkpoint.metadata == metadata
                assert not checkpoint.findings


def test_metadata_with_much_before_its_first_end_is_not_parsed_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    parse = safetensors_header._plain_tensors

    def counted(piece: bytes) -> dict[str, safetensors_header.Described] | None:
        parsed.append(len(piece))
        return parse(piece)

    monkeypatch.setattr(safetensors_header, "_plain_tensors", counted)
    metadata = {"a": {"b": {"c": "x" * 100_000}, "d": "e"}}
    pieces = list(safetensors_header._pieces(json.dumps({"__metadata__": metadata, "t": None}).encode(), Job()))
    assert len(pieces) == 1
    assert len(parsed) == 2


def test_a_piece_with_metadata_ends_with_it() -> None:
    header = {"__metadata__": {"format": "pt"}} | {f"t{n}": entry("U8", [1], n, n + 1) for n in range(5_000)}
    first, *rest = safetensors_header._pieces(json.dumps(header).encode(), Job())
    assert first == (("__metadata__", (("format", "pt"),)),)
    assert sum(map(len, rest)) == 5_000
    assert all(isinstance(piece, dict) for piece in rest)


def test_a_name_that_occurs_twice_is_found_in_any_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [f'"{name}":{json.dumps(entry("U8", [1], n, n + 1))}' for n, name in enumerate("abcdefa")]
    for length in (1, 60, 1 << 20):
        monkeypatch.setattr(safetensors_header, "_PIECE_LENGTH", length)
        with inspector.open(written(tmp_path, "{" + ",".join(entries) + "}", bytes(7))) as checkpoint:
            assert [tensor.key for tensor in checkpoint.tensors] == list("abcdef")
            assert "the header has 'a' twice" in warnings_of(checkpoint)


def test_parsing_can_be_cancelled(tmp_path: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        inspector.open(written(tmp_path, {"a": entry("U8", [1], 0, 1)}, b"1"), job)


def warnings_of(checkpoint: Checkpoint) -> str:
    assert all(finding.severity is Severity.WARNING for finding in checkpoint.findings)
    return "; ".join(finding.message for finding in checkpoint.findings)


GOOD = entry("F32", [2], 0, 8)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ({"a": GOOD | {"data_offsets": [0, 4]}}, "4 bytes of data, its shape and dtype ask for 8"),
        ({"a": GOOD | {"data_offsets": [4, 8]}}, "4 bytes of data, its shape and dtype ask for 8"),
        ({"a": GOOD | {"data_offsets": [8, 0]}}, "-8 bytes of data"),
        ({"a": GOOD | {"data_offsets": [0, 8, 8]}}, "3 offsets"),
        ({"a": GOOD | {"data_offsets": {"0": 8}}}, "not a list"),
        ({"a": GOOD | {"data_offsets": [0, 8.0]}}, "hold 8.0"),
        ({"a": GOOD | {"data_offsets": [False, 8]}}, "hold False"),
        ({"a": GOOD | {"data_offsets": [-1, 7]}}, "hold -1"),
        ({"a": GOOD | {"shape": [True, 2]}}, "hold True"),
        ({"a": GOOD | {"shape": [2, None]}}, "hold None"),
        ({"a": GOOD | {"shape": [-2, -1]}}, "hold -2"),
        ({"a": GOOD | {"shape": 2}}, "not a list"),
        ({"a": GOOD | {"shape": [1 << 40, 1 << 40]}}, "larger than any memory"),
        ({"a": GOOD | {"shape": [0, 1 << 62, 4], "data_offsets": [0, 0]}}, "larger than any memory"),
        ({"a": GOOD | {"dtype": 4}}, "is not text"),
        ({"a": {"dtype": "F32", "shape": [2]}}, "has no data_offsets"),
        ({"a": [1]}, "not an object"),
        ({"a": None}, "not an object"),
        ({"a": entry("F4", [1], 0, 0)}, "do not fill whole bytes"),
        ({"\ud800": GOOD}, "not Unicode"),
        ({"__metadata__": {"a": "\udfff"}}, "not Unicode"),
        ('{"a":1,"a":1}', "not an object"),
        ('{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}', "a field twice"),
        ('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}', "not valid JSON"),
        ('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}}', "not valid JSON"),
        ('{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,8]}}', "hold nan"),
        ('{"a":{"dtype":"F32","shape":[' + "9" * 5000 + '],"data_offsets":[0,8]}}', "not valid JSON"),
        ('{"a":' * 100_000, "not valid JSON"),
        ('{"a":' + "[" * 100_000, "not valid JSON"),
        (b'{"\xff":1}', "not UTF-8 at its byte 2"),
    ],
)  # fmt: skip
def test_headers_that_lie(header: Any, words: str, tmp_path: Path) -> None:
    with pytest.raises(CorruptError, match=words) as caught:
        inspector.open(written(tmp_path, header, bytes(8)))
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    ("header", "words", "keys"),
    [
        ({"a": entry("F32", [1], 0, 4), "b": entry("F32", [1], 4, 12)}, "'b' has 8 bytes of data", ["a"]),
        ({"a": entry("F32", [1], 0, 4), "b": entry("F33", [1], 4, 8)}, "unknown dtype 'F33'", ["a"]),
        ({"a": entry("F32", [1], 0, 4), "b": entry("F32", [2], 4, 12)}, "the file ends inside 'b'", ["a"]),
        ({"a": entry("F32", [1], 0, 4), "b": [1]}, "'b' is not an object", ["a"]),
        ({"a": entry("F32", [1], 4, 8)}, "4 bytes before 'a' belong to no tensor", ["a"]),
        ({"a": GOOD, "b": entry("F32", [1], 4, 8)}, "begins 4 bytes before", ["a", "b"]),
        ({"a": entry("F32", [1], 0, 4)}, "4 bytes at the end of the file belong to no tensor", ["a"]),
        ({}, "8 bytes at the end of the file belong to no tensor", []),
        ({"a": GOOD, "__metadata__": {"a": 1, "b": {"c": [2]}}}, "what is not text", ["a"]),
        ({"a": GOOD, "__metadata__": "a"}, "not a map of text to text", ["a"]),
        ('{"__metadata__":{"a":"1","a":"2"}}', "__metadata__ has a name twice", []),
        ('{"__metadata__":{},"__metadata__":{}}', "the header has '__metadata__' twice", []),
    ],
)  # fmt: skip
def test_one_defect_does_not_hide_the_rest(header: Any, words: str, keys: list[str], tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, header, struct.pack("<2f", 1.5, 2.5))) as checkpoint:
        assert [tensor.key for tensor in checkpoint.tensors] == keys
        assert words in warnings_of(checkpoint)
        for tensor in checkpoint.tensors:
            assert float(checkpoint.read(tensor).flat[0]) in (1.5, 2.5)
        if isinstance(header, dict) and isinstance(header.get("__metadata__"), dict):
            assert checkpoint.metadata == {"a": "1", "b": '{"c": [2]}'}


def test_a_file_cut_short_is_said_once_and_what_it_lacks_by_tensor(tmp_path: Path) -> None:
    header = {name: entry("F32", [2], 8 * number, 8 * number + 8) for number, name in enumerate("abcd")}
    with inspector.open(written(tmp_path, header, bytes(12))) as checkpoint:
        assert [(found.message, found.where) for found in checkpoint.findings] == [
            (
                "the file ends inside 'b': the data has 12 of at least 16 bytes; "
                "beyond its end lie 2 more tensors, 20 bytes are missing",
                "b",
            )
        ]
        unreadable = [found for found in checkpoint.entries if isinstance(found, ObjectEntry)]
    assert [(found.key, found.class_name) for found in unreadable] == [(name, UNREADABLE) for name in "bcd"]
    assert unreadable[1].attributes == {
        "error": "the file ends inside 'c': the data has 12 of at least 24 bytes",
        "dtype": "F32",
        "shape": (2,),
    }


def test_an_unknown_type_is_not_supported(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match="unknown dtype 'F31'"):
        inspector.open(written(tmp_path, {"a": GOOD | {"dtype": "F31"}}, bytes(8)))


def test_null_metadata_and_unknown_fields_are_accepted_as_by_the_library(tmp_path: Path) -> None:
    with inspector.open(written(tmp_path, {"__metadata__": None, "a": GOOD | {"more": [{}]}}, bytes(8))) as checkpoint:
        assert checkpoint.metadata == {}
        assert len(checkpoint.tensors) == 1


def test_a_header_longer_than_the_format_allows_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(struct.pack("<Q", 1 << 60) + b'{"a":')
    with pytest.raises(LimitError, match="claims a header of 1,152,921,504,606,846,976 bytes"):
        inspector.open(path)


def test_a_file_that_ends_inside_header_or_data_is_truncated(tmp_path: Path) -> None:
    path = written(tmp_path, {"a": GOOD}, bytes(8))
    size = path.stat().st_size
    for length, words in (
        (size - 1, "ends inside 'a'"),
        (size - 9, "ends inside its header"),
        (10, "ends inside its header"),
    ):
        os.truncate(path, length)
        with pytest.raises(TruncatedError, match=words):
            inspector.open(path)


def test_text_is_not_taken_for_a_header(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_text('{"abc": {"d": 1}}')
    with pytest.raises(UnknownFormatError, match="is a JSON file"):
        inspector.open(path)


def test_a_sparse_file_of_a_terabyte_opens_like_a_small_one(tmp_path: Path) -> None:
    rows = 1 << 28
    path = written(tmp_path, {"a": entry("F32", [rows, 1024], 0, rows * 4096)})
    os.truncate(path, path.stat().st_size + rows * 4096)
    with inspector.open(path) as checkpoint:
        (tensor,) = checkpoint.tensors
        assert tensor.nbytes == 1 << 40
        assert checkpoint.read(tensor, (slice(rows - 1, rows), slice(1020, 1024))).tolist() == [[0.0] * 4]


def test_what_the_library_refuses_is_refused_or_said(tmp_path: Path) -> None:
    """Random changes to a header: nothing opens here without a word that the library refuses."""
    rng = np.random.default_rng(5)
    text = json.dumps({"a": GOOD, "b": entry("U8", [2, 2], 8, 12), "__metadata__": {"k": "v"}}, separators=(",", ":"))
    for _ in range(2000):
        changed = bytearray(text.encode())
        changed[rng.integers(len(changed))] = int(rng.choice(bytearray(b'0123489,:[]{}"- abFUI')))
        path = written(tmp_path, bytes(changed), bytes(12))
        try:
            with inspector.open(path) as checkpoint:
                if checkpoint.findings:
                    continue
        except CheckpointError:
            continue
        safetensors.numpy.load_file(path)


@given(
    sizes=st.lists(st.integers(0, 3), min_size=1, max_size=7),
    faults=st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from([None, "gap", "overlap", "order", "size", "type"])), max_size=2
    ),
    trailing=st.integers(0, 1),
)
def test_runs_of_sound_tensors_and_single_steps_find_the_same(
    sizes: list[int], faults: list[tuple[int, str]], trailing: int
) -> None:
    tensors: dict[str, Any] = {}
    position = 0
    for number, size in enumerate(sizes):
        tensors[f"t{number}"] = entry("U8", [size], position, position + size)
        position += size
    for number, fault in faults:
        tensor = tensors.get(f"t{number}")
        if tensor is None:
            continue
        begin, end = tensor["data_offsets"]
        if fault in ("gap", "overlap"):
            tensor["data_offsets"] = [begin + (1 if fault == "gap" else -1), end + (1 if fault == "gap" else -1)]
        elif fault == "order":
            tensors[f"t{number}"] = tensors.pop(f"t{number}")
        elif fault == "size":
            tensor["shape"] = [9]
        elif fault == "type":
            tensor["dtype"] = "U9"
    text = json.dumps(tensors).encode()
    data = MemoryStorage(bytes(position + trailing))

    def found(read: Callable[[Header], Sequence[Entry] | None]) -> Any:
        header = read_header(text, Job())
        entries = read(header)
        if entries is None:
            return None
        places = [
            (each.path, each.dtype, each.shape, each.strides, each.storage.offset, each.nbytes)
            if isinstance(each, TensorEntry) and isinstance(each.storage, Part) else each.path
            for each in entries
        ]  # fmt: skip
        return places, header.findings

    region = ByteRange(data, 0, data.nbytes)
    in_steps = found(lambda header: reader._entries(header, region, Job()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_RUN", 2)
        in_runs = found(lambda header: None if header.broken else reader._gapless(header, region, Job()))
    if not faults and not trailing:
        assert in_runs is not None
    if in_runs is not None:
        assert in_runs == in_steps
        assert not in_steps[1]
