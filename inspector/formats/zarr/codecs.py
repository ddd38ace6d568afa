"""What the chunks of a Zarr array went through when they were written, undone.

Sources: https://zarr-specs.readthedocs.io/en/latest/v3/codecs/index.html; the numbers and names of version 2 are those of
https://numcodecs.readthedocs.io.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from inspector.errors import CorruptError
from inspector.sources.blosc import lz4_block, unblosced
from inspector.sources.compression import decompressed_bytes
from inspector.sources.crc32c import crc32c
from inspector.sources.fletcher32 import fletcher32

__all__ = ["KNOWN", "Codec", "decoded", "undone"]

#: What a codec may add to the elements before the next one compresses them.
_SLACK_NBYTES = 4096


@dataclass(frozen=True, slots=True)
class Codec:
    """A step in the order of writing. ``numbers`` are its parameters: of ``transpose`` the axes, of ``shuffle`` a size.

    ``dtype`` is the numpy type of the values that ``delta`` and ``fixedscaleoffset`` were given, ``stored`` that of what
    they made of them, if it is another; the latter subtracts the first of its ``factors`` and multiplies by the second.
    ``at_start``: a checksum is in front of the bytes that it is of.
    """

    name: str
    numbers: tuple[int, ...] = ()
    dtype: str = ""
    stored: str = ""
    factors: tuple[float, float] = (0, 1)
    at_start: bool = False


def decoded(data: bytes, codecs: Sequence[Codec], shape: tuple[int, ...], itemsize: int) -> bytes:
    """The elements of a chunk of ``shape``, in C order. Raises CorruptError for what is damaged."""
    nbytes = itemsize
    for size in shape:
        nbytes *= size
    axes = [codec.numbers for codec in codecs if codec.name == "transpose"]
    data = undone(data, codecs, nbytes + _SLACK_NBYTES)
    if len(data) != nbytes:
        raise CorruptError(f"has a chunk of {len(data):,} bytes, where its elements take {nbytes:,}")
    return _untransposed(data, axes, shape, itemsize) if axes else data


def undone(data: bytes, codecs: Sequence[Codec], most: int) -> bytes:
    """The bytes before all codecs but those that only reorder axes; CorruptError also for more than ``most`` bytes."""
    for codec in reversed(codecs):
        if codec.name != "transpose":
            data = KNOWN[codec.name](data, codec, most)
    return data


def _untransposed(data: bytes, axes: Sequence[tuple[int, ...]], shape: tuple[int, ...], itemsize: int) -> bytes:
    """Elements whose axes were reordered, one time after another, in the order of the shape again."""
    order = np.arange(len(shape))
    for each in axes:
        order = order[list(each)]
    stored = np.frombuffer(data, f"V{itemsize}").reshape([shape[axis] for axis in order])
    return np.ascontiguousarray(stored.transpose(np.argsort(order))).tobytes()


Undo = Callable[[bytes, Codec, int], bytes]
"""From the bytes that were written, the step, and the most bytes that may come of it."""


def _decompressor(compression: str) -> Undo:
    return lambda data, _, most: decompressed_bytes(data, compression, most)


def _lz4(data: bytes, _: Codec, most: int) -> bytes:
    """A block of LZ4 behind its decompressed size, as numcodecs has it."""
    nbytes = int.from_bytes(data[:4], "little")
    if nbytes > most:
        raise CorruptError("has a chunk that decompresses to more than its elements")
    return lz4_block(data[4:], nbytes)


def _checked_by(checksum: Callable[[bytes], int]) -> Undo:
    """Without the checksum at one of the ends."""

    def undo(data: bytes, codec: Codec, _: int) -> bytes:
        content, stored = (data[4:], data[:4]) if codec.at_start else (data[:-4], data[-4:])
        if len(data) < 4 or checksum(content) != int.from_bytes(stored, "little"):
            raise CorruptError("has a chunk that does not match its checksum")
        return content

    return undo


def _unshuffled(data: bytes, codec: Codec, _: int) -> bytes:
    """Shuffled are first bytes of all elements, then all second ones, ...; what is left over stays at the end."""
    size = codec.numbers[0]
    count = len(data) // size
    shuffled = np.frombuffer(data, np.uint8, count * size).reshape(size, count)
    return np.ascontiguousarray(shuffled.T).tobytes() + data[count * size :]


def _undelta(data: bytes, codec: Codec, _: int) -> bytes:
    unit = np.dtype(codec.dtype)
    with np.errstate(all="ignore"):
        sums = np.cumsum(_stored_values(data, codec), dtype=unit)
    return sums.astype(unit).tobytes()  # sums have the machine's byte order


def _unscaled(data: bytes, codec: Codec, _: int) -> bytes:
    offset, scale = codec.factors
    with np.errstate(all="ignore"):
        values = _stored_values(data, codec) / scale + offset
        return values.astype(codec.dtype).tobytes()


def _stored_values(data: bytes, codec: Codec) -> npt.NDArray[Any]:
    unit = np.dtype(codec.stored or codec.dtype)
    if len(data) % unit.itemsize:
        raise CorruptError("has a chunk that is cut off")
    return np.frombuffer(data, unit)


def _unpacked(data: bytes, _: Codec, most: int) -> bytes:
    """Booleans of a bit each, behind a byte that tells how many bits of the last one are none."""
    if not data or 8 * (len(data) - 1) > most + 8:
        raise CorruptError("has a chunk of another number of bits than it has elements")
    bits = np.unpackbits(np.frombuffer(data, np.uint8, offset=1))
    return bits[: len(bits) - data[0]].tobytes() if data[0] < 8 else b""


def _same(data: bytes, _: Codec, __: int) -> bytes:
    """What only rounded the values before they were written."""
    return data


#: By the name that both versions have in common; those of codecs that are not here are in the errors.
KNOWN: dict[str, Undo] = {
    "zstd": _decompressor("zstd"),
    "gzip": _decompressor("gzip"),
    "zlib": _decompressor("zlib"),
    "bz2": _decompressor("bzip2"),
    "lzma": _decompressor("xz"),
    "lz4": _lz4,
    "blosc": lambda data, _, most: unblosced(data, most),
    "crc32c": _checked_by(crc32c),
    "crc32": _checked_by(zlib.crc32),
    "adler32": _checked_by(zlib.adler32),
    "fletcher32": _checked_by(fletcher32),
    "shuffle": _unshuffled,
    "delta": _undelta,
    "fixedscaleoffset": _unscaled,
    "packbits": _unpacked,
    "bitround": _same,
    "quantize": _same,
}
