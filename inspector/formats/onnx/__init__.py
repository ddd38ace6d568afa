"""ONNX: models with their initializers and constants, and files of a single tensor."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

#: A protobuf message whose first field has the number 1, and is a number or bytes.
_MESSAGE = ((0, b"\x08"), (0, b"\x0a"))

FORMATS = (
    Format(
        "onnx", "ONNX", (".onnx",), _MESSAGE, "inspector.formats.onnx.reader",
        part_names=((r"(.+)\.onnx[._]data(?:_\d+)?", r"\1.onnx"),),
        about="any writer: initializers raw, typed, sparse or in files beside the model, "
        "constants in nodes, subgraphs and functions; "
        "every type from `float64` to `int2`; operators, inputs and outputs",
    ),
    Format(
        "onnx-tensor", "ONNX tensor", (".pb",), _MESSAGE, "inspector.formats.onnx.tensor_file",
        about="the tensors of ONNX's test data",
    ),
)  # fmt: skip
