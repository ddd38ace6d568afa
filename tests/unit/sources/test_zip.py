"""Zip archives against the standard library's writer, and archives that lie."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import ByteRange, MemoryStorage
from inspector.sources.zip import ZipArchive

CONTENTS = {"root/data.pkl": b"pickled", "root/data/0": bytes(range(256)) * 300, "root/data/": b"", "empty": b""}


def packed(contents: dict[str, bytes] = CONTENTS, method: int = zipfile.ZIP_STORED, comment: bytes = b"") -> bytes:
    """A zip archive as Python writes it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in contents.items():
            archive.writestr(name, data)
        archive.comment = comment
    return file.getvalue()


def opened(data: bytes) -> ZipArchive:
    return ZipArchive(MemoryStorage(data))


def patched(data: bytes, offset: int, layout: str, *values: int) -> bytes:
    """The archive with numbers overwritten; a negative offset counts from the end."""
    copy = bytearray(data)
    struct.pack_into(layout, copy, offset % len(copy), *values)
    return bytes(copy)


def central(data: bytes, field: int, member: int = 0) -> int:
    """The position of a field of a member's entry in the central directory."""
    position = -1
    for _ in range(member + 1):
        position = data.index(b"PK\x01\x02", position + 1)
    return position + field


END = -22  # of an archive without a comment


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_and_their_bytes(method: int) -> None:
    archive = opened(packed(method=method))
    assert {name: archive.storage(name).read() for name in archive.members} == CONTENTS
    assert {name: member.nbytes for name, member in archive.members.items()} == {k: len(v) for k, v in CONTENTS.items()}
    assert archive.members["root/data/"].is_directory
    assert not archive.members["root/data/0"].is_directory
    assert archive.findings == []
    assert archive.duplicates == {}


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_parts_of_a_member(method: int) -> None:
    storage = opened(packed(method=method)).storage("root/data/0")
    whole = CONTENTS["root/data/0"]
    for offset, nbytes in ((0, 5), (1000, 300), (0, 76_800), (76_799, 1), (500, 0)):
        assert storage.read(offset, nbytes) == whole[offset : offset + nbytes]
    with pytest.raises(TruncatedError):
        storage.read(76_799, 2)


def test_members_written_with_zip64_fields_and_streamed_sizes() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open("a", "w", force_zip64=True) as member:
        member.write(b"abc")
    assert opened(file.getvalue()).storage("a").read() == b"abc"


def zip64(data: bytes, **lies: int) -> bytes:
    """The archive with zip64 end records, as torch writes them."""
    _, _, _, _, count, nbytes, offset, _ = struct.unpack_from("<IHHHHIIH", data, len(data) + END)
    position = len(data) + END
    numbers = {"count": count, "nbytes": nbytes, "offset": offset, "position": position} | lies
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, numbers["count"], numbers["count"], numbers["nbytes"],
                         numbers["offset"])  # fmt: skip
    locator = struct.pack("<IIQI", 0x07064B50, 0, numbers["position"], 1)
    return data[:position] + record + locator + data[position:]


def test_zip64_end_records() -> None:
    assert set(opened(zip64(packed())).members) == set(CONTENTS)


@pytest.mark.parametrize(
    ("lies", "words"),
    [
        ({"count": 3}, "end records disagree"),
        ({"offset": 1 << 62}, "end records disagree"),
        ({"position": 1 << 62}, "outside the archive"),
        ({"position": 0}, "no zip64 end record at byte 0"),
    ],
)
def test_zip64_end_records_that_lie(lies: dict[str, int], words: str) -> None:
    with pytest.raises(CorruptError, match=words):
        opened(zip64(packed(), **lies))


def test_a_comment_is_kept_even_if_it_looks_like_an_end_record() -> None:
    archive = opened(packed(comment=b"hello"))
    assert archive.comment == b"hello"
    with pytest.raises(TruncatedError):
        opened(packed(comment=b"hello")[:-1])


@pytest.mark.parametrize("more", [b"\0", b"more"])
def test_bytes_behind_the_archive_are_reported(more: bytes) -> None:
    archive = opened(packed() + more)
    assert [(f.severity, f.code) for f in archive.findings] == [(Severity.WARNING, "trailing-data")]
    assert set(archive.members) == set(CONTENTS)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"PK\x05\x06", packed()[:-1], packed()[: END - 1], bytes(100_000)]
)
def test_without_an_end_it_is_cut_short(data: bytes) -> None:
    with pytest.raises(TruncatedError, match="no end record"):
        opened(data)


def test_an_empty_archive_has_no_members() -> None:
    assert opened(packed({})).members == {}


