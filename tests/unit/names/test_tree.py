from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.jobs import Cancelled, Job
from inspector.names.ordering import natural_key
from inspector.names.tree import MAX_DEPTH, NO_ENTRY, ROOT, NameTree, build
from inspector.tensors.entries import Attribute, Entry, FileName, Key, ObjectEntry, Path, TensorEntry, ValueEntry
from tests.tensors import entry_of


def tensor(*path: str | int | Attribute | Key, size: int = 1) -> TensorEntry:
    entry = entry_of(np.zeros(size, np.float32), path=path)
    return entry.replace(where=path[0]) if len(path) == 1 and type(path[0]) is str else entry


def labels(tree: NameTree, node: int = ROOT) -> list[str]:
    return [tree.labels[child] for child in tree.children[node]]


def child(tree: NameTree, *names: str) -> int:
    node = ROOT
    for name in names:
        node = next(child for child in tree.children[node] if tree.labels[child] == name)
    return node


def test_dotted_keys_nest() -> None:
    tree = build([tensor(f"layer1.{name}") for name in ("0.conv1.weight", "0.conv1.bias", "1.weight")])
    assert labels(tree, child(tree, "layer1")) == ["0.conv1", "1.weight"]
    assert labels(tree, child(tree, "layer1", "0.conv1")) == ["weight", "bias"]


def test_a_chain_of_single_children_is_one_node() -> None:
    assert labels(build([tensor("a.b.c")])) == ["a.b.c"]
    tree = build([tensor("a.b.c.d"), tensor("a.b.x.d"), tensor("a.b")])
    assert labels(tree) == ["a.b"]
    assert labels(tree, 1) == ["c.d", "x.d"]


def test_containers_of_the_file_nest_like_dots() -> None:
    entries: list[Entry] = [
        tensor("model", "fc.weight"),
        ValueEntry(("model", "epoch"), 3),
        tensor("list", 0),
        tensor("list", 1),
    ]
    tree = build(entries)
    assert labels(tree, child(tree, "model")) == ["fc.weight", "epoch"]
    assert labels(tree, child(tree, "list")) == ["0", "1"]


def test_names_of_files_are_not_split() -> None:
    tree = build(
        [
            tensor(FileName("policy.optimizer.pth"), "state.step"),
            tensor(FileName("policy.pth"), "net.0.weight"),
            tensor(FileName("policy.pth"), "net.1"),
        ]
    )
    assert labels(tree) == ["policy.optimizer.pth.state.step", "policy.pth.net"]
    node = child(tree, "policy.pth.net", "0.weight")
    assert tree.key(node) == "policy.pth.net.0.weight"
    assert tree.find("policy.pth.net.0.weight") == node


def test_keys_that_are_no_text_are_not_split() -> None:
    tree = build([tensor(Key(1.5)), tensor(Key((1, "a.b")))])
    assert labels(tree) == ["1.5", "(1, 'a.b')"]


def test_a_module_nests_as_its_state_dict() -> None:
    path: Path = (Attribute("_modules"), "stem", Attribute("_parameters"), "weight")
    entries: list[Entry] = [ObjectEntry((), "nets.Net"), entry_of(np.zeros(2), path=path)]
    tree = build(entries)
    assert tree.entries[ROOT] == 0
    assert tree.key(child(tree, "stem.weight")) == "stem.weight"


def test_siblings_are_in_the_order_of_the_file() -> None:
    names = ["wte", "h.last.ln", "h.0.ln", "h.2.ln", "head", "h.0.mlp"]
    tree = build([tensor(name) for name in names])
    assert labels(tree) == ["wte", "h", "head"]
    assert labels(tree, child(tree, "h")) == ["last.ln", "0", "2.ln"]


