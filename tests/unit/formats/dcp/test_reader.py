"""Distributed checkpoints: as torch saves them, with files missing, and with indexes that lie."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch.distributed.checkpoint.filesystem import _StorageInfo
from torch.distributed.checkpoint.metadata import (
    ChunkStorageMetadata,
    Metadata,
    MetadataIndex,
    TensorProperties,
    TensorStorageMetadata,
)
from torch.distributed.checkpoint.state_dict_saver import save

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, TruncatedError
from inspector.findings import Severity

TWO_RANKS = Path(__file__).parents[3] / "fixtures" / "dcp" / "two_ranks"


def saved(folder: Path, state: dict[str, Any]) -> Path:
    with pytest.warns(UserWarning, match="in a single process"):
        save(state, checkpoint_id=folder, no_dist=True)
    return folder


def warnings(checkpoint: Checkpoint) -> list[str]:
    return [finding.message for finding in checkpoint.findings if finding.severity is not Severity.INFO]


@pytest.fixture
def two_ranks(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TWO_RANKS, tmp_path / "checkpoint"))


def test_nested_containers_and_objects(tmp_path: Path) -> None:
    weight = torch.randn(3, 4)
    state = {"model": {"w": weight, "t": weight.t()[1:]}, "optim": [{"lr": 0.1}, {"betas": (0.9, 0.99)}], "step": 3}
    with inspector.open(saved(tmp_path, state)) as checkpoint:
        assert checkpoint.format == "torch-dcp"
        assert warnings(checkpoint) == []
        tensors = {entry.path: checkpoint.read(entry) for entry in checkpoint.tensors}
        values = {entry.path: entry.value for entry in checkpoint.entries if hasattr(entry, "value")}
    assert np.array_equal(tensors["model", "w"], weight.numpy())
    assert np.array_equal(tensors["model", "t"], weight.numpy().T[1:])
    assert values[("step",)] == 3
    assert values["optim", 0, "lr"] == 0.1


@pytest.mark.parametrize(
    "dtype", [torch.float16, torch.bfloat16, torch.bool, torch.complex64, torch.float8_e4m3fn, torch.uint16]
)
def test_every_element_type_is_read(tmp_path: Path, dtype: torch.dtype) -> None:
    tensor = torch.arange(6).reshape(2, 3).to(dtype)
    with inspector.open(saved(tmp_path, {"t": tensor, "none": tensor[:0]})) as checkpoint:
        entry, empty = sorted(checkpoint.tensors, key=lambda each: each.key, reverse=True)
        assert str(entry.dtype) == str(dtype).removeprefix("torch.")
        expected = tensor if dtype is torch.complex64 else tensor.float()
        assert checkpoint.read(entry).astype(expected.numpy().dtype).tolist() == expected.tolist()
        assert checkpoint.read(empty).shape == (0, 3)


def test_pieces_of_two_ranks_are_one_tensor() -> None:
    with inspector.open(TWO_RANKS) as checkpoint:
        rows = checkpoint["model.rows"]
        assert rows in checkpoint.tensors
        assert {entry.key: entry.shape for entry in checkpoint.tensors} == {
            "model.rows": (5, 3), "model.columns": (4, 3), "model.everywhere": (2, 3), "layers.0": (7,),
        }  # fmt: skip
        assert warnings(checkpoint) == []


def test_a_rank_whose_file_is_missing(two_ranks: Path) -> None:
    (two_ranks / "__1_0.distcp").unlink()
    with inspector.open(two_ranks) as checkpoint:
        rows = checkpoint.tensors[[entry.key for entry in checkpoint.tensors].index("model.rows")]
        assert checkpoint.read(rows, (slice(0, 2),)).shape == (2, 3)
        with pytest.raises(TruncatedError, match=r"__1_0\.distcp does not exist"):
            checkpoint.read(rows)
        messages = warnings(checkpoint)
    assert any("model.rows" in message and "incomplete: __1_0.distcp does not exist" in message for message in messages)


def test_a_file_that_was_cut(two_ranks: Path) -> None:
    file = two_ranks / "__1_0.distcp"
    file.write_bytes(file.read_bytes()[:100])
    with inspector.open(two_ranks) as checkpoint:
        assert any("past the end" in message for message in warnings(checkpoint))


def test_nothing_is_read_before_it_is_asked_for(two_ranks: Path) -> None:
    with inspector.open(two_ranks) as checkpoint:
        (two_ranks / "__0_0.distcp").write_bytes(b"")
        tensor = next(entry for entry in checkpoint.tensors if entry.key == "model.rows")
        with pytest.raises(CheckpointError):
            checkpoint.read(tensor)


def index(folder: Path, shape: Any, chunks: list[tuple[Any, Any]], info: _StorageInfo, **more: Any) -> Path:
    """A folder with the index of one tensor, whose pieces all lie at one place."""
    pieces = [ChunkStorageMetadata(torch.Size(offsets), torch.Size(sizes)) for offsets, sizes in chunks]
    described = TensorStorageMetadata(TensorProperties(dtype=torch.float32), torch.Size(shape), pieces)
    places = {MetadataIndex("w", torch.Size(offsets), 0): info for offsets, _ in chunks}
    metadata = Metadata({"w": described}, planner_data=more.get("planner"), storage_data=places)
    (folder / ".metadata").write_bytes(pickle.dumps(metadata, 4))
    return folder


class TestIndexesThatLie:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "checkpoint"
        folder.mkdir()
        torch.save(torch.ones(2, 3), folder / "a.distcp")
        torch.save(torch.ones(2, 3), tmp_path / "outside.distcp")
        return folder

    def place(self, folder: Path, name: str = "a.distcp", offset: int = 0) -> _StorageInfo:
        return _StorageInfo(name, offset, (folder / "a.distcp").stat().st_size)

    def test_the_truth(self, folder: Path) -> None:
        with inspector.open(index(folder, (2, 3), [((0, 0), (2, 3))], self.place(folder))) as checkpoint:
            assert checkpoint.read(checkpoint.tensors[0]).tolist() == [[1, 1, 1]] * 2

    def test_of_another_shape_than_the_file(self, folder: Path) -> None:
        with (
            inspector.open(index(folder, (3, 2), [((0, 0), (3, 2))], self.place(folder))) as checkpoint,
            pytest.raises(CorruptError, match=r"is float32 \(2, 3\), the index says float32 \(3, 2\)"),
        ):
            checkpoint.read(checkpoint.tensors[0])

    @pytest.mark.parametrize("name", ["../outside.distcp", "/etc/passwd", "..\\a.distcp", "gone.distcp"])
    def test_of_files_elsewhere(self, folder: Path, name: str) -> None:
        with inspector.open(index(folder, (2, 3), [((0, 0), (2, 3))], self.place(folder, name))) as checkpoint:
            assert checkpoint.tensors == []
            assert any("w can't be read" in message for message in warnings(checkpoint))

    def test_of_places_past_the_end(self, folder: Path) -> None:
        with inspector.open(index(folder, (2, 3), [((0, 0), (2, 3))], self.place(folder, offset=9))) as checkpoint:
            assert any("past the end" in message for message in warnings(checkpoint))

    @pytest.mark.parametrize(
        ("shape", "chunks"),
        [
            ((2, 2), [((0, 0), (2, 3))]),
            ((1 << 40, 1 << 40), [((0, 0), (2, 3))]),
            ((2, 3), [((0,), (2, 3))]),
            ((4, 3), [((0, 0), (2, 3)), ((2, 0), (3, 3))]),
        ],
    )
    def test_of_pieces_that_do_not_fit(self, folder: Path, shape: Any, chunks: Any) -> None:
        with inspector.open(index(folder, shape, chunks, self.place(folder))) as checkpoint:
            assert checkpoint.tensors == []
            assert any("w can't be read" in message for message in warnings(checkpoint))

    def test_a_tensor_with_holes_is_read_where_it_has_pieces(self, folder: Path) -> None:
        with inspector.open(index(folder, (4, 3), [((0, 0), (2, 3))], self.place(folder))) as checkpoint:
            (tensor,) = checkpoint.tensors
            assert checkpoint.read(tensor, (1,)).tolist() == [1, 1, 1]
            with pytest.raises(TruncatedError, match="no pieces for all of it"):
                checkpoint.read(tensor)
            assert warnings(checkpoint) == ["1 tensor (w) is incomplete: the index has no pieces for all of it."]

    def test_that_run_code(self, folder: Path) -> None:
        class Evil:
            def __reduce__(self) -> Any:
                return eval, ("1 + 1",)

        planner = {"w": ("w",), "x": Evil()}
        made = index(folder, (2, 3), [((0, 0), (2, 3))], self.place(folder), planner=planner)
        with inspector.open(made) as checkpoint:
            dangers = [finding.where for finding in checkpoint.findings if finding.severity is Severity.DANGER]
            assert set(dangers) == {".metadata"}
            assert len(checkpoint.tensors) == 1

    def test_that_are_no_index(self, folder: Path) -> None:
        (folder / ".metadata").write_bytes(pickle.dumps({"torch.distributed.checkpoint.metadata": 1}, 4))
        with pytest.raises(CorruptError, match="is not that of a distributed checkpoint"):
            inspector.open(folder)


def test_the_form_of_safetensors(tmp_path: Path) -> None:
    safetensors = pytest.importorskip("safetensors.numpy")
    array = np.arange(6, dtype=np.float32).reshape(2, 3)
    for rank in range(2):
        safetensors.save_file({"w": array + rank, "other": array[:1]}, tmp_path / f"__{rank}_0.distcp")
    chunks = [((0, 0), (2, 3)), ((2, 0), (2, 3))]
    index(tmp_path, (4, 3), chunks, _StorageInfo("__0_0.distcp", 0, 24))
    metadata = pickle.loads((tmp_path / ".metadata").read_bytes())
    metadata.storage_data[MetadataIndex("w", torch.Size((2, 0)), 0)] = _StorageInfo("__1_0.distcp", 0, 24)
    (tmp_path / ".metadata").write_bytes(pickle.dumps(metadata, 4))
    with inspector.open(tmp_path) as checkpoint:
        (tensor,) = checkpoint.tensors
        assert np.array_equal(checkpoint.read(tensor), np.concatenate([array, array + 1]))
