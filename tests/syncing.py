"""What was handed to the disk, and when: ``os.fsync`` as tests watch it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

import pytest

__all__ = ["Syncs"]


@dataclass
class Syncs:
    """Calls of ``os.fsync`` since it was made: the content of each file, and the names in each folder, at that time."""

    contents: dict[int, bytes] = field(default_factory=dict)
    names: dict[int, set[tuple[str, int]]] = field(default_factory=dict)

    @classmethod
    def watched(cls, monkeypatch: pytest.MonkeyPatch) -> Syncs:
        """From now on until the end of the test."""
        syncs = cls()

        def fsync(descriptor: int) -> None:
            status = os.fstat(descriptor)
            if stat.S_ISDIR(status.st_mode):
                with os.scandir(descriptor) as entries:
                    syncs.names[status.st_ino] = {(entry.name, entry.inode()) for entry in entries}
            else:
                syncs.contents[status.st_ino] = os.pread(descriptor, status.st_size, 0)

        monkeypatch.setattr(os, "fsync", fsync)
        return syncs

    def has(self, path: Path) -> bool:
        """Whether a loss of power now would leave the file as it is, under its name."""
        inode = path.stat().st_ino
        on_disk = self.contents.get(inode) == path.read_bytes()
        return on_disk and (path.name, inode) in self.names.get(path.parent.stat().st_ino, ())
