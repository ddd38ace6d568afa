"""A neural network of Core ML: layers with weights in the message.

Source: ``mlmodel/format/NeuralNetwork.proto`` of https://github.com/apple/coremltools.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Finding, Severity, unreadable_tensor
from inspector.sources.protobuf import Message, integers_in, signed
from inspector.sources.protobuf_levels import Level, scan
from inspector.sources.storage import ByteRange, Storage
from inspector.tensors.dtypes import DType, dtype_named
from inspector.tensors.entries import TensorEntry, contiguous_strides

__all__ = ["read_layers"]

_CONVOLUTION, _PRODUCT, _EMBEDDING, _BATCH_NORM, _SCALE, _BIAS, _CONSTANT = 100, 140, 150, 160, 245, 250, 290
_RECURRENT, _GRU, _EMBEDDING_ND, _MATMUL, _CONSTANT_ND, _LAYER_NORM = 400, 410, 1040, 1045, 1070, 1350
_CONVOLUTION_3D = 1471
#: Kinds of layers whose weights lie deeper, and are not read.
_OTHERS = {420: "uniDirectionalLSTM", 430: "biDirectionalLSTM", 500: "custom"}
#: The fields of a ``WeightParams`` that are read.
_DTYPES = {1: dtype_named("float32"), 2: dtype_named("float16")}
#: The fields of a layer's parameters that are single numbers.
_SINGLE = (1, 2, 10, 60)
#: What a row of the scan is, times this, and the number of the field.
_FIELDS = 1 << 11
_LAYER, _NAME, _KIND, _NUMBER, _LIST, _WEIGHTS, _ELEMENTS, _BROKEN, _END, _OTHER = range(10)

#: Axes of a shape or kernel are few; what is longer under their number is no such list.
_MAX_LIST_NBYTES = 256

Shape = tuple[int, ...]
_Numbers = dict[int, list[int]]


@dataclass(slots=True)
class _Weights:
    """A ``WeightParams``: the type of its numbers and where in the file they lie, or why it can't be read."""

    dtype: DType | None = None
    place: tuple[int, int] = (0, 0)
    error: CheckpointError | None = None


#: Name and shape of the weights in a layer, by the number of their field.
_Shapes = dict[int, tuple[str, Shape]]


def read_layers(network: Message) -> tuple[list[TensorEntry], list[Finding]]:
    """The weights of the layers that are known here, below the names of these; a finding for those that can't be read."""
    entries: list[TensorEntry] = []
    others: Counter[str] = Counter()
    findings: list[Finding] = []
    name, parameters = "", _Parameters(0)
    for row, value, nbytes in scan(network, _NETWORK):
        what, number = divmod(row, _FIELDS)
        if what == _LAYER:
            name = ""
        elif what == _NAME:
            name = value.decode("utf-8", "replace")
        elif what == _KIND:
            parameters = _Parameters(number)
        elif what == _OTHER:
            others[_OTHERS[number]] += 1
        elif what != _END:
            parameters.add(what, number, value, nbytes, network)
        else:
            for part, weights, shape in parameters.parts():
                try:
                    entries.append(_entry((name, part), weights, shape, network.storage))
                except CheckpointError as error:
                    findings.append(unreadable_tensor(f"{name}.{part}", error.reason))
    for kind, count in others.items():
        message = f"The weights of the layers of kind {kind} are not read; the model has {count:,}."
        findings.append(Finding(Severity.WARNING, "layers-unread", message))
    return entries, findings


class _Parameters:
    """The parameters of a layer of one kind: its numbers, or lists of them, and its weights, by their fields."""

    def __init__(self, kind: int) -> None:
        self._kind = kind
        self._numbers: _Numbers = {}
        self._weights: dict[int, _Weights] = {}
        self._current = _Weights()

    def add(self, what: int, number: int, value: Any, nbytes: int, network: Message) -> None:
        """Take note of a row of the scan. Raises CorruptError for a list that is none of numbers."""
        if what == _NUMBER:
            self._numbers.setdefault(number, []).append(signed(value))
        elif what == _WEIGHTS:
            self._current = self._weights[number] = _Weights()
        elif what == _ELEMENTS:
            if self._current.dtype is None:
                self._current.dtype, self._current.place = _DTYPES[number], (value, nbytes)
        elif what == _BROKEN:
            self._current.error = value
        elif nbytes < _MAX_LIST_NBYTES:
            self._numbers.setdefault(number, []).extend(integers_in(network.window.read(value, nbytes)))

    def parts(self) -> list[tuple[str, _Weights, Shape]]:
        """What the weights that are there are called, and their shapes."""
        shapes = _KINDS[self._kind][0](self._numbers)
        return [
            (part, self._weights[number], shape) for number, (part, shape) in shapes.items() if number in self._weights
        ]


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


