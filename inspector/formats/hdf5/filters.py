"""What chunks went through when they were written, undone.

Sources: section IV.A.2.l of the specification; ``src/H5Z*.c`` of https://github.com/HDFGroup/hdf5; ``lzf/lzf_filter.c`` of
https://github.com/h5py/h5py; for the numbers of others' filters https://github.com/HDFGroup/hdf5_plugins.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from inspector.errors import CheckpointError, CorruptError, UnsupportedError
from inspector.formats.hdf5.dataset import Filter
from inspector.formats.hdf5.nbit import rows_of_bits, unpacked
from inspector.formats.hdf5.szip import unszipped
from inspector.sources.blosc import unblosced
from inspector.sources.compression import decompressed_bytes
from inspector.sources.fletcher32 import fletcher32

__all__ = ["filter_name", "unfiltered", "unknown_filter"]

#: Filters before the compression may have made chunks larger than their elements are, by a checksum or a header.
_SLACK_NBYTES = 4096
_NAMES = {
    1: "deflate", 2: "shuffle", 3: "fletcher32", 4: "szip", 5: "nbit", 6: "scaleoffset", 32000: "lzf", 32015: "zstd",
    307: "bzip2", 32001: "Blosc", 32004: "LZ4", 32008: "Bitshuffle", 32013: "ZFP",
    32017: "SZ", 32018: "FCIDECOMP", 32019: "JPEG", 32022: "BitGroom", 32023: "Granular BitRound", 32024: "SZ3",
    32026: "Blosc2", 32027: "FLAC", 32028: "SPERR", 32031: "FFmpeg",
}  # fmt: skip


def filter_name(each: Filter) -> str:
    """What a filter is called."""
    return _NAMES.get(each.number) or each.name or f"number {each.number}"


def unknown_filter(filters: Sequence[Filter]) -> str:
    """The name of the first filter that can't be undone here, or nothing."""
    return next((filter_name(each) for each in filters if each.number not in _DECODERS), "")


def unfiltered(data: bytes, filters: Sequence[Filter], mask: int, nbytes: int) -> bytes:
    """The ``nbytes`` bytes of a chunk's elements.

    ``mask`` has a bit for each filter that this chunk did not go through. Raises CorruptError for a chunk that is damaged,
    UnsupportedError for a filter that can't be undone.
    """
    for number in range(len(filters) - 1, -1, -1):
        if not mask >> number & 1:
            each = filters[number]
            try:
                data = _DECODERS[each.number](data, each.parameters, nbytes)
            except KeyError as error:
                raise UnsupportedError(f"has chunks under the filter {unknown_filter([each])}") from error
    if len(data) < nbytes:
        raise CorruptError(f"has a chunk of {len(data):,} bytes, where its elements take {nbytes:,}")
    return data[:nbytes]


Decoder = Callable[[bytes, Sequence[int], int], bytes]
"""From filtered bytes, the filter's parameters and the size of a chunk's elements, not all of which every filter needs."""


def _decompressor(compression: str) -> Decoder:
    def decoder(data: bytes, _: Sequence[int], nbytes: int) -> bytes:
        try:
            return decompressed_bytes(data, compression, nbytes + _SLACK_NBYTES)
        except CheckpointError as error:
            raise CorruptError(f"has a chunk that can't be decompressed: {error.reason}") from error

    return decoder


def _unshuffled(data: bytes, parameters: Sequence[int], _: int) -> bytes:
    """Shuffled are first bytes of all elements, then all second ones, ...; what is left over stays at the end."""
    size = parameters[0] if parameters else 1
    count = len(data) // size if size else 0
    if size < 2 or count < 2:
        return data
    shuffled = np.frombuffer(data, np.uint8, count * size).reshape(size, count)
    return np.ascontiguousarray(shuffled.T).tobytes() + data[count * size :]


def _checked(data: bytes, _: Sequence[int], __: int) -> bytes:
    """Without the Fletcher checksum at the end. Files of 1.6 have its halves the other way round."""
    content, stored = data[:-4], data[-4:]
    checksum = fletcher32(content).to_bytes(4, "little")
    if stored not in (checksum, bytes((checksum[1], checksum[0], checksum[3], checksum[2]))):
        raise CorruptError("has a chunk with another checksum than it says")
    return content


