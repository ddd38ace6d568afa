"""Small tensors without an explanation, told by the hundred: none that has one, and nearly all that have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

import inspector
from inspector.comparing import explanation as explaining
from inspector.comparing import small_changes
from inspector.comparing.explanation import Explanation, explanation, explanations
from inspector.comparing.results import PairResult
from inspector.comparing.small_changes import beyond_explanation
from inspector.jobs import Cancelled, Job
from inspector.operations.comparison import compare
from inspector.sources.local_file import LocalFile

SHAPES = ((7,), (64,), (8, 4), (4, 9), (12, 30), (30, 12), (16, 4, 4), (64, 64))
TYPES = (torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.float8_e4m3fn, torch.float8_e5m2)
RANDOM = torch.Generator().manual_seed(0)


def normal(*shape: int) -> torch.Tensor:
    return torch.randn(shape, generator=RANDOM, dtype=torch.float64)


def one_row(a: torch.Tensor) -> torch.Tensor:
    b = a.clone()
    b[-1] += 1
    return b


def low_rank(a: torch.Tensor, factor: float = 1.0) -> torch.Tensor:
    if a.ndim != 2:
        return a * 2
    return a + factor * normal(a.shape[0], 1) @ normal(1, a.shape[1])


#: What is done to a tensor; nothing simple is the first two.
CHANGES: Mapping[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "noise": lambda a: a + 0.01 * normal(*a.shape),
    "other": lambda a: 3 * normal(*a.shape),
    "pruned": lambda a: torch.where(a > 0, a, 0),
    "scaled": lambda a: a * 1.25,
    "negated": lambda a: -a,
    "rounded": lambda a: a.to(torch.bfloat16).double(),
    "one row": one_row,
    "low rank": low_rank,
    "low rank and a little": lambda a: low_rank(a) + 1e-8 * normal(*a.shape),
    "turned over": lambda a: a.flip(0),
    "sorted": lambda a: a.flatten().sort().values.reshape(a.shape),
    "far": lambda a: a * 1e200 + 1e190 * normal(*a.shape),
    "with nan": lambda a: torch.where(a > 1, torch.nan, a * 2),
    "from zero": lambda a: torch.where(a == a.flatten()[0], 1.0, 0.0).double(),
}  # fmt: skip


@pytest.fixture
def results(tmp_path: Path) -> Iterator[list[PairResult]]:
    """Of each type, shape and change a few tensors; the results are called by the change."""
    a: dict[str, torch.Tensor] = {}
    b: dict[str, torch.Tensor] = {}
    for dtype in TYPES:
        for other in (dtype, torch.float32):
            for shape in SHAPES:
                for change, made in CHANGES.items():
                    key = f"{change}.{len(a)}"
                    values = (
                        torch.zeros(shape, dtype=torch.float64) if change == "from zero" else normal(*shape).to(dtype)
                    )
                    a[key] = values.to(dtype)
                    b[key] = made(values.double()).to(other)
    for name, tensors in (("a", a), ("b", b)):
        save_file(tensors, tmp_path / f"{name}.safetensors")
    with inspector.open(tmp_path / "a.safetensors") as first, inspector.open(tmp_path / "b.safetensors") as second:
        yield list(compare(first, second).results)


def test_what_has_an_explanation_is_never_beyond_it(results: list[PairResult]) -> None:
    explicable = [result for result in results if result.difference is not None and result.difference.differing]
    found = beyond_explanation(explicable, Job())
    explained = {result for result in explicable if explanation(result) is not None}
    assert not found & explained
    kinds = Counter(result.key.split(".")[0] for result in explained)
    assert {"pruned", "scaled", "negated", "rounded", "one row", "low rank", "turned over"} <= set(kinds)
    changed = {result for result in explicable if result.key.startswith(("noise", "other"))} - explained
    assert len(changed - found) < 0.05 * len(changed)  # as if scaled by one, up to rounding to a narrow type


def test_nothing_else_is_asked_of_what_is_beyond(results: list[PairResult], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def spied(result: PairResult, job: Job | None = None) -> Explanation | None:
        asked.append(result.key)
        return explanation(result, job)

    by_each = {result: found for result in results if (found := explanation(result)) is not None}
    monkeypatch.setattr(explaining, "explanation", spied)
    all_found = explanations(results)
    assert all_found == by_each
    assert list(all_found) == [result for result in results if result in by_each]
    assert len(asked) < 1.2 * len(by_each)


def test_whatever_changed_most_neighbours_are_read_together(
    results: list[PairResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    nbytes = 0
    read = LocalFile.read

    def counted(self: LocalFile, offset: int = 0, wanted: int | None = None) -> bytes:
        nonlocal nbytes
        nbytes += wanted or 0
        return read(self, offset, wanted)

    monkeypatch.setattr(LocalFile, "read", counted)
    monkeypatch.setattr(small_changes, "_MAX_TENSORS", 50)
    explicable = [result for result in results if result.difference is not None and result.difference.differing]
    beyond_explanation([*explicable[::2], *explicable[1::2]], Job())
    assert nbytes < 1.5 * sum(entry.nbytes for one in results for entry in (one.a, one.b) if entry is not None)


def test_it_can_be_cancelled(results: list[PairResult]) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        beyond_explanation(results, job)
