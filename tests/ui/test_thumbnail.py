"""Thumbnails: of sound files, of files that are none, and of those that take too long."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from safetensors.numpy import save_file

from inspector.cli import main
from inspector.errors import CheckpointError
from inspector.jobs import Cancelled
from inspector.resources import resource
from inspector.ui import thumbnail
from inspector.ui.thumbnail import write_thumbnail
from inspector.ui.widgets.themes import LIGHT

pytestmark = pytest.mark.usefixtures("qapp")


def bars(image: QImage) -> int:
    """How many pixels have the colour of bars."""
    accent = QColor(LIGHT.accent)
    return sum(image.pixelColor(x, y) == accent for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize(("size", "drawn"), [(64, 64), (256, 256), (1, 16), (9999, 1024)])
def test_a_thumbnail_shows_how_values_spread(size: int, drawn: int, tmp_path: Path) -> None:
    write_thumbnail(str(resource("example.pth")), str(tmp_path / "x.png"), size)
    image = QImage(str(tmp_path / "x.png"))
    assert (image.width(), image.height()) == (drawn, drawn)
    if drawn in (64, 256):
        assert bars(image) > drawn


def test_what_has_no_tensors_has_no_bars(tmp_path: Path) -> None:
    save_file({"empty": np.zeros(0, np.float32)}, tmp_path / "x.safetensors")
    write_thumbnail(str(tmp_path / "x.safetensors"), str(tmp_path / "x.png"), 64)
    assert bars(QImage(str(tmp_path / "x.png"))) == 0


def test_other_files_have_none(tmp_path: Path) -> None:
    (tmp_path / "x.pth").write_bytes(b"import site")
    with pytest.raises(CheckpointError):
        write_thumbnail(str(tmp_path / "x.pth"), str(tmp_path / "x.png"), 64)
    assert not (tmp_path / "x.png").exists()


def test_what_takes_too_long_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(thumbnail, "_SECONDS", 0.0)
    monkeypatch.setattr("threading.Timer.start", lambda timer: timer.function())  # at once
    with pytest.raises(Cancelled):
        write_thumbnail(str(resource("example.pth")), str(tmp_path / "x.png"), 64)


def test_the_command_line_draws_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "x.png"
    assert main(["--thumbnail", str(target), "--size", "32", str(resource("example.pth"))]) == 0
    assert QImage(str(target)).width() == 32
    assert main(["--thumbnail", str(target)]) == 2
    assert main(["--thumbnail", str(target), str(tmp_path / "none.pth")]) == 3
    assert "none.pth" in capsys.readouterr().err
