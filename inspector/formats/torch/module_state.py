"""Which tensors of a pickled module its state dict holds: the one rule for listing, exporting, comparing and verifying.

``torch.nn.Module.state_dict`` walks through ``_modules`` and takes from each the ``_parameters`` and those of its
``_buffers`` that are persistent. All else is left out: plain attributes (the ``stride`` of a detector, the
``_flat_weights`` of an LSTM, the weight that pruning or weight normalisation computes), tensors in lists and dicts, and
buffers that are not persistent. Quantised modules and their packed parameters are written as tuples of their own making,
in which their weights are; the state dict has these too.
Source: ``Module.state_dict`` and ``Module._save_to_state_dict`` in torch/nn/modules/module.py; ``__getstate__`` and
``_save_to_state_dict`` in torch/ao/nn/quantized/modules/conv.py, and in linear.py beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from inspector.tensors.entries import (
    OUTSIDE_STATE_DICT,
    Attribute,
    Entry,
    ObjectEntry,
    Opaque,
    Path,
    TensorEntry,
    ValueEntry,
)

__all__ = ["marked"]

_MODULES, _PARAMETERS, _BUFFERS = Attribute("_modules"), Attribute("_parameters"), Attribute("_buffers")
_TABLES = frozenset({_MODULES.name, _PARAMETERS.name, _BUFFERS.name})
_OWN_STATE = Attribute("__setstate__")
_TRANSIENT = Attribute("_non_persistent_buffers_set")
_QUOTED = re.compile(r"'([^'\\]*)'")
#: Classes of TorchScript, which keeps all members of a module as attributes of its own.
_SCRIPTED = "__torch__."


def marked(entries: list[Entry]) -> list[Entry]:
    """The entries, in which tensors that the state dict of the module around them leaves out are marked as that."""
    if ObjectEntry not in set(map(type, entries)):
        return entries
    if any(isinstance(entry, ObjectEntry) and entry.class_name.startswith(_SCRIPTED) for entry in entries):
        return entries
    transient = frozenset(_transient_buffers(entries))
    modules = _outermost_modules(entries)
    return [_marked(entry, modules, transient) if isinstance(entry, TensorEntry) else entry for entry in entries]


def _transient_buffers(entries: Iterable[Entry]) -> Iterable[Path]:
    """The paths of buffers that are not persistent: each module names its own in a set, which is known as text."""
    for entry in entries:
        if type(entry) is ValueEntry and type(entry.value) is Opaque and entry.path[-1:] == (_TRANSIENT,):
            for name in _QUOTED.findall(entry.value.text):
                yield (*entry.path[:-1], _BUFFERS, name)


def _outermost_modules(entries: Iterable[Entry]) -> set[Path]:
    """The paths of modules that are in no other: what lies before the first table of a module in the path of an entry."""
    found = set()
    for entry in entries:
        path = entry.path
        for at, element in enumerate(path):  # plain loops: of each entry this is asked
            if type(element) is Attribute and element.name in _TABLES:
                found.add(path[:at])
                break
    return found


def _marked(entry: TensorEntry, modules: set[Path], transient: frozenset[Path]) -> TensorEntry:
    path = entry.path
    for at in range(len(path)):
        if path[:at] in modules:
            if _is_state(path, at) and path not in transient:
                return entry
            return entry.replace(attributes={**entry.attributes, OUTSIDE_STATE_DICT: True})
    return entry


def _is_state(path: Path, at: int) -> bool:
    """Whether a path leads, from the module at ``at``, through modules only, and in the end to a parameter or buffer.

    Or into what a quantised module, or the packed parameters that one has, made of itself.
    """
    while at < len(path) - 2 and path[at] == _MODULES:
        at += 2
    if at == len(path) - 2 and path[at] in (_PARAMETERS, _BUFFERS):
        return True
    return _OWN_STATE in path[at : at + 2]
