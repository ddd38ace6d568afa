"""Models of spandrel, which infers their hyperparameters from shapes itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import spandrel
import torch
from spandrel.util import KeyCondition
from torch import nn

from inspector.errors import SelectionError

__all__ = ["build", "conditions"]


def build(params: Mapping[str, Any]) -> nn.Module:
    """The architecture ``params["id"]`` of a state dict with the ``shapes`` given; its tensors are all zero."""
    support = spandrel.MAIN_REGISTRY.get(params["id"])
    if support is None:
        raise SelectionError(f"spandrel {spandrel.__version__} has no architecture {params['id']}")
    zero = torch.zeros(())
    module: nn.Module = support.architecture.load(
        {key: zero.expand(shape) for key, shape in params["shapes"].items()}
    ).model
    return module


def conditions() -> list[tuple[str, str, Any]]:
    """Id, name and condition of each architecture, in the order of detection: ``["all" | "any", key or condition, ...]``."""
    found = []
    for support in spandrel.MAIN_REGISTRY.architectures("detection"):
        condition = support.architecture._detect
        if isinstance(condition, KeyCondition):
            found.append((support.architecture.id, support.architecture.name, _record(condition)))
    return found


def _record(condition: KeyCondition) -> list[Any]:
    return [condition._kind, *(_record(key) if isinstance(key, KeyCondition) else key for key in condition._keys)]
