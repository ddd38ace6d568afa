"""Models of torchvision, by the name ``torchvision.models.get_model`` knows them under."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from torch import nn
from torchvision import models

__all__ = ["build", "names"]

#: Families whose names are not those of one file: quantised ones hold packed weights, optical flow takes two images.
_SKIPPED = ("quantization", "optical_flow")


def build(params: Mapping[str, Any]) -> nn.Module:
    """``params`` has the ``name``, and ``num_classes`` where that is not the usual one. Nothing is downloaded."""
    arguments: dict[str, Any] = {"weights": None}
    if "num_classes" in params:
        arguments["num_classes"] = params["num_classes"]
    if "weights_backbone" in inspect.signature(models.get_model_builder(params["name"])).parameters:
        arguments["weights_backbone"] = None
    module: nn.Module = models.get_model(params["name"], **arguments)
    return module


def names() -> dict[str, list[int]]:
    """The names of all models, and the shape of an input for each."""
    found = {}
    for name in models.list_models():
        module = models.get_model_builder(name).__module__
        if any(skipped in module for skipped in _SKIPPED):
            continue
        if "video" in module:
            found[name] = [1, 3, 16, 224, 224] if "mvit" in name or "swin" in name else [1, 3, 16, 112, 112]
        else:
            found[name] = [1, 3, 299, 299] if name == "inception_v3" else [1, 3, 224, 224]
    return found
