"""Dragging layers out of the real window into a real file manager: a file is there afterwards, and torch loads it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import torch

from inspector.resources import resource
from inspector.ui.widgets.themes import LIGHT
from tests.end_to_end.desktop import Desktop, Program
from tests.end_to_end.test_window import filter_for, like, open_example

pytestmark = pytest.mark.desktop


def drag_two_layers(desktop: Desktop, program: Program, folder: Path) -> Path:
    """Drag both tensors of ``model.hidden`` from the window of the example into a file manager; returns the file there."""
    return drag_rows(desktop, program, "example.pth", "hidden -optimizer", 2, folder)


def drag_rows(desktop: Desktop, program: Program, title: str, words: str, count: int, folder: Path) -> Path:
    """Drag the ``count`` tensors that a filter finds into a file manager, hastily; returns the file there."""
    folder.mkdir()
    window = desktop.window(program, title)
    desktop.place(window, 10, 30, 900, 760)
    manager = desktop.start_file_manager(folder)
    files = desktop.window(manager, folder.name)
    desktop.place(files, 940, 200, 460, 420)
    files = desktop.window(manager, folder.name)
    window = desktop.window(program, title)
    rows = filter_for(desktop, window, words, count)
    left = window.x + 90

    def dropped() -> Path | None:
        return next((path for path in folder.iterdir() if path.suffix == ".pth" and path.stat().st_size), None)

    def selected() -> int:
        """How many of the rows are seen to be selected."""
        marked = like(desktop.picture_of(window)[:, : window.width // 3], LIGHT.selection, 4)
        return sum(bool(marked[row].sum() > 60) for row in rows)

    def are_selected(number: int) -> bool | None:
        """Whether so many rows soon are. What the last key does to the filter comes a moment later, and may undo it."""
        return desktop.look_for(lambda: selected() == number, 10)

    def drag() -> Path | None:
        """Once. It comes to nothing if the mouse is let go before a busy file manager has said that it takes anything."""
        desktop.click(left, window.y + rows[0])
        if not are_selected(1):
            return None
        if count > 1:
            desktop.run("xdotool", "keydown", "shift")
            desktop.click(left, window.y + rows[-1])
            desktop.run("xdotool", "keyup", "shift")
        if not are_selected(count):
            return None
        start = (left + 4, window.y + rows[0])  # xdotool waits long for a mouse to move where it is
        desktop.fling(start, (files.x + files.width * 3 // 4, files.y + files.height * 2 // 3))
        return desktop.look_for(dropped, 20)

    return desktop.wait(drag, "a file in the folder")


def test_two_layers_are_dragged_into_a_file_manager(desktop: Desktop, tmp_path: Path) -> None:
    program, _ = open_example(desktop)
    part = torch.load(drag_two_layers(desktop, program, tmp_path / "drop here"), weights_only=True)
    source = torch.load(resource("example.pth"), weights_only=False)["model"]
    assert part.keys() == {"model.hidden.weight", "model.hidden.bias"}
    assert torch.equal(part["model.hidden.weight"], source["hidden.weight"])


def test_a_large_row_is_whole_when_it_is_dropped(desktop: Desktop, tmp_path: Path) -> None:
    """Its file is written long after the mouse was let go; the file manager sees nothing of it before."""
    source, nbytes = tmp_path / "large.safetensors", 32 << 20
    header = json.dumps({"large": {"dtype": "U8", "shape": [nbytes], "data_offsets": [0, nbytes]}}).encode()
    with source.open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(file.tell() + nbytes)
    program = desktop.start("--theme", "light", source)
    copy = drag_rows(desktop, program, source.name, "large", 1, tmp_path / "drop here")

    def whole() -> bool:
        return copy.stat().st_size > nbytes

    desktop.wait(whole, "all of the file")
    desktop.wait(lambda: zipfile.is_zipfile(copy), "its end")
    assert torch.load(copy, weights_only=True, mmap=True)["large"].shape == (nbytes,)
