from __future__ import annotations

import numpy as np
import pytest

from inspector.errors import SelectionError
from inspector.tensors.slicing import parse_slice

ARRAY = np.arange(4 * 5 * 6).reshape(4, 5, 6)


@pytest.mark.parametrize(
    "text",
    ["", "0", "1:3", ":, 2", "0:4, :, -1", "..., 0", "0, ...", "0, ..., ::2", "1, 2, 3", "2,", "[1:, ::3]", " : , : "],
)
def test_a_slice_means_what_numpy_takes_it_for(text: str) -> None:
    expected = eval(f"ARRAY[{text.strip('[] ') or '...'}]")
    assert np.array_equal(ARRAY[parse_slice(text, 3)], expected)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("0, 0, 0, 0", "names 4 axes, the tensor has 3"),
        ("..., ...", "more than one"),
        ("1:2:3:4", "more than start, stop and step"),
        ("a", "neither an index nor"),
        ("1:x", "neither an index nor"),
        ("__import__('os')", "neither an index nor"),
        ("1,,2", "neither an index nor"),
        ("None", "neither an index nor"),
        ("1.5", "neither an index nor"),
    ],
)
def test_anything_else_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(SelectionError, match=reason):
        parse_slice(text, 3)


def test_dots_may_stand_for_no_axis() -> None:
    assert parse_slice("1, ..., 2, 3", 3) == (1, 2, 3)
