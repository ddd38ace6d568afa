"""Export with architecture: the new file says what it is, and what it gives."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

import inspector
from inspector.architectures.registry import blueprint
from inspector.errors import SelectionError
from inspector.exporting.embedded_architecture import with_architecture
from inspector.exporting.execution import export
from inspector.exporting.writers import writer_for
from inspector.jobs import Job
from inspector.tensors.dtypes import DTYPES
from inspector.verifying.embedded_architecture import METADATA_KEY, EmbeddedArchitecture, embedded_in
from inspector.verifying.request import Reference, VerifyRequest
from inspector.verifying.verification import verify
from inspector.writing.plan import Plan
from tests.verifying import saved

pytestmark = pytest.mark.slow  # each starts a process that imports torch


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    module = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 4))
    return saved(tmp_path_factory.mktemp("source") / "a.pth", module.state_dict())


def kept_by(path: Path) -> EmbeddedArchitecture:
    with inspector.open(path) as checkpoint:
        kept = embedded_in(checkpoint)
    assert kept is not None
    return kept


def written(source: Path, target: Path, dtype: str = "", most: int = 100) -> None:
    with inspector.open(source) as checkpoint:
        plan = Plan().added(checkpoint, checkpoint.tensors[:most])
        if dtype:
            plan = plan.cast(DTYPES[dtype])
        made = blueprint("sequential-mlp", checkpoint, {})
        export(with_architecture(plan, made, writer_for(target), target, Job()), target)


def test_a_pth_keeps_it_where_torch_does_not_look(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "b.pth"
    written(source, target)
    kept = kept_by(target)
    assert (kept.arch, kept.params["input_shape"]) == ("sequential-mlp", [2, 6])
    assert torch.load(target, weights_only=True).keys() == torch.load(source, weights_only=True).keys()
    with inspector.open(target) as checkpoint:  # and other files of the same tensors keep it, too
        for name in ("c.safetensors", "d.pth"):
            export(Plan().added(checkpoint, checkpoint.tensors), tmp_path / name)
            assert kept_by(tmp_path / name) == kept


def test_the_outputs_kept_are_those_of_what_was_written(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "half.safetensors"
    written(source, target, "float16")
    kept = kept_by(target)
    report = verify(VerifyRequest(target, kept.blueprint({}), Reference.KEPT, kept=kept.outputs, seed=kept.seed))
    assert (report.match, report.bitwise) == (True, True)
    assert [path.name for path in tmp_path.iterdir()] == ["half.safetensors"]  # no draft is left


def test_a_part_is_not_the_module(source: Path, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match=r"b\.pth does not fit sequential-mlp: 2 keys missing"):
        written(source, tmp_path / "b.pth", most=2)
    assert not list(tmp_path.iterdir())


def test_a_format_without_a_place_for_it_is_refused_before_anything_runs(source: Path, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="no place for an architecture"):
        written(source, tmp_path / "b.npz")


def test_a_record_that_is_too_long_is_not_read(source: Path, tmp_path: Path) -> None:
    with inspector.open(source) as checkpoint:
        plan = Plan(metadata={METADATA_KEY: "x" * (2 << 20)}).added(checkpoint, checkpoint.tensors)
        export(plan, tmp_path / "b.pth")
    with inspector.open(tmp_path / "b.pth") as checkpoint:
        assert METADATA_KEY not in checkpoint.metadata
        assert len(checkpoint.tensors) == 4
