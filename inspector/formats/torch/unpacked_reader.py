"""A PyTorch file whose zip archive was extracted: a folder with ``data.pkl``, and a file for each storage in ``data``.

Some systems extract what they download without being asked. Who then opens ``data.pkl`` means the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding
from inspector.formats.torch.archive import TorchArchive
from inspector.formats.torch.torchscript_reader import contents_of_module
from inspector.formats.torch.zip_reader import contents_of_archive, metadata_of_archive
from inspector.jobs import Job
from inspector.sources.file_pool import FilePool
from inspector.sources.location import Location
from inspector.sources.member_names import MemberNames
from inspector.sources.source import Source
from inspector.sources.storage import File, Storage

__all__ = ["probe", "read"]

_MARKS = ("data", "version", "byteorder")
_RECORDS = ("data.pkl", "constants.pkl", "bytecode.pkl", "version", "byteorder")
_FOLDERS = ("data", "constants", "extra")


def probe(source: Source) -> str | None:
    """A folder with ``data.pkl`` and another record of a torch file, or that ``data.pkl``."""
    find = _finder(source)
    if not find("data.pkl").exists or not any(find(mark).exists for mark in _MARKS):
        return "no other record of a PyTorch file lies beside data.pkl"
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """The entries of ``data.pkl``, each tensor on the file that holds its storage."""
    records = _Folder(_finder(source), job)
    try:
        archive = TorchArchive(records, "")
        if archive.has("constants.pkl"):
            entries, metadata, findings = contents_of_module(archive, job)
        else:
            contents = contents_of_archive(archive, job)
            entries, metadata = contents.entries, metadata_of_archive(archive, contents)
            findings = [*contents.findings, *archive.findings]
    except BaseException:
        records.close()
        raise
    files = [*source.files, *records.files]
    return Checkpoint(source.location, "pytorch-unpacked", files, entries, metadata, findings)


def _finder(source: Source) -> Callable[[str], Location]:
    """Where a record is that lies in the folder or beside the file that was opened."""
    return source.location.child if source.is_folder else source.location.sibling


class _Record(NamedTuple):
    name: str
    nbytes: int


class _Folder:
    """The records of the folder as those of the archive that it was."""

    def __init__(self, find: Callable[[str], Location], job: Job) -> None:
        pool = FilePool()
        self._opened: dict[str, Storage] = {}
        for name in _RECORDS:
            if find(name).exists:
                self._opened[name] = pool.open(find(name))
        for folder in _FOLDERS:
            for child in job.each(find(folder).children() if find(folder).is_folder else []):
                if not child.is_folder:
                    self._opened[f"{folder}/{child.name}"] = pool.open(child)
        self.members = {name: _Record(name, storage.nbytes) for name, storage in self._opened.items()}
        self.names = MemberNames(self.members)
        self.findings: list[Finding] = []
        self.asked_for: set[str] = set()

    @property
    def files(self) -> list[File]:
        """What is held open."""
        return [storage for storage in self._opened.values() if isinstance(storage, File)]

    def storage(self, name: str) -> Storage:
        """The bytes of a record; KeyError if there is none."""
        self.asked_for.add(name)
        return self._opened[name]

    def storages(self, names: Sequence[str]) -> list[Storage]:
        """The same of many records."""
        return [self.storage(name) for name in names]

    def near(self, name: str) -> Storage:
        """The same."""
        return self.storage(name)

    def verify_crc(self, _name: object, _job: Job, _content: Storage | None = None) -> bool:
        """Files of their own have no checksum."""
        return True

    def close(self) -> None:
        """Close all files; for when nothing comes of it."""
        for storage in self._opened.values():
            storage.close()
