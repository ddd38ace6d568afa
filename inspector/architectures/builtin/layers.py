"""The layers that the keys of a state dict speak of, each with the arguments of its ``torch.nn`` class.

A layer is recognised by its parameters alone: a matrix with or without a bias is ``Linear``, a kernel of two spatial axes
``Conv2d``, four vectors and a counter ``BatchNorm``. What has no parameters (activations, pooling, flattening) has no
keys; the families put it where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inspector.architectures.subject import Shape

__all__ = ["NORM_EPS", "Layer", "layer_keys", "layers_of", "natural"]

#: What is added to a variance before its root is taken: torch's default, Keras's, and those of transformers.
NORM_EPS = (1e-5, 1e-3, 1e-6, 1e-12)


_NORM_BUFFERS = {"running_mean", "running_var", "num_batches_tracked"}
_INPUTS = ("in_features", "in_channels", "num_features", "normalized_shape", "num_parameters", "embedding_dim")
_OUTPUTS = ("out_features", "out_channels")
_NUMBERS = re.compile(r"(\d+)")
_MAX_LAYERS = 400


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer: its dotted name, its class in ``torch.nn``, its keyword arguments."""

    name: str
    kind: str
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def inputs(self) -> int:
        """Features or channels it takes; 1 for PReLU with one slope for all."""
        return int(next(self.arguments[name] for name in _INPUTS if name in self.arguments))

    @property
    def outputs(self) -> int:
        """Features or channels it gives."""
        return int(next((self.arguments[name] for name in _OUTPUTS if name in self.arguments), self.inputs))

    @property
    def is_norm(self) -> bool:
        """Whether it only scales: it belongs behind the layer in front of it."""
        return "Norm" in self.kind

    def record(self) -> list[Any]:
        """As JSON holds it: name, class, arguments."""
        return [self.name, self.kind, dict(self.arguments)]


def natural(name: str) -> list[tuple[int, str]]:
    """A sort key that puts ``net.10`` behind ``net.2``."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _NUMBERS.split(name) if part]


def layers_of(signature: Mapping[str, Shape]) -> list[Layer] | None:
    """The layers in the file's order.

    None if there is a key that belongs to none of the kinds known here, or if there are more than a chain can have.
    """
    groups: dict[str, dict[str, Shape]] = {}
    for key, shape in signature.items():
        name, _, parameter = key.rpartition(".")
        groups.setdefault(name, {})[parameter] = shape
        if len(groups) > _MAX_LAYERS:
            return None
    layers = []
    for name, parameters in groups.items():
        layer = _layer(name, parameters)
        if layer is None:
            return None
        layers.append(layer)
    return layers or None


def _layer(name: str, parameters: Mapping[str, Shape]) -> Layer | None:
    weight = parameters.get("weight")
    if not name or not weight or 0 in weight:
        return None
    others = set(parameters) - {"weight", "bias"}
    if others:
        return _batch_norm(name, weight, parameters) if others <= _NORM_BUFFERS else None
    bias = parameters.get("bias")
    if bias not in (None, weight[:1]):
        return None
    if len(weight) == 1:
        if bias is None:
            return Layer(name, "PReLU", {"num_parameters": weight[0]})
        return Layer(name, "LayerNorm", {"normalized_shape": weight[0]})
    if len(weight) == 2:
        return Layer(name, "Linear", {"in_features": weight[1], "out_features": weight[0], "bias": bias is not None})
    if len(weight) > 5:
        return None
    arguments = {
        "in_channels": weight[1],
        "out_channels": weight[0],
        "kernel_size": list(weight[2:]),
        "bias": bias is not None,
    }
    return Layer(name, f"Conv{len(weight) - 2}d", arguments)


def _batch_norm(name: str, weight: Shape, parameters: Mapping[str, Shape]) -> Layer | None:
    if not {"running_mean", "running_var"} <= set(parameters) or len(weight) != 1:
        return None
    return Layer(name, "BatchNorm", {"num_features": weight[0]})


def layer_keys(records: Iterable[Sequence[Any]]) -> dict[str, Shape]:
    """The keys and shapes of a chain of layers, each ``[name, class, arguments]``."""
    keys: dict[str, Shape] = {}
    for name, kind, arguments in records:
        for parameter, shape in _parameters(kind, arguments).items():
            keys[f"{name}.{parameter}"] = shape
    return keys


def _parameters(kind: str, arguments: Mapping[str, Any]) -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    if kind == "Linear":
        shapes["weight"] = (arguments["out_features"], arguments["in_features"])
    elif kind.startswith("Conv"):
        channels = arguments["in_channels"] // arguments.get("groups", 1)
        shapes["weight"] = (arguments["out_channels"], channels, *arguments["kernel_size"])
    elif kind.startswith("BatchNorm"):
        size = (arguments["num_features"],)
        return {"weight": size, "bias": size, "running_mean": size, "running_var": size, "num_batches_tracked": ()}
    elif kind == "LayerNorm":
        return {"weight": (arguments["normalized_shape"],), "bias": (arguments["normalized_shape"],)}
    elif kind == "PReLU":
        return {"weight": (arguments["num_parameters"],)}
    elif kind == "Embedding":
        return {"weight": (arguments["num_embeddings"], arguments["embedding_dim"])}
    if shapes and arguments["bias"]:
        shapes["bias"] = shapes["weight"][:1]
    return shapes
