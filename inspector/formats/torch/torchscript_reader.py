"""TorchScript archives: a pickled module with its compiled code and, when frozen, its weights as constants.

``data.pkl`` holds the attributes of the module, ``constants.pkl`` a tuple of tensors that the code calls ``CONSTANTS.c0``;
mobile files have ``bytecode.pkl`` as well. Source: torch/csrc/jit/serialization/{export,import,unpickler}.cpp.
"""

from __future__ import annotations

from typing import Any

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding
from inspector.formats.recognisers import all_recognisers
from inspector.formats.torch.archive import TorchArchive, roots_of
from inspector.jobs import Job
from inspector.pickles.audit import audit
from inspector.pickles.machine import read_pickle
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.source import Source
from inspector.tensors.entries import Entry

__all__ = ["contents_of_module", "probe", "read"]


def probe(source: Source) -> str | None:
    """A root folder with ``data.pkl`` and ``constants.pkl``."""
    roots = roots_of(source.zip, "constants.pkl")
    if not roots:
        return "the archive has no constants.pkl"
    return None if roots[0] in roots_of(source.zip, "data.pkl") else "the archive has no data.pkl"


def read(source: Source, job: Job) -> Checkpoint:
    """The module's attributes under their own names, then the constants below ``(constants)``."""
    archive = TorchArchive(source.zip, roots_of(source.zip, "constants.pkl")[0])
    entries, metadata, findings = contents_of_module(archive, job)
    name = "torchscript-lite" if archive.has("bytecode.pkl") else "torchscript"
    return Checkpoint(source.location, name, source.files, entries, metadata, findings)


def contents_of_module(archive: TorchArchive, job: Job) -> tuple[list[Entry], dict[str, Any], list[Finding]]:
    """Entries, metadata and findings of an archive, or of the folder that one was extracted to."""
    recognisers = all_recognisers()
    context = PickleContext(
        job,
        lookup=archive.lookup("data"),
        lookup_many=archive.lookup_many("data"),
        big_endian=archive.big_endian,
    )
    with archive.ahead("data.pkl") as pickle:
        module = entries_of_pickle(pickle, recognisers, context)
    context = PickleContext(job, "constants.pkl", archive.lookup("constants"), archive.big_endian)
    with archive.ahead("constants.pkl") as pickle:
        constants = entries_of_pickle(pickle, recognisers, context, path=("(constants)",))
    findings: list[Finding] = [*module.findings, *constants.findings]
    if archive.has("bytecode.pkl"):
        with archive.ahead("bytecode.pkl") as pickle:
            bytecode = read_pickle(pickle, job=job)
        findings += audit(bytecode, recognisers, "bytecode.pkl", job)
    metadata = {
        "pickle protocol": module.protocol,
        "format version": archive.version,
        "code": [name.removeprefix(archive.prefix) for name in archive.archive.names.ending_with(".py")],
    }
    entries = [*module.entries, *(entry for entry in constants.entries if entry.path != ("(constants)",))]
    return entries, metadata, [*findings, *archive.findings]
