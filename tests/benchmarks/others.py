"""How long it takes to open files of the formats that have no module of their own here, each against what else reads them.

What was written by a library is read by that library. Of four formats no reader can be installed. Caffe and MindSpore write
protocol buffers: the protobuf package parses them, in C and with no fields but those that say what the parameters are, and
the loops of their libraries, ``blobproto_to_array`` and ``load_checkpoint``, make an array of each; of a frozen graph
TensorFlow's ``make_ndarray`` does. TorchSharp's files are gone through by a loop like that of its ``importsd.py``, those of
llama.cpp before GGUF by one like that of its ``convert_llama_ggml_to_gguf.py``.
"""

from __future__ import annotations

import gzip
import io
import math
import struct
import tarfile
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.data import Files
from tests.benchmarks.measure import processor_seconds_of
from tests.benchmarks.report import Result
from tests.benchmarks.rows import COUNT, SHAPE, Row, arrays, loaded_by_torch, open_rows, state

__all__ = ["open_others"]


def open_others(files: Files) -> list[Result]:
    """Files of 500 tensors in the formats without a row of their own: no longer than what else reads them."""
    return open_rows(files, _ROWS)


# the files


def _module() -> Any:
    import torch

    class Sum(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layers = torch.nn.ParameterList(state().values())

        def forward(self, taken: torch.Tensor) -> torch.Tensor:
            result: torch.Tensor = taken + self.layers[0]
            return result

    return Sum()


def _torchscript(path: Path) -> None:
    import torch

    torch.jit.trace(_module(), torch.zeros(SHAPE)).save(str(path))


def _torchscript_lite(path: Path) -> None:
    import torch

    torch.jit.trace(_module(), torch.zeros(SHAPE))._save_for_lite_interpreter(str(path))


def _exported(path: Path) -> None:
    import torch

    torch.export.save(torch.export.export(_module(), (torch.zeros(SHAPE),)), path)


def _package(path: Path) -> None:
    from torch.package.package_exporter import PackageExporter

    with PackageExporter(path) as exporter:
        exporter.save_pickle("model", "model.pkl", state())


def _legacy(path: Path) -> None:
    import torch

    torch.save(state(), path, _use_new_zipfile_serialization=False)


def _unpacked(path: Path) -> None:
    import torch

    saved = path.with_name("unpacked.pth")
    torch.save(state(), saved)
    zipfile.ZipFile(saved).extractall(path)


def _zip(path: Path) -> None:
    import torch

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data", "{}")
        for name in ("policy.pth", "policy.optimizer.pth"):
            with archive.open(name, "w") as member:
                torch.save(state(), member)


def _tar(path: Path) -> None:
    import torch

    saved = path.with_name("model_weights.ckpt")
    torch.save(state(), saved)
    with tarfile.open(path, "w") as archive:
        archive.add(saved, "./model_weights.ckpt")


def _gzip(path: Path) -> None:
    from safetensors.numpy import save

    path.write_bytes(gzip.compress(save(arrays()), 1))


def _keras(path: Path) -> None:
    import h5py

    saved = io.BytesIO()
    with h5py.File(saved, "w") as file:
        for name, array in arrays().items():
            file.create_dataset(f"layers/{name}/vars/0", data=array)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("metadata.json", '{"keras_version": "3.5.0"}')
        archive.writestr("config.json", '{"class_name": "Sequential", "config": {"layers": []}}')
        archive.writestr("model.weights.h5", saved.getvalue())


def _keras_weights(path: Path) -> None:
    import h5py

    with h5py.File(path, "w") as file:
        for name, array in arrays().items():
            file.create_dataset(f"layers/{name}/vars/0", data=array)


def _paddle_optimizer(path: Path) -> None:
    import paddle

    parameters = [paddle.create_parameter(SHAPE, "float32", name=name) for name in [*arrays()][: COUNT // 2]]
    optimizer = paddle.optimizer.Adam(parameters=parameters)
    paddle.add_n(parameters).sum().backward()
    optimizer.step()
    paddle.save(optimizer.state_dict(), str(path))


def _paddle_model(path: Path) -> None:
    import paddle

    class Sum(paddle.nn.Layer):  # type: ignore[misc, unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self.layers = paddle.nn.ParameterList([paddle.create_parameter(SHAPE, "float32") for _ in range(COUNT)])

        def forward(self, taken: Any) -> Any:
            return paddle.add_n([taken, *self.layers])

    paddle.jit.save(Sum(), str(path.with_suffix("")), [paddle.static.InputSpec(SHAPE, "float32")])


def _tensorflow_v1(path: Path) -> None:
    import tensorflow as tf

    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        for name, array in arrays().items():
            tf.compat.v1.get_variable(name, initializer=array)
        session.run(tf.compat.v1.global_variables_initializer())
        saver = tf.compat.v1.train.Saver(write_version=tf.compat.v1.train.SaverDef.V1)
        saver.save(session, str(path), write_meta_graph=False, write_state=False)


def _caffe(path: Path) -> None:
    net = _messages()["NetParameter"](name="net")
    for name, array in arrays().items():
        blob = net.layer.add(name=name, type="InnerProduct").blobs.add(data=array.reshape(-1))
        blob.shape.dim.extend(array.shape)
    path.write_bytes(net.SerializeToString())


def _mindspore(path: Path) -> None:
    checkpoint = _messages()["Checkpoint"]()
    for name, array in arrays().items():
        tensor = checkpoint.value.add(tag=name).tensor
        tensor.dims.extend(array.shape)
        tensor.tensor_type, tensor.tensor_content = "Float32", array.tobytes()
    path.write_bytes(checkpoint.SerializeToString())


def _torchsharp(path: Path) -> None:
    parts = [_leb128(COUNT)]
    for name, array in arrays().items():
        parts += [_leb128(len(name)), name.encode(), *map(_leb128, (6, array.ndim, *array.shape)), array.tobytes()]
    path.write_bytes(b"".join(parts))


def _leb128(number: int) -> bytes:
    return bytes([number]) if number < 0x80 else bytes([number & 0x7F | 0x80]) + _leb128(number >> 7)


def _skops(path: Path) -> None:
    import skops.io
    from sklearn.ensemble import RandomForestRegressor

    inputs = np.random.default_rng(0).standard_normal((500, 8))
    skops.io.dump(RandomForestRegressor(50, random_state=0).fit(inputs, inputs.sum(axis=1)), path)


def _flax_checkpoints(path: Path) -> None:
    from flax.serialization import msgpack_serialize

    path.mkdir()
    (path / "checkpoint_7").write_bytes(msgpack_serialize({"params": arrays()}))


def _saved_model(path: Path) -> None:
    import tensorflow as tf

    module = tf.Module()
    module.layers = [tf.Variable(array) for array in arrays().values()]
    tf.saved_model.save(module, path)


def _frozen_graph(path: Path) -> None:
    import tensorflow as tf

    with tf.Graph().as_default() as graph:
        for name, array in arrays().items():
            tf.constant(array, name=name)
        path.write_bytes(graph.as_graph_def().SerializeToString())


def _ggjt(path: Path) -> None:
    """A Llama of llama.cpp before GGUF, of version 3, with a vocabulary of 32,000 words."""
    words = [b"word%d" % number for number in range(32_000)]
    content = bytearray(struct.pack("<4s8I", b"tjgg", 3, len(words), 64, 256, 32, 32, 64, 0))
    for word in words:
        content += struct.pack("<I", len(word)) + word + struct.pack("<f", 0)
    for name, array in arrays().items():
        content += struct.pack("<5I", 2, len(name), 0, *reversed(array.shape)) + name.encode()
        content += bytes(-len(content) % 32) + array.tobytes()
    path.write_bytes(content)


def _npy(path: Path) -> None:
    np.save(path, np.stack(list(arrays().values())))


def _onnx_tensor(path: Path) -> None:
    import onnx
    from onnx import numpy_helper

    onnx.save_tensor(numpy_helper.from_array(np.stack(list(arrays().values())), "layers"), path)


def _messages() -> dict[str, Any]:
    """The messages of Caffe and MindSpore, with the fields that say what the parameters are.

    Sources: ``src/caffe/proto/caffe.proto`` of https://github.com/BVLC/caffe,
    ``mindspore/python/mindspore/train/checkpoint.proto`` of https://gitee.com/mindspore/mindspore.
    """
    descriptor_pb2, descriptor_pool, message_factory = (
        import_module(f"google.protobuf.{name}") for name in ("descriptor_pb2", "descriptor_pool", "message_factory")
    )
    fields = {
        "BlobShape": "dim 1 *int64",
        "BlobProto": "shape 7 BlobShape, data 5 *float",
        "LayerParameter": "name 1 string, type 2 string, blobs 7 *BlobProto",
        "NetParameter": "name 1 string, layer 100 *LayerParameter",
        "TensorProto": "dims 1 *int64, tensor_type 2 string, tensor_content 3 bytes",
        "Value": "tag 1 string, tensor 2 TensorProto",
        "Checkpoint": "value 1 *Value",
    }
    file = descriptor_pb2.FileDescriptorProto(name="parameters.proto", package="parameters")
    for message, described in fields.items():
        declared = file.message_type.add(name=message)
        for name, number, kind in (field.split() for field in described.split(", ")):
            field = declared.field.add(name=name, number=int(number), label=3 if kind[0] == "*" else 1)
            kind = kind.removeprefix("*")
            if kind in fields:
                field.type, field.type_name = field.TYPE_MESSAGE, f".parameters.{kind}"
            else:
                field.type = getattr(field, f"TYPE_{kind.upper()}")
                field.options.packed = field.label == 3 and kind in ("int64", "float")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {name: message_factory.GetMessageClass(pool.FindMessageTypeByName(f"parameters.{name}")) for name in fields}


def _torch7(path: Path) -> None:
    from tests.fixtures.make.torch7_files import Writer

    path.write_bytes(Writer().saved(arrays()))


# in child processes


def _loaded_by_torchfile(path: str) -> list[float]:
    torchfile = import_module("torchfile")
    return processor_seconds_of(lambda: torchfile.load(path))


def _loaded_by_torchscript(path: str) -> list[float]:
    import torch

    return processor_seconds_of(lambda: torch.jit.load(path))


def _loaded_by_lite(path: str) -> list[float]:
    from torch.jit.mobile import _load_for_lite_interpreter

    return processor_seconds_of(lambda: _load_for_lite_interpreter(path))


def _loaded_by_export(path: str) -> list[float]:
    import torch

    return processor_seconds_of(lambda: torch.export.load(path))


def _loaded_by_package(path: str) -> list[float]:
    from torch.package.package_importer import PackageImporter

    return processor_seconds_of(lambda: PackageImporter(path).load_pickle("model", "model.pkl"))


def _loaded_packed(path: str) -> list[float]:
    return loaded_by_torch(f"{path}.pth")


def _loaded_of_zip(path: str) -> list[float]:
    import torch

    def work() -> None:
        with zipfile.ZipFile(path) as archive:
            for name in ("policy.pth", "policy.optimizer.pth"):
                torch.load(io.BytesIO(archive.read(name)))

    return processor_seconds_of(work)


def _loaded_of_tar(path: str) -> list[float]:
    import torch

    def work() -> None:
        with tarfile.open(path) as archive:
            member = archive.extractfile("./model_weights.ckpt")
            assert member is not None
            torch.load(io.BytesIO(member.read()))

    return processor_seconds_of(work)


def _loaded_of_gzip(path: str) -> list[float]:
    from safetensors.numpy import load

    return processor_seconds_of(lambda: load(gzip.decompress(Path(path).read_bytes())))


def _visited_by_h5py(path: str) -> list[float]:
    import h5py

    def work() -> None:
        found: list[Any] = []
        with (
            zipfile.ZipFile(path) as archive,
            archive.open("model.weights.h5") as member,
            h5py.File(member) as file,
        ):
            file.visititems(lambda _, item: found.append(item.shape) if isinstance(item, h5py.Dataset) else None)
        assert len(found) == COUNT

    return processor_seconds_of(work)


def _weights_visited_by_h5py(path: str) -> list[float]:
    import h5py

    def work() -> None:
        found: list[Any] = []
        with h5py.File(path) as file:
            file.visititems(lambda _, item: found.append(item.shape) if isinstance(item, h5py.Dataset) else None)
        assert len(found) == COUNT

    return processor_seconds_of(work)


def _loaded_by_paddle(path: str) -> list[float]:
    import paddle

    return processor_seconds_of(lambda: paddle.load(path))


def _model_loaded_by_paddle(path: str) -> list[float]:
    import paddle

    return processor_seconds_of(lambda: paddle.jit.load(path.removesuffix(".json")))


def _told_by_reader(path: str) -> list[float]:
    import tensorflow as tf

    def work() -> None:
        reader = tf.compat.v1.train.NewCheckpointReader(path)
        assert reader.get_variable_to_shape_map()
        assert reader.get_variable_to_dtype_map()

    return processor_seconds_of(work)


def _loaded_as_net(path: str) -> list[float]:
    """As ``blobproto_to_array`` in ``python/caffe/io.py`` of https://github.com/BVLC/caffe makes arrays of blobs."""
    parse = _messages()["NetParameter"].FromString

    def work() -> None:
        net = parse(Path(path).read_bytes())
        found = {
            layer.name: [np.array(blob.data).reshape(blob.shape.dim) for blob in layer.blobs] for layer in net.layer
        }
        assert len(found) == COUNT

    return processor_seconds_of(work)


def _loaded_as_checkpoint(path: str) -> list[float]:
    """As ``load_checkpoint`` in ``mindspore/python/mindspore/train/serialization.py`` makes arrays of parameters."""
    parse = _messages()["Checkpoint"].FromString
    types = {"Float32": np.float32}

    def work() -> None:
        found = {}
        values = parse(Path(path).read_bytes()).value
        pieces = []
        for number, value in enumerate(values):
            pieces.append(np.frombuffer(value.tensor.tensor_content, types[value.tensor.tensor_type]))
            if number == len(values) - 1 or values[number + 1].tag != value.tag:
                found[value.tag] = np.concatenate(pieces).reshape(list(value.tensor.dims))
                pieces.clear()
        assert len(found) == COUNT

    return processor_seconds_of(work)


def _read_as_by_importsd(path: str) -> list[float]:
    def number(file: io.BufferedReader) -> int:
        value = shift = 0
        while (byte := file.read(1)[0]) >= 0x80:
            value, shift = value | (byte & 0x7F) << shift, shift + 7
        return value | byte << shift

    def work() -> None:
        with open(path, "rb") as file:
            for _ in range(number(file)):
                assert file.read(number(file))
                assert number(file) == 6
                shape = [number(file) for _ in range(number(file))]
                np.fromfile(file, np.float32, int(np.prod(shape))).reshape(shape)

    return processor_seconds_of(work)


def _loaded_by_skops(path: str) -> list[float]:
    import skops.io

    return processor_seconds_of(lambda: skops.io.load(path, skops.io.get_untrusted_types(file=path)))


def _restored_by_flax(path: str) -> list[float]:
    from flax.training.checkpoints import restore_checkpoint

    return processor_seconds_of(lambda: restore_checkpoint(path, None))


def _loaded_as_saved_model(path: str) -> list[float]:
    import tensorflow as tf

    return processor_seconds_of(lambda: tf.saved_model.load(path))


def _loaded_as_graph(path: str) -> list[float]:
    import tensorflow as tf

    parse = tf.compat.v1.GraphDef.FromString

    def work() -> None:
        nodes = parse(Path(path).read_bytes()).node
        found = {node.name: tf.make_ndarray(node.attr["value"].tensor) for node in nodes if node.op == "Const"}
        assert len(found) == COUNT

    return processor_seconds_of(work)


def _read_as_by_the_converter(path: str) -> list[float]:
    def work() -> None:
        data = np.memmap(path, mode="r").data
        _, _, words, *_ = struct.unpack_from("<4s8I", data)
        at = struct.calcsize("<4s8I")
        for _ in range(words):
            (length,) = struct.unpack_from("<I", data, at)
            assert len(bytes(data[at + 4 : at + 4 + length])) == length
            assert struct.unpack_from("<f", data, at + 4 + length) == (0,)
            at += 8 + length
        tensors = []
        while at < len(data):
            axes, length, kind = struct.unpack_from("<3I", data, at)
            shape = struct.unpack_from(f"<{axes}I", data, at + 12)
            at += 12 + 4 * axes
            name = bytes(data[at : at + length])
            at += length + -(at + length) % 32
            tensors.append((name, shape, kind, at))
            at += 4 * math.prod(shape)
        assert len(tensors) == COUNT

    return processor_seconds_of(work)


def _loaded_by_numpy(path: str) -> list[float]:
    return processor_seconds_of(lambda: np.load(path))


def _loaded_as_onnx_tensor(path: str) -> list[float]:
    import onnx
    from onnx import numpy_helper

    return processor_seconds_of(lambda: numpy_helper.to_array(onnx.load_tensor(path)))


_ROWS = (
    Row("TorchScript", "many.ts", _torchscript, _loaded_by_torchscript, "torch", "torch.jit.load"),
    Row("TorchScript for mobile", "many.ptl", _torchscript_lite, _loaded_by_lite, "torch", "its lite interpreter"),
    Row("an exported program of torch", "many.pt2", _exported, _loaded_by_export, "torch", "torch.export.load"),
    Row("torch.package", "package.pt", _package, _loaded_by_package, "torch", "PackageImporter.load_pickle"),
    Row("a .pth before 1.6", "legacy.pth", _legacy, loaded_by_torch, "torch", "torch.load"),
    Row("an unpacked .pth", "unpacked", _unpacked, _loaded_packed, "torch", "torch.load of it packed"),
    Row("two .pth in a zip", "policy.zip", _zip, _loaded_of_zip, "torch", "torch.load of both members"),
    Row("a .pth in a tar", "many.nemo", _tar, _loaded_of_tar, "torch", "torch.load of the member"),
    Row("Torch7", "many.t7", _torch7, _loaded_by_torchfile, "torchfile", "torchfile.load"),
    Row("a safetensors file in gzip", "many.safetensors.gz", _gzip, _loaded_of_gzip, "safetensors", "gzip and its load"),
    Row("a .keras", "many.keras", _keras, _visited_by_h5py, "h5py", "h5py in the archive, names and shapes"),
    Row("a .weights.h5", "many.weights.h5", _keras_weights, _weights_visited_by_h5py, "h5py", "h5py, names and shapes"),
    Row("a .pdopt", "many.pdopt", _paddle_optimizer, _loaded_by_paddle, "paddle", "paddle.load"),
    Row("Paddle, for inference", "inference.json", _paddle_model, _model_loaded_by_paddle, "paddle", "paddle.jit.load"),
    Row("TensorFlow V1", "v1.ckpt", _tensorflow_v1, _told_by_reader, "tensorflow", "NewCheckpointReader, shapes, types"),
    Row("a Caffe model", "many.caffemodel", _caffe, _loaded_as_net, "google.protobuf", "blobproto_to_array"),
    Row("MindSpore", "mindspore.ckpt", _mindspore, _loaded_as_checkpoint, "google.protobuf", "load_checkpoint's loop"),
    Row("TorchSharp", "many.dat", _torchsharp, _read_as_by_importsd, "numpy", "a loop as in importsd.py"),
    Row("a ggjt file", "many.ggjt.bin", _ggjt, _read_as_by_the_converter, "numpy", "a loop as in the converter"),
    Row("a .npy of 8 MB", "many.npy", _npy, _loaded_by_numpy, "numpy", "np.load"),
    Row("an ONNX tensor of 8 MB", "many.pb", _onnx_tensor, _loaded_as_onnx_tensor, "onnx", "onnx.load_tensor, to_array"),
    Row("a forest of skops", "forest.skops", _skops, _loaded_by_skops, "skops", "skops.io.load"),
    Row("a folder of flax", "flax", _flax_checkpoints, _restored_by_flax, "flax", "restore_checkpoint"),
    Row("a SavedModel", "saved_model", _saved_model, _loaded_as_saved_model, "tensorflow", "tf.saved_model.load"),
    Row("a frozen graph", "frozen.pb", _frozen_graph, _loaded_as_graph, "tensorflow", "GraphDef and make_ndarray"),
)  # fmt: skip
