"""Locations: names, what lies beside and below, and that no name leads out of the folder."""

from __future__ import annotations

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
