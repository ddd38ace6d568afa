"""Recurrent networks: ``nn.LSTM``, ``nn.GRU`` or ``nn.RNN``, with an embedding in front and linear layers behind, if any.

The keys are torch's own (``weight_ih_l0``, ``weight_hh_l0_reverse``): a cell has 4, 3 or 1 gates of hidden size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from inspector.architectures.architecture import Architecture, Choices, Params
from inspector.architectures.builtin.chains import ACTIVATIONS
from inspector.architectures.builtin.layers import Layer, layer_keys, layers_of
from inspector.architectures.subject import Shape, Subject

__all__ = ["RECURRENT"]

_CELL_KEY = re.compile(r"(?:(.*)\.)?((?:weight_ih|weight_hh|bias_ih|bias_hh|weight_hr)_l(\d+)(_reverse)?)")
_FIRST = "weight_ih_l0"
_GATES = {"lstm": 4, "gru": 3, "rnn": 1}
_STEPS = 8
_BATCH = 2


def _infer(kind: str, subject: Subject) -> Params | None:
    signature = subject.signature
    if _FIRST not in subject.text:
        return None
    cell: dict[str, Shape] = {}
    names = set()
    depth = 0
    for key, shape in signature.items():
        if found := _CELL_KEY.fullmatch(key):
            names.add(found[1] or "")
            cell[found[2]] = shape
            depth = max(depth, int(found[3]) + 1)
    first, recurrent = cell.get(_FIRST, ()), cell.get("weight_hh_l0", ())
    if len(names) != 1 or len(first) != 2 or len(recurrent) != 2:
        return None
    projected = cell.get("weight_hr_l0")
    hidden = projected[1] if projected is not None and len(projected) == 2 else recurrent[1]
    if first[0] != _GATES[kind] * hidden or recurrent[0] != first[0] or (projected is not None and kind != "lstm"):
        return None
    (name,) = names
    rest = {key: shape for key, shape in signature.items() if not _CELL_KEY.fullmatch(key)}
    bidirectional = "weight_ih_l0_reverse" in cell
    width = (projected[0] if projected else hidden) * (2 if bidirectional else 1)
    around = _around(rest, first[1], width)
    if around is None:
        return None
    embedding, head = around
    return {
        "name": name,
        "input_size": first[1],
        "hidden_size": hidden,
        "num_layers": depth,
        "bias": "bias_ih_l0" in cell,
        "bidirectional": bidirectional,
        "proj_size": projected[0] if projected else 0,
        **({"nonlinearity": "tanh"} if kind == "rnn" else {}),
        "embedding": embedding,
        "head": head,
        "head_takes": "last step",
        "activation": "relu",
        "input_shape": [_BATCH, _STEPS] if embedding else [_BATCH, _STEPS, first[1]],
        "input_high": embedding[2]["num_embeddings"] if embedding else 0,
    }


def _around(rest: Mapping[str, Shape], input_size: int, width: int) -> tuple[list[Any] | None, list[Any]] | None:
    """The embedding in front and the linear layers behind; None if the other layers are anything else."""
    if not rest:
        return None, []
    layers = layers_of(rest)
    if layers is None or any(layer.kind != "Linear" for layer in layers):
        return None
    embedding = next((layer for layer in layers if _is_embedding(layer, input_size)), None)
    head = [layer for layer in layers if layer is not embedding]
    for layer in head:
        if layer.inputs != width:
            return None
        width = layer.outputs
    record = None
    if embedding is not None:
        sizes = {"num_embeddings": embedding.outputs, "embedding_dim": embedding.inputs}
        record = Layer(embedding.name, "Embedding", sizes).record()
    return record, [layer.record() for layer in head]


def _is_embedding(layer: Layer, input_size: int) -> bool:
    return layer.kind == "Linear" and not layer.arguments["bias"] and layer.inputs == input_size


def _keys(kind: str, params: Params) -> dict[str, Shape]:
    gates = _GATES[kind] * params["hidden_size"]
    output = params["proj_size"] or params["hidden_size"]
    directions = ("", "_reverse") if params["bidirectional"] else ("",)
    dot = f"{params['name']}." if params["name"] else ""
    keys: dict[str, Shape] = {}
    for depth in range(params["num_layers"]):
        inputs = params["input_size"] if depth == 0 else output * len(directions)
        for direction in directions:
            end = f"l{depth}{direction}"
            keys[f"{dot}weight_ih_{end}"] = (gates, inputs)
            keys[f"{dot}weight_hh_{end}"] = (gates, output)
            if params["bias"]:
                keys[f"{dot}bias_ih_{end}"] = keys[f"{dot}bias_hh_{end}"] = (gates,)
            if params["proj_size"]:
                keys[f"{dot}weight_hr_{end}"] = (output, params["hidden_size"])
    embedding = [params["embedding"]] if params["embedding"] else []
    return keys | layer_keys([*embedding, *params["head"]])


def _choices(params: Params) -> Choices:
    found: dict[str, tuple[str, ...]] = {}
    if "nonlinearity" in params:
        found["nonlinearity"] = ("tanh", "relu")
    if params["head"]:
        found["head_takes"] = ("last step", "all steps")
    if len(params["head"]) > 1:
        found["activation"] = ACTIVATIONS
    return found


def _family(kind: str, title: str) -> Architecture:
    return Architecture(
        kind,
        title,
        lambda subject: _infer(kind, subject),
        f"inspector.architectures.builds.recurrent:build_{kind}",
        lambda params: _keys(kind, params),
        rank=2,
        choices=_choices,
    )


RECURRENT = (
    _family("lstm", "LSTM, with an embedding and linear layers if there are any"),
    _family("gru", "GRU, with an embedding and linear layers if there are any"),
    _family("rnn", "simple recurrent network, with an embedding and linear layers if there are any"),
)
