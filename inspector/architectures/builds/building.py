"""What every builder needs: parameters that take no memory and no time, and errors of others' code as sentences.

A module is built with its parameters on the meta device, where they are neither allocated nor initialised. Its buffers
have to be real, since those that no state dict holds (position indices, masks) are made by its constructor and nobody
else. Some constructors, though, make no buffers once they see parameters on the meta device. A module that has such
buffers is therefore built for real; memory that nobody writes to costs nothing, so that only initialisation is skipped.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn

from inspector.errors import MissingDependencyError, SelectionError
from inspector.worker_process import ProcessError

__all__ = ["attempt", "built", "meta_parameters", "uninitialised_parameters"]

_MAX_MESSAGE = 500


@contextmanager
def attempt(what: str) -> Iterator[None]:
    """Run code of others: whatever it raises becomes a ProcessError that says so, with the traceback as its detail.

    A module that is not there is a MissingDependencyError, which names it and the interpreter.
    """
    try:
        yield
    except (ProcessError, SelectionError, MissingDependencyError, MemoryError):
        raise
    except SystemExit as error:
        sentence = f"ended the program (exit status {error.code}) while {what}"
        raise ProcessError(sentence, traceback.format_exc()) from error
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        reason = f"lacks {error.name}, which is needed for {what}" if library else f"fails at {what}: {error}"
        raise MissingDependencyError(f"{sys.executable} {reason}", library) from error
    except Exception as error:
        if "DefaultCPUAllocator" in str(error):
            raise MemoryError from error
        said = " ".join(str(error).split())[:_MAX_MESSAGE]
        sentence = f"failed while {what}: {type(error).__name__}: {said}"
        raise ProcessError(sentence, traceback.format_exc()) from error


@contextmanager
def meta_parameters() -> Iterator[None]:
    """While the block runs, every parameter that a module is given moves to the meta device; buffers stay."""
    register = nn.Module.register_parameter

    def register_on_meta(self: nn.Module, name: str, param: nn.Parameter | None) -> None:
        register(self, name, param)
        if param is not None and type(param) is nn.Parameter and param.device.type != "meta":
            self._parameters[name] = nn.Parameter(param.to("meta"), requires_grad=param.requires_grad)

    nn.Module.register_parameter = register_on_meta  # type: ignore[method-assign]
    try:
        yield
    finally:
        nn.Module.register_parameter = register  # type: ignore[method-assign]


@contextmanager
def uninitialised_parameters() -> Iterator[None]:
    """While the block runs, the functions of ``torch.nn.init`` leave parameters as they are; buffers they do fill."""
    names = [name for name in dir(nn.init) if name.endswith("_") and not name.startswith("_")]
    functions = {name: getattr(nn.init, name) for name in names}
    for name, function in functions.items():
        setattr(nn.init, name, _except_parameters(function))
    try:
        yield
    finally:
        for name, function in functions.items():
            setattr(nn.init, name, function)


def _except_parameters(function: Any) -> Any:
    def initialise(tensor: torch.Tensor, *args: Any, **kwargs: Any) -> torch.Tensor:
        filled: torch.Tensor = tensor if isinstance(tensor, nn.Parameter) else function(tensor, *args, **kwargs)
        return filled

    return initialise


def built(build: str, params: Mapping[str, Any], arch: str) -> nn.Module:
    """The module that the function ``build`` (``module:name``) makes, in eval mode."""
    module_name, _, name = build.partition(":")
    try:
        with attempt(f"importing what builds {arch}"):
            function = getattr(importlib.import_module(module_name), name)
    except ProcessError as error:  # such as an operator that another version of torch has
        library = arch.partition(":")[0] if ":" in arch else module_name.partition(".")[0]
        said = str(error).partition(f"{arch}: ")[2] or str(error)
        raise MissingDependencyError(f"{library} can't be imported by {sys.executable}: {said}", library) from error
    with attempt(f"building {arch}"):
        module = _on_meta(function, params)
        if module is None or _has_tensors_of_its_own(module):
            with uninitialised_parameters():
                module = function(params)
        if not isinstance(module, nn.Module):
            raise ProcessError(f"is no torch.nn.Module but of type {type(module).__name__}")
        return module.eval()


def _on_meta(function: Any, params: Mapping[str, Any]) -> Any:
    """What the builder makes with parameters on the meta device; None if its constructor looks at their values."""
    try:
        with meta_parameters():
            return function(params)
    except (NotImplementedError, RuntimeError) as error:
        if "meta" not in str(error):
            raise
        return None


def _has_tensors_of_its_own(module: Any) -> bool:
    """Whether some tensor of the module is in no state dict: a buffer that is not persistent, or a mere attribute."""
    if not isinstance(module, nn.Module):
        return False
    for part in module.modules():
        if any(part._buffers.get(name) is not None for name in part._non_persistent_buffers_set):
            return True
        if any(isinstance(value, torch.Tensor) for value in vars(part).values()):
            return True
    return False
