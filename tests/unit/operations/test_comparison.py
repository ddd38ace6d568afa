from __future__ import annotations

import gc
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

import inspector
from inspector.comparing.results import PairResult, State
from inspector.errors import CheckpointError, OutputError, SelectionError
from inspector.jobs import Cancelled, Job
from inspector.operations.alignment import align
from inspector.operations.comparison import explained

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Writes arrays to a file."""

    def save(name: str, **tensors: Any) -> Path:
        path = tmp_path / f"{name}.safetensors"
        save_file({key: np.ascontiguousarray(value, "f4") for key, value in tensors.items()}, path)
        return path

    return save


def matrix(seed: int) -> Any:
    return np.random.default_rng(seed).normal(size=(20, 30))


def test_paths_and_open_checkpoints_give_the_same(save: Save) -> None:
    a, b = save("a", w=matrix(0), x=[1, 2]), save("b", w=matrix(0) + 0.5, x=[1, 2])
    of_paths = inspector.compare(a, b)
    with inspector.open(a) as open_a, inspector.open(b) as open_b:
        assert inspector.compare(open_a, open_b).record() == of_paths.record()
        assert open_a.read(open_a.tensors[0]).shape == (20, 30)
    (changed,) = of_paths.of_state(State.CHANGED)
    assert changed.difference is not None
    assert changed.difference.max_abs == pytest.approx(0.5, rel=1e-5)
    assert (of_paths.agrees, of_paths.is_same_file) == (False, False)
    assert (of_paths.name_a, of_paths.name_b) == (str(a), str(b))


def test_every_result_comes_as_it_is_known(save: Save) -> None:
    seen: list[PairResult] = []
    report = inspector.compare(save("a", w=matrix(0), old=[1]), save("b", w=matrix(1), new=[1, 2]), each=seen.append)
    assert seen == list(report.results)
    assert [result.state for result in seen] == [State.ONLY_IN_A, State.ONLY_IN_B, State.CHANGED]


def test_a_tolerance_is_that_of_numpy(save: Save) -> None:
    a, b = save("a", w=[1.0, 2.0]), save("b", w=[1.0, 2.002])
    assert inspector.compare(a, b, rtol=1.1e-3).agrees
    assert inspector.compare(a, b, atol=2.1e-3).agrees
    assert not inspector.compare(a, b, rtol=0.9e-3).agrees


def test_names_are_brought_together_by_rules_by_wrappers_and_by_content(save: Save) -> None:
    a = save("a", **{"module.w": matrix(0), "module.v": matrix(1), "old": matrix(2)})
    b = save("b", w=matrix(0), v=matrix(1), new=matrix(2))
    assert inspector.compare(a, b).agrees
    c = save("c", w=matrix(0), v=matrix(1), new=matrix(3))
    by_rule = inspector.compare(a, c, rename=["old=new"])
    assert [result.key for result in by_rule.of_state(State.CHANGED)] == ["old"]
    assert [result.key for result in inspector.compare(a, c).of_state(State.ONLY_IN_A)] == ["old"]


def test_a_final_map_is_used_as_it_is(save: Save) -> None:
    with inspector.open(save("a", old=matrix(0))) as a, inspector.open(save("b", new=matrix(0))) as b:
        found = align(a, b)
        assert [(pair.a.key, pair.b.key) for pair in found.pairs] == [("old", "new")]
        assert not align(a, b, rename=type(found.map)(is_final=True)).pairs
        again = align(b, a, rename=found.map_back)
        assert [(pair.a.key, pair.b.key) for pair in again.pairs] == [("new", "old")]


def test_matrices_are_transposed_and_keys_selected_by_globs(save: Save) -> None:
    a, b = save("a", w=matrix(0), v=matrix(1), x=[1]), save("b", w=matrix(0).T, v=matrix(1), x=[2])
    assert [result.key for result in inspector.compare(a, b).of_state(State.SHAPE_CHANGED)] == ["w"]
    report = inspector.compare(a, b, transpose="w", match=["w", "v"])
    assert report.agrees
    assert len(report.results) == 2


def test_a_file_that_is_written_to_meanwhile_is_an_error_after_what_was_found(save: Save) -> None:
    a, b = save("a", w=matrix(0), old=[1]), save("b", w=matrix(1))
    seen: list[PairResult] = []

    def each(result: PairResult) -> None:
        seen.append(result)
        if len(seen) == 1:
            with b.open("ab") as file:
                file.write(b"more")

    with pytest.raises(CheckpointError, match=r"b\.safetensors"):
        inspector.compare(a, b, each=each)
    assert seen


def test_wrong_rules_and_files_are_errors(save: Save, tmp_path: Path) -> None:
    a = save("a", w=[1])
    with pytest.raises(SelectionError, match="OLD=NEW"):
        inspector.compare(a, a, rename=["w"])
    with pytest.raises(CheckpointError, match=r"none\.pth: does not exist"):
        inspector.compare(a, tmp_path / "none.pth")


def test_cancelling_raises(save: Save) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        inspector.compare(save("a", w=matrix(0)), save("b", w=matrix(1)), job=job)


def test_it_is_saved_as_its_name_says(save: Save, tmp_path: Path) -> None:
    a, b = save("a", w=matrix(0)), save("b", w=matrix(1))
    report = inspector.compare(a, b)
    report.save(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == report.record()
    report.save(tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    report.save(tmp_path / "report.json", as_json=False)
    assert (tmp_path / "report.json").read_text("utf-8").startswith("<!DOCTYPE html>")
    with pytest.raises(OutputError, match=r"choose another name"):
        report.save(b)


def test_a_report_for_people_begins_with_what_changed_most(save: Save) -> None:
    a = save("a", little=[1.0, 2], much=[1.0, 2], same=[1.0, 2], **{"<i>": [1.0]})
    b = save("b", little=[1.0, 2.1], much=[5.0, 2], same=[1.0, 2])
    lines = repr(inspector.compare(a, b)).splitlines()
    assert lines[0].endswith("4 tensors: 1 identical, 2 changed, 1 only in a")
    assert [line.split()[:2] for line in lines[2:4]] == [["changed", "much"], ["changed", "little"]]
    assert "&lt;i&gt;" in inspector.compare(a, b)._repr_html_()


def test_a_report_that_is_explained_knows_what_it_knew(save: Save) -> None:
    a, b = save("a", w=matrix(0), v=matrix(2)), save("b", w=2 * matrix(0), v=matrix(3))
    collecting: list[bool] = []

    class Watching(Job):
        __slots__ = ()

        def check(self) -> None:
            collecting.append(gc.isenabled())

    with inspector.open(a) as first, inspector.open(b) as second:
        report = inspector.compare(first, second)
        known = report.by_change
        found = explained(report, Watching())
    assert not any(collecting)
    assert gc.isenabled()
    assert found.by_change is known
    assert [result.key for result in found.explanations] == ["w"]
    assert not report.explanations
