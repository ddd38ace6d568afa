"""A neural network of Core ML: layers with weights in the message.

Source: ``mlmodel/format/NeuralNetwork.proto`` of https://github.com/apple/coremltools.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, unreadable_tensor
from inspector.sources.protobuf import VARINT, Message
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides

__all__ = ["read_layers"]

_CONVOLUTION, _PRODUCT, _EMBEDDING, _BATCH_NORM, _SCALE, _BIAS, _CONSTANT = 100, 140, 150, 160, 245, 250, 290
_FLOATS, _HALVES = 1, 2

Shape = tuple[int, ...]


def read_layers(network: Message) -> tuple[list[TensorEntry], list[Finding]]:
    """The weights of the layers that are known here, below the names of these; a finding for those that can't be read."""
    entries: list[TensorEntry] = []
    findings: list[Finding] = []
    for field in network:
        if field.number != 1:
            continue
        layer = network.message(field)
        name = ""
        for part in layer:
            if part.number == 1:
                name = layer.text_of(part)
            elif part.number in _WEIGHTS:
                for what, weights, shape in _WEIGHTS[part.number](layer.message(part)):
                    try:
                        entries.append(_entry(name, what, weights, shape))
                    except CheckpointError as error:
                        findings.append(unreadable_tensor(f"{name}.{what}", error.reason))
    return entries, findings


def _numbers(message: Message) -> dict[int, list[int]]:
    """The fields of a layer that are numbers, or lists of them."""
    found: dict[int, list[int]] = {}
    for field in message:
        if field.wire_type == VARINT or (field.number in (1, 4, 20) and field.nbytes < 256):
            found.setdefault(field.number, []).extend(message.integers_of(field))
    return found


def _messages(message: Message, names: dict[int, str]) -> Iterator[tuple[str, Message]]:
    return ((names[field.number], message.message(field)) for field in message if field.number in names)


def _convolution(layer: Message) -> Iterator[tuple[str, Message, Shape]]:
    numbers = _numbers(layer)
    outputs, inputs = _one(numbers, 1), _one(numbers, 2)
    kernel = tuple(numbers.get(20, [3, 3]))
    is_transposed = _one(numbers, 60)
    axes = (inputs, outputs // max(_one(numbers, 10), 1)) if is_transposed else (outputs, inputs)
    shape = (*axes, *kernel)
    for name, weights in _messages(layer, {90: "weights", 91: "bias"}):
        yield name, weights, shape if name == "weights" else (outputs,)


def _product(layer: Message) -> Iterator[tuple[str, Message, Shape]]:
    numbers = {field.number: field.value for field in layer if field.wire_type == VARINT}
    inputs, outputs = numbers.get(1, 0), numbers.get(2, 0)
    for name, weights in _messages(layer, {20: "weights", 21: "bias"}):
        yield name, weights, (outputs, inputs) if name == "weights" else (outputs,)


def _batch_norm(layer: Message) -> Iterator[tuple[str, Message, Shape]]:
    channels = next((field.value for field in layer if field.number == 1), 0)
    for name, weights in _messages(layer, {15: "gamma", 16: "beta", 17: "mean", 18: "variance"}):
        yield name, weights, (channels,)


def _scale(layer: Message) -> Iterator[tuple[str, Message, Shape]]:
    numbers = _numbers(layer)
    for name, weights in _messages(layer, {2: "scale", 5: "bias"}):
        yield name, weights, tuple(numbers.get(1 if name == "scale" else 4, []))


def _constant(layer: Message) -> Iterator[tuple[str, Message, Shape]]:
    shape = tuple(_numbers(layer).get(1, []))
    for name, weights in _messages(layer, {2: "data"}):
        yield name, weights, shape


def _one(numbers: dict[int, list[int]], number: int) -> int:
    return numbers.get(number, [0])[-1]


_WEIGHTS = {
    _CONVOLUTION: _convolution, _PRODUCT: _product, _EMBEDDING: _product, _BATCH_NORM: _batch_norm, _SCALE: _scale,
    _BIAS: _constant, _CONSTANT: _constant,
}  # fmt: skip


def _entry(layer: str, name: str, weights: Message, shape: Shape) -> TensorEntry:
    storage, dtype = _elements(weights)
    if min(shape, default=0) < 0 or storage.nbytes != dtype.nbytes(math.prod(shape)):
        raise CorruptError(f"has {storage.nbytes:,} bytes of data for the shape {shape}")
    return TensorEntry((layer, name), dtype, shape, contiguous_strides(shape), storage)


def _elements(weights: Message) -> tuple[Storage, DType]:
    """The numbers of a ``WeightParams``."""
    for field in weights:
        if field.number == _FLOATS:
            return weights.storage_of(field), dtype_named("float32")
        if field.number == _HALVES:
            return weights.storage_of(field), dtype_named("float16")
    raise UnsupportedError("is quantised, which is not decoded")
