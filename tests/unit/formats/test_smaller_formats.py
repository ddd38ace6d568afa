"""Formats of a single small reader: Caffe, MindSpore, CTranslate2, TorchSharp, ncnn and OpenVINO.

Their files are written here, by what the projects' sources say; each is also cut and damaged at many places.
"""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Severity
from tests.unit.sources.test_protobuf import field
from tests.unit.sources.test_varints import encoded

W = np.arange(12, dtype="<f4").reshape(4, 3)
B = np.array([1.5, -2, 0, 7], "<f4")


#: As NVCaffe numbers them.
RAW_TYPES = ("<f8", "<f4", "<f2", "<i4", "<u4")


def caffe(*, old: bool = False, doubles: bool = False, packed: bool = True, raw: str | None = None) -> bytes:
    """A net of one layer with two blobs, the first in the form of four sizes."""
    name, kind, blobs, layers = (4, 5, 6, 2) if old else (1, 2, 7, 100)

    def blob(shape: bytes, values: np.ndarray) -> bytes:
        if raw is not None:
            return field(12, values.astype(raw).tobytes()) + field(10, RAW_TYPES.index(raw)) + shape
        if doubles:
            return shape + field(8, values.astype("<f8").tobytes())
        return shape + (field(5, values.tobytes()) if packed else b"".join(field(5, float(x)) for x in values.flat))

    four = field(1, 1) + field(2, 1) + field(3, 4) + field(4, 3)
    shape = field(7, field(1, encoded([4])))
    layer = field(name, b"fc") + field(kind, 14 if old else b"InnerProduct")
    layer += field(blobs, blob(four, W)) + field(blobs, blob(shape, B))
    return field(1, b"net") + field(layers, layer)


def mindspore(*, tail: bytes = b"") -> bytes:
    """Two parameters, the first in two pieces, and a text."""

    def value(tag: bytes, dims: tuple[int, ...], kind: bytes, data: bytes) -> bytes:
        sizes = b"".join(field(1, size) for size in dims)
        return field(1, field(1, tag) + field(2, sizes + field(2, kind) + field(3, data)))

    w = W.tobytes()
    return (
        value(b"w", (4, 3), b"Float32", w[:20])
        + value(b"w", (4, 3), b"Float32", w[20:])
        + value(b"b", (4,), b"Float32", B.tobytes())
        + value(b"note", (), b"str", "été".encode("utf-32-le"))
        + tail
    )


def ct2(version: int = 6) -> bytes:
    """Two variables and an alias of the first."""

    def text(value: bytes) -> bytes:
        return struct.pack("<H", len(value) + 1) + value + b"\0"

    def variable(name: bytes, array: np.ndarray) -> bytes:
        head = text(name) + struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)
        if version >= 4:
            return head + struct.pack("<BI", 0, array.nbytes) + array.tobytes()
        return head + struct.pack("<BI", array.itemsize, array.size) + array.tobytes()

    out = struct.pack("<I", version) + text(b"TransformerSpec") + struct.pack("<II", 7, 2)
    out += variable(b"fc/w", W) + variable(b"fc/b", B)
    return out + struct.pack("<I", 1) + text(b"again") + text(b"fc/w") if version >= 3 else out


def torchsharp() -> bytes:
    def tensor(name: bytes, array: np.ndarray) -> bytes:
        return encoded([len(name)]) + name + encoded([6, array.ndim, *array.shape]) + array.tobytes()

    return encoded([2]) + tensor(b"w", W) + tensor(b"b", B)


PARAM = "7767517\n2 2\nInput data 0 1 data 0=5\nInnerProduct fc 1 1 data out 0=4 1=1 2=12\n"


def ncnn(tag: int = 0) -> bytes:
    w = W.astype("<f2").tobytes() if tag == 0x01306B47 else W.tobytes()
    return struct.pack("<I", tag) + w + B.tobytes()


