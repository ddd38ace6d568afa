"""The history of a run as JSON, and what is concluded once the records of its parts are joined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspector.operations.history import History, RunStep, StepNumbers
from inspector.operations.parts import no_parts
from inspector.operations.run_steps import StepFacts
from inspector.sources.location import location_of
from inspector.strict_json import number

__all__ = ["SUMMARY", "history_record", "with_summary"]

#: Members that follow from all steps together, and the step that each names.
_FIRSTS = {
    "first_bad_step": "first_bad",
    "first_bad_model_step": "first_bad_model",
    "first_bad_optimizer_step": "first_bad_optimizer",
    "first_dead_rows_step": "first_dead_rows",
    "largest_update_step": "largest_update",
    "lr_spike_step": "learning_rate_spike",
}
SUMMARY = frozenset((*_FIRSTS, "sentences"))
"""All members that follow from the steps together."""


def history_record(found: History) -> dict[str, Any]:
    """What ``history --json`` writes; numbers that are not finite are texts."""
    record = {"folder": found.folder, "steps": [_step_record(step) for step in found.steps], **_summary(found)}
    return record if found.part is None else record | found.part.record()


def with_summary(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record whose steps came of several parts, with what follows from all of them.

    Raises SelectionError for steps that are none.
    """
    try:
        found = History(record["folder"], [_step(step) for step in record["steps"]])
        return {**record, **_summary(found)}
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        raise no_parts() from None


def _summary(found: History) -> dict[str, Any]:
    steps = {name: getattr(found, attribute) for name, attribute in _FIRSTS.items()}
    firsts = {name: None if step is None else step.location.name for name, step in steps.items()}
    return {**firsts, "sentences": found.sentences}


def _step_record(step: RunStep) -> dict[str, Any]:
    facts = step.facts
    said = {"step": facts.step, "epoch": facts.epoch, "lr": facts.lr, "loss": facts.loss}
    record = {"file": step.location.name, **{name: _encoded(value) for name, value in said.items()}}
    if step.error:
        return record | {"error": step.error}
    optimizer: dict[str, dict[str, Any]] = {}
    for (key, moment), numbers in step.optimizer.items():
        optimizer.setdefault(key, {})[moment] = _numbers_record(numbers)
    return record | {
        "layers": {key: _numbers_record(numbers) for key, numbers in step.model.items()},
        "optimizer": optimizer,
        "bad_in_model": step.bad_in_model,
        "bad_in_optimizer": step.bad_in_optimizer,
        "max_update_ratio": _encoded(step.largest_update[1]) if step.largest_update else None,
    }


def _numbers_record(numbers: StepNumbers) -> dict[str, Any]:
    record = {
        "count": numbers.count, "l2": numbers.l2, "rms": numbers.rms, "max_abs": numbers.max_abs, "nan": numbers.nan,
        "inf": numbers.inf, "zeros": numbers.zeros, "dead_row_count": numbers.dead_rows,
        "dead_rows": list(numbers.dead_row_indices), "update_l2": numbers.update_l2,
        "update_ratio": numbers.update_ratio,
        "first_bad": None if numbers.first_nan is None else list(numbers.first_nan),
    }  # fmt: skip
    if numbers.effective_rank is not None:
        record |= {"effective_rank": numbers.effective_rank, "effective_rank_estimated": numbers.is_rank_estimated}
    return {name: _encoded(value) for name, value in record.items()}


def _encoded(value: Any) -> Any:
    return number(value) if isinstance(value, float) else value


def _step(record: Mapping[str, Any]) -> RunStep:
    """The step that a record is of, with what a summary asks for."""
    facts = StepFacts(record["step"], _float(record["epoch"]), _float(record["lr"]), _float(record["loss"]))
    model = {key: _numbers(numbers) for key, numbers in record.get("layers", {}).items()}
    optimizer = {
        (key, moment): _numbers(numbers)
        for key, moments in record.get("optimizer", {}).items()
        for moment, numbers in moments.items()
    }
    return RunStep(location_of(record["file"]), facts, model, optimizer, record.get("error", ""))


def _numbers(record: Mapping[str, Any]) -> StepNumbers:
    first = record["first_bad"]
    return StepNumbers(
        count=int(record["count"]),
        l2=float(record["l2"]),
        max_abs=float(record["max_abs"]),
        nan=int(record["nan"]),
        inf=int(record["inf"]),
        zeros=int(record["zeros"]),
        first_nan=None if first is None else tuple(first),
        dead_rows=int(record["dead_row_count"]),
        dead_row_indices=tuple(record["dead_rows"]),
        update_l2=_float(record["update_l2"]),
        update_ratio=_float(record["update_ratio"]),
    )


def _float(value: Any) -> float | None:
    return None if value is None else float(value)
