"""Values of metadata against the gguf package that wrote them, and headers that lie."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gguf import GGUFEndian, GGUFWriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import inspector
from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnsupportedError
from inspector.formats.gguf.header import Header, read_header
from inspector.jobs import Job
from inspector.sources.storage import MemoryStorage

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.integers(-(2**31), 2**31 - 1)
VALUES = st.one_of(
    TEXTS.filter(bool),  # the package leaves out empty text
    st.booleans(),
    st.floats(width=32, allow_nan=False),
    NUMBERS,
    st.lists(NUMBERS, min_size=1, max_size=5),
    st.lists(TEXTS, min_size=1, max_size=5),
    st.lists(st.booleans(), min_size=1, max_size=3),
)


def add(writer: GGUFWriter, name: str, value: Any) -> None:
    adders: dict[type, Callable[[str, Any], None]] = {
        str: writer.add_string, bool: writer.add_bool, float: writer.add_float32,
        int: writer.add_int32, list: writer.add_array,
    }  # fmt: skip
    adders[type(value)](name, value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(metadata=st.dictionaries(TEXTS.filter(bool), VALUES, max_size=6), big=st.booleans(), tensors=st.integers(0, 3))
def test_values_are_those_that_were_written(tmp_path: Path, metadata: dict[str, Any], big: bool, tensors: int) -> None:
    path = tmp_path / "model.gguf"
    writer = GGUFWriter(path, "test", endianess=GGUFEndian.BIG if big else GGUFEndian.LITTLE)
    metadata = {name: value for name, value in metadata.items() if not name.startswith("general.")}
    for name, value in metadata.items():
        add(writer, name, value)
    arrays = {f"t{n}": np.arange(n + 1, dtype=np.float32) for n in range(tensors)}
    for name, array in arrays.items():
        writer.add_tensor(name, array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with inspector.open(path) as checkpoint:
        assert checkpoint.metadata == {"general.architecture": "test", **metadata}
        assert {entry.key: checkpoint.read(entry).tolist() for entry in checkpoint.tensors} == {
            name: array.tolist() for name, array in arrays.items()
        }


def text(value: str) -> bytes:
    return struct.pack("<Q", len(value.encode())) + value.encode()


def values(*items: tuple[str, int, bytes]) -> bytes:
    """A file of metadata alone: name, type, value."""
    encoded = b"".join(text(name) + struct.pack("<I", code) + value for name, code, value in items)
    return b"GGUF" + struct.pack("<IQQ", 3, 0, len(items)) + encoded


def header(data: bytes) -> Header:
    return read_header(MemoryStorage(data), Job())


def array(code: int, length: int, data: bytes) -> bytes:
    return struct.pack("<IQ", code, length) + data


def test_long_arrays_are_given_by_their_beginning() -> None:
    tokens = [f"token {'x' * (number % 300)}" for number in range(70_000)]  # more than is looked at in one go
    data = values(
        ("tokens", 9, array(8, len(tokens), b"".join(map(text, tokens)))),
        ("scores", 9, array(6, 1000, struct.pack("<1000f", *range(1000)))),
        ("after", 4, struct.pack("<I", 7)),
    )
    metadata = header(data).metadata
    assert metadata["tokens"] == {"array": "string", "length": 70_000, "first": tokens[:16]}
    assert metadata["scores"] == {"array": "float32", "length": 1000, "first": list(map(float, range(16)))}
    assert metadata["after"] == 7


def test_arrays_in_arrays_are_lists_in_lists() -> None:
    inner = array(5, 2, struct.pack("<ii", 1, -2))
    assert header(values(("a", 9, array(9, 3, inner * 3)))).metadata == {"a": [[1, -2]] * 3}
    long = header(values(("a", 9, array(9, 300, inner * 300)), ("b", 0, b"\1"))).metadata
    assert (long["a"]["length"], long["a"]["first"][0], long["b"]) == (300, [1, -2], 1)


def test_text_that_is_not_utf8_is_shown_with_replacements() -> None:
    assert header(values(("a", 8, struct.pack("<Q", 2) + b"a\xff"))).metadata == {"a": "a\ufffd"}


def test_text_out_of_proportion_is_cut_and_said_to_be() -> None:
    read = header(values(("a", 8, text("x" * ((1 << 20) + 1))), ("b", 7, b"\1")))
    assert (len(read.metadata["a"]), read.metadata["b"]) == (1 << 20, True)
    assert [finding.code for finding in read.findings] == ["gguf-long-text"]


def test_a_name_given_twice_keeps_its_first_value() -> None:
    read = header(values(("a", 0, b"\1"), ("a", 0, b"\2")))
    assert read.metadata == {"a": 1}
    assert [finding.code for finding in read.findings] == ["gguf-duplicate-name"]


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (b"GGUF" + struct.pack("<IQQ", 4, 0, 0), UnsupportedError, "GGUF of version 4"),
        (b"GGUF" + struct.pack("<IQQ", 3, 2**60, 0), TruncatedError, "claims 1,152,921,504,606,846,976 tensors"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 2**64 - 1), TruncatedError, "claims 18,446,744,073,709,551,615 names"),
        (values(("a", 99, b"")) + bytes(9), CorruptError, "has the unknown type 99"),
        (values(("a", 8, struct.pack("<Q", 2**63))), TruncatedError, "more bytes were to follow"),
        (values(("a", 9, array(4, 2**60, b""))), TruncatedError, "claims 1,152,921,504,606,846,976 uint32"),
        (values(("a", 9, array(8, 2, text("")))), TruncatedError, "claims 2 strings"),
        (values(("a", 9, array(8, 300, bytes(8 * 299) + struct.pack("<Q", 9)))), TruncatedError, "more bytes"),
        (values(("a", 9, struct.pack("<IQ", 9, 1) * 20)), CorruptError, "more than 8 deep"),
        (values(("general.alignment", 8, text("32"))), CorruptError, "not a positive number"),
        (values(("general.alignment", 5, struct.pack("<i", 0))), CorruptError, "not a positive number"),
    ],
)
def test_headers_that_lie_are_refused(data: bytes, error: type[CheckpointError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        header(data)


def test_an_alignment_that_is_no_power_of_two_is_used_and_said_to_be_odd() -> None:
    read = header(values(("general.alignment", 4, struct.pack("<I", 24))))
    assert read.data_start % 24 == 0
    assert [finding.code for finding in read.findings] == ["gguf-alignment"]
