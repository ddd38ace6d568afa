"""The real program on a real screen: what a user does with mouse and keyboard, and what there is then to see."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import inspector
from inspector.resources import resource
from inspector.tensors.entries import TensorEntry
from inspector.ui.widgets.theme import series_color
from inspector.ui.widgets.themes import LIGHT
from tests.end_to_end.desktop import Desktop, Pixels, Program, Window

pytestmark = pytest.mark.desktop

EXAMPLE = resource("example.pth")
BARS = series_color(0).name()


def like(picture: Pixels, colour: str, tolerance: int = 16) -> npt.NDArray[np.bool_]:
    """Which pixels have this colour, or nearly."""
    wanted = [int(colour[index : index + 2], 16) for index in (1, 3, 5)]
    close: npt.NDArray[np.bool_] = np.all(np.abs(picture.astype(int) - wanted) <= tolerance, -1)
    return close


def tensor_rows(picture: Pixels) -> list[int]:
    """Where the tree shows tensors: the middles of their coloured icons."""
    height, width = picture.shape[:2]
    icons = like(picture[: height - 40, : width // 3], LIGHT.accent, 40)
    icons[:130] = False  # tabs, filter and headings
    rows = np.flatnonzero(icons.any(1))
    return [int(block.mean()) for block in np.split(rows, np.flatnonzero(np.diff(rows) > 3) + 1) if len(block)]


def bar_heights(picture: Pixels) -> npt.NDArray[np.int64]:
    """Heights in pixels of what stands on the lowest line of many bars in the right half, for each column of pixels."""
    height, width = picture.shape[:2]
    bars = like(picture[: height - 40, width // 2 :], BARS)
    lines = np.flatnonzero(bars.sum(1) > 20)
    heights = np.zeros(bars.shape[1], np.int64)
    if len(lines):
        base = lines[-1]
        for column in range(bars.shape[1]):
            top = base + 1
            for row in np.flatnonzero(bars[:, column])[::-1]:
                if top - row > 12:  # ticks and grid lines leave small gaps
                    break
                top = row
            heights[column] = base + 1 - top
    return heights


def shows_histogram_of(picture: Pixels, key: str) -> bool:
    """Whether the bars to be seen are the histogram of the tensor ``key`` of the example."""
    heights = bar_heights(picture)
    columns = np.flatnonzero(heights)
    if len(columns) < 128:
        return False
    with inspector.open(EXAMPLE) as checkpoint:
        tensor = checkpoint[key]
        assert isinstance(tensor, TensorEntry)
        counts = np.histogram(checkpoint.read(tensor), "fd")[0]  # by Freedman and Diaconis, as the window's
    # The first and the last bin are never empty: they are the first and the last column of bars.
    places = columns[0] + (np.arange(len(counts)) + 0.5) / len(counts) * (columns[-1] + 1 - columns[0])
    return bool(np.corrcoef(heights[places.astype(int)], counts)[0, 1] > 0.98)


def open_example(desktop: Desktop) -> tuple[Program, Window]:
    """The program with the example in it, once its tensors are to be seen."""
    program = desktop.start("--theme", "light", EXAMPLE)
    window = desktop.window(program, "example.pth")
    desktop.wait(lambda: tensor_rows(desktop.picture_of(window)), "tensors in the tree")
    return program, window


def filter_for(desktop: Desktop, window: Window, text: str, rows: int) -> list[int]:
    """Type into the filter; returns where the tensors are that it leaves, once there are as many as expected."""
    desktop.key("ctrl+f")
    desktop.write(text)

    def filtered() -> list[int]:
        found = tensor_rows(desktop.picture_of(window))
        return found if len(found) == rows else []

    return desktop.steady(filtered, f"{rows} tensors after filtering for {text!r}")


def write_large(path: Path) -> None:
    """A safetensors file of 64 GiB, all of them a hole."""
    tensor = {"dtype": "F32", "shape": [1 << 34], "data_offsets": [0, 4 << 34]}
    header = json.dumps({"large": tensor}).encode()
    with path.open("wb") as file:
        file.write(len(header).to_bytes(8, "little") + header)
        file.truncate(file.tell() + (4 << 34))


def test_a_click_on_a_tensor_shows_its_histogram(desktop: Desktop) -> None:
    _program, window = open_example(desktop)
    assert not shows_histogram_of(desktop.picture_of(window), "model.hidden.weight")
    (row,) = filter_for(desktop, window, "hidden.weight -optimizer", 1)
    desktop.click(window.x + window.width // 8, window.y + row)
    desktop.wait(lambda: shows_histogram_of(desktop.picture_of(window), "model.hidden.weight"), "its histogram")
    desktop.key("ctrl+f", "ctrl+a")
    (row,) = filter_for(desktop, window, "output.weight -optimizer", 1)
    desktop.click(window.x + window.width // 8, window.y + row)
    desktop.wait(lambda: shows_histogram_of(desktop.picture_of(window), "model.output.weight"), "the other one's")
    assert not shows_histogram_of(desktop.picture_of(window), "model.hidden.weight")


def test_everything_works_by_keyboard(desktop: Desktop) -> None:
    program, window = open_example(desktop)
    filter_for(desktop, window, "model weight -optimizer", 2)
    desktop.key("Return")  # into the tree, on the first tensor found
    desktop.wait(lambda: shows_histogram_of(desktop.picture_of(window), "model.hidden.weight"), "the first histogram")
    desktop.key("End")
    desktop.wait(lambda: shows_histogram_of(desktop.picture_of(window), "model.output.weight"), "the last histogram")
    desktop.key("ctrl+q")
    assert program.ended() == 0
    assert program.said == ""


def test_a_file_is_opened_by_the_dialog(desktop: Desktop) -> None:
    program = desktop.start("--theme", "light")
    desktop.window(program, "Checkpoint Inspector")
    desktop.key("ctrl+o")
    desktop.window(program, "Open")
    desktop.write(str(EXAMPLE))
    desktop.key("Return")
    window = desktop.window(program, "example.pth")
    assert desktop.wait(lambda: tensor_rows(desktop.picture_of(window)), "tensors in the tree")


def test_a_file_is_dropped_from_a_file_manager(desktop: Desktop, tmp_path: Path) -> None:
    folder = tmp_path / "one file"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder)
    program = desktop.start("--theme", "light")
    window = desktop.window(program, "Checkpoint Inspector")
    manager = desktop.start_file_manager(folder)
    files = desktop.window(manager, "one file")

    def icon() -> tuple[int, int] | None:
        """The middle of what is on the white ground right of the bookmarks."""
        ground = desktop.picture_of(files)[90:-40, 170:-20]
        rows, columns = np.nonzero(~like(ground, "#ffffff", 60))
        return (
            (int(columns.mean()) + 170, int(rows.mean()) + 90) if 100 < len(rows) < ground.shape[0] ** 2 / 10 else None
        )

    x, y = desktop.steady(icon, "the file's icon")

    def drag() -> list[str]:
        """Once: it comes to nothing if the mouse is let go before a busy window has said that it takes the file."""
        desktop.drag((files.x + x, files.y + y), (window.x + window.width * 4 // 5, window.y + window.height // 3))
        return desktop.look_for(lambda: desktop.windows("example.pth"), 20) or []

    desktop.wait(drag, "the file to be taken")
    window = desktop.window(program, "example.pth")
    assert desktop.wait(lambda: tensor_rows(desktop.picture_of(window)), "tensors in the tree")


def test_a_broken_file_is_explained_in_its_place(desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "broken.pth"
    path.write_bytes(EXAMPLE.read_bytes()[:50_000])
    program = desktop.start("--theme", "light", path, EXAMPLE)
    window = desktop.window(program, "Checkpoint Inspector")

    def tab_shows_an_error() -> bool:
        return bool(like(desktop.picture_of(window)[150:-150], LIGHT.danger).sum() > 50)

    desktop.wait(tab_shows_an_error, "the error page")
    desktop.key("ctrl+Tab")
    desktop.wait(lambda: tensor_rows(desktop.picture_of(window)), "the other file, which is sound")
    assert program.process.poll() is None


def test_long_work_is_cancelled_by_its_button(desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "large.safetensors"
    write_large(path)
    program = desktop.start("--theme", "light", "--select", "large", path)
    window = desktop.window(program, "large.safetensors")

    def button() -> tuple[int, int] | None:
        """The last thing in the status bar, if there is anything in its right half."""
        bar = desktop.picture_of(window)[-28:-4, window.width // 2 :].astype(int)
        columns = np.flatnonzero((np.abs(bar - bar[0, 0]).sum(-1) > 60).any(0))
        return (int(columns[-1]) - 6, window.height - 16) if len(columns) else None

    x, y = desktop.steady(button, "progress in the status bar")
    desktop.click(window.x + window.width // 2 + x, window.y + y)
    desktop.wait(lambda: button() is None, "the status bar to empty")
    ticks = [-100]

    def rests() -> bool:
        ticks.append(program.processor_ticks)
        return ticks[-1] - ticks[-2] < 20

    desktop.wait(rests, "the program to rest", period=1)
    desktop.key("ctrl+q")
    assert program.ended() == 0


def test_closing_the_window_ends_long_work(desktop: Desktop, tmp_path: Path) -> None:
    path = tmp_path / "large.safetensors"
    write_large(path)
    program = desktop.start("--select", "large", path)
    desktop.window(program, "large.safetensors")
    desktop.key("ctrl+q")
    assert program.ended() == 0
    assert program.said == ""


def test_what_was_open_when_the_program_was_killed_is_had_back(desktop: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "lost and found.pth"
    shutil.copy(EXAMPLE, file)
    killed = desktop.start(file)
    desktop.window(killed, "lost and found.*Checkpoint Inspector")
    session = desktop.home / "checkpoint-inspector" / "session.json"
    desktop.wait(lambda: session.exists() and "lost and found" in session.read_text(), "the session to be kept")
    killed.process.kill()
    killed.process.wait()
    program = desktop.start()
    desktop.window(program, "^Checkpoint Inspector$")
    lock = session.with_name("session.lock")

    def knows_the_session() -> bool:
        try:
            return lock.read_text().startswith(f"{program.process.pid}\n")
        except FileNotFoundError:
            return False  # that of the killed one is being replaced

    desktop.wait(knows_the_session, "the session to be taken over")
    desktop.key("alt+f", "l")
    desktop.window(program, "lost and found.*Checkpoint Inspector")
    desktop.key("ctrl+q")
    assert program.ended() == 0
    assert json.loads(session.read_text())["ended"] is True
