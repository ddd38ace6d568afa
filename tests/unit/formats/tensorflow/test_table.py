"""LevelDB tables: keys come back, whatever they share, and blocks that lie are refused."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.formats.tensorflow import table as module
from inspector.formats.tensorflow.table import read_table
from inspector.limits import Limits
from inspector.sources.storage import MemoryStorage
from tests.tensors import CountingStorage
from tests.unit.formats.tensorflow.tables import block, table
from tests.unit.sources.test_varints import encoded


def contents(data: bytes) -> list[tuple[bytes, bytes]]:
    """The keys and the bytes where their values are said to be."""
    return [(record.key, record.block.read(record.start, record.nbytes)) for record in read_table(MemoryStorage(data))]


@given(st.dictionaries(st.binary(max_size=8), st.binary(max_size=200), max_size=20), st.integers(1, 4))
def test_every_key_comes_back_in_order(entries: dict[bytes, bytes], blocks: int) -> None:
    ordered = sorted(entries.items())
    cut = max(1, -(-len(ordered) // blocks))
    data = table(*(block(ordered[at : at + cut]) for at in range(0, len(ordered), cut)))
    assert contents(data) == ordered


def test_values_of_large_blocks_are_places_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_READ", 1000)
    entries = [(b"", b"head"), (b"a", bytes(500_000)), (b"ab", b"tail")]
    file = CountingStorage(table(block(entries)))
    records = list(read_table(file))
    assert [record.key for record in records] == [key for key, _ in entries]
    assert file.read_nbytes < 400_000
    assert [record.block.read(record.start, record.nbytes) for record in records] == [value for _, value in entries]


def test_compressed_blocks() -> None:
    data = block([(b"a", b"x" * 60), (b"b", b"y")])
    literal = encoded([len(data)]) + b"".join(
        bytes([(len(part) - 1) << 2]) + part for part in (data[at : at + 60] for at in range(0, len(data), 60))
    )
    assert contents(table(literal, compression=1)) == [(b"a", b"x" * 60), (b"b", b"y")]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", TruncatedError),
        (table(block([(b"a", b"")]))[:-1], TruncatedError),
        (table(block([(b"a", b"")]), damaged=True), CorruptError),
        (table(block([(b"b", b""), (b"a", b"")])), CorruptError),
        (table(block([(b"a", b"")]), block([(b"a", b"")])), CorruptError),
        (table(block([(b"a", b"")]), compression=7), CheckpointError),
        (table(encoded([5, 1, 0]) + b"x" + struct.pack("<II", 0, 1)), CorruptError),
        (table(encoded([0, 9, 0]) + b"x" + struct.pack("<II", 0, 1)), CorruptError),
        (table(encoded([0, 1, 90]) + b"x" + struct.pack("<II", 0, 1)), CorruptError),
        (table(struct.pack("<I", 1 << 30)), CorruptError),
        (table(b""), CorruptError),
    ],
)
def test_tables_that_lie_are_refused(data: bytes, error: type[CheckpointError]) -> None:
    with pytest.raises(error):
        contents(data)


def test_a_handle_that_points_anywhere_is_refused() -> None:
    sound = table(block([(b"a", b"")]))
    for handle in ([1 << 40, 10], [0, 1 << 40], [len(sound), 8]):
        data = sound[:-48] + (encoded([0, 0, *handle])).ljust(40, b"\0") + sound[-8:]
        with pytest.raises(CheckpointError):
            contents(data)


def test_keys_out_of_all_proportion_are_refused() -> None:
    long = b"k" * 1000
    entries = [(long + b"%06d" % number, b"") for number in range(2000)]
    with pytest.raises(LimitError):
        list(read_table(MemoryStorage(table(block(entries))), Limits(table_keys_nbytes=0)))
