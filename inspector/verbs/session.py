"""What all verbs share: progress, and going through files without stopping at a bad one."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, InspectorError, RangesUnsupportedError, SelectionError
from inspector.findings import Finding
from inspector.jobs import Cancelled, Job
from inspector.sources.location import shown_place
from inspector.sources.remote.remote_object import fetched_text
from inspector.tensors.entries import Entry
from inspector.text import printable, shortened
from inspector.verbs.encoding import write_json
from inspector.verbs.status import Status, print_error

__all__ = ["ProgressLine", "for_each_file", "print_damage", "print_entry_error", "print_no_match", "progress_line"]

#: Globs that a sentence quotes.
_MAX_GLOBS = 3
#: Work that ends sooner shows no progress.
_PATIENCE_S = 0.4
_PERIOD_S = 0.1


def for_each_file(
    files: Sequence[str],
    work: Callable[[str, Checkpoint, Job], Status],
    *,
    as_json: bool,
    download: bool = False,
    refused: Callable[[str, CheckpointError], None] | None = None,
) -> Status:
    """Open each file and hand it to ``work``; a file that can't be read is reported and the others still done.

    A file that would have to be downloaded as a whole is, if that is allowed (``download``) or, asked, the person says so.
    ``refused`` is told of a file instead of it being written as JSON, where a verb has more to say of such a file.

    Returns the gravest status. SelectionError is the request's fault, not the file's, and passes through.
    """
    status = Status.DONE
    for file in files:
        shown = shown_place(file)
        try:
            status = max(status, _one_file(file, shown, work, download=download))
        except SelectionError:
            raise
        except InspectorError as error:
            status = Status.FAILED
            reason = str(error.at(shown) if isinstance(error, CheckpointError) else error)
            if isinstance(error, RangesUnsupportedError):
                reason += "; --download allows that"
            print_error(reason)
            if refused is not None and isinstance(error, CheckpointError):
                refused(shown, error)
            elif as_json:
                write_json({"file": shown, "error": reason})
    return status


def print_no_match(file: str, entries: Sequence[Entry], globs: Sequence[str]) -> None:
    """Say that globs were given, and which nothing matches: an empty table looks like an empty file."""
    if globs and not entries:
        named = ", ".join(repr(shortened(printable(glob), 60)) for glob in globs[:_MAX_GLOBS])
        print_error(f"{file}: nothing matches {named}; a glob must match the whole dotted key, as '*.weight' does")


def print_damage(file: str, findings: Iterable[Finding]) -> None:
    """Report damage that was found in a file while its tensors were read."""
    for finding in findings:
        print_error(f"{file}: {finding.message}")


def print_entry_error(file: str, entry: Entry, error: InspectorError) -> None:
    """Report one entry that can't be read; the others can."""
    reason = error.reason if isinstance(error, CheckpointError) else str(error)
    print_error(f"{file}: {entry.key}: {reason}")


def _one_file(file: str, shown: str, work: Callable[[str, Checkpoint, Job], Status], *, download: bool) -> Status:
    job = Job()
    try:
        with _opened(file, job, download=download) as checkpoint:
            return work(shown, checkpoint, job)
    except MemoryError:
        raise CheckpointError("not enough memory") from None
    except (InspectorError, Cancelled, OSError):  # OSErrors of files are CheckpointErrors: this one is of the output
        raise
    except Exception as error:
        if sys.flags.dev_mode:  # python -X dev
            raise
        raise CheckpointError(f"internal error, a bug in this program ({type(error).__name__}: {error})") from error


def _opened(file: str, job: Job, *, download: bool) -> Checkpoint:
    try:
        with progress_line(job):
            return inspector.open(file, job, download=download)
    except RangesUnsupportedError as error:
        if not _is_wanted(f"{error}. Download it? [y/N] "):
            raise
    with progress_line(job):
        return inspector.open(file, job, download=True)


def _is_wanted(question: str) -> bool:
    """Whether the person at the terminal says yes; who is not at one is not asked."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    sys.stderr.write(printable(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


class ProgressLine:
    """The line that shows how far a job is. What is printed meanwhile goes above it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._painter = threading.Thread(target=self._paint, daemon=True)
        self._is_painted = False

    def start(self) -> None:
        """Begin to show it, after a moment."""
        self._painter.start()

    def end(self) -> None:
        """Take it away."""
        self._ended.set()
        self._painter.join()

    @contextmanager
    def cleared(self) -> Iterator[None]:
        """No line while the block prints."""
        with self._lock:
            self._clear()
            yield

    def _paint(self) -> None:
        if self._ended.wait(_PATIENCE_S):
            return
        while True:
            progress = self._job.progress
            share = "" if progress.fraction is None else f"{progress.fraction:4.0%} "
            with self._lock:
                sys.stderr.write(f"\r\x1b[K{share}{shortened(printable(progress.what), 60)}{fetched_text()}")
                sys.stderr.flush()
                self._is_painted = True
            if self._ended.wait(_PERIOD_S):
                break
        self._clear()

    def _clear(self) -> None:
        if self._is_painted:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._is_painted = False


@contextmanager
def progress_line(job: Job) -> Iterator[ProgressLine]:
    """Show the progress of ``job`` on standard error while the block runs, if that is a terminal."""
    line = ProgressLine(job)
    if not sys.stderr.isatty():
        yield line
        return
    line.start()
    try:
        yield line
    finally:
        line.end()
