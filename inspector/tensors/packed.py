"""Elements of less than a byte, packed in the file: the bytes of the unpacked form, made on demand.

Read one element per byte, such a tensor can be sliced anywhere, is counted by code like any narrow type, and has the hash of
what frameworks hold in memory.
"""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from inspector.buffers import BLOCK_NBYTES
from inspector.errors import TruncatedError
from inspector.sources.storage import Buffer, Storage

__all__ = ["UnpackedStorage"]


class UnpackedStorage(Storage):
    """``count`` elements of ``bits`` bits (1 to 7), the first in the lowest bits of ``packed``, as a byte each."""

    __slots__ = ("bits", "nbytes", "packed")

    def __init__(self, packed: Storage, bits: int, count: int) -> None:
        if -(-count * bits // 8) > packed.nbytes:
            raise TruncatedError(f"{count:,} elements of {bits} bits do not fit {packed.nbytes:,} bytes")
        self.packed = packed
        self.bits = bits
        self.nbytes = count

    @property
    def key(self) -> Hashable:
        return "unpacked", self.packed.key, self.bits, self.nbytes

    def read_into(self, buffer: Buffer, offset: int) -> None:
        self._check(offset, len(buffer))
        out = np.frombuffer(buffer, np.uint8)
        for start in range(0, len(out), BLOCK_NBYTES):
            part = out[start : start + BLOCK_NBYTES]
            self._unpack(part, offset + start)

    def _unpack(self, out: np.ndarray[tuple[int], np.dtype[np.uint8]], first: int) -> None:
        """Fill ``out`` with the elements from ``first`` on: those of eight make up ``bits`` whole bytes."""
        group = first // 8
        groups = -(-(first + len(out)) // 8) - group
        packed = np.zeros(groups * self.bits, np.uint8)
        start = group * self.bits
        there = min(len(packed), self.packed.nbytes - start)
        self.packed.read_into(packed[:there].data, start)
        bits = np.unpackbits(packed, bitorder="little").reshape(-1, self.bits)
        unpacked = np.packbits(bits, axis=1, bitorder="little").reshape(-1)
        out[:] = unpacked[first - group * 8 : first - group * 8 + len(out)]
