"""The tensors of a transformers model by the layer they are in: names differ by what stands in front of them."""

from __future__ import annotations

import re

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.tensors.entries import TensorEntry

__all__ = ["ModelTensors"]

_PREFIXES = ("model.language_model.", "language_model.model.", "model.", "transformer.", "backbone.", "bert.")
_LAYER = re.compile(r"(?:layers|h|encoder\.layer)\.(\d+)\.(.+)")


class ModelTensors:
    """Tensors by layer ("" outside of layers) and name: ``model.layers.3.mlp.up_proj.weight`` is ``mlp.up_proj`` of "3"."""

    def __init__(self, model: Checkpoint) -> None:
        self._tensors: dict[tuple[str, str], TensorEntry] = {}
        for entry in model.state_tensors:
            key = entry.key
            prefix = next((prefix for prefix in _PREFIXES if key.startswith(prefix)), "")
            layer = _LAYER.fullmatch(key[len(prefix) :])
            self._tensors.setdefault((layer[1], layer[2]) if layer else ("", key[len(prefix) :]), entry)

    def find(self, layer: str, name: str, parameter: str = "") -> TensorEntry | None:
        """The tensor ``name``, or the ``parameter`` of the module called so; None if there is none."""
        return self._tensors.get((layer, f"{name}.{parameter}" if parameter else name))
