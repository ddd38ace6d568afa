"""The report of a comparison: all there is to say of it, for scripts as JSON; :mod:`.report_page` makes a page of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import Alignment, Suggestion
from inspector.comparing.block_difference import EXACT, Tolerance
from inspector.comparing.comparison import PairResult, State, Summary, is_same_file
from inspector.comparing.differences import Difference
from inspector.strict_json import dumps, number

__all__ = ["ComparisonReport"]


@dataclass(frozen=True, eq=False)
class ComparisonReport:
    """A finished comparison. ``name_a`` and ``name_b`` are what the reader knows the files by."""

    name_a: str
    name_b: str
    a: Checkpoint
    b: Checkpoint
    alignment: Alignment
    results: Sequence[PairResult]
    tolerance: Tolerance = EXACT

    @cached_property
    def summary(self) -> Summary:
        """How many results there are of each state."""
        return Summary.of(self.results)

    @cached_property
    def in_order(self) -> list[PairResult]:
        """The results in the order of A's file, followed by what only B has."""
        places = {entry.key: place for place, entry in enumerate(self.a.entries)}
        end = len(places)
        return sorted(self.results, key=lambda result: end if result.a is None else places.get(result.key, end))

    @cached_property
    def by_change(self) -> list[PairResult]:
        """The pairs that are not the same to the last bit and could be measured, what changed most first."""
        measured = [result for result in self.in_order if result.difference is not None]
        return sorted(measured, key=lambda result: -result.change)

    def of_state(self, state: State) -> list[PairResult]:
        """The results of one state, in order."""
        return [result for result in self.in_order if result.state is state]

    def record(self) -> dict[str, Any]:
        """The report as JSON can hold it; numbers that JSON lacks are ``"NaN"``, ``"Infinity"`` and ``"-Infinity"``."""
        alignment = self.alignment
        return {
            "a": self.name_a,
            "b": self.name_b,
            "same_file": is_same_file(self.a, self.b),
            "rtol": number(self.tolerance.rtol),
            "atol": number(self.tolerance.atol),
            "differences": self.summary.differences,
            "identical": self.summary.states[State.IDENTICAL],
            "only_in_a": [result.key for result in self.of_state(State.ONLY_IN_A)],
            "only_in_b": [result.key for result in self.of_state(State.ONLY_IN_B)],
            "shape_changed": [_keys(result) | _shapes(result) for result in self.of_state(State.SHAPE_CHANGED)],
            "dtype_changed": [
                _keys(result) | _types(result) | _numbers(result.difference)
                for result in self.of_state(State.DTYPE_CHANGED)
            ],
            "changed": [_keys(result) | _numbers(result.difference) for result in self.of_state(State.CHANGED)],
            "unreadable": [_keys(result) | {"reason": result.reason} for result in self.of_state(State.UNREADABLE)],
            "map": alignment.map.record()
            | {
                "aside_a": [entry.key for entry in alignment.excluded_a],
                "aside_b": [entry.key for entry in alignment.excluded_b],
                "suggestions": [_suggestion(suggestion) for suggestion in alignment.suggestions],
            },
        }

    def json(self) -> str:
        """The record as one line of ASCII."""
        return dumps(self.record())


def _keys(result: PairResult) -> dict[str, Any]:
    assert result.a is not None
    assert result.b is not None
    return {"key_a": result.a.key, "key_b": result.b.key}


def _shapes(result: PairResult) -> dict[str, Any]:
    assert result.a is not None
    assert result.b is not None
    return {"shape_a": list(result.a.shape), "shape_b": list(result.b.shape)}


def _types(result: PairResult) -> dict[str, Any]:
    assert result.a is not None
    assert result.b is not None
    return {"dtype_a": result.a.dtype.name, "dtype_b": result.b.dtype.name}


def _numbers(difference: Difference | None) -> dict[str, Any]:
    if difference is None:  # a tensor without elements
        return {}
    return {
        "elements": difference.elements,
        "differing": difference.differing,
        "outside": difference.outside,
        "disordered": difference.non_finite,
        "max_abs": number(difference.max_abs),
        "max_at": None if difference.max_at is None else list(difference.max_at),
        "mean_abs": number(difference.mean_abs),
        "rel_l2": number(difference.rel_l2),
        "cosine": number(difference.cosine),
        "histogram_distance": number(difference.distance),
        "binned_every": difference.binned_every,
    }


def _suggestion(suggestion: Suggestion) -> dict[str, Any]:
    return {"transpose": suggestion.a.key, "key_b": suggestion.b.key, "same_values": suggestion.is_exact}