NET = """<?xml version="1.0"?>
<net name="main" version="11"><layers>
<layer id="0" name="x" type="Parameter"><data shape="1,4" element_type="f32"/></layer>
<layer id="1" name="w" type="Const"><data element_type="f32" shape="4, 3" offset="0" size="48"/></layer>
<layer id="2" name="b" type="Const"><data element_type="f32" shape="4" offset="48" size="16"/></layer>
<layer id="3" name="again" type="Const"><data element_type="f32" shape="12" offset="0" size="48"/></layer>
<layer id="4" name="n" type="Const"><data element_type="i4" shape="3" offset="64" size="2"/></layer>
</layers></net>
"""
BIN = W.tobytes() + B.tobytes() + b"\xf1\x08"


def opened(path: Path, data: bytes, beside: tuple[str, bytes] | None = None) -> Checkpoint:
    path.write_bytes(data)
    if beside is not None:
        path.with_suffix(beside[0]).write_bytes(beside[1])
    return inspector.open(path)


def values(checkpoint: Checkpoint) -> dict[str, Any]:
    return {tensor.key: checkpoint.read(tensor) for tensor in checkpoint.tensors}


@pytest.mark.parametrize(
    ("name", "data", "keys"),
    [
        ("m.caffemodel", caffe(), ("fc.0", "fc.1")),
        ("m.caffemodel", caffe(packed=False), ("fc.0", "fc.1")),
        ("m.caffemodel", caffe(doubles=True), ("fc.0", "fc.1")),
        ("m.caffemodel", caffe(old=True), ("fc.0", "fc.1")),
        ("m.ckpt", mindspore(), ("w", "b")),
        ("m.ckpt", mindspore(tail=b"crc_num" + b"0123456789"), ("w", "b")),
        ("model.bin", ct2(), ("fc/w", "fc/b")),
        ("model.bin", ct2(4), ("fc/w", "fc/b")),
        ("model.bin", ct2(2), ("fc/w", "fc/b")),
        ("m.dat", torchsharp(), ("w", "b")),
    ],
)
def test_weights_come_back(name: str, data: bytes, keys: tuple[str, str], tmp_path: Path) -> None:
    with opened(tmp_path / name, data) as checkpoint:
        found = values(checkpoint)
        assert np.array_equal(found[keys[0]].reshape(4, 3), W)
        assert np.array_equal(found[keys[1]], B)
        assert not checkpoint.findings


def test_what_else_the_files_say(tmp_path: Path) -> None:
    with opened(tmp_path / "a.caffemodel", caffe()) as checkpoint:
        assert checkpoint.metadata == {"name": "net", "layers": {"InnerProduct": 1}}
        assert [tensor.shape for tensor in checkpoint.tensors] == [(1, 1, 4, 3), (4,)]
    with opened(tmp_path / "a.ckpt", mindspore()) as checkpoint:
        assert checkpoint["note"].value == "été"  # type: ignore[union-attr]
    with opened(tmp_path / "model.bin", ct2()) as checkpoint:
        assert checkpoint.metadata == {"model": "TransformerSpec", "revision": 7, "version": 6}
        w, _, again = checkpoint.tensors
        assert again.storage is w.storage
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "ctranslate2" or len(checkpoint.tensors) > 3


@pytest.mark.parametrize("kind", RAW_TYPES)
def test_raw_numbers_of_caffe(kind: str, tmp_path: Path) -> None:
    with opened(tmp_path / "a.caffemodel", caffe(raw=kind)) as checkpoint:
        found = values(checkpoint)
        assert [array.dtype for array in found.values()] == [np.dtype(kind)] * 2
        assert np.array_equal(found["fc.0"], W.reshape(1, 1, 4, 3).astype(kind))
        assert np.array_equal(found["fc.1"], B.astype(kind))


