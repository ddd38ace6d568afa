"""How long it takes to open models of inference engines, of DeepSpeed and of boosters, against what else reads them.

CTranslate2 tells nothing of a model's variables: its row is against loading them, as are those of ncnn and the boosters,
whose parsers are C++. What a model of trees holds is only told by writing all of them, to which another row is held.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.data import Files
from tests.benchmarks.formats import against
from tests.benchmarks.measure import processor_seconds_of
from tests.benchmarks.report import Result

__all__ = [
    "open_coreml",
    "open_ctranslate2",
    "open_deepspeed",
    "open_lightgbm",
    "open_ncnn",
    "open_openvino",
    "open_xgboost",
]

_LAYERS = 500
_SHAPE = (64, 64)
_TREES = 300


def open_openvino(files: Files) -> list[Result]:
    """A model of OpenVINO with 500 constants: no longer than OpenVINO takes to tell their shapes and types."""
    what, peer = "an OpenVINO model of 500 constants", "openvino.Core().read_model"
    return _against(files, "many.xml", _openvino_model, read_by_openvino, "openvino", what, peer)


def open_ncnn(files: Files) -> list[Result]:
    """A model of ncnn with 500 products: no longer than ncnn takes to load it."""
    what, peer = "an ncnn model of 500 layers", "ncnn.Net, load_param and load_model"
    return _against(files, "many.param", _ncnn_model, loaded_by_ncnn, "ncnn", what, peer)


def open_coreml(files: Files) -> list[Result]:
    """A Core ML network of 500 products: no longer than coremltools takes to load its specification."""
    what, peer = "a Core ML model of 500 layers", "coremltools.utils.load_spec"
    return _against(files, "many.mlmodel", _coreml_model, loaded_by_coreml, "coremltools", what, peer)


def open_ctranslate2(files: Files) -> list[Result]:
    """A decoder of CTranslate2 with 48 layers: no longer than CTranslate2 takes to load it."""
    what, peer = "a CTranslate2 model of 48 layers", "ctranslate2.Generator"
    return _against(files, "ctranslate2", _ctranslate2_model, loaded_by_ctranslate2, "ctranslate2", what, peer)


def open_deepspeed(files: Files) -> list[Result]:
    """A ZeRO 2 checkpoint of two ranks with 500 parameters: no longer than DeepSpeed takes to join them."""
    what, peer = "a ZeRO 2 checkpoint of 500 parameters", "get_fp32_state_dict_from_zero_checkpoint"
    return _against(files, "zero", _zero_checkpoint, joined_by_deepspeed, "deepspeed", what, peer)


def open_xgboost(files: Files) -> list[Result]:
    """A model of 300 trees in UBJSON and in JSON: no longer than XGBoost takes to load it, and to tell what it loaded."""
    results = []
    for name, kind in (("many.ubj", "UBJSON"), ("trees.json", "JSON")):
        what = f"an XGBoost model of 300 trees in {kind}"
        results += _against(files, name, _xgboost_model, loaded_by_xgboost, "xgboost", what, "xgboost.Booster")
        results += _against(files, name, _xgboost_model, told_by_xgboost, "xgboost", what, "Booster and its get_dump")
    return results


def open_lightgbm(files: Files) -> list[Result]:
    """A model of 300 trees: no longer than LightGBM takes to load it, and to tell what it loaded."""
    name, what = "trees.txt", "a LightGBM model of 300 trees"
    return [
        *_against(files, name, _lightgbm_model, loaded_by_lightgbm, "lightgbm", what, "lightgbm.Booster"),
        *_against(files, name, _lightgbm_model, told_by_lightgbm, "lightgbm", what, "Booster and its dump_model"),
    ]


def _against(
    files: Files,
    name: str,
    make: Callable[[Path], None],
    read: Callable[[str], list[float]],
    library: str,
    what: str,
    peer: str,
) -> list[Result]:
    """Opening the file of that name, which ``make`` makes, against the library's ``read``."""
    return against(files, files.made(name, make, library), read, library, what, peer)


# the files


def _weights(number: int) -> Any:
    return np.full(_SHAPE, number, np.float32)


def _openvino_model(path: Path) -> None:
    import openvino
    from openvino import opset13

    taken = opset13.parameter(_SHAPE, np.float32, name="x")
    node: Any = taken
    for number in range(_LAYERS):
        node = opset13.add(node, opset13.constant(_weights(number), name=f"weight_{number}"))
    openvino.save_model(openvino.Model([node], [taken]), path, compress_to_fp16=False)


def _ncnn_model(path: Path) -> None:
    elements = _SHAPE[0] * _SHAPE[1]
    lines = ["7767517", f"{_LAYERS + 1} {_LAYERS + 1}", f"Input x 0 1 b0 0={_SHAPE[1]}"]
    lines += [
        f"InnerProduct fc{number} 1 1 b{number} b{number + 1} 0={_SHAPE[0]} 1=0 2={elements}"
        for number in range(_LAYERS)
    ]
    path.write_text("\n".join(lines) + "\n")
    path.with_suffix(".bin").write_bytes(
        b"".join(struct.pack("<I", 0) + _weights(number).tobytes() for number in range(_LAYERS))
    )


