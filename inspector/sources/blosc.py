"""Blosc: bytes in blocks, whose elements were shuffled before each block was compressed; the default codec of Zarr 2.

Format: https://github.com/Blosc/c-blosc/blob/main/README_CHUNK_FORMAT.rst and ``blosc/blosc.c`` there.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import numpy as np

from inspector.errors import CorruptError, TruncatedError, UnsupportedError
from inspector.sources.compression import decompressed_bytes

__all__ = ["lz4_block", "unblosced"]

_HEADER = struct.Struct("<4B3I")
_SHUFFLED, _COPIED, _BIT_SHUFFLED, _UNSPLIT = 0x1, 0x2, 0x4, 0x10
_COMPRESSORS = {0: "blosclz", 1: "lz4", 2: "snappy", 3: "zlib", 4: "zstd"}
#: Blocks of elements of more bytes, or of fewer elements, are not split by the bytes of the elements.
_MAX_SPLITS = 16
_MIN_SPLIT_NBYTES = 128
#: What stands for a distance of 16 bits in BloscLZ, counted from the greatest that fits without.
_FAR, _FAR_DISTANCE = 31 << 8, 8191


class _Header(NamedTuple):
    flags: int
    typesize: int
    nbytes: int
    block_nbytes: int

    @property
    def compressor(self) -> str:
        """What compressed the blocks."""
        return _COMPRESSORS.get(self.flags >> 5, f"number {self.flags >> 5}")

    def splits(self, block_nbytes: int) -> int:
        """In how many pieces a block was compressed: one for each byte of the elements, or as a whole."""
        size = self.typesize
        is_split = not self.flags & _UNSPLIT and size <= _MAX_SPLITS and block_nbytes == self.block_nbytes
        return size if is_split and block_nbytes // size >= _MIN_SPLIT_NBYTES else 1


def unblosced(data: bytes, most: int) -> bytes:
    """The bytes that ``data`` holds.

    Raises CorruptError for what is damaged or would be more than ``most``, UnsupportedError for Snappy, and for LZ4 without
    the library.
    """
    if len(data) < _HEADER.size:
        raise TruncatedError("has a chunk that ends inside its Blosc header")
    _, _, flags, typesize, nbytes, block_nbytes, stored_nbytes = _HEADER.unpack_from(data)
    header = _Header(flags, max(typesize, 1), nbytes, block_nbytes)
    if nbytes > most:
        raise CorruptError("has a chunk that decompresses to more than its elements")
    if stored_nbytes > len(data):
        raise TruncatedError(f"has a chunk of {len(data):,} bytes, of which there should be {stored_nbytes:,}")
    if flags & _COPIED:
        content = data[_HEADER.size : _HEADER.size + nbytes]
        if len(content) < nbytes:
            raise TruncatedError("has a chunk that is cut off")
        return content
    if not nbytes:
        return b""
    if not 0 < block_nbytes <= nbytes:
        raise CorruptError(f"has a chunk in blocks of {block_nbytes:,} bytes")
    blocks = -(-nbytes // block_nbytes)
    if _HEADER.size + 4 * blocks > len(data):
        raise TruncatedError("has a chunk that ends inside the list of its blocks")
    starts = struct.unpack_from(f"<{blocks}I", data, _HEADER.size)
    out = bytearray()
    for start in starts:
        out += _unshuffled(_block(data, start, min(block_nbytes, nbytes - len(out)), header), header)
    return bytes(out)


def _block(data: bytes, position: int, nbytes: int, header: _Header) -> bytes:
    splits = header.splits(nbytes)
    size = nbytes // splits
    out = bytearray()
    for _ in range(splits):
        if position + 4 > len(data):
            raise TruncatedError("has a chunk with a block beyond its end")
        stored = int.from_bytes(data[position : position + 4], "little")
        piece = data[position + 4 : position + 4 + stored]
        position += 4 + stored
        if len(piece) < stored:
            raise TruncatedError("has a chunk with a block beyond its end")
        content = piece if stored == size else _decompressed(piece, header.compressor, size)
        if len(content) != size:
            raise CorruptError("has a chunk with a block of another size than it says")
        out += content
    return bytes(out)


def _decompressed(data: bytes, compressor: str, nbytes: int) -> bytes:
    if compressor == "lz4":
        return lz4_block(data, nbytes)
    if compressor == "blosclz":
        return _blosclz(data, nbytes)
    if compressor in ("zlib", "zstd"):
        return decompressed_bytes(data, compressor, nbytes)
    raise UnsupportedError(f"has chunks under Blosc with {compressor}, which this version does not decompress")


def _blosclz(data: bytes, nbytes: int) -> bytes:
    """BloscLZ: runs of up to 32 bytes as they are, and references to the last 72 KiB (``blosc/blosclz.c``)."""
    out = bytearray()
    position, end = 0, len(data)
    control = data[0] & 31 if data else 0
    try:
        while position < end:
            if position:
                control = data[position]
            position += 1
            if control < 32:
                out += data[position : position + control + 1]
                position += control + 1
                continue
            length, distance = (control >> 5) + 2, (control & 31) << 8
            while length >= 9 and data[position] == 255:
                length += 255
                position += 1
            if length >= 9:
                length += data[position]
                position += 1
            low = data[position]
            position += 1
            if low == 255 and distance == _FAR:
                low = int.from_bytes(data[position : position + 2], "big") + (_FAR_DISTANCE - _FAR)
                position += 2
            start = len(out) - distance - low - 1
            if start < 0 or len(out) + length > nbytes:
                raise CorruptError("has a chunk that refers to what is outside of it")
            period = out[start : start + length]
            out += (period * (length // len(period) + 1))[:length]
    except IndexError as error:
        raise TruncatedError("has a chunk that is cut off") from error
    return bytes(out)


def lz4_block(data: bytes, nbytes: int) -> bytes:
    """What a block of LZ4 without a header holds, ``nbytes`` bytes."""
    try:
        from lz4.block import LZ4BlockError, decompress
    except ImportError as error:
        raise UnsupportedError(
            "has chunks under LZ4, which needs lz4: pip install 'checkpoint-inspector[lz4]'"
        ) from error
    try:
        content: bytes = decompress(data, uncompressed_size=nbytes)
    except (LZ4BlockError, ValueError, OverflowError) as error:
        raise CorruptError("has a chunk that can't be decompressed") from error
    return content


def _unshuffled(block: bytes, header: _Header) -> bytes:
    size = header.typesize
    count = len(block) // size
    if header.flags & _SHUFFLED and size > 1:
        rest = block[count * size :]
        return np.frombuffer(block, np.uint8, count * size).reshape(size, count).T.tobytes() + rest
    if header.flags & _BIT_SHUFFLED and count % 8 == 0:  # others are left as they are
        rest = block[count * size :]
        bits = np.unpackbits(np.frombuffer(block, np.uint8, count * size), bitorder="little")
        elements = bits.reshape(size * 8, count).T
        return np.packbits(elements, bitorder="little").tobytes() + rest
    return block
