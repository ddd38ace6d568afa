from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.numpy import save_file

import inspector
from inspector.errors import CheckpointError, SelectionError
from inspector.jobs import Cancelled, Job
from inspector.operations.results import TensorResult
from inspector.operations.statistics import Statistics
from inspector.tensors.entries import TensorEntry
from tests.tensors import entry_of


def test_a_path_and_an_open_checkpoint_give_the_same_and_the_open_one_stays_open(model: Path) -> None:
    of_path = inspector.statistics(model)
    with inspector.open(model) as checkpoint:
        of_checkpoint = inspector.statistics(checkpoint)
        assert checkpoint.read(checkpoint.tensors[0]).shape == (2, 3)
    numbers = [
        [getattr(table["model.hidden.weight"], name) for name in ("min", "max", "mean")]
        for table in (of_path, of_checkpoint)
    ]
    assert numbers == [[0.0, 5.0, 2.5]] * 2


def test_each_tensor_has_a_row_also_one_without_numbers(model: Path) -> None:
    table = inspector.statistics(model)
    assert [row.key.removeprefix("model.") for row in table] == [
        "hidden.weight", "hidden.bias", "tied.weight", "empty", "meta",
    ]  # fmt: skip
    assert (table["model.hidden.bias"].nan, table["model.hidden.bias"].posinf) == (1, 1)
    assert table["model.empty"].count == 0
    assert not table.errors
    with pytest.raises(SelectionError, match=r"model\.meta has no data"):
        table["model.meta"]
    with pytest.raises(SelectionError, match="no result for 'other'"):
        table["other"]


def test_of_two_tensors_with_one_key_the_first_is_meant(tmp_path: Path) -> None:
    torch.save({"a.b": torch.tensor([1.0]), "a": {"b": torch.tensor([2.0])}}, tmp_path / "twice.pth")
    table = inspector.statistics(tmp_path / "twice.pth")
    assert [row.get().max for row in table] == [1, 2]
    assert table["a.b"].max == 1


def test_globs_bins_and_range_are_those_of_numpy(model: Path) -> None:
    table = inspector.statistics(model, match="*.weight", exclude="*tied*", bins=4, range=(1, 3))
    assert [row.key for row in table] == ["model.hidden.weight"]
    counts, edges = np.histogram(np.arange(6.0), 4, (1, 3))
    histogram = table["model.hidden.weight"].histogram
    np.testing.assert_array_equal(histogram.counts, counts)
    np.testing.assert_array_equal(histogram.edges, edges)


@pytest.mark.parametrize("wrong", [{"bins": 0}, {"range": (1.0, 0.0)}, {"range": (0.0, float("nan"))}])
def test_a_senseless_request_is_refused_and_not_blamed_on_the_tensors(model: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(SelectionError, match="a histogram"):
        inspector.statistics(model, **wrong)


def test_one_tensor_that_can_not_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "cut.safetensors"
    save_file({"a": np.arange(3, dtype="f4"), "b": np.arange(1000, dtype="f4")}, path)
    seen: list[TensorResult[Statistics]] = []
    with inspector.open(path) as checkpoint:
        stamp = path.stat()
        os.truncate(path, stamp.st_size - 100)
        os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # else all of it counts as changed
        table = inspector.statistics(checkpoint, each=seen.append)
        with pytest.raises(CheckpointError):
            inspector.statistics(checkpoint.tensors[1])
    assert table["a"].max == 2
    assert [entry.key for entry, _ in table.errors] == ["b"]
    with pytest.raises(CheckpointError):
        table["b"]
    assert seen == list(table)


def test_one_tensor_is_its_statistics_and_one_of_text_is_refused() -> None:
    assert inspector.statistics(entry_of(np.arange(4.0))).mean == 1.5
    with pytest.raises(SelectionError, match="not a number"):
        inspector.statistics(entry_of(np.array(["a"])))


def test_cancelling_ends_it_between_two_tensors(model: Path) -> None:
    job = Job()
    seen: list[TensorEntry] = []

    def each(result: TensorResult[Statistics]) -> None:
        seen.append(result.entry)
        job.cancel()

    with pytest.raises(Cancelled):
        inspector.statistics(model, each=each, job=job)
    assert len(seen) == 1


def test_the_progress_covers_all_tensors(tmp_path: Path) -> None:
    path = tmp_path / "two.safetensors"
    save_file({"a": np.arange(10, dtype="f4"), "b": np.arange(30, dtype="f4")}, path)
    job = Job()
    shares: list[float | None] = []
    inspector.statistics(path, each=lambda _: shares.append(job.progress.fraction), job=job)
    first, second = shares
    assert first is not None
    assert second is not None
    assert 0 < first <= 0.25
    assert second == 1


def test_a_table_for_people(model: Path) -> None:
    lines = repr(inspector.statistics(model)).splitlines()
    assert lines[1].split() == ["key", "type", "shape", "min", "max", "mean", "std", "zeros", "nan", "inf"]
    assert lines[2].split() == [
        "model.hidden.weight",
        "float32",
        "2",
        "×",
        "3",
        "0",
        "5",
        "2.5",
        "1.708",
        "16.7%",
        "0",
        "0",
    ]
    assert "<td" in inspector.statistics(model)._repr_html_()