def test_layers_are_in_the_order_of_their_numbers_in_shards_that_are_each_sorted_too() -> None:
    shards = [["h.0.w", "h.1.b", "h.1.w", "h.10.w"], ["h.11.w", "h.2.w", "h.3.w"]]
    tree = build([tensor(name) for shard in shards for name in shard])
    assert labels(tree, child(tree, "h")) == ["0.w", "1", "2.w", "3.w", "10.w", "11.w"]
    others = build([tensor(name) for name in ("2d.w", "10d.w", "1d.w")])
    assert labels(others) == ["2d.w", "10d.w", "1d.w"]


def test_siblings_that_the_file_lists_alphabetically_are_in_natural_order() -> None:
    names = sorted(["layer.10", "layer.9", "layer.09", "layer.b2", "layer.B10", "layer.a"])
    tree = build([tensor(name) for name in names])
    assert labels(tree, child(tree, "layer")) == ["09", "9", "10", "a", "b2", "B10"]


def test_sums_go_upwards() -> None:
    entries: list[Entry] = [
        tensor("a.b.x", size=10),
        tensor("a.b.y", size=5),
        tensor("a.z", size=1),
        ValueEntry(("a.n",), 3),
    ]
    tree = build(entries)
    node = child(tree, "a", "b")
    assert (tree.tensors[node], tree.parameters[node], tree.nbytes[node]) == (2, 15, 60)
    assert (tree.tensors[ROOT], tree.parameters[ROOT], tree.nbytes[ROOT]) == (3, 16, 64)


def test_sums_are_of_any_size() -> None:
    entries = [tensor(name).replace(shape=(1 << 40, 1 << 40), storage=None) for name in ("a.x", "a.y")]
    tree = build(entries)
    assert (tree.parameters[ROOT], tree.parameters[tree.nodes[1]], tree.tensors[ROOT]) == (1 << 81, 1 << 80, 2)


def test_an_entry_may_also_be_a_group() -> None:
    tree = build([tensor("a", size=3), tensor("a.b", size=4)])
    node = child(tree, "a")
    assert tree.entries[node] == 0
    assert tree.entries[child(tree, "a", "b")] == 1
    assert tree.parameters[node] == 7
    assert build([tensor("a.b"), tensor("a")]).entries[1] == 1


def test_entries_of_one_name_are_both_shown() -> None:
    tree = build([tensor("a.b"), tensor("a", "b"), tensor("a.c"), tensor(), tensor()])
    assert labels(tree) == ["a", ""]
    assert labels(tree, child(tree, "a")) == ["b", "b", "c"]
    assert sorted(index for index in tree.entries if index != NO_ENTRY) == [0, 1, 2, 3, 4]


def test_a_lone_tensor_is_the_root() -> None:
    tree = build([tensor()])
    assert (len(tree), tree.entries[ROOT], tree.key(ROOT)) == (1, 0, "")


def test_nothing_is_a_root_alone() -> None:
    tree = build([])
    assert (len(tree), tree.children[ROOT]) == (1, ())


def test_empty_parts_are_labels_too() -> None:
    tree = build([tensor(""), tensor("a..b"), tensor(".")])
    assert (labels(tree), labels(tree, child(tree, ""))) == (["", "a..b"], [""])
    assert labels(build([tensor("a..b"), tensor("a..c"), tensor("a")])) == ["a"]


def test_a_key_of_many_dots_is_not_many_groups() -> None:
    tree = build([tensor("." * 100_000), tensor("x." * 100 + "y"), tensor("x." * 100 + "z")])
    assert len(tree) == 5
    assert [tree.key(node) for node in tree.nodes] == [entry.key for entry in tree.source]


def test_groups_are_nested_only_so_deep() -> None:
    names = ["x" + ".x" * depth for depth in range(2 * MAX_DEPTH)]
    tree = build([tensor(name) for name in names])
    depths = {ROOT: 0}
    for node in range(1, len(tree)):
        depths[node] = depths[tree.parents[node]] + 1
    assert max(depths.values()) == MAX_DEPTH
    assert [tree.key(node) for node in tree.nodes] == names


