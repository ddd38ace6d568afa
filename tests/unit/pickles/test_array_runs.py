"""A run read as a whole must leave exactly what the machine leaves that takes one opcode at a time."""

from __future__ import annotations

import io
import pickle
import pickletools
import random
import re
import struct
import tempfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any, BinaryIO, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.errors import CheckpointError, LimitError
from inspector.jobs import Job
from inspector.limits import LIMITS
from inspector.pickles import array_runs as module
from inspector.pickles import machine
from inspector.pickles.array_runs import array_runs as genuine
from inspector.pickles.machine import Pickle, read_pickle
from inspector.sources.local_file import LocalFile, PieceReader
from inspector.sources.storage import ByteRange, MemoryStorage, Storage
from tests.pickling import recorded, structure


def outcome(data: bytes, *, runs: bool, source: Storage | None = None) -> tuple[Any, int]:
    """Everything a pickle leaves, or the error; and how many bytes were read as runs."""
    read_nbytes = 0

    def array_runs(state: machine.Machine, *, lazy_nbytes: int) -> Any:
        read = genuine(state, lazy_nbytes=lazy_nbytes)

        def counted(data: bytes, position: int, end: int) -> int | None:
            nonlocal read_nbytes
            start = state.base + position
            following = read(data, position, end) if runs else None
            read_nbytes += 0 if following is None else state.base + following - start
            return following

        return counted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "array_runs", array_runs)
        patch.setattr(machine, "_seems_to_recall_nothing", lambda *_: False)
        broken: list[Pickle] = []
        try:
            found = read_pickle(source or MemoryStorage(data), on_defect=broken.append)
        except CheckpointError as error:
            return (error.reason, type(error), [(each.nbytes, structure(each.root)) for each in broken]), read_nbytes
    left = structure([found.root, list(found.discarded), list(found.globals)])
    return (left, found.nbytes, found.end, found.is_ambiguous), read_nbytes


def assert_no_difference(data: bytes) -> int:
    """Whether runs are read as a whole; how many bytes were."""
    expected, _ = outcome(data, runs=False)
    found, nbytes = outcome(data, runs=True)
    assert found == expected
    return nbytes


class ReadFile(LocalFile):
    """A file without a name that counts how much of it is read at once, and in pieces."""

    def __init__(self, data: bytes) -> None:
        file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed with this
        file.write(data)
        super().__init__("arrays.pkl", cast(BinaryIO, file))
        self.read_nbytes = self.pieces = 0

    def read(self, offset: int = 0, nbytes: int | None = None) -> bytes:
        data = super().read(offset, nbytes)
        self.read_nbytes += len(data)
        return data

    def read_pieces(self, work: Callable[[PieceReader], Any], offset: int, nbytes: int) -> Any:
        assert 0 <= offset < offset + nbytes <= self.nbytes

        def counted(read: PieceReader) -> Any:
            def piece(piece_nbytes: int, at: int) -> bytes:
                assert offset < at <= offset + nbytes
                self.pieces += 1
                return read(piece_nbytes, at)

            return work(piece)

        return super().read_pieces(counted, offset, nbytes)


def assert_no_difference_in_file(data: bytes, *, before: bytes = b"", behind: bytes = b"") -> ReadFile:
    """The same of a file, or of a part of one; the file. How far a broken pickle was read depends on the windows."""
    expected, _ = outcome(data, runs=False)
    with ReadFile(before + data + behind) as file:
        part = ByteRange(file, len(before), len(data)) if before or behind else file
        found, _ = outcome(data, runs=True, source=part)
    if len(expected) == len(("reason", "type", "broken")):
        expected, found = ((*each[:2], [root for _, root in each[2]]) for each in (expected, found))
    assert found == expected
    return file


def arrays(count: int = 60) -> dict[str, Any]:
    """Of several shapes, types and orders, with keys of many lengths, and now and then something else between them."""
    rng = np.random.default_rng(0)
    found: dict[str, Any] = {}
    for number in range(count):
        array = rng.integers(0, 256, (number % 7 + 1, 40 + 300 * (number % 3), 4)).astype(
            ("u1", "<f4", "<i8")[number % 3]
        )
        found["\u00d4" * (number % 5) + f"layer.{number}" * (1 + 40 * (number % 11 == 5))] = array
        if number % 9 == 4:
            found[f"again.{number}"] = array
            found[f"fortran.{number}"] = np.asfortranarray(array[:, :, 0])
            found[f"step.{number}"] = number
    return found


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol(protocol: int) -> None:
    data = pickle.dumps(arrays(), protocol)
    nbytes = assert_no_difference(data)
    assert nbytes > len(data) / 4 if protocol > 2 else nbytes == 0


