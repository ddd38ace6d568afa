"""Files that are called after ranks, beside each other: pieces of DTensor or FSDP, or tensors cut by the layer.

``rank0.pt`` as ``torch.save`` of each rank writes it, ``rank0.safetensors`` of TensorRT-LLM, and vLLM's
``model-rank-0-part-0.safetensors``.
"""

from __future__ import annotations

import re

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.formats.parallel.joining import Joiner
from inspector.formats.rank_counts import MAX_RANKS, document, finding_of_shapes, missing_ranks
from inspector.formats.rank_files import RankFiles
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.tensors.entries import Entry, Path, TensorEntry, ValueEntry

__all__ = ["probe", "read"]

_FILE = re.compile(r"(?:.*[-_.])?rank[-_]?(\d{1,5})(?:[-_]part[-_]?(\d{1,5}))?\.(?:safetensors|pt|pth|bin)", re.ASCII)

#: One of these must be there: ``.bin`` alone are more often adapters, called after the rank of their matrices.
_SUFFIXES = (".safetensors", ".pt", ".pth")


def probe(source: Source) -> str | None:
    """A folder with the files of at least two ranks, and no other tensors beside them."""
    if not source.is_folder:
        return "it is no folder"
    are_likely = any(name.endswith(_SUFFIXES) for name in source.names)
    return None if are_likely and len({rank for rank, _ in _files(source)}) > 1 else "it has no files of several ranks"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors as wholes, and the values of the first rank."""
    found = _files(source)
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
        total = max(1 + max(numbers), _said_count(source.location))
        files.findings += missing_ranks(numbers, total)
        files.findings += finding_of_shapes(next(iter(ranks.values())).values(), total)
        entries = joiner.joined(ranks, total=total)
        return Checkpoint(
            source.location, "rank-files", files.files, [*entries, *values], {}, [*files.findings, *joiner.said()]
        )


def _said_count(folder: Location) -> int:
    """The number of ranks that TensorRT-LLM's ``config.json`` gives; 0 if it gives none."""
    mapping = document(folder, "config.json").get("mapping")
    said = mapping.get("world_size") if isinstance(mapping, dict) else None
    return said if type(said) is int and said <= MAX_RANKS else 0


def _files(folder: Source) -> dict[tuple[int, int], Location]:
    """The files by rank and part; none if two have the same."""
    found: dict[tuple[int, int], Location] = {}
    for name, child in folder.named.items():
        match = _FILE.fullmatch(name) if "rank" in name else None
        if match and found.setdefault((int(match[1]), int(match[2] or 0)), child) != child:
            return {}
    return found
