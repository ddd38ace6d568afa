"""What is read of an archive is held against its checksums, and no more of it than that."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

import inspector
from inspector.formats.numpy import npz_reader

NAMES = ("a", "b")


def torch_zip(path: Path) -> None:
    torch.save({name: torch.ones(100_000) for name in NAMES}, path)


def npz(path: Path) -> None:
    np.savez(path, a=np.arange(100_000, dtype=np.float32), b=np.arange(100_000, dtype=np.float32))


def deflated_npz(path: Path) -> None:
    np.savez_compressed(path, a=np.arange(100_000, dtype=np.float32), b=np.arange(100_000, dtype=np.float32))


def damage(path: Path, name: str) -> None:
    """Give the member another checksum: what it holds is then not what it was."""
    with zipfile.ZipFile(path) as archive:
        crc = archive.getinfo(name).CRC.to_bytes(4, "little")
    data = path.read_bytes()
    place = data.rindex(crc, 0, data.rindex(name.encode()))  # in the directory, before the name
    path.write_bytes(data[:place] + bytes(4) + data[place + 4 :])


@pytest.mark.parametrize("is_found_on_opening", [False, True])
@pytest.mark.parametrize(
    ("made", "name", "member"),
    [(torch_zip, "m.pth", "m/data/1"), (npz, "m.npz", "b.npy"), (deflated_npz, "m.npz", "b.npy")],
)
def test_only_what_is_read_is_checked(
    made: Callable[[Path], None],
    name: str,
    member: str,
    is_found_on_opening: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not is_found_on_opening:
        monkeypatch.setattr(npz_reader, "_MAX_CHECKED_NBYTES", 0)  # small ones are checked when they are opened
    path = tmp_path / name
    made(path)
    damage(path, member)
    for key, wanted in ("a", []), ("b", [member]), ("*", [member]):
        report = inspector.export(path, tmp_path / f"{len(key + str(wanted))}.safetensors", match=key, replace=True)
        table = inspector.statistics(path, match=key)
        for findings in report.findings, table.findings:
            assert [finding.where for finding in findings if finding.code == "crc-mismatch"] == wanted
    assert [finding.where for finding in inspector.scan(path).findings if finding.code == "crc-mismatch"] == [member]
