"""Verifying in the real window, with the mouse: a file of somebody's perceptron, one click, and the answer in green."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

import inspector
from inspector.ui.widgets.themes import LIGHT
from tests.end_to_end.desktop import Desktop, Pixels
from tests.end_to_end.test_window import like

pytestmark = pytest.mark.desktop


class Mlp(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.hidden = nn.Linear(20, 256)
        self.output = nn.Linear(256, 10)


def button_of_summary(picture: Pixels) -> tuple[int, int] | None:
    """The middle of the first of the white buttons at the right edge: that which verifies; the other saves a report."""
    height, width = picture.shape[:2]
    left = width - 230
    white = like(picture[130 : height // 2, left:], LIGHT.raised, 1)
    rows = np.flatnonzero(white.sum(1) > 80)
    if not len(rows):
        return None
    middle = int(np.split(rows, np.flatnonzero(np.diff(rows) > 4) + 1)[0].mean())
    columns = np.flatnonzero(white[middle])
    if columns[-1] - columns[0] < 150:  # the other is there first
        return None
    return left + int(columns[0]) + 20, 130 + middle


def test_a_perceptron_is_verified_with_one_click(desktop: Desktop, tmp_path: Path) -> None:
    torch.manual_seed(0)
    torch.save(Mlp().state_dict(), tmp_path / "mlp.params")
    inspector.export(tmp_path / "mlp.params", tmp_path / "kept.pth", architecture=True)  # with outputs to compare with
    program = desktop.start("--theme", "light", tmp_path / "kept.pth")
    window = desktop.window(program, "kept.pth")
    x, y = desktop.steady(lambda: button_of_summary(desktop.picture_of(window)), "the button that verifies")
    assert not like(desktop.picture_of(window), LIGHT.good).any()
    desktop.click(window.x + x, window.y + y)

    def answer() -> bool:
        right = desktop.picture_of(window)[130:, window.width // 2 :]
        assert not like(right, LIGHT.danger, 4).any()
        return bool(like(right, LIGHT.good, 4).sum() > 400)

    desktop.wait(answer, "“Outputs match bit for bit” in green")
    desktop.key("ctrl+q")
    assert program.ended() == 0
    assert program.said == ""
