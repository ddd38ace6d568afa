"""The hyperparameters that a training framework keeps in a checkpoint, for the class that is rebuilt by the user's code.

Lightning keeps the arguments of a module's constructor under ``hyper_parameters``, and under ``hparams_name`` how it took
them: one by one (``kwargs``), or as one object of that name; older versions and training scripts keep an
``argparse.Namespace``, whose attributes they are. Training scripts keep theirs under a few other names.
Source: ``ModelCheckpoint`` and ``save_hyperparameters`` of https://github.com/Lightning-AI/pytorch-lightning,
``core/saving.py``.
"""

from __future__ import annotations

from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.strict_json import NOT_PLAIN, plain
from inspector.tensors.entries import Attribute, PathElement, ValueEntry

__all__ = ["kept_hyperparameters"]

_GROUPS = ("hyper_parameters", "hparams", "model_args", "model_kwargs")
_ONE_BY_ONE = "kwargs"
_MAX_DEPTH = 8


def kept_hyperparameters(checkpoint: Checkpoint) -> dict[str, Any]:
    """The hyperparameters by name, as far as JSON holds them; empty where the file keeps none."""
    values = [entry for entry in checkpoint.entries if isinstance(entry, ValueEntry)]
    for group in _GROUPS:
        found: dict[str, Any] = {}
        for entry in values:
            if len(entry.path) > 1 and entry.path[0] == group and _are_names(entry):
                _put(found, entry)
        if found:
            names = [str(entry.value) for entry in values if entry.path == ("hparams_name",)]
            return {names[0]: found} if group == _GROUPS[0] and names not in ([], [_ONE_BY_ONE]) else found
    return {}


def _are_names(entry: ValueEntry) -> bool:
    return len(entry.path) <= _MAX_DEPTH and all(isinstance(element, (str, Attribute)) for element in entry.path)


def _name(element: PathElement) -> str:
    return element.name if isinstance(element, Attribute) else str(element)


def _put(found: dict[str, Any], entry: ValueEntry) -> None:
    """Put a value where it is in nested dicts."""
    value = {} if entry.value == {} else plain(entry.value)
    if value is NOT_PLAIN:
        return
    *groups, name = map(_name, entry.path[1:])
    for group in groups:
        inner = found.setdefault(group, {})
        if not isinstance(inner, dict):
            return
        found = inner
    found[name] = value
