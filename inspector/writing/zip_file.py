"""Zip archives as torch and numpy write them: stored members, their checksums behind them, for writing in one go.

The headers are laid out as torch's own writer lays them out, byte for byte where torch computes positions from sizes: an
extra field "FB" pads the local header so that the data begin at a multiple of ``alignment``, sizes and CRC-32 follow the
data, and a zip64 end record is always there.
Sources: APPNOTE.TXT (see :mod:`inspector.sources.zip`); caffe2/serialize/inline_container.cc (``getPadding``); miniz.c.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager

from inspector.sources.storage import Buffer
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Record
from inspector.writing.transfer import Transfer

__all__ = ["MAX_NAME_NBYTES", "ArchiveWriter", "Member"]

_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_DESCRIPTOR, _DESCRIPTOR64 = struct.Struct("<IIII"), struct.Struct("<IIQQ")
_END64 = struct.Struct("<IQHHIIQQQQ")
_LOCATOR = struct.Struct("<IIQI")
_END = struct.Struct("<IHHHHIIH")

#: UTF-8 names; a descriptor follows the data.
_FLAGS = 0x0808
_VERSION, _VERSION64 = 20, 45
#: 1 January 1980, the first day there is; torch writes month 0 of that year.
_DATE = 1 << 5 | 1
_WIDE = 0xFFFFFFFF
MAX_NAME_NBYTES = 0xFFFF
#: A block worth handing to another thread.
_LARGE_NBYTES = 256 << 10


class _Checksum:
    """The CRC-32 of blocks one after another; of large ones beside the writing, since it takes about as long as that."""

    def __init__(self, atomic_file: AtomicFile) -> None:
        self._draft = atomic_file
        self._crc = 0
        self._pending: Future[int] | None = None

    def add(self, data: Buffer | bytes) -> None:
        """Count ``data`` in, which must stay as it is until the next call."""
        so_far = self.value
        if len(data) < _LARGE_NBYTES:
            self._crc = zlib.crc32(data, so_far)
        else:
            self._pending = self._draft.beside(zlib.crc32, data, so_far)

    @property
    def value(self) -> int:
        """The checksum of all so far."""
        if self._pending is not None:
            self._crc = self._pending.result()
            self._pending = None
        return self._crc


class Member:
    """A member that is being written, and its CRC-32 so far."""

    def __init__(self, atomic_file: AtomicFile, transfer: Transfer) -> None:
        self._checksum = _Checksum(atomic_file)
        self._draft = atomic_file
        self._transfer = transfer

    @property
    def crc(self) -> int:
        """The CRC-32 of what was written so far."""
        return self._checksum.value

    def write(self, data: Buffer | bytes) -> None:
        """Append ``data``, which must stay as it is until the next call, or until the member is complete."""
        self._checksum.add(data)
        self._draft.write(data)

    def copy(self, record: Record) -> None:
        """Append the elements of a record."""
        self._transfer.copy(record, self.write)


class ArchiveWriter:
    """Writes one member after another to ``atomic_file``, then, on :meth:`close`, the directory."""

    def __init__(self, atomic_file: AtomicFile, transfer: Transfer, alignment: int = 1) -> None:
        self._draft = atomic_file
        self._transfer = transfer
        self._alignment = alignment
        self._directory: list[bytes] = []

    def add(self, name: str, data: bytes) -> None:
        """Write a small member."""
        with self.member(name, len(data)) as member:
            member.write(data)

    @contextmanager
    def member(self, name: str, nbytes: int) -> Iterator[Member]:
        """A member of exactly ``nbytes`` bytes, which are to be given to what this yields."""
        encoded = name.encode("utf-8", "surrogatepass")
        offset = self._draft.nbytes
        is_wide = nbytes >= _WIDE or offset >= _WIDE
        extra = _zip64_field(nbytes, offset)
        extra += self._padding(offset + _LOCAL.size + len(encoded) + len(extra))
        version = _VERSION64 if is_wide else _VERSION
        header = (0x04034B50, version, _FLAGS, 0, 0, _DATE, 0, 0, 0, len(encoded), len(extra))
        self._draft.write(_LOCAL.pack(*header) + encoded + extra)
        start = self._draft.nbytes
        member = Member(self._draft, self._transfer)
        yield member
        assert self._draft.nbytes - start == nbytes, name
        descriptor = _DESCRIPTOR64 if is_wide else _DESCRIPTOR
        self._draft.write(descriptor.pack(0x08074B50, member.crc, nbytes, nbytes))
        self._directory.append(self._central(encoded, nbytes, offset, member.crc, version))

    def close(self) -> None:
        """Write the directory; the archive is complete."""
        start = self._draft.nbytes
        self._draft.write(b"".join(self._directory))
        end = self._draft.nbytes
        count, nbytes = len(self._directory), end - start
        self._draft.write(
            _END64.pack(0x06064B50, _END64.size - 12, _VERSION64, _VERSION64, 0, 0, count, count, nbytes, start)
            + _LOCATOR.pack(0x07064B50, 0, end, 1)
            + _END.pack(
                0x06054B50, 0, 0, min(count, 0xFFFF), min(count, 0xFFFF), min(nbytes, _WIDE), min(start, _WIDE), 0
            )
        )

    def _padding(self, start: int) -> bytes:
        """An extra field behind which the data begin aligned; its own four bytes included."""
        if self._alignment == 1:
            return b""
        length = -(start + 4) % self._alignment
        return b"FB" + struct.pack("<H", length) + b"Z" * length

    @staticmethod
    def _central(name: bytes, nbytes: int, offset: int, crc: int, version: int) -> bytes:
        size, place = min(nbytes, _WIDE), min(offset, _WIDE)
        extra = _zip64_field(nbytes, offset)
        header = (0x02014B50, version, version, _FLAGS, 0, 0, _DATE, crc, size, size, len(name), len(extra))
        return _CENTRAL.pack(*header, 0, 0, 0, 0, place) + name + extra


def _zip64_field(nbytes: int, offset: int) -> bytes:
    """The extra field with the numbers that do not fit 32 bits; empty if all do."""
    numbers = [nbytes, nbytes] if nbytes >= _WIDE else []
    if offset >= _WIDE:
        numbers.append(offset)
    return struct.pack(f"<HH{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""
