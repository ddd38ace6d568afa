"""Handing files over from one start of the program to the other, and what else may come over the socket."""

from __future__ import annotations

import contextlib
import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from inspector.ui.window import handover
from inspector.ui.window.handover import ANSWER, MAX_NBYTES, address, decode, encode, hand_over, is_complete
from inspector.ui.window.instance import Instance
from inspector.ui.window.window import Window
from tests.ui.conftest import settle


@pytest.fixture(autouse=True)
def runtime_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of the test's own, with a shorter name than pytest's: sockets can't be in folders with long ones."""
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def received() -> list[list[str]]:
    """The files of each request, without what is to be compared."""
    return []


@pytest.fixture
def instance(qtbot: QtBot, received: list[list[str]]) -> Iterator[Instance]:
    instance = Instance(lambda request: received.append(request.files))
    assert instance.listen()
    yield instance
    instance.close()


def place() -> str:
    result = address()
    assert result is not None
    return result


def ask(qtbot: QtBot, files: Sequence[str]) -> bool:
    """Hand files over as another process does, while this one goes on."""
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(hand_over(files)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    return answers[0]


def say(qtbot: QtBot, *paired_blocks: bytes) -> bytes:
    """What the instance answers to these bytes."""
    answers: list[bytes] = []

    def talk() -> None:
        with socket.socket(socket.AF_UNIX) as channel:
            channel.settimeout(20)
            channel.connect(place())
            try:
                for piece in paired_blocks:
                    channel.sendall(piece)
                answers.append(channel.recv(100))
            except (BrokenPipeError, ConnectionResetError):
                answers.append(b"")

    thread = threading.Thread(target=talk)
    thread.start()
    qtbot.waitUntil(lambda: bool(answers))
    thread.join()
    return answers[0]


# the message


@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1)))
def test_names_come_back_as_absolute_paths(names: list[str]) -> None:
    message = encode(names)
    assert is_complete(message)
    assert decode(message) == ([str(Path(name).absolute()) for name in names], [])
    compared = encode(names, ["a", "/b"])
    assert is_complete(compared)
    assert decode(compared) == ([str(Path(name).absolute()) for name in names], [str(Path("a").absolute()), "/b"])


def test_names_that_are_no_text_come_back() -> None:
    name = os.fsdecode(b"/tmp/\xff.pth")
    assert decode(encode([name])) == ([name], [])


def test_a_message_is_complete_at_its_end_only() -> None:
    message = encode(["/a", "/b"])
    assert [end for end in range(len(message) + 1) if is_complete(message[:end])] == [len(message)]


@given(st.binary(max_size=40))
def test_anything_else_is_absolute_paths_or_nothing(message: bytes) -> None:
    request = decode(message)
    assert request is None or (all(map(os.path.isabs, request.files)) and len(request.compare) in (0, 2))


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"/a",
        b"/a\0",
        b"a\0\0",
        b"\0/a\0\0",
        b"/a\0\0/b\0\0",
        b"--compare\0/a\0\0",
        b"/" + b"a" * MAX_NBYTES + b"\0\0",
    ],
)
def test_refused_messages(message: bytes) -> None:
    assert decode(message) is None


# the place


def test_each_display_has_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    places = set()
    for display in (":0", ":1", "localhost:10.0", "../../x"):
        monkeypatch.setenv("DISPLAY", display)
        places.add(place())
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    places.add(place())
    assert len(places) == 5
    assert len({Path(place).parent for place in places}) == 1


@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_folder_that_others_can_look_into_is_not_used(runtime_folder: Path, mode: int) -> None:
    runtime_folder.chmod(mode)
    assert address() is None
    assert not hand_over(["/a"])
    assert not Instance(lambda _: None).listen()


@pytest.mark.parametrize("folder", ["", "relative", "/nowhere/at/all", "/etc/passwd", "/" + "d" * 300])
def test_no_folder_no_place(monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
    assert address() is None


def test_a_folder_of_somebody_else_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    uid = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: uid + 1)
    assert address() is None


# handing over


def test_nobody_listens() -> None:
    assert not hand_over(["/a"])


def test_files_arrive(qtbot: QtBot, instance: Instance, received: list[list[str]]) -> None:
    assert ask(qtbot, ["/a b.pth", "relative.pt"])
    assert ask(qtbot, [])
    assert received == [["/a b.pth", str(Path("relative.pt").absolute())], []]


def test_only_the_user_may_speak_to_the_socket(instance: Instance) -> None:
    mode = Path(place()).stat().st_mode
    assert stat.S_ISSOCK(mode)
    assert not mode & 0o077


def test_after_closing_nobody_listens(qtbot: QtBot, instance: Instance, received: list[list[str]]) -> None:
    instance.close()
    assert not ask(qtbot, ["/a"])
    assert not Path(place()).exists()
    assert received == []


def test_who_is_connected_while_it_closes_gets_no_answer(
    qtbot: QtBot, instance: Instance, received: list[list[str]]
) -> None:
    """Nobody is there any more who would open the files."""
    with socket.socket(socket.AF_UNIX) as channel:
        channel.settimeout(20)
        channel.connect(place())
        qtbot.waitUntil(lambda: len(instance.children()) > 1)  # the server, and now who has come
        instance.close()
        with contextlib.suppress(BrokenPipeError):
            channel.sendall(b"/a\0\0")
        qtbot.wait(50)
        with contextlib.suppress(ConnectionResetError):
            assert channel.recv(1) == b""
    assert received == []