def _convolution_3d(numbers: _Numbers) -> _Shapes:
    outputs, inputs, groups = _one(numbers, 1), _one(numbers, 2), max(_one(numbers, 10), 1)
    axes = (inputs, outputs // groups) if _one(numbers, 86) else (outputs, inputs // groups)
    return {60: ("weights", (*axes, *(_one(numbers, number) for number in (20, 21, 22)))), 61: ("bias", (outputs,))}


def _matmul(numbers: _Numbers) -> _Shapes:
    rows, columns = _one(numbers, 5), _one(numbers, 6)
    return {8: ("weights", (columns, rows)), 9: ("bias", (columns,))}


def _layer_norm(numbers: _Numbers) -> _Shapes:
    shape = tuple(numbers.get(1, []))
    return {3: ("gamma", shape), 4: ("beta", shape)}


def _recurrent(numbers: _Numbers) -> _Shapes:
    inputs, outputs = _one(numbers, 1), _one(numbers, 2)
    return {
        30: ("weightMatrix", (outputs, inputs)), 31: ("recursionMatrix", (outputs, outputs)), 32: ("biasVector", (outputs,)),
    }  # fmt: skip


def _gru(numbers: _Numbers) -> _Shapes:
    shapes = _recurrent(numbers).values()
    return {
        first + place: (f"{gate}Gate{part[0].upper()}{part[1:]}", shape)
        for first, (part, shape) in zip((30, 50, 70), shapes, strict=True)
        for place, gate in enumerate(("update", "reset", "output"))
    }


def _one(numbers: _Numbers, number: int) -> int:
    return numbers.get(number, [0])[-1]


#: By the field that a layer's parameters are: what its weights are called and their shapes, and which fields are lists.
_KINDS: dict[int, tuple[Callable[[_Numbers], _Shapes], tuple[int, ...]]] = {
    _CONVOLUTION: (_convolution, (20,)), _PRODUCT: (_product, ()), _EMBEDDING: (_product, ()),
    _BATCH_NORM: (_batch_norm, ()), _SCALE: (_scale, (1, 4)), _BIAS: (_constant, (1,)), _CONSTANT: (_constant, (1,)),
    _RECURRENT: (_recurrent, ()), _GRU: (_gru, ()), _EMBEDDING_ND: (_product, ()), _MATMUL: (_matmul, (5, 6)),
    _CONSTANT_ND: (_constant, (1,)), _LAYER_NORM: (_layer_norm, (1,)), _CONVOLUTION_3D: (_convolution_3d, (20, 21, 22, 86)),
}  # fmt: skip


def _parameters(kind: int) -> Level:
    """What is wanted of a layer's parameters."""
    shapes, lists = _KINDS[kind]
    elements = {number: _ELEMENTS * _FIELDS + number for number in _DTYPES}
    levels = {
        number: Level(places=elements, begin=_WEIGHTS * _FIELDS + number, broken=_BROKEN * _FIELDS)
        for number in shapes({})
    }
    return Level(
        numbers={number: _NUMBER * _FIELDS + number for number in (*_SINGLE, *lists)},
        places={number: _LIST * _FIELDS + number for number in lists},
        levels=levels,
        begin=_KIND * _FIELDS + kind,
        end=_END * _FIELDS,
    )


_NETWORK = Level(
    levels={
        1: Level(
            texts={1: _NAME * _FIELDS},
            levels={kind: _parameters(kind) for kind in _KINDS}
            | {kind: Level(begin=_OTHER * _FIELDS + kind) for kind in _OTHERS},
            begin=_LAYER * _FIELDS,
        )
    }
)


def _entry(path: tuple[str, str], weights: _Weights, shape: Shape, file: Storage) -> TensorEntry:
    if weights.dtype is None:
        raise weights.error or UnsupportedError("is quantised, which is not decoded")
    (start, nbytes), dtype = weights.place, weights.dtype
    if min(shape, default=0) < 0 or nbytes != dtype.nbytes(math.prod(shape)):
        raise CorruptError(f"has {nbytes:,} bytes of data for the shape {shape}")
    return TensorEntry(path, dtype, shape, contiguous_strides(shape), ByteRange(file, start, nbytes))
