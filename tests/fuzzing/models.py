"""A small valid model of each format that is a folder, or of which there is no file among the fixtures.

A builder writes into an empty folder and returns what is to be opened there.
"""

from __future__ import annotations

import json
import shutil
import struct
import warnings
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
import torch
from torch.package.package_exporter import PackageExporter

from tests.unit.formats import test_smaller_formats as smaller
from tests.unit.formats.coreml import test_reader as coreml
from tests.unit.formats.darknet import test_reader as darknet
from tests.unit.formats.gguf import test_ggml_reader as ggml
from tests.unit.formats.gguf import test_imatrix as imatrix
from tests.unit.formats.parallel.test_readers import TestMegatron, saved
from tests.unit.formats.tensorflow import test_javascript as javascript
from tests.unit.formats.torch import test_tar_reader
from tests.unit.sources.test_varints import encoded

__all__ = ["BUILDERS", "Builder"]

Builder = Callable[[Path], Path]

_FIXTURES = Path(__file__).parents[1] / "fixtures"
_STATE = {"a.weight": torch.arange(6.0).reshape(2, 3), "b": torch.ones(2, dtype=torch.bfloat16)}
_ARRAYS: dict[str, np.ndarray[Any, Any]] = {
    "a.weight": np.arange(6, dtype=np.float32).reshape(2, 3),
    "b": np.ones(2, np.int8),
}


def _copied(source: str, folder: Path) -> Path:
    return Path(shutil.copytree(_FIXTURES / source, folder / "model"))


