"""What is known of the pickles of all frameworks, together: a pickle may hold the objects of any of them."""

from __future__ import annotations

from functools import cache

from inspector.formats.format import load
from inspector.formats.listing import BUILT_IN, installed
from inspector.pickles.recogniser import Recogniser, Recognisers

__all__ = ["all_recognisers"]


@cache
def all_recognisers() -> Recognisers:
    """Those of every framework this version knows; those of other distributions for names that it does not."""
    return Recognisers((load(place) for row in BUILT_IN for place in row.recognisers), _others)


def _others() -> tuple[list[Recogniser], list[str]]:
    """The recognisers of other distributions, and why some can't be used."""
    found: list[Recogniser] = []
    problems: list[str] = []
    for row in installed().formats:
        for place in row.recognisers:
            try:
                recogniser = load(place)
                if not isinstance(recogniser, Recogniser):
                    raise TypeError(f"{type(recogniser).__name__} is no Recogniser")
            except Exception as error:  # of someone else's code
                said = f"{type(error).__name__}: {error}"
                problems.append(f"What {row.distribution} knows of pickles of {row.title} can't be used: {said}.")
            else:
                found.append(recogniser)
    return found, problems
