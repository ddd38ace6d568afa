"""State dicts of other frameworks as torch has them: kernels transposed, names mapped.

The same network is stored differently by each framework. Keras and flax keep the kernel of a dense layer as ``[in, out]``
and of a convolution as ``HWIO``, where torch has ``[out, in]`` and ``OIHW``; Paddle keeps dense weights as Keras does, and
convolutions as torch does; MXNet has torch's layouts under other names. A transposed kernel is a view of the same bytes, so
a translated state dict costs nothing, and detection and verification need not know that it is one.

Layouts: https://keras.io/api/layers/, https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html,
https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/Linear_en.html,
https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/nn/index.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import isqrt

from inspector.architectures.builtin.chains import ordered
from inspector.architectures.builtin.layers import layers_of, natural
from inspector.architectures.layouts import (
    Layers,
    flattened_by_channel,
    keras_layer,
    mxnet_layer,
    paddle_layer,
    with_whole_cells,
)
from inspector.architectures.subject import Conventions, Subject, subjects
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.tensors.entries import TensorEntry

__all__ = ["is_own", "state_dicts", "translated"]

#: The epsilon of a framework's batch normalization, and whether its images have their channels last.
_KERAS = Conventions("Keras", 1e-3, channels_last=True)
_FLAX = Conventions("flax", 1e-5, channels_last=True)
_PADDLE = Conventions("Paddle", 1e-5)
_MXNET = Conventions("MXNet", 1e-5)

_SEPARATOR = re.compile(r"[./]")
_TF_SUFFIX = "/.ATTRIBUTES/VARIABLE_VALUE"
_OWN = re.compile(
    r"_CHECKPOINTABLE_OBJECT_GRAPH$|save_counter/|.*/\.OPTIMIZER_SLOT/|.*optimizer/|global_step$"
    r"|(?:optimizer|metrics|optimizer_weights)[./]"  # of a .keras or .h5 file that can be trained on
)
#: What stands in front of all layers, or between a layer and its variables, and names neither.
_CONTAINERS = frozenset({"model_weights", "params", "batch_stats", "layers", "_layers"})
_CELL = re.compile(r"cell|lstm_cell(_\d+)?")
_KERNELS = frozenset({"kernel", "depthwise_kernel", "recurrent_kernel", "embeddings", "embedding"})
#: One of these is among the keys of Keras and flax.
_WORDS = _KERNELS | {"vars"}
_STATE = frozenset({"running_mean", "running_var", "moving_mean", "moving_var"})
_MXNET_NAME = re.compile(r"(.+?)_(weight|bias|gamma|beta|running_mean|running_var|moving_mean|moving_var)")
_MXNET_CELL = re.compile(r"(?:(.+?)[._])?([lr])(\d+)_([ih])2h_(weight|bias)")
_PADDLE_CELL = re.compile(r"(?:(.+)\.)?(\d+)\.cell(_fw|_bw)?\.((?:weight|bias)_[ih]h)")
#: The variables of a Keras 3 layer by how many axes each has, where the file only counts them.
_COUNTED = {
    (1, 1, 1, 1): ("gamma", "beta", "moving_mean", "moving_variance"),
    (1, 1): ("gamma", "beta"),
    (2, 2, 1): ("kernel", "recurrent_kernel", "bias"),
    (2, 2, 2): ("kernel", "recurrent_kernel", "bias"),  # of a GRU
    (4, 4, 1): ("depthwise_kernel", "pointwise_kernel", "bias"),
    (4, 4): ("depthwise_kernel", "pointwise_kernel"),
}


def state_dicts(checkpoint: Checkpoint) -> list[Subject]:
    """Every part of the checkpoint that may be the state dict of a module, those of other frameworks as torch has them."""
    found = subjects(checkpoint)
    as_named = [subject for subject in found if not subject.is_canonical]  # which would take the framework's own words
    return [*filter(None, map(translated, as_named)), *found]


def is_own(key: str) -> bool:
    """Whether a tensor is the framework's bookkeeping: an optimizer's slot, a counter of saves."""
    return _OWN.match(key) is not None


def translated(subject: Subject) -> Subject | None:
    """The state dict in torch's names and layouts; None if it is torch's own, or of no framework known here."""
    conventions = _conventions(subject)
    if conventions is None:
        return None
    layers = _LAYERS[conventions.framework](subject)
    tensors: dict[str, TensorEntry] = {}
    for name in sorted(layers, key=natural) if conventions.channels_last else layers:
        for variable, entry in _TRANSLATIONS[conventions.framework](name, layers[name]):
            tensors[f"{name}.{variable}" if name else variable] = entry
    if not tensors:
        return None
    made = replace(subject, tensors=tensors, conventions=conventions)
    return _with_usual_names(_flattened_as_torch(made) if conventions.channels_last else made)


def _conventions(subject: Subject) -> Conventions | None:
    form = subject.checkpoint.format
    if form.startswith("paddle"):
        return _PADDLE
    if form.startswith("mxnet"):
        return _MXNET
    if not any(word in subject.text for word in _WORDS):
        return None
    parts = [_parts(key) for key in subject.tensors]
    if any(part[-1] in _KERNELS or part[-2:-1] == ["vars"] for part in parts):
        is_keras = form.startswith(("tensorflow", "hdf5", "keras")) or any(part[-2:-1] == ["vars"] for part in parts)
        return _KERAS if is_keras or any(part[-1].startswith("moving_") for part in parts) else _FLAX
    return None


def _parts(key: str) -> list[str]:
    return _SEPARATOR.split(key.removesuffix(_TF_SUFFIX).removesuffix(":0"))


# which tensor is which variable of which layer


def _keras_layers(subject: Subject) -> Layers:
    """Also of flax: nested names, of which the last is the variable; Keras 3 counts variables instead."""
    layers: dict[str, dict[str, TensorEntry]] = {}
    for key, entry in subject.tensors.items():
        if is_own(key):
            continue
        *names, variable = _parts(key)
        names = [name for name in names if name not in _CONTAINERS]
        if names and names[-1] == "vars":
            names.pop()
        if names and _CELL.fullmatch(names[-1]):
            names.pop()
        kept = [name for index, name in enumerate(names) if index == 0 or name != names[index - 1]]
        layers.setdefault(".".join(kept), {})[variable] = entry
    return with_whole_cells({name: _named(variables) for name, variables in layers.items()})


def _named(variables: Mapping[str, TensorEntry]) -> Mapping[str, TensorEntry]:
    """Variables by their names, where the file has only numbers."""
    if not all(name.isdecimal() for name in variables):
        return variables
    entries = [variables[number] for number in sorted(variables, key=int)]
    axes = tuple(len(entry.shape) for entry in entries)
    names = _COUNTED.get(axes) or (("embeddings",) if axes == (2,) else ("kernel", "bias"))
    return dict(zip(names, entries, strict=False)) if len(entries) <= len(names) else variables


def _paddle_layers(subject: Subject) -> Layers:
    """Names as torch's, save that each layer of a recurrent network has a cell."""
    layers: dict[str, dict[str, TensorEntry]] = {}
    for key, entry in subject.tensors.items():
        name, _, variable = key.rpartition(".")
        if cell := _PADDLE_CELL.fullmatch(key):
            name, variable = cell[1] or "", f"{cell[4]}_l{cell[2]}{'_reverse' if cell[3] == '_bw' else ''}"
        layers.setdefault(name, {})[variable] = entry
    return layers


