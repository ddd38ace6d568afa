"""What is known of the pickles of all frameworks, together: a pickle may hold the objects of any of them."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from inspector.pickles.recogniser import Recognisers

__all__ = ["all_recognisers"]

_RECOGNISERS = (
    "inspector.formats.torch.recogniser:TORCH",
    "inspector.formats.numpy.pickled:NUMPY",
    "inspector.formats.joblib.arrays:JOBLIB",
    "inspector.formats.paddle.pickled:PADDLE",
)


@cache
def all_recognisers() -> Recognisers:
    """Those of every framework this version knows."""
    places = (place.partition(":") for place in _RECOGNISERS)
    return Recognisers(getattr(import_module(module), name) for module, _, name in places)
