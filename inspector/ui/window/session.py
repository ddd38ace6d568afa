"""What is open, kept on the disk while it is: for the next start, and for the day the program ends without being closed.

One window of a user keeps the session; those that are opened beside it have none. The file holds names and keys only, is
replaced in one step, and is read like any other file: a damaged one counts as none.
"""

from __future__ import annotations

import contextlib
import json
import stat
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from inspector.errors import OutputError
from inspector.writing.atomic_file import write_atomically

__all__ = ["MAX_MERGED_ROWS", "MAX_ROWS", "MAX_TABS", "MergedTab", "OpenFile", "Session", "SessionFile", "TrayRow"]

MAX_TABS = 50
#: A larger tray is not kept: it was filled by a few rows of the tree, which fill it again.
MAX_ROWS = 5000
#: Of all unsaved checkpoints together: what would make the file too large to be read again is not kept.
MAX_MERGED_ROWS = 40_000
_MAX_NBYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file and the key selected in it, "" for none."""

    path: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class TrayRow:
    """A row of the extract tray: the file it is from, its key there, and the key it is to have."""

    path: str
    entry: str
    key: str


@dataclass(frozen=True, slots=True)
class MergedTab:
    """An unsaved checkpoint: what it is called, and the rows it is made of."""

    name: str
    rows: tuple[TrayRow, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """What is open, from left to right, which of it is in front, and the tray. ``ended`` when the window was closed.

    ``compared`` are the pairs of files in tabs of comparisons, ``merged`` the checkpoints that are in no file yet.
    """

    tabs: tuple[OpenFile, ...] = ()
    front: int = 0
    rows: tuple[TrayRow, ...] = ()
    ended: bool = False
    compared: tuple[tuple[str, str], ...] = ()
    merged: tuple[MergedTab, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tabs or self.is_more_than_files)

    @property
    def is_more_than_files(self) -> bool:
        """Whether there is what opening the files does not bring back."""
        return bool(self.rows or self.compared or self.merged)

    @property
    def paths(self) -> list[str]:
        """All files it needs in tabs of their own, those that were in some first."""
        rows = [*self.rows, *(row for merged in self.merged for row in merged.rows)]
        return list(dict.fromkeys([*(tab.path for tab in self.tabs), *(row.path for row in rows)]))

    def joined(self, other: Session) -> Session:
        """The tabs and rows of both; a file that is in both, once."""
        known = {tab.path for tab in self.tabs}
        more = (tab for tab in other.tabs if tab.path not in known)
        pairs = dict.fromkeys((*self.compared, *other.compared))
        merged = tuple(dict.fromkeys((*self.merged, *other.merged)))
        rows = (*self.rows, *other.rows)
        return replace(self, tabs=(*self.tabs, *more), rows=rows, compared=tuple(pairs), merged=merged)

    @classmethod
    def of(cls, record: Any) -> Session:
        """The session that a record of JSON tells of; raises ValueError, KeyError or TypeError for anything else."""
        tabs = tuple(OpenFile(_text(tab["path"]), _text(tab["key"])) for tab in record["tabs"][:MAX_TABS])
        rows = _rows(record["rows"][:MAX_ROWS])
        merged = tuple(
            MergedTab(_text(tab["name"]), _rows(tab["rows"][:MAX_MERGED_ROWS]))
            for tab in record.get("merged", ())[:MAX_TABS]  # which earlier versions do not keep
        )
        compared = tuple((_text(a), _text(b)) for a, b in record["compared"][:MAX_TABS])
        return cls(tabs, int(record["front"]), rows, bool(record["ended"]), compared, merged)


def _rows(records: Any) -> tuple[TrayRow, ...]:
    return tuple(TrayRow(_text(row["path"]), _text(row["entry"]), _text(row["key"])) for row in records)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


class SessionFile:
    """Where a session is kept. ``lock`` makes it one process's alone, and tells a dead process from a living one."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "session.json"
        folder.mkdir(parents=True, exist_ok=True)
        self.lock = QLockFile(str(folder / "session.lock"))
        self.lock.setStaleLockTime(0)  # however old: only the end of its process ends a lock

    def read(self) -> Session | None:
        """The session kept, None if there is none or it is damaged."""
        try:
            status = self._path.stat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _MAX_NBYTES:
                return None  # of a pipe or a device somebody would wait for the end
            return Session.of(json.loads(self._path.read_text("utf-8")))
        except (
            OSError,
            ValueError,
            LookupError,
            TypeError,
            RecursionError,
            OverflowError,
        ):  # 1e999 is no place of a tab
            return None

    def write(self, session: Session) -> None:
        """Keep a session in place of the last one. A full disk is not worth a word: files are what matters there."""
        with contextlib.suppress(OutputError):
            write_atomically(self._path, json.dumps(asdict(session)).encode())