@pytest.mark.parametrize(
    ("blob", "reason"),
    [
        (field(7, field(1, encoded([4]))) + field(12, bytes(16)) + field(10, 5), "has the unknown type 5"),
        (field(7, field(1, encoded([4]))) + field(12, bytes(9)) + field(10, 2), "has 9 bytes of data"),
        (field(7, field(1, b"\1" * 2560)) + field(5, bytes(4)), "has a tensor of 256 axes"),
        (field(7, field(1, b"\1" * 255)) + field(5, bytes(4)), "has a tensor of 255 axes"),
        (field(7, b"\x0a\x05\1") + field(5, bytes(4)), "ends at byte 3"),
        (field(7, field(1, -1)) + field(5, bytes(4)), "has 4 bytes of data for the shape (-1,)"),
        (field(7, field(1, -1) + field(1, -1)) + field(5, bytes(4)), "has 4 bytes of data for the shape (-1, -1)"),
        (field(1, -1) + field(5, bytes(4)), "has 4 bytes of data for the shape (-1, 0, 0, 0)"),
        (b"\x3a\x7f", "ends at byte"),
    ],
)
def test_a_blob_that_lies_hides_no_other(blob: bytes, reason: str, tmp_path: Path) -> None:
    sound = field(7, field(1, encoded([2, 2]))) + field(5, B.tobytes())
    layer = field(1, b"fc") + field(2, b"InnerProduct") + field(7, blob) + field(7, sound)
    with opened(tmp_path / "a.caffemodel", field(1, b"net") + field(100, layer)) as checkpoint:
        (finding,) = checkpoint.findings
        assert reason in finding.message
        found = values(checkpoint)
        assert [*found] == ["fc.1"]
        assert np.array_equal(found["fc.1"], B.reshape(2, 2))


def test_the_last_shape_of_a_blob_counts_and_numbers_come_in_parts(tmp_path: Path) -> None:
    shapes = field(7, field(1, encoded([9, 9]))) + field(7, field(1, 2) + field(1, encoded([1, 2])))
    numbers = field(5, B[:2].tobytes()) + field(5, float(B[2])) + field(5, B[3:].tobytes())
    both = (
        field(7, field(1, 4)) + field(5, bytes(16)) + field(8, B.astype("<f8").tobytes())
    )  # doubles count, as in Caffe
    blobs = field(7, numbers + field(9, 9) + shapes) + field(7, both)
    layer = field(1, b"fc") + field(2, b"InnerProduct") + blobs
    with opened(tmp_path / "a.caffemodel", field(1, b"net") + field(100, layer)) as checkpoint:
        found = values(checkpoint)
        assert np.array_equal(found["fc.0"], B.reshape(2, 1, 2))
        assert np.array_equal(found["fc.1"], B.astype("<f8"))


def test_a_number_of_mindspore_has_no_axes(tmp_path: Path) -> None:
    def value(tag: bytes, sizes: bytes, data: bytes) -> bytes:
        return field(1, field(1, tag) + field(2, sizes + field(2, b"Float32") + field(3, data)))

    rate, none = value(b"rate", field(1, 0), B[:1].tobytes()), value(b"none", field(1, 0), b"")
    packed, large = value(b"p", field(1, encoded([2, 2])), B.tobytes()), value(b"l", field(1, b"\1" * 9999), b"abcd")
    more = value(b"m", field(1, 3), B.tobytes())  # one element more than its shape has
    cut = value(b"c", field(1, 4), B.tobytes()[:7]) + value(b"c", field(1, 4), B.tobytes()[7:])
    with opened(tmp_path / "a.ckpt", rate + none + large + more + cut + packed) as checkpoint:
        found = values(checkpoint)
        assert {key: array.shape for key, array in found.items()} == {"rate": (), "none": (0,), "p": (2, 2)}
        assert found["rate"] == B[0]
        assert [finding.where for finding in checkpoint.findings] == ["l", "m", "c"]


@pytest.mark.parametrize("suffix", [".param", ".bin"])
def test_either_file_of_ncnn(suffix: str, tmp_path: Path) -> None:
    for tag, tolerance in ((0, 0), (0x0002C056, 0), (0x01306B47, 0)):
        files = {".param": PARAM.encode(), ".bin": ncnn(tag)}
        other = ".bin" if suffix == ".param" else ".param"
        with opened(tmp_path / f"m{suffix}", files[suffix], (other, files[other])) as checkpoint:
            found = values(checkpoint)
            assert np.allclose(found["fc.weight"], W, atol=tolerance)
            assert np.array_equal(found["fc.bias"], B)
            assert checkpoint.metadata["layers"] == {"Input": 1, "InnerProduct": 1}
            assert not checkpoint.findings


