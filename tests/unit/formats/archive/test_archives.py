"""Archives that hold checkpoints: a group for each, whatever the archive is, and one sentence for those that hold none."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy
import torch

import inspector
from inspector.errors import CheckpointError, UnknownFormatError
from inspector.findings import Severity
from inspector.sources.local_file import LocalFile
from inspector.tensors.entries import FileName, TensorEntry

Members = Mapping[str, bytes]


def pth(*keys: str) -> bytes:
    file = io.BytesIO()
    torch.save({key: torch.arange(3.0) for key in keys}, file)
    return file.getvalue()


def st(*keys: str) -> bytes:
    return safetensors.numpy.save({key: np.arange(4, dtype=np.float32) for key in keys})


def zipped(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def stored(members: Members) -> bytes:
    return zipped(members, zipfile.ZIP_STORED)


def tarred(members: Members, mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def tarred_gz(members: Members) -> bytes:
    return tarred(members, "w:gz")


@pytest.mark.parametrize(
    ("pack", "kind"),
    [(zipped, "zip({})"), (stored, "zip({})"), (tarred, "tar({})"), (tarred_gz, "gzip(tar({}))")],
)
def test_each_checkpoint_is_a_group(tmp_path: Path, pack: Callable[[Members], bytes], kind: str) -> None:
    members = {"README.md": b"#", "run1/gen.pth": pth("a", "b"), "disc.safetensors": st("c")}
    path = tmp_path / "release.bin"
    path.write_bytes(pack(members))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == kind.format("pytorch-zip+safetensors")
        assert [entry.path for entry in checkpoint.tensors] == [
            ("disc.safetensors", "c"), ("run1/gen.pth", "a"), ("run1/gen.pth", "b"),
        ]  # fmt: skip
        assert {type(entry.path[0]) for entry in checkpoint.tensors} == {FileName}
        assert checkpoint.read(checkpoint.tensors[2]).tolist() == [0, 1, 2]
        (said,) = [finding for finding in checkpoint.findings if finding.code == "members"]
        assert said.message == "Holds 2 checkpoints: disc.safetensors (safetensors), run1/gen.pth (pytorch-zip)."
        assert all(finding.severity is Severity.INFO for finding in checkpoint.findings)


@pytest.mark.parametrize("name", ["m.tar", "m.tar.gz", "m.pt", "m.ckpt", "m.zip", "m"])
@pytest.mark.parametrize("pack", [tarred, tarred_gz, zipped])
def test_no_name_and_no_first_member_hides_an_archive(
    tmp_path: Path, pack: Callable[[Members], bytes], name: str
) -> None:
    """The name of its first member is how a tar archive begins: that of AllenNLP's begins as a pickle does."""
    path = tmp_path / name
    path.write_bytes(pack({"config.json": b'{\n  "model": {\n    "type": "x"\n  }\n}\n', "weights.th": pth("w")}))
    with inspector.open(path) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [("weights.th", "w")]


def test_archives_in_archives_have_a_level_each(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"b.tar": tarred({"c.zip": stored({"d.pth": pth("w")})})}))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "zip(tar(zip(pytorch-zip)))"
        (tensor,) = checkpoint.tensors
        assert tensor.path == ("b.tar", "c.zip", "d.pth", "w")
        assert checkpoint.read(tensor).tolist() == [0, 1, 2]


def test_archives_in_archives_end_somewhere(tmp_path: Path) -> None:
    data = pth("w")
    for _ in range(12):
        data = zipped({"in.zip": data})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(CheckpointError, match="within each other"):
        inspector.open(path)


@pytest.mark.slow
def test_an_archive_of_very_many_archives_is_not_looked_through(tmp_path: Path) -> None:
    data = zipped({"w.bin": b"no"})
    for _ in range(3):
        data = zipped({f"{number}.zip": data for number in range(60)})
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    with pytest.raises(CheckpointError, match="Not all was looked at"):
        inspector.open(path)


def test_a_model_in_shards_has_plain_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(stored({f"model-0000{n}-of-00002.safetensors": st(f"layer.{n}") for n in (1, 2)}))
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "zip(safetensors-sharded)"
        assert [entry.path for entry in checkpoint.tensors] == [("layer.1",), ("layer.2",)]
        assert isinstance(checkpoint.files[0], LocalFile)
        assert checkpoint.files[0].path == path


