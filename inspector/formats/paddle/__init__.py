"""PaddlePaddle: what pickles of it look like, tensors in binary, and the programs of inference models."""

from __future__ import annotations

from inspector.formats.format import Format
from inspector.formats.pickle import MAGIC

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "paddle", "PaddlePaddle state dict", (".pdparams", ".pdopt"), MAGIC, "inspector.formats.pickle.reader",
        recognisers=("inspector.formats.paddle.pickled:PADDLE",),
        about="`paddle.save` of 2 and 3, in slices and in binary too, bfloat16 as what it is",
    ),
    Format(
        "paddle-inference", "Paddle parameters", (".pdiparams", ".pdtensor"), ((0, bytes(4)),),
        "inspector.formats.paddle.streams",
        about="the parameters of inference models, under the names of the program beside them",
    ),
    Format(
        "paddle-model", "Paddle program", (".pdmodel", ".json"), ((0, b"\x0a"), (0, b"{")), "inspector.formats.paddle.model",
        about="inference models with the parameters beside them; no operators",
    ),
)  # fmt: skip
