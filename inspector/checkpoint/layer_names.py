"""The names that authors gave to the layers of a Keras model.

Keras 3 keeps the variables of a layer in a group named after its class (``layers/conv2d_1/vars``), and the layer's own name
as an attribute of that group. Source: ``_save_state`` in ``keras/src/saving/saving_lib.py`` of
https://github.com/keras-team/keras.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspector.tensors.entries import Path

__all__ = ["layer_names"]

_ATTRIBUTE = ("vars", "name")


def layer_names(metadata: Mapping[str, Any]) -> dict[Path, str]:
    """The name of each layer by the path of the group of its variables, from the attributes among a file's ``metadata``.

    Layers whose group has their name already are left out.
    """
    found: dict[Path, str] = {}
    for place, name in metadata.items():
        path = tuple(place.split("/"))
        if path[-2:] == _ATTRIBUTE and isinstance(name, str) and name and name not in path[-3:-2]:
            found[path[:-1]] = name
    return found
