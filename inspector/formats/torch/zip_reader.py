"""PyTorch's zip format, since 1.6: ``data.pkl`` describes the object, ``data/N`` are its storages.

Source: torch/serialization.py (``_save``, ``_load``).
"""

from __future__ import annotations

from typing import Any

from inspector.checkpoint.checkpoint import RECORD_PREFIX, Checkpoint
from inspector.errors import UnsupportedError
from inspector.findings import Finding, Severity
from inspector.formats.recognisers import all_recognisers
from inspector.formats.torch.archive import TorchArchive, roots_of
from inspector.jobs import Job
from inspector.pickles.reading import PickleContents, entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.source import Source
from inspector.sources.zip import is_renumbered

__all__ = ["contents_of_archive", "metadata_of_archive", "probe", "read"]

_ZIPPED_AGAIN = (
    "The content of a PyTorch file was zipped again by another program; torch.load wants its records and a version "
    "below one folder."
)


def probe(source: Source) -> str | None:
    """A root folder with ``data.pkl`` and without the ``constants.pkl`` of TorchScript."""
    roots = roots_of(source.zip, "data.pkl")
    if not roots:
        return "the archive has no data.pkl"
    if roots[0] in roots_of(source.zip, "constants.pkl"):
        return "it is TorchScript"
    return None


def read(source: Source, job: Job) -> Checkpoint:
    """The entries of ``data.pkl``, each tensor on the record that holds its storage."""
    roots = roots_of(source.zip, "data.pkl")
    if len(roots) > 1:
        raise UnsupportedError(f"the archive holds {len(roots)} checkpoints, {roots[0][:80]!r} and {roots[1][:80]!r}")
    archive = TorchArchive(source.zip, roots[0])
    contents = contents_of_archive(archive, job)
    findings = [*contents.findings, *archive.findings]
    if _is_zipped_again(archive):
        findings.append(Finding(Severity.INFO, "zipped-again", _ZIPPED_AGAIN))
    if is_renumbered(source.head):
        version = source.head[:2].decode()
        message = f"The file begins with {version} instead of PK, as GPT-SoVITS writes it; torch.load wants PK."
        findings.append(Finding(Severity.INFO, "renumbered-zip", message))
    metadata = metadata_of_archive(archive, contents)
    return Checkpoint(source.location, "pytorch-zip", source.files, contents.entries, metadata, findings)


def contents_of_archive(archive: TorchArchive, job: Job) -> PickleContents:
    """What ``data.pkl`` says, its tensors on the records below ``data``; more findings are then in the archive's."""
    context = PickleContext(
        job,
        lookup=archive.lookup("data"),
        lookup_many=archive.lookup_many("data"),
        big_endian=archive.big_endian,
    )
    with archive.ahead("data.pkl") as pickle:
        contents = entries_of_pickle(pickle, all_recognisers(), context)
        archive.check_crc("data.pkl", job, pickle)
    archive.pass_over_numbers()
    archive.note_unused("data")
    return contents


def metadata_of_archive(archive: TorchArchive, contents: PickleContents) -> dict[str, Any]:
    """How the file was written, and the records of this program's own in it."""
    return {
        "pickle protocol": contents.protocol,
        "format version": archive.version,
        "byte order": "big" if archive.big_endian else "little",
        **archive.records(RECORD_PREFIX),
    }


def _is_zipped_again(archive: TorchArchive) -> bool:
    """Whether the records do not lie below one folder, or without ``version``, which torch.load insists on."""
    return (
        not archive.has("version")
        or not archive.root
        or "/" in archive.root
        or not archive.archive.names.all_start_with(archive.prefix)
    )
