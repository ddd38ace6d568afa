"""The user's own class or function, from a ``.py`` file or an installed module. Runs only with the user's consent."""

from __future__ import annotations

import hashlib
import importlib
import inspect
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from torch import nn

from inspector.architectures.builds.building import attempt
from inspector.errors import SelectionError

__all__ = ["build"]

_NAME = "user_code"


def build(params: Mapping[str, Any]) -> Any:
    """What ``params["name"]`` of the code gives when it is called with ``params["arguments"]``.

    Arguments that are not among those are taken from ``params["kept"]``, the hyperparameters that the file keeps, as far
    as it has parameters of these names. Raises SelectionError if the code has no such name, or is not what the user agreed
    to.
    """
    name, code = params["name"], params["code"]
    module = _of_file(Path(code), params["sha256"]) if params["sha256"] else importlib.import_module(code)
    found: Any = module
    for part in name.split("."):
        found = getattr(found, part, None)
    if found is None:
        types = {other: value for other, value in vars(module).items() if isinstance(value, type)}
        modules = [other for other, value in types.items() if issubclass(value, nn.Module)]
        raise SelectionError(f"{code} defines no {name}; it has {', '.join(modules) or 'no module'}")
    if isinstance(found, nn.Module):
        return found
    with attempt(f"building {name}"):
        return found(**{**_accepted(found, params.get("kept") or {}), **params["arguments"]})


def _accepted(found: Callable[..., Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """The hyperparameters that a class or function has parameters for, or takes whatever they are called."""
    if not kept:
        return {}
    parameters = inspect.signature(found).parameters.values()
    if any(parameter.kind is inspect.Parameter.VAR_KEYWORD for parameter in parameters):
        return dict(kept)
    named = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return {each.name: kept[each.name] for each in parameters if each.kind in named and each.name in kept}


def _of_file(path: Path, sha256: str) -> ModuleType:
    """The module in a file; the very bytes that the user agreed to are what runs."""
    if _NAME in sys.modules:
        return sys.modules[_NAME]
    source = path.read_bytes()
    if hashlib.sha256(source).hexdigest() != sha256:
        raise SelectionError(f"{path} changed since you agreed to run it")
    module = ModuleType(_NAME)
    module.__file__ = str(path)
    sys.modules[_NAME] = module
    sys.path.insert(0, str(path.parent.absolute()))  # for what it imports from beside it
    with attempt(f"importing {path.name}"):
        exec(compile(source, str(path), "exec"), vars(module))  # noqa: S102 - the user said that it may run
    return module
