"""The checksums of HDF5: of structures, and of chunks under the Fletcher filter.

Sources: Bob Jenkins, https://burtleburtle.net/bob/c/lookup3.c (``hashlittle``); ``H5_checksum_fletcher32`` in
https://github.com/HDFGroup/hdf5, ``src/H5checksum.c``.
"""

from __future__ import annotations

import struct

import numpy as np

__all__ = ["fletcher32", "lookup3"]

_MASK = 0xFFFFFFFF


def lookup3(data: bytes) -> int:
    """The hash that stands at the end of structures of HDF5 1.8 and later."""
    a = b = c = (0xDEADBEEF + len(data)) & _MASK
    if not data:
        return c
    padded = data + bytes(-len(data) % 12)
    words: tuple[int, ...] = struct.unpack(f"<{len(padded) // 4}I", padded)
    for position in range(0, len(words) - 3, 3):
        a, b, c = a + words[position] & _MASK, b + words[position + 1] & _MASK, c + words[position + 2] & _MASK
        a = (a - c & _MASK) ^ _rotated(c, 4)
        c = c + b & _MASK
        b = (b - a & _MASK) ^ _rotated(a, 6)
        a = a + c & _MASK
        c = (c - b & _MASK) ^ _rotated(b, 8)
        b = b + a & _MASK
        a = (a - c & _MASK) ^ _rotated(c, 16)
        c = c + b & _MASK
        b = (b - a & _MASK) ^ _rotated(a, 19)
        a = a + c & _MASK
        c = (c - b & _MASK) ^ _rotated(b, 4)
        b = b + a & _MASK
    a, b, c = a + words[-3] & _MASK, b + words[-2] & _MASK, c + words[-1] & _MASK
    c = (c ^ b) - _rotated(b, 14) & _MASK
    a = (a ^ c) - _rotated(c, 11) & _MASK
    b = (b ^ a) - _rotated(a, 25) & _MASK
    c = (c ^ b) - _rotated(b, 16) & _MASK
    a = (a ^ c) - _rotated(c, 4) & _MASK
    b = (b ^ a) - _rotated(a, 14) & _MASK
    return (c ^ b) - _rotated(b, 24) & _MASK


def _rotated(word: int, bits: int) -> int:
    return word << bits & _MASK | word >> 32 - bits


def fletcher32(data: bytes | memoryview) -> int:
    """The sum of the big-endian words of 16 bits, and above it the sum of all its stages, each modulo 65,535."""
    octets = np.frombuffer(data, np.uint8)
    if len(octets) % 2:
        octets = np.append(octets, np.uint8(0))
    words = octets.view(">u2").astype(np.int64)
    weights = np.arange(len(words), 0, -1, dtype=np.int64) % 0xFFFF
    first, second = int(words.sum()), int((words * weights).sum())
    # The library folds carries back in, so that a sum that is not 0 never becomes 0.
    return _folded(second) << 16 | _folded(first)


def _folded(total: int) -> int:
    return total % 0xFFFF or (0xFFFF if total else 0)
