"""The files in a tar archive as byte ranges. Links, devices and sparse files are left out; nothing is extracted.

Parsed here because the standard library's reader takes the size of an extended header at its word and reads that much
into memory.
Specification: POSIX.1-2017, ustar and pax interchange formats; for the older long names the manual of GNU tar.
"""

from __future__ import annotations

from collections.abc import Sequence

from inspector.errors import CorruptError, LimitError, TruncatedError
from inspector.findings import Finding, Severity
from inspector.jobs import Job
from inspector.sources.location import is_inside
from inspector.sources.storage import ByteRange, Storage
from inspector.text import plural

__all__ = ["TarMembers", "begins_as_tar", "tar_members"]

_BLOCK = 512
_FILE_TYPES = b"\x0007"
_LINK_TYPES = b"12"
_TYPES_WITHOUT_DATA = b"123456"  # links, devices, directories, pipes: their size says nothing
_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL = b"LKxg"


class TarMembers(dict[str, Storage]):
    """Name -> bytes of every file in an archive; ``findings`` tell of links, bad names and a missing end."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []

    def note(self, links: Sequence[str]) -> None:
        """Make the findings."""
        if links:
            message = f"{plural(len(links), 'member')} of the tar archive are links; they are not followed"
            self.findings.append(Finding(Severity.WARNING, "tar-link", message, links[0]))
        unsafe = [name for name in self if not is_inside(name.removeprefix("./"))]
        if unsafe:
            message = f"{plural(len(unsafe), 'name')} in the tar archive would lead out of the folder on extraction"
            self.findings.append(Finding(Severity.WARNING, "tar-unsafe-name", message, unsafe[0]))


def begins_as_tar(head: bytes) -> bool:
    """Whether these are the first bytes of a tar archive."""
    return head[257:262] == b"ustar"


def tar_members(source: Storage, job: Job) -> TarMembers:
    """Every file in the archive.

    Raises CorruptError for a damaged header and for a name that occurs twice (programs disagree about which file counts),
    TruncatedError for one that is cut off, LimitError for headers that no honest archive has.
    """
    members = TarMembers()
    links: list[str] = []
    extended: dict[str, str] = {}
    position = 0
    while position < source.nbytes:
        if position + _BLOCK > source.nbytes:
            raise TruncatedError("the tar archive ends inside a header")
        job.report(position, source.nbytes, "Reading the tar archive")
        header = source.read(position, _BLOCK)
        if not any(header):
            break
        kind = header[156]
        name, nbytes = _name_and_size(header, extended)
        position += _BLOCK
        if position + nbytes > source.nbytes:
            raise TruncatedError(f"the tar archive ends inside its member {name!r}")
        if kind in (_LONG_NAME, _LONG_LINK, _PAX, _PAX_GLOBAL):
            if nbytes > job.limits.tar_header_nbytes:
                raise LimitError(f"the tar archive has a header of {nbytes:,} bytes")
            extended |= _extended(kind, source.read(position, nbytes))
        else:
            if kind in _FILE_TYPES:
                if name in members:
                    raise CorruptError(f"the tar archive has two members {name!r}")
                members[name] = ByteRange(source, position, nbytes)
            elif kind in _LINK_TYPES:
                links.append(name)
            extended = {}
        if len(members) + len(links) > job.limits.tar_members:
            raise LimitError(f"the tar archive has more than {job.limits.tar_members:,} members")
        position += -(-nbytes // _BLOCK) * _BLOCK
    else:
        message = "the tar archive ends without the zeros that mark its end: it may be cut off"
        members.findings.append(Finding(Severity.WARNING, "tar-without-end", message))
    members.note(links)
    return members


def _name_and_size(header: bytes, extended: dict[str, str]) -> tuple[str, int]:
    """Name and size of the data that follows, as the extended headers before it have them or else the header itself."""
    checksum = sum(header) - sum(header[148:156]) + 8 * ord(" ")
    if _number(header[148:156]) != checksum:
        raise CorruptError("the tar archive has a header whose checksum is wrong")
    name = _text(header[:100])
    if header[257:263] == b"ustar\0" and header[345]:
        name = f"{_text(header[345:500])}/{name}"
    nbytes = _number(header[124:136])
    size = extended.get("size", "")
    if size:
        if not size.isdecimal() or len(size) > 19:
            raise CorruptError("the tar archive has a pax header whose size is not a number")
        nbytes = int(size)
    return extended.get("path", name), 0 if header[156] in _TYPES_WITHOUT_DATA else nbytes


def _number(field: bytes) -> int:
    """A number in octal digits, or in binary where the top bit of the first byte is set."""
    if field[0] & 0x80:
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    digits = field.strip(b" \0")
    if digits.strip(b"01234567"):
        raise CorruptError(f"the tar archive has {digits!r} where a number belongs")
    return int(digits or b"0", 8)


def _extended(kind: int, data: bytes) -> dict[str, str]:
    """What an extended header says of the next member: its ``path`` and ``size``, if anything."""
    if kind == _LONG_NAME:
        return {"path": _text(data)}
    found: dict[str, str] = {}
    while kind == _PAX and data:
        length = data.partition(b" ")[0]
        if not length.isdigit() or len(length) > 8 or not len(length) + 1 < int(length) <= len(data):
            raise CorruptError("the tar archive has a damaged pax header")
        keyword, _, value = data[len(length) + 1 : int(length)].removesuffix(b"\n").partition(b"=")
        if keyword in (b"path", b"size"):
            found[keyword.decode()] = _text(value)
        data = data[int(length) :]
    return found


def _text(field: bytes) -> str:
    return field.partition(b"\0")[0].decode("utf-8", "backslashreplace")
