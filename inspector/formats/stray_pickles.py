"""Pickles in bytes that no reader reads: whoever loads the file may come upon them all the same.

torch looks for its records without regard to case, NumPy reads members of any name, a file may hold several pickles in a
row, and what stands before the defect of a broken one runs when it is loaded. So bytes are taken for what they may be: a
pickle is recorded as far as it goes, and audited like one that is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from weakref import WeakMethod

from inspector.errors import CheckpointError, TruncatedError
from inspector.findings import Finding, Severity
from inspector.formats.numpy.pickled import as_storage
from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Job
from inspector.pickles.audit import audit, calls_in
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.recogniser import FrameworkTensors, PickleContext
from inspector.sources.storage import ByteRange, MemoryStorage, Storage

__all__ = ["StrayPickles", "buffers_in"]

#: What is read to see whether bytes may be a pickle at all.
_HEAD_NBYTES = 512
_NPY = b"\x93NUMPY"
#: A header as NumPy writes it for elements that are no objects. It reads many others, which may say the same of a pickle.
_NUMBERS = re.compile(rb"\{'descr': '[<>|=][biufcSUVMm?][^'\\]*', ")
#: Buffers within each other that are looked into.
_MAX_DEPTH = 4
_BUFFERS = frozenset({"_io.BytesIO", "io.BytesIO"})
_PROTO = b"\x80"
#: What the machine calls a name that stands as a number in a registry of the process.
_EXTENSION = "copyreg.extension_"


class StrayPickles:
    """Looks for them in one file of ``nbytes`` bytes, all places together no longer than an honest file needs.

    Buffers in them are looked into as well, by ``look_into`` if they may hold more than pickles.
    """

    def __init__(
        self, job: Job, nbytes: int, look_into: Callable[[Storage, str], Iterator[Finding]] | None = None
    ) -> None:
        self._job = job
        self._left = job.limits.stray_of(nbytes)
        self._look_into = WeakMethod(look_into or self.findings)  # of who has this, or of this: else a cycle
        self._depth = 0  # of buffers that are looked into

    @property
    def left(self) -> int:
        """How many bytes may still be gone through."""
        return self._left

    def spend(self, nbytes: int) -> None:
        """Count bytes that were gone through elsewhere."""
        self._left -= min(self._left, max(0, nbytes))

    def findings(self, storage: Storage, where: str, start: int = 0, number: int = 1) -> Iterator[Finding]:
        """What is to be said of the pickles that follow each other from ``start`` on, and of those in an array of objects.

        The first counts as the one of this ``number`` at the place. Nothing is said of what only holds data. Raises
        CheckpointError where the bytes can't be read.
        """
        head = storage.read(start, max(0, min(_HEAD_NBYTES, storage.nbytes - start)))
        if head.startswith(_NPY):
            start += _npy_header_nbytes(head)
            if _NUMBERS.match(head, 12 if head[6:7] > b"\x01" else 10):
                return
            head = storage.read(start, max(0, min(_HEAD_NBYTES, storage.nbytes - start)))
        if not _may_be_pickle(head):
            return
        for index in range(number, number + self._job.limits.stray_pickles):
            broken: list[Pickle] = []
            rest = storage.nbytes - start
            if rest <= 0:
                return
            part = ByteRange(storage, start, min(rest, self._left))
            place = where if index == 1 else f"{where} pickle {index}".lstrip()
            try:
                pickle = self._read(part, broken)
            except CheckpointError as error:
                yield from self._findings_of_broken(broken, error, place)
                if part.nbytes < rest and isinstance(error, TruncatedError):
                    message = "A pickle is too large to be looked into whole."
                    yield Finding(Severity.WARNING, "unread-pickle", message, place)
                return
            self.spend(pickle.nbytes)
            yield from _marked(audit(pickle, all_recognisers(), place, self._job), place)
            yield from self._in_buffers(pickle, place)
            start += pickle.end
        if start < storage.nbytes:
            message = (
                f"What follows the first {number + self._job.limits.stray_pickles - 1:,} pickles was not looked into."
            )
            yield Finding(Severity.WARNING, "unread-pickle", message, where)

    def _in_buffers(self, pickle: Pickle, where: str) -> Iterator[Finding]:
        """What is to be said of the bytes in the buffers of a pickle, which somebody may unpickle in turn."""
        if self._depth >= _MAX_DEPTH and _has_buffers(pickle):
            message = f"{where or 'The file'} lies in too many archives within each other to be looked into."
            yield Finding(Severity.WARNING, "unread-pickle", message, where)
            return
        self._depth += 1
        try:
            for content in buffers_in(pickle, self._job):
                look_into = self._look_into()
                assert look_into is not None  # whose generator runs this one
                with suppress(CheckpointError):
                    yield from look_into(content, where)
        finally:
            self._depth -= 1

    def _read(self, part: Storage, broken: list[Pickle]) -> Pickle:
        after_build = self._tensors.after_build
        return read_pickle(part, job=self._job, after_build=after_build, alone=False, on_defect=broken.append)

    @cached_property
    def _tensors(self) -> FrameworkTensors:
        return all_recognisers().open(PickleContext(self._job))

    def _names_something(self, pickle: Pickle) -> bool:
        """Whether it has names, and all can be Python's; codes of extensions alone may well be numbers, unless called."""
        names = [name.name for name in pickle.globals]
        if not names or not all(map(_is_name, names)):
            return False
        return not all(name.startswith(_EXTENSION) for name in names) or any(True for _ in calls_in(pickle, self._job))

    def _findings_of_broken(self, broken: list[Pickle], error: CheckpointError, place: str) -> Iterator[Finding]:
        """What stands before the defect of a pickle; of bytes that were none from the start, nothing."""
        for pickle in broken:
            self.spend(pickle.nbytes)
            if self._names_something(pickle):
                yield from _marked(audit(pickle, all_recognisers(), place, self._job), place)
                yield from self._in_buffers(pickle, place)
                message = f"This is no whole pickle: {error.reason}."
                yield Finding(Severity.WARNING, "broken-pickle", message, place)


