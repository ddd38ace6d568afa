"""A run read as a whole must leave exactly what the machine leaves that takes one opcode at a time."""

from __future__ import annotations

import io
import pickle
import random
import zipfile
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.errors import CheckpointError
from inspector.pickles import machine
from inspector.pickles.machine import Pickle, read_pickle
from inspector.pickles.tensor_runs import tensor_runs as genuine
from inspector.sources.storage import MemoryStorage
from tests.pickling import structure


def data_pkl(obj: Any, protocol: int = 2) -> bytes:
    """The pickle torch.save writes of an object."""
    stream = io.BytesIO()
    torch.save(obj, stream, pickle_protocol=protocol)
    with zipfile.ZipFile(stream) as archive:
        return archive.read("archive/data.pkl")


class Runs:
    """Counts the runs that were read as a whole, or forbids them."""

    def __init__(self, patch: pytest.MonkeyPatch, *, allowed: bool) -> None:
        self.count = 0

        def tensor_runs(memo: Any, stack: Any, persistents: Any, *, remembers: bool) -> Any:
            read = genuine(memo, stack, persistents, remembers=remembers)

            def counted(data: bytes, position: int, end: int) -> int:
                before = len(persistents)
                found = read(data, position, end) if allowed else 0
                self.count += len(persistents) - before
                return found

            return counted

        patch.setattr(machine, "tensor_runs", tensor_runs)


