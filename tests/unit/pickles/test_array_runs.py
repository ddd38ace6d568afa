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

from inspector.errors import CheckpointError
from inspector.pickles import machine
from inspector.pickles.array_runs import array_runs as genuine
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.records import Call
from inspector.sources.storage import MemoryStorage
from tests.pickling import recorded, structure


def outcome(data: bytes, *, runs: bool) -> tuple[Any, int]:
    """Everything a pickle leaves, or the error; and how many bytes were read as runs."""
    read_nbytes = 0
    built: list[tuple[int, int]] = []

    def array_runs(state: machine.Machine, memo: list[Any], *, lazy_nbytes: int) -> Any:
        read = genuine(state, memo, lazy_nbytes=lazy_nbytes)

        def counted(data: bytes, position: int, end: int) -> int:
            nonlocal read_nbytes
            following = read(data, position, end) if runs else 0
            read_nbytes += max(following - position, 0)
            return following

        return counted

    def after_build(state: machine.Machine, call: Call, position: int) -> int:
        built.append((len(state.stack), position))
        return position

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "array_runs", array_runs)
        patch.setattr(machine, "_seems_to_recall_nothing", lambda *_: False)
        broken: list[Pickle] = []
        try:
            found = read_pickle(MemoryStorage(data), after_build=after_build, on_defect=broken.append)
        except CheckpointError as error:
            return (error.reason, type(error), [each.nbytes for each in broken], built), read_nbytes
    left = structure([found.root, list(found.discarded), list(found.globals)])
    return (left, found.nbytes, found.end, found.is_ambiguous, built), read_nbytes


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
    assert nbytes > len(data) / 4 if protocol == 4 else nbytes == 0


def test_runs_across_windows() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "_SMALL_WINDOW_NBYTES", 5000)
        patch.setattr(machine, "_LARGEST_GAP", 100)
        assert_no_difference(pickle.dumps(arrays(), 4))


def test_arrays_larger_than_a_window() -> None:
    assert assert_no_difference(pickle.dumps([np.zeros((500, 500)) + number for number in range(5)], 4))


def test_damaged_and_cut_runs() -> None:
    data = pickle.dumps({f"layer.{number}": np.zeros((3, 2), "<i2") for number in range(6)}, 4)
    rng = random.Random(0)
    for _ in range(600):
        damaged = bytearray(data)
        damaged[rng.randrange(len(data))] = rng.randrange(256)
        assert_no_difference(bytes(damaged))
    for end in range(len(data)):
        assert_no_difference(data[:end])


def test_place_that_was_never_stored() -> None:
    data = pickle.dumps([np.zeros(3), np.ones(3)], 4)
    names = data.index(b"h", data.index(b"t\x94b") + 4)
    assert_no_difference(data[: names + 1] + b"\xf0" + data[names + 2 :])


def test_every_place_of_the_memo() -> None:
    """What a run memoises can be recalled behind it."""
    data = pickle.dumps({name: np.zeros(2) for name in "abc"}, 4)
    count = sum(opcode.name == "MEMOIZE" for opcode, _, _ in pickletools.genops(data))
    for place in range(count + 1):
        assert_no_difference(data[:-1] + b"h" + bytes([place]) + b"\x86.")


def test_frame_that_is_cut_among_runs() -> None:
    data = pickle.dumps({f"layer.{number}": np.full(2048, number) for number in range(20)}, 4)
    frame = data.index(b"b\x95", 70_000) + 2
    (nbytes,) = struct.unpack_from("<Q", data, frame)
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
    found = read_pickle(MemoryStorage(padded), after_build=lambda _machine, _call, at: at + nbytes * (at == ends[1]))
    assert [key for key, _ in found.root.pairs] == [*"abcd"]
