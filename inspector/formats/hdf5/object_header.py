"""Object headers: the list of messages that make a group or a dataset (section IV.A of the specification)."""

from __future__ import annotations

import struct
from typing import NamedTuple

from inspector.errors import CorruptError, TruncatedError, UnsupportedError
from inspector.formats.hdf5.checksum import lookup3
from inspector.formats.hdf5.file import HDF5File
from inspector.sources.cursor import Cursor

__all__ = ["Message", "MessageType", "read_messages", "verified"]


class MessageType:
    """The numbers of the messages that say something of content."""

    DATASPACE = 0x01
    LINK_INFO = 0x02
    DATATYPE = 0x03
    OLD_FILL_VALUE = 0x04
    FILL_VALUE = 0x05
    LINK = 0x06
    EXTERNAL_FILES = 0x07
    LAYOUT = 0x08
    FILTERS = 0x0B
    ATTRIBUTE = 0x0C
    CONTINUATION = 0x10
    SYMBOL_TABLE = 0x11
    ATTRIBUTE_INFO = 0x15


class Message(NamedTuple):
    """One message. A ``shared`` one has, instead of its content, the place of a header that has it."""

    type: int
    shared: bool
    data: bytes


_SHARED = 0x02
_WHAT = "an object header"
_SIGNATURE, _CONTINUED = b"OHDR", b"OCHK"
_CHECKSUM_NBYTES = 4
_HAS_TIMES, _HAS_LIMITS, _HAS_ORDER = 0x20, 0x10, 0x04
#: What stands in front of a message: its type, its size and its flags.
_PREFIX_1, _PREFIX_2, _PREFIX_2_ORDERED = struct.Struct("<HHB3x"), struct.Struct("<BHB"), struct.Struct("<BHB2x")


def verified(data: bytes, what: str) -> bytes:
    """The bytes of a structure without the checksum at their end, which must be theirs."""
    content = data[:-_CHECKSUM_NBYTES]
    if lookup3(content) != int.from_bytes(data[-_CHECKSUM_NBYTES:], "little"):
        raise CorruptError(f"{what} has another checksum than it says")
    return content


def read_messages(file: HDF5File, address: int) -> list[Message]:
    """All messages of the header at ``address``, those of its continuations in turn."""
    header = _Header(file)
    if file.read(address, len(_SIGNATURE)) == _SIGNATURE:
        header.read_version_2(address)
    else:
        header.read_version_1(address)
    return header.messages


class _Header:
    """The messages read so far, and the blocks that are said to have more, each of which counts once."""

    def __init__(self, file: HDF5File) -> None:
        self.messages: list[Message] = []
        self._file = file
        self._blocks: list[tuple[int, int]] = []
        self._seen: set[tuple[int, int]] = set()

    def read_version_1(self, address: int) -> None:
        cursor = self._file.cursor(address, 16, _WHAT)
        if cursor.u8() != 1:
            raise CorruptError(f"has no object header at byte {self._file.base + address:,}, where one should be")
        cursor.skip(7)
        self._blocks.append((address + 16, cursor.u32()))
        for start, nbytes in self._blocks:  # which grows as continuations are met
            self._read_messages(self._file.read(start, nbytes), _PREFIX_1)

    def read_version_2(self, address: int) -> None:
        cursor = self._file.cursor(address, 6, _WHAT)
        cursor.expect(_SIGNATURE)
        version, flags = cursor.u8(), cursor.u8()
        if version != 2:
            raise UnsupportedError(f"has an object header of version {version}; versions 1 and 2 are read")
        prefix = 6 + (16 if flags & _HAS_TIMES else 0) + (4 if flags & _HAS_LIMITS else 0)
        width = 1 << (flags & 3)
        nbytes = int.from_bytes(self._file.read(address + prefix, width), "little")
        whole = verified(self._file.read(address, prefix + width + nbytes + _CHECKSUM_NBYTES), _WHAT)
        of_message = _PREFIX_2_ORDERED if flags & _HAS_ORDER else _PREFIX_2
        self._read_messages(whole[prefix + width :], of_message)
        for start, size in self._blocks:
            block = verified(self._file.read(start, size), _WHAT)
            if not block.startswith(_CONTINUED):
                raise CorruptError("has an object header that goes on where there is none")
            self._read_messages(block[len(_CONTINUED) :], of_message)

    def _read_messages(self, block: bytes, prefix: struct.Struct) -> None:
        """The messages of a block, up to a rest that is too small for one."""
        position, last = 0, len(block) - prefix.size
        while position <= last:
            kind, size, flags = prefix.unpack_from(block, position)
            start = position + prefix.size
            position = start + size
            if position > len(block):
                raise TruncatedError(f"{_WHAT} ends within a message")
            self._add(Message(kind, bool(flags & _SHARED), block[start:position]))

    def _add(self, message: Message) -> None:
        """Keep a message; one that says where the header goes on adds a block."""
        if message.type != MessageType.CONTINUATION:
            self.messages.append(message)
            return
        cursor = Cursor(message.data, what="a continuation of an object header")
        block = cursor.uint(self._file.offset_nbytes), cursor.uint(self._file.length_nbytes)
        if block in self._seen:
            raise CorruptError("has an object header that goes on in itself")
        self._seen.add(block)
        self._blocks.append(block)
