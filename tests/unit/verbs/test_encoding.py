from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from inspector.checkpoint.description import entry_columns, entry_row
from inspector.findings import Finding, Severity
from inspector.sources.storage import MemoryStorage
from inspector.tensors.dtypes import dtype_named
from inspector.tensors.entries import (
    Attribute,
    Entry,
    Key,
    ObjectEntry,
    Opaque,
    Path,
    Quantization,
    ReferenceEntry,
    TensorEntry,
    ValueEntry,
)
from inspector.verbs.encoding import (
    StorageNumbers,
    encode_entry,
    encode_finding,
    encode_path,
    encode_value,
    write_json,
)

FLOAT = dtype_named("float32")


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        ((), []),
        (("hidden.weight",), ["hidden.weight"]),
        (("model", 3, Attribute("w")), ["model", 3, {"attr": "w"}]),
        ((Key(5), Key(-(2**70))), [{"int": 5}, {"int": -(2**70)}]),
        ((Key((1, "a")),), [{"tuple": [{"int": 1}, "a"]}]),
        ((Key(()), Key(((1,), 2))), [{"tuple": []}, {"tuple": [{"tuple": [{"int": 1}]}, {"int": 2}]}]),
        ((Key(b"bytes"),), [{"bytes": "6279746573"}]),
        ((Key("None", opaque=True),), [{"repr": "None"}]),
        ((Key(True),), [{"repr": "True"}]),
        ((Key(1 << 20_000),), [{"repr": "<int of 20001 bits>"}]),
    ],
)
def test_path_elements_keep_what_they_are(path: Path, encoded: list[Any]) -> None:
    assert encode_path(path) == encoded


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        (None, None),
        (True, True),
        (7, 7),
        (10**4000, 10**4000),
        pytest.param(1 << 400_000, {"repr": "<int of 400001 bits>"}, id="very long integer"),
        (2.5, 2.5),
        (math.nan, "NaN"),
        (math.inf, "Infinity"),
        (-math.inf, "-Infinity"),
        (np.float64("nan"), "NaN"),
        (np.float64(0.5), 0.5),
        ("x\ud800y", "x\ud800y"),
        (b"\x00\xff", {"bytes": "00ff"}),
        (bytearray(b"z"), {"bytes": "7a"}),
        ([1, [math.nan, ()]], [1, ["NaN", {"tuple": []}]]),
        ((1, "a"), {"tuple": [1, "a"]}),
        ({"a": (1,)}, {"a": {"tuple": [1]}}),
        ({1: 2}, {"repr": "{1: 2}"}),
        (complex(1, math.nan), {"complex": [1.0, "NaN"]}),
        ({1}, {"repr": "{1}"}),
        (Opaque("torch.float16"), {"repr": "torch.float16"}),
        ({3: [1 << 400_000]}, {"repr": "<dict>"}),
    ],
)
def test_values_become_what_json_can_hold(value: object, encoded: Any) -> None:
    assert encode_value(value) == encoded
    json.dumps(encode_value(value), allow_nan=False)


def test_deep_nesting_ends() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    json.dumps(encode_value(value))


def test_a_record_is_one_ascii_line(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"key": "a\n\u2028\ud800é"})
    line = capsys.readouterr().out
    assert line.isascii()
    assert line.count("\n") == 1
    assert json.loads(line) == {"key": "a\n\u2028\ud800é"}


def test_entries_on_one_storage_share_its_number() -> None:
    first, second = MemoryStorage(bytes(16)), MemoryStorage(bytes(16))
    storages = StorageNumbers()
    numbers = []
    for name, storage in ("a", second), ("b", first), ("c", second):
        numbers.append(encode_entry(TensorEntry((name,), FLOAT, (4,), (1,), storage), storages)["storage"])
    assert numbers == [0, 1, 0]