def outcome(data: bytes, *, runs: bool, guess: bool) -> tuple[Any, int]:
    """Everything a pickle leaves, or the error; and how many runs were read as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        counter = Runs(patch, allowed=runs)
        patch.setattr(machine, "_seems_to_recall_nothing", lambda *_: guess)
        broken: list[Pickle] = []
        try:
            found = read_pickle(MemoryStorage(data), on_defect=broken.append)
        except CheckpointError as error:
            return (error.reason, type(error), *map(everything, broken)), counter.count
        return everything(found), counter.count


def everything(found: Pickle) -> Any:
    left = [found.root, list(found.discarded), list(found.persistents), list(found.globals)]
    return structure(left), found.nbytes, found.end, found.protocol


def assert_no_difference(data: bytes) -> int:
    """Whether runs are read as a whole, and whether the machine guesses that nothing is recalled; the number of runs."""
    expected, _ = outcome(data, runs=False, guess=False)
    found, count = outcome(data, runs=True, guess=False)
    assert found == expected
    guessed, _ = outcome(data, runs=False, guess=True)
    assert outcome(data, runs=True, guess=True)[0] == guessed
    assert guessed[0] == expected[0]
    return count


shapes = st.lists(st.integers(0, 3), max_size=6) | st.sampled_from([[70_000], [256, 255], [2, 300], [1, 1, 66_000]])
dtypes = st.sampled_from(
    [torch.float32, torch.float16, torch.int64, torch.uint8, torch.bool, torch.complex64, torch.uint16]
)


@given(st.lists(st.tuples(shapes, dtypes, st.booleans(), st.booleans()), min_size=40, max_size=80), st.randoms())
@settings(max_examples=25)
@pytest.mark.slow
def test_any_tensors(described: list[tuple[list[int], torch.dtype, bool, bool]], rng: random.Random) -> None:
    tensors: dict[str, Any] = {}
    for number, (shape, dtype, grad, again) in enumerate(described):
        tensor = torch.empty(shape, dtype=dtype)
        if grad and dtype.is_floating_point:
            tensor = torch.nn.Parameter(tensor) if again else tensor.requires_grad_()
        if again and number:
            tensors[f"again.{number}"] = rng.choice(list(tensors.values()))
        tensors[f"layer.{number}.weight"] = tensor[..., 1:] if again and shape and shape[-1] > 1 else tensor
    assert_no_difference(data_pkl(tensors))


def many(count: int = 300) -> dict[str, torch.Tensor]:
    return {f"layers.{number}.weight": torch.empty(number % 5 + 1, 3) for number in range(count)}


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_every_protocol(protocol: int) -> None:
    count = assert_no_difference(data_pkl(many(), protocol))
    assert count > 250 if protocol in (2, 3) else count == 0


def test_most_tensors_of_a_training_checkpoint_are_runs() -> None:
    model = torch.nn.Sequential(*(torch.nn.Linear(4, 4) for _ in range(50)))
    optimizer = torch.optim.AdamW(model.parameters())
    model(torch.zeros(1, 4)).sum().backward()
    optimizer.step()
    data = data_pkl({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3})
    assert assert_no_difference(data) > 0.6 * 100 * 3


def test_runs_across_windows() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(machine, "_WINDOW_NBYTES", 1000)
        patch.setattr(machine, "_SMALL_WINDOW_NBYTES", 700)
        assert assert_no_difference(data_pkl(many())) > 100


@pytest.mark.slow
def test_damaged_runs() -> None:
    data = data_pkl(many(50))  # runs begin with the forty-third tensor, and numbers of four bytes
    start = data.index(b"layers.42")
    rng = random.Random(0)
    for _ in range(500):
        damaged = bytearray(data)
        damaged[rng.randrange(start, len(data))] = rng.randrange(256)
        assert_no_difference(bytes(damaged))


def test_cut_runs() -> None:
    data = data_pkl(many(45))
    for place in range(data.index(b"layers.42"), len(data)):
        assert_no_difference(data[:place])


def test_what_is_recalled_is_remembered() -> None:
    """A guess that nothing is recalled is right for separate tensors and wrong for shared ones."""
    shared = torch.empty(2)
    for tensors, recalls in ((many(1000), False), (many(1000) | {"tied": shared, "again": shared}, True)):
        data = data_pkl(tensors)
        assert machine._seems_to_recall_nothing(MemoryStorage(data), 0) is not recalls
        assert_no_difference(data)


@pytest.mark.parametrize("index", [0, 0xFFFF, 0x10000, 0x1FFFF])
def test_recalls_of_whatever_index_are_seen(index: int) -> None:
    stream = bytes(80_000) + b"j" + index.to_bytes(4, "little") + bytes(80_000)
    assert not machine._seems_to_recall_nothing(MemoryStorage(stream), 0)
    assert machine._seems_to_recall_nothing(MemoryStorage(bytes(80_000) + b"j\0\0\x03\0" + bytes(80_000)), 0)


def run(**changes: bytes) -> bytes:
    """One run by hand, behind the names it needs; each part can be replaced."""
    parts = {
        "names": b"h\0((h\1h\2", "key": b"X\1\0\0\x005", "put_key": b"r\0\1\0\0", "place": b"h\3K\4t",
        "put_id": b"r\1\1\0\0", "offset": b"QK\0", "size": b"K\4\x85", "put_size": b"r\2\1\0\0", "stride": b"K\1\x85",
        "put_stride": b"r\3\1\0\0", "grad": b"\x89", "hooks": b"h\4)R", "put_hooks": b"r\4\1\0\0", "args": b"t",
        "put_args": b"r\5\1\0\0", "call": b"R", "put_call": b"r\6\1\0\0",
    }  # fmt: skip
    before = b"\x80\2(ca\nrebuild\nq\0X\7\0\0\0storageq\1ca\nFloatStorage\nq\2X\3\0\0\0cpuq\3ca\nOrderedDict\nq\4"
    return before + b"".join((parts | changes).values()) + b"j\2\1\0\0j\6\1\0\0t."


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"grad": b"\x88"},
        {"names": b"h\0((j\1\0\0\0j\2\0\0\0"},
        {"key": b"X\7\0\0\x001234567"},
        {"place": b"h\3M\4\4t"},
        {"place": b"h\3J\xff\xff\xff\xfft"},
        {"offset": b"QJ\0\0\1\0"},
        {"size": b"K\4M\0\1\x86", "stride": b"K\1K\1\x86"},
        {"size": b"K\4K\4K\4\x87", "stride": b"K\1K\1K\1\x87"},
        {"size": b"(K\4K\4K\4K\4K\5t", "stride": b"(K\1K\1K\1K\1K\1t"},
        {"place": b"j\0\1\0\0K\4t"},  # recalls the key that was stored just before
        {"hooks": b"j\1\1\0\0)R"},
        {"put_call": b"r\2\1\0\0"},
        {"put_size": b"r\xff\xff\xff\xff"},
    ],
)
def test_runs_by_hand(changes: dict[str, bytes]) -> None:
    assert assert_no_difference(run(**changes)) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"names": b"j\0\0\0\0((h\1h\2"},
        {"key": b"X\2\0\0\x005"},
        {"key": b"X\1\0\0\x0055"},
        {"key": b"X\1\0\0\0a"},
        {"key": b"X\1\1\0\x005"},
        {"put_key": b""},
        {"put_key": b"q\1"},
        {"put_key": b"r\3\0\0\0"},  # replaces the location that is recalled next
        {"put_args": b"r\3\0\0\0"},
        {"size": b")"},
        {"size": b"(K\4t"},
        {"size": b"K\4K\4\x85"},
        {"place": b"h\3\x8a\1\4t"},
        {"hooks": b"N"},
        {"hooks": b"h\4)R}b"},
        {"args": b"N\x85t"},
        {"call": b""},
        {"put_call": b""},
    ],
)
def test_what_is_nearly_a_run_is_left_to_the_machine(changes: dict[str, bytes]) -> None:
    assert assert_no_difference(run(**changes)) == 0


@pytest.mark.parametrize("names", [b"h\x09((h\1h\2", b"h\0((h\x09h\2", b"h\0((h\1h\x09"])
def test_memos_that_were_never_stored(names: bytes) -> None:
    assert_no_difference(run(names=names))
    assert outcome(run(names=names), runs=True, guess=True)[0][0].startswith("the pickle recalls memo 9")


def keyed(*runs: dict[str, bytes], count: int = 4, is_short: bool = False) -> bytes:
    """A dict of tensors by hand, behind the names they need; of each the parts that are another than in the first.

    All is memoised in one of the first 256 places if that ``is_short``, else behind those.
    """
    lines = [b"\x80\2}(ca\nrebuild\nq\0X\7\0\0\0storageq\1ca\nFloatStorage\nq\2X\3\0\0\0cpuq\3ca\nOrderedDict\nq\0040"]
    for number in range(count):
        puts = [
            b"q%c" % (16 + 8 * number + place) if is_short else b"r" + (256 + 8 * number + place).to_bytes(4, "little")
            for place in range(8)
        ]
        parts = {
            "key": b"X\5\0\0\0key.%d" % number, "put_key": puts[0], "names": b"h\0((h\1h\2", "text": b"X\1\0\0\0%d" % number,
            "put_text": puts[1], "place": b"h\3K\4t", "put_id": puts[2], "offset": b"QK\0", "size": b"K\4\x85",
            "put_size": puts[3], "stride": b"K\1\x85", "put_stride": puts[4], "grad": b"\x89", "hooks": b"h\4)R",
            "put_hooks": puts[5], "args": b"t", "put_args": puts[6], "call": b"R", "put_call": puts[7],
        }  # fmt: skip
        lines.append(b"".join((parts | (runs[number] if number < len(runs) else {})).values()))
    return b"".join(lines) + b"u."


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"grad": b"\x88", "size": b"K\2K\3\x86", "stride": b"K\3K\1\x86"},
        {"key": b"X\6\0\0\0k\xc3\xa4.r\n"},
        {"key": b"X\3\0\0\0\xed\xa0\x80"},  # half a surrogate pair, as pickle writes it
        {"key": b"X\5\0\0\0a\0b.c"},
        {"key": b"X\6\0\0\0key.1"},  # which takes the next opcode in
        {"key": b"X\4\0\0\0key.1"},
        {"key": b"X\2\0\0\0\xff\xff"},
        {"key": b"X\xff\0\0\0" + b"x" * 255},
        {"key": b"X\0\1\0\0" + b"x" * 256},
        {"key": b"X\x0e\0\0\0ab" + b"r\0\1\0\0h\0((h\1h"},  # a key that looks as what follows one
        {"put_key": b"q\1"},
        {"put_key": b"r\1\0\0\0"},
        {"put_text": b"r\1\0\0\0"},
        {"put_call": b"r\0\1\0\0"},
        {"place": b"h\x09K\4t"},
        {"hooks": b"h\x09)R"},
        {"names": b"h\0((h\1h\x09"},
        {"names": b"h\0((h\1j\2\0\0\0"},
        {"place": b"j\0\1\0\0K\4t"},
        {"size": b")"},
        {"call": b""},
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_one_of_several_that_is_not_as_the_others(changes: dict[str, bytes], place: int) -> None:
    for is_short in (False, True):
        data = keyed(*[{}] * place, changes, is_short=is_short)
        assert_no_difference(data)
        assert_no_difference(data[:-1])


@pytest.mark.parametrize("put", ["put_key", "put_text", "put_id", "put_size", "put_stride", "put_hooks", "put_args"])
@pytest.mark.parametrize("index", range(5))
def test_one_of_several_that_replaces_what_is_recalled(put: str, index: int) -> None:
    assert_no_difference(keyed({}, {}, {put: b"q%c" % index}, is_short=True))


@pytest.mark.parametrize("is_short", [False, True])
def test_several_with_their_keys(is_short: bool) -> None:
    data = keyed(count=8, is_short=is_short)
    assert assert_no_difference(data) == 8
    for end in range(data.index(b"key.4"), len(data)):
        assert_no_difference(data[:end])


def scripted(*runs: dict[str, bytes], count: int = 4, first: int = 256, recalls: bool = False) -> bytes:
    """A dict of tensors as TorchScript pickles one, whose storages' keys are texts, or the keys of the tensors.

    They are memoised in the places from ``first`` on.
    """
    lines = [b"\x80\2}(ca\nrebuild\nq\0X\7\0\0\0storageq\1ca\nFloatStorage\nq\2X\3\0\0\0cpuq\3ca\nOrderedDict\nq\0040"]
    for number in range(count):
        places = range(first + 4 * number, first + 4 * number + 4)
        puts = [b"q%c" % place if place < 256 else b"r" + place.to_bytes(4, "little") for place in places]
        text = (b"h%c" % places[0] if places[0] < 256 else b"j" + puts[0][1:]) if recalls else b"X\1\0\0\0%d" % number
        parts = {
            "key": b"X\5\0\0\0key.%d" % number, "put_key": puts[0], "names": b"h\0((h\1h\2", "text": text,
            "put_text": b"" if recalls else puts[1], "place": b"h\3K\4tQ", "put_id": puts[2], "offset": b"K\0",
            "size": b"(K\2K\2t", "stride": b"(K\2K\1t", "grad": b"\x89", "hooks": b"h\4)RtR", "put_call": puts[3],
        }  # fmt: skip
        lines.append(b"".join((parts | (runs[number] if number < len(runs) else {})).values()))
    return b"".join(lines) + b"u."


@pytest.mark.parametrize("recalls", [False, True])
@pytest.mark.parametrize("first", [16, 250, 256])
def test_several_of_torchscript(first: int, recalls: bool) -> None:
    data = scripted(count=9, first=first, recalls=recalls)
    assert assert_no_difference(data) == 9
    for end in range(data.index(b"key.7"), data.index(b"key.8")):
        assert_no_difference(data[:end])


@pytest.mark.parametrize(
    "changes",
    [
        {"grad": b"\x88", "size": b"(t", "stride": b"(t"},
        {"size": b"(K\2M\0\1J\1\0\1\0t", "offset": b"M\7\0"},
        {"size": b"K\2\x85"},
        {"size": b"(Ktt", "stride": b"(KKt"},  # numbers that are opcodes elsewhere
        {"size": b"(K\1K\2K\3KtKKt", "stride": b"(KtM\1\0K\1K\1K\1t"},
        {"offset": b"Kt", "size": b"(KtK\2t"},
        {"offset": b"K\1", "grad": b"\x88"},
        {"hooks": b"h\0)RtR"},
        {"names": b"h\4((h\1h\2", "place": b"h\1M\4\0tQ"},
        {"key": b"X\6\0\0\0k\xc3\xa4.r\n"},
        {"key": b"X\5\0\0\0a\0b.c"},
        {"key": b"X\4\0\0\0key.1"},
        {"key": b"X\2\0\0\0\xff\xff"},
        {"key": b"h\3", "put_key": b""},  # as names of attributes are
        {"text": b"X\1\0\0\0007", "put_text": b"r\0\2\0\0"},
        {"text": b"h\3", "put_text": b""},
        {"text": b"h\0", "put_text": b""},
        {"text": b"j\0\1\0\0", "put_text": b""},  # the key of the first
        {"text": b"j\2\1\0\0", "put_text": b""},  # what is no text
        {"text": b"j\x0c\1\0\0", "put_text": b""},  # the key of the last
        {"text": b"j\0\2\0\0", "put_text": b""},
        {"put_key": b"q\1"},
        {"put_key": b"q\4"},  # where what makes the hooks of those behind it was
        {"put_key": b"r\1\0\0\0"},
        {"put_id": b"q\3"},
        {"put_id": b"r\0\1\0\0"},
        {"put_call": b"r\0\1\0\0"},
        {"put_call": b"q\0"},
        {"put_call": b""},
        {"place": b"h\x09K\4tQ"},
        {"hooks": b"h\x09)RtR"},
        {"names": b"h\0((h\1h\x09"},
    ],
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_one_of_torchscript_that_is_not_as_the_others(changes: dict[str, bytes], place: int) -> None:
    for recalls in (False, True):
        for first in (16, 256):
            assert_no_difference(scripted(*[{}] * place, changes, first=first, recalls=recalls))


def test_several_of_torchscript_that_differ() -> None:
    """They are made together all the same."""
    matrix = {"size": b"(K\1M\2\1t", "stride": b"(M\2\1K\1t", "offset": b"K\1"}
    several = [{}, matrix, {"grad": b"\x88"}, {"place": b"h\3K\2tQ"}, {"names": b"h\4((h\1h\2"}, matrix]
    for first in (16, 256):
        assert assert_no_difference(scripted(*several, count=9, first=first)) == 9


def test_what_one_of_torchscript_recalls_may_have_been_replaced_by_another() -> None:
    """The place is known from before the runs, and from one of them."""
    before = scripted()
    behind = scripted({}, {"key": b"X\5\0\0\0other"}, {}, {"text": b"j\4\1\0\0"}, recalls=True)
    assert_no_difference(before[:-2] + b"N0" + behind[before.index(b"X\5\0\0\0key.0") :])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_most_tensors_of_torchscript_are_runs() -> None:
    class Scaled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.several = torch.nn.ParameterList(
                torch.nn.Parameter(torch.ones(number % 3 + 1)) for number in range(99)
            )
            self.layers = torch.nn.Sequential(*(torch.nn.Linear(2, 2) for _ in range(9)))

        def forward(self, taken: torch.Tensor) -> torch.Tensor:
            result: torch.Tensor = self.layers(taken) * self.several[0]
            return result

    stream = io.BytesIO()
    torch.jit.save(torch.jit.trace(Scaled(), torch.ones(1, 2)), stream)
    with zipfile.ZipFile(stream) as archive:
        assert assert_no_difference(archive.read("archive/data.pkl")) >= 99 + 18 - 2
