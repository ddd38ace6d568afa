"""``nn.TransformerEncoder``: layers of self-attention and two linear layers, by torch's own keys.

The number of heads leaves no trace in the shapes. The default is what most people take, one per 64 features; it is a
hyperparameter to be set where that is wrong.
"""

from __future__ import annotations

import re

from inspector.architectures.architecture import Architecture, Choices, Params
from inspector.architectures.builtin.layers import NORM_EPS
from inspector.architectures.subject import Shape, Subject

__all__ = ["TRANSFORMER_ENCODER"]

_FIRST = "layers.0.self_attn.in_proj_weight"
_PACKED = re.compile(rf"(?:(.*)\.)?{re.escape(_FIRST)}")
_BATCH = 2
_STEPS = 8


def _infer(subject: Subject) -> Params | None:
    signature = subject.signature
    if _FIRST not in subject.text:
        return None
    found = next((match for key in signature if (match := _PACKED.fullmatch(key))), None)
    if found is None or len(signature[found[0]]) != 2:
        return None
    name = found[1] or ""
    dot = f"{name}." if name else ""
    width = signature[found[0]][1]
    feedforward = signature.get(f"{dot}layers.0.linear1.weight", ())
    if len(feedforward) != 2 or width == 0:
        return None
    layers = 0
    while f"{dot}layers.{layers}.self_attn.in_proj_weight" in signature:
        layers += 1
    return {
        "name": name,
        "d_model": width,
        "nhead": _heads(width),
        "dim_feedforward": feedforward[0],
        "num_layers": layers,
        "activation": "relu",
        "norm_first": False,
        "norm_eps": NORM_EPS[0],
        "bias": f"{dot}layers.0.linear1.bias" in signature,
        "final_norm": f"{dot}norm.weight" in signature,
        "input_shape": [_BATCH, _STEPS, width],
    }


def _heads(width: int) -> int:
    if width % 64 == 0:
        return width // 64
    return next(heads for heads in (8, 4, 2, 1) if width % heads == 0)


def _choices(params: Params) -> Choices:
    width, likeliest = params["d_model"], _heads(params["d_model"])
    heads = [heads for heads in (1, 2, 4, 6, 8, 12, 16, 20, 24, 32) if width % heads == 0 and heads != likeliest]
    return {
        "nhead": (likeliest, *sorted(heads, key=lambda heads: abs(heads - likeliest))),
        "norm_first": (False, True),
        "activation": ("relu", "gelu"),
        "norm_eps": NORM_EPS,
    }


def _keys(params: Params) -> dict[str, Shape]:
    dot = f"{params['name']}." if params["name"] else ""
    width, inner = params["d_model"], params["dim_feedforward"]
    keys: dict[str, Shape] = {}

    def add(name: str, shape: Shape, bias: str) -> None:
        keys[name] = shape
        if params["bias"]:
            keys[bias] = shape[:1]

    for index in range(params["num_layers"]):
        layer = f"{dot}layers.{index}."
        add(f"{layer}self_attn.in_proj_weight", (3 * width, width), f"{layer}self_attn.in_proj_bias")
        for name, shape in (
            ("self_attn.out_proj", (width, width)),
            ("linear1", (inner, width)),
            ("linear2", (width, inner)),
            ("norm1", (width,)),
            ("norm2", (width,)),
        ):
            add(f"{layer}{name}.weight", shape, f"{layer}{name}.bias")
    if params["final_norm"]:
        add(f"{dot}norm.weight", (width,), f"{dot}norm.bias")
    return keys


TRANSFORMER_ENCODER = Architecture(
    "transformer-encoder",
    "transformer encoder (nn.TransformerEncoder)",
    _infer,
    "inspector.architectures.builds.transformer:build",
    _keys,
    rank=2,
    choices=_choices,
)
