"""Checkpoints of ZeRO: files that DeepSpeed wrote, also with ranks missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, TruncatedError
from inspector.findings import Severity
from inspector.tensors.entries import TensorEntry

FIXTURES = Path(__file__).parents[3] / "fixtures" / "deepspeed"
STAGES = ("stage2", "stage3")
WEIGHTS = {"scale", "embedding.weight", "frozen.weight", "norm.weight", "norm.bias", "head.weight"}


@pytest.fixture(params=STAGES)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(FIXTURES / request.param, tmp_path / "checkpoint"))


def weights(checkpoint: Checkpoint) -> dict[str, TensorEntry]:
    return {entry.key: entry for entry in checkpoint.tensors if entry.path[0] != "optimizer"}


def warnings(checkpoint: Checkpoint) -> list[str]:
    return [finding.message for finding in checkpoint.findings if finding.severity is not Severity.INFO]


def test_the_folder_and_the_one_of_its_tag(folder: Path) -> None:
    for place in (folder, folder / "step1"):
        with inspector.open(place) as checkpoint:
            assert checkpoint.format == "deepspeed"
            assert set(weights(checkpoint)) == WEIGHTS
            assert all(str(entry.dtype) == "float32" for entry in weights(checkpoint).values())
            assert warnings(checkpoint) == []


def test_averages_have_the_shapes_of_their_weights(folder: Path) -> None:
    with inspector.open(folder) as checkpoint:
        shapes = {entry.key: entry.shape for entry in checkpoint.tensors}
        assert shapes["optimizer.exp_avg.embedding.weight"] == (5, 3)
        second = next(entry for entry in checkpoint.tensors if entry.key == "optimizer.exp_avg_sq.norm.bias")
        assert (checkpoint.read(second) >= 0).all()


def test_tied_weights_are_one_memory(folder: Path) -> None:
    with inspector.open(folder) as checkpoint:
        found = weights(checkpoint)
        head, embedding = found["head.weight"].storage, found["embedding.weight"].storage
        assert head is not None
        assert embedding is not None
        assert head.key == embedding.key


def test_a_rank_that_is_missing(folder: Path) -> None:
    for file in folder.glob("*/*zero_pp_rank_1*"):
        file.unlink()
    with inspector.open(folder) as checkpoint:
        found = weights(checkpoint)
        with pytest.raises(TruncatedError, match="the file of a rank is missing"):
            checkpoint.read(found["embedding.weight"])
        assert checkpoint.read(found["embedding.weight"], (0,)).shape == (3,)
        (message,) = warnings(checkpoint)
    assert "1 rank of 2 not there: 1" in message
    assert "embedding.weight" in message


def test_a_rank_that_is_damaged(folder: Path) -> None:
    file = next(folder.glob("*/*zero_pp_rank_1*optim_states.pt"))
    file.write_bytes(file.read_bytes()[:500])
    with inspector.open(folder) as checkpoint:
        assert any(file.name in message for message in warnings(checkpoint))
        assert set(weights(checkpoint)) >= {"scale", "frozen.weight"}


def test_without_the_model_there_is_nothing(tmp_path: Path) -> None:
    folder = shutil.copytree(FIXTURES / "stage2" / "step1", tmp_path / "step1")
    file = folder / "mp_rank_00_model_states.pt"
    file.write_bytes(file.read_bytes()[:300])
    with pytest.raises(CheckpointError, match="end record"):
        inspector.open(folder)


def test_closing_closes_all_files(folder: Path) -> None:
    with inspector.open(folder) as checkpoint:
        tensors = checkpoint.tensors
    for tensor in tensors:
        if tensor.numel:
            with pytest.raises(CheckpointError, match="is closed"):
                checkpoint.read(tensor)


def test_shapes_that_lie(tmp_path: Path) -> None:
    model = {"module": {}, "param_shapes": [{"w": torch.Size([1 << 40])}], "ds_version": "1"}
    torch.save(model, tmp_path / "mp_rank_00_model_states.pt")
    state = {"single_partition_of_fp32_groups": [torch.ones(4)], "zero_stage": 2}
    torch.save({"optimizer_state_dict": state}, tmp_path / "zero_pp_rank_0_mp_rank_00_optim_states.pt")
    with inspector.open(tmp_path) as checkpoint:
        (tensor,) = checkpoint.tensors
        assert tensor.shape == (1 << 40,)
        assert any("incomplete (w)" in message for message in warnings(checkpoint))
        assert checkpoint.read(tensor, (slice(0, 4),)).tolist() == [1, 1, 1, 1]
    model["param_shapes"] = [{"w": "all"}]
    torch.save(model, tmp_path / "mp_rank_00_model_states.pt")
    with pytest.raises(CorruptError, match="impossible shape for w"):
        inspector.open(tmp_path)


def test_model_parallel_ranks_are_groups(tmp_path: Path) -> None:
    for rank in range(2):
        torch.save(
            {"module": {"w": torch.ones(2) * rank}, "ds_version": "1"}, tmp_path / f"mp_rank_0{rank}_model_states.pt"
        )
    with inspector.open(tmp_path) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("mp_rank_00", "w"), ("mp_rank_01", "w")]


def test_universal_checkpoints(tmp_path: Path) -> None:
    for name in ("a.weight", "b.bias"):
        (tmp_path / "zero" / name).mkdir(parents=True)
        for kind in ("fp32", "exp_avg"):
            torch.save({"param": torch.ones(3), "cat_dim": 0}, tmp_path / "zero" / name / f"{kind}.pt")
    torch.save({}, tmp_path / "zero" / "optimizer_state.pt")
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "deepspeed-universal"
        assert [entry.path for entry in checkpoint.tensors] == [
            ("a.weight", "exp_avg"), ("a.weight", "fp32"), ("b.bias", "exp_avg"), ("b.bias", "fp32"),
        ]  # fmt: skip
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), np.ones(3))


def test_a_model_parallel_rank_that_is_missing(tmp_path: Path) -> None:
    content = {"module": {"weight": torch.ones(2)}, "ds_version": "0.19", "dp_world_size": 1, "mp_world_size": 2}
    torch.save(content, tmp_path / "mp_rank_00_model_states.pt")
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "deepspeed"
        assert warnings(checkpoint) == ["1 rank of 2 not there or unreadable: mp_rank_01."]


def test_layers_of_a_pipeline_and_experts_are_files_of_their_own(tmp_path: Path) -> None:
    """As ``PipelineModule.save_state_dict`` and the engine's ``_save_moe_checkpoint`` name them; GPT-NeoX has the former."""
    engine = {"module": None, "dp_world_size": 1, "mp_world_size": 1, "iteration": 7}
    torch.save(engine, tmp_path / "mp_rank_00_model_states.pt")
    for layer in (0, 2):
        torch.save({"norm.weight": torch.full((2,), layer)}, tmp_path / f"layer_{layer:02}-model_00-model_states.pt")
    torch.save({"experts.0.w": torch.ones(3)}, tmp_path / "layer_1_expert_0_mp_rank_00_model_states.pt")
    torch.save({"experts.1.w": torch.ones(3)}, tmp_path / "expert_1_mp_rank_00_model_states.pt")
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "deepspeed"
        tensors = {entry.key: checkpoint.read(entry).tolist() for entry in checkpoint.tensors}
        assert tensors == {
            "0.norm.weight": [0, 0], "2.norm.weight": [2, 2], "experts.0.w": [1, 1, 1], "experts.1.w": [1, 1, 1],
        }  # fmt: skip
        assert [entry.key for entry in checkpoint.entries if entry.key not in tensors] == [*engine][1:]
    torch.save({"norm.weight": torch.ones(2)}, tmp_path / "layer_02-model_01-model_states.pt")
    (tmp_path / "layer_00-model_00-model_states.pt").write_bytes(b"PK\x03\x04cut")
    with inspector.open(tmp_path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors][:2] == [
            "mp_rank_00.2.norm.weight",
            "mp_rank_01.2.norm.weight",
        ]
        assert any("layer_00-model_00-model_states.pt" in words for words in warnings(checkpoint))
