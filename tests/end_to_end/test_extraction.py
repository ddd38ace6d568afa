"""Dragging layers out of the real window into a real file manager: a file is there afterwards, and torch loads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from inspector.resources import resource
from tests.end_to_end.desktop import Desktop
from tests.end_to_end.test_window import filter_for, open_example

pytestmark = pytest.mark.desktop


def test_two_layers_are_dragged_into_a_file_manager(desktop: Desktop, tmp_path: Path) -> None:
    folder = tmp_path / "drop here"
    folder.mkdir()
    program, window = open_example(desktop)
    desktop.place(window, 10, 30, 900, 760)
    manager = desktop.start_other("pcmanfm", "--no-desktop", str(folder))
    files = desktop.window(manager, "drop here")
    desktop.place(files, 940, 200, 460, 420)
    files = desktop.window(manager, "drop here")
    window = desktop.window(program, "example.pth")
    rows = filter_for(desktop, window, "model.hidden", 2)
    left = window.x + 90
    desktop.click(left, window.y + rows[0])
    desktop.run("xdotool", "keydown", "shift")
    desktop.click(left, window.y + rows[1])
    desktop.run("xdotool", "keyup", "shift")
    desktop.drag_in((left, window.y + rows[0]), (files.x + files.width * 3 // 4, files.y + files.height * 2 // 3))

    def dropped() -> Path | None:
        return next((path for path in folder.iterdir() if path.suffix == ".pth" and path.stat().st_size), None)

    path = desktop.wait(dropped, "a file in the folder")
    part = torch.load(path, weights_only=True)
    source = torch.load(resource("example.pth"), weights_only=False)["model"]
    assert part.keys() == {"model.hidden.weight", "model.hidden.bias"}
    assert torch.equal(part["model.hidden.weight"], source["hidden.weight"])