def _written(files: dict[str, bytes], opened: str, folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / opened


def _coreml(folder: Path) -> Path:
    matrix = coreml.described(11, (4, 3)) + coreml.blob(b"@model_path/weights/weight.bin", 64)
    inside = coreml.described(11, (2,)) + coreml.immediate(1, struct.pack("<2f", 1, 2))
    model = coreml.program(
        coreml.operation(b"const", b"w", (b"val", matrix)), coreml.operation(b"const", b"x", (b"val", inside))
    )
    return _written({"m.mlmodel": model, "weights/weight.bin": coreml.stored(smaller.W.tobytes())}, "m.mlmodel", folder)


def _paddle(folder: Path) -> Path:
    for path in _FIXTURES.glob("paddle/model_2.*"):
        shutil.copy(path, folder)
    return folder / "model_2.pdmodel"


def _torch(name: str, folder: Path) -> Path:
    torch.save(_STATE, folder / name)
    return folder / name


def _unpacked(folder: Path) -> Path:
    with zipfile.ZipFile(_torch("m.pt", folder)) as archive:
        archive.extractall(folder / "model")
    return next((folder / "model").iterdir())


def _package(folder: Path) -> Path:
    with warnings.catch_warnings(action="ignore"), PackageExporter(folder / "m.pt") as exporter:
        exporter.save_pickle("models", "model.pkl", _STATE)
    return folder / "m.pt"


def _huggingface(folder: Path) -> Path:
    for rank, start in enumerate((0, 1)):
        offsets = {"DCP_SHARDING_INFO": json.dumps({"a.weight": {"saved_offsets": [start, 0]}}), "format": "pt"}
        part = {"a.weight": _ARRAYS["a.weight"][start : start + 1]}
        safetensors.numpy.save_file(part, folder / f"shard-0000{rank + 1}-model-00001-of-00001.safetensors", offsets)
    return folder


def _darknet(folder: Path) -> Path:
    return darknet.written(folder, darknet.COUNT, darknet.NET + darknet.CONVOLUTION)


def _javascript(folder: Path) -> Path:
    weights = [javascript.BIAS, javascript.weight("k", [4, 3])]
    return javascript.written(folder, weights, javascript.PACKED.tobytes(), javascript.KERNEL.tobytes())


def _llamafile(folder: Path) -> Path:
    path = folder / "m.llamafile"
    path.write_bytes(b"MZqFpD='\n" + bytes(50))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("w.safetensors", safetensors.numpy.save(_ARRAYS))
    return path


def _flax(folder: Path) -> Path:
    shutil.copy(next(_FIXTURES.glob("jax/*.msgpack")), folder / "checkpoint_7")
    return folder


def _keras(folder: Path) -> Path:
    for path in _FIXTURES.glob("keras/shards*"):
        shutil.copy(path, folder)
    return folder / "shards.weights.json"


def _megatron(folder: Path) -> Path:
    TestMegatron().model(folder)
    return folder


def _ranks(name: str, folder: Path) -> Path:
    for rank in range(2):
        saved(folder / name.format(rank=rank), _STATE)
    return folder


def _universal(folder: Path) -> Path:
    for key, tensor in _STATE.items():
        for part in ("fp32", "exp_avg"):
            saved(folder / "zero" / key / f"{part}.pt", {"param": tensor.float()})
    return folder


def _shards(folder: Path) -> Path:
    for number, key in enumerate(_ARRAYS, 1):
        safetensors.numpy.save_file({key: _ARRAYS[key]}, folder / f"model-0000{number}-of-00002.safetensors")
    index = '{"weight_map": {"a.weight": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}'
    (folder / "model.safetensors.index.json").write_text(index)
    return folder


def _hub(folder: Path) -> Path:
    model = folder / "models--acme--toy"
    snapshot = model / "snapshots" / "main"
    snapshot.mkdir(parents=True)
    (model / "refs").mkdir()
    (model / "refs" / "main").write_text("main")
    safetensors.numpy.save_file(_ARRAYS, snapshot / "model.safetensors")
    return model


def _several(folder: Path) -> Path:
    safetensors.numpy.save_file(_ARRAYS, folder / "one.safetensors")
    np.savez(folder / "two.npz", w=_ARRAYS["b"])
    return folder


_TORCHSHARP = encoded([1, 1]) + b"w" + encoded([6, 2, 2, 3]) + np.arange(6, dtype="<f4").tobytes()
_GGML = ggml.HEADS["llama"] + ggml.tensor("a", ggml.WEIGHT)
_NCNN = {"m.param": smaller.PARAM.encode(), "m.bin": smaller.ncnn()}
_OPENVINO = {"m.xml": smaller.NET.encode(), "m.bin": smaller.BIN}

#: By the name of the format.
BUILDERS: dict[str, Builder] = {
    "caffe": partial(_written, {"m.caffemodel": smaller.caffe()}, "m.caffemodel"),
    "coreml": _coreml,
    "ctranslate2": partial(_written, {"model.bin": smaller.ct2()}, "model.bin"),
    "darknet": _darknet,
    "deepspeed": partial(_copied, "deepspeed/stage2"),
    "deepspeed-universal": _universal,
    "dcp-huggingface": _huggingface,
    "flax-checkpoints": _flax,
    "folder": _several,
    "ggml": partial(_written, {"m.bin": _GGML}, "m.bin"),
    "hub-cache": _hub,
    "imatrix": partial(_written, {"imatrix.dat": imatrix.matrix()}, "imatrix.dat"),
    "keras-sharded": _keras,
    "llama-consolidated": partial(_ranks, "consolidated.0{rank}.pth"),
    "llamafile": _llamafile,
    "megatron": _megatron,
    "mindspore": partial(_written, {"m.ckpt": smaller.mindspore()}, "m.ckpt"),
    "ncnn": partial(_written, _NCNN, "m.param"),
    "ocdbt": partial(_copied, "zarr/ocdbt"),
    "openvino": partial(_written, _OPENVINO, "m.xml"),
    "orbax": partial(_copied, "jax/orbax_ocdbt"),
    "paddle-model": _paddle,
    "pytorch-tar": test_tar_reader.archive,
    "pytorch-unpacked": _unpacked,
    "rank-files": partial(_ranks, "rank{rank}.pt"),
    "sharded": _shards,
    "tensorflow-saved-model": partial(_copied, "tensorflow/model"),
    "tensorflow-folder": partial(_copied, "tensorflow/run"),
    "tfjs": _javascript,
    "torch-dcp": partial(_copied, "dcp/two_ranks"),
    "torch-package": _package,
    "torchsharp": partial(_written, {"m.dat": _TORCHSHARP}, "m.dat"),
    "zarr": partial(_copied, "zarr/version_2"),
}