def test_there_are_fewer_than_two_nodes_for_a_name_of_many_parts() -> None:
    parts = ["top", *(f"{depth}" for depth in range(60))]
    many = [tensor(".".join((*parts[:3], *(f"{number}-{part}" for part in parts[3:])))) for number in range(1000)]
    assert len(build(many)) == len(many) + 2


def test_an_entry_without_a_name_among_repeated_names_takes_no_place_of_theirs() -> None:
    entries = [tensor(f"m.{stem}.x.{tail}") for stem in range(10) for tail in "wb"]
    entries.insert(5, tensor())
    tree = build(entries)
    assert tree.entries[ROOT] == 5
    assert [full_label(tree, node) for node in tree.nodes] == [entry.key for entry in entries]


def full_label(tree: NameTree, node: int) -> str:
    parts = []
    while node != ROOT:
        parts.append(tree.labels[node])
        node = tree.parents[node]
    return ".".join(reversed(parts))


@settings(max_examples=50)
@given(
    st.integers(7, 12),
    st.lists(st.sampled_from(["w", "b", "x.w", "x.b", "y.w"]), min_size=1, max_size=4),
    st.lists(
        st.tuples(
            st.integers(0, 40),
            st.sampled_from(["m", "m.1", "m.1.w", "m.3.x", "m.3.x.w.z", "m.2.b.c", "n.m.4.w", "m.10", "m.5.new.w"]),
        ),
        max_size=4,
    ),
)
def test_the_same_names_under_many_stems_are_nested_as_any(
    stems: int, tails: list[str], others: list[tuple[int, str]]
) -> None:
    names = [f"m.{stem}.{tail}" for stem in range(stems) for tail in tails]
    for place, name in others:
        names.insert(place, name)
    tree = build([tensor(name, size=number % 3) for number, name in enumerate(names)])
    assert [full_label(tree, node) for node in tree.nodes] == names
    assert len(tree) <= 2 * len(names) + 1
    groups = [node for node in range(1, len(tree)) if tree.entries[node] == NO_ENTRY]
    assert all(len(tree.children[node]) > 1 for node in groups)
    assert len({full_label(tree, node) for node in groups}) == len(groups)
    for node in range(len(tree)):
        below = [tree.entries[at] for at in range(node, tree.ends[node]) if tree.entries[at] != NO_ENTRY]
        assert all(tree.parents[child] == node for child in tree.children[node])
        assert tree.parameters[node] == sum(number % 3 for number in below)
        firsts = [
            min(i for i in tree.entries[child : tree.ends[child]] if i != NO_ENTRY) for child in tree.children[node]
        ]
        in_order = [tree.labels[child] for _, child in sorted(zip(firsts, tree.children[node], strict=True))]
        is_numbered = all(label.partition(".")[0].isdigit() for label in in_order)
        if in_order == sorted(in_order) or is_numbered:
            assert labels(tree, node) == sorted(in_order, key=natural_key)
        else:
            assert in_order == labels(tree, node)


@pytest.mark.parametrize(
    "others",
    [
        ["m.90.x.w", "m.91.x.b"],
        ["m.91.x.w", "m.90.x.b"],
        ["m.90.x.w", "m.90.y.b"],
        ["m.90.x.w"],
        ["m.90.x.w", "m.90.x.b", "m.90.x.c"],
        ["m.90.x.w", "m.90.x.b", "m.90.x.c.d"],
        ["m.90.x.w.x.w", "m.90.x.w.x.b"],
    ],
)
def test_names_that_begin_like_many_and_go_on_otherwise_are_nested_as_they_are(others: list[str]) -> None:
    names = [f"m.{stem}.x.{tail}" for stem in range(10) for tail in "wb"] + others
    tree = build([tensor(name) for name in names])
    assert [full_label(tree, node) for node in tree.nodes] == names
    by_layer = sorted(names, key=lambda name: int(name.split(".")[1]))
    assert [tree.keys[index] for index in tree.entries if index != NO_ENTRY] == by_layer


