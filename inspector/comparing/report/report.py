"""The report of a comparison: all its results, for scripts as JSON; :mod:`.page` makes a page of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import Alignment, Suggestion
from inspector.comparing.block_difference import EXACT, Tolerance
from inspector.comparing.conversion.verdicts import verdict
from inspector.comparing.differences import Difference
from inspector.comparing.explanation import Explanation
from inspector.comparing.parts import Parts, PartSums
from inspector.comparing.report.rows import STATE_TITLES, result_columns, result_row
from inspector.comparing.results import PairResult, State, Summary, is_same_file
from inspector.comparing.ties import TieChange
from inspector.comparing.value_changes import ValueChange, value_changes
from inspector.strict_json import dumps, number
from inspector.tables import Table, Tabular
from inspector.text import plural, printable

__all__ = ["ComparisonReport"]


@dataclass(frozen=True, eq=False, repr=False)
class ComparisonReport(Tabular):
    """A finished comparison. ``name_a`` and ``name_b`` are what the reader knows the files by.

    ``results`` has one for each pair of the ``alignment`` and for each tensor that is in one file only. ``explanations`` say
    what was done to tensors, and ``ties`` what is tied in one file only, as far as that was looked for. It reads nothing.
    """

    name_a: str
    name_b: str
    a: Checkpoint
    b: Checkpoint
    alignment: Alignment
    results: Sequence[PairResult]
    tolerance: Tolerance = EXACT
    explanations: Mapping[PairResult, Explanation] = field(default_factory=dict)
    ties: Sequence[TieChange] = ()

    def explained_by(
        self, explanations: Mapping[PairResult, Explanation], ties: Sequence[TieChange]
    ) -> ComparisonReport:
        """The report with these. What was derived of its results is not derived again."""
        found = replace(self, explanations=explanations, ties=ties)
        vars(found).update({name: value for name, value in vars(self).items() if name not in vars(found)})
        return found

    @cached_property
    def summary(self) -> Summary:
        """How many results there are of each state."""
        return Summary.of(self.results)

    @property
    def agrees(self) -> bool:
        """Whether all tensors are equal, or within the tolerance, and in both files."""
        return not self.summary.differences

    @property
    def is_same_file(self) -> bool:
        """Whether A and B are the same file, by whatever names they were opened."""
        return is_same_file(self.a, self.b)

    @cached_property
    def value_changes(self) -> Sequence[ValueChange]:
        """What differs beside the tensors."""
        return value_changes(self.a, self.b)

    @property
    def sentence(self) -> str:
        """How many tensors there are of each state: ``4 tensors: 1 identical, 3 changed``."""
        counts = [f"{count:,} {STATE_TITLES[state]}" for state, count in self.summary.states.items() if count]
        return f"{plural(len(self.results), 'tensor')}: {', '.join(counts) or 'nothing to compare'}"

    @cached_property
    def in_order(self) -> list[PairResult]:
        """The results in the order of A's file, followed by what only B has."""
        places = {entry.key: place for place, entry in enumerate(self.a.entries)}
        end = len(places)
        return sorted(self.results, key=lambda result: end if result.a is None else places.get(result.key, end))

    @cached_property
    def by_change(self) -> list[PairResult]:
        """The pairs that are not the same to the last bit and could be measured, what changed most first.

        The parameters of the model come before its buffers, and before an optimizer and what else is beside it.
        """
        measured = [result for result in self.in_order if result.difference is not None]
        return sorted(measured, key=self._parts.rank)

    @cached_property
    def _parts(self) -> Parts:
        return Parts(self.a, self.b)

    @property
    def part_texts(self) -> list[str]:
        """A line for the model and each part beside it, such as the optimizer; none where there is only a model."""
        sums = PartSums()
        for result in self.results:
            sums.add(result, self._parts.of(result.a, result.b))
        return sums.texts()

    @property
    def explanation_texts(self) -> list[str]:
        """A line for each explanation, of how many tensors it is; those of conversions are said by their rules."""
        tensors: dict[str, list[str]] = {}
        for result, found in self.explanations.items():
            if found.kind != "conversion rule":
                tensors.setdefault(found.sentence, []).append(result.key)
        return [
            f"{keys[0] if len(keys) == 1 else plural(len(keys), 'tensor')}: {sentence}"
            for sentence, keys in tensors.items()
        ]

    @property
    def pairs(self) -> list[PairResult]:
        """The results of tensors that are in both files, in the order of A's."""
        return [result for result in self.in_order if result.a is not None and result.b is not None]

    @property
    def changed_first(self) -> list[PairResult]:
        """What is not the same to the last bit: what changed most first, then what has no numbers."""
        rest = (State.DTYPE_CHANGED, State.SHAPE_CHANGED, State.ONLY_IN_A, State.ONLY_IN_B, State.UNREADABLE)
        return self.by_change + [
            result for state in rest for result in self.of_state(state) if result.difference is None
        ]

    def of_state(self, state: State) -> list[PairResult]:
        """The results of one state, in order."""
        return [result for result in self.in_order if result.state is state]

    def table(self, most: int) -> Table:
        results = self.changed_first
        columns = result_columns(results)
        rows = [result_row(result, columns) for result in results[:most]]
        caption = f"A {printable(self.name_a)}, B {printable(self.name_b)}: {self.sentence}"
        return Table(caption, columns, rows, len(results))

    def _repr_html_(self) -> str:  # IPython's name for it
        """The table, as of all that is tabular, below a plot of the relative change of each tensor."""
        from inspector.comparing.report.drawings import fingerprint  # the plot is drawn for few

        plot = fingerprint(self.pairs, is_alone=True) if self.pairs else ""
        return f"<div>{plot}</div>{super()._repr_html_()}"

    def save(self, path: str | os.PathLike[str], *, as_json: bool | None = None) -> None:
        """Write the report as a page, or as JSON if that is wanted or the name ends in ``.json``.

        It replaces an older one, in one step. Raises OutputError for one of the files compared, and if writing fails.
        """
        from inspector.comparing.report.file import write_report  # the page is drawn for few

        write_report(self, path, as_json=os.fspath(path).lower().endswith(".json") if as_json is None else as_json)

    def record(self) -> dict[str, Any]:
        """The report as JSON can hold it; numbers that JSON lacks are ``"NaN"``, ``"Infinity"`` and ``"-Infinity"``."""
        alignment = self.alignment
        return {
            "a": self.name_a,
            "b": self.name_b,
            "same_file": self.is_same_file,
            "rtol": number(self.tolerance.rtol),
            "atol": number(self.tolerance.atol),
            "differences": self.summary.differences,
            "identical": self.summary.states[State.IDENTICAL],
            "only_in_a": [result.key for result in self.of_state(State.ONLY_IN_A)],
            "only_in_b": [result.key for result in self.of_state(State.ONLY_IN_B)],
            "shape_changed": [
                _keys(result) | _shapes(result) | _common(result) for result in self.of_state(State.SHAPE_CHANGED)
            ],
            "dtype_changed": [
                _keys(result) | _types(result) | _numbers(result.difference)
                for result in self.of_state(State.DTYPE_CHANGED)
            ],
            "changed": [_keys(result) | _numbers(result.difference) for result in self.of_state(State.CHANGED)],
            "unreadable": [_keys(result) | {"reason": result.reason} for result in self.of_state(State.UNREADABLE)],
            "conversions": [_conversion(result) for result in self.in_order if result.conversion is not None],
            "explanations": [
                _keys(result) | {"kind": one.kind, "sentence": one.sentence, "evidence": _evidence(one)}
                for result in self.in_order
                if (one := self.explanations.get(result)) is not None
            ],
            "ties": [
                {
                    "tied_in": one.tied_in.lower(),
                    "keys": list(one.keys),
                    "equal": one.are_equal,
                    "sentence": one.sentence,
                }
                for one in self.ties
            ],
            "values": [{"key": one.key, "a": one.a, "b": one.b} for one in self.value_changes],
            "map": alignment.map.record()
            | {
                "aside_a": [entry.key for entry in alignment.excluded_a],
                "aside_b": [entry.key for entry in alignment.excluded_b],
                "suggestions": [_suggestion(suggestion) for suggestion in alignment.suggestions],
                "alternatives": [str(rule) for rule in alignment.alternatives],
            },
        }

    def json(self) -> str:
        """The record as one line of ASCII."""
        return dumps(self.record())


def _keys(result: PairResult) -> dict[str, Any]:
    assert result.a is not None
    assert result.b is not None
    rule = {} if result.conversion is None else {"rule": result.conversion.rule}
    return {"key_a": result.a.key, "key_b": result.b.key, **rule}


def _conversion(result: PairResult) -> dict[str, Any]:
    """How far a tensor is what a converter makes of the model's."""
    assert result.conversion is not None
    sources = list(result.conversion.sources)
    return _keys(result) | {
        "sources": sources, "agrees": result.agrees, "bitwise": result.is_bitwise, "verdict": verdict(result)
    }  # fmt: skip


def _evidence(found: Explanation) -> dict[str, Any]:
    return {name: number(value) if isinstance(value, float) else value for name, value in found.evidence.items()}


def _common(result: PairResult) -> dict[str, Any]:
    """What tensors of different shapes share."""
    common = result.common
    if common is None or common.a is None:
        return {}
    numbers = {} if common.difference is None else _numbers(common.difference)
    return {"common": {"shape": list(common.a.shape), "identical": common.agrees, **numbers}}


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
