"""Slices as people write them, ``0:4, :, -1``, without evaluating anything."""

from __future__ import annotations

from inspector.errors import SelectionError

__all__ = ["parse_slice"]


def parse_slice(text: str, axes: int) -> tuple[slice | int, ...]:
    """The region that ``text`` names in a tensor of ``axes`` axes.

    Parts are separated by commas; each is an index, a slice ``start:stop:step`` or one ``...`` for all the axes that the
    others leave. Brackets around the whole are allowed. Raises SelectionError for anything else.
    """
    inside = text.strip().removeprefix("[").removesuffix("]").strip()
    if not inside:
        return ()
    words = [word.strip() for word in inside.split(",")]
    if words[-1] == "":  # "3," is what Python writes for a tuple of one
        words.pop()
    if words.count("...") > 1:
        raise SelectionError(f"the slice {text!r} has more than one '...'")
    if "..." in words:
        place = words.index("...")
        words[place : place + 1] = [":"] * (axes - len(words) + 1)
    if len(words) > axes:
        raise SelectionError(f"the slice {text!r} names {len(words)} axes, the tensor has {axes}")
    return tuple(_parse_part(word, text) for word in words)


def _parse_part(word: str, text: str) -> slice | int:
    numbers = word.split(":")
    if len(numbers) > 3:
        raise SelectionError(f"{word!r} in the slice {text!r} has more than start, stop and step")
    try:
        if len(numbers) == 1:
            return int(word)
        return slice(*(int(number) if number.strip() else None for number in numbers))
    except ValueError:
        raise SelectionError(f"{word!r} in the slice {text!r} is neither an index nor start:stop:step") from None
