"""A zip archive as an index of byte ranges.

Written here because the standard library's reader refuses valid torch files (their CRC fields need not be CRCs, their
dates are impossible) and takes several times longer over the 20,000 members of a large model. The central directory
alone is read, in one piece; a member's local header is looked at when its bytes are first wanted.

Specification: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (sections 4.3.7, 4.3.12, 4.3.14 to 4.3.16,
4.5.3). What programs disagree about is refused or reported: numbers given twice with different values, members with one
name, members that share bytes.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy
from itertools import repeat
from operator import add, and_, attrgetter, ge, itemgetter
from typing import Any, NamedTuple

from msgspec import Struct

from inspector.buffers import BLOCK_NBYTES
from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.limits import LIMITS, Limits
from inspector.sources.deflate import FIRST_NBYTES, DeflatedStorage
from inspector.sources.member_names import MemberNames
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.storage import Buffer, RecordMeta, Storage
from inspector.text import plural

__all__ = ["ZipArchive", "ZipMember", "end_of_zip", "is_renumbered"]

_LOCAL = struct.Struct("<I2xHH8xIIHH")  # signature; flags, method; sizes; name and extra lengths
_CENTRAL = struct.Struct("<IHHHH4xIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_LOCATOR = struct.Struct("<IIQI")
_END64 = struct.Struct("<IQHHIIQQQQ")
_FIELDS = struct.Struct("<4xHH4xIIIHI4xII")  # of _CENTRAL, behind its signature; extra and comment as one number
_LOCAL_SIGNATURE, _CENTRAL_SIGNATURE, _END_SIGNATURE = 0x04034B50, 0x02014B50, b"PK\x05\x06"
_CENTRAL_MARK = _CENTRAL_SIGNATURE.to_bytes(4, "little")
_LOCATOR_SIGNATURE, _END64_SIGNATURE = 0x07064B50, 0x06064B50

_ENCRYPTED, _UTF8 = 0x0001, 0x0800
_IN_ZIP64 = 0xFFFFFFFF
_STORED, _DEFLATED = 0, 8
#: What local headers have behind the name at most, usually: sizes for zip64, times.
_USUAL_EXTRA_NBYTES = 64
_UNIX, _SYMLINK = 3, 0o12  # the host system; the file type in the upper four bits of the attributes
#: Where all end records lie: the last may have a comment of 64 KiB behind it.
_TAIL_NBYTES = _END.size + 0xFFFF + _LOCATOR.size + _END64.size
#: Names that could lead a program which extracts by name out of its folder, or to another name.
_UNSAFE_NAME = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\0")
_UNSAFE_MARKS = ("..", "\n/", "\\", ":", "\0")


_NAME = itemgetter(0)  # of a member


class ZipMember(NamedTuple):
    """A member as the central directory describes it; ``crc`` need not be one (torch can be told to leave it out)."""

    name: str
    method: int
    nbytes: int
    compressed_nbytes: int
    crc: int
    header_offset: int
    flags: int

    @property
    def is_directory(self) -> bool:
        """Whether the member only stands for a directory."""
        return self.name.endswith("/")


class _Directory(NamedTuple):
    """Where the central directory lies, by the end records."""

    offset: int
    nbytes: int
    members: int
    comment: bytes


class ZipArchive:
    """The members of a zip archive that fills ``source``, in the order of the central directory.

    ``members`` keeps the first of several members with one name, as torch does; ``duplicates`` has all of them; ``names``
    are for a search. ``near`` are the same bytes, of which the first and the last are in memory: nothing that outlives the
    opening of the archive is read from them.

    Raises TruncatedError where the end of the archive is missing, CorruptError where its numbers contradict each other or
    the size of ``source``, LimitError for a directory out of all proportion.
    """

    def __init__(self, source: Storage, limits: Limits = LIMITS, near: Storage | None = None) -> None:
        self.source = source
        self._near = near or source
        self.limits = limits
        #: Names of the members that somebody wanted the bytes of.
        self.asked_for: set[str] = set()
        self.findings: list[Finding] = []
        self._in_order = True  # each member behind the one before it, so that none overlap
        tail = [(source.nbytes - _TAIL_NBYTES, _TAIL_NBYTES)]
        with ReadAhead(source, tail) if near is None else nullcontext(near) as ahead:
            directory = self._locate(ahead)
            members = self._parse(ahead, directory)
        self.comment = directory.comment
        self.members: dict[str, ZipMember] = dict(zip(map(_NAME, members), members, strict=True))
        if len(self.members) < len(members):
            self.members = {}
            for member in members:
                self.members.setdefault(member.name, member)
        self.names = MemberNames(self.members)
        self._check_names()
        self.duplicates = self._find_duplicates(members)
        if not self._in_order:
            self._check_overlaps(members)

    def storage(self, member: ZipMember | str) -> Storage:
        """The bytes of a member; nothing is read before they are.

        Raises KeyError for an unknown name, UnsupportedError for an encrypted member or an unknown compression.
        Reading raises CorruptError where the member's local header contradicts the directory.
        """
        return self._storage(self.members[member] if isinstance(member, str) else member, self.source)

    def near(self, name: str) -> Storage:
        """What :meth:`storage` gives, for bytes that are read at once and by nobody later: some may be in memory already."""
        return self._storage(self.members[name], self._near)

    def _storage(self, member: ZipMember, source: Storage) -> Storage:
        self.asked_for.add(member.name)
        if member.flags & _ENCRYPTED:
            raise UnsupportedError(f"the zip member {member.name!r} is encrypted")
        stored = _Member(source, member, member.compressed_nbytes)
        if member.method == _STORED:
            if member.nbytes != member.compressed_nbytes:
                raise CorruptError(
                    f"the zip member {member.name!r} is stored as {member.compressed_nbytes:,} bytes "
                    f"but said to have {member.nbytes:,}"
                )
            return stored
        if member.method == _DEFLATED:
            return DeflatedStorage(stored, member.nbytes)
        return _packed(stored, member)

    def storages(self, names: Sequence[str]) -> list[Storage]:
        """What :meth:`storage` gives for each name; in less time for many that are stored as they are."""
        members = list(map(self.members.__getitem__, names))
        found, methods, unpacked, packed, _, _, flags = zip(*members, strict=True) if members else ((),) * 7
        if unpacked != packed or not {_STORED}.issuperset(methods) or any(map(and_, flags, repeat(_ENCRYPTED))):
            return [self.storage(member) for member in members]
        self.asked_for.update(found)  # the names as they are in the directory, not others like them
        return list(map(_Member, repeat(self.source), members, packed))

    @contextmanager
    def ahead(self, members: Iterable[ZipMember], nbytes: int = 1 << 62) -> Iterator[ZipArchive]:
        """The same archive, with what the first ``nbytes`` bytes of ``members`` take read at once, until the end."""
        ranges = []
        for member in members:
            header = _LOCAL.size + len(member.name) + _USUAL_EXTRA_NBYTES
            stored = min(nbytes, member.nbytes + member.nbytes // 64) + FIRST_NBYTES
            ranges.append((member.header_offset, header + min(stored, member.compressed_nbytes)))
        with ReadAhead(self._near, ranges) as source:
            same = copy(self)
            same.source = source
            yield same

    def verify_crc(self, member: ZipMember | str, job: Job, content: Storage | None = None) -> bool:
        """Whether the bytes of a member have the CRC-32 of the directory; reads all, from ``content`` if it is given."""
        if isinstance(member, str):
            member = self.members[member]
        is_asked_for = member.name in self.asked_for
        storage = self.storage(member) if content is None else content
        if not is_asked_for:  # nobody has looked at what is in it
            self.asked_for.discard(member.name)
        buffer = bytearray(min(BLOCK_NBYTES, storage.nbytes))
        crc = 0
        for offset in range(0, storage.nbytes, BLOCK_NBYTES):
            job.report(offset, storage.nbytes, f"Checking {member.name}")
            view = memoryview(buffer)[: min(BLOCK_NBYTES, storage.nbytes - offset)]
            storage.read_into(view, offset)
            crc = zlib.crc32(view, crc)
        return crc == member.crc

    def _locate(self, source: Storage) -> _Directory:
        """Find the end records and check that what they say fits the file and each other."""
        tail_offset = max(0, source.nbytes - _END.size)  # as in most, with no comment
        tail = source.read(tail_offset)
        if not tail.startswith(_END_SIGNATURE):
            tail = end_of_zip(source)
            tail_offset = source.nbytes - len(tail)
        start = tail.rfind(_END_SIGNATURE, 0, max(0, len(tail) - _END.size + len(_END_SIGNATURE)))
        if start < 0:
            raise TruncatedError("the zip archive has no end record: it is cut short")
        _, disk, first_disk, count_here, count, nbytes, offset, comment_nbytes = _END.unpack_from(tail, start)
        comment = tail[start + _END.size : start + _END.size + comment_nbytes]
        trailing = len(tail) - start - _END.size - comment_nbytes
        if trailing < 0:
            raise TruncatedError("the zip archive's comment is cut short")
        if trailing > 0:
            self._note(Severity.WARNING, "trailing-data", f"{trailing:,} bytes follow the end of the zip archive")
        position = tail_offset + start
        end64 = _locate64(source, position)
        if end64 is None:
            if disk or first_disk or count_here != count:
                raise UnsupportedError("the zip archive is split over several files")
        else:
            position, count64, nbytes64, offset64 = end64
            for short, full, limit in (
                (count, count64, 0xFFFF),
                (nbytes, nbytes64, _IN_ZIP64),
                (offset, offset64, _IN_ZIP64),
            ):
                if short not in (full, limit):
                    raise CorruptError(f"the zip archive's two end records disagree ({short:,} and {full:,})")
            count, nbytes, offset = count64, nbytes64, offset64
        if offset + nbytes > position:
            raise CorruptError(
                f"the zip directory at byte {offset:,} with {nbytes:,} bytes runs over its end record at byte {position:,}"
            )
        if offset + nbytes < position:
            raise CorruptError(
                f"the zip directory ends {position - offset - nbytes:,} bytes before its end record: "
                "something else lies in front of the archive or inside it"
            )
        return _Directory(offset, nbytes, count, comment)

    def _parse(self, source: Storage, directory: _Directory) -> list[ZipMember]:
        offset, nbytes, count, _ = directory
        if count * _CENTRAL.size > nbytes:
            raise CorruptError(f"the zip directory of {nbytes:,} bytes can't hold {count:,} members")
        if nbytes > self.limits.zip_directory_nbytes:
            raise LimitError(f"the zip directory claims {nbytes:,} bytes for {count:,} members")
        data = source.read(offset, nbytes)
        return self._plain_members(data, directory) or self._any_members(data, directory)

    def _plain_members(self, data: bytes, directory: _Directory) -> list[ZipMember] | None:
        """The members of a directory with nothing behind their names, which are ASCII; None for any other.

        So it is in most files of torch and numpy. Each step goes through all members in one call.
        """
        before, *pieces = data.split(_CENTRAL_MARK)
        if before or len(pieces) != directory.members or not pieces:
            return None
        fields_nbytes, header_nbytes = _FIELDS.size, _LOCAL.size
        fields = b"".join([piece[:fields_nbytes] for piece in pieces])
        try:
            names = b"\0".join([piece[fields_nbytes:] for piece in pieces]).decode("ascii").split("\0")
        except UnicodeDecodeError:
            return None
        if len(fields) != len(pieces) * fields_nbytes:
            return None
        columns = zip(*_FIELDS.iter_unpack(fields), strict=True)
        flags, methods, crcs, packed, unpacked, name_nbytes, other_nbytes, attributes, headers = columns
        if (*map(len, names),) != name_nbytes or any(other_nbytes):
            return None
        ends = [end + header_nbytes for end in map(add, map(add, headers, name_nbytes), packed)]
        if max(ends) > directory.offset or max(attributes) >> 28 >= _SYMLINK:
            return None
        self._in_order = all(map(ge, headers, [0, *ends]))
        members = zip(names, methods, unpacked, packed, crcs, headers, flags, strict=True)
        return list(map(tuple.__new__, repeat(ZipMember), members))

    def _any_members(self, data: bytes, directory: _Directory) -> list[ZipMember]:
        offset, nbytes, count, _ = directory
        members: list[ZipMember] = []
        symlinks: list[str] = []
        position = end = 0
        unpack, header_nbytes, local_nbytes = _CENTRAL.unpack_from, _CENTRAL.size, _LOCAL.size
        in_zip64 = _IN_ZIP64
        for _ in range(count):
            if position + header_nbytes > nbytes:
                raise CorruptError(f"the zip directory ends inside the entry of member {len(members):,}")
            (signature, made_by, _, flags, method, crc, packed, unpacked,
             name_nbytes, extra_nbytes, comment_nbytes, _, _, attributes, header) = unpack(data, position)  # fmt: skip
            name_end = position + header_nbytes + name_nbytes
            following = name_end + extra_nbytes + comment_nbytes
            if signature != _CENTRAL_SIGNATURE or following > nbytes:
                raise CorruptError(f"the zip directory is damaged at the entry of member {len(members):,}")
            name = _decoded(data[position + header_nbytes : name_end], flags)
            if packed == in_zip64 or unpacked == in_zip64 or header == in_zip64:
                unpacked, packed, header = _wide(data[name_end : name_end + extra_nbytes], unpacked, packed, header)
            if header < end:
                self._in_order = False
            end = header + local_nbytes + name_nbytes + packed
            if end > offset:
                raise CorruptError(
                    f"the zip member {name!r} claims {packed:,} bytes at byte {header:,}, outside the archive"
                )
            if attributes >> 28 == _SYMLINK and made_by >> 8 == _UNIX:
                symlinks.append(name)
            fields = (name, method, unpacked, packed, crc, header, flags)
            members.append(tuple.__new__(ZipMember, fields))  # in half the time of ZipMember(*fields)
            position = following
        if position != nbytes:
            raise CorruptError(f"the zip directory holds more than the {count:,} members it counts")
        if symlinks:
            message = f"{plural(len(symlinks), 'member')} of the zip archive are symbolic links; they are not followed"
            self._note(Severity.WARNING, "zip-symlink", message, symlinks[0])
        return members

    def _check_names(self) -> None:
        """Report names that lead out of the folder on extraction."""
        if any(mark in self.names.text for mark in _UNSAFE_MARKS):  # far quicker than to match each name
            unsafe = [name for name in self.members if _UNSAFE_NAME.search(name)]
            if unsafe:
                message = f"{plural(len(unsafe), 'name')} in the zip archive would lead out of the folder on extraction"
                self._note(Severity.WARNING, "zip-unsafe-name", message, unsafe[0])

    def _find_duplicates(self, members: list[ZipMember]) -> dict[str, tuple[ZipMember, ...]]:
        if len(self.members) == len(members):
            return {}
        groups: dict[str, list[ZipMember]] = {}
        for member in members:
            groups.setdefault(member.name, []).append(member)
        duplicates = {name: tuple(group) for name, group in groups.items() if len(group) > 1}
        message = (
            f"{plural(len(duplicates), 'name')} in the zip archive belong to several members each: "
            "programs disagree about which of them counts"
        )
        self._note(Severity.DANGER, "zip-duplicate-name", message, next(iter(duplicates)))
        return duplicates

    def _check_overlaps(self, members: list[ZipMember]) -> None:
        end = 0
        for member in sorted(members, key=attrgetter("header_offset")):
            if member.header_offset < end:
                message = "a member of the zip archive shares bytes with the one before it"
                self._note(Severity.WARNING, "zip-overlap", message, member.name)
                return
            end = member.header_offset + _LOCAL.size + len(member.name) + member.compressed_nbytes

    def _note(self, severity: Severity, code: str, message: str, where: str = "") -> None:
        self.findings.append(Finding(severity, code, message, where))


def is_renumbered(head: bytes) -> bool:
    """Whether a zip archive begins with two digits in the place of ``PK``: GPT-SoVITS keeps the version of a model there.

    Source: ``my_save2`` in GPT_SoVITS/process_ckpt.py of https://github.com/RVC-Boss/GPT-SoVITS.
    """
    return head[:2].isdigit() and head[2:4] == b"\x03\x04"


def end_of_zip(source: Storage) -> bytes:
    """The last bytes of a file, which have the end record of a zip archive if there is one, whatever its comment."""
    return source.read(max(0, source.nbytes - _END.size - 0xFFFF))


class _Member(Storage, Struct, metaclass=RecordMeta, eq=False, gc=False):
    """The stored bytes of a member; where they begin is read from the local header when first needed."""

    _source: Storage
    _member: ZipMember
    nbytes: int
    _start: int = -1

    @property
    def key(self) -> Hashable:
        return "member", self._source.key, self._member.header_offset, self.nbytes

    def __reduce__(self) -> tuple[Any, ...]:
        return _Member, (self._source, self._member, self.nbytes)

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        if self._start < 0:
            self._start = self._locate()
        self._source.read_into(buffer, self._start + offset)

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        wanted = self.nbytes - offset if nbytes is None else nbytes
        self._check(offset, wanted)
        if self._start < 0:
            self._start = self._locate()
        return self._source.read(self._start + offset, wanted)

    def _locate(self) -> int:
        member = self._member
        name = _encoded(member.name, member.flags)
        header = self._source.read(member.header_offset, _LOCAL.size + len(name))
        fields: tuple[int, ...] = _LOCAL.unpack_from(header)
        signature, _, method, packed, unpacked, name_nbytes, extra_nbytes = fields
        if signature != _LOCAL_SIGNATURE and not (member.header_offset == 0 and is_renumbered(header)):
            raise CorruptError(f"the zip member {member.name!r} is not at byte {member.header_offset:,}")
        if name_nbytes != len(name) or header[_LOCAL.size :] != name:
            raise CorruptError(f"the zip member {member.name!r} has another name in its own header")
        start = member.header_offset + _LOCAL.size + name_nbytes + extra_nbytes
        if start + member.compressed_nbytes > self._source.nbytes:
            raise TruncatedError(f"the zip member {member.name!r} runs past the end of the file")
        if method != member.method:
            raise CorruptError(
                f"the zip member {member.name!r} has two compression methods, {member.method} and {method}"
            )
        for local, central in ((packed, member.compressed_nbytes), (unpacked, member.nbytes)):
            # 0 where a data descriptor follows, all ones where the size is in a zip64 field
            if local not in (0, _IN_ZIP64, central):
                raise CorruptError(f"the zip member {member.name!r} has two sizes, {local:,} and {central:,} bytes")
        return start


def _packed(stored: Storage, member: ZipMember) -> Storage:
    from inspector.sources.zip_methods import METHODS, PackedStorage  # with decoders that few archives need

    if member.method not in METHODS:
        raise UnsupportedError(f"the zip member {member.name!r} has the unknown compression method {member.method}")
    return PackedStorage(stored, member.method, member.nbytes)


def _locate64(source: Storage, end: int) -> tuple[int, int, int, int] | None:
    """Position, count, size and offset from the zip64 end record in front of the end record at ``end``, if any."""
    if end < _LOCATOR.size:
        return None
    signature, _, offset, _ = _LOCATOR.unpack(source.read(end - _LOCATOR.size, _LOCATOR.size))
    if signature != _LOCATOR_SIGNATURE:
        return None
    if offset + _END64.size + _LOCATOR.size > end:
        raise CorruptError(f"the zip64 end record at byte {offset:,} lies outside the archive")
    fields = _END64.unpack(source.read(offset, _END64.size))
    signature, disk, first_disk = fields[0], fields[4], fields[5]
    if signature != _END64_SIGNATURE:
        raise CorruptError(f"there is no zip64 end record at byte {offset:,}, where its locator points")
    count_here, count, nbytes, directory_offset = fields[6:]
    if disk or first_disk or count_here != count:
        raise UnsupportedError("the zip archive is split over several files")
    return offset, count, nbytes, directory_offset


def _decoded(name: bytes, flags: int) -> str:
    """A member name as text: UTF-8 where the flag says so, else code page 437, the format's first character set."""
    try:
        return name.decode("utf-8" if flags & _UTF8 else "cp437")
    except UnicodeDecodeError as error:
        raise CorruptError(f"the zip member name {name!r} is not valid UTF-8") from error


def _encoded(name: str, flags: int) -> bytes:
    """The bytes that :func:`_decoded` had."""
    return name.encode("utf-8" if flags & _UTF8 else "cp437")


def _wide(extra: bytes, unpacked: int, packed: int, header: int) -> tuple[int, int, int]:
    """The three numbers with those that do not fit 32 bits taken from the zip64 extra field (tag 1)."""
    position = 0
    while position + 4 <= len(extra):
        tag, nbytes = struct.unpack_from("<HH", extra, position)
        if tag == 1:
            field = extra[position + 4 : position + 4 + nbytes]
            values = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]))
            try:
                return tuple(next(values) if n == _IN_ZIP64 else n for n in (unpacked, packed, header))  # type: ignore[return-value]
            except RuntimeError as error:  # a StopIteration inside the generator
                raise CorruptError("a zip64 field is shorter than the sizes it stands for") from error
        position += 4 + nbytes
    return unpacked, packed, header  # exactly 2**32 - 1
