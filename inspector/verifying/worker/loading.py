"""Loading the tensors of a checkpoint into a module.

The module comes with its parameters on torch's meta device; tensors are assigned, so that none is held twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import torch
from torch import nn
from torch.nn.parameter import is_lazy

from inspector.architectures.architecture import Mismatch, compared
from inspector.architectures.computed_weights import ComputedWeight, Formula
from inspector.architectures.subject import TORCH, Shape, Subject
from inspector.architectures.translation import state_dicts
from inspector.formats.registry import open_checkpoint
from inspector.names.renaming import Renaming
from inspector.tensors.entries import TensorEntry
from inspector.worker_main import WorkerJob

__all__ = ["Loaded", "loaded"]


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A module with tensors, and what did not fit. ``is_complete`` says whether it can run.

    ``framework`` is the one that wrote the file, if that is not torch, and ``transposed`` are keys of the file whose tensors
    torch lays out differently. ``stored`` has the type in which the file keeps each tensor.
    """

    module: nn.Module
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    mismatched: tuple[Mismatch, ...]
    tied: tuple[str, ...]
    map: Mapping[str, str]
    dtype: torch.dtype
    framework: str = ""
    transposed: tuple[str, ...] = ()
    stored: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_complete(self) -> bool:
        """Whether every parameter has its tensor."""
        return set(self.missing) <= set(self.tied) and not self.mismatched

    @property
    def fits(self) -> bool:
        """Whether ``load_state_dict`` would accept the tensors, tied ones aside."""
        return self.is_complete and not self.unexpected


def loaded(module: nn.Module, file: str, renaming: Renaming, answers: WorkerJob) -> Loaded:
    """Put the tensors of ``file`` into ``module``. Keys of either side that the other lacks are reported, not raised."""
    expected = {key: value for key, value in module.state_dict().items() if isinstance(value, torch.Tensor)}
    answers.report(0, 0, f"reading {file}")
    with open_checkpoint(file, answers) as checkpoint:
        subject = max(
            (subject.renamed(renaming) for subject in state_dicts(checkpoint)),
            key=lambda subject: compared(subject.signature, _shapes(expected, subject)).matched,
            default=Subject(checkpoint, "", {}),
        )
        fit = compared(subject.signature, _shapes(expected, subject))
        dtype = _common_dtype(subject)
        # Not module.to, which would make real numbers of complex ones.
        module._apply(lambda values: values.to(dtype) if values.is_floating_point() else values)
        aliases = _aliases(module)
        state = {}
        wrong = {mismatch.key for mismatch in fit.mismatched}
        wanted = [(key, entry) for key, entry in subject.tensors.items() if key in expected and key not in wrong]
        for index, (key, entry) in enumerate(wanted):
            answers.report(index, len(wanted), f"reading {file}")
            state[key] = _tensor(subject, entry, expected[key], dtype)
    found = module.load_state_dict(state, strict=False, assign=True)
    # What torch itself calls missing counts: modules may fill in what older files lack.
    absent = set(fit.missing)
    missing = tuple(key for key in found.missing_keys if key in absent)
    tied = _tie(module, aliases, missing)
    framework = "" if subject.conventions == TORCH else subject.conventions.framework
    transposed = _transposed(subject) if framework else ()
    names = (
        _map(replace(subject, prefix=""), renaming) | _mapped_keys(subject) if framework else _map(subject, renaming)
    )
    stored = {key: entry.dtype.name for key, entry in wanted}
    return Loaded(module, missing, fit.unexpected, fit.mismatched, tied, names, dtype, framework, transposed, stored)


def _shapes(expected: Mapping[str, torch.Tensor], subject: Subject) -> dict[str, Shape]:
    """The shapes that the module wants; its lazy parameters take whatever the file has."""
    return {
        key: subject.signature.get(key, ()) if is_lazy(value) else tuple(value.shape) for key, value in expected.items()
    }


def _map(subject: Subject, renaming: Renaming) -> dict[str, str]:
    return {"*".join(rule.old): "*".join(rule.new) for rule in (*renaming.rules, *subject.rules)}


def _mapped_keys(subject: Subject) -> dict[str, str]:
    """The keys that torch has other names for, as the file has them."""
    return {entry.key: key for key, entry in subject.tensors.items() if entry.key != key}


def _transposed(subject: Subject) -> tuple[str, ...]:
    """The keys, as the file has them, of tensors that torch lays out differently."""
    stored = {entry.key: entry.shape for entry in subject.checkpoint.tensors}
    kernels = ((key, entry) for key, entry in subject.tensors.items() if len(entry.shape) > 1)
    strided = {entry.key for _, entry in kernels if not entry.is_contiguous or stored.get(entry.key) != entry.shape}
    return tuple(key for key in stored if key in strided)


def _common_dtype(subject: Subject) -> torch.dtype:
    """The type to compute in: double precision if the file is all of that, else single."""
    floating = {entry.dtype.name for entry in subject.tensors.values() if entry.dtype.kind == "float"}
    return torch.float64 if floating == {"float64"} else torch.float32


def _tensor(subject: Subject, entry: TensorEntry, expected: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
    weight = subject.computed.get(entry)
    if weight is not None:
        return _computed(weight, [torch.from_numpy(subject.checkpoint.read(part)).to(dtype) for part in weight.parts])
    values = torch.from_numpy(subject.checkpoint.read(entry))
    if not is_lazy(expected):
        values = values.reshape(expected.shape)
    return values.to(dtype if expected.is_floating_point() else expected.dtype)


def _computed(weight: ComputedWeight, parts: list[torch.Tensor]) -> torch.Tensor:
    """The weight as the hooks of torch compute it, by the same operations."""
    first, second, *more = parts
    if weight.formula is Formula.MASKED:
        return second * first
    if weight.formula is Formula.WEIGHT_NORM:
        return torch._weight_norm(first, second, -1 if weight.axis is None else weight.axis)
    matrix = first.movedim(weight.axis or 0, 0).reshape(len(second), -1)
    return first / torch.dot(second, torch.mv(matrix, more[0]))


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
