from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

import inspector
from inspector.errors import OutputError, OutputExistsError
from inspector.jobs import Cancelled, Job
from inspector.writing import atomic_file as atomic_file_module
from inspector.writing.atomic_file import AtomicFile, publish, remove_leftovers, resolved_target, write_atomically
from tests.exporting import exported, saved
from tests.syncing import Syncs


@pytest.fixture(params=["anonymous", "hidden"])
def atomic_file(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[AtomicFile]:
    """A draft for ``tmp_path/out``, as Linux has it and as others have to."""
    if request.param == "hidden":
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    elif not hasattr(os, "O_TMPFILE"):
        pytest.skip("no files without names here")
    atomic_file = AtomicFile(tmp_path / "out")
    yield atomic_file
    atomic_file.discard()
    assert {path.name for path in tmp_path.iterdir()} <= {"out"}


def test_nothing_is_there_before_it_is_published(atomic_file: AtomicFile) -> None:
    atomic_file.write(b"ab")
    atomic_file.write(memoryview(b"cd"))
    assert not atomic_file.target.exists()
    assert atomic_file.path.read_bytes() == b"abcd"
    assert atomic_file.nbytes == 4
    atomic_file.publish(replace=False)
    assert atomic_file.target.read_bytes() == b"abcd"


def test_a_discarded_draft_leaves_nothing(atomic_file: AtomicFile) -> None:
    atomic_file.write(b"ab")
    atomic_file.discard()
    atomic_file.discard()
    assert list(atomic_file.target.parent.iterdir()) == []


def test_a_name_that_is_taken_meanwhile_is_not_replaced(atomic_file: AtomicFile) -> None:
    atomic_file.write(b"new")
    atomic_file.target.write_bytes(b"old")
    with pytest.raises(OutputExistsError, match=r"out: exists already$"):
        atomic_file.publish(replace=False)
    assert atomic_file.target.read_bytes() == b"old"


def test_an_old_file_is_replaced_where_that_is_wanted(atomic_file: AtomicFile) -> None:
    atomic_file.write(b"new")
    atomic_file.target.write_bytes(b"old")
    held = atomic_file.target.open("rb")
    atomic_file.publish(replace=True)
    assert atomic_file.target.read_bytes() == b"new"
    with held:
        assert held.read() == b"old"  # whoever reads it goes on reading it


def test_replacing_what_is_not_there_is_no_error(atomic_file: AtomicFile) -> None:
    atomic_file.publish(replace=True)
    assert atomic_file.target.read_bytes() == b""


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_a_new_file_has_the_usual_mode_and_a_replaced_one_keeps_its_own(atomic_file: AtomicFile) -> None:
    umask = os.umask(0o027)
    try:
        other = AtomicFile(atomic_file.target.with_name("out2"))
    finally:
        os.umask(umask)
    other.publish(replace=False)
    assert stat.S_IMODE(other.target.stat().st_mode) == 0o640
    other.target.unlink()
    atomic_file.target.write_bytes(b"private")
    atomic_file.target.chmod(0o600)
    atomic_file.publish(replace=True)
    assert stat.S_IMODE(atomic_file.target.stat().st_mode) == 0o600


def test_a_folder_that_vanished_is_a_sentence(atomic_file: AtomicFile) -> None:
    atomic_file.write(b"ab")
    for path in atomic_file.target.parent.iterdir():
        path.unlink()
    atomic_file.target.parent.rmdir()
    with pytest.raises(OutputError, match=r"out: can't be written: No such file or directory$"):
        atomic_file.publish(replace=False)
    atomic_file.target.parent.mkdir()


def test_a_write_in_pieces_is_completed(atomic_file: AtomicFile, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:3]))
    atomic_file.write(b"0123456789")
    monkeypatch.undo()
    assert atomic_file.path.read_bytes() == b"0123456789"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG])
def test_a_failing_write_is_a_sentence(atomic_file: AtomicFile, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int, _data: memoryview) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(OutputError, match=f"out: can't be written: {os.strerror(code)}"):
        atomic_file.write(b"ab")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.ETIMEDOUT])
def test_a_failing_sync_is_a_sentence(atomic_file: AtomicFile, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=os.strerror(code)):
        atomic_file.sync(Job())


