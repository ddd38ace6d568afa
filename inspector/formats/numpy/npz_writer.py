"""NumPy's archives: a zip of ``.npy`` members, stored, as ``numpy.savez`` writes them."""

from __future__ import annotations

from inspector.formats.numpy.npy_writer import array_header, is_numpys, refused_axes
from inspector.tensors.dtypes import DType
from inspector.writing.atomic_file import AtomicFile
from inspector.writing.layout import Layout
from inspector.writing.plan import Plan, PlannedTensor
from inspector.writing.transfer import Transfer
from inspector.writing.writer import Writer
from inspector.writing.zip_file import MAX_NAME_NBYTES, ArchiveWriter

__all__ = ["NpzWriter"]

_SUFFIX = ".npy"


class NpzWriter(Writer):
    """``numpy.savez`` of several arrays."""

    def supports_dtype(self, dtype: DType) -> bool:
        return is_numpys(dtype)

    def why_not(self, planned: PlannedTensor) -> str:
        return refused_axes(planned)

    def why_not_key(self, key: str) -> str:
        if reason := super().why_not_key(key):
            return reason
        if "\0" in key:
            return "holds a NUL, at which zip archives end a name"
        if len(key.encode()) > MAX_NAME_NBYTES - len(_SUFFIX):
            return "is too long for the name of a zip member"
        return ""

    def write(self, plan: Plan, layout: Layout, atomic_file: AtomicFile, transfer: Transfer) -> None:
        archive = ArchiveWriter(atomic_file, transfer)
        for placement in layout.placements:
            header = array_header(placement)
            with archive.member(placement.key + _SUFFIX, len(header) + placement.nbytes) as member:
                member.write(header)
                member.copy(placement.record)
        archive.close()
