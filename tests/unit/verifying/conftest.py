"""The worker's part of a verification without a process around it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from inspector.verifying.worker.steps import verified
from inspector.worker_main import WorkerJob


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let verifications run here: what they find is the same, and a process takes two seconds to import torch.

    For registered architectures only; code of one's own would stay imported.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY)

    def call(_: str, request: Mapping[str, Any], **__: Any) -> Any:
        return json.loads(json.dumps(verified(json.loads(json.dumps(request)), WorkerJob(nowhere, 0))))

    monkeypatch.setattr("inspector.verifying.verification.call", call)
    yield
    os.close(nowhere)
