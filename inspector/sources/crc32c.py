"""CRC-32C, the checksum of LevelDB, TensorFlow and OCDBT, which Python lacks: a table for a few bytes, lanes for many.

A CRC is linear over the bits: that of two pieces is the first one's, moved on by the length of the second, xor the second's.
So numpy goes through thousands of equal pieces at once, and they are put together in pairs; where there is a compiled
kernel, ``crc32c_slicing.c`` takes eight bytes a step instead.
Definition: RFC 3720, appendix B.4 (Castagnoli's polynomial, reflected).
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from inspector import kernel

__all__ = ["crc32c", "unmasked"]

_POLYNOMIAL = 0x82F63B78
_MASK_DELTA = 0xA282EAD8
_ALL_ONES = 0xFFFFFFFF
#: Below this many bytes the loop is faster than the call of a compiled one.
_FEWEST_NBYTES = 48
#: Below this many bytes the loop is faster than numpy; pieces of fewer bytes are not worth a lane.
_FEW_NBYTES = 512
_LANE_NBYTES = 32
#: The states of so many lanes stay in the processor's nearest cache.
_MAX_LANES = 4096

Table = npt.NDArray[np.uint32]


def crc32c(data: bytes | memoryview, value: int = 0) -> int:
    """The checksum of ``data``, going on from that of what stands before it."""
    state = value ^ _ALL_ONES
    if len(data) >= _FEWEST_NBYTES:
        compiled = kernel.crc32c_state(data, _tables(), state)
        if compiled is not None:
            return compiled ^ _ALL_ONES
    while len(data) >= _FEW_NBYTES:
        # a power of two of lanes, so that they can be put together in pairs, and of pairs of bytes
        lanes = min(1 << ((len(data) // _LANE_NBYTES).bit_length() - 1), _MAX_LANES)
        length = len(data) // lanes & ~1
        pieces = np.frombuffer(data, np.uint8, lanes * length).reshape(lanes, length)
        state = _moved_on(state, lanes * length) ^ _together(_states(pieces), length)
        data = data[lanes * length :]
    table = _table_list()
    for byte in data:
        state = state >> 8 ^ table[(state ^ byte) & 0xFF]
    return state ^ _ALL_ONES


def unmasked(value: int) -> int:
    """The checksum that LevelDB and TensorFlow store, turned and added to, so that it is none of itself."""
    rotated = (value - _MASK_DELTA) & _ALL_ONES
    return (rotated >> 17 | rotated << 15) & _ALL_ONES


@cache
def _table() -> Table:
    """What a byte makes of the state."""
    states = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        states = np.where(states & 1, states >> 1 ^ np.uint32(_POLYNOMIAL), states >> 1)
    return states


@cache
def _tables() -> Table:
    """What a byte makes of the state with 0 to 7 zero bytes behind it: shape [8, 256]."""
    tables = [_table()]
    while len(tables) < 8:
        tables.append(tables[-1] >> 8 ^ tables[0][tables[-1] & 0xFF])
    return np.array(tables)


@cache
def _table_list() -> list[int]:
    return _table().tolist()  # type: ignore[no-any-return]


@cache
def _table_of_pairs() -> Table:
    """What two bytes make of the state."""
    table = _table()
    states = np.arange(1 << 16, dtype=np.uint32)
    for _ in range(2):
        states = states >> 8 ^ table[states & 0xFF]
    return states


def _states(pieces: npt.NDArray[np.uint8]) -> Table:
    """The state after each row, which has an even number of bytes, from zero on."""
    table = _table_of_pairs()
    states = np.zeros(len(pieces), np.uint32)
    for column in np.ascontiguousarray(pieces.view("<u2").T):
        states = states >> 16 ^ table.take(states.astype(np.uint16) ^ column)
    return states


def _together(states: Table, length: int) -> int:
    """The state after all rows of ``length`` bytes, one after another."""
    while len(states) > 1:
        states = _apply(_operator(length), states[::2]) ^ states[1::2]
        length *= 2
    return int(states[0])


def _moved_on(state: int, nbytes: int) -> int:
    """The state after as many zero bytes."""
    moved = np.array([state], np.uint32)
    step = 1
    while nbytes:
        if nbytes & 1:
            moved = _apply(_operator(step), moved)
        nbytes >>= 1
        step *= 2
    return int(moved[0])


@cache
def _operator(nbytes: int) -> Table:
    """What ``nbytes`` zero bytes make of each bit of a state, by the four bytes of the state: shape [4, 256]."""
    if nbytes == 1:
        bits = np.uint32(1) << np.arange(32, dtype=np.uint32)
        images = bits >> 8 ^ _table()[bits & 0xFF]
    elif nbytes % 2:
        whole = _operator(nbytes - 1)
        images = _apply(_operator(1), _apply(whole, np.uint32(1) << np.arange(32, dtype=np.uint32)))
    else:
        half = _operator(nbytes // 2)
        images = _apply(half, _apply(half, np.uint32(1) << np.arange(32, dtype=np.uint32)))
    operator = np.zeros((4, 256), np.uint32)
    for bit in range(32):
        has_bit = np.arange(256) >> (bit % 8) & 1 == 1
        operator[bit // 8, has_bit] ^= images[bit]
    return operator


def _apply(operator: Table, states: Table) -> Table:
    moved: Table = (
        operator[0][states & 0xFF]
        ^ operator[1][states >> 8 & 0xFF]
        ^ operator[2][states >> 16 & 0xFF]
        ^ operator[3][states >> 24]
    )
    return moved
