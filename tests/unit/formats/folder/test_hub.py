"""The cache of a model hub, laid out as huggingface_hub does."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.sources.local_file import LocalFile
from inspector.sources.location import LocalLocation, Location


def cached(hub: Path, model: str, *snapshots: str) -> Path:
    """A model in the cache, whose snapshots have a tensor each that is called like them; ``main`` is the first."""
    folder = hub / f"models--acme--{model}"
    (folder / "blobs").mkdir(parents=True)
    (folder / "refs").mkdir()
    (folder / "refs" / "main").write_text(snapshots[0] + "\n")
    for name in snapshots:
        blob = folder / "blobs" / f"blob{name}"
        safetensors.numpy.save_file({name: np.ones(1)}, blob)
        (folder / "snapshots" / name).mkdir(parents=True)
        (folder / "snapshots" / name / "model.safetensors").symlink_to(Path("../../blobs") / blob.name)
    return folder


def test_the_snapshot_of_main(tmp_path: Path) -> None:
    folder = cached(tmp_path, "toy", "b", "c", "a")
    for place in (folder, tmp_path, folder / "snapshots" / "b"):
        with inspector.open(place) as checkpoint:
            assert [entry.path for entry in checkpoint.tensors] == [("b",)]
            assert checkpoint.location.path == place or place.name == "b"
    with inspector.open(folder) as checkpoint:
        assert checkpoint.metadata["snapshot"] == "b"


def test_nothing_is_looked_at_again_for_each_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = cached(tmp_path, "toy", "a")
    safetensors.numpy.save_file({"a": np.ones(20_000)}, folder / "blobs" / "bloba")
    listed: list[str] = []
    read: list[tuple[str, int]] = []
    children, bytes_of = LocalLocation.children, LocalFile.read

    def counted(self: LocalLocation) -> list[Location]:
        listed.append(self.name)
        return children(self)

    def noted(self: LocalFile, offset: int = 0, nbytes: int | None = None) -> bytes:
        read.append((self.name, offset))
        return bytes_of(self, offset, nbytes)

    monkeypatch.setattr(LocalLocation, "children", counted)
    monkeypatch.setattr(LocalFile, "read", noted)
    inspector.open(folder).close()
    assert sorted(listed) == ["a", folder.name, "snapshots"]
    assert read == [("model.safetensors", 0)]


def test_several_models_are_groups(tmp_path: Path) -> None:
    cached(tmp_path, "one", "x")
    cached(tmp_path, "two", "y")
    with inspector.open(tmp_path) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("models--acme--one", "x"), ("models--acme--two", "y")]


@pytest.mark.parametrize("ref", ["../../..", "gone", "\xff"])
def test_a_branch_that_leads_nowhere(tmp_path: Path, ref: str) -> None:
    folder = cached(tmp_path, "toy", "a")
    (folder / "refs" / "main").write_bytes(ref.encode("latin-1"))
    with inspector.open(folder) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("a",)]


def test_no_snapshot(tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "refs").mkdir()
    with pytest.raises(CheckpointError, match=r"is a folder, not a checkpoint \(it holds refs/, snapshots/\)"):
        inspector.open(tmp_path)


def test_a_folder_called_snapshots_alone_makes_no_cache(tmp_path: Path) -> None:
    folder = cached(tmp_path, "toy", "b", "a")
    for name in ("refs", "blobs"):
        (folder / name).rename(tmp_path / name)
    for name in "ab":
        safetensors.numpy.save_file({"w": np.ones(1)}, folder / "snapshots" / name / "model.safetensors")
    with inspector.open(folder) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("snapshots/a", "w"), ("snapshots/b", "w")]


def test_links_that_became_text_are_said_to_be(tmp_path: Path) -> None:
    path = tmp_path / "model.safetensors"
    path.write_text("../../blobs/" + "0f" * 20)
    with pytest.raises(CheckpointError, match="copied as text; copy the folder with its links"):
        inspector.open(path)


def with_copied_links(hub: Path) -> tuple[Path, Path]:
    """A model whose snapshot has texts where links were, also in a folder of it; its snapshot."""
    folder = cached(hub, "toy", "a")
    snapshot = folder / "snapshots" / "a"
    blob = (folder / "blobs" / "bloba").rename(folder / "blobs" / ("0f" * 20))
    (snapshot / "model.safetensors").unlink()
    (snapshot / "model.safetensors").write_text(f"../../blobs/{blob.name}")
    (snapshot / "onnx").mkdir()
    (snapshot / "onnx" / "model.safetensors").write_text(f"../../../blobs/{blob.name}\n")
    return folder, snapshot


def test_blobs_are_found_where_links_became_text(tmp_path: Path) -> None:
    folder, snapshot = with_copied_links(tmp_path)
    for place in (folder, snapshot, snapshot / "model.safetensors", snapshot / "onnx" / "model.safetensors"):
        with inspector.open(place) as checkpoint:
            assert {entry.path[-1] for entry in checkpoint.tensors} == {"a"}
            (said,) = [finding.message for finding in checkpoint.findings if finding.code == "link-copied"]
            assert said.startswith(("1 link to blobs", "2 links to blobs"))


@pytest.mark.parametrize("text", ["../../../blobs/", "../blobs/", "../../blob/", "../../blobs/../"])
def test_no_other_text_is_followed(tmp_path: Path, text: str) -> None:
    folder, snapshot = with_copied_links(tmp_path)
    name = "0f" * 20
    for place in (tmp_path, folder / "snapshots"):
        (place / "blobs").mkdir()
        (place / "blobs" / name).write_bytes((folder / "blobs" / name).read_bytes())
    (snapshot / "model.safetensors").write_text(f"{text}{name}")
    with pytest.raises(CheckpointError):
        inspector.open(snapshot / "model.safetensors")


def test_blobs_that_are_links_are_not_followed(tmp_path: Path) -> None:
    folder, snapshot = with_copied_links(tmp_path)
    blob = folder / "blobs" / ("0f" * 20)
    blob.symlink_to(blob.rename(tmp_path / "elsewhere"))
    with pytest.raises(CheckpointError, match="copied as text"):
        inspector.open(snapshot / "model.safetensors")


@pytest.mark.parametrize("name", ["pytorch_model.bin", "checkpoint-500/optimizer.pt"])
def test_danger_beside_the_files_of_a_snapshot_shows(tmp_path: Path, name: str) -> None:
    snapshot = cached(tmp_path, "toy", "0123abcd") / "snapshots" / "0123abcd"
    (snapshot / name).parent.mkdir(exist_ok=True)
    (snapshot / name).write_bytes(pickle.dumps(eval))
    with inspector.open(tmp_path / "models--acme--toy") as checkpoint:
        assert [(each.severity, each.where) for each in checkpoint.findings] == [(Severity.DANGER, name)]
