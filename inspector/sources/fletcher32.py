"""Fletcher's checksum of 32 bits, as HDF5 and numcodecs compute it.

Source: ``H5_checksum_fletcher32`` in https://github.com/HDFGroup/hdf5, ``src/H5checksum.c``.
"""

from __future__ import annotations

import numpy as np

__all__ = ["fletcher32"]


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
