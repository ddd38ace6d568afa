"""Apache MXNet: lists of arrays as 0.9 to 2.0 write them, and the symbol beside them."""

from __future__ import annotations

from inspector.formats.format import Format

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "mxnet", "MXNet arrays", (".params", ".nd"), ((0, b"\x12\x01" + bytes(14)),), "inspector.formats.mxnet.reader",
        recognisers=("inspector.formats.mxnet.pickled:MXNET",),
        about="`mx.nd.save`, `save_parameters`, `save_checkpoint` of 0.9 to 2.0, sparse arrays too; "
        "the operators of the symbol beside them",
    ),
)  # fmt: skip
