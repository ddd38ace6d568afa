"""Handing files over to a window that is open already. Without Qt: the process that hands over ends before it would need it.

What is said is file names and nothing else: absolute paths, each ended by a NUL, and a NUL more at the end. A word before
the first says that the two behind it are to be compared. No path at all asks the window to come to the front. The window
answers one byte once it has taken the files; those of a start that did not wait for that, and has opened them itself, it
leaves alone.

The meeting place is a socket in a folder that is the user's alone (on Windows a pipe that only the user may open), one for
each display: a file opened on one screen must not appear on another. Where the system has no such folder, each start has a
window of its own.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Sequence
from io import BufferedRWPair, FileIO
from pathlib import Path
from typing import NamedTuple

__all__ = ["ANSWER", "MAX_NBYTES", "Request", "address", "decode", "encode", "hand_over", "is_complete", "lock_address"]

#: A longer message is not listened to. A command line of that length is one for a window of its own.
MAX_NBYTES = 1 << 18
ANSWER = b"."
_COMPARE = b"--compare\0"
_NAME = "checkpoint-inspector"
#: Where no window is, connecting fails at once. One that is there may have a lot to do before it answers, on a slow machine.
_TIMEOUT_S = 15.0
#: What ``sun_path`` holds on macOS, without the NUL; Linux gives four bytes more.
_MAX_ADDRESS = 103


class Request(NamedTuple):
    """What a window is asked for: files to open, and none or two to compare."""

    files: list[str]
    compare: list[str]


def address() -> str | None:
    """The path of the socket, or the name of the pipe; None if there is no safe place for it."""
    if sys.platform == "win32":
        return rf"\\.\pipe\{_NAME}-{re.sub(r'[^0-9A-Za-z]', '_', os.environ.get('USERNAME', ''))}"
    folder = Path(os.environ.get("TMPDIR" if sys.platform == "darwin" else "XDG_RUNTIME_DIR", ""))
    if not folder.is_absolute() or not _is_private(folder):
        return None
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    place = str(folder / f"{_NAME}{re.sub(r'[^0-9A-Za-z.-]', '_', display)}.socket")
    return place if len(os.fsencode(place)) <= _MAX_ADDRESS else None


def lock_address(place: str) -> str:
    """The file to lock while finding out whether somebody listens at ``place``."""
    return str(Path(os.environ["TEMP"], f"{_NAME}.lock")) if sys.platform == "win32" else f"{place}.lock"


def _is_private(folder: Path) -> bool:
    """Whether a folder is this user's and nobody else can look into it."""
    try:
        status = folder.stat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def encode(files: Sequence[str], compare: Sequence[str] = ()) -> bytes:
    """The message for these files, and two to compare or none; relative paths are of the current folder."""
    names = (file if _is_address(file) else Path(file).absolute() for file in (*compare, *files))
    message = b"".join(os.fsencode(name) + b"\0" for name in names) + b"\0"
    return _COMPARE + message if compare else message


def _is_address(file: str) -> bool:
    """As ``is_address`` of sources, which takes longer to import than to hand over."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", file) is not None


def is_complete(message: bytes) -> bool:
    """Whether nothing more can follow."""
    return message == b"\0" or message.endswith(b"\0\0")


def decode(message: bytes) -> Request | None:
    """What a whole message asks for; None if it is anything else than absolute paths and addresses."""
    if len(message) > MAX_NBYTES or not is_complete(message):
        return None
    names = message.removeprefix(_COMPARE)[:-1].removesuffix(b"\0")
    files = [os.fsdecode(name) for name in names.split(b"\0")] if names else []
    compared = 2 if message.startswith(_COMPARE) else 0
    if len(files) < compared or not all(Path(file).is_absolute() or _is_address(file) for file in files):
        return None
    return Request(files[compared:], files[:compared])


def hand_over(files: Sequence[str], compare: Sequence[str] = ()) -> bool:
    """Give ``files``, and two to compare or none, to an open window of this user on this display; False if none took it."""
    place = address()
    if place is None or len(message := encode(files, compare)) > MAX_NBYTES:
        return False
    with contextlib.suppress(OSError), _connection(place) as stream:
        stream.write(message)
        stream.flush()
        return stream.read(1) == ANSWER
    return False


def _connection(place: str) -> BufferedRWPair | FileIO:
    """A stream to the window that listens there; raises OSError if none does."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # the user's click was on us: let the window take it
        return open(place, "r+b", buffering=0)
    import socket

    with socket.socket(socket.AF_UNIX) as channel:
        channel.settimeout(_TIMEOUT_S)
        channel.connect(place)
        return channel.makefile("rwb")
