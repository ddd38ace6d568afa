"""Whether the window answers while very many files are dropped on it, or as many names of which there is no file."""

from __future__ import annotations

import shutil
from pathlib import Path
from statistics import median

from tests.benchmarks.beats import Beats
from tests.benchmarks.data import Files
from tests.benchmarks.measure import in_child, offscreen
from tests.benchmarks.report import Result

__all__ = ["drop_many"]

_LIMIT_MS = 50
_ROUNDS = 5
_FILES, _MISSING = 1_100, 10_000


def drop_many(files: Files) -> list[Result]:
    """1,100 files dropped on the window, and 10,000 names without a file: its longest stall."""
    example = files.many_safetensors(20)
    folder = files.folder / "dropped"
    folder.mkdir(exist_ok=True)
    for path in _paths(folder, _FILES):
        if not path.exists():
            shutil.copyfile(example, path)
    results = []
    for what, place, count in (
        (f"drop {_FILES:,} files", folder, _FILES),
        (f"drop {_MISSING:,} names without a file", folder / "none", _MISSING),
    ):
        value = median(in_child(measured, place, count, environment=offscreen()) for _ in range(_ROUNDS))
        results.append(Result(what, f"{value:.0f} ms", "longest stall", value, _LIMIT_MS, "ms"))
    return results


def _paths(folder: Path, count: int) -> list[Path]:
    return [folder / f"{number}.safetensors" for number in range(count)]


# in a child process


def measured(folder: str, count: str) -> float:
    """The longest time without a beat of a timer, in milliseconds, from the drop until all tabs are there."""
    from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
    from PySide6.QtGui import QDropEvent

    from inspector.ui.application import Application, create_window

    _application = Application()
    window = create_window(QSettings("none", "none"))
    window.resize(1280, 800)
    window.show()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in _paths(Path(folder), int(count))])
    dropped = QDropEvent(
        QPointF(300, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    longest = Beats(window).longest(lambda: window.dropEvent(dropped))
    window.close()
    return longest
