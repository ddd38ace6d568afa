from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from inspector.names.filter import matching, parse
from inspector.names.tree import ROOT
from inspector.names.tree_layout import MAX_FAMILY, Order, lay_out
from inspector.sources.storage import MemoryStorage
from inspector.tensors.entries import LANGUAGE, UNREADABLE, Attribute, Key, ObjectEntry, ReferenceEntry, ValueEntry
from inspector.ui.document.document import Mark
from inspector.ui.tree.model import Column, NameTreeModel
from tests.tensors import entry_of
from tests.ui.conftest import document

pytestmark = pytest.mark.usefixtures("qapp")

Role = Qt.ItemDataRole
CONTENTS = {
    "layer.10.weight": np.zeros((4, 3), np.float32),
    "layer.9.weight": np.zeros((2, 3), np.float16),
    "layer.9": np.zeros(1),
    "epoch": 3,
}


def texts(model: QAbstractItemModel, parent: QModelIndex | None = None) -> list[Any]:
    """The names of all rows, each followed by a list of those below it, if there are any."""
    parent = parent or QModelIndex()
    found: list[Any] = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append(index.data())
        if below := texts(model, index):
            found.append(below)
    return found


def row_of(model: NameTreeModel, node: int) -> list[str]:
    return [model.index_of(node, column).data() for column in Column if column != Column.DISTRIBUTION]


def test_the_model_keeps_the_rules_of_models_while_it_changes() -> None:
    made = document({**CONTENTS, **{f"many.{number}": number for number in range(MAX_FAMILY + 5)}})
    model = NameTreeModel(made)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert texts(model)[:3] == ["layer", ["9", ["weight"], "10.weight"], "epoch"]
    for tree_layout in (
        lay_out(made.tree, order=Order.SIZE, descending=True),
        lay_out(made.tree, matches=[0]),
        lay_out(made.tree, matches=[]),
        made.natural,
    ):
        model.set_layout(tree_layout)
    assert texts(model)[:3] == ["layer", ["9", ["weight"], "10.weight"], "epoch"]


def test_rows_say_what_their_entries_are() -> None:
    made = document(CONTENTS)
    model = NameTreeModel(made)
    nodes = made.tree.nodes
    assert row_of(model, nodes[0]) == ["10.weight", "4 × 3", "float32", "12", "48 B"]
    assert row_of(model, nodes[3]) == ["epoch", "3", "int", "", ""]
    assert row_of(model, made.tree.parents[nodes[2]]) == ["layer", "3 tensors", "", "19", "68 B"]
    assert row_of(model, nodes[2]) == ["9", "1", "float64", "7", "20 B"]
    made = document([ValueEntry(("a",), 1), ReferenceEntry(("b",), ("a",))])
    assert row_of(NameTreeModel(made), made.tree.nodes[1]) == ["b", "= a", "reference", "", ""]


def test_numbers_are_aligned_to_the_right() -> None:
    model = NameTreeModel(document(CONTENTS))
    for column in Column:
        alignment = model.index(0, column).data(Role.TextAlignmentRole)
        assert bool(Qt.AlignmentFlag(alignment) & Qt.AlignmentFlag.AlignRight) is (
            column in (Column.PARAMETERS, Column.SIZE)
        )
        assert model.headerData(column, Qt.Orientation.Horizontal)


def test_a_lone_tensor_and_a_whole_module_have_one_row_at_the_top() -> None:
    assert texts(NameTreeModel(document([entry_of(np.zeros(3), path=())]))) == ["made.pth"]
    module = ObjectEntry((), "nets.Net")
    weight = entry_of(np.zeros(3), path=(Attribute("_parameters"), "weight"))
    model = NameTreeModel(document([module, weight]))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert texts(model) == ["Net", ["weight"]]
    assert texts(NameTreeModel(document({"": 0}))) == ['""']


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ("a\nb", "a\\nb"),
        ("nul\0", "nul\\x00"),
        ("\u202egnp", "\\u202egnp"),
        (" padded ", '" padded "'),
        ("\ud800", "\\ud800"),
        ("x" * 100_000, "x" * 400),
    ],
)
def test_names_are_shown_as_they_are_and_on_one_line(key: str, shown: str) -> None:
    assert texts(NameTreeModel(document({key: np.zeros(1)}))) == [shown]


def test_tool_tips_are_never_markup_of_the_file() -> None:
    made = document({"<img src=x>": np.zeros(1)})
    model = NameTreeModel(made)
    assert model.index(0, 0).data(Role.ToolTipRole) == "<p>&lt;img src=x&gt;</p>"


