"""What lies on a server, in the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from safetensors.numpy import save

from inspector.sources.block_cache import BLOCKS
from inspector.sources.remote import http_client
from inspector.ui.inspection.page import Page
from inspector.ui.summary.panel import SummaryPanel
from inspector.ui.widgets.message import Message
from inspector.ui.window.location_dialog import LocationDialog
from inspector.ui.window.window import Window
from tests.range_server import RangeServer, served
from tests.ui.conftest import settle

WEIGHTS = {"a": np.arange(6.0, dtype="f4").reshape(2, 3), "b": np.ones((300, 200), "f4")}


@pytest.fixture(scope="module")
def running() -> Iterator[RangeServer]:
    with served() as server:
        yield server


@pytest.fixture
def server(running: RangeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RangeServer]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    monkeypatch.setenv("HF_ENDPOINT", running.url)
    BLOCKS.clear()
    running.has_ranges = True
    running.files = {"/model.safetensors": save(WEIGHTS)}
    running.repository("owner/name", {"main": {"model.safetensors": save({**WEIGHTS, "a": -WEIGHTS["a"]})}})
    yield running
    http_client.CLIENT.close()  # the server's threads end with their connections


def dialog_of(window: Window) -> LocationDialog:
    window.choose_location()
    return window.findChildren(LocationDialog)[-1]


def test_an_address_opens_in_a_tab(window: Window, server: RangeServer, qtbot: QtBot) -> None:
    dialog = dialog_of(window)
    assert not dialog.open_button.isEnabled()
    dialog.line.setText("hf://owner")
    dialog.open_button.click()
    assert "is not written as hf://owner/name" in dialog.problem.text()
    assert dialog.isVisible()
    dialog.line.setText(" hf://owner/name ")
    assert not dialog.problem.isVisible()
    dialog.open_button.click()
    settle(qtbot, window)
    assert window.front is not None
    assert window.front.title == "name"
    assert window.view is not None
    assert [tensor.key for tensor in window.view.document.checkpoint.tensors] == ["a", "b"]
    assert window.settings.recent == ["hf://owner/name"]
    window.open_files(["hf://owner/name", server.address("model.safetensors")])
    settle(qtbot, window)
    assert len(window.pages) == 2
    window.comparisons.compare_tabs(*window.pages)
    settle(qtbot, window)
    assert window.comparison is not None
    assert window.comparison.results is not None
    assert [result.key for result in window.comparison.results.known() if result.state.value == "changed"] == ["a"]


def test_before_a_whole_download_there_is_a_question(window: Window, server: RangeServer, qtbot: QtBot) -> None:
    server.has_ranges = False
    window.open_files([server.address("model.safetensors")])
    qtbot.waitUntil(lambda: window.page is not None and window.page.error is not None)
    page = window.page
    assert isinstance(page, Page)
    message = page.findChildren(Message)[-1]
    assert message.title.text() == "Download model.safetensors?"
    (button,) = [each for each in message.findChildren(QPushButton) if each.text().startswith("Download")]
    assert button.text() == "Download 235 KiB"
    button.click()
    settle(qtbot, window)
    assert window.view is not None
    assert window.view.document.name == "model.safetensors"


@pytest.mark.parametrize("is_far", [False, True])
def test_of_what_is_on_a_server_little_is_read_unasked(
    is_far: bool,
    window: Window,
    server: RangeServer,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    file = save({f"h.{layer}.weight": np.ones((512, 512), "f4") for layer in range(4)})
    near = tmp_path / "model.safetensors"
    near.write_bytes(file)
    server.files = {"/model.safetensors": file}
    place = server.address("model.safetensors") if is_far else str(near)
    window.open_files([place])
    settle(qtbot, window)
    assert window.view is not None
    summary = window.view.detail.current_panel
    assert isinstance(summary, SummaryPanel)
    assert summary.health is not None
    assert len(window.view.numbers.known) == (0 if is_far else 4)
    assert summary.health.sentence.text().startswith("Not yet checked" if is_far else "4 tensors checked")
    assert summary.layers.column.currentData() == ("size" if is_far else "rms")
    window.close_current()
    monkeypatch.setattr("inspector.ui.document.numbers._OPENING_NBYTES", 1)
    monkeypatch.setattr("inspector.ui.document.numbers._SHOWING_NBYTES", 64 << 20)
    for show in ("Tensors", "Over depth", "several"):
        window.open_files([place])
        settle(qtbot, window)
        view = window.view
        assert view is not None
        assert not view.numbers.known
        if show == "several":
            view.tree.view.selectAll()
        else:
            assert view.detail.show_panel(show)
        settle(qtbot, window)
        assert len(view.numbers.known) == (0 if is_far else 4), show
        window.close_current()


def test_what_is_wrong_with_an_address_is_said_in_its_tab(window: Window, server: RangeServer, qtbot: QtBot) -> None:
    window.open_files(["nobody-knows://x", server.address("none.safetensors")])
    settle(qtbot, window)
    assert [str(page.error) for page in window.pages][1].endswith("none.safetensors: does not exist")
    assert window.pages[0].error is not None
    texts = [label.text() for label in window.pages[1].findChildren(QLabel)]
    assert "Check the address, the connection, and whether a token is needed." in texts
