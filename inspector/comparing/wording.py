"""What is said of the results of a comparison, and the colours it is said in: the same in the window and in the report."""

from __future__ import annotations

import math

from inspector.comparing.results import FROM_ZERO, PairResult, State
from inspector.text import count_text, number_text
from inspector.wording import tr, translatable

__all__ = ["STATE_COLORS", "STATE_TEXTS", "change_text", "counted_text", "match_text", "relative_text"]

#: What became of a tensor, within a sentence or a line.
STATE_TEXTS = {
    State.IDENTICAL: translatable("identical"),
    State.CHANGED: translatable("changed"),
    State.DTYPE_CHANGED: translatable("dtype differs"),
    State.SHAPE_CHANGED: translatable("shape differs"),
    State.ONLY_IN_A: translatable("only in A"),
    State.ONLY_IN_B: translatable("only in B"),
    State.UNREADABLE: translatable("can't be compared"),
}
#: What a number of tensors does, where that is something else.
_COUNTED = {
    State.DTYPE_CHANGED: (translatable("differs in dtype"), translatable("differ in dtype")),
    State.SHAPE_CHANGED: (translatable("differs in shape"), translatable("differ in shape")),
}
#: On light and on dark, as ``#rrggbb``.
STATE_COLORS = {
    State.IDENTICAL: ("#5c6773", "#a3adb8"),
    State.CHANGED: ("#1f59c6", "#86b4ff"),
    State.DTYPE_CHANGED: ("#6849c4", "#b7a3f5"),
    State.SHAPE_CHANGED: ("#8a5200", "#e8b04b"),
    State.ONLY_IN_A: ("#b81f33", "#ff949d"),
    State.ONLY_IN_B: ("#166c39", "#63cd90"),
    State.UNREADABLE: ("#b81f33", "#ff949d"),
}


def counted_text(state: State, count: int) -> str:
    """How many tensors are in a state, for people."""
    one, several = _COUNTED.get(state, (STATE_TEXTS[state],) * 2)
    return f"{count_text(count)} {tr(one if count == 1 else several)}"


def match_text(tensors: int, *, is_rounded: bool) -> str:
    """That all tensors agree; ``is_rounded`` if some are not equal but for what rounding to their type did."""
    if is_rounded:
        return tr("All tensors match, up to rounding") if tensors > 1 else tr("The tensor matches, up to rounding")
    return tr("All tensors match") if tensors > 1 else tr("The tensor matches")


def change_text(result: PairResult) -> str:
    """The relative change in few digits, or why it has none."""
    if result.difference is not None and result.difference.non_finite:
        return tr("{count:,} not finite", count=result.difference.non_finite)
    return relative_text(result.change)


def relative_text(change: float) -> str:
    """A relative change in few digits, or why it has none."""
    if change == FROM_ZERO:
        return tr("from zero")
    return tr("not finite") if math.isinf(change) else number_text(change, 3)
