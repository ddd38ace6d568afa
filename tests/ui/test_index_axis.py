"""Where axes of indices have their labels."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from inspector.ui.plots.index_axis import CellAxis, IndexAxis


def labels(axis: IndexAxis, low: float, high: float, size: float) -> dict[float, str]:
    """The labels of an axis by their place."""
    return {
        value: label
        for spacing, values in axis.tickValues(low, high, size)
        for value, label in zip(values, axis.tickStrings(values, 1, spacing), strict=True)
    }


@pytest.mark.parametrize("size", [100, 1000])
def test_few_indices_have_whole_labels(qtbot: QtBot, size: float) -> None:
    assert labels(IndexAxis("bottom"), -0.2, 1.2, size) == {0: "0", 1: "1"}


def test_cells_have_labels_at_their_middle_and_none_beyond_the_last(qtbot: QtBot) -> None:
    axis = CellAxis("bottom")
    axis.count = 3
    assert labels(axis, -5, 8, 500) == {0.5: "0", 1.5: "1", 2.5: "2"}
    axis.count = 5000
    assert labels(axis, 0, 5000, 400)[4000.5] == "4,000"
