"""What tests of the window share: no screen, no leftovers, and nothing said to the log that nobody expects."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker
from safetensors.numpy import save_file

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding
from inspector.jobs import Job
from inspector.sources.location import LocalLocation
from inspector.tensors.entries import Entry, TensorEntry, ValueEntry
from inspector.ui.application import Application, create_window
from inspector.ui.document.document import Document, document_of
from inspector.ui.inspection.view import DocumentView
from inspector.ui.runner import JobRunner
from inspector.ui.window.window import Window
from tests.tensors import entry_of

HERE = Path(__file__).parent
#: How long to wait for what must come: no test fails because the machine is busy.
PATIENCE_MS = 120_000


class PatientBot(QtBot):
    """Waits long, where pytest-qt waits for five seconds."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        """Wait for a condition."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **more: Any) -> SignalBlocker:
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(self, signals: list[Any], *, timeout: int = PATIENCE_MS, **more: Any) -> MultiSignalBlocker:
        """Wait for several signals."""
        return super().waitSignals(signals, timeout=timeout, **more)

    def waitExposed(self, widget: Any, *, timeout: int = PATIENCE_MS) -> Any:
        """Wait for a window to be seen."""
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: Application, request: pytest.FixtureRequest) -> QtBot:
    """The hand of pytest-qt, with patience."""
    return PatientBot(request)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever Qt warns of fails the test, but for what the platform without a screen complains of."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """The application of pytest-qt is ours."""
    return Application


@pytest.fixture(autouse=True)
def collector_as_in_the_program() -> Iterator[None]:
    """Only the window collects cycles, as long as there is one; other tests of this process have Python's own way."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def no_thread_is_left(collector_as_in_the_program: None) -> Iterator[None]:
    """No thread outlives a test, and with it the rule for who collects cycles."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before]
    for thread in left:
        thread.join(60)
    assert not [thread for thread in left if thread.is_alive()]


@pytest.fixture(autouse=True)
def same_excepthook() -> Iterator[None]:
    """What a test does to the hook for unhandled exceptions is undone."""
    hook = sys.excepthook
    yield
    sys.excepthook = hook


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[JobRunner]:
    """A runner that ends with the test."""
    runner = JobRunner()
    yield runner
    runner.close()


@pytest.fixture
def settings_store(tmp_path: Path) -> QSettings:
    """Settings of the test's own."""
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot, settings_store: QSettings) -> Iterator[Window]:
    """A visible window with nothing in it, in the light theme."""
    window = create_window(settings_store, "light")
    qtbot.addWidget(window)
    window.resize(1200, 760)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.tabs.close_all([page for page in window.pages if page.merged is not None])  # else it would ask
    window.close()


@pytest.fixture
def kept(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Plots go with what they are in, as in the window: pyqtgraph takes apart a plot that is closed by itself."""
    holder = QWidget()
    qtbot.addWidget(holder)
    return lambda plot: plot.setParent(holder)


def entries_of(contents: Mapping[str, Any] | Sequence[Entry]) -> list[Entry]:
    """Entries for arrays, tensor entries and values by key; a list of entries is taken as it is."""
    if not isinstance(contents, Mapping):
        return list(contents)
    entries: list[Entry] = []
    for key, value in contents.items():
        if isinstance(value, TensorEntry):
            entries.append(value.at((key,)))
        elif hasattr(value, "dtype"):
            entries.append(entry_of(value, path=(key,)))
        elif hasattr(value, "path"):
            entries.append(value)
        else:
            entries.append(ValueEntry((key,), value))
    return entries


def checkpoint_of(
    contents: Mapping[str, Any] | Sequence[Entry],
    *,
    name: str = "made.pth",
    format: str = "pytorch-zip",  # noqa: A002 - the field's name
    findings: Sequence[Finding] = (),
    metadata: Mapping[str, Any] | None = None,
) -> Checkpoint:
    """A checkpoint made by hand, without a file."""
    return Checkpoint(LocalLocation(Path(name)), format, (), entries_of(contents), metadata or {}, findings)


def document(contents: Mapping[str, Any] | Sequence[Entry], **more: Any) -> Document:
    """The document of a checkpoint made by hand."""
    return document_of(checkpoint_of(contents, **more), Job())


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until all that was asked for is shown, and stays so."""
    calm = 0

    def is_calm() -> bool:
        nonlocal calm
        calm = calm + 1 if window.is_settled else 0
        return calm > 3

    qtbot.waitUntil(is_calm)


ARRAYS: dict[str, npt.NDArray[Any]] = {
    "layer.0.weight": np.linspace(-1, 1, 600, dtype=np.float32).reshape(20, 30) ** 3,
    "layer.0.bias": np.zeros(30, np.float32),
    "layer.10.weight": np.arange(24, dtype=np.int64).reshape(2, 3, 4),
    "<b>odd\n": np.array([np.nan, np.inf, 1], np.float32),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "model & more.safetensors"
    save_file(ARRAYS, path, metadata={"format": "np", "note": "<i>x</i>"})
    return path


@pytest.fixture
def view(window: Window, path: Path, qtbot: QtBot) -> DocumentView:
    """The document of a file that was opened in a window."""
    return opened(qtbot, window, path)


def opened(qtbot: QtBot, window: Window, path: Path) -> DocumentView:
    window.open_files([path])
    settle(qtbot, window)
    assert window.view is not None
    return window.view