def _mxnet_layers(subject: Subject) -> Layers:
    """Gluon joins the names of blocks with underscores; files of a symbol have ``arg:`` and ``aux:`` in front."""
    layers: dict[str, dict[str, TensorEntry]] = {}
    for key, entry in subject.tensors.items():
        plain = key.removeprefix("arg:").removeprefix("aux:")
        name, dot, variable = plain.rpartition(".")
        if cell := _MXNET_CELL.fullmatch(plain):
            ending = "_reverse" if cell[2] == "r" else ""
            name, variable = cell[1] or "", f"{cell[5]}_{cell[4]}h_l{cell[3]}{ending}"
        elif not dot and (found := _MXNET_NAME.fullmatch(plain)):
            name, variable = found[1], found[2]
        layers.setdefault(name, {})[variable] = entry
    # A symbol may have the state of a norm whose layer the file lacks.
    return {name: layer for name, layer in layers.items() if not layer.keys() <= _STATE}


_LAYERS: Mapping[str, Callable[[Subject], Layers]] = {
    "Keras": _keras_layers, "flax": _keras_layers, "Paddle": _paddle_layers, "MXNet": _mxnet_layers,
}  # fmt: skip
_TRANSLATIONS: Mapping[str, Callable[[str, Mapping[str, TensorEntry]], Iterator[tuple[str, TensorEntry]]]] = {
    "Keras": keras_layer, "flax": keras_layer, "Paddle": paddle_layer, "MXNet": mxnet_layer,
}  # fmt: skip


# the network as a whole


def _flattened_as_torch(subject: Subject) -> Subject:
    """The first dense layer behind convolutions takes its features by channel first, as torch flattens them."""
    layers = layers_of(subject.signature)
    chain = ordered(layers) if layers else None
    if not chain:
        return subject
    dense = next((index for index, layer in enumerate(chain) if layer.kind == "Linear"), 0)
    channels = next((layer.outputs for layer in reversed(chain[:dense]) if layer.kind.startswith("Conv2d")), 0)
    if not channels:
        return subject
    key = f"{chain[dense].name}.weight"
    entry = subject.tensors[key]
    features = entry.shape[1]
    side = isqrt(features // channels)
    if side <= 1 or side * side * channels != features:
        return subject
    reordered = flattened_by_channel(entry, (side, side, channels))
    return replace(subject, tensors={**subject.tensors, key: reordered})


def _with_usual_names(subject: Subject) -> Subject:
    """A perceptron's layers as ``hidden`` and ``output``: names that a framework made up (``dense0``) mean nothing."""
    layers = layers_of(subject.signature)
    chain = ordered(layers) if layers and all(len(shape) <= 2 for shape in subject.signature.values()) else None
    if not chain or len(chain) < 2 or any(layer.kind != "Linear" for layer in chain):
        return subject
    names = {layer.name: usual for layer, usual in zip(chain, _usual_names(len(chain)), strict=True)}
    tensors = {}
    for key, entry in subject.tensors.items():
        name, _, variable = key.rpartition(".")
        tensors[f"{names[name]}.{variable}"] = entry
    return replace(subject, tensors=tensors)


def _usual_names(count: int) -> Sequence[str]:
    if count == 2:
        return "hidden", "output"
    return *(f"hidden{index}" for index in range(1, count)), "output"
