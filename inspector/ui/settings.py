"""What the window remembers from one run to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from inspector.ui.language import LANGUAGES, SYSTEM

__all__ = ["TEXT_SIZES", "Settings"]

#: How large text may be, in percent of the desktop's.
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)
_OWN_SIZE = 100
_MAX_RECENT = 12
_MAX_BOOKMARKED_FILES, _MAX_BOOKMARKS = 100, 300


class Settings:
    """What the user decided, recent files, and where things stood. Unreadable settings count as absent."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @property
    def recent(self) -> list[str]:
        """Paths opened before, the latest first; they may no longer exist."""
        value = self._store.value("recent", [])
        paths = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [path for path in paths if isinstance(path, str)][:_MAX_RECENT]

    def add_recent(self, place: str) -> None:
        """Put a path or an address at the top of the recent ones."""
        self._store.setValue("recent", [place, *(other for other in self.recent if other != place)][:_MAX_RECENT])

    def clear_recent(self) -> None:
        """Forget all of them."""
        self._store.remove("recent")

    @property
    def folder(self) -> str:
        """The folder of the last opened file."""
        value = self._store.value("folder", "")
        return value if isinstance(value, str) else ""

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    def bookmarks(self, place: str) -> list[str]:
        """The keys bookmarked in a file, by its path or address."""
        return self._all_bookmarks().get(place, [])

    def set_bookmarks(self, place: str, keys: Sequence[str]) -> None:
        """Remember those of one file; of many files those set last are kept, and of one file a few hundred."""
        kept = {other: found for other, found in self._all_bookmarks().items() if other != place}
        if keys:
            kept[place] = list(keys)[-_MAX_BOOKMARKS:]
        files = list(kept)[-_MAX_BOOKMARKED_FILES:]
        self._store.setValue("bookmarks", json.dumps({file: kept[file] for file in files}))

    def _all_bookmarks(self) -> dict[str, list[str]]:
        try:
            found = json.loads(str(self._store.value("bookmarks", "{}")))
        except (ValueError, RecursionError):
            return {}
        return {
            file: [key for key in keys if isinstance(key, str)]
            for file, keys in (found.items() if isinstance(found, dict) else ())
            if isinstance(keys, list)
        }

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        value = self._store.value("theme", "system")
        return value if value in ("light", "dark") else "system"

    @theme.setter
    def theme(self, theme: str) -> None:
        self._store.setValue("theme", theme)

    @property
    def language(self) -> str:
        """The code of a language, or ``system``; it holds from the next start."""
        value = self._store.value("language", SYSTEM)
        return value if value in LANGUAGES else SYSTEM

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def text_size(self) -> int:
        """How large text is, one of :data:`TEXT_SIZES`; it holds from the next start."""
        percent = _number(self._store.value("text size", _OWN_SIZE))
        return percent if percent in TEXT_SIZES else _OWN_SIZE

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._store.setValue("text size", percent)

    @property
    def export_choices(self) -> tuple[str, str]:
        """The format and the element type (empty: as it is) last exported to."""
        form, dtype = self._store.value("export/format", ""), self._store.value("export/dtype", "")
        return (form if isinstance(form, str) else "", dtype if isinstance(dtype, str) else "")

    @export_choices.setter
    def export_choices(self, choices: tuple[str, str]) -> None:
        self._store.setValue("export/format", choices[0])
        self._store.setValue("export/dtype", choices[1])

    @property
    def restores_session(self) -> bool:
        """Whether a start without files opens those that were open at the end of the last one."""
        return str(self._store.value("session/restore", "")).lower() == "true"

    @restores_session.setter
    def restores_session(self, restores: bool) -> None:
        self._store.setValue("session/restore", restores)

    @property
    def verify_python(self) -> str:
        """The interpreter that verifying runs in; empty for the one found by itself."""
        value = self._store.value("verify/python", "")
        return value if isinstance(value, str) else ""

    @verify_python.setter
    def verify_python(self, path: str) -> None:
        self._store.setValue("verify/python", path)

    @property
    def verify_memory(self) -> int:
        """The bytes that verifying may take; 0 for four fifths of the memory there is."""
        return max(0, _number(self._store.value("verify/memory", 0)))

    @verify_memory.setter
    def verify_memory(self, nbytes: int) -> None:
        self._store.setValue("verify/memory", str(nbytes))  # as text: some stores hold 32 bits of a number

    @property
    def sorting(self) -> tuple[int, bool]:
        """The column that the tree is sorted by, -1 for the order of the file, and whether the largest come first."""
        column, _, direction = str(self._store.value("sorting", "")).partition(" ")
        return (_number(column) if column.isdecimal() else -1, direction == "descending")

    @sorting.setter
    def sorting(self, sorting: tuple[int, bool]) -> None:
        column, descending = sorting
        self._store.setValue("sorting", f"{column} {'descending' if descending else 'ascending'}")

    @property
    def column_widths(self) -> list[int]:
        """Of the columns of the tree, in pixels, 0 for one that nobody changed; empty for what makes no sense."""
        widths = str(self._store.value("columns", "")).split()
        return [*map(int, widths)] if all(width.isdecimal() and len(width) < 6 for width in widths) else []

    @column_widths.setter
    def column_widths(self, widths: Sequence[int]) -> None:
        self._store.setValue("columns", " ".join(map(str, widths)))

    def state(self, name: str) -> QByteArray:
        """A saved geometry or splitter state; empty if there is none."""
        value = self._store.value(f"state/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, name: str, state: QByteArray) -> None:
        """Save a geometry or splitter state."""
        self._store.setValue(f"state/{name}", state)


def _number(value: Any) -> int:
    """A whole number from a store that may give it as text, 0 for anything else."""
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
