"""LevelDB tables: keys come back, whatever they share, and blocks that lie are refused."""

from __future__ import annotations

import pickle
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.formats.tensorflow import table as module
from inspector.formats.tensorflow.table import NOT_THERE, Table
from inspector.limits import Limits
from inspector.sources.storage import MemoryStorage
from tests.tensors import CountingStorage
from tests.unit.formats.tensorflow.tables import block, table
from tests.unit.sources.test_varints import encoded


def contents(data: bytes) -> list[tuple[bytes, bytes]]:
    """The keys and the bytes where their values are said to be."""
    return [
        (key, run.block.read(run.offset + start, end - start))
        for run in Table(MemoryStorage(data)).runs()
        for key, start, end in zip(run.keys, run.starts, run.ends, strict=True)
    ]


@given(st.dictionaries(st.binary(max_size=8), st.binary(max_size=200), max_size=20), st.integers(1, 4))
def test_every_key_comes_back_in_order(entries: dict[bytes, bytes], blocks: int) -> None:
    ordered = sorted(entries.items())
    cut = max(1, -(-len(ordered) // blocks))
    data = table(*(block(ordered[at : at + cut]) for at in range(0, len(ordered), cut)))
    assert contents(data) == ordered


@given(st.dictionaries(st.binary(max_size=8), st.binary(max_size=99), min_size=1, max_size=20), st.integers(1, 4))
def test_every_key_is_found_and_no_other(entries: dict[bytes, bytes], blocks: int) -> None:
    ordered = sorted(entries.items())
    cut = -(-len(ordered) // blocks)
    parts = [ordered[at : at + cut] for at in range(0, len(ordered), cut)]
    data = table(*map(block, parts), keys=[part[-1][0] for part in parts])
    found = Table(MemoryStorage(data))
    behind = ordered[-1][0] + b"\0"
    assert found.unreadable([*entries, behind]) == {behind: NOT_THERE}
    for key, value in reversed(ordered):
        record = found.find(key)
        assert record is not None
        assert record.block.read(record.start, record.nbytes) == value
        missing = key + b"\0"
        if missing not in entries:
            assert found.find(missing) is None
            assert found.unreadable([key, missing]) == {missing: NOT_THERE}
    found.load()
    others = {key + b"\1" for key in entries} - entries.keys()
    assert found.unreadable([*others, *entries]) == dict.fromkeys(others, NOT_THERE)


def three_blocks() -> bytes:
    """A table of a key in each of three blocks of a kilobyte."""
    return table(*(block([(key, key * 1000)]) for key in (b"a", b"b", b"c")), keys=[b"a", b"b", b"c"])


def test_a_block_is_read_when_one_of_its_keys_is_asked_for_and_once() -> None:
    file = CountingStorage(three_blocks())
    found = Table(file)
    assert not found.unreadable([b"b0"])  # which is not known yet
    assert file.read_nbytes < 200
    assert found.find(b"b") == found.find(b"b")
    assert found.find(b"b0") is None
    assert found.find(b"d") is None
    assert 2000 < file.read_nbytes < 2400


def test_of_keys_in_blocks_that_were_not_read_nothing_may_be_told() -> None:
    found = Table(MemoryStorage(three_blocks()))
    assert not found.may_tell(b"", b"c")
    assert found.may_tell(b"b", b"c0")  # the last is behind all
    found.find(b"b")
    assert [found.may_tell(*keys) for keys in ((b"", b"a"), (b"b0", b"c"))] == [False, False]
    assert all(found.may_tell(*keys) for keys in ((b"a0", b"b"), (b"b", b"b"), (b"", b"c"), (b"b", b"c")))
    found.find(b"a")
    assert found.may_tell(b"", b"a")
    assert not found.may_tell(b"b0", b"c")


def test_a_block_and_its_checksum_are_one_read() -> None:
    file = CountingStorage(three_blocks())
    found = Table(file)
    found.find(b"a")
    assert file.reads == 3  # the end of the file, the index of blocks, the block


def test_a_damaged_block_says_so_for_each_of_its_keys_and_leaves_the_others() -> None:
    data = bytearray(three_blocks())
    data[data.index(b"bbbb")] ^= 1
    file = CountingStorage(bytes(data))
    found = Table(file)
    for _ in range(9):
        with pytest.raises(CorruptError, match="does not match its checksum"):
            found.find(b"b")
    assert file.read_nbytes < 1400
    assert [*found.unreadable([b"a", b"a0", b"b", b"b0"])] == [b"a0", b"b"]  # what a damaged block would have
    assert found.find(b"a")
    assert found.find(b"c")


def test_a_first_block_of_several_runs_is_searched_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_RUN", 2)
    names = [b"a", b"b", b"c", b"d", b"e"]
    found = Table(MemoryStorage(table(block([(name, name) for name in names]), keys=[b"e"])))
    assert [run.keys for run in found.runs()] == [[b"a", b"b"], [b"c", b"d"], [b"e"]]
    assert all(found.find(name) for name in names)
    assert not found.unreadable(names)


def test_a_table_pickles_as_where_it_is() -> None:
    one, other = pickle.loads(pickle.dumps([Table(MemoryStorage(three_blocks()))] * 2))
    assert one is other
    record = one.find(b"c")
    assert record.block.read(record.start, record.nbytes) == b"c" * 1000
    assert pickle.loads(pickle.dumps(one)) is one


@pytest.mark.parametrize("keys", [(b"b", b"a"), (b"a", b"a")])
def test_an_index_of_blocks_that_is_not_in_order_is_not_searched(keys: tuple[bytes, bytes]) -> None:
    with pytest.raises(CorruptError, match="not in order"):
        Table(MemoryStorage(table(block([(b"a", b"")]), block([(b"b", b"")]), keys=keys))).find(b"a")


def test_blocks_that_lie_over_each_other_are_refused() -> None:
    part = block([(b"a", b"")])
    index = block([(b"a", encoded([0, len(part)])), (b"b", encoded([0, len(part)]))])
    sound = table(part, index)
    data = sound[:-48] + encoded([0, 0, len(part) + 5, len(index)]).ljust(40, b"\0") + sound[-8:]
    with pytest.raises(CorruptError, match="not in order"):
        Table(MemoryStorage(data)).find(b"a")


def test_values_of_large_blocks_are_places_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_READ", 1000)
    entries = [(b"", b"head"), (b"a", bytes(500_000)), (b"ab", b"tail")]
    file = CountingStorage(table(block(entries)))
    runs = list(Table(file).runs())
    assert [run.keys for run in runs] == [[key] for key, _ in entries]
    assert file.read_nbytes < 400_000
    assert [run.block.read(run.starts[0], run.ends[0] - run.starts[0]) for run in runs] == [
        value for _, value in entries
    ]


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
        list(Table(MemoryStorage(table(block(entries))), Limits(table_keys_nbytes=0)).runs())
    with pytest.raises(LimitError):
        Table(MemoryStorage(table(block(entries), keys=[b"z"])), Limits(table_keys_nbytes=0)).find(long)
