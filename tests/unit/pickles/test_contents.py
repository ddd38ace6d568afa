from __future__ import annotations

import argparse
import collections
import pickle
import struct
from typing import Any

import cloudpickle
import numpy as np
import pytest
import torch

from inspector.findings import Severity
from inspector.formats.recognisers import all_recognisers
from inspector.jobs import Cancelled, Job
from inspector.limits import Limits
from inspector.pickles.contents import contents_of
from inspector.pickles.recogniser import PickleContext
from inspector.tensors.entries import Attribute, Key, ObjectEntry, ReferenceEntry, TensorEntry, ValueEntry, key_of
from inspector.tensors.reading import read_values
from tests.pickling import by_key, contents, recorded

RECOGNISERS = all_recognisers()
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
EVERY_PROTOCOL = pytest.mark.parametrize("protocol", PROTOCOLS)


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self) -> None:
        self.a, self.b = 1, {"x": 2}


class Plain:
    def __init__(self, **attributes: Any) -> None:
        self.__dict__.update(attributes)


class Custom:
    def __init__(self, state: Any) -> None:
        self.state = state

    def __getstate__(self) -> Any:
        return self.state

    def __setstate__(self, state: Any) -> None:
        self.state = state


class ListOf(list[Any]):
    pass


class DictOf(dict[str, Any]):
    pass


def warnings_of(data: bytes) -> list[str]:
    return [finding.code for finding in contents(data).findings if finding.severity is Severity.WARNING]


def values_of(value: Any, protocol: int) -> dict[str, object]:
    found = contents(pickle.dumps(value, protocol)).entries
    return {entry.key: entry.value for entry in found if isinstance(entry, ValueEntry)}


@EVERY_PROTOCOL
def test_dicts_lists_and_tuples_in_the_file_s_order(protocol: int) -> None:
    value = {"b": 1, "a": {"x": [{"y": 2}, {"z": (3, {"w": 4})}]}, "e": {}, "l": []}
    assert list(values_of(value, protocol).items()) == [
        ("b", 1), ("a.x.0.y", 2), ("a.x.1.z.0", 3), ("a.x.1.z.1.w", 4), ("e", {}), ("l", []),
    ]  # fmt: skip


@EVERY_PROTOCOL
def test_dicts_in_all_but_name(protocol: int) -> None:
    ordered = collections.OrderedDict(a=1, b=2)
    default = collections.defaultdict(int, {"c": 3})
    assert values_of({"o": ordered, "d": default, "n": collections.Counter("aab")}, protocol) == {
        "o.a": 1, "o.b": 2, "d.c": 3, "n.a": 2, "n.b": 1,
    }  # fmt: skip


@EVERY_PROTOCOL
def test_keys_that_are_not_text(protocol: int) -> None:
    keys = [3, b"b", (1, "x"), None, 1.5, np.int64(7), frozenset({1})]
    found = contents(pickle.dumps(dict.fromkeys(keys, 0), protocol)).entries
    assert [entry.path for entry in found] == [
        (Key(3),), (Key(b"b"),), (Key((1, "x")),), (Key("None", opaque=True),), (Key("1.5", opaque=True),),
        (Key("7", opaque=True),), (Key("frozenset({1})", opaque=True),),
    ]  # fmt: skip


@EVERY_PROTOCOL
@pytest.mark.parametrize("value", [None, 3, "x", [1, 2], np.zeros(2), np.float32(1)])
def test_a_lone_value_has_the_empty_path(value: Any, protocol: int) -> None:
    (entry,) = contents(pickle.dumps(value, protocol)).entries
    assert entry.path == ()


@EVERY_PROTOCOL
def test_objects_are_browsed_like_dicts(protocol: int) -> None:
    found = contents(pickle.dumps({"args": argparse.Namespace(lr=0.1, layers=[{"n": 1}])}, protocol)).entries
    assert [entry.path for entry in found] == [
        ("args",),
        ("args", Attribute("lr")),
        ("args", Attribute("layers"), 0, "n"),
    ]
    assert isinstance(found[0], ObjectEntry)
    assert found[0].class_name == "argparse.Namespace"
    assert [entry.key for entry in found] == ["args", "args.lr", "args.layers.0.n"]


