"""A screen of one's own: an X server without a monitor, a window manager, and hands on mouse and keyboard.

The tests below this folder start the real program as a user does and see only what a user sees: windows and pixels.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

__all__ = ["TOOLS", "Desktop", "Program", "Window", "missing_tools"]

T = TypeVar("T")
Pixels = npt.NDArray[np.uint8]

#: Programs of the Debian packages xvfb, openbox, xdotool, x11-utils, imagemagick and pcmanfm.
TOOLS = ("Xvfb", "openbox", "xdotool", "xprop", "xwininfo", "import", "pcmanfm")

WIDTH, HEIGHT = 1440, 960
_PATIENCE_S = 120.0
_PERIOD_S = 0.1
#: How far apart the two clicks of a double click may come: on a busy machine the hand is slow.
_DOUBLE_CLICK_MS = 3000


def missing_tools() -> list[str]:
    """The tools that are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


@dataclass(frozen=True, slots=True)
class Window:
    """A window on the screen: its X identifier and where its inside lies, in pixels."""

    identifier: str
    x: int
    y: int
    width: int
    height: int


class Program:
    """The real program, started on a desktop."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def said(self) -> str:
        """What it wrote to standard output and standard error so far."""
        return self._log.read_text(errors="replace")

    @property
    def processor_ticks(self) -> int:
        """How much processor time it has used, in ticks of a hundredth of a second (proc(5), fields 14 and 15)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def ended(self) -> int:
        """The exit status, once it has ended."""
        return self.process.wait(_PATIENCE_S)


