"""What is known of the pickles of all frameworks, together: a pickle may hold the objects of any of them."""

from __future__ import annotations

from functools import cache

from inspector.formats.format import load
from inspector.formats.listing import BUILT_IN
from inspector.pickles.recogniser import Recognisers

__all__ = ["all_recognisers"]


@cache
def all_recognisers() -> Recognisers:
    """Those of every framework this version knows."""
    return Recognisers(load(place) for row in BUILT_IN for place in row.recognisers)
