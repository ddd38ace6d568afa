"""The user's own folders: what may be lost (caches) and what should stay (settings), where each system keeps them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["cache_folder", "settings_folder"]

_NAME = "checkpoint-inspector"


def cache_folder() -> Path:
    """Where to keep what can be worked out again. It need not exist."""
    if sys.platform == "win32":
        return _of_variable("LOCALAPPDATA", "AppData/Local") / _NAME / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / _NAME
    return _of_variable("XDG_CACHE_HOME", ".cache") / _NAME


def settings_folder() -> Path:
    """Where to keep what the user decided. It need not exist."""
    if sys.platform == "win32":
        return _of_variable("APPDATA", "AppData/Roaming") / _NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _NAME
    return _of_variable("XDG_CONFIG_HOME", ".config") / _NAME


def _of_variable(name: str, fallback: str) -> Path:
    """The folder an environment variable names, if it is an absolute one."""
    named = os.environ.get(name, "")
    return Path(named) if Path(named).is_absolute() else Path.home() / fallback
