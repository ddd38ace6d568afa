"""A neural network of Core ML: layers with weights in the message.

Source: ``mlmodel/format/NeuralNetwork.proto`` of https://github.com/apple/coremltools.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, unreadable_tensor
from inspector.sources.protobuf import BYTES, VARINT, Field, Message
from inspector.sources.storage import Storage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides

__all__ = ["read_layers"]

_CONVOLUTION, _PRODUCT, _EMBEDDING, _BATCH_NORM, _SCALE, _BIAS, _CONSTANT = 100, 140, 150, 160, 245, 250, 290
_FLOATS, _HALVES = 1, 2

#: Axes of a shape or kernel are few; what is longer under their number is no such list.
_MAX_LIST_NBYTES = 256

Shape = tuple[int, ...]
_Numbers = dict[int, list[int]]
#: Name and shape of the weights in a layer, by the number of their field.
_Shapes = dict[int, tuple[str, Shape]]


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
            elif part.number in _KINDS:
                shapes, lists = _KINDS[part.number]
                parameters = layer.message(part)
                numbers, messages = _parts(parameters, lists)
                for number, (what, shape) in shapes(numbers).items():
                    if number not in messages:
                        continue
                    try:
                        entries.append(_entry(name, what, parameters.message(messages[number]), shape))
                    except CheckpointError as error:
                        findings.append(unreadable_tensor(f"{name}.{what}", error.reason))
    return entries, findings


def _parts(parameters: Message, lists: tuple[int, ...]) -> tuple[_Numbers, dict[int, Field]]:
    """The fields of a layer's parameters that are numbers, or ``lists`` of them, and those that are messages."""
    numbers: _Numbers = {}
    messages = {}
    for field in parameters:
        if field.wire_type == VARINT or (field.number in lists and field.nbytes < _MAX_LIST_NBYTES):
            numbers.setdefault(field.number, []).extend(parameters.integers_of(field))
        elif field.wire_type == BYTES:
            messages[field.number] = field
    return numbers, messages


def _convolution(numbers: _Numbers) -> _Shapes:
    outputs, inputs = _one(numbers, 1), _one(numbers, 2)
    kernel = numbers.get(20, [3, 3])
    is_transposed = _one(numbers, 60)
    axes = (inputs, outputs // max(_one(numbers, 10), 1)) if is_transposed else (outputs, inputs)
    return {90: ("weights", (*axes, *kernel)), 91: ("bias", (outputs,))}


def _product(numbers: _Numbers) -> _Shapes:
    inputs, outputs = _one(numbers, 1), _one(numbers, 2)
    return {20: ("weights", (outputs, inputs)), 21: ("bias", (outputs,))}


def _batch_norm(numbers: _Numbers) -> _Shapes:
    channels = (_one(numbers, 1),)
    return {15: ("gamma", channels), 16: ("beta", channels), 17: ("mean", channels), 18: ("variance", channels)}


def _scale(numbers: _Numbers) -> _Shapes:
    return {2: ("scale", tuple(numbers.get(1, []))), 5: ("bias", tuple(numbers.get(4, [])))}


def _constant(numbers: _Numbers) -> _Shapes:
    return {2: ("data", tuple(numbers.get(1, [])))}


def _one(numbers: _Numbers, number: int) -> int:
    return numbers.get(number, [0])[-1]


#: By the field that a layer's parameters are: what its weights are called and their shapes, and which fields are lists.
_KINDS: dict[int, tuple[Callable[[_Numbers], _Shapes], tuple[int, ...]]] = {
    _CONVOLUTION: (_convolution, (20,)), _PRODUCT: (_product, ()), _EMBEDDING: (_product, ()),
    _BATCH_NORM: (_batch_norm, ()), _SCALE: (_scale, (1, 4)), _BIAS: (_constant, (1,)), _CONSTANT: (_constant, (1,)),
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
