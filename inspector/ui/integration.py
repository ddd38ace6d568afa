"""Putting the program in the menus of a Linux desktop, for one user, where no package of the system did: installed by pip.

Brings the entry of the menus, the icon, the types of files and the thumbnailer to where the desktop looks for what a user
has of their own, with the path of this program in them; taken away again, nothing is left.
https://specifications.freedesktop.org/basedir-spec/latest/
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from inspector.errors import SelectionError
from inspector.resources import resource
from inspector.writing.atomic_file import write_atomically

__all__ = ["integrate", "remove", "this_program"]

_NAME = "checkpoint-inspector"
#: What is copied, and where to below the folder of the user's data.
_FILES = {
    f"desktop/{_NAME}.desktop": f"applications/{_NAME}.desktop",
    f"desktop/{_NAME}.xml": f"mime/packages/{_NAME}.xml",
    f"desktop/{_NAME}.thumbnailer": f"thumbnailers/{_NAME}.thumbnailer",
    f"icons/{_NAME}.svg": f"icons/hicolor/scalable/apps/{_NAME}.svg",
}
#: What renews the desktop's caches, where it is installed.
_RENEWING = (("update-mime-database", "mime"), ("update-desktop-database", "applications"))


def this_program() -> Path:
    """What a desktop is to start: the command, or the AppImage that it is in, whose own folder is gone when it ends.

    https://docs.appimage.org/packaging-guide/environment-variables.html
    """
    image, mounted = os.environ.get("APPIMAGE", ""), os.environ.get("APPDIR", "")
    if image and mounted and Path(sys.executable).is_relative_to(mounted):  # and not in the one of a terminal, say
        return Path(image)
    return Path(shutil.which(sys.argv[0]) or sys.argv[0]).absolute()


def integrate(program: Path) -> list[Path]:
    """Install what a desktop needs to know of ``program``; returns the files.

    Raises SelectionError on other systems and for what is no program, OutputError where nothing can be written.
    """
    data = _data_folder()
    if not os.access(program, os.X_OK) or program.suffix == ".py":
        raise SelectionError(f"{program} can't be started by a desktop; use --integrate with the command {_NAME}")
    quoted = _quoted(str(program))
    written = []
    for source, place in _FILES.items():
        content = resource(source).read_bytes()
        if place.endswith((".desktop", ".thumbnailer")):
            lines = content.decode("utf-8").splitlines(keepends=True)
            content = "".join(_with_program(line, program, quoted) for line in lines).encode("utf-8")
        target = data / place
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, content)
        written.append(target)
    _renew(data)
    return written


def remove() -> list[Path]:
    """Take away what :func:`integrate` installed; returns the files there were. Raises SelectionError elsewhere."""
    data = _data_folder()
    there = [data / place for place in _FILES.values() if (data / place).exists()]
    for path in there:
        path.unlink()
    if there:
        _renew(data)
    return there


def _data_folder() -> Path:
    if not sys.platform.startswith("linux"):
        raise SelectionError("--integrate is for desktops on Linux; on Windows and macOS the installer does it")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _with_program(line: str, program: Path, quoted: str) -> str:
    """A line of an entry with the path of the program in it."""
    if line.startswith("TryExec="):
        return f"TryExec={program}\n"
    return line.replace(f"Exec={_NAME}", f"Exec={quoted}", 1) if line.startswith("Exec=") else line


def _quoted(program: str) -> str:
    """As a word of Exec: https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html."""
    escaped = program.replace("\\", "\\\\\\\\").replace('"', '\\\\"').replace("`", "\\\\`").replace("$", "\\\\$")
    return f'"{escaped}"'.replace("%", "%%")


def _renew(data: Path) -> None:
    for command, folder in _RENEWING:
        if shutil.which(command) is not None and (data / folder).is_dir():
            subprocess.run([command, str(data / folder)], capture_output=True, check=False, timeout=60)  # noqa: S603
