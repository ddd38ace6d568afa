"""Asking where a new file goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.exporting.writers import Writer
from inspector.sentences import translated
from inspector.wording import tr

__all__ = ["ask_target"]


def ask_target(parent: QWidget, proposed: Path, writers: Sequence[Writer]) -> tuple[Path, Writer, bool] | None:
    """The path chosen, the format it is to have, and whether the user agreed to replace a file there; None if cancelled.

    The first of ``writers`` is the usual choice, whose suffix ``proposed`` has. The suffix says the format; where it is none
    of theirs, that of the format picked in the dialog is added. A file that then turns out to be there is one the dialog has
    not asked about.
    """
    filters = {
        f"{translated(each.title)} ({' '.join(f'*{suffix}' for suffix in each.suffixes)})": each for each in writers
    }
    name, picked = QFileDialog.getSaveFileName(
        parent, tr("Export"), str(proposed), ";;".join(filters), next(iter(filters))
    )
    if not name:
        return None
    path, writer = Path(name), filters.get(picked, writers[0])
    if writer is not writers[0] and path.suffix == proposed.suffix:
        return path.with_suffix(writer.suffixes[0]), writer, False
    for each in (writer, *writers):
        if path.suffix.lower() in each.suffixes:
            return path, each, True
    return path.with_name(path.name + writer.suffixes[0]), writer, False
