"""What torch calls the variables of another framework's layer, and how it lays them out.

A kernel that is only transposed is a view of the same bytes; gates that torch has in another order are put together as they
are read.

Layouts: https://keras.io/api/layers/, https://flax.readthedocs.io/en/latest/api_reference/flax.linen/layers.html,
https://www.paddlepaddle.org.cn/documentation/docs/en/api/paddle/nn/Linear_en.html,
https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/gluon/rnn/index.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from math import prod

from inspector.errors import InspectorError
from inspector.sources.storage import MemoryStorage
from inspector.tensors.assembled import Piece, assembled_entry
from inspector.tensors.converted import ConvertedStorage
from inspector.tensors.entries import TensorEntry, contiguous_strides

__all__ = ["Layers", "flattened_by_channel", "keras_layer", "mxnet_layer", "paddle_layer", "with_whole_cells"]

_NORM = {
    "gamma": "weight", "scale": "weight", "beta": "bias", "moving_mean": "running_mean", "moving_variance": "running_var",
    "moving_var": "running_var", "running_mean": "running_mean", "running_var": "running_var", "mean": "running_mean",
    "var": "running_var", "_mean": "running_mean", "_variance": "running_var",
}  # fmt: skip
#: The dense layers that flax keeps for each gate, in the order in which torch has the gates.
_FLAX_CELLS = (("i", "f", "g", "o"), ("r", "z", "n"))

Layers = Mapping[str, Mapping[str, TensorEntry]]


def keras_layer(name: str, variables: Mapping[str, TensorEntry]) -> Iterator[tuple[str, TensorEntry]]:
    """The variables of a layer of Keras or flax, by torch's names. Raises CorruptError for gates that fit no cell."""
    if "recurrent_kernel" in variables:
        is_gru = variables["recurrent_kernel"].shape[-1:] == (3 * variables["recurrent_kernel"].shape[0],)
        yield from _keras_gru(variables) if is_gru else _keras_lstm(variables)
        return
    if "pointwise_kernel" in variables:
        yield from _separable(variables)
        return
    for variable, entry in variables.items():
        if variable in ("kernel", "depthwise_kernel"):
            yield "weight", _kernel(entry, is_depthwise="depthwise" in f"{variable} {name}")
        elif variable in ("embeddings", "embedding"):
            yield "weight", entry
        else:
            yield _NORM.get(variable, variable), entry


def _separable(variables: Mapping[str, TensorEntry]) -> Iterator[tuple[str, TensorEntry]]:
    """A convolution of each channel by itself, and one of 1 x 1 behind it, which has the bias."""
    for variable, entry in variables.items():
        if variable == "depthwise_kernel":
            yield "depthwise.weight", _kernel(entry, is_depthwise=True)
        elif variable == "pointwise_kernel":
            yield "pointwise.weight", _kernel(entry)
        else:
            yield f"pointwise.{variable}", entry


def _keras_gru(variables: Mapping[str, TensorEntry]) -> Iterator[tuple[str, TensorEntry]]:
    """The gates z, r, h are torch's r, z, n in another order; both have two biases (``reset_after``)."""
    for variable, entry in variables.items():
        if variable in ("kernel", "recurrent_kernel"):
            kind = "ih" if variable == "kernel" else "hh"
            yield f"weight_{kind}_l0", _reset_gate_first(_kernel(entry))
        elif variable == "bias" and len(entry.shape) == 2 and entry.shape[0] == 2:
            for index, kind in enumerate(("ih", "hh")):
                bias = entry.region((slice(index, index + 1),))
                one = bias.replace(shape=bias.shape[1:], strides=bias.strides[1:])
                yield f"bias_{kind}_l0", _reset_gate_first(one)
        else:  # the reset gate before the product, which torch has not
            yield variable, entry


def _reset_gate_first(entry: TensorEntry) -> TensorEntry:
    """The first and the second third of the rows in each other's place."""
    size = entry.shape[0] // 3
    parts = [entry.region((slice(start * size, (start + 1) * size),)) for start in (1, 0, 2)]
    return _joined(parts)


def _joined(parts: Sequence[TensorEntry]) -> TensorEntry:
    """Tensors one after another along the first axis. Raises CorruptError for those that do not fit each other."""
    starts = list(accumulate((part.shape[0] for part in parts), initial=0))
    first = parts[0]
    shape = (starts[-1], *first.shape[1:])
    pieces = [Piece((start, *(0 for _ in first.shape[1:])), part) for start, part in zip(starts, parts, strict=False)]
    return assembled_entry(first.path, shape, pieces)