@pytest.mark.parametrize(
    ("param", "weights", "code"),
    [
        (PARAM, ncnn()[:-1], "unreadable-weights"),
        (PARAM, ncnn() + b"more", "trailing-data"),
        (PARAM.replace(" 1=1 ", " 1=1.5 "), ncnn(), "trailing-data"),
        (PARAM, ncnn(5), "unreadable-weights"),
        (PARAM.replace("InnerProduct", "LSTM"), ncnn(), "unreadable-weights"),
        (PARAM.replace("0=4", "0=-4"), ncnn(), "unreadable-weights"),
        (PARAM.replace("1=1", "1=1 8=2"), ncnn(), "unreadable-weights"),
    ],
)
def test_weights_of_ncnn_that_can_not_be_told(param: str, weights: bytes, code: str, tmp_path: Path) -> None:
    with opened(tmp_path / "m.param", param.encode(), (".bin", weights)) as checkpoint:
        assert [finding.code for finding in checkpoint.findings] == [code]


@pytest.mark.parametrize("suffix", [".xml", ".bin"])
def test_either_file_of_openvino(suffix: str, tmp_path: Path) -> None:
    files = {".xml": NET.encode(), ".bin": BIN}
    other = ".bin" if suffix == ".xml" else ".xml"
    with opened(tmp_path / f"m{suffix}", files[suffix], (other, files[other])) as checkpoint:
        found = values(checkpoint)
        assert np.array_equal(found["w"], W)
        assert np.array_equal(found["b"], B)
        assert found["n"].tolist() == [1, -1, -8]
        w, _, again, _ = checkpoint.tensors
        assert w.storage is again.storage
        assert checkpoint.metadata == {"name": "main", "version": "11", "layers": {"Const": 4, "Parameter": 1}}


@pytest.mark.parametrize(
    ("line", "sizes"),
    [
        ("Convolution1D c 1 1 a b 0=4 1=3 5=1 6=24", {"weight": (4, 2, 3), "bias": (4,)}),
        ("Convolution3D c 1 1 a b 0=2 1=3 11=2 21=1 6=12", {"weight": (2, 1, 1, 2, 3)}),
        ("ConvolutionDepthWise c 1 1 a b 0=4 1=3 5=1 6=36 19=1", {}),
        ("MultiHeadAttention m 1 1 a b 0=4 1=2 2=8", {
            "q_weight": (4, 2), "q_bias": (4,), "k_weight": (4, 4), "k_bias": (4,), "v_weight": (4, 4), "v_bias": (4,),
            "out_weight": (2, 4), "out_bias": (2,),
        }),
        ("LSTM l 1 1 a b 0=2 1=60 2=0 3=3", {
            "weight_xc": (1, 12, 5), "bias_c": (1, 4, 3), "weight_hc": (1, 12, 2), "weight_hr": (1, 2, 3),
        }),
        ("GRU g 1 1 a b 0=2 1=30", {"weight_xc": (1, 6, 5), "bias_c": (1, 4, 2), "weight_hc": (1, 6, 2)}),
        ("Gemm g 1 1 a b 2=1 3=0 4=1 5=1 6=1 7=2 8=3 9=4 10=3", {"A": (4, 2), "B": (4, 3), "C": (2, 3)}),
        ("MemoryData d 0 1 b 0=2 2=3", {"data": (3, 2)}),
        ("RMSNorm r 1 1 a b 0=5", {"gamma": (5,)}),
        ("Padding p 1 1 a b 6=3", {"values": (3,)}),
    ],
)  # fmt: skip
def test_what_a_layer_of_ncnn_reads(line: str, sizes: dict[str, tuple[int, ...]], tmp_path: Path) -> None:
    """The layer behind it reads what is left: 1 and 2."""
    floats = {"bias", "q_bias", "k_bias", "v_bias", "out_bias", "data", "gamma", "values"}
    data = b"".join(bytes(4 * math.prod(shape) + 4 * (name not in floats)) for name, shape in sizes.items())
    param = f"7767517\n3 3\nInput i 0 1 a\n{line}\nBias z 1 1 b c 0=2\n"
    with opened(tmp_path / "m.param", param.encode(), (".bin", data + np.array([1, 2], "<f4").tobytes())) as checkpoint:
        *found, last = checkpoint.tensors
        assert {entry.path[-1]: entry.shape for entry in found} == sizes
        assert checkpoint.read(last).tolist() == [1, 2]
        assert not checkpoint.findings


