"""An HDF5 file as a reader of its structures sees it: where it begins, how wide its numbers are, bytes by address.

Read here and not by the HDF5 library, since a stranger's file should meet no parser in C, and since the place of every chunk
is wanted, not its content. Specification, to whose sections the docstrings of this package refer:
https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html
"""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from inspector.errors import CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.limits import LIMITS, Limits
from inspector.sources.cursor import Cursor
from inspector.sources.storage import Storage

__all__ = ["SIGNATURE", "HDF5File", "signature_position"]

SIGNATURE = b"\x89HDF\r\n\x1a\n"
_FIRST_USER_BLOCK = 512
_PAGE_NBYTES = 16 << 10
_MAX_PAGES = 1024
_MAX_KEPT = 256


def signature_position(file: Storage, head: bytes) -> int | None:
    """Where in a file that has this ``head`` HDF5 begins: at 0, or behind a user block of 512, 1024, 2048, ... bytes."""
    position = 0
    while position + len(SIGNATURE) <= file.nbytes:
        is_in_head = position + len(SIGNATURE) <= len(head)
        if (head[position:][: len(SIGNATURE)] if is_in_head else file.read(position, len(SIGNATURE))) == SIGNATURE:
            return position
        position = 2 * position or _FIRST_USER_BLOCK
    return None


class HDF5File:
    """The bytes behind the user block, by address, and what the superblock says (section II.A).

    ``end`` is where the file should end, ``root`` the address of the root group's object header, ``chunk_leaf_k`` half the
    most entries of a node of version 1 chunk indexes.
    """

    def __init__(self, storage: Storage, position: int, limits: Limits = LIMITS) -> None:
        self.storage = storage
        self.limits = limits
        self.base = position
        self._pages: OrderedDict[int, bytes] = OrderedDict()
        self._made: dict[int, Any] = {}
        self._may_read = limits.structures_of(storage.nbytes)
        self.offset_nbytes = 8
        cursor = Cursor(self.read(0, min(128, storage.nbytes - position)), what="the superblock")
        cursor.expect(SIGNATURE)
        version = cursor.u8()
        if version > 3:
            raise UnsupportedError(f"has an HDF5 superblock of version {version}; versions 0 to 3 are read")
        if version < 2:
            cursor.skip(4)
        self.offset_nbytes, self.length_nbytes = _width(cursor.u8()), _width(cursor.u8())
        if version < 2:
            cursor.skip(9 + 4 * version)
        else:
            cursor.skip(1)
        self.undefined = (1 << 8 * self.offset_nbytes) - 1
        base = cursor.uint(self.offset_nbytes)
        cursor.skip(self.offset_nbytes)  # free space, or the extension
        # The end counts from where the file began when it was written; what it lies in now may have more before it.
        self.end = cursor.uint(self.offset_nbytes) - base + position
        if version < 2:
            cursor.skip(2 * self.offset_nbytes)  # the driver's block, the offset of the root's name
        self.root = cursor.uint(self.offset_nbytes)

    def __reduce__(self) -> tuple[Any, ...]:
        return HDF5File, (self.storage, self.base)

    def lift_limit(self) -> None:
        """Let structures be read again and again: the index is complete."""
        self._may_read = sys.maxsize

    def read(self, address: int, nbytes: int) -> bytes:
        """Bytes of a structure. Raises TruncatedError beyond the end of the file, LimitError where there is no end to it."""
        start = self.base + address
        if nbytes < 0 or start + nbytes > self.storage.nbytes:
            raise TruncatedError(f"ends before byte {start + nbytes:,}, to which one of its structures goes")
        self._may_read -= max(nbytes, 16)
        if self._may_read < 0:
            raise LimitError("has structures that refer to each other without end")
        page, at = divmod(start, _PAGE_NBYTES)
        if at + nbytes <= _PAGE_NBYTES:
            return self._page(page)[at : at + nbytes]
        return self.storage.read(start, nbytes)

    def kept(self, address: int, make: Callable[[], Any]) -> Any:
        """What was made of the structure at an address, for a while: several objects refer to the same."""
        found = self._made.get(address)
        if found is None:
            found = make()
            if len(self._made) >= _MAX_KEPT:
                self._made.clear()
            self._made[address] = found
        return found

    def cursor(self, address: int, nbytes: int, what: str) -> Cursor:
        """A cursor over the bytes of a structure, whose positions count from its beginning."""
        return Cursor(self.read(address, nbytes), what=what)

    def address(self, cursor: Cursor) -> int | None:
        """The next address; None for one that is undefined."""
        address = cursor.uint(self.offset_nbytes)
        return None if address == self.undefined else address

    def _page(self, number: int) -> bytes:
        page = self._pages.get(number)
        if page is None:
            start = number * _PAGE_NBYTES
            page = self.storage.read(start, min(_PAGE_NBYTES, self.storage.nbytes - start))
            self._pages[number] = page
            if len(self._pages) > _MAX_PAGES:
                self._pages.popitem(last=False)
        return page


def _width(nbytes: int) -> int:
    if nbytes not in (2, 4, 8):
        raise CorruptError(f"has numbers of {nbytes} bytes in its superblock, which HDF5 has not")
    return nbytes
