"""Pickles in members that a reader passes over, as loaders may come upon them."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import pickle
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy
import torch

import inspector
from inspector.errors import CheckpointError
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.limits import Limits


class Attack:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("true",)


EVIL = pickle.dumps(Attack(), 2)


def dangers(path: Path) -> list[tuple[str, bool]]:
    with inspector.open(path) as checkpoint:
        found = [finding for finding in checkpoint.findings if finding.severity is Severity.DANGER]
    return [(finding.where, "system" in finding.message) for finding in found]


def with_member(path: Path, name: str, data: bytes) -> Path:
    torch.save({"w": torch.ones(2)}, path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return path


def zipped(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


def tarred(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("m/DATA.PKL", EVIL, "m/DATA.PKL"),
        ("m/extra/notes", EVIL, "m/extra/notes"),
        ("m/old.txt", pickle.dumps(Attack(), 0), "m/old.txt"),
        ("m/inner.pt", zipped("data.pkl", EVIL), "m/inner.pt/data.pkl"),
        ("m/deep.zip", zipped("a.zip", zipped("b", EVIL)), "m/deep.zip/a.zip/b"),
        ("m/notes.gz", gzip.compress(EVIL, mtime=0), "m/notes.gz"),
        ("m/twice", bz2.compress(lzma.compress(EVIL)), "m/twice"),
        ("m/inner.tgz", gzip.compress(tarred("b", zipped("c", EVIL)), mtime=0), "m/inner.tgz/b/c"),
        ("m/many", b"N." * 1000 + EVIL, "m/many pickle 1001"),
    ],
)
def test_what_begins_as_a_pickle_is_looked_into(name: str, data: bytes, where: str, tmp_path: Path) -> None:
    assert (where, True) in dangers(with_member(tmp_path / "m.pt", name, data))


@pytest.mark.parametrize(
    "data",
    [
        b"plain text",
        b"\x80\x02",
        b"cat\nis no pickle",
        b"",
        bytes(4096),
        np.arange(99.0).tobytes(),
        pickle.dumps([1, "posix"]),
    ],
)
def test_what_names_nothing_is_no_danger(data: bytes, tmp_path: Path) -> None:
    with inspector.open(with_member(tmp_path / "m.pt", "m/notes", data)) as checkpoint:
        assert not [finding for finding in checkpoint.findings if finding.where == "m/notes"]


@pytest.mark.parametrize("end", [b"", b"\xff", b"0000.", b"h\x77.", b"\x8c\x01\xff."])
def test_what_stands_before_the_defect_of_a_pickle_is_a_danger(end: bytes, tmp_path: Path) -> None:
    with inspector.open(with_member(tmp_path / "m.pt", "m/x", EVIL[:-1] + end)) as checkpoint:
        found = {finding.code: finding.message for finding in checkpoint.findings if finding.where == "m/x"}
    assert found["pickle-dangerous-name"].startswith("Pickle import posix.system can run code")
    assert "no whole pickle" in found["broken-pickle"]


def test_an_array_of_objects_in_a_member_of_any_name_is_read_like_one(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.array([Attack()], dtype=object))
    np.savez(tmp_path / "a.npz", a=np.ones(2))
    with zipfile.ZipFile(tmp_path / "a.npz", "a") as archive:
        archive.writestr("x", buffer.getvalue())
    assert [hit for _, hit in dangers(tmp_path / "a.npz")] == [True]


def test_items_set_on_a_tensor_are_said(tmp_path: Path) -> None:
    torch.save({"w": torch.ones(2)}, tmp_path / "m.pt")
    with zipfile.ZipFile(tmp_path / "m.pt") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    record = next(name for name in members if name.endswith("data.pkl"))
    at = members[record].rindex(b"R") + 1  # behind the call that makes the tensor
    members[record] = members[record][:at] + b"(K\x00K\x07u" + members[record][at:]
    with zipfile.ZipFile(tmp_path / "changed.pt", "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with inspector.open(tmp_path / "changed.pt") as checkpoint:
        assert "changed-tensor" in [finding.code for finding in checkpoint.findings]


def warnings_within(path: Path, limits: Limits) -> list[str]:
    with inspector.open(path, job=Job(limits)) as checkpoint:
        return [finding.message for finding in checkpoint.findings if finding.severity is Severity.WARNING]


def test_what_was_not_looked_into_is_said(tmp_path: Path) -> None:
    deep = with_member(tmp_path / "deep.pt", "m/a.gz", gzip.compress(gzip.compress(EVIL)))
    message = "m/a.gz lies in too many archives within each other to be looked into."
    assert message not in warnings_within(deep, Limits(unread_depth=4))
    assert message in warnings_within(deep, Limits(unread_depth=2))
    large = with_member(tmp_path / "large.pt", "m/a.gz", gzip.compress(b"\0" * 5000))
    message = "m/a.gz is compressed, and too large to be looked into whole."
    assert message not in warnings_within(large, Limits())
    assert message in warnings_within(large, Limits(stray_nbytes=2000, stray_more_nbytes=0))
    many = with_member(tmp_path / "many.pt", "m/many", b"N." * 20)
    message = "What follows the first 10 pickles was not looked into."
    assert message not in warnings_within(many, Limits(stray_pickles=20))
    assert message in warnings_within(many, Limits(stray_pickles=10))


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_file_that_is_refused_is_scanned_all_the_same(compress: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(compress(compress(EVIL)))
    with pytest.raises(CheckpointError) as caught:
        inspector.open(path)
    assert any(finding.severity is Severity.DANGER for finding in caught.value.findings)
    assert str(caught.value).count("DANGER: ") == 1, "and the danger comes first"


@pytest.mark.parametrize("name", ["training_args.bin", "random_states_0.pkl", "x.npz", "model-00009-of-00009.bin"])
def test_danger_beside_a_checkpoint_shows_when_its_folder_is_opened(name: str, tmp_path: Path) -> None:
    safetensors.numpy.save_file({"w": np.zeros(2)}, tmp_path / "model.safetensors")
    with inspector.open(tmp_path) as checkpoint:
        assert checkpoint.findings == []
    (tmp_path / name).write_bytes(EVIL)
    with inspector.open(tmp_path) as checkpoint:
        assert [(each.severity, each.where) for each in checkpoint.findings] == [(Severity.DANGER, name)]
    report = inspector.scan(tmp_path)
    assert [(each.severity, each.where) for each in report.findings] == [(Severity.DANGER, name)]


@pytest.mark.parametrize("name", ["checkpoint-500/optimizer.pt", "unet/deep/er/x.npz"])
def test_danger_in_a_folder_below_shows_when_a_folder_is_opened(name: str, tmp_path: Path) -> None:
    safetensors.numpy.save_file({"w": np.zeros(2)}, tmp_path / "model.safetensors")
    for each in (name, f".git/{name}"):
        (tmp_path / each).parent.mkdir(parents=True)
        (tmp_path / each).write_bytes(EVIL)
    with inspector.open(tmp_path) as checkpoint:
        assert [(each.severity, each.where) for each in checkpoint.findings] == [(Severity.DANGER, name)]
    for at in range(30):
        (tmp_path / "aaa" / str(at)).mkdir(parents=True)
    with inspector.open(tmp_path, job=Job(Limits(neighbours_listed=20))) as checkpoint:
        assert checkpoint.findings == []


def test_opening_a_folder_looks_into_few_of_its_files(tmp_path: Path) -> None:
    safetensors.numpy.save_file({"w": np.zeros(2)}, tmp_path / "model.safetensors")
    for name in ("a.pkl", "b.pkl", "c.pkl"):
        (tmp_path / name).write_bytes(EVIL)
    with inspector.open(tmp_path, job=Job(Limits(neighbours=2))) as checkpoint:
        assert [each.where for each in checkpoint.findings] == ["a.pkl", "b.pkl"]


def test_a_scan_looks_into_hidden_files_but_not_into_histories(tmp_path: Path) -> None:
    safetensors.numpy.save_file({"w": np.zeros(2)}, tmp_path / "model.safetensors")
    for name in (".cache/x.pkl", ".ipynb_checkpoints/y.pkl", ".z.pkl", ".git/objects/o.pkl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(EVIL)
    found = {each.where for each in inspector.scan(tmp_path).findings}
    assert found == {".cache/x.pkl", ".ipynb_checkpoints/y.pkl", ".z.pkl"}
