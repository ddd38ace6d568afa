from __future__ import annotations

from pathlib import Path

import pytest

from inspector import resources
from inspector.resources import resource


def test_the_source_tree_keeps_resources_beside_the_package() -> None:
    assert resource("example.pth").is_file()
    assert resource("icons/checkpoint-inspector.svg").is_file()


def test_an_installed_package_holds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inspector" / "resources").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "inspector")
    assert resource("x.svg") == tmp_path / "inspector" / "resources" / "x.svg"
