"""The states of a compared tensor, each as a word, an icon, a colour and a sentence."""

from __future__ import annotations

from inspector.comparing.results import PairResult, State
from inspector.comparing.wording import STATE_COLORS, STATE_TEXTS
from inspector.sentences import translated
from inspector.tensors.dtypes import Kind
from inspector.text import count_text, printable
from inspector.ui.widgets.theme import current_theme
from inspector.wording import tr

__all__ = ["sentence_of", "state_color", "state_icon", "state_text"]

_ICONS = {
    State.IDENTICAL: "identical",
    State.CHANGED: "changed",
    State.DTYPE_CHANGED: "dtype-changed",
    State.SHAPE_CHANGED: "shape-changed",
    State.ONLY_IN_A: "only-a",
    State.ONLY_IN_B: "only-b",
    State.UNREADABLE: "no-data",
}


def state_text(state: State) -> str:
    """The state as a title."""
    text = tr(STATE_TEXTS[state])
    return text[:1].upper() + text[1:]


def state_icon(state: State) -> str:
    """The name of the icon, whose form tells the states apart without its colour."""
    return _ICONS[state]


def state_color(state: State) -> str:
    """The colour of a state in the theme in force, as ``#rrggbb``."""
    return STATE_COLORS[state][1 if current_theme().is_dark else 0]


def sentence_of(result: PairResult, names: tuple[str, str]) -> str:
    """What is to be said of a result that has no numbers, or none that tell enough; "" where the numbers do."""
    a, b, found = result.a, result.b, result.difference
    if result.state is State.ONLY_IN_A:
        return tr("{name} has no matching tensor.", name=printable(names[1]))
    if result.state is State.ONLY_IN_B:
        return tr("{name} has no matching tensor.", name=printable(names[0]))
    if result.state is State.UNREADABLE:
        return tr("This pair can't be compared: {reason}.", reason=translated(printable(result.reason)))
    assert a is not None
    assert b is not None
    if result.state is State.SHAPE_CHANGED:
        if a.values.shape == b.values.shape:
            return tr(
                "{a} and {b} differ in values per element, so elements can't be compared one by one.",
                a=a.dtype,
                b=b.dtype,
            )
        return tr("The shapes differ, so elements can't be compared one by one.")
    if result.is_bitwise:
        return tr("All elements are bit-identical.") if a.numel else tr("Both are empty.")
    if found is None:
        return (
            tr("The dtypes differ; there are no elements to compare.")
            if not a.numel
            else tr("Same bytes, different dtypes.")
        )
    if not found.compared:
        return _without_numbers(result)
    if result.state is State.IDENTICAL and not found.differing:
        return tr("All values are equal, though their bytes differ.")
    if result.state is State.DTYPE_CHANGED and not found.differing:
        return tr("The dtypes differ; the values are equal.")
    if found.non_finite:
        return tr(
            "%n element with NaN or Inf in A or B: left out of these numbers.",
            "%n elements with NaN or Inf in A or B: left out of these numbers.",
            found.non_finite,
        )
    return ""


def _without_numbers(result: PairResult) -> str:
    found, entry = result.difference, result.a
    assert found is not None
    assert entry is not None
    if entry.dtype.is_numeric and found.elements:
        return tr(
            "None of %n element is finite in both; {differing} differ.",
            "None of %n elements is finite in both; {differing} differ.",
            found.elements,
            differing=count_text(found.differing),
        )
    what = tr("text") if entry.dtype.kind is Kind.TEXT else str(entry.dtype)[:80]
    return tr(
        "{differing} of %n element differ; {what} can't be subtracted.",
        "{differing} of %n elements differ; {what} can't be subtracted.",
        found.elements,
        differing=count_text(found.differing),
        what=what,
    )
