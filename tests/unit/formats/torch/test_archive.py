from __future__ import annotations

import io
import zipfile
from functools import partial

import pytest
import torch

from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.formats.torch.archive import TorchArchive, roots_of
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from inspector.sources.storage import MemoryStorage
from inspector.sources.zip import ZipArchive


def zipped(**records: bytes | str) -> ZipArchive:
    """An archive of these records below ``root``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in records.items():
            archive.writestr(f"root/{name}", data)
    return ZipArchive(MemoryStorage(stream.getvalue()))


def opened(**records: bytes | str) -> TorchArchive:
    return TorchArchive(zipped(**records), "root")


def test_what_torch_writes() -> None:
    stream = io.BytesIO()
    torch.save({"a": torch.zeros(3)}, stream)
    zip_archive = ZipArchive(MemoryStorage(stream.getvalue()))
    assert roots_of(zip_archive, "data.pkl") == ["archive"]
    archive = TorchArchive(zip_archive, "archive")
    assert (archive.version, archive.big_endian, archive.findings) == (3, False, [])
    assert archive.lookup("data")("0").nbytes == 12
    archive.check_crc("data.pkl", Job())
    archive.note_unused("data")
    assert archive.findings == []


def test_every_root_is_found() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("a/data.pkl", "b/c/data.pkl", "data.pkl", "d/xdata.pkl"):
            archive.writestr(name, b"")
    assert roots_of(ZipArchive(MemoryStorage(stream.getvalue())), "data.pkl") == ["a", "b/c"]


@pytest.mark.parametrize(("text", "big"), [("little", False), ("big", True), ("", False), (" big\n", True)])
def test_byte_order(text: str, big: bool) -> None:
    assert opened(byteorder=text).big_endian is big


def test_no_byte_order_is_little() -> None:
    assert opened().big_endian is False


@pytest.mark.parametrize(("text", "version"), [("3\n", 3), ("10", 10), ("", None)])
def test_the_version_is_read_from_either_place(text: str, version: int | None) -> None:
    assert opened(version=text).version == version
    assert opened(**{".data/version": text}).version == version


@pytest.mark.parametrize(
    ("records", "error", "reason"),
    [
        ({"byteorder": "middle"}, CorruptError, "byte order is 'middle'"),
        ({"byteorder": "x" * 10_000}, CorruptError, "10,000 bytes instead of a few letters"),
        ({"version": "three"}, CorruptError, "version is 'three', not a number"),
        ({"version": "-1"}, CorruptError, "not a number"),
        ({"version": "٣"}, CorruptError, "not a number"),
        ({"version": "9" * 1000}, CorruptError, "not a number"),
        ({"version": "999"}, UnsupportedError, "version is 999"),
    ],
)
def test_records_that_make_no_sense(records: dict[str, str], error: type[CheckpointError], reason: str) -> None:
    with pytest.raises(error, match=reason):
        opened(**records)


def test_missing_records() -> None:
    archive = opened(version="3")
    assert archive.has("version")
    assert not archive.has("data.pkl")
    assert archive.text("data.pkl") == ""
    for find in (archive.storage, archive.lookup("data"), partial(archive.document, limits=LIMITS)):
        with pytest.raises(CorruptError, match=r"the record 'root/(data/)?7\\n' is not in the file"):
            find("7\n")


def test_records_that_are_read_whole_are_bounded() -> None:
    limits = Limits(document_nbytes=4)
    archive = opened(a="1234", b="12345")
    assert archive.document("a", limits) == b"1234"
    with pytest.raises(LimitError, match="has the record 'b', which is a document of 5 B"):
        archive.document("b", limits)


def test_records_nobody_uses_are_noted() -> None:
    archive = opened(**{"data/0": "1234", "data/1": "12", "data/2": "", "data/sub/": "", "other/3": "1"})
    archive.lookup("data")("1")
    archive.note_unused("data")
    (finding,) = archive.findings
    assert (finding.code, finding.where) == ("unused-records", "root/data/0")
    assert "2 records (4 bytes)" in finding.message


@pytest.mark.parametrize(
    ("content", "is_passed_over"), [(b"1", True), (b"12" * 20, True), (b"1" * 65, False), (b"1.", False), (b"", False)]
)
def test_numbers_that_torch_notes_are_passed_over(content: bytes, is_passed_over: bool) -> None:
    zip_archive = zipped(**{".format_version": content, ".data/serialization_id": b"1", "data/1": b"1"})
    TorchArchive(zip_archive, "root").pass_over_numbers()
    passed_over = {"root/.data/serialization_id"} | ({"root/.format_version"} if is_passed_over else set())
    assert zip_archive.asked_for == passed_over


def test_a_number_that_cant_be_read_is_no_number() -> None:
    zip_archive = zipped(**{".format_version": "1"})
    member = zip_archive.members["root/.format_version"]
    zip_archive.members[member.name] = member._replace(header_offset=1)
    TorchArchive(zip_archive, "root").pass_over_numbers()
    assert zip_archive.asked_for == set()


def test_a_wrong_checksum_is_noted_not_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("root/data.pkl", b"abcdef")
    data = stream.getvalue().replace(b"abcdef", b"abcdeF")
    damaged = TorchArchive(ZipArchive(MemoryStorage(data)), "root")
    damaged.check_crc("data.pkl", Job())
    assert [finding.code for finding in damaged.findings] == ["checksum"]
    monkeypatch.setattr("inspector.formats.torch.archive._MAX_CHECKED_NBYTES", 5)
    unread = TorchArchive(ZipArchive(MemoryStorage(data)), "root")
    unread.check_crc("data.pkl", Job())
    assert not unread.findings


def test_suffixes_of_records() -> None:
    archive = opened(**{".data/0.storage": "1234"})
    assert archive.lookup(".data", ".storage")("0").read() == b"1234"
