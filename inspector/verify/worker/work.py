"""One verification, from the request to the record of its report."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from inspector.answering import Answers
from inspector.errors import MissingDependencyError

__all__ = ["work"]


def work(request: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
    """Raises MissingDependencyError where a library is missing; else see :class:`Verification`."""
    requires = request["requires"]
    for library, remedy in (("numpy", "verify"), ("torch", "verify"), (requires, "")):
        if library and find_spec(library) is None:
            what = f"checkpoint-inspector[{remedy}]" if remedy else library
            raise MissingDependencyError(
                f"verifying needs {library}: install {what}, or choose an interpreter that has it (--python)"
            )
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}  # no file decides what is asked of the network
    answers.report(0, 0, "importing torch")
    from inspector.verify.worker.steps import verified  # torch takes two seconds

    answers.bound_memory()
    return verified(request, answers)