@pytest.mark.parametrize(
    ("field", "layout", "values", "words"),
    [
        (8, "<HH", (60_000, 60_000), "can't hold 60,000 members"),
        (8, "<HH", (3, 3), "more than the 3 members"),
        (12, "<I", (0xFFFFFF,), "runs over its end record"),
        (16, "<I", (0x7FFFFFFF,), "runs over its end record"),
        (16, "<I", (10,), "ends .* before its end record"),
    ],
)
def test_end_records_that_lie(field: int, layout: str, values: tuple[int, ...], words: str) -> None:
    with pytest.raises(CorruptError, match=words):
        opened(patched(packed(), END + field, layout, *values))


def test_an_archive_on_several_disks_is_not_supported() -> None:
    with pytest.raises(UnsupportedError, match="several files"):
        opened(patched(packed(), END + 4, "<H", 1))


def directory(archive: ZipArchive) -> Any:
    """All there is in the directory of an archive."""
    return list(archive.members.items()), archive.duplicates, archive.findings, archive.comment


@pytest.mark.slow
def test_a_directory_is_read_by_columns_as_member_by_member(monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed({f"root/data/{number}": bytes(number) for number in range(12)} | {"root/data/3": b"again"} | CONTENTS)
    start, by_columns, rng = central(data, 0), ZipArchive._plain_members, random.Random(0)
    counts = Counter[bool]()

    def outcome(archive: bytes) -> Any:
        try:
            return directory(opened(archive))
        except CheckpointError as error:
            return type(error), error.reason

    def counted(*arguments: Any) -> Any:
        members = by_columns(*arguments)
        counts[members is not None] += 1
        return members

    for number in range(2000):
        damaged = bytearray(data)
        for _ in range(min(number, 2)):
            damaged[rng.randrange(start, len(data))] = rng.choice([0, 1, 10, 0x7F, 0x80, 0xFF, rng.randrange(256)])
        monkeypatch.setattr(ZipArchive, "_plain_members", counted)
        found = outcome(bytes(damaged))
        monkeypatch.setattr(ZipArchive, "_plain_members", lambda *_: None)
        assert found == outcome(bytes(damaged))
    assert counts[True] > 200
    assert counts[False] > 200


def test_many_storages_at_once() -> None:
    for data in (packed(), packed(method=zipfile.ZIP_DEFLATED)):
        archive = opened(data)
        names = [name for name in CONTENTS if not name.endswith("/")]
        assert [storage.read() for storage in archive.storages(names)] == [CONTENTS[name] for name in names]
        assert archive.asked_for == set(names)
        assert archive.storages([]) == []
        with pytest.raises(KeyError):
            archive.storages(["root/data/0", "nothing"])
    with pytest.raises(UnsupportedError, match="encrypted"):
        opened(patched(packed(), central(packed(), 8), "<H", 1)).storages(["root/data.pkl"])


def test_something_in_front_of_the_archive_is_refused() -> None:
    with pytest.raises(CorruptError, match="in front of the archive"):
        opened(b"#!/bin/sh\n" + packed())


@pytest.mark.parametrize(
    ("field", "layout", "value", "words"),
    [
        (0, "<I", 0, "damaged at the entry of member 0"),
        (20, "<I", 0x7FFFFFFF, "outside the archive"),
        (42, "<I", 0x7FFFFFFF, "outside the archive"),
        (28, "<H", 0xFFFF, "damaged at the entry of member 0"),
    ],
)
def test_directory_entries_that_lie(field: int, layout: str, value: int, words: str) -> None:
    data = packed()
    with pytest.raises(CorruptError, match=words):
        opened(patched(data, central(data, field), layout, value))


def test_a_directory_has_nothing_in_front_of_its_first_entry() -> None:
    data = packed({"a": b"abc", "b": b"abc"})
    only_one = patched(patched(data, central(data, 0), "<I", 0), END + 8, "<HH", 1, 1)
    with pytest.raises(CorruptError, match="damaged at the entry of member 0"):
        opened(only_one)


def test_a_member_may_not_reach_into_the_directory_by_a_byte() -> None:
    data = packed({"a": b"abc"})
    with pytest.raises(CorruptError, match="outside the archive"):
        opened(patched(data, central(data, 20), "<II", 4, 4))


def test_a_zip64_field_may_not_be_shorter_than_what_it_stands_for() -> None:
    data = packed({"a": b"abc"})
    position = central(data, 0)
    entry = bytearray(data[position:END])
    struct.pack_into("<II", entry, 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", entry, 30, 4)
    damaged = data[:position] + bytes(entry) + struct.pack("<HH", 1, 0) + data[END:]
    damaged = patched(damaged, END + 12, "<I", len(entry) + 4)
    with pytest.raises(CorruptError, match="zip64 field"):
        opened(damaged)


def test_names_are_utf_8_or_code_page_437() -> None:
    assert set(opened(packed({"ключ": b""})).members) == {"ключ"}
    data = packed({"aXb": b"1"}).replace(b"aXb", b"a\x81b")
    assert opened(data).storage("aüb").read() == b"1"
    utf8 = packed({"aéb": b"1"}).replace("aéb".encode(), b"a\xff\xffb")
    with pytest.raises(CorruptError, match="not valid UTF-8"):
        opened(utf8)


def test_of_members_with_one_name_the_first_counts_and_it_is_said() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a", b"first")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a", b"second")
    found = opened(file.getvalue())
    assert found.storage("a").read() == b"first"
    assert [found.storage(member).read() for member in found.duplicates["a"]] == [b"first", b"second"]
    assert [(f.severity, f.code, f.where) for f in found.findings] == [(Severity.DANGER, "zip-duplicate-name", "a")]


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/passwd", "\\x", "C:\\x", "a\\..\\x", "c:x", "..", "a/.."])
def test_names_that_lead_elsewhere_are_reported(name: str) -> None:
    assert [f.code for f in opened(packed({"fine": b"", name: b"x"})).findings] == ["zip-unsafe-name"]


@pytest.mark.parametrize("name", ["a..b", "a/..b", "..a/b", "ab:c", "https://x"])
def test_names_that_only_look_so_are_not(name: str) -> None:
    assert opened(packed({name: b"x"})).findings == []


def test_symbolic_links_are_reported_and_not_followed() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = opened(file.getvalue())
    assert [f.code for f in found.findings] == ["zip-symlink"]
    assert found.storage("link").read() == b"/etc/passwd"
    data = file.getvalue()
    of_dos = patched(data, central(data, 4), "<H", 20)  # whose attributes mean something else
    assert opened(of_dos).findings == []


def test_members_that_share_bytes_are_reported() -> None:
    data = packed({"a": b"12345678", "b": b"12345678"})
    assert opened(data).findings == []
    assert [f.code for f in opened(patched(data, central(data, 42, 1), "<I", 0)).findings] == ["zip-overlap"]
    assert [f.code for f in opened(patched(data, central(data, 20), "<II", 9, 9)).findings] == ["zip-overlap"]


def test_encrypted_members_are_not_supported() -> None:
    data = packed()
    with pytest.raises(UnsupportedError, match="encrypted"):
        opened(patched(data, central(data, 8), "<H", 1)).storage("root/data.pkl")


def test_unknown_compressions_are_not_supported() -> None:
    data = packed()
    with pytest.raises(UnsupportedError, match="compression method 99"):
        opened(patched(data, central(data, 10), "<H", 99)).storage("root/data.pkl")


def test_a_stored_member_can_not_have_two_sizes() -> None:
    data = packed()
    with pytest.raises(CorruptError, match="stored as 7 bytes"):
        opened(patched(data, central(data, 24), "<I", 8)).storage("root/data.pkl")


@pytest.mark.parametrize(
    ("field", "layout", "value", "words"),
    [
        (0, "<I", 0, "is not at byte 0"),
        (8, "<H", 8, "two compression methods"),
        (18, "<I", 5, "two sizes, 5 and 7 bytes"),
        (22, "<I", 5, "two sizes, 5 and 7 bytes"),
        (26, "<H", 5, "another name"),
        (28, "<H", 0xFFFF, "past the end"),
        (30, "<B", ord("X"), "another name"),
    ],
)
def test_local_headers_that_contradict_the_directory(field: int, layout: str, value: int, words: str) -> None:
    storage = opened(patched(packed({"data.pkl": b"pickled"}), field, layout, value)).storage("data.pkl")
    with pytest.raises((CorruptError, TruncatedError), match=words):
        storage.read()


def test_sizes_may_be_left_out_of_the_local_header() -> None:
    data = patched(packed({"data.pkl": b"pickled"}), 18, "<II", 0, 0)  # a data descriptor has them
    assert opened(data).storage("data.pkl").read() == b"pickled"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_checksums_are_checked_only_on_demand(method: int) -> None:
    data = packed(method=method)
    assert opened(data).verify_crc("root/data/0", Job())
    wrong = opened(patched(data, central(data, 16, 1), "<I", 0))
    assert not wrong.verify_crc("root/data/0", Job())
    assert wrong.storage("root/data/0").read() == CONTENTS["root/data/0"]


def test_an_archive_inside_another_file() -> None:
    data = packed()
    archive = ZipArchive(ByteRange(MemoryStorage(b"before" + data + b"behind"), 6, len(data)))
    assert archive.storage("root/data.pkl").read() == b"pickled"


def test_a_directory_as_large_as_a_sparse_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse.zip"
    nbytes, count = 1 << 32, 1 << 26
    size = (1 << 32) + 98
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, nbytes, 0)
    locator = struct.pack("<IIQI", 0x07064B50, 0, size - 98, 1)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    with open(path, "wb") as file:
        os.truncate(path, size)
        file.seek(size - 98)
        file.write(record + locator + end)
    source = LocalFile(path)
    with pytest.raises(LimitError, match="claims 4,294,967,296 bytes"):
        ZipArchive(source)
    source.close()
