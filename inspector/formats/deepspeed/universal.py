"""DeepSpeed's universal checkpoints: a folder for each parameter, with a file for the weight and each of its averages.

Source: https://github.com/deepspeedai/DeepSpeed/blob/master/deepspeed/checkpoint/ds_to_universal.py.
"""

from __future__ import annotations

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.formats.rank_files import RankFiles
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.tensors.entries import Entry

__all__ = ["probe", "read"]

_WEIGHT = "fp32.pt"
_MAX_PARAMETERS = 10_000


def probe(source: Source) -> str | None:
    """A folder ``zero`` in whose folders there are files ``fp32.pt``."""
    if not source.is_folder:
        return "it is no folder"
    zero = source.location.child("zero")
    has_weights = zero.is_folder and any(child.child(_WEIGHT).exists for child in zero.children()[:100])
    return None if has_weights else f"it has no zero/*/{_WEIGHT}"


def read(source: Source, job: Job) -> Checkpoint:
    """For each parameter a group with the weight and what the optimizer keeps of it."""
    with RankFiles(source, job) as files:
        entries: list[Entry] = []
        for folder in job.each(source.location.child("zero").children()[:_MAX_PARAMETERS]):
            for child in folder.children() if folder.is_folder else []:
                if child.suffix == ".pt":
                    entries += _of_file(files, child.name.removesuffix(".pt"), folder.name, child)
        if not entries:
            raise CorruptError("is a universal checkpoint in which nothing can be read")
        return Checkpoint(source.location, "deepspeed-universal", files.files, entries, {}, files.findings)


def _of_file(files: RankFiles, kind: str, parameter: str, location: Location) -> list[Entry]:
    """The tensor in a file, which is called ``param`` in a dict there, under the names of its parameter and the file."""
    checkpoint = files.open(location)
    found = checkpoint.tensors if checkpoint is not None else []
    named = [entry for entry in found if entry.path == ("param",)] or found[:1]
    return [entry.at((parameter, kind)) for entry in named]
