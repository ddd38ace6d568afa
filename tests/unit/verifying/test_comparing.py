"""How far outputs are apart."""

from __future__ import annotations

import torch

from inspector.verifying.worker.comparing import OutputDifference, difference


def test_nothing_of_two_types_is_close_but_not_the_same() -> None:
    found = difference(torch.zeros(0, 3), torch.zeros(0, 3, dtype=torch.float64), 0.0, 0.0)
    assert found == OutputDifference(True, False, 0.0, 0.0, 0.0)