@pytest.fixture(params=[700, 2000, 5000])
def windows(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Windows so small that most arrays end in another."""
    monkeypatch.setattr(machine, "_SMALL_WINDOW_NBYTES", request.param)
    monkeypatch.setattr(machine, "_LARGEST_GAP", 100)
    return int(request.param)


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_runs_across_windows(protocol: int, windows: int) -> None:
    assert assert_no_difference(pickle.dumps(arrays(), protocol)) > 2 * windows


@pytest.mark.parametrize("protocol", [4, 5])
@pytest.mark.parametrize(("size", "least"), [(4800, 0.9), (4000, 0.3), (60, 0.3)])
@pytest.mark.usefixtures("windows")
def test_alike_arrays_across_windows(size: int, least: float, protocol: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those behind the first ones are read in one go, long ones from window to window."""
    monkeypatch.setattr(machine, "_LARGEST_GAP", 1 << 15)
    arrays = {f"layer.{number}": np.full((size // 4, 4), number, "u1") for number in range(100)}
    data = pickle.dumps(arrays, protocol)
    assert assert_no_difference(data) > len(data) * least


def alike(count: int, nbytes: int = 8200) -> dict[str, Any]:
    """Arrays of one kind, whose keys grow longer, with something else among them now and then."""
    found: dict[str, Any] = {f"layer.{number}": np.full(nbytes, number % 251, "u1") for number in range(count)}
    return {**found, "step": 3, **{f"\u00d4.{name}": array + 1 for name, array in found.items()}}


@pytest.mark.parametrize("protocol", [2, 3, 4, 5])
@pytest.mark.parametrize("size", [1000, 6000, 8200, 40_000, 70_000])
def test_arrays_in_files(size: int, protocol: int) -> None:
    """What is between them leaves the same, wherever the pickle lies in its file."""
    data = pickle.dumps(alike(60 if size < 10_000 else 12, size), protocol)
    assert_no_difference_in_file(data)
    assert_no_difference_in_file(data, before=b"x" * 1000, behind=data)


@pytest.mark.usefixtures("small_window")
def test_bytes_of_arrays_in_files_are_not_read() -> None:
    data = pickle.dumps(alike(700), 4)
    with ReadFile(bytes(100) + data) as file:
        read_pickle(ByteRange(file, 100, len(data)))
    assert file.read_nbytes < len(data) / 50
    assert 1390 <= file.pieces < 1420  # nearly each array, and what ends a part of the file


@pytest.mark.parametrize(("size", "are_passed"), [(5000, False), (7000, True), (60_000, True), (80_000, False)])
def test_arrays_that_are_small_or_large_are_read_by_windows(size: int, are_passed: bool) -> None:
    stream = io.BytesIO()
    pickler: Any = pickle._Pickler(stream, 4)
    pickler.framer.start_framing = lambda: None  # or else large arrays lie between two frames
    pickler.dump(alike(1_300_000 // size, size))
    with ReadFile(stream.getvalue()) as file:
        read_pickle(file)
    assert bool(file.pieces) == are_passed


@pytest.fixture
def small_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_SMALL_WINDOW_NBYTES", 3000)


@pytest.mark.usefixtures("small_window")
@pytest.mark.parametrize("key", ["k" * 255, "k" * 200, "\u00d4" * 100, "\ud800", "", "\x94" * 5])
def test_keys_in_files(key: str) -> None:
    arrays = {f"{number}{key}": np.zeros(1 << 13, "u1") for number in range(20)}
    file = assert_no_difference_in_file(pickle.dumps({**arrays, key: 3}, 4))
    assert (file.pieces >= 15) == (len(key) < 250)


@pytest.mark.usefixtures("small_window")
def test_keys_in_files_that_are_no_text() -> None:
    """One that is bytes is written as a text is, but for its opcode; one that is broken ends the pickle."""
    arrays = {f"layer.{number}": np.zeros(1 << 13, "u1") for number in range(20)}
    assert_no_difference_in_file(pickle.dumps({**arrays, **{key.encode(): each for key, each in arrays.items()}}, 4))
    assert_no_difference_in_file(pickle.dumps(arrays, 4).replace(b"layer.14", b"layer.\xff4"))


def test_arrays_at_the_end_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the file ends in, and whatever part of it is gone through."""
    monkeypatch.setattr(module, "_LEAST_PASSED_NBYTES", machine.LAZY_NBYTES)
    monkeypatch.setattr(machine, "_SMALL_WINDOW_NBYTES", 600)
    data = pickle.dumps({f"layer.{number}": np.full(4100, number, "u1") for number in range(8)}, 4)
    last = data.rindex(b"layer.")
    ends = (
        last - 4200,
        last - 20,
        last,
        last + 6,
        last + 8,
        last + 30,
        last + 60,
        last + 4100,
        len(data) - 8,
        len(data) - 5,
    )
    for end in (*ends, len(data)):
        assert_no_difference_in_file(data[:end])
        assert_no_difference_in_file(data[:end], behind=data[end:])
    for nbytes in (4100, 4150, 8300, 12_500, 16_700):
        monkeypatch.setattr(module, "_PASSED_NBYTES", nbytes)
        assert_no_difference_in_file(data)


@settings(max_examples=50, deadline=None)
@given(
    protocol=st.sampled_from([4, 5]),
    changes=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=2),
    moved=st.tuples(st.integers(0, 1 << 20), st.integers(0, 1 << 20), st.integers(0, 60)),
)
def test_damage_between_arrays_of_files(
    protocol: int, changes: list[tuple[int, int]], moved: tuple[int, int, int]
) -> None:
    data = bytearray(pickle.dumps({f"k{at}": np.full(4100, at, "u1") for at in range(24)}, protocol))
    headers = [at for at in range(len(data)) if data[at] not in range(24)]
    for place, value in changes:
        data[headers[place % len(headers)]] = value
    source, target, nbytes = headers[moved[0] % len(headers)], headers[moved[1] % len(headers)], moved[2]
    data[target:target] = data[source : source + nbytes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "_SMALL_WINDOW_NBYTES", 600)
        patch.setattr(module, "_LEAST_PASSED_NBYTES", machine.LAZY_NBYTES)
        assert_no_difference_in_file(bytes(data))


def test_frames_that_are_cut_between_arrays_of_files() -> None:
    data = pickle.dumps(alike(60), 4)
    frame = data.index(b"b\x95", 300_000) + 2
    (nbytes,) = struct.unpack_from("<Q", data, frame)
    for said in (nbytes - 10, nbytes + 10, 3):
        assert_no_difference_in_file(data[:frame] + struct.pack("<Q", said) + data[frame + 8 :])
    with ReadFile(data[:frame] + struct.pack("<Q", nbytes - 10) + data[frame + 8 :]) as file:
        assert read_pickle(file).is_ambiguous


def test_limits_hold_between_arrays_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_COUNTED_NBYTES", 1000)
    data = pickle.dumps(alike(600), 4)
    with ReadFile(data) as file, pytest.raises(LimitError, match="objects"):
        read_pickle(file, job=Job(replace(LIMITS, pickle_objects=100)))


def test_arrays_larger_than_a_window() -> None:
    assert_no_difference(pickle.dumps([np.zeros((500, 500)) + number for number in range(5)], 4))


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_lists_of_arrays(protocol: int) -> None:
    assert assert_no_difference(pickle.dumps([np.full(30, number) for number in range(60)], protocol))


def few(protocol: int) -> bytes:
    """A pickle of a few arrays of two kinds, the last ones of which are read as runs."""
    count = 46 if protocol == 3 else 6
    return pickle.dumps({f"layer.{number}": np.zeros((3, 1 + number % 2), "<i2") for number in range(count)}, protocol)


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_damaged_and_cut_runs(protocol: int) -> None:
    data = few(protocol)
    rng = random.Random(0)
    tail = len(data) - (100 if protocol == 3 else 400)
    for _ in range(50 if protocol == 3 else 300):
        damaged = bytearray(data)
        damaged[rng.randrange(tail, len(data))] = rng.randrange(256)
        assert_no_difference(bytes(damaged))
    for end in range(tail, len(data)):
        assert_no_difference(data[:end])


@settings(max_examples=50, deadline=None)
@given(
    protocol=st.sampled_from([3, 4, 5]),
    window=st.sampled_from([300, 6000]),
    changes=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=3),
    moved=st.tuples(st.integers(0, 1 << 20), st.integers(0, 1 << 20), st.integers(0, 60)),
)
def test_damage_among_runs_that_end_in_other_windows(
    protocol: int, window: int, changes: list[tuple[int, int]], moved: tuple[int, int, int]
) -> None:
    """Bytes are changed, and a piece of the pickle is put elsewhere."""
    sizes = (12, 4400)
    count = 40 if protocol == 3 else 12
    data = bytearray(pickle.dumps({f"k{at}": np.full(sizes[at % 5 == 0], at, "u1") for at in range(count)}, protocol))
    headers = [at for at in range(len(data)) if data[at] not in range(count)]  # little of it is the arrays' own bytes
    for place, value in changes:
        data[headers[place % len(headers)]] = value
    source, target, nbytes = headers[moved[0] % len(headers)], headers[moved[1] % len(headers)], moved[2]
    data[target:target] = data[source : source + nbytes]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "_SMALL_WINDOW_NBYTES", window)
        patch.setattr(machine, "_LARGEST_GAP", 100)
        assert_no_difference(bytes(data))


def test_place_that_was_never_stored() -> None:
    data = pickle.dumps([np.zeros(3), np.ones(3)], 4)
    names = data.index(b"h", data.index(b"t\x94b") + 4)
    assert_no_difference(data[: names + 1] + b"\xf0" + data[names + 2 :])


@pytest.mark.parametrize("protocol", [3, 4, 5])
def test_every_place_of_the_memo(protocol: int) -> None:
    """What a run memoises can be recalled behind it."""
    names = range(60) if protocol == 3 else range(3)
    data = pickle.dumps({str(name): np.zeros(2) for name in names}, protocol)
    puts = ("MEMOIZE", "BINPUT", "LONG_BINPUT")
    count = sum(opcode.name in puts for opcode, _, _ in pickletools.genops(data))
    for place in range(max(count - 60, 0), count + 1):
        assert_no_difference(data[:-1] + b"j" + struct.pack("<I", place) + b"\x86.")


def test_places_that_are_stored_anew() -> None:
    """What BINGET recalls may change between one run and the next."""
    data = pickle.dumps([np.full(3, number) for number in range(60)], 3)
    start, behind = data.rindex(b"h\x01h\x02K\0"), data.rindex(b"b") + 1
    changed = data[:behind] + b"cother\nname\nq\x010" + data[start:behind] + data[behind:]
    assert assert_no_difference(changed)
    assert recorded(changed).root[-1].name == "other.name"


def test_run_that_stores_what_the_next_one_recalls() -> None:
    """LONG_BINPUT may name a place that BINGET recalls; picklers never do so."""
    data = pickle.dumps({str(number): np.full(3, number) for number in range(60)}, 3)
    put = data.rindex(b"tr", 0, data.rindex(b"h\x02h\x03K\0")) + 2
    assert data[put + 4 : put + 5] == b"b"
    changed = data[:put] + b"\2\0\0\0" + data[put + 4 :]
    assert assert_no_difference(changed)
    assert type(recorded(changed).root.pairs[-1][1].function) is tuple


@pytest.mark.parametrize(("protocol", "before"), [(4, b"b"), (5, b"\x94")])
def test_frame_that_is_cut_among_runs(protocol: int, before: bytes) -> None:
    """Protocol 5 begins a frame behind the bytes of an array."""
    data = pickle.dumps({f"layer.{number}": np.full(2048, number) for number in range(20)}, protocol)
    frame = data.index(before + b"\x95", 140_000) + 2
    (nbytes,) = struct.unpack_from("<Q", data, frame)
    assert nbytes < 1 << 17
    cut = data[:frame] + struct.pack("<Q", nbytes - 10) + data[frame + 8 :]
    assert_no_difference(cut)
    assert recorded(cut).is_ambiguous
    assert not recorded(data).is_ambiguous


def test_data_behind_an_array_are_no_run() -> None:
    """What ``after_build`` passes over may look like one."""
    data = pickle.dumps({name: np.zeros(2) for name in "abcd"}, 4)
    ends = [found.end() for found in re.finditer(rb"\x94t\x94b", data)]
    padded = data[: ends[1]] + data[ends[1] : ends[2]] + data[ends[1] :]
    nbytes = ends[2] - ends[1]
    found = read_pickle(
        MemoryStorage(padded), after_build=lambda _name: lambda _machine, _call, at: at + nbytes * (at == ends[1])
    )
    assert [key for key, _ in found.root.pairs] == [*"abcd"]
