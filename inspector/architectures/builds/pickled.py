"""Modules of ``torch.nn`` rebuilt from the record of a pickle: classes of an allow-list, called with recorded values."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import torch
from torch import nn

from inspector.errors import SelectionError

__all__ = ["build"]

#: The modules of torch.nn.modules whose classes keep their arguments as attributes of the same names.
_PLACES = frozenset(
    {"activation", "batchnorm", "channelshuffle", "conv", "distance", "dropout", "flatten", "fold", "instancenorm", "linear",
     "normalization", "padding", "pixelshuffle", "pooling", "rnn", "sparse", "upsampling"}
)  # fmt: skip
#: Arguments that stand in other places than an attribute: a parameter or buffer that is there or is not.
_PRESENT = {"bias": ("bias", "in_proj_bias"), "add_bias_kv": ("bias_k",), "_weight": ()}
_MAX_DEPTH = 100


def build(params: Mapping[str, Any]) -> nn.Module:
    """The module of a recorded tree. Raises SelectionError for a class that is not on the list."""
    return _module(params["tree"], 0)


def _module(record: Mapping[str, Any], depth: int) -> nn.Module:
    place, _, name = record["class"].rpartition(".")
    children = record["children"]
    if depth > _MAX_DEPTH:
        raise SelectionError("the module is nested too deeply to be rebuilt")
    if record["class"] == "container.Sequential":
        module: nn.Module = nn.Sequential()
        for child, part in children.items():
            module.add_module(child, _module(part, depth + 1))
        return module
    if record["class"] == "transformer.TransformerEncoder":
        return _encoder(record, depth)
    if record["class"] == "transformer.TransformerEncoderLayer":
        return _encoder_layer(record)
    kind = getattr(nn, name, None)
    known = isinstance(kind, type) and kind.__module__ == f"torch.nn.modules.{place}" and issubclass(kind, nn.Module)
    if place not in _PLACES or not known or (children and name != "MultiheadAttention"):
        raise SelectionError(
            f"torch.nn.modules.{record['class']} can't be rebuilt from a pickle; give its code (--code)"
        )
    assert isinstance(kind, type)
    return _called(kind, record)


def _called(kind: type[nn.Module], record: Mapping[str, Any]) -> nn.Module:
    """The class called with those of its arguments that were recorded."""
    attributes, shapes = record["attributes"], record["shapes"]
    arguments: dict[str, Any] = {}
    for name in inspect.signature(kind).parameters:
        if name in _PRESENT:
            present = [other for other in _PRESENT[name] if other in shapes]
            if present:
                arguments[name] = any(shapes[other] is not None for other in present)
            elif name == "bias" and "bias" in attributes:
                arguments[name] = attributes["bias"]
        elif name in attributes:
            value = attributes[name]
            arguments[name] = tuple(value) if isinstance(value, list) else value
    if issubclass(kind, nn.RNNBase):
        arguments |= _recurrent(kind, attributes)
    made: nn.Module = kind(**arguments)
    return made


def _recurrent(kind: type[nn.Module], attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Recurrent classes take their sizes as positional arguments, without names in the signature."""
    names = ("input_size", "hidden_size", "num_layers", "bias", "batch_first", "dropout", "bidirectional", "proj_size")
    arguments = {name: attributes[name] for name in names if name in attributes}
    if kind is nn.RNN:
        arguments["nonlinearity"] = "relu" if attributes.get("mode") == "RNN_RELU" else "tanh"
    if kind is not nn.LSTM:
        arguments.pop("proj_size", None)
    return arguments


def _encoder(record: Mapping[str, Any], depth: int) -> nn.Module:
    children = record["children"]
    layers = [_module(part, depth + 1) for part in children["layers"]["children"].values()]
    norm = _module(children["norm"], depth + 1) if "norm" in children else None
    encoder = nn.TransformerEncoder(layers[0], 1, norm=norm, enable_nested_tensor=False)  # type: ignore[arg-type]
    encoder.layers = nn.ModuleList(layers)
    encoder.num_layers = len(layers)
    return encoder


def _encoder_layer(record: Mapping[str, Any]) -> nn.Module:
    """Its arguments are those of its parts; which activation it is, is recorded as a name."""
    children, attributes = record["children"], record["attributes"]
    attention, first = children["self_attn"]["attributes"], children["linear1"]
    activation = {1: "relu", 2: "gelu"}.get(attributes.get("activation_relu_or_gelu", 0))
    if activation is None:
        raise SelectionError(
            "a transformer layer with an activation of its own can't be rebuilt; give its code (--code)"
        )
    return nn.TransformerEncoderLayer(
        attention["embed_dim"],
        attention["num_heads"],
        first["attributes"]["out_features"],
        activation=activation,
        layer_norm_eps=children["norm1"]["attributes"].get("eps", 1e-5),
        batch_first=attention.get("batch_first", False),
        norm_first=attributes.get("norm_first", False),
        bias=first["shapes"].get("bias") is not None,
        dtype=torch.float32,
    )