def _coreml_model(path: Path) -> None:
    from coremltools.models.datatypes import Array
    from coremltools.models.neural_network import NeuralNetworkBuilder
    from coremltools.models.utils import save_spec

    taken, given = [("b0", Array(_SHAPE[1]))], [(f"b{_LAYERS}", Array(_SHAPE[0]))]
    builder = NeuralNetworkBuilder(taken, given, disable_rank5_shape_mapping=True)
    for number in range(_LAYERS):
        builder.add_inner_product(
            f"fc{number}", _weights(number), None, *reversed(_SHAPE), False, f"b{number}", f"b{number + 1}"
        )
    save_spec(builder.spec, str(path))


def _ctranslate2_model(path: Path) -> None:
    from ctranslate2.specs import TransformerDecoderModelSpec
    from ctranslate2.specs.model_spec import visit_spec

    def fill(owner: Any, name: str, value: Any) -> None:
        called = name.rpartition("/")[2]
        if value is None:
            setattr(owner, called, np.zeros(_SHAPE if called in ("weight", "encodings") else _SHAPE[:1], np.float32))

    spec = TransformerDecoderModelSpec.from_config(48, 4)
    visit_spec(spec, fill)
    spec.register_vocabulary([f"word{number}" for number in range(_SHAPE[0])])
    spec.validate()
    path.mkdir()
    spec.save(str(path))


def _zero_checkpoint(path: Path) -> None:
    import torch

    shapes = {f"layers.{number}.weight": torch.Size(_SHAPE) for number in range(_LAYERS)}
    model = {
        "module": {name: torch.zeros(shape) for name, shape in shapes.items()}, "buffer_names": [], "ds_version": "0.19.0",
        "param_shapes": [shapes], "frozen_param_shapes": None, "frozen_param_fragments": None, "shared_params": {},
        "dp_world_size": 2, "mp_world_size": 1,
    }  # fmt: skip
    folder = path / "global_step1"
    folder.mkdir(parents=True)
    (path / "latest").write_text(folder.name)
    torch.save(model, folder / "mp_rank_00_model_states.pt")
    for rank in range(2):
        part = torch.zeros(_LAYERS * _SHAPE[0] * _SHAPE[1] // 2)
        state = {
            "zero_stage": 2,
            "partition_count": 2,
            "single_partition_of_fp32_groups": [part],
            "ds_version": "0.19.0",
        }
        torch.save({"optimizer_state_dict": state}, folder / f"zero_pp_rank_{rank}_mp_rank_00_optim_states.pt")


def _training_data() -> tuple[Any, Any]:
    random = np.random.default_rng(0)
    inputs = random.standard_normal((2_000, 8))
    return inputs, inputs @ random.standard_normal(8) + np.abs(inputs[:, 0])


def _xgboost_model(path: Path) -> None:
    import xgboost

    inputs, outputs = _training_data()
    xgboost.train({"max_depth": 6}, xgboost.DMatrix(inputs, outputs), _TREES).save_model(path)


def _lightgbm_model(path: Path) -> None:
    import lightgbm

    inputs, outputs = _training_data()
    lightgbm.train({"verbose": -1}, lightgbm.Dataset(inputs, outputs), _TREES).save_model(path)


# in child processes


def read_by_openvino(path: str) -> list[float]:
    """Seconds OpenVINO takes to tell shape and type of each constant."""
    import openvino

    def work() -> None:
        constants = [op for op in openvino.Core().read_model(path).get_ops() if op.get_type_name() == "Constant"]
        assert all(op.get_output_shape(0) and op.get_element_type() for op in constants)

    return processor_seconds_of(work)


def loaded_by_ncnn(path: str) -> list[float]:
    """Seconds ncnn takes to load a network."""
    import ncnn

    def work() -> None:
        network = ncnn.Net()
        assert network.load_param(path) == network.load_model(str(Path(path).with_suffix(".bin"))) == 0

    return processor_seconds_of(work)


def loaded_by_coreml(path: str) -> list[float]:
    """Seconds coremltools takes to load a specification, and to tell the sizes of each layer."""
    from coremltools.models.utils import load_spec

    def work() -> None:
        layers = load_spec(path).neuralNetwork.layers
        assert all(layer.innerProduct.inputChannels and len(layer.innerProduct.weights.floatValue) for layer in layers)

    return processor_seconds_of(work)


def loaded_by_ctranslate2(path: str) -> list[float]:
    """Seconds CTranslate2 takes to load a model."""
    import ctranslate2

    return processor_seconds_of(lambda: ctranslate2.Generator(path))


def joined_by_deepspeed(path: str) -> list[float]:
    """Seconds DeepSpeed takes to join what the ranks saved."""
    from deepspeed.utils.zero_to_fp32 import get_fp32_state_dict_from_zero_checkpoint

    return processor_seconds_of(lambda: get_fp32_state_dict_from_zero_checkpoint(path))


def loaded_by_xgboost(path: str) -> list[float]:
    """Seconds XGBoost takes to load a model."""
    import xgboost

    return processor_seconds_of(lambda: xgboost.Booster(model_file=path))


def loaded_by_lightgbm(path: str) -> list[float]:
    """Seconds LightGBM takes to load a model."""
    import lightgbm

    return processor_seconds_of(lambda: lightgbm.Booster(model_file=path))


def told_by_xgboost(path: str) -> list[float]:
    """Seconds XGBoost takes to load a model, and to tell its trees with the numbers of each node."""
    import xgboost

    return processor_seconds_of(lambda: xgboost.Booster(model_file=path).get_dump(with_stats=True))


def told_by_lightgbm(path: str) -> list[float]:
    """Seconds LightGBM takes to load a model, and to tell its trees with the numbers of each node."""
    import lightgbm

    return processor_seconds_of(lambda: lightgbm.Booster(model_file=path).dump_model())
