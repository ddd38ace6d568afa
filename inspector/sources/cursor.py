"""Reading a binary format from front to back: the one set of checked reads.

Every count and length is compared with the bytes that are there before anything is read or allocated, so that a reader
built on a :class:`Cursor` needs memory in proportion to the file, and a file that lies is refused with the position.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import Any

from inspector.errors import CorruptError, TruncatedError
from inspector.sources.storage import ByteRange, MemoryStorage, Storage

__all__ = ["Cursor"]

#: What is read at a time from a storage: few reads for a header, little waste for a file that is skipped through.
_BUFFER_NBYTES = 64 << 10
#: Texts that are gone over are read so much at a time: on a server, a vocabulary is megabytes.
_TEXTS_NBYTES = 1 << 20
#: The most bytes of a base-128 number of 64 bits.
_MAX_VARINT_NBYTES = 10
_U64 = (1 << 64) - 1


class Cursor:
    """A position in ``source`` that moves over what is read, from ``position`` up to ``end`` (None: that of the source).

    Numbers are little-endian unless ``big_endian``, which may be set at any time: some files say it inside. ``what`` names
    the part of the file in errors. Reads raise TruncatedError where the bytes end first, and CorruptError for what can't
    be. Not for several threads.

    >>> cursor = Cursor(source.file)
    >>> cursor.expect(b"GGUF")
    >>> version = cursor.u32()
    >>> tensors = cursor.count(cursor.u64(), nbytes=24, what="tensors")
    >>> name = cursor.text(cursor.u64())
    """

    def __init__(
        self,
        source: Storage | bytes,
        position: int = 0,
        end: int | None = None,
        *,
        big_endian: bool = False,
        what: str = "",
    ) -> None:
        self._source = source
        size = len(source) if isinstance(source, bytes) else source.nbytes
        self.end = size if end is None else end
        self.big_endian = big_endian
        self.what = what
        self._buffer = _Buffer(source) if isinstance(source, bytes) else _Buffer()
        if not 0 <= self.end <= size:
            raise TruncatedError(f"{self._part()}ends at byte {size:,}, before byte {self.end:,}")
        self._position = 0
        self.seek(position)

    @property
    def position(self) -> int:
        """Where the next read begins, counted from the beginning of the source."""
        return self._position

    @property
    def remaining(self) -> int:
        """How many bytes are left."""
        return self.end - self._position

    def seek(self, position: int) -> None:
        """Go to a position. TruncatedError beyond the end."""
        if not 0 <= position <= self.end:
            raise TruncatedError(f"{self._part()}ends at byte {self.end:,}, before byte {position:,}")
        self._position = position

    def skip(self, nbytes: int) -> None:
        """Go on without reading."""
        if not 0 <= nbytes <= self.end - self._position:
            self._refuse(nbytes)
        self._position += nbytes

    def skip_texts(self, count: int, width: int, more: int = 0) -> int:
        """Go over as many of ``count`` texts as are at hand, at least one, and say how many: a call for each takes a second.

        In front of each is its length, an integer of ``width`` bytes, 4 or 8; ``more`` bytes follow it.
        """
        block = self.peek(_TEXTS_NBYTES)
        length_at = _layout(self.big_endian, 1, "I" if width == 4 else "Q").unpack_from
        position, last, left, around = 0, len(block) - width, count, width + more
        while left and position <= last:
            position += around + length_at(block, position)[0]
            left -= 1
        self.skip(position or width)
        return count - left

    def align(self, nbytes: int) -> None:
        """Skip to the next multiple of ``nbytes``, counted from the beginning of the source."""
        self.skip(-self._position % nbytes)

    def u8(self) -> int:
        """An unsigned byte."""
        at = self._take(1)
        return self._buffer.data[at]

    def u16(self) -> int:
        """An unsigned integer of 2 bytes."""
        return self._integer(2, signed=False)

    def u32(self) -> int:
        """An unsigned integer of 4 bytes."""
        return self._integer(4, signed=False)

    def u64(self) -> int:
        """An unsigned integer of 8 bytes."""
        return self._integer(8, signed=False)

    def i8(self) -> int:
        """A signed byte."""
        return self._integer(1, signed=True)

    def i16(self) -> int:
        """A signed integer of 2 bytes."""
        return self._integer(2, signed=True)

    def i32(self) -> int:
        """A signed integer of 4 bytes."""
        return self._integer(4, signed=True)

    def i64(self) -> int:
        """A signed integer of 8 bytes."""
        return self._integer(8, signed=True)

    def uint(self, nbytes: int) -> int:
        """An unsigned integer of any size: formats such as HDF5 say how wide their offsets are."""
        return self._integer(nbytes, signed=False)

    def f32(self) -> float:
        """A floating-point number of 4 bytes."""
        return self._float("f", 4)

    def f64(self) -> float:
        """A floating-point number of 8 bytes."""
        return self._float("d", 8)

    def numbers(self, code: str, count: int) -> tuple[Any, ...]:
        """``count`` numbers of one type, ``code`` as in :mod:`struct`: ``B H I Q``, ``b h i q``, ``e f d``."""
        each = struct.calcsize("<" + code)
        at = self._take(self.count(count, each) * each)
        return _layout(self.big_endian, count, code).unpack_from(self._buffer.data, at)

    def varint(self) -> int:
        """An unsigned integer of up to 64 bits, seven to a byte, the lowest first, as protobuf and LevelDB have them."""
        value = self.u8()
        if value < 0x80:
            return value
        start = self._position - 1
        value &= 0x7F
        for shift in range(7, 7 * _MAX_VARINT_NBYTES, 7):
            byte = self.u8()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                if value > _U64:
                    break
                return value
        raise CorruptError(f"{self._part()}has a number of more than 64 bits at byte {start:,}")

    def count(self, number: int, nbytes: int = 1, what: str = "items") -> int:
        """``number``, once it is known that so many ``what`` of at least ``nbytes`` each can still follow.

        Everything that is looped over or allocated by a number from the file goes through here.
        """
        if not 0 <= number * nbytes <= self.end - self._position:
            raise TruncatedError(
                f"{self._part()}claims {number:,} {what} at byte {self._position:,}, where {self.remaining:,} bytes are left"
            )
        return number

    def read(self, nbytes: int) -> bytes:
        """The next ``nbytes`` bytes; for bytes behind their length ``cursor.read(cursor.u32())``."""
        at = self._take(nbytes)
        return self._buffer.data[at : at + nbytes]

    def peek(self, nbytes: int) -> bytes:
        """The next ``nbytes`` bytes, fewer before the end, without going on."""
        position = self._position
        found = self.read(min(nbytes, self.remaining))
        self._position = position
        return found

    def text(self, nbytes: int, encoding: str = "utf-8") -> str:
        """The next ``nbytes`` bytes as text; CorruptError for bytes that are none."""
        start = self._position
        try:
            return self.read(nbytes).decode(encoding)
        except UnicodeDecodeError as error:
            raise CorruptError(f"{self._part()}has text at byte {start:,} that is not valid {encoding}") from error

    def terminated(self, limit: int, encoding: str = "utf-8") -> str:
        """Text up to a zero byte, which is skipped; CorruptError if there is none within ``limit`` bytes."""
        start = self._position
        length = self.peek(limit).find(b"\0")
        if length < 0:
            raise CorruptError(f"{self._part()}has text at byte {start:,} that does not end")
        text = self.text(length, encoding)
        self._position += 1
        return text

    def expect(self, magic: bytes) -> None:
        """Go over bytes that must be these; CorruptError for others."""
        start = self._position
        found = self.read(len(magic))
        if found != magic:
            raise CorruptError(f"{self._part()}has {found!r} at byte {start:,} in the place of {magic!r}")

    def window(self, nbytes: int, what: str = "") -> Cursor:
        """A cursor over the next ``nbytes`` bytes alone, which this one skips: a message inside a message."""
        start = self._position
        self.skip(nbytes)
        inside = Cursor(self._source, start, start + nbytes, big_endian=self.big_endian, what=what or self.what)
        inside._buffer = self._buffer
        return inside

    def storage(self, nbytes: int) -> Storage:
        """The next ``nbytes`` bytes as a storage, which are skipped and not read: the elements of a tensor."""
        start = self._position
        self.skip(nbytes)
        return self.part(start, nbytes)

    def part(self, start: int, nbytes: int) -> Storage:
        """Any bytes of the source as a storage. TruncatedError beyond its end."""
        if isinstance(self._source, bytes):
            return MemoryStorage(memoryview(self._source)[start : start + nbytes])
        return ByteRange(self._source, start, nbytes)

    def _integer(self, nbytes: int, *, signed: bool) -> int:
        at = self._take(nbytes)
        order = "big" if self.big_endian else "little"
        return int.from_bytes(self._buffer.data[at : at + nbytes], order, signed=signed)  # type: ignore[arg-type]

    def _float(self, code: str, nbytes: int) -> float:
        at = self._take(nbytes)
        (value,) = _layout(self.big_endian, 1, code).unpack_from(self._buffer.data, at)
        return float(value)

    def _take(self, nbytes: int) -> int:
        """Go over ``nbytes`` bytes and say where in the buffer they lie, after having read them into it."""
        position = self._position
        if not 0 <= nbytes <= self.end - position:
            self._refuse(nbytes)
        buffer = self._buffer
        at = position - buffer.start
        if at < 0 or at + nbytes > len(buffer.data):
            self._fill(position, nbytes)
            at = 0
        self._position = position + nbytes
        return at

    def _fill(self, position: int, nbytes: int) -> None:
        assert not isinstance(self._source, bytes)
        wanted = min(max(nbytes, _BUFFER_NBYTES), self._source.nbytes - position)
        self._buffer.data, self._buffer.start = self._source.read(position, wanted), position

    def _refuse(self, nbytes: int) -> None:
        if nbytes < 0:
            raise CorruptError(f"{self._part()}has a negative length at byte {self._position:,}")
        raise TruncatedError(
            f"{self._part()}ends at byte {self.end:,}: {nbytes:,} more bytes were to follow at byte {self._position:,}"
        )

    def _part(self) -> str:
        return f"{self.what} " if self.what else ""


class _Buffer:
    """Bytes of the source from ``start`` on, shared by a cursor and its windows, which read one after the other."""

    __slots__ = ("data", "start")

    def __init__(self, data: bytes = b"") -> None:
        self.data = data
        self.start = 0


@lru_cache(maxsize=256)
def _layout(big_endian: bool, count: int, code: str) -> struct.Struct:
    return struct.Struct(f"{'>' if big_endian else '<'}{count}{code}")
