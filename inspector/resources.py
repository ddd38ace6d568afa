"""Where the files beside the code are: icons, the example checkpoint, translations."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource"]

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """The path of ``resources/<name>``: inside the package once installed, beside it in the source tree.

    The path is returned whether or not the file exists.
    """
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name
