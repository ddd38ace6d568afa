"""What is known of the steps of a run, on the disk."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from inspector.analysis.step_numbers import StepNumbers
from inspector.operations import history_cache as module
from inspector.operations.history_cache import HistoryCache
from inspector.operations.run_steps import StepFacts
from inspector.sources.location import Location, location_of

NUMBERS = StepNumbers(6, math.nan, 2.0, 1, 0, 3, (1, 0), 1, (2,), 0.5, math.inf)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Location:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "run").mkdir()
    return location_of(tmp_path / "run" / "step_1.pt")


def file_of(tmp_path: Path) -> Path:
    (file,) = (tmp_path / "cache").rglob("*.lines")
    return file


def keep(place: Location, *marks: str) -> None:
    cache = HistoryCache(place)
    for number, mark in enumerate(marks):
        cache.keep_facts(mark, StepFacts(number))
        cache.keep_numbers(mark, "before", ({"a\nb": NUMBERS}, {("a", "exp_avg"): NUMBERS}))
    cache.flush()


def known(place: Location, *marks: str) -> list[bool]:
    cache = HistoryCache(place)
    return [cache.facts(mark) is not None and cache.numbers(mark, "before") is not None for mark in marks]


def test_what_is_kept_is_there_again(place: Location) -> None:
    keep(place, "first", "second")
    cache = HistoryCache(place)
    assert cache.facts("second") == StepFacts(1)
    assert repr(cache.numbers("first", "before")) == repr(({"a\nb": NUMBERS}, {("a", "exp_avg"): NUMBERS}))
    assert cache.numbers("first", "another") is None
    assert cache.facts("") is None


def test_all_steps_of_a_folder_are_in_one_file_whatever_the_folder_is_called(place: Location, tmp_path: Path) -> None:
    keep(place, "first", "second")
    moved = (tmp_path / "run").rename(tmp_path / "moved")
    keep(location_of(moved / "step_2.pt"), "third")
    assert known(location_of(moved / "step_3.pt"), "first", "second", "third") == [True] * 3
    assert file_of(tmp_path).is_file()


def test_a_line_that_was_cut_or_damaged_costs_itself_alone(place: Location, tmp_path: Path) -> None:
    keep(place, "first", "second")
    file = file_of(tmp_path)
    content = bytearray(file.read_bytes())
    content[content.index(b"exp_avg")] ^= 1
    file.write_bytes(content[:-30])
    assert known(place, "first", "second") == [False, False]
    cache = HistoryCache(place)
    assert cache.facts("first") == StepFacts(0)
    assert cache.facts("second") == StepFacts(1)
    keep(place, "third")
    assert known(place, "third") == [True]


def test_two_processes_add_to_one_file_and_one_that_began_anew_is_noticed(
    place: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = HistoryCache(place), HistoryCache(place)
    for cache, mark in ((one, "first"), (other, "second")):
        cache.keep_facts(mark, StepFacts())
        cache.flush()
    late = HistoryCache(place)
    assert late.facts("first") == late.facts("second") == StepFacts()
    monkeypatch.setattr(module, "_MAX_NBYTES", 10)
    anew = HistoryCache(place)
    anew.keep_facts("third", StepFacts())  # as long as the first was, and where that was
    anew.flush()
    assert late.facts("first") is None
    assert HistoryCache(place).facts("third") == StepFacts()
    assert HistoryCache(place).facts("first") is None


def test_much_that_is_found_is_written_at_once(place: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PENDING_NBYTES", 10)
    HistoryCache(place).keep_facts("first", StepFacts(7))
    assert HistoryCache(place).facts("first") == StepFacts(7)


def test_the_files_of_old_runs_go(place: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(place, "first")
    monkeypatch.setattr(module, "_MAX_FILES", 1)
    (tmp_path / "other").mkdir()
    keep(location_of(tmp_path / "other" / "step_1.pt"), "second")
    assert known(place, "first") == [False]
    assert file_of(tmp_path).exists()


def test_a_cache_that_cannot_be_written_is_none(place: Location, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file")
    keep(place, "first")
    assert known(place, "first") == [False]
