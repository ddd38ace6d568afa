from __future__ import annotations

import io
import pickle
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

import inspector
from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.findings import Severity


class Evil:
    def __reduce__(self) -> Any:
        return eval, ("1 + 1",)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "model.pt"
    torch.save({"a": torch.arange(6.0).reshape(2, 3), "epoch": 3}, path)
    return path


def rewritten(path: Path, changes: dict[str, bytes | None], compression: int = zipfile.ZIP_STORED) -> Path:
    """The archive with records added, replaced or (None) left out; names are below the root."""
    with zipfile.ZipFile(path) as archive:
        records: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    root = next(iter(records)).split("/")[0]
    for name, data in changes.items():
        records[f"{root}/{name}"] = data
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in records.items():
            if data is not None:
                archive.writestr(name, data)
    return path


def test_what_torch_writes(saved: Path) -> None:
    with inspector.open(saved) as checkpoint:
        assert checkpoint.format == "pytorch-zip"
        assert checkpoint.metadata == {"pickle protocol": 2, "format version": 3, "byte order": "little"}
        assert [entry.key for entry in checkpoint.entries] == ["a", "epoch"]
        assert {finding.severity for finding in checkpoint.findings} == {Severity.INFO}
        np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), np.arange(6.0).reshape(2, 3))


def test_what_older_torch_wrote(saved: Path) -> None:
    since = ("byteorder", ".format_version", ".storage_alignment", ".data/serialization_id")
    path = rewritten(saved, dict.fromkeys(since))
    with inspector.open(path) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).sum() == 15


def test_compressed_records(saved: Path) -> None:
    with inspector.open(rewritten(saved, {}, zipfile.ZIP_DEFLATED)) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).sum() == 15


def test_without_checksums(tmp_path: Path) -> None:
    path = tmp_path / "a.pt"
    before = torch.serialization.get_crc32_options()
    torch.serialization.set_crc32_options(False)
    try:
        torch.save({"a": torch.ones(3)}, path)
    finally:
        torch.serialization.set_crc32_options(before)
    with inspector.open(path) as checkpoint:
        assert checkpoint.read(checkpoint.tensors[0]).sum() == 3
        assert [finding.code for finding in checkpoint.findings if finding.code == "checksum"] == ["checksum"]


def test_a_renamed_file_and_a_stream(saved: Path, tmp_path: Path) -> None:
    shutil.copyfile(saved, tmp_path / "other.bin")
    stream = io.BytesIO()
    torch.save({"a": torch.ones(2)}, stream)
    (tmp_path / "stream.ckpt").write_bytes(stream.getvalue())
    for name in ("other.bin", "stream.ckpt"):
        with inspector.open(tmp_path / name) as checkpoint:
            assert checkpoint.format == "pytorch-zip"


def test_large_arrays_in_the_pickle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspector.formats.torch.archive._MAX_CHECKED_NBYTES", 1 << 10)
    array = np.arange(1 << 19, dtype="<i4")
    torch.save({"a": array, "w": torch.ones(2)}, tmp_path / "saved.pt")
    with inspector.open(tmp_path / "saved.pt") as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["a", "w"]
        assert np.array_equal(checkpoint.read(checkpoint.tensors[0]), array)


def test_tensors_without_data_written(tmp_path: Path) -> None:
    path = tmp_path / "a.pt"
    with torch.serialization.skip_data():
        torch.save({"a": torch.ones(3)}, path)
    with inspector.open(path) as checkpoint:
        assert checkpoint.tensors[0].shape == (3,)


def test_a_second_data_pkl_is_looked_into(saved: Path) -> None:
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(saved, "a") as archive:
        archive.writestr("model/data.pkl", pickle.dumps(Evil(), 2))
    with inspector.open(saved) as checkpoint:
        messages = [finding.message for finding in checkpoint.findings if finding.severity is Severity.DANGER]
        assert any("eval" in message for message in messages)


