"""What the tests of architectures and of verification share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

import inspector
from inspector.architectures.architecture import Candidate
from inspector.architectures.registry import blueprint, detect
from inspector.exporting.execution import export
from inspector.verifying.report import VerifyReport
from inspector.verifying.request import Reference, VerifyRequest
from inspector.verifying.verification import verify
from inspector.writing.plan import Plan

__all__ = ["detected", "exported", "outputs_of", "rebuilt", "saved"]


def saved(path: Path, state: Any) -> Path:
    """A checkpoint written by torch."""
    torch.save(state, path)
    return path


def exported(source: Path, target: Path, metadata: dict[str, str] | None = None) -> Path:
    """All tensors of ``source`` in a new file, with ``metadata`` beside its own."""
    with inspector.open(source) as checkpoint:
        plan = Plan(metadata=metadata or {}).added(checkpoint, checkpoint.tensors)
        export(plan, target)
    return target


def detected(path: Path) -> list[Candidate]:
    """The candidates for a file."""
    with inspector.open(path) as checkpoint:
        return detect(checkpoint)


def outputs_of(folder: Path, module: nn.Module, inputs: torch.Tensor) -> tuple[Path, Path]:
    """What ``module`` gives for ``inputs``, both written as .npy."""
    torch.manual_seed(0)
    with torch.inference_mode():
        outputs = module.eval()(inputs)
    outputs = outputs[0] if isinstance(outputs, tuple) else outputs
    np.save(folder / "X.npy", inputs.numpy())
    np.save(folder / "Y.npy", outputs.numpy())
    return folder / "X.npy", folder / "Y.npy"


def rebuilt(path: Path, arch: str, params: dict[str, Any] | None = None, **options: Any) -> VerifyReport:
    """The report of verifying ``path`` as ``arch``; ``expected`` and ``against`` name a file to compare with."""
    reference, file = Reference.REBUILD, None
    for kind in (Reference.EXPECTED, Reference.AGAINST):
        if kind.value in options:
            reference, file = kind, options.pop(kind.value)
    with inspector.open(path) as checkpoint:
        made = blueprint(arch, checkpoint, params or {})
    return verify(VerifyRequest(path, made, reference, file, **options))
