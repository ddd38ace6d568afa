"""The alignment of a model and what was converted from it, by the rules of the converter.

What the rule makes of the model's tensors is compared with what the other file holds, in the other file's type where that
is a plain floating-point type: rounding to it is part of the conversion. What no converter keeps, and what it makes of the
configuration, is left aside.
"""

from __future__ import annotations

from collections.abc import Sequence

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import Alignment, Pair
from inspector.comparing.conversion.gguf import GENERATED, conversions, is_conversion, is_dropped
from inspector.comparing.conversion.rules import Converted
from inspector.comparing.name_map import Map
from inspector.tensors.converted import converted
from inspector.tensors.entries import TensorEntry

__all__ = ["converted_alignment"]

_PLAIN = frozenset({"float16", "bfloat16", "float32", "float64"})


def converted_alignment(a: Checkpoint, b: Checkpoint) -> Alignment | None:
    """The alignment of a model and the GGUF of it, in whichever order; None for other files."""
    is_forward = is_conversion(a, b)
    if not is_forward and not is_conversion(b, a):
        return None
    model, other = (a, b) if is_forward else (b, a)
    pairs: list[Pair] = []
    used: set[str] = set()
    paired: set[int] = set()
    for made, target in conversions(model, other):
        used.update(made.sources)
        paired.add(id(target))
        source = _rounded(made, target)
        first, second = (source, target) if is_forward else (target, source)
        pairs.append(Pair(first, second, conversion=made))
    if not pairs:
        return None
    left = [entry for entry in model.state_tensors if entry.key not in used]
    made_of_nothing = [entry for entry in other.state_tensors if id(entry) not in paired]
    of_model = _parted(left, [is_dropped(entry.key) for entry in left])
    of_other = _parted(made_of_nothing, [entry.key in GENERATED for entry in made_of_nothing])
    only, excluded = zip(*((of_model, of_other) if is_forward else (of_other, of_model)), strict=True)
    if is_forward:  # in the order of A
        places = {entry.key: place for place, entry in enumerate(a.tensors)}
        pairs.sort(key=lambda pair: places.get(pair.a.key, len(places)))
    return Alignment(tuple(pairs), only[0], only[1], excluded[0], excluded[1], Map())


def _rounded(made: Converted, target: TensorEntry) -> TensorEntry:
    entry = made.entry
    if {entry.dtype.name, target.dtype.name} <= _PLAIN and entry.shape == target.shape:
        return converted(entry, target.dtype)
    return entry


def _parted(
    entries: Sequence[TensorEntry], is_aside: Sequence[bool]
) -> tuple[tuple[TensorEntry, ...], tuple[TensorEntry, ...]]:
    rows = list(zip(entries, is_aside, strict=True))
    return tuple(entry for entry, aside in rows if not aside), tuple(entry for entry, aside in rows if aside)
