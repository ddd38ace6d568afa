"""A PyTorch file whose zip archive was extracted: a folder with ``data.pkl``, and a file for each storage in ``data``."""

from __future__ import annotations

from typing import NamedTuple

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding
from inspector.formats.torch.archive import TorchArchive
from inspector.formats.torch.zip_reader import contents_of_archive, metadata_of_archive
from inspector.jobs import Job
from inspector.sources.file_pool import FilePool
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.sources.storage import File, Storage

__all__ = ["probe", "read"]

_MARKS = ("data", "version", "byteorder")


def probe(source: Source) -> str | None:
    """A folder with ``data.pkl`` and another record of a torch file."""
    if not source.is_folder:
        return "it is no folder"
    folder = source.location
    if not folder.child("data.pkl").exists or not any(folder.child(mark).exists for mark in _MARKS):
        return "the folder has no data.pkl"
    return "it is TorchScript, unpacked" if folder.child("constants.pkl").exists else None


def read(source: Source, job: Job) -> Checkpoint:
    """The entries of ``data.pkl``, each tensor on the file that holds its storage."""
    records = _Folder(source.location, job)
    try:
        archive = TorchArchive(records, "")
        contents = contents_of_archive(archive, job)
        metadata = metadata_of_archive(archive, contents)
    except BaseException:
        records.close()
        raise
    findings = [*contents.findings, *archive.findings]
    return Checkpoint(source.location, "pytorch-unpacked", records.files, contents.entries, metadata, findings)


class _Record(NamedTuple):
    name: str
    nbytes: int


class _Folder:
    """The records of the folder as those of the archive that it was."""

    def __init__(self, folder: Location, job: Job) -> None:
        pool = FilePool()
        self._opened: dict[str, Storage] = {}
        for prefix, place in (("", folder), ("data/", folder.child("data")), ("extra/", folder.child("extra"))):
            for child in job.each(place.children() if place.is_folder else []):
                if not child.is_folder:
                    self._opened[prefix + child.name] = pool.open(child)
        self.members = {name: _Record(name, storage.nbytes) for name, storage in self._opened.items()}
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

    def verify_crc(self, _name: object, _job: Job) -> bool:
        """Files of their own have no checksum."""
        return True

    def close(self) -> None:
        """Close all files; for when nothing comes of it."""
        for storage in self._opened.values():
            storage.close()
