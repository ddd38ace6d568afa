from __future__ import annotations

import contextlib
import io
import pickle
import pickletools
import random
import struct
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError
from inspector.jobs import Cancelled, Job
from inspector.limits import Limits
from inspector.pickles import machine
from inspector.pickles.machine import LAZY_NBYTES, read_pickle
from inspector.pickles.records import OUT_OF_BAND, Call, Global, Persistent, PickledDict
from inspector.sources.deflate import DeflatedStorage
from inspector.sources.local_file import LocalFile
from inspector.sources.storage import MemoryStorage, Part, Storage
from tests.pickling import recorded, structure, thawed
from tests.tensors import CountingStorage

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.text(st.characters())
    | st.binary(max_size=300)
)
hashable = st.recursive(scalars, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=4)
plain = st.recursive(
    scalars | st.binary(max_size=20).map(bytearray) | st.complex_numbers(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=5).map(tuple)
        | st.dictionaries(hashable, inner, max_size=4)
        | st.sets(hashable, max_size=4)
    ),
    max_leaves=25,
)


def same(left: Any, right: Any) -> bool:
    """Equal in value and type, all the way down."""
    if type(left) is not type(right):
        return False
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return list(left) == list(right) and all(map(same, left.values(), right.values()))
    return repr(left) == repr(right) if isinstance(left, (float, complex)) else bool(left == right)


def dumped_in_python(value: Any, protocol: int) -> bytes:
    """By pickle's implementation in Python, which writes some things in other opcodes."""
    stream = io.BytesIO()
    pickle._Pickler(stream, protocol).dump(value)
    return stream.getvalue()


def refusal(data: bytes) -> str:
    """What a CheckpointError said about a pickle; any other exception is a failure."""
    try:
        recorded(data)
    except CheckpointError as error:
        return str(error)
    return ""