def _has_buffers(pickle: Pickle) -> bool:
    return not _BUFFERS.isdisjoint(name.canonical for name in pickle.globals)


def buffers_in(pickle: Pickle, job: Job) -> Iterator[Storage]:
    """The bytes of each buffer in a pickle: its argument, or the first part of its state. Those of several come once."""
    seen: set[int] = set()
    calls = calls_in(pickle, job) if _has_buffers(pickle) else ()
    for call in calls:
        if call.name not in _BUFFERS:
            continue
        for given in (*(call.states or ()), call.args):
            content = given[0] if type(given) is tuple and given else given
            if id(content) not in seen:
                seen.add(id(content))
                with suppress(CheckpointError):
                    yield as_storage(content)


def _npy_header_nbytes(head: bytes) -> int:
    """Where the elements of a ``.npy`` file begin.

    https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
    """
    size = head[8:12] if head[6:7] > b"\x01" else head[8:10]
    return 8 + len(size) + int.from_bytes(size, "little")


def _may_be_pickle(head: bytes) -> bool:
    """Whether bytes can be the beginning of a pickle: they say so, end before it does, are it, or it has named something."""
    if not head or head[:1].isdigit():  # a digit is no opcode, or one that takes from the stack
        return False
    if head.startswith(_PROTO):
        return True
    broken: list[Pickle] = []
    try:
        read_pickle(MemoryStorage(head), alone=False, on_defect=broken.append)
    except TruncatedError:
        return True
    except CheckpointError:
        return any(pickle.globals for pickle in broken)
    return True


def _is_name(name: str) -> bool:
    """Whether a name can be one of Python's, or is computed; numbers may well begin like a pickle that names something."""
    return name.isascii() and all(part.isidentifier() or part == "<computed>" for part in name.split("."))


def _marked(findings: list[Finding], where: str) -> Iterator[Finding]:
    return (replace(finding, where=where) for finding in findings if finding.severity is not Severity.INFO)
