from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

import inspector
from inspector.errors import SelectionError
from inspector.names.renaming import RenameRule, Renaming
from inspector.tensors.dtypes import DTYPES
from inspector.tensors.entries import TensorEntry, ValueEntry
from inspector.writing.plan import Plan, can_cast
from tests.exporting import opened_plan, saved


@pytest.fixture
def training(tmp_path: Path) -> Path:
    """A training checkpoint: a model, its optimizer, and plain values."""
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    optimizer = torch.optim.Adam(model.parameters())
    model(torch.ones(4, 3)).sum().backward()
    optimizer.step()
    state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": 3}
    return saved(state, tmp_path / "training.pth")


def test_a_plan_has_the_tensors_and_values_under_their_keys(training: Path) -> None:
    with opened_plan(training) as plan:
        keys = [row.key for row in plan.rows]
        assert keys[:2] == ["model.0.weight", "model.0.bias"]
        assert "epoch" in keys
        assert len(plan.tensors) + len(plan.values) == len(plan.rows)
        assert plan.metadata == {"format": "pt"}
        assert [type(row.entry) for row in plan.values] == [ValueEntry] * len(plan.values)


def test_edits_leave_the_plan_they_were_made_on(training: Path) -> None:
    with opened_plan(training) as plan:
        before = plan.rows
        renamed = plan.with_keys({0: "w"}).renamed(Renaming.parse(["model.*=*"]))
        assert [row.key for row in renamed.rows[:3]] == ["w", "0.bias", "1.weight"]
        assert len(plan.without({0, 1}).rows) == len(before) - 2
        assert plan.without_values().values == []
        assert all(row.keep_view for row in plan.with_views_kept().tensors)
        assert plan.rows is before
        assert not any(row.keep_view or row.is_cast for row in plan.tensors)


def test_a_prefix_is_added_and_stripped_by_rules(training: Path) -> None:
    with opened_plan(training) as plan:
        added = plan.renamed(Renaming([RenameRule.prefix("", "backbone.")]))
        assert added.rows[0].key == "backbone.model.0.weight"
        stripped = added.renamed(Renaming([RenameRule.prefix("backbone.model.", "")]))
        assert stripped.rows[0].key == "0.weight"


def test_the_optimizer_is_dropped_at_once(training: Path) -> None:
    with opened_plan(training) as plan:
        kept = plan.without_optimizers()
        assert {row.key.partition(".")[0] for row in kept.rows} == {"model", "epoch"}
        assert any(row.key.startswith("optimizer.state") for row in plan.rows)


def test_two_optimizers_under_any_name_are_dropped(tmp_path: Path) -> None:
    parameter = torch.nn.Parameter(torch.ones(2))
    state = torch.optim.SGD([parameter], lr=0.1).state_dict()
    path = saved(
        {"G": {"w": torch.ones(1)}, "optG": state, "nested": {"optD": state}, "state": 1}, tmp_path / "gan.pth"
    )
    with opened_plan(path) as plan:
        assert [row.key for row in plan.without_optimizers().rows] == ["G.w", "state"]


def test_a_lone_optimizer_is_all_of_its_file(tmp_path: Path) -> None:
    parameter = torch.nn.Parameter(torch.ones(2))
    with opened_plan(saved(torch.optim.SGD([parameter]).state_dict(), tmp_path / "sgd.pth")) as plan:
        assert plan.without_optimizers().rows == ()


def test_several_checkpoints_make_one_plan(tmp_path: Path) -> None:
    first = saved({"a": torch.ones(1)}, tmp_path / "a.pth")
    save_file({"b": torch.ones(1)}, tmp_path / "b.safetensors", {"author": "me", "format": "np"})
    with opened_plan(first, tmp_path / "b.safetensors") as plan:
        assert [entry.path for entry in plan.entries] == [("a",), ("b",)]
        assert len(plan.sources) == 2
        assert plan.metadata == {"format": "pt", "author": "me"}  # what is there stays


def test_a_checkpoint_added_twice_is_one_source(training: Path) -> None:
    with inspector.open(training) as checkpoint:
        plan = Plan().added(checkpoint, checkpoint.tensors[:1]).added(checkpoint, checkpoint.tensors[1:2])
        assert len(plan.sources) == 1
        assert len(plan.rows) == 2


def test_casting_leaves_integers_alone_unless_they_are_named(training: Path) -> None:
    with opened_plan(training) as plan:
        rows = {row.key: index for index, row in enumerate(plan.rows)}
        counter = rows["model.1.num_batches_tracked"]
        cast = plan.cast(DTYPES["float16"])
        assert [row.is_cast for row in cast.tensors if row.key.startswith("model.0")] == [True, True]
        assert cast.rows[counter] is plan.rows[counter]
        named = plan.cast(DTYPES["float16"], {counter})
        assert [row.key for row in named.tensors if row.is_cast] == ["model.1.num_batches_tracked"]
        assert not any(row.is_cast for row in cast.cast(None).tensors)


def test_rows_that_stay_as_they_are_are_the_same_objects(training: Path) -> None:
    """A hundred thousand of them are not made again."""
    with inspector.open(training) as checkpoint:
        plan = Plan().added(checkpoint, checkpoint.entries)
        for same in (plan.cast(None), plan.with_views_kept(False), plan.with_keys({})):
            assert all(new is old for new, old in zip(same.rows, plan.rows, strict=True))


def test_a_cast_to_the_type_it_has_is_none(training: Path) -> None:
    with opened_plan(training) as plan:
        assert not any(row.is_cast for row in plan.cast(DTYPES["float32"]).tensors if row.key.startswith("model.0"))


def test_nothing_is_cast_to_integers(training: Path) -> None:
    with opened_plan(training) as plan, pytest.raises(SelectionError, match="int8 is no type to cast to"):
        plan.cast(DTYPES["int8"])


def test_complex_tensors_are_cast_to_complex_types_only(tmp_path: Path) -> None:
    path = saved({"c": torch.ones(1, dtype=torch.complex64), "r": torch.ones(1)}, tmp_path / "c.pth")
    with opened_plan(path) as plan:
        assert [row.is_cast for row in plan.cast(DTYPES["float16"]).tensors] == [False, True]
        assert [row.is_cast for row in plan.cast(DTYPES["complex128"]).tensors] == [True, False]
        with pytest.raises(SelectionError, match=r"c \(complex64\) can't be cast to float16"):
            plan.cast(DTYPES["float16"], {0})


def test_stored_integers_without_a_scale_are_not_cast() -> None:
    entry = TensorEntry(("q",), DTYPES["qint8"], (1,), (1,), None)
    assert not can_cast(entry, DTYPES["float32"])
