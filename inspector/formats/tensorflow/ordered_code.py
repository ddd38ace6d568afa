"""Keys of slices: bytes that sort as the numbers and texts in them do.

Source: ``tensorflow/core/lib/strings/ordered_code.cc`` and ``EncodeTensorNameSlice`` in
``tensorflow/core/util/saved_tensor_slice_util.cc`` of https://github.com/tensorflow/tensorflow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from inspector.formats.tensorflow.types import Extents

__all__ = ["name_keys", "place_key", "slice_key"]

_WHOLE_AXIS = -1
#: Bytes that end a text, and each would end another: they are followed by their complement.
_ESCAPED = re.compile(rb"[\x00\xff]")


def slice_key(name: bytes, extents: Extents) -> bytes:
    """The key of a slice of the tensor ``name`` in the table of a checkpoint."""
    return name_keys([name])[0] + place_key(extents)


def name_keys(names: Sequence[bytes]) -> list[bytes]:
    """What the keys of all slices of each of these tensors begin with."""
    if _ESCAPED.search(b"".join(names)):  # which no ordinary name has
        names = [_ESCAPED.sub(lambda found: found[0] + bytes([found[0][0] ^ 0xFF]), name) for name in names]
    return [b"\0" + name for name in names]


def place_key(extents: Extents) -> bytes:
    """What ends the name in the key of a slice, and what follows."""
    parts = [b"\0\x01", _number(len(extents))]
    for start, length in extents:
        parts += (_signed(start), _signed(_WHOLE_AXIS if length is None else length))
    return b"".join(parts)


def _number(value: int) -> bytes:
    """Its number of bytes, then these, the highest first."""
    nbytes = (value.bit_length() + 7) // 8
    return bytes([nbytes]) + value.to_bytes(nbytes, "big")


def _signed(value: int) -> bytes:
    """As many ones on top as there are bytes, flipped for a negative number, then the number in two's complement."""
    bits = (value if value >= 0 else ~value).bit_length() + 1
    nbytes = -(-bits // 7)
    header = ((1 << nbytes) - 1) << (8 * nbytes - nbytes)
    mask = (1 << 8 * nbytes) - 1
    return ((value & mask) ^ header).to_bytes(nbytes, "big")
