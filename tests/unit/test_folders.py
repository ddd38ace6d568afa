"""Where each system keeps a user's caches and settings."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import platformdirs
import pytest

from inspector.folders import cache_folder, settings_folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def apple(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(platformdirs, "PlatformDirs", import_module("platformdirs.macos").MacOS)
    return home / "Library"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the variables of the XDG specification")
def test_the_variables_of_the_xdg_specification_count_if_they_are_absolute(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert cache_folder() == Path("/somewhere/checkpoint-inspector")
    assert settings_folder() == home / ".config" / "checkpoint-inspector"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="of Linux")
def test_files_of_earlier_versions_are_where_they_are_looked_for(home: Path) -> None:
    assert cache_folder() == home / ".cache" / "checkpoint-inspector"
    assert settings_folder() == home / ".config" / "checkpoint-inspector"


def test_on_macos_they_are_in_the_library(apple: Path) -> None:
    assert cache_folder() == apple / "Caches" / "checkpoint-inspector"
    assert settings_folder() == apple / "Application Support" / "checkpoint-inspector"


def test_on_macos_what_is_there_already_is_used_on(
    apple: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    new, old = tmp_path / "config" / "checkpoint-inspector", apple / "Application Support" / "checkpoint-inspector"
    assert settings_folder() == new
    old.mkdir(parents=True)
    assert settings_folder() == old
    new.mkdir(parents=True)
    assert settings_folder() == new


def test_on_windows_settings_roam_and_caches_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = import_module("platformdirs.windows")
    monkeypatch.setattr(platformdirs, "PlatformDirs", windows.Windows)
    monkeypatch.setattr(windows, "get_win_folder", {"CSIDL_APPDATA": "roaming", "CSIDL_LOCAL_APPDATA": "local"}.get)
    assert settings_folder() == Path("roaming/checkpoint-inspector")
    assert cache_folder().parts[:2] == ("local", "checkpoint-inspector")
    assert cache_folder().name.lower() == "cache"