def test_the_window_comes_to_the_front_before_it_shows_what_is_asked_for(
    window: Window, path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Who has seen the new title and gone on to another window is not disturbed there."""
    titles: list[str] = []
    monkeypatch.setattr(window, "activateWindow", lambda: titles.append(window.windowTitle()))
    before = window.windowTitle()
    window.open_requested([str(path)])
    assert titles == [before]
    assert window.windowTitle() != before
    settle(qtbot, window)


def test_the_second_does_not_listen(qtbot: QtBot, instance: Instance, received: list[list[str]]) -> None:
    assert not Instance(lambda _: None).listen()
    assert ask(qtbot, ["/a"])
    assert received == [["/a"]]


def test_what_a_killed_process_left_behind_is_replaced(qtbot: QtBot, received: list[list[str]]) -> None:
    program = "import socket, sys, os\ns = socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\ns.listen()\nos._exit(9)"
    subprocess.run([sys.executable, "-c", program, place()], check=False)
    assert Path(place()).exists()
    assert not hand_over(["/a"])
    instance = Instance(lambda request: received.append(request.files))
    assert instance.listen()
    assert ask(qtbot, ["/a"])
    assert received == [["/a"]]
    instance.close()


def test_a_file_in_the_place_is_no_window(qtbot: QtBot) -> None:
    Path(place()).write_text("not a socket")
    assert not hand_over(["/a"])


def test_a_window_that_hangs_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "_TIMEOUT_S", 0.05)
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(place())
        silent.listen()
        assert not hand_over(["/a"])


def test_the_files_of_who_did_not_wait_are_left_alone(
    qtbot: QtBot, instance: Instance, received: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(handover, "_TIMEOUT_S", 0.05)
        assert not hand_over(["/opened/by/itself"])  # this thread is the window's, which has no time to answer
    assert ask(qtbot, ["/a"])
    assert received == [["/a"]]


def test_a_command_line_too_long_is_not_handed_over(
    qtbot: QtBot, instance: Instance, received: list[list[str]]
) -> None:
    assert not ask(qtbot, ["/" + "a" * MAX_NBYTES])
    assert received == []


# what else may come


@pytest.mark.parametrize("message", [b"relative\0\0", b"/a\0\0/b\0\0", b"GET / HTTP/1.1\r\n\r\n\0\0", b"\0\0\0\0"])
def test_other_messages_are_not_answered(
    qtbot: QtBot, instance: Instance, received: list[list[str]], message: bytes
) -> None:
    assert say(qtbot, message) == b""
    assert ask(qtbot, ["/a"])
    assert received == [["/a"]]


def test_a_message_in_pieces_is_one(qtbot: QtBot, instance: Instance, received: list[list[str]]) -> None:
    assert say(qtbot, b"/a", b"\0/b", b"\0", b"\0") == ANSWER
    assert received == [["/a", "/b"]]


def test_a_flood_is_cut_off(qtbot: QtBot, instance: Instance, received: list[list[str]]) -> None:
    assert say(qtbot, *[b"/" + b"a" * 4095] * (4 * MAX_NBYTES // 4096)) == b""
    assert received == []


def test_who_says_nothing_is_cut_off(
    qtbot: QtBot, instance: Instance, received: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.ui.window.instance._PATIENCE_MS", 20)
    assert say(qtbot, b"/a") == b""
    assert received == []


def test_many_who_say_nothing_do_not_keep_others_out_for_ever(
    qtbot: QtBot, instance: Instance, received: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inspector.ui.window.instance._PATIENCE_MS", 200)
    crowd = []
    for _ in range(25):
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(place())
        crowd.append(channel)
    qtbot.waitUntil(lambda: ask(qtbot, ["/a"]))
    assert received == [["/a"]]
    for channel in crowd:
        channel.setblocking(False)

    def is_sent_away(channel: socket.socket) -> bool:
        try:
            return channel.recv(1) == b""
        except BlockingIOError:  # its time is not over yet
            return False

    qtbot.waitUntil(lambda: all(map(is_sent_away, crowd)))
    for channel in crowd:
        channel.close()


# the processes


def test_handing_over_needs_no_qt(qtbot: QtBot, instance: Instance, received: list[list[str]], tmp_path: Path) -> None:
    program = "import sys\nfrom inspector.cli import main\nprint(main(sys.argv[1:]), *sys.modules)"
    outputs: list[str] = []

    def start() -> None:
        command = [sys.executable, "-c", program, "some.pth"]
        outputs.append(subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False).stdout)

    thread = threading.Thread(target=start)
    thread.start()
    qtbot.waitUntil(lambda: bool(outputs))
    thread.join()
    status, *modules = outputs[0].split()
    assert status == "0"
    assert received == [[str(tmp_path / "some.pth")]]
    assert not [name for name in modules if name.partition(".")[0] in {"PySide6", "numpy", "torch"}]


@pytest.mark.parametrize("words", [["--new-window"], ["--theme", "dark"], ["--screenshot", "x.png"], ["--select", "w"]])
def test_who_asks_for_more_than_files_gets_a_window_of_their_own(
    monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    from inspector import cli
    from inspector.ui import application

    asked: list[bool] = []

    def run(files: list[str], *, alone: bool, **_: object) -> int:
        asked.append(alone)
        return 0

    monkeypatch.setattr(handover, "hand_over", lambda files: pytest.fail("was handed over"))
    monkeypatch.setattr(application, "run", run)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert cli.main([*words, "some.pth"]) == 0
    assert asked == [True]
