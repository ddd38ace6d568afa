"""How long it takes to open files of other frameworks, against the library that wrote them, where that is installed.

Both times are of the processor, of all threads, and the least of several: so a row says the same on a busy machine.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import msgpack

from tests.benchmarks.data import Files, is_installed
from tests.benchmarks.measure import processor_seconds_of, ratio_of_children
from tests.benchmarks.report import Result, seconds_text
from tests.unit.formats.tensorflow.tables import block, bundle_entry, bundle_header, table
from tests.unit.formats.tflite.models import Tensor, model

__all__ = [
    "against", "listed", "open_flax", "open_flax_tiny", "open_gguf", "open_hdf5", "open_mxnet", "open_onnx", "open_paddle",
    "open_tensorflow", "open_tflite",
]  # fmt: skip

Loader = Callable[[str], list[float]]


def open_onnx(files: Files) -> list[Result]:
    """An ONNX model of 5,000 nodes with 100 MB in 2,000 initializers: no longer than onnx.load."""
    return against(files, _onnx_file(files), loaded_by_onnx, "onnx", "an ONNX model of 2,000 tensors", "onnx.load")


def open_tensorflow(files: Files) -> list[Result]:
    """A TensorFlow checkpoint of 20,000 variables: no longer than load_checkpoint takes to tell their shapes and types."""
    what, peer = "a TensorFlow checkpoint of 20,000 variables", "tf.train.load_checkpoint, shapes and types"
    return against(files, _tensorflow_file(files), loaded_by_tensorflow, "tensorflow", what, peer)


def open_tflite(files: Files) -> list[Result]:
    """A TensorFlow Lite model of 2,000 constants: no longer than the interpreter takes to tell them."""
    what, peer = "a TensorFlow Lite model of 2,000 constants", "tf.lite.Interpreter.get_tensor_details"
    return against(files, _tflite_file(files), loaded_by_tflite, "tensorflow", what, peer)


def open_mxnet(files: Files) -> list[Result]:
    """A list of 20,000 arrays of MXNet: no longer than mx.nd.load."""
    return against(files, _mxnet_file(files), loaded_by_mxnet, "mxnet", "20,000 arrays of MXNet", "mx.nd.load")


def open_paddle(files: Files) -> list[Result]:
    """A state dict of Paddle with 5,000 tensors: no longer than paddle.load."""
    what = "a Paddle state dict of 5,000 tensors"
    return against(files, _paddle_file(files), loaded_by_paddle, "paddle", what, "paddle.load")


def open_hdf5(files: Files) -> list[Result]:
    """An HDF5 file of 2,000 datasets in as many groups: no longer than h5py takes to visit them."""
    what, peer = "an HDF5 file of 2,000 datasets", "h5py, names, shapes and types"
    return against(files, _hdf5_file(files), loaded_by_h5py, "h5py", what, peer)


def open_gguf(files: Files) -> list[Result]:
    """A GGUF model of 2,000 tensors with a vocabulary of 32,000 words: no longer than the gguf package."""
    what = "a GGUF model of 2,000 tensors"
    return against(files, _gguf_file(files), loaded_by_gguf, "gguf", what, "gguf.GGUFReader")


def open_flax(files: Files) -> list[Result]:
    """A tree of flax with 5,000 arrays of 16 KiB: no longer than flax takes to restore it."""
    what, peer = "5,000 arrays of flax", "flax.serialization.msgpack_restore"
    return against(files, _flax_file(files), loaded_by_flax, "flax", what, peer)


def open_flax_tiny(files: Files) -> list[Result]:
    """A tree of flax with 20,000 arrays of 128 bytes or less: no longer than flax takes to restore it."""
    what, peer = "20,000 tiny arrays of flax", "flax.serialization.msgpack_restore"
    return against(files, _tiny_flax_file(files), loaded_by_flax, "flax", what, peer)


def against(files: Files, path: Path, load: Loader, library: str, what: str, peer: str) -> list[Result]:
    """One row for opening a file against a library's way, none where the library is not installed."""
    if not is_installed(library):
        return []
    ours, theirs = ratio_of_children(listed, load, path, rounds=files.rounds, of=min)
    return [Result(f"open {what}", seconds_text(ours), f"{seconds_text(theirs)}, {peer}", ours / theirs, 1)]


