"""Files that stand for what a converter wrote."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

import inspector
from inspector.checkpoint.checkpoint import Checkpoint

__all__ = ["gguf_of"]


def gguf_of(path: Path, tensors: Mapping[str, Any], metadata: Mapping[str, Any]) -> Checkpoint:
    """A checkpoint with the tensors and metadata of a GGUF; its bytes are those of an .npz."""
    np.savez(path, **tensors)
    opened = inspector.open(path)
    return Checkpoint(opened.location, "gguf", opened.files, opened.entries, metadata, opened.findings)
