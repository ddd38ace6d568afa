"""Whether one of two checkpoints is an adapter: a module of its own, since every comparison asks and few merge."""

from __future__ import annotations

from inspector.adapters.modules import read_adapter
from inspector.adapters.naming import may_have_factors
from inspector.checkpoint.checkpoint import Checkpoint

__all__ = ["is_adapter", "pairing", "pairing_text"]

#: Of the tensors of a file no more may be whole, or it is a model that has a few factors beside its own tensors.
_MAX_WHOLE_SHARE = 0.5
_METHODS_OF_ADAPTERS = frozenset({"LoRA", "LoHa", "LoKr"})


def is_adapter(checkpoint: Checkpoint) -> bool:
    """Whether a checkpoint is an adapter, by the names of its tensors. Reads nothing."""
    tensors = checkpoint.state_tensors
    if not may_have_factors(entry.key for entry in tensors):
        return False
    found = read_adapter(tensors)
    if not any(module.method in _METHODS_OF_ADAPTERS or module.is_joined for module in found.modules):
        return False
    return len(found.whole) <= _MAX_WHOLE_SHARE * len(tensors)


def pairing(a: Checkpoint, b: Checkpoint) -> tuple[Checkpoint, Checkpoint] | None:
    """The adapter and the base among two checkpoints, in this order; None unless exactly one is an adapter."""
    first, second = is_adapter(a), is_adapter(b)
    if first is second:
        return None
    return (a, b) if first else (b, a)


def pairing_text(a: Checkpoint, b: Checkpoint) -> str:
    """One sentence on two checkpoints of which one is an adapter, whose tensors have no partners; empty for others."""
    found = pairing(a, b)
    if found is None:
        return ""
    side = "A" if found[0] is a else "B"
    titles = " and ".join(read_adapter(found[0].state_tensors).methods)
    return f"{side} is an adapter ({titles}), whose tensors change others instead of being compared with them."
