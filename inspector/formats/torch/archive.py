"""The layout common to every zip that torch writes: one root folder, a version, a byte order, records below.

Plain checkpoints, TorchScript, exported programs and torch.package differ only in the records.
Source: caffe2/serialize/inline_container.cc (PyTorchStreamReader).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import filterfalse
from typing import Protocol

from inspector.errors import CheckpointError, CorruptError, LimitError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.sources.documents import read_document
from inspector.sources.member_names import MemberNames
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.storage import Storage
from inspector.sources.zip import ZipArchive
from inspector.text import plural, shortened

__all__ = ["Records", "TorchArchive", "roots_of"]

#: Newest file format version there is (caffe2/serialize/versions.h); later ones may mean anything.
_NEWEST_VERSION = 10
#: What torch notes of how it wrote the file: a number each, of which nothing depends.
_NUMBERS = (".format_version", ".storage_alignment", ".data/serialization_id")
_MAX_NUMBER_NBYTES = 64
_MAX_RECORD_NBYTES = 1 << 20
_MAX_CHECKED_NBYTES = 64 << 20
#: What tells the records of a torch file from others when they lie at the top of an archive.
_FLAT = ("data/", "version", "byteorder", ".data/")


def roots_of(archive: ZipArchive, record: str) -> list[str]:
    """The folders that hold ``record``, such as ``data.pkl``: one in a sound file, empty in one that was zipped again.

    What macOS adds when it zips is passed over.
    """
    tail = "/" + record
    roots = [name.removesuffix(tail) for name in archive.names.ending_with(tail)]
    roots = [root for root in roots if not root.startswith("__MACOSX")]
    is_flat = record in archive.members and any(map(archive.names.starting_with, _FLAT))
    return ["", *roots] if is_flat else roots


class Record(Protocol):
    """What is known of a record before it is read."""

    @property
    def name(self) -> str:
        """The whole name, with that of the root folder."""

    @property
    def nbytes(self) -> int:
        """Its size, decompressed."""


class Records(Protocol):
    """Where the records lie: a zip archive, or the folder that one was extracted to.

    ``asked_for`` are the names of those that :meth:`storage` was asked for.
    """

    findings: list[Finding]
    asked_for: set[str]
    names: MemberNames

    @property
    def members(self) -> Mapping[str, Record]:
        """The records by their names."""

    def storage(self, member: str, /) -> Storage:
        """The bytes of a record; KeyError for an unknown name."""

    def storages(self, members: Sequence[str], /) -> list[Storage]:
        """The same of many records at once."""

    def near(self, member: str, /) -> Storage:
        """The same, for bytes that are read at once and by nobody later."""

    def verify_crc(self, member: str, job: Job, content: Storage | None = None, /) -> bool:
        """Whether the bytes, those of ``content`` if given, have the checksum that they are said to have."""


class TorchArchive:
    """A torch zip below its ``root``; the names of its records begin with ``prefix``.

    ``findings`` are those of the zip and of the records read here.

    Raises CorruptError for a byte order other than little or big.
    """

    def __init__(self, archive: Records, root: str) -> None:
        self.archive = archive
        self.root = root
        self.findings: list[Finding] = list(archive.findings)
        self.prefix = f"{root}/" if root else ""
        byteorder = self.text("byteorder") or "little"
        if byteorder not in ("little", "big"):
            raise CorruptError(f"the byte order is {byteorder[:20]!r}, neither little nor big")
        self.big_endian = byteorder == "big"
        self.version = self._checked_version(self.text("version") or self.text(".data/version"))

    def has(self, record: str) -> bool:
        """Whether the record is in the archive."""
        return self.prefix + record in self.archive.members

    def storage(self, record: str) -> Storage:
        """The bytes of a record; raises CorruptError if there is none of that name."""
        return self._finder(self.prefix)(record)

    def ahead(self, record: str) -> ReadAhead:
        """The bytes of a record, in memory if they are few, to be gone through. Raises as :meth:`storage`."""
        storage = self.storage(record)
        near = self.archive.near(self.prefix + record) if self.has(record) else None
        return ReadAhead.if_small(storage, near=near)

    def lookup(self, folder: str, suffix: str = "") -> Callable[[str], Storage]:
        """A function from storage keys to the records ``folder/KEY`` + ``suffix``, as :meth:`storage` finds them."""
        return self._finder(f"{self.prefix}{folder}/", suffix)

    def lookup_many(self, folder: str) -> Callable[[Sequence[str]], list[Storage]]:
        """The same for many keys at once."""
        prefix, find = f"{self.prefix}{folder}/", self.archive.storages

        def storages(keys: Sequence[str]) -> list[Storage]:
            try:
                return find(list(map(prefix.__add__, keys)))
            except KeyError as error:
                raise CorruptError(f"the record {shortened(str(error.args[0]), 100)!r} is not in the file") from None

        return storages

    def _finder(self, prefix: str, suffix: str = "") -> Callable[[str], Storage]:
        find = self.archive.storage

        def storage(key: str) -> Storage:
            name = prefix + key + suffix
            try:
                return find(name)
            except KeyError:
                with suppress(KeyError):
                    return find(self._case_insensitive[name.lower()])
                raise CorruptError(f"the record {shortened(name, 100)!r} is not in the file") from None

        return storage

    @cached_property
    def _case_insensitive(self) -> dict[str, str]:
        """The names as torch compares them, which is without regard to case."""
        return {name.lower(): name for name in reversed([*self.archive.members])}

    def text(self, record: str) -> str:
        """The text of a small record; empty if there is none."""
        if not self.has(record):
            return ""
        member = self.archive.members[self.prefix + record]
        if member.nbytes > 1 << 12:
            raise CorruptError(f"the record {record!r} has {member.nbytes:,} bytes instead of a few letters")
        return self.archive.near(member.name).read().decode("latin-1").strip()

    def records(self, prefix: str) -> dict[str, str]:
        """The texts below ``extra/`` whose names begin with ``prefix``; what is too long or no text is passed over."""
        found = {}
        folder = f"{self.prefix}extra/"
        for name in self.archive.names.starting_with(folder + prefix):
            storage = self.storage(name.removeprefix(self.prefix))
            if storage.nbytes <= _MAX_RECORD_NBYTES:
                with suppress(UnicodeDecodeError):
                    found[name.removeprefix(folder)] = storage.read().decode()
        return found

    def document(self, record: str, limits: Limits, *, is_text: bool = False) -> bytes:
        """The bytes of a record that has to be read whole. Raises LimitError as ``read_document`` does."""
        try:
            return read_document(self.storage(record), limits, is_text=is_text)
        except LimitError as error:
            raise LimitError(f"has the record {record!r}, which {error.reason}") from error

    def check_crc(self, record: str, job: Job, content: Storage | None = None) -> None:
        """Note a checksum that does not match. Torch never checks them, and can be told not to write them.

        A record that is mostly arrays is not read for that. Of one that was read already that is the ``content``.
        """
        member = self.archive.members[self.prefix + record]
        if member.nbytes <= _MAX_CHECKED_NBYTES and not self.archive.verify_crc(member.name, job, content):
            message = f"The checksum of {record} does not match: the file is damaged, or was written without checksums."
            self.findings.append(Finding(Severity.INFO, "checksum", message, member.name))

    def pass_over_numbers(self) -> None:
        """Take note of the records that hold a number and nothing else: nobody need look into them for other things."""
        for record in _NUMBERS:
            member = self.archive.members.get(self.prefix + record)
            if member is None or member.nbytes > _MAX_NUMBER_NBYTES:
                continue
            try:
                is_number = self.archive.near(member.name).read().isdigit()
            except CheckpointError:
                is_number = False
            if not is_number:
                self.archive.asked_for.discard(member.name)

    def note_unused(self, folder: str) -> None:
        """Note records below ``folder`` that nothing refers to, and any that torch may take for others."""
        prefix = f"{self.prefix}{folder}/"
        unknown = set(filterfalse(self.archive.asked_for.__contains__, self.archive.members))
        read = set(map(str.lower, self.archive.asked_for)) if unknown else set()
        twins = sorted(name for name in unknown if name.lower() in read)
        if twins:
            message = f"{plural(len(twins), 'record')} differ in case only from others: torch may read those instead."
            self.findings.append(Finding(Severity.DANGER, "zip-duplicate-name", message, twins[0]))
        unused = sorted(name for name in unknown if name.startswith(prefix) and not name.endswith("/"))
        if unused:
            nbytes = sum(self.archive.members[name].nbytes for name in unused)
            count, first = plural(len(unused), "record"), shortened(unused[0], 100)
            message = f"No tensor uses {count} ({nbytes:,} bytes), first {first!r}."
            self.findings.append(Finding(Severity.INFO, "unused-records", message, unused[0]))

    def _checked_version(self, text: str) -> int | None:
        if not text:
            return None
        if not text.isascii() or not text.isdigit() or len(text) > 4:
            raise CorruptError(f"the file format version is {text[:20]!r}, not a number")
        if int(text) > _NEWEST_VERSION:
            raise UnsupportedError(f"the file format version is {text}; the newest known one is {_NEWEST_VERSION}")
        return int(text)
