"""Chains of layers, each of which takes what the one before gives: multilayer perceptrons and convolutional networks.

Keys tell the layers that have parameters and their sizes. What lies between is inferred: numbers in the keys of an
``nn.Sequential`` tell how many places there are (``0.weight``, ``3.weight``: two), and the size at which channels become
features tells which padding and pooling lead there from an input of a usual size. Which activation it is, and which
pooling, no key tells; they are hyperparameters, and ReLU and maxima where nobody says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import isqrt
from typing import Any

from inspector.architectures.architecture import Architecture, Choices, Params
from inspector.architectures.builtin.layers import NORM_EPS, Layer, layer_keys, layers_of, natural
from inspector.architectures.subject import Shape, Subject

__all__ = ["ACTIVATIONS", "CHAINS", "ordered"]

_BATCH = 2
_MAX_TRIES = 20_000
#: Sizes of input images, the usual ones first; those of one channel are likelier to be MNIST's.
_SIZES = (32, 28, 64, 96, 224, 128, 48, 84, 100, 150, 160, 192, 256, 299)
_SIZE_WITHOUT_LINEAR = 32
#: What stands for each kind of step that no key tells.
_USUAL = {"activation": "relu", "pool": "max"}
#: Activations, the likeliest first; gelu_tanh is the approximation that JAX calls gelu.
ACTIVATIONS = (
    "relu", "tanh", "gelu", "sigmoid", "silu", "gelu_tanh", "elu", "leaky_relu", "selu", "softplus", "mish", "relu6",
    "hardswish", "identity",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to fill the places between the layers of a convolutional network."""

    pools: str  # "each": wherever there is room; "last": only before the linear layers; "none"
    single: str  # what a single free place is: "activation" or "pool"
    padding: str  # "valid", "same", or "first": only the first convolution keeps the size


_CHOICES = tuple(
    _Choice(pools, single, padding)
    for pools, single, padding in product(("each", "last", "none"), ("activation", "pool"), ("valid", "same", "first"))
)


def _infer(subject: Subject) -> Params | None:
    """The hyperparameters of a chain, or None if the layers don't make one."""
    layers = layers_of(subject.signature)
    if layers is None:
        return None
    chain = ordered(layers)
    if chain is None or not any(layer.kind == "Linear" or layer.kind.startswith("Conv") for layer in chain):
        return None
    steps, input_shape = _filled(chain)
    kinds = {step.kind for step in steps}
    usual: dict[str, Any] = {kind: value for kind, value in _USUAL.items() if kind in kinds}
    if any(step.is_norm for step in steps):
        usual["norm_eps"] = subject.conventions.norm_eps
    if any(step.is_norm and other.name == _made_up(step.name, other.kind) for step, other in pairwise(steps)):
        usual["activation_before_norm"] = False
    if any(
        step.kind.startswith("Adaptive") for step in steps
    ):  # no usual size of input and padding leads to the features
        usual["padding"] = "same"
    if subject.conventions.channels_last and _spatial_axes(chain[:1]):
        usual["channels_last"] = True
    return {**usual, "input_shape": input_shape, "layers": [step.record() for step in steps]}


def _choices(params: Params) -> Choices:
    known: dict[str, tuple[Any, ...]] = {
        "activation": ACTIVATIONS,
        "activation_before_norm": (False, True),
        "pool": ("max", "avg"),
        "norm_eps": NORM_EPS,
        "padding": ("same", "valid"),
    }
    return {name: values for name, values in known.items() if name in params}


def _keys(params: Params) -> dict[str, Shape]:
    return layer_keys(params["layers"])


def ordered(layers: list[Layer]) -> list[Layer] | None:
    """The layers in an order in which each fits the one before, or None.

    The file's order is tried first, then that of the names; some writers sort names as text, so that ``output`` may
    stand before ``stem``, and then the sizes must tell.
    """
    by_name = sorted(layers, key=lambda layer: natural(layer.name))
    for order in (layers, by_name):
        chain: list[Layer] = []
        for layer in order:
            fitted = _fitted(chain, layer)
            if fitted is None:
                break
            chain.append(fitted)
        else:
            return chain
    return _searched(by_name) if len(layers) <= 12 else None


def _searched(layers: list[Layer]) -> list[Layer] | None:
    """An order found by trying, as with dominoes."""
    tries = 0

    def extended(chain: list[Layer], rest: list[Layer]) -> list[Layer] | None:
        nonlocal tries
        if not rest:
            return chain
        for index, layer in enumerate(rest):
            tries += 1
            fitted = _fitted(chain, layer)
            if fitted is None or tries > _MAX_TRIES:
                continue
            found = extended([*chain, fitted], rest[:index] + rest[index + 1 :])
            if found is not None:
                return found
        return None

    return extended([], layers)


