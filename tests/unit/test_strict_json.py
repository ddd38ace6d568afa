from __future__ import annotations

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.strict_json import dumps, number


@given(st.floats())
def test_every_number_comes_back(value: float) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(name)

    back = float(json.loads(dumps(number(value)), parse_constant=refuse))
    assert math.isnan(back) if math.isnan(value) else (back, math.copysign(1, back)) == (value, math.copysign(1, value))


def test_numbers_of_numpy_are_numbers() -> None:
    assert dumps([number(np.float64("inf")), number(np.float64(0.5)), number(-np.float64("inf"))]) == (
        '["Infinity", 0.5, "-Infinity"]'
    )


def test_what_nobody_reads_is_never_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dumps([math.nan])


def test_any_code_point_is_written_in_ascii() -> None:
    assert json.loads(dumps("é\ud800")) == "é\ud800"
    assert dumps("é\ud800").isascii()
    assert dumps({"a": 1}, indent=2) == '{\n  "a": 1\n}'
