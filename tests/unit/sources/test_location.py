"""Locations: names, what lies beside and below, and that no name leads out of the folder."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from urllib.parse import quote

import pytest

from inspector.errors import CheckpointError, CorruptError, LimitError
from inspector.sources import location as module
from inspector.sources.location import LocalLocation, Location, location_of


@pytest.fixture
def folder(tmp_path: Path) -> Location:
    (tmp_path / "variables").mkdir()
    (tmp_path / "b.Index").write_bytes(b"bb")
    (tmp_path / "a.data").write_bytes(b"a")
    (tmp_path / "variables" / "v.bin").write_bytes(b"vvv")
    return location_of(tmp_path)


def test_names_and_text(folder: Location) -> None:
    place = folder.child("b.Index")
    assert (place.name, place.suffix, place.stem) == ("b.Index", ".index", "b")
    assert str(place) == str(place.path) == str(folder.path / "b.Index")


def test_beside_and_below(folder: Location) -> None:
    place = folder.child("b.Index")
    assert place.sibling("a.data") == folder.child("a.data")
    assert place.sibling("variables/v.bin") == folder.child("variables").child("v.bin")
    assert [child.name for child in folder.children()] == ["a.data", "b.Index", "variables"]
    with place.sibling("variables/v.bin").open() as file:
        assert file.read() == b"vvv"


@pytest.mark.parametrize("place", [".", "{}", "{}/../{name}", "/", "../{name}", "{}/od:d"])
def test_what_a_folder_lists_is_where_a_path_would_have_it(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "od:d").mkdir()
    (tmp_path / "od:d" / "in.it").touch()
    monkeypatch.chdir(tmp_path)
    folder = LocalLocation(Path(place.format(tmp_path, name=tmp_path.name)))
    paths = [folder.path / child.name for child in folder.children()]
    assert folder.children() == [LocalLocation(path) for path in paths]
    assert [(str(child), child.path) for child in folder.children()] == [(str(path), path) for path in paths]
    assert {child.full_name for child in folder.children()} == {str(path.absolute()) for path in paths}
    assert {child.folder_name for child in folder.children()} == {str(folder.path.absolute())}
    assert [child.suffix for child in folder.children()] == [path.suffix.lower() for path in paths]
    assert len({*folder.children(), *map(LocalLocation, paths)}) == len(paths) > 0
    for name in ("od:d", "od:d/in.it", "gone"):
        child, path = folder.child(name), folder.path / name
        assert (child, str(child), child.name, child.path) == (LocalLocation(path), str(path), path.name, path)
        assert (child.full_name, child.exists, child.is_folder) == (str(path.absolute()), path.exists(), path.is_dir())


@pytest.mark.parametrize(
    "place",
    [
        "/",
        "/a",
        "/a/b.c",
        "/a//b",
        "/a/./b",
        "/a/b/",
        "/a/b/.",
        "/a/../b",
        "/.a",
        "/a/..",
        "//a",
        "/a:/b",
        "/a\0b",
        "a/",
        ".",
    ],
)
def test_a_text_is_where_its_path_would_be(place: str) -> None:
    found, expected = location_of(place), LocalLocation(Path(place))
    assert (found, str(found), found.path, found.name) == (expected, str(expected), expected.path, expected.name)
    assert (found.full_name, found.folder_name) == (expected.full_name, expected.folder_name)


def test_the_content_of_a_small_file(folder: Location, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "as.link").write_bytes(b"../../blobs/" + b"0" * 40)  # as long as one that was copied
    for listed in (folder.child, {child.name: child for child in folder.children()}.__getitem__):
        assert [listed(name).content(2) for name in ("a.data", "b.Index", "empty")] == [b"a", b"bb", b""]
        assert listed("b.Index").content(1) is None
        assert listed("as.link").content(1000) == b"../../blobs/" + b"0" * 40
    for name, words in {"variables": "is a folder", "gone": "does not exist", "a\0b": "can't be opened"}.items():
        with pytest.raises(CheckpointError, match=words):
            LocalLocation(tmp_path / name).content(10)


def test_the_content_of_a_link_that_was_copied_is_that_of_its_blob(tmp_path: Path) -> None:
    snapshot, blob = tmp_path / "snapshots" / "a", tmp_path / "blobs" / ("0f" * 20)
    for folder in (snapshot, blob.parent):
        folder.mkdir(parents=True)
    blob.write_bytes(b"{}")
    (snapshot / "config.json").write_text(f"../../blobs/{blob.name}")
    (place,) = location_of(snapshot).children()
    assert place.content(1000) == location_of(snapshot / "config.json").content(1000) == b"{}"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_the_content_of_a_pipe_is_not_waited_for(folder: Location, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (folder.child("pipe"), next(child for child in folder.children() if child.name == "pipe")):
        with pytest.raises(CheckpointError, match="is a named pipe"):
            place.content(10)


def test_content_that_changes_while_it_is_read_is_not_taken(folder: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    place = next(child for child in folder.children() if child.name == "b.Index")
    read = os.read

    def cut(number: int, nbytes: int) -> bytes:
        monkeypatch.setattr(os, "read", read)
        return read(number, nbytes)[:1]

    monkeypatch.setattr(os, "read", cut)
    assert place.content(10) == b"bb"  # read again


def test_what_was_listed_is_not_asked_again_until_somebody_wants_it_fresh(
    folder: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder.path / "link").symlink_to("a.data")
    (folder.path / "linked").symlink_to("variables")
    (folder.path / "lost").symlink_to("gone")
    (folder.path / "loop").symlink_to("loop")
    children = {child.name: child for child in folder.children()}
    with monkeypatch.context() as patch:
        patch.setattr(os.path, "isdir", lambda _: pytest.fail("asked again"))
        patch.setattr(os.path, "exists", lambda _: pytest.fail("asked again"))
        known = {"a.data": False, "b.Index": False, "link": False, "linked": True, "variables": True}
        assert {name: children[name].is_folder for name in known} == known
        assert all(children[name].exists for name in known)
    assert [child.name for child in children.values() if isinstance(child, LocalLocation) and child.is_link] == [
        "link", "linked", "loop", "lost",
    ]  # fmt: skip
    for name in ("lost", "loop"):
        assert not children[name].exists
        assert not children[name].is_folder
    (folder.path / "a.data").unlink()
    (folder.path / "b.Index").unlink()
    (folder.path / "b.Index").mkdir()
    for name, words in (("a.data", "does not exist"), ("b.Index", "is a folder, not a file")):
        with pytest.raises(CheckpointError, match=words):
            children[name].open()
    assert [children[name].fresh().is_folder for name in ("a.data", "b.Index")] == [False, True]
    assert not pickle.loads(pickle.dumps(children["a.data"])).exists


@pytest.mark.parametrize("name", ["a.PT", ".a", "a.", "a", "a.b.c", "..", "x.y/z", "x/z.b", "x/.z", "x.y/", "..a"])
def test_a_suffix_is_that_of_a_path(name: str) -> None:
    assert module.suffix_of(name) == Path(name).suffix.lower()


def test_what_is_there(folder: Location) -> None:
    found = {
        name: (folder.child(name).exists, folder.child(name).is_folder) for name in ("a.data", "variables", "gone")
    }
    assert found == {"a.data": (True, False), "variables": (True, True), "gone": (False, False)}
    assert not location_of("x" * 300).exists


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../a", "a/..", "a/../b", "/etc/passwd", "a//b", "a/", "a\\b", "C:a", "a\0"]
)
def test_no_name_leads_out_of_the_folder(name: str, folder: Location) -> None:
    for place in (folder.child, folder.child("a.data").sibling):
        with pytest.raises(CorruptError, match="is not the name of a file beside it"):
            place(name)


def test_equal_places_are_one_key_also_after_pickling(folder: Location) -> None:
    place = folder.child("a.data")
    assert {place: 1}[pickle.loads(pickle.dumps(place))] == 1
    assert place != folder.child("b.Index")
    assert location_of(place) is place


def test_pickled_a_place_is_that_of_the_working_directory_it_was_made_in(
    folder: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.path)
    place = location_of("a.data")
    assert (str(place), place) == ("a.data", folder.child("a.data"))
    pickled = pickle.dumps(place)
    monkeypatch.chdir("/")
    assert pickle.loads(pickled) == place
    assert pickle.loads(pickled).exists


def test_what_can_not_be_opened_names_the_place(folder: Location) -> None:
    for name, words in (("gone", "does not exist"), ("variables", "is a folder, not a file")):
        with pytest.raises(CheckpointError, match=words) as caught:
            folder.child(name).open()
        assert caught.value.place == str(folder.child(name))


def test_a_folder_that_can_not_be_listed(folder: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (folder.child("gone"), folder.child("a.data"), LocalLocation(Path("nul\0"))):
        with pytest.raises(CheckpointError, match="can't be listed"):
            place.children()
    monkeypatch.setattr(module, "_MAX_CHILDREN", 2)
    with pytest.raises(LimitError, match="more than 2 files"):
        folder.children()


@pytest.mark.parametrize("host", ["file://", "file://localhost", "FILE://"])
def test_an_address_of_a_file_is_a_path(host: str, tmp_path: Path) -> None:
    path = tmp_path / "ü b%20c.pth"
    path.write_bytes(b"x")
    location = location_of(host + quote(str(path)))
    assert isinstance(location, LocalLocation)
    assert (location.path, location.exists) == (path, True)
    assert location_of("file:///C:/a%20b").path == Path("C:/a b")
