"""Models of timm, by the name ``timm.create_model`` knows them under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import timm
from timm.models import get_pretrained_cfg
from torch import nn

from inspector.errors import SelectionError

__all__ = ["build", "names"]

_IMAGE = (3, 224, 224)


def build(params: Mapping[str, Any]) -> nn.Module:
    """``params`` has the ``name``, and ``num_classes`` and ``in_chans`` where those are not the usual ones."""
    if not timm.is_model(params["name"]):  # such as "hf-hub:...", for which timm would ask the network
        raise SelectionError(f"timm {timm.__version__} has no model {params['name']}")
    arguments = {name: params[name] for name in ("num_classes", "in_chans") if name in params}
    module: nn.Module = timm.create_model(params["name"], pretrained=False, **arguments)
    return module


def names() -> dict[str, list[int]]:
    """The names of all models, and the shape of an input for each."""
    found = {}
    for name in timm.list_models():
        config = get_pretrained_cfg(name)
        found[name] = [1, *(config.input_size if config is not None else _IMAGE)]
    return found
