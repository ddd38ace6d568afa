"""What every builder needs: parameters that take no memory, and errors of others' code as sentences."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from torch import nn

from inspector.errors import SelectionError
from inspector.processes import ProcessError

__all__ = ["attempt", "built", "meta_parameters"]

_MAX_MESSAGE = 500


@contextmanager
def attempt(what: str) -> Iterator[None]:
    """Run code of others: whatever it raises becomes a ProcessError that says so."""
    try:
        yield
    except (ProcessError, SelectionError, MemoryError):
        raise
    except SystemExit as error:
        raise ProcessError(f"ended the program (exit status {error.code}) while {what}") from error
    except Exception as error:
        if "DefaultCPUAllocator" in str(error):
            raise MemoryError from error
        sentence = " ".join(str(error).split())[:_MAX_MESSAGE]
        raise ProcessError(f"failed while {what}: {type(error).__name__}: {sentence}") from error


@contextmanager
def meta_parameters() -> Iterator[None]:
    """While the block runs, every parameter that a module is given moves to the meta device; buffers stay.

    Parameters are thus never initialised in vain. Buffers have to be real: those that no state dict holds (position
    indices, masks) are made by the constructor and nobody else.
    """
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


def built(build: str, params: Mapping[str, Any], arch: str) -> nn.Module:
    """The module that the function ``build`` (``module:name``) makes, in eval mode."""
    module_name, _, name = build.partition(":")
    with attempt(f"importing what builds {arch}"):
        function = getattr(importlib.import_module(module_name), name)
    with attempt(f"building {arch}"):
        try:
            with meta_parameters():
                module = function(params)
        except (NotImplementedError, RuntimeError) as error:
            if "meta" not in str(error):
                raise
            module = function(params)  # its constructor looks at values of parameters
        if not isinstance(module, nn.Module):
            raise ProcessError(f"is no torch.nn.Module but of type {type(module).__name__}")
        return module.eval()
