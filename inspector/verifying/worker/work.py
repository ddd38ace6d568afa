"""One verification, from the request to the record of its report."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from inspector.errors import MissingDependencyError
from inspector.worker_main import WorkerJob

__all__ = ["work"]

_EXTRA = "checkpoint-inspector[verify]"


def work(request: Mapping[str, Any], answers: WorkerJob) -> dict[str, Any]:
    """Raises MissingDependencyError where a library is missing; else see :class:`Verification`."""
    requires = request["requires"]
    for library, remedy in (("numpy", _EXTRA), ("torch", _EXTRA), (requires, requires)):
        if library and find_spec(library) is None:
            raise MissingDependencyError(
                f"verifying needs {library}, which {sys.executable} lacks: install {remedy} there, "
                "or choose a Python that has it",
                library,
            )
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}  # no file decides what is asked of the network
    answers.report(0, 0, "importing torch")
    from inspector.verifying.worker.steps import verified  # torch takes two seconds

    answers.bound_memory()
    return verified(request, answers)
