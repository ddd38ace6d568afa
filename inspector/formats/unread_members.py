"""Members of an archive that its reader did not look at, and that may be loaded all the same by what loads the file."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Collection, Hashable, Iterator
from contextlib import closing, suppress
from itertools import chain, filterfalse, islice

from inspector.errors import CheckpointError, CorruptError, TruncatedError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.formats.companion_files import companions_among, findings_beside, findings_of_text, is_companion
from inspector.formats.program_code import findings_of_code, is_program_code
from inspector.formats.shard_names import shard_name
from inspector.formats.stray_pickles import StrayPickles
from inspector.jobs import Job
from inspector.sources.compression import decompressed_head
from inspector.sources.deflate import DeflatedStorage
from inspector.sources.local_headers import content_behind, local_headers
from inspector.sources.location import LocalLocation, Location, suffix_of
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.signatures import compression_of
from inspector.sources.source import Source
from inspector.sources.storage import MemoryStorage, Storage
from inspector.sources.tar import begins_as_tar, tar_members
from inspector.sources.zip import ZipArchive, ZipMember, end_of_zip, is_renumbered

__all__ = [
    "findings_in_folder",
    "findings_of_bytes",
    "findings_of_neighbours",
    "findings_of_refused",
    "findings_of_unread",
]

#: Where version control keeps all that ever was.
_HISTORIES = frozenset({".git", ".hg", ".svn"})
#: So many members have their beginnings read at once.
_MEMBERS_AT_ONCE = 512
_HEAD_NBYTES = 512
#: Folders within each other: of a pipeline's parts, and of what was saved on the way.
_MAX_LEVELS = 4
_ZIP, _END_OF_ZIP = b"PK\x03\x04", b"PK\x05\x06"
#: How programs and libraries begin that a processor runs: ELF, Mach-O of both word sizes and orders, and of several kinds.
_NATIVE = (b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe")
#: Of files that are loaded as pickles, or hold some.
_PICKLED = frozenset({
    ".bin", ".pt", ".pth", ".th", ".ckpt", ".pkl", ".pickle", ".dill", ".joblib", ".sav", ".dat", ".data", ".npy", ".npz",
    ".gz", ".xz", ".bz2", ".zst", ".zip", ".tar",
})  # fmt: skip
_NATIVE_SUFFIXES = (".so", ".dll", ".dylib", ".pyd")


def findings_of_unread(source: Source, job: Job) -> list[Finding]:
    """What is to be said of what no reader asked for, in an archive or folder that is open; nothing of any other file."""
    if source.is_folder:
        return findings_beside(source)
    members = _Members(source.file.nbytes, job)
    if "zip" in vars(source):  # a reader has looked into it
        return list(members.of_zip(source.zip, "", is_all=False))
    return list(members.of_tar(source.file)) if source.is_tar else []


def findings_of_refused(source: Source, job: Job) -> list[Finding]:
    """The same of a file that can't be opened, as far as anything can be made out in it."""
    found: list[Finding] = []
    with suppress(CheckpointError):
        if source.is_folder:
            found += findings_beside(source)
            found += findings_in_folder(source.location, (), job, job.limits.refused_files)
            return found
        members = _Members(source.file.nbytes, job)
        if source.is_tar:
            found += members.of_tar(source.file)
        elif source.head.startswith(_ZIP) or _END_OF_ZIP in end_of_zip(source.file):
            found += members.of_refused_zip(source)
        if not source.is_tar and not source.head.startswith(_ZIP):
            found += members.of_refused(source.file)
    return found


def findings_of_bytes(content: Storage, where: str, job: Job) -> list[Finding]:
    """What is to be said of bytes that something may load by itself."""
    return list(_Members(content.nbytes, job).of_other(content, where))


def findings_in_folder(
    folder: Location, known: Collection[Hashable], job: Job, most: int | None = None
) -> Iterator[Finding]:
    """What is to be said of the files in a folder, and in those in it, but for ``known`` ones, which are told by their keys.

    At most ``most`` files are looked into, as many as members of an archive if it is None. Of small texts in the folder
    itself nothing is said: opening it has read them. Hidden files are looked at, but for those of version control.
    """
    pending, left = [("", folder)], job.limits.unread_members if most is None else most
    while pending:
        prefix, place = pending.pop()
        try:
            children = [child for child in place.children() if child.name not in _HISTORIES]
        except CheckpointError:
            continue  # whoever may not list it may not load it
        for child in job.each(children, len(children), "Looking for other files"):
            name = f"{prefix}{child.name}"
            if child.is_folder:
                if name.count("/") < _MAX_LEVELS:
                    pending.append((f"{name}/", child))
            elif left == 0:
                message = f"Not all files of the folder were looked into: {name} and what follows were not."
                yield Finding(Severity.WARNING, "unread-members", message, name)
                return
            elif prefix or not is_companion(name):
                left -= 1
                yield from _of_file(child, name, known, job)


