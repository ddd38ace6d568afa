"""Models of Core ML: constants of programs, in the message and in a file of weights, and layers of networks."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from tests.unit.sources.test_protobuf import field
from tests.unit.sources.test_varints import encoded

W = np.arange(12, dtype="<f4").reshape(4, 3)


def described(code: int, shape: tuple[int, ...]) -> bytes:
    """The type of a tensor."""
    axes = b"".join(field(3, field(1, field(1, size))) for size in shape)
    return field(2, field(1, field(1, code) + field(2, len(shape)) + axes))


def immediate(kind: int, data: bytes) -> bytes:
    return field(3, field(1, field(kind, field(1, data))))


def operation(kind: bytes, output: bytes, *attributes: tuple[bytes, bytes], inside: bytes = b"") -> bytes:
    listed = b"".join(field(5, field(1, name) + field(2, value)) for name, value in attributes)
    return field(3, field(1, kind) + field(3, field(1, output)) + listed + inside)


def program(*operations: bytes) -> bytes:
    block = field(2, b"out") + b"".join(operations)
    function = field(2, b"CoreML6") + field(3, field(1, b"CoreML6") + field(2, block))
    return (
        field(1, 6)
        + field(2, field(1, b""))
        + field(502, field(1, 1) + field(2, field(1, b"main") + field(2, function)))
    )


def blob(name: bytes, offset: int) -> bytes:
    return field(5, field(1, name) + field(2, offset))


def network(*layers: bytes, kind: int = 500) -> bytes:
    return field(1, 4) + field(2, b"") + field(kind, b"".join(field(1, layer) for layer in layers))


def opened(tmp_path: Path, data: bytes, weights: bytes | None = None) -> Checkpoint:
    path = tmp_path / "m.mlmodel"
    path.write_bytes(data)
    if weights is not None:
        (tmp_path / "weights").mkdir(exist_ok=True)
        (tmp_path / "weights" / "weight.bin").write_bytes(weights)
    return inspector.open(path)


def stored(data: bytes) -> bytes:
    """A file of weights with one blob, at byte 64."""
    head = struct.pack("<II", 1, 2).ljust(64, b"\0")
    return head + struct.pack("<IIQQ", 0xDEADBEEF, 2, len(data), 128).ljust(64, b"\0") + data


def test_constants_in_the_message_and_beside_it(tmp_path: Path) -> None:
    axis = described(23, ()) + immediate(2, b"\1")
    scale = described(11, (2,)) + immediate(1, struct.pack("<2f", 1, 2))
    data = program(
        operation(b"const", b"ints", (b"val", described(23, (3,)) + immediate(2, encoded([1, 2**64 - 2, 300])))),
        operation(b"const", b"halves", (b"val", described(10, (2,)) + immediate(7, np.array([1, 2], "<f2").tobytes()))),
        operation(b"const", b"text", (b"val", described(2, ()) + immediate(4, b"same"))),
        operation(b"const", b"w", (b"val", described(11, (4, 3)) + blob(b"@model_path/weights/weight.bin", 64))),
        operation(b"constexpr_affine_dequantize", b"q", (b"scale", scale), (b"axis", axis)),
    )
    with opened(tmp_path, data, stored(W.tobytes())) as checkpoint:
        values = {tensor.key: checkpoint.read(tensor).tolist() for tensor in checkpoint.tensors}
        assert values == {"ints": [1, -2, 300], "halves": [1.0, 2.0], "w": W.tolist(), "q_scale_0": [1.0, 2.0]}
        assert checkpoint.metadata["operations"] == {"const": 4, "constexpr_affine_dequantize": 1}
        assert checkpoint.findings == []
        assert len(checkpoint.files) == 2


def input_of(name: bytes, *values: bytes) -> bytes:
    """An input with values of its own, and one that is what another operation makes."""
    bindings = field(1, field(1, b"x")) + b"".join(field(1, field(2, value)) for value in values)
    return field(2, field(1, name) + field(2, bindings))


def test_parts_of_compressed_weights_that_are_inputs(tmp_path: Path) -> None:
    codes = [5, 0, 7, 2, 1, 6, 3, 4]
    packed = sum(code << 3 * place for place, code in enumerate(codes)).to_bytes(3, "little")
    lut = described(11, (8,)) + immediate(1, np.arange(8, dtype="<f4").tobytes())
    indices = described(39, (2, 4)) + blob(b"@model_path/weights/weight.bin", 64)
    mask = described(37, (3, 3)) + immediate(7, b"\x05\x01")
    wide = described(38, (4,)) + immediate(7, b"\x3f\x20\x04")
    data = program(
        operation(
            b"constexpr_lut_to_dense",
            b"w",
            inside=input_of(b"lut", lut) + input_of(b"indices", indices) + input_of(b"x"),
        ),
        operation(b"constexpr_sparse_to_dense", b"s", inside=input_of(b"mask", mask) + input_of(b"both", wide, lut)),
    )
    with opened(tmp_path, data, stored(packed)) as checkpoint:
        found = {tensor.key: (tensor.dtype.name, checkpoint.read(tensor).tolist()) for tensor in checkpoint.tensors}
    eight = ("float32", [float(number) for number in range(8)])
    assert found == {
        "w_lut_0": eight,
        "w_indices_0": ("uint3", [codes[:4], codes[4:]]),
        "s_mask_0": ("uint1", [[1, 0, 1], [0, 0, 0], [0, 0, 1]]),
        "s_both_0": ("uint6", [63, 0, 2, 1]),
        "s_both_1": eight,
    }


def test_blocks_in_operations(tmp_path: Path) -> None:
    inner = field(4, operation(b"const", b"deep", (b"val", described(11, (1,)) + immediate(1, struct.pack("<f", 5)))))
    with opened(tmp_path, program(operation(b"cond", b"c", inside=inner))) as checkpoint:
        assert [tensor.key for tensor in checkpoint.tensors] == ["deep"]


def test_a_package_names_its_model(tmp_path: Path) -> None:
    folder = tmp_path / "m.mlpackage"
    (folder / "Data" / "com.apple.CoreML" / "weights").mkdir(parents=True)
    value = described(11, (4, 3)) + blob(b"@model_path/weights/weight.bin", 64)
    model = folder / "Data" / "com.apple.CoreML" / "model.mlmodel"
    model.write_bytes(program(operation(b"const", b"w", (b"val", value))))
    (model.parent / "weights" / "weight.bin").write_bytes(stored(W.tobytes()))
    item = {"author": "com.apple.CoreML", "name": "model.mlmodel", "path": "com.apple.CoreML/model.mlmodel"}
    manifest = {"fileFormatVersion": "1.0.0", "itemInfoEntries": {"1": item}, "rootModelIdentifier": "1"}
    (folder / "Manifest.json").write_text(json.dumps(manifest))
    with inspector.open(folder) as checkpoint:
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), W)
        assert checkpoint.format == "coreml"
    for path in ("../../../x", "/etc/passwd"):
        item["path"] = path
        (folder / "Manifest.json").write_text(json.dumps(manifest))
        with pytest.raises(CheckpointError, match="not the name of a file"):
            inspector.open(folder)
    (folder / "Manifest.json").write_text('{"com.apple.CoreML": 1}')
    with pytest.raises(CheckpointError, match="none of a model"):
        inspector.open(folder)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (described(11, (4, 3)) + blob(b"@model_path/weights/weight.bin", 0), "where no weights are"),
        (described(11, (4, 3)) + blob(b"@model_path/weights/weight.bin", 1 << 40), "ends"),
        (described(11, (4, 4)) + blob(b"@model_path/weights/weight.bin", 64), "its shape asks for 64"),
        (described(11, (1,)) + blob(b"../../etc/passwd", 64), "not the name of a file"),
        (described(11, (1,)) + blob(b"@model_path/gone.bin", 64), "does not exist"),
        (described(11, (2,)) + immediate(1, bytes(4)), "4 bytes of data"),
        (described(23, (3,)) + immediate(2, b"\1\2"), "3 numbers can't be in 2 bytes"),
        (described(99, (1,)) + immediate(1, bytes(4)), "unknown type 99"),
    ],
)
def test_a_constant_that_lies_hides_no_other(value: bytes, message: str, tmp_path: Path) -> None:
    sound = described(11, (1,)) + immediate(1, bytes(4))
    data = program(operation(b"const", b"lies", (b"val", value)), operation(b"const", b"sound", (b"val", sound)))
    with opened(tmp_path, data, stored(W.tobytes())) as checkpoint:
        assert [tensor.key for tensor in checkpoint.tensors] == ["sound"]
        (finding,) = checkpoint.findings
        assert finding.where == "lies"
        assert message in finding.message


def floats(count: int) -> bytes:
    return field(1, np.arange(count, dtype="<f4").tobytes())


@pytest.mark.parametrize("kind", [303, 403, 500])
def test_layers_of_networks(kind: int, tmp_path: Path) -> None:
    product = field(1, 3) + field(2, 4) + field(10, 1) + field(20, floats(12)) + field(21, field(2, bytes(8)))
    convolution = field(1, 4) + field(2, 2) + field(10, 2) + field(20, encoded([3, 1]))
    norm = field(1, 2) + b"".join(field(number, floats(2)) for number in (15, 16, 17, 18))
    data = network(
        field(1, b"fc") + field(140, product),
        field(1, b"conv") + field(100, convolution + field(90, floats(24))),
        field(1, b"up") + field(100, convolution + field(60, 1) + field(90, floats(12))),
        field(1, b"bn") + field(160, norm),
        field(1, b"relu") + field(130, b""),
        kind=kind,
    )
    with opened(tmp_path, data) as checkpoint:
        shapes = {tensor.key: (tensor.dtype.name, tensor.shape) for tensor in checkpoint.tensors}
        assert shapes == {
            "fc.weights": ("float32", (4, 3)),
            "fc.bias": ("float16", (4,)),
            "conv.weights": ("float32", (4, 2, 3, 1)),
            "up.weights": ("float32", (2, 2, 3, 1)),
            **{f"bn.{name}": ("float32", (2,)) for name in ("gamma", "beta", "mean", "variance")},
        }
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), W)


def test_layers_of_rarer_kinds(tmp_path: Path) -> None:
    """As coremltools' NeuralNetworkBuilder writes them, which transposes what a matrix product multiplies by."""
    sizes = field(1, 3) + field(2, 4)
    gates = b"".join(
        field(first + gate, floats(count)) for first, count in ((30, 12), (50, 16), (70, 4)) for gate in range(3)
    )
    volume = field(1, 4) + field(2, 2) + field(10, 2) + field(20, 3) + field(21, 2) + field(22, 1)
    data = network(
        field(1, b"rnn") + field(400, sizes + field(30, floats(12)) + field(31, floats(16)) + field(32, floats(4))),
        field(1, b"gru") + field(410, sizes + gates),
        field(1, b"lstm") + field(420, sizes + field(20, field(1, floats(12)))),
        field(1, b"emb") + field(1040, sizes + field(20, floats(12)) + field(21, floats(4))),
        field(1, b"mm") + field(1045, field(5, 3) + field(6, 4) + field(8, floats(12)) + field(9, floats(4))),
        field(1, b"const") + field(1070, field(1, encoded([4, 3])) + field(2, floats(12))),
        field(1, b"norm") + field(1350, field(1, encoded([2, 3])) + field(3, floats(6)) + field(4, floats(6))),
        field(1, b"conv") + field(1471, volume + field(60, floats(24)) + field(61, floats(4))),
        field(1, b"up") + field(1471, volume + field(86, 1) + field(60, floats(24))),
        field(1, b"lstm2") + field(420, sizes),
        field(1, b"mine") + field(500, field(20, floats(2))),
    )
    with opened(tmp_path, data) as checkpoint:
        shapes = {tensor.key: tensor.shape for tensor in checkpoint.tensors}
        assert [finding.message for finding in checkpoint.findings] == [
            "The weights of the layers of kind uniDirectionalLSTM are not read; the model has 2.",
            "The weights of the layers of kind custom are not read; the model has 1.",
        ]
    kinds = {"WeightMatrix": (4, 3), "RecursionMatrix": (4, 4), "BiasVector": (4,)}
    assert shapes == {
        **{f"rnn.{kind[0].lower()}{kind[1:]}": shape for kind, shape in kinds.items()},
        **{f"gru.{gate}Gate{kind}": shape for gate in ("update", "reset", "output") for kind, shape in kinds.items()},
        "emb.weights": (4, 3),
        "emb.bias": (4,),
        "mm.weights": (4, 3),
        "mm.bias": (4,),
        "const.data": (4, 3),
        "norm.gamma": (2, 3),
        "norm.beta": (2, 3),
        "conv.weights": (4, 1, 3, 2, 1),
        "conv.bias": (4,),
        "up.weights": (2, 2, 3, 2, 1),
    }