def test_a_tensor_says_where_its_elements_lie() -> None:
    attributes = {"parameter": True, "device": "cuda:0"}
    entry = TensorEntry(("model", "w"), FLOAT, (2, 3), (1, 2), MemoryStorage(bytes(40)), 1, attributes=attributes)
    assert encode_entry(entry, StorageNumbers()) == {
        "path": ["model", "w"],
        "key": "model.w",
        "kind": "tensor",
        "dtype": "float32",
        "shape": [2, 3],
        "nbytes": 24,
        "strides": [1, 2],
        "storage": 0,
        "storage_offset": 1,
        "storage_nbytes": 40,
        "parameter": True,
        "device": "cuda:0",
    }


def test_a_meta_tensor_has_no_storage() -> None:
    record = encode_entry(TensorEntry(("m",), FLOAT, (2,), (1,), None), StorageNumbers())
    assert record == {"path": ["m"], "key": "m", "kind": "tensor", "dtype": "float32", "shape": [2], "nbytes": 0}


def test_a_sparse_tensor_names_its_components() -> None:
    indices = TensorEntry(("indices",), dtype_named("int64"), (1, 2), (2, 1), MemoryStorage(bytes(16)))
    values = TensorEntry(("values",), FLOAT, (2,), (1,), MemoryStorage(bytes(8)))
    components = {"indices": indices, "values": values}
    dense = MemoryStorage(bytes(40))
    entry = TensorEntry(("s",), FLOAT, (10,), (1,), dense, layout="sparse_coo", components=components)
    record = encode_entry(entry, StorageNumbers())
    assert record["layout"] == "sparse_coo"
    assert record["nbytes"] == 40
    assert "storage" not in record
    assert record["components"]["indices"]["shape"] == [1, 2]
    assert record["components"]["values"]["storage"] == 1


def test_flags_and_quantisation_are_shown_where_they_apply() -> None:
    quantization = Quantization("per_channel_affine", (0.5, math.inf), (0, 1), 0)
    entry = TensorEntry(
        ("q",), dtype_named("qint8"), (2, 2), (2, 1), MemoryStorage(bytes(4)), quantization=quantization, negative=True
    )
    record = encode_entry(entry, StorageNumbers())
    assert record["negative"] is True
    assert "conjugate" not in record
    assert record["quantization"] == {
        "scheme": "per_channel_affine",
        "scale": [0.5, "Infinity"],
        "zero_point": [0, 1],
        "axis": 0,
    }


def test_values_and_objects_say_what_they_are() -> None:
    value: Entry = ValueEntry(("epoch",), 3)
    thing: Entry = ObjectEntry(("args",), "argparse.Namespace", {"note": (1,)})
    assert encode_entry(value, StorageNumbers()) == {"path": ["epoch"], "key": "epoch", "kind": "value", "value": 3}
    assert encode_entry(thing, StorageNumbers()) == {
        "path": ["args"],
        "key": "args",
        "kind": "object",
        "class": "argparse.Namespace",
        "note": {"tuple": [1]},
    }


def test_a_reference_says_what_it_is_a_reference_to() -> None:
    again: Entry = ReferenceEntry(("b", 1), ("a", Attribute("genes"), Key(3)))
    assert encode_entry(again, StorageNumbers()) == {
        "path": ["b", 1],
        "key": "b.1",
        "kind": "reference",
        "to": ["a", {"attr": "genes"}, {"int": 3}],
    }
    assert entry_row(again, entry_columns([again])) == ["b.1", "reference", "", "", "= a.genes.3"]


def test_a_finding_is_written_as_it_is() -> None:
    finding = Finding(Severity.DANGER, "pickle-global", "the pickle names posix.system", "data.pkl")
    assert encode_finding(finding) == {
        "severity": "danger",
        "code": "pickle-global",
        "message": "the pickle names posix.system",
        "where": "data.pkl",
    }


def test_records_may_come_one_after_another(capsys: pytest.CaptureFixture[str]) -> None:
    write_json({"none": iter(()), "some": ({"n": number} for number in range(2)), "last": None})
    assert capsys.readouterr().out == '{"none": [], "some": [{"n": 0}, {"n": 1}], "last": null}\n'