def findings_of_neighbours(folder: Source, known: Collection[Hashable], job: Job) -> list[Finding]:
    """What is dangerous in files of a folder that was opened, which may hold pickles and are none of the ``known`` ones.

    In as many as there is time for when a folder is opened, and in none on a server: a scan looks into all, and says more.
    """
    if folder.location.is_far:
        return []
    may_be = [child for child in folder.children if _may_be_pickled(child.name)]
    may_be.sort(key=lambda child: shard_name(child.name) is not None)  # most of those are known ones
    beside = ((child.name, child) for child in may_be if not child.is_folder)
    below = _files_below(folder, job.limits.neighbours_listed)
    looked_at = islice(chain(beside, below), job.limits.neighbours)
    found = chain.from_iterable(_of_file(child, name, known, job) for name, child in looked_at)
    return [finding for finding in found if finding.severity is Severity.DANGER]


def _may_be_pickled(name: str) -> bool:
    return not name.startswith(".") and suffix_of(name) in _PICKLED


def _files_below(folder: Source, most: int) -> Iterator[tuple[str, Location]]:
    """Such files in the folders of a folder of this machine, by name, as far as its first ``most`` entries tell.

    They are counted while they are listed: a folder may hold a million chunks of an array.
    """
    if not isinstance(folder.location, LocalLocation):
        return
    top = folder.location.path
    pending = deque(child.name for child in folder.children if child.is_folder and not child.name.startswith("."))
    while pending and most > 0:
        place = pending.popleft()
        try:
            with os.scandir(top / place) as listed:
                found = sorted((entry.name, entry.is_dir()) for entry in islice(listed, most))
        except OSError:
            continue  # whoever may not list it may not load it
        most -= len(found) + 1
        for last, is_folder in found:
            name = f"{place}/{last}"
            if is_folder and not last.startswith(".") and name.count("/") <= _MAX_LEVELS:
                pending.append(name)
            elif not is_folder and _may_be_pickled(last):
                yield name, LocalLocation(top / name)


def _of_file(location: Location, name: str, known: Collection[Hashable], job: Job) -> list[Finding]:
    try:
        with closing(location.open()) as file:
            return [] if file.key in known else list(_Members(file.nbytes, job).of_other(file, name))
    except CheckpointError as error:
        return [Finding(Severity.WARNING, "unread-member", f"{name} can't be read: {error.reason}.", name)]


