"""The alignment of a model and what was converted from it, by the rules of the converter.

What the rule makes of the model's tensors is compared with what the other file holds, in the other file's type where that
is a plain floating-point type: rounding to it is part of the conversion. What no converter keeps, and what it makes of the
configuration, is excluded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.comparing.alignment import Alignment, Pair
from inspector.comparing.conversion import frameworks, gguf, parallel
from inspector.comparing.conversion.rules import Converted
from inspector.comparing.name_map import Map
from inspector.tensors.converted import converted
from inspector.tensors.entries import TensorEntry

__all__ = ["converted_alignment"]

_PLAIN = frozenset({"float16", "bfloat16", "float32", "float64"})


#: Whether a file is what a converter made of another, and what it should hold for each tensor that it holds.
_Converter = tuple[
    Callable[[Checkpoint, Checkpoint], bool],
    Callable[[Checkpoint, Checkpoint], Iterable[tuple[Converted, TensorEntry]]],
]
_CONVERTERS: Sequence[_Converter] = (
    (gguf.is_conversion, gguf.conversions),
    (parallel.is_llama, parallel.llama_conversions),
    (parallel.is_megatron, parallel.megatron_conversions),
    (frameworks.is_translation, frameworks.translations),
)


def converted_alignment(a: Checkpoint, b: Checkpoint) -> Alignment | None:
    """The alignment of a model and what a converter made of it, in whichever order; None for other files.

    Known are GGUF, the files of Llama's authors and of Megatron-LM, and the state dicts of other frameworks.
    """
    for is_conversion, conversions in _CONVERTERS:
        is_forward = is_conversion(a, b)
        if is_forward or is_conversion(b, a):
            model, other = (a, b) if is_forward else (b, a)
            found = list(conversions(model, other))
            return _alignment(model, other, found, is_forward=is_forward) if found else None
    return None


def _alignment(
    model: Checkpoint, other: Checkpoint, found: Sequence[tuple[Converted, TensorEntry]], *, is_forward: bool
) -> Alignment:
    pairs: list[Pair] = []
    used: set[str] = set()
    paired: set[str] = set()
    for made, target in found:
        used.update(made.sources)
        paired.add(target.key)
        source = _rounded(made, target)
        first, second = (source, target) if is_forward else (target, source)
        pairs.append(Pair(first, second, conversion=made))
    left = [entry for entry in model.state_tensors if entry.key not in used]
    made_of_nothing = [entry for entry in other.state_tensors if entry.key not in paired]
    of_model = _parted(left, [gguf.is_dropped(entry.key) for entry in left])
    of_other = _parted(made_of_nothing, [_is_of_no_tensor(entry.key) for entry in made_of_nothing])
    only, excluded = zip(*((of_model, of_other) if is_forward else (of_other, of_model)), strict=True)
    first_file = model if is_forward else other
    places = {entry.key: place for place, entry in enumerate(first_file.tensors)}
    pairs.sort(key=lambda pair: places.get(pair.a.key, len(places)))  # in the order of A
    return Alignment(tuple(pairs), only[0], only[1], excluded[0], excluded[1], Map())


def _is_of_no_tensor(key: str) -> bool:
    from inspector.architectures.translation import is_own  # few files are converted ones

    return key in gguf.GENERATED or is_own(key)


def _rounded(made: Converted, target: TensorEntry) -> TensorEntry:
    entry = made.entry
    if {entry.dtype.name, target.dtype.name} <= _PLAIN and entry.shape == target.shape:
        return converted(entry, target.dtype)
    return entry


def _parted(
    entries: Sequence[TensorEntry], is_excluded: Sequence[bool]
) -> tuple[tuple[TensorEntry, ...], tuple[TensorEntry, ...]]:
    rows = list(zip(entries, is_excluded, strict=True))
    return tuple(entry for entry, excluded in rows if not excluded), tuple(
        entry for entry, excluded in rows if excluded
    )