def test_marks_say_what_is_unusual() -> None:
    shared = MemoryStorage(bytes(64))
    made = document(
        {
            "tied": entry_of(np.zeros(4, np.float32), storage=shared),
            "too": entry_of(np.zeros(4, np.float32), storage=shared),
            "view": entry_of(np.zeros((2, 3)), strides=(1, 2)),
            "meta": entry_of(np.zeros(2), storage=None),
            "net": ObjectEntry(("net",), "elsewhere.Net"),
            "evil": ObjectEntry(("evil",), "posix.system"),
            "cut": ObjectEntry(("cut",), UNREADABLE, {"error": "the file ends"}),
            "group": ObjectEntry(("group",), "HDF5 group"),
            "lua": ObjectEntry(("lua",), "posix.system", {LANGUAGE: "Lua"}),
            "plain": np.zeros(2),
        }
    )
    model = NameTreeModel(made)
    marks = [model.marks(node) for node in made.tree.nodes]
    assert marks == [
        Mark.SHARED | Mark.OVERSIZED,
        Mark.SHARED | Mark.OVERSIZED,
        Mark.VIEW,
        Mark.NO_DATA,
        Mark.UNKNOWN_CLASS,
        Mark.DANGEROUS_CLASS,
        Mark.UNREADABLE,
        Mark.NONE,
        Mark.NONE,
        Mark.NONE,
    ]
    assert "Nothing was run" in model.index_of(made.tree.nodes[5]).data(Role.ToolTipRole)


def test_what_a_filter_hides_has_no_index() -> None:
    made = document(CONTENTS)
    model = NameTreeModel(made)
    weight, epoch = made.tree.nodes[0], made.tree.nodes[3]
    model.set_layout(lay_out(made.tree, matches=[3]))
    assert model.index_of(epoch).isValid()
    assert not model.index_of(weight).isValid()
    assert not model.index_of(ROOT).isValid()


def test_sorting_asks_for_another_arrangement() -> None:
    model = NameTreeModel(document(CONTENTS))
    asked: list[tuple[Order, bool]] = []
    model.sort_requested.connect(lambda order, descending: asked.append((order, descending)))
    model.sort(Column.SIZE, Qt.SortOrder.DescendingOrder)
    model.sort(-1, Qt.SortOrder.AscendingOrder)
    assert asked == [(Order.SIZE, True), (Order.FILE, False)]


def test_ranges_carry_the_sums_of_what_is_in_them() -> None:
    made = document({f"w{number}": np.zeros(2, np.float32) for number in range(MAX_FAMILY + 1)})
    model = NameTreeModel(made)
    index = model.index(0, 0)
    half = MAX_FAMILY // 2
    assert [model.index(0, column).data() for column in Column] == [
        f"w0 … w{half - 1}", f"{half:,} tensors", "", f"{2 * half:,}", "7.81 KiB", "",
    ]  # fmt: skip
    assert model.rowCount(index) == half
    assert model.entry(model.node(index)) is None


@pytest.mark.parametrize("moments", [["exp_avg", "exp_avg_sq"], ["momentum_buffer"]])
def test_states_of_an_optimizer_are_shown_and_found_by_the_name_of_their_parameter(moments: list[str]) -> None:
    shapes = {"Emb.weight": (4, 3), "fc.weight": (3, 3), "fc.bias": (3,)}
    entries = [entry_of(np.ones(shape, "f4"), path=("model", name)) for name, shape in shapes.items()]
    entries += [
        entry_of(np.ones(shape, "f4"), path=("optim", "state", Key(number), moment))
        for number, shape in enumerate(shapes.values())
        for moment in moments
    ]
    made = document(entries)
    model = NameTreeModel(made)
    state = made.tree.find(f"optim.state.1.{moments[0]}")
    assert state is not None
    shown = model.index_of(state).parent() if len(moments) > 1 else model.index_of(state)
    label = "1" if len(moments) > 1 else "1.momentum_buffer"
    assert shown.data() == f"{label} · fc.weight"
    assert "optimizer state of model.fc.weight, assumed" in model.row_tip(shown.internalId())
    if len(moments) > 1:
        assert model.index_of(state).data() == "exp_avg"
    for query in ("emb", "/emb.weight$/", r"/state\.0.*_(avg|avg_sq|buffer)$|^model.emb/"):
        found = [made.tree.source[index].key for index in matching(parse(query), made.tree)]
        assert found == ["model.Emb.weight", *(f"optim.state.0.{each}" for each in moments)]
