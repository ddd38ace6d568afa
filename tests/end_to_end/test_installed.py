"""The Debian package on a real desktop: installed, double-clicked in a file manager, and gone again.

Needs root (or sudo that does not ask) and CHECKPOINT_INSPECTOR_DEB, the path of the package; ``.ci/run`` builds it and gives
it. These tests change the system they run on, and put it back.
"""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

import inspector
from inspector.resources import resource
from tests.end_to_end.desktop import Desktop, Pixels, Program, Window
from tests.end_to_end.test_extraction import drag_two_layers

pytestmark = [pytest.mark.desktop, pytest.mark.slow]

PACKAGE = os.environ.get("CHECKPOINT_INSPECTOR_DEB", "")
NAME = "checkpoint-inspector"
EXAMPLE = resource("example.pth")
SAFETENSORS = Path(__file__).parents[1] / "fixtures" / "safetensors" / "no_metadata.safetensors"
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
#: Where packages put files. Not what dpkg and apt remember, nor logs.
_PLACES = ("/etc", "/opt", "/usr", "/var/lib")
_REMEMBERED = ("/var/lib/dpkg", "/var/lib/apt", "/var/lib/systemd", "/usr/local")


def run(*command: str | Path) -> str:
    """What a command prints; fails with what it says if it fails."""
    answer = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert answer.returncode == 0, f"{command}: {answer.stdout}{answer.stderr}"
    return answer.stdout


def dpkg(*words: str) -> None:
    """Install or remove packages."""
    run(*([] if os.geteuid() == 0 else ["sudo", "-n"]), "dpkg", *words)


def system_files() -> set[str]:
    """All files and folders that packages could have put somewhere."""
    found: set[str] = set()
    for place in _PLACES:
        for folder, folders, files in os.walk(place):
            folders[:] = [name for name in folders if f"{folder}/{name}" not in _REMEMBERED and name != "__pycache__"]
            found.update(f"{folder}/{name}" for name in (*folders, *files))
    return found


@pytest.fixture(scope="module")
def files_before() -> Iterator[set[str]]:
    """What there was before the package is installed, which it is until the tests of this module are done."""
    if not PACKAGE:
        pytest.skip("no CHECKPOINT_INSPECTOR_DEB to install")
    dpkg("--purge", NAME)
    before = system_files()
    dpkg("--install", PACKAGE)
    try:
        yield before
    finally:
        dpkg("--purge", NAME)


@pytest.fixture(autouse=True)
def system_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands are the system's, as on a desktop: an environment for Python has a program of this name too."""
    monkeypatch.setenv("PATH", _PATH)


@pytest.fixture
def installed(files_before: set[str]) -> None:
    """The package is installed, and the program is the one in it."""
    assert shutil.which(NAME) == f"/usr/bin/{NAME}"


class Manager:
    """A file manager that shows a folder, empty at first."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._desktop = desktop
        self._folder = folder
        self._places: dict[str, tuple[int, int]] = {}
        folder.mkdir()
        self.program: Program = desktop.start_file_manager(folder)
        window = desktop.window(self.program, folder.name)
        desktop.place(window, 0, 500, 700, 400)
        self._window: Window = desktop.wait(self._settled_window, "the file manager to come to rest")

    def _settled_window(self) -> Window | None:
        window = self._desktop.window(self.program, self._folder.name)
        return window if window.y > 500 and window.width > 650 else None

    def _resting_view(self) -> Pixels:
        """The pane of files, without bars, once it is in front and nothing changes in it."""
        return self._desktop.resting_picture_of(self._window)[90:-40]

    def add(self, source: Path, name: str) -> None:
        """Copy a file into the folder, and find out where its icon appears on the screen."""
        before = self._resting_view()
        shutil.copy(source, self._folder / name)

        def changes() -> tuple[npt.NDArray[np.int64], ...] | None:
            different = (before != self._resting_view()).any(-1)
            return np.nonzero(different) if different.any() else None

        rows, columns = self._desktop.wait(changes, f"the icon of {name}")
        x = self._window.x + (columns.min() + columns.max()) // 2
        self._places[name] = int(x), int(self._window.y + 90 + rows.min() + 24)  # in the icon, above the name

    def open(self, name: str) -> None:
        """Double-click a file, once more if the file manager took it for something else.

        What it starts, it says: a start that comes to nothing is none of the hand's faults.
        """
        said = f"{NAME} '{self._folder / name}'"
        before = self.program.said.count(said)
        for _ in range(3):
            self._resting_view()
            self._desktop.double_click(*self._places[name])
            if self._desktop.look_for(lambda: self.program.said.count(said) > before, 15):
                break


def programs() -> int:
    """How many processes of the installed program there are."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            count += (process / "exe").readlink() == Path(f"/usr/lib/{NAME}/{NAME}")
        except OSError:  # it has just ended
            continue
    return count


