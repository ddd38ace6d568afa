from __future__ import annotations

import numpy as np

from inspector.checkpoint.composition import TypeShare, type_shares
from inspector.tensors.entries import OUTSIDE_STATE_DICT, ValueEntry
from tests.tensors import entry_of


def test_types_are_summed_and_the_largest_comes_first() -> None:
    shares = type_shares(
        [
            entry_of(np.zeros(3, np.int64)),
            entry_of(np.zeros((2, 5), np.float32)),
            ValueEntry(("lr",), 0.1),
            entry_of(np.zeros(1, np.float32)),
        ]
    )
    assert shares == [TypeShare("float32", 2, 11, 44), TypeShare("int64", 1, 3, 24)]


def test_parts_of_quantised_weights_are_not_counted_beside_them() -> None:
    part = entry_of(np.zeros(3, np.int32)).replace(attributes={OUTSIDE_STATE_DICT: True})
    assert type_shares([entry_of(np.zeros(2, np.float32)), part]) == [TypeShare("float32", 1, 2, 8)]
    assert type_shares([part]) == [TypeShare("int32", 1, 3, 12)]


def test_nothing_has_no_types() -> None:
    assert type_shares([]) == []
