"""Files that are called after ranks, beside each other: pieces of DTensor or FSDP, or tensors cut by the layer.

``rank0.pt`` as ``torch.save`` of each rank writes it, ``rank0.safetensors`` of TensorRT-LLM, and vLLM's
``model-rank-0-part-0.safetensors``.
"""

from __future__ import annotations

import re

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.findings import Finding, Severity
from inspector.formats.parallel.joining import Joiner
from inspector.formats.rank_files import RankFiles
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry

__all__ = ["probe", "read"]

_FILE = re.compile(r"(?:.*[-_.])?rank[-_]?(\d{1,5})(?:[-_]part[-_]?(\d{1,5}))?\.(?:safetensors|pt|pth|bin)", re.ASCII)


def probe(source: Source) -> str | None:
    """A folder with the files of at least two ranks, and no other tensors beside them."""
    if not source.is_folder:
        return "it is no folder"
    return None if len({rank for rank, _ in _files(source.location)}) > 1 else "it has no files of several ranks"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors as wholes, and the values of the first rank."""
    found = _files(source.location)
    joiner = Joiner()
    with RankFiles(source, job) as files:
        ranks: dict[str, dict[Path, TensorEntry]] = {}
        values: list[Entry] = []
        for (rank, _), location in job.each(sorted(found.items())):
            checkpoint = files.open(location)
            if checkpoint is not None:
                ranks.setdefault(f"rank {rank}", {}).update({entry.path: entry for entry in checkpoint.tensors})
                values = values or [entry for entry in checkpoint.entries if isinstance(entry, ValueEntry)]
        if not ranks:
            raise CorruptError(f"holds no rank that can be read: {files.findings[0].message}")
        numbers = {rank for rank, _ in found}
        missing = [str(number) for number in range(max(numbers)) if number not in numbers]
        if missing:
            message = f"Ranks are not there: {', '.join(missing[:8])}{', …' if len(missing) > 8 else ''}."
            files.findings.append(Finding(Severity.WARNING, "shard-missing", message))
        entries = joiner.joined(ranks, total=1 + max(numbers))
        return Checkpoint(
            source.location, "rank-files", files.files, [*entries, *values], {}, [*files.findings, *joiner.said()]
        )


def _files(folder: Location) -> dict[tuple[int, int], Location]:
    """The files by rank and part; none if two have the same."""
    found: dict[tuple[int, int], Location] = {}
    for child in folder.children():
        match = _FILE.fullmatch(child.name)
        if match and found.setdefault((int(match[1]), int(match[2] or 0)), child) != child:
            return {}
    return found
