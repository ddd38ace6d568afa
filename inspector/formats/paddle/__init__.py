"""PaddlePaddle: what pickles of it look like."""

from __future__ import annotations

from inspector.formats.format import Format
from inspector.formats.pickle import MAGIC

__all__ = ["FORMATS"]

FORMATS = (
    Format(
        "paddle", "PaddlePaddle state dict", (".pdparams", ".pdopt"), MAGIC, "inspector.formats.pickle.reader",
        recogniser="inspector.formats.paddle.pickled:PADDLE", about="`paddle.save`",
    ),
)  # fmt: skip
