from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.jobs import Cancelled, Job
from inspector.names.tree import NO_ENTRY, ROOT, NameTree, build
from inspector.names.tree_layout import MAX_FAMILY, Order, TreeLayout, lay_out
from inspector.tensors.entries import Entry, ObjectEntry, ValueEntry
from tests.tensors import entry_of


def tree_of(shapes: Mapping[str, tuple[int, ...]], dtype: str = "float32") -> NameTree:
    return build([entry_of(np.zeros(shape, dtype), path=(name,)) for name, shape in shapes.items()])


def shown(tree_layout: TreeLayout, node: int = ROOT) -> list[str]:
    """The labels of all rows, groups opened."""
    found = []
    for row, child in enumerate(tree_layout.children(node)):
        assert (tree_layout.parent(child), tree_layout.row(child)) == (node, row)
        assert tree_layout.has_children(child) == (len(tree_layout.children(child)) > 0)
        found += [tree_layout.label(child), *shown(tree_layout, child)]
    return found


def test_the_order_of_the_file_is_that_of_the_tree_and_by_name_it_is_natural() -> None:
    tree = tree_of({"b.x9": (1,), "b.x2": (1,), "b.x10": (1,), "a": (1,)})
    assert shown(lay_out(tree)) == ["b", "x9", "x2", "x10", "a"]
    assert shown(lay_out(tree, order=Order.NAME)) == ["a", "b", "x2", "x9", "x10"]
    assert shown(lay_out(tree, order=Order.NAME, descending=True)) == ["b", "x10", "x9", "x2", "a"]


def test_groups_of_one_share_the_row_of_what_is_in_them() -> None:
    tree = tree_of(
        {"transformer.h.0.w": (1,), "transformer.h.1.w": (1,), "transformer.h.1.b": (1,), "head.out.w": (1,)}
    )
    tree_layout = lay_out(tree)
    assert shown(tree_layout) == ["transformer.h", "0.w", "1", "w", "b", "head.out.w"]
    transformer, head = tree.children[ROOT]
    filtered = lay_out(tree, matches=[1, 3])
    assert shown(filtered) == ["transformer.h.1.w", "head.out.w"]
    for group in (transformer, tree.parents[tree.nodes[1]]):
        assert filtered.unfolded(group) == tree.nodes[1]
        assert filtered.place(group) is None
    assert filtered.place(tree.nodes[1]) is not None
    assert filtered.unfolded(head) == head == tree.nodes[3]
    assert shown(tree_layout) == shown(lay_out(tree))  # neither filtering nor folding has changed the tree


def test_an_entry_with_one_more_below_it_has_a_row_of_its_own() -> None:
    assert shown(lay_out(tree_of({"a": (1,), "a.b.c": (1,)}))) == ["a", "b.c"]


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=5).map(".".join), min_size=1, max_size=12))
def test_every_entry_is_shown_once_under_its_whole_key(keys: list[str]) -> None:
    tree = build([entry_of(np.zeros(1), path=(key,)) for key in keys])
    tree_layout = lay_out(tree)
    found: list[str] = []

    def go(node: int, above: str) -> None:
        for row, child in enumerate(tree_layout.children(node)):
            assert (tree_layout.parent(child), tree_layout.row(child)) == (node, row)
            key = f"{above}{tree_layout.label(child)}"
            if tree.entries[child] != NO_ENTRY:
                found.append(key)
            go(child, f"{key}.")

    go(ROOT, "")
    assert sorted(found) == sorted(keys)


@pytest.mark.parametrize(
    ("order", "descending", "expected"),
    [
        (Order.SIZE, True, ["c", "w", "v", "a", "b"]),
        (Order.SIZE, False, ["b", "a", "c", "v", "w"]),
        (Order.PARAMETERS, True, ["c", "w", "v", "a", "b"]),
        (Order.FILE, False, ["b", "c", "w", "v", "a"]),
        (Order.SHAPE, False, ["c", "v", "w", "b", "a"]),
    ],
)
def test_columns_sort_siblings(order: Order, descending: bool, expected: list[str]) -> None:
    tree = tree_of({"b": (2,), "c.w": (3, 3), "a": (4,), "c.v": (8,)})
    assert shown(lay_out(tree, order=order, descending=descending)) == expected