# the files


def _onnx_file(files: Files) -> Path:
    path = files.folder / "many.onnx"
    if not path.exists():
        import onnx
        from onnx import helper, numpy_helper

        values = np.random.default_rng(0).standard_normal((128, 100)).astype(np.float32)
        weights = [numpy_helper.from_array(values, f"layer.{number}.weight") for number in range(2_000)]
        attributes: dict[str, Any] = {
            "kernel_shape": [3, 3],
            "pads": [1] * 4,
            "strides": [1, 1],
            "dilations": [1, 1],
            "group": 1,
        }
        nodes = [
            helper.make_node(
                "Conv", [f"t{at}", weights[at % 2_000].name], [f"t{at + 1}"], name=f"conv{at}", **attributes
            )
            for at in range(5_000)
        ]
        onnx.save(helper.make_model(helper.make_graph(nodes, "main", [], [], weights)), path)
    return path


def _tensorflow_file(files: Files) -> Path:
    path = files.folder / "many.index"
    if not path.exists():
        data = bytes(128)
        entries = [
            (
                b"model/layer_with_weights-%05d/kernel/.ATTRIBUTES/VARIABLE_VALUE" % number,
                bundle_entry(data, (8, 4), offset=128 * number),
            )
            for number in range(20_000)
        ]
        blocks = [block([bundle_header(), *entries[:2_000]])]
        blocks += [block(entries[start : start + 2_000]) for start in range(2_000, 20_000, 2_000)]
        path.write_bytes(table(*blocks))
        path.with_name("many.data-00000-of-00001").write_bytes(data * 20_000)
    return path


def _tflite_file(files: Files) -> Path:
    path = files.folder / "many.tflite"
    if not path.exists():
        tensors = [Tensor(f"layer{number}/kernel", (8, 4), buffer=number + 1) for number in range(2_000)]
        path.write_bytes(model(tensors, [bytes(128)] * 2_000))
    return path


def _mxnet_file(files: Files) -> Path:
    path = files.folder / "many.params"
    if not path.exists():
        head = struct.pack("<IiI2qiii", 0xF993FAC9, 0, 2, 8, 4, 1, 0, 0)
        names = [b"arg:layer%d_weight" % number for number in range(20_000)]
        listed = b"".join(struct.pack("<Q", len(name)) + name for name in names)
        count = struct.pack("<Q", len(names))
        path.write_bytes(struct.pack("<QQ", 0x112, 0) + count + (head + bytes(128)) * 20_000 + count + listed)
    return path


def _paddle_file(files: Files) -> Path:
    path = files.folder / "many.pdparams"
    if not path.exists():
        state: dict[str, object] = {f"layers.{number}.weight": np.zeros((8, 4), np.float32) for number in range(5_000)}
        state["StructuredToParameterName@@"] = {key: f"linear_{number}.w_0" for number, key in enumerate(state)}
        path.write_bytes(pickle.dumps(state, protocol=4))
    return path


def _hdf5_file(files: Files) -> Path:
    path = files.folder / "many.h5"
    if not path.exists():
        import h5py

        with h5py.File(path, "w") as file:
            for number in range(2_000):
                file.create_dataset(f"layers/layer{number}/vars/0", data=np.zeros((8, 4), np.float32))
    return path


def _gguf_file(files: Files) -> Path:
    path = files.folder / "many.gguf"
    if not path.exists():
        import gguf

        writer = gguf.GGUFWriter(path, "llama")
        writer.add_token_list([f"word{number}" for number in range(32_000)])
        for number in range(2_000):
            writer.add_tensor(f"blk.{number}.attn_q.weight", np.zeros((8, 32), np.float32))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    return path