def test_records_nobody_uses(saved: Path) -> None:
    with inspector.open(rewritten(saved, {"data/99": b"12345"})) as checkpoint:
        (finding,) = [one for one in checkpoint.findings if one.code == "unused-records"]
        assert "1 record (5 bytes)" in finding.message


@pytest.mark.parametrize(
    ("changes", "error", "reason"),
    [
        ({"data.pkl": b""}, CheckpointError, "ends before its STOP"),
        ({"data.pkl": b"<html>"}, CheckpointError, "unknown opcode"),
        ({"version": b"999"}, UnsupportedError, "format version is 999"),
        ({"byteorder": b"middle"}, CorruptError, "byte order"),
        ({"other/data.pkl": b"N."}, UnsupportedError, "holds 2 checkpoints"),
    ],
)
def test_files_that_make_no_sense(
    saved: Path, changes: dict[str, bytes | None], error: type[Exception], reason: str
) -> None:
    with pytest.raises(error, match=reason) as caught:
        inspector.open(rewritten(saved, changes))
    assert str(caught.value).startswith(f"{saved}: ")


@pytest.mark.parametrize("data", [None, b"", b"\0" * 20, b"\0" * 28])
def test_a_storage_that_is_missing_or_of_another_size(saved: Path, data: bytes | None) -> None:
    with inspector.open(rewritten(saved, {"data/0": data})) as checkpoint:
        assert checkpoint.tensors == []
        (finding,) = [one for one in checkpoint.findings if one.severity is Severity.WARNING]
        assert finding.code == "unreadable-tensor"


def test_thousands_of_tensors(tmp_path: Path) -> None:
    path = tmp_path / "many.pt"
    tensors = {f"layers.{number}.weight": torch.full((2, number % 3 + 1), float(number)) for number in range(3000)}
    torch.save(tensors, path)
    with inspector.open(path) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == list(tensors)
        for number in (0, 29, 30, 31, 1500, 2999):
            entry = checkpoint.tensors[number]
            np.testing.assert_array_equal(checkpoint.read(entry), tensors[entry.key].numpy())


@pytest.mark.parametrize(
    "rename",
    [
        lambda name: name.partition("/")[2],
        lambda name: f"a/b/{name}",
        lambda name: name.replace("model", "other"),
    ],
)
@pytest.mark.parametrize("drops", ["", "version"])
def test_a_file_that_was_zipped_again(tmp_path: Path, rename: Callable[[str], str], drops: str) -> None:
    path = tmp_path / "model.pth"
    torch.save({"w": torch.arange(6.0).reshape(2, 3)}, path)
    with zipfile.ZipFile(path) as archive:
        records = {name: archive.read(name) for name in archive.namelist() if not drops or not name.endswith(drops)}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in reversed(records.items()):
            archive.writestr(rename(name), data)
        archive.writestr("__MACOSX/model/._data.pkl", b"")
    with inspector.open(path) as checkpoint:
        assert checkpoint.format == "pytorch-zip"
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [[0, 1, 2], [3, 4, 5]]
        assert "zipped-again" in [finding.code for finding in checkpoint.findings]


def test_a_file_of_torch_was_not_zipped_again(tmp_path: Path) -> None:
    torch.save({"w": torch.ones(2)}, tmp_path / "model.pth")
    with inspector.open(tmp_path / "model.pth") as checkpoint:
        assert "zipped-again" not in [finding.code for finding in checkpoint.findings]


