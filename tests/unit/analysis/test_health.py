from __future__ import annotations

import math

import numpy as np
import pytest

from inspector.analysis.health import health
from inspector.analysis.statistics import statistics
from tests.tensors import entry_of


def findings(*values: complex) -> list[tuple[str, str, str]]:
    entry = entry_of(np.array(values))
    found = health(entry, statistics(entry))
    assert all(finding.where == "t" for finding in found)
    return [(finding.code, finding.severity.value, finding.message) for finding in found]


@pytest.mark.parametrize("values", [(1, 2, 3), (0, 0, 1), (5,), (0,), (), (1 + 1j, 1 - 1j)])
def test_healthy_tensors_have_no_findings(values: tuple[complex, ...]) -> None:
    assert findings(*values) == []


def test_damage_and_neglect_have_findings() -> None:
    assert findings(1, math.nan, math.nan) == [("nan", "warning", "2 of 3 elements are NaN")]
    assert findings(1, math.inf, -math.inf) == [("infinite", "warning", "2 of 3 elements are infinite")]
    assert [code for code, _, _ in findings(math.nan, math.inf)] == ["nan", "infinite"]
    assert findings(0, 0, -0.0) == [("all-zero", "info", "all elements are zero")]
    assert findings(2.5, 2.5) == [("constant", "info", "all elements are 2.5")]
