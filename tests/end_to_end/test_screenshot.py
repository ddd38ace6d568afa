"""``--screenshot``: the window drawn to a picture on a machine without a display."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from inspector.resources import resource
from inspector.ui.widgets.theme import series_color
from inspector.ui.widgets.themes import DARK, LIGHT

NO_DISPLAY = {
    name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
}


def screenshot(picture: Path, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "inspector", "--screenshot", str(picture), *map(str, words)]
    return subprocess.run(command, env=NO_DISPLAY, capture_output=True, text=True, check=False)


def count(picture: Path, colour: str) -> int:
    """How many pixels have exactly this colour."""
    image = QImage(str(picture))
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for y in range(image.height()) for x in range(image.width()))


def test_a_picture_shows_the_selected_tensor(tmp_path: Path) -> None:
    chosen, other = tmp_path / "chosen.png", tmp_path / "other.png"
    for picture, more in (chosen, ["--select", "model.hidden.weight"]), (other, []):
        answer = screenshot(picture, "--theme", "light", resource("example.pth"), *more)
        assert (answer.returncode, answer.stderr) == (0, "")
    assert count(chosen, series_color(0).name()) > 20_000  # the bars
    assert count(other, series_color(0).name()) < 5_000


def test_the_theme_is_as_asked_for(tmp_path: Path) -> None:
    for theme in LIGHT, DARK:
        picture = tmp_path / f"{theme.name}.png"
        assert screenshot(picture, "--theme", theme.name, resource("example.pth")).returncode == 0
        assert count(picture, theme.base) > 100_000


def test_a_file_that_can_not_be_read_is_status_3_with_a_picture_of_the_error(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pth"
    bad.write_bytes(b"\0" * 100)
    answer = screenshot(tmp_path / "error.png", bad, "--theme", "light")
    assert answer.returncode == 3
    assert answer.stderr.startswith(f"checkpoint-inspector: {bad}: ")
    assert len(answer.stderr.splitlines()) == 1
    assert count(tmp_path / "error.png", LIGHT.danger) > 50


def test_a_picture_that_can_not_be_written_is_status_3(tmp_path: Path) -> None:
    answer = screenshot(tmp_path / "no" / "such" / "folder.png", resource("example.pth"))
    assert answer.returncode == 3
    assert len(answer.stderr.splitlines()) == 1


def test_without_a_display_the_program_says_so_in_one_sentence() -> None:
    command = [sys.executable, "-m", "inspector", str(resource("example.pth"))]
    answer = subprocess.run(command, env=NO_DISPLAY, capture_output=True, text=True, check=False)
    assert answer.returncode == 3
    assert len(answer.stderr.splitlines()) == 1
    assert "no display" in answer.stderr
