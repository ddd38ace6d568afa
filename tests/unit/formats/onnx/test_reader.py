"""Models of ONNX, made with the onnx package: what they hold, where it may lie, and what is said of those that lie."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Severity
from tests.unit.sources.test_protobuf import field
from tests.unit.sources.test_varints import encoded

FIXTURES = Path(__file__).parents[3] / "fixtures" / "onnx"
WEIGHT = np.arange(6, dtype=np.float32).reshape(2, 3)


def model_of(initializers: list[Any], nodes: list[Any] | None = None) -> onnx.ModelProto:
    """A model with one input and one output."""
    graph = helper.make_graph(
        nodes or [helper.make_node("Relu", ["x"], ["y"]), helper.make_node("Relu", ["y"], ["z"])],
        "main",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 3, None])],
        [helper.make_tensor_value_info("z", TensorProto.FLOAT16, [])],
        initializers,
    )
    return helper.make_model(
        graph,
        producer_name="tests",
        ir_version=10,
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid("a.b", 2)],
    )


def opened(path: Path, model: onnx.ModelProto | bytes) -> Checkpoint:
    path.write_bytes(model if isinstance(model, bytes) else model.SerializeToString())
    return inspector.open(path)


def external(name: str, **entries: str) -> TensorProto:
    """A tensor whose data is in a file beside the model."""
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=[2, 3], data_location=TensorProto.EXTERNAL)
    for key, value in entries.items():
        tensor.external_data.add(key=key, value=value)
    return tensor


def test_what_the_graph_does_and_takes_is_metadata(tmp_path: Path) -> None:
    model = model_of([numpy_helper.from_array(WEIGHT, "w")])
    model.graph.input.append(helper.make_tensor_value_info("w", TensorProto.FLOAT, [2, 3]))  # as before IR version 4
    model.metadata_props.add(key="stride", value="32")
    with opened(tmp_path / "m.onnx", model) as checkpoint:
        assert checkpoint.metadata == {
            "IR version": 10,
            "producer": "tests",
            "graph": "main",
            "inputs": {"x": "float32 [batch, 3, ?]"},
            "outputs": {"z": "float16 []"},
            "operator sets": {"ai.onnx": 21, "a.b": 2},
            "stride": "32",
            "operators": {"Relu": 2},
        }


def test_data_beside_the_model() -> None:
    with inspector.open(FIXTURES / "external" / "model.onnx") as checkpoint:
        a, b = checkpoint.tensors
        assert np.array_equal(checkpoint.read(a), np.arange(12).reshape(3, 4))
        assert np.array_equal(checkpoint.read(b), np.arange(8))
        assert len(checkpoint.files) == 2
        assert checkpoint.findings == []


def test_text_has_elements_of_any_length() -> None:
    with inspector.open(FIXTURES / "dtypes.onnx") as checkpoint:
        assert checkpoint.read(checkpoint.tensors[-1]).tolist() == ["a", "", "β"]


def test_without_the_file_with_their_data_tensors_are_still_listed(tmp_path: Path) -> None:
    here = numpy_helper.from_array(WEIGHT, "here")
    away = [external(name, location="w.bin", offset="0", length="24") for name in ("a", "b")]
    with opened(tmp_path / "m.onnx", model_of([*away, here])) as checkpoint:
        assert [(tensor.key, tensor.shape, tensor.storage is None) for tensor in checkpoint.tensors] == [
            ("a", (2, 3), True),
            ("b", (2, 3), True),
            ("here", (2, 3), False),
        ]
        (finding,) = checkpoint.findings
        assert finding.severity is Severity.WARNING
        assert finding.message == "w.bin, which has the data of 2 tensors, does not exist."


@pytest.mark.parametrize("name", ["m.onnx_data", "m.onnx.data", "m.onnx_data_1"])
def test_the_data_of_a_model_stands_for_the_model(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(bytes(100))
    (tmp_path / "m.onnx").write_bytes(model_of([external("a", location=name)]).SerializeToString())
    with inspector.open(tmp_path / name) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a"]
        assert checkpoint.location.name == "m.onnx"


@pytest.mark.parametrize("location", ["../w.bin", "/etc/passwd", "a/../../w.bin", "m.onnx", "..\\w.bin", "", "a\0b"])
def test_data_outside_the_folder_is_never_opened(location: str, tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(bytes(100))
    (tmp_path / "in").mkdir()
    with opened(tmp_path / "in" / "m.onnx", model_of([external("a", location=location)])) as checkpoint:
        assert checkpoint.tensors[0].storage is None
        assert [(each.severity, each.code) for each in checkpoint.findings] == [
            (Severity.DANGER, "external-data-outside")
        ]


@pytest.mark.parametrize(
    ("tensor", "message"),
    [
        (external("a", location="w.bin", length="-24"), "impossible length"),
        (external("a", location="w.bin", offset="ten"), "impossible offset"),
        (external("a", location="w.bin", length="23"), "its shape asks for 24"),
        (external("a", location="w.bin", offset="90"), "past the end"),
        (TensorProto(name="a", data_type=1, dims=[2, -3], raw_data=bytes(24)), "impossible shape"),
        (TensorProto(name="a", data_type=1, dims=[2, 3], raw_data=bytes(20)), "20 bytes of data"),
        (TensorProto(name="a", data_type=1, dims=[1 << 62, 8], raw_data=bytes(20)), "20 bytes of data"),
        (TensorProto(name="a", data_type=99, dims=[1], raw_data=bytes(4)), "unknown type 99"),
        (TensorProto(name="a", data_type=1, dims=[2], float_data=[1.0]), "4 bytes of data"),
        (TensorProto(name="a", data_type=6, dims=[2]), "0 elements"),
        (TensorProto(name="a", data_type=8, dims=[2], string_data=[b"x"]), "1 elements of text"),
        (TensorProto(name="a", data_type=8, dims=[2], raw_data=b"xx"), "text as raw bytes"),
        (TensorProto(name="a", data_type=22, dims=[5], raw_data=bytes(2)), "2 bytes of data"),
    ],
)
def test_a_tensor_that_lies_hides_no_other(tensor: TensorProto, message: str, tmp_path: Path) -> None:
    (tmp_path / "w.bin").write_bytes(bytes(100))
    with opened(tmp_path / "m.onnx", model_of([tensor, numpy_helper.from_array(WEIGHT, "b")])) as checkpoint:
        assert [entry.key for entry in checkpoint.entries] == ["b"]
        (finding,) = checkpoint.findings
        assert (finding.code, finding.where) == ("unreadable-tensor", "a")
        assert message in finding.message


def test_too_few_packed_numbers_are_an_error_when_they_are_read(tmp_path: Path) -> None:
    tensor = TensorProto(name="a", data_type=TensorProto.INT64, dims=[4], int64_data=[300, 2, 3])
    with opened(tmp_path / "m.onnx", model_of([tensor])) as checkpoint, pytest.raises(CheckpointError, match="3 of 4"):
        checkpoint.read(checkpoint.tensors[0])


def test_numbers_one_by_one_as_older_writers_have_them(tmp_path: Path) -> None:
    head = TensorProto(name="f", data_type=TensorProto.FLOAT, dims=[2]).SerializeToString()
    floats = head + b"".join(b"\x25" + struct.pack("<f", number) for number in (1.5, -2.0))
    head = TensorProto(name="i", data_type=TensorProto.INT8, dims=[2]).SerializeToString()
    integers = head + b"\x28\x05\x28" + b"\xff" * 9 + b"\x01"
    graph = b"".join(b"\x2a" + bytes([len(each)]) + each for each in (floats, integers))
    with opened(tmp_path / "m.onnx", b"\x08\x02\x3a" + bytes([len(graph)]) + graph) as checkpoint:
        assert [checkpoint.read(tensor).tolist() for tensor in checkpoint.tensors] == [[1.5, -2.0], [5, -1]]


def test_numbers_packed_and_one_by_one_in_one_list(tmp_path: Path) -> None:
    data = field(1, 4) + field(2, 7) + field(7, -5) + field(7, encoded([9, 2**64 - 1])) + field(7, 3) + field(8, b"u")
    sound = numpy_helper.to_array(TensorProto.FromString(data))
    assert sound.tolist() == [-5, 9, -1, 3]
    content = field(1, 8) + field(7, field(5, data) + field(2, b"g")) + field(8, field(2, 17))
    with opened(tmp_path / "m.onnx", content) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == sound.tolist()


@pytest.mark.parametrize("sizes", [encoded([2**62]) * 300, b"\1" * 2560])
def test_more_axes_than_any_tensor_has(sizes: bytes, tmp_path: Path) -> None:
    tensor = field(1, sizes) + field(2, 1) + field(9, b"1234") + field(8, b"u")
    sparse = (
        field(1, field(1, 0) + field(2, 1) + field(8, b"s")) + field(2, field(1, 0) + field(2, 7)) + field(3, sizes)
    )
    content = field(1, 8) + field(7, field(5, tensor) + field(15, sparse) + field(2, b"g")) + field(8, field(2, 17))
    with opened(tmp_path / "m.onnx", content) as checkpoint:
        assert len(checkpoint.findings) == 2
        assert all("axes" in finding.message for finding in checkpoint.findings)


def test_a_function_and_a_graph_of_training_have_their_tensors_below_their_names(tmp_path: Path) -> None:
    constant = helper.make_node("Constant", [], ["c"], value=numpy_helper.from_array(WEIGHT, ""))
    model = model_of([])
    model.functions.append(helper.make_function("a.b", "f", [], ["c"], [constant], [helper.make_opsetid("", 21)]))
    graph = helper.make_graph([], "t", [], [], [numpy_helper.from_array(WEIGHT, "w")])
    model.training_info.add().algorithm.CopyFrom(graph)
    with opened(tmp_path / "m.onnx", model) as checkpoint:
        paths = {entry.path for entry in checkpoint.entries}
    assert paths == {("(training)", "w"), ("(function f)", "(node Constant c)", "value")}


@pytest.mark.parametrize("name", ["dtypes.onnx", "constants.onnx"])
def test_a_model_cut_anywhere_is_said_to_be_cut(name: str, tmp_path: Path) -> None:
    genuine = (FIXTURES / name).read_bytes()
    for size in range(1, len(genuine), 7 if len(genuine) > 2000 else 1):
        try:
            with opened(tmp_path / name, genuine[:size]) as checkpoint:
                said = {finding.code for finding in checkpoint.findings}
        except CheckpointError:
            continue
        assert "incomplete-model" in said, size


def test_subgraphs_nested_without_end_are_refused(tmp_path: Path) -> None:
    graph = b""
    for _ in range(200):
        attribute = b"\x32" + length(graph) + graph
        node = b"\x2a" + length(attribute) + attribute
        graph = b"\x0a" + length(node) + node
    with pytest.raises(CheckpointError, match="nested more than"):
        opened(tmp_path / "m.onnx", b"\x08\x0a\x3a" + length(graph) + graph)


def length(data: bytes) -> bytes:
    """The length of some bytes as a varint."""
    number, out = len(data), bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


@pytest.mark.parametrize("data", [b"\x08\x01\x12\x03abc", b"\x08\x01\x1d\0\0\0\0", b"\x0a\x03abc"])
def test_other_messages_are_no_models(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="is not in a recognized checkpoint format"):
        opened(tmp_path / "m.dat", data)