def _lzf(data: bytes, _: Sequence[int], nbytes: int) -> bytes:
    """LibLZF: runs of up to 32 bytes as they are, and references to up to 264 bytes of the last 8 KiB."""
    out = bytearray()
    most = nbytes + _SLACK_NBYTES
    position, end = 0, len(data)
    try:
        while position < end:
            control = data[position]
            position += 1
            if control < 32:
                out += data[position : position + control + 1]
                position += control + 1
            else:
                length = control >> 5
                if length == 7:
                    length += data[position]
                    position += 1
                start = len(out) - ((control & 31) << 8 | data[position]) - 1
                position += 1
                length += 2
                if start < 0:
                    raise CorruptError("has a chunk that refers to what is before it")
                if start + length <= len(out):
                    out += out[start : start + length]
                else:  # the run repeats itself
                    period = out[start:]
                    out += (period * (length // len(period) + 1))[:length]
            if len(out) > most:
                raise CorruptError("has a chunk that decompresses to more than its elements")
    except IndexError as error:
        raise CorruptError("has a chunk that is cut off") from error
    return bytes(out)


_SCALE_HEADER_NBYTES = 21
_FLOAT_SCALE, _INTEGER_SCALE = 0, 2
_INTEGER_CLASS = 0


def _unscaled(data: bytes, parameters: Sequence[int], nbytes: int) -> bytes:
    """Scale-offset: elements as differences from the least, of as many bits as the largest needs.

    The parameters are the way (0 floats by a power of ten, 2 integers), the power, how many elements, their class, size,
    sign and byte order, whether there is a fill value, and that. All ones stands for the fill value.
    """
    if len(parameters) < 8 or len(data) < _SCALE_HEADER_NBYTES:
        raise CorruptError("has a chunk under the scale-offset filter without its parameters")
    way, power, count, kind, size, is_signed, is_big_endian, has_fill = parameters[:8]
    if way not in (_FLOAT_SCALE, _INTEGER_SCALE) or size not in (1, 2, 4, 8) or count * size > nbytes + _SLACK_NBYTES:
        raise UnsupportedError("has chunks under a form of the scale-offset filter that is not read")
    bits, minimum_nbytes = struct.unpack_from("<IB", data)
    minimum = data[5 : 5 + minimum_nbytes][:size].ljust(size, b"\0")
    if bits > 8 * size or -(-count * bits // 8) > len(data) - _SCALE_HEADER_NBYTES:
        raise CorruptError("has a chunk under the scale-offset filter that is cut off")
    if bits == 8 * size:  # as they are, but for the order of their bytes
        whole = np.frombuffer(data, f"<u{size}", count, _SCALE_HEADER_NBYTES)
        return (whole.byteswap() if is_big_endian else whole).tobytes()
    codes = _codes(data[_SCALE_HEADER_NBYTES:], bits, count)
    fill = struct.pack(f"<{len(parameters) - 8}I", *parameters[8:])[:size].ljust(size, b"\0") if has_fill else None
    if kind == _INTEGER_CLASS:
        unsigned = codes.astype(f"<u{size}") + np.frombuffer(minimum, f"<u{size}")
        values: npt.NDArray[np.generic] = unsigned.view(f"<{'i' if is_signed else 'u'}{size}")
    elif size >= 4:
        stored = np.dtype(f"<f{size}")
        scale = stored.type(10.0 ** np.int32(np.uint32(power).astype(np.int32)))
        values = (codes.astype(stored) / scale + np.frombuffer(minimum, stored)).astype(stored)
    else:
        raise UnsupportedError("has chunks of small floats under the scale-offset filter")
    if fill is not None:
        values[codes == (1 << bits) - 1] = np.frombuffer(fill, values.dtype)[0]
    return (values.byteswap() if is_big_endian else values).tobytes()


def _codes(data: bytes, bits: int, count: int) -> npt.NDArray[np.uint64]:
    """Unsigned numbers of so many bits each, the highest bit first, without gaps."""
    codes = np.zeros(count, np.uint64)
    done = 0
    for rows in rows_of_bits(data, bits, count) if bits else ():
        part = codes[done : done + len(rows)]
        for digit in rows.T:
            part[...] = part << np.uint64(1) | digit
        done += len(rows)
    return codes


_DECODERS: dict[int, Decoder] = {
    1: _decompressor("zlib"),
    2: _unshuffled,
    3: _checked,
    4: unszipped,
    5: unpacked,
    6: _unscaled,
    307: _decompressor("bzip2"),
    32000: _lzf,
    32001: lambda data, _, nbytes: unblosced(data, nbytes + _SLACK_NBYTES),
    32015: _decompressor("zstd"),
}