class _Members:
    """Goes through the members of one file and of the archives in it."""

    def __init__(self, nbytes: int, job: Job) -> None:
        self._job = job
        self.pickles = StrayPickles(job, nbytes, self.of_other)
        self._left = job.limits.unread_members

    def of_zip(self, archive: ZipArchive, where: str, depth: int = 0, *, is_all: bool = True) -> Iterator[Finding]:
        """What is to be said of its members; those that somebody asked it for only if ``is_all``."""
        runs_libraries = bool(archive.names.ending_with("/archive_format"))  # a .pt2
        others = chain.from_iterable(several[1:] for several in archive.duplicates.values())
        read: set[str] = set() if is_all else archive.asked_for
        if looked_into := [*archive.duplicates, *companions_among(read)]:
            read = read.difference(looked_into)
        members = [archive.members[name] for name in filterfalse(read.__contains__, archive.members)]
        unread = [member for member in chain(members, others) if member.nbytes and not member.is_directory]
        looked_at = unread[: self._left]
        self._left -= len(looked_at)
        for start in range(0, len(looked_at), _MEMBERS_AT_ONCE):
            several = looked_at[start : start + _MEMBERS_AT_ONCE]
            with archive.ahead(several, _HEAD_NBYTES) as ahead:
                for member in self._job.each(several):
                    name = f"{where}{member.name}"
                    yield from self._of_member(ahead, member, name, depth)
                    if runs_libraries and self._is_native(ahead, member):
                        message = f"{name} is a compiled library, which torch runs when the program is loaded."
                        yield Finding(Severity.DANGER, "native-code", message, name)
        if len(unread) > len(looked_at):
            message = f"{len(unread) - len(looked_at):,} more members of the archive were not looked into."
            yield Finding(Severity.WARNING, "unread-members", message, where)

    def of_tar(self, file: Storage) -> Iterator[Finding]:
        """What is to be said of the members of a tar archive, and of what it is to a program that takes it for a pickle."""
        yield from self.pickles.findings(file, "")
        for name, storage in self._members_of_tar(file):
            yield from self._of(storage, name, 0)

    def _members_of_tar(self, file: Storage) -> Iterator[tuple[str, Storage]]:
        members = list(tar_members(file, self._job).items())[: self._left]
        self._left -= len(members)
        return iter(members)

    def of_refused_zip(self, source: Source) -> Iterator[Finding]:
        """What is to be said of an archive that its reader refused, or that can't even be listed."""
        try:
            yield from self.of_zip(source.zip, "")
        except CheckpointError:
            for name, offset in local_headers(source.file, self._job):
                with suppress(CheckpointError):
                    yield from self._of_plain(content_behind(source.file, offset), name)

    def of_refused(self, file: Storage) -> Iterator[Finding]:
        """What is to be said of a file that is no archive: compressed data, or what begins as a pickle does."""
        return self._of(file, "", 0)

    def of_other(self, file: Storage, name: str) -> Iterator[Finding]:
        """What is to be said of any file that lies beside others."""
        return self._of(file, name, 0)

    def _of_member(self, archive: ZipArchive, member: ZipMember, name: str, depth: int) -> Iterator[Finding]:
        """What is to be said of a member; where directory and header disagree, of what programs may read instead."""
        try:
            yield from self._of(archive.storage(member), name, depth)
        except UnsupportedError as error:
            message = f"{name} can't be looked into: {error.reason}."
            yield Finding(Severity.WARNING, "unread-member", message, name)
        except CheckpointError as error:
            message = f"{name} can't be read: {error.reason}."
            yield Finding(Severity.WARNING, "unread-member", message, name)
            with suppress(CheckpointError):
                yield from self._of(content_behind(archive.source, member.header_offset), name, depth)

    def _of(self, storage: Storage, name: str, depth: int) -> Iterator[Finding]:
        head = storage.read(0, min(_HEAD_NBYTES, storage.nbytes))
        if isinstance(storage, DeflatedStorage):  # from the beginning again whenever it is asked for
            storage = ReadAhead.holding(storage, [(0, head)])
        within = f"{name}/" if name else ""
        compression = compression_of(head)
        is_zip = head.startswith(_ZIP) or is_renumbered(head)
        is_packed = is_zip or begins_as_tar(head) or compression is not None
        if is_packed and depth + 1 >= self._job.limits.unread_depth:
            message = f"{name or 'The file'} lies in too many archives within each other to be looked into."
            yield Finding(Severity.WARNING, "unread-member", message, name)
        elif is_zip:
            yield from self.of_zip(ZipArchive(storage), within, depth + 1)
        elif begins_as_tar(head):
            for member, inside in self._members_of_tar(storage):
                yield from self._of(inside, f"{within}{member}", depth + 1)
        elif compression is not None:
            yield from self._of_compressed(storage, compression, name, depth)
        else:
            yield from self._of_plain(storage, name)

    def _of_plain(self, storage: Storage, name: str) -> Iterator[Finding]:
        """What is to be said of what is no archive."""
        if is_companion(name):
            yield from findings_of_text(name, storage, self._job.limits)
        elif is_program_code(name):
            code = storage.read(0, min(storage.nbytes, self._job.limits.companion_nbytes)).decode("utf-8", "replace")
            yield from islice(findings_of_code(code, name), self._job.limits.companion_findings)
        else:
            yield from self.pickles.findings(storage, name)

    def _of_compressed(self, storage: Storage, compression: str, name: str, depth: int) -> Iterator[Finding]:
        """What is to be said of compressed data, of which no more is looked into than of pickles."""
        most = self.pickles.left
        try:
            inside = decompressed_head(storage, compression, most)
        except (CorruptError, TruncatedError):
            yield from self.pickles.findings(storage, name)  # it only began like compressed data
            return
        self.pickles.spend(len(inside))
        if len(inside) == most:
            message = f"{name or 'The file'} is compressed, and too large to be looked into whole."
            yield Finding(Severity.WARNING, "unread-member", message, name)
        with suppress(CheckpointError):
            yield from self._of(MemoryStorage(inside), name, depth + 1)

    @staticmethod
    def _is_native(archive: ZipArchive, member: ZipMember) -> bool:
        if member.name.lower().endswith(_NATIVE_SUFFIXES):
            return True
        with suppress(CheckpointError):
            return archive.storage(member).read(0, min(4, member.nbytes)).startswith(_NATIVE)
        return False
