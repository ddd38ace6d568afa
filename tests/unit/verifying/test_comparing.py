"""How far outputs are apart."""

from __future__ import annotations

import math

import pytest
import torch

from inspector.verifying.worker.comparing import OutputDifference, compare, difference


def test_nothing_of_two_types_is_close_but_not_the_same() -> None:
    found = difference(torch.zeros(0, 3), torch.zeros(0, 3, dtype=torch.float64), 0.0, 0.0)
    assert found == OutputDifference(True, False, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_of_several_outputs_one_that_is_no_number_is_the_worst(order: slice) -> None:
    ours, theirs = [torch.tensor([math.nan]), torch.tensor([3.0])], [torch.tensor([2.0]), torch.tensor([2.0])]
    found = compare(ours[order], theirs[order], 0.0, 10.0)
    assert not found.close
    assert all(map(math.isnan, (found.max_abs, found.max_rel, found.nmse)))
    assert compare(ours[1:], theirs[1:], 0.0, 10.0).max_abs == 1


def test_equal_numbers_are_not_apart_whatever_they_are() -> None:
    ours = torch.tensor([0.0, math.inf, math.nan, 2.0])
    found = difference(ours, torch.tensor([-0.0, math.inf, math.nan, 4.0]), 0.0, 2.0)
    assert (found.close, found.bitwise, found.max_abs, found.max_rel) == (True, False, 2.0, 0.5)
