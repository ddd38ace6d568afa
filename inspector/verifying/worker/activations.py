"""What the layers of a module give while it runs, recorded by forward hooks in the order in which they are called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import nn

from inspector.verifying.worker.comparing import difference, digest, flattened

__all__ = ["Activations", "compared_layers"]

#: Activations are kept whole up to this many bytes together, then by digest and a sample.
_MAX_NBYTES = 512 << 20
_SAMPLE = 4096
_MAX_CALLS = 20_000


@dataclass(frozen=True, slots=True)
class _Call:
    """One call of a layer. ``values`` are all of its output, or evenly spaced ones; ``digest`` is of all."""

    layer: str
    kind: str
    shape: tuple[int, ...]
    values: torch.Tensor
    digest: str


class Activations:
    """Records the layers that do something themselves: those without parts, or with parameters of their own."""

    def __init__(self, module: nn.Module) -> None:
        self.calls: list[_Call] = []
        self._module = module
        self._nbytes = 0

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record what is called while the block runs."""
        handles = [
            layer.register_forward_hook(self._hook(name or type(layer).__name__))
            for name, layer in self._module.named_modules()
            if not any(layer.children()) or any(True for _ in layer.parameters(recurse=False))
        ]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _hook(self, name: str) -> Any:
        def record(layer: nn.Module, _: Any, output: Any) -> None:
            outputs = list(flattened(output))
            if not outputs or len(self.calls) >= _MAX_CALLS:
                return
            values = outputs[0]
            flat = values.reshape(-1)
            nbytes = flat.numel() * flat.element_size()
            if self._nbytes + nbytes > _MAX_NBYTES and flat.numel() > _SAMPLE:
                flat = flat[:: flat.numel() // _SAMPLE]
            kept = flat.clone()
            self._nbytes += kept.numel() * kept.element_size()
            self.calls.append(_Call(name, type(layer).__name__, tuple(values.shape), kept, digest(outputs)))

        return record

    def records(self) -> list[dict[str, Any]]:
        """The layers by themselves, with nothing to compare them with."""
        return [{"layer": call.layer, "kind": call.kind, "shape": list(call.shape)} for call in self.calls]


def compared_layers(ours: Activations, theirs: Activations) -> tuple[list[dict[str, Any]], str | None]:
    """The layers with how they differ, and the name of the first that does (None: all are equal bit for bit)."""
    records = []
    first = None
    for call, other in zip(ours.calls, theirs.calls, strict=False):
        record: dict[str, Any] = {"layer": call.layer, "kind": call.kind, "shape": list(call.shape)}
        record["bitwise"] = call.digest == other.digest
        if call.shape == other.shape and call.values.shape == other.values.shape and call.values.numel():
            found = difference(call.values, other.values, 0.0, 0.0)
            record |= {"max_abs": found.max_abs, "nmse": found.nmse}
        if first is None and not record["bitwise"]:
            first = call.layer
        records.append(record)
    return records, first
