"""Graphs of TensorFlow: constants in every form, operations that reach outside, SavedModels."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.formats.tensorflow import tensor as tensors
from tests.unit.sources.test_protobuf import field

FIXTURES = Path(__file__).parents[3] / "fixtures" / "tensorflow"


def node(name: bytes, operation: bytes, tensor: bytes | None = None) -> bytes:
    """A node, with a tensor as the value of a constant."""
    value = b"" if tensor is None else field(5, field(1, b"value") + field(2, field(8, tensor)))
    return field(1, field(1, name) + field(2, operation) + value)


def tensor(code: int, shape: tuple[int, ...], data: bytes) -> bytes:
    return field(1, code) + field(2, b"".join(field(2, field(1, size)) for size in shape)) + data


def opened(tmp_path: Path, graph: bytes) -> Checkpoint:
    path = tmp_path / "g.pb"
    path.write_bytes(graph)
    return inspector.open(path)


@pytest.mark.parametrize(
    ("proto", "expected"),
    [
        (tensor(1, (2,), field(4, struct.pack("<2f", 1, 2))), [1.0, 2.0]),
        (tensor(1, (2, 2), field(5, 1.5)), [[1.5, 1.5], [1.5, 1.5]]),
        (tensor(1, (3,), b""), [0.0, 0.0, 0.0]),
        (tensor(3, (3,), field(7, b"\x01" + b"\xff" * 9 + b"\x01")), [1, -1, -1]),
        (tensor(14, (2,), field(13, b"\x80\x7f")), [float.fromhex("0x1p-126") * 0 + 9.0e-39, 9.0e-39]),
        (tensor(10, (2,), field(11, 1)), [True, True]),
        (tensor(8, (1,), field(9, struct.pack("<2f", 1, -2))), [1 - 2j]),
        (tensor(7, (2,), field(8, b"a") + field(8, "β".encode())), ["a", "β"]),
        (tensor(7, (2,), field(8, b"same")), ["same", "same"]),
        (tensor(107, (), field(9, 3) + field(8, b"one")), "one"),
        (tensor(7, (900,), field(8, b"a long text") * 900), ["a long text"] * 900),
        (tensor(25, (2,), field(18, b"\x38\xb8")), [1.0, -1.0]),
        (tensor(33, (1,), field(18, b"\x02")), [1.0]),
        (tensor(9, (4,), field(10, -1) + field(10, b"\x05\x06")), [-1, 5, 6, 6]),
        (tensor(29, (2,), field(7, b"\x0f\x07")), [-1, 7]),
        (tensor(1, (0, 3), b""), []),
    ],
)
def test_a_constant_is_what_its_message_stands_for(proto: bytes, expected: list[object], tmp_path: Path) -> None:
    with opened(tmp_path, node(b"c", b"Const", proto)) as checkpoint:
        assert checkpoint.tensors[0].path == ("c",)
        values = checkpoint.read(checkpoint.tensors[0])
        if checkpoint.tensors[0].dtype.name == "bfloat16":
            assert np.array_equal(values.view(np.uint32) >> 16, [0x3F80, 0x3F80])
        else:
            assert values.tolist() == expected


@pytest.mark.parametrize(
    "proto",
    [
        tensor(1, (2,), field(4, b"abc")),
        tensor(1, (2,), field(5, bytes(12))),
        tensor(1, (2,), field(5, bytes(7))),
        tensor(3, (1,), field(7, b"\x01\x02")),
        tensor(7, (2,), b""),
        tensor(7, (1,), field(8, 5)),
        tensor(7, (1,), field(8, b"a") * 2),
        tensor(7, (3,), field(8, b"a") * 2),
        tensor(7, (-1,), field(8, b"a")),
        tensor(7, (1,), field(8, b"a") + b"\x42\x7f"),
        tensor(99, (2,), b""),
        tensor(20, (), b""),
        tensor(1, (-2,), b""),
        tensor(1, (1 << 40, 1 << 40), field(5, struct.pack("<2f", 1, 2))),
    ],
)
def test_a_constant_that_lies_hides_no_other(proto: bytes, tmp_path: Path) -> None:
    graph = node(b"lies", b"Const", proto) + node(b"sound", b"Const", tensor(1, (2,), field(5, 1.0)))
    with opened(tmp_path, graph) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["sound"]
        assert [(each.code, each.where) for each in checkpoint.findings] == [("unreadable-tensor", "lies")]


@pytest.mark.parametrize(
    ("proto", "reason"),
    [
        (tensor(1, (2,), field(5, bytes(12))), "has 3 elements, its shape asks for 2"),
        (tensor(7, (1,), field(8, b"a") * 2), "has 2 elements, its shape asks for 1"),
        (tensor(7, (3,), field(8, b"a") * 2), "has 2 elements of text, its shape asks for 3"),
    ],
)
def test_elements_that_are_not_as_many_as_the_shape_asks_for(proto: bytes, reason: str, tmp_path: Path) -> None:
    with opened(tmp_path, node(b"c", b"Const", proto)) as checkpoint:
        assert reason in checkpoint.findings[0].message


@pytest.mark.parametrize("code", [7, 107])
def test_texts_of_a_constant_are_scanned_and_not_read_field_by_field(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(tensors, "tensor_entry")
    proto = tensor(code, (90,), b"".join(field(8, b"%d" % at) for at in range(90)))
    with opened(tmp_path, node(b"c", b"Const", proto)) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [str(at) for at in range(90)]


def test_a_node_has_nothing_of_the_one_before(tmp_path: Path) -> None:
    sound = tensor(1, (2,), field(5, 1.0))
    value = field(5, field(2, field(8, sound)))
    graph = node(b"a", b"Const", sound) + field(1, field(1, b"b") + value) + field(1, field(2, b"Const") + value)
    with opened(tmp_path, graph + node(b"c", b"Const")) as checkpoint:
        assert [tensor.path for tensor in checkpoint.tensors] == [("a",), ("",)]
        assert checkpoint.metadata["operations"] == {"Const": 3, "": 1}


def test_functions_and_operations_that_reach_outside(tmp_path: Path) -> None:
    function = field(1, field(1, b"f")) + node(b"n", b"WriteFile").replace(b"\x0a", b"\x1a", 1)
    graph = node(b"a", b"ReadFile") + node(b"b", b"TextLineDataset") + field(2, field(1, function))
    with opened(tmp_path, graph + node(b"c", b"ReadFile")) as checkpoint:
        assert checkpoint.metadata == {"operations": {"ReadFile": 2, "TextLineDataset": 1, "WriteFile": 1}}
        assert [(each.severity, each.message.partition(", which")[0]) for each in checkpoint.findings] == [
            (Severity.DANGER, "The graph has the operation ReadFile 2 times"),
            (Severity.DANGER, "The graph has the operation WriteFile 1 time"),
            (Severity.INFO, "The graph has the operation TextLineDataset"),
        ]


def test_a_function_is_called_as_its_last_signature_says(tmp_path: Path) -> None:
    inside = node(b"c", b"Const", tensor(1, (2,), field(5, 1.0))).replace(b"\x0a", b"\x1a", 1)
    functions = [inside + field(1, field(1, b"f") + field(2, b"x")), field(1, b"") + inside, inside]
    graph = node(b"a", b"Identity") + field(2, b"".join(field(1, function) for function in functions))
    with opened(tmp_path, graph) as checkpoint:
        assert [tensor.path for tensor in checkpoint.tensors] == [
            ("(function f)", "c"), ("(function )", "c"), ("(function )", "c")
        ]  # fmt: skip
        assert checkpoint.metadata == {"operations": {"Const": 3, "Identity": 1}}


def test_a_graph_cut_anywhere_is_refused_or_said_to_be_cut(tmp_path: Path) -> None:
    genuine = (FIXTURES / "frozen.pb").read_bytes()
    with inspector.open(FIXTURES / "frozen.pb") as checkpoint:
        names = [entry.key for entry in checkpoint.entries]
    for size in range(1, len(genuine)):
        try:
            with opened(tmp_path, genuine[:size]) as checkpoint:
                found = [entry.key for entry in checkpoint.entries]
                assert found == names[: len(found)]
                assert len(found) == len(names) or checkpoint.findings or genuine[size] == 0x0A
        except CheckpointError:
            continue


@pytest.mark.parametrize("data", [b"\x0a\x05\x0a\x01a\x12\x00", b"\x0a\x04abcd", b"\x0a\x03\x0a\x01a", b"\x0a\x00"])
def test_other_messages_are_no_graphs(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        opened(tmp_path, data)


@pytest.mark.parametrize("name", ["model", "model/saved_model.pb"])
def test_a_saved_model_has_its_variables_and_larger_constants(name: str) -> None:
    with inspector.open(FIXTURES / name) as checkpoint:
        keys = [entry.key for entry in checkpoint.entries]
        assert keys[:2] == ["_CHECKPOINTABLE_OBJECT_GRAPH", "w/.ATTRIBUTES/VARIABLE_VALUE"]
        assert all(key.startswith("(constants).(function ") for key in keys[2:])
        assert {entry.shape for entry in checkpoint.tensors[2:]} == {(40,)}
        assert np.array_equal(checkpoint.read(checkpoint.tensors[1]), np.arange(6).reshape(3, 2))
        assert checkpoint.metadata["tags"] == ["serve"]
        assert sorted(checkpoint.metadata["signatures"]) == ["__saved_model_init_op", "serve"]
        assert [finding.code for finding in checkpoint.findings] == ["graph-dangerous-operation"]
        assert len(checkpoint.files) == 3


def test_a_saved_model_without_its_variables_has_its_constants(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "model", tmp_path / "model")
    (tmp_path / "model" / "variables" / "variables.index").write_bytes(b"no table")
    with inspector.open(tmp_path / "model") as checkpoint:
        assert "unreadable-variables" in {finding.code for finding in checkpoint.findings}
        assert checkpoint.tensors
    shutil.rmtree(tmp_path / "model" / "variables")
    with inspector.open(tmp_path / "model") as checkpoint:
        assert checkpoint.tensors