def test_groups_of_the_same_names_with_others_below_are_other_groups() -> None:
    names = [
        f"m.{layer}.e.{expert}.x.{tail}"
        for layer in range(40)
        for expert in range(3)
        for tail in ("wba", "wbc")[layer % 2]
    ]
    tree = build([tensor(name) for name in names])
    assert [full_label(tree, node) for node in tree.nodes] == names


def test_few_names_without_a_stem_are_no_group_however_often_they_come() -> None:
    names = ["a.w", "b.w", "x.y.z"] * 9
    tree = build([tensor(name) for name in names])
    assert [full_label(tree, node) for node in tree.nodes] == names


def test_keys_are_in_lower_case() -> None:
    assert build([tensor("Conv.W"), tensor("fc.B"), tensor("fc.b")]).keys == ["conv.w", "fc.b", "fc.b"]
    assert build([tensor("conv.w"), tensor("fc.b")]).keys == ["conv.w", "fc.b"]


def test_names_that_share_more_or_less_with_the_one_before_are_nested_alike() -> None:
    names = ["a.b.c", "a.b", "a.b.c.d", "a.x", "b", "a.b.c", "a.b.e", "a"]
    tree = build([tensor(name) for name in names])
    assert [tree.key(node) for node in tree.nodes] == names
    assert labels(tree) == ["a", "b"]
    assert len(tree) == 1 + 8  # one a, a.b and a.b.c.d each, but two a.b.c
    assert labels(tree, child(tree, "a", "b")) == ["c", "c", "e"]


def test_nodes_are_numbered_as_they_are_shown() -> None:
    tree = build([tensor(name) for name in ("b.y", "a.x.q", "b.x", "a.x.p", "c")])
    shown: list[int] = []

    def show(node: int) -> None:
        shown.append(node)
        for below in tree.children[node]:
            show(below)

    show(ROOT)
    assert shown == list(range(len(tree)))
    assert all(tree.parents[below] == node for node in shown for below in tree.children[node])
    a = child(tree, "a.x")
    assert [tree.labels[node] for node in range(a, tree.ends[a])] == ["a.x", "q", "p"]


def test_below_are_the_entries_of_a_group() -> None:
    entries = [tensor("b.y"), tensor("a.x"), tensor("b.x")]
    tree = build(entries)
    assert tree.below(child(tree, "b")) == [entries[0], entries[2]]
    assert tree.below(ROOT) == [entries[0], entries[2], entries[1]]


def test_keys_of_entries_and_prefixes_of_groups() -> None:
    tree = build([tensor("a.b.c"), tensor("a.b.d.e"), tensor("a.b.d.f")])
    assert [tree.key(node) for node in range(len(tree))] == ["", "a.b", "a.b.c", "a.b.d", "a.b.d.e", "a.b.d.f"]


def test_find_tells_cases_apart() -> None:
    tree = build([tensor("W"), tensor("w"), tensor("x.Y")])
    assert [tree.labels[tree.find(key) or 0] for key in ("w", "W", "x.Y")] == ["w", "W", "x.Y"]
    assert tree.find("X.y") is None


def test_every_entry_has_its_node() -> None:
    entries = [tensor(f"a.{number}.b") for number in range(50)]
    tree = build(entries)
    assert all(tree.entry(tree.nodes[index]) is entry for index, entry in enumerate(entries))


def test_building_stops_when_it_is_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        build([tensor("a")], job)


def test_names_too_deep_that_begin_alike_are_joined_alike() -> None:
    stem = ".".join("a" * (MAX_DEPTH + 6))
    tree = build([tensor(f"{stem}.b.c"), tensor(f"{stem}.b.d")])
    first, second = tree.nodes
    assert tree.parents[first] == tree.parents[second]
    assert [tree.labels[node][-6:] for node in (first, second)] == [".a.b.c", ".a.b.d"]
