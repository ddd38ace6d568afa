"""A file that has no name until it is complete: whoever looks for it finds the old file, the new one, or nothing.

On Linux a draft is a file without a name (``O_TMPFILE``), which vanishes with the process, however that ends; only to
replace an existing file it is hidden under a name of its own for the moment between two system calls. Elsewhere it is a
hidden file beside its target, which the next export there removes if a crash has left it. A draft is written out to the
disk (``fsync``) and read back before it is published.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import ParamSpec, TypeVar

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import OutputError, OutputExistsError
from inspector.jobs import Job
from inspector.sources.storage import Buffer

__all__ = ["AtomicFile", "publish", "remove", "remove_leftovers", "resolved_target", "write_atomically"]

P = ParamSpec("P")
T = TypeVar("T")

#: How much may be written before the disk is waited for, in a helper thread: it then works while we read on.
_SYNC_NBYTES = 64 << 20
#: How long cancelling may go unnoticed while the disk is waited for.
_PATIENCE_S = 0.05
#: Names of hidden files, before and after what makes them unique.
_HIDDEN = (".checkpoint-inspector-", ".part")
#: How long a hidden file may be without its lock.
_UNLOCKED_S = 60
#: Mode of a new file, from which the kernel takes the user's umask. A finished file has no stricter one.
_MODE = 0o666


def resolved_target(
    path: str | os.PathLike[str], sources: Sequence[Checkpoint], *, replace: bool, what: str = "export"
) -> Path:
    """Where a file (an export, a report: ``what``) written to ``path`` goes: there, or where a link there leads.

    Raises OutputError for a place that can't hold a file or holds one that ``sources`` are read from, by whatever name,
    OutputExistsError for any other existing file unless it is to be replaced.
    """
    target = Path(path)
    with _writing(target):
        if target.is_symlink():
            target = Path(os.path.realpath(target))
        if not target.parent.is_dir():
            raise OutputError(f"can't be written: there is no folder {target.parent}", str(path))
        try:
            status = target.stat()
        except FileNotFoundError:
            return target
        except ValueError as error:  # a NUL, or half of a surrogate pair
            raise OutputError(f"can't be written: its name is impossible ({error})", str(path)) from error
    if stat.S_ISDIR(status.st_mode):
        raise OutputError("can't be written: it is a folder", str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OutputError("can't be written: it is a device or a pipe, not a file", str(path))
    if (status.st_dev, status.st_ino) in _inodes(sources):
        raise OutputError(f"is a source of this {what}; choose another name", str(path))
    if not replace:
        raise OutputExistsError("exists already", str(path))
    return target


def _inodes(sources: Sequence[Checkpoint]) -> set[tuple[int, int]]:
    found = {file.identity[:2] for source in sources for file in source.files if file.identity is not None}
    for source in sources:
        with contextlib.suppress(OSError):  # its name may lead elsewhere by now
            status = source.path.stat()
            found.add((status.st_dev, status.st_ino))
    return found


class AtomicFile:
    """A file being written, from its beginning to its end, for ``target``, whose folder exists.

    Raises OutputError wherever the operating system refuses. :meth:`discard` leaves nothing behind.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.nbytes = 0
        self._handed_over = 0
        self._helper = ThreadPoolExecutor(2, "draft")  # one waits for the disk
        self._syncing: Future[None] | None = None
        self._hidden: Path | None = None
        with _writing(target):
            self._descriptor = self._open_anonymous()
            self._is_anonymous = self._descriptor >= 0
            if not self._is_anonymous:
                self._hidden = _hidden_name(target.parent)
                flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                self._descriptor = os.open(self._hidden, flags, _MODE)
            _lock(self._descriptor)

    def _open_anonymous(self) -> int:
        """A file without a name that can be given one later; -1 where there are none."""
        if not hasattr(os, "O_TMPFILE"):
            return -1
        try:
            descriptor = os.open(self.target.parent, os.O_RDWR | os.O_TMPFILE, _MODE)
        except OSError:  # the file system or the kernel has none; a named file says what else is wrong
            return -1
        if _by_descriptor(descriptor).exists():
            return descriptor
        os.close(descriptor)  # /proc is not mounted, and without it there is no way to a name
        return -1

    @property
    def path(self) -> Path:
        """Where the draft can be read while it has no name."""
        return _by_descriptor(self._descriptor) if self._hidden is None else self._hidden

    def write(self, data: Buffer | bytes) -> None:
        """Append ``data``."""
        view = memoryview(data)
        with _writing(self.target):
            while view:
                count = os.write(self._descriptor, view)
                view = view[count:]
                self.nbytes += count
            if self.nbytes - self._handed_over >= _SYNC_NBYTES and (self._syncing is None or self._syncing.done()):
                self._start_sync()

    def beside(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Begin ``work`` in a thread, while the file is written and the disk waited for."""
        return self._helper.submit(work, *args, **kwargs)

    def sync(self, job: Job) -> None:
        """Wait until all of it is on the disk; what is read then comes from there. Can be cancelled meanwhile."""
        with _writing(self.target):
            self._wait(job)
            self._start_sync()
            self._wait(job)
            if sys.platform == "linux":
                os.posix_fadvise(self._descriptor, 0, 0, os.POSIX_FADV_DONTNEED)

    def _start_sync(self) -> None:
        """Begin to wait for the disk; the system tells each failure once, so that each answer has to be looked at."""
        if self._syncing is not None:
            self._syncing.result()
        self._syncing = self._helper.submit(os.fsync, self._descriptor)
        self._handed_over = self.nbytes

    def _wait(self, job: Job) -> None:
        """Wait for the answer. A disk can't be interrupted, but whoever waits for it can."""
        if self._syncing is not None:
            while wait([self._syncing], _PATIENCE_S).not_done:
                job.check()
            self._syncing.result()

    def publish(self, *, replace: bool) -> None:
        """Give the file its name. Raises OutputExistsError if the name is taken, unless ``replace`` is set."""
        with _writing(self.target):
            try:
                self._link(self.target)
            except FileExistsError:
                if not replace:
                    raise
                self._replace()
        self.discard()

    def _link(self, name: Path) -> None:
        """Give the file one more name, which nobody has."""
        if self._is_anonymous:
            # A descriptor, which an absolute path does not need, is what makes Python ask for the link to be followed.
            os.link(_by_descriptor(self._descriptor), name, src_dir_fd=self._descriptor, follow_symlinks=True)
            return
        try:
            os.link(self.path, name)
        except OSError as error:
            if name.exists():
                raise FileExistsError from error
            self._rename(name)  # a file system without hard links

    def _replace(self) -> None:
        if hasattr(os, "fchmod"):  # what was private stays so
            os.fchmod(self._descriptor, stat.S_IMODE(self.target.stat().st_mode) & 0o777)
        if self._is_anonymous:
            self._hidden = _hidden_name(self.target.parent)
            self._link(self._hidden)
        self._rename(self.target)

    def _rename(self, name: Path) -> None:
        assert self._hidden is not None
        if sys.platform == "win32":  # which renames no open file
            self._close()
        self._hidden.replace(name)
        self._hidden = None

    def discard(self) -> None:
        """Let go of what has not been published. Can be called again."""
        self._helper.shutdown(wait=False)
        self._close()
        if self._hidden is not None:
            with contextlib.suppress(OSError):
                self._hidden.unlink()
            self._hidden = None

    def _close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def write_atomically(path: str | os.PathLike[str], content: bytes, sources: Sequence[Checkpoint] = ()) -> None:
    """Put a file of this ``content`` in the place of what ``path`` is or leads to, in one step and on the disk.

    Raises OutputError where that can't be done, or would overwrite one of the files that ``sources`` are read from.
    """
    atomic_file = AtomicFile(resolved_target(path, sources, replace=True, what="report"))
    try:
        atomic_file.write(content)
        atomic_file.sync(Job())
        publish([atomic_file], replace=True)
    finally:
        atomic_file.discard()


def publish(drafts: Sequence[AtomicFile], *, replace: bool) -> None:
    """Publish several drafts in order, the one that makes the others count last; if one fails, new names vanish again."""
    made: list[Path] = []
    try:
        for atomic_file in drafts:
            is_new = not atomic_file.target.exists()
            atomic_file.publish(replace=replace)
            if is_new:
                made.append(atomic_file.target)
    except BaseException:
        for path in made:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    finally:
        for folder in {atomic_file.target.parent for atomic_file in drafts}:
            _sync_folder(folder)


def remove(path: Path) -> None:
    """Remove a file, if it is there."""
    with _writing(path):
        path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` last; some systems can't, and the files are whole in any case."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _by_descriptor(descriptor: int) -> Path:
    return Path(f"/proc/self/fd/{descriptor}")


def _hidden_name(folder: Path) -> Path:
    """A name nobody has, that tells whose it is if the process ends before it is removed."""
    return folder / secrets.token_hex(8).join(_HIDDEN)


def remove_leftovers(folder: Path) -> None:
    """Remove hidden files of processes that were killed; those of living ones are locked."""
    start, end = _HIDDEN
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(start) and entry.name.endswith(end) and entry.is_file(follow_symlinks=False):
                _remove_unlocked(Path(entry))


def _remove_unlocked(path: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDWR)
        try:
            if time.time() - os.fstat(descriptor).st_mtime > _UNLOCKED_S and _lock(descriptor):
                path.unlink()
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Lock a file until it is closed, by whatever end of the process; False if it is another's."""
    if sys.platform == "win32":  # where nobody removes a file that is open
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # it is, or the file system has no locks, and what can't be told apart stays
        return False
    return True


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Errors of the operating system as sentences that name the target."""
    try:
        yield
    except FileExistsError as error:
        raise OutputExistsError("exists already", str(target)) from error
    except OSError as error:
        raise OutputError(f"can't be written: {error.strerror or error}", str(target)) from error
