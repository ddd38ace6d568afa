"""Exported programs (TorchScript, ``torch.export``, ONNX), and the consent to run their code.

A file of weights can be compared without running anything of it; a program is only worth something as a reference when it is
run. What it would run is listed before anyone agrees.
"""

from __future__ import annotations

from pathlib import Path

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import SelectionError
from inspector.text import printable

__all__ = ["PROGRAMS", "ProgramNotAllowedError"]

#: The formats whose files can be run, and what they are called.
PROGRAMS = {"torchscript": "TorchScript", "pytorch-pt2": "an exported PyTorch program", "onnx": "an ONNX graph"}
_SHOWN = 8


class ProgramNotAllowedError(SelectionError):
    """A program would run, and nobody agreed to that; ``what`` says what it is, and the code in it."""

    def __init__(self, program: Checkpoint, path: Path) -> None:
        listed = program.metadata.get("code")
        code = [str(name) for name in listed] if isinstance(listed, list) else []
        more = f", … ({len(code)})" if len(code) > _SHOWN else ""
        holds = f" with the code {', '.join(map(printable, code[:_SHOWN]))}{more}" if code else ""
        self.what = f"{path} is {PROGRAMS[program.format]}{holds}"
        super().__init__(f"{self.what}: as a reference it is run, with your permissions; --allow-code is your word")
