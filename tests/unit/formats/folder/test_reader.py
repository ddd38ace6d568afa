"""Folders: several checkpoints are groups, one under an unusual name too; nothing is followed without end."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import torch

import inspector
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.tensors.entries import FileName
from tests.unit.formats.cancelling import check_cancelling_closes_files

FIXTURES = Path(__file__).parents[3] / "fixtures"


def st(path: Path, *keys: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    safetensors.numpy.save_file({key: np.ones(2, np.float32) for key in keys}, path)
    return path


def paths(folder: Path) -> list[tuple[object, ...]]:
    with inspector.open(folder) as checkpoint:
        return [entry.path for entry in checkpoint.tensors]


def test_components_of_a_pipeline(tmp_path: Path) -> None:
    st(tmp_path / "unet" / "diffusion_pytorch_model.safetensors", "conv")
    st(tmp_path / "vae" / "diffusion_pytorch_model.fp16.safetensors", "in")
    (tmp_path / "model_index.json").write_text('{"_class_name": "Pipeline"}')
    assert paths(tmp_path) == [("unet", "conv"), ("vae", "in")]
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.format == "folder(safetensors)"
        assert checkpoint.metadata["model_index.json"] == {"_class_name": "Pipeline"}


def test_tensors_of_each_component_are_those_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "model_index.json").write_text("{}")
    values = {name: {key: np.full(3, 10 * at + n) for n, key in enumerate("zxy")} for at, name in enumerate("cab")}
    for name, arrays in values.items():
        (tmp_path / name).mkdir()
        safetensors.numpy.save_file(arrays, tmp_path / name / "model.safetensors", {"of": name})
    with inspector.open(tmp_path) as checkpoint:
        assert isinstance(checkpoint.entries, list)
        listed = [entry.path for entry in checkpoint.tensors]
        assert listed == [(name, key) for name in "abc" for key in "xyz"]
        assert {type(path[0]) for path in listed} == {FileName}
        for entry in checkpoint.tensors:
            group, key = map(str, entry.path)
            np.testing.assert_array_equal(checkpoint.read(entry), values[group][key])
            assert checkpoint[f"{group}.{key}"] is entry
        assert checkpoint.metadata["b"] == {"of": "b"}


def test_what_describes_a_folder_may_lie_in_a_folder_of_it(tmp_path: Path) -> None:
    st(tmp_path / "a.safetensors", "w")
    (tmp_path / "MAR-INF").mkdir()
    (tmp_path / "MAR-INF" / "MANIFEST.json").write_text('{"model": {}}')
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.metadata["MAR-INF/MANIFEST.json"] == {"model": {}}


def test_quantised_weights_in_a_group_are_found(tmp_path: Path) -> None:
    st(tmp_path / "a" / "model.safetensors", "x.weight")
    shutil.copy(FIXTURES / "quantised" / "modelopt_nvfp4.safetensors", st(tmp_path / "b" / "model.safetensors", "y"))
    with inspector.open(tmp_path) as checkpoint:
        assert {entry.path[0] for entry in checkpoint.tensors if entry.is_logical} == {"b"}


def test_one_under_another_name_and_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    torch.save({"w": torch.ones(1)}, tmp_path / "data" / "model.pth")
    (tmp_path / "MLmodel").write_text("flavors:\n")
    assert paths(tmp_path) == [("data/model.pth", "w")]


def test_hidden_files_and_those_of_other_kinds_are_passed_over(tmp_path: Path) -> None:
    st(tmp_path / "a.safetensors", "w")
    st(tmp_path / ".cache" / "b.safetensors", "w")
    st(tmp_path / "__MACOSX" / "c.safetensors", "w")
    st(tmp_path / "d.png", "w")
    assert paths(tmp_path) == [("a.safetensors", "w")]


def test_links_in_a_circle_and_pipes_do_no_harm(tmp_path: Path) -> None:
    st(tmp_path / "a" / "w.bin", "w")
    (tmp_path / "a" / "again").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "pipe")
    with inspector.open(tmp_path) as checkpoint:
        assert [tensor.path for tensor in checkpoint.tensors] == [("a/w.bin", "w")]
        assert [finding.where for finding in checkpoint.findings if finding.severity is Severity.WARNING] == ["pipe"]


def test_only_so_many_are_held_open(tmp_path: Path) -> None:
    for name in "abc":
        st(tmp_path / f"{name}.safetensors", "w")
    with inspector.open(tmp_path, job=Job(Limits(folder_checkpoints=2))) as checkpoint:
        assert len(checkpoint.tensors) == 2
        (finding,) = [one for one in checkpoint.findings if one.severity is Severity.WARNING]
        assert finding.message == "Not all was looked at, c.safetensors and what follows was not."


def test_a_refusal_names_what_lies_in_it(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"is a folder, not a checkpoint \(it is empty\)$"):
        inspector.open(tmp_path)
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text("x")
    with pytest.raises(UnknownFormatError, match=r"\(it holds 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more\)$"):
        inspector.open(tmp_path)
    (tmp_path / "model.pth").write_bytes(b"PK\x03\x04")
    with pytest.raises(CheckpointError, match=r"that can be read: model\.pth: the zip archive has no end record"):
        inspector.open(tmp_path)


def test_code_in_the_index_of_a_distributed_checkpoint_is_found_though_the_index_is_none(tmp_path: Path) -> None:
    """Loading the folder with torch would unpickle it."""
    torch.save({"weight": torch.ones(2)}, tmp_path / "__0_0.distcp")
    (tmp_path / ".metadata").write_bytes(b"cposix\nsystem\n(S'true'\ntR.")
    assert any("posix.system" in finding.message for finding in inspector.scan(tmp_path).findings)


def test_what_took_the_place_of_a_checkpoint_is_said(tmp_path: Path) -> None:
    st(tmp_path / "unet" / "weights.safetensors", "w")
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 99\n"
    for name, text in {"vae/model.safetensors": pointer, "a.pth": "<html>404</html>", "b.bin": "", "c.csv": ""}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    with inspector.open(tmp_path) as checkpoint:
        said = {
            finding.where: finding.message for finding in checkpoint.findings if finding.severity is Severity.WARNING
        }
    assert said.keys() == {"vae/model.safetensors", "a.pth", "b.bin"}
    assert "git-LFS pointer to 99 bytes" in said["vae/model.safetensors"]
    assert said["b.bin"] == "b.bin is empty."


def test_a_link_to_a_folder_around_it_shows_nothing_twice(tmp_path: Path) -> None:
    st(tmp_path / "run" / "w.safetensors", "w")
    (tmp_path / "run" / "again").symlink_to("..", target_is_directory=True)
    (tmp_path / "latest").symlink_to("run", target_is_directory=True)
    assert paths(tmp_path) == [("latest/w.safetensors", "w"), ("run/w.safetensors", "w")]


def test_what_lies_too_deep_is_said(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"abcdefghijklm")
    st(deep / "far.safetensors", "w")
    st(deep.parents[1] / "near.safetensors", "w")
    with inspector.open(tmp_path) as checkpoint:
        assert [tensor.path for tensor in checkpoint.tensors] == [("a/b/c/d/e/f/g/h/i/j/k/near.safetensors", "w")]
        assert [finding.code for finding in checkpoint.findings if finding.severity is Severity.WARNING] == [
            "too-many-members"
        ]


def test_a_split_model_is_there_once(tmp_path: Path) -> None:
    for part in sorted((FIXTURES / "gguf").glob("split-*.gguf")):
        shutil.copyfile(part, tmp_path / part.name)
    with inspector.open(FIXTURES / "gguf" / "split-00001-of-00003.gguf") as whole:
        expected = [entry.path for entry in whole.tensors]
    assert len(expected) > 2
    assert paths(tmp_path) == expected
    st(tmp_path / "adapter.safetensors", "w")  # another one beside it
    assert paths(tmp_path) == [
        ("adapter.safetensors", "w"),
        *(("split-00001-of-00003.gguf", *path) for path in expected),
    ]


def test_a_program_takes_the_place_of_its_parameters(tmp_path: Path) -> None:
    for name in ("model_2.pdiparams", "model_2.pdmodel"):
        shutil.copyfile(FIXTURES / "paddle" / name, tmp_path / name)
    with inspector.open(FIXTURES / "paddle" / "model_2.pdmodel") as program:
        expected = [entry.path for entry in program.tensors]
    assert paths(tmp_path) == expected


def test_cancelling_closes_the_checkpoints_that_are_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "abc":
        np.save(tmp_path / f"{name}.npy", np.arange(3))
    check_cancelling_closes_files(tmp_path, 2, monkeypatch)
