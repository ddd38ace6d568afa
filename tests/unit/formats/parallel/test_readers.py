"""Folders of Megatron-LM, of Llama's authors, and of files called after ranks."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError
from inspector.findings import Severity

FIXTURES = Path(__file__).parents[3] / "fixtures" / "dcp"


def warnings(checkpoint: Checkpoint) -> list[str]:
    return [finding.message for finding in checkpoint.findings if finding.severity is not Severity.INFO]


def read(checkpoint: Checkpoint) -> dict[str, Any]:
    return {entry.key: checkpoint.read(entry) for entry in checkpoint.tensors}


def saved(path: Path, content: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(content, path)


class TestMegatron:
    def model(self, folder: Path, *, stages: int = 1) -> dict[str, torch.Tensor]:
        """Four layers cut for two ranks, perhaps in stages."""
        whole = {f"decoder.layers.{n}.linear_qkv.weight": torch.randn(4, 2) for n in range(4)}
        (folder / "latest_checkpointed_iteration.txt").write_text("100")
        each = 4 // stages
        for stage in range(stages):
            for rank in range(2):
                layers = {
                    f"decoder.layers.{n}.linear_qkv.weight": whole[
                        f"decoder.layers.{stage * each + n}.linear_qkv.weight"
                    ].chunk(2)[rank]
                    for n in range(each)
                }
                name = f"mp_rank_0{rank}" + (f"_00{stage}" if stages > 1 else "")
                content = {"model": layers, "iteration": 100, "args": {"hidden": 2}}
                saved(folder / "iter_0000100" / name / "model_optim_rng.pt", content)
        return whole

    @pytest.mark.parametrize("stages", [1, 2])
    def test_ranks_and_stages(self, tmp_path: Path, stages: int) -> None:
        whole = self.model(tmp_path, stages=stages)
        for place in (tmp_path, tmp_path / "iter_0000100"):
            with inspector.open(place) as checkpoint:
                assert checkpoint.format == "megatron"
                found = read(checkpoint)
                assert found.keys() == whole.keys()
                assert all(np.array_equal(found[key], whole[key].numpy()) for key in whole)
                assert {entry.key for entry in checkpoint.entries} >= {"iteration", "args.hidden"}
                assert warnings(checkpoint) == []

    def test_a_rank_that_is_missing(self, tmp_path: Path) -> None:
        self.model(tmp_path)
        (tmp_path / "iter_0000100" / "mp_rank_01" / "model_optim_rng.pt").write_bytes(b"")
        with inspector.open(tmp_path) as checkpoint:
            assert checkpoint.tensors[0].shape == (2, 2)
            assert any("1 rank of 2 not there or unreadable" in message for message in warnings(checkpoint))

    def test_ranks_and_stages_that_are_missing_at_the_end(self, tmp_path: Path) -> None:
        args = argparse.Namespace(tensor_model_parallel_size=3, pipeline_model_parallel_size=2)
        for rank in range(2):
            content = {"model": {"self_attention.dense.weight": torch.ones(6, 2)}, "args": args}
            saved(tmp_path / f"mp_rank_0{rank}_model_states.pt", content)
        with inspector.open(tmp_path) as checkpoint:
            assert warnings(checkpoint) == [
                "1 rank of 3 not there or unreadable: 2.",
                "1 stage of 2 not there or unreadable: 1.",
                "1 tensor incomplete: not all ranks have a part (self_attention.dense.weight).",
            ]

    @pytest.mark.parametrize(("said", "missing"), [(10**9, 0), (True, 0), (0, 0), (65_536, 65_535)])
    def test_numbers_of_ranks_are_not_believed(self, tmp_path: Path, said: int, missing: int) -> None:
        saved(tmp_path / "mp_rank_00_model_states.pt", {"model": {"norm": torch.ones(2)}, "mp_world_size": said})
        with inspector.open(tmp_path) as checkpoint:
            messages = warnings(checkpoint)
        shown = ", ".join(map(str, range(1, 9)))
        assert messages == [f"{missing:,} ranks of 65536 not there or unreadable: {shown}, …."] * bool(missing)

    @pytest.mark.parametrize(
        ("name", "shape", "ranks"),
        [
            ("self_attention.dense.weight", (6, 2), 3),
            ("o_proj.weight", (8, 2), 4),
            ("self_attention.dense.weight", (6, 3), 2),
            ("self_attention.dense.weight", (6, 5), 2),
            ("self_attention.dense.weight", (7, 2), 2),
            ("self_attention.dense.weight", (2, 6), 2),
            ("self_attention.dense.weight", (6, 0), 2),
            ("intermediate.dense.weight", (8, 2), 2),
        ],
    )
    def test_ranks_that_the_shapes_ask_for(self, tmp_path: Path, name: str, shape: tuple[int, int], ranks: int) -> None:
        for rank in range(2):
            saved(tmp_path / f"mp_rank_0{rank}_model_states.pt", {"model": {name: torch.ones(shape)}})
        with inspector.open(tmp_path) as checkpoint:
            said = [message for message in warnings(checkpoint) if "seem to be missing" in message]
        assert bool(said) == (ranks > 2)
        assert all(
            f"{shape[0]} × {shape[1]}, is that of one of {ranks} ranks; 2 are there" in message for message in said
        )

    @pytest.mark.parametrize("text", ["../../etc", "999999999999", "", "\udcff"])
    def test_an_iteration_that_is_not_there(self, tmp_path: Path, text: str) -> None:
        self.model(tmp_path)
        (tmp_path / "latest_checkpointed_iteration.txt").write_text(text, errors="surrogateescape")
        with inspector.open(tmp_path) as checkpoint:
            assert checkpoint.format.startswith("folder(")


class TestLlama:
    def write(self, folder: Path, axis: int, dim: int) -> dict[str, torch.Tensor]:
        whole = {
            "tok_embeddings.weight": torch.randn(6, 4),
            "layers.0.attention.wq.weight": torch.randn(4, 4),
            "layers.0.attention.wo.weight": torch.randn(4, 4),
            "norm.weight": torch.randn(4),
        }
        axes = {"tok_embeddings.weight": axis, "layers.0.attention.wq.weight": 0, "layers.0.attention.wo.weight": 1}
        for rank in range(2):
            parts = {key: t.chunk(2, axes[key])[rank].clone() if key in axes else t for key, t in whole.items()}
            torch.save(parts, folder / f"consolidated.0{rank}.pth")
        (folder / "params.json").write_text(json.dumps({"dim": dim}))
        return whole

    @pytest.mark.parametrize("axis", [0, 1])
    def test_embeddings_are_cut_either_way(self, tmp_path: Path, axis: int) -> None:
        whole = self.write(tmp_path, axis, 4)
        with inspector.open(tmp_path) as checkpoint:
            assert checkpoint.format == "llama-consolidated"
            found = read(checkpoint)
            assert all(np.array_equal(found[key], whole[key].numpy()) for key in whole)
            assert checkpoint.metadata == {"params.json": {"dim": 4}}
            assert warnings(checkpoint) == []

    def test_a_rank_that_is_missing(self, tmp_path: Path) -> None:
        self.write(tmp_path, 1, 4)
        (tmp_path / "consolidated.00.pth").rename(tmp_path / "consolidated.02.pth")
        (tmp_path / "params.json").write_text("[")
        with inspector.open(tmp_path) as checkpoint:
            assert any(
                "1 rank of 3 not there or unreadable: consolidated.00.pth" in message
                for message in warnings(checkpoint)
            )

    def test_the_last_rank_is_missing(self, tmp_path: Path) -> None:
        self.write(tmp_path, 1, 4)
        (tmp_path / "consolidated.01.pth").unlink()
        with inspector.open(tmp_path) as checkpoint:
            (message,) = warnings(checkpoint)
        assert "layers.0.attention.wo.weight, 4 × 2, is that of one of 2 ranks; 1 is there" in message


class TestFilesOfRanks:
    def test_adapters_are_called_after_the_ranks_of_their_matrices(self, tmp_path: Path) -> None:
        for rank in (4, 8):
            torch.save({"lora_A": torch.zeros(rank, 2)}, tmp_path / f"lora_rank{rank}.bin")
        with inspector.open(tmp_path) as checkpoint:
            assert checkpoint.format.startswith("folder(")

    def test_pieces_of_dtensors_and_sharded_tensors(self) -> None:
        with inspector.open(FIXTURES / "files_of_ranks") as checkpoint:
            assert checkpoint.format == "rank-files"
            assert warnings(checkpoint) == []
            found = read(checkpoint)
        with inspector.open(FIXTURES / "two_ranks") as checkpoint:
            expected = read(checkpoint)
        for key in ("rows", "columns", "everywhere"):
            assert np.array_equal(found[key], expected[f"model.{key}"])
        assert np.array_equal(found["of_shards"], expected["model.rows"])

    def test_one_of_them_has_its_piece(self) -> None:
        with inspector.open(FIXTURES / "files_of_ranks" / "rank1.pt") as checkpoint:
            rows = next(entry for entry in checkpoint.tensors if entry.key == "rows")
            assert rows.shape == (2, 3)
            assert rows.attributes["global_shape"] == [5, 3]
            (alone,) = [finding for finding in checkpoint.findings if finding.code == "rank-alone"]
        assert "of 5 × 3; open the folder with the files of all ranks" in alone.message
        with inspector.open(FIXTURES / "files_of_ranks") as checkpoint:
            assert "rank-alone" not in [finding.code for finding in checkpoint.findings]
            assert rows.attributes["global_offset"] == [3, 0]
            assert rows.attributes["placements"] == "(Shard(0))"

    def test_parts_of_safetensors(self, tmp_path: Path) -> None:
        whole = np.arange(16, dtype=np.float32).reshape(4, 4)
        for rank, rows in enumerate(np.split(whole, 2)):
            safetensors.numpy.save_file({"a.q_proj.weight": rows}, tmp_path / f"model-rank-{rank}-part-0.safetensors")
            safetensors.numpy.save_file({"norm": whole[0]}, tmp_path / f"model-rank-{rank}-part-1.safetensors")
        with inspector.open(tmp_path) as checkpoint:
            found = read(checkpoint)
            assert warnings(checkpoint) == []
        assert np.array_equal(found["a.q_proj.weight"], whole)
        assert np.array_equal(found["norm"], whole[0])

    def test_a_single_one_is_a_file_like_any_other(self, tmp_path: Path) -> None:
        torch.save({"w": torch.ones(2)}, tmp_path / "rank0.pt")
        with inspector.open(tmp_path) as checkpoint:
            assert [entry.path for entry in checkpoint.tensors] == [("rank0.pt", "w")]

    def test_gaps_in_the_numbers_are_said(self, tmp_path: Path) -> None:
        for rank in (0, 2):
            torch.save({"q_proj.weight": torch.ones(2, 2)}, tmp_path / f"rank{rank}.pt")
        with inspector.open(tmp_path) as checkpoint:
            assert "1 rank of 3 not there or unreadable: 1." in warnings(checkpoint)
            with pytest.raises(CheckpointError):
                checkpoint.read(checkpoint.tensors[0].replace(shape=(9, 9)))

    @pytest.mark.parametrize(("said", "total"), [(4, 4), ("4", 2), (10**9, 2), (None, 2)])
    def test_last_ranks_are_missing(self, tmp_path: Path, said: object, total: int) -> None:
        for rank in range(2):
            safetensors.numpy.save_file({"norm": np.ones(2)}, tmp_path / f"rank{rank}.safetensors")
        (tmp_path / "config.json").write_text(json.dumps({"mapping": {"world_size": said}}))
        with inspector.open(tmp_path) as checkpoint:
            assert warnings(checkpoint) == ["2 ranks of 4 not there or unreadable: 2, 3."] * (total == 4)


def test_distributed_safetensors_of_the_hub(tmp_path: Path) -> None:
    whole = np.arange(12, dtype=np.float32).reshape(4, 3)
    for rank, start in enumerate((0, 3)):
        info = {"w": {"saved_offsets": [start, 0]}, "v": {"saved_offsets": [0]}}
        safetensors.numpy.save_file(
            {"w": whole[start : start + 3], "v": whole[0]},
            tmp_path / f"shard-0000{rank + 1}-model-00001-of-00001.safetensors",
            {"DCP_SHARDING_INFO": json.dumps(info), "format": "pt"},
        )
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "dcp-huggingface"
        assert np.array_equal(read(checkpoint)["w"], whole)
        assert checkpoint.metadata == {"format": "pt"}
    safetensors.numpy.save_file(
        {"w": whole[0]},
        tmp_path / "shard-00003-model.safetensors",
        {"DCP_SHARDING_INFO": '{"w": {"saved_offsets": [-1]}}'},
    )
    with inspector.open(tmp_path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["v"]
        assert any("w can't be read" in message for message in warnings(checkpoint))
