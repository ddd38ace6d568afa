"""What the classes and functions of known libraries do when a pickle calls them.

The list, ``resources/known_names.json``, is made from the libraries themselves by ``resources/make_known_names.py``, which
follows the code of each. A name is in it as it is, of one module, and of one level unless it is a class within another:
whatever the list does not have is unknown.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import Enum
from functools import cache, lru_cache
from typing import cast

from inspector.resources import resource

__all__ = ["Effect", "effect_of"]


class Effect(Enum):
    """What calling a name does."""

    #: It keeps what it is given, or computes with it.
    HOLDS = "holds"
    #: It calls something it is given.
    CALLS = "calls"
    #: It comes upon files, processes, the network or code made of text.
    REACHES = "reaches"


def effect_of(name: str) -> Effect | None:
    """What calling ``name`` does, a canonical one; None if it is not in the list."""
    module, _, attribute = name.rpartition(".")
    outer, _, owner = module.rpartition(".")
    return _effects(module).get(attribute) or _effects(outer).get(f"{owner}.{attribute}")


@lru_cache(1024)
def _effects(module: str) -> Mapping[str, Effect]:
    return {name: Effect(effect) for effect, names in _modules().get(module, {}).items() for name in names.split()}


@cache
def _modules() -> Mapping[str, Mapping[str, str]]:
    """The list, by module: the names of each effect as running text."""
    return cast(
        "Mapping[str, Mapping[str, str]]", json.loads(resource("known_names.json").read_text("utf-8"))["modules"]
    )
