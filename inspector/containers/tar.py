"""A tar archive as an index of byte ranges.

Parsed here because the standard library's reader takes the sizes in extended headers at their word and reads them into
memory. Links, devices and sparse members are listed and not followed.
Specification: POSIX.1-2017, pax interchange format; the GNU long names are those of GNU tar's manual, section D.2.
"""

from __future__ import annotations

from typing import NamedTuple

from inspector.checkpoint.findings import Finding, Severity
from inspector.checkpoint.storage import ByteRange, Storage
from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.jobs import Job

__all__ = ["TarArchive", "TarMember"]

_BLOCK = 512
_MAX_EXTENDED_NBYTES = 1 << 20
_MAX_MEMBERS = 1_000_000
_FILE_TYPES = frozenset(b"\x000" + b"7")
_DIRECTORY, _LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL = b"5LKxg"
_LINK_TYPES = frozenset(b"12")


class TarMember(NamedTuple):
    """A member: ``offset`` is that of its data, ``type`` the format's type flag (``0`` a file, ``2`` a symbolic link)."""

    name: str
    type: str
    offset: int
    nbytes: int

    @property
    def is_file(self) -> bool:
        """Whether the member is an ordinary file with its bytes in the archive."""
        return ord(self.type) in _FILE_TYPES


class TarArchive:
    """The members of an uncompressed tar archive, by name; of several with one name the last, as ``tarfile`` has it.

    Raises CorruptError for a damaged header, TruncatedError for a member that runs past the end.
    """

    def __init__(self, source: Storage, job: Job) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.members: dict[str, TarMember] = {}
        self._read(job)

    def storage(self, name: str) -> Storage:
        """The bytes of a member. Raises KeyError for an unknown name, UnsupportedError for anything but a file."""
        member = self.members[name]
        if not member.is_file:
            raise UnsupportedError(f"the tar member {name!r} is not a file but a link or device; it is not followed")
        return ByteRange(self.source, member.offset, member.nbytes)

    def _read(self, job: Job) -> None:
        position = 0
        extended: dict[str, str] = {}
        while position + _BLOCK <= self.source.nbytes:
            job.report(position, self.source.nbytes, "Reading the tar archive")
            header = self.source.read(position, _BLOCK)
            if not header.strip(b"\0"):
                return
            member = _member(header, position + _BLOCK, extended)
            if member.offset + member.nbytes > self.source.nbytes:
                raise TruncatedError(f"ends inside the tar member {member.name!r}")
            if header[156] in (_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL):
                if member.nbytes > _MAX_EXTENDED_NBYTES:
                    raise LimitError(f"has a tar header of {member.nbytes:,} bytes")
                extended = {**extended, **_extended(header[156], self.source.read(member.offset, member.nbytes))}
            else:
                self._add(member)
                extended = {}
            position = member.offset + -(-member.nbytes // _BLOCK) * _BLOCK

    def _add(self, member: TarMember) -> None:
        if member.name in self.members:
            message = "several tar members have one name; programs disagree about which of them counts"
            self.findings.append(Finding(Severity.DANGER, "tar-duplicate-name", message, member.name))
        if ord(member.type) in _LINK_TYPES:
            message = "a member of the tar archive is a link; it is not followed"
            self.findings.append(Finding(Severity.WARNING, "tar-link", message, member.name))
        if len(self.members) >= _MAX_MEMBERS:
            raise LimitError(f"has more than {_MAX_MEMBERS:,} tar members")
        self.members[member.name] = member


def _member(header: bytes, offset: int, extended: dict[str, str]) -> TarMember:
    blanked = sum(header) - sum(header[148:156]) + 8 * ord(" ")
    if _number(header[148:156]) != blanked:
        raise CorruptError(f"the tar header at byte {offset - _BLOCK:,} is damaged")
    name = _text(header[:100])
    if header[257:263] == b"ustar\0" and header[345]:
        name = f"{_text(header[345:500])}/{name}"
    size = extended.get("size", "")
    nbytes = int(size) if size.isascii() and size.isdigit() and len(size) < 20 else _number(header[124:136])
    has_data = header[156] in _FILE_TYPES or not ord("1") <= header[156] <= ord("6")
    return TarMember(extended.get("path", name), chr(header[156]), offset, nbytes if has_data else 0)


def _number(field: bytes) -> int:
    """A number in octal digits, or in binary where the top bit of the first byte is set."""
    if field[0] & 0x80:
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.strip(b" \0")
    if not digits:
        return 0
    try:
        return int(digits, 8)
    except ValueError as error:
        raise CorruptError(f"the tar header has {digits!r} where a number belongs") from error


def _extended(kind: int, data: bytes) -> dict[str, str]:
    """What an extended header says of the next member: its ``path`` and ``size``, if anything."""
    if kind == _LONG_NAME:
        return {"path": _text(data)}
    if kind != _PAX:
        return {}
    found = {}
    while data:
        length, _, _ = data.partition(b" ")
        if not length.isdigit() or len(length) > 8 or not len(length) + 1 < int(length) <= len(data):
            raise CorruptError("has a damaged pax header")
        keyword, equals, value = data[len(length) + 1 : int(length)].removesuffix(b"\n").partition(b"=")
        if not equals:
            raise CorruptError("has a damaged pax header")
        found[_text(keyword)] = _text(value)
        data = data[int(length) :]
    return {keyword: found[keyword] for keyword in ("path", "size") if keyword in found}


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "backslashreplace")
