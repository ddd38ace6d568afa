"""A format that another distribution adds is in the window like one of ours: its tensors, its name in the guide."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from inspector.ui.window.help import guide_text
from inspector.ui.window.window import Window
from tests.third_party import SAMPLE, distribution, installed_distributions
from tests.ui.conftest import settle


@pytest.fixture(autouse=True)
def acme(tmp_path: Path) -> Iterator[None]:
    with installed_distributions(distribution(tmp_path)):
        yield


def test_it_opens_in_the_window(window: Window, qtbot: QtBot) -> None:
    window.open_files([SAMPLE])
    settle(qtbot, window)
    assert window.view is not None
    document = window.view.document
    assert document.checkpoint.format == "acme"
    assert [entry.key for entry in document.checkpoint.tensors] == ["weight"]
    assert "| Acme weights `.acme` | by acme 1.0 |" in guide_text([])
