from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safetensors.numpy import save_file

from inspector.errors import SelectionError
from inspector.operations.merged_parts import merged
from inspector.operations.parts import Part
from tests.command_line import Answer, answer_to

Command = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Command:
    return lambda *words: answer_to(capsys, *words)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    random = np.random.default_rng(1)
    arrays: dict[str, npt.NDArray[Any]] = {
        f"layer.{number}": random.random((3, 1 + number % 7)).astype(np.float32) for number in range(12)
    }
    arrays["large"] = random.random((100, 100))
    places = [tmp_path / "a.safetensors", tmp_path / "b.safetensors"]
    save_file(arrays | {"only": np.ones(2)}, places[0])
    for key in ("layer.2", "large", "layer.11"):
        arrays[key] = arrays[key] + arrays[key].dtype.type(1)
    arrays["layer.5"] = arrays["layer.5"][:1].copy()
    arrays["layer.6"] = arrays["layer.6"].astype(np.float64)
    save_file(arrays, places[1])
    return places


@given(st.lists(st.integers(0, 1 << 40), max_size=40), st.integers(1, 50))
@settings(max_examples=50)
def test_the_parts_are_all_once_in_order_and_about_as_large(sizes: list[int], count: int) -> None:
    items = list(enumerate(sizes))
    shares = [Part(number, count).share(items, lambda item: item[1]) for number in range(1, count + 1)]
    assert [item for share in shares for item in share] == items
    cost = sum(sizes) + 4096 * len(sizes)
    for share in shares:  # no more than its part, and half of the tensor at each end
        assert sum(size + 4096 for _, size in share) <= cost / count + max(sizes, default=0) + 4096


@pytest.mark.parametrize(
    ("costs", "count", "shares"),
    [
        ([1, 1, 1], 2, [[0], [1, 2]]),  # where the middle of one lies on the cut, it belongs behind
        ([1, 6, 1, 1], 3, [[0], [1], [2, 3]]),
        ([8, 1, 1, 1], 3, [[], [0], [1, 2, 3]]),
        ([1, 1], 4, [[], [0], [], [1]]),
    ],
)
def test_a_part_has_what_has_its_middle_there(costs: list[int], count: int, shares: list[list[int]]) -> None:
    of_one = 4096  # what a tensor without bytes costs
    for number, share in enumerate(shares, 1):
        found = Part(number, count).share(range(len(costs)), lambda at: (costs[at] - 1) * of_one)
        assert found == share


@pytest.mark.parametrize(
    "words", [["stats", "--quantiles", "0.5"], ["hash", "--whole-files"], ["diff", "--rtol", "0.1"], ["scan"]]
)
@pytest.mark.parametrize("count", [1, 3, 40])
def test_merged_parts_are_what_the_whole_is(
    words: list[str], count: int, files: list[Path], run: Command, tmp_path: Path
) -> None:
    verb, *rest = words
    some = files[:1] if verb in ("stats", "hash") else files
    if verb == "scan":
        count = min(count, len(files))
    whole = run(verb, *some, "--json", *rest)
    parts = []
    for number in range(count, 0, -1):
        parts.append(tmp_path / f"part{number}.json")
        parts[-1].write_text(run(verb, *some, "--json", *rest, "--part", f"{number}/{count}").out)
    assert run("merge", *parts) == whole
    if count > 1:
        answer = run("merge", *parts[1:])
        assert (answer.status, answer.err) == (2, f"checkpoint-inspector: part {count}/{count} is missing\n")


@pytest.mark.parametrize("count", [1, 2, 7])
def test_merged_parts_of_a_history_are_what_the_whole_is(
    count: int, run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for step in (1, 2, 3, 4, 5):
        weight = np.full((3, 2), 1.0 / step, np.float32)
        if step == 3:
            weight[1] = 0
        if step >= 4:
            weight[2, 1] = np.nan
        save_file({"weight": weight, "bias": np.ones(2) * step}, folder / f"step_{step}.safetensors")
    (folder / "step_6.safetensors").write_bytes(b"cut")
    whole = run("history", folder, "--json", "--effective-rank")
    assert (whole.status, json.loads(whole.out)["first_dead_rows_step"]) == (3, "step_3.safetensors")
    parts = []
    for number in range(count, 0, -1):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / f"cache{number}"))  # jobs of other machines
        parts.append(tmp_path / f"part{number}.json")
        answer = run("history", folder, "--json", "--effective-rank", "--part", f"{number}/{count}")
        parts[-1].write_text(answer.out)
        assert ("step_6" in answer.err) == (number == count)
    merged_answer = run("merge", *parts)
    assert (merged_answer.status, merged_answer.out) == (3, whole.out)
    save_file({"weight": np.ones(2)}, folder / "step_9.safetensors")
    parts[-1].write_text(run("history", folder, "--json", "--effective-rank", "--part", f"1/{count}").out)
    assert count == 1 or "different requests" in run("merge", *parts).err
    (tmp_path / "bad").write_text(
        json.dumps({"folder": "a", "steps": [1], "part": {"number": 1, "count": 1, "of": ""}})
    )
    assert run("merge", tmp_path / "bad").status == 2


