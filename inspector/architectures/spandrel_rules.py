"""spandrel's architectures (image restoration), detected by spandrel's own conditions on keys.

The catalogue holds the conditions, so that nothing needs to be imported; spandrel works out hyperparameters itself, from
the shapes it is given when the module is built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inspector.architectures.architecture import Blueprint, Candidate, Listing, Params
from inspector.architectures.catalogue import catalogue
from inspector.architectures.subject import Shape, Subject
from inspector.errors import SelectionError

__all__ = ["SpandrelProvider"]

_PREFIX = "spandrel:"
_BUILD = "inspector.architectures.builds.spandrel:build"
_SCORE = 0.95
_SCORE_OF_A_PART = 0.5
#: A condition on fewer keys than this is met by many a chain of layers, too.
_MANY_KEYS = 4
_INPUT_SIZE = 64


class SpandrelProvider:
    """The architectures whose conditions the catalogue holds."""

    def candidates(self, subject: Subject) -> Iterator[Candidate]:
        """The first architecture whose condition the keys meet, as spandrel would take it."""
        signature = subject.signature
        if not any(len(shape) == 4 for shape in signature.values()):
            return
        for name, title, condition in _conditions():
            if _holds(condition, signature):
                score = _SCORE if not subject.left_out else _SCORE_OF_A_PART
                rank = 5 if _size(condition) >= _MANY_KEYS else 2
                yield Candidate(
                    _PREFIX + name, f"{title} (spandrel)", _params(name, signature), len(signature), score,
                    prefix=subject.prefix, requires="spandrel", rank=rank,
                    note="spandrel recognises it by some of its keys; the others are compared when it is built",
                )  # fmt: skip
                return

    def blueprint(self, arch: str, subjects: Sequence[Subject]) -> Blueprint | None:
        """The architecture called ``arch`` for the first state dict that meets its condition."""
        if not arch.startswith(_PREFIX):
            return None
        name = arch.removeprefix(_PREFIX)
        condition = next((condition for other, _, condition in _conditions() if other == name), None)
        for subject in subjects:
            if condition is None or _holds(condition, subject.signature):
                return Blueprint(arch, f"{name} (spandrel)", _BUILD, _params(name, subject.signature), "spandrel")
        raise SelectionError(f"the checkpoint does not have the keys of {arch}")

    def listing(self) -> list[Listing]:
        """All of them."""
        return [Listing(_PREFIX + name, title, "spandrel") for name, title, _ in _conditions()]


def _conditions() -> list[tuple[str, str, Any]]:
    known = catalogue()
    return known.conditions if known is not None else []


def _holds(condition: Any, signature: Mapping[str, Shape]) -> bool:
    kind, *keys = condition
    results = (key in signature if isinstance(key, str) else _holds(key, signature) for key in keys)
    return all(results) if kind == "all" else any(results)


def _size(condition: Any) -> int:
    """The fewest keys that meet it."""
    kind, *keys = condition
    sizes = [1 if isinstance(key, str) else _size(key) for key in keys]
    return sum(sizes) if kind == "all" else min(sizes, default=0)


def _params(name: str, signature: Mapping[str, Shape]) -> Params:
    """The shapes are the hyperparameters. The first convolution tells the channels of the images."""
    first = next((shape[1] for shape in signature.values() if len(shape) == 4), 3)
    channels = first if first in (1, 3, 4) else 3
    shapes = {key: list(shape) for key, shape in signature.items()}
    return {"id": name, "shapes": shapes, "input_shape": [1, channels, _INPUT_SIZE, _INPUT_SIZE]}
