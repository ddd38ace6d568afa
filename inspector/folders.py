"""The user's own folders: what may be lost (caches) and what should stay (settings), where each system keeps them."""

from __future__ import annotations

import sys
from pathlib import Path

__all__ = ["cache_folder", "settings_folder"]

_NAME = "checkpoint-inspector"


def cache_folder() -> Path:
    """Where to keep what can be worked out again. It need not exist."""
    import platformdirs  # not before a folder is asked for: most verbs need none

    return _in_use(platformdirs.user_cache_path(_NAME, appauthor=False), "Caches")


def settings_folder() -> Path:
    """Where to keep what the user decided. It need not exist."""
    import platformdirs

    return _in_use(platformdirs.user_config_path(_NAME, appauthor=False, roaming=True), "Application Support")


def _in_use(folder: Path, of_apple: str) -> Path:
    """``folder``, or the one that version 0.1 used on macOS, if there is only that: it knew no XDG variables there."""
    before = Path.home() / "Library" / of_apple / _NAME
    return before if sys.platform == "darwin" and before.is_dir() and not folder.exists() else folder