def _dense(view: TensorEntry, shape: tuple[int, ...]) -> TensorEntry:
    """The elements of a view in C order, as a tensor of another shape with as many."""
    storage = ConvertedStorage(view, view.dtype)
    return view.replace(shape=shape, storage=storage, storage_offset=0, strides=contiguous_strides(shape))


def _keras_lstm(variables: Mapping[str, TensorEntry]) -> Iterator[tuple[str, TensorEntry]]:
    """The gates i, f, c, o are torch's i, f, g, o. Keras has one bias, torch the sum of two: the other is zero."""
    for variable, entry in variables.items():
        if variable == "kernel":
            yield "weight_ih_l0", _kernel(entry)
        elif variable == "recurrent_kernel":
            yield "weight_hh_l0", _kernel(entry)
        elif variable == "bias":
            yield "bias_ih_l0", entry
            yield "bias_hh_l0", _zeros(entry, prod(entry.shape))
        else:
            yield variable, entry


def paddle_layer(name: str, variables: Mapping[str, TensorEntry]) -> Iterator[tuple[str, TensorEntry]]:
    """Dense weights are ``[in, out]``; an embedding, which has no bias, is told by its name."""
    for variable, entry in variables.items():
        is_dense = variable == "weight" and len(entry.shape) == 2 and not ("bias" not in variables and "emb" in name)
        yield _NORM.get(variable, variable), _kernel(entry) if is_dense else entry


def mxnet_layer(_: str, variables: Mapping[str, TensorEntry]) -> Iterator[tuple[str, TensorEntry]]:
    """The variables of a layer of MXNet, which has torch's layouts, by torch's names."""
    for variable, entry in variables.items():
        yield _NORM.get(variable, variable), entry


def _kernel(entry: TensorEntry, *, is_depthwise: bool = False) -> TensorEntry:
    """``[spatial..., in, out]`` as ``[out, in, spatial...]``; a depthwise one has ``[spatial..., in, 1]``."""
    axes = len(entry.shape)
    if axes < 2:
        return entry
    last = (axes - 2, axes - 1) if is_depthwise else (axes - 1, axes - 2)
    order = (*last, *range(axes - 2))
    return entry.replace(
        shape=tuple(entry.shape[axis] for axis in order), strides=tuple(entry.strides[axis] for axis in order)
    )


def flattened_by_channel(entry: TensorEntry, image: tuple[int, int, int]) -> TensorEntry:
    """A dense weight ``[out, in]`` that takes an image of height, width and channels, with its channels first."""
    row, step = entry.strides
    height, width, channels = image
    by_channel = entry.replace(
        shape=(entry.shape[0], channels, height, width), strides=(row, step, step * width * channels, step * channels)
    )
    return _dense(by_channel, entry.shape)


def with_whole_cells(layers: Layers) -> Layers:
    """The layers with the gates of each recurrent cell of flax, which are layers there, put together.

    Gates without a bias have zeros: flax has one where torch adds two.
    """
    whole = dict(layers)
    for cell in dict.fromkeys(name.rpartition(".")[0] for name in layers):
        dot = f"{cell}." if cell else ""
        for gates in _FLAX_CELLS:
            sides = {kind: [layers.get(f"{dot}{kind[0]}{gate}") for gate in gates] for kind in ("ih", "hh")}
            if not all(all(of_gate and "kernel" in of_gate for of_gate in side) for side in sides.values()):
                continue
            try:
                variables = {name: entry for kind, side in sides.items() for name, entry in _cell_side(kind, side)}
            except InspectorError:  # gates of different sizes
                continue
            for kind in sides:
                for gate in gates:
                    del whole[f"{dot}{kind[0]}{gate}"]
            whole[cell] = {**whole.get(cell, {}), **variables}
    return whole


def _cell_side(kind: str, gates: Sequence[Mapping[str, TensorEntry] | None]) -> Iterator[tuple[str, TensorEntry]]:
    found = [gate for gate in gates if gate is not None]
    kernels = [_kernel(gate["kernel"]) for gate in found]
    yield f"weight_{kind}_l0", _joined(kernels)
    sizes = [kernel.shape[0] for kernel in kernels]
    like = kernels[0]
    biases = [gate.get("bias") or _zeros(like, size) for gate, size in zip(found, sizes, strict=True)]
    yield f"bias_{kind}_l0", _joined(biases)


def _zeros(like: TensorEntry, size: int) -> TensorEntry:
    """A vector of zeros, of the type of another tensor."""
    storage = MemoryStorage(bytes(like.dtype.nbytes(size)))
    return like.replace(shape=(size,), strides=(1,), storage=storage, storage_offset=0)
