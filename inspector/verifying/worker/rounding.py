"""How far rounding to half precision may move the outputs of a network: computed for the network at hand, not a constant.

Monte Carlo arithmetic: rounding is taken for a random error of at most half a unit in the last place, independent for each
number. The network runs several times, each time with every rounded number moved by such an error; how far the outputs
spread is what rounding may do to them. Outputs that were recorded elsewhere are as close as rounding allows if

- no element is further away than :data:`_DEVIATIONS` times its own spread, and
- all of them together are no further away than a few times what the worst of the runs was: one altered weight may hide in
  the spread of each element, but it moves all of them in one direction.

Sources: D. S. Parker, "Monte Carlo Arithmetic", 1997, UCLA CSD-970002; for the model of rounding N. J. Higham and T. Mary,
"A New Approach to Probabilistic Rounding Error Analysis", SIAM J. Sci. Comput. 41 (2019), https://doi.org/10.1137/18M1226312
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn
from torch.func import functional_call

from inspector.verifying.worker.comparing import flattened
from inspector.verifying.worker.inputs import Inputs

__all__ = ["HALF_TYPES", "RoundingSpread", "coarser", "coarsest", "is_explained", "rounding_spread"]

#: The binary digits of half a unit in the last place below the exponent, and half the smallest number.
HALF_TYPES: Mapping[str, tuple[int, float]] = {"float16": (11, 2.0**-25), "bfloat16": (8, 2.0**-134)}
_RUNS, _FEWEST_RUNS, _SECONDS = 16, 4, 60.0
#: Spreads that an element may be away: one in a hundred thousand is beyond 4.4, and the spread is an estimate itself.
_DEVIATIONS = 6.0
#: How much further away than the worst of the runs all elements together may be.
_WORSE = 3.0


@dataclass(frozen=True, slots=True, eq=False)
class RoundingSpread:
    """The root mean square by which each element of each output moves; ``worst`` of all, in spreads squared."""

    spreads: Sequence[torch.Tensor]
    worst: float


def coarser(ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """For each tensor that two files keep in different types the one of half precision, the coarser if both are.

    Rounding to one and the same type gives the same numbers, and explains nothing.
    """
    types = {key: {ours[key], theirs[key]} for key in ours.keys() & theirs.keys()}
    return {key: coarsest(both) for key, both in types.items() if len(both) > 1 and coarsest(both)}


def coarsest(types: Collection[str]) -> str:
    """The type of half precision with the fewest digits; empty if none of the types is one."""
    return min((name for name in types if name in HALF_TYPES), key=lambda name: HALF_TYPES[name], default="")


def rounding_spread(
    module: nn.Module, inputs: Inputs, outputs: Sequence[torch.Tensor], weights: Mapping[str, str], activations: str
) -> RoundingSpread | None:
    """Run the module with rounded numbers moved. None where nothing is of half precision.

    ``weights`` has the type of each tensor of the state dict that was rounded; ``activations`` is the type in which layers
    gave what they gave, if outputs of that type were recorded.
    """
    state = module.state_dict()
    rounded = {key: kind for key, kind in weights.items() if kind in HALF_TYPES and key in state}
    if not rounded and activations not in HALF_TYPES:
        return None
    generator = torch.Generator().manual_seed(0)
    exact = [output.double() for output in outputs]
    moves: list[list[torch.Tensor]] = []
    until = time.monotonic() + _SECONDS
    with _moved_activations(module, activations, generator), torch.inference_mode():
        while len(moves) < _RUNS and (len(moves) < _FEWEST_RUNS or time.monotonic() < until):
            moved = {key: _moved(state[key], kind, generator) for key, kind in rounded.items()}
            ran = functional_call(module, moved, inputs.args, dict(inputs.kwargs))
            found = list(flattened(ran))[: len(exact)]
            moves.append([value.double() - base for value, base in zip(found, exact, strict=True)])
    spreads = []
    for index in range(len(exact)):
        square = torch.stack([move[index] ** 2 for move in moves]).mean(0)
        spreads.append(torch.maximum(square, square.mean()).sqrt())  # an element's own is of few runs
    return RoundingSpread(spreads, max(_distance(move, spreads) for move in moves))


def is_explained(
    outputs: Sequence[torch.Tensor], expected: Sequence[torch.Tensor], spread: RoundingSpread
) -> tuple[bool, float]:
    """Whether outputs are as far from those expected as rounding explains, and the largest difference that it explains."""
    apart = [ours.double() - theirs.double() for ours, theirs in zip(outputs, expected, strict=True)]
    allowed = max((float(each.max()) for each in spread.spreads if each.numel()), default=0.0) * _DEVIATIONS
    is_near = all(
        bool((each.abs() <= _DEVIATIONS * own).all()) for each, own in zip(apart, spread.spreads, strict=True)
    )
    return is_near and _distance(apart, spread.spreads) <= _WORSE * spread.worst, allowed


def _distance(apart: Sequence[torch.Tensor], spreads: Sequence[torch.Tensor]) -> float:
    """The mean square of all elements in their spreads; elements that do not move count where they are apart."""
    tiny = torch.finfo(torch.float64).tiny
    squares = [(each / own.clamp_min(tiny)).reshape(-1) ** 2 for each, own in zip(apart, spreads, strict=True)]
    every = torch.cat(squares)
    return float(every.mean()) if every.numel() else 0.0


def _moved(values: torch.Tensor, kind: str, generator: torch.Generator) -> torch.Tensor:
    """Each number moved by at most half a unit in its last place."""
    digits, smallest = HALF_TYPES[kind]
    _, exponent = torch.frexp(values.float())
    half = torch.exp2((exponent - 1 - digits).float()).clamp_min(smallest)
    noise = torch.rand(values.shape, generator=generator) * 2 - 1
    return values + (half * noise).to(values.dtype)


@contextmanager
def _moved_activations(module: nn.Module, kind: str, generator: torch.Generator) -> Iterator[None]:
    """While the block runs, what each innermost layer gives is moved as rounding it would."""

    def move(_: nn.Module, __: Any, output: Any) -> Any:
        is_number = isinstance(output, torch.Tensor) and output.is_floating_point()
        return _moved(output, kind, generator) if is_number else output

    layers = [layer for layer in module.modules() if not any(layer.children())] if kind in HALF_TYPES else []
    handles = [layer.register_forward_hook(move) for layer in layers]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()
