"""torch.package archives: several pickles beside the Python code they need, storages in ``.data/N.storage``.

The code in the archive is listed, never run. Source: torch/package/{package_exporter,package_importer}.py.
"""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.findings import Finding
from inspector.formats.recognisers import all_recognisers
from inspector.formats.torch.archive import TorchArchive, roots_of
from inspector.jobs import Job
from inspector.pickles.reading import entries_of_pickle
from inspector.pickles.recogniser import PickleContext
from inspector.sources.source import Source
from inspector.tensors.entries import Attribute, Entry, Path, key_of

__all__ = ["probe", "read"]


def probe(source: Source) -> str | None:
    """A root folder with the list of modules the package expects outside."""
    return None if roots_of(source.zip, ".data/extern_modules") else "the archive has no .data/extern_modules"


def read(source: Source, job: Job) -> Checkpoint:
    """The entries of every pickle, each below the name of its record."""
    archive = TorchArchive(source.zip, roots_of(source.zip, ".data/extern_modules")[0])
    prefix = archive.prefix
    records = [name.removeprefix(prefix) for name in source.zip.members if name.startswith(prefix)]
    entries: list[Entry] = []
    findings: list[Finding] = []
    for record in records:
        if record.endswith(".pkl") and not record.startswith(".data/"):
            context = PickleContext(job, record, archive.lookup(".data", ".storage"), archive.big_endian)
            contents = entries_of_pickle(archive.storage(record), all_recognisers(), context, path=(record,))
            entries += [entry.at(_shortened(entry.path)) for entry in contents.entries]
            findings += contents.findings
    metadata = {
        "python version": archive.text(".data/python_version"),
        "code": [record for record in records if record.endswith(".py")],
        "external modules": archive.small(".data/extern_modules", job.limits).decode("utf-8", "replace").split(),
    }
    return Checkpoint(source.location, "torch-package", source.files, entries, metadata, [*findings, *archive.findings])


def _shortened(path: Path) -> Path:
    """Below a record that is a module, the key its state dict would have."""
    record, *inside = path
    if any(isinstance(element, Attribute) and element.name in ("_parameters", "_buffers") for element in inside):
        return (record, key_of(tuple(inside)))
    return path
