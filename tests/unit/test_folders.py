"""Where each system keeps a user's caches and settings."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from inspector.folders import cache_folder, settings_folder


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the variables of the XDG specification")
def test_the_variables_of_the_xdg_specification_count_if_they_are_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert cache_folder() == Path("/somewhere/checkpoint-inspector")
    assert settings_folder() == Path.home() / ".config" / "checkpoint-inspector"


@pytest.mark.parametrize(("platform", "part"), [("darwin", "Library"), ("win32", "AppData"), ("linux", "")])
def test_every_system_has_a_place_below_home(monkeypatch: pytest.MonkeyPatch, platform: str, part: str) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    for folder in (cache_folder(), settings_folder()):
        assert folder.is_relative_to(Path.home() / part)
        assert "checkpoint-inspector" in folder.parts
    assert cache_folder() != settings_folder()