def test_a_failure_the_disk_tells_only_once_is_not_lost(
    atomic_file: AtomicFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While more is written, the disk is waited for in the background; Linux tells of a failure once per file."""
    answers: list[int] = []

    def fail_once(_descriptor: int) -> None:
        answers.append(1)
        if len(answers) == 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fail_once)
    monkeypatch.setattr(atomic_file_module, "_SYNC_NBYTES", 10)
    atomic_file.write(b"0123456789")
    with pytest.raises(OutputError, match=os.strerror(errno.EIO)):
        atomic_file.sync(Job())


def test_the_disk_is_waited_for_beside_the_writing(atomic_file: AtomicFile, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: synced.append(atomic_file.nbytes))
    monkeypatch.setattr(atomic_file_module, "_SYNC_NBYTES", 25)
    for _ in range(10):
        atomic_file.write(b"0123456789")
    atomic_file.sync(Job())
    assert len(synced) >= 2
    assert synced[-1] == 100


def test_waiting_for_the_disk_can_be_cancelled(atomic_file: AtomicFile, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job()
    released = threading.Event()

    def slow(_descriptor: int) -> None:
        job.cancel()
        released.wait(60)

    monkeypatch.setattr(os, "fsync", slow)
    with pytest.raises(Cancelled):
        atomic_file.sync(job)
    assert not released.is_set()  # the disk is still busy
    released.set()


def test_a_system_without_hard_links_renames(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(errno.EPERM, "no hard links")

    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr(os, "link", refuse)
    for content in (b"one", b"two"):
        atomic_file = AtomicFile(tmp_path / "out")
        atomic_file.write(content)
        if content == b"two":
            with pytest.raises(OutputExistsError):
                atomic_file.publish(replace=False)
        atomic_file.publish(replace=content == b"two")
        assert (tmp_path / "out").read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_no_permission_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(OutputError, match=r"out: can't be written: Permission denied$"):
        AtomicFile(tmp_path / "out")


class TestLeftovers:
    """Hidden files of processes that were killed."""

    @pytest.fixture
    def leftover(self, tmp_path: Path) -> Path:
        """An old one."""
        path = tmp_path / ".checkpoint-inspector-0123456789abcdef.part"
        path.write_bytes(b"half of a file")
        os.utime(path, (0, 0))
        return path

    def test_are_removed_by_the_next_export(self, leftover: Path) -> None:
        source = saved({"a": torch.ones(1)}, leftover.with_name("a.pth"))
        exported(source, leftover.with_name("b.pth"))
        assert {path.name for path in leftover.parent.iterdir()} == {"a.pth", "b.pth"}

    def test_stay_while_they_are_new(self, leftover: Path) -> None:
        os.utime(leftover)
        remove_leftovers(leftover.parent)
        assert leftover.exists()

    @pytest.mark.skipif(os.name == "nt", reason="Windows itself keeps open files")
    def test_stay_while_somebody_writes_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        atomic_file = AtomicFile(tmp_path / "out")
        os.utime(atomic_file.path, (0, 0))
        remove_leftovers(tmp_path)
        assert atomic_file.path.exists()
        atomic_file.publish(replace=False)
        assert [path.name for path in tmp_path.iterdir()] == ["out"]

    def test_are_nothing_else(self, tmp_path: Path) -> None:
        for name in (
            ".checkpoint-inspector",
            ".checkpoint-inspector-notes.txt",
            "x.checkpoint-inspector-1.part",
            ".other.part",
        ):
            (tmp_path / name).write_bytes(b"")
            os.utime(tmp_path / name, (0, 0))
        (tmp_path / ".checkpoint-inspector-0.part").mkdir()
        os.utime(tmp_path / ".checkpoint-inspector-0.part", (0, 0))
        remove_leftovers(tmp_path)
        assert len(list(tmp_path.iterdir())) == 5

    def test_a_folder_that_can_not_be_read_is_no_error(self, tmp_path: Path) -> None:
        remove_leftovers(tmp_path / "none")


def test_several_are_published_or_none(tmp_path: Path) -> None:
    several = [AtomicFile(tmp_path / name) for name in ("a", "b", "c")]
    (tmp_path / "c").write_bytes(b"old")
    with pytest.raises(OutputExistsError):
        publish(several, replace=False)
    for atomic_file in several:
        atomic_file.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["c"]
    assert (tmp_path / "c").read_bytes() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no folders to wait for")
class TestDisk:
    """What a loss of power would leave."""

    @pytest.fixture(params=["anonymous", "hidden"], autouse=True)
    def syncs(self, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Syncs:
        if request.param == "hidden":
            monkeypatch.delattr(os, "O_TMPFILE", raising=False)
        return Syncs.watched(monkeypatch)

    @pytest.mark.parametrize("before", [None, b"the content before"])
    def test_a_small_file_and_its_name_are_waited_for(self, before: bytes | None, tmp_path: Path, syncs: Syncs) -> None:
        target = tmp_path / "out"
        if before is not None:
            target.write_bytes(before)
        write_atomically(target, b"content")
        assert target.read_bytes() == b"content"
        assert syncs.has(target)
        assert list(tmp_path.iterdir()) == [target]

    def test_an_export_and_its_name_are_waited_for(self, tmp_path: Path, syncs: Syncs) -> None:
        source = saved({"a": torch.ones(1000), "b": torch.zeros(1000)}, tmp_path / "a.pth")
        report = exported(source, tmp_path / "model.safetensors", max_shard_nbytes=5000)
        assert len(report.files) == 3
        assert all(syncs.has(path) for path in report.files)


class TestSmallFiles:
    def test_a_link_leads_to_what_is_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "kept").mkdir()
        (tmp_path / "kept" / "file").write_bytes(b"old")
        (tmp_path / "link").symlink_to(tmp_path / "kept" / "file")
        write_atomically(tmp_path / "link", b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "kept" / "file").read_bytes() == b"new"

    def test_a_file_that_is_read_is_not_overwritten(self, tmp_path: Path) -> None:
        source = saved({"a": torch.ones(1)}, tmp_path / "a.pth")
        before = source.read_bytes()
        with inspector.open(source) as checkpoint, pytest.raises(OutputError, match="is a source of this report"):
            write_atomically(source, b"new", [checkpoint])
        assert source.read_bytes() == before

    def test_a_full_disk_leaves_the_file_before(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        target = tmp_path / "out"
        target.write_bytes(b"old")

        def full(_descriptor: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(OutputError, match="No space left"):
            write_atomically(target, b"new")
        assert target.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [target]


class TestTargets:
    """What may be written to, and what may not."""

    @pytest.fixture
    def source(self, tmp_path: Path) -> Path:
        return saved({"a": torch.ones(1)}, tmp_path / "source.pth")

    @pytest.mark.parametrize("way", ["itself", "link", "hard link", "relative", "link to folder"])
    def test_never_a_file_that_is_read(
        self, way: str, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "other.pth"
        if way == "itself":
            target = source
        elif way == "link":
            target.symlink_to(source)
        elif way == "hard link":
            target.hardlink_to(source)
        elif way == "relative":
            monkeypatch.chdir(tmp_path)
            target = Path("source.pth")
        else:
            (tmp_path / "folder").symlink_to(tmp_path)
            target = tmp_path / "folder" / "source.pth"
        with (
            inspector.open(source) as checkpoint,
            pytest.raises(OutputError, match="is a source of this export"),
        ):
            resolved_target(target, [checkpoint], replace=True)

    def test_nor_the_file_that_took_its_place(self, source: Path) -> None:
        with inspector.open(source) as checkpoint:
            source.unlink()
            source.write_bytes(b"another")
            with pytest.raises(OutputError, match="is a source of this export"):
                resolved_target(source, [checkpoint], replace=True)

    def test_existing_files_only_where_that_is_wanted(self, tmp_path: Path) -> None:
        target = tmp_path / "out"
        target.write_bytes(b"")
        with pytest.raises(OutputExistsError, match="exists already"):
            resolved_target(target, [], replace=False)
        assert resolved_target(target, [], replace=True) == target

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        link = tmp_path / "link"
        link.symlink_to(tmp_path / "there")
        assert resolved_target(link, [], replace=False) == tmp_path / "there"

    def test_folders_and_devices_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="it is a folder"):
            resolved_target(tmp_path, [], replace=True)
        with pytest.raises(OutputError, match="it is a device or a pipe, not a file"):
            resolved_target(Path(os.devnull), [], replace=True)
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(OutputError, match="it is a device or a pipe"):
            resolved_target(tmp_path / "pipe", [], replace=True)

    def test_a_missing_folder_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match=f"there is no folder {tmp_path}/no"):
            resolved_target(tmp_path / "no" / "out", [], replace=False)

    @pytest.mark.parametrize("name", ["x" * 300, "nul\0"])
    def test_impossible_names_are_a_sentence(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="can't be written"):
            resolved_target(tmp_path / name, [], replace=False)
