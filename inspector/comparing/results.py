"""What a comparison says of each pair, apart from what compares them: shown before that, and numpy, have been loaded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.tensors.entries import TensorEntry

if TYPE_CHECKING:
    from inspector.comparing.conversion.rules import Converted
    from inspector.comparing.differences import Difference

__all__ = ["FROM_ZERO", "PairResult", "State", "Summary", "is_same_file"]

#: The change of a tensor that was all zero, against which nothing has a size: less than any that has one, more than none.
FROM_ZERO = math.ulp(0.0)


class State(StrEnum):
    """What became of a tensor."""

    IDENTICAL = "identical"  # all elements equal, or within the tolerance
    CHANGED = "changed"
    DTYPE_CHANGED = "dtype_changed"  # the difference tells whether the values changed too
    SHAPE_CHANGED = "shape_changed"
    ONLY_IN_A = "only_in_a"
    ONLY_IN_B = "only_in_b"
    UNREADABLE = "unreadable"  # has no data in a file, or they can't be read


@dataclass(frozen=True, slots=True, eq=False)
class PairResult:
    """What the comparison says of one pair, or of a tensor that is in one file only (then ``a`` or ``b`` is None).

    ``agrees`` if this is no difference: equal values of one type, or, where a tolerance was given, values within it of any
    type. ``difference`` is None where there is nothing to be said in numbers: ``is_bitwise`` equal, of another shape, or
    unreadable (``reason`` is why, a sentence without its subject). ``common`` is the result for what two tensors of
    different shapes share: the rows of both vocabularies, all of a 1 x 1 convolution and a linear layer. ``conversion`` is
    the rule by which one side was made of tensors of a model, if it was; rounding to its type is then no difference.
    """

    state: State
    a: TensorEntry | None
    b: TensorEntry | None
    difference: Difference | None = None
    agrees: bool = False
    is_bitwise: bool = False
    reason: str = ""
    common: PairResult | None = None
    conversion: Converted | None = None

    @property
    def key(self) -> str:
        """The key in A, or in B for what is only there."""
        entry = self.a or self.b
        assert entry is not None
        return entry.key

    @property
    def change(self) -> float:
        """How much changed, to rank by: the relative change, infinite where it has no size."""
        if self.difference is not None:
            return self.difference.change
        return 0.0 if self.state is State.IDENTICAL else math.inf


@dataclass(frozen=True, slots=True)
class Summary:
    """How many results there are of each state, and how many of them are differences."""

    states: Mapping[State, int]
    differences: int

    @classmethod
    def of(cls, results: Iterable[PairResult]) -> Summary:
        """The summary of all results of a comparison."""
        counts = dict.fromkeys(State, 0)
        differences = 0
        for result in results:
            counts[result.state] += 1
            differences += not result.agrees
        return cls(counts, differences)


def is_same_file(a: Checkpoint, b: Checkpoint) -> bool:
    """Whether both are the same files, by whatever names they were opened."""
    return bool(a.files) and [file.key for file in a.files] == [file.key for file in b.files]
