"""The files of Llama's authors: ``consolidated.NN.pth`` for each model-parallel rank, beside ``params.json``.

Llama 1 and 2 cut the embeddings along the second axis, Llama 3 along the first: the width of the model tells.
Source: https://github.com/meta-llama/llama/blob/main/llama/model.py.
"""

from __future__ import annotations

import re

from inspector.checkpoint.checkpoint import Checkpoint
from inspector.errors import CorruptError
from inspector.formats.parallel.joining import Cut, Joiner, Tensors, cut_by_name
from inspector.formats.rank_counts import document, finding_of_shapes, missing_ranks
from inspector.formats.rank_files import RankFiles
from inspector.jobs import Job
from inspector.sources.location import Location
from inspector.sources.source import Source
from inspector.tensors.entries import Path, TensorEntry, key_of

__all__ = ["probe", "read"]

_FILE = re.compile(r"consolidated\.(\d{2})\.pth", re.ASCII)


def probe(source: Source) -> str | None:
    """A folder with such a file."""
    return None if source.is_folder and _files(source) else "it has no consolidated.NN.pth"


def read(source: Source, job: Job) -> Checkpoint:
    """The tensors as wholes."""
    found = _files(source)
    params = document(source.location, "params.json")
    width = params.get("dim")

    def cut_of(path: Path, entry: TensorEntry, tensors: Tensors) -> Cut | None:
        if key_of(path) == "tok_embeddings.weight" and len(entry.shape) == 2 and entry.shape[1] != width:
            return Cut(1)
        return cut_by_name(path, entry, tensors)

    joiner = Joiner(cut_of)
    with RankFiles(source, job) as files:
        ranks: dict[str, Tensors] = {}
        for _, location in job.each(sorted(found.items())):
            checkpoint = files.open(location)
            if checkpoint is not None:
                ranks[location.name] = {entry.path: entry for entry in checkpoint.tensors}
        if not ranks:
            raise CorruptError(f"holds no rank that can be read: {files.findings[0].message}")
        total = 1 + max(found)
        files.findings += missing_ranks(found, total, "consolidated.{:02}.pth")
        files.findings += finding_of_shapes(next(iter(ranks.values())).values(), total)
        entries = joiner.joined(ranks, total=total)
        metadata = {"params.json": params} if params else {}
        return Checkpoint(
            source.location,
            "llama-consolidated",
            files.files,
            entries,
            metadata,
            [*files.findings, *joiner.said()],
        )


def _files(folder: Source) -> dict[int, Location]:
    matches = ((_FILE.fullmatch(name), child) for name, child in folder.named.items())
    return {int(match[1]): child for match, child in matches if match}
