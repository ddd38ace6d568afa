"""Equinox's leaves: what stands before them, and what is none."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.errors import CheckpointError

LEAVES = Path(__file__).parents[3] / "fixtures" / "jax" / "leaves.eqx"


def arrays(*several: np.ndarray) -> bytes:
    file = io.BytesIO()
    for array in several:
        np.save(file, array)
    return file.getvalue()


def test_hyperparameters_are_metadata() -> None:
    with inspector.open(LEAVES) as checkpoint:
        assert checkpoint.format == "equinox"
        assert checkpoint.metadata == {"hyperparameters": {"width": 2, "depth": [1, 2]}}
        assert checkpoint.findings == []


@pytest.mark.parametrize(("line", "said"), [(b"", None), (b"seed 3\n", "seed 3"), (b"[" * 9000 + b"\n", "[" * 9000)])
def test_what_stands_before_the_leaves_is_shown(line: bytes, said: str | None, tmp_path: Path) -> None:
    (tmp_path / "x.eqx").write_bytes(line + arrays(np.arange(3), np.ones(2, "V2")))
    with inspector.open(tmp_path / "x.eqx") as checkpoint:
        assert checkpoint.metadata.get("hyperparameters") == said
        assert [str(entry.dtype) for entry in checkpoint.tensors] == ["int64", "bfloat16"]


@pytest.mark.parametrize("content", [b"", b"{}\n", b"a\nb\n" + arrays(np.ones(2)), arrays(np.ones(2))[:90]])
def test_a_file_without_leaves_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.eqx").write_bytes(content)
    with pytest.raises(CheckpointError):
        inspector.open(tmp_path / "x.eqx")


def test_arrays_of_numpy_stay_numpys(tmp_path: Path) -> None:
    (tmp_path / "x.npy").write_bytes(arrays(np.ones(2, "V2")))
    with inspector.open(tmp_path / "x.npy") as checkpoint:
        assert (checkpoint.format, str(checkpoint.tensors[0].dtype)) == ("npy", "|V2")
