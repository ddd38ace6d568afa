"""Which weights each kind of layer of ncnn reads, in which order: nothing in the file of the weights tells them apart.

Source: ``load_param`` and ``load_model`` of each layer in ``src/layer`` of https://github.com/Tencent/ncnn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from msgspec import Struct

__all__ = ["Layer", "Weights", "reads_of"]


class Layer(Struct, frozen=True, gc=False):
    """A line of the description; ``numbers`` are its parameters by their number."""

    kind: str
    name: str
    numbers: Mapping[int, int]

    def get(self, number: int, default: int = 0) -> int:
        """A parameter, which may be left out."""
        return self.numbers.get(number, default)


Weights = list[tuple[str, tuple[int, ...], bool]]
"""What a layer reads: the names, shapes, and whether a number that says how it is stored stands before."""


def reads_of(layer: Layer) -> Weights | None:
    """What a layer reads, which for most kinds is nothing; None for one that reads by rules that are not known here."""
    if layer.kind in _OTHERS or layer.get(_INT8_SCALES.get(layer.kind, -1)):
        return None
    reads = _READS.get(layer.kind)
    return reads(layer) if reads is not None else []


def _product(layer: Layer) -> Weights:
    outputs = layer.get(0)
    return _with_bias(layer, 1, ("weight", (outputs, layer.get(2) // max(outputs, 1)), True), outputs)


def _convolution(layer: Layer) -> Weights:
    if layer.get(19):  # the weights are an input
        return []
    outputs, width = layer.get(0), layer.get(1)
    height = layer.get(11, width)
    sizes: tuple[int, ...] = (height, width)
    if layer.kind.endswith("1D"):
        sizes = (width,)
    elif layer.kind.endswith("3D"):
        sizes = (layer.get(21, width), height, width)
    inputs = layer.get(6) // max(outputs * math.prod(sizes), 1)
    return _with_bias(layer, 5, ("weight", (outputs, inputs, *sizes), True), outputs)


def _embedding(layer: Layer) -> Weights:
    outputs = layer.get(0)
    return _with_bias(layer, 2, ("weight", (layer.get(3) // max(outputs, 1), outputs), True), outputs)


def _with_bias(layer: Layer, number: int, weight: tuple[str, tuple[int, ...], bool], size: int) -> Weights:
    return [weight, ("bias", (size,), False)] if layer.get(number) else [weight]


def _batch_norm(layer: Layer) -> Weights:
    return [(name, (layer.get(0),), False) for name in ("slope", "mean", "variance", "bias")]


def _norm(layer: Layer) -> Weights:
    affine = layer.get(2, 1)
    return [(name, (layer.get(0),), False) for name in ("gamma", "beta")] if affine else []


def _group_norm(layer: Layer) -> Weights:
    return [(name, (layer.get(1),), False) for name in ("gamma", "beta")] if layer.get(3, 1) else []


def _scale(layer: Layer) -> Weights:
    size = layer.get(0)
    return _with_bias(layer, 1, ("scale", (size,), False), size) if size >= 0 else []


def _matrix_product(layer: Layer) -> Weights:
    """Of ``Gemm`` each of A, B and C may be constant."""
    rows, columns, inner = layer.get(7), layer.get(8), layer.get(9)
    a, b = ((inner, rows) if layer.get(2) else (rows, inner)), ((columns, inner) if layer.get(3) else (inner, columns))
    found: Weights = [
        (name, shape, True) for name, number, shape in (("A", 4, a), ("B", 5, b)) if layer.get(number) == 1
    ]
    shapes = {0: (1,), 1: (rows,), 2: (rows, 1), 3: (rows, columns), 4: (columns,)}
    if layer.get(6) == 1 and layer.get(10) in shapes:
        found.append(("C", shapes[layer.get(10)], True))
    return found


def _recurrent(gates: int, biases: int) -> Callable[[Layer], Weights]:
    """Of a layer with so many gates: inputs, biases, the hidden state, and what an LSTM projects that to."""

    def reads(layer: Layer) -> Weights:
        outputs, directions = layer.get(0), 2 if layer.get(2) == 2 else 1
        hidden = layer.get(3, outputs) if layer.kind == "LSTM" else outputs
        inputs = layer.get(1) // max(directions * hidden * gates, 1)
        found: Weights = [
            ("weight_xc", (directions, hidden * gates, inputs), True),
            ("bias_c", (directions, biases, hidden), True),
            ("weight_hc", (directions, hidden * gates, outputs), True),
        ]
        return found if hidden == outputs else [*found, ("weight_hr", (directions, outputs, hidden), True)]

    return reads


def _attention(layer: Layer) -> Weights:
    size = layer.get(0)
    inputs = layer.get(2) // max(size, 1)
    found: Weights = []
    for name, width in (("q", inputs), ("k", layer.get(3, size)), ("v", layer.get(4, size))):
        found += [(f"{name}_weight", (size, width), True), (f"{name}_bias", (size,), False)]
    return [*found, ("out_weight", (inputs, size), True), ("out_bias", (inputs,), False)]


def _data(layer: Layer) -> Weights:
    """``MemoryData``: as many axes as have a size; a lone number has none."""
    sizes = tuple(size for size in (layer.get(2), layer.get(11), layer.get(1), layer.get(0)) if size)
    return [("data", sizes or (1,), layer.get(21, 1) == 0)]


_CONVOLUTIONS = (
    *(f"{kind}{axes}" for kind in ("Convolution", "ConvolutionDepthWise") for axes in ("", "1D", "3D")),
    *(f"{kind}{axes}" for kind in ("Deconvolution", "DeconvolutionDepthWise") for axes in ("", "1D", "3D")),
    "DeformableConv2D",
)
_READS: dict[str, Callable[[Layer], Weights]] = {
    "InnerProduct": _product,
    "Embed": _embedding,
    "BatchNorm": _batch_norm,
    "InstanceNorm": _norm,
    "LayerNorm": _norm,
    "GroupNorm": _group_norm,
    "Scale": _scale,
    "PReLU": lambda layer: [("slope", (layer.get(0),), False)],
    **dict.fromkeys(_CONVOLUTIONS, _convolution),
    "Gemm": _matrix_product,
    "LSTM": _recurrent(4, 4),
    "GRU": _recurrent(3, 4),
    "RNN": _recurrent(1, 1),
    "MultiHeadAttention": _attention,
    "MemoryData": _data,
    "RMSNorm": lambda layer: [("gamma", (layer.get(0),), False)] if layer.get(2, 1) else [],
    "Normalize": lambda layer: [("scale", (layer.get(3),), False)],
    "Padding": lambda layer: [("values", (layer.get(6),), False)] if layer.get(6) else [],
    "Bias": lambda layer: [("bias", (layer.get(0),), False)],
}
#: Layers that read weights by rules that are not known here.
_OTHERS = frozenset({"Quantize", "Dequantize", "Requantize"})
#: The parameter by which scales follow, the number of which depends on the layer.
_INT8_SCALES = {
    "InnerProduct": 8, "Convolution": 8, "ConvolutionDepthWise": 8, "LSTM": 8, "GRU": 8, "RNN": 8, "Gemm": 18, "Embed": 18,
    "MultiHeadAttention": 18,
}  # fmt: skip
