"""Regular members of a tar archive as byte ranges. Links, devices and sparse members are left out, nothing is extracted.

The headers are parsed by the standard library's :mod:`tarfile`, which reads them through a storage.
"""

from __future__ import annotations

import io
import tarfile

from inspector.checkpoint.storage import ByteRange, Storage
from inspector.errors import CorruptError, LimitError
from inspector.jobs import Job

__all__ = ["tar_members"]

_MAX_MEMBERS = 100_000


class _StorageFile(io.RawIOBase):
    """A storage as the seekable file tarfile wants."""

    def __init__(self, source: Storage) -> None:
        self._source = source
        self._position = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._source.nbytes}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        return self._position

    def read(self, size: int = -1) -> bytes:
        remaining = max(0, self._source.nbytes - self._position)
        data = self._source.read(self._position, remaining if size < 0 else min(size, remaining))
        self._position += len(data)
        return data


def tar_members(source: Storage, job: Job) -> dict[str, Storage]:
    """Name -> bytes of every regular member; raises CorruptError for a damaged archive, LimitError for a huge one."""
    members: dict[str, Storage] = {}
    try:
        with tarfile.open(fileobj=_StorageFile(source), mode="r:") as archive:  # type: ignore[call-overload]
            for number, member in enumerate(archive):
                job.report(member.offset, source.nbytes)
                if number > _MAX_MEMBERS:
                    raise LimitError(f"the tar archive has more than {_MAX_MEMBERS:,} members")
                if member.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not member.issparse():
                    members.setdefault(member.name, ByteRange(source, member.offset_data, member.size))
    except (tarfile.TarError, OverflowError, ValueError) as error:
        raise CorruptError(f"the tar archive is damaged: {error}") from error
    return members
