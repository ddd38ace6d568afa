"""What a reader is given, and checkpoints that lie in archives and compressed files."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from inspector.errors import LimitError, UnsupportedError
from inspector.formats.registry import read_source
from inspector.jobs import Job
from inspector.limits import LIMITS
from inspector.sources.location import LocalLocation, location_of
from inspector.sources.source import HEAD_NBYTES, TAIL_NBYTES, Source
from inspector.sources.storage import MemoryStorage
from tests.tensors import CountingStorage


def source_of(data: bytes) -> Source:
    return Source(location_of("model.Zip"), MemoryStorage(data))


def npz(a: npt.NDArray[np.float64]) -> bytes:
    file = io.BytesIO()
    np.savez_compressed(file, a=a)
    return file.getvalue()


@pytest.mark.parametrize("nbytes", [0, 1, HEAD_NBYTES, HEAD_NBYTES + 1, 3 * HEAD_NBYTES])
def test_head_and_tail(nbytes: int) -> None:
    data = np.random.default_rng(0).bytes(nbytes)
    source = source_of(data)
    assert source.head == data[:HEAD_NBYTES]
    assert source.tail == (data[-TAIL_NBYTES:] if nbytes > HEAD_NBYTES else data)
    assert (source.name, source.suffix, source.is_folder, source.files) == ("model.Zip", ".zip", False, ())


class _Far(CountingStorage):
    is_far = True


@pytest.mark.parametrize(
    ("kind", "comment", "reads"), [(CountingStorage, 0, 0), (CountingStorage, 0xFFFF, 2), (_Far, 0, 4)]
)
def test_small_members_at_both_ends_of_an_archive_are_read_with_it(
    kind: type[CountingStorage], comment: int, reads: int
) -> None:
    """Only of what is near: the tail of what is far away would be a request of its own."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in (("first", b"1"), ("large", bytes(1 << 18)), ("last", b"2")):
            archive.writestr(name, content)
        archive.comment = bytes(comment)
    counted = kind(file.getvalue())
    zipped = Source(location_of("model.zip"), counted).zip
    before = counted.reads
    assert (zipped.near("first").read(), zipped.near("last").read()) == (b"1", b"2")
    assert counted.reads == before + reads
    assert zipped.asked_for == {"first", "last"}
    before = counted.reads
    assert zipped.storage("first").read() == b"1"
    assert counted.reads == before + 2


def test_a_folder_has_no_bytes(tmp_path: Path) -> None:
    source = Source(location_of(tmp_path), None)
    assert source.is_folder
    with pytest.raises(UnsupportedError, match="is a folder"):
        source.file  # noqa: B018 - a property


def test_a_checkpoint_in_archives_and_streams_opens_as_one_beside_them() -> None:
    array = np.arange(12.0).reshape(3, 4)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/model.npz.gz", gzip.compress(npz(a=array)))
    outer = source_of(file.getvalue())
    inside = outer.within(outer.zip.storage("inner/model.npz.gz"), "model.npz.gz")
    with read_source(inside, Job()) as checkpoint:
        assert checkpoint.format == "gzip(npz)"
        assert checkpoint.location == outer.location
        np.testing.assert_array_equal(checkpoint.read(checkpoint.tensors[0]), array)


def test_what_lies_within_itself_without_end_is_refused() -> None:
    source = source_of(npz(a=np.ones(1)))
    for _ in range(4):
        source = source.within(source.file, "again.zip")
    with pytest.raises(LimitError, match="more than 4 archives"):
        source.within(source.file, "again.zip")


def test_a_folder_is_listed_once_however_many_readers_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.pt", "a.pt", ".hidden"):
        (tmp_path / name).touch()
    source = Source(location_of(tmp_path), None)
    assert [child.name for child in source.children] == list(source.names) == [".hidden", "a.pt", "b.pt"]
    monkeypatch.setattr(LocalLocation, "children", lambda _: pytest.fail("listed again"))
    assert len(source.children) == len(source.names) == 3
    assert source.named == {child.name: child for child in source.children}


def test_small_texts_of_a_folder_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "lost.json").symlink_to("gone")
    for name in ("config.json", "inner/a.json"):
        (tmp_path / name).write_text(name)
    (tmp_path / "long.yaml").write_bytes(bytes(100_000))
    (tmp_path / "large.yaml").write_bytes(bytes(200_000))
    opened: list[str] = []
    content_of = LocalLocation.content

    def counted(self: LocalLocation, most: int) -> bytes | None:
        opened.append(self.name)
        return content_of(self, most)

    monkeypatch.setattr(LocalLocation, "content", counted)
    source = Source(location_of(tmp_path), None, replace(LIMITS, companion_nbytes=150_000))
    nothing = ("inner", "lost.json", "gone.json", "gone/a.json", "inner/gone.json", "large.yaml")
    for _ in range(2):
        assert [source.text_of(name) for name in ("config.json", "inner/a.json")] == [b"config.json", b"inner/a.json"]
        assert {source.text_of(name) for name in nothing} == {None}
        assert source.text_of("long.yaml") == bytes(100_000)
    assert sorted(opened) == ["a.json", "config.json", "large.yaml", *["long.yaml"] * 2]  # which is too long to be kept


def test_no_more_texts_are_kept_than_there_is_room_for(tmp_path: Path) -> None:
    names = [f"{number}.yaml" for number in range(20)]
    for name in names:
        (tmp_path / name).write_text(name)
    source = Source(location_of(tmp_path), None)
    assert [source.text_of(name) for name in names] == [name.encode() for name in names]
    for name in names:
        (tmp_path / name).unlink()
    assert [source.text_of(name) for name in names].count(None) == 4
