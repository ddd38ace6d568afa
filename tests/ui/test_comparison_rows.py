"""The rows of a comparison: what is known of them, in which order they come, and what they say."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import align
from inspector.comparing.comparison import compare
from inspector.comparing.differences import Difference
from inspector.comparing.name_map import Map
from inspector.comparing.results import PairResult, State
from inspector.jobs import Job
from inspector.names.filter import Query, parse
from inspector.names.tree import ROOT
from inspector.text import number_text
from inspector.ui.comparison.fingerprint import Fingerprint
from inspector.ui.comparison.model import Column, ComparisonModel
from inspector.ui.comparison.ordering import RowOrder, ordered, shown_rows
from inspector.ui.comparison.results import ComparisonResults
from inspector.ui.comparison.subject import brought_together
from tests.tensors import entry_of
from tests.ui.conftest import checkpoint_of

pytestmark = pytest.mark.usefixtures("qapp")

MANY = 20_000
ONES = np.ones(4, np.float32)


def filled(a: Checkpoint, b: Checkpoint, names: Map | None = None) -> ComparisonResults:
    """The ledger of a finished comparison."""
    subject = brought_together(a, b, names or Map(), Job())
    results = ComparisonResults(subject)
    for result in compare(a, b, subject.alignment):
        results.add(result)
    return results


def small() -> ComparisonResults:
    """One row of each state: nested, renamed on the other side, with two that changed by known amounts."""
    a = checkpoint_of(
        {
            "block.2.w": ONES,
            "block.2.b": ONES,
            "block.10.w": ONES,
            "block.10.b": ONES,
            "head": np.ones((2, 3), np.float32),
            "alone": ONES,
        }
    )
    b = checkpoint_of(
        {
            "model.block.2.w": ONES,
            "model.block.2.b": ONES * np.float32(1.5),
            "model.block.10.w": ONES * np.float32(3),
            "model.block.10.b": ONES.astype(np.float16),
            "model.head": np.ones((3, 3), np.float32),
            "model.new": ONES,
        }
    )
    return filled(a, b)


def keys(results: ComparisonResults, order: RowOrder = RowOrder.NAME, query: str = "", **how: bool) -> list[str]:
    """The keys of the rows in an order."""
    wanted = {"descending": False, "only_changes": False} | how
    tree_layout = ordered(results, parse(query), order, job=Job(), **wanted)
    tree = results.subject.tree
    return [tree.key(node) for node in shown_rows(tree_layout) if node != ROOT and tree.entry(node) is not None]


def test_groups_sum_up_their_rows() -> None:
    results = small()
    tree = results.subject.tree
    block = next(node for node in range(len(tree)) if tree.key(node) == "block")
    assert (results.done[block], results.differing[block], results.largest[block]) == (4, 3, 2.0)
    assert (results.count, results.total, results.differences) == (7, 7, 6)
    assert results.states[State.IDENTICAL] == results.states[State.ONLY_IN_B] == 1
    assert results.overall_change == pytest.approx(math.sqrt((4 * 0.25 + 4 * 4) / 12))
    assert [tree.key(node) for node in results.changed_most(ROOT, 2)] == ["block.10.w", "block.2.b"]


def test_the_model_is_apart_from_the_optimizer_beside_it() -> None:
    changes = {"model.w": 2, "model.running_mean": 5, "optimizer.exp_avg_sq": 9, "model.b": 3, "model.same": 1}
    a = checkpoint_of(dict.fromkeys(changes, ONES))
    results = filled(a, checkpoint_of({key: ONES * np.float32(by) for key, by in changes.items()}))
    tree = results.subject.tree
    by_key = {tree.key(node): node for node in range(len(tree))}
    assert [tree.key(node) for node in results.changed_most(ROOT, 9)] == [
        "model.b", "model.w", "model.running_mean", "optimizer.exp_avg_sq"
    ]  # fmt: skip
    assert results.changed_most(by_key["optimizer.exp_avg_sq"], 9) == [by_key["optimizer.exp_avg_sq"]]
    assert results.parts.texts() == [
        "parameters: 2 of 3 tensors differ, overall relative change 1.58",
        "buffers: 1 of 1 tensor differs, overall relative change 4",
        "optimizer: 1 of 1 tensor differs, overall relative change 8",
    ]


def test_rows_are_in_the_order_of_the_file_and_by_number_where_that_is_by_name() -> None:
    assert [row.entry.key for row in small().subject.pairings][:4] == [
        "block.2.w",
        "block.2.b",
        "block.10.w",
        "block.10.b",
    ]
    alphabetical = checkpoint_of({f"layer.{number}": ONES for number in ("0", "1", "10", "2")})
    subject = brought_together(alphabetical, alphabetical, None, Job())
    assert [row.entry.key for row in subject.pairings] == ["layer.0", "layer.1", "layer.2", "layer.10"]


def test_a_filter_looks_at_the_names_on_both_sides() -> None:
    results = small()
    assert keys(results, query="model.block .10.b") == ["block.10.b"]
    assert keys(results, query="/^block\\.2\\.w/") == ["block.2.w"]
    assert keys(results, query="dtype:f32 -block -head") == ["alone", "model.new"]


def test_only_what_differs_is_shown_if_so_wanted() -> None:
    assert "block.2.w" not in keys(small(), only_changes=True)
    assert keys(small(), query="w", only_changes=True) == ["block.10.w", "model.new"]


def test_sorting_by_change_puts_sizes_before_what_has_none_and_that_before_the_same() -> None:
    found = keys(small(), RowOrder.CHANGE, descending=True)
    assert found[:3] == ["block.10.w", "block.2.b", "block.10.b"]
    assert set(found[3:6]) == {"head", "alone", "model.new"}
    assert found[6] == "block.2.w"
    assert keys(small(), RowOrder.COSINE, query="block")[0] == "block.2.w"


def test_what_was_zero_does_not_hide_how_much_the_rest_changed() -> None:
    a = {f"layers.{n}.{part}": ONES * (part == "weight") for n in range(200) for part in ("weight", "bias")}
    b = {key: value + np.float32(0.001 * (number + 1)) for number, (key, value) in enumerate(a.items())}
    results = filled(checkpoint_of(a), checkpoint_of(b))
    tree = results.subject.tree
    by_key = {tree.key(node): node for node in range(len(tree))}
    assert [tree.key(node) for node in results.changed_most(ROOT, 2)] == ["layers.199.weight", "layers.198.weight"]
    model = ComparisonModel(results)
    texts = {key: model.texts(by_key[f"layers.7{key}"])[Column.CHANGE] for key in ("", ".weight", ".bias")}
    assert texts == {"": "0.015", ".weight": "0.015", ".bias": "from zero"}
    fingerprint = Fingerprint(results)
    fingerprint.resize(300, 96)
    assert fingerprint.share > 1
    chosen = {fingerprint.row_at(QPoint(x, 50)) for x in range(60, 280, 10)}
    keys = [results.subject.pairings[row].entry.key for row in chosen if row is not None]
    assert len(keys) > 10
    assert all(key.endswith("weight") for key in keys)
    assert fingerprint.text_of(1) == "layers.0.bias: changed, from zero"


def test_twenty_thousand_rows_are_sorted_filtered_and_cut_into_ranges() -> None:
    random = np.random.default_rng(0)
    names = [f"layers.{number // 8}.part{number % 8}.weight" for number in range(MANY)]
    shared = entry_of(ONES)
    a, b = (checkpoint_of([shared.at((name,)) for name in names]) for _ in range(2))
    subject = brought_together(a, b, None, Job())
    results = ComparisonResults(subject)
    changes = random.permutation(MANY) / MANY
    for pair, change in zip(subject.alignment.pairs, changes, strict=True):
        same = change < 0.25
        found = None if same else _measured(float(change))
        state = State.IDENTICAL if same else State.CHANGED
        results.add(PairResult(state, pair.a, pair.b, found, agrees=same, is_bitwise=same))
    expected = [names[index] for index in np.argsort(-changes) if changes[index] >= 0.25]
    assert keys(results, RowOrder.CHANGE, descending=True, only_changes=True) == expected
    assert keys(results, RowOrder.CHANGE, descending=True, query="part3", only_changes=True) == [
        name for name in expected if "part3" in name
    ]
    tree_layout = ordered(results, Query(()), RowOrder.CHANGE, descending=True, only_changes=False, job=Job())
    assert len(tree_layout.children(ROOT)) == 1000 + 19
    assert tree_layout.label(tree_layout.children(ROOT)[1000]) == "1,001 … 2,000"
    assert max(len(tree_layout.children(node)) for node in tree_layout.children(ROOT)) <= 1000
    assert results.differing[ROOT] == len(expected)
    model = ComparisonModel(results)
    first_layers = model.texts(model.tree_layout.children(1)[0])  # a range, of groups
    known = [(key, change) for key, change in zip(names, changes, strict=True) if int(key.split(".")[1]) < 1000]
    differing = [change for _, change in known if change >= 0.25]
    assert first_layers[Column.SHAPE] == f"{len(differing):,} of {len(known):,} differ"
    assert first_layers[Column.CHANGE] == number_text(max(differing), 3)
    model.set_layout(tree_layout)
    assert model.texts(tree_layout.children(ROOT)[1000])[Column.SHAPE] == "1,000 of 1,000 differ"
    last = tree_layout.children(tree_layout.children(ROOT)[-1])[-1]
    index = model.index_of(last)
    assert (index.row(), index.parent().row(), index.parent().parent()) == (999, 1018, QModelIndex())


def _measured(change: float) -> Difference:
    return Difference(4, 4, 4, 0, 4, change, (0,), change, change, 1.0, 1.0, 1.0, 1, None, None)


def test_the_model_is_one(qtmodeltester: Any) -> None:
    results = small()
    model = ComparisonModel(results)
    qtmodeltester.check(model)
    model.set_layout(ordered(results, Query(()), RowOrder.CHANGE, descending=True, only_changes=False, job=Job()))
    qtmodeltester.check(model)


def test_what_rows_say() -> None:
    results = small()
    model = ComparisonModel(results)

    def texts(key: str) -> list[str]:
        node = results.subject.find(key)
        assert node is not None
        return list(model.texts(node))

    assert texts("block.10.w") == ["w", "2", "2", "1.000000", "4", "float32", ""]
    assert texts("block.10.b")[1:2] + texts("block.10.b")[5:6] == ["0", "float32 → float16"]
    assert texts("head")[1:5] == ["shape differs", "", "", "2→3 × 3"]
    assert texts("model.new")[0:2] == ["model.new", "only in B"]
    assert texts("alone")[0:2] == ["alone", "only in A"]
    assert texts("block.2.w")[1] == "identical"
    block = model.index_of(results.subject.tree.parents[results.subject.find("block.2.w") or 0]).parent()
    assert (block.data(), block.siblingAtColumn(Column.SHAPE).data()) == ("block", "3 of 4 differ")
    node = results.subject.find("block.2.b")
    assert node is not None
    assert "{model." in model.index_of(node).data(Qt.ItemDataRole.ToolTipRole).replace("→", "").replace(" ", "")


def test_rows_without_a_result_say_nothing_of_it() -> None:
    a, b = (checkpoint_of({"w": ONES}) for _ in range(2))
    results = ComparisonResults(brought_together(a, b, None, Job()))
    assert ComparisonModel(results).texts(1) == ("w", "", "", "", "4", "float32", "")
    assert keys(results, RowOrder.DISTANCE) == ["w"]
    assert align(a.entries, b.entries).pairs