@pytest.mark.parametrize("protocol", range(2, 6))
def test_objects_of_every_making(protocol: int) -> None:
    objects = {
        "slots": Slotted(), "custom": Custom((1, 2)), "list": ListOf([1, {"a": 2}]), "dict": DictOf(a=1),
        "nested": Plain(inner=Plain(x=1)), "arguments": ValueError("reason", 3),
    }  # fmt: skip
    assert values_of(objects, protocol) == {
        "slots.a": 1, "slots.b.x": 2, "custom.__setstate__": (1, 2), "list.0": 1, "list.1.a": 2, "dict.a": 1,
        "nested.inner.x": 1, "arguments.0": "reason", "arguments.1": 3,
    }  # fmt: skip


@pytest.mark.parametrize("protocol", range(2))
def test_objects_as_old_protocols_rebuild_them(protocol: int) -> None:
    assert values_of({"plain": Plain(x=1), "dict": DictOf(a=1)}, protocol) == {"plain.x": 1, "dict.a": 1}


class Block(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.stem = torch.nn.Conv2d(1, 2, 3)
        self.norm = torch.nn.BatchNorm2d(2)
        self.heads = torch.nn.ModuleList([torch.nn.Linear(2, 3), torch.nn.Linear(2, 1, bias=False)])
        self.scale = torch.nn.Parameter(torch.ones(1))
        self.register_buffer("steps", torch.tensor(3))
        self.heads[0].tied = self.scale


@EVERY_PROTOCOL
def test_a_whole_module_has_the_keys_of_its_state_dict(protocol: int) -> None:
    module = Block()
    found = contents(pickle.dumps(module, protocol)).entries
    tensors = {entry.key: entry for entry in found if isinstance(entry, TensorEntry)}
    state = module.state_dict()
    assert tensors.keys() == state.keys()
    for key, tensor in state.items():
        assert tensors[key].shape == tuple(tensor.shape)
    assert tensors["scale"].storage is tensors["heads.0.tied"].storage
    classes = {entry.key: entry.class_name for entry in found if isinstance(entry, ObjectEntry)}
    assert classes["stem"] == "torch.nn.modules.conv.Conv2d"
    assert classes[""].endswith("Block")
    values = {entry.key: entry.value for entry in found if isinstance(entry, ValueEntry)}
    assert values["stem.kernel_size"] == (3, 3)
    assert not any("hooks" in key for key in values)


# -- structure that never ends --------------------------------------------------------------------------------------------


def test_cycles_are_a_warning_and_end() -> None:
    cyclic: list[Any] = [1, {"again": None}]
    cyclic[1]["again"] = cyclic
    for protocol in PROTOCOLS:
        data = pickle.dumps(cyclic, protocol)
        assert warnings_of(data) == ["cycle"]
        one, again = contents(data).entries
        assert one.key == "0"
        assert isinstance(again, ReferenceEntry)
        assert (again.path, again.to) == ((1, "again"), ())
    knot = Plain()
    knot.me = knot  # type: ignore[attr-defined]
    assert "cycle" in warnings_of(pickle.dumps(knot))


@pytest.mark.parametrize("wrap", [b"\x86", b"l", b"d", b"u", b"R", b"Q"])
def test_shared_structure_that_doubles_with_each_level(wrap: bytes) -> None:
    level = {
        b"\x86": b"h%c2\x86\x94",
        b"l": b"(h%ch%cl\x94",
        b"d": b"(K\1h%cK\2h%cd\x94",
        b"u": b"}(K\1h%cK\2h%cu\x94",
        b"R": b"ca\nb\nh%ch%c\x86R\x94",
        b"Q": b"ca\nb\n(h%ch%ctR\x94",
    }[wrap]
    data = b"}K\1K\2s\x94"
    for number in range(60):
        data += level.replace(b"%c", bytes([number]))
    found = contents(data + b".")
    assert len(found.entries) < 250
    places = {entry.path[:depth] for entry in found.entries for depth in range(len(entry.path) + 1)}
    references = [entry for entry in found.entries if isinstance(entry, ReferenceEntry)]
    assert len(references) >= 59
    assert all(entry.to in places and entry.to != entry.path for entry in references)


# -- objects that several others hold -------------------------------------------------------------------------------------


def references_of(value: Any, protocol: int = 4) -> dict[str, str]:
    found = contents(pickle.dumps(value, protocol)).entries
    return {entry.key: key_of(entry.to) for entry in found if isinstance(entry, ReferenceEntry)}


@EVERY_PROTOCOL
def test_what_is_shared_is_shown_once(protocol: int) -> None:
    shared = {"lr": 0.1, "betas": [0.9, 0.99]}
    objects = [Plain(genes=shared), Plain(genes=shared, first=None)]
    objects[1].first = objects[0]  # type: ignore[attr-defined]
    assert references_of(objects, protocol) == {"1.genes": "0.genes", "1.first": "0"}
    ordered = collections.OrderedDict(a=shared, b=collections.defaultdict(dict, k=shared), c=[shared, (shared, 1)])
    assert references_of(ordered, protocol) == {"b.k": "a", "c.0": "a", "c.1.0": "a"}


@EVERY_PROTOCOL
def test_what_is_equal_but_not_the_same_is_shown(protocol: int) -> None:
    assert references_of([{"a": {"b": 1}}, {"a": {"b": 1}}], protocol) == {}


def test_small_values_are_shown_wherever_they_are_and_large_ones_once() -> None:
    small, large, text = [1.0, 2.0], [float(number) for number in range(100)], "word " * 50
    found = contents(pickle.dumps({"a": [small, large, text, {}], "b": {"s": small, "l": large, "t": text}}, 2))
    assert references_of({"a": [small, large, text, {}], "b": {"s": small, "l": large, "t": text}}) == {
        "b.l": "a.1", "b.t": "a.2",
    }  # fmt: skip
    assert [entry.value for entry in found.entries if isinstance(entry, ValueEntry)] == [small, large, text, {}, small]


def tensor_keys(value: Any) -> list[str]:
    return [entry.key for entry in contents(pickle.dumps(value)).entries if isinstance(entry, TensorEntry)]


def test_a_state_dict_of_several_names_is_shown_under_each() -> None:
    state = {"weight": torch.ones(2, 3), "bias": torch.ones(2)}
    several = {"model": state, "ema": state, "both": [state, state]}
    assert tensor_keys(several) == [
        f"{name}.{key}" for name in ("model", "ema", "both.0", "both.1") for key in ("weight", "bias")
    ]
    assert references_of(several) == {}
    assert references_of({"several": [state] * 6}) == {"several.4": "several.0", "several.5": "several.0"}
    assert references_of({"a": [np.ones(2)], "b": {"x": 1, "y": [np.ones(2)]}}) == {}
    arrays = [np.ones(2), np.ones(3)]
    assert references_of({"a": arrays, "b": arrays}) == {"b": "a"}  # which no state dict holds


def test_a_module_that_several_hold_is_shown_in_each_as_their_state_dict_does() -> None:
    layer = torch.nn.Linear(2, 3)
    layer.config = {"a": {"b": 1}}  # type: ignore[assignment]
    stack = torch.nn.ModuleList([layer] * 7)
    module = torch.nn.ModuleDict({"stack": stack, "again": stack, "head": layer})
    assert tensor_keys(module) == list(module.state_dict())
    references = references_of(module)
    assert set(references.values()) == {"stack.0.config"}
    assert len(references) == 14


def test_objects_of_a_graph_are_not_shown_at_the_end_of_long_paths() -> None:
    """Each leads to the one before it: the first to all others, in a path of hundreds of steps."""
    objects = [Plain(number=number, w=[0.5] * 100) for number in range(150)]
    for number, each in enumerate(objects):
        each.before = objects[number - 1]  # type: ignore[attr-defined]
        each.everyone = objects  # type: ignore[attr-defined]
    found = contents(pickle.dumps(objects))
    assert max(len(entry.path) for entry in found.entries) < 40
    numbers = [entry.value for entry in found.entries if isinstance(entry, ValueEntry) and entry.key.endswith("number")]
    assert sorted(numbers) == list(range(150))  # type: ignore[type-var]
    assert len(found.entries) == 5 * 150


def test_what_is_nested_deeply_and_nowhere_else_is_shown_there() -> None:
    deep: Any = [1, torch.ones(2)]
    for level in range(100):
        deep = {"next": deep, "level": level}
    found = by_key(contents(pickle.dumps(deep)))
    assert isinstance(found[".".join(["next"] * 100) + ".1"], TensorEntry)
    assert len(found) == 102


@pytest.mark.parametrize("text", [b"x" * 100_000, "é".encode() * 50_000])
@pytest.mark.parametrize(
    "maker", [b"h\0", b"c_codecs\nencode\n(h\0X\6\0\0\0latin1tR", b"(h\0h\0l", b"cdecimal\nDecimal\n(h\0tR"]
)
def test_long_text_that_is_shared_is_bounded(maker: bytes, text: bytes) -> None:
    """However often a text is used, what is shown of it is in proportion to the file."""
    data = (
        b"X" + struct.pack("<I", len(text)) + text + b"\x940" + b"(" + maker + b"\x940" + b"(" + b"h\1" * 5000 + b"l."
    )
    found = contents(data)
    copied = sum(
        len(entry.value) for entry in found.entries if isinstance(entry, ValueEntry) and isinstance(entry.value, bytes)
    )
    assert copied < 5 * len(data) + 100_000


def test_long_keys_that_are_shared_are_bounded() -> None:
    key = b"X" + struct.pack("<I", 60_000) + b"k" * 60_000 + b"\x940"
    data = key + b"}\x94h\0K\1s0" + b"".join(b"}\x94h\0h" + bytes([n]) + b"s0" for n in range(1, 100)) + b"h\x64."
    found = contents(data)
    assert "nesting" in [finding.code for finding in found.findings]
    assert sum(len(entry.key) for entry in found.entries) < 10 * len(data)


@pytest.mark.parametrize("wrap", [b"\x85", b"l", b"d"])
@pytest.mark.slow
def test_nesting_of_100_000_levels(wrap: bytes) -> None:
    depth = 100_000
    data = {
        b"\x85": b"N" + b"\x85" * depth,
        b"l": b"(" * depth + b"l" * depth,
        b"d": b"(K\1" * depth + b"N" + b"d" * depth,
    }[wrap]
    assert warnings_of(data + b".") == ["nesting"]


@pytest.mark.parametrize(
    "name",
    [
        b"cnumpy.core.multiarray\n_reconstruct\n",
        b"cbuiltins\neval\n",
        b"ctorch._utils\n_rebuild_parameter\n",
        b"ctorch.jit._pickle\nrestore_type_tag\n",
        b"ccollections\nOrderedDict\n",
        b"cbuiltins\nbytearray\n",
        b"cbuiltins\nset\n",
        b"ctorch\nSize\n",
    ],
)
def test_deep_calls(name: bytes) -> None:
    found = contents(name * 20_000 + b"N" + b"\x85R" * 20_000 + b".")
    assert len(found.entries) < 2000


def test_arrays_of_arrays_of_arrays() -> None:
    array = np.array(None, object)
    for _ in range(200):
        outer = np.array(None, object)
        outer[()] = array
        array = outer
    found = contents(pickle.dumps(array, 4))
    assert [entry.key for entry in found.entries] == [".".join(["0"] * 201)]


def test_repeated_keys_say_so_and_the_last_counts() -> None:
    found = contents(b"}(X\1\0\0\0aK\1X\1\0\0\0bK\2X\1\0\0\0aK\3K\1NK\1Nu.")
    assert [(entry.key, entry.value) for entry in found.entries if isinstance(entry, ValueEntry)] == [
        ("a", 3), ("b", 2), ("1", None),
    ]  # fmt: skip
    assert [(finding.code, finding.severity) for finding in found.findings] == [("repeated-key", Severity.INFO)]


def test_keys_without_a_name_are_told_apart() -> None:
    """An optimizer's state has its parameters as keys."""
    found = contents(b"}(ca\nb\n)Rq\0K\1ca\nb\n)RK\2h\0K\3u.")
    assert [(entry.key, entry.value) for entry in found.entries if isinstance(entry, ValueEntry)] == [
        ("<object>", 3), ("<object 2>", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("key", [b"]", b"}", b"\x8f", b"]\x85", b"ca\nb\n)R", b"C\1a", b"K\1Q", b")" + b"\x85" * 5000])
def test_keys_that_can_not_be_hashed(key: bytes) -> None:
    found = contents(b"}(" + key + b"K\1" + key + b"K\2u.")
    values = [entry.value for entry in found.entries if isinstance(entry, ValueEntry)]
    has_text = key in (b"]", b"}", b"\x8f", b"]\x85", b"C\1a")
    assert values == ([2] if has_text else [1, 2])  # whether two objects are equal only their class could tell
    assert ("unhashable-key" in [finding.code for finding in found.findings]) == (key in (b"]", b"}", b"\x8f"))


def test_many_keys_of_one_hash_take_no_longer() -> None:
    """Integers are their own hash, modulo 2**61 - 1."""
    keys = b"".join(
        b"\x8a\x0b" + (number * ((1 << 61) - 1)).to_bytes(11, "little") + b"N" for number in range(1, 20_000)
    )
    assert len(contents(b"}(" + keys + b"u.").entries) == 19_999


@pytest.mark.parametrize("state", [{"a": 1, 2: "b", "c": None}, {"a": 1, "b": 2}, {1: 2}, {"a": 1, None: 2}])
def test_attributes_of_any_name(state: dict[Any, Any]) -> None:
    plain = Plain()
    plain.__dict__.update(state)
    found = values_of(plain, 2)
    assert [*found.values()] == [*state.values()]
    assert [key for key in found if key in state] == [key for key in state if type(key) is str]


def test_an_object_given_state_twice_shows_both() -> None:
    found = by_key(contents(b"ca\nb\n)R}(X\1\0\0\0xK\1ub}(X\1\0\0\0yK\2ub."))
    assert list(found) == ["", "x", "y"]


def test_what_an_object_adds_to_its_dict_stays_its_own() -> None:
    made = b"ca\nb\n}X\1\0\0\0kK\1sq\0\x85R}X\1\0\0\0sK\2sb"
    found = contents(b"]" + made + b"ah\0a.")
    assert [entry.key for entry in found.entries if isinstance(entry, ValueEntry)] == ["0.k", "0.s", "1.k"]


@pytest.mark.parametrize(
    ("data", "keys"),
    [
        (b"}(U\1a}U\1b}U\1c}U\1d}u.", ["a", "b", "c"]),
        (b"(NQNQNQNQt.", ["0", "1", "2"]),
        (b"](ca\nb\n)Rca\nb\n)Rca\nb\n)R}e.", ["0", "1", "2"]),
        (b"}(K\1}K\2}K\3}K\4}u.", ["1", "2", "3"]),
    ],
)
def test_entries_without_an_end(data: bytes, keys: list[str]) -> None:
    found = contents(data, Limits(pickle_entries=3))
    assert [entry.key for entry in found.entries] == keys
    assert [finding.code for finding in found.findings].count("many-entries") == 1


def test_tensors_are_listed_where_no_more_values_are() -> None:
    values = pickle.dumps([{}, {}, {}, {}, *(np.arange(number) for number in range(8)), {}])
    found = contents(values, Limits(pickle_entries=3))
    assert [entry.key for entry in found.entries] == ["0", "1", "2", "4", "5"]
    assert [finding.code for finding in found.findings if finding.severity is Severity.WARNING] == ["many-entries"]


def test_persistent_ids_of_something_else() -> None:
    (entry,) = contents(b"K\1Q.").entries
    assert isinstance(entry, ObjectEntry)
    assert entry.class_name == "<persistent id>"


@pytest.mark.parametrize(
    ("data", "name"), [(b"ca\nb\n)R)R.", "a.b"), (b"K\1)R.", "<computed>"), (b"K\1}b.", "<computed>")]
)
def test_the_class_of_what_a_computed_function_makes(data: bytes, name: str) -> None:
    found = contents(data).entries
    assert isinstance(found[0], ObjectEntry)
    assert found[0].class_name == name


def test_it_can_be_stopped() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        contents_of([[[[1]]]] * 10_000, RECOGNISERS, RECOGNISERS.open(PickleContext()), nbytes=100_000, job=job)


def test_paths_start_where_they_are_told_to() -> None:
    root = recorded(pickle.dumps({"a": [{"b": 1}]})).root
    found = contents_of(root, RECOGNISERS, RECOGNISERS.open(PickleContext()), nbytes=100, path=("model.pkl",))
    assert [entry.path for entry in found.entries] == [("model.pkl", "a", 0, "b")]


def test_the_state_that_a_function_of_its_own_sets_is_shown() -> None:
    weight = np.arange(3.0)
    found = contents(cloudpickle.dumps({"scale": lambda x: x * weight, "b": np.ones(2)}))
    (key,) = (key for key, entry in by_key(found).items() if key.startswith("scale") and isinstance(entry, TensorEntry))
    entry = by_key(found)[key]
    assert isinstance(entry, TensorEntry)
    assert read_values(entry).tolist() == weight.tolist()
    assert Severity.DANGER in [finding.severity for finding in found.findings]
