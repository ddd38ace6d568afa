"""Dragging layers out of the real window into a real file manager: a file is there afterwards, and torch loads it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from inspector.resources import resource
from tests.end_to_end.desktop import Desktop, Program
from tests.end_to_end.test_window import filter_for, open_example

pytestmark = pytest.mark.desktop


def drag_two_layers(desktop: Desktop, program: Program, folder: Path) -> Path:
    """Drag both tensors of ``model.hidden`` from the window of the example into a file manager; returns the file there."""
    folder.mkdir()
    window = desktop.window(program, "example.pth")
    desktop.place(window, 10, 30, 900, 760)
    manager = desktop.start_other("pcmanfm", "--no-desktop", str(folder))
    files = desktop.window(manager, folder.name)
    desktop.place(files, 940, 200, 460, 420)
    files = desktop.window(manager, folder.name)
    window = desktop.window(program, "example.pth")
    rows = filter_for(desktop, window, "hidden -optimizer", 2)
    left = window.x + 90
    desktop.click(left, window.y + rows[0])
    desktop.run("xdotool", "keydown", "shift")
    desktop.click(left, window.y + rows[1])
    desktop.run("xdotool", "keyup", "shift")
    desktop.fling((left, window.y + rows[0]), (files.x + files.width * 3 // 4, files.y + files.height * 2 // 3))

    def dropped() -> Path | None:
        return next((path for path in folder.iterdir() if path.suffix == ".pth" and path.stat().st_size), None)

    return desktop.wait(dropped, "a file in the folder")


def test_two_layers_are_dragged_into_a_file_manager(desktop: Desktop, tmp_path: Path) -> None:
    program, _ = open_example(desktop)
    part = torch.load(drag_two_layers(desktop, program, tmp_path / "drop here"), weights_only=True)
    source = torch.load(resource("example.pth"), weights_only=False)["model"]
    assert part.keys() == {"model.hidden.weight", "model.hidden.bias"}
    assert torch.equal(part["model.hidden.weight"], source["hidden.weight"])
