"""Files of Torch7, written as Lua's library writes them."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import inspector
from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CheckpointError, CorruptError, LimitError, TruncatedError, UnsupportedError
from inspector.findings import Severity
from inspector.jobs import Job
from inspector.limits import Limits
from inspector.tensors.entries import Attribute, Entry, Key, ObjectEntry, ReferenceEntry, ValueEntry
from tests.fixtures.make.torch7_files import Function, Instance, Writer, network

W = np.arange(12, dtype=np.float32).reshape(4, 3)


def opened(folder: Path, data: bytes, name: str = "model.t7", job: Job | None = None) -> Checkpoint:
    (folder / name).write_bytes(data)
    return inspector.open(folder / name, job=job)


def entries(checkpoint: Checkpoint) -> dict[str, Entry]:
    return {entry.key: entry for entry in checkpoint.entries}


def values(checkpoint: Checkpoint) -> dict[str, Any]:
    return {entry.key: entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)}


def tensor(
    *sizes: int, strides: tuple[int, ...] | None = None, offset: int = 1, storage: bytes = b"", axes: int | None = None,
    kind: bytes = b"Float",
) -> bytes:  # fmt: skip
    """A table with ``before``, a good tensor, and one with these numbers as ``after``."""
    writer = Writer()
    writer.object({"before": W, "after": None})
    head = bytes(writer.written).removesuffix(struct.pack("<i", 0))
    torn = Writer()
    torn.numbers("i", 4, 4)
    torn.characters(b"V 1")
    torn.characters(b"torch.%sTensor" % kind)
    torn.numbers("i", len(sizes) if axes is None else axes)
    torn.array("q", [*sizes])
    torn.array("q", [*(strides or (1,) * len(sizes))])
    torn.numbers("q", offset)
    return head + bytes(torn.written) + (storage or struct.pack("<2i", 4, 3))  # the storage of the first one


@pytest.mark.parametrize("text", [False, True])
def test_a_network_is_objects_with_their_fields(tmp_path: Path, text: bool) -> None:
    saved, arrays = network()
    with opened(tmp_path, Writer(text=text).saved(saved)) as checkpoint:
        assert checkpoint.format == "torch7"
        assert checkpoint.findings == []
        found = entries(checkpoint)
        objects = {key: entry.class_name for key, entry in found.items() if isinstance(entry, ObjectEntry)}
        assert objects == {"": "nn.Sequential", "modules.1": "nn.Linear", "modules.2": "nn.Linear"}
        assert {entry.attributes["language"] for entry in found.values() if isinstance(entry, ObjectEntry)} == {"Lua"}
        again = found["modules.3"]
        assert isinstance(again, ReferenceEntry)
        assert again.to == (Attribute("modules"), 1)
        assert values(checkpoint) == {
            "modules.1.train": True, "modules.2.kernel": [3, 3], "modules.2._type": "torch.FloatTensor",
        }  # fmt: skip
        read = {entry.key: checkpoint.read(entry) for entry in checkpoint.tensors}
        for key, name in {"modules.1.weight": "weight", "modules.1.bias": "bias", "modules.2.weight": "across"}.items():
            np.testing.assert_array_equal(read[key], arrays[name])
        assert read["modules.1.gradWeight"].shape == (0,)


@pytest.mark.parametrize("text", [False, True])
def test_parameters_that_share_a_storage_are_views_of_the_same_memory(tmp_path: Path, text: bool) -> None:
    with opened(tmp_path, Writer(text=text).saved(network()[0])) as checkpoint:
        assert len({entry.storage and entry.storage.key for entry in checkpoint.tensors if entry.numel}) == 1


def test_what_a_module_computes_is_not_of_its_state(tmp_path: Path) -> None:
    fields = {"weight": W, "output": np.ones(3, np.float32), "gradBias": np.zeros(4, np.float32)}
    with opened(tmp_path, Writer().saved([Instance("nn.Linear", fields), {**fields}])) as checkpoint:
        outside = {entry.key for entry in checkpoint.tensors if not entry.in_state_dict}
        assert outside == {"1.output", "1.gradBias"}  # a table may call its tensors what it likes


_PLAIN = ("none", "flag", "rate", "count", "name", "bytes", "empty", "list", "nothing")


@pytest.mark.parametrize("text", [False, True])
def test_values_are_what_lua_had(tmp_path: Path, text: bool) -> None:
    saved: dict[Any, Any] = {
        "none": None, "flag": False, "rate": 0.1, "count": 3, "name": "été", "bytes": b"\xff\n", "empty": "",
        "list": [1.5, "a", True], "nested": [[1, 2], [3]], "nothing": [], "named": {"a": 1}, "late": {2: "b", 3: "c"},
        7: "seven", 0.5: "half", True: "yes",
    }  # fmt: skip
    with opened(tmp_path, Writer(text=text).saved(saved)) as checkpoint:
        assert checkpoint.findings == []
        by_path = {entry.path: entry.value for entry in checkpoint.entries if isinstance(entry, ValueEntry)}
    nested = {
        ("nested", 1): [1, 2], ("nested", 2): [3], ("named", "a"): 1, ("late", 2): "b", ("late", 3): "c",
    }  # fmt: skip
    plain = {(name,): value for name, value in saved.items() if name in _PLAIN}
    expected: dict[Any, Any] = {**plain, **nested, (7,): "seven", (Key(0.5),): "half", (Key(True),): "yes"}
    assert by_path == expected


def test_tables_and_tensors_that_are_met_again_refer_to_the_first(tmp_path: Path) -> None:
    inner = {"w": W}
    looped: dict[str, Any] = {"first": inner, "second": inner, "weight": W}
    looped["self"] = looped
    with opened(tmp_path, Writer().saved(looped)) as checkpoint:
        found = entries(checkpoint)
        references = {key: entry.to for key, entry in found.items() if isinstance(entry, ReferenceEntry)}
        assert references == {"second": ("first",), "self": ()}
        first, again = (entry for entry in checkpoint.tensors)
        assert (first.key, again.key) == ("first.w", "weight")
        assert first.view_key == again.view_key


def test_a_storage_alone_is_an_array(tmp_path: Path) -> None:
    with opened(tmp_path, tensor(3, 4, strides=(4, 1))) as checkpoint:
        assert [(entry.key, entry.shape) for entry in checkpoint.tensors] == [("before", (4, 3)), ("after", (3, 4))]
    writer = Writer()
    writer.numbers("i", 4, 1)
    writer.characters(b"V 1")
    writer.characters(b"torch.CudaStorage")
    writer.numbers("q", 2)
    writer.array("f", [1, 2])
    with opened(tmp_path, bytes(writer.written)) as checkpoint:
        (entry,) = checkpoint.tensors
        np.testing.assert_array_equal(checkpoint.read(entry), np.array([1, 2], np.float32))


@pytest.mark.parametrize("kind", [7, 8])
def test_a_function_is_listed_with_what_it_has_taken_and_not_loaded(tmp_path: Path, kind: int) -> None:
    function = Function(b"\x1bLJ...", [{"name": "scale", "value": W}], kind)
    with opened(tmp_path, Writer().saved({"w": W, "hook": function, "same": function})) as checkpoint:
        (finding,) = checkpoint.findings
        assert finding.severity is Severity.WARNING
        assert finding.code == "lua-function"
        assert finding.message == (
            "The file holds 1 function of Lua as bytecode, which Torch7 would load; nothing was run."
        )
        assert finding.where == "hook"
        found = entries(checkpoint)
        assert isinstance(found["same"], ReferenceEntry)
        assert {"hook", "hook.1.name", "hook.1.value"} <= set(found)


def test_a_function_of_the_oldest_files_has_no_number(tmp_path: Path) -> None:
    writer = Writer()
    writer.is_new(3, "table", None)
    writer.numbers("i", 2)
    writer.object("f")
    writer.numbers("i", 6)
    writer.characters(b"code")
    writer.object([])
    writer.object("w")
    writer.object(W)
    with opened(tmp_path, bytes(writer.written)) as checkpoint:
        assert [entry.key for entry in checkpoint.tensors] == ["w"]


def test_the_oldest_files_have_no_versions(tmp_path: Path) -> None:
    with opened(tmp_path, Writer(version=b"").saved(network()[0])) as checkpoint:
        assert len(checkpoint.tensors) == 4


def test_the_state_of_an_object_may_be_anything(tmp_path: Path) -> None:
    shared = {"weight": W}
    saved = [Instance("a.B", W), Instance("a.C", shared), Instance("a.D", shared), Instance("a.E", 3)]
    with opened(tmp_path, Writer().saved(saved)) as checkpoint:
        found = entries(checkpoint)
        assert [entry.key for entry in checkpoint.tensors] == ["1.state", "2.weight"]
        assert isinstance(found["3.state"], ReferenceEntry)
        assert values(checkpoint) == {"4.state": 3}


def test_depth_takes_no_recursion_and_has_an_end(tmp_path: Path) -> None:
    def nested(depth: int) -> bytes:
        writer = Writer()
        writer.is_new(3, "table", None)
        writer.numbers("i", 2)
        writer.object("w")
        writer.object(W)
        writer.object("x")
        for number in range(depth):
            writer.numbers("i", 4, 4 + number)
            writer.characters(b"V 1")
            writer.characters(b"a.B")
        writer.object(None)
        return bytes(writer.written)

    with opened(tmp_path, nested(1500)) as checkpoint:
        assert len(checkpoint.entries) == 1502
    with pytest.raises(LimitError, match="more objects within each other than are gone through"):
        opened(tmp_path, nested(5000))
    job = Job(Limits(path_names=100))
    with pytest.raises(LimitError, match="more objects within each other than are gone through"):
        opened(tmp_path, Writer().saved([*range(101)]), job=job)
    with pytest.raises(LimitError, match="more objects within each other than are gone through"):
        opened(tmp_path, nested(10), job=Job(Limits(path_depth=10)))
    with pytest.raises(LimitError, match="a text of 1,001 bytes"):
        opened(tmp_path, Writer().saved(["a" * 1001]), job=Job(Limits(tree_value_nbytes=1000)))


REFUSED = {
    "has a tensor of -1 axes": tensor(axes=-1),
    "has a tensor of 4,096 axes": tensor(*[1] * 4096),
    "has a tensor of an impossible shape": tensor(2, -3),
    "has a tensor of an impossible shape.": tensor(2, 3, strides=(-3, 1)),
    "has a tensor of an impossible shape..": tensor(2, 3, offset=0),
    "has a tensor of an impossible shape...": tensor(1 << 40, 1 << 40, 0),
    "has a tensor that reaches element 13 of a storage of 12": tensor(4, 3, strides=(3, 1), offset=2),
    "has a tensor of float32 without a storage of it": tensor(2, storage=struct.pack("<2i", 4, 1)),
    "has a tensor of float32 without a storage of it.": tensor(2, storage=struct.pack("<2i", 3, 9)),
    "has a tensor of float64 without a storage of it": tensor(2, kind=b"Double"),
    "has an object of the unknown kind 9": Writer().saved({"w": W, "x": None})[:-4] + struct.pack("<i", 9),
    "has a table whose keys are objects": Writer().saved({"w": W, Instance("a.B", 1): 1}),
    "has an object of tds.Hash, which is not decoded": Writer().saved({"w": W, "x": Instance("tds.Hash", 1)}),
    "has an object of torch.Generator, which is not decoded": Writer().saved([W, Instance("torch.Generator", 1)]),
    "has an object without a class": Writer().saved([W, Instance("a b", 1)]),
    "has an object without a class.": Writer().saved([W, Instance("", 1)]),
    "claims 1,000,000 pairs": Writer().saved([W, []])[:-4] + struct.pack("<i", 1_000_000),
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_is_damaged_is_said_and_what_is_before_it_is_shown(tmp_path: Path, said: str) -> None:
    with opened(tmp_path, REFUSED[said]) as checkpoint:
        (entry,) = checkpoint.tensors
        np.testing.assert_array_equal(checkpoint.read(entry), W)
        (finding,) = checkpoint.findings
        assert finding.code == "torch7-damaged"
        assert finding.message.startswith("Nothing after ")
        assert f"can be read: the file {said.rstrip('.')}" in finding.message


@pytest.mark.parametrize("name", [b"torch.LongStorage", b"torch.FloatTensor", b"nn.Float"])
def test_what_is_no_storage_of_its_type_is_none_of_a_tensor(tmp_path: Path, name: bytes) -> None:
    storage = Writer()
    storage.numbers("i", 4, 9)
    storage.characters(b"V 1")
    storage.characters(name)
    storage.array("q", [1, 0])
    with opened(tmp_path, tensor(1, storage=bytes(storage.written))) as checkpoint:
        assert "has a tensor of float32 without a storage of it" in checkpoint.findings[0].message


def test_what_lies_behind_is_said(tmp_path: Path) -> None:
    with opened(tmp_path, Writer().saved(network()[0]) + b"abc") as checkpoint:
        (finding,) = checkpoint.findings
        assert (finding.severity, finding.code) == (Severity.INFO, "trailing-data")


@pytest.mark.parametrize("text", [False, True])
def test_cut_in_a_tensor_it_is_refused(tmp_path: Path, text: bool) -> None:
    data = Writer(text=text).saved(W)
    with pytest.raises(TruncatedError):
        opened(tmp_path, data[:-3])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\3\0\0\0\1\0\0\0\1\0\0\0\x09\0\0\0", "its first object is no table of Lua"),
        (b"\4\0\0\0\1\0\0\0\3\0\0\0ab ", "its first object is none of Torch7: it has an object without a class"),
        (b"4\n1\nfour\n", "its first object is none of Torch7: it does not have 1 number in the line at byte 4"),
        (b"\3\0\0\0\1\0\0\0", "its first object is none of Torch7: it ends"),
    ],
)
def test_other_files_that_begin_so_are_not_taken_for_one(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(CheckpointError, match=re.escape(said)):
        opened(tmp_path, data)


def test_text_that_ends_in_a_line_is_cut_off(tmp_path: Path) -> None:
    with pytest.raises(TruncatedError, match="ends within the line at byte 30"):
        opened(tmp_path, b"4\n1\n3\nV 1\n9\nnn.Linear\n3\n2\n1\n2\n12")


TEXT = Writer(text=True).saved({"a": 1, "w": W})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b"0 1 2 ", b"0 1 ", "does not have 12 numbers in the line"),
        (b"0 1 2 ", b"0 1 2 3 ", "does not have 12 numbers in the line"),
        (b"\n4 3\n", b"\n4\n", "does not have 2 numbers in the line"),
        (b"\n4 3\n", b"\n4 x\n", "does not have 2 numbers in the line"),
        (b"\n4 3\n", b"\n4 " + b"3" * 300 + b"\n", "has no number in the line"),
        (b"a\n1\n1\n", b"a\n1\n1x\n", "has no number in the line"),
        (b"a\n1\n1\n", b"a\n1\n" + b"1" * 100, "has no number in the line"),
    ],
)
def test_text_that_is_not_as_it_should_be(tmp_path: Path, old: bytes, new: bytes, said: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(CorruptError, match=said):
        opened(tmp_path, TEXT.replace(old, new))


def test_text_that_is_no_number_shows_when_it_is_read(tmp_path: Path) -> None:
    with opened(tmp_path, TEXT.replace(b"0 1 2 ", b"0 l 2 ")) as checkpoint:
        (entry,) = checkpoint.tensors
        with pytest.raises(CorruptError, match="what is no number among 12 numbers"):
            checkpoint.read(entry)


def test_long_lines_are_counted_in_blocks(tmp_path: Path) -> None:
    many = np.random.default_rng(1).normal(size=70_000)
    with opened(tmp_path, Writer(text=True).saved([many, W])) as checkpoint:
        first, second = checkpoint.tensors
        np.testing.assert_array_equal(checkpoint.read(first), many)
        np.testing.assert_array_equal(checkpoint.read(second), W)


def test_tds_says_which(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedError, match=re.escape("has an object of tds.Vec, which is not decoded")):
        opened(tmp_path, Writer().saved(Instance("tds.Vec", [1])))