def test_openvino_s_normal_floats_of_four_bits(tmp_path: Path) -> None:
    net = NET.replace('element_type="i4"', 'element_type="nf4"')
    with opened(tmp_path / "m.xml", net.encode(), (".bin", BIN[:64] + b"\xf0\x07")) as checkpoint:
        entry = next(tensor for tensor in checkpoint.tensors if tensor.key == "n")
        assert entry.dtype.name == "nf4"
        assert checkpoint.read(entry).tolist() == [-1.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('size="16"', 'size="15"', "its shape asks for 16"),
        ('offset="48"', 'offset="60"', "past the end"),
        ('offset="48"', 'offset="-1"', "no list of numbers"),
        ('shape="4"', 'shape="-4"', "no list of numbers"),
        ('element_type="f32" shape="4"', 'element_type="string" shape="4"', "text"),
        ('element_type="f32" shape="4"', 'element_type="f99" shape="4"', "unknown type 'f99'"),
    ],
)
def test_a_constant_of_openvino_that_lies_hides_no_other(old: str, new: str, message: str, tmp_path: Path) -> None:
    net = NET.replace(old, new)
    assert net != NET
    with opened(tmp_path / "m.xml", net.encode(), (".bin", BIN)) as checkpoint:
        assert {tensor.key for tensor in checkpoint.tensors} == {"w", "again", "n"}
        (finding,) = checkpoint.findings
        assert message in finding.message


@pytest.mark.parametrize(
    "xml",
    [
        '<?xml version="1.0"?><!DOCTYPE n [<!ENTITY a "b">]><net name="&a;" version="1"></net>',
        '<?xml version="1.0"?><net name="n" version="1"><layers>',
        '<?xml version="1.0"?><html><net name="n"></html>',
    ],
)
def test_xml_that_is_no_model_is_refused(xml: str, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError):
        opened(tmp_path / "m.xml", xml.encode())


@pytest.mark.parametrize(("suffix", "data"), [(".param", PARAM.encode()), (".xml", NET.encode())])
def test_without_the_weights_it_is_said_where_they_are(suffix: str, data: bytes, tmp_path: Path) -> None:
    with opened(tmp_path / f"m{suffix}", data) as checkpoint:
        (finding,) = checkpoint.findings
        assert (finding.severity, finding.code) == (Severity.WARNING, "weights-missing")
        assert "m.bin" in finding.message


@pytest.mark.parametrize("name", ["x.bin", "x.dat"])
def test_other_files_of_these_suffixes_are_said_to_be_none(name: str, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="is not in a recognized checkpoint format"):
        opened(tmp_path / name, b"\x01\x02\x03 nothing of the kind" + bytes(40))


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("m.caffemodel", caffe),
        ("m.ckpt", mindspore),
        ("model.bin", ct2),
        ("m.dat", torchsharp),
        ("m.xml", lambda: NET.encode()),
        ("m.param", PARAM.encode),
    ],
)
def test_cut_and_damaged_they_are_refused_or_shown(name: str, make: Callable[[], bytes], tmp_path: Path) -> None:
    genuine = make()
    rng = random.Random(name)
    damaged = [genuine[:size] for size in range(0, len(genuine), 3)]
    for _ in range(150):
        changed = bytearray(genuine)
        changed[rng.randrange(len(genuine))] ^= 1 << rng.randrange(8)
        damaged.append(bytes(changed))
    (tmp_path / "m.bin").write_bytes(BIN)
    for data in damaged:
        said = ""
        try:
            with opened(tmp_path / name, data) as checkpoint:
                for tensor in checkpoint.tensors:
                    if tensor.storage is not None:
                        checkpoint.read(tensor)
        except CheckpointError as error:
            said = str(error)
        assert len(said.splitlines()) <= 1


def test_variables_of_ctranslate2_that_lie(tmp_path: Path) -> None:
    sound = ct2()
    for old, new in (
        (struct.pack("<BI", 0, 48), struct.pack("<BI", 9, 48)),
        (struct.pack("<BI", 0, 48), struct.pack("<BI", 0, 47)),
        (b"\x05\0fc/w\0", b"\x05\0fc/z\0"),
    ):
        data = sound[::-1].replace(old[::-1], new[::-1], 1)[::-1]
        assert data != sound
        with pytest.raises(CheckpointError):
            opened(tmp_path / "model.bin", data)