def test_types_sort_by_name_after_what_has_none() -> None:
    entries: list[Entry] = [
        entry_of(np.zeros(1, np.int64), path=("x",)),
        entry_of(np.zeros(1, np.float16), path=("y",)),
        ValueEntry(("z",), 1),
    ]
    assert shown(lay_out(build(entries), order=Order.TYPE)) == ["z", "y", "x"]


def test_a_filter_leaves_what_leads_to_its_matches() -> None:
    tree = tree_of({"a.x": (1,), "a.y": (1,), "b.x": (1,), "c": (1,)})
    tree_layout = lay_out(tree, matches=[0, 3])
    assert shown(tree_layout) == ["a.x", "c"]
    assert [tree.labels[node] for node in tree_layout.matches or ()] == ["x", "c"]
    hidden = tree.nodes[2]
    assert tree_layout.place(hidden) is None
    assert tree_layout.place(tree.nodes[3]) is not None


def test_a_filter_that_finds_nothing_shows_nothing() -> None:
    tree_layout = lay_out(tree_of({"a": (1,)}), matches=[])
    assert (shown(tree_layout), list(tree_layout.matches or ())) == ([], [])
    assert not tree_layout.has_children(ROOT)


def test_a_match_that_is_a_group_shows_without_what_is_in_it() -> None:
    tree = tree_of({"a": (1,), "a.b": (1,)})
    assert shown(lay_out(tree, matches=[0])) == ["a"]


def test_filtered_and_sorted() -> None:
    tree = tree_of({"a.x": (1,), "a.y": (2,), "b": (9,)})
    assert shown(lay_out(tree, matches=[0, 1], order=Order.SIZE, descending=True)) == ["a", "y", "x"]


def test_a_large_family_is_shown_in_ranges() -> None:
    count = MAX_FAMILY + 1
    tree = tree_of({f"w{number}": (1,) for number in range(count)})
    tree_layout = lay_out(tree)
    ranges = tree_layout.children(ROOT)
    assert all(tree_layout.is_range(node) for node in ranges)
    assert max(len(tree_layout.children(node)) for node in ranges) <= MAX_FAMILY // 2
    assert tree_layout.label(ranges[0]) == f"w0 … w{MAX_FAMILY // 2 - 1}"
    rows = shown(tree_layout)
    assert [row for row in rows if "…" not in row] == [f"w{number}" for number in range(count)]
    assert list(lay_out(tree, matches=[6, 5]).children(ROOT)) == [tree.nodes[5], tree.nodes[6]]


def test_sorting_sorts_through_the_ranges() -> None:
    count = MAX_FAMILY + 1
    tree = tree_of({f"w{number}": (number % 7 + 1,) for number in range(count)})
    tree_layout = lay_out(tree, order=Order.SIZE, descending=True)
    sizes = [tree.nbytes[child] for node in tree_layout.children(ROOT) for child in tree_layout.children(node)]
    assert sizes == sorted(sizes, reverse=True)


def test_levels_are_opened_while_they_fit() -> None:
    tree = tree_of({f"a.{number}.w": (1,) for number in range(5)} | {"b.w": (1,)})
    tree_layout = lay_out(tree)
    assert tree_layout.expanded(2) == []
    assert [tree.labels[node] for node in tree_layout.expanded(7)] == ["a"]


def test_a_root_that_is_an_entry_is_always_opened() -> None:
    entries: list[Entry] = [ObjectEntry((), "nets.Net"), *(entry_of(np.zeros(1), path=(name,)) for name in "abc")]
    assert lay_out(build(entries)).expanded(1) == [ROOT]
    assert lay_out(build(entries[:1])).expanded(1) == []


def test_arranging_stops_when_it_is_cancelled() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        lay_out(tree_of({"a": (1,)}), order=Order.SIZE, job=job)
