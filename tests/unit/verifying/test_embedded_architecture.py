"""A checkpoint and its architecture in one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file
from torch import nn

import inspector
from inspector.errors import SelectionError
from inspector.verifying.embedded_architecture import METADATA_KEY, embedded_in, metadata_of
from inspector.verifying.report import VerifyReport
from inspector.verifying.request import Reference, VerifyRequest
from inspector.verifying.verification import verify
from tests.verifying import exported, rebuilt, saved


def state() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 4)).state_dict()


def kept_file(folder: Path, tensors: dict[str, torch.Tensor], **changes: Any) -> Path:
    """The tensors with the record of :func:`state`, some of it changed."""
    report = rebuilt(saved(folder / "a.pth", state()), "sequential-mlp", seed=5)
    metadata = metadata_of(report)
    if changes:
        metadata[METADATA_KEY] = json.dumps({**json.loads(metadata[METADATA_KEY]), **changes})
    save_file(tensors, folder / "kept.safetensors", metadata=metadata)
    return folder / "kept.safetensors"


def report_of(path: Path) -> VerifyReport:
    with inspector.open(path) as checkpoint:
        kept = embedded_in(checkpoint)
    assert kept is not None
    return verify(VerifyRequest(path, kept.blueprint({}), Reference.KEPT, kept=kept.outputs, seed=kept.seed))


def test_a_file_that_keeps_its_architecture_needs_nothing_else(tmp_path: Path) -> None:
    report = report_of(kept_file(tmp_path, state()))
    assert (report.match, report.bitwise, report.arch) == (True, True, "sequential-mlp")
    assert report.input["seed"] == 5


@pytest.mark.usefixtures("in_this_process")
def test_an_exported_file_can_keep_its_architecture(tmp_path: Path) -> None:
    source = saved(tmp_path / "a.pth", state())
    path = exported(source, tmp_path / "b.safetensors", metadata_of(rebuilt(source, "sequential-mlp")))
    assert report_of(path).bitwise
    assert report_of(exported(path, tmp_path / "c.safetensors")).bitwise  # and a copy of it keeps it, too


@pytest.mark.usefixtures("in_this_process")
def test_other_weights_do_not_match_the_kept_outputs(tmp_path: Path) -> None:
    changed = state()
    changed["0.weight"][0] += 1
    report = report_of(kept_file(tmp_path, changed))
    assert (report.match, report.bitwise) == (False, False)


@pytest.mark.usefixtures("in_this_process")
def test_a_machine_that_rounds_differently_still_matches(tmp_path: Path) -> None:
    report = report_of(kept_file(tmp_path, state(), digest="0" * 64))
    assert (report.match, report.bitwise) == (True, False)


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (VerifyReport("mlp", {}, match=False, input={"seed": 0, "shape": [2]}), "outputs match"),
        (VerifyReport("mlp", {}, match=True, input={"file": "X.npy"}), "seeded noise"),
        (VerifyReport("Net", {"sha256": "ab"}, match=True, input={"seed": 0, "shape": [2]}), "code of one's own"),
    ],
)
def test_only_what_can_be_vouched_for_is_kept(report: VerifyReport, said: str) -> None:
    with pytest.raises(SelectionError, match=said):
        metadata_of(report)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"arch": 1}', "[" * 100_000, '{"arch":"mlp","params":3,"seed":0,"digest":"","head":[]}'],
)
def test_a_record_that_is_none_is_ignored(tmp_path: Path, text: str) -> None:
    save_file(state(), tmp_path / "a.safetensors", metadata={METADATA_KEY: text})
    with inspector.open(tmp_path / "a.safetensors") as checkpoint:
        assert embedded_in(checkpoint) is None


@pytest.mark.usefixtures("in_this_process")
def test_a_file_can_not_name_a_builder_of_its_own(tmp_path: Path) -> None:
    path = kept_file(tmp_path, state(), arch="os:system", build="os:system", params={"build": "os:system"})
    with pytest.raises(SelectionError, match="no architecture"):
        report_of(path)


@pytest.mark.usefixtures("in_this_process")
def test_a_file_can_not_bring_code(tmp_path: Path) -> None:
    evil = tmp_path / "evil.py"
    evil.write_text(f"open({str(tmp_path / 'ran')!r}, 'w')\n")
    path = kept_file(
        tmp_path,
        state(),
        params={"code": str(evil), "sha256": "", "name": "Net", "arguments": {}, "layers": [], "input_shape": [2, 6]},
    )
    report_of(path)
    assert not (tmp_path / "ran").exists()
