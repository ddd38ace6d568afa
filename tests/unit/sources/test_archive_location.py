"""Places in an archive: what lies where, and that no member's name leads anywhere else."""

from __future__ import annotations

import io
import zipfile

import pytest

from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.limits import LIMITS, Limits
from inspector.sources.archive_location import ArchiveLocation, root_of_members, root_of_zip
from inspector.sources.storage import MemoryStorage
from inspector.sources.zip import ZipArchive


def root(*names: str) -> ArchiveLocation:
    return root_of_members("a.tar", [(name, MemoryStorage(name.encode())) for name in names])


def zip_root(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, limits: Limits = LIMITS) -> ArchiveLocation:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return root_of_zip("a.zip", ZipArchive(MemoryStorage(file.getvalue()), limits))


def test_folders_and_files() -> None:
    top = root("./b/c.bin", "./b/d/e.bin", "./a.bin", "./empty/")
    assert (top.name, str(top), top.is_folder, top.exists) == ("a.tar", "a.tar", True, True)
    assert [child.name for child in top.children()] == ["a.bin", "b", "empty"]
    folder = top.child("b")
    assert (folder.is_folder, folder.exists, folder.name) == (True, True, "b")
    assert [str(child) for child in folder.children()] == ["a.tar/b/c.bin", "a.tar/b/d"]
    place = top.child("b/d/e.bin")
    assert (place.name, place.suffix, place.is_folder) == ("e.bin", ".bin", False)
    assert place == folder.child("d").child("e.bin") == folder.child("d/x").sibling("e.bin")
    assert place.open().read() == b"./b/d/e.bin"
    assert top.child("a.bin").sibling("b/c.bin").open().read() == b"./b/c.bin"
    assert len({place, folder.child("d/e.bin"), folder}) == 2


def test_what_is_not_there() -> None:
    place = root("a").child("gone")
    assert not place.exists
    assert not place.is_folder
    with pytest.raises(CheckpointError, match=r"^a\.tar/gone: does not exist"):
        place.open()
    with pytest.raises(CheckpointError, match="is no folder"):
        place.children()
    with pytest.raises(UnsupportedError, match="part of an archive"):
        place.path  # noqa: B018 - a property
    with pytest.raises(CorruptError):
        place.child("../a")


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a/../../x", "a\\x", "C:x", "a//x", "", "./", "a/" * 100 + "x"]
)
def test_names_that_lead_out_have_no_place(name: str) -> None:
    top = root("a/b", name)
    assert [child.name for child in top.children()] == ["a"]
    assert [child.name for child in top.child("a").children()] == ["b"]


def test_a_name_that_is_file_and_folder_is_both() -> None:
    top = root("a", "a/b")
    assert top.child("a").is_folder
    assert top.child("a").open().read() == b"a"


def test_zip_members_are_read_where_they_lie() -> None:
    top = zip_root({"x/a.bin": b"1" * 1000, "b.bin": b"2"})
    assert [child.name for child in top.children()] == ["b.bin", "x"]
    assert top.child("x/a.bin").open().read(10, 3) == b"111"


def test_bombs_are_not_opened() -> None:
    limits = Limits(member_nbytes=1 << 20)
    bomb = {"bomb": bytes(2 << 20)}
    with pytest.raises(LimitError, match="decompress from"):
        zip_root(bomb, limits=limits).child("bomb").open()
    assert zip_root(bomb, zipfile.ZIP_STORED, limits).child("bomb").open().nbytes == 2 << 20
    assert zip_root({"small": bytes(1 << 20)}, limits=limits).child("small").open().nbytes == 1 << 20
