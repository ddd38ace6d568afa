"""Exported programs that are run as the reference: TorchScript, ``torch.export`` and ONNX.

Other than a checkpoint, a program brings its own graph. Running it is running code of the file, so it only comes here after
the user's word (``inspector.verifying.programs``), and only the very bytes that the word was about are run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch

from inspector.architectures.builds.building import attempt
from inspector.errors import MissingDependencyError, SelectionError
from inspector.verifying.worker.comparing import flattened
from inspector.verifying.worker.inputs import Inputs

__all__ = ["outputs_of_program"]


def outputs_of_program(request: Mapping[str, Any], inputs: Inputs) -> list[torch.Tensor]:
    """What the program in ``request["reference_file"]`` gives for the inputs.

    Raises SelectionError if the file is not what was agreed to, MissingDependencyError without ONNX Runtime.
    """
    path = Path(request["reference_file"])
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != request["program"]["sha256"]:
            raise SelectionError(f"{path} changed since you agreed to run it")
    run = _RUNNERS[request["program"]["format"]]
    with attempt(f"running the program {path.name}"), torch.inference_mode():
        outputs = run(path, inputs)
    if not outputs:
        raise SelectionError(f"the program {path} gives no tensor")
    return outputs


def _torchscript(path: Path, inputs: Inputs) -> list[torch.Tensor]:
    module = torch.jit.load(str(path), map_location="cpu").eval()
    return list(flattened(inputs.call(module)))


def _exported(path: Path, inputs: Inputs) -> list[torch.Tensor]:
    return list(flattened(inputs.call(torch.export.load(path).module())))


def _onnx(path: Path, inputs: Inputs) -> list[torch.Tensor]:
    if find_spec("onnxruntime") is None:
        raise MissingDependencyError(
            "running an ONNX file needs onnxruntime: install checkpoint-inspector[onnx], or choose a Python that has it",
            "onnxruntime",
        )
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [wanted.name for wanted in session.get_inputs()]
    given = dict(inputs.kwargs) or dict(zip(names, inputs.args, strict=False))
    outputs = session.run(None, {name: values.numpy() for name, values in given.items()})
    return [torch.from_numpy(values) for values in outputs if hasattr(values, "dtype")]


_RUNNERS: Mapping[str, Callable[[Path, Inputs], list[torch.Tensor]]] = {
    "torchscript": _torchscript, "pytorch-pt2": _exported, "onnx": _onnx,
}  # fmt: skip