def test_a_pickle_in_another_archive_is_not_a_file_of_torch(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("data.pkl", pickle.dumps({"a": 1}))
        archive.writestr("model.npy", b"")
    with inspector.open(tmp_path / "a.zip") as checkpoint:
        assert checkpoint.format == "zip(pickle)"


def test_a_version_in_the_place_of_the_first_two_bytes(saved: Path) -> None:
    """As GPT-SoVITS writes its models since version 3."""
    saved.write_bytes(b"05" + saved.read_bytes()[2:])
    with inspector.open(saved) as checkpoint:
        assert checkpoint.format == "pytorch-zip"
        assert checkpoint.read(checkpoint.tensors[0]).tolist() == [[0, 1, 2], [3, 4, 5]]
        assert checkpoint.findings[-1].code == "renumbered-zip"
    saved.write_bytes(b"xy" + saved.read_bytes()[2:])
    with pytest.raises(CheckpointError):
        inspector.open(saved)


def buffer_of(value: object) -> io.BytesIO:
    buffer = io.BytesIO()
    torch.save(value, buffer)
    return buffer


@pytest.mark.parametrize("protocol", [2, 4])
@pytest.mark.parametrize("legacy", [False, True])
def test_buffers_hold_data_or_what_would_be_unpickled(protocol: int, legacy: bool, tmp_path: Path) -> None:
    """As layers of Transformer Engine keep their state."""
    path = tmp_path / "m.pt"
    harmless = [io.BytesIO(), io.BytesIO(b"text"), buffer_of({"scale": torch.ones(2)})]
    for more, expected in (([], False), ([buffer_of(Evil())], True), ([io.BytesIO(pickle.dumps(Evil()))], True)):
        torch.save([*harmless, *more], path, pickle_protocol=protocol, _use_new_zipfile_serialization=not legacy)
        with inspector.open(path) as checkpoint:
            assert any(finding.severity is Severity.DANGER for finding in checkpoint.findings) is expected


def test_named_results_of_torch_are_data(tmp_path: Path) -> None:
    torch.save({"best": torch.topk(torch.arange(4.0), 2)}, tmp_path / "m.pt")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        assert len(checkpoint.tensors) == 2
        assert all(finding.severity is not Severity.DANGER for finding in checkpoint.findings)


def is_dangerous(path: Path) -> bool:
    with inspector.open(path) as checkpoint:
        return any(finding.severity is Severity.DANGER for finding in checkpoint.findings)


def pickled_buffer(value: object) -> io.BytesIO:
    return io.BytesIO(pickle.dumps(value))


@pytest.mark.parametrize("buffer", [buffer_of, pickled_buffer])
def test_buffers_in_buffers(buffer: Callable[[object], io.BytesIO], tmp_path: Path) -> None:
    """As deep as is looked: what is unpickled may be unpickled again. Where more are in it than that, it is said."""
    for innermost, expected in ((Evil(), True), ({"scale": 1}, False)):
        value: object = innermost
        for _ in range(4):
            value = [buffer(value)]
            torch.save(value, tmp_path / "m.pt")
            assert is_dangerous(tmp_path / "m.pt") is expected
            (tmp_path / "m.pkl").write_bytes(pickle.dumps(value))
            assert is_dangerous(tmp_path / "m.pkl") is expected
    for _ in range(3):
        value = [buffer(value)]
    torch.save(value, tmp_path / "m.pt")
    with inspector.open(tmp_path / "m.pt") as checkpoint:
        assert [finding.code for finding in checkpoint.findings if finding.severity is Severity.WARNING] == [
            "unread-pickle"
        ]


def test_buffers_behind_a_pickle_and_in_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "m.pkl"
    inside = pickle.dumps(["text", pickled_buffer(Evil())])
    path.write_bytes(pickle.dumps(1) + inside)
    assert is_dangerous(path)
    path.write_bytes(pickle.dumps(pickled_buffer(1))[:-1] + b"0" + pickle.dumps([io.BytesIO(inside[:-1])])[2:])
    assert is_dangerous(path)


def test_one_buffer_of_many_is_looked_into_once(tmp_path: Path) -> None:
    """Bytes that a thousand buffers share at each of several levels take no longer than their own size."""
    content = pickle.dumps(Evil())
    for _ in range(4):
        content = pickle.dumps([io.BytesIO(content) for _ in range(1000)])
    (tmp_path / "m.pkl").write_bytes(content)
    assert len(content) < 1 << 20
    assert is_dangerous(tmp_path / "m.pkl")
