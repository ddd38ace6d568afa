"""A base and its adapter compared in the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from safetensors.numpy import load_file, save_file

from inspector.ui.comparison.adapter_view import AdapterView
from inspector.ui.comparison.view import ComparisonView
from inspector.ui.widgets.message import Notice
from inspector.ui.window.window import Window
from tests.ui.conftest import settle

FOLDER = Path(__file__).parents[1] / "fixtures" / "adapters"
BASE = FOLDER / "base.safetensors"
KINDS = FOLDER / "kinds"
Compare = Callable[[Path, Path], ComparisonView]


@pytest.fixture
def compare(window: Window, qtbot: QtBot) -> Compare:
    def compare(a: Path, b: Path) -> ComparisonView:
        window.comparisons.compare_files(a, b)
        settle(qtbot, window)
        assert window.comparison is not None
        assert window.comparison.view is not None
        return window.comparison.view

    return compare


def shown(view: ComparisonView) -> AdapterView:
    assert view.adapter is not None
    return view.adapter


def notices(view: ComparisonView) -> str:
    return "\n".join(notice.text for notice in view.summary.findChildren(Notice))


def test_what_an_adapter_changes_is_shown_instead_of_nothing_in_common(compare: Compare) -> None:
    view = compare(BASE, KINDS / "adapter")
    assert view.summary.verdict.text() == "An adapter and its base"
    assert "No tensors in common" not in notices(view)
    adapter = shown(view)
    assert adapter.sentence.text() == (
        "LoRA adapter, rank 2, alpha 5: 3 of 3 modules change the base, 2 tensors replaced."
    )
    assert [row[:3] for row in adapter.model.rows.texts] == [
        ("conv", "2", "2.5"), ("emb", "2", "2.5"), ("point", "2", "2.5"),
    ]  # fmt: skip
    assert adapter.model.rows.marked == frozenset()
    assert adapter.merge.isVisibleTo(view)


def test_it_is_told_which_is_which(compare: Compare) -> None:
    assert shown(compare(KINDS / "adapter", BASE)).base.location.name == "base.safetensors"


def test_models_are_no_adapters(compare: Compare) -> None:
    assert compare(BASE, KINDS / "merged_float32.safetensors").adapter is None


def test_dead_modules_are_marked_and_named(compare: Compare, tmp_path: Path) -> None:
    tensors = load_file(FOLDER / "lycoris_locon" / "adapter.safetensors")
    tensors = {key.replace(".", "_of_another_model.", 1): value for key, value in tensors.items()}
    save_file(tensors, tmp_path / "a.safetensors")
    view = compare(BASE, tmp_path / "a.safetensors")
    adapter = shown(view)
    assert "changes nothing" in adapter.sentence.text()
    assert len(adapter.model.rows.marked) == len(adapter.model.rows.texts) == 7
    assert "without a match in the base: lycoris_block_0_fc_in_of" in notices(view)
    assert not adapter.merge.isVisibleTo(view)


def test_the_merged_model_is_written(
    window: Window, compare: Compare, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = shown(compare(BASE, KINDS / "adapter"))
    said: list[str] = []
    window.comparisons.said.connect(said.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(tmp_path / "merged"), ""))
    adapter.merge.click()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("5 tensors merged; ")
    ours, genuine = load_file(tmp_path / "merged.safetensors"), load_file(KINDS / "merged_float32.safetensors")
    assert all(np.allclose(ours[key], genuine[key], atol=1e-6) for key in genuine)


def test_a_failure_is_said(window: Window, compare: Compare, qtbot: QtBot, tmp_path: Path) -> None:
    compare(BASE, KINDS / "adapter")
    said: list[str] = []
    window.comparisons.said.connect(said.append)
    assert window.comparison is not None
    window.comparisons.merge(window.comparison, tmp_path / "no" / "folder.safetensors")
    qtbot.waitUntil(lambda: bool(said))
    assert "there is no folder" in said[0]
