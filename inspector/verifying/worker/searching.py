"""Which settings of assumed hyperparameters give the outputs that were recorded.

Shapes don't tell an activation or the number of heads. Where the assumption gives other outputs than were recorded, every
other setting is run on the same tensors and the same input, the likeliest first, until one matches or the bound is met.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import torch
from torch import nn

from inspector.architectures.builds.building import attempt, built
from inspector.errors import SelectionError
from inspector.verifying.worker.comparing import OutputDifference, compare, flattened
from inspector.verifying.worker.inputs import Inputs
from inspector.verifying.worker.loading import Loaded
from inspector.worker_main import WorkerJob
from inspector.worker_process import ProcessError

__all__ = ["Setting", "settings", "tried"]

#: Settings that are run at most, and seconds after which no further one is begun.
_MOST_SETTINGS, _SECONDS = 256, 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """Hyperparameters that differ from those assumed, and what they gave."""

    changes: Mapping[str, Any]
    module: nn.Module
    outputs: Sequence[torch.Tensor]
    difference: OutputDifference

    def record(self) -> dict[str, Any]:
        """As the report has it."""
        found = self.difference
        return {"params": dict(self.changes), "match": found.close, "max_abs": found.max_abs, "nmse": found.nmse}


def settings(params: Mapping[str, Any], choices: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Every setting of ``choices`` other than that of ``params``, as what it changes, the likeliest first.

    A setting is the less likely the further down the lists its values stand, and the more of them it changes.
    """
    names = list(choices)
    places = [[value for value in choices[name] if value != params.get(name)] for name in names]
    ranked: list[tuple[int, int, dict[str, Any]]] = []
    for chosen in product(*(range(len(values) + 1) for values in places)):
        changes = {name: values[place - 1] for name, values, place in zip(names, places, chosen, strict=True) if place}
        if changes:
            ranked.append((sum(chosen), len(changes), changes))
    return [changes for *_, changes in sorted(ranked, key=lambda item: item[:2])]


def tried(
    request: Mapping[str, Any],
    ours: Loaded,
    inputs: Inputs,
    expected: Sequence[torch.Tensor],
    answers: WorkerJob,
) -> Iterator[Setting]:
    """Run the settings, one after another, the likeliest first. Those that don't run are left out."""
    state = ours.module.state_dict()
    until = time.monotonic() + _SECONDS
    candidates = settings(request["params"], request["choices"])[:_MOST_SETTINGS]
    for index, changes in enumerate(candidates):
        said = ", ".join(f"{name}={value}" for name, value in changes.items())
        answers.report(index, len(candidates), f"trying {said}")
        if time.monotonic() > until:
            return
        try:
            module = built(request["build"], {**request["params"], **changes}, request["arch"])
            module._apply(lambda values: values.to(ours.dtype) if values.is_floating_point() else values)
            module.load_state_dict(state, strict=False, assign=True)
            torch.manual_seed(request["seed"])
            with attempt(f"running {request['arch']}"), torch.inference_mode():
                outputs = list(flattened(inputs.call(module)))[: len(expected)]
        except (ProcessError, SelectionError):
            continue
        if [output.shape for output in outputs] != [values.shape for values in expected]:
            continue
        found = compare(outputs, expected, request["rtol"], request["atol"])
        yield Setting(changes, module, outputs, found)