def test_quantised_layers_and_other_models_are_said_to_be_such(tmp_path: Path) -> None:
    product = field(1, 3) + field(2, 4) + field(20, field(30, bytes(12)))
    with opened(tmp_path, network(field(1, b"fc") + field(140, product))) as checkpoint:
        assert [finding.message for finding in checkpoint.findings] == [
            "fc.weights can't be read: it is quantised, which is not decoded."
        ]
    with pytest.raises(CheckpointError, match="is a treeEnsembleClassifier of Core ML"):
        opened(tmp_path, network(b"", kind=402))


def test_broken_weights_of_one_layer_hide_none_of_the_others(tmp_path: Path) -> None:
    """Of so many layers that a compiled loop reads them, if there is one: those behind the broken one are not lost."""
    size = field(1, 3) + field(2, 4)
    layers = [field(1, b"fc%d" % number) + field(140, size + field(20, floats(12))) for number in range(300)]
    layers[100] = field(1, b"fc100") + field(140, size + field(20, b"\x0a\x7f" + bytes(48)))
    layers[200] = field(1, b"fc200") + field(140, field(1, 3) + field(2, 5) + field(20, floats(12)))
    layers.append(field(140, size + field(20, floats(12))))
    with opened(tmp_path, network(*layers)) as checkpoint:
        kept = [number for number in range(300) if number not in (100, 200)]
        paths = [tensor.path for tensor in checkpoint.tensors]
        assert paths == [*((f"fc{number}", "weights") for number in kept), ("", "weights")]
        assert all(np.array_equal(checkpoint.read(tensor), W) for tensor in checkpoint.tensors)
        first, second = (finding.message for finding in checkpoint.findings)
    assert first.startswith("fc100.weights can't be read: it ends at byte")
    assert second == "fc200.weights can't be read: it has 48 bytes of data for the shape (5, 3)."
