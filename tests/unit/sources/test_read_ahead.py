"""Reading ahead: the same bytes, with fewer reads, and nothing kept in the end."""

from __future__ import annotations

import pickle
import random

from hypothesis import given
from hypothesis import strategies as st

from inspector.sources import read_ahead
from inspector.sources.read_ahead import ReadAhead
from inspector.sources.storage import ByteRange, MemoryStorage
from tests.tensors import CountingStorage

DATA = random.Random(0).randbytes(1000)
RANGES = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 300)), max_size=8)


@given(RANGES, RANGES)
def test_it_has_the_bytes_of_its_source(ahead: list[tuple[int, int]], wanted: list[tuple[int, int]]) -> None:
    with ReadAhead(MemoryStorage(DATA), ahead) as storage:
        for offset, nbytes in wanted:
            there = min(nbytes, len(DATA) - offset)
            assert storage.read(offset, there) == DATA[offset : offset + there]


def test_what_was_read_ahead_is_not_read_again_until_it_is_closed() -> None:
    source = CountingStorage(DATA)
    storage = ReadAhead(source, [(100, 50), (150, 50), (120, 10), (900, 500)])
    before = source.reads
    for offset, nbytes in ((100, 100), (140, 20), (199, 1), (900, 100), (1000, 0)):
        assert storage.read(offset, nbytes) == DATA[offset : offset + nbytes]
    assert source.reads == before
    for offset, nbytes in ((99, 2), (199, 2), (0, 1000)):
        assert storage.read(offset, nbytes) == DATA[offset : offset + nbytes]
    assert source.reads == before + 3
    storage.close()
    assert storage.read(100, 100) == DATA[100:200]
    assert source.reads == before + 4


def test_only_what_is_small_is_read_as_a_whole() -> None:
    source = CountingStorage(DATA)
    assert ReadAhead.if_small(source, 400).read(500, 500) == DATA[500:]
    assert source.read_nbytes == 600
    large = CountingStorage(bytes(read_ahead._SMALL_NBYTES + 1))
    ReadAhead.if_small(large)
    assert large.read_nbytes == 0
    ReadAhead.if_small(large, 1)
    assert large.read_nbytes == read_ahead._SMALL_NBYTES


def test_pickled_it_is_its_source() -> None:
    source = MemoryStorage(DATA)
    storage = ReadAhead(source, [(0, 10)])
    assert storage.key == source.key
    copy = pickle.loads(pickle.dumps(ByteRange(storage, 5, 10)))
    assert type(copy.source) is MemoryStorage
    assert copy.key == ByteRange(source, 5, 10).key
    assert copy.read() == DATA[5:15]
