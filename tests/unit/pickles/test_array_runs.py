"""A run read as a whole must leave exactly what the machine leaves that takes one opcode at a time."""

from __future__ import annotations

import pickle
import pickletools
import random
import re
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.errors import CheckpointError
from inspector.pickles import machine
from inspector.pickles.array_runs import array_runs as genuine
from inspector.pickles.machine import Pickle, read_pickle
from inspector.sources.storage import MemoryStorage
from tests.pickling import recorded, structure


def outcome(data: bytes, *, runs: bool) -> tuple[Any, int]:
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
            found = read_pickle(MemoryStorage(data), on_defect=broken.append)
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
