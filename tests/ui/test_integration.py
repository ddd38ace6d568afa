"""The program in the menus of a desktop: installed for one user, valid, and taken away without a trace."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from inspector.cli import main

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="for desktops on Linux")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with a name that needs quoting, as the process's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / 'my "tools" 100%' / "checkpoint-inspector"
    path.parent.mkdir()
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(path)])
    return path


def test_the_desktop_knows_the_program_until_it_is_removed(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    assert main(["--integrate"]) == 0
    installed = {path.relative_to(data).as_posix() for path in data.rglob("checkpoint-inspector.*")}
    assert installed == {
        "applications/checkpoint-inspector.desktop",
        "icons/hicolor/scalable/apps/checkpoint-inspector.svg",
        "mime/packages/checkpoint-inspector.xml",
        "thumbnailers/checkpoint-inspector.thumbnailer",
    }
    assert capsys.readouterr().out.count("installed ") == 4
    entry = data / "applications" / "checkpoint-inspector.desktop"
    assert f"TryExec={program}\n" in entry.read_text("utf-8")
    if shutil.which("desktop-file-validate"):
        answer = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
        assert (answer.returncode, answer.stdout) == (0, "")
    thumbnailer = configparser.ConfigParser(interpolation=None)
    thumbnailer.read(data / "thumbnailers" / "checkpoint-inspector.thumbnailer", "utf-8")
    assert thumbnailer["Thumbnailer Entry"]["Exec"].endswith("--thumbnail %o --size %s %i")

    assert main(["--integrate", "remove"]) == 0
    assert list(data.rglob("checkpoint-inspector.*")) == []
    assert main(["--integrate", "remove"]) == 0


def test_what_a_desktop_can_not_start_is_refused(
    program: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program.chmod(0o644)
    assert main(["--integrate"]) == 3
    assert "can't be started by a desktop" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("is_in_it", [True, False])
def test_an_appimage_is_started_as_a_whole(
    is_in_it: bool, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is gone when it ends; programs that are started from another AppImage only inherit its variables."""
    image = tmp_path / "checkpoint-inspector.AppImage"
    image.write_text("#!/bin/sh\n")
    image.chmod(0o755)
    mounted = tmp_path / ".mount_checkp"
    monkeypatch.setenv("APPIMAGE", str(image))
    monkeypatch.setenv("APPDIR", str(mounted))
    monkeypatch.setattr(sys, "executable", str((mounted if is_in_it else tmp_path) / "usr" / "checkpoint-inspector"))
    assert main(["--integrate"]) == 0
    entry = tmp_path / "data" / "applications" / "checkpoint-inspector.desktop"
    assert f"TryExec={image if is_in_it else program}\n" in entry.read_text("utf-8")
