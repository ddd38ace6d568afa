"""Pickles in members that a reader passes over, as loaders may come upon them."""

from __future__ import annotations

import io
import os
import pickle
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.findings import Severity


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


@pytest.mark.parametrize(
    ("name", "data", "where"),
    [
        ("m/DATA.PKL", EVIL, "m/DATA.PKL"),
        ("m/extra/notes", EVIL, "m/extra/notes"),
        ("m/old.txt", pickle.dumps(Attack(), 0), "m/old.txt"),
        ("m/inner.pt", zipped("data.pkl", EVIL), "m/inner.pt/data.pkl"),
        ("m/deep.zip", zipped("a.zip", zipped("b", EVIL)), "m/deep.zip/a.zip/b"),
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