class Desktop:
    """An X server with a window manager.

    ``home`` takes the settings of the programs started on it, ``runtime`` is the folder for their sockets.
    """

    def __init__(self, home: Path, runtime: Path) -> None:
        self.home = home
        self._processes: list[subprocess.Popen[bytes]] = []
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
        self._environment.pop("WAYLAND_DISPLAY", None)
        self._environment["DISPLAY"] = self._start_screen()
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
            self._environment[name] = str(home)
        self._environment["XDG_RUNTIME_DIR"] = str(runtime)
        self._environment["TMPDIR"] = str(home)  # what is dragged stays there when the program is ended from outside
        self.start_other("openbox")
        self.wait(lambda: "window id" in self.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"), "a window manager")
        self.run("xdotool", "mousemove", "0", "0")  # where nothing lights up under it

    def _start_screen(self) -> str:
        """Start the X server on a display number that it finds free itself. Keys that are held do not repeat.

        On a busy machine it may take long until a key that was pressed is released.
        """
        reader, writer = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        self._processes.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset", "-r"],
                pass_fds=[writer],
                stderr=subprocess.DEVNULL,
            )
        )
        os.close(writer)
        with open(reader) as pipe:
            return f":{int(pipe.readline())}"

    def close(self) -> None:
        """End everything that was started, the screen last."""
        for process in reversed(self._processes):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in reversed(self._processes):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    # programs and windows

    def start(self, *words: object) -> Program:
        """Start ``checkpoint-inspector`` with these words on its command line."""
        return self.start_other(sys.executable, "-X", "faulthandler", "-m", "inspector", *map(str, words))

    def start_other(self, *command: str) -> Program:
        """Start any program."""
        log = self.home / f"program-{len(self._processes)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, env=self._environment, stdout=output, stderr=subprocess.STDOUT)
        self._processes.append(process)
        return Program(process, log)

    def start_file_manager(self, folder: Path) -> Program:
        """Show a folder, without thumbnails: when one comes in during a double click, libfm 1.3 opens another file."""
        settings = self.home / "libfm" / "libfm.conf"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text("[ui]\nshow_thumbnail=0\n")
        (self.home / ".gtkrc-2.0").write_text(f"gtk-double-click-time = {_DOUBLE_CLICK_MS}\n")
        return self.start_other("pcmanfm", "--no-desktop", str(folder))

    def window(self, program: Program, title: str) -> Window:
        """The visible window whose title contains ``title``, once it is there, with the focus."""

        def look() -> Window | None:
            if program.process.poll() is not None:
                raise AssertionError(f"the program ended with status {program.process.returncode}: {program.said}")
            found = self.run("xdotool", "search", "--onlyvisible", "--name", title).split()
            return self._geometry(found[0]) if found else None

        def activate() -> Window | None:
            window = look()
            if window is None:
                return None
            self.run("xdotool", "windowactivate", "--sync", window.identifier)
            return self._geometry(window.identifier) if self.is_active(window) else None  # by now it has its place

        return self.wait(activate, f"a window called {title!r}")

    def is_active(self, window: Window) -> bool:
        """Whether a window has the focus."""
        return self.run("xdotool", "getactivewindow").strip() == window.identifier

    def resting_picture_of(self, window: Window) -> Pixels:
        """What is in a window that has the focus, once nothing has changed in it for a second."""
        previous: list[Pixels] = []

        def rest() -> bool:
            if not self.is_active(window):
                self.run("xdotool", "windowactivate", "--sync", window.identifier)
                previous.clear()
            previous.append(self.picture_of(window))
            changes = [not np.array_equal(previous[-1], earlier) for earlier in previous[-3:]]
            return len(previous) > 2 and not any(changes)

        self.wait(rest, "a window to come to rest", period=0.5)
        return previous[-1]

    def windows(self, title: str) -> list[str]:
        """The titles of all visible windows whose title contains ``title``."""
        identifiers = self.run("xdotool", "search", "--onlyvisible", "--name", title).split()
        return [self.run("xdotool", "getwindowname", identifier).strip() for identifier in identifiers]

    def _geometry(self, identifier: str) -> Window | None:
        text = self.run("xwininfo", "-id", identifier)
        labels = ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height")
        numbers = [re.search(rf"{label}: +(\d+)", text) for label in labels]
        if None in numbers:  # it closed meanwhile
            return None
        x, y, width, height = (int(number[1]) for number in numbers if number)
        return Window(identifier, x, y, width, height)

    def place(self, window: Window, x: int, y: int, width: int, height: int) -> None:
        """Move and size a window; ask for it again to know where its inside then lies."""
        self.run("xdotool", "windowsize", "--sync", window.identifier, str(width), str(height))
        self.run("xdotool", "windowmove", "--sync", window.identifier, str(x), str(y))

    # hands

    def key(self, *names: str) -> None:
        """Press keys one after another: ``Down``, ``ctrl+f``."""
        self.run("xdotool", "key", "--delay", "40", *names)

    def write(self, text: str) -> None:
        """Type text."""
        self.run("xdotool", "type", "--delay", "20", text)

    def click(self, x: int, y: int) -> None:
        """Press and release the left button at a place on the screen.

        Without ``--sync``, which waits long for a mouse to move where it is; the screen takes one after the other anyway.
        """
        self.run("xdotool", "mousemove", str(x), str(y), "click", "1")

    def double_click(self, x: int, y: int) -> None:
        """Press and release the left button twice, as fast as a hand does."""
        self.run("xdotool", "mousemove", str(x), str(y), "click", "--repeat", "2", "--delay", "80", "1")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the left button at ``start``, move to ``end`` as a hand does, and let go."""
        self.run("xdotool", "mousemove", "--sync", *map(str, start), "mousedown", "1")
        steps = 20
        for step in range(1, steps + 1):
            place = [round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True)]
            self.run("xdotool", "mousemove", *map(str, place), "sleep", "0.03")
        self.run("xdotool", "mousemove", *map(str, end), "sleep", "1", "mouseup", "1")

    def fling(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag as hastily as a hand can: another program has no time to ask what it is before it is dropped."""
        places = [[round(a + (b - a) * step / 5) for a, b in zip(start, end, strict=True)] for step in range(1, 6)]
        moves = [word for place in places for word in ("mousemove", *map(str, place), "sleep", "0.01")]
        self.run("xdotool", "mousemove", "--sync", *map(str, start), "mousedown", "1", *moves, "mouseup", "1")

    # eyes

    def picture(self) -> Pixels:
        """What is on the screen; shape (HEIGHT, WIDTH, 3)."""
        command = ["import", "-window", "root", "-depth", "8", "rgb:-"]
        raw = subprocess.run(command, env=self._environment, capture_output=True, check=True).stdout
        return np.frombuffer(raw, np.uint8).reshape(HEIGHT, WIDTH, 3)

    def picture_of(self, window: Window) -> Pixels:
        """What is in a window; shape (height, width, 3)."""
        return self.picture()[window.y : window.y + window.height, window.x : window.x + window.width]

    def wait(self, look: Callable[[], T | None], what: str, *, period: float = _PERIOD_S) -> T:
        """Look again and again until there is something true to see; fails after a long while."""
        seen = self.look_for(look, _PATIENCE_S, period=period)
        if seen:
            return seen
        picture = self.home / "desktop.png"
        self.run("import", "-window", "root", str(picture))
        raise AssertionError(f"waited in vain for {what}; {picture} shows what there was instead")

    def steady(self, look: Callable[[], T | None], what: str) -> T:
        """What there is to see once two looks in a row see the same: while a window fills, things in it move."""
        seen: list[T | None] = [None]

        def same() -> T | None:
            seen.append(look())
            return seen[-1] if seen[-1] == seen[-2] else None

        return self.wait(same, what, period=0.3)

    def look_for(self, look: Callable[[], T | None], seconds: float, *, period: float = _PERIOD_S) -> T | None:
        """Look again and again for some seconds, or until there is something true to see."""
        deadline = time.monotonic() + seconds
        while not (seen := look()) and time.monotonic() < deadline:
            time.sleep(period)
        return seen

    def run(self, *command: str) -> str:
        """What a tool prints; its failure is no error, since it may come too early."""
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False).stdout