def test_a_double_click_opens_the_window_and_the_next_one_a_tab(
    installed: None, desktop: Desktop, tmp_path: Path
) -> None:
    manager = Manager(desktop, tmp_path / "downloads")
    manager.add(EXAMPLE, "first.pth")
    manager.open("first.pth")
    desktop.window(manager.program, "first.pth.*Checkpoint Inspector")
    manager.add(SAFETENSORS, "second.safetensors")
    manager.open("second.safetensors")
    desktop.window(manager.program, "second.safetensors.*Checkpoint Inspector")
    assert len(desktop.windows("Checkpoint Inspector")) == 1
    desktop.wait(lambda: programs() == 1, "the second start to end")
    manager.open("first.pth")
    desktop.window(manager.program, "first.pth.*Checkpoint Inspector")
    desktop.key("ctrl+w")
    desktop.window(manager.program, "second.safetensors.*Checkpoint Inspector")
    desktop.key("ctrl+q")
    desktop.wait(lambda: programs() == 0, "the program to end")


def test_a_python_path_file_is_explained(installed: None, desktop: Desktop, tmp_path: Path) -> None:
    manager = Manager(desktop, tmp_path / "site packages")
    source = tmp_path / "easy-install.pth"
    source.write_text("/usr/lib/python3/dist-packages\n")
    manager.add(source, source.name)
    manager.open(source.name)
    desktop.window(manager.program, "easy-install.pth.*Checkpoint Inspector")
    desktop.key("ctrl+q")
    desktop.wait(lambda: programs() == 0, "the program to end")


def test_the_thumbnailer_draws_what_is_in_a_file(installed: None, tmp_path: Path) -> None:
    thumbnailer = configparser.ConfigParser(interpolation=None)
    thumbnailer.read(f"/usr/share/thumbnailers/{NAME}.thumbnailer")
    picture = tmp_path / "drawn.png"
    values = {"%i": EXAMPLE, "%u": EXAMPLE.as_uri(), "%o": picture, "%s": 128}
    run(*(str(values.get(word, word)) for word in shlex.split(thumbnailer["Thumbnailer Entry"]["Exec"])))
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_layers_are_dragged_out_into_a_file_manager(installed: None, desktop: Desktop, tmp_path: Path) -> None:
    program = desktop.start_other(NAME, str(EXAMPLE))
    with inspector.open(drag_two_layers(desktop, program, tmp_path / "drop here")) as part:
        assert {tensor.key for tensor in part.tensors} == {"model.hidden.weight", "model.hidden.bias"}
    desktop.window(program, "example.pth")
    desktop.key("ctrl+q")
    assert program.ended() == 0


def test_a_second_window_is_opened_on_request(installed: None, desktop: Desktop, tmp_path: Path) -> None:
    first = desktop.start_other(NAME, str(EXAMPLE))
    desktop.window(first, "example.pth.*Checkpoint Inspector")
    second = desktop.start_other(NAME, "--new-window", str(EXAMPLE))
    desktop.wait(lambda: len(desktop.windows("example.pth.*Checkpoint Inspector")) == 2, "two windows")
    third = desktop.start_other(NAME, str(tmp_path / "absent.pth"))
    assert third.ended() == 0
    assert first.process.poll() is None
    assert second.process.poll() is None
    assert third.said == ""


@pytest.mark.parametrize("kind", ["application/x-pytorch", "application/x-safetensors", "application/x-npy"])
def test_the_program_is_offered_for_its_types(installed: None, desktop: Desktop, kind: str) -> None:
    offered = desktop.run("gio", "mime", kind)
    assert f"{NAME}.desktop" in offered
    assert "Default application" in offered.splitlines()[0]


def test_types_are_told_by_name_and_content(installed: None, desktop: Desktop, tmp_path: Path) -> None:
    files = {
        "model.pth": EXAMPLE,
        "epoch_3": EXAMPLE,
        "weights.bin": EXAMPLE,
        "some.safetensors": SAFETENSORS,
        "no suffix": SAFETENSORS,
    }
    expected = ["application/x-pytorch"] * 3 + ["application/x-safetensors"] * 2
    kinds = []
    for name, source in files.items():
        shutil.copy(source, tmp_path / name)
        answer = desktop.run("gio", "info", "--attributes=standard::content-type", str(tmp_path / name))
        kinds.append(answer.rpartition("content-type: ")[2].strip())
    assert kinds == expected


def test_the_manual_page_is_found(installed: None) -> None:
    assert Path(f"/usr/share/man/man1/{NAME}.1.gz").is_file()
    if shutil.which("man"):
        assert f"man1/{NAME}.1.gz" in run("man", "--path", NAME)


def test_removing_leaves_nothing(files_before: set[str]) -> None:
    assert system_files() - files_before
    caches = [Path("/usr/share/applications/mimeinfo.cache"), Path("/usr/share/mime/globs2")]
    assert all("x-safetensors" in cache.read_text() for cache in caches if cache.exists())
    dpkg("--purge", NAME)
    assert system_files() == files_before
    assert not any("x-safetensors" in cache.read_text() for cache in caches if cache.exists())
