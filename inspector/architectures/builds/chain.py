"""Layers that are called one after another, under whatever dotted names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import torch
from torch import nn

from inspector.errors import SelectionError

__all__ = ["Chain", "activation", "build", "layer", "place"]

_ACTIVATIONS: dict[str, Callable[[], nn.Module]] = {
    "relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "gelu": nn.GELU, "silu": nn.SiLU, "elu": nn.ELU,
    "leaky_relu": nn.LeakyReLU, "relu6": nn.ReLU6, "selu": nn.SELU, "softplus": nn.Softplus, "mish": nn.Mish,
    "hardswish": nn.Hardswish, "identity": nn.Identity, "gelu_tanh": partial(nn.GELU, approximate="tanh"),
}  # fmt: skip
_NAMES = ("Linear", "LayerNorm", "PReLU", "Embedding", "Flatten", "Identity")
_PER_AXES = ("Conv", "BatchNorm", "AdaptiveAvgPool")
_KINDS: dict[str, type[nn.Module]] = {
    name: getattr(nn, name) for name in (*_NAMES, *(f"{kind}{axes}d" for kind in _PER_AXES for axes in (1, 2, 3)))
}


class Chain(nn.Module):
    """Calls ``steps`` in order; each is registered under its dotted name, so that the keys are those of the file."""

    def __init__(self, steps: Sequence[tuple[str, nn.Module]]) -> None:
        super().__init__()
        self._order = [name for name, _ in steps]
        for name, step in steps:
            place(self, name, step)

    def forward(self, values: torch.Tensor) -> torch.Tensor:
        """Through all steps."""
        for name in self._order:
            values = self.get_submodule(name)(values)
        return values


def place(root: nn.Module, name: str, module: nn.Module) -> None:
    """Register a module under a dotted name, and what the dots lead through where it is not there yet."""
    *parents, last = name.split(".")
    for parent in parents:
        if parent not in root._modules:
            root.add_module(parent, nn.Module())
        root = root.get_submodule(parent)
    root.add_module(last, module)


def build(params: Mapping[str, Any]) -> nn.Module:
    """The chain that ``inspector.architectures.builtin.chains`` describes."""
    steps = [(name, kind, arguments) for name, kind, arguments in params["layers"]]
    if params.get("activation_before_norm"):
        for index in range(1, len(steps)):
            if "Norm" in steps[index - 1][1] and steps[index][1] == "activation":
                steps[index - 1], steps[index] = steps[index], steps[index - 1]
    return Chain([(name, layer(kind, arguments, params)) for name, kind, arguments in steps])


def layer(kind: str, arguments: Mapping[str, Any], params: Mapping[str, Any]) -> nn.Module:
    """One layer. Raises SelectionError for a kind that is not known."""
    if kind == "activation":
        return activation(params.get("activation"))
    if kind == "pool":
        return _pool(params.get("pool"), arguments["axes"])
    if kind not in _KINDS:
        raise SelectionError(f"{kind} is not a layer of a chain; there are {', '.join(sorted(_KINDS))}")
    if params.get("padding") == "valid" and kind.startswith("Conv"):
        arguments = {**arguments, "padding": 0}
    if "Norm" in kind and "norm_eps" in params:
        arguments = {"eps": params["norm_eps"], **arguments}
    return _KINDS[kind](**arguments)


def activation(name: str | None) -> nn.Module:
    """An activation by its name in lower case. Raises SelectionError for an unknown one."""
    if name is None or name not in _ACTIVATIONS:
        raise SelectionError(f"{name!r} is no activation; there are {', '.join(_ACTIVATIONS)}")
    return _ACTIVATIONS[name]()


def _pool(name: str | None, axes: int) -> nn.Module:
    if name is None or name not in ("max", "avg"):
        raise SelectionError(f"{name!r} is no way of pooling; there are max and avg")
    pool: nn.Module = getattr(nn, f"{name.title()}Pool{axes}d")(2)
    return pool
