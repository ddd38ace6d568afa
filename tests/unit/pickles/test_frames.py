"""Frames that end inside opcodes, which Python's own loaders read in different ways."""

from __future__ import annotations

import io
import pickle
import struct

import numpy as np
import pytest

from inspector.findings import Severity
from inspector.formats.recognisers import all_recognisers
from inspector.pickles.audit import audit
from tests.pickling import recorded


def framed(nbytes: int, data: bytes) -> bytes:
    return b"\x80\x04\x95" + struct.pack("<Q", nbytes) + data


def is_ambiguous(data: bytes) -> bool:
    findings = audit(recorded(data), all_recognisers())
    return any("frames end inside opcodes" in finding.message for finding in findings)


CUT = [
    framed(6, b"N\x8c\x06abcdef0N.."),
    framed(9, b"NX\x06\0\0\0abcdef0N.."),
    framed(6, b"Ncabcdmath\nfloor\n."),
    framed(2, b"N\x8c\x01a."),
    framed(1, b"\x8c\x01a."),
    framed(13, b"N(\x95" + struct.pack("<Q", 1) + b"Nt."),
    framed(2 << 20, b"C\x01a" + b"N0" * (1 << 20) + b"]."),
]


@pytest.mark.parametrize("data", CUT)
def test_a_frame_that_ends_inside_an_opcode(data: bytes) -> None:
    assert is_ambiguous(data)


def test_loaders_do_read_them_differently() -> None:
    """From a stream that can't be peeked into the C loader begins the operand behind the frame."""
    assert pickle.load(io.BytesIO(CUT[0])) == "def0N."
    assert pickle.loads(CUT[0]) is None


@pytest.mark.parametrize("protocol", [2, 4, 5])
@pytest.mark.parametrize("count", [1, 30_000])
def test_frames_of_picklers_are_whole(protocol: int, count: int) -> None:
    value = {"w": np.zeros(200_000), "names": [f"name {number}" for number in range(count)], "b": np.ones(3)}
    assert not is_ambiguous(pickle.dumps(value, protocol))
    stream = io.BytesIO()
    pickle._Pickler(stream, protocol).dump(value)
    assert not is_ambiguous(stream.getvalue())


def test_a_frame_that_promises_more_than_there_is() -> None:
    """Which nobody can load."""
    found = recorded(framed(1 << 62, b"N."))
    assert found.is_ambiguous
    assert audit(found, all_recognisers())[0].severity is Severity.DANGER
