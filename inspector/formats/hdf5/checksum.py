"""The checksum of structures of HDF5.

Source: Bob Jenkins, https://burtleburtle.net/bob/c/lookup3.c (``hashlittle``).
"""

from __future__ import annotations

import struct

__all__ = ["lookup3"]


def lookup3(data: bytes) -> int:
    """The hash that stands at the end of structures of HDF5 1.8 and later."""
    mask = 0xFFFFFFFF
    a = b = c = (0xDEADBEEF + len(data)) & mask
    if not data:
        return c
    padded = data + bytes(-len(data) % 12)
    words: tuple[int, ...] = struct.unpack(f"<{len(padded) // 4}I", padded)
    for position in range(0, len(words) - 3, 3):  # rotations are written out: a call for each takes twice as long
        a, b, c = a + words[position], b + words[position + 1], c + words[position + 2] & mask
        a = (a - c & mask) ^ (c << 4 & mask | c >> 28)
        c = c + b & mask
        b = (b - a & mask) ^ (a << 6 & mask | a >> 26)
        a = a + c & mask
        c = (c - b & mask) ^ (b << 8 & mask | b >> 24)
        b = b + a & mask
        a = (a - c & mask) ^ (c << 16 & mask | c >> 16)
        c = c + b & mask
        b = (b - a & mask) ^ (a << 19 & mask | a >> 13)
        a = a + c & mask
        c = (c - b & mask) ^ (b << 4 & mask | b >> 28)
        b = b + a & mask
    a, b, c = a + words[-3] & mask, b + words[-2] & mask, c + words[-1] & mask
    c = (c ^ b) - (b << 14 & mask | b >> 18) & mask
    a = (a ^ c) - (c << 11 & mask | c >> 21) & mask
    b = (b ^ a) - (a << 25 & mask | a >> 7) & mask
    c = (c ^ b) - (b << 16 & mask | b >> 16) & mask
    a = (a ^ c) - (c << 4 & mask | c >> 28) & mask
    b = (b ^ a) - (a << 14 & mask | a >> 18) & mask
    return (c ^ b) - (b << 24 & mask | b >> 8) & mask
