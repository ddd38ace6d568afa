"""A module with the tensors of a checkpoint in it.

The module is built with its parameters on torch's meta device, so that none is initialised in vain and none is held
twice; its buffers are real, since those that no state dict holds (position indices, masks) are made by its constructor.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

import inspector
from inspector.answering import Answers
from inspector.architectures.architecture import Mismatch, compared
from inspector.architectures.subject import Shape, Subject, subjects
from inspector.checkpoint.entries import TensorEntry
from inspector.checkpoint.renaming import RenameRule, Renaming
from inspector.errors import SelectionError
from inspector.processes import ProcessError

__all__ = ["Loaded", "attempt", "built", "loaded", "meta_parameters"]


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A module with tensors, and what did not fit. ``is_complete`` says whether it can run."""

    module: nn.Module
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    mismatched: tuple[Mismatch, ...]
    tied: tuple[str, ...]
    map: Mapping[str, str]
    dtype: torch.dtype

    @property
    def is_complete(self) -> bool:
        """Whether every parameter has its tensor."""
        return set(self.missing) <= set(self.tied) and not self.mismatched

    @property
    def fits(self) -> bool:
        """Whether ``load_state_dict`` would accept the tensors, tied ones aside."""
        return self.is_complete and not self.unexpected


@contextmanager
def attempt(what: str) -> Iterator[None]:
    """Run code of others: whatever it raises becomes a ProcessError that says so."""
    try:
        yield
    except (ProcessError, SelectionError, MemoryError):
        raise
    except SystemExit as error:
        raise ProcessError(f"ended the program (exit status {error.code}) while {what}") from error
    except RuntimeError as error:
        if "DefaultCPUAllocator" in str(error):
            raise MemoryError from error
        raise ProcessError(f"failed while {what}: {_first_lines(error)}") from error
    except Exception as error:
        raise ProcessError(f"failed while {what}: {type(error).__name__}: {_first_lines(error)}") from error


def _first_lines(error: Exception, length: int = 500) -> str:
    return " ".join(str(error).split())[:length]


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


def loaded(module: nn.Module, file: str, renaming: Renaming, answers: Answers) -> Loaded:
    """Put the tensors of ``file`` into ``module``. Keys of either side that the other lacks are reported, not raised."""
    expected = {key: value for key, value in module.state_dict().items() if isinstance(value, torch.Tensor)}
    shapes: dict[str, Shape] = {key: tuple(value.shape) for key, value in expected.items()}
    with inspector.open(file, answers) as checkpoint:
        subject = max(
            (subject.renamed(renaming) for subject in subjects(checkpoint)),
            key=lambda subject: compared(subject.signature, shapes)[0],
            default=Subject(checkpoint, "", {}),
        )
        _, missing, unexpected, mismatched = compared(subject.signature, shapes)
        dtype = _common_dtype(subject)
        module.to(dtype=dtype)
        aliases = _aliases(module)
        state = {}
        wrong = {mismatch.key for mismatch in mismatched}
        wanted = [(key, entry) for key, entry in subject.tensors.items() if key in expected and key not in wrong]
        for index, (key, entry) in enumerate(wanted):
            answers.report(index, len(wanted), f"reading {file}")
            state[key] = _tensor(subject, entry, expected[key], dtype)
    found = module.load_state_dict(state, strict=False, assign=True)
    # What torch itself calls missing counts: modules may fill in what older files lack.
    missing = tuple(key for key in found.missing_keys if key in set(missing))
    tied = _tie(module, aliases, missing)
    return Loaded(module, missing, unexpected, mismatched, tied, _map(subject, renaming), dtype)


def _map(subject: Subject, renaming: Renaming) -> dict[str, str]:
    rules = [str(rule) for rule in renaming.rules]
    if subject.prefix:
        rules.append(str(RenameRule.prefix(subject.prefix, "")))
    return dict(rule.rsplit("=", 1) for rule in rules)


def _common_dtype(subject: Subject) -> torch.dtype:
    """The type to compute in: double precision if the file is all of that, else single."""
    floating = {entry.dtype.name for entry in subject.tensors.values() if entry.dtype.kind == "float"}
    return torch.float64 if floating == {"float64"} else torch.float32


def _tensor(subject: Subject, entry: TensorEntry, expected: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    values = torch.from_numpy(subject.checkpoint.read(entry)).reshape(expected.shape)
    return values.to(dtype if expected.is_floating_point() else expected.dtype)


def _aliases(module: nn.Module) -> dict[str, list[str]]:
    """For each parameter with several names, all of them, by each."""
    names: dict[int, list[str]] = {}
    for name, parameter in module.named_parameters(remove_duplicate=False):
        names.setdefault(id(parameter), []).append(name)
    return {name: group for group in names.values() if len(group) > 1 for name in group}


def _tie(module: nn.Module, aliases: Mapping[str, list[str]], missing: tuple[str, ...]) -> tuple[str, ...]:
    """Give missing parameters the tensor of the name they are tied to; returns those."""
    tied = []
    for key in missing:
        source = next((name for name in aliases.get(key, ()) if name not in missing), None)
        if source is not None:
            parent, _, name = key.rpartition(".")
            module.get_submodule(parent)._parameters[name] = module.get_parameter(source)
            tied.append(key)
    return tuple(tied)