@pytest.fixture
def tiny_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows of a few bytes, so that every operand comes to lie across the end of one."""
    monkeypatch.setattr(machine, "_WINDOW_NBYTES", 16)
    monkeypatch.setattr(machine, "_SMALL_WINDOW_NBYTES", 4)


@given(plain, st.sampled_from(PROTOCOLS), st.sampled_from([pickle.dumps, dumped_in_python]))
def test_plain_data_is_what_unpickling_gives(value: Any, protocol: int, dump: Callable[[Any, int], bytes]) -> None:
    data = dump(value, protocol)
    found = recorded(data)
    assert same(thawed(found.root), value)
    assert found.end == len(data)
    assert found.protocol == (protocol if protocol >= 2 else 0)


@given(plain, st.sampled_from(PROTOCOLS))
def test_the_size_of_the_windows_makes_no_difference(value: Any, protocol: int) -> None:
    data = pickle.dumps(value, protocol)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "_WINDOW_NBYTES", 16)
        patch.setattr(machine, "_SMALL_WINDOW_NBYTES", 4)
        assert same(thawed(recorded(data).root), value)


@given(plain, st.sampled_from(PROTOCOLS))
def test_what_is_recalled_is_remembered_after_all(value: Any, protocol: int) -> None:
    """However wrong the guess was that nothing is recalled."""
    value = [list(range(100, 400)), value, [str(number) for number in range(300)], value]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "_seems_to_recall_nothing", lambda *_: True)
        assert same(thawed(recorded(pickle.dumps(value, protocol)).root), value)


@given(plain, st.sampled_from(PROTOCOLS))
@settings(max_examples=40)
def test_cut_anywhere_it_is_refused(value: Any, protocol: int) -> None:
    data = pickle.dumps(value, protocol)
    for place in range(len(data)):
        with pytest.raises(CheckpointError):
            recorded(data[:place])


@given(plain, st.sampled_from(PROTOCOLS), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_damaged_anywhere_it_is_recorded_or_refused(value: Any, protocol: int, rng: random.Random) -> None:
    data = pickle.dumps(value, protocol)
    for _ in range(50):
        damaged = bytearray(data)
        damaged[rng.randrange(len(data))] = rng.randrange(256)
        assert "\n" not in refusal(bytes(damaged))


@given(st.binary(max_size=80))
@settings(max_examples=500)
def test_any_bytes_are_recorded_or_refused(data: bytes) -> None:
    assert "\n" not in refusal(data + b".")


def test_a_pickle_may_start_anywhere_in_the_file() -> None:
    source = MemoryStorage(b"junk" + pickle.dumps([1, b"x" * 5000]) + b"more")
    found = read_pickle(source, 4)
    assert thawed(found.root) == [1, b"x" * 5000]
    assert found.end == source.nbytes - 4


# -- opcodes that pickle.dumps does not write today ---------------------------------------------------------------------

#: The bytes of a pickle, and what it makes: a plain value, or the structure of a record.
SNIPPETS: list[tuple[bytes, Any]] = [
    (b"I01\n.", True),
    (b"I00\n.", False),
    (b"I1\n.", 1),
    (b"I-70000000000\n.", -70000000000),
    (b"L5L\n.", 5),
    (b"L-5\n.", -5),
    (b"F1.5\n.", 1.5),
    (b"G\x3f\xf8\0\0\0\0\0\0.", 1.5),
    (b"\x8a\x00.", 0),
    (b"\x8b\x02\0\0\0\xff\x7f.", 32767),
    (b"S'it\\'s \\x41\\n\\\\'\n.", "it's A\n\\"),
    (b'S"q\\"\\101\\0"\n.', 'q"A\0'),
    (b"T\x02\0\0\0\xe9a.", "\xe9a"),
    (b"U\x01\xe9.", "\xe9"),
    (b"Vx\\u00e9\n.", "xé"),
    (b"B\x01\0\0\0a.", b"a"),
    (b"C\x01a.", b"a"),
    (b"\x8e\x01\0\0\0\0\0\0\0a.", b"a"),
    (b"\x96\x01\0\0\0\0\0\0\0a.", bytearray(b"a")),
    (b"\x8d\x02\0\0\0\0\0\0\0\xc3\xa9.", "é"),
    (b"\x8c\x02\xc3\xa9.", "é"),
    (b"X\x03\0\0\0\xed\xa0\x80.", "\ud800"),
    (b"(K\x01K\x02l.", [1, 2]),
    (b"(K\x01K\x02t.", (1, 2)),
    (b"(K\x01K\x02d.", {1: 2}),
    (b"]K\x01a.", [1]),
    (b"](K\x01K\x02e.", [1, 2]),
    (b"}K\x01K\x02s.", {1: 2}),
    (b"}(K\x01K\x02u.", {1: 2}),
    (b"\x8f(K\x01\x90.", {1}),
    (b"(K\x01\x91.", frozenset({1})),
    (b"N\x85.", (None,)),
    (b"N\x88\x86.", (None, True)),
    (b"N\x88\x89\x87.", (None, True, False)),
    (b").", ()),
    (b"M\x01\x02.", 513),
    (b"J\xff\xff\xff\xff.", -1),
    (b"K\x012\x86.", (1, 1)),
    (b"K\x01K\x020.", 1),
    (b"K\x01(K\x02K\x031.", 1),
    (b"K\x01(0.", 1),
    (b"K\x05p7\ng7\n\x86.", (5, 5)),
    (b"K\x05q\x07h\x07\x86.", (5, 5)),
    (b"K\x05r\x07\0\0\0j\x07\0\0\0\x86.", (5, 5)),
    (b"K\x05\x94h\x00\x86.", (5, 5)),
    (b"\x80\x04\x95\xff\xff\xff\xff\xff\xff\xff\xffN.", None),  # a frame's length is not believed
    (b"C\x01a\x98.", b"a"),
    (b"ca\nb\n.", Global("a", "b")),
    (b"\x8c\x01a\x8c\x01b\x93.", Global("a", "b")),
    (b"\x82\x07.", Global("copyreg", "extension_7")),
    (b"\x83\x07\0.", Global("copyreg", "extension_7")),
    (b"\x84\x07\0\0\0.", Global("copyreg", "extension_7")),
    (b"ca\nb\nK\x01\x85R.", Call(Global("a", "b"), (1,))),
    (b"(K\x01ia\nb\n.", Call(Global("a", "b"), (1,))),
    (b"(ca\nb\nK\x01o.", Call(Global("a", "b"), (1,))),
    (b"ca\nb\nK\x01\x85\x81.", Call(Global("a", "b"), (1,))),
    (b"ca\nb\n)}\x92.", Call(Global("a", "b"), (), PickledDict())),
    (b"Pkey\n.", Persistent("key")),
    (b"K\x01Q.", Persistent(1)),
]


@pytest.mark.parametrize(("data", "expected"), SNIPPETS)
def test_an_opcode(data: bytes, expected: Any, tiny_windows: None) -> None:
    root = recorded(data).root
    if isinstance(expected, (Global, Call, Persistent)):
        assert structure(root) == structure(expected)
    else:
        assert same(thawed(root), expected)
        if b"\x95" not in data:
            assert same(pickle.loads(data, encoding="latin-1"), expected)


def test_no_opcode_is_forgotten() -> None:
    written = b"".join(data for data, _ in SNIPPETS)
    known = {opcode.code.encode("latin-1") for opcode in pickletools.opcodes}
    covered = {opcode.code.encode("latin-1") for data, _ in SNIPPETS for opcode, _, _ in pickletools.genops(data)}
    assert known - covered == {b"b", b"\x97"}, written  # BUILD and NEXT_BUFFER have tests of their own


@pytest.mark.parametrize("code", sorted(set(range(256)) - {ord(opcode.code) for opcode in pickletools.opcodes}))
def test_what_is_no_opcode_is_refused(code: int) -> None:
    with pytest.raises(CorruptError, match=f"unknown opcode 0x{code:02x} at byte 1"):
        recorded(b"N" + bytes([code]) + b".")


def test_build_keeps_each_state() -> None:
    call = recorded(b"ca\nb\n)R}(K\x01K\x02ubN\x85b.").root
    assert structure(call.states) == structure([recorded(b"}(K\x01K\x02u.").root, (None,)])


def test_build_on_a_plain_value_keeps_the_value() -> None:
    call = recorded(b"K\x07}b.").root
    assert (call.function, call.args, len(call.states)) == (7, (), 1)


def test_items_added_to_an_object_are_kept() -> None:
    call = recorded(b"ca\nb\n)R(K\x01K\x02eK\x03aK\x04K\x05s(K\x06K\x07u.").root
    assert (call.items, call.pairs) == ([1, 2, 3], [(4, 5), (6, 7)])


def test_bytes_pickled_out_of_band_are_no_end_of_the_others() -> None:
    assert recorded(b"(\x97\x98K\x01t.").root == (OUT_OF_BAND, 1)


def test_a_name_is_one_record() -> None:
    found = recorded(b"ca\nb\nca\nb\n\x86.")
    assert found.root[0] is found.root[1]
    assert [name.name for name in found.globals] == ["a.b"]


@pytest.mark.parametrize(
    ("data", "discarded"),
    [
        (b"ca\nb\n)R0N.", 1),
        (b"N(ca\nb\n)Rca\nc\n)R1.", 2),
        (b"ca\nb\n)RN.", 1),  # left on the stack
        (b"ca\nb\n)R\x8c\x01x\x93.", 2),  # a computed module name
    ],
)
def test_what_is_made_and_thrown_away_is_kept(data: bytes, discarded: int) -> None:
    found = recorded(data)
    assert len(found.discarded) == discarded
    assert any(type(record) is Call and record.name == "a.b" for record in found.discarded)


# -- hostile streams ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "ends before its STOP"),
        (b"N", "ends before its STOP"),
        (b".", "takes more from its stack"),
        (b"0.", "takes more from its stack"),
        (b"t.", "takes more from its stack"),
        (b"N\x86.", "takes more from its stack"),
        (b"R.", "takes more from its stack"),
        (b"(o.", "takes more from its stack"),
        (b"2.", "takes more from its stack"),
        (b"h\x05.", "recalls memo 5, which it never stored"),
        (b"j\x05\0\0\0.", "recalls memo 5"),
        (b"g5\n.", "recalls memo 5"),
        (b"g-1\n.", "impossible memo index"),
        (b"N" + b"p2305843009213693951\n.", "impossible memo index"),
        (b"X\xff\xff\xff\xffabc.", "ends in the middle"),
        (b"B\xff\xff\xff\xffabc.", "string of 4,294,967,295 bytes"),
        (b"\x8e" + b"\xff" * 8 + b"abc.", "string of 18,446,744,073,709,551,615 bytes"),
        (b"\x8d" + b"\xff" * 8 + b"abc.", "ends in the middle"),
        (b"\x96" + b"\xff" * 8 + b"abc.", "string of"),
        (b"T\xff\xff\xff\xffabc.", "string of -1 bytes"),
        (b"\x8b\xff\xff\xff\xff.", "integer of -1 bytes"),
        (b"\x8b\xff\xff\xff\x7f.", "string of 2,147,483,647 bytes"),
        (b"\x8a\xff\x01.", "ends in the middle"),
        (b"X\x02\0\0\0\xff\xff.", "not UTF-8"),
        (b"c\xff\n\xff\n.", "not UTF-8"),
        (b"Vx\\u00\n.", "broken escape"),
        (b"S'\\x4'\n.", "broken escape"),
        (b"S'\\'\n.", "broken escape"),
        (b"Sabc\n.", "without its quotes"),
        (b"S'\n.", "without its quotes"),
        (b"Iseven\n.", "number written as"),
        (b"Fseven\n.", "number written as"),
        (b"L" + b"9" * 5000 + b"\n.", "number written as"),
        (b"ca", "line of text"),
        (b"ca\nb", "line of text"),
        (b"\x80\x06N.", "protocol 6 does not exist"),
        (b"}(NuN.", "key without a value"),
        (b"K\x01K\x02a.", "appends to a int"),
        (b")(K\x01K\x02u.", "sets items of a tuple"),
    ],
)
def test_nonsense_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(CheckpointError, match=reason):
        recorded(data)


def test_long_lines_are_read_whole_up_to_a_limit() -> None:
    limits = Limits(pickle_line_nbytes=3 << 20, pickle_text_line_nbytes=5 << 20)
    name, text = "n" * ((3 << 20) - 1), "t" * ((5 << 20) - 1)
    data = f"(lp0\nV{text}\naP{name}\na.".encode()
    pickled = read_pickle(MemoryStorage(data), job=Job(limits)).root
    assert (pickled[0], pickled[1].pid) == (text, name)
    for line, limit in ((f"P{name}n", 3), (f"V{text}t", 5)):
        with pytest.raises(LimitError, match=f"a line of more than {limit} MiB"):
            read_pickle(MemoryStorage(f"{line}\n.".encode()), job=Job(limits))
        with pytest.raises(TruncatedError, match="in the middle of a line"):
            read_pickle(MemoryStorage(line[:-1].encode()), job=Job(limits))


def test_a_line_without_end_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "hole.pkl"
    with path.open("wb") as file:
        file.write(b"P")
        file.truncate(1 << 30)
    tracemalloc.start()
    try:
        with LocalFile(path) as source, pytest.raises(LimitError, match="a line of more than 64 MiB"):
            read_pickle(source)
        assert tracemalloc.get_traced_memory()[1] < 8 << 20
    finally:
        tracemalloc.stop()


def test_a_refusal_says_which_names_were_met_on_one_line() -> None:
    with pytest.raises(TruncatedError, match=r"it names posix.system, a\\x0b\\x1b\[31m.b$"):
        recorded(b"cposix\nsystem\nca\x0b\x1b[31m\nb\nN")
    many = b"".join(b"cm\nn%d\n" % number for number in range(20))
    with pytest.raises(CorruptError, match=r"m\.n7 and more$"):
        recorded(many + b"\xff")
    with pytest.raises(CheckpointError) as caught:
        recorded(b"c" + b"m" * 100_000 + b"\nn\n\xff")
    assert len(str(caught.value)) < 300


def test_a_file_cut_while_it_is_read_keeps_its_name(tmp_path: Any) -> None:
    path = tmp_path / "a.pkl"
    path.write_bytes(pickle.dumps(list(range(100_000))))
    file = LocalFile(path)
    path.write_bytes(b"")
    with pytest.raises(TruncatedError, match="shorter while it was open") as caught:
        read_pickle(file)
    assert caught.value.place == str(path)
    file.close()


def peak_nbytes(data: bytes) -> int:
    """The most memory that recording took, besides the data."""
    source = MemoryStorage(data)
    tracemalloc.start()
    with contextlib.suppress(CheckpointError):
        read_pickle(source)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize(
    "data",
    [
        b"N" + b"r\xff\xff\xff\x7f" + b".",
        b"N" + b"p4294967295\n" + b".",
        b"X\xff\xff\xff\x7f.",
        b"\x8b\xff\xff\xff\x7f.",
        b"\x8e\xff\xff\xff\xff\0\0\0\0.",
        b"\x95\xff\xff\xff\xff\0\0\0\0N.",
        b"c__builtin__\nbytearray\n(I99999999999\ntR.",
    ],
)
def test_a_promise_takes_no_memory(data: bytes) -> None:
    assert peak_nbytes(data) < 1 << 20


@pytest.mark.parametrize("unit", [b"(", b"N", b"]", b"}", b"\x8f", b")", b"K\x01", b"]2", b"N0", b"(1", b"]q\0", b"Nr"])
def test_memory_is_in_proportion_to_the_stream(unit: bytes) -> None:
    count = 20_000
    data = b"".join(b"Nr" + struct.pack("<I", i) for i in range(count)) if unit == b"Nr" else b"N" + unit * count
    assert peak_nbytes(data + b".") < 300 * len(data) + (2 << 20)


@pytest.mark.parametrize("wrap", [b"\x85", b"l", b"t", b"R"])
def test_deep_nesting_takes_no_recursion(wrap: bytes) -> None:
    depth = 100_000
    if wrap in (b"l", b"t"):
        data = b"(" * depth + wrap * depth + b"."
    elif wrap == b"R":
        data = b"ca\nb\n" * depth + b"N" + b"\x85R" * depth + b"."
    else:
        data = b"N" + wrap * depth + b"."
    root = recorded(data).root
    depth_found = 0
    while isinstance(root, (list, tuple, Call)) and (root.args if isinstance(root, Call) else root):
        root = root.args[0] if isinstance(root, Call) else root[0]
        depth_found += 1
    assert depth_found >= depth - 1


def test_too_many_objects_are_refused() -> None:
    with pytest.raises(LimitError, match="more than 100,000 objects"):
        recorded(b"]" * 2_000_000 + b".", Limits(pickle_objects=100_000))


def test_too_many_opcodes_are_refused() -> None:
    with pytest.raises(LimitError, match="more than 1 MiB besides its arrays"):
        recorded(b"N" * 4_000_000 + b".", Limits(pickle_opcodes_nbytes=1 << 20))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_long_strings_do_not_count_as_opcodes(protocol: int) -> None:
    values = ["é" * 200_000 + str(number) for number in range(6)] + [bytes(200_000) for _ in range(6)]
    found = recorded(pickle.dumps(values, protocol), Limits(pickle_opcodes_nbytes=1 << 19))
    assert thawed(found.root) == values


# -- windows --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_pickles_larger_than_the_window(protocol: int) -> None:
    value = [list(range(-70_000, 70_000)), "é" * (3 << 20), [str(number) for number in range(50_000)], 2**40, 1.5]
    assert thawed(recorded(pickle.dumps(value, protocol)).root) == value


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("nbytes", [LAZY_NBYTES - 1, LAZY_NBYTES, (1 << 16) - 3, (1 << 20) + 17, 3 << 20])
def test_long_byte_strings(protocol: int, nbytes: int) -> None:
    value = [1, random.Random(nbytes).randbytes(nbytes), "behind", bytes(nbytes), 2]
    root = recorded(pickle.dumps(value, protocol)).root
    assert thawed(root) == value
    if protocol >= 3:
        assert isinstance(root[1], Part) == (nbytes >= LAZY_NBYTES)


def test_long_byte_strings_are_not_read() -> None:
    source = CountingStorage(pickle.dumps([bytes(32 << 20), bytearray(8 << 20), bytes(2 << 20)], 5))
    found = read_pickle(source)
    assert source.read_nbytes < 1 << 20
    assert found.nbytes < 200
    assert found.end == source.nbytes


@pytest.mark.parametrize("quote", [b"'", b'"'])
def test_python_2_text_of_several_windows(quote: bytes) -> None:
    raw = bytes(range(256)) * 5000
    escaped = "".join(f"\\x{code:02x}" for code in raw[:256]).encode() * 5000
    assert recorded(b"S" + quote + escaped + quote + b"\np0\n.").root == raw.decode("latin-1")


def test_a_large_integer() -> None:
    number = 1 << 80_000
    assert recorded(pickle.dumps(number)).root == number
    shown = recorded(pickle.dumps(1 << (8 << 20)))
    assert isinstance(shown.root, Storage)
    assert shown.root.nbytes == (1 << 20) + 1, "its bytes: to write its digits would take minutes"


# -- being asked to stop --------------------------------------------------------------------------------------------------


class Impatient(Job):
    """Cancels itself at its third report."""

    __slots__ = ("reports",)

    def __init__(self) -> None:
        super().__init__()
        self.reports = 0

    def report(self, done: int, total: int, what: str = "") -> None:
        self.reports += 1
        if self.reports == 3:
            self.cancel()
        super().report(done, total, what)


@pytest.mark.parametrize("data", [b"N0" * 2_000_000 + b"N.", pickle.dumps([bytes(2 << 20) for _ in range(9)])])
def test_it_stops_between_windows(data: bytes) -> None:
    job = Impatient()
    with pytest.raises(Cancelled):
        read_pickle(MemoryStorage(data), 0, job)
    assert job.reports == 3
    assert 0 < job.progress.done < len(data)


def test_the_interpreter_is_as_it_was() -> None:
    before = sys.getrecursionlimit()
    recorded(pickle.dumps([1]))
    assert sys.getrecursionlimit() == before


class TestMemosOfProtocol4:
    """Picklers count what they memoise from there on; others may still name an index."""

    def test_indices_out_of_order(self) -> None:
        data = b"\x80\x04\x8c\x01ar\x00\x10\x00\x00\x8c\x01bq\x05(j\x00\x10\x00\x00h\x05t."
        assert read_pickle(MemoryStorage(data)).root == ("a", "b")

    def test_an_index_that_was_never_stored(self) -> None:
        with pytest.raises(CorruptError, match="recalls memo 7, which it never stored"):
            read_pickle(MemoryStorage(b"\x80\x04]\x94h\x07."))

    def test_too_little_on_the_stack(self) -> None:
        with pytest.raises(CorruptError, match="takes more from its stack"):
            read_pickle(MemoryStorage(b"\x80\x05]\x94\x85\x94\x86."))


def test_what_was_decompressed_is_no_index_when_it_has_grown_beyond_measure() -> None:
    job = Job(Limits(pickle_inflated_nbytes=1 << 16))
    data = b"]" + b"N" * (1 << 20) + b"."
    packed = zlib.compress(data, wbits=-zlib.MAX_WBITS)
    with pytest.raises(LimitError, match=r"more than 0 MiB besides its arrays"):
        read_pickle(DeflatedStorage(MemoryStorage(packed), len(data)), job=job)
    arrays = pickle.dumps([bytes(1 << 20)] * 3)
    packed = zlib.compress(arrays, wbits=-zlib.MAX_WBITS)
    assert read_pickle(DeflatedStorage(MemoryStorage(packed), len(arrays)), job=job).end == len(arrays)


def test_data_behind_objects_of_some_classes() -> None:
    """What is known of a class after its first object is not taken to be so of others, however they are made."""
    plain, other = b"cmine\nPlain\n)\x81}b", b"cmine\nOther\n)\x81}b..."
    made = b"ccopyreg\n_reconstructor\n(cmine\n%b\nNNtR}b"
    parts = (
        plain,
        plain,
        other,
        b"ccopyreg\n_reconstructor\nNR}b",
        made % b"Plain",
        made % b"Other" + b"...",
        plain,
        other,
    )
    met: list[str] = []

    def after_build(name: str) -> machine.DataReader | None:
        met.append(name)
        return (lambda _machine, _call, position: position + 3) if name == "mine.Other" else None

    found = read_pickle(MemoryStorage(b"(" + b"".join(parts) + b"t."), after_build=after_build)
    assert len(found.root) == len(parts)
    assert all(len(call.states) == 1 for call in found.root)
    assert met.count("mine.Plain") == 2, "once by its name, and once as what is made by another"
    assert met.count("mine.Other") == 3
