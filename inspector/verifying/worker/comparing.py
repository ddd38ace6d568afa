"""How far two outputs, or two activations, are apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch

__all__ = ["OutputDifference", "compare", "difference", "digest", "flattened"]


@dataclass(frozen=True, slots=True)
class OutputDifference:
    """``max_rel`` is relative to the second side; ``top1`` the share of rows with their maximum at the same place."""

    close: bool
    bitwise: bool
    max_abs: float
    max_rel: float
    nmse: float
    top1: float | None = None


def flattened(value: Any, depth: int = 0) -> Iterator[torch.Tensor]:
    """The tensors in what a module gives, in order: a tensor, or tuples, lists, dicts and records of them."""
    if isinstance(value, torch.Tensor):
        yield value.detach()
    elif depth < 16:
        if isinstance(value, Mapping):
            parts: Sequence[Any] = list(value.values())
        elif isinstance(value, (list, tuple)):
            parts = value
        else:
            parts = list(vars(value).values()) if hasattr(value, "__dict__") else []
        for part in parts:
            yield from flattened(part, depth + 1)


def difference(ours: torch.Tensor, theirs: torch.Tensor, rtol: float, atol: float) -> OutputDifference:
    """Both have the same shape; NaN equals NaN."""
    if _same_bits(ours, theirs):
        return OutputDifference(True, True, 0.0, 0.0, 0.0, _top1(ours, theirs))
    a, b = _wide(ours), _wide(theirs)
    close = bool(torch.isclose(a, b, rtol=rtol, atol=atol, equal_nan=True).all())
    if not a.numel():
        return OutputDifference(close, False, 0.0, 0.0, 0.0)
    apart = (a - b).abs()
    apart = torch.where((a == b) | (a.isnan() & b.isnan()), torch.zeros_like(apart), apart)
    size = b.abs()
    relative = torch.where(apart == 0, torch.zeros_like(apart), apart / size)
    power = float((size**2).sum())
    error = float((apart**2).sum())
    nmse = error / power if power else (0.0 if error == 0 else float("inf"))
    return OutputDifference(close, False, float(apart.max()), float(relative.max()), nmse, _top1(ours, theirs))


def compare(ours: Sequence[torch.Tensor], theirs: Sequence[torch.Tensor], rtol: float, atol: float) -> OutputDifference:
    """The worst of several outputs, pair by pair."""
    parts = [difference(a, b, rtol, atol) for a, b in zip(ours, theirs, strict=True)]
    return OutputDifference(
        all(part.close for part in parts),
        all(part.bitwise for part in parts),
        _worst(part.max_abs for part in parts),
        _worst(part.max_rel for part in parts),
        _worst(part.nmse for part in parts),
        parts[0].top1 if parts else None,
    )


def _worst(numbers: Iterator[float]) -> float:
    """The largest, of which NaN is the worst."""
    found = list(numbers)
    return next((number for number in found if number != number), max(found, default=0.0))


def _same_bits(a: torch.Tensor, b: torch.Tensor) -> bool:
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    return torch.equal(_bytes(a), _bytes(b))


def _bytes(values: torch.Tensor) -> torch.Tensor:
    return values.detach().cpu().contiguous().reshape(-1).view(torch.uint8) if values.numel() else values.reshape(-1)


def _wide(values: torch.Tensor) -> torch.Tensor:
    return values.to(torch.complex128 if values.is_complex() else torch.float64)


def _top1(a: torch.Tensor, b: torch.Tensor) -> float | None:
    if a.dim() < 2 or a.shape[-1] < 2 or a.numel() == 0 or not a.is_floating_point():
        return None
    return float((a.argmax(-1) == b.argmax(-1)).double().mean())


def digest(outputs: Sequence[torch.Tensor]) -> str:
    """SHA-256 of types, shapes and elements."""
    found = hashlib.sha256()
    for output in outputs:
        found.update(f"{output.dtype} {tuple(output.shape)}\n".encode())
        found.update(_bytes(output).numpy().tobytes())
    return found.hexdigest()