def test_manifests_are_merged_to_what_one_job_would_have_written(
    files: list[Path], run: Command, tmp_path: Path
) -> None:
    run("hash", files[0], "-o", tmp_path / "whole", "--whole-files")
    parts = [tmp_path / f"part{number}" for number in (1, 2, 3)]
    for number, part in enumerate(parts, 1):
        assert run("hash", files[0], "-o", part, "--whole-files", "--part", f"{number}/3").status == 0
    assert run("merge", *reversed(parts), "-o", tmp_path / "merged").status == 0
    assert (tmp_path / "merged").read_bytes() == (tmp_path / "whole").read_bytes()
    assert run("check", tmp_path / "merged", files[0]).status == 0
    again = run("merge", *parts, "-o", tmp_path / "merged")
    assert (again.status, "--force" in again.err) == (3, True)
    assert run("merge", *parts, "-o", tmp_path / "merged", "--force").status == 0
    parts[1].write_bytes(parts[1].read_bytes().rsplit(b"\n", 2)[0] + b"\n")
    unfinished = run("merge", *parts, "-o", tmp_path / "other")
    assert (unfinished.status, "not finished" in unfinished.err) == (3, True)
    assert run("merge", files[0], "-o", tmp_path / "other").status == 3


def test_merged_manifests_count_what_could_not_be_read(run: Command, tmp_path: Path) -> None:
    place = tmp_path / "damaged.npz"
    noise = np.random.default_rng(0).integers(0, 100, 40_000)
    np.savez_compressed(place, a=np.arange(6.0), big=noise, c=np.ones(3), d=np.ones(4))
    data = bytearray(place.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 4096] = b"\xff" * 4096  # no deflated data goes on like that
    place.write_bytes(data)
    assert run("hash", place, "-o", tmp_path / "whole").status == 3
    parts = [tmp_path / f"part{number}" for number in (1, 2)]
    for number, part in enumerate(parts, 1):
        run("hash", place, "-o", part, "--part", f"{number}/2")
    assert run("merge", *parts, "-o", tmp_path / "merged").status == 3
    assert (tmp_path / "merged").read_bytes() == (tmp_path / "whole").read_bytes()
    end = json.loads((tmp_path / "merged").read_text().splitlines()[-1])
    assert end == {"end": 3, "unreadable": 1}


def part(number: int, count: int = 2, of: str = "x", **members: Any) -> dict[str, Any]:
    return {"file": "a", "entries": [number], **members, "part": {"number": number, "count": count, "of": of}}


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([part(1)], "part 2/2 is missing"),
        ([part(1), part(2), part(2)], "part 2/2 is there twice"),
        ([part(1), part(2, of="y")], "different files"),
        ([part(1, bins=3), part(2, bins=4)], "disagree in 'bins'"),
        ([part(1), {"file": "a", "entries": []}], "not the parts"),
        ([part(1), {"part": {"number": "1", "more": 2}}], "not the parts"),
        ([part(1, count=10**9)], "different"),
        ([], "not the parts"),
    ],
)
def test_what_is_not_all_parts_of_one_whole_is_refused(records: list[dict[str, Any]], reason: str) -> None:
    with pytest.raises(SelectionError, match=reason):
        merged(records)


def test_parts_of_another_request_are_refused(files: list[Path], run: Command, tmp_path: Path) -> None:
    for number, more in ((1, ["--bins", "5"]), (2, ["--bins", "6"])):
        (tmp_path / f"{number}").write_text(run("stats", files[0], "--json", "--part", f"{number}/2", *more).out)
    answer = run("merge", tmp_path / "1", tmp_path / "2")
    assert (answer.status, "different requests" in answer.err) == (2, True)


@pytest.mark.parametrize("text", ["", "3", "0/2", "3/2", "1/0", "a/b", "1/9999999", "-1/2"])
def test_what_is_no_part_is_refused(text: str, files: list[Path], run: Command) -> None:
    assert run("stats", files[0], "--json", f"--part={text}").status == 2


@pytest.mark.parametrize(
    "words", [["stats"], ["hash"], ["history"], ["scan", "--format", "sarif"], ["diff"], ["diff", "--html", "x"]]
)
def test_parts_of_text_are_refused(words: list[str], files: list[Path], run: Command) -> None:
    verb, *more = words
    answer = run(verb, *(files if verb == "diff" else files[:1]), *more, "--part", "1/2")
    assert (answer.status, "--part needs" in answer.err) == (2, True)


def test_what_no_verb_wrote_is_a_sentence(files: list[Path], run: Command, tmp_path: Path) -> None:
    (tmp_path / "list").write_text(json.dumps([1]))
    for place in (files[0], tmp_path / "list", tmp_path / "nothing"):
        answer = run("merge", place)
        assert answer.status == 3
        assert answer.err.startswith(f"checkpoint-inspector: {place}: ")
        assert len(answer.err.splitlines()) == 1