def _flax_file(files: Files) -> Path:
    path = files.folder / "many.msgpack"
    if not path.exists():
        array = msgpack.Ext(1, msgpack.encode(((64, 64), "float32", bytes(16 << 10))))
        path.write_bytes(msgpack.encode({"params": {f"layer_{number}": {"kernel": array} for number in range(5_000)}}))
    return path


def _tiny_flax_file(files: Files) -> Path:
    path = files.folder / "tiny.msgpack"
    if not path.exists():
        kernel = msgpack.Ext(1, msgpack.encode(((8, 4), "float32", bytes(128))))
        bias = msgpack.Ext(1, msgpack.encode(((4,), "float32", bytes(16))))
        layers = {f"layer_{number}": {"bias": bias, "kernel": kernel} for number in range(10_000)}
        path.write_bytes(msgpack.encode({"params": layers}))
    return path


# in child processes


def listed(path: str) -> list[float]:
    """Seconds of processor time to open a file and to look at every tensor's shape and type."""
    import inspector

    def work() -> None:
        with inspector.open(path) as checkpoint:
            assert all(tensor.shape is not None and tensor.dtype for tensor in checkpoint.tensors)

    return processor_seconds_of(work)


def loaded_by_onnx(path: str) -> list[float]:
    """Seconds onnx takes to load a model, and to tell type and shape of each initializer."""
    import onnx

    def work() -> None:
        loaded = onnx.load(path)
        assert all(tensor.data_type and tensor.dims for tensor in loaded.graph.initializer)

    return processor_seconds_of(work)


def loaded_by_h5py(path: str) -> list[float]:
    """Seconds h5py takes to tell name, shape and type of each dataset."""
    import h5py

    def work() -> None:
        found: list[Any] = []

        def visit(name: str, item: Any) -> None:
            if isinstance(item, h5py.Dataset):
                found.append((name, item.shape, item.dtype))

        with h5py.File(path) as file:
            file.visititems(visit)
        assert len(found) == 2_000

    return processor_seconds_of(work)


def loaded_by_gguf(path: str) -> list[float]:
    """Seconds the gguf package takes to tell type and shape of each tensor."""
    import gguf

    def work() -> None:
        assert all(len(tensor.shape) for tensor in gguf.GGUFReader(path).tensors)

    return processor_seconds_of(work)


def loaded_by_flax(path: str) -> list[float]:
    """Seconds flax takes to restore a tree."""
    from flax.serialization import msgpack_restore

    return processor_seconds_of(lambda: msgpack_restore(Path(path).read_bytes()))


def loaded_by_tensorflow(path: str) -> list[float]:
    """Seconds TensorFlow takes to tell type and shape of each variable."""
    import tensorflow as tf

    def work() -> None:
        reader = tf.train.load_checkpoint(path.removesuffix(".index"))
        assert reader.get_variable_to_shape_map()
        assert reader.get_variable_to_dtype_map()

    return processor_seconds_of(work)


def loaded_by_tflite(path: str) -> list[float]:
    """Seconds the interpreter takes to tell type and shape of each tensor."""
    import tensorflow as tf

    def work() -> None:
        assert tf.lite.Interpreter(path).get_tensor_details()

    return processor_seconds_of(work)


def loaded_by_mxnet(path: str) -> list[float]:
    """Seconds MXNet takes to load a list."""
    if not hasattr(np, "bool"):  # numpy 1.26 has not what MXNet 1.9 asks for
        vars(np)["bool"] = np.bool_
    import mxnet as mx

    def work() -> None:
        assert all(array.shape for array in mx.nd.load(path).values())

    return processor_seconds_of(work)


def loaded_by_paddle(path: str) -> list[float]:
    """Seconds Paddle takes to load a state dict."""
    import paddle

    return processor_seconds_of(lambda: paddle.load(path))
