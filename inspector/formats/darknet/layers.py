"""The layers of a ``.cfg``: which weights each has, in the order in which they are saved.

The number of inputs of a layer follows from the layers before it, so that their sizes are followed.

Source: ``src/parser.c`` (``parse_network_cfg``, ``load_convolutional_weights`` and the like) of
https://github.com/pjreddie/darknet, and its fork https://github.com/AlexeyAB/darknet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from inspector.errors import CorruptError, UnsupportedError
from inspector.text import printable, shortened

__all__ = ["Layer", "layers_of", "sections_of"]

_SECTION = re.compile(r"\[([\w-]{1,40})\]", re.ASCII)
#: Larger numbers are of no layer; products of a few of them stay exact and small.
_MOST = 1 << 24
#: Layers without weights that leave sizes as they are.
_PLAIN = frozenset({
    "shortcut", "dropout", "softmax", "cost", "yolo", "gaussian_yolo", "region", "detection", "activation", "logistic",
    "lrn", "normalization", "l2norm", "scale_channels", "sam", "iseg", "empty", "silence", "contrastive",
})  # fmt: skip

Options = Mapping[str, str]
Size = tuple[int, int, int]


class Layer(NamedTuple):
    """A layer with weights: its number, its kind, and the name and shape of each."""

    number: int
    kind: str
    weights: list[tuple[str, tuple[int, ...]]]


def sections_of(text: str) -> list[tuple[str, dict[str, str]]]:
    """The sections of a ``.cfg``, each with its options."""
    sections: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        stripped = line.strip()
        if match := _SECTION.fullmatch(stripped):
            sections.append((match[1].lower(), {}))
        elif "=" in stripped and sections and stripped[0] not in "#;":
            name, _, value = stripped.partition("=")
            sections[-1][1][name.strip()] = value.strip()
    return sections


def layers_of(sections: list[tuple[str, dict[str, str]]]) -> Iterator[Layer]:
    """The layers that have weights, in the order of the file.

    Raises UnsupportedError at the first of a kind whose weights are not known here, CorruptError at one that makes no sense.
    """
    if not sections or sections[0][0] not in ("net", "network"):
        raise CorruptError("does not begin with [net]")
    net = sections[0][1]
    sizes: list[Size] = []
    size = _number(net, "height", 0), _number(net, "width", 0), _number(net, "channels", 3)
    for number, (kind, options) in enumerate(sections[1:]):
        size, weights = _layer(kind, options, size, sizes)
        if max(size) > _MOST:
            raise CorruptError(f"has a layer {number} of impossible sizes")
        sizes.append(size)
        if weights:
            yield Layer(number, kind, weights)


def _layer(
    kind: str, options: Options, size: Size, sizes: list[Size]
) -> tuple[Size, list[tuple[str, tuple[int, ...]]]]:
    """What size a layer gives, and its weights."""
    height, width, channels = size
    stride = max(1, _number(options, "stride", 1))
    if kind in ("convolutional", "conv"):
        filters, extent = _number(options, "filters", 1), _number(options, "size", 1)
        padding = extent // 2 if _number(options, "pad", 0) else _number(options, "padding", 0)
        shape = (filters, channels // max(1, _number(options, "groups", 1)), extent, extent)
        given = _convolved(height, extent, padding, stride), _convolved(width, extent, padding, stride), filters
        return given, [("biases", (filters,)), *_normalized(options, filters), ("weights", shape)]
    if kind in ("connected", "conn"):
        outputs = _number(options, "output", 1)
        weights = [("biases", (outputs,)), ("weights", (outputs, height * width * channels))]
        return (1, 1, outputs), [*weights, *_normalized(options, outputs)]
    if kind == "batchnorm":
        return size, [(name, (channels,)) for name in ("scales", "rolling_mean", "rolling_variance")]
    if kind in ("maxpool", "max", "local_avgpool"):
        extent = _number(options, "size", stride)
        padding = _number(options, "padding", extent - 1)
        return ((height + padding - extent) // stride + 1, (width + padding - extent) // stride + 1, channels), []
    if kind in ("avgpool", "avg"):
        return (1, 1, channels), []
    if kind == "upsample":
        return (height * stride, width * stride, channels), []
    if kind in ("reorg", "reorg3d"):
        return (height // stride, width // stride, channels * stride * stride), []
    if kind == "crop":
        return (_number(options, "crop_height", 1), _number(options, "crop_width", 1), channels), []
    if kind == "route":
        return _routed(options, sizes), []
    if kind in _PLAIN:
        return size, []
    raise UnsupportedError(
        f"has a layer of the kind {shortened(printable(kind), 40)}, whose weights are not known here"
    )


def _convolved(extent: int, kernel: int, padding: int, stride: int) -> int:
    return max(0, (extent + 2 * padding - kernel) // stride + 1)


def _normalized(options: Options, count: int) -> list[tuple[str, tuple[int, ...]]]:
    if not _number(options, "batch_normalize", 0):
        return []
    return [(name, (count,)) for name in ("scales", "rolling_mean", "rolling_variance")]


def _routed(options: Options, sizes: list[Size]) -> Size:
    """Layers side by side, or one of the groups of their channels."""
    channels = 0
    first: Size | None = None
    for text in options.get("layers", "").split(",")[:_MOST]:
        number = _parsed(text)
        number += len(sizes) if number < 0 else 0
        if not 0 <= number < len(sizes):
            raise CorruptError(f"takes the layer {shortened(printable(text), 40)}, which it does not have")
        first = first or sizes[number]
        channels += sizes[number][2]
    if first is None:
        raise CorruptError("has a route from no layer")
    return first[0], first[1], channels // max(1, _number(options, "groups", 1))


def _number(options: Options, name: str, default: int) -> int:
    text = options.get(name)
    number = default if text is None else _parsed(text)
    if not 0 <= number <= _MOST:
        raise CorruptError(f"has the impossible {name} {number}")
    return number


def _parsed(text: str) -> int:
    match = re.fullmatch(r"\s*([+-]?\d{1,9})\s*(?:[#;].*)?", text, re.ASCII)
    if match is None:
        raise CorruptError(f"has '{shortened(printable(text.strip()), 40)}' in the place of a number")
    return int(match[1])