def _fitted(chain: Sequence[Layer], layer: Layer) -> Layer | None:
    """``layer`` as it is behind ``chain`` (dimensions and groups settled), or None if it can't stand there."""
    if not chain:
        return None if layer.is_norm or layer.kind == "PReLU" else layer
    width = chain[-1].outputs if chain[-1].kind != "PReLU" else _width(chain)
    axes = _spatial_axes(chain)
    if layer.kind == "PReLU":
        return layer if layer.inputs in (1, width) else None
    if layer.kind == "BatchNorm":
        return replace(layer, kind=f"BatchNorm{axes or 1}d") if layer.inputs == width else None
    if layer.kind == "LayerNorm":
        return layer if layer.inputs == width and not axes else None
    if layer.kind == "Linear":
        return layer if _takes(layer.inputs, width, axes) else None
    return _fitted_convolution(layer, width, axes)


def _fitted_convolution(layer: Layer, width: int, axes: int) -> Layer | None:
    if layer.kind != f"Conv{axes}d":
        return None
    if layer.inputs == width:
        return layer
    if layer.inputs == 1 and layer.outputs % width == 0:  # one kernel per channel
        return replace(layer, arguments={**layer.arguments, "in_channels": width, "groups": width})
    return None


def _takes(features: int, width: int, axes: int) -> bool:
    """Whether a linear layer of ``features`` inputs can follow ``width`` features, or channels of some size."""
    if axes == 0:
        return features == width
    side = _side(features, width, axes)
    return side is not None


def _side(features: int, channels: int, axes: int) -> int | None:
    """The length of the axes when ``channels`` channels of equal axes have ``features`` elements."""
    elements, rest = divmod(features, channels)
    if rest or elements == 0:
        return None
    side = {1: elements, 2: isqrt(elements)}.get(axes) or round(elements ** (1 / 3))
    return side if side**axes == elements else None


def _width(chain: Sequence[Layer]) -> int:
    return next(layer.outputs for layer in reversed(chain) if layer.kind != "PReLU")


def _spatial_axes(chain: Sequence[Layer]) -> int:
    """Spatial axes of what the chain gives; 0 for features."""
    last = next(layer for layer in reversed(chain) if layer.kind == "Linear" or layer.kind.startswith("Conv"))
    return 0 if last.kind == "Linear" else int(last.kind[4])


def _filled(chain: list[Layer]) -> tuple[list[Layer], list[int]]:
    """The chain with what has no parameters between its layers, and the shape of an input that it takes."""
    first = chain[0]
    if first.kind == "Linear":
        return list(_steps(chain, _CHOICES[0])), [_BATCH, first.inputs]
    axes = int(first.kind[4])
    linear = next((index for index, layer in enumerate(chain) if layer.kind == "Linear"), None)
    head = [_BATCH, first.inputs * first.arguments.get("groups", 1)]
    if linear is None:
        return list(_steps(chain, _Choice("none", "activation", "same"))), head + [_SIZE_WITHOUT_LINEAR] * axes
    side = _side(chain[linear].inputs, _width(chain[:linear]), axes)
    assert side is not None  # _fitted has seen to it
    for steps, size in _solutions(chain, first):
        if _size_before_features(steps, size) == side:
            return steps, head + [size] * axes
    adapted = []
    for step in _steps(chain, _Choice("none", "activation", "same")):
        if step.kind == "Flatten":
            adapted.append(Layer("adaptive_pool", f"AdaptiveAvgPool{axes}d", {"output_size": side}))
        adapted.append(step)
    return adapted, head + [max(side, _SIZE_WITHOUT_LINEAR)] * axes


def _solutions(chain: list[Layer], first: Layer) -> Iterator[tuple[list[Layer], int]]:
    """Every way to fill the chain, with every usual size of input, the likelier first."""
    sizes = (28, 32, *_SIZES[2:]) if first.inputs == 1 else _SIZES
    numbered = first.name.rpartition(".")[2].isdecimal()
    choices = sorted(_CHOICES, key=lambda choice: _unlikeliness(choice, numbered and first.inputs == 1))
    filled = [list(_steps(chain, choice)) for choice in choices]
    for size in sizes:
        for steps in filled:
            yield steps, size


def _unlikeliness(choice: _Choice, padded_first: bool) -> tuple[int, int]:
    """LeNet for 28 pixels pads its first convolution; written with names, it is usually for 32 and pads nothing."""
    paddings = ("first", "valid", "same") if padded_first else ("valid", "same", "first")
    return ("each", "last", "none").index(choice.pools), paddings.index(choice.padding)


def _steps(chain: list[Layer], choice: _Choice) -> Iterator[Layer]:
    """The layers and what lies between them."""
    activated = False
    for index, (layer, following) in enumerate(pairwise([*chain, None])):
        assert layer is not None
        if layer.kind == "PReLU":
            activated = True
        elif not layer.is_norm:
            activated = False
        yield _padded(layer, choice, index == 0)
        if following is not None:
            fillers = _fillers(layer, following, choice, activated=activated, chain=chain[: index + 1])
            activated = activated or any(filler.kind == "activation" for filler in fillers)
            yield from fillers


