"""The JSON files beside weights that describe them: ``config.json``, ``adapter_config.json``."""

from __future__ import annotations

import json
from typing import Any

from inspector.errors import CheckpointError
from inspector.sources.location import Location

__all__ = ["CONFIGURATION", "configuration"]

#: Beside the weights of a model of transformers: its class and its hyperparameters.
CONFIGURATION = "config.json"
_MAX_NBYTES = 1 << 20


def configuration(weights: Location, name: str) -> dict[str, Any]:
    """The object in the file ``name`` beside a file of weights, or in their folder; empty if there is none to be read."""
    try:
        place = weights.child(name) if weights.is_folder else weights.sibling(name)
        if not place.exists:
            return {}
        with place.open() as file:
            found = json.loads(file.read()) if file.nbytes <= _MAX_NBYTES else {}
    except (CheckpointError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