def test_a_folder_in_it_that_is_one_model_is_a_group(tmp_path: Path) -> None:
    shards = {f"vae/model-0000{n}-of-00002.safetensors": st(f"layer.{n}") for n in (1, 2)}
    path = tmp_path / "a.tar"
    path.write_bytes(tarred({**shards, "unet/model.safetensors": st("x")}))
    with inspector.open(path) as checkpoint:
        assert [entry.path for entry in checkpoint.tensors] == [
            ("unet", "x"), ("vae", "layer.1"), ("vae", "layer.2"),
        ]  # fmt: skip


def test_a_damaged_member_hides_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"bad.pth": pth("a")[:200], "good.pth": pth("b")}))
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["good.pth.b"]
        (finding,) = [one for one in checkpoint.findings if one.severity is Severity.WARNING]
        assert (finding.code, finding.where) == ("member-unreadable", "bad.pth")


def test_what_is_wrong_in_a_member_says_where(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(stored({"x.pkl": b"cos\nsystem\n(S'echo'\ntR."}))
    with inspector.open(path) as checkpoint:
        dangers = [finding for finding in checkpoint.findings if finding.severity is Severity.DANGER]
    assert [finding.where for finding in dangers] == ["x.pkl"]


def test_texts_that_describe_it_are_its_metadata(tmp_path: Path) -> None:
    members = {"_stable_baselines3_version": b"2.3.0\n", "config.json": b'{"hidden": 3}', "meta.json": b"{"}
    path = tmp_path / "a.zip"
    path.write_bytes(stored({**members, "policy.pth": pth("w")}))
    with inspector.open(path) as checkpoint:
        metadata = dict(checkpoint.metadata)
    assert metadata["_stable_baselines3_version"] == "2.3.0"
    assert metadata["config.json"] == {"hidden": 3}
    assert metadata["meta.json"] == "{"
    assert metadata["pickle protocol"] == 2


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_without_any_says_what_it_holds(tmp_path: Path, pack: Callable[[Members], bytes]) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(pack({"a.txt": b"x", "pictures/b.png": b"y"}))
    with pytest.raises(UnknownFormatError, match=r"(a\.txt.*pictures)|(it holds a\.txt, pictures/)"):
        inspector.open(path)


def test_members_go_with_the_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(stored({"a.safetensors": st("v"), "b.pth": pth("w")}))
    checkpoint = inspector.open(path)
    tensors: list[TensorEntry] = checkpoint.tensors
    checkpoint.close()
    for tensor in tensors:
        with pytest.raises(CheckpointError, match="is closed"):
            checkpoint.read(tensor)


def test_a_program_with_a_model_behind_it(tmp_path: Path) -> None:
    """What stands in front does not move the archive: its directory counts from where the file begins."""
    path = tmp_path / "m.llamafile"
    path.write_bytes(b"MZqFpD='\n" + bytes(5000))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("w.safetensors", st("a"))
        archive.writestr(".args", "-m\nw.safetensors\n")
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "zip(safetensors)"
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [0, 1, 2, 3]
    path.write_bytes(b"MZqFpD='\n" + bytes(5000))
    with pytest.raises(CheckpointError):
        inspector.open(path)


def test_folders_as_windows_separates_them(tmp_path: Path) -> None:
    """As .NET before 4.6.1 and old PowerShells write archives; also of the records of torch's files."""
    torch.save({"w": torch.arange(3.0)}, tmp_path / "m.pth")
    with zipfile.ZipFile(tmp_path / "m.pth") as saved:
        records = {name.replace("/", "\\"): saved.read(name) for name in saved.namelist()}
    other = {"models\\b.safetensors": st("v"), "..\\c.safetensors": st("evil"), "C:\\d.safetensors": st("evil")}
    (tmp_path / "a.zip").write_bytes(stored({**records, **other}))
    with inspector.open(tmp_path / "a.zip") as checkpoint:
        root = next(iter(records)).partition("\\")[0]
        assert {entry.path for entry in checkpoint.tensors} == {(root, "w"), ("models/b.safetensors", "v")}
        (w,) = (entry for entry in checkpoint.tensors if entry.path[-1] == "w")
        assert checkpoint.read(w).tolist() == [0, 1, 2]