def _padded(layer: Layer, choice: _Choice, is_first: bool) -> Layer:
    if not layer.kind.startswith("Conv"):
        return layer
    keeps = choice.padding == "same" or (choice.padding == "first" and is_first)
    padding = [size // 2 if keeps else 0 for size in layer.arguments["kernel_size"]]
    return replace(layer, arguments={**layer.arguments, "padding": padding})


def _fillers(
    layer: Layer, following: Layer, choice: _Choice, *, activated: bool, chain: Sequence[Layer]
) -> list[Layer]:
    """What stands between two layers: as much as there are places for, or what there would be if nothing tells."""
    axes = _spatial_axes(chain)
    crossing = bool(axes) and following.kind == "Linear"
    places = _places(layer.name, following.name)
    kinds: list[str] = []
    weighted = not following.is_norm and following.kind != "PReLU"
    if not activated and (weighted or places):
        kinds.append("activation")
    if axes and weighted and (choice.pools == "each" or (choice.pools == "last" and crossing)):
        kinds.append("pool")
    if places is not None:
        room = len(places) - crossing
        if room < len(kinds):
            kinds = [choice.single] if room == 1 and choice.single in kinds else kinds[: max(room, 0)]
        kinds += ["Identity"] * (room - len(kinds))
    if crossing:
        kinds.append("Flatten")
    names = list(places or ())
    named = [names.pop(0) if names else _made_up(layer.name, kind) for kind in kinds]
    return [
        Layer(name, kind, {"axes": axes} if kind == "pool" else {}) for name, kind in zip(named, kinds, strict=True)
    ]


def _made_up(name: str, kind: str) -> str:
    """The name of a step behind the layer ``name`` that no key tells, nor any free number."""
    return f"{name}_{kind.lower()}"


def _places(name: str, following: str) -> list[str] | None:
    """The names free between two numbered layers of one ``nn.Sequential``; None if these are not."""
    parent, _, number = name.rpartition(".")
    other, _, next_number = following.rpartition(".")
    if parent != other or not (number.isdecimal() and next_number.isdecimal() and int(number) < int(next_number)):
        return None
    dot = f"{parent}." if parent else ""
    return [f"{dot}{index}" for index in range(int(number) + 1, min(int(next_number), int(number) + 17))]


def _size_before_features(steps: Sequence[Layer], size: int) -> int:
    """The length of the axes where they are flattened; 0 if nothing is left of them."""
    for step in steps:
        if step.kind == "Flatten":
            break
        if step.kind == "pool":
            size //= 2
        elif step.kind.startswith("Conv"):
            size += 2 * step.arguments["padding"][0] - step.arguments["kernel_size"][0] + 1
        if size <= 0:
            return 0
    return size


def _weighted(params: Params) -> list[tuple[str, str, Mapping[str, Any]]]:
    """Name, class and arguments of the linear and convolutional layers."""
    return [
        (name, kind, arguments) for name, kind, arguments in params["layers"] if kind == "Linear" or kind[:4] == "Conv"
    ]


def _is_hidden_and_output(params: Params) -> bool:
    names = [name for name, _, _ in _weighted(params)]
    hidden = [name.removeprefix("hidden").lstrip("_") for name in names[:-1]]
    return bool(hidden) and names[-1] == "output" and all(not rest or rest.isdecimal() for rest in hidden) and not (
        _has_convolutions(params)
    )  # fmt: skip


def _is_two_linear(params: Params) -> bool:
    return [kind for _, kind, _ in params["layers"] if kind != "activation"] == ["Linear", "Linear"]


def _is_lenet(params: Params) -> bool:
    outputs = [arguments.get("out_channels") or arguments.get("out_features") for _, _, arguments in _weighted(params)]
    return outputs[:-1] == [6, 16, 120, 84] and _has_convolutions(params)


def _is_conv_pool_linear(params: Params) -> bool:
    kinds = {kind for _, kind, _ in params["layers"]}
    numbered = [name.removeprefix("model.").isdecimal() for name, _, _ in _weighted(params)]
    return all(numbered) and params["layers"][0][0].startswith("model.") and {"Conv2d", "Linear", "pool"} <= kinds


def _has_convolutions(params: Params) -> bool:
    return any(kind.startswith("Conv") for _, kind, _ in params["layers"])


def _family(name: str, title: str, accepts: Callable[[Params], bool], rank: int) -> Architecture:
    def infer(subject: Subject) -> Params | None:
        params = _infer(subject)
        return params if params is not None and accepts(params) else None

    return Architecture(
        name, title, infer, "inspector.architectures.builds.chain:build", _keys, rank=rank, choices=_choices
    )


#: The families; the first ones are special cases of the last two, under the names people know them by.
CHAINS = (
    _family("mlp", "multilayer perceptron with hidden and output layers", _is_hidden_and_output, 3),
    _family("lenet", "LeNet", _is_lenet, 3),
    _family("conv-pool-linear", "convolutions, pooling and linear layers under model", _is_conv_pool_linear, 3),
    _family("two-linear", "two linear layers", _is_two_linear, 2),
    _family("sequential-mlp", "linear layers in a row", lambda params: not _has_convolutions(params), 1),
    _family("sequential-cnn", "convolutional and linear layers in a row", _has_convolutions, 1),
)
