from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file
from torch import nn

import inspector
from inspector.errors import CheckpointError, OutputExistsError, SelectionError
from inspector.exporting.writers import writer_for
from inspector.names.renaming import Renaming
from inspector.operations.exporting import CAST_TYPES, ExportOptions, cast_type, check, write
from inspector.tensors.encode import ENCODABLE
from inspector.verifying.embedded_architecture import embedded_in
from inspector.writing.plan import Plan
from inspector.writing.writer import Writer
from tests.verifying import saved

FIXTURES = Path(__file__).parents[2] / "fixtures"
PTH, SAFETENSORS = (writer_for(Path(name)) for name in ("a.pth", "a.safetensors"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Two tensors and a value."""
    state = {"hidden.weight": torch.arange(6.0).reshape(2, 3), "bias": torch.ones(2), "epoch": 3}
    return saved(tmp_path / "source.pth", state)


def test_a_path_and_an_open_checkpoint_give_the_same_file(source: Path, tmp_path: Path) -> None:
    a, b = tmp_path / "a.safetensors", tmp_path / "b.safetensors"
    report = inspector.export(source, a)
    with inspector.open(source) as checkpoint:
        inspector.export(checkpoint, b)
        assert checkpoint.read(checkpoint.tensors[0]).shape == (2, 3)
    assert a.read_bytes() == b.read_bytes()
    assert (report.files, report.format, report.tensors, report.nbytes) == ((a,), "safetensors", 2, 32)


def test_an_array_that_is_all_of_its_file_gets_the_name_of_the_file_where_a_key_is_needed(tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", np.ones(3))
    inspector.export(tmp_path / "w.npy", tmp_path / "a.safetensors")
    inspector.export(tmp_path / "w.npy", tmp_path / "b.safetensors", rename="=x")
    assert [list(load_file(tmp_path / name)) for name in ("a.safetensors", "b.safetensors")] == [["w"], ["x"]]


def test_text_is_left_out_where_the_format_has_none(tmp_path: Path) -> None:
    """A checkpoint of TensorFlow has the graph of its objects beside the weights, as text."""
    folder = FIXTURES / "tensorflow" / "run"
    for name in ("a.npz", "a.safetensors"):
        report = inspector.export(folder, tmp_path / name)
        assert [(each.code, each.where) for each in report.findings] == [
            ("text-left-out", "_CHECKPOINTABLE_OBJECT_GRAPH")
        ]
    with inspector.open(folder) as checkpoint:
        assert report.tensors == len(checkpoint.tensors) - 1
        checked = check(Plan().added(checkpoint, checkpoint.entries), ExportOptions(SAFETENSORS))
        assert not checked.blockers
        assert [each.code for each in checked.notices] == ["text-left-out"]
        assert [checkpoint.entries[at].key for at in checked.positions] == [row.key for row in checked.written.rows]
    with pytest.raises(SelectionError, match="is of type string"):
        inspector.export(folder, tmp_path / "b.npz", match="_CHECKPOINTABLE*")


def test_rows_are_chosen_renamed_and_cast(source: Path, tmp_path: Path) -> None:
    report = inspector.export(
        source, tmp_path / "a.safetensors", match="*.weight", exclude="x*", rename="hidden.*=hidden1.*", dtype="f16"
    )
    (cast,) = report.casts
    assert (cast.key, cast.after.name, cast.max_abs) == ("hidden1.weight", "float16", 0)
    written = load_file(tmp_path / "a.safetensors")
    assert {key: (array.dtype.name, array.tolist()) for key, array in written.items()} == {
        "hidden1.weight": ("float16", [[0, 1, 2], [3, 4, 5]])
    }


def test_tensors_of_several_checkpoints_come_together_in_a_plan(source: Path, tmp_path: Path) -> None:
    save_file({"other": np.zeros(2, "f4")}, tmp_path / "b.safetensors")
    with inspector.open(source) as a, inspector.open(tmp_path / "b.safetensors") as b:
        plan = inspector.Plan().added(a, a.tensors[:1]).added(b, b.tensors)
        inspector.export(plan, tmp_path / "both.safetensors", rename=["*=both.*"])
        with pytest.raises(SelectionError, match="the tensors of one checkpoint"):
            inspector.export(plan, tmp_path / "both.pth", architecture=True)
    assert sorted(load_file(tmp_path / "both.safetensors")) == ["both.hidden.weight", "both.other"]


@pytest.mark.parametrize(
    ("name", "keep", "left_out"),
    [
        ("a.pth", True, ""),
        ("a.pth", False, "1 value left out: only tensors are written"),
        ("a.safetensors", True, "1 value left out that the format can't hold"),
        ("a.safetensors", False, "1 value left out: only tensors are written"),
    ],
)
def test_values_that_are_left_out_are_said(source: Path, tmp_path: Path, name: str, keep: bool, left_out: str) -> None:
    report = inspector.export(source, tmp_path / name, keep_values=keep)
    assert [finding.message for finding in report.findings] == ([left_out] if left_out else [])
    with inspector.open(tmp_path / name) as written:
        assert ("epoch" in [entry.key for entry in written.entries]) is not bool(left_out)


def test_a_rule_about_no_key_is_said(source: Path, tmp_path: Path) -> None:
    report = inspector.export(source, tmp_path / "a.npz", rename=["hidden.*=h.*", "model.*=*"], match="hidden*")
    assert [finding.message for finding in report.findings] == ["the rule 'model.*=*' matches no key"]


def test_a_file_is_spread_over_shards_where_the_format_has_them(source: Path, tmp_path: Path) -> None:
    report = inspector.export(source, tmp_path / "a.safetensors", max_shard_size="24B")
    assert len(report.files) == 3
    assert report.files[0].name == "a.safetensors.index.json"
    assert "in 2 shards" in report.sentence
    with pytest.raises(SelectionError, match="not spread over shards"):
        inspector.export(source, tmp_path / "a.pth", max_shard_size=24)
    assert ExportOptions(SAFETENSORS, max_shard_nbytes=24).in_format(PTH).max_shard_nbytes == 0
    assert ExportOptions(SAFETENSORS, max_shard_nbytes=24).in_format(SAFETENSORS).max_shard_nbytes == 24


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"dtype": "int8"}, "'int8' is none of"),
        ({"max_shard_size": "many"}, "'many' is not a size"),
        ({"rename": "x"}, "OLD=NEW"),
        ({"match": "none"}, "a glob must match the whole dotted key"),
        ({"rename": "bias=hidden.weight"}, "both be called 'hidden.weight'"),
        ({"architecture": True}, "the architecture of source.pth was not recognized"),
        ({"architecture": "lost"}, "no architecture 'lost'"),
    ],
)
def test_a_request_that_can_not_be_met_leaves_nothing(
    source: Path, tmp_path: Path, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(SelectionError, match=said):
        inspector.export(source, tmp_path / "a.pth", **options)
    assert list(tmp_path.iterdir()) == [source]


def test_a_file_is_replaced_only_where_that_is_wanted_and_never_a_source(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.pth"
    inspector.export(source, target)
    for architecture in (False, True):  # which is refused before anything is looked for
        with pytest.raises(OutputExistsError):
            inspector.export(source, target, architecture=architecture)
    inspector.export(source, target, replace=True)
    with pytest.raises(CheckpointError, match=r"source\.pth"):
        inspector.export(source, source, replace=True)


@pytest.mark.slow
def test_the_architecture_is_kept_after_it_was_verified(tmp_path: Path) -> None:
    state = nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 2)).state_dict()
    source = saved(tmp_path / "a.pth", state)
    report = inspector.export(
        source, tmp_path / "kept.safetensors", architecture="sequential-mlp", params={"activation": "tanh"}
    )
    assert report.architecture == "sequential-mlp"
    with inspector.open(tmp_path / "kept.safetensors") as written:
        kept = embedded_in(written)
    assert kept is not None
    assert kept.params["activation"] == "tanh"
    again = inspector.export(
        tmp_path / "kept.safetensors", tmp_path / "again.pth", architecture=True
    )  # as the file says
    assert again.architecture == "sequential-mlp"
    assert inspector.verify(tmp_path / "again.pth").bitwise


def test_a_plan_is_checked_as_it_is_written(tmp_path: Path) -> None:
    source = saved(tmp_path / "a.pth", {"epoch": 3, "hidden.weight": torch.zeros(2, 3), "bias": torch.ones(2)})
    renaming = Renaming.parse("bias=hidden.weight")
    with inspector.open(source) as checkpoint:
        plan = inspector.Plan().added(checkpoint, checkpoint.entries)
        options = ExportOptions(SAFETENSORS, dtype=cast_type("bfloat16"), keep_values=True)
        checked = check(plan, options, renaming)
        assert [row.key for row in checked.renamed.rows] == ["epoch", "hidden.weight", "hidden.weight"]
        assert [row.key for row in checked.written.rows] == ["hidden.weight", "hidden.weight"]
        (blocker,) = checked.blockers
        assert [checked.positions[row] for row in blocker.rows] == [1, 2]
        with pytest.raises(SelectionError, match=r"both be called"):
            write(plan, tmp_path / "b.safetensors", options, rename=renaming)
        unchanged = check(plan, ExportOptions(PTH, keep_values=True))
        assert unchanged.renamed is plan
        assert (list(unchanged.positions), unchanged.blockers) == ([0, 1, 2], [])


def test_every_type_there_is_to_cast_to_is_offered_the_usual_ones_first() -> None:
    assert set(CAST_TYPES) == ENCODABLE
    assert CAST_TYPES[:3] == ("float32", "float16", "bfloat16")
    assert cast_type("bf16").name == "bfloat16"


def test_a_report_for_people_says_what_casting_cost(source: Path, tmp_path: Path) -> None:
    report = inspector.export(source, tmp_path / "a.pth", dtype="float8_e4m3fn")
    lines = repr(report).splitlines()
    assert lines[0].endswith("a.pth: pytorch-zip, 2 tensors, 8 B; verified by reading it back")
    assert lines[2].split()[:3] == ["hidden.weight", "float32", "float8_e4m3fn"]
    assert report._repr_html_().count("<tr>") == 3


@pytest.mark.parametrize(("writer", "nbytes"), [(PTH, 24), (SAFETENSORS, 48)])
def test_tied_weights_are_counted_as_often_as_they_are_written(writer: Writer, nbytes: int, tmp_path: Path) -> None:
    weight = torch.arange(6.0).reshape(2, 3)
    with inspector.open(saved(tmp_path / "tied.pth", {"wte": weight, "head": weight})) as checkpoint:
        plan = inspector.Plan().added(checkpoint, checkpoint.entries)
        options = ExportOptions(writer)
        assert check(plan, options).nbytes == nbytes
        report = write(plan, tmp_path / f"out{options.suffix}", options)
    assert (report.stored_nbytes, report.nbytes) == (nbytes, 48)
    assert f", 2 tensors, {nbytes} B; verified" in report.sentence
