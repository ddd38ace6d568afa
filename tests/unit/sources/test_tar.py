"""Tar archives against the standard library's writer, and archives that lie."""

from __future__ import annotations

import io
import tarfile

import pytest

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.jobs import Job
from inspector.sources.storage import MemoryStorage
from inspector.sources.tar import tar_members

LONG = "/".join(["folder"] * 40) + "/имя"
CONTENTS = {"storages": b"abc", "empty": b"", "block": bytes(512), LONG: b"long", "x" * 120: b"long too"}


def packed(contents: dict[str, bytes], layout: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive as Python writes it, with a folder and links."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", format=layout) as archive:
        for name, kind in (("folder", tarfile.DIRTYPE), ("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE)):
            special = tarfile.TarInfo(name)
            special.type, special.linkname = kind, "/etc/passwd"
            archive.addfile(special)
        for name, data in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def header(name: str, size: bytes, kind: bytes = b"0") -> bytes:
    """A header with any size field, its checksum right."""
    member = tarfile.TarInfo(name)
    data = bytearray(member.tobuf(tarfile.USTAR_FORMAT))
    data[124 : 124 + len(size)] = size
    data[156:157] = kind
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data)
    return bytes(data)


def members(data: bytes) -> dict[str, bytes]:
    return {name: storage.read() for name, storage in tar_members(MemoryStorage(data), Job()).items()}


@pytest.mark.parametrize("layout", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_files_of_any_name_and_nothing_else(layout: int) -> None:
    assert members(packed(CONTENTS, layout)) == CONTENTS


def test_links_and_names_that_lead_out_of_the_folder_are_found() -> None:
    data = b"".join(header(name, b"00000000000\0", kind) for name, kind in [
        ("./fine/..name", b"0"), ("../up", b"0"), ("fine/../../up", b"0"), ("hard", b"1"), ("soft", b"2"), ("pipe", b"6"),
    ])  # fmt: skip
    found = tar_members(MemoryStorage(data + bytes(1024)), Job())
    assert list(found) == ["./fine/..name", "../up", "fine/../../up"]
    links, unsafe = found.findings
    assert (links.code, links.where, links.message[:9]) == ("tar-link", "hard", "2 members")
    assert (unsafe.code, unsafe.where, unsafe.message[:7]) == ("tar-unsafe-name", "../up", "2 names")
    assert tar_members(MemoryStorage(header("plain", b"00000000000\0") + bytes(1024)), Job()).findings == []


def test_names_split_between_prefix_and_name() -> None:
    name = "/".join(["folder"] * 20)
    assert members(packed({name: b"1"}, tarfile.USTAR_FORMAT)) == {name: b"1"}


def test_the_blocks_of_zeros_at_the_end_may_be_missing() -> None:
    archive = header("a", b"00000000003\0") + b"abc".ljust(512, b"\0")
    assert members(archive) == {"a": b"abc"}
    assert members(b"") == {}
    assert [finding.code for finding in tar_members(MemoryStorage(archive), Job()).findings] == ["tar-without-end"]
    assert not tar_members(MemoryStorage(archive + bytes(1024)), Job()).findings
    with pytest.raises(TruncatedError, match="ends inside a header"):
        members(archive + bytes(511))


def test_sizes_in_binary() -> None:
    size = b"\x80" + (3).to_bytes(11, "big")
    assert members(header("a", size) + b"abc".ljust(512, b"\0")) == {"a": b"abc"}


def test_two_members_of_one_name_are_refused() -> None:
    one = header("a", b"00000000000\0")
    with pytest.raises(CorruptError, match="two members 'a'"):
        members(one + one)


@pytest.mark.parametrize(
    "size", [b"00000001000\0", b"77777777777\0", b"\xff" + (-1024).to_bytes(11, "big", signed=True), b"\xff" * 12]
)
def test_a_member_past_the_end_is_truncated(size: bytes) -> None:
    with pytest.raises(TruncatedError, match="ends inside its member 'a'"):
        members(header("a", size) + bytes(100))


def test_a_damaged_header_is_corrupt() -> None:
    damaged = bytearray(packed({"a": b"1"}))
    damaged[3] ^= 1
    with pytest.raises(CorruptError, match="checksum"):
        members(bytes(damaged))
    with pytest.raises(CorruptError, match="where a number belongs"):
        members(header("a", b"0000000000z\0"))


def test_a_huge_extended_header_is_not_read() -> None:
    with pytest.raises(LimitError, match="header of 2,097,152 bytes"):
        members(header("a", b"00010000000\0", b"x") + bytes(3 << 20))


@pytest.mark.parametrize("record", [b"6 a=1", b"99 path=a\n", b"x path=a\n", b"0 path=a\n", b" \n", b"12 size=-12\n"])
def test_damaged_pax_headers(record: bytes) -> None:
    extended = header("a", b"%011o\0" % len(record), b"x") + record.ljust(512, b"\0")
    with pytest.raises(CheckpointError):
        members(extended + header("b", b"00000000000\0"))
